"""The official register over HTTP: a real server that answers well, slowly, wrongly or not at all."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache

from bench.register_stub import Mood, RegisterStub
from oss.addresses import coordinates
from oss.addresses.capakey import Capakey
from oss.addresses.factories import AddressFactory, MunicipalityFactory, StreetFactory
from oss.addresses.models import Address, AddressStatus
from oss.addresses.refreshing import Refreshed, find_missing, match_unverified, refresh_address
from oss.addresses.register_client import (
    HttpRegister,
    RegisterUnavailableError,
    RemovedAddressError,
    UnknownAddressError,
    address_register,
    is_resting,
)
from oss.addresses.tasks import match_unverified_addresses
from oss.core.refusal import Refused

pytestmark = pytest.mark.django_db  # answers are cached in a table

ROW = {
    "adresid": "60",
    "versieid": "2026-01-01T00:00:00+01:00",
    "straatnmid": "748",
    "straatnm": "Teststraat",
    "huisnr": "42",
    "busnr": "5B",
    "postcode": "2800",
    "gemeenteid": "12025",
    "gemeentenm": "Mechelen",
    "status": "inGebruik",
    "x": "219009.14",
    "y": "187317.72",
}
PARCEL = "12403D0009/00N009"
UNITS = [
    {"objectId": "1"},
    {"objectId": "2", "functie": "gemeenschappelijkDeel"},
    {"objectId": "3", "status": "gepland"},
]


@pytest.fixture
def stub() -> Iterator[RegisterStub]:
    rows = [ROW, {**ROW, "adresid": "59", "busnr": ""}, {**ROW, "adresid": "61", "huisnr": "44"}]
    with RegisterStub(rows, removed={"7"}, units={"9": UNITS}, parcels={"60": [PARCEL]}) as server:
        yield server


@pytest.fixture
def register(stub: RegisterStub) -> HttpRegister:
    return HttpRegister(stub.url, stub.url, key="secret", read_seconds=0.3, whole_seconds=1)


def test_an_address_is_read_whole(register: HttpRegister) -> None:
    address = register.get(60)
    assert address.label == "Teststraat 42 bus 5B, 2800 Mechelen"
    assert (address.street_register_id, address.nis_code, address.status) == (748, "12025", "in_use")
    assert (address.house_number, address.box_number, address.postcode) == ("42", "5B", "2800")
    assert (address.x, address.y) == (219009.14, 187317.72)
    assert address.version == ROW["versieid"]


def test_suggestions_hits_units_and_parcels_are_read(register: HttpRegister) -> None:
    assert register.suggest("teststraat 42") == ["Teststraat 42, 2800 Mechelen"]
    assert [hit.register_id for hit in register.find("Teststraat 44")] == [61]
    assert [unit.is_dwelling for unit in register.units_of_building(9)] == [True, False, False]
    assert register.parcel_of(60) == [Capakey.read(PARCEL)]
    assert register.addresses_on(Capakey.read(PARCEL)) == ["Teststraat 42 bus 5B, 2800 Mechelen"]


def test_unknown_and_removed_are_two_things(register: HttpRegister) -> None:
    with pytest.raises(UnknownAddressError):
        register.get(5)
    with pytest.raises(RemovedAddressError):
        register.get(7)
    assert not is_resting()


def test_the_same_question_is_asked_once(register: HttpRegister, stub: RegisterStub) -> None:
    assert register.get(60) == register.get(60)
    assert stub.asked == ["/v2/adressen/60"]


@pytest.mark.parametrize("mood", [mood for mood in Mood if mood is not Mood.WELL])
def test_a_register_that_fails_is_left_alone_for_a_while(
    mood: Mood, register: HttpRegister, stub: RegisterStub
) -> None:
    stub.mood = mood
    with pytest.raises(RegisterUnavailableError):
        register.get(60)
    asked = len(stub.asked)
    stub.mood = Mood.WELL
    with pytest.raises(RegisterUnavailableError):
        register.get(60)
    assert is_resting()
    assert len(stub.asked) == asked


def test_a_throttled_register_is_left_alone_as_long_as_it_asks(
    register: HttpRegister, stub: RegisterStub, monkeypatch: pytest.MonkeyPatch
) -> None:
    rests: list[int] = []
    keep = cache.set
    monkeypatch.setattr(
        cache, "set", lambda key, value, seconds: (rests.append(seconds), keep(key, value, seconds))
    )
    stub.mood = Mood.THROTTLED
    with pytest.raises(RegisterUnavailableError):
        register.get(60)
    assert rests == [120]


@pytest.mark.parametrize("retry_after", ["soon", "²", "-5", "9" * 400])
def test_a_throttled_register_that_asks_nonsense_is_left_alone_all_the_same(
    retry_after: str, register: HttpRegister, stub: RegisterStub
) -> None:
    stub.mood, stub.retry_after = Mood.THROTTLED, retry_after
    with pytest.raises(RegisterUnavailableError):
        register.get(1)
    assert is_resting()


def test_a_register_that_is_nowhere_is_unavailable() -> None:
    with pytest.raises(RegisterUnavailableError):
        HttpRegister("http://127.0.0.1:9", "http://127.0.0.1:9").find("bruul")


def test_an_answer_of_another_shape_is_not_kept(register: HttpRegister, stub: RegisterStub) -> None:
    del stub.by_id["60"]["straatnm"]
    stub.by_id["60"]["status"] = "weg"
    stub.by_id["60"]["straatnm"] = "Teststraat"
    with pytest.raises(RegisterUnavailableError):
        register.get(60)
    cache.clear()
    stub.by_id["60"]["status"] = "inGebruik"
    assert register.get(60).house_number == "42"


def test_without_a_setting_nothing_is_asked(settings: Any) -> None:
    settings.ADDRESS_REGISTER_URL = ""
    assert address_register() is None


@pytest.mark.parametrize(
    ("point", "grid", "expected"),
    [
        ((219009.14, 187317.72), coordinates.LAMBERT_72, (5.351705, 50.991974)),
        ((640249.09, 698793.29), coordinates.LAMBERT_2008, None),
    ],
)
def test_the_published_pairs_of_coordinates(
    point: tuple[float, float], grid: int, expected: tuple[float, float] | None
) -> None:
    assert coordinates.grid_of(*point) == grid
    if expected:
        [found] = coordinates.lambert72_to_wgs84([point])
        assert found == pytest.approx(expected, abs=1e-6)
    else:
        [found] = coordinates.lambert2008_to_lambert72([point])
        assert found == pytest.approx((140252.76, 198794.27), abs=0.01)


# --- Our own rows --------------------------------------------------------------------------------


def test_a_removed_address_is_marked_and_keeps_its_row(register: HttpRegister) -> None:
    address = AddressFactory(register_id=7)
    assert refresh_address(address, register, by=None) is Refreshed.REMOVED
    address.refresh_from_db()
    assert address.status == AddressStatus.REMOVED
    assert not Address.objects.in_use().exists()


def test_an_unknown_address_is_refused_and_stays_as_it_was(register: HttpRegister) -> None:
    address = AddressFactory(register_id=5)
    with pytest.raises(Refused):
        refresh_address(address, register, by=None)
    address.refresh_from_db()
    assert address.status == AddressStatus.IN_USE


def test_what_the_register_says_is_taken_over_once(register: HttpRegister) -> None:
    address = AddressFactory(register_id=60, house_number="1")
    assert refresh_address(address, register, by=None) is Refreshed.CHANGED
    address = Address.objects.with_label().get()
    assert address.label == "Teststraat 42 bus 5B, 2800 Mechelen"
    assert (address.longitude, address.latitude) == (Decimal("5.351705"), Decimal("50.991974"))
    assert address.capakeys == [PARCEL]
    assert refresh_address(address, register, by=None) is Refreshed.SAME


def test_what_is_missing_is_asked_and_kept(register: HttpRegister) -> None:
    found = find_missing("teststraat 44", register)
    assert [address.label for address in found] == ["Teststraat 44 bus 5B, 2800 Mechelen"]
    assert find_missing("teststraat 44", register) == found
    assert Address.objects.count() == 1


def test_an_unverified_address_that_an_import_brought_keeps_its_row() -> None:
    mine = AddressFactory(street__name="Bruul", house_number="12", unverified=True)
    AddressFactory(street__name="Bruul", house_number="12", register_id=77)
    assert match_unverified(None).matched == 1
    address = Address.objects.get()
    assert (address.pk, address.register_id, address.is_verified) == (mine.pk, 77, True)
    assert address.unverified_reason == ""


def test_an_unverified_address_is_asked_of_the_register(register: HttpRegister) -> None:
    street = StreetFactory(name="Teststraat", register_id=None, municipality=MunicipalityFactory())
    AddressFactory(street=street, house_number="42", box_number="5B", unverified=True)
    AddressFactory(street=street, house_number="99", unverified=True)
    done = match_unverified(register)
    assert (done.matched, done.doubled, done.left) == (1, 0, 1)
    assert Address.objects.verified().get().register_id == 60


def test_a_register_that_is_down_leaves_the_unverified_for_another_night(
    register: HttpRegister, stub: RegisterStub
) -> None:
    stub.mood = Mood.BROKEN
    AddressFactory(street__name="Teststraat", house_number="42", unverified=True)
    assert match_unverified(register).left == 1


def test_the_nightly_task_works_without_the_register(settings: Any) -> None:
    settings.ADDRESS_REGISTER_URL = ""
    AddressFactory(street__name="Bruul", house_number="12", unverified=True)
    AddressFactory(street__name="Bruul", house_number="12")
    match_unverified_addresses()
    assert Address.objects.get().is_verified
