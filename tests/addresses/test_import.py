"""The import brings the register up to date with an extract: all of it, or nothing."""

import csv
import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from oss.addresses import importer, merging
from oss.addresses.demo import EXTRACT, load_addresses
from oss.addresses.factories import BuildingFactory
from oss.addresses.importer import import_addresses
from oss.addresses.models import Address, AddressStatus, Building, ImportRun, ImportStatus, Street
from oss.addresses.row_sources import ExtractTable, Meter, SourceRow, WrongFileError
from oss.core.bounded_lines import LONGEST_LINE
from oss.staff.roles import Role

COLUMNS = (
    *("id", "adresid", "straatnmid", "straatnm", "huisnr", "busnr", "postcode", "gemeenteid", "gemeentenm"),
    *("status", "voladres", "x", "y"),
)
BRUUL_12 = {
    "adresid": "1",
    "straatnmid": "10",
    "straatnm": "Bruul",
    "huisnr": "12",
    "busnr": "",
    "postcode": "2800",
    "gemeenteid": "12025",
    "gemeentenm": "Mechelen",
    "status": "inGebruik",
    "x": "157600.12",
    "y": "190300.5",
}

Extract = Callable[..., Path]


@pytest.fixture
def extract(tmp_path: Path) -> Extract:
    """`extract({...}, {...})`: a file with these rows, each Bruul 12 but for what is said."""

    def write(*rows: dict[str, str], name: str = "Adres.csv", delimiter: str = ",") -> Path:
        path = tmp_path / name
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS, restval="", delimiter=delimiter)
            writer.writeheader()
            writer.writerows({**BRUUL_12, **row} for row in rows)
        return path

    return write


def run_command(*arguments: Any, **options: Any) -> dict[str, Any]:
    out = StringIO()
    call_command("import_addresses", *arguments, stdout=out, **options)
    result: dict[str, Any] = json.loads(out.getvalue().splitlines()[-1])
    return result


def state() -> list[Any]:
    return [
        *Street.objects.order_by("pk").values_list("pk", "name"),
        *Address.objects.order_by("pk").values_list(),
        *Building.objects.order_by("pk").values_list(),
    ]


@pytest.mark.django_db
def test_a_second_run_of_the_same_file_changes_nothing(extract: Extract) -> None:
    file = extract({}, {"adresid": "2", "busnr": "1"}, {"adresid": "3", "busnr": "2"})
    first, before = run_command(file), state()
    second = run_command(file)
    assert (first["added"], first["buildings_added"]) == (3, 1)
    assert (second["added"], second["changed"], second["unchanged"]) == (0, 0, 3)
    assert second["buildings_added"] == 0
    assert state() == before


@pytest.mark.django_db
def test_every_column_arrives(extract: Extract) -> None:
    run_command(extract({"busnr": "5B", "status": "voorgesteld"}))
    address = Address.objects.get()
    assert str(address) == "Bruul 12 bus 5B, 2800 Mechelen"
    assert (address.register_id, address.status, address.is_verified) == (1, AddressStatus.PROPOSED, True)
    assert (address.lambert72_x, address.lambert72_y) == (Decimal("157600.12"), Decimal("190300.50"))
    assert (address.street.register_id, address.street.municipality.nis_code) == (10, "12025")


@pytest.mark.django_db
def test_only_what_differs_is_changed_and_what_the_file_lacks_is_counted(extract: Extract) -> None:
    run_command(extract({}, {"adresid": "2", "huisnr": "14"}, {"adresid": "3", "huisnr": "16"}))
    result = run_command(extract({}, {"adresid": "2", "huisnr": "14", "status": "gehistoreerd"}))
    counts = [result[name] for name in ("added", "changed", "unchanged", "absent")]
    assert counts == [0, 1, 1, 1]
    assert Address.objects.get(register_id=2).status == AddressStatus.RETIRED
    assert Address.objects.get(register_id=3).status == AddressStatus.REMOVED


@pytest.mark.django_db
def test_a_renamed_street_is_renamed_everywhere(extract: Extract) -> None:
    run_command(extract({}))
    run_command(extract({"straatnm": "Nieuwe Bruul"}))
    assert [str(address) for address in Address.objects.matching("nieuwe bruul")] == [
        "Nieuwe Bruul 12, 2800 Mechelen"
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"adresid": "x"}, "“x”"),
        ({"adresid": "1"}, "twice"),
        ({"straatnm": " "}, "street"),
        ({"huisnr": ""}, "house number"),
        ({"busnr": "0"}, "box number"),
        ({"postcode": "28000"}, "postcode"),
        ({"gemeenteid": "Mechelen"}, "NIS"),
        ({"status": "weg"}, "status"),
        ({"x": "een", "y": "twee"}, "position"),
        ({"x": "51.02", "y": "-4.47"}, "Lambert"),
    ],
)
def test_a_row_that_cannot_be_used_is_put_aside_with_its_line_and_the_reason(
    fields: dict[str, str], reason: str, extract: Extract, tmp_path: Path, settings: Any
) -> None:
    settings.LANGUAGE_CODE = "en"
    rejects = tmp_path / "rejects.csv"
    result = run_command(extract({}, {"adresid": "2", **fields}), rejects=rejects)
    with rejects.open(encoding="utf-8", newline="") as file:
        _header, (name, line, why, _row) = csv.reader(file)
    assert (result["rows_read"], result["added"], result["rejected"]) == (2, 1, 1)
    assert (name, line) == ("Adres.csv", "3")
    assert reason in why


@pytest.mark.django_db
def test_a_line_with_too_few_fields_is_put_aside(extract: Extract) -> None:
    file = extract({})
    with file.open("a", encoding="utf-8") as more:
        more.write("5,6\n")
    assert run_command(file)["rejected"] == 1


@pytest.mark.django_db
def test_what_a_spreadsheet_made_of_the_file_is_read_too(extract: Extract) -> None:
    """Another delimiter, remarks, a byte order mark, the line that tells Excel the delimiter."""
    for number, (delimiter, before) in enumerate(
        [(";", "# a remark\n"), ("\t", ""), ("|", '"sep=|"\r\n'), (";", "sep=;\n# a remark\n")], start=1
    ):
        file = extract({"adresid": str(number), "huisnr": str(number)}, delimiter=delimiter)
        file.write_bytes(b"\xef\xbb\xbf" + before.encode() + file.read_bytes())
        assert run_command(file, "--partial")["added"] == 1, (delimiter, before)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"naam,voornaam\nPeeters,An\n", "people.csv"),
        (b"", "empty.csv"),
        (b"\x03\x7e\x01\x02\xff\xfe\x00binary", "dbf.csv"),
        (
            ",".join(COLUMNS).encode() + b"\n,1,10,Caf\xe9straat,1,,2800,12025,Mechelen,inGebruik,,,\n",
            "latin.csv",
        ),
        (",".join(COLUMNS).encode() + b"\n", "no_rows.csv"),
        (b"PK", "extract.zip"),
        (b"x" * (LONGEST_LINE + 1), "endless.csv"),
        (",".join(COLUMNS).encode() + b"\n," + b"x" * (LONGEST_LINE + 1), "endless_row.csv"),
    ],
)
def test_a_wrong_file_leaves_the_register_as_it_was_and_says_so_in_one_line(
    content: bytes, name: str, extract: Extract, tmp_path: Path
) -> None:
    run_command(extract({}))
    before = state()
    wrong = tmp_path / name
    wrong.write_bytes(content)
    with pytest.raises(CommandError) as refusal:
        run_command(wrong)
    run = ImportRun.objects.get(status=ImportStatus.FAILED)
    assert len(str(refusal.value).splitlines()) == 1
    assert name in str(refusal.value)
    assert run.message == str(refusal.value)
    assert refusal.value.returncode == 1
    assert state() == before


@pytest.mark.django_db
def test_a_file_that_turns_wrong_half_way_leaves_the_register_as_it_was(extract: Extract) -> None:
    run_command(extract({}))
    before = state()
    file = extract({"huisnr": "14"}, *({"adresid": str(number)} for number in range(2, 5_000)))
    file.write_bytes(file.read_bytes() + b"1,2,Caf\xe9\n")
    with pytest.raises(CommandError):
        run_command(file)
    assert state() == before


@pytest.mark.django_db
def test_an_import_that_is_killed_half_way_leaves_the_register_as_it_was(
    extract: Extract, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = extract({}, {"adresid": "2", "huisnr": "14"})
    run_command(file)
    before = state()

    def killed(tables: list[ExtractTable], meter: Meter) -> Iterator[SourceRow]:
        yield SourceRow("Adres.csv", 2, {**BRUUL_12, "huisnr": "13"})
        raise KeyboardInterrupt

    monkeypatch.setattr(importer, "rows_of", killed)
    with pytest.raises(KeyboardInterrupt):
        import_addresses(file, by=None)
    assert state() == before
    assert ImportRun.objects.get(status=ImportStatus.RUNNING).finished_at is None
    monkeypatch.undo()
    run_command(file)
    told = ImportRun.objects.get(status=ImportStatus.FAILED)
    assert told.finished_at
    assert "afgebroken" in told.message


@pytest.mark.django_db
def test_a_failure_after_the_merge_has_begun_undoes_the_merge(
    extract: Extract, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_command(extract({}))
    before = state()
    monkeypatch.setattr(merging, "_JOIN_BUILDINGS", "SELECT 1 / 0")
    with pytest.raises(Exception, match="division"):
        import_addresses(extract({"huisnr": "14"}, {"adresid": "2", "busnr": "1"}), by=None)
    assert state() == before


@pytest.mark.django_db
def test_the_files_of_a_folder_are_one_extract(extract: Extract, tmp_path: Path) -> None:
    extract({}, name="a.csv")
    extract({"adresid": "2", "huisnr": "14"}, {}, name="b.csv")
    result = run_command(tmp_path)
    assert (result["added"], result["rejected"], result["absent"]) == (2, 1, 0)


@pytest.mark.django_db
def test_what_does_not_exist_is_said(tmp_path: Path) -> None:
    with pytest.raises(WrongFileError):
        import_addresses(tmp_path / "nowhere.csv", by=None)


# --- Buildings -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_house_number_and_its_boxes_are_proposed_as_one_building(extract: Extract) -> None:
    run_command(
        extract(
            {},
            {"adresid": "2", "busnr": "1"},
            {"adresid": "3", "busnr": "2"},
            {"adresid": "4", "huisnr": "14"},
        )
    )
    building = Building.objects.get()
    assert str(building) == "Bruul 12, Mechelen"
    assert sorted(address.register_id or 0 for address in building.addresses.all()) == [1, 2, 3]


@pytest.mark.django_db
def test_a_new_box_joins_the_building_that_staff_chose_for_its_house_number(extract: Extract) -> None:
    boxes = [{"adresid": "2", "busnr": "1"}, {"adresid": "3", "huisnr": "14", "busnr": "1"}]
    run_command(extract({}, *boxes))
    one = Building.objects.get(house_numbers="12")
    Address.objects.update(building=one)
    result = run_command(extract({}, *boxes, {"adresid": "4", "huisnr": "14", "busnr": "2"}))
    assert result["buildings_added"] == 0
    assert set(Address.objects.values_list("building", flat=True)) == {one.pk}


@pytest.mark.django_db
def test_a_house_that_gets_its_first_box_becomes_a_building_with_it(extract: Extract) -> None:
    run_command(extract({}))
    assert not Building.objects.exists()
    result = run_command(extract({}, {"adresid": "2", "busnr": "1"}))
    assert result["buildings_added"] == 1
    assert set(Address.objects.values_list("building", flat=True)) == {Building.objects.get().pk}


@pytest.mark.django_db
def test_a_box_that_was_never_used_makes_no_building(extract: Extract) -> None:
    run_command(extract({}, {"adresid": "2", "busnr": "1", "status": "afgekeurd"}))
    assert not Building.objects.exists()


@pytest.mark.django_db
def test_a_new_box_joins_none_of_the_two_buildings_that_staff_see_behind_its_house_number(
    extract: Extract,
) -> None:
    boxes = [{"busnr": "1"}, {"adresid": "2", "busnr": "2"}]
    run_command(extract(*boxes))
    Address.objects.filter(register_id=2).update(building=BuildingFactory.create())
    result = run_command(extract(*boxes, {"adresid": "3", "busnr": "3"}))
    assert result["buildings_added"] == 0
    assert Address.objects.get(register_id=3).building is None


# --- Demo ----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_demo_extract_has_no_reject_and_a_building_of_sixty_boxes() -> None:
    load_addresses()
    load_addresses()
    run = ImportRun.objects.get()
    zandpoort = Building.objects.get(street__name="Zandpoortvest")
    assert (run.rejected, run.added) == (0, run.rows_read)
    assert run.added >= 1_200
    assert zandpoort.addresses.exclude(box_number="").count() == 60


def test_the_demo_extract_says_that_it_is_invented() -> None:
    assert "INVENTED" in EXTRACT.read_text(encoding="utf-8").splitlines()[0]


@pytest.mark.django_db
def test_a_coordinator_sees_what_an_import_did_and_refused(
    extract: Extract, tmp_path: Path, client_of: Callable[..., Any], user_with: Callable[..., Any]
) -> None:
    """What it changed, row by row, and why it refused a row; nobody of the desk does."""
    import_addresses(extract({}, {"adresid": "2", "huisnr": "14"}), by=None)
    bad = {"adresid": "3", "huisnr": "<b>", "straatnm": "<script>"}
    run = import_addresses(extract({}, {"adresid": "2", "huisnr": "16"}, bad), by=None)
    griet = client_of(user_with(Role.COORDINATOR))
    page = griet.get(f"/admin/addresses/importrun/{run.pk}/change/").content.decode()
    assert "Adres.csv</td><td>4</td>" in page
    assert "&lt;b&gt;" in page
    assert "<script>" not in page.split("<td>Adres.csv")[1].split("</table>")[0]
    changes = f"/admin/addresses/importchange/?run__id__exact={run.pk}&kind__exact=changed"
    assert changes.replace("&", "&amp;") in page
    listed = griet.get(changes).content.decode()
    assert "Bruul 16" in listed
    assert "house_number: 14" in listed
    assert client_of(user_with(Role.DESK)).get(changes).status_code in {302, 403}
