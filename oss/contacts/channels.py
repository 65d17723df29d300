"""Mail addresses and phone numbers in the one form in which they are compared."""

import re
import unicodedata
from typing import Any, NamedTuple

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

# the library also reads letters ("0800 ENERGIE"); a loket's numbers have none
_NUMBER = re.compile(r"\+?[0-9(][0-9\s./()\-]*")
_LABEL = re.compile(
    r"(?:tel(?:e(?:foon|phone|foonnummer))?|tél(?:éphone)?|phone|callto|sms|gsm|whatsapp|mob(?:iel|ile)?|portable"
    r"|thuis|werk|vast|priv[eé]|[tmp])(?:[\s.-]*(?:nr|nummer|n°))?\s*[.:]*\s*(?=[+0-9(])",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    r"[\s,;(]{0,9}(?:(?<![a-z])(?:ext(?:ens(?:ie|ion))?|toestel|toest|tst|binnenpost|poste?|int(?:ern)?|x)|#|,)"
    r"\s{0,9}[.:=]{0,9}\s{0,9}([0-9]{1,7})\)?$",
    re.IGNORECASE,
)
_PARAMETERS = re.compile(r";(?!ext=)[a-z-]+=[^;]*", re.IGNORECASE)  # of a tel: link
_DOTS = dict.fromkeys(map(ord, "·•‧∙⋅_"), ".")
_SHORTENED = re.compile(r"(?<![0-9])[0-9]++(?:[.,][0-9]*+)?e\+[0-9]+", re.IGNORECASE)
_BETWEEN_NUMBERS = re.compile(r"[;|\n]|/|,|\s(?:of|en|ou|et|or|and)\s|\s[-&]\s|&", re.IGNORECASE)
_BETWEEN_MAILS = re.compile(r"[;,|/\s]+")
_MOBILE = re.compile("4[5-9]")
_MOST_PARTS = 10
_LONGEST = 254  # as `ContactPoint.value`
_FEWEST_DIGITS = 8  # of a Belgian number without its 0
_REGION = "BE"
SHORTEST_FRAGMENT = 3


class Phone(NamedTuple):
    """`number` in E.164; `extension` the digits to dial after it, or ""."""

    number: str
    extension: str


def normalise_mail(text: str) -> str:
    """ " An@Example.be" → "an@example.be"; ValidationError for what is no mail address, or several."""
    clean = text.strip().lower()
    if len(_mails(clean)) > 1:
        raise ValidationError(
            _("“%(text)s” are two mail addresses: keep one, and add the other one apart.") % {"text": clean},
            code="several",
        )
    validate_email(clean)
    return clean


def normalise_phone(text: str) -> str:
    """The number of `read_phone`: what is compared."""
    return read_phone(text).number


def read_phone(text: str) -> Phone:
    """The one reader of phone numbers: "0478/12.34.56" → +32478123456; without a country it is Belgian.

    ValidationError says what is wrong: no number, two numbers, digits too few or too many for its country, or
    a beginning that no number has.
    """
    shown = " ".join(text[:_LONGEST].split())
    clean, extension = _parts(text[: _LONGEST + 1])
    number = None
    if len(text) <= _LONGEST and _NUMBER.fullmatch(clean):
        try:
            number = phonenumbers.parse(clean, _REGION)
        except phonenumbers.NumberParseException:
            number = None
    if number is None or not phonenumbers.is_valid_number(number):
        if len(split_phones(text)) > 1:
            raise ValidationError(
                _("“%(text)s” are two phone numbers: keep one, and add the other one apart.")
                % {"text": shown},
                code="several",
            )
        raise _complaint(shown, number, clean)
    return Phone(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), extension)


def split_phones(text: str) -> list[str]:
    """ "0478 10 20 30 / 015 10 20 30" → both, as typed; a text that is no list of numbers stays one."""
    return _split(text, _BETWEEN_NUMBERS, normalise_phone)


def split_mails(text: str) -> list[str]:
    """ "an@example.be; bo@example.be" → both, as typed; a text that is no list of addresses stays one."""
    return _mails(text.strip())


def lost_its_zero(text: str) -> bool:
    """Whether these are the digits of a Belgian number that a spreadsheet took for a quantity."""
    return re.fullmatch(r"[1-9][0-9]{7,8}", text.strip()) is not None


def _mails(text: str) -> list[str]:
    return _split(text, _BETWEEN_MAILS, validate_email) if text.count("@") > 1 else [text]


def _split(text: str, between: re.Pattern[str], check: Any) -> list[str]:
    """The parts, where each of them can be what the whole should be."""
    if len(text) > _LONGEST * _MOST_PARTS:
        return [text]
    parts = [part.strip() for part in between.split(text) if part.strip()]
    if not 1 < len(parts) <= _MOST_PARTS:
        return [text]
    try:
        for part in parts:
            check(part)
    except ValidationError:
        return [text]
    return parts


def _parts(text: str) -> tuple[str, str]:
    """A typed number in plain signs, and its extension: web pages have dashes and spaces of their own."""
    composed = unicodedata.normalize("NFKC", text).translate(_DOTS)
    kinds = ((sign, unicodedata.category(sign)) for sign in composed)
    plain = "".join(
        "-" if kind == "Pd" or sign == "\N{MINUS SIGN}" else " " if kind[0] == "Z" else sign
        for sign, kind in kinds
        if kind != "Cf"
    )
    clean = (
        _LABEL.sub("", _PARAMETERS.sub("", plain.strip()), count=1) if _LABEL.match(plain.strip()) else plain
    )
    extension = ""
    if found := _EXTENSION.search(clean):
        before = clean[: found.start()]
        if sum(sign.isdigit() for sign in before) >= _FEWEST_DIGITS:
            clean, extension = before, found[1]
    clean = re.sub(r"^(\()?\+\s+", r"\1+", clean.strip())
    clean = re.sub(r"^\((\+|00)\s*([0-9]{1,3})\)", r"\1\2 ", clean)
    return clean.strip(" ,;"), extension


def _complaint(shown: str, number: phonenumbers.PhoneNumber | None, clean: str) -> ValidationError:
    """What is wrong with what is no number, or none that can exist."""
    if _SHORTENED.fullmatch(clean):
        return ValidationError(
            _("A spreadsheet has shortened “%(text)s”: give the column the format “text” and type it again.")
            % {"text": shown},
            code="shortened",
        )
    if number is None:
        return ValidationError(_("“%(text)s” is not a phone number.") % {"text": shown}, code="phone")
    return ValidationError(_WRONG[_verdict(number)]() % {"text": shown}, code="length")


_WRONG = {
    "few": lambda: _("“%(text)s” has too few digits for a phone number."),
    "many": lambda: _(
        "“%(text)s” has too many digits for a phone number. For a number abroad, begin with its country, such"
        " as +31 or +33."
    ),
    "length": lambda: _("“%(text)s” has not as many digits as a number of that country has."),
    "country": lambda: _("“%(text)s” begins with a country that does not exist."),
    "beginning": lambda: _(
        "“%(text)s” has the right number of digits, but no phone number begins so: check it. For a number"
        " abroad, begin with its country, such as +31 or +33."
    ),
}


def _verdict(number: phonenumbers.PhoneNumber) -> str:
    if number.country_code == phonenumbers.country_code_for_region(_REGION):
        # the library takes any length of Belgium for possible: mobile numbers have one digit more
        digits = str(number.national_number)
        missing = (9 if _MOBILE.match(digits) else 8) - len(digits)
        return "few" if missing > 0 else "many" if missing < 0 else "beginning"
    result = phonenumbers.ValidationResult
    return {
        result.TOO_SHORT: "few",
        result.IS_POSSIBLE_LOCAL_ONLY: "few",
        result.TOO_LONG: "many",
        result.INVALID_LENGTH: "length",
        result.INVALID_COUNTRY_CODE: "country",
    }.get(phonenumbers.is_possible_number_with_reason(number), "beginning")


def display_phone(number: str) -> str:
    """ "+32478123456" → "0478 12 34 56"; a number abroad keeps its country."""
    parsed = phonenumbers.parse(number, _REGION)
    belgian = parsed.country_code == phonenumbers.country_code_for_region(_REGION)
    notation = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(parsed, notation.NATIONAL if belgian else notation.INTERNATIONAL)


def extension_of(text: str) -> str:
    """The digits to dial after a typed number, or ""; of a mail address none."""
    return _parts(text[:_LONGEST])[1]


def phone_digits(text: str) -> str:
    """The digits of a typed number or part of one, without its extension."""
    return re.sub(r"[^0-9]", "", _parts(text[:_LONGEST])[0])


def _international_digits(text: str) -> str | None:
    """With the country in front, without +; None where no country can be told."""
    bare = re.sub(r"\(0\)", "", _parts(text[:_LONGEST])[0])
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
