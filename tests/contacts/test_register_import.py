"""The company register comes in from its own files, full sets and update sets, all of it or nothing."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from bench.benchmarks.contacts import import_company_register, write_sets
from oss.addresses.factories import AddressFactory, BuildingFactory, StreetFactory
from oss.addresses.models import Building, ImportStatus
from oss.contacts.factories import OrganisationFactory
from oss.contacts.models import (
    AssociationBuilding,
    AssociationMatch,
    MatchProblem,
    MatchState,
    OrganisationKind,
    RegisterChange,
    RegisterCode,
    RegisterEnterprise,
    RegisterEstablishment,
    RegisterRun,
)
from oss.contacts.register.files import WrongSetError
from oss.contacts.register.importing import import_register
from oss.contacts.register.operations import adopt_association, settle_match
from oss.core.bounded_lines import LONGEST_LINE
from oss.core.refusal import Refused
from oss.staff.models import User
from oss.staff.roles import Role
from tests.contacts.register_set import branch, enterprise, full_set, number, plain, update_set

HERE = ["2800"]


@pytest.fixture(autouse=True)
def _english(settings: Any) -> None:
    settings.LANGUAGE_CODE = "en"


def take(folder: Path, **options: Any) -> RegisterRun:
    return import_register(folder, by=None, **{"postcodes": HERE} | options)


def state() -> list[list[tuple[Any, ...]]]:
    tables = (RegisterEnterprise, RegisterEstablishment, RegisterCode, AssociationMatch)
    return [
        sorted(
            model._base_manager.values_list(
                *[f.attname for f in model._meta.concrete_fields if f.name != "id"]
            ),
            key=str,
        )
        for model in tables
    ]


# --- Full sets -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_enterprise_is_one_row_with_its_dutch_official_name(tmp_path: Path) -> None:
    run = take(
        full_set(tmp_path / "s", enterprise(1, "Dak Demo", box="3", mail="a@b.example", phone="015 1"))
    )
    (row,) = RegisterEnterprise.objects.all()
    assert (row.number, row.name, row.juridical_form) == (plain(1), "Dak Demo", "014")
    assert (row.street, row.house_number, row.box, row.postcode) == ("Bruul", "12", "3", "2800")
    assert (row.municipality, row.mail, row.phone, str(row.started_on)) == (
        *("Mechelen", "a@b.example", "015 1", "2010-06-01"),
    )
    assert (run.status, run.kind, run.extract_number, run.added) == (ImportStatus.SUCCEEDED, "full", 100, 1)
    assert list(RegisterCode.objects.values_list("code", "description")) == [
        ("070", "Vereniging van mede-eigenaars")
    ]


@pytest.mark.django_db
def test_only_our_postcodes_are_kept_by_seat_or_branch_and_our_own_organisations(tmp_path: Path) -> None:
    OrganisationFactory(enterprise_number=number(4))
    parts = [
        enterprise(1, "Hier"),
        enterprise(2, "Ginder", postcode="9000"),
        enterprise(3, "Filiaal hier", postcode="9000"),
        branch(3),
        enterprise(4, "Onze aannemer", postcode="9000"),
    ]
    run = take(full_set(tmp_path / "s", *parts))
    assert set(RegisterEnterprise.objects.values_list("pk", flat=True)) == {plain(1), plain(3), plain(4)}
    assert (run.enterprises_read, run.added) == (4, 3)
    assert RegisterEstablishment.objects.get().enterprise_id == plain(3)
    assert import_register(tmp_path / "s", by=None, postcodes=[]).added == 1


@pytest.mark.django_db
def test_the_same_set_again_changes_nothing(tmp_path: Path) -> None:
    folder = full_set(
        tmp_path / "s", enterprise(1, "Dak Demo"), branch(1), enterprise(2, "VME X", form="070")
    )
    take(folder)
    before, changes = state(), RegisterChange.objects.count()
    again = take(folder)
    assert (again.added, again.changed, again.ended) == (0, 0, 0)
    assert (state(), RegisterChange.objects.count()) == (before, changes)


@pytest.mark.django_db
def test_what_a_later_set_changes_or_lacks_is_kept_with_how_it_was(tmp_path: Path) -> None:
    take(full_set(tmp_path / "a", enterprise(1, "Oud"), enterprise(2, "Weg")))
    run = take(full_set(tmp_path / "b", enterprise(1, "Nieuw"), enterprise(3, "Erbij"), extract=110))
    assert (run.added, run.changed, run.ended) == (1, 1, 1)
    changes = {change.number: change for change in run.changes.all()}
    assert (changes[plain(1)].kind, changes[plain(1)].before["name"]) == ("changed", "Oud")
    assert (changes[plain(2)].kind, changes[plain(2)].before["is_active"]) == ("ended", True)
    assert (changes[plain(3)].kind, changes[plain(3)].before) == ("added", None)
    assert not RegisterEnterprise.objects.get(pk=plain(2)).is_active


# --- Update sets ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_update_set_ends_where_the_full_set_of_the_same_day_ends(tmp_path: Path) -> None:
    first = [enterprise(n, f"E{n}", mail=f"e{n}@x.example") for n in range(1, 6)]
    take(full_set(tmp_path / "a", *first, branch(2)))
    moved = enterprise(2, "E2 bis", street="Befferstraat", mail="")
    deletes = {
        "enterprise": [(number(3),)],
        "denomination": [(number(3),)],
        "establishment": [("2.123.456.789",)],
    }
    take(update_set(tmp_path / "b", moved, enterprise(9, "Nieuw"), deletes=deletes | _contact_of(2)))
    by_update = state()
    RegisterEnterprise.objects.all().delete()
    take(full_set(tmp_path / "c", *first, branch(2), extract=101))
    rest = [one for place, one in enumerate(first, start=1) if place not in {2, 3}]
    take(full_set(tmp_path / "d", *rest, moved, enterprise(9, "Nieuw"), extract=102))
    assert state() == by_update
    assert not RegisterEnterprise.objects.get(pk=plain(3)).is_active


def _contact_of(base: int) -> dict[str, list[tuple[str, ...]]]:
    return {"contact": [(number(base),)]}


@pytest.mark.django_db
def test_a_file_that_does_not_speak_of_an_enterprise_leaves_that_part_alone(tmp_path: Path) -> None:
    take(full_set(tmp_path / "a", enterprise(1, "Dak Demo", mail="a@b.example")))
    only_name = {"denomination": [(number(1), "2", "001", "Dak Demo bis")]}
    run = take(update_set(tmp_path / "b", only_name))
    row = RegisterEnterprise.objects.get()
    assert (row.name, row.street, row.mail, row.juridical_form) == (
        "Dak Demo bis",
        "Bruul",
        "a@b.example",
        "014",
    )
    assert (run.changed, run.ended) == (1, 0)


@pytest.mark.django_db
def test_who_moves_here_without_being_in_the_set_whole_is_counted(tmp_path: Path) -> None:
    take(full_set(tmp_path / "a", enterprise(1, "Hier"), enterprise(2, "Ginder", postcode="9000")))
    moved = {"address": enterprise(2, "Ginder")["address"]}
    assert take(update_set(tmp_path / "b", moved)).incomplete == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("extract", "says"), [(103, "After set 100 comes update set 101"), (99, "After set 100"), (101, None)]
)
def test_update_sets_come_in_their_turn(extract: int, says: str | None, tmp_path: Path) -> None:
    take(full_set(tmp_path / "a", enterprise(1, "Hier")))
    folder = update_set(tmp_path / "b", enterprise(2, "Nieuw"), extract=extract)
    if says is None:
        assert [take(folder).added, take(folder).added] == [1, 0]
    else:
        with pytest.raises(WrongSetError, match=says):
            take(folder)


# --- Bad sets ------------------------------------------------------------------------------------


def _spoil(folder: Path, name: str, old: bytes, new: bytes) -> None:
    path = folder / name
    path.write_bytes(path.read_bytes().replace(old, new, 1))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("enterprise.csv", b'"014"', b'"014","x"', "enterprise.csv, line 2 .* one field for each column"),
        ("denomination.csv", b"Dak Demo (FR)", b"Dak \xe9", "denomination.csv, line 2 .* UTF-8"),
        ("enterprise.csv", b"0000.000.196", b"abc", "1 lines without a number .* “abc”"),
        ("address.csv", b"Zipcode", b"Post code", "address.csv lacks the columns Zipcode"),
        ("contact.csv", b'"EntityNumber"', b'"EntityNumber","A;DROP"', "can't be used"),
        ("meta.csv", b'"full"', b'"half"', "meta.csv does not say"),
        ("meta.csv", b"Variable", b"X", "Variable,Value"),
        ("enterprise.csv", b'"EnterpriseNumber"', b"x" * (LONGEST_LINE + 1), "enterprise.csv is not a CSV"),
    ],
)
def test_a_bad_file_is_named_and_nothing_changes(
    name: str, old: bytes, new: bytes, says: str, tmp_path: Path
) -> None:
    take(full_set(tmp_path / "a", enterprise(5, "Er al")))
    before = state()
    folder = full_set(tmp_path / "b", enterprise(1, "Dak Demo"), extract=101)
    _spoil(folder, name, old, new)
    with pytest.raises(WrongSetError, match=says):
        take(folder)
    assert state() == before
    run = RegisterRun.objects.first()
    assert run is not None
    assert (run.status, bool(run.message)) == (ImportStatus.FAILED, True)


@pytest.mark.django_db
def test_a_missing_file_an_empty_set_and_no_folder_are_said(tmp_path: Path) -> None:
    folder = full_set(tmp_path / "a")
    with pytest.raises(WrongSetError, match="no enterprises"):
        take(folder)
    (folder / "contact.csv").unlink()
    with pytest.raises(WrongSetError, match=r"contact\.csv is missing"):
        take(folder)
    with pytest.raises(WrongSetError, match="not a folder"):
        take(tmp_path / "nowhere")


# --- The command ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_command_reports_its_counts_and_refuses_what_is_no_postcode(tmp_path: Path) -> None:
    folder, out = (
        full_set(tmp_path / "s", enterprise(1, "Hier"), enterprise(2, "X", postcode="9000")),
        StringIO(),
    )
    call_command("import_kbo", str(folder), "--postcodes", "2800,2801", stdout=out)
    assert json.loads(out.getvalue().splitlines()[-1])["added"] == 1
    call_command("import_kbo", str(folder), "--postcodes", "all", stdout=out)
    assert RegisterEnterprise.objects.count() == 2
    with pytest.raises(CommandError, match="28000"):
        call_command("import_kbo", str(folder), "--postcodes", "28000")
    with pytest.raises(CommandError, match="not a folder"):
        call_command("import_kbo", str(tmp_path / "nowhere"))


@pytest.mark.django_db(transaction=True)
def test_an_import_that_is_killed_has_changed_nothing_and_runs_again_to_the_same_end(tmp_path: Path) -> None:
    folder, _update = write_sets(tmp_path, enterprises=400)
    command = [sys.executable, "manage.py", "import_kbo", str(folder), "--postcodes", "all"]
    database = connection.settings_dict
    url = (
        f"postgres://{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}"
        f"/{database['NAME']}"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE contacts_registercode")  # where the import comes last
        work = subprocess.Popen(
            command,
            cwd=django_settings.BASE_DIR,
            env={**os.environ, "DATABASE_URL": url},
            stderr=subprocess.PIPE,
        )
        try:
            _wait_until(lambda: _somebody_waits(cursor) or work.poll() is not None)
            assert work.poll() is None, work.communicate()[1]
        finally:
            work.send_signal(signal.SIGKILL)
            work.communicate()
    assert not RegisterEnterprise.objects.exists()
    assert RegisterRun.objects.get().status == ImportStatus.RUNNING
    assert import_register(folder, by=None).added == 400
    after_kill = state()
    assert import_register(folder, by=None).changed == 0
    assert state() == after_kill


def _somebody_waits(cursor: Any) -> bool:
    cursor.execute(
        "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'contacts_registercode'::regclass"
    )
    return bool(cursor.fetchone()[0])


def _wait_until(happened: Callable[[], bool], seconds: int = 60) -> None:
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.05)


# --- Owners' associations and their buildings ----------------------------------------------------


@pytest.fixture
def bruul() -> Any:
    """Bruul 12 and 14 are one building, 16 and 18 are two, 20 is a house without one."""
    street = StreetFactory(name="Bruul")
    one, two, three = BuildingFactory(street=street, house_numbers="12–14"), *BuildingFactory.create_batch(2)
    for house, building in (("12", one), ("14", one), ("16", two), ("18", three), ("20", None)):
        AddressFactory(street=street, house_number=house, postcode="2800", building=building)
    return one


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("where", "problem"),
    [
        ({"house": "12"}, ""),
        ({"house": "12-14"}, ""),
        ({"street": "BRUUL (Mec)", "house": "14"}, ""),
        ({"house": "16-18"}, MatchProblem.SEVERAL),
        ({"house": "20"}, MatchProblem.NO_BUILDING),
        ({"house": "99"}, MatchProblem.NUMBER),
        ({"street": "Onbestaandestraat"}, MatchProblem.STREET),
        ({"street": ""}, MatchProblem.NO_ADDRESS),
    ],
)
def test_an_association_is_matched_by_street_and_number_or_waits_with_the_reason(
    where: dict[str, str], problem: str, bruul: Any, tmp_path: Path
) -> None:
    run = import_register(full_set(tmp_path / "s", enterprise(1, "VME", form="070", **where)), by=None)
    match = AssociationMatch.objects.get()
    assert match.problem == problem
    assert (match.building == bruul, match.state) == (
        (True, MatchState.MATCHED) if not problem else (False, MatchState.TO_DO)
    )
    assert (run.associations_matched, run.associations_to_do) == ((0, 1) if problem else (1, 0))


SEATS = (
    *(("Bruul", "12"), ("BRUUL", "012"), ("Bruul ", "12 "), ("Bruul", "12/1"), ("St.-Katelijnestraat", "3")),
    *(("Sint Katelijnestraat", "3"), ("St-Katelijnestr.", "3"), ("O.L.V.straat", "2"), ("OLV-straat", "2")),
    *(("Brusselse steenweg", "8"), ("Brusselsestwg", "8"), ("Fr. de Merodestraat", "18")),
    *(("F. De Merodestr.", "18"), ("11-Novemberlaan", "5"), ("Leopold 2-laan (Mec)", "7")),
)
UNSURE = (("Bruul", "12-14"), ("Bruul", "12/14"), ("Bruul", "12 A"), ("G. de Merodestraat", "18"))


@pytest.mark.django_db
def test_an_association_is_matched_however_the_register_writes_its_street_and_number(tmp_path: Path) -> None:
    houses = {
        *(
            "Bruul 12",
            "Bruul 14",
            "Sint-Katelijnestraat 3",
            "Onze-Lieve-Vrouwestraat 2",
            "Brusselsesteenweg 8",
        ),
        *("Frederik de Merodestraat 18", "11 Novemberlaan 5", "Leopold II-laan 7"),
    }
    streets = {name: StreetFactory(name=name) for name in {house.rpartition(" ")[0] for house in houses}}
    for house in houses:
        street, _space, number_there = house.rpartition(" ")
        building = BuildingFactory(street=streets[street], house_numbers=number_there)
        AddressFactory(street=streets[street], house_number=number_there, building=building)
    AddressFactory(
        street=streets["Bruul"],
        house_number="12",
        box_number="1",
        building=Building.objects.get(street=streets["Bruul"], house_numbers="12"),
    )
    rows = [
        enterprise(turn, f"VME {turn}", form="070", street=street, house=house)
        for turn, (street, house) in enumerate((*SEATS, *UNSURE))
    ]
    run = import_register(full_set(tmp_path / "s", *rows), by=None)
    waiting = {
        match.enterprise.name for match in AssociationMatch.objects.to_do().select_related("enterprise")
    }
    assert waiting == {f"VME {turn}" for turn in range(len(SEATS), len(SEATS) + len(UNSURE))}
    assert (run.associations_matched, run.associations_to_do) == (len(SEATS), len(UNSURE))


@pytest.mark.django_db
def test_an_organisation_of_ours_gets_its_building(bruul: Any, tmp_path: Path) -> None:
    ours = OrganisationFactory(kind=OrganisationKind.VME, enterprise_number=number(1))
    take(full_set(tmp_path / "s", enterprise(1, "VME", form="070"), enterprise(2, "NV")))
    take(tmp_path / "s")
    assert list(AssociationBuilding.objects.values_list("organisation", "building")) == [(ours.pk, bruul.pk)]


@pytest.mark.django_db
def test_what_staff_decided_stays(bruul: Any, tmp_path: Path, user_with: Callable[..., User]) -> None:
    desk, folder = (
        user_with(Role.DESK),
        full_set(tmp_path / "s", enterprise(1, "VME", form="070", house="99")),
    )
    take(folder)
    settle_match(AssociationMatch.objects.to_do().get(), building=bruul, by=desk)
    take(folder)
    match = AssociationMatch.objects.get()
    assert (match.state, match.building, match.decided_by) == (MatchState.SETTLED, bruul, desk)
    made = adopt_association(match, by=desk)
    assert (made.kind, made.enterprise_number, list(made.buildings.all())) == ("vme", plain(1), [bruul])
    with pytest.raises(Refused, match="known already"):
        adopt_association(match, by=desk)


@pytest.mark.django_db
def test_none_of_ours_is_a_decision_too(tmp_path: Path, user_with: Callable[..., User]) -> None:
    folder = full_set(tmp_path / "s", enterprise(1, "VME", form="070", street="Nergensstraat"))
    take(folder)
    settle_match(AssociationMatch.objects.get(), building=None, by=user_with(Role.COORDINATOR))
    assert take(folder).associations_to_do == 0


# --- Generated sets ------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_generated_set_and_its_update_come_in_whole(tmp_path: Path) -> None:
    full, update = write_sets(tmp_path, enterprises=800)
    assert import_register(full, by=None).added == 800
    run = import_register(update, by=None)
    assert (run.changed, run.ended, run.added) == (4, 2, 2)
    assert RegisterEnterprise.objects.active().count() == 800
    assert RegisterEstablishment.objects.count() == 800


@pytest.mark.django_db
def test_the_benchmark_takes_in_each_set_with_our_postcodes_and_with_all() -> None:
    results = list(import_company_register(enterprises=800))
    assert len({result.operation for result in results}) == 6
    assert all(result.ratio for result in results)
    runs = RegisterRun.objects.order_by("pk")  # what it began with was thrown away
    assert [(run.added, run.changed, run.ended) for run in runs] == [(800, 0, 0), (0, 0, 0), (2, 4, 2)]
