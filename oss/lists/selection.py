"""The rows of a list as somebody filtered them: what grid, count, chart, export and bulk all read."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection, transaction
from django.db.models import QuerySet
from psycopg.errors import QueryCanceled

from oss.core.narrowing import narrowed
from oss.lists.filters import filtered, is_far, searched
from oss.lists.state import ListState
from oss.staff.models import User

SECONDS = 5
"""How long the questions of one page may take, each."""


class TooBroad(Exception):  # noqa: N818 - reads as what it says
    """The database would need too long; a narrower filter helps."""


def selection(user: User, state: ListState) -> QuerySet[Any]:
    """Filtered and searched, unordered, each row once, and only what this user may see."""
    definition = state.definition
    rows = filtered(definition.rows(user), definition, state.filter)
    if state.search:
        rows = searched(rows, definition, dict(state.known), state.search)
    return rows.order_by()


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
