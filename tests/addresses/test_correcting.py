"""Which addresses make one building, and addresses that the register does not have."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from oss.addresses.factories import AddressFactory, BuildingFactory, StreetFactory
from oss.addresses.models import (
    Address,
    AddressStatus,
    Building,
    EnergyCertificate,
    EnergyReading,
    Municipality,
    Street,
)
from oss.addresses.operations.correcting import BuildingMover, join_building, merge_buildings, split_off
from oss.addresses.operations.unverified import KnownAddressError, add_unverified_address
from oss.addresses.refreshing import match_unverified
from oss.core.partial_dates import PartialDate
from oss.core.refusal import Refused
from oss.core.registry import offered
from oss.staff.models import User
from oss.staff.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def sofie(user_with: Callable[..., User]) -> User:
    return user_with(Role.FILE_HANDLER)


@pytest.fixture
def bruul() -> Street:
    return StreetFactory.create(name="Bruul")


def with_boxes(street: Street, number: str, boxes: int) -> Building:
    building = BuildingFactory.create(street=street, house_numbers=number)
    for box in range(1, boxes + 1):
        AddressFactory.create(street=street, house_number=number, box_number=str(box), building=building)
    return building


def test_bruul_12_to_14_is_one_building(bruul: Street, sofie: User) -> None:
    kept, gone = with_boxes(bruul, "12", 3), with_boxes(bruul, "14", 2)
    kept.dwelling_units, gone.dwelling_units, gone.construction_year = 3, 2, 1974
    kept.capakeys, gone.capakeys = ["12403D0009/00N009"], ["12403D0009/00N009", "12403D0010/00_000"]
    kept.save()
    gone.save()
    EnergyReading.objects.create(building=gone, heating="gas", source="x", known_on=PartialDate(2024))
    merged = merge_buildings(kept, gone, by=sofie)
    assert (merged.pk, merged.label) == (kept.pk, "Bruul 12–14, Mechelen")
    assert (merged.dwelling_units, merged.construction_year) == (5, 1974)
    assert merged.capakeys == ["12403D0009/00N009", "12403D0010/00_000"]
    assert merged.addresses.count() == 5
    assert EnergyReading.objects.get().building == kept
    assert not Building.objects.filter(pk=gone.pk).exists()


def test_what_is_known_of_the_building_that_stays_is_kept(bruul: Street, sofie: User) -> None:
    kept, gone = with_boxes(bruul, "12", 1), with_boxes(bruul, "14", 1)
    Building.objects.filter(pk=kept.pk).update(construction_year=1960, name="Dijle")
    Building.objects.filter(pk=gone.pk).update(construction_year=1974, name="Nete")
    merged = merge_buildings(kept, gone, by=sofie)
    assert (merged.construction_year, merged.name) == (1960, "Dijle")


def test_higher_packages_move_what_they_have_on_a_building(
    bruul: Street, sofie: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved: list[tuple[Building, Building]] = []
    monkeypatch.setitem(
        offered(BuildingMover), "test", BuildingMover("test", lambda *both: moved.append(both))
    )
    kept, gone = with_boxes(bruul, "12", 1), with_boxes(bruul, "14", 1)
    merge_buildings(kept, gone, by=sofie)
    assert [kept for _gone, kept in moved] == [kept]


def test_a_certificate_that_both_have_stays_once(bruul: Street, sofie: User) -> None:
    kept, gone = with_boxes(bruul, "12", 1), with_boxes(bruul, "14", 1)
    known = {"is_common_parts": True, "issued_on": date(2023, 1, 1)}
    for building, number in ((kept, "1"), (kept, ""), (gone, "1"), (gone, "2"), (gone, "")):
        EnergyCertificate.objects.create(building=building, number=number, **known)
    merge_buildings(kept, gone, by=sofie)
    assert sorted(one.number for one in EnergyCertificate.objects.filter(building=kept)) == ["", "", "1", "2"]


def test_a_building_is_not_merged_with_itself(bruul: Street, sofie: User) -> None:
    building = with_boxes(bruul, "12", 1)
    with pytest.raises(Refused, match="Kies een ander gebouw"):
        merge_buildings(building, building, by=sofie)


def test_two_who_merge_the_same_are_told(bruul: Street, sofie: User) -> None:
    kept, gone = with_boxes(bruul, "12", 1), with_boxes(bruul, "14", 1)
    merge_buildings(kept, gone, by=sofie)
    with pytest.raises(Refused):
        merge_buildings(kept, gone, by=sofie)


def test_an_address_joins_with_all_its_boxes_and_leaves_no_empty_building(bruul: Street, sofie: User) -> None:
    building, other = with_boxes(bruul, "12", 2), with_boxes(bruul, "14", 3)
    joined = join_building(other.addresses.in_order()[0], building, by=sofie)
    assert joined.addresses.count() == 5
    assert joined.house_numbers == "12–14"
    assert not Building.objects.filter(pk=other.pk).exists()


def test_a_house_without_a_building_joins_one(bruul: Street, sofie: User) -> None:
    building = with_boxes(bruul, "12", 2)
    house = AddressFactory.create(street=bruul, house_number="14")
    assert join_building(house, building, by=sofie).house_numbers == "12–14"


def test_a_building_with_certificates_does_not_vanish(bruul: Street, sofie: User) -> None:
    building, other = with_boxes(bruul, "12", 2), with_boxes(bruul, "14", 1)
    EnergyCertificate.objects.create(building=other, is_common_parts=True, issued_on=date(2023, 1, 1))
    with pytest.raises(Refused):
        join_building(other.addresses.get(), building, by=sofie)
    assert other.addresses.count() == 1


def test_some_addresses_are_split_off(bruul: Street, sofie: User) -> None:
    building = with_boxes(bruul, "12", 2)
    joined = join_building(AddressFactory.create(street=bruul, house_number="14"), building, by=sofie)
    new = split_off(list(joined.addresses.filter(house_number="14")), by=sofie)
    building.refresh_from_db()
    assert (building.house_numbers, new.house_numbers) == ("12", "14")
    assert (building.addresses.count(), new.addresses.count()) == (2, 1)


@pytest.mark.parametrize("how_many", [0, 2])
def test_nothing_or_two_streets_make_no_building(how_many: int, sofie: User) -> None:
    addresses = [AddressFactory.create(street=StreetFactory.create()) for _number in range(how_many)]
    with pytest.raises(Refused):
        split_off(addresses, by=sofie)


def test_who_may_not_correct_is_refused(bruul: Street, user_with: Callable[..., User]) -> None:
    kept, gone = with_boxes(bruul, "12", 1), with_boxes(bruul, "14", 1)
    with pytest.raises(Refused):
        merge_buildings(kept, gone, by=user_with(Role.AUDITOR))


def add(by: User, street: Street | None, **changes: object) -> Address:
    typed = {"house_number": "99", "postcode": "2800", "reason": "nieuwbouw"} | changes
    return add_unverified_address(by=by, street=street, **typed)  # type: ignore[arg-type]


def test_an_unverified_address_says_so_wherever_its_label_stands(bruul: Street, sofie: User) -> None:
    address = add(sofie, bruul, house_number=" 99a ", box_number="bus 2")
    assert address.label == "Bruul 99A bus 2, 2800 Mechelen (niet geverifieerd)"
    assert (address.register_id, address.is_verified, address.unverified_reason) == (None, False, "nieuwbouw")


def test_a_new_street_is_made_once(sofie: User, bruul: Street) -> None:
    mechelen = Municipality.objects.get(nis_code="12025")
    first = add(sofie, None, street_name="Nieuwe  Kade", municipality=mechelen)
    second = add(sofie, None, street_name="nieuwe kade", municipality=mechelen, house_number="98")
    assert first.street == second.street
    assert (first.street.name, first.street.register_id) == ("Nieuwe Kade", None)


def test_an_address_of_the_register_is_offered_instead(bruul: Street, sofie: User) -> None:
    known = AddressFactory.create(street=bruul, house_number="99", box_number="2")
    with pytest.raises(KnownAddressError) as refused:
        add(sofie, bruul, box_number="2")
    assert refused.value.address == known


def test_an_address_that_is_only_proposed_may_be_added(bruul: Street, sofie: User) -> None:
    """A lookup cannot choose it yet; once it is in use, the nightly match makes the two one."""
    proposed = AddressFactory.create(street=bruul, house_number="99", status=AddressStatus.PROPOSED)
    added = add(sofie, bruul)
    Address.objects.filter(pk=proposed.pk).update(status=AddressStatus.IN_USE)
    assert match_unverified(None).matched == 1
    assert [one.pk for one in Address.objects.filter(street=bruul)] == [added.pk]


@pytest.mark.parametrize("name", ["Kade\u202e", "🏠", "…", "Kade\tNoord\x07"])
def test_the_name_of_a_new_street_is_made_of_letters(name: str, bruul: Street, sofie: User) -> None:
    with pytest.raises(ValidationError) as refused:
        add(sofie, None, street_name=name, municipality=bruul.municipality)
    assert set(refused.value.message_dict) == {"street_name"}


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"house_number": "?", "postcode": "28"}, {"house_number", "postcode"}),
        ({"box_number": "0"}, {"box_number"}),
        ({"reason": "  "}, {"reason"}),
        ({"street": None}, {"street"}),
    ],
)
def test_every_mistake_is_told_at_its_field(
    bruul: Street, sofie: User, typed: dict[str, object], fields: set[str]
) -> None:
    with pytest.raises(ValidationError) as refused:
        add(sofie, **({"street": bruul} | typed))  # type: ignore[arg-type]
    assert set(refused.value.message_dict) == fields
    assert not Address.objects.unverified().exists()


def test_adding_takes_the_right(bruul: Street, user_with: Callable[..., User]) -> None:
    with pytest.raises(PermissionDenied):
        add(user_with(Role.DESK), bruul)
