"""Districts and sectors: official codes and names, boundaries from a file, addresses in their sector."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from oss.addresses.demo import load_addresses, load_sectors
from oss.addresses.factories import AddressFactory
from oss.addresses.geography import SectorCode, import_sectors, place_addresses
from oss.addresses.models import Address, District, StatisticalSector
from oss.addresses.row_sources import WrongFileError
from oss.core import reference

SECTORS = {"01": 16, "02": 14, "03": 6, "04": 11, "05": 8, "06": 7, "07": 4, "08": 3, "09": 4}
SECTORS |= {"10": 16, "11": 6, "12": 2, "99": 1}


def square(west: float, south: float, side: float) -> dict[str, Any]:
    ring = [[west, south], [west + side, south], [west + side, south + side], [west, south + side]]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def write(path: Path, features: list[Any], crs: str = "") -> Path:
    content: dict[str, Any] = {"type": "FeatureCollection", "features": features}
    if crs:
        content["crs"] = {"type": "name", "properties": {"name": crs}}
    path.write_text(json.dumps(content))
    return path


def feature(code: str, geometry: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"cd_sector": code}, "geometry": geometry}


@pytest.mark.django_db
def test_mechelen_has_twelve_districts_and_their_sectors() -> None:
    assert District.objects.located().count() == 12
    assert StatisticalSector.objects.count() == 98
    found = {district.code[5:]: district.sectors.count() for district in District.objects.all()}
    assert found == SECTORS


@pytest.mark.django_db
def test_syncing_twice_inserts_nothing_and_keeps_a_changed_name() -> None:
    District.objects.filter(code="1202501").update(name="Binnenstad")
    assert reference.sync()["geography"] == 0
    assert District.objects.get(code="1202501").name == "Binnenstad"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "sub_municipality", "district"),
    [
        ("12025A10-", "12025A", "Centrum"),
        ("12025F312", "12025F", "Muizen"),
        ("12025E0PN", "12025E", "Walem"),
        ("12025ZZZZ", "12025Z", "Wijk onbekend - Mechelen"),
    ],
)
def test_a_code_says_where_its_sector_lies(code: str, sub_municipality: str, district: str) -> None:
    read = SectorCode.read(code)
    assert (read.municipality, read.sub_municipality) == ("12025", sub_municipality)
    assert read.is_unknown == code.endswith("ZZZZ")
    assert StatisticalSector.objects.get(code=code).district.name == district


@given(st.from_regex(r"\A[0-9]{5}[A-Z][0-9A-Z]{2}[0-9A-Z-]\Z"))
def test_every_well_formed_code_is_read(code: str) -> None:
    read = SectorCode.read(code)
    assert (read.municipality, read.sub_municipality) == (code[:5], code[:6])
    assert read.is_unknown == code.endswith("ZZZZ")


@given(st.sampled_from(["", "12025A10", "12025A10-"]), st.text("0A-\n é", max_size=3))
def test_whatever_is_typed_is_nine_signs_of_a_code_or_refused(beginning: str, end: str) -> None:
    text = beginning + end
    with suppress(ValueError):
        read = SectorCode.read(text)
        assert len(text) == 9
        assert text.startswith(read.sub_municipality)
        assert read.municipality.isdigit()


@pytest.mark.parametrize("code", ["12025", "12025a10-", "12025A10", "12025A10--", "1202SA10-"])
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match=code):
        SectorCode.read(code)


@pytest.mark.django_db
def test_addresses_are_put_in_the_sector_they_lie_in(tmp_path: Path) -> None:
    inside = AddressFactory(longitude="4.475", latitude="51.025")
    border = AddressFactory(longitude="4.480", latitude="51.025")
    outside = AddressFactory(longitude="4.900", latitude="51.025")
    nowhere = AddressFactory()
    features = [
        feature("12025A02-", square(4.48, 51.02, 0.01)),
        feature("12025A00-", square(4.47, 51.02, 0.01)),
        feature("99999A00-", square(3, 51, 0.01)),
    ]
    done = import_sectors(write(tmp_path / "sectors.geojson", features))
    assert (done.drawn, done.unknown, done.placed) == (2, 1, 2)
    found = {address.pk: address.sector and address.sector.code for address in Address.objects.all()}
    assert found == {inside.pk: "12025A00-", border.pk: "12025A00-", outside.pk: None, nowhere.pk: None}
    assert place_addresses() == 0


@pytest.mark.django_db
def test_a_file_in_lambert_72_is_transformed(tmp_path: Path) -> None:
    AddressFactory(longitude="5.351705", latitude="50.991974")
    path = write(
        tmp_path / "sectors.geojson",
        [feature("12025A00-", square(219000, 187300, 50))],
        "urn:ogc:def:crs:EPSG::31370",
    )
    assert import_sectors(path).placed == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("features", "crs"),
    [
        ([], ""),
        ([{"properties": {}, "geometry": square(4, 51, 0.01)}], ""),
        ([feature("12025A00-", None)], ""),
        ([feature("12025A00-", {"type": "Point", "coordinates": [4, 51]})], ""),
        ([feature("12025A00-", square(219000, 187300, 50))], ""),
        ([feature("12025A00-", square(4, 51, 0.01))], "urn:ogc:def:crs:MOON"),
        ([feature("99999A00-", square(4, 51, 0.01))], ""),
    ],
)
def test_a_wrong_file_changes_nothing_and_says_so_in_one_line(
    features: list[Any], crs: str, tmp_path: Path
) -> None:
    path = write(tmp_path / "sectors.geojson", features, crs)
    with pytest.raises(CommandError) as refusal:
        call_command("import_sectors", path)
    assert path.name in str(refusal.value)
    assert not StatisticalSector.objects.drawn().exists()


@pytest.mark.django_db
def test_every_address_of_the_demo_lies_in_a_sector_of_its_part_of_the_town() -> None:
    load_addresses()
    load_sectors()
    assert not Address.objects.filter(sector=None).exists()
    towns = {
        code: set(Address.objects.filter(postcode=code).values_list("sector__district__name", flat=True))
        for code in ("2801", "2811", "2812")
    }
    assert towns == {"2801": {"Heffen"}, "2811": {"Hombeek"}, "2812": {"Muizen"}}
    StatisticalSector.objects.filter(code="12025A00-").update(boundary=None)
    load_sectors()
    assert not StatisticalSector.objects.get(code="12025A00-").boundary


@pytest.mark.parametrize("content", [b"", b"[1, 2]", b"\xff\xfe", b"{"])
def test_what_is_no_geojson_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "sectors.geojson"
    path.write_bytes(content)
    with pytest.raises(WrongFileError):
        import_sectors(path)
