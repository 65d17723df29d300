"""The register's own download: a zip with dbf and shp; and what a file must not do to us."""

import os
import random
import signal
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shapefile
from django.core.management import CommandError
from django.db import connection

from bench.invented_register import write_register
from oss.addresses import row_sources
from oss.addresses.importer import import_addresses
from oss.addresses.models import Address, AddressStatus, Building, ImportChange, ImportRun
from oss.addresses.row_checks import RejectFile, checked
from oss.addresses.row_sources import Meter, WrongFileError, rows_of, tables_of
from tests.addresses.test_import import BRUUL_12, extract, run_command, state  # noqa: F401
from tests.conftest import ROOT

Extract = Callable[..., Path]
FIELDS = (
    *(("adresid", "N", 10), ("versieid", "C", 25), ("straatnmid", "N", 10), ("straatnm", "C", 80)),
    *(("huisnr", "C", 11), ("busnr", "C", 35), ("postcode", "C", 4), ("gemeenteid", "C", 5)),
    *(("gemeentenm", "C", 40), ("status", "C", 20), ("voladres", "C", 254)),
)


@pytest.fixture
def download(tmp_path: Path) -> Extract:
    """`download({...}, {...})`: the zip as the register publishes it, with streets beside the addresses."""

    def write(*rows: dict[str, str], encoding: str = "utf-8", cpg: str = "UTF-8") -> Path:
        folder = tmp_path / "made"
        with shapefile.Writer(str(folder / "Adres"), shapeType=shapefile.POINT, encoding=encoding) as writer:
            for name, kind, size in FIELDS:
                writer.field(name, kind, size)
            for number, row in enumerate(rows, start=1):
                whole = {**BRUUL_12, "adresid": str(number), "versieid": "v1", "voladres": "", **row}
                writer.point(float(whole["x"]), float(whole["y"]))
                writer.record(*(whole[name] for name, _kind, _size in FIELDS))
        with shapefile.Writer(dbf=str(folder / "Straatnaam.dbf")) as writer:
            writer.field("straatnmid", "N", 10)
            writer.record(10)
        (folder / "Adres.cpg").write_text(cpg)
        path = tmp_path / "Adressenregister.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(folder.iterdir()):
                archive.write(file, f"Adressenregister/{file.name}")
        return path

    return write


@pytest.mark.django_db
@pytest.mark.parametrize(("encoding", "cpg"), [("utf-8", "UTF-8"), ("cp1252", "ANSI 1252")])
def test_the_register_s_own_download_arrives_with_its_points(
    encoding: str, cpg: str, download: Extract
) -> None:
    file = download(
        {"straatnm": "Café-straatje", "busnr": "5B"},
        {"huisnr": "14", "straatnmid": "11"},
        encoding=encoding,
        cpg=cpg,
    )
    assert run_command(file)["added"] == 2
    address = Address.objects.with_label().get(register_id=1)
    assert address.label == "Café-straatje 12 bus 5B, 2800 Mechelen"
    assert (str(address.lambert72_x), str(address.lambert72_y)) == ("157600.12", "190300.50")
    assert address.register_version == "v1"
    assert run_command(file)["unchanged"] == 2


@pytest.mark.django_db
def test_positions_in_lambert_2008_are_the_same_places(extract: Extract) -> None:  # noqa: F811
    run_command(
        extract({"x": "140252.76", "y": "198794.27"}, {"adresid": "2", "x": "640249.09", "y": "698793.29"})
    )
    older, newer = Address.objects.order_by("register_id")
    assert abs(older.lambert72_x - newer.lambert72_x) <= 1  # type: ignore[operator]
    assert str(older.longitude)[:7] == str(newer.longitude)[:7]


# --- What an import did ----------------------------------------------------------------------------


@pytest.mark.django_db
def test_each_change_is_kept_with_what_was_before(extract: Extract) -> None:  # noqa: F811
    run_command(extract({}, {"adresid": "2", "huisnr": "14"}))
    run_command(extract({"huisnr": "13"}, {"adresid": "3", "huisnr": "16"}))
    last = ImportRun.objects.first()
    kept = ImportChange.objects.filter(run=last).values_list("register_id", "kind", "before")
    assert sorted(kept) == [
        (1, "changed", {"house_number": "12"}),
        (2, "removed", {"status": "in_use"}),
        (3, "added", None),
    ]


@pytest.mark.django_db
def test_what_comes_back_is_in_use_again(extract: Extract) -> None:  # noqa: F811
    both = ({}, {"adresid": "2", "huisnr": "14"})
    run_command(extract(*both))
    run_command(extract({}))
    assert Address.objects.get(register_id=2).status == AddressStatus.REMOVED
    assert run_command(extract(*both))["changed"] == 1
    assert Address.objects.get(register_id=2).status == AddressStatus.IN_USE


@pytest.mark.django_db
def test_a_refused_row_is_no_reason_to_remove_its_address(extract: Extract) -> None:  # noqa: F811
    run_command(extract({}, {"adresid": "2", "huisnr": "14"}))
    assert run_command(extract({}, {"adresid": "2", "huisnr": ""}))["absent"] == 0


@pytest.mark.django_db
def test_a_piece_of_the_register_removes_nothing_and_is_asked_for(extract: Extract) -> None:  # noqa: F811
    many = [{"adresid": str(number), "huisnr": str(number)} for number in range(1, 202)]
    run_command(extract(*many))
    with pytest.raises(CommandError, match="--partial"):
        run_command(extract({}))
    assert run_command(extract({}), partial=True)["absent"] == 0
    assert Address.objects.in_use().count() == 201


# --- Bad files -------------------------------------------------------------------------------------


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-400])


def damaged_inside(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[200:260] = os.urandom(60)
    file.write_bytes(content)


def a_bomb(file: Path) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Adres.csv", b"0" * 60_000_000)


def without_tables(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "nothing here")


def with_too_few_points(file: Path) -> None:
    folder = file.parent / "made"
    with zipfile.ZipFile(file, "w") as archive:
        archive.write(folder / "Adres.dbf", "Adres.dbf")
        archive.writestr("Adres.shp", (folder / "Adres.shp").read_bytes()[:-28])


def with_a_dbf_cut_short(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("Adres.dbf", (file.parent / "made" / "Adres.dbf").read_bytes()[:-700])


@pytest.mark.django_db
@pytest.mark.parametrize(
    "harm",
    [cut_short, damaged_inside, a_bomb, without_tables, with_too_few_points, with_a_dbf_cut_short],
    ids=lambda harm: harm.__name__,
)
def test_a_wrong_zip_leaves_the_register_as_it_was_and_says_so_in_one_line(
    harm: Callable[[Path], None], download: Extract
) -> None:
    file = download({}, {"huisnr": "14"}, {"huisnr": "16"})
    run_command(file)
    before = state()
    harm(file)
    with pytest.raises(CommandError) as refusal:
        run_command(file)
    assert len(str(refusal.value).splitlines()) == 1
    assert file.name in str(refusal.value)
    assert state() == before


def test_a_locked_zip_is_refused(download: Extract, monkeypatch: pytest.MonkeyPatch) -> None:
    file = download({})
    locked = zipfile.ZipInfo("Adres.dbf")
    locked.flag_bits = 1
    monkeypatch.setattr(row_sources.zipfile.ZipFile, "infolist", lambda _self: [locked])
    with pytest.raises(WrongFileError):
        tables_of(file)


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    def peak(rows: int) -> int:
        file = tmp_path / f"{rows}.csv"
        write_register(file, rows)
        tracemalloc.start()
        with RejectFile(None) as reject:
            assert sum(1 for _row in checked(rows_of(tables_of(file), Meter()), reject)) == rows
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    peak(2_000)  # fills the caches of fixed size
    assert peak(12_000) < 1.3 * peak(4_000)


# --- Killed half-way -------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_an_import_killed_at_any_point_and_run_again_ends_in_the_same_state(tmp_path: Path) -> None:
    """A real process and a real SIGKILL: before, during and after the work on the tables."""
    file = tmp_path / "Adres.csv"
    write_register(file, 9_000)
    chance = random.Random(5)  # noqa: S311 - the same points every time
    for _turn in range(3):
        process = subprocess.Popen(
            [sys.executable, "manage.py", "import_addresses", str(file)],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": database_url()},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            process.wait(timeout=chance.uniform(1.0, 4.0))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            assert Address.objects.count() in {0, 9_000}
    run = import_addresses(file, by=None)
    assert (run.added + run.unchanged, run.changed, run.absent, run.rejected) == (9_000, 0, 0, 0)
    killed = content()
    import_addresses(file, by=None)
    assert content() == killed
    assert Address.objects.count() == 9_000


def database_url() -> str:
    one: dict[str, Any] = connection.settings_dict
    return f"postgres://{one['USER']}:{one['PASSWORD']}@{one['HOST']}:{one['PORT']}/{one['NAME']}"


def content() -> list[Any]:
    return [
        *Address.objects.order_by("register_id").values_list("register_id", "street__name", "house_number"),
        *Building.objects.order_by("street__register_id", "house_numbers").values_list("house_numbers"),
    ]
