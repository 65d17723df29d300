"""The number of the company register (KBO): ten digits, the last two a check on the first eight."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DIGITS = 10


def check_digits(base: str) -> str:
    """The last two digits for the first eight: 97 less the remainder modulo 97, never 00."""
    return f"{97 - int(base) % 97:02}"


def parse(text: str) -> str:
    """ "BE 403.019.261" → "0403019261": only digits count, a missing leading 0 is added.

    ValidationError says what is wrong. Establishment units have another first digit and are refused.
    """
    digits = re.sub(r"\D", "", text)
    if len(digits) == DIGITS - 1:
        digits = f"0{digits}"
    if len(digits) != DIGITS:
        raise ValidationError(_("An enterprise number has ten digits."), code="length")
    if digits[0] not in "01":
        raise ValidationError(_("An enterprise number begins with 0 or 1."), code="first_digit")
    if check_digits(digits[:8]) != digits[8:]:
        raise ValidationError(
            _("This enterprise number has a typing error: its last two digits do not fit."), code="check"
        )
    return digits


def display(number: str) -> str:
    """ "0403019261" → "0403.019.261"."""
    return f"{number[:4]}.{number[4:7]}.{number[7:]}"
