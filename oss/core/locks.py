"""Named locks in PostgreSQL: one holder at a time, over all processes."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


def lock(name: str) -> None:
    """Waits for the lock `name` and holds it until commit or rollback. Needs an open transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError(f"lock {name!r} needs a transaction: it would be released at once")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", _key(name))


@contextmanager
def sole_holder(name: str) -> Iterator[bool]:
    """False where somebody holds the lock `name`; else holds it to the end, over any number of transactions.

    A process that is killed lets go of it: the lock ends with its connection.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", _key(name))
        (got,) = cursor.fetchone()
    try:
        yield got
    finally:
        if got and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", _key(name))


_FAMILY = 7_321  # ours among the advisory locks of the database


def _key(name: str) -> list[int]:
    value = zlib.crc32(name.encode())
    return [_FAMILY, value - 2**32 if value >= 2**31 else value]
