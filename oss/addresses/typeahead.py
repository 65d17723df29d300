"""Addresses for what somebody is typing, fast also with all of Flanders in the register.

`Address.objects.matching` says what is found; this finds the best of it without reading the rest: the streets
first, a few hundred at most, then their addresses in steps from the most exact on, until there are enough.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import (
    BigIntegerField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    Value,
)

from oss.addresses import matching
from oss.addresses.matching import AddressFragments
from oss.addresses.models import Address, Municipality, Street
from oss.addresses.models.places import AddressQuerySet
from oss.addresses.models.streets import SHORTEST_PART, StreetQuerySet
from oss.addresses.text_search import NaturalOrder
from oss.core.registry import Registry
from oss.staff.models import User

MOST = 20
MOST_BOXES = 250
"""All boxes of a house number are shown, up to this many."""
EXACT_STREETS, BROAD_STREETS = 400, 40
"""How many of the streets with that name are searched for an exact number, and for what only begins so."""

recent_choices: Registry[Callable[[User], Sequence[int]]] = Registry("recent addresses")
"""`recent(user)`: keys of addresses that a user chose lately, the last first. A higher package registers."""


def suggestions(text: str, addresses: AddressQuerySet | None = None) -> list[Address]:
    """The best hits first; with a house number that has boxes, all of these. Labels cost no query.

    `addresses` narrows what may be found, for example to what the user may see; else those in use.
    """
    among = (
        (Address.objects.in_use() if addresses is None else addresses).with_label().select_related("building")
    )
    wanted = matching.read(text)
    found: dict[int, Address] = {}
    for step in _steps(wanted, among):
        for address in islice(step, MOST):
            found.setdefault(address.pk, address)
        if len(found) >= MOST:
            break
    best = list(found.values())[:MOST]
    return _with_all_boxes(best, wanted, among)


def recent(user: User, addresses: AddressQuerySet) -> list[Address]:
    """What the user chose lately, the last first, of those that may be found."""
    keys: list[int] = []
    for choices in recent_choices:
        keys += [key for key in choices(user) if key not in keys]
    known = addresses.with_label().select_related("building").in_bulk(keys[:MOST])
    return [known[key] for key in keys if key in known]


def _with_all_boxes(best: list[Address], wanted: AddressFragments, among: AddressQuerySet) -> list[Address]:
    if not best or wanted.boxes or best[0].house_number.lower() not in wanted.numbers:
        return best
    first = best[0]
    house = among.filter(street_id=first.street_id, house_number=first.house_number)
    boxes = list(house.order_by("box_order", "pk")[:MOST_BOXES])
    shown = {address.pk for address in boxes}
    return [*boxes, *(address for address in best if address.pk not in shown)][: max(MOST, len(boxes))]


def _steps(
    wanted: AddressFragments, among: AddressQuerySet
) -> Iterator[Collection[Address] | AddressQuerySet]:
    if wanted.names:
        yield from _steps_by_street(wanted, among)
    elif wanted.numbers:
        yield from _steps_by_number(wanted, among)


# --- With the name of a street or municipality ---------------------------------------------------


def _steps_by_street(wanted: AddressFragments, among: AddressQuerySet) -> Iterator[AddressQuerySet]:
    streets = _streets(wanted, Street.objects.all())
    fitting = among.holding(wanted)
    for postcode in _postcodes(wanted):
        numbers = tuple(number for number in wanted.numbers if number != postcode)
        there = _streets(
            wanted,
            Street.objects.filter(Exists(Address.objects.filter(street=OuterRef("pk"), postcode=postcode))),
        )
        here = fitting.filter(postcode=postcode)
        if numbers:
            yield _in_order(here.filter(_is_number(numbers)), there)
        yield _in_order(here, there[:BROAD_STREETS])
    if wanted.numbers:
        yield _in_order(fitting.filter(_is_number(wanted.numbers)), streets)
        yield _in_order(fitting.filter(_begins_with(wanted.numbers)), streets[:BROAD_STREETS])
    yield _in_order(fitting, streets[:BROAD_STREETS])


def _streets(wanted: AddressFragments, streets: StreetQuerySet) -> list[int]:
    """Keys of the streets with these names, the most exact first; those that begin so may be enough.

    None is sorted in the database: "straat" would have it sort half of all streets.
    """
    phrase = f" {wanted.phrase}"
    found = _some(streets.filter(search__startswith=phrase), wanted)
    if len(found) < BROAD_STREETS:
        found |= _some(streets.filter(*(_holds(name) for name in wanted.names)), wanted)
    found = found or _some(streets.nearly(wanted.phrase), wanted)

    def exactness(key: int) -> tuple[object, ...]:
        name, similarity = found[key]
        begins = [text in name for text in (phrase, f" {wanted.names[0]}", wanted.names[0])]
        unlike = (name != phrase, not name.startswith(phrase), *(not one for one in begins))
        return (*unlike, -similarity, len(name), name, key)

    return sorted(found, key=exactness)


def _some(streets: StreetQuerySet, wanted: AddressFragments) -> dict[int, tuple[str, float]]:
    """Folded name and similarity of as many streets as are looked at, by key."""
    alike = TrigramWordSimilarity(wanted.phrase, "search")
    rows = streets.order_by().annotate(alike=alike).values_list("pk", "search", "alike")[:EXACT_STREETS]
    return {key: (search, similarity) for key, search, similarity in rows}


def _holds(name: str) -> Q:
    """The name stands in a street's or begins a word of its municipality's; else it is taken for misspelt.

    With one mistake, or where no street is so near, as much alike as may be.
    """
    towns = list(
        Municipality.objects.order_by().filter(search__contains=f" {name}").values_list("pk", flat=True)
    )
    literally = Q(search__contains=name if len(name) >= SHORTEST_PART else f" {name}")
    if towns:
        literally |= Q(municipality__in=towns)
    streets = Street.objects.order_by()
    if streets.filter(literally).exists():
        return literally
    nearly = streets.nearly(name)
    return Q(pk__in=nearly.values("pk")) if nearly.exists() else Q(search__trigram_word_similar=name)


def _postcodes(wanted: AddressFragments) -> list[str]:
    """Which of the numbers are a postcode that exists."""
    return [
        number
        for number in wanted.numbers
        if len(number) == 4 and Address.objects.filter(postcode=number).exists()  # noqa: PLR2004
    ]


def _in_order(addresses: AddressQuerySet, streets: list[int]) -> AddressQuerySet:
    """As the streets are ranked, then as one walks through them."""
    keys = Value(streets, output_field=ArrayField(BigIntegerField()))
    rank = Func(keys, F("street_id"), function="array_position", output_field=IntegerField())
    return addresses.filter(street_id__in=streets).order_by(rank, "house_order", "box_order", "pk")[:MOST]


def _is_number(numbers: Sequence[str]) -> Q:
    return Q(house_order__in=[NaturalOrder(Value(number)) for number in numbers])


def _begins_with(numbers: Sequence[str]) -> Q:
    begins = Q()
    for number in numbers:
        begins |= Q(house_number__startswith=number.upper())
    return begins


# --- With numbers alone --------------------------------------------------------------------------


def _steps_by_number(wanted: AddressFragments, among: AddressQuerySet) -> Iterator[Collection[Address]]:
    postcodes = _postcodes(wanted)
    fitting = among.holding(wanted)
    for number in wanted.numbers:
        others = [postcode for postcode in postcodes if postcode != number]
        exact = fitting.filter(house_number=number.upper(), **({"postcode": others[0]} if others else {}))
        yield _sorted(exact)
    for postcode in postcodes:
        yield _sorted(fitting.filter(postcode=postcode))
    for number in wanted.numbers:
        if number not in postcodes:
            yield _sorted(fitting.filter(house_number__startswith=number.upper()))
            yield _sorted(fitting.filter(postcode__startswith=number))


def _sorted(addresses: Any) -> list[Address]:
    """Any of them, then in walking order: to order all houses 12 of Flanders first would take too long."""
    return sorted(
        addresses.order_by()[:MOST],
        key=lambda one: (one.street.name, one.street_id, one.house_order, one.box_order),
    )
