"""Addresses for what somebody is typing, fast also with all of Flanders in the register.

`oss.addresses.notation` reads the text; `Address.objects.matching` says what is found at all. This finds the
best of it without reading the rest: the streets first, a few hundred at most, then their addresses in steps
from the most exact on, until there are enough. Where nothing has all that was typed, what lacks one part of
it is found, and says which.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import BigIntegerField, Exists, F, Func, IntegerField, OuterRef, Q, Value

from oss.addresses import notation
from oss.addresses.models import Address, Municipality, Street
from oss.addresses.models.places import AddressQuerySet, at_door, holds
from oss.addresses.models.streets import StreetQuerySet, literally
from oss.addresses.readings import AddressReading, Fit, Word, WrittenNumber
from oss.addresses.street_names import kind_of
from oss.core.registry import Offer, offered
from oss.staff.models import User

MOST = 20
MOST_BOXES = 250
"""All boxes of a house number are shown, up to this many."""
EXACT_STREETS, BROAD_STREETS = 400, 40
"""How many of the streets with that name are searched for an exact number, and for what only begins so."""
MOST_LEFT_OUT = 3
"""How many words are tried to be left out, one at a time."""
MOST_WORDS, MOST_NUMBERS = 30, 12
"""Of one address; each is looked up, and a text with more is none."""
SAYS_LITTLE = frozenset({"de", "den", "het", "t", "straat", "laan", "weg", "gebouw", "huis"})
"""What stands before a name ("De Bruul", "straat: Bruul") is left out before the name is."""


@dataclass(frozen=True)
class RecentChoices(Offer):
    """`of` a user: keys of addresses that they chose lately, the last first. A higher package knows."""

    of: Callable[[User], Sequence[int]]


@dataclass(frozen=True)
class AddressHit:
    """An address for a text.

    `is_exact`: the whole text says this address, in whatever notation. `is_house`: its number does, and no
    box was written. `is_begun`: its number or box only begins as the text has it. `missed` is what of the
    text it lacks; where that is the box, `no_box` is the one that is not there and `boxes` are those of the
    house.
    """

    address: Address
    is_exact: bool = False
    is_house: bool = False
    is_begun: bool = False
    missed: str = ""
    no_box: str = ""
    boxes: tuple[str, ...] = ()


def suggestions(text: str, addresses: AddressQuerySet | None = None) -> list[Address]:
    """The addresses of `hits`."""
    return [hit.address for hit in hits(text, addresses)]


def hits(text: str, addresses: AddressQuerySet | None = None) -> list[AddressHit]:
    """The best first; with a house number that has boxes, all of these. Labels cost no query.

    `addresses` narrows what may be found, for example to what the user may see; else those in use.
    """
    among = Address.objects.in_use() if addresses is None else addresses
    return _Finder(notation.read(text), among.with_label().select_related("building")).find()


def exactly(text: str, addresses: AddressQuerySet | None = None) -> list[Address]:
    """What the whole text says, in any notation: one address, or several of the same name in other towns."""
    return [hit.address for hit in hits(text, addresses) if hit.is_exact]


def recent(user: User, addresses: AddressQuerySet) -> list[Address]:
    """What the user chose lately, the last first, of those that may be found."""
    keys: list[int] = []
    for choices in offered(RecentChoices).values():
        keys += [key for key in choices.of(user) if key not in keys]
    known = addresses.with_label().select_related("building").in_bulk(keys[:MOST])
    return [known[key] for key in keys if key in known]


@dataclass(frozen=True)
class _Named:
    """A street that has the words, and how its name stands in the text."""

    key: int
    name: str
    town: str
    alike: float
    fit: Fit


@dataclass(frozen=True)
class _Known:
    """The streets that a word leads to; `doubt` is 0 where it stands there, more the less it looks so."""

    word: Word
    condition: Q
    doubt: int


class _Finder:
    def __init__(self, reading: AddressReading, among: AddressQuerySet) -> None:
        self.reading, self.among = reading, among
        self.found: dict[int, AddressHit] = {}
        self.known: list[_Known] = []

    def find(self) -> list[AddressHit]:
        if len(self.reading.words) > MOST_WORDS or len(self.reading.numbers) > MOST_NUMBERS:
            return []
        for step in self._steps():
            for hit in islice(step, MOST):
                self.found.setdefault(hit.address.pk, hit)
            if len(self.found) >= MOST:
                break
        best = list(self.found.values())[:MOST]
        return self._with_all_boxes(best)

    def _steps(self) -> Iterator[Iterable[AddressHit]]:
        reading = self.reading
        postcodes = self._postcodes()
        if not reading.names:
            yield from self._by_number(postcodes)
            return
        is_street = False
        for postcode in postcodes:
            streets = self._streets(self._numbers(postcode), postcode)
            is_street |= bool(streets)
            yield from self._in_streets(streets, postcode)
        if not is_street and not reading.sure_postcode:
            streets = self._streets(reading.numbers)
            is_street |= bool(streets)
            yield from self._in_streets(streets)
        if not self.found:
            yield from self._in_another_place(postcodes)
        if not (self.found or is_street):  # a house number is never left out
            yield from self._without_a_word(postcodes)
        if not (self.found or is_street):
            yield from self._without_a_kind(postcodes)

    def _numbers(self, postcode: str) -> tuple[WrittenNumber, ...]:
        return tuple(number for number in self.reading.numbers if number.text != postcode)

    def _postcodes(self) -> list[str]:
        """Which of the numbers are a postcode that exists."""
        return [one for one in self.reading.postcodes if Address.objects.filter(postcode=one).exists()]

    def _with_all_boxes(self, best: list[AddressHit]) -> list[AddressHit]:
        if not best or not best[0].is_house:
            return best
        first = best[0]
        house = self.among.filter(street_id=first.address.street_id, house_number=first.address.house_number)
        boxes = [
            replace(first, address=one, is_exact=first.is_exact and not one.box_number)
            for one in house.order_by("box_order", "pk")[:MOST_BOXES]
        ]
        shown = {hit.address.pk for hit in boxes}
        return [*boxes, *(hit for hit in best if hit.address.pk not in shown)][: max(MOST, len(boxes))]

    # --- The streets ---

    def _streets(
        self, numbers: Iterable[WrittenNumber], postcode: str = "", without: Sequence[Word] = ()
    ) -> list[_Named]:
        """Those with these names, the most exact first; those that begin so may be enough.

        None is sorted in the database: "straat" would have it sort half of all streets.
        """
        streets = Street.objects.all()
        if postcode:
            there = Address.objects.filter(street=OuterRef("pk"), postcode=postcode)
            streets = streets.filter(Exists(there))
        names = [word.name for word in self.reading.sought if word not in without]
        phrase = " ".join(names)
        rows = _some(streets.filter(search__startswith=f" {phrase}"), phrase)
        if len(rows) < BROAD_STREETS:
            rows |= _some(streets.filter(*(known.condition for known in self._knowing(without))), phrase)
        if not rows and not without:
            rows = _some(streets.nearly(phrase), phrase)
        among = tuple(numbers)
        named = [
            _Named(key, name, town, alike, self.reading.fit(name, among))
            for key, (name, town, alike) in rows.items()
        ]

        def exactness(street: _Named) -> tuple[object, ...]:
            begins = [text in street.name for text in (f" {phrase}", *(f" {name}" for name in names[:1]))]
            unlike = (not street.name.startswith(f" {phrase}"), *(not one for one in begins))
            whole = (not street.fit.is_whole, -street.fit.taken)
            return (*whole, *unlike, -street.alike, len(street.name), street.name, street.key)

        return sorted(named, key=exactness)

    def _knowing(self, without: Sequence[Word] = ()) -> list[_Known]:
        if not self.known:
            self.known = [_look_up(word) for word in self.reading.sought]
        return [known for known in self.known if known.word not in without]

    # --- Their addresses ---

    def _in_streets(self, streets: list[_Named], postcode: str = "") -> Iterator[Iterable[AddressHit]]:
        among = self._among(postcode)
        before = len(self.found)
        yield from self._at_doors(among, streets)
        is_met = len(self.found) > before
        broad = streets[:BROAD_STREETS]
        beginning, holding = Q(), Q()
        for numbers, some in _by_numbers(broad).items():
            held = _in(some) & holds(numbers, self.reading.boxes)
            holding |= held
            if numbers:
                beginning |= held & _begins_with(numbers)
        if beginning:
            yield self._begun(among.filter(beginning), broad)
        if holding:
            yield self._begun(among.filter(holding), broad)
        if not is_met:
            yield from self._at_other_doors(among, streets)

    def _at_doors(self, among: AddressQuerySet, streets: list[_Named]) -> Iterator[list[AddressHit]]:
        """The meanings of the numbers one by one, the likeliest first, each in all streets."""
        groups = _by_numbers(streets)
        doors = {numbers: [one for one in self.reading.doors(numbers) if not one.left] for numbers in groups}
        whole = {street.key for street in streets if _is_whole(street)}
        if not self.reading.numbers and not self.reading.boxes:
            return
        for turn in range(max(map(len, doors.values()), default=0)):
            open_door, wanted = True, Q()
            for numbers, some in groups.items():
                if not (numbers or turn) and some[0].fit.is_whole:
                    wanted |= _in(street for street in some if street.fit.is_whole)
                    open_door = False
                if turn < len(doors[numbers]):
                    door = doors[numbers][turn]
                    open_door &= door.box is None
                    wanted |= _in(some) & at_door(door)
            yield [
                replace(
                    hit,
                    is_house=open_door,
                    is_exact=hit.address.street_id in whole and not (open_door and hit.address.box_number),
                )
                for hit in self._hits(among.filter(wanted), streets)
            ]

    def _at_other_doors(self, among: AddressQuerySet, streets: list[_Named]) -> Iterator[list[AddressHit]]:
        """The house whose box is not there, then what leaves a part of the number out; both say so."""
        for numbers, some in _by_numbers(streets).items():
            doors = self.reading.doors(numbers)
            left = [door for door in doors if door.left]
            boxes = [door for door in doors if door.box and not door.left]
            if not left:
                for door in boxes:
                    house = among.filter(_in(some) & at_door(replace(door, box=None)))
                    yield _without_box(self._hits(house, some), door.box or "")
            for door in left:
                found = self._hits(among.filter(_in(some) & at_door(door)), some)
                houses = [hit for hit in found if not hit.address.box_number] or found
                yield [replace(hit, missed=door.left) for hit in houses]

    def _hits(self, addresses: AddressQuerySet, streets: list[_Named]) -> list[AddressHit]:
        """As the streets are ranked, then as one walks through them."""
        keys = Value([street.key for street in streets], output_field=ArrayField(BigIntegerField()))
        rank = Func(keys, F("street_id"), function="array_position", output_field=IntegerField())
        return [AddressHit(one) for one in addresses.order_by(rank, "house_order", "box_order", "pk")[:MOST]]

    def _begun(self, addresses: AddressQuerySet, streets: list[_Named]) -> list[AddressHit]:
        """Those that a number or box in the text may lead on to; all of the street where it has none."""
        found = self._hits(addresses, streets)
        fits = {street.key: street.fit for street in streets}
        return [
            replace(hit, is_begun=bool(fits[hit.address.street_id].numbers or self.reading.boxes))
            for hit in found
        ]

    def _among(self, postcode: str) -> AddressQuerySet:
        return self.among.filter(postcode=postcode) if postcode else self.among

    # --- What lacks a part of the text ---

    def _in_another_place(self, postcodes: list[str]) -> Iterator[list[AddressHit]]:
        """The street and number, with another postcode than was written."""
        postcode = next(iter(self.reading.postcodes), "")
        numbers = self._numbers(postcode)
        if not postcode or not (numbers or postcodes):
            return
        streets = self._streets(numbers)
        for step in self._at_doors(self.among, [street for street in streets if street.fit.is_whole]):
            yield [replace(hit, is_exact=False, is_house=False, missed=postcode) for hit in step]

    def _without_a_word(self, postcodes: list[str]) -> Iterator[list[AddressHit]]:
        """Of several words what is least known, and behind a postcode the name of its place."""
        postcode = next(iter(postcodes), "")
        numbers = self._numbers(postcode)
        known = sorted(
            self._knowing(),
            key=lambda one: (-one.doubt, one.word.name not in SAYS_LITTLE, -one.word.place),
        )
        for without in _to_leave_out(known):
            streets = [
                street
                for street in self._streets(numbers, postcode, without)
                if len(street.fit.words) < len(known)
            ]
            steps = self._at_doors(self._among(postcode), streets)
            if not numbers and streets:
                steps = iter([self._hits(self._among(postcode).filter(_in(streets)), streets)])
            missed = " ".join(word.text for word in sorted(without, key=lambda word: word.place))
            for step in steps:
                yield [replace(hit, is_exact=False, missed=missed) for hit in step]
            if self.found:
                return
        is_place = all(one.word.is_place for one in known) or not kind_of(self.reading.phrase)
        if postcode and not numbers and is_place:
            there = _sorted(self._among(postcode))
            yield [replace(hit, missed=" ".join(one.word.text for one in known)) for hit in there]

    def _without_a_kind(self, postcodes: list[str]) -> Iterator[list[AddressHit]]:
        """ "Bruulstraat 12" for the Bruul."""
        phrase, postcode = self.reading.phrase, next(iter(postcodes), "")
        numbers = self._numbers(postcode)
        kind = kind_of(phrase)
        if not (kind and numbers):
            return
        named = Street.objects.filter(search=f" {phrase.removesuffix(kind).strip()}").order_by("pk")
        streets = [
            _Named(key, name, "", 1, Fit(is_whole=True, taken=1, numbers=numbers, words=()))
            for key, name in named.values_list("pk", "search")[:BROAD_STREETS]
        ]
        for step in self._at_doors(self._among(postcode), streets):
            yield [replace(hit, is_exact=False, missed=kind) for hit in step]

    # --- With numbers alone ---

    def _by_number(self, postcodes: list[str]) -> Iterator[list[AddressHit]]:
        numbers = self.reading.numbers
        fitting = self.among.filter(holds(numbers, self.reading.boxes))
        for number in numbers:
            others = [postcode for postcode in postcodes if postcode != number.text]
            here = fitting.filter(postcode=others[0]) if others else fitting
            for door in number.doors:
                yield _sorted(here.filter(house_number__in=door.houses))
        for postcode in postcodes:
            yield _sorted(fitting.filter(postcode=postcode))
        for number in numbers:
            if number.text not in postcodes:
                begun = _sorted(fitting.filter(_begins_with([number])))
                yield [replace(hit, is_begun=True) for hit in begun]
                yield _sorted(fitting.filter(postcode__startswith=number.text))


def _some(streets: StreetQuerySet, phrase: str) -> dict[int, tuple[str, str, float]]:
    """Folded name, town and similarity of as many streets as are looked at, by key."""
    alike = TrigramWordSimilarity(phrase, "search")
    rows = streets.order_by().annotate(alike=alike)
    found = rows.values_list("pk", "search", "municipality__search", "alike")[:EXACT_STREETS]
    return {key: (search, town, similarity) for key, search, town, similarity in found}


def _look_up(word: Word) -> _Known:
    """It stands in a street's name or begins a word of its municipality's; else it is taken for misspelt.

    With one mistake, or where no street is so near, as much alike as may be.
    """
    there = literally(word)
    if towns := list(Municipality.objects.order_by().called(word).values_list("pk", flat=True)):
        there |= Q(municipality__in=towns)
    streets = Street.objects.order_by()
    if streets.filter(there).exists():
        return _Known(word, there, 0)
    nearly = streets.nearly(word.name)
    if nearly.exists():
        return _Known(word, Q(pk__in=nearly.values("pk")), 1)
    return _Known(word, Q(search__trigram_word_similar=word.name), 2)


def _to_leave_out(known: list[_Known]) -> Iterator[tuple[Word, ...]]:
    """All at once that stand nowhere and behind the number; then one word at a time, and never the last."""
    nowhere = tuple(one.word for one in known if one.doubt and one.word.is_place)
    if 1 < len(nowhere) < len(known):
        yield nowhere
    if len(known) > 1:
        yield from ((one.word,) for one in known[:MOST_LEFT_OUT])


def _by_numbers(streets: Iterable[_Named]) -> dict[tuple[WrittenNumber, ...], list[_Named]]:
    """The streets by which of the numbers their name leaves: "11 Novemberlaan" takes its own."""
    groups: dict[tuple[WrittenNumber, ...], list[_Named]] = {}
    for street in streets:
        groups.setdefault(street.fit.numbers, []).append(street)
    return groups


def _is_whole(street: _Named) -> bool:
    town = street.town.split()
    return street.fit.is_whole and all(word.is_place or word.name in town for word in street.fit.words)


def _without_box(hits: list[AddressHit], box: str) -> list[AddressHit]:
    boxes: dict[tuple[int, str], list[str]] = {}
    for hit in hits:
        house = boxes.setdefault((hit.address.street_id, hit.address.house_number), [])
        if hit.address.box_number:
            house.append(hit.address.box_number)
    return [
        replace(hit, no_box=box, boxes=tuple(boxes[hit.address.street_id, hit.address.house_number]))
        for hit in hits
    ]


def _in(streets: Iterable[_Named]) -> Q:
    return Q(street_id__in=[street.key for street in streets])


def _begins_with(numbers: Iterable[WrittenNumber]) -> Q:
    begins = Q()
    for number in numbers:
        begins |= Q(house_number__startswith=number.fragments[0].upper())
    return begins


def _sorted(addresses: Any) -> list[AddressHit]:
    """Any of them, then in walking order: to order all houses 12 of Flanders first would take too long."""
    found = sorted(
        addresses.order_by()[:MOST],
        key=lambda one: (one.street.name, one.street_id, one.house_order, one.box_order),
    )
    return [AddressHit(one) for one in found]
