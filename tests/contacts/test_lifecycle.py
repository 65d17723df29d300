"""Out of use, in use again, gone: with rights, with a reason, leaving nothing but a tombstone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied

from dossiers.factories import information_dossier
from dossiers.models import Capacity
from dossiers.operations.opening import Client as JourneyClient
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.contacts.merging.operations import merge
from oss.contacts.models import ContactState, Organisation, Person, PointKind, Tombstone
from oss.contacts.operations.lifecycle import deactivate, delete, reactivate
from oss.contacts.operations.parts import (
    add_employment,
    change_contact_point,
    remove_contact_point,
    update_organisation,
)
from oss.contacts.operations.pool import add_evaluation, update_contractor
from oss.contacts.operations.records import add_contact_point
from oss.core.refusal import Refused
from oss.staff.models import User
from oss.staff.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK, first_name="Lotte", last_name="Peeters")


@pytest.fixture
def femke(user_with: Callable[..., User]) -> User:
    return user_with(Role.ADMINISTRATOR)


@pytest.mark.parametrize("factory", [PersonFactory, OrganisationFactory])
def test_a_deactivated_record_is_not_proposed_until_it_is_active_again(factory: Any, lotte: User) -> None:
    record = factory.create()
    model = type(record)
    assert deactivate(record, by=lotte, reason=" Verhuisd ").inactive_reason == "Verhuisd"
    assert not model.objects.active().filter(pk=record.pk).exists()
    with pytest.raises(Refused):
        deactivate(record, by=lotte, reason="Nog eens")
    assert reactivate(record, by=lotte).inactive_reason == ""
    assert model.objects.active().filter(pk=record.pk).exists()
    with pytest.raises(Refused):
        reactivate(record, by=lotte)


def test_deactivating_asks_why(lotte: User) -> None:
    with pytest.raises(Refused):
        deactivate(PersonFactory.create(), by=lotte, reason="  ")


def test_a_merged_record_comes_back_by_undoing_the_merge_only(lotte: User) -> None:
    winner, loser = PersonFactory.create(), PersonFactory.create()
    merge(winner, loser, by=lotte)
    with pytest.raises(Refused):
        reactivate(Person.objects.get(pk=loser.pk), by=lotte)


def test_deleting_leaves_a_tombstone_and_no_content_anywhere(femke: User) -> None:
    person = PersonFactory.create(first_name="Zoë", last_name="Verdwijn")
    organisation = OrganisationFactory.create()
    add_employment(by=femke, person=person, organisation=organisation, role="Zaakvoerder")
    tombstone = delete(person, by=femke, typed_name=" zoë  verdwijn ")
    assert (tombstone.kind, tombstone.record, tombstone.deleted_by) == ("person", person.pk, femke)
    assert not Person.objects.filter(pk=person.pk).exists()
    for name, condition in (
        ("PersonEvent", {"pgh_obj_id": person.pk}),
        ("ContactPointEvent", {"person_id": person.pk}),
        ("EmploymentEvent", {"person_id": person.pk}),
    ):
        assert not apps.get_model("contacts", name)._default_manager.filter(**condition).exists()
    # of others nothing is erased
    assert (
        apps.get_model("contacts.OrganisationEvent")
        ._default_manager.filter(pgh_obj_id=organisation.pk)
        .exists()
    )


def test_what_hangs_on_a_contractor_goes_from_the_history_too(femke: User) -> None:
    organisation = OrganisationFactory.create()
    update_contractor(organisation, by=femke, status="admitted", remarks="Geheim")
    add_evaluation(organisation, by=femke, score=1, text="Geheim")
    delete(organisation, by=femke, typed_name=organisation.name)
    assert not apps.get_model("contacts.ContractorEvent")._default_manager.exists()
    assert not apps.get_model("contacts.EvaluationEvent")._default_manager.exists()


def test_a_wrong_name_deletes_nobody(femke: User) -> None:
    person = PersonFactory.create(first_name="An", last_name="Peeters")
    with pytest.raises(Refused, match="An Peeters"):
        delete(person, by=femke, typed_name="An Peters")
    assert Person.objects.filter(pk=person.pk).exists()


def test_who_is_involved_in_something_is_not_deleted_and_it_says_in_what(lotte: User, femke: User) -> None:
    person = PersonFactory.create()
    capacity = Capacity.objects.get(name="eigenaar-bewoner")
    information_dossier(by=lotte, assignee=lotte, client=JourneyClient(capacity, person))
    with pytest.raises(Refused, match="1"):
        delete(person, by=femke, typed_name=person.name)
    assert Person.objects.filter(pk=person.pk).exists()
    assert not Tombstone.objects.exists()


def test_only_an_administrator_deletes(lotte: User) -> None:
    person = PersonFactory.create()
    with pytest.raises(PermissionDenied):
        delete(person, by=lotte, typed_name=person.name)


@pytest.mark.parametrize("model", [Person, Organisation])
def test_everything_that_goes_with_a_deleted_record_is_known_to_its_history(model: Any) -> None:
    """What is deleted along with it and kept in an event table has the key of the record there."""
    for relation in model._meta.related_objects:
        tracked = relation.related_model
        event = next(
            (one for one in apps.get_models() if one.__name__ == f"{tracked.__name__}Event"),
            None,
        )
        if event is not None and relation.on_delete.__name__ == "CASCADE":
            assert relation.field.name in {field.name for field in event._meta.fields}


# --- ways to reach somebody ---


def test_the_preferred_one_passes_on_when_it_is_removed(lotte: User) -> None:
    person = PersonFactory.create(mail="een@example.be")
    second = add_contact_point(person, by=lotte, kind=PointKind.MAIL, value="twee@example.be")
    first = person.contact_points.get(value="een@example.be")
    change_contact_point(second, by=lotte, preferred=True)
    remove_contact_point(second, by=lotte)
    first.refresh_from_db()
    assert first.preferred


def test_a_corrected_address_is_valid_again_and_never_double(lotte: User) -> None:
    person = PersonFactory.create(mail="een@example.be")
    add_contact_point(person, by=lotte, kind=PointKind.MAIL, value="twee@example.be")
    first = person.contact_points.get(value="een@example.be")
    assert change_contact_point(first, by=lotte, state=ContactState.BOUNCING).state == ContactState.BOUNCING
    assert change_contact_point(first, by=lotte, value="drie@example.be").state == ContactState.VALID
    with pytest.raises(Exception, match="TWEE@example.be"):
        change_contact_point(first, by=lotte, value="TWEE@example.be")


def test_an_organisation_changes_in_the_named_fields_only(lotte: User) -> None:
    organisation = OrganisationFactory.create(name="Oud BV")
    changed = update_organisation(organisation, by=lotte, name="Nieuw BV", enterprise_number="BE 403.019.261")
    assert (changed.name, changed.enterprise_number, changed.kind) == (
        "Nieuw BV",
        "0403019261",
        organisation.kind,
    )
    with pytest.raises(TypeError):
        update_organisation(organisation, by=lotte, is_active=False)
