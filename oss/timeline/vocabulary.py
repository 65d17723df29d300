"""The closed vocabulary of events, and how each reads.

A package offers its kinds from `offers.py`; `oss.timeline.operations.record` refuses any other. `reads`
turns the event's data into one sentence in the reader's language.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from oss.core.registry import Offer, offer

Data = Mapping[str, Any]


@dataclass(frozen=True)
class EventKind(Offer):
    """`filter` is the chip of the timeline under which the event is shown: mail, task, document, step."""

    icon: str
    filter: str
    reads: Callable[[Data], str]


def event_kind(
    name: str,
    *,
    icon: str,
    chip: str,
    text: str | Promise,
    words: Callable[[Data], Mapping[str, str | Promise]] = lambda _data: {},
) -> None:
    """Offers a kind whose sentence is `text` with the data filled in: "{stage} reached".

    `words` says by which words of the reader's language some of the data go, as a code has none of its own.
    """

    def reads(data: Data) -> str:
        return str(text).format_map(_Plain({**data, **words(data)}))

    offer(EventKind(name, icon, chip, reads))


class _Plain(dict[str, Any]):
    """A sentence with a gap reads better than a page that fails on an old event."""

    def __missing__(self, key: str) -> str:
        return "…"
