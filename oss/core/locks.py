"""Named locks in PostgreSQL: one holder at a time, over all processes, until the transaction ends."""

import zlib

from django.db import connection


def lock(name: str) -> None:
    """Waits for the lock `name` and holds it until commit or rollback. Needs an open transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError(f"lock {name!r} needs a transaction: it would be released at once")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_FAMILY, _signed(zlib.crc32(name.encode()))])


_FAMILY = 7_321  # ours among the advisory locks of the database


def _signed(value: int) -> int:
    return value - 2**32 if value >= 2**31 else value
