"""Amounts of money and other numbers with decimals, as staff read and type them."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format

_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(\.\d{3})+(,\d*)?")
_DECIMALS = re.compile(r"-?\d*[.,]?\d*")
_SPACED = re.compile(r"(-?[1-9]\d{0,2})((?:[ ']\d{3})+)([.,]\d*)?")
_SPACES = str.maketrans("\u00a0\u202f", "  ", "€")


def euros(amount: Decimal | None, *, unknown: str = "–") -> str:
    """ "€ 12.345,60" in the language of the reader; no line ends between the sign and the number."""
    return unknown if amount is None else f"€\u00a0{number_format(amount, 2, force_grouping=True)}"


def in_unit(quantity: Decimal | None, unit: Any, *, unknown: str = "") -> str:
    """ "14,5 m²", without decimals that say nothing."""
    return unknown if quantity is None else f"{plainly(quantity)} {unit}".strip()


def plainly(number: Decimal) -> str:
    """ "1.180", "12,5": without decimals that say nothing."""
    is_whole = number == number.to_integral_value()
    shown = number.quantize(Decimal(1)) if is_whole else number.normalize()
    return number_format(shown, force_grouping=True)


def plain_number(text: str) -> Decimal | None:
    """What somebody types: "€ 12.345,67", "12345,67" and "12345.67" are the same; None for no number.

    A point before three digits at the end divides thousands, as it does here; not after a zero. So does a
    space or an apostrophe: "6 20" is no number.
    """
    bare = text.translate(_SPACES).strip().replace("- ", "-")
    if _SPACED.fullmatch(bare):
        bare = bare.replace(" ", "").replace("'", "")
    if _THOUSANDS.fullmatch(bare):
        bare = bare.replace(".", "")
    elif not _DECIMALS.fullmatch(bare):
        return None
    try:
        return Decimal(bare.replace(",", "."))
    except InvalidOperation:  # a comma by itself
        return None


class AmountField(forms.DecimalField):
    """Takes a number as it is written here, and shows it so."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs | {"localize": True})

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if isinstance(value, str) and value.strip():
            value = plain_number(value)
            if value is None:
                raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)
