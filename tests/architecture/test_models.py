"""Rules about tables: no generic keys, no inherited tables, named constraints, safe migrations."""

from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django_migration_linter import MigrationLinter

from tests.architecture.source import PACKAGES

OURS = [model for model in apps.get_models() if model.__module__.split(".")[0] in PACKAGES]


def generic_keys(candidates: list[Any]) -> list[str]:
    return [
        f"{model._meta.label}.{field.name}"
        for model in candidates
        for field in model._meta.private_fields
        if isinstance(field, GenericForeignKey)
    ]


def inherited_tables(candidates: list[Any]) -> list[str]:
    """Multi-table inheritance: a concrete model whose row is split over a parent's table."""
    return [model._meta.label for model in candidates if model._meta.parents and not model._meta.proxy]


def test_no_model_has_a_generic_foreign_key() -> None:
    assert generic_keys(OURS) == []


def test_a_planted_generic_foreign_key_is_noticed() -> None:
    key = GenericForeignKey()
    key.name = "target"
    planted = SimpleNamespace(_meta=SimpleNamespace(label="core.Planted", private_fields=[key]))
    assert generic_keys([planted]) == ["core.Planted.target"]


def test_no_model_inherits_a_table() -> None:
    assert inherited_tables(OURS) == []


def test_a_planted_inherited_table_is_noticed() -> None:
    meta = SimpleNamespace(label="core.Planted", parents={object: None}, proxy=False)
    assert inherited_tables([SimpleNamespace(_meta=meta)]) == ["core.Planted"]


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    out = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=out, stderr=out)
    except (CommandError, SystemExit):
        pytest.fail(out.getvalue())


@pytest.mark.django_db
def test_a_model_change_without_a_migration_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: a field whose length differs from what the migrations say."""
    field = apps.get_model("staff.Team")._meta.get_field("description")
    monkeypatch.setattr(field, "max_length", 321)
    with pytest.raises(SystemExit):
        call_command("makemigrations", check=True, dry_run=True, stdout=StringIO(), stderr=StringIO())


@pytest.fixture
def linter() -> MigrationLinter:
    return MigrationLinter(no_cache=True, quiet=["ok", "ignore"], no_output=True)


@pytest.mark.django_db
def test_no_migration_locks_or_breaks_a_running_release(linter: MigrationLinter) -> None:
    loader = MigrationLoader(connection)
    ours = [
        migration
        for migration in loader.disk_migrations.values()
        if apps.get_app_config(migration.app_label).name.split(".")[0] in PACKAGES
    ]
    assert ours
    for migration in ours:
        linter.lint_migration(migration)
    assert not linter.has_errors, f"{linter.nb_erroneous} unsafe migrations"


@pytest.mark.django_db
def test_a_planted_unsafe_migration_is_noticed(
    linter: MigrationLinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dropping a column breaks the release that still runs."""
    drop = 'ALTER TABLE "staff_team" DROP COLUMN "description" CASCADE;'
    monkeypatch.setattr(linter, "get_sql", lambda app_label, name: [drop])
    linter.lint_migration(MigrationLoader(connection).get_migration("staff", "0001_initial"))
    assert linter.has_errors


def test_history_tables_are_append_only() -> None:
    events = [
        model for model in OURS if model.__name__.endswith("Event") and hasattr(model, "pgh_tracked_model")
    ]
    assert events
    for model in events:
        names = {trigger.name for trigger in model._meta.triggers}
        assert "append_only" in names, model


def test_no_amount_is_kept_as_a_float() -> None:
    floats = [
        f"{model._meta.label}.{field.name}"
        for model in OURS
        for field in model._meta.fields
        if isinstance(field, models.FloatField)
    ]
    assert floats == []
