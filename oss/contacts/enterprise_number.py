"""The number of the company register (KBO): ten digits, the last two a check on the first eight."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

DIGITS = 10


@dataclass(frozen=True)
class NumberReading:
    """A number as it was understood; `remark` is what the form tells of it, or ""."""

    number: str
    remark: str


def check_digits(base: str) -> str:
    """The last two digits for the first eight: 97 less the remainder modulo 97, never 00."""
    return f"{97 - int(base) % 97:02}"


def parse(text: str) -> str:
    """ "BE 403.019.261" → "0403019261": only digits count, a missing leading 0 is added.

    ValidationError says what is wrong. Establishment units have another first digit and are refused.
    """
    return read(text).number


def read(text: str) -> NumberReading:
    """As `parse`, and with the leading 0 that was proposed."""
    digits = re.sub(r"[^0-9]", "", text)
    lacks_zero = len(digits) == DIGITS - 1
    if lacks_zero:
        digits = f"0{digits}"
    if len(digits) != DIGITS:
        raise ValidationError(_wrong_length(len(digits)), code="length")
    if digits[0] not in "01":
        raise ValidationError(
            _(
                "%(number)s is the number of a branch (establishment unit). Enter the number of the"
                " enterprise: it begins with 0 or 1."
            )
            % {"number": display_establishment(digits)},
            code="first_digit",
        )
    if check_digits(digits[:8]) != digits[8:]:
        raise ValidationError(_wrong_check(digits, lacks_zero=lacks_zero), code="check")
    remark = _("Read as %(number)s: the leading 0 was missing.") if lacks_zero else ""
    return NumberReading(digits, remark % {"number": display(digits)} if remark else "")


def is_establishment(text: str) -> bool:
    """Ten digits of which the first is that of a branch: 2 to 8."""
    digits = re.sub(r"[^0-9]", "", text)
    return len(digits) == DIGITS and digits[0] in "2345678"


def _wrong_length(length: int) -> str:
    if not length:
        return _("An enterprise number has ten digits.")
    return ngettext(
        "An enterprise number has ten digits; this is %(count)d.",
        "An enterprise number has ten digits; these are %(count)d.",
        length,
    ) % {"count": length}


def _wrong_check(digits: str, *, lacks_zero: bool) -> str:
    if lacks_zero:
        return _(
            "This enterprise number has nine digits, and with the missing 0 in front (%(number)s) its last"
            " two digits do not fit: is a digit missing or mistyped?"
        ) % {"number": display(digits)}
    return _(
        "%(number)s has a typing error: its last two digits do not fit the others. Compare it digit by digit."
    ) % {"number": display(digits)}


def display(number: str) -> str:
    """ "0403019261" → "0403.019.261"."""
    return f"{number[:4]}.{number[4:7]}.{number[7:]}"


def display_establishment(number: str) -> str:
    """ "2123456789" → "2.123.456.789"."""
    return f"{number[0]}.{number[1:4]}.{number[4:7]}.{number[7:]}"
