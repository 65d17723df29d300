"""Amounts as staff type them."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from oss.core.money import AmountField, euros


def test_an_amount_is_read_as_it_is_written_here() -> None:
    read = AmountField(max_digits=12, decimal_places=2).clean
    for typed, meant in (
        ("12.345,67", "12345.67"),
        ("€ 12 345,67", "12345.67"),
        ("12345.67", "12345.67"),
        ("1.234", "1234"),
        ("1.5", "1.5"),
        ("1.234.567", "1234567"),
        (",5", "0.5"),
    ):
        assert read(typed) == Decimal(meant), typed
    for typed in ("12,34,56", "twaalf", "1e9999999", "1.2.3"):
        try:
            read(typed)
        except ValidationError:
            continue
        raise AssertionError(typed)


@given(st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False))
def test_what_is_shown_is_read_back(amount: Decimal) -> None:
    with translation.override("nl"):
        assert AmountField().clean(euros(amount)) == amount
