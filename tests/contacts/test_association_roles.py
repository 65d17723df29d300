"""Who is syndic of an owners' association (VME) or sits in its council: a person, an organisation, both."""

from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from oss.addresses.factories import AddressFactory, BuildingFactory
from oss.addresses.models import Building
from oss.addresses.operations.correcting import BuildingMover, join_building, merge_buildings, split_off
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.contacts.history import history_of
from oss.contacts.merging.operations import merge, undo_merge
from oss.contacts.merging.standing import came_later
from oss.contacts.models import AssociationBuilding, AssociationRole, Organisation, Person
from oss.contacts.operations.association_roles import (
    remove_association_role,
    set_association_role,
    update_association_role,
)
from oss.contacts.operations.lifecycle import deactivate
from oss.contacts.operations.parts import add_building, update_organisation
from oss.core.conflicts import Conflict
from oss.core.refusal import Gone
from oss.core.registry import offered
from oss.staff.models import User
from oss.staff.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK)


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


@pytest.fixture
def vme() -> Organisation:
    return OrganisationFactory.create(kind="vme", name="VME Zandpoort")


@pytest.fixture
def an() -> Person:
    return PersonFactory.create(first_name="An", last_name="Peeters")


def fill() -> None:
    import_module("oss.contacts.migrations.0008_fill_association_roles").fill(apps, None)


def test_a_volunteer_syndic_is_entered_on_the_page_and_stands_on_every_page(
    desk: Client, vme: Organisation, an: Person
) -> None:
    building = BuildingFactory.create()
    address = AddressFactory.create(building=building, street=building.street)
    linked = desk.post(reverse("building_association", args=[building.pk]), {"organisation": vme.pk})
    assert linked["Location"] == reverse("building", args=[building.pk])
    typed = {"role": "syndic", "person": an.pk, "professional": "no", "since": "2025-02-01"}
    assert desk.post(reverse("organisation_role", args=[vme.pk]), typed).status_code == 302
    for name, key, whom in (
        ("organisation", vme.pk, "An Peeters"),
        ("building", building.pk, "An Peeters"),
        ("address", address.pk, "An Peeters"),
        ("person", an.pk, "VME Zandpoort"),
    ):
        page = desk.get(reverse(name, args=[key])).content.decode()
        assert whom in page, name
        assert "vrijwilliger · sinds 01/02/2025" in page, name


def test_a_new_syndic_ends_the_one_before(lotte: User, vme: Organisation, an: Person) -> None:
    office = OrganisationFactory.create(kind="syndic", name="Syndicus BV")
    before = set_association_role(vme, by=lotte, role="syndic", person=an, since=date(2024, 1, 1))
    with pytest.raises(ValidationError) as without_a_day:
        set_association_role(vme, by=lotte, role="syndic", organisation=office)
    assert "An Peeters" in without_a_day.value.message_dict["since"][0]
    with pytest.raises(ValidationError, match="Kies een persoon, een organisatie of allebei"):
        set_association_role(vme, by=lotte, role="syndic")
    with pytest.raises(ValidationError) as too_early:
        set_association_role(vme, by=lotte, role="syndic", organisation=office, since=date(2024, 1, 1))
    assert set(too_early.value.message_dict) == {"since"}
    set_association_role(vme, by=lotte, role="syndic", organisation=office, since=date(2025, 7, 1))
    before.refresh_from_db()
    assert before.until == date(2025, 6, 30)
    assert [held.holder_name for held in vme.roles.syndics().current()] == ["Syndicus BV"]


def test_a_double_click_makes_one_role(lotte: User, vme: Organisation, an: Person) -> None:
    first = set_association_role(vme, by=lotte, role="council", person=an)
    assert set_association_role(vme, by=lotte, role="council", person=an) == first


def test_more_about_a_role_that_is_held_is_not_dropped_unsaid(
    desk: Client, lotte: User, vme: Organisation, an: Person
) -> None:
    set_association_role(vme, by=lotte, role="syndic", person=an, since=date(2024, 1, 1))
    typed = {"role": "syndic", "person": an.pk, "professional": "no", "since": "2023-05-01"}
    answer = desk.post(reverse("organisation_role", args=[vme.pk]), typed)
    assert answer.status_code == 422
    assert "An Peeters heeft deze functie al: wijzig ze daar." in answer.content.decode()


def test_only_an_association_has_roles_whoever_writes_them(
    lotte: User, an: Person, vme: Organisation
) -> None:
    bank = OrganisationFactory.create(kind="bank")
    with pytest.raises(ValidationError):
        set_association_role(bank, by=lotte, role="syndic", person=an)
    for wrong in ({}, {"association_kind": "bank"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            AssociationRole.objects.create(association=bank, role="syndic", person=an, **wrong)
    set_association_role(vme, by=lotte, role="council", person=an)
    with pytest.raises(ValidationError) as still_held:
        update_organisation(vme, by=lotte, kind="bank")
    assert set(still_held.value.message_dict) == {"kind"}


def test_who_is_out_of_use_gets_no_role_and_none_changes_in_what_is(
    lotte: User, vme: Organisation, an: Person
) -> None:
    held = set_association_role(vme, by=lotte, role="council", person=an)
    gone = deactivate(PersonFactory.create(), by=lotte, reason="Verhuisd")
    with pytest.raises(ValidationError):
        set_association_role(vme, by=lotte, role="auditor", person=gone)
    deactivate(vme, by=lotte, reason="Ontbonden")
    for change in (
        lambda: set_association_role(vme, by=lotte, role="auditor", person=an),
        lambda: update_association_role(held, by=lotte, note="voorzitter"),
    ):
        with pytest.raises(ValidationError):
            change()
    assert [(one.role, one.note) for one in vme.roles.all()] == [("council", "")]


def test_the_dates_of_a_role_are_checked(lotte: User, vme: Organisation, an: Person) -> None:
    held = set_association_role(vme, by=lotte, role="auditor", person=an, since=date(2025, 1, 1))
    with pytest.raises(ValidationError):
        update_association_role(held, by=lotte, until=date(2024, 12, 31))
    tomorrow = timezone.localdate() + timedelta(days=1)
    update_association_role(held, by=lotte, until=tomorrow)
    assert list(vme.roles.current()) == [held]


def test_a_role_removed_by_mistake_is_put_back(
    desk: Client, lotte: User, vme: Organisation, an: Person
) -> None:
    held = set_association_role(vme, by=lotte, role="council", person=an, note="voorzitter")
    gone = desk.post(reverse("association_role", args=[held.pk]), {"remove": "1"})
    page = desk.get(gone["Location"])
    assert not vme.roles.exists()
    desk.post(page.context["removed"]["url"])
    assert [(one.person, one.note) for one in vme.roles.all()] == [(an, "voorzitter")]


def test_the_auditor_changes_nothing(
    lotte: User, user_with: Callable[..., User], vme: Organisation, an: Person
) -> None:
    held, paul = set_association_role(vme, by=lotte, role="council", person=an), user_with(Role.AUDITOR)
    for change in (
        lambda: set_association_role(vme, by=paul, role="syndic", person=an),
        lambda: update_association_role(held, by=paul, note="voorzitter"),
        lambda: remove_association_role(held, by=paul),
    ):
        with pytest.raises(PermissionDenied):
            change()
    assert list(vme.roles.values_list("role", "note")) == [("council", "")]


def test_two_who_change_one_role_at_once_lose_nothing_and_are_told_when_it_is_gone(
    lotte: User, vme: Organisation, an: Person
) -> None:
    held = set_association_role(vme, by=lotte, role="council", person=an)
    update_association_role(held, by=lotte, note="voorzitter")
    with pytest.raises(Conflict):
        update_association_role(held, by=lotte, seen={"note": ""}, note="secretaris")
    assert vme.roles.get().note == "voorzitter"
    remove_association_role(held, by=lotte)
    with pytest.raises(Gone, match="ondertussen"):
        update_association_role(held, by=lotte, note="secretaris")


def test_the_syndics_of_before_become_roles_once_and_a_merge_of_then_is_undone_whole(lotte: User) -> None:
    winner, loser = (OrganisationFactory.create(kind="syndic") for _ in range(2))
    association = OrganisationFactory.create(kind="vme")
    merged = merge(winner, loser, by=lotte)
    # as a merge wrote it down before there were roles
    Organisation.objects.filter(pk=association.pk).update(syndic=winner)
    sides = {"before": {"syndic_id": loser.pk}, "after": {"syndic_id": winner.pk}}
    merged.journal = [
        *merged.journal,
        {"verb": "set", "model": "contacts.organisation", "pk": association.pk, **sides},
    ]
    merged.known = {name: keys for name, keys in merged.known.items() if "role" not in name}
    merged.save()
    for _time in range(2):
        fill()
    held = association.roles.get()
    assert (held.role, held.organisation, held.since, held.professional) == ("syndic", winner, None, None)
    merged.refresh_from_db()
    assert came_later(merged) == []
    undo_merge(merged, by=lotte)
    held.refresh_from_db()
    assert held.organisation == loser


def test_two_buildings_with_an_association_become_one_and_splitting_gives_it_back(
    lotte: User, user_with: Callable[..., User], vme: Organisation
) -> None:
    sofie = user_with(Role.FILE_HANDLER)
    kept, gone = _building("12"), _building("14")
    add_building(vme, gone, by=lotte)
    link = AssociationBuilding.objects.get()
    merge_buildings(kept, gone, by=sofie)
    assert list(vme.buildings.all()) == [kept]
    assert AssociationBuilding.objects.get() == link  # with its history
    assert any("Bruul 12" in str(entry.text) for entry in history_of(vme).entries)
    split = split_off(list(kept.addresses.filter(house_number="14")), by=sofie)
    assert list(vme.buildings.all()) == [split]


def test_the_associations_of_both_buildings_stay_linked_to_the_one(
    lotte: User, user_with: Callable[..., User], vme: Organisation
) -> None:
    sofie = user_with(Role.FILE_HANDLER)
    kept, gone = _building("12"), _building("14")
    main, part = vme, OrganisationFactory.create(kind="vme", name="VME Deel B")
    for association, building in ((main, kept), (main, gone), (part, gone)):
        add_building(association, building, by=lotte)
    merge_buildings(kept, gone, by=sofie)
    links = AssociationBuilding.objects.filter(building=kept)
    assert {link.organisation for link in links} == {main, part}
    split = split_off(list(kept.addresses.filter(house_number="14")), by=sofie)
    assert {link.organisation for link in split.association_links.all()} == {main, part}
    assert [link.organisation for link in kept.association_links.all()] == [main]


def test_an_address_that_came_later_takes_no_association_along_when_it_is_split_off(
    lotte: User, user_with: Callable[..., User], vme: Organisation
) -> None:
    sofie = user_with(Role.FILE_HANDLER)
    kept, gone = _building("12"), _building("14")
    add_building(vme, gone, by=lotte)
    merge_buildings(kept, gone, by=sofie)
    join_building(AddressFactory.create(street=kept.street, house_number="16"), kept, by=sofie)
    split = split_off(list(kept.addresses.filter(house_number="16")), by=sofie)
    assert not split.association_links.exists()
    assert list(vme.buildings.all()) == [kept]


def test_what_refers_to_a_building_follows_it_in_a_merge() -> None:
    """Whoever adds a foreign key to a building says what a merge of two does with it."""
    own = {"addresses"}
    missing = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if field.related_model is Building
        and not hasattr(model, "pgh_tracked_model")
        and model._meta.app_label not in own
        and f"{model._meta.label}.{field.name}" not in offered(BuildingMover)
    ]
    assert missing == []


def _building(number: str) -> Any:
    building = BuildingFactory.create(street__name="Bruul", house_numbers=number)
    AddressFactory.create(building=building, street=building.street, house_number=number)
    return building
