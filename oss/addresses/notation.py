"""Reads an address as people write it: the one reader of everything that takes an address as text.

Pure and linear, it asks no register. What a text may mean stands in alternatives, the likeliest first:
"12/3" may be house 12/3 or box 3 of house 12, and the 11 of "11 Novemberlaan" a house or part of the name.
Who knows the streets decides, with `oss.addresses.street_names`.
"""

import re
from dataclasses import dataclass, field
from unicodedata import normalize

from oss.addresses.readings import AddressReading, Door, Word, WrittenNumber
from oss.addresses.street_names import forms_of, split
from oss.core.plain_text import at_most
from oss.core.text_search import SHORTEST_INSIDE, fold

MOST_SPELLINGS = 3
LONGEST = 500
"""Signs that are read; no address is longer."""
_ATOM = re.compile(r"[0-9]+|[^\W0-9_]+|\n|[^\w\s]|_|[^\S\n]+")
_BOX_WORDS = frozenset(
    "bus busnr busnummer bussen box bte boite bt app apt appt appartement appartementnr".split()  # noqa: SIM905
)
_FLOOR_WORDS = frozenset(
    "verdieping verdiep verd etage et floor flat studio unit kamer".split()  # noqa: SIM905
)
_NUMBER_WORDS = frozenset("nr nrs nummer huisnr huisnummer num numero".split())  # noqa: SIM905
_SHORT_NUMBER_WORDS = frozenset({"n", "no"})
_LATER_NUMBERS = frozenset({"bis", "ter", "quater"})
_ORDINALS = frozenset("e de ste st eme er ere th nd rd".split())  # noqa: SIM905
_BETWEEN = frozenset({"en", "et", "tot", "und", "and"})
_COUNTRIES = frozenset({"belgie", "belgique", "belgien", "belgium"})
_COUNTRY_CODES = frozenset({"b", "be", "bel"})
_FILLERS = frozenset("te in a at gemeente stad deelgemeente ville commune".split())  # noqa: SIM905
_LONGEST_BOX_LETTERS = 3
_MOST_BOX_PARTS = 12
"""Letters, digits and signs between them that are read as one box: "A/2.03-B" has seven."""
_SHORT = 2
_LONGEST_NUMBER = 10
"""Digits: more are no house number, and `natural_order` would take them for another."""
_POSTCODE = re.compile(r"[1-9][0-9]{3}")
_RANGE = 40
"""How far apart two house numbers of one building are at most: "12-14"."""


def read(text: str) -> AddressReading:
    """ "Bruul 12/3, B-2800 Mechelen" → words of street and town, the number with its meanings, postcode."""
    return _Reader(normalize("NFKC", at_most(text, LONGEST))).read()


def spellings(text: str) -> tuple[str, ...]:
    """The text, and where it writes an address in another notation, how the register would; folded.

    For columns that hold an address among other things.
    """
    reading = read(text)
    doors = [door for door in reading.doors() if not door.left]
    if not doors and not reading.house_numbers:
        doors = [Door("")]
    has_name = any(len(name) >= SHORTEST_INSIDE for name in reading.names)
    typed = fold(text[:LONGEST])
    found: dict[str, None] = {}
    for door in doors[:MOST_SPELLINGS] if has_name else ():
        box = f"bus {door.box}" if door.box else ""
        written = " ".join((*reading.names, fold(f"{door.house} {box}"), *reading.postcodes[:1])).split()
        if set(written) != set(typed.split()):
            found[" ".join(written)] = None
    return (text, *found)


def read_box(text: str) -> str:
    """ "bte 0003" → "3"; what names no box stays as it is."""
    reading = read(f"1 {text}")
    return reading.boxes[0] if len(reading.boxes) == 1 and not reading.words else text


@dataclass
class _Reader:
    """Walks once over the signs of a text; looks no further ahead than one number with its box."""

    text: str
    words: list[Word] = field(default_factory=list)
    numbers: list[WrittenNumber] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    floors: list[str] = field(default_factory=list)
    """They are taken for the box where none is written."""
    postcodes: list[str] = field(default_factory=list)
    sure: str = ""
    country: str = ""
    depth: int = 0
    """Of parentheses: what stands in them need not be found."""

    def read(self) -> AddressReading:
        self.atoms = _ATOM.findall(self.text)
        self.folded = [fold(atom) if atom[0].isalnum() else "" for atom in self.atoms]
        solid = [place for place, atom in enumerate(self.folded) if atom]
        self.last = solid[-1] if solid else -1
        self.last_postcode = max((place for place in solid if self._may_be_postcode(place)), default=-1)
        place = 0
        while place <= self.last:
            place = self._step(place)
        return AddressReading(
            words=tuple(self.words),
            numbers=tuple(self.numbers),
            boxes=tuple(self.boxes or self.floors),
            postcodes=tuple(dict.fromkeys([*filter(None, [self.sure]), *reversed(self.postcodes)])),
            sure_postcode=self.sure,
            country=self.country,
        )

    def _step(self, place: int) -> int:
        """Reads what stands at this place; returns where the next begins."""
        if not self.folded[place]:
            self.depth += {"(": 1, ")": -1}.get(self.atoms[place], 0)
            return place + 1
        if self._is_number(place):
            return self._read_number(place)
        return self._read_letters(place)

    # --- Looking ---

    def _is_number(self, place: int) -> bool:
        return 0 <= place < len(self.atoms) and self.atoms[place].isascii() and self.atoms[place].isdigit()

    def _may_be_postcode(self, place: int) -> bool:
        return bool(_POSTCODE.fullmatch(self.atoms[place])) and not (
            self._letters(place + 1) and len(self.folded[place + 1]) == 1
        )

    def _letters(self, place: int) -> str:
        """Folded letters at this place, or ""."""
        return "" if place >= len(self.atoms) or self._is_number(place) else self.folded[place]

    def _past(self, place: int, signs: str) -> int:
        """The next place that is none of these signs; as white space counts any of it but a line's end."""
        while place < len(self.atoms) and not self.folded[place]:
            atom = self.atoms[place]
            if not (atom in signs or (atom.isspace() and atom != "\n" and " " in signs)):
                break
            place += 1
        return place

    # --- Letters ---

    def _read_letters(self, place: int) -> int:
        readers = (
            *(self._read_sure_postcode, self._read_country, self._read_box, self._read_number_word),
            *(self._read_our_lady, self._read_lettered_number, self._add_word),
        )
        return next(end for read_so in readers if (end := read_so(place)) > place)

    def _read_sure_postcode(self, place: int) -> int:
        """ "B-2800", "BE 2800"."""
        number = self._past(place + 1, " -.")
        if self.folded[place] not in _COUNTRY_CODES or not self._is_number(number):
            return place
        if not (self._may_be_postcode(number) and self._is_postcode_of(place, number)):
            return place
        self.sure = self.atoms[number]
        return number + 1

    def _read_country(self, place: int) -> int:
        before = self.atoms[max(0, place - 2) : place]
        is_named = self.folded[place] in _COUNTRIES
        is_coded = self.folded[place] in _COUNTRY_CODES and ("," in before or "(" in before)
        if place != self.last or not (is_named or is_coded) or not (self.words or self.numbers):
            return place
        self.country = self.atoms[place]
        return place + 1

    def _read_box(self, place: int) -> int:
        """ "bus 3", and "b 3" before the house number; where none follows yet, its word says nothing."""
        word = self.folded[place]
        is_floor = word in _FLOOR_WORDS and bool(self.numbers)
        is_letter = word == "b" and not self.numbers and place < self.last and self.atoms[place + 1] != "."
        if not (word in _BOX_WORDS or is_floor or is_letter):
            return place
        value, end = self._box_value(place + 1)
        if value and (word in _BOX_WORDS or value[0].isdigit()):
            (self.floors if is_floor else self.boxes).append(value)
            return end
        return place + 1 if word in _BOX_WORDS and self.numbers else place

    def _read_number_word(self, place: int) -> int:
        """ "nr. 12", "n° 12"."""
        if self.folded[place] not in _NUMBER_WORDS | _SHORT_NUMBER_WORDS:
            return place
        number = self._past(place + 1, " .:°#")
        if self._is_number(number):
            return number
        return place + 1 if self.folded[place] in _NUMBER_WORDS else place

    def _read_lettered_number(self, place: int) -> int:
        """ "E40"."""
        if len(self.folded[place]) > 1 or not self._is_number(place + 1):
            return place
        house = f"{self.folded[place]}{self.atoms[place + 1]}"
        self._add_number(house, place, (Door(house.upper()),))
        return place + 2

    def _is_postcode_of(self, place: int, number: int) -> bool:
        """ "b 1001" right behind a house number is its box, if the postcode is yet to come."""
        return (
            self.folded[place] != "b"
            or not self.numbers
            or self.last_postcode <= number
            or ("-" in self.atoms[place + 1 : number])
        )

    def _read_our_lady(self, place: int) -> int:
        """ "O.L.V.straat", "olvstraat", "O.-L.-Vrouwestraat": where it ends, or `place` if it is none."""
        here = self.folded[place]
        rest, end = "", place
        if here.startswith("olv"):
            rest, end = here.removeprefix("olv"), place + 1
        elif here == "ol":
            rest, end = self._vrouw(self._past(place + 1, " .-"))
        elif here == "o":
            second = self._past(place + 1, " .-")
            if self._letters(second) == "l":
                rest, end = self._vrouw(self._past(second + 1, " .-"))
            elif self._letters(second) == "lv":
                rest, end = "", second + 1
        if end <= place:
            return place
        rest = rest.removeprefix("rouwe").removeprefix("rouw")
        for name in ("onze", "lieve", "vrouw"):
            self._add_name(name, (name,), place)
        if rest:
            self._add_name(rest, forms_of(rest), place)
        return end

    def _vrouw(self, place: int) -> tuple[str, int]:
        """What follows "v" or "vrouw" in one word, and where it ends; 0 if there is no such word."""
        letters = self._letters(place)
        return (letters.removeprefix("v"), place + 1) if letters[:1] == "v" else ("", 0)

    def _add_word(self, place: int) -> int:
        word = self.folded[place]
        short = self.atoms[place + 1 : place + 2] == ["."] or len(word) <= _SHORT
        for part in word.split():  # folding may have put a space between
            for one in split(part):
                self._add_name(self.atoms[place], forms_of(one), place, short=short)
        return place + 1

    def _add_name(self, text: str, forms: tuple[str, ...], place: int, *, short: bool = False) -> None:
        behind = bool(self.postcodes or self.sure or (self.numbers and self.words))
        filler = (
            self.depth > 0
            or (forms[0] in _FILLERS and bool(self.numbers or (self.words and place < self.last)))
            or (forms[0] in _BETWEEN and bool(self.numbers) and self._is_number(self._past(place + 1, " ")))
        )
        self.words.append(Word(text, forms, place, is_filler=filler, is_place=behind, is_short=short))

    # --- Boxes ---

    def _box_value(self, place: int) -> tuple[str, int]:
        """The box behind its word, and where it ends: "nr. 0003" → "3"; "" where there is none."""
        start = self._past(place, " .:-°#")
        if self._letters(start) in _NUMBER_WORDS | _SHORT_NUMBER_WORDS:
            number = self._past(start + 1, " .:°#")
            start = number if self._is_number(number) else start
        end = start
        stop = min(len(self.atoms), start + _MOST_BOX_PARTS)
        while end < stop and (
            self.folded[end] or (self.atoms[end] in "./-_" and end > start and self._is_solid(end + 1))
        ):
            end += 1
        value = "".join(self.folded[one] or self.atoms[one] for one in range(start, end)).upper()
        letters_only = not any(sign.isdigit() for sign in value)
        is_word = len(value) > _LONGEST_BOX_LETTERS or value.lower() in _FILLERS - {"a"}
        if letters_only and is_word:
            return "", place
        return _without_zeros(value), end

    def _is_box_part(self, place: int) -> bool:
        return self._is_number(place) and not self._may_be_postcode(place)

    def _is_solid(self, place: int) -> bool:
        return place < len(self.atoms) and bool(self.folded[place])

    # --- Numbers ---

    def _read_number(self, place: int) -> int:
        digits, after = self.atoms[place], place + 1
        if len(digits) > _LONGEST_NUMBER:
            self._add_number(digits, place, ())
            return after
        if self._letters(after) in _ORDINALS:
            floor = self._past(after + 1, " .")
            if self._letters(floor) in _FLOOR_WORDS | _BOX_WORDS and not self._box_value(floor + 1)[0]:
                self.floors.append(_without_zeros(digits))
                return floor + 1
        if self._may_be_postcode(place) and not self._goes_on(after):
            self.postcodes.append(digits)
            self._add_number(digits, place, (Door(digits),))
            return after
        if end := self._read_part(place, _without_zeros(digits), after):
            return end
        plain = _without_zeros(digits)
        self._add_number(plain, place, (Door(plain),))
        return after

    def _goes_on(self, place: int) -> bool:
        """A sign of a bis number or box stands right behind."""
        return place + 1 < len(self.atoms) and self.atoms[place] == "/" and self._is_solid(place + 1)

    def _read_part(self, place: int, house: str, after: int) -> int:
        """A letter, bis number or box behind the digits: adds the number and returns its end, else 0."""
        if self._letters(after):  # glued: 12a, 12b3, 12bis, 12bus3
            return self._read_letter(place, house, after, glued=True)
        sign_at = self._past(after, " ")
        if sign_at < len(self.atoms) and self.atoms[sign_at] in {"/", "-", "–", "—", "+", "&", "_"}:
            return self._read_behind_sign(place, house, after, sign_at)
        second = self._past(after, " ,.")
        if self._letters(second) == "b":
            value, end = self._box_value(second + 1)
            if value[:1].isdigit() and not self._is_country_code(second):
                self._add_number(house, place, (Door(house),))
                self.boxes.append(value)
                return end
        if sign_at > after and self._letters(sign_at):  # a space between: 12 A, 12 bis
            return self._read_letter(place, house, sign_at, glued=False)
        return 0

    def _read_behind_sign(self, place: int, house: str, after: int, sign_at: int) -> int:
        sign, second = self.atoms[sign_at], self._past(sign_at + 1, " ")
        spaced = second - after > 1
        if self._is_number(second):
            return self._read_second(place, house, second, sign, spaced=spaced)
        if self._letters(second) and (sign == "/" or not spaced):
            return self._read_letter(place, house, second, glued=True)
        return 0

    def _is_country_code(self, place: int) -> bool:
        number = self._past(place + 1, " -.")
        return self._is_number(number) and self._may_be_postcode(number) and self.last_postcode <= number

    def _read_letter(self, place: int, house: str, at: int, *, glued: bool) -> int:
        letters, after = self._letters(at), at + 1
        is_glued_to_digits = at == place + 1
        if letters in _BOX_WORDS | {"b"}:
            is_country = letters == "b" and not is_glued_to_digits and self._is_country_code(at)
            value, end = self._box_value(after)
            if value[:1].isdigit() and not self._is_country_code(at):
                self._add_box_behind(place, house, letters, value)
                return end
            if letters != "b" or is_country:
                return 0
        is_long = len(letters) > (_LONGEST_BOX_LETTERS if glued and not is_glued_to_digits else 1)
        if is_long and letters not in _LATER_NUMBERS:
            return 0
        if not glued and not self._letter_is_of_number(after):
            return 0
        letters = letters.upper()
        second = after + 1 if after < len(self.atoms) and self.atoms[after] in "/-" else after
        if glued and self._is_number(second) and not (second > after and self._may_be_postcode(second)):
            value, end = self._box_value(second)  # 12a3, 12A/3
            doors = [Door(f"{house}{letters}", value, spellings=_spellings(house, letters))]
            doors += [Door(f"{house}{letters}{value}"), Door(house, f"{letters}{value}")]
            self._add_number(f"{house}{letters}{value}".lower(), place, tuple(doors), (house, value.lower()))
            return end
        doors = [
            Door(f"{house}{letters}", spellings=_spellings(house, letters)),
            *(Door(house, letters), Door(house, None, letters)),
        ]
        self._add_number(f"{house}{letters}".lower(), place, tuple(doors))
        return after

    def _add_box_behind(self, place: int, house: str, word: str, box: str) -> None:
        """A number with "bus 3" or, less surely, "b3" behind it."""
        if word != "b":
            self._add_number(house, place, (Door(house),))
            self.boxes.append(box)
            return
        doors = (Door(house, box), Door(f"{house}B", box), Door(f"{house}B{box}"))
        self._add_number(f"{house}b{box}".lower(), place, doors, (house, box.lower()))

    def _letter_is_of_number(self, after: int) -> bool:
        """Not the first letter of a name, as in "12 A. Stesselstraat"."""
        if after > self.last or self.atoms[after] in {",", "\n", ";", ")"}:
            return True
        upcoming = self._past(after, " ,-/")
        if self._is_number(upcoming) or self._letters(upcoming) in _BOX_WORDS:
            return True
        return bool(self.words) and self.atoms[after] != "."

    def _read_second(self, place: int, house: str, second: int, sign: str, *, spaced: bool) -> int:
        """ "12/3", "12-14", "12+14"; 0 where the second number is a postcode."""
        digits, end = self.atoms[second], second + 1
        if len(digits) > _LONGEST_NUMBER or (self._may_be_postcode(second) and (spaced or sign != "/")):
            return 0
        if sign in "/-" and self.atoms[end : end + 1] == ["."] and self._is_box_part(end + 1):
            value, end = self._box_value(second)  # 12/1.02
            parts = (house, *fold(value).split())
            self._add_number(f"{house}{sign}{value}".lower(), place, (Door(house, value),), parts)
            return end
        if self._letters(end) and len(self.folded[end]) == 1:
            digits, end = digits + self.folded[end], end + 1
        other = _without_zeros(digits.upper())
        whole = (Door(f"{house}-{other}", spellings=tuple(f"{house}{one}{other}" for one in "/_–")),)
        box = (Door(house, other),) if sign in "/-–_" else ()
        apart = (Door(house, None, other), Door(other, None, house)) if self._is_range(house, other) else ()
        self._add_number(
            f"{house}{sign}{other}".lower(), place, (*whole, *box, *apart), (house, other.lower())
        )
        return end

    def _is_range(self, house: str, other: str) -> bool:
        digits = other.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return digits.isdigit() and 0 < int(digits) - int(house) <= _RANGE

    def _add_number(
        self, text: str, place: int, doors: tuple[Door, ...], fragments: tuple[str, ...] = ()
    ) -> None:
        self.numbers.append(WrittenNumber(text, place, doors, fragments or tuple(fold(text).split())))


def _spellings(house: str, letters: str) -> tuple[str, ...]:
    return tuple(f"{house}{between}{letters}" for between in (" ", "/", "-", "_"))


def _without_zeros(text: str) -> str:
    """ "0003" → "3", "0" → "0"; zeros behind a point stay, as in "1.01"."""
    return (
        text.lstrip("0")
        if text.strip("0")[:1].isalnum() and text[:1] == "0"
        else (text.lstrip("0") or text[:1])
    )
