"""One statement that inserts a row unless it is there, so that two workers agree without a lock."""

from django.db import connection, models
from psycopg import sql


def insert_unless_there(row: models.Model) -> bool:
    """True where this call inserted the row, which then has its key; False where a unique rule knows it."""
    meta = type(row)._meta  # noqa: SLF001 - Django's documented model API
    fields = [field for field in meta.local_concrete_fields if not field.primary_key]
    columns = [sql.Identifier(str(field.column)) for field in fields]
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({}) ON CONFLICT DO NOTHING RETURNING id").format(
        sql.Identifier(meta.db_table),
        sql.SQL(", ").join(columns),
        sql.SQL(", ").join(sql.Placeholder() * len(fields)),
    )
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        inserted = cursor.fetchone()
    if inserted:
        row.pk = inserted[0]
    return inserted is not None
