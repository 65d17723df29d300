"""What other packages offer to do at the top of the page of a record: "New dossier" on a person."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from oss.core.components import Text
from oss.core.registry import Offer, offered


@dataclass(frozen=True)
class RecordAction:
    """A button that leads to a page."""

    label: Text
    icon: str
    url: str


@dataclass(frozen=True)
class OnRecord(Offer):
    """`action` gets the record and the user; None where there is nothing to do with it, or not for them. No
    query."""

    action: Callable[[Any, Any], RecordAction | None]


def actions_on(record: Any, user: Any) -> list[RecordAction]:
    found = (one.action(record, user) for one in offered(OnRecord).values())
    return [action for action in found if action is not None]
