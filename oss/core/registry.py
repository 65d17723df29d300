"""What a lower package shows of higher ones, they offer to it.

The lower package says what can be offered: a subclass of `Offer`. The `AppConfig.ready` of a higher one
imports its `offers.py`, which only offers, without a query or I/O:

    offer(Panel("mails", _("Mails"), 20, mails_of))

and whoever shows it asks for all of that kind: `offered(Panel)`.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar


@dataclass(frozen=True, eq=False)
class Offer:
    """A frozen dataclass below it is one kind of offer; no two of a kind have the same name."""

    name: str


Kind = TypeVar("Kind", bound=Offer)
_offered: dict[type[Offer], dict[str, Any]] = defaultdict(dict)


def offer(*offers: Offer) -> None:
    for one in offers:
        of_its_kind = _offered[type(one)]
        if one.name in of_its_kind:
            raise ValueError(f"{type(one).__name__} {one.name!r} is offered twice")
        of_its_kind[one.name] = one


def offered(kind: type[Kind]) -> Mapping[str, Kind]:
    """All of this very kind by their names, in the order in which they were offered."""
    return _offered[kind]
