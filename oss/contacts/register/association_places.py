"""Where owners' associations are: what the register wrote of their seat, read by `oss.addresses.notation`.

The register writes streets and numbers in its own way ("St-Katelijnestr.", "12/3"). Each text is read once;
the statement that matches joins what it means.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from oss.addresses import notation
from oss.addresses.models import Street
from oss.addresses.street_names import key, parts
from oss.core.text_search import fold

_TEXTS = """
SELECT DISTINCT street, house_number FROM contacts_registerenterprise
WHERE juridical_form = '070' AND is_active
"""
_STREETS = """
CREATE TEMPORARY TABLE association_street ON COMMIT DROP AS
SELECT text, street_id FROM unnest(%s::text[], %s::bigint[]) AS named(text, street_id)
"""
_HOUSES = """
CREATE TEMPORARY TABLE association_house ON COMMIT DROP AS
SELECT text, natural_order(house) AS house_order, natural_order(box) AS box_order
FROM unnest(%s::text[], %s::text[], %s::text[]) AS door(text, house, box)
"""


def stage_places(cursor: Any) -> None:
    """Fills association_street (text, street_id) and association_house (text, house_order, box_order).

    The box is empty where any of the house's will do.
    """
    cursor.execute("DROP TABLE IF EXISTS association_street, association_house")
    cursor.execute(_TEXTS)
    texts = cursor.fetchall()
    streets = list(_streets_of({street for street, _house in texts}))
    cursor.execute(_STREETS, [[text for text, _key in streets], [street for _text, street in streets]])
    doors = [(text, *door) for text in {house for _street, house in texts} for door in _doors_of(text)]
    cursor.execute(_HOUSES, [[door[place] for door in doors] for place in range(3)])
    cursor.execute("ANALYZE association_street, association_house")


def _streets_of(texts: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Each text with the streets that it names, in whatever municipality."""
    by_key: dict[str, list[int]] = defaultdict(list)
    by_end: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for street, name in Street.objects.order_by().values_list("pk", "name"):
        by_key[key(name)].append(street)
        by_end["".join(parts(fold(name))[-1:])].append((street, fold(name)))
    for text in texts:
        name = text.partition("(")[0]  # behind some names stands the former municipality: "(Wal)"
        if found := by_key.get(key(name)):
            yield from ((text, street) for street in found)
            continue
        reading = notation.read(name)
        if not any(word.is_short for word in reading.words):
            continue
        for street, other in by_end["".join(parts(fold(name))[-1:])]:
            fit = reading.fit(other, reading.numbers)
            if fit.is_whole and not (fit.words or fit.numbers):
                yield text, street


def _doors_of(text: str) -> set[tuple[str, str | None]]:
    """House and box that the number means: "12-14" is both houses, "12/3" a house or a box of one."""
    reading = notation.read(text)
    if not reading.numbers or reading.words:
        return {(text.strip(), None)}
    doors = [door for number in reading.numbers for door in number.doors]
    return {
        (house, door.box)
        for door in doors
        if not door.left or door.left[0].isdigit()
        for house in door.houses
    }
