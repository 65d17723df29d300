"""Merging two records moves everything that refers to them; undoing it brings all of it back."""

import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, connections, models

from dossiers.factories import design_dossier, information_dossier, past_work
from dossiers.flows.table import FINANCIAL_TYPES
from dossiers.models import Capacity, Dossier, Journey, Stakeholder
from dossiers.operations.editing import update_detail
from dossiers.operations.opening import Client
from dossiers.quotes.operations import ask as ask_for_quotes
from dossiers.types.advice.scan.profile import SCAN
from dossiers.types.design.operations import add_study
from dossiers.types.grant.model import GrantDetail, GrantOwner
from dossiers.types.lending.profile import VISITING
from dossiers.works.operations import add_work, update_work
from oss.addresses.factories import AddressFactory, BuildingFactory
from oss.addresses.models import Building, Measure
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.contacts.merging.fields import Side, chosen, compare
from oss.contacts.merging.journal import references
from oss.contacts.merging.movers import Mover, name_of
from oss.contacts.merging.operations import merge, move_stragglers, undo_merge
from oss.contacts.merging.standing import came_later, final, undo_blockers
from oss.contacts.models import (
    Alias,
    AliasKind,
    AssociationBuilding,
    AssociationRole,
    Contractor,
    DuplicatePair,
    Employment,
    Evaluation,
    Merge,
    Organisation,
    OrganisationKind,
    Person,
    Segment,
    Training,
)
from oss.contacts.operations.records import add_contact_point
from oss.core.refusal import Refused
from oss.core.registry import offered
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.operations import ask_request
from tests.dossiers.contacted import contact

RECORDS = (Person, Organisation)
UserWith = Callable[..., User]


@pytest.fixture(autouse=True)
def _english(settings: Any) -> None:
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def desk(user_with: UserWith) -> User:
    return user_with(Role.DESK)


# --- Every relation has a mover ------------------------------------------------------------------


def unanswered(models_and_fields: list[tuple[type[models.Model], str]]) -> list[str]:
    return [
        name_of(model, field)
        for model, field in models_and_fields
        if name_of(model, field) not in offered(Mover)
    ]


def foreign_keys() -> list[tuple[type[models.Model], str]]:
    return [(field.model, field.name) for record in RECORDS for field in references(record)]


def test_every_foreign_key_to_a_person_or_organisation_has_a_mover() -> None:
    assert unanswered(foreign_keys()) == []
    assert len(foreign_keys()) > 15


def test_a_new_foreign_key_without_a_mover_is_noticed() -> None:
    """Planted: a relation that exists, to something for which nobody offers a mover."""
    planted = [(field.model, field.name) for field in references(Stakeholder)]
    assert "dossiers.Journey.client" in unanswered(planted)


def test_every_mover_is_for_a_relation_that_exists() -> None:
    assert set(offered(Mover)) == {name_of(*relation) for relation in foreign_keys()}


# --- A whole life on both records ----------------------------------------------------------------


def capacity(name: str) -> Capacity:
    return Capacity.objects.get(name=name)


def live(record: Person | Organisation, other: Any, pick: random.Random, by: User) -> None:
    """Random rows in every relation to `record`; some of them its double will have too."""
    is_person = isinstance(record, Person)
    shared = ["an@example.be", "0478 12 34 56", "info@example.be"]
    for value in pick.sample(shared, k=pick.randint(0, 3)):
        kind = "mail" if "@" in value else "phone"
        add_contact_point(record, by=None, kind=kind, value=value, preferred=pick.random() < 0.5)
    add_contact_point(record, by=None, kind="mail", value=f"eigen{record.pk}@example.be")
    owner = "person" if is_person else "organisation"
    for name in ("Vroeger", f"Vroeger {pick.randint(1, 3)}"):
        Alias.objects.get_or_create(**{owner: record}, kind=AliasKind.NAME, value=name)
    parties = (
        {"person": record, "organisation": other} if is_person else {"person": other, "organisation": record}
    )
    for role in ("zaakvoerder", f"rol {pick.randint(1, 3)}"):
        Employment.objects.create(**parties, role=role, since=pick.choice([None, date(2024, 1, 1)]))
    for dossier in Dossier.objects.exclude(type__in=FINANCIAL_TYPES).order_by("pk"):
        for _time in range(pick.randint(1, 2)):
            where = pick.choice([{"journey": dossier.journey}, {"dossier": dossier}])
            who = pick.choice([parties, {owner: record}])
            Stakeholder.objects.create(
                capacity=capacity(pick.choice(["huurder", "mede-eigenaar"])), **where, **who
            )
    ask_request(dossier.case_file, of=record, text="Bezorg je ons het attest?", by=by)
    _owns(record, by)
    if isinstance(record, Organisation):
        _organisation_life(record, pick)
        work = past_work(AddressFactory(), contractor=record)
        update_work(work, by=None, by_study_office=True, term="short", study_office=record)
        scan = information_dossier(by=by, subtype="advice_energy_scan")
        update_detail(scan, SCAN, by=by, partner=record)
        team = information_dossier(by=by, subtype="lending_depaving_team")
        update_detail(team, VISITING, by=by, sent_to=record)
        add_study(design_dossier(by=by), by=by, measure=Measure.objects.get(code="epc"), office=record)
        grant = information_dossier(by=by, subtype="grant_public_domain")
        GrantDetail.objects.filter(pk=grant.pk).update(contractor=record)
        to_do = add_work(AddressFactory(), Measure.objects.get(code="roof_sarking"), by=None)
        ask_for_quotes([to_do], [record], by=None, asked_on=date(2026, 3, 2))
    else:
        contact(by=by, person=record)
        AssociationRole.objects.create(
            association=OrganisationFactory(kind=OrganisationKind.VME), role="syndic", person=record
        )


def _owns(record: Person | Organisation, by: User) -> None:
    """With a share of a premium for an association."""
    owner = "person" if isinstance(record, Person) else "organisation"
    grant = information_dossier(by=by, subtype="grant_vme_premium")
    GrantOwner.objects.create(grant_id=grant.pk, shares=10, **{owner: record})


def _organisation_life(record: Organisation, pick: random.Random) -> None:
    for building in pick.sample(list(Building.objects.order_by("pk")), k=2):
        AssociationBuilding.objects.get_or_create(organisation=record, building=building)
    for _time in range(2):
        OrganisationFactory(kind=OrganisationKind.VME)
    later = Organisation.objects.of_kind(OrganisationKind.VME).filter(pk__gt=record.pk)
    for association in later.exclude(roles__role="syndic"):
        AssociationRole.objects.create(association=association, role="syndic", organisation=record)
    if record.kind == OrganisationKind.VME:
        record.roles.all().delete()
        for role in ("syndic", "council"):
            AssociationRole.objects.create(association=record, role=role, person=PersonFactory())
    if pick.random() < 0.95:
        contractor = Contractor.objects.create(
            organisation=record,
            segments=pick.sample(Segment.values, k=2),
            remarks=f"Opmerking {pick.randint(1, 2)}",
        )
        for name in pick.sample(["Dak", "Gevel", "Ramen"], k=2):
            contractor.specialities.add(Measure.objects.get_or_create(name=name)[0])
        Training.objects.create(contractor=contractor, name="Duurzaam bouwen", followed_on=date(2025, 3, 1))
        Evaluation.objects.create(contractor=contractor, score=pick.randint(1, 5))


def state() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the tables that a merge may touch, without the moment of the last change; of copies that
    triggers keep, what they say."""
    labels = ("contacts", "dossiers", "timeline")
    tables = [
        model
        for label in labels
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
        if not hasattr(model, "pgh_tracked_model") and model is not Merge
    ]
    return {
        model._meta.label: sorted(
            model._base_manager.values_list(
                *[field.attname for field in model._meta.concrete_fields if field.name not in unsaid(model)]
            ),
            key=str,
        )
        for model in tables
    }


def unsaid(model: type[models.Model]) -> set[str]:
    return {"updated_at", "id"} if hasattr(model, "kept_by_triggers") else {"updated_at"}


def pair_of_people() -> tuple[Person, Person]:
    return (
        PersonFactory(first_name="An", last_name="Janssens", mail="", phone="", notes="Belt graag"),
        PersonFactory(
            first_name="Anna", last_name="Jansens", mail="", phone="", notes="Hond", address=AddressFactory()
        ),
    )


def pair_of_organisations() -> tuple[Organisation, Organisation]:
    return (
        OrganisationFactory(name="Dakwerken Demo", mail="", notes="Eerste"),
        OrganisationFactory(name="Dakwerken Demo BV", mail="", address=AddressFactory()),
    )


def pair_of_associations() -> tuple[Organisation, Organisation]:
    """With all that only an owners' association has."""
    return tuple(OrganisationFactory(name=name, kind=OrganisationKind.VME) for name in ("Dijle", "VME Dijle"))


def whole_life(seed: int, by: User, make: Callable[[], Any]) -> tuple[Any, Any]:
    pick = random.Random(seed)  # noqa: S311 - a repeatable life
    for _time in range(3):
        BuildingFactory()
    winner, loser = make()
    other = OrganisationFactory() if isinstance(winner, Person) else PersonFactory()
    for record in (winner, loser):
        information_dossier(by=by, client=_client(record))
    for record in (winner, loser):
        live(record, other, pick, by)
    third = make()[0]
    first, second = _pair_fields(winner)
    for one, two, verdict in (
        (winner, loser, "open"),
        (loser, third, "not_duplicate"),
        (winner, third, "open"),
    ):
        low, high = sorted((one, two), key=lambda record: record.pk)
        DuplicatePair.objects.create(**{first: low, second: high}, score=80, reasons=["name"], state=verdict)
    return winner, loser


def _client(record: Any) -> Any:
    owner = "person" if isinstance(record, Person) else "organisation"
    return Client(capacity("eigenaar-bewoner"), **{owner: record})


def _pair_fields(record: Any) -> tuple[str, str]:
    kind = record._meta.model_name
    return f"first_{kind}", f"second_{kind}"


@pytest.mark.django_db
@pytest.mark.parametrize("make", [pair_of_people, pair_of_organisations, pair_of_associations])
@pytest.mark.parametrize("seed", range(4))
def test_undo_brings_back_every_row_of_every_relation(seed: int, make: Callable[[], Any], desk: User) -> None:
    winner, loser = whole_life(seed, desk, make)
    before = state()
    merged = merge(winner, loser, by=desk)
    assert state() != before
    left = {
        name: list(mover.rows_of(loser))
        for name, mover in offered(Mover).items()
        if mover.is_for(loser) and not name.startswith("contacts.Merge.") and mover.rows_of(loser).exists()
    }
    assert left == {}
    undo_merge(merged, by=desk)
    after = state()
    assert {name: rows for name, rows in after.items() if rows != before[name]} == {}


@pytest.mark.django_db
@pytest.mark.parametrize("make", [pair_of_people, pair_of_associations])
def test_nothing_is_left_out_of_the_random_lives(make: Callable[[], Any], desk: User) -> None:
    """Every relation that moves has a row to move, so that the test above says something."""
    _winner, loser = whole_life(1, desk, make)
    empty = [
        name
        for name, mover in offered(Mover).items()
        if mover.is_for(loser) and mover.kept_track_of and not mover.rows_of(loser).exists()
    ]
    assert empty == []


# --- What the merged record looks like -----------------------------------------------------------


@pytest.mark.django_db
def test_the_winner_keeps_its_own_unless_it_has_nothing_there(desk: User) -> None:
    winner, loser = pair_of_people()
    merge(winner, loser, by=desk)
    winner.refresh_from_db()
    assert (winner.first_name, winner.last_name) == ("An", "Janssens")
    assert winner.address == loser.address
    assert winner.notes == "Belt graag\n\nHond"


@pytest.mark.django_db
def test_each_field_may_be_chosen(desk: User) -> None:
    winner, loser = pair_of_people()
    merge(winner, loser, by=desk, choices={"first_name": "loser", "notes": "winner", "address": "winner"})
    winner.refresh_from_db()
    assert (winner.first_name, winner.last_name, winner.notes) == ("Anna", "Janssens", "Belt graag")
    assert winner.address is None


@pytest.mark.django_db
def test_who_may_not_be_contacted_may_not_be_afterwards(desk: User) -> None:
    winner, loser = PersonFactory(), PersonFactory(do_not_contact=True)
    merge(winner, loser, by=desk)
    winner.refresh_from_db()
    assert winner.do_not_contact


@pytest.mark.django_db
def test_the_two_sides_are_compared_field_by_field() -> None:
    winner, loser = pair_of_organisations()
    rows = {row.name: row for row in compare(winner, loser)}
    assert (rows["name"].winner, rows["name"].loser) == ("Dakwerken Demo", "Dakwerken Demo BV")
    assert rows["name"].differs
    assert not rows["kind"].differs
    assert rows["address"].default == Side.LOSER
    assert rows["enterprise_number"].winner.count(".") == 2
    assert rows["notes"].sides == (Side.WINNER, Side.LOSER, Side.BOTH)


@pytest.mark.django_db
@pytest.mark.parametrize(("choices", "error"), [({"pk": "loser"}, TypeError), ({"name": "x"}, ValueError)])
def test_a_choice_that_does_not_exist_is_an_error(choices: dict[str, str], error: type[Exception]) -> None:
    with pytest.raises(error):
        chosen(*pair_of_organisations(), choices)


@pytest.mark.django_db
def test_values_that_do_not_go_together_change_nothing(desk: User) -> None:
    winner = OrganisationFactory(kind=OrganisationKind.BANK)
    loser = OrganisationFactory(kind=OrganisationKind.VME)
    AssociationRole.objects.create(association=loser, role="syndic", person=PersonFactory())
    for sides in ((winner, loser, {}), (loser, winner, {"kind": "loser"})):
        with pytest.raises(ValidationError, match="syndic"):
            merge(*sides[:2], by=desk, choices=sides[2])
    loser.refresh_from_db()
    assert loser.is_active
    assert not Merge.objects.exists()


@pytest.mark.django_db
def test_of_two_syndics_the_chosen_one_stays_and_undo_brings_the_other_back(desk: User) -> None:
    for side, stays in ((None, "Een"), ("winner", "Een"), ("loser", "Twee")):
        winner, loser = (OrganisationFactory(kind=OrganisationKind.VME) for _ in range(2))
        for association, name in ((winner, "Een"), (loser, "Twee")):
            held = PersonFactory(first_name=name, last_name="Peeters")
            AssociationRole.objects.create(association=association, role="syndic", person=held)
            AssociationRole.objects.create(association=association, role="council", person=held)
        merged = merge(winner, loser, by=desk, choices={"syndic": side} if side else {})
        assert [held.holder_name for held in winner.roles.syndics()] == [f"{stays} Peeters"]
        assert winner.roles.count() == 3
        undo_merge(merged, by=desk)
        for association, name in ((winner, "Een"), (loser, "Twee")):
            assert [held.holder_name for held in association.roles.syndics()] == [f"{name} Peeters"]
            assert association.roles.count() == 2


@pytest.mark.django_db
def test_the_loser_stays_inactive_and_leads_to_the_winner(desk: User) -> None:
    first, second, third = PersonFactory(), PersonFactory(), PersonFactory()
    merge(second, first, by=desk)
    merge(third, second, by=desk)
    first.refresh_from_db()
    assert not first.is_active
    assert final(first) == third


@pytest.mark.django_db
def test_a_number_goes_to_the_winner_and_the_other_becomes_an_alias(desk: User) -> None:
    winner = OrganisationFactory(name="Dakwerken Demo", enterprise_number="0403.019.261")
    loser = OrganisationFactory(name="Demo Daken", enterprise_number="0314.595.348")
    merge(winner, loser, by=desk, choices={"enterprise_number": "loser", "name": "loser"})
    winner.refresh_from_db()
    assert winner.enterprise_number == "0314595348"
    assert set(winner.aliases.values_list("kind", "value")) == {
        ("name", "Dakwerken Demo"),
        ("number", "0403019261"),
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["dakwerken", "0403.019.261", "dakwerkn", "demo daken", "0314595348", "info@oud"]
)
def test_the_winner_is_found_by_every_name_number_and_address_of_both(text: str, desk: User) -> None:
    winner = OrganisationFactory(name="Dakwerken Demo", enterprise_number="0403.019.261")
    loser = OrganisationFactory(name="Demo Daken", enterprise_number="0314.595.348", mail="info@oud.example")
    merge(winner, loser, by=desk, choices={"enterprise_number": "loser", "name": "loser"})
    assert list(Organisation.objects.active().matching(text)) == [winner]


@pytest.mark.django_db
def test_a_person_is_found_by_a_former_name(desk: User) -> None:
    winner = PersonFactory(first_name="Ann", last_name="Verhaegen", mail="", phone="")
    merge(winner, PersonFactory(first_name="Johanna", last_name="Peeters", mail="", phone=""), by=desk)
    assert list(Person.objects.active().matching("peeters johanna")) == [winner]


@pytest.mark.django_db
def test_the_same_involvement_of_both_is_one_afterwards_and_the_client_stays_the_client(desk: User) -> None:
    winner, loser = PersonFactory(), PersonFactory()
    journey = information_dossier(by=desk, client=_client(loser)).journey
    Stakeholder.objects.create(journey=journey, person=winner, capacity=capacity("eigenaar-bewoner"))
    merge(winner, loser, by=desk)
    (left,) = Stakeholder.objects.filter(journey=journey)
    assert left.person == winner
    assert Journey.objects.get(pk=journey.pk).client == left


@pytest.mark.django_db
def test_one_contact_point_of_a_kind_stays_preferred(desk: User) -> None:
    winner = PersonFactory(mail="een@example.be", phone="")
    loser = PersonFactory(mail="twee@example.be", phone="0478 12 34 56")
    merge(winner, loser, by=desk)
    points = set(winner.contact_points.values_list("value", "preferred"))
    assert points == {("een@example.be", True), ("twee@example.be", False), ("0478 12 34 56", True)}


@pytest.mark.django_db
def test_it_is_one_event_with_who_and_what(desk: User) -> None:
    winner, loser = pair_of_people()
    merged = merge(winner, loser, by=desk, choices={"first_name": "loser"})
    assert (merged.by, merged.loser_name, merged.choices) == (desk, "Anna Jansens", {"first_name": "loser"})
    event = apps.get_model("contacts.PersonEvent").objects.filter(pgh_obj=loser).latest("pgh_id")
    assert event.pgh_context.metadata["operation"] == "merge"
    assert event.pgh_context.metadata["user"] == desk.pk


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_who_may_merge(role: Role, user_with: UserWith) -> None:
    by = user_with(role)
    if role == Role.AUDITOR:
        with pytest.raises(PermissionDenied):
            merge(PersonFactory(), PersonFactory(), by=by)
    else:
        assert merge(PersonFactory(), PersonFactory(), by=by).pk


# --- What stands in the way of undoing -----------------------------------------------------------


@pytest.mark.django_db
def test_a_changed_row_blocks_undo_and_is_named(desk: User) -> None:
    winner, loser = pair_of_people()
    merged = merge(winner, loser, by=desk, choices={"first_name": "loser"})
    Person.objects.filter(pk=winner.pk).update(first_name="Annelies")
    with pytest.raises(Refused, match="first name"):
        undo_merge(merged, by=desk)


@pytest.mark.django_db
def test_a_row_that_is_gone_blocks_undo(desk: User) -> None:
    winner, loser = PersonFactory(), PersonFactory(mail="an@example.be")
    merged = merge(winner, loser, by=desk)
    winner.contact_points.filter(value="an@example.be").delete()
    with pytest.raises(Refused, match="contact point"):
        undo_merge(merged, by=desk)


@pytest.mark.django_db
def test_a_later_merge_is_undone_first(desk: User) -> None:
    first, second, third = PersonFactory(), PersonFactory(), PersonFactory()
    one, two = merge(second, first, by=desk), merge(third, second, by=desk)
    with pytest.raises(Refused, match=r"undo that merge first"):
        undo_merge(one, by=desk)
    undo_merge(two, by=desk)
    undo_merge(one, by=desk)
    first.refresh_from_db()
    assert first.is_active


@pytest.mark.django_db
def test_what_came_later_is_named_and_may_stay_with_the_winner(desk: User) -> None:
    winner, loser = PersonFactory(), PersonFactory()
    merged = merge(winner, loser, by=desk)
    dossier = information_dossier(by=desk, client=_client(winner))
    assert len(came_later(merged)) == 1
    with pytest.raises(Refused, match="stakeholder"):
        undo_merge(merged, by=desk)
    undo_merge(merged, by=desk, keep_later=True)
    assert dossier.journey.client.person == winner


@pytest.mark.django_db
def test_what_took_the_place_of_the_old_blocks_undo(desk: User) -> None:
    winner = OrganisationFactory(enterprise_number="0403.019.261")
    loser = OrganisationFactory(enterprise_number="0314.595.348")
    merged = merge(winner, loser, by=desk)
    OrganisationFactory(enterprise_number="0314.595.348")
    with pytest.raises(Refused, match="taken the place"):
        undo_merge(merged, by=desk)
    loser.refresh_from_db()
    assert loser.merged_into == winner


@pytest.mark.django_db
def test_a_merge_is_undone_once_and_can_be_done_again(desk: User) -> None:
    winner, loser = PersonFactory(), PersonFactory()
    merged = merge(winner, loser, by=desk)
    undo_merge(merged, by=desk)
    assert undo_blockers(Merge.objects.get(pk=merged.pk))
    with pytest.raises(Refused, match="already"):
        undo_merge(merged, by=desk)
    winner.refresh_from_db()
    loser.refresh_from_db()
    assert merge(loser, winner, by=desk).pk


# --- At the same time ----------------------------------------------------------------------------


@contextmanager
def together(*works: Callable[[], Any]) -> Iterator[list[Any]]:
    """Runs the works in threads that start at one moment; yields what each returned or raised."""
    start = threading.Barrier(len(works))
    results: list[Any] = [None] * len(works)

    def run(place: int, work: Callable[[], Any]) -> None:
        try:
            start.wait(timeout=10)
            results[place] = work()
        except Exception as error:  # noqa: BLE001 - handed to the test
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    yield results


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turned", [False, True])
def test_two_who_merge_one_pair_at_once_one_wins_and_the_other_is_told(
    turned: bool, user_with: UserWith
) -> None:
    one, two = user_with(Role.DESK), user_with(Role.DISPATCHER)
    winner, loser = pair_of_people()
    second = (loser, winner) if turned else (winner, loser)
    with together(lambda: merge(winner, loser, by=one), lambda: merge(*second, by=two)) as results:
        done = [result for result in results if isinstance(result, Merge)]
        told = [result for result in results if isinstance(result, Refused)]
        assert (len(done), len(told)) == (1, 1), results
        assert str(done[0].by) in str(told[0])
    assert Person.objects.filter(is_active=True).count() == 1
    assert connection.in_atomic_block is False


@pytest.mark.django_db
def test_what_was_written_for_the_loser_meanwhile_is_moved_and_undone_with_the_rest(desk: User) -> None:
    winner, loser = PersonFactory(), PersonFactory()
    merged = merge(winner, loser, by=desk)
    late = Employment.objects.create(person=loser, organisation=OrganisationFactory())
    assert move_stragglers(merged) == 1
    late.refresh_from_db()
    assert late.person == winner
    assert move_stragglers(merged) == 0
    undo_merge(Merge.objects.get(pk=merged.pk), by=desk)
    late.refresh_from_db()
    assert late.person == loser


def test_a_mover_says_what_it_is_for() -> None:
    mover = offered(Mover).get("dossiers.Stakeholder.person")
    assert isinstance(mover, Mover)
    assert mover.is_for(Person())
    assert not mover.is_for(Organisation())
