"""Belgian account numbers (IBAN): two checks, the international one and the national one."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from stdnum import iban
from stdnum.exceptions import ValidationError as NotAnIban

LENGTH = 16


def parse(text: str) -> str:
    """ "BE68 5390 0754 7034" → "BE68539007547034"; ValidationError says what is wrong.

    The library's own check of Belgian numbers also wants the bank in its list, which ages; this does not.
    """
    clean = iban.compact(text)
    if not clean.startswith("BE"):
        raise ValidationError(_("A Belgian account number begins with BE."), code="country")
    if len(clean) != LENGTH or not (clean[2:].isascii() and clean[2:].isdigit()):
        raise ValidationError(_("A Belgian account number is BE and fourteen digits."), code="length")
    try:
        iban.validate(clean, check_country=False)
    except NotAnIban:
        raise ValidationError(
            _("This account number has a typing error: its check digits do not fit."), code="check"
        ) from None
    if clean[-2:] != national_check_digits(clean[4:14]):
        raise ValidationError(
            _("This account number has a typing error: its last two digits do not fit."),
            code="national_check",
        )
    return clean


def national_check_digits(base: str) -> str:
    """The last two digits for the ten in front of them: the remainder modulo 97, 97 where that is 0."""
    return f"{int(base) % 97 or 97:02}"


def display(number: str) -> str:
    """ "BE68539007547034" → "BE68 5390 0754 7034"."""
    return str(iban.format(number))
