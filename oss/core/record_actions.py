"""What other packages offer to do at the top of the page of a record: "New dossier" on a person."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from oss.core.components import Text
from oss.core.registry import Registry


@dataclass(frozen=True)
class RecordAction:
    """A button that leads to a page."""

    label: Text
    icon: str
    url: str


record_actions: Registry[Callable[[Any, Any], RecordAction | None]] = Registry("action on a record")
"""Each gets the record and the user; None where there is nothing to do with it, or not for them. No query."""


def actions_on(record: Any, user: Any) -> list[RecordAction]:
    return [action for offer in record_actions if (action := offer(record, user)) is not None]
