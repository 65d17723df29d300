"""Mail addresses and phone numbers in the one form in which they are compared."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

_PHONE = re.compile(r"\+?[0-9][0-9\s./()\-]*")
# nine digits for a mobile number (045 to 049), eight for every other, its zone included
_BELGIAN = re.compile(r"\+32(?:4[5-9][0-9]{7}|(?:[1-35-9][0-9]|4[0-4])[0-9]{6})")
_INTERNATIONAL = re.compile(r"\+[1-9][0-9]{7,14}")
SHORTEST_FRAGMENT = 3


def normalise_mail(text: str) -> str:
    """ " An@Example.be" → "an@example.be"; ValidationError for what is no mail address."""
    clean = text.strip().lower()
    validate_email(clean)
    return clean


def normalise_phone(text: str) -> str:
    """ "0478/12.34.56" → "+32478123456" (E.164); without a country it is Belgian.

    ValidationError for what can't be a number, and for a Belgian number with a digit too few or too many.
    """
    digits = _international_digits(text)
    if not _PHONE.fullmatch(text.strip()) or digits is None:
        raise ValidationError(_("“%(text)s” is not a phone number.") % {"text": text.strip()}, code="phone")
    number = f"+{digits}"
    wanted = _BELGIAN if number.startswith("+32") else _INTERNATIONAL
    if not wanted.fullmatch(number):
        raise ValidationError(
            _("“%(text)s” has too few or too many digits for a phone number.") % {"text": text.strip()},
            code="length",
        )
    return number


def _international_digits(text: str) -> str | None:
    """With the country in front, without +; None where no country can be told."""
    bare = re.sub(r"\(0\)", "", text.strip())
    digits = re.sub(r"\D", "", bare)
    if bare.startswith("+"):
        return digits
    if digits.startswith("00"):
        return digits[2:]
    if digits.startswith("0"):
        return f"32{digits[1:]}"
    return digits if digits.startswith("32") else None


def phone_beginnings(text: str) -> list[str]:
    """Beginnings of stored numbers that a typed fragment may mean: "0478" → "+32478"."""
    digits = _international_digits(text)
    return [f"+{digits}"] if digits else []
