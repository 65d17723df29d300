"""The reference data as they are before the first test, put back after each test with real transactions.

Django empties every table and emits `post_migrate`, which makes all permissions again: a second a test.
"""

# ruff: noqa: S608 - the names come from the catalogue

from dataclasses import dataclass

from django.db import connection, transaction

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
COLUMNS = """
SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns
WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER'
"""


@dataclass(frozen=True)
class Snapshot:
    """`columns` of the tables that held rows when it was taken; `filled` asks which tables hold rows now."""

    columns: dict[str, str]
    filled: str

    @classmethod
    def take(cls) -> "Snapshot":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(TABLES)
            tables = [name for (name,) in cursor.fetchall()]
            filled = " UNION ALL ".join(
                f"SELECT '{name}' WHERE EXISTS (SELECT FROM \"{name}\")" for name in tables
            )
            cursor.execute("DROP SCHEMA IF EXISTS snapshot CASCADE")
            cursor.execute("CREATE SCHEMA snapshot")
            cursor.execute(filled)
            columns = {}
            for (name,) in cursor.fetchall():
                cursor.execute(COLUMNS, [name])
                (columns[name],) = cursor.fetchone()
                cursor.execute(f'CREATE TABLE snapshot."{name}" AS SELECT {columns[name]} FROM "{name}"')
        return cls(columns, filled)

    def restore(self) -> None:
        """Foreign keys and triggers rest meanwhile."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(self.filled)
            for (name,) in cursor.fetchall():
                cursor.execute(f'DELETE FROM "{name}"')
            for name, columns in self.columns.items():
                cursor.execute(f'INSERT INTO "{name}" ({columns}) SELECT {columns} FROM snapshot."{name}"')
