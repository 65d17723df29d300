"""The rows of a list as somebody filtered them: what grid, count, chart, export and bulk all read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import OperationalError, connection, transaction
from django.db.models import QuerySet
from psycopg.errors import QueryCanceled

from oss.core.narrowing import narrowed
from oss.lists.declaration import ListDefinition
from oss.lists.filters import Group, filtered, is_far, searched
from oss.lists.paging import Key
from oss.lists.state import ListState
from oss.staff.asked_often import asked_often
from oss.staff.models import User

SECONDS = 5
"""How long the questions of one page may take, each."""


class TooBroad(Exception):  # noqa: N818 - reads as what it says
    """The database would need too long; a narrower filter helps."""


def selection(user: User, state: ListState) -> QuerySet[Any]:
    """Filtered and searched, unordered, each row once, and only what this user may see."""
    definition = state.definition
    rows = filtered(rows_of(user, state), definition, state.filter)
    if state.search:
        rows = searched(rows, definition, dict(state.known), state.search)
    return rows.order_by()


def rows_of(user: User, state: ListState) -> QuerySet[Any]:
    """Those of which they may know what the state asks."""
    kept = None if state.leaves_out else state.reserved
    return kept.rows(user) if kept else state.definition.rows(user)


def unread(user: User, state: ListState) -> QuerySet[Any] | None:
    """The rows that meet the filter and are not theirs to read; None where it asks more than anybody may
    know of them."""
    definition = state.definition
    if definition.unread is None or state.search:
        return None
    if not all(one.column.bare for one in state.filter.conditions):
        return None
    return filtered(definition.unread(user), definition, state.filter).order_by()


def charted(user: User, state: ListState, rows: QuerySet[Any]) -> QuerySet[Any]:
    """What a chart counts: the `rows` of the selection, and by a bare column those that only count; without
    the reserved ones where it is by what they may not know of these."""
    chart, more = state.chart, unread(user, state)
    if chart is None:
        return rows
    if state.reserved and not (chart.column.known and (chart.total is None or chart.total.known)):
        state = state.changed(reserved=None)
        rows = selection(user, state)
    if more is None or chart.total is not None or not chart.column.bare:
        return rows
    return filtered(rows_of(user, state), state.definition, state.filter).order_by() | more


@dataclass(frozen=True)
class AsItOpens:
    """What a list opens with: asked all day, so that its questions are put together once."""

    user: User
    definition: ListDefinition
    own: Group
    leaves_out: bool = False

    @classmethod
    def of(cls, user: User, state: ListState) -> "AsItOpens | None":
        """None where something else is sought than what the list opens with."""
        if not state.seeks_as_it_opens:
            return None
        return cls(user, state.definition, state.filter, state.leaves_out is not None)

    def first(self, order: tuple[Key, ...], most: int) -> list[int]:
        return _opening(self.user, asked=self._asked, order=order, most=most)

    def count(self, most: int) -> int:
        return _opening.count(self.user, asked=self._asked, order=(), most=most)

    @property
    def _asked(self) -> tuple[ListDefinition, Group, bool]:
        return self.definition, self.own, self.leaves_out


@asked_often
def _opening(
    user: User, *, asked: tuple[ListDefinition, Group, bool], order: tuple[Key, ...], most: int
) -> QuerySet[Any, Any]:
    definition, own, leaves_out = asked
    standing = definition.rows(user) if leaves_out else definition.rows_standing(user)
    rows = filtered(standing, definition, own).order_by(*(key.order for key in order))
    return rows.values_list("pk", flat=True)[:most]


def sought(rows: QuerySet[Any], state: ListState) -> tuple[QuerySet[Any], int | None]:
    """What a search or a filter over other tables finds, and how many where they are few (`narrowed`)."""
    far = state.search or any(map(is_far, state.filter.conditions))
    return narrowed(rows) if far else (rows, None)


@contextmanager
def time_limit(seconds: float = SECONDS) -> Iterator[None]:
    """Raises TooBroad when a question inside takes longer."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{int(seconds * 1000)}"])
            yield
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TooBroad from error
        raise
