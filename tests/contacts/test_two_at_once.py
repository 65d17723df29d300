"""Two people with the same contact open: nothing of either is lost without a word."""

import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from oss.addresses.models import Measure
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.contacts.merging.operations import merge
from oss.contacts.models import Organisation, Person
from oss.contacts.models.contractors import Contractor
from oss.contacts.operations.association_roles import set_association_role
from oss.contacts.operations.lifecycle import deactivate
from oss.contacts.operations.parts import add_employment, update_organisation
from oss.contacts.operations.records import update_person
from oss.core.conflicts import Conflict
from oss.staff.models import User
from oss.staff.roles import Role
from tests.drawn_forms import values_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def an() -> Person:
    return PersonFactory.create(first_name="An", last_name="Peeters", language="nl", notes="Oud")


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK)


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


def drawn(client: Client, record: Person | Organisation) -> dict[str, list[str]]:
    page = client.get(_url(record)).content.decode()
    return values_of(re.search(r"<form[^>]*data-contact-form.*?</form>", page, re.DOTALL)[0])


def save(client: Client, record: Person | Organisation, values: dict[str, list[str]]) -> HttpResponse:
    return client.post(_url(record), values)


def _url(record: Person | Organisation) -> str:
    return reverse(f"{record._meta.model_name}_edit", args=[record.pk])


def test_different_fields_merge_by_themselves(desk: Client, an: Person) -> None:
    mine, theirs = drawn(desk, an), drawn(desk, an)
    assert save(desk, an, theirs | {"notes": ["Nieuw"]}).status_code == 302
    assert save(desk, an, mine | {"first_name": ["Anna"]}).status_code == 302
    an.refresh_from_db()
    assert (an.first_name, an.notes) == ("Anna", "Nieuw")


def test_the_same_field_is_told_and_saving_again_keeps_mine(desk: Client, an: Person) -> None:
    mine, theirs = drawn(desk, an), drawn(desk, an)
    save(desk, an, theirs | {"notes": ["Die van hen"], "language": ["fr"]})
    answer = save(desk, an, mine | {"notes": ["De mijne"], "language": ["en"], "first_name": ["Anna"]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "‘Die van hen’" in page
    assert "‘Frans’" in page  # a choice by its label
    assert "De mijne" in page
    an.refresh_from_db()
    assert (an.first_name, an.notes) == ("An", "Die van hen")

    again = values_of(re.search(r"<form[^>]*data-contact-form.*?</form>", page, re.DOTALL)[0])
    assert save(desk, an, again).status_code == 302
    an.refresh_from_db()
    assert (an.first_name, an.notes, an.language) == ("Anna", "De mijne", "en")


def test_an_empty_page_saved_over_a_colleagues_words_takes_nothing_away(desk: Client, an: Person) -> None:
    mine = drawn(desk, an)
    update_person(an, by=None, notes="Van een collega")
    assert save(desk, an, mine).status_code == 302
    an.refresh_from_db()
    assert an.notes == "Van een collega"


def test_a_number_in_another_notation_is_no_change(desk: Client) -> None:
    company = OrganisationFactory.create(kind="contractor", enterprise_number="0403019261")
    mine = drawn(desk, company)
    update_organisation(company, by=None, name="Andere naam")
    saved = save(desk, company, mine | {"enterprise_number": ["BE 403.019.261"], "notes": ["x"]})
    assert saved.status_code == 302
    company.refresh_from_db()
    assert (company.name, company.enterprise_number) == ("Andere naam", "0403019261")


def test_what_a_colleague_deactivated_keeps_what_was_typed_on_the_page(
    desk: Client, lotte: User, an: Person
) -> None:
    mine = drawn(desk, an)
    deactivate(an, by=lotte, reason="dubbel")
    answer = save(desk, an, mine | {"notes": ["Een lange tekst"]})
    assert answer.status_code == 422
    assert "Een lange tekst" in answer.content.decode()
    an.refresh_from_db()
    assert an.notes == "Oud"


def test_the_operation_compares_while_it_holds_the_row(an: Person) -> None:
    update_person(an, by=None, notes="Die van hen")
    with pytest.raises(Conflict) as told:
        update_person(an, by=None, seen={"notes": "Oud"}, notes="De mijne")
    assert told.value.now == {"notes": "Die van hen"}
    update_person(an, by=None, seen={"notes": "Oud"}, notes="Die van hen")  # they agree


def pool_values(client: Client, organisation: Organisation) -> dict[str, list[str]]:
    page = client.get(reverse("organisation_pool", args=[organisation.pk])).content.decode()
    return values_of(re.search(r'<form class="form".*?</form>', page, re.DOTALL)[0])


@pytest.mark.parametrize("is_known", [True, False], ids=["in the pool", "not in the pool yet"])
def test_two_who_change_a_contractor_in_the_pool_keep_both(desk: Client, is_known: bool) -> None:
    walls = Measure.objects.create(name="Muurisolatie")
    organisation = OrganisationFactory.create(kind="contractor")
    if is_known:
        Contractor.objects.create(organisation=organisation, remarks="Oud")
    url = reverse("organisation_pool", args=[organisation.pk])
    mine, theirs = pool_values(desk, organisation), pool_values(desk, organisation)
    chosen = {"status": ["admitted"], "specialities": [str(walls.pk)], "segments": ["small"]}
    assert desk.post(url, theirs | chosen).status_code == 302
    assert desk.post(url, mine | {"remarks": ["Belt terug"]}).status_code == 302
    contractor = Contractor.objects.get()
    assert (contractor.status, contractor.segments) == ("admitted", ["small"])
    assert [*contractor.specialities.all()] == [walls]
    assert contractor.remarks == "Belt terug"
    answer = desk.post(url, mine | {"status": ["left"], "segments": ["large"]})
    assert answer.status_code == 422
    told = answer.content.decode()
    assert "‘in de pool’" in told
    assert "‘kleine appartementsgebouwen’" in told
    again = values_of(re.search(r'<form class="form".*?</form>', told, re.DOTALL)[0])
    assert desk.post(url, again).status_code == 302
    contractor.refresh_from_db()
    assert (contractor.status, contractor.segments, contractor.remarks) == ("left", ["large"], "Belt terug")


# --- ways to reach somebody, and who works where ---


def part_of(client: Client, url: str) -> dict[str, list[str]]:
    forms = re.findall(r'<form class="form".*?</form>', client.get(url).content.decode(), re.DOTALL)
    return values_of(forms[0])


def test_two_who_correct_one_phone_number_are_told(desk: Client, lotte: User) -> None:
    person = PersonFactory.create(mail="an@example.be")
    url = reverse("contact_point_change", args=[person.contact_points.get(kind="mail").pk])
    mine, theirs = part_of(desk, url), part_of(desk, url)
    assert desk.post(url, theirs | {"value": ["an.peeters@example.be"]}).status_code == 302
    answer = desk.post(url, mine | {"value": ["an.p@example.be"]})
    assert answer.status_code == 422
    assert "an.peeters@example.be" in answer.content.decode()
    assert person.contact_points.get(kind="mail").value == "an.peeters@example.be"
    again = values_of(re.findall(r'<form class="form".*?</form>', answer.content.decode(), re.DOTALL)[0])
    assert desk.post(url, again).status_code == 302
    assert person.contact_points.get(kind="mail").value == "an.p@example.be"


def test_two_who_change_an_employment(desk: Client, an: Person, lotte: User) -> None:
    """One ends it, the other corrects the role: both stand; two roles are a conflict."""
    employment = add_employment(by=lotte, person=an, organisation=OrganisationFactory.create(), role="Syndic")
    url = reverse("employment_change", args=[employment.pk])
    mine, theirs, third = part_of(desk, url), part_of(desk, url), part_of(desk, url)
    assert desk.post(url, theirs | {"until": ["2026-10-31"]}).status_code == 302
    assert desk.post(url, mine | {"role": ["Beheerder"]}).status_code == 302
    employment.refresh_from_db()
    assert (employment.role, str(employment.until)) == ("Beheerder", "2026-10-31")
    assert desk.post(url, third | {"role": ["Boekhouder"]}).status_code == 422
    employment.refresh_from_db()
    assert employment.role == "Beheerder"


def test_what_is_added_on_an_old_page_goes_to_whom_it_was_merged_into(
    desk: Client, an: Person, lotte: User
) -> None:
    """Not to the record that nobody opens any more: it is shown, filled in, on the page of the other."""
    loser = PersonFactory.create(first_name="Anne", last_name="Peters")
    organisation = OrganisationFactory.create()
    merge(an, loser, by=lotte)
    for url_name, typed, field in (
        ("person_point", {"value": "0470 11 22 33"}, "0470 11 22 33"),
        ("person_employment", {"organisation": organisation.pk, "role": "Bediende"}, "Bediende"),
    ):
        answer = desk.post(reverse(url_name, args=[loser.pk]), typed)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert f"{loser}’ is intussen samengevoegd met ‘{an}" in page
        assert field in page
        assert reverse(url_name, args=[an.pk]) in page
    assert not loser.contact_points.filter(value="0470 11 22 33").exists()
    assert not loser.employments.exists()
    answer = save(desk, loser, {"first_name": ["Anna"], "last_name": ["Peters"], "language": ["nl"]})
    assert f"{loser}’ is intussen samengevoegd met ‘{an}" in answer.content.decode()


def test_nothing_is_added_to_who_was_deactivated_meanwhile(desk: Client, an: Person, lotte: User) -> None:
    deactivate(an, by=lotte, reason="Verhuisd")
    answer = desk.post(reverse("person_point", args=[an.pk]), {"value": "0470 11 22 33"})
    assert answer.status_code == 422
    assert "is gedeactiveerd; activeer het eerst opnieuw" in answer.content.decode()
    assert not an.contact_points.filter(value="0470 11 22 33").exists()
    contractor = OrganisationFactory.create(kind="contractor")
    deactivate(contractor, by=lotte, reason="Gestopt")
    answer = desk.post(reverse("organisation_training", args=[contractor.pk]), {"name": "VCA"})
    assert "is gedeactiveerd; activeer het eerst opnieuw" in answer.content.decode()
    assert not Contractor.objects.exists()


def test_a_deactivated_syndic_stays_when_something_else_is_changed(desk: Client, lotte: User) -> None:
    syndic = OrganisationFactory.create(name="Syndicus Gestopt", kind="syndic")
    association = OrganisationFactory.create(kind="vme")
    held = set_association_role(association, by=lotte, role="syndic", organisation=syndic)
    deactivate(syndic, by=lotte, reason="Gestopt")
    assert save(desk, association, drawn(desk, association) | {"notes": ["Belt terug"]}).status_code == 302
    url = reverse("association_role", args=[held.pk])
    assert (
        desk.post(url, values_of(desk.get(url).content.decode()) | {"note": ["Tot de AV"]}).status_code == 302
    )
    held.refresh_from_db()
    assert (held.organisation, held.note, held.until) == (syndic, "Tot de AV", None)
