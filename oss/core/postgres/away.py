"""Was it the database that was away, or is it our own fault?"""

from collections.abc import Iterator

from django.db import InterfaceError, OperationalError
from psycopg import Error

_SIGNS = ("08", "57P01", "57P02", "57P03", "53300")
"""SQLSTATEs: the connection broke, the server shuts down, crashed or starts, it takes no more connections."""


def is_away(error: BaseException | None) -> bool:
    """Also where something else failed while it was dealt with."""
    return any(_tells_so(one) for one in _chain(error))


def _tells_so(error: BaseException) -> bool:
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    cause = error.__cause__
    state = cause.sqlstate if isinstance(cause, Error) else None
    return state is None or state.startswith(_SIGNS)  # without a state: it never answered


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
