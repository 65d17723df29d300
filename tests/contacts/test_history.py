"""The history of a contact reads as sentences, one entry per operation."""

from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from oss.addresses.models import Measure
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.contacts.history import history_of
from oss.contacts.merging.operations import merge, undo_merge
from oss.contacts.models import ContactState, Organisation, Person, PoolStatus, Segment
from oss.contacts.models.contractors import Contractor, Training
from oss.contacts.operations.association_roles import (
    end_association_role,
    remove_association_role,
    set_association_role,
)
from oss.contacts.operations.lifecycle import deactivate
from oss.contacts.operations.parts import (
    add_employment,
    change_contact_point,
    remove_contact_point,
    update_organisation,
)
from oss.contacts.operations.pool import add_evaluation, add_training, remove_training, update_contractor
from oss.contacts.operations.records import create_person, update_person
from oss.staff.models import User
from oss.staff.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK, first_name="Lotte", last_name="Peeters")


def test_what_was_done_reads_in_words_with_who_did_it(lotte: User) -> None:
    person = create_person(by=lotte, first_name="An", last_name="Janssens", mail="an@example.be")
    update_person(person, by=lotte, first_name="Anna", do_not_contact=True)
    change_contact_point(person.contact_points.get(), by=lotte, state=ContactState.BOUNCING)
    entries = history_of(person).entries
    # one transaction of the test is one moment: the order says nothing here
    assert sorted(str(entry.title) for entry in entries) == ["Gewijzigd", "Gewijzigd", "Persoon toegevoegd"]
    assert {str(entry.who) for entry in entries} == {"Lotte Peeters"}
    texts = {str(entry.text) for entry in entries}
    assert any("Voornaam: An werd Anna" in text and "Niet contacteren: nee werd ja" in text for text in texts)
    assert any("an@example.be toegevoegd" in text and "Achternaam" in text for text in texts)
    assert any("an@example.be is onbestelbaar" in text for text in texts)


def test_what_is_gone_is_told_too(lotte: User) -> None:
    person = PersonFactory.create(mail="weg@example.be", phone="")
    organisation = OrganisationFactory.create(name="Verzonnen BV")
    add_employment(by=lotte, person=person, organisation=organisation, role="Architect")
    remove_contact_point(person.contact_points.get(), by=lotte)
    deactivate(person, by=lotte, reason="Verhuisd")
    texts = [str(entry.text) for entry in history_of(person).entries]
    assert any("weg@example.be verwijderd" in text for text in texts)
    assert any("Verzonnen BV" in text and "Architect" in text for text in texts)
    assert any("Verhuisd" in text for text in texts)
    assert any(person.name in str(entry.text) for entry in history_of(organisation).entries)


def test_what_nobody_did_by_hand_is_the_lokets_own() -> None:
    person = PersonFactory.create()
    Person.objects.filter(pk=person.pk).update(notes="In bulk")
    entries = history_of(person).entries
    assert {str(entry.who) for entry in entries} == {"het loket zelf"}
    assert any("In bulk" in str(entry.text) for entry in entries)


def test_what_changes_in_the_contractor_pool_is_told_in_words(lotte: User) -> None:
    roofs, walls = (Measure.objects.create(name=name) for name in ("Dakwerken", "Muurwerken"))
    organisation = OrganisationFactory.create(name="Dakwerken Verzonnen")
    update_contractor(
        organisation,
        by=lotte,
        status=PoolStatus.ADMITTED,
        segments=[Segment.SMALL],
        specialities=[roofs],
        remarks="Werkt in het weekend",
    )
    (text,) = texts_of(organisation, "Aannemerspool gewijzigd")
    assert text.splitlines() == [
        "Status in de pool: in de pool",
        "Grootte van gebouwen: kleine appartementsgebouwen",
        "Opmerkingen: Werkt in het weekend",
        "Specialiteit: Dakwerken",
    ]
    update_contractor(
        organisation,
        by=lotte,
        status=PoolStatus.SUSPENDED,
        segments=[Segment.SMALL, Segment.LARGE],
        specialities=[walls],
        remarks="Werkt in het weekend",
    )
    assert (
        "Status in de pool: in de pool werd geschorst\n"
        "Grootte van gebouwen: kleine appartementsgebouwen werd kleine appartementsgebouwen, grote"
        " appartementsgebouwen\n"
        "Specialiteit: Dakwerken verwijderd\n"
        "Specialiteit: Muurwerken"
    ) in texts_of(organisation, "Aannemerspool gewijzigd")


def test_trainings_and_evaluations_are_told_in_words_with_who_gave_them(lotte: User) -> None:
    organisation = OrganisationFactory.create()
    update_contractor(organisation, by=lotte, status=PoolStatus.CANDIDATE)
    day = date(2026, 3, 31)
    add_training(organisation, by=lotte, name="Asbest herkennen", followed_on=day)
    add_evaluation(organisation, by=lotte, score=4, text="Vlot")
    assert texts_of(organisation, "Opleiding toegevoegd") == [
        "Opleiding: Asbest herkennen · Gevolgd op: 31/03/2026"
    ]
    assert texts_of(organisation, "Evaluatie toegevoegd") == ["Score: 4 · Toelichting: Vlot"]
    assert {str(entry.who) for entry in history_of(organisation).entries} >= {"Lotte Peeters"}


def test_a_mistaken_training_or_evaluation_is_removed_and_the_history_keeps_it(
    lotte: User, client_of: Callable[[User], Client]
) -> None:
    organisation = OrganisationFactory.create()
    training = add_training(organisation, by=lotte, name="Asbest herkennen")
    evaluation = add_evaluation(organisation, by=lotte, score=4, text="Vlot")
    client = client_of(lotte)
    for name, key in (("training", training.pk), ("evaluation", evaluation.pk)):
        url = reverse(f"organisation_{name}_remove", args=[organisation.pk, key])
        assert client.get(url)["Location"] == reverse(f"organisation_{name}", args=[organisation.pk])
        assert client.post(url).status_code == 302
        assert client.post(url).status_code == 302  # pressed twice
    page = client.get(reverse("organisation", args=[organisation.pk])).content.decode()
    assert "Asbest herkennen" not in page
    assert texts_of(organisation, "Opleiding verwijderd") == ["Opleiding: Asbest herkennen verwijderd"]
    assert len(texts_of(organisation, "Evaluatie verwijderd")) == 1


def test_a_training_of_another_contractor_stays(lotte: User) -> None:
    training = add_training(OrganisationFactory.create(), by=lotte, name="Asbest herkennen")
    other = OrganisationFactory.create()
    remove_training(other, training.pk, by=lotte)
    assert Training.objects.filter(pk=training.pk).exists()
    assert not Contractor.objects.filter(organisation=other).exists()


def test_what_a_merge_brings_into_the_pool_is_told_at_the_winner(lotte: User) -> None:
    winner, loser = OrganisationFactory.create(name="Dak A"), OrganisationFactory.create(name="Dak B")
    update_contractor(winner, by=lotte, status=PoolStatus.ADMITTED, segments=[Segment.SMALL])
    update_contractor(loser, by=lotte, status=PoolStatus.CANDIDATE, segments=[Segment.LARGE])
    add_training(loser, by=lotte, name="Asbest herkennen")
    merge(winner=winner, loser=loser, by=lotte)
    texts = texts_of(winner, "Samengevoegd")
    assert any("kleine appartementsgebouwen, grote appartementsgebouwen" in text for text in texts)


def test_a_history_with_a_pool_asks_as_much_for_one_change_as_for_many(
    lotte: User, django_assert_num_queries: Any
) -> None:
    organisation = OrganisationFactory.create()
    for score in range(1, 6):
        add_evaluation(organisation, by=lotte, score=score)
        speciality = Measure.objects.create(name=f"Werk {score}")
        update_contractor(organisation, by=lotte, status=PoolStatus.ADMITTED, specialities=[speciality])
    with django_assert_num_queries(12):
        history_of(organisation)


def texts_of(organisation: Organisation, title: str) -> list[str]:
    entries = history_of(organisation).entries
    return [str(entry.text) for entry in entries if str(entry.title) == title]


def test_numbers_read_as_on_the_page(lotte: User) -> None:
    organisation = OrganisationFactory.create(enterprise_number="0403019261")
    update_organisation(organisation, by=lotte, iban="BE68539007547034")
    texts = " ".join(str(entry.text) for entry in history_of(organisation).entries)
    assert "0403.019.261" in texts
    assert "BE68 5390 0754 7034" in texts


def test_a_merge_and_its_undoing_name_the_other_and_what_came_back(lotte: User) -> None:
    winner = PersonFactory.create(first_name="An", last_name="Peeters", mail="an@example.be", phone="")
    loser = PersonFactory.create(first_name="Anneke", last_name="Peters", mail="an@example.be", phone="")
    merged = merge(winner, loser, by=lotte)
    undo_merge(merged, by=lotte)
    texts = {str(entry.title): str(entry.text) for entry in history_of(loser).entries}
    assert "Samengevoegd met: An Peeters" in texts["Samengevoegd"]
    assert "Samengevoegd met: An Peeters verwijderd" in texts["Samenvoeging ongedaan gemaakt"]
    assert "an@example.be toegevoegd" in texts["Samenvoeging ongedaan gemaakt"]


def test_a_syndic_is_named(lotte: User) -> None:
    syndic = OrganisationFactory.create(name="Syndicus Verzonnen", kind="syndic")
    association = OrganisationFactory.create(kind="vme")
    held = set_association_role(
        association, by=lotte, role="syndic", organisation=syndic, professional=True, since=date(2025, 3, 1)
    )
    end_association_role(held, by=lotte, on=date(2026, 3, 1))
    remove_association_role(held, by=lotte)
    for record in (association, syndic):
        texts = {str(entry.title): str(entry.text) for entry in history_of(record).entries}
        who = f"Syndicus van {association.name}: Syndicus Verzonnen"
        assert texts["Rol toegevoegd"] == f"{who} · Hoe: professioneel · Sinds: 01/03/2025"
        assert texts["Rol gewijzigd"] == f"{who} · Tot: 01/03/2026"
        assert texts["Rol verwijderd"] == f"{who} verwijderd"


def test_a_syndic_of_before_the_roles_is_still_told(lotte: User) -> None:
    syndic = OrganisationFactory.create(name="Syndicus Verzonnen", kind="syndic")
    association = OrganisationFactory.create(kind="vme")
    Organisation.objects.filter(pk=association.pk).update(syndic=syndic)
    import_module("oss.contacts.migrations.0008_fill_association_roles").fill(apps, None)
    texts = [str(entry.text) for entry in history_of(association).entries]
    assert len([text for text in texts if "Syndicus: Syndicus Verzonnen" in text]) == 1
    assert not any("van VME" in text or "Syndicus van" in text for text in texts)
