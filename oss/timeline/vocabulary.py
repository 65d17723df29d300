"""The closed vocabulary of events, and how each reads.

A package registers its kinds from `offers.py`; `oss.timeline.operations.record` refuses any other. `reads`
turns the event's data into one sentence in the reader's language.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from oss.core.registry import Registry

Data = Mapping[str, Any]


@dataclass(frozen=True)
class EventKind:
    """`filter` is the chip of the timeline under which the event is shown: mail, task, document, step."""

    name: str
    icon: str
    filter: str
    reads: Callable[[Data], str]


event_kinds: Registry[EventKind] = Registry("event kind")


def event_kind(name: str, *, icon: str, chip: str, text: str | Promise) -> None:
    """Registers a kind whose sentence is `text` with the data filled in: "{stage} reached"."""
    event_kinds.register(name, EventKind(name, icon, chip, lambda data: str(text).format_map(_Plain(data))))


class _Plain(dict[str, Any]):
    """A sentence with a gap reads better than a page that fails on an old event."""

    def __missing__(self, key: str) -> str:
        return "…"
