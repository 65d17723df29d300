"""Finds bank account numbers in free text in any usual notation: IBAN, and those Belgium had before."""

import re
from collections.abc import Iterator

from stdnum import iban

from oss.core.written_numbers import BETWEEN, plain

_BETWEEN = re.compile(rf"(?<=\w)(?:{BETWEEN})(?=\w)")
_BEGINNING = re.compile(r"(?=([A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}))")
_SHORTEST = 15
_BEFORE_IBAN = re.compile(r"(?<![0-9])([0-9]{3})[ .\-/]([0-9]{7})[ .\-/]([0-9]{2})(?![0-9])")


def has_account_number(text: str) -> bool:
    """ "op BE68 5390 0754 7034 aub" has one; the words around it may be any, and glued to it."""
    clean = plain(text)
    if any(_is_before_iban(match) for match in _BEFORE_IBAN.finditer(clean)):
        return True
    together = _BETWEEN.sub("", clean).upper()
    return any(
        iban.is_valid(match[1][:length], check_country=False)
        for match in _BEGINNING.finditer(together)
        for length in _lengths(match[1])
    )


def _lengths(text: str) -> Iterator[int]:
    """At which the check digits fit, in one walk: a long text has many beginnings."""
    check = int("".join(str(int(sign, 36)) for sign in text[:4]))
    rest = 0
    for length, sign in enumerate(text[4:], start=5):
        rest = int(f"{rest}{int(sign, 36)}") % 97
        if length >= _SHORTEST and (rest * 1_000_000 + check) % 97 == 1:
            yield length


def _is_before_iban(match: re.Match[str]) -> bool:
    """ "539-0075470-34": the last two are what is left of the others divided by 97, or 97."""
    return int(match[3]) == (int(match[1] + match[2]) % 97 or 97)
