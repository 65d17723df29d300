"""Which rows go along when two records are merged, and how.

Each package offers, from its `offers.py`, a mover for every foreign key it has to a person or an
organisation; a test fails on one that nobody answers for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

from oss.contacts.merging.journal import Journal
from oss.contacts.models import Organisation, Person
from oss.core.registry import Offer, offer

Record = Person | Organisation
Move = Callable[[Journal, Record, Record], None]


@dataclass(frozen=True)
class Mover(Offer):
    """`move(journal, winner, loser)`; `name` is the foreign key's (`name_of`).

    Rows `kept_track_of` are named when they came after a merge and so stand in the way of undoing it.
    """

    model: type[models.Model]
    field: str
    move: Move
    kept_track_of: bool = True

    def rows_of(self, record: Record) -> models.QuerySet[Any]:
        return self.model._default_manager.filter(**{self.field: record}).order_by("pk")

    def is_for(self, record: Record) -> bool:
        return self.model._meta.get_field(self.field).related_model is type(record)


def moves(
    model: type[models.Model],
    field: str,
    *,
    twin: Callable[[Any, Record], models.Model | None] = lambda _row, _winner: None,
    adapt: Callable[[Any, Record], dict[str, Any]] = lambda _row, _winner: {},
) -> None:
    """The rows refer to the winner from then on.

    `twin(row, winner)` finds the row that already says the same of the winner, into which this one is
    folded. `adapt(row, winner)` gives further fields that must change with the move.
    """

    def move(journal: Journal, winner: Record, loser: Record) -> None:
        for row in model._default_manager.filter(**{field: loser}).order_by("pk"):
            same = twin(row, winner)
            if same is None:
                journal.set(row, **{field: winner}, **adapt(row, winner))
            else:
                journal.fold(row, same)

    handles(model, field, move)


def handles(model: type[models.Model], field: str, move: Move, *, kept_track_of: bool = True) -> None:
    """A move that follows rules of its own."""
    offer(Mover(name_of(model, field), model, field, move, kept_track_of))


def stays(model: type[models.Model], field: str) -> None:
    """The rows go on referring to the loser; why stands where this is called."""
    handles(model, field, lambda _journal, _winner, _loser: None, kept_track_of=False)


def name_of(model: type[models.Model], field: str) -> str:
    return f"{model._meta.label}.{field}"
