"""Mail addresses and phone numbers in the one form in which they are compared."""

import re

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

# the library also reads letters ("0800 ENERGIE") and extensions; a loket's numbers have neither
_PHONE = re.compile(r"\+?[0-9(][0-9\s./()\-]*")
_REGION = "BE"
SHORTEST_FRAGMENT = 3


def normalise_mail(text: str) -> str:
    """ " An@Example.be" → "an@example.be"; ValidationError for what is no mail address."""
    clean = text.strip().lower()
    validate_email(clean)
    return clean


def normalise_phone(text: str) -> str:
    """ "0478/12.34.56" → "+32478123456" (E.164); without a country it is Belgian.

    ValidationError for what can't be a number, and for one with a digit too few or too many for its country.
    """
    clean = text.strip()
    try:
        number = phonenumbers.parse(clean, _REGION) if _PHONE.fullmatch(clean) else None
    except phonenumbers.NumberParseException:
        number = None
    if number is None:
        raise ValidationError(_("“%(text)s” is not a phone number.") % {"text": clean}, code="phone")
    if not phonenumbers.is_valid_number(number):
        raise ValidationError(
            _("“%(text)s” has too few or too many digits for a phone number.") % {"text": clean},
            code="length",
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def display_phone(number: str) -> str:
    """ "+32478123456" → "0478 12 34 56"; a number abroad keeps its country."""
    parsed = phonenumbers.parse(number, _REGION)
    belgian = parsed.country_code == phonenumbers.country_code_for_region(_REGION)
    notation = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(parsed, notation.NATIONAL if belgian else notation.INTERNATIONAL)


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
