"""One statement that inserts a row unless it is there, so that two workers agree without a lock."""

from typing import Any

from django.db import connection, models
from django.db.models.expressions import DatabaseDefault


def insert_unless_there(row: models.Model) -> bool:
    """True where this call inserted the row, which then has its key; False where a unique rule knows it."""
    with connection.cursor() as cursor:
        cursor.execute(*insertion(row))
        inserted = cursor.fetchone()
    if inserted:
        row.pk = inserted[0]
    return inserted is not None


def insertion(row: models.Model) -> tuple[str, list[Any]]:
    """The statement and its values; it returns the row's key, or nothing where a unique rule knows it."""
    meta, quote = row._meta, connection.ops.quote_name
    columns, marks, values = [], [], []
    for field in meta.local_concrete_fields:
        if field.primary_key:
            continue
        columns.append(quote(str(field.column)))
        value = field.pre_save(row, add=True)
        if isinstance(value, DatabaseDefault):
            marks.append("DEFAULT")
        else:
            marks.append("%s")
            values.append(field.get_db_prep_save(value, connection))
    statement = (
        f"INSERT INTO {quote(meta.db_table)} ({', '.join(columns)}) VALUES ({', '.join(marks)}) "  # noqa: S608 - our own names
        "ON CONFLICT DO NOTHING RETURNING id"
    )
    return statement, values
