"""What the database refuses, whoever writes it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from oss.addresses import formats
from oss.addresses.factories import AddressFactory
from oss.addresses.models import Address


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rule", "fields"),
    [
        ("address_has_a_register_id_or_a_reason", {"register_id": None}),
        ("address_has_a_register_id_or_a_reason", {"register_id": None, "is_verified": False}),
        ("address_house_number_as_the_register_writes_it", {"house_number": "12a"}),
        ("address_postcode_has_four_digits", {"postcode": "280"}),
        ("address_status_is_known", {"status": "gone"}),
        ("address_position_is_whole", {"lambert72_x": "157600.00"}),
    ],
)
def test_the_rule_is_held_by_name(rule: str, fields: dict[str, object]) -> None:
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        AddressFactory(**fields)


@pytest.mark.django_db
def test_an_address_outside_the_register_says_why() -> None:
    AddressFactory(unverified=True)
    assert Address.objects.unverified().count() == 1


@pytest.mark.parametrize(
    ("typed", "clean"), [("12", "12"), ("12A", "12A"), ("12-14", "12-14"), ("12a", "12A"), ("12 ", "12")]
)
def test_house_numbers_are_brought_into_the_register_s_form(typed: str, clean: str) -> None:
    assert formats.house_number(typed) == clean


@pytest.mark.parametrize(
    ("typed", "clean"),
    [("1", "1"), ("0101", "0101"), ("2.01", "2.01"), ("bus 3", "3"), ("Bus3", "3"), ("", "")],
)
def test_boxes_are_brought_into_the_register_s_form(typed: str, clean: str) -> None:
    assert formats.box_number(typed) == clean


@pytest.mark.parametrize("typed", ["0", "A-", "bus", "12345678901"])
def test_boxes_the_register_does_not_know_are_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        formats.box_number(typed)


@pytest.mark.parametrize("typed", ["", "-", "12345678901", "12 -"])
def test_house_numbers_the_register_does_not_know_are_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        formats.house_number(typed)
