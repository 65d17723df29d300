"""Reads what somebody typed to find an address: fragments in any order."""

from dataclasses import dataclass
from itertools import chain

from oss.core.text_search import fold

_BOX_WORDS = frozenset({"bus", "box", "bte"})
_ABBREVIATIONS = {"olv": ("onze", "lieve", "vrouw"), "stw": ("steenweg",), "stwg": ("steenweg",)}


@dataclass(frozen=True)
class AddressFragments:
    """All folded: parts of names; beginnings of house numbers, boxes or postcodes; beginnings of boxes."""

    names: tuple[str, ...]
    numbers: tuple[str, ...]
    boxes: tuple[str, ...]

    @property
    def phrase(self) -> str:
        return " ".join(self.names)


def read(text: str) -> AddressFragments:
    """ "12 bus 3 bruul" → the name "bruul", the number "12", the box "3"."""
    words = list(chain.from_iterable(_ABBREVIATIONS.get(word, (word,)) for word in fold(text).split()))
    names, numbers, boxes = [], [], []
    after_box = False
    for word in words:
        if word in _BOX_WORDS:
            after_box = True
            continue
        if after_box:
            boxes.append(word)
        elif any(sign.isdigit() for sign in word):
            numbers.append(word)
        else:
            names.append(word)
        after_box = False
    return AddressFragments(tuple(names), tuple(numbers), tuple(boxes))
