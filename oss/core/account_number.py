"""Finds bank account numbers (IBAN) of any country in free text, in any usual notation."""

import re

from stdnum import iban

_BEGINNING = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2}(?=[ .\-/\u00a0]?[A-Za-z0-9])")
_SEPARATORS = re.compile(r"[ .\-/\u00a0]")
_SHORTEST, _LONGEST = 15, 34
_WINDOW = 2 * _LONGEST


def has_account_number(text: str) -> bool:
    """ "op BE68 5390 0754 7034 aub" has one; the words around it may be any."""
    for match in _BEGINNING.finditer(text):
        window = _SEPARATORS.sub("", text[match.start() : match.start() + _WINDOW])[:_LONGEST].upper()
        if any(
            iban.is_valid(window[:length], check_country=False)
            for length in range(_SHORTEST, len(window) + 1)
        ):
            return True
    return False
