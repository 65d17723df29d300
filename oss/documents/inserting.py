"""One statement that inserts a row unless it is there, so that two workers agree without a lock."""

from functools import cache
from typing import Any

from django.db import connection, models


def insert_unless_there(row: models.Model) -> bool:
    """True where this call inserted the row, which then has its key; False where a unique rule knows it."""
    statement, fields = _statement(type(row))
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        inserted = cursor.fetchone()
    if inserted:
        row.pk = inserted[0]
    return inserted is not None


@cache
def _statement(model: type[models.Model]) -> tuple[str, tuple[Any, ...]]:
    meta = model._meta  # noqa: SLF001 - Django's documented model API
    fields = tuple(field for field in meta.local_concrete_fields if not field.primary_key)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    insert = f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608 - our own names
    return f"{insert} ON CONFLICT DO NOTHING RETURNING id", fields
