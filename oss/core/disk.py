"""A disk without room, told apart from all else that can go wrong when something is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from errno import EDQUOT, ENOSPC

from django.db import DatabaseError

NO_ROOM = frozenset({ENOSPC, EDQUOT})
_NO_ROOM_FOR_A_ROW = "53100"  # PostgreSQL's disk_full


class DiskFullError(OSError):
    """What was to be written is not kept, and nothing of it is left."""


@contextmanager
def telling_a_full_disk() -> Iterator[None]:
    """Raises DiskFullError where the system or the database has no room; other errors stay as they are."""
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            raise DiskFullError(*error.args) from error
        raise
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") == _NO_ROOM_FOR_A_ROW:
            raise DiskFullError(ENOSPC, str(error)) from error
        raise
