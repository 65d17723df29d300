"""Loading tables at the speed of COPY: no per-row foreign keys, no history, indexes made afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

_INDEXES = """
SELECT pg_get_indexdef(index.indexrelid), format('DROP INDEX %%s', index.indexrelid::regclass)
FROM pg_index AS index WHERE index.indrelid = %s::regclass
AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = index.indexrelid)
UNION ALL
SELECT format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname,
        pg_get_constraintdef(oid)),
    format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname)
FROM pg_constraint AS rule WHERE conrelid = %s::regclass AND contype = 'u'
AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = rule.conindid AND contype = 'f')
"""
_SEQUENCE = """
SELECT pg_get_serial_sequence(attrelid::regclass::text, attname) FROM pg_attribute
WHERE attrelid = %s::regclass AND attname = 'id'
"""

_NEXT = "SELECT setval(%s, greatest((SELECT max(id) FROM {table}), 1))"


@contextmanager
def bulk() -> Iterator[None]:
    """One transaction in which triggers and foreign keys rest, history's too; needs a superuser.

    What fails leaves nothing behind.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SET CONSTRAINTS ALL IMMEDIATE"
            )  # what waits for a check keeps tables from changing
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
            cursor.execute("SET LOCAL work_mem = '128MB'")
            cursor.execute("SET LOCAL synchronous_commit = off")
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = origin")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def load(table: str, statement: str, values: dict[str, Any]) -> int:
    """Runs one INSERT … SELECT into `table` and returns the number of rows."""
    with connection.cursor() as cursor:
        cursor.execute(_INDEXES, [table, table])
        indexes = cursor.fetchall()
        for _create, drop in indexes:
            cursor.execute(drop)
        cursor.execute(statement, values)
        rows = cursor.rowcount
        for create, _drop in indexes:
            cursor.execute(create)
        cursor.execute(f"ANALYZE {table}")
        cursor.execute(_SEQUENCE, [table])
        for (sequence,) in cursor.fetchall():
            cursor.execute(_NEXT.replace("{table}", table), [sequence])
    return int(rows)
