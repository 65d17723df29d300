"""One verb on several items of triage: each on its own, so that what is refused does not hold up the rest."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from oss.core.keys import key_of
from oss.core.refusal import Refused
from oss.queues.models import QueueItem
from oss.queues.operations import keep_together
from oss.staff.models import User


@dataclass(frozen=True)
class Tick:
    """One ticked item, with its last move as the page showed it."""

    item: int
    seen: int

    @classmethod
    def read(cls, text: str) -> "Tick | None":
        """ "12.345": item 12 after move 345. None where it is no such thing."""
        first, _dot, second = text.partition(".")
        item, seen = key_of(first), key_of(second)
        return cls(item, seen) if item and seen else None


@dataclass(frozen=True)
class BulkOutcome:
    """What was done, and of each that was refused its subject ("" where this user may not see it) and why."""

    done: list[QueueItem]
    refused: list[tuple[str, str]]


def on_each(ticks: Iterable[Tick], verb: Callable[[QueueItem, int], QueueItem], *, by: User) -> BulkOutcome:
    """Calls `verb(item, seen)` for each and keeps the moves together: one undo takes all of them back."""
    wanted = {tick.item: tick.seen for tick in ticks}
    subjects = {
        item.pk: str(item) for item in QueueItem.objects.visible_to(by).for_list().filter(pk__in=wanted)
    }
    outcome = BulkOutcome([], [])
    for pk, seen in wanted.items():
        try:
            outcome.done.append(verb(QueueItem(pk=pk), seen))
        except Refused as refusal:
            outcome.refused.append((subjects.get(pk, ""), str(refusal)))
    if len(outcome.done) > 1:
        keep_together(outcome.done, by=by)
    return outcome
