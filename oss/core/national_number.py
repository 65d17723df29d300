"""Finds national register numbers (and BIS numbers) in free text: to warn, never to store.

Eleven digits in any usual notation, whose check digits fit (97 less the first nine modulo 97, with a 2 in
front for who was born from 2000 on) and whose first six can be a date of birth; a BIS number has 20 or 40
added to the month.
"""

import re

from stdnum.be import bis, nn

from oss.core.written_numbers import BETWEEN, plain

# looked for at every run of digits: a house number in front must not hide the number behind it
_ELEVEN_DIGITS = re.compile(rf"(?<![0-9+])(?=([0-9](?:{BETWEEN}[0-9]){{10}})(?![0-9]))")


def national_numbers(text: str) -> list[str]:
    """The numbers in a text, once each, as they are usually written: ["85.07.30-033.28"]."""
    found: list[str] = []
    end = 0
    for match in _ELEVEN_DIGITS.finditer(plain(text)):
        digits = re.sub(r"[^0-9]", "", match[1])
        if match.start() >= end and is_national_number(digits):
            found.append(nn.format(digits))
            end = match.end(1)
    return list(dict.fromkeys(found))


def is_national_number(text: str) -> bool:
    """ "85.07.30-033.28" and a BIS number in any notation are; eleven other digits are not."""
    digits = re.sub(r"[^0-9]", "", text)
    return nn.is_valid(digits) or bis.is_valid(digits)


def without_national_numbers(text: str) -> str:
    """The text with "…" for each of them, for what is kept without anybody to ask."""
    if not national_numbers(text):
        return text
    clean, kept, end = plain(text), "", 0
    for match in _ELEVEN_DIGITS.finditer(clean):
        if match.start() >= end and is_national_number(match[1]):
            kept += clean[end : match.start()] + "…"
            end = match.end(1)
    return kept + clean[end:]
