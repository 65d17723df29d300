"""Puts a dump back into a fresh database, by the driver alone: no client of PostgreSQL has to be there."""

import gzip
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db import connection

HERE = Path(__file__).resolve().parent
DUMP, FILES = HERE / "witness.sql.gz", HERE / "files.tar.gz"


@contextmanager
def fresh_database(name: str) -> Iterator[None]:
    """The default connection leads to an empty database, until the end."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    usual = connection.settings_dict["NAME"]
    _lead_to(name)
    try:
        yield
    finally:
        _lead_to(usual)
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _lead_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name
    ContentType.objects.clear_cache()  # the keys of the other database


def restore() -> None:
    """Statements as they stand, the rows of each COPY as its data; the session's settings end with it."""
    connection.ensure_connection()
    driver = connection.connection
    statements: list[bytes] = []
    with driver.transaction(), gzip.open(DUMP) as lines:
        for line in lines:
            statements.append(line)
            if line.startswith(b"COPY ") and line.endswith(b" FROM stdin;\n"):
                driver.execute(b"".join(statements[:-1]))
                with driver.cursor().copy(statements.pop()) as copy:
                    copy.write(b"".join(iter(lines.readline, b"\\.\n")))
                statements = []
        driver.execute(b"".join(statements))
    connection.close()


def unpack_files(folder: Path) -> None:
    with tarfile.open(fileobj=BytesIO(FILES.read_bytes())) as archive:
        archive.extractall(folder, filter="data")
