"""The pages of people and organisations: what they show, who may do what, and what is refused in words."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dossiers.factories import information_dossier
from dossiers.models import Capacity
from dossiers.operations.opening import Client as JourneyClient
from oss.addresses.factories import AddressFactory
from oss.contacts.duplicate_pairs import find_duplicates
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.contacts.models import DuplicatePair, Merge, Organisation, Person, RegisterEnterprise
from oss.contacts.operations.lifecycle import deactivate
from oss.staff.models import User
from oss.staff.roles import Role
from tests.mails import receive_message

pytestmark = pytest.mark.django_db


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK, first_name="Lotte", last_name="Peeters")


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


@pytest.fixture
def administrator(user_with: Callable[..., User], client_of: Callable[[User], Client]) -> Client:
    return client_of(user_with(Role.ADMINISTRATOR))


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


# --- reading ---


def test_the_page_shows_who_it_is_and_in_what_they_are_involved(desk: Client, lotte: User) -> None:
    person = PersonFactory.create(mail="an@example.be", address=AddressFactory(street__name="Bruul"))
    capacity = Capacity.objects.get(name="eigenaar-bewoner")
    dossier = information_dossier(by=lotte, assignee=lotte, client=JourneyClient(capacity, person))
    page = text_of(desk.get(reverse("person", args=[person.pk])))
    for words in (
        person.name,
        "an@example.be",
        "Bruul",
        dossier.number,
        dossier.journey.number,
        "eigenaar-bewoner",
    ):
        assert words in page


def test_mails_from_the_address_stand_on_the_page(desk: Client) -> None:
    person = PersonFactory.create(mail="an@burger.example")
    receive_message(subject="Vraag over mijn dak", sender="An <an@burger.example>")
    assert "Vraag over mijn dak" in text_of(desk.get(reverse("person", args=[person.pk]) + "?tab=mails"))


def test_do_not_contact_is_loud_on_the_page_in_the_lookup_and_on_the_dossier(
    desk: Client, lotte: User
) -> None:
    address = AddressFactory.create()
    person = PersonFactory.create(do_not_contact=True, mail="stil@example.be", phone="", address=address)
    capacity = Capacity.objects.get(name="eigenaar-bewoner")
    dossier = information_dossier(by=lotte, assignee=lotte, client=JourneyClient(capacity, person))
    own = text_of(desk.get(reverse("person", args=[person.pk])))
    assert "Niet contacteren" in own
    option = desk.get(reverse("person_lookup"), {"q": person.last_name}).json()[0]
    assert option["detail"].startswith("niet contacteren")
    page = text_of(desk.get(reverse("dossier", args=[dossier.number])))
    there = text_of(desk.get(reverse("address", args=[address.pk])))
    assert "niet contacteren" in page
    assert "niet contacteren" in there
    for text in (own, page, there):
        assert "mailto:stil@example.be" not in text


@pytest.mark.parametrize("query", ["zonderling", "zonderling@example.be", "0460 99 88 77"])
def test_the_search_page_finds_by_any_fragment(query: str, desk: Client) -> None:
    person = PersonFactory.create(last_name="Zonderling", mail="zonderling@example.be", phone="0460 99 88 77")
    assert reverse("person", args=[person.pk]) in text_of(desk.get(reverse("people"), {"q": query}))


def test_a_deactivated_one_is_found_only_when_asked(desk: Client, lotte: User) -> None:
    person = PersonFactory.create(last_name="Zonderling")
    deactivate(person, by=lotte, reason="Verhuisd")
    url = reverse("person", args=[person.pk])
    assert url not in text_of(desk.get(reverse("people")))  # the list as it opens
    assert url in text_of(desk.get(reverse("people"), {"q": "zonderling", "f": "active.in:no"}))
    assert "Verhuisd" in text_of(desk.get(url))


# --- writing ---


def test_a_person_is_made_and_changed_on_the_page(desk: Client) -> None:
    known = {
        "first_name": "An",
        "last_name": "Peeters",
        "language": "nl",
        "mail": "an@example.be",
        "phone": "",
    }
    desk.post(reverse("person_new"), known)
    person = Person.objects.get()
    assert [point.value for point in person.contact_points.all()] == ["an@example.be"]
    desk.post(reverse("person_edit", args=[person.pk]), known | {"first_name": "Anna"})
    assert Person.objects.get().name == "Anna Peeters"


def test_what_a_colleague_changed_meanwhile_stays(desk: Client) -> None:
    """The form saves what was changed in it; a field that was left alone keeps the colleague's value."""
    person = PersonFactory.create(first_name="An", last_name="Peeters", notes="")
    Person.objects.filter(pk=person.pk).update(notes="Van een collega")
    shown = {"first_name": "Anna", "last_name": "Peeters", "language": "nl", "notes": "Van een collega"}
    desk.post(reverse("person_edit", args=[person.pk]), shown)
    person.refresh_from_db()
    assert (person.first_name, person.notes) == ("Anna", "Van een collega")


@pytest.mark.parametrize(
    ("number", "words"),
    [("0431150351", "0431.150.351"), ("2123456789", "vestiging"), ("12", "tien cijfers")],
)
def test_a_wrong_enterprise_number_is_explained_at_its_field(number: str, words: str, desk: Client) -> None:
    response = desk.post(
        reverse("organisation_new"), {"name": "X BV", "kind": "contractor", "enterprise_number": number}
    )
    assert response.status_code == 422
    assert words in text_of(response)
    assert number in text_of(response)
    assert not Organisation.objects.exists()


def test_a_number_somebody_else_has_is_told_and_nothing_is_lost(desk: Client) -> None:
    known = OrganisationFactory.create()
    response = desk.post(
        reverse("organisation_new"),
        {"name": "Dubbel BV", "kind": "contractor", "enterprise_number": known.enterprise_number},
    )
    assert response.status_code == 422
    assert "Dubbel BV" in text_of(response)


def test_a_contact_point_says_by_itself_what_it_is(desk: Client) -> None:
    person = PersonFactory.create(mail="", phone="")
    url = reverse("person_point", args=[person.pk])
    desk.post(url, {"value": "an@example.be"})
    desk.post(url, {"value": "0460 11 22 33"})
    assert {point.kind for point in person.contact_points.all()} == {"mail", "phone"}
    refused = desk.post(url, {"value": "geen van beide"})
    assert refused.status_code == 422
    assert "geen van beide" in text_of(refused)


def test_an_enterprise_number_without_its_leading_zero_is_read_with_it_and_that_is_told(desk: Client) -> None:
    typed = {"kind": "contractor", "name": "Dak BV", "enterprise_number": "403 019 261"}
    page = text_of(desk.post(reverse("organisation_new"), typed, follow=True))
    made = Organisation.objects.get()
    assert made.enterprise_number == "0403019261"
    assert "Gelezen als 0403.019.261" in page
    page = text_of(
        desk.post(reverse("organisation_edit", args=[made.pk]), {**typed, "name": "Dak NV"}, follow=True)
    )
    assert "Gelezen als" in page
    again = typed | {"name": "Dak", "enterprise_number": "0403.019.261"}
    assert "Gelezen als" not in text_of(
        desk.post(reverse("organisation_edit", args=[made.pk]), again, follow=True)
    )


def test_marks_are_set_and_taken_off(desk: Client) -> None:
    person = PersonFactory.create(mail="an@example.be", phone="")
    point = person.contact_points.get()
    desk.post(reverse("contact_point_bounces", args=[point.pk]))
    assert "komt terug" in text_of(desk.get(reverse("person", args=[person.pk])))
    desk.post(reverse("contact_point_works", args=[point.pk]))
    assert "komt terug" not in text_of(desk.get(reverse("person", args=[person.pk])))
    desk.post(reverse("contact_point_remove", args=[point.pk]))
    assert not person.contact_points.exists()


def test_somebody_starts_and_stops_working_somewhere(desk: Client) -> None:
    person, organisation = PersonFactory.create(), OrganisationFactory.create(name="Syndicus BV")
    desk.post(
        reverse("person_employment", args=[person.pk]),
        {"organisation": organisation.pk, "role": "Beheerder", "since": "2024-01-01"},
    )
    assert "Syndicus BV" in text_of(desk.get(reverse("person", args=[person.pk])))
    employment = person.employments.get()
    url = reverse("employment_change", args=[employment.pk])
    wrong = desk.post(url, {"role": "Beheerder", "since": "2024-01-01", "until": "2023-01-01"})
    assert wrong.status_code == 422
    desk.post(url, {"role": "Beheerder", "since": "2024-01-01", "until": "2025-01-01"})
    assert not person.employments.current().exists()
    desk.post(url, {"remove": "1"})
    assert not person.employments.exists()


# --- the side panel ---


def test_the_side_panel_reads_what_was_typed_and_gives_the_option_back(desk: Client) -> None:
    url = reverse("person_quick")
    assert 'value="Zonderling"' in text_of(desk.get(url, {"typed": "Jef Zonderling"}))
    assert 'value="jef@example.be"' in text_of(desk.get(url, {"typed": "jef@example.be"}))
    response = desk.post(url, {"first_name": "Jef", "last_name": "Zonderling", "language": "nl"})
    assert response.status_code == 201
    assert response.json()["value"] == str(Person.objects.get().pk)
    refused = desk.post(url, {"first_name": "", "last_name": "", "language": "nl"})
    assert refused.status_code == 422


def test_who_is_known_already_is_proposed_while_typing(desk: Client) -> None:
    person = PersonFactory.create(first_name="Jef", last_name="Janssens", mail="jef@example.be")
    page = text_of(desk.post(reverse("person_duplicates"), {"first_name": "Jef", "last_name": "Jansens"}))
    assert reverse("person", args=[person.pk]) in page
    panel = text_of(desk.post(reverse("person_duplicates") + "?panel=1", {"mail": "JEF@example.be"}))
    assert f'data-value="{person.pk}"' in panel


# --- rights ---


def test_deleting_is_offered_to_an_administrator_only(desk: Client, administrator: Client) -> None:
    person = PersonFactory.create()
    url = reverse("person_delete", args=[person.pk])
    assert url not in text_of(desk.get(reverse("person", args=[person.pk])))
    assert desk.get(url).status_code == 403
    assert administrator.post(url, {"typed_name": "iemand anders"}).status_code == 422
    administrator.post(url, {"typed_name": person.name})
    assert not Person.objects.exists()


def test_an_auditor_sees_nobody(user_with: Callable[..., User], client_of: Callable[[User], Client]) -> None:
    person = PersonFactory.create()
    auditor = client_of(user_with(Role.AUDITOR))
    assert auditor.get(reverse("person", args=[person.pk])).status_code == 403


# --- merging ---


def test_two_are_compared_merged_and_split_again(desk: Client) -> None:
    first = PersonFactory.create(first_name="An", last_name="Peeters", mail="an@example.be")
    second = PersonFactory.create(first_name="Anna", last_name="Peeters", mail="an@example.be")
    url = reverse("person_merge", args=[first.pk, second.pk])
    assert "Anna" in text_of(desk.get(url))
    desk.post(url, {"first_name": "loser"})
    first.refresh_from_db()
    assert first.first_name == "Anna"
    page = text_of(desk.get(reverse("person", args=[first.pk])))
    undo = reverse("merge_undo", args=[Merge.objects.get().pk])
    assert undo in page
    assert reverse("person", args=[first.pk]) in text_of(desk.get(reverse("person", args=[second.pk])))
    desk.post(undo)
    first.refresh_from_db()
    assert (first.first_name, Person.objects.active().count()) == ("An", 2)


def test_the_second_of_two_who_merge_is_told_who_was_first(desk: Client) -> None:
    first, second = (PersonFactory.create(first_name=name, last_name="Peeters") for name in ("An", "Anna"))
    url = reverse("person_merge", args=[first.pk, second.pk])
    desk.post(url, {"first_name": "winner"})
    response = desk.post(url, {"first_name": "loser"}, follow=True)
    assert "samengevoegd" in text_of(response)
    assert Merge.objects.count() == 1


def test_a_pair_that_is_none_leaves_the_work_list(desk: Client) -> None:
    PersonFactory.create(first_name="An", last_name="Peeters", mail="gezin@example.be")
    PersonFactory.create(first_name="An", last_name="Peeters", mail="gezin@example.be")
    find_duplicates(Person)
    pair = DuplicatePair.objects.open().get()
    assert reverse("pair_not_duplicate", args=[pair.pk]) in text_of(desk.get(reverse("person_pairs")))
    desk.post(reverse("pair_not_duplicate", args=[pair.pk]))
    assert not DuplicatePair.objects.open().exists()
    find_duplicates(Person)
    assert not DuplicatePair.objects.open().exists()


# --- kinds of organisations ---


def test_a_contractor_is_kept_in_the_pool_with_trainings_and_evaluations(desk: Client) -> None:
    contractor = OrganisationFactory.create(kind="contractor")
    desk.post(
        reverse("organisation_pool", args=[contractor.pk]),
        {"status": "admitted", "segments": ["small", "large"]},
    )
    desk.post(reverse("organisation_training", args=[contractor.pk]), {"name": "Dakisolatie"})
    desk.post(reverse("organisation_evaluation", args=[contractor.pk]), {"score": "4", "text": "Net gewerkt"})
    page = text_of(desk.get(reverse("organisation", args=[contractor.pk])))
    for words in ("in de pool", "grote appartementsgebouwen", "Dakisolatie", "4/5", "Net gewerkt"):
        assert words in page
    wrong = desk.post(
        reverse("organisation_training", args=[contractor.pk]),
        {"name": "VCA", "followed_on": "2025-01-01", "valid_until": "2024-01-01"},
    )
    assert wrong.status_code == 422


def test_an_association_names_its_syndic_and_the_syndic_its_associations(desk: Client) -> None:
    syndic = OrganisationFactory.create(kind="syndic", name="Syndicus BV")
    association = OrganisationFactory.create(kind="vme", name="VME De Dijle")
    url = reverse("organisation_role", args=[association.pk])
    assert (
        desk.post(url, {"role": "syndic", "organisation": syndic.pk, "professional": "yes"}).status_code
        == 302
    )
    assert "Syndicus BV" in text_of(desk.get(reverse("organisation", args=[association.pk])))
    assert "VME De Dijle" in text_of(desk.get(reverse("organisation", args=[syndic.pk])))
    nobody = desk.post(url, {"role": "council"})
    assert nobody.status_code == 422
    assert "Kies een persoon, een organisatie of allebei." in nobody.content.decode()
    bank = OrganisationFactory.create(kind="bank")
    refused = desk.post(
        reverse("organisation_role", args=[bank.pk]), {"role": "syndic", "organisation": syndic.pk}
    )
    assert refused.status_code == 422


def test_the_company_register_fills_the_form_in_and_saves_nothing(desk: Client) -> None:
    RegisterEnterprise.objects.create(
        number="0403019261", name="Voorbeeld NV", street="Bruul", house_number="12", postcode="2800"
    )
    filled = {"enterprise_number": "403.019.261", "name": "", "kind": "contractor", "fill_in": "1"}
    page = text_of(desk.post(reverse("organisation_new"), filled))
    assert 'value="Voorbeeld NV"' in page
    unknown = text_of(
        desk.post(reverse("organisation_new"), filled | {"enterprise_number": "0314.595.348", "name": "Zelf"})
    )
    assert 'value="Zelf"' in unknown
    assert "0314.595.348" in unknown
    assert not Organisation.objects.exists()


def test_a_number_that_is_taken_leads_to_who_has_it(desk: Client, lotte: User) -> None:
    """Also to one that is deactivated, which no lookup or proposal shows."""
    known = OrganisationFactory.create(name="Dak & <Goot>", enterprise_number="0403.019.261")
    typed = {"name": "Dakwerken", "kind": "contractor", "enterprise_number": "403019261"}
    page = text_of(desk.post(reverse("organisation_new"), typed))
    link = f'<a href="{reverse("organisation", args=[known.pk])}" target="_blank">Dak &amp; &lt;Goot&gt;</a>'
    assert f"{link} heeft dit ondernemingsnummer al." in page
    assert page.count("heeft dit ondernemingsnummer al") == 1
    deactivate(known, by=lotte, reason="Gestopt")
    page = text_of(desk.post(reverse("organisation_quick"), typed))
    assert f"{link} heeft dit ondernemingsnummer al, en is gedeactiveerd: activeer die opnieuw." in page
    assert Organisation.objects.count() == 1
