"""Works: done before, advised, decided, executed. Nothing is executed that nobody decided."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from html import unescape
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.http import QueryDict
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossiers.factories import information_dossier, past_work, work_on
from dossiers.models import Dossier, Reason
from dossiers.works import lists, operations
from dossiers.works.models import PermitKind, Work, WorkRole, WorkState
from oss.addresses.factories import AddressFactory, BuildingFactory, StreetFactory
from oss.addresses.models import Building, Measure
from oss.addresses.operations.correcting import merge_buildings
from oss.contacts.factories import OrganisationFactory
from oss.core.partial_dates import PartialDate
from oss.core.refusal import Refused
from oss.lists.jobs import operations as jobs
from oss.lists.jobs.running import run
from oss.lists.state import ListState
from oss.staff.models import User
from oss.staff.roles import Role

DAY = date(2026, 3, 2)


@pytest.fixture
def sofie(user_with: Callable[..., User]) -> User:
    return user_with(Role.FILE_HANDLER, first_name="Sofie", last_name="De Wachter")


@pytest.fixture
def at_home(sofie: User) -> Dossier:
    return information_dossier(by=sofie, assignee=sofie, address=AddressFactory.create())


@pytest.fixture
def work(at_home: Dossier) -> Work:
    return work_on(at_home)


def state(work: Work) -> str:
    return Work.objects.values_list("state", flat=True).get(pk=work.pk)


def too_expensive() -> Reason:
    return Reason.objects.get(code="decline_too_expensive")


# --- Done before ---------------------------------------------------------------------------------


def test_works_done_sort_by_what_is_known_of_their_date(db: None) -> None:
    address = AddressFactory.create()
    for text in ("2019-03-17", None, "2019", "2020-01", "2019-03"):
        past_work(address, ended_on=PartialDate.parse(text) if text else None)
    dates = [work.ended_on.edtf if work.ended_on else None for work in Work.objects.all()]
    assert dates == ["2020-01", "2019-03-17", "2019-03", "2019", None]
    assert Work.objects.filter(ended_on__gte=PartialDate(2019, 3)).count() == 3
    assert set(Work.objects.values_list("state", flat=True)) == {WorkState.EXECUTED}


def test_a_date_that_is_not_edtf_never_reaches_the_database(db: None) -> None:
    work = past_work(AddressFactory.create(), ended_on=PartialDate(2019))
    with (
        pytest.raises(IntegrityError, match="work_dates_are_edtf"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE dossiers_work SET ended_on = '2019-3' WHERE id = %s", [work.pk])


def test_a_year_that_cannot_be_meant_is_told_at_its_field(sofie: User) -> None:
    for year in (1025, 2999):
        with pytest.raises(ValidationError) as refused:
            past_work(AddressFactory.create(), ended_on=PartialDate(year))
        assert set(refused.value.message_dict) == {"ended_on"}


def test_other_works_are_described(sofie: User) -> None:
    with pytest.raises(ValidationError, match="Omschrijf wat er gedaan is"):
        past_work(AddressFactory.create(), "other_work")


def test_what_was_removed_comes_back_as_it_was(sofie: User) -> None:
    work = past_work(AddressFactory.create(), ended_on=PartialDate(2019, 3), source="attest")
    before = Work.objects.values().get(pk=work.pk)
    operations.remove_work(work, by=sofie)
    assert not Work.objects.exists()
    operations.restore_work(work.pk, by=sofie)
    assert Work.objects.values().get(pk=work.pk) == before
    with pytest.raises(Refused):
        operations.restore_work(work.pk, by=sofie)


def test_a_work_that_more_is_known_of_is_not_removed(work: Work, sofie: User) -> None:
    with pytest.raises(Refused, match="met een reden"):
        operations.remove_work(work, by=sofie)
    assert Work.objects.filter(pk=work.pk).exists()


# --- Where it is ---------------------------------------------------------------------------------


def test_a_unit_and_its_building_show_each_others_works(sofie: User, client_of: Any) -> None:
    building = BuildingFactory.create(street=StreetFactory.create(name="Bruul"), house_numbers="12")
    door = AddressFactory.create(street=building.street, house_number="12", box_number="1", building=building)
    past_work(building, "flat_roof", ended_on=PartialDate(2016))
    past_work(door, "windows", ended_on=PartialDate(2021, 5))
    client: Client = client_of(sofie)
    for url in (f"/addresses/{door.pk}/", f"/addresses/buildings/{building.pk}/"):
        page = client.get(url).content.decode()
        assert "Plat dak" in page, url
        assert "mei 2021" in page, url


def test_works_follow_a_building_that_is_merged(sofie: User) -> None:
    street = StreetFactory.create()
    kept, gone = (BuildingFactory.create(street=street) for _one in range(2))
    for building in (kept, gone):
        AddressFactory.create(street=street, house_number=building.house_numbers, building=building)
    work = past_work(gone, "flat_roof", ended_on=PartialDate(2019, 3, 17))
    merge_buildings(kept, gone, by=sofie)
    moved = Work.objects.get(pk=work.pk)
    assert (moved.building, moved.ended_on) == (kept, PartialDate(2019, 3, 17))
    assert not Building.objects.filter(pk=gone.pk).exists()


def test_a_work_is_found_by_measure_description_and_place(sofie: User) -> None:
    address = AddressFactory.create(street__name="Guldenstraat", house_number="20")
    work = past_work(address, "solar_panels", description="Zuidkant")
    past_work(AddressFactory.create())
    for words in ("zonnepan", "zuidkant gulden", "Guldenstraat 20"):
        assert list(Work.objects.matching(words)) == [work], words
    Measure.objects.filter(code="solar_panels").update(name="PV-installatie")
    address.street.name = "Gouden Straat"
    address.street.save()
    assert list(Work.objects.matching("pv gouden")) == [work]


# --- Undone in a list ----


def test_a_work_that_started_does_not_start_again(work: Work, sofie: User) -> None:
    operations.decide(work, by=sofie, goes_on=True, decided_on=DAY)
    operations.start(work, by=sofie, started_on=PartialDate(2020))
    with pytest.raises(Refused, match="2020"):
        operations.start(work, by=sofie, started_on=PartialDate(2024))


def test_a_start_that_is_taken_back_in_a_list_leaves_a_later_end(work: Work, sofie: User) -> None:
    operations.decide(work, by=sofie, goes_on=True, decided_on=DAY)
    started = lists.start(work.pk, by=sofie, started_on=PartialDate(2020))
    operations.finish(work, by=sofie, ended_on=PartialDate(2024))
    with pytest.raises(Refused, match="gewijzigd"):
        lists.take_back(work.pk, by=sofie, change=started)
    assert state(work) == "executed"


def test_an_end_that_is_taken_back_in_a_list_takes_along_the_start_that_came_with_it(
    work: Work, sofie: User
) -> None:
    operations.decide(work, by=sofie, goes_on=True, decided_on=DAY)
    ended = lists.finish(work.pk, by=sofie, ended_on=PartialDate(2024))
    lists.take_back(work.pk, by=sofie, change=ended)
    assert state(work) == "decided"
    operations.start(work, by=sofie, started_on=PartialDate(2023))
    ended = lists.finish(work.pk, by=sofie, ended_on=PartialDate(2024))
    lists.take_back(work.pk, by=sofie, change=ended)
    assert state(work) == "executing"


def test_a_plan_that_is_taken_back_in_a_list_leaves_what_a_colleague_planned_since(
    work: Work, sofie: User
) -> None:
    for earlier in (None, date(2031, 4, 5)):
        operations.update_work(work, by=sofie, planned_start=earlier)
        planned = lists.plan(work.pk, by=sofie, planned_start=date(2031, 6, 2))
        lists.plan_as_before(work.pk, by=sofie, change=planned)
        work.refresh_from_db()
        assert work.planned_start == earlier
    planned = lists.plan(work.pk, by=sofie, planned_start=date(2031, 6, 2))
    operations.update_work(work, by=sofie, planned_start=date(2031, 7, 1))
    with pytest.raises(Refused, match="gewijzigd"):
        lists.plan_as_before(work.pk, by=sofie, change=planned)


def test_works_that_were_refused_in_a_list_are_told_apart_by_their_place(
    sofie: User, client_of: Callable[[User], Client]
) -> None:
    for street in ("Guldenstraat", "Bruul"):
        address = AddressFactory.create(street__name=street)
        work_on(information_dossier(by=sofie, assignee=sofie, address=address))
    start = next(verb for verb in lists.VERBS if verb.name == "start")
    opened = ListState.read(lists.WORKS, sofie, QueryDict(""))
    job = jobs.start_bulk(start, opened, by=sofie, parameters={"started_on": ["2026"]})
    while run(job.pk):
        pass
    told = client_of(sofie).get(f"/jobs/{job.pk}/").content.decode()
    assert "Niemand besliste al" in told
    assert all(street in told for street in ("Guldenstraat", "Bruul"))


# --- Decided, begun, finished --------------------------------------------------------------------


def test_a_work_that_goes_well(work: Work, sofie: User) -> None:
    steps = [state(work)]

    def then(operation: Callable[..., object], **given: Any) -> None:
        operation(work, by=sofie, **given)
        steps.append(state(work))

    then(operations.decide, goes_on=True, decided_on=DAY)
    then(operations.update_work, permit=PermitKind.PERMIT, permit_granted_on=DAY)
    then(operations.start, started_on=PartialDate(2026, 4))
    then(operations.finish, ended_on=PartialDate(2026, 5, 4))
    then(operations.inspect, done_on=DAY, phase="end", outcome="wrong", note="De dampscherm is gescheurd.")
    then(operations.inspect, done_on=DAY, phase="end", outcome="conform")
    assert steps == [
        *("advised", "decided", "permitted", "executing", "executed", "executed", "checked"),
    ]
    kinds = [event.kind for event in work.on_dossiers.get().dossier.case_file.events.order_by("pk")]
    assert kinds[-4:] == ["work_put_on", "work_goes_on", "work_started", "work_executed"]


def test_no_needs_a_reason_and_ends_it(work: Work, sofie: User) -> None:
    with pytest.raises(ValidationError, match="waarom"):
        operations.decide(work, by=sofie, goes_on=False, decided_on=DAY)
    operations.decide(work, by=sofie, goes_on=False, decided_on=DAY, reason=too_expensive())
    assert state(work) == WorkState.DROPPED
    with pytest.raises(Refused, match="Niemand besliste"):
        operations.start(work, by=sofie, started_on=PartialDate(2026))


def test_nothing_is_decided_twice(work: Work, sofie: User) -> None:
    operations.decide(work, by=sofie, goes_on=True, decided_on=DAY)
    with pytest.raises(Refused, match="Sofie De Wachter"):
        operations.decide(work, by=sofie, goes_on=False, decided_on=DAY, reason=too_expensive())
    operations.withdraw_decision(work, by=sofie, reason="Vergissing")
    assert state(work) == WorkState.ADVISED
    operations.decide(work, by=sofie, goes_on=False, decided_on=DAY, reason=too_expensive())
    assert [one.withdrawn_because for one in work.decisions.all()] == ["", "Vergissing"]


def test_a_decision_is_not_withdrawn_once_the_work_began(work: Work, sofie: User) -> None:
    operations.decide(work, by=sofie, goes_on=True, decided_on=DAY)
    with pytest.raises(ValidationError):
        operations.withdraw_decision(work, by=sofie, reason=" ")
    operations.start(work, by=sofie, started_on=PartialDate(2026, 4))
    with pytest.raises(Refused, match="begonnen"):
        operations.withdraw_decision(work, by=sofie, reason="Toch niet")
    operations.take_back(work, by=sofie)
    operations.withdraw_decision(work, by=sofie, reason="Toch niet")
    assert state(work) == WorkState.ADVISED


def test_a_work_waits_for_its_permit(work: Work, sofie: User) -> None:
    operations.decide(work, by=sofie, goes_on=True, decided_on=DAY)
    operations.update_work(work, by=sofie, permit=PermitKind.PERMIT)
    with pytest.raises(Refused, match="vergunning"):
        operations.start(work, by=sofie, started_on=PartialDate(2026))
    operations.update_work(work, by=sofie, permit_granted_on=DAY)
    operations.start(work, by=sofie, started_on=PartialDate(2026))


def test_the_database_refuses_a_work_that_begins_undecided(work: Work) -> None:
    for fields in ({"is_executed": True}, {"started_on": "2026"}):
        with pytest.raises(IntegrityError, match="nobody decided"), transaction.atomic():
            Work.objects.filter(pk=work.pk).update(**fields)


def test_who_decides_is_a_right(work: Work, user_with: Callable[..., User]) -> None:
    for role in (Role.DESK, Role.AUDITOR):
        with pytest.raises(PermissionDenied):
            operations.decide(work, by=user_with(role), goes_on=True, decided_on=DAY)
    operations.update_work(work, by=user_with(Role.DESK), description="Achterkant")
    with pytest.raises(PermissionDenied):
        operations.update_work(work, by=user_with(Role.AUDITOR), description="Voorkant")


def test_a_study_office_gives_a_priority(work: Work, sofie: User) -> None:
    with pytest.raises(ValidationError, match="prioriteit"):
        operations.update_work(work, by=sofie, by_study_office=True)
    operations.update_work(
        work, by=sofie, by_study_office=True, term="short", study_office=OrganisationFactory.create()
    )


VERBS: dict[str, Callable[[Work], object]] = {
    "yes": lambda work: operations.decide(work, by=None, goes_on=True, decided_on=DAY),
    "no": lambda work: operations.decide(
        work, by=None, goes_on=False, decided_on=DAY, reason=too_expensive()
    ),
    "withdraw": lambda work: operations.withdraw_decision(work, by=None, reason="Toch niet"),
    "permit": lambda work: operations.update_work(work, by=None, permit=PermitKind.PERMIT),
    "granted": lambda work: operations.update_work(work, by=None, permit_granted_on=DAY),
    "start": lambda work: operations.start(work, by=None, started_on=PartialDate(2026)),
    "finish": lambda work: operations.finish(work, by=None, ended_on=PartialDate(2026)),
    "back": lambda work: operations.take_back(work, by=None),
    "inspect": lambda work: operations.inspect(work, by=None, done_on=DAY, phase="end", outcome="conform"),
}
AFTER_A_DECISION = {"decided", "permitted", "executing", "executed", "checked"}


@given(verbs=st.lists(st.sampled_from(sorted(VERBS)), max_size=9))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_path_skips_a_decision(verbs: list[str], at_home: Dossier) -> None:
    with transaction.atomic():
        work = work_on(at_home)
        for verb in verbs:
            try:
                with transaction.atomic():
                    VERBS[verb](work)
            except (Refused, ValidationError):
                continue
            finally:
                now = Work.objects.get(pk=work.pk)
                said = now.standing
                assert (now.state in AFTER_A_DECISION) == (said is not None and said.goes_on), verbs
                assert (now.state == "dropped") == (said is not None and not said.goes_on), verbs
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told(
    user_with: Callable[..., User],
) -> None:
    two = [user_with(Role.COACH, first_name=name, last_name="Maes") for name in ("Karim", "Jonas")]
    work = work_on(information_dossier(by=two[0], assignee=two[0], address=AddressFactory.create()))
    ready = Barrier(2)

    def say(by: User, goes_on: bool) -> str:
        ready.wait()
        reason = None if goes_on else too_expensive()
        try:
            operations.decide(work, by=by, goes_on=goes_on, decided_on=DAY, reason=reason)
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(say, two, (True, False)))
    assert told[0] == ""
    assert "noteerde" in told[1]
    assert work.decisions.count() == 1


# --- On its page ---------------------------------------------------------------------------------


def test_a_work_is_noted_decided_and_finished_on_screen(
    sofie: User, at_home: Dossier, client_of: Callable[[User], Client]
) -> None:
    client = client_of(sofie)
    measure = Measure.objects.get(code="roof_sarking")
    typed = {"measure": measure.pk, "description": "Hellend dak", "quantity": "118,5"}
    added = client.post(f"/works/new/?dossier={at_home.number}", typed)
    work = Work.objects.get()
    assert added["Location"] == f"/dossiers/{at_home.number}/?tab=works"
    assert "Dakisolatie sarking" in client.get(added["Location"]).content.decode()
    assert work.on_dossiers.get().role == WorkRole.ADVISED

    said = {"goes_on": "no", "decided_on": "02/03/2026", "decider": "owner"}
    refused = client.post(f"/works/{work.pk}/do/decide/", said)
    assert refused.status_code == 422
    assert "Kies waarom het niet doorgaat" in refused.content.decode()
    client.post(f"/works/{work.pk}/do/decide/", said | {"goes_on": "yes", "amount": "28.102,72"})
    client.post(f"/works/{work.pk}/do/finish/", {"ended_on": "05/2026"})
    page = client.get(f"/works/{work.pk}/?tab=execution").content.decode()
    assert "28.102,72" in page
    assert "uitgevoerd" in page
    invoice = {"number": "26-7", "dated_on": "04/05/2026", "amount_excl": "26512", "amount_incl": "28102,72"}
    client.post(f"/works/{work.pk}/do/invoice/", invoice)
    assert "26-7" in client.get(f"/works/{work.pk}/?tab=execution").content.decode()


def test_the_list_goes_on_from_a_date_of_any_precision(
    sofie: User, client_of: Callable[[User], Client]
) -> None:
    client, address = client_of(sofie), AddressFactory.create()
    for number in range(102):
        past_work(address, ended_on=[PartialDate(1900 + number), PartialDate(1990, 3), None][number % 3])
    shown: list[str] = []
    url = "/works/?sort=-ended_on"
    while url:
        page = client.get(url).content.decode()
        shown += re.findall(r'href="(/works/\d+/)"', page)
        following = re.search(r'href="([^"]*after=[^"]*)"', page)
        url = unescape(following[1]) if following else ""
    assert len(set(shown)) == 102


def test_old_addresses_of_works_done_lead_on(sofie: User, client_of: Callable[[User], Client]) -> None:
    client, work = client_of(sofie), past_work(AddressFactory.create())
    for old, new in (
        (f"/addresses/findings/work/{work.pk}/", f"/works/{work.pk}/"),
        (f"/addresses/{work.address_id}/add/work/", f"/works/new/?address={work.address_id}"),
    ):
        moved = client.get(old)
        assert (moved.status_code, moved["Location"]) == (301, new)
