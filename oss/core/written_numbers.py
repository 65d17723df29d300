"""Free text in which a number is sought that people and programs write in many ways.

Full-width and other scripts' digits are read as digits, and signs nobody sees are not there; what may stand
between the digits of one number (spaces, dashes and points of any kind, line ends) is for `BETWEEN` to say.
"""

import unicodedata

BETWEEN = r"(?:[^\w+]|_){0,4}"
"""Regular expression: up to four signs that are neither letter nor digit; a + begins another number."""


def plain(text: str) -> str:
    """ "８５.07.30" → "85.07.30"."""
    return "".join(
        _digit(sign) for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf"
    )


def _digit(sign: str) -> str:
    return sign if sign.isascii() else str(unicodedata.decimal(sign, sign))
