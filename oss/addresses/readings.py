"""What an address that somebody wrote may mean, as `oss.addresses.notation` reads it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from oss.addresses.street_names import parts
from oss.core.text_search import SHORTEST_INSIDE

_TWO_PARTS = re.compile(
    r"([0-9]{1,2})[./\-_ ]?([0-9]{2}|[A-Z]{1,2})"  # 1.02, 102, 2-A
    r"|([A-Z]{1,2})[./\-_ ]?([0-9]{1,3})"  # B.4
)
"""Floor and door, or block and number, of a box."""


@dataclass(frozen=True)
class Word:
    """Part of a street's or municipality's name. `forms` are what it may stand for, folded, best first.

    A filler ("te Mechelen") need not be found; `is_place` stands behind a number or a postcode.
    """

    text: str
    forms: tuple[str, ...]
    place: int
    is_filler: bool = False
    is_place: bool = False
    is_short: bool = False
    """It may be an abbreviation: a full stop says so, or that it has one or two letters."""

    @property
    def name(self) -> str:
        return self.forms[0]


@dataclass(frozen=True)
class Door:
    """A house number and its box in capitals, without leading zeros; `box` is None where none was written.

    `spellings` are how else the number may stand in a register (12-A for 12A); `left` is what of the text
    this meaning leaves out: the 14 of "12-14".
    """

    house: str
    box: str | None = None
    left: str = ""
    spellings: tuple[str, ...] = ()

    @property
    def houses(self) -> tuple[str, ...]:
        return (self.house, *self.spellings)

    @property
    def boxes(self) -> tuple[str, ...]:
        """How the box may stand in a register: 1.02 is 0102, and 2-A is 2A."""
        two = _TWO_PARTS.fullmatch(self.box or "")
        if two is None:
            return (self.box or "",)
        first, second = filter(None, two.groups())
        others = (f"{first}{between}{second}" for between in ("", *"./-_ "))
        return tuple(dict.fromkeys((two[0], *others)))


@dataclass(frozen=True)
class WrittenNumber:
    """A number that is a house, a box or part of a street's name. `fragments` are its parts, folded."""

    text: str
    place: int
    doors: tuple[Door, ...]
    fragments: tuple[str, ...]

    @property
    def is_plain(self) -> bool:
        return self.fragments == (self.text,)


@dataclass(frozen=True)
class AddressReading:
    """`postcodes` may be one, the likeliest first; all but a sure one are among the numbers too."""

    words: tuple[Word, ...] = ()
    numbers: tuple[WrittenNumber, ...] = ()
    boxes: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    sure_postcode: str = ""
    country: str = ""

    @property
    def sought(self) -> tuple[Word, ...]:
        """The words that must be found."""
        return tuple(word for word in self.words if not word.is_filler) or self.words

    @property
    def names(self) -> tuple[str, ...]:
        """The same folded and written out."""
        return tuple(word.name for word in self.sought)

    @property
    def only_word(self) -> tuple[str, ...]:
        """The forms of the word, where the text is nothing else than one; none where it is more."""
        word = self.words[0] if self.words else None
        is_all = (
            word is not None and self == AddressReading((word,)) and not (word.is_filler or word.is_place)
        )
        return word.forms if word and is_all and not any(" " in form for form in word.forms) else ()

    @classmethod
    def of_word(cls, forms: tuple[str, ...]) -> "AddressReading":
        return cls((Word(forms[0], forms, 0),))

    @property
    def phrase(self) -> str:
        return " ".join(self.names)

    def fit(self, street: str, numbers: Iterable[WrittenNumber] | None = None) -> "Fit":
        """How the name of a street, folded, stands in the text, and what of the text is left beside it."""
        among = tuple(self.house_numbers if numbers is None else numbers)
        pieces: list[Word | WrittenNumber] = [*self.words, *among]
        pieces.sort(key=lambda piece: piece.place)
        name = parts(street)
        whole = _span(pieces, name)
        if whole is not None:
            inside = pieces[whole[0] : whole[1]]
        else:
            inside = [piece for piece in pieces if _is_part(piece, name, street)]
        taken = {id(piece) for piece in inside}
        return Fit(
            is_whole=whole is not None,
            taken=len(inside),
            numbers=tuple(number for number in among if id(number) not in taken),
            words=tuple(word for word in self.words if id(word) not in taken and not word.is_filler),
        )

    @property
    def house_numbers(self) -> tuple[WrittenNumber, ...]:
        """Without what is surely or likely the postcode, unless that is the only number."""
        rest = tuple(number for number in self.numbers if number.text not in self.postcodes[:1])
        return rest or (() if self.sure_postcode else self.numbers)

    def doors(self, numbers: Iterable[WrittenNumber] | None = None) -> tuple[Door, ...]:
        """What `numbers` (the house numbers) and the box mean together, the likeliest first.

        Those that leave nothing out stand before those that do.
        """
        found = _doors(tuple(self.house_numbers if numbers is None else numbers), self.boxes)
        return tuple(sorted(dict.fromkeys(found), key=lambda door: bool(door.left)))


@dataclass(frozen=True)
class Fit:
    """`taken` is how much of the text the street's name accounts for; the rest is left."""

    is_whole: bool
    taken: int
    numbers: tuple[WrittenNumber, ...]
    words: tuple[Word, ...]


def _span(pieces: Sequence[Word | WrittenNumber], name: tuple[str, ...]) -> tuple[int, int] | None:
    """From where to where the whole name stands, written together or apart; None where it does not."""
    wanted = "".join(name)
    for first in range(len(pieces)):
        length = 0
        for last in range(first, len(pieces)):
            part = _spelled_out(pieces[last], name)
            if not wanted.startswith(part, length):
                break
            length += len(part)
            if length == len(wanted):
                return first, last + 1
    return None


def _spelled_out(piece: Word | WrittenNumber, name: tuple[str, ...]) -> str:
    """The piece as names are compared; an abbreviation as the word of the name that it may stand for."""
    if isinstance(piece, WrittenNumber):
        return piece.text if piece.is_plain else " "
    whole = "".join(parts(piece.name))
    if piece.is_short and whole not in name:
        return next((part for part in name if part.startswith(piece.name)), whole)
    return whole


def _is_part(piece: Word | WrittenNumber, name: tuple[str, ...], street: str) -> bool:
    if isinstance(piece, WrittenNumber):
        return piece.text in name
    if piece.is_filler:
        return False
    return any(contained(form) in street for form in piece.forms) or "".join(parts(piece.name)) in name


def contained(word: str) -> str:
    """What a folded name contains that has this word: one with few letters only begins a word."""
    return word if len(word) >= SHORTEST_INSIDE else f" {word}"


def _doors(numbers: tuple[WrittenNumber, ...], boxes: tuple[str, ...]) -> Iterator[Door]:
    if len(numbers) == 1 and not boxes:
        yield from numbers[0].doors
    elif boxes:
        for number in numbers:
            others = " ".join([*(other.text for other in numbers if other is not number), *boxes[1:]])
            for door in number.doors:
                if door.box is None:
                    yield replace(door, box=boxes[0], left=" ".join(filter(None, (door.left, others))))
    else:
        for house, box in permutations(numbers[:3], 2):
            others = " ".join(other.text for other in numbers if other not in (house, box))
            if box.is_plain:
                yield from (
                    replace(door, box=box.text.upper(), left=others)
                    for door in house.doors
                    if door.box is None and not door.left
                )
        for number in numbers:
            others = " ".join(other.text for other in numbers if other is not number)
            yield from (
                replace(door, left=" ".join(filter(None, (door.left, others)))) for door in number.doors
            )
