"""A street is found with one mistake in its name: asked of two hundred, on a generated register."""

import random
import string
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.invented_register import write_register
from oss.addresses.importer import import_addresses
from oss.addresses.models import Address
from oss.addresses.typeahead import suggestions

ADDRESSES, MISSPELLINGS, TOP = 20_000, 200, 5
LEAST_FOUND = 0.95

Edit = Callable[[str, int, str], str]
EDITS: tuple[Edit, ...] = (
    lambda name, place, letter: name[:place] + letter + name[place + 1 :],
    lambda name, place, letter: name[:place] + letter + name[place:],
    lambda name, place, _letter: name[:place] + name[place + 1 :],
    lambda name, place, _letter: name[:place] + name[place : place + 2][::-1] + name[place + 2 :],
)
"""Another letter, one too many, one too few, two the wrong way round."""


def misspelt(name: str, edit: Edit, chance: random.Random) -> str:
    while True:
        wrong = edit(name, chance.randrange(len(name)), chance.choice(string.ascii_lowercase))
        if wrong != name:
            return wrong


@pytest.mark.django_db
def test_the_right_street_and_house_are_among_the_first_five(tmp_path: Path) -> None:
    extract = tmp_path / "Adres.csv"
    write_register(extract, ADDRESSES)
    import_addresses(extract, by=None)
    chance = random.Random(2026)  # noqa: S311 - the same misspellings every time
    houses = list(Address.objects.filter(box_number="").select_related("street").order_by("register_id"))
    missed = []
    for number in range(MISSPELLINGS):
        house = chance.choice(houses)
        name = house.street.name.lower()
        text = f"{misspelt(name, EDITS[number % len(EDITS)], chance)} {house.house_number}"
        shown = [(one.street.name, one.house_number) for one in suggestions(text)[:TOP]]
        if (house.street.name, house.house_number) not in shown:
            missed.append(f"{name} as {text}: {shown}")
    assert len(missed) <= MISSPELLINGS * (1 - LEAST_FOUND), "\n".join(missed)
