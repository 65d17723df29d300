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
        ("0.05", "0.05"),
        ("-12,5", "-12.5"),
    ):
        assert read(typed) == Decimal(meant), typed
    # what is written as in English, or in steps of nothing, is no thousandth of itself
    for typed in (
        *("12,34,56", "twaalf", "1e9999999", "1.2.3", "1,234.5", "1,234.56", "1.5,3", "12.34,56", "1_000"),
        *(",", "NaN", "Infinity", "1e3", "0.005"),
    ):
        try:
            read(typed)
        except ValidationError:
            continue
        raise AssertionError(typed)


def test_a_point_after_a_zero_divides_no_thousands() -> None:
    read = AmountField(max_digits=12, decimal_places=4).clean
    assert [read(typed) for typed in ("0.005", "0.125", "-0.500", "1.250")] == [
        Decimal(one) for one in ("0.005", "0.125", "-0.5", "1250")
    ]


@given(st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False))
def test_what_is_shown_is_read_back(amount: Decimal) -> None:
    with translation.override("nl"):
        assert AmountField().clean(euros(amount)) == amount
