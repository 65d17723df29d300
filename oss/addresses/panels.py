"""What higher packages show on the pages of addresses and buildings: who lives there, what runs there.

They offer it from `offers.py`; each answer covers many addresses in a fixed number of queries.
"""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from oss.addresses.models import Address, Building
from oss.core.components import ListTable, PersonChip, Text
from oss.core.registry import Offer, offered
from oss.staff.models import User


@dataclass(frozen=True)
class LinkedCase:
    """A journey, a dossier or another record on an address. `state`: where it stands, in words."""

    label: str
    url: str
    icon: str
    detail: Text = ""
    state: Text = ""
    hue: str = ""


@dataclass(frozen=True)
class Mandate:
    """Who has a role in an association: "syndic", "volunteer · since 01/02/2025". `url` may be empty."""

    role: Text
    name: str
    url: str
    detail: str = ""


@dataclass(frozen=True)
class LinkedAssociation:
    """An owners' association of a building, and who decides there now."""

    name: str
    url: str
    holders: tuple[Mandate, ...] = ()


@dataclass(frozen=True)
class AssociationPanel(Offer):
    """`url_to_link` of a building is empty for who may not."""

    of: Callable[[Building, User], list[LinkedAssociation]]
    url_to_link: Callable[[Building, User], str]


AddressKeys = Collection[int]


@dataclass(frozen=True)
class Section:
    """One kind of things on the page of a place; `add_url` is empty for who may not add."""

    name: str
    heading: Text
    table: ListTable
    add: Text
    add_url: str


@dataclass(frozen=True)
class PlaceSection(Offer):
    """A section on the pages of an address and of a building; a building shows those of its addresses too.

    `name` stands in URLs. `page_url` leads to one of them, `restore_url` to where one that was just removed
    is put back.
    """

    position: int
    of: Callable[[Address | Building, User], Section]
    page_url: Callable[[int], str]
    restore_url: Callable[[int], str]


def place_sections() -> list[PlaceSection]:
    """In the order in which pages show them."""
    return sorted(offered(PlaceSection).values(), key=lambda one: one.position)


@dataclass(frozen=True)
class PlaceTable(Offer):
    """A table under the sections of an address and of a building, only where there is something to tell."""

    of: Callable[[Address | Building, User], ListTable | None]


def place_tables(place: Address | Building, user: User) -> list[ListTable]:
    found = (one.of(place, user) for one in offered(PlaceTable).values())
    return [table for table in found if table is not None]


@dataclass(frozen=True)
class DoneThere(Offer):
    """What was done at many addresses: for each a line and its date, which may be empty."""

    at: Callable[[AddressKeys, User], dict[int, list[tuple[str, str]]]]


@dataclass(frozen=True)
class OccupantsPanel(Offer):
    at: Callable[[AddressKeys, User], dict[int, list[PersonChip]]]


@dataclass(frozen=True)
class CasesPanel(Offer):
    at: Callable[[AddressKeys, User], dict[int, list[LinkedCase]]]


def associations_of(building: Building | None, user: User) -> dict[str, Any] | None:
    """What `addresses/associations.html` shows; None where there is no building, or nothing to tell of it."""
    panels = offered(AssociationPanel).values()
    if building is None or not panels:
        return None
    found = [one for panel in panels for one in panel.of(building, user)]
    link = next((url for panel in panels if (url := panel.url_to_link(building, user))), "")
    return {"found": found, "url_to_link": link}


def occupants_of(addresses: AddressKeys, user: User) -> dict[int, list[PersonChip]]:
    """By the key of the address; only who and what the user may see."""
    found: dict[int, list[PersonChip]] = defaultdict(list)
    for panel in offered(OccupantsPanel).values():
        for key, people in panel.at(addresses, user).items():
            found[key] += people
    return found


def done_at(addresses: AddressKeys, user: User) -> dict[int, list[tuple[str, str]]]:
    """By the key of the address; only what the user may see."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for panel in offered(DoneThere).values():
        for key, lines in panel.at(addresses, user).items():
            found[key] += lines
    return found


def cases_of(addresses: AddressKeys, user: User) -> dict[int, list[LinkedCase]]:
    """By the key of the address; only what the user may see."""
    found: dict[int, list[LinkedCase]] = defaultdict(list)
    for panel in offered(CasesPanel).values():
        for key, cases in panel.at(addresses, user).items():
            found[key] += cases
    return found
