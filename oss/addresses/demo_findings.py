"""What the demo's loket found out about some places: invented certificates and energy data."""

from datetime import date

from django.db.models import Count

from oss.addresses.models import (
    Address,
    AsbestosCertificate,
    Building,
    EnergyCertificate,
    EnergyReading,
)
from oss.addresses.operations.describing import describe_building, describe_dwelling, record_finding
from oss.core.partial_dates import PartialDate

SCORES = (612, 487, 455, 390, 321, 268, 540, 410, 295, 180)
EVERY = 3  # every third apartment has a certificate


def load_findings() -> None:
    if EnergyCertificate.objects.exists():
        return
    for building in Building.objects.annotate(size=Count("addresses")).order_by("-size", "pk")[:3]:
        _a_building(building)
    for number, address in enumerate(_houses()):
        _a_house(address, number)


def _houses() -> list[Address]:
    return list(Address.objects.in_use().filter(street__name="Bruul", building=None).in_order()[:5])


def _a_building(building: Building) -> None:
    addresses = list(building.addresses.in_order())
    apartments = [address for address in addresses if address.box_number]
    describe_building(
        building,
        by=None,
        construction_year=1972,
        storeys=8,
        detachment="half_open",
        is_several=False,
        typology="Hoogbouw met lift, betonskelet",
        dwelling_units=len(apartments),
        shops=1,
        parking_spaces=20,
        cellars=len(apartments),
    )
    record_finding(
        EnergyCertificate(
            building=building,
            is_common_parts=True,
            issued_from=date(2023, 11, 6),
            number=f"20231106-{building.pk:010d}-GD-1",
        ),
        by=None,
    )
    for number, address in enumerate(apartments[::EVERY]):
        describe_dwelling(
            address,
            by=None,
            type="apartment",
            position=f"{number // 2 + 1}e verdieping",
            storeys=None,
            is_rented=number % 2 == 0,
        )
        record_finding(
            EnergyCertificate(
                address=address,
                score=SCORES[number % len(SCORES)],
                issued_from=date(2019 + number % 7, 3, 14),
            ),
            by=None,
        )


def _a_house(address: Address, number: int) -> None:
    describe_dwelling(
        address,
        by=None,
        type="house",
        detachment="closed",
        construction_year=1931 + 7 * number,
        storeys=3,
        deed_on=date(2023, 6, 1) if number == 0 else None,
    )
    record_finding(
        EnergyCertificate(address=address, score=SCORES[number], issued_from=date(2023, 4, 20)), by=None
    )
    record_finding(
        EnergyReading(
            address=address,
            known_on=PartialDate(2024),
            source="energiefactuur",
            floor_area=142 + number,
            heating="gas",
            consumption=21_500,
            consumption_unit="kwh",
        ),
        by=None,
    )
    record_finding(
        AsbestosCertificate(
            address=address, result="not_safe", issued_on=date(2024, 2, 12), number=f"OVAM-{address.pk}"
        ),
        by=None,
    )
