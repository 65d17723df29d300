"""A management command that meets no database, or one that is not prepared, says so in one line."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import ProgrammingError, connection
from psycopg import sql

import manage
from oss.core.postgres.base import DatabaseWrapper
from tests.conftest import ROOT


@pytest.fixture
def fresh_database() -> Iterator[str]:
    """The address of a database without tables."""
    given = urlsplit(os.environ["DATABASE_URL"])
    name = sql.Identifier(f"oss_fresh_{os.getpid()}")
    with psycopg.connect(given._replace(scheme="postgresql").geturl(), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
        try:
            yield given._replace(path=f"/oss_fresh_{os.getpid()}").geturl()
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def test_a_database_that_is_not_prepared_is_told_in_one_line(fresh_database: str, tmp_path: Path) -> None:
    mail = tmp_path / "mail.eml"
    mail.write_text("Subject: Vraag\n\nDag")
    refused = subprocess.run(
        [sys.executable, "manage.py", "receive_mail", str(mail)],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": fresh_database, "OSS_DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 1
    assert refused.stderr == (
        "The database is not prepared: run `manage prepare_database` first, in the same way.\n"
    )


def test_a_database_that_does_not_answer_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    nowhere = {**connection.settings_dict, "HOST": "127.0.0.1", "PORT": 1}
    elsewhere = DatabaseWrapper(nowhere, alias="elsewhere")
    monkeypatch.setattr(manage, "execute_from_command_line", lambda _told: elsewhere.ensure_connection())
    with pytest.raises(SystemExit, match=r"The database does not answer: .*refused"):
        manage.main(["manage.py", "fetch_mail"])


def test_a_fault_of_the_command_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    def fail(_arguments: list[str]) -> None:
        raise ProgrammingError("planted")

    monkeypatch.setattr(manage, "execute_from_command_line", fail)
    with pytest.raises(ProgrammingError, match="planted"):
        manage.main(["manage.py", "fetch_mail"])
