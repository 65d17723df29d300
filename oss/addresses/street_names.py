"""How names of streets are abbreviated, and one form of a name that all its spellings share."""

import re
from functools import lru_cache

from oss.core.text_search import fold

_SAME = (
    ("sint", "st", "sinte", "ste"),
    ("dokter", "dr", "doctor"),
    ("burgemeester", "burg", "bgm"),
    ("kardinaal", "kard"),
    ("kanunnik", "kan"),
    ("generaal", "gen"),
    ("monseigneur", "mgr"),
    ("professor", "prof"),
    ("pastoor", "past"),
    ("minister", "min"),
    ("kapitein", "kapt"),
    ("luitenant", "luit", "lt"),
    ("kolonel", "kol"),
    ("ingenieur", "ir", "ing"),
    ("advocaat", "adv"),
    ("gebroeders", "gebr"),
    ("koning", "kon"),
    ("koningin", "kgin"),
    ("straat", "str"),
    ("laan", "ln"),
    ("steenweg", "stwg", "stw", "stg"),
    ("plein", "pl"),
    ("baan", "bn"),
    ("avenue", "av"),
    ("boulevard", "bd", "bld", "blvd"),
    ("chaussee", "chee"),
)
"""Words with their abbreviations; what is written out stands first."""
_FORMS = {one: tuple(dict.fromkeys((same[0], *same))) for same in _SAME for one in same}
_ENDS = (("stwg", "steenweg"), ("stw", "steenweg"), ("str", "straat"), ("ln", "laan"), ("pl", "plein"))
"""Abbreviated kinds of street at the end of a word; "Albertpl", "Kerkstr"."""
_SHORTEST_STEM = 3
_KINDS = "straat laan steenweg plein lei weg dreef baan kaai vest park hof".split()  # noqa: SIM905
_ROMAN = dict(
    zip(
        (
            *("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"),
            *("xvi", "xvii", "xviii", "xix", "xx", "xxi", "xxii", "xxiii"),
        ),
        map(str, range(1, 24)),
        strict=True,
    )
)
_SPELLED = dict(
    zip(
        (
            *(
                "een",
                "twee",
                "drie",
                "vier",
                "vijf",
                "zes",
                "zeven",
                "acht",
                "negen",
                "tien",
                "elf",
                "twaalf",
            ),
            *("dertien", "veertien", "vijftien"),
        ),
        map(str, range(1, 16)),
        strict=True,
    )
)
"""Numbers in names of streets: "Leopold II-laan", "Twaalf-Apostelenstraat"."""
_ROMAN_AND_KIND = re.compile(rf"(ii|iii|iv|vi|vii|viii|ix|xi|xii|xiii|xiv|xxiii)({'|'.join(_KINDS)})")


_OUR_LADY = re.compile(r" (?:o ?l ?v(?:r(?:ouwe?)?)?|onze lieve vr(?:ouwe?)?)(?= |[a-z])[ ]?")


def forms_of(word: str) -> tuple[str, ...]:
    """What a folded word may stand for, the likeliest first: "st" → "sint", "st"."""
    if word in _FORMS:
        return _FORMS[word]
    for short, long in _ENDS:
        if word.endswith(short) and len(word) >= len(short) + _SHORTEST_STEM:
            return word.removesuffix(short) + long, word
    return (word,)


def split(word: str) -> tuple[str, ...]:
    """ "iilaan" → "ii", "laan"; other words stay whole."""
    glued = _ROMAN_AND_KIND.fullmatch(word)
    return glued.groups() if glued else (word,)


@lru_cache(maxsize=8192)
def parts(name: str) -> tuple[str, ...]:
    """The folded words of a name in the one form of all spellings: "st jansstr" → "sint", "jansstraat"."""
    words = _OUR_LADY.sub(" onzelievevrouw ", f" {name.strip()} ").split()
    return tuple(one for word in words for one in _parts_of(word))


def key(name: str) -> str:
    """The same in one word: who writes "Brusselse stwg" or "Brusselsesteenweg" means one street."""
    return "".join(parts(fold(name)))


def _parts_of(word: str) -> tuple[str, ...]:
    return tuple(_canonical(forms_of(one)[0]) for one in split(word))


def _canonical(word: str) -> str:
    if word.isdigit():
        return word.lstrip("0") or word
    return _ROMAN.get(word) or _SPELLED.get(word) or word


def number_words(number: str) -> tuple[str, ...]:
    """How a number may stand in the name of a street: "2" → "2", "ii", "twee"."""
    others = (word for names in (_ROMAN, _SPELLED) for word, value in names.items() if value == number)
    return (number, *others)


def kind_of(name: str) -> str:
    """How the folded name ends that says what kind of street it is; "" where that is all of it."""
    return next((kind for kind in _KINDS if name.endswith(kind) and len(name) > len(kind)), "")
