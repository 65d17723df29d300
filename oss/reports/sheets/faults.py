"""The names by which spreadsheets call what they could not calculate, in the languages met here."""

import re

_NAMES = frozenset(
    name.casefold()
    for name in (
        *(
            "#N/A",
            "#N/B",
            "#N/D",
            "#NV",
            "#NB",
            "#NA",
            "#GETTING_DATA",
            "#GEGEVENS_OPHALEN",
            "#GEGEVENS.OPHALEN",
        ),
        *(
            "#VALUE!",
            "#REF!",
            "#DIV/0!",
            "#NAME?",
            "#NUM!",
            "#NULL!",
            "#SPILL!",
            "#CALC!",
            "#FIELD!",
            "#BUSY!",
        ),
        *("#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#EXTERNAL!", "#PYTHON!", "#TIMEOUT!"),
        *(
            "#WAARDE!",
            "#VERW!",
            "#DEEL/0!",
            "#NAAM?",
            "#GETAL!",
            "#LEEG!",
            "#OVERLOOP!",
            "#BEREKENEN!",
            "#VELD!",
        ),
        *("#VALEUR!", "#NOM?", "#NOMBRE!", "#NUL!", "#PROPAGATION!", "#CALCUL!", "#CHAMP!"),
        *("#WERT!", "#BEZUG!", "#ZAHL!", "#ÜBERLAUF!", "#KALK!", "#¡VALOR!", "#¡REF!", "#¿NOMBRE?", "#¡NUM!"),
    )
)
_LIKE_ONE = re.compile(r"#[^\s#a-z]{2,20}[!?]")
_OF_LIBRE_OFFICE = re.compile(r"(?:err|fout|erreur|fehler):[0-9]{3}", re.IGNORECASE)
_TOO_NARROW = re.compile(r"#{3,}")
LONGEST = 24


def is_fault(text: str) -> bool:
    """Whether a cell's text is such a name, or the ##### of a column too narrow for its number."""
    if not text or len(text) > LONGEST:
        return False
    return (
        text.casefold() in _NAMES
        or _LIKE_ONE.fullmatch(text) is not None
        or _OF_LIBRE_OFFICE.fullmatch(text) is not None
        or _TOO_NARROW.fullmatch(text) is not None
    )
