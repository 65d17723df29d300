"""Numbers of a year: unique, and consecutive also when many are given out at once."""

from django.db import connection
from django.utils import timezone


def next_number(series: str) -> str:
    """`next_number("D")` → "D2026-00042": the series, the year in Europe/Brussels, at least five digits.

    Locks the counter until the transaction ends, so call it last in an operation; a rollback gives the
    number back. Needs an open transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a number outside a transaction could get lost")
    year = timezone.localdate().year
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO core_counter (series, year, last) VALUES (%s, %s, 1)
            ON CONFLICT (series, year) DO UPDATE SET last = core_counter.last + 1
            RETURNING last
            """,
            [series, year],
        )
        (number,) = cursor.fetchone()
    return f"{series}{year}-{number:05d}"
