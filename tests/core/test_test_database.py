"""The template that test databases are copied from is there wholly or not at all, and never outdated."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.database import state_of, template

FAMILY = "probed"

pytestmark = pytest.mark.xdist_group("test_database")  # the names are the same in every worker


@pytest.fixture(autouse=True)
def _outside_transactions(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield
        with connection._nodb_cursor() as cursor:
            for name in templates():
                cursor.execute(f'DROP DATABASE "{name}"')


def templates() -> list[str]:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [f"{FAMILY}_"])
        return [name for (name,) in cursor.fetchall()]


def make_a_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE made ()")


def test_a_template_is_filled_once() -> None:
    assert template(FAMILY, "1", fill=make_a_table) == "probed_1"
    assert template(FAMILY, "1", fill=lambda: pytest.fail("it was there")) == "probed_1"


def test_a_half_made_template_is_never_used() -> None:
    def break_off() -> None:
        make_a_table()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        template(FAMILY, "1", fill=break_off)
    assert templates() == ["probed_half_made"]  # as a killed run leaves it
    template(FAMILY, "1", fill=make_a_table)
    assert templates() == ["probed_1"]


def test_another_state_of_the_migrations_replaces_the_template(tmp_path: Path) -> None:
    migration = tmp_path / "0001_initial.py"
    migration.write_text("from oss.core.migrating import MigrationAtOnce\n")
    before = state_of([migration])
    assert state_of([migration]) == before
    migration.write_text("from oss.core.migrating import MigrationAtOnce\noperations = []\n")
    template(FAMILY, before, fill=make_a_table)
    template(FAMILY, state_of([migration]), fill=make_a_table)
    assert templates() == [f"probed_{state_of([migration])}"]
    assert state_of([migration]) != before
