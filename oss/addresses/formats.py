"""How the register writes house numbers and boxes; what people type is brought into that form first."""

import re
from unicodedata import normalize

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

HOUSE_NUMBER = re.compile(r"[A-Z0-9](?:.{0,8}[A-Z0-9])?")
BOX_NUMBER = re.compile(r"(?=.{1,10}\Z)-?(?:[A-Za-z0-9]|[A-Za-z0-9].*[A-Za-z0-9])")
POSTCODE = re.compile(r"[1-9][0-9]{3}")
_IN_NAMES = frozenset(" .,'’-()/&")
NIS_CODE = re.compile(r"[0-9]{5}")


def house_number(text: str) -> str:
    """ " 12a " → "12A"; ValidationError for what the register does not accept."""
    clean = text.strip().upper()
    if not HOUSE_NUMBER.fullmatch(clean) or not clean.isprintable():
        raise ValidationError(_("“%(text)s” is not a house number.") % {"text": text.strip()})
    return clean


def box_number(text: str) -> str:
    """ "bus 3" → "3"; no box → ""; ValidationError for what the register does not accept."""
    clean = re.sub(r"^bus(?:\b\s*|(?=\d))", "", text.strip(), flags=re.IGNORECASE)
    if not text.strip():
        return ""
    is_box = BOX_NUMBER.fullmatch(clean) and clean.isprintable()
    if clean == "0" or "bus" in clean.lower() or not is_box:
        raise ValidationError(_("“%(text)s” is not a box number.") % {"text": text.strip()})
    return clean


def street_name(text: str) -> str:
    """Letters, digits and the signs of names; ValidationError for what nobody can see or type."""
    clean = " ".join(normalize("NFC", text).split())
    are_known = all(sign.isalnum() or sign in _IN_NAMES for sign in clean)
    if not are_known or not any(sign.isalpha() for sign in clean):
        raise ValidationError(_("“%(text)s” is not the name of a street.") % {"text": clean})
    return clean


def postcode(text: str) -> str:
    clean = text.strip()
    if not POSTCODE.fullmatch(clean):
        raise ValidationError(_("“%(text)s” is not a postcode.") % {"text": clean})
    return clean


def nis_code(text: str) -> str:
    clean = text.strip()
    if not NIS_CODE.fullmatch(clean):
        raise ValidationError(_("“%(text)s” is not the NIS code of a municipality.") % {"text": clean})
    return clean
