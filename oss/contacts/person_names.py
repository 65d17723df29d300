"""A name as a mail program or a spreadsheet writes it, read as first and last name."""

import re

_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LETTERS = re.compile(r"[^\W\d_]+")
_FAMILY = frozenset({"fam", "fam.", "familie", "famille", "gezin"})
_AFTER_VAN = frozenset({"de", "den", "der", "het", "'t", "’t"})
_LONGEST = 255


def split_name(text: str) -> tuple[str, str]:
    """First and last name: the last one stands before a comma or in capitals, else after the first space.

    "Vandamme, Lies", "VANDAMME Lies" and "Lies VANDAMME" are Lies Vandamme. A mail address is no name.
    """
    name = " ".join(_IN_BRACKETS.sub(" ", text[:_LONGEST]).split())
    if "@" in name:
        return "", ""
    if name.count(",") == 1:
        last, _comma, first = (part.strip() for part in name.partition(","))
        return _written(first), _written(last)
    words = name.split()
    if words and words[0].lower() in _FAMILY:
        return "", _written(" ".join(words[1:]))
    start, end = _capitals(words)
    if end - start:
        return " ".join(words[:start] + words[end:]), _written(" ".join(words[start:end]))
    first, _space, last = name.partition(" ")
    return _written(first), _written(last)


def _capitals(words: list[str]) -> tuple[int, int]:
    """From where to where words stand in capitals: all of them together at one end, with others beside."""
    capitals = [_is_in_capitals(word) for word in words]
    number = sum(capitals)
    if 0 < number < len(words):
        if all(capitals[:number]):
            return 0, number
        if all(capitals[-number:]):
            return len(words) - number, len(words)
    return 0, 0


def _is_in_capitals(word: str) -> bool:
    """VANDAMME, DE, D'HONDT, 'T; no initials."""
    letters = "".join(_LETTERS.findall(word))
    return word.upper() == word and (len(letters) > 1 or word[:1] in "'’") and not word.endswith(".")


def _written(name: str) -> str:
    """VAN DEN BROECK becomes Van den Broeck; what is not in capitals stays."""
    words = name.split()
    if not words or not all(_is_in_capitals(word) for word in words):
        return name
    return " ".join(
        word.lower()
        if number and word.lower() in _AFTER_VAN and words[number - 1] in {"VAN", "DE", "OP", "UIT", "IN"}
        else _LETTERS.sub(lambda found: found[0].capitalize(), word)
        for number, word in enumerate(words)
    )
