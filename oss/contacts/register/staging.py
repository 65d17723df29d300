"""Copies the files of a set into temporary tables, as they are: PostgreSQL reads the CSV itself."""

import re

import psycopg
from django.db import Error, connection
from django.utils.translation import gettext as _

from oss.contacts.register.files import KEYS, ExtractSet, SourceFile, WrongSetError

AT_ONCE = 1 << 20
"""Bytes that are in memory at one time."""
_PLANNED = {*KEYS.values(), "EntityNumber", "Zipcode"}
_NUMBERS = {
    "kbo_enterprise": ("enterprisenumber", "^[01][0-9]{3}\\.?[0-9]{3}\\.?[0-9]{3}$"),
    "kbo_establishment": ("establishmentnumber", "^[2-8]\\.?[0-9]{3}\\.?[0-9]{3}\\.?[0-9]{3}$"),
}


def stage(extract: ExtractSet) -> None:
    """Needs an open transaction, with which the tables go. WrongSetError names file, line and reason."""
    clear()
    for source in extract.files.values():
        copy_file(source)
    for table, (column, pattern) in _NUMBERS.items():
        _check_numbers(extract.files[table], column, pattern)
    with connection.cursor() as cursor:
        for table, source in extract.files.items():
            # what is joined and chosen by: the rest of a wide table would take longer than its COPY
            keys = ", ".join(f'"{name.lower()}"' for name in source.columns if name in _PLANNED)
            cursor.execute(f"ANALYZE {table} ({keys})" if keys else f"ANALYZE {table}")


def clear() -> None:
    """Drops what an import before in the same transaction left behind."""
    with connection.cursor() as cursor:
        cursor.execute(
            r"SELECT relname FROM pg_class WHERE relnamespace = pg_my_temp_schema()"
            r" AND relkind = 'r' AND relname LIKE 'kbo\_%'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'DROP TABLE pg_temp."{table}"')


def copy_file(source: SourceFile) -> None:
    """One file into its temporary table, text as it is; a block at a time is in memory."""
    columns = ", ".join(f'"{name.lower()}" text' for name in source.columns)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {source.table} ({columns}) ON COMMIT DROP")
        try:
            with (
                source.path.open("rb") as file,
                cursor.copy(f"COPY {source.table} FROM STDIN (FORMAT csv, HEADER true)") as copy,
            ):
                while block := file.read(AT_ONCE):
                    copy.write(block)
        except (psycopg.DataError, Error) as error:
            raise WrongSetError(_reason(source, error)) from error


def _reason(source: SourceFile, error: Exception) -> str:
    cause = error if isinstance(error, psycopg.Error) else error.__cause__
    context = getattr(getattr(cause, "diag", None), "context", None) or ""
    place = re.search(r"line (\d+)", context)
    known = {
        psycopg.errors.CharacterNotInRepertoire: _("it is not encoded in UTF-8"),
        psycopg.errors.BadCopyFileFormat: _("it does not have one field for each column"),
    }
    what = next((text for kind, text in known.items() if isinstance(cause, kind)), str(cause).split("\n")[0])
    return _("%(file)s, line %(line)s cannot be read: %(what)s.") % {
        "file": source.path.name,
        "line": place[1] if place else "?",
        "what": what,
    }


def _check_numbers(source: SourceFile, column: str, pattern: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*), min({column}) FROM {source.table}"  # noqa: S608 - names of our own
            f" WHERE ({column} ~ %s) IS NOT TRUE",
            [pattern],
        )
        wrong, first = cursor.fetchone()
    if wrong:
        raise WrongSetError(
            _("%(file)s has %(count)d lines without a number of the register, such as “%(first)s”.")
            % {"file": source.path.name, "count": wrong, "first": first or ""}
        )
