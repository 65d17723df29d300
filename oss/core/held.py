"""What is held about people: for each model that holds something, one line of whom, why, since when, and
what becomes of it when they are forgotten. Acting on that comes later; `manage held_about` shows it of one.

A line is added in the package's `held.py`, which its `offers.py` imports. A test finds models without one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Model, QuerySet

from oss.core.registry import Offer, offer


class Forgotten(StrEnum):
    """What becomes of a row when the person it is about is forgotten."""

    KEEP = "keep"  # it says nothing of them any more, or the law asks for it
    BLANK = "blank"  # its `fields` are emptied
    DELETE = "delete"
    TOMBSTONE = "tombstone"  # that it was there stays, without what it said


@dataclass(frozen=True)
class Held(Offer):
    """`name`: the label of the model. `since`: the field with the day from which the time to keep it counts;
    "" where it goes with its owner.

    `of`: the rows about a person; None where nothing in the row tells whose it is (a text that may name
    anybody, what is made of other rows).
    """

    model: type[Model]
    whose: str
    why: str
    since: str
    forgotten: Forgotten
    of: Callable[[Any], QuerySet[Any]] | None = None
    fields: tuple[str, ...] = ()


def rows_of(model: type[Model], path: str) -> Callable[[Any], QuerySet[Any]]:
    """The rows that lead to a person by this path."""
    return lambda person: model._default_manager.filter(**{path: person})


def hold_about(
    model: type[Model],
    whose: str,
    why: str,
    since: str,
    forgotten: Forgotten,
    of: Callable[[Any], QuerySet[Any]] | None = None,
    fields: tuple[str, ...] = (),
) -> None:
    offer(Held(model._meta.label, model, whose, why, since, forgotten, of, fields))
