"""Characteristics, certificates, works: checked, kept with their history, and put back when taken away."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from oss.addresses.factories import AddressFactory, BuildingFactory
from oss.addresses.models import (
    AsbestosCertificate,
    Building,
    Dwelling,
    EnergyCertificate,
    EnergyReading,
)
from oss.addresses.operations.describing import (
    describe_building,
    describe_dwelling,
    record_finding,
    remove_finding,
    restore_finding,
)
from oss.core.partial_dates import PartialDate
from oss.core.refusal import Gone, Refused
from oss.staff.models import User
from oss.staff.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK)


def test_a_dwelling_is_made_with_the_first_thing_that_is_known_of_it(lotte: User) -> None:
    address = AddressFactory.create()
    describe_dwelling(address, by=lotte, construction_year=1974)
    dwelling = describe_dwelling(address, by=lotte, type="apartment", position=" tweede verdieping ")
    assert (dwelling.construction_year, dwelling.type, dwelling.position) == (
        1974,
        "apartment",
        "tweede verdieping",
    )
    history = Dwelling.events.rel.related_model.objects.filter(pgh_obj=address.pk).order_by("pgh_id")  # type: ignore[attr-defined]
    assert [(one.pgh_label, one.pgh_context.metadata["user"]) for one in history] == [
        ("insert", lotte.pk),
        ("update", lotte.pk),
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"construction_year": 74}, "__all__"),
        ({"storeys": 0}, "__all__"),
        ({"type": "castle"}, "type"),
        ({"deed_on": timezone.localdate() + timedelta(days=1)}, "deed_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(lotte: User, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        describe_dwelling(AddressFactory.create(), by=lotte, **changes)
    assert field in refused.value.message_dict
    assert not Dwelling.objects.exists()


def test_only_characteristics_are_set(lotte: User) -> None:
    with pytest.raises(TypeError, match="house_numbers"):
        describe_building(BuildingFactory.create(), by=lotte, house_numbers="13")


def test_a_building_keeps_what_was_not_asked_to_change(lotte: User) -> None:
    building = BuildingFactory.create(name="Residentie Dijle")
    describe_building(building, by=lotte, dwelling_units=20, shops=2)
    building = Building.objects.get(pk=building.pk)
    assert (building.name, building.dwelling_units, building.shops) == ("Residentie Dijle", 20, 2)


def test_an_epc_runs_ten_years_unless_it_says_otherwise(lotte: User) -> None:
    address = AddressFactory.create()
    ends = [
        record_finding(
            EnergyCertificate(address=address, score=387, issued_on=day, valid_until=until), by=lotte
        ).valid_until
        for day, until in (
            (date(2023, 3, 15), None),
            (date(2024, 2, 29), None),
            (date(2020, 1, 1), date(2025, 1, 1)),
        )
    ]
    assert ends == [date(2033, 3, 15), date(2034, 2, 28), date(2025, 1, 1)]


def test_an_estimate_does_not_run_out(lotte: User) -> None:
    estimate = EnergyCertificate(
        address=AddressFactory.create(), basis="estimated", score=387, issued_on=date(2023, 3, 15)
    )
    assert record_finding(estimate, by=lotte).valid_until is None


@pytest.mark.parametrize(
    ("certificate", "message"),
    [
        ({}, "energy score"),
        ({"score": 100, "is_common_parts": True}, "Only a building"),
        ({"score": 100, "valid_until": date(2020, 1, 1)}, "check both dates"),
        ({"score": 100, "basis": "estimated", "number": "20230315-1"}, "no certificate number"),
    ],
)
def test_a_certificate_that_contradicts_itself_is_refused_with_the_remedy(
    lotte: User, certificate: dict[str, Any], message: str
) -> None:
    finding = EnergyCertificate(address=AddressFactory.create(), issued_on=date(2023, 3, 15), **certificate)
    from_database = {
        "energy score": "energy_certificate_says_something",
        "Only a building": "common_parts_certificate_of_a_building",
        "check both dates": "energy_certificate_ends_after_it_was_made",
        "no certificate number": "an_estimate_has_no_number",
    }[message]
    with pytest.raises(ValidationError) as refused:
        record_finding(finding, by=lotte)
    constraint = next(one for one in EnergyCertificate._meta.constraints if one.name == from_database)
    assert str(constraint.violation_error_message) in refused.value.messages
    with pytest.raises(IntegrityError, match=from_database), transaction.atomic():
        finding.save()


def test_the_same_certificate_is_not_kept_twice(lotte: User) -> None:
    address = AddressFactory.create()
    once = {"address": address, "score": 387, "issued_on": date(2023, 3, 15), "number": "20230315-1"}
    record_finding(EnergyCertificate(**once), by=lotte)
    with pytest.raises(ValidationError):
        record_finding(EnergyCertificate(**once), by=lotte)


@pytest.mark.parametrize(
    "finding",
    [
        lambda address: EnergyCertificate(address=address, score=1, issued_on=date(2999, 1, 1)),
        lambda address: AsbestosCertificate(address=address, result="safe", issued_on=date(2999, 1, 1)),
        lambda address: EnergyReading(address=address, heating="gas", source="x", known_on=PartialDate(2999)),
    ],
)
def test_nothing_is_known_from_the_future(lotte: User, finding: Any) -> None:
    with pytest.raises(ValidationError):
        record_finding(finding(AddressFactory.create()), by=lotte)


@pytest.mark.parametrize(
    "finding",
    [
        lambda address: EnergyCertificate(address=address, score=1, issued_on=date(25, 3, 15)),
        lambda address: EnergyCertificate(address=address, score=1, issued_on=date(1999, 3, 15)),
        lambda address: EnergyCertificate(address=address, score=1, issued_on=date(9999, 12, 31)),
        lambda address: AsbestosCertificate(address=address, result="safe", issued_on=date(25, 1, 1)),
        lambda address: EnergyReading(address=address, heating="gas", source="x", known_on=PartialDate(1025)),
    ],
)
def test_a_year_that_cannot_be_meant_is_told_at_its_field(lotte: User, finding: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        record_finding(finding(AddressFactory.create()), by=lotte)
    assert set(refused.value.message_dict) <= {"issued_on", "known_on"}


def test_a_finding_belongs_to_one_place(lotte: User) -> None:
    known = {"result": "safe", "issued_on": date(2024, 1, 1)}
    both = AsbestosCertificate(address=AddressFactory.create(), building=BuildingFactory.create(), **known)
    for finding in (both, AsbestosCertificate(**known)):
        with (
            pytest.raises(IntegrityError, match="asbestoscertificate_of_address_or_building"),
            transaction.atomic(),
        ):
            finding.save()


def test_what_was_taken_away_comes_back_as_it_was(lotte: User) -> None:
    reading = record_finding(_reading(source="attest", known_on=PartialDate(2019, 3)), by=lotte)
    key, before = reading.pk, EnergyReading.objects.values().get(pk=reading.pk)
    remove_finding(reading, by=lotte)
    assert not EnergyReading.objects.filter(pk=key).exists()
    restore_finding(EnergyReading, key, by=lotte)
    assert EnergyReading.objects.values().get(pk=key) == before
    with pytest.raises(Refused):
        restore_finding(EnergyReading, key, by=lotte)


def _reading(**known: Any) -> EnergyReading:
    defaults = {"heating": "gas", "source": "factuur", "known_on": PartialDate(2024)}
    return EnergyReading(address=AddressFactory.create(), **defaults | known)


def test_what_was_added_again_does_not_come_back_as_well(lotte: User) -> None:
    once = {"address": AddressFactory.create(), "score": 1, "issued_on": date(2023, 3, 15), "number": "1"}
    removed = record_finding(EnergyCertificate(**once), by=lotte)
    key = removed.pk
    remove_finding(removed, by=lotte)
    record_finding(EnergyCertificate(**once), by=lotte)
    with pytest.raises(Refused):
        restore_finding(EnergyCertificate, key, by=lotte)


def test_two_who_remove_and_correct_the_same_are_told(lotte: User) -> None:
    reading = record_finding(_reading(), by=lotte)
    EnergyReading.objects.filter(pk=reading.pk).delete()
    remove_finding(reading, by=lotte)
    with pytest.raises(Gone):
        record_finding(reading, by=lotte)


def test_the_auditor_notes_nothing_down(user_with: Callable[..., User]) -> None:
    auditor = user_with(Role.AUDITOR)
    with pytest.raises(PermissionDenied):
        describe_dwelling(AddressFactory.create(), by=auditor, type="house")
    with pytest.raises(PermissionDenied):
        record_finding(_reading(), by=auditor)
