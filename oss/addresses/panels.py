"""What higher packages show on the pages of addresses and buildings: who lives there, what runs there.

They register from `offers.py`; each answer covers many addresses in a fixed number of queries.
"""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass

from oss.core.components import PersonChip, Text
from oss.core.registry import Registry
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


AddressKeys = Collection[int]

occupants: Registry[Callable[[AddressKeys, User], dict[int, list[PersonChip]]]] = Registry("occupants panel")
linked_cases: Registry[Callable[[AddressKeys, User], dict[int, list[LinkedCase]]]] = Registry("cases panel")


def occupants_of(addresses: AddressKeys, user: User) -> dict[int, list[PersonChip]]:
    """By the key of the address; only who and what the user may see."""
    found: dict[int, list[PersonChip]] = defaultdict(list)
    for ask in occupants:
        for key, people in ask(addresses, user).items():
            found[key] += people
    return found


def cases_of(addresses: AddressKeys, user: User) -> dict[int, list[LinkedCase]]:
    """By the key of the address; only what the user may see."""
    found: dict[int, list[LinkedCase]] = defaultdict(list)
    for ask in linked_cases:
        for key, cases in ask(addresses, user).items():
            found[key] += cases
    return found
