"""Rules about tables: no generic keys, no inherited tables, named constraints, safe migrations."""

import inspect
import re
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.core.management import CommandError, call_command
from django.core.management.commands import sqlmigrate
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django_migration_linter import MigrationLinter

from oss.core.migrating import AskedState
from oss.core.named_values import NamedValue
from tests.architecture.landed_migrations import landed, migrations
from tests.architecture.source import LISTED, PACKAGES, deletions
from tests.conftest import ROOT

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


def test_the_rule_about_names_knows_every_list_of_values() -> None:
    tables = [model for model in OURS if not model._meta.proxy]
    assert {model.__name__ for model in tables if issubclass(model, NamedValue)} == LISTED


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


class Loader(MigrationLoader):
    """Without the classes that no migration which is looked at asks for."""

    def project_state(self, *where: Any, **how: Any) -> AskedState:
        state = super().project_state(*where, **how)
        return AskedState(state.models, state.real_apps)


@pytest.fixture
def linter(monkeypatch: pytest.MonkeyPatch) -> MigrationLinter:
    monkeypatch.setattr(sqlmigrate, "MigrationLoader", Loader)
    return MigrationLinter(no_cache=True, quiet=["ok", "ignore"], no_output=True)


def changed(landed: dict[str, str], now: dict[str, str]) -> list[str]:
    return [path for path, found in landed.items() if now.get(path) != found]


def test_a_migration_that_landed_stays_as_it_was() -> None:
    """A database that ran it would never hear of the change."""
    assert changed(landed(), migrations()) == []


def test_a_planted_change_of_a_landed_migration_is_noticed() -> None:
    path, *_ = landed()
    assert changed(landed(), migrations() | {path: "another"}) == [path]


@pytest.mark.django_db
def test_no_new_migration_locks_or_breaks_a_running_release(linter: MigrationLinter) -> None:
    files = {
        Path(inspect.getfile(type(migration))).relative_to(ROOT).as_posix(): migration
        for migration in MigrationLoader(connection).disk_migrations.values()
        if apps.get_app_config(migration.app_label).name.split(".")[0] in PACKAGES
    }
    assert files.keys() == migrations().keys()
    for path in files.keys() - landed().keys():
        linter.lint_migration(files[path])
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


def nameless_constraints(candidates: list[Any]) -> list[str]:
    """Uniqueness without a named constraint, and names that say less than `team_name_once`."""
    found = []
    for model in candidates:
        names = [constraint.name for constraint in model._meta.constraints]
        found += [f"{model._meta.label}: {name}" for name in names if not says_something(name)]
        found += [f"{model._meta.label}: {fields}" for fields in model._meta.unique_together]
        found += [
            f"{model._meta.label}.{field.name}"
            for field in model._meta.local_fields
            if field.unique and not field.primary_key and not field.one_to_one
        ]
    return found


def says_something(name: str) -> bool:
    """Words in snake_case, without the hash or the ending of a name that Django or PostgreSQL made up."""
    words = name.split("_")
    made_up = words[-1] in {"uniq", "key", "check", "idx", "fk", "pk", "excl"} or any(
        re.fullmatch(r"(?=.*\d)[0-9a-f]{6,8}", word) for word in words
    )
    return re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)+", name) is not None and not made_up


def careless_deletions(candidates: list[Any], explained: set[tuple[str, str, str]]) -> list[str]:
    """Foreign keys that neither PROTECT nor RESTRICT, but for (class, field, rule) explained in the source.

    Tables that Django or pghistory made are not ours to decide about.
    """
    return [
        f"{model._meta.label}.{field.name} {field.remote_field.on_delete.__name__}"
        for model in candidates
        if not hasattr(model, "pgh_tracked_model")
        for field in model._meta.local_fields
        if field.remote_field
        and field.remote_field.on_delete not in {models.PROTECT, models.RESTRICT}
        and not any(
            (cls.__name__, field.name, field.remote_field.on_delete.__name__) in explained
            for cls in model.__mro__
        )
    ]


def histories_that_may_change(candidates: list[Any]) -> list[str]:
    return [
        model._meta.label
        for model in candidates
        if "append_only" not in {trigger.name for trigger in model._meta.triggers}
    ]


def floats(candidates: list[Any]) -> list[str]:
    return [
        f"{model._meta.label}.{field.name}"
        for model in candidates
        for field in model._meta.local_fields
        if isinstance(field, models.FloatField)
    ]


def planted(**meta: Any) -> Any:
    """A class that looks like a model with this Meta."""
    nothing: dict[str, Any] = {"constraints": [], "unique_together": (), "local_fields": [], "triggers": []}
    return type("Planted", (), {"_meta": SimpleNamespace(label="core.Planted", **(nothing | meta))})


def named(name: str, field: Any) -> Any:
    field.name = name
    return field


def test_every_constraint_has_a_name_that_says_what_holds() -> None:
    assert any(model._meta.constraints for model in OURS)
    assert nameless_constraints(OURS) == []


@pytest.mark.parametrize(
    "meta",
    [
        *(
            {"constraints": [models.UniqueConstraint(fields=["name"], name=name)]}
            for name in (
                "staff_team_name_1a2b3c4d_uniq",  # Django's
                "staff_team_name_1a2b3c",
                "staff_team_name_key",  # PostgreSQL's
                "staff_team_stock_check",
                "TeamNameOnce",
                "unique",
            )
        ),
        {"unique_together": (("team", "user"),)},
        {"local_fields": [named("code", models.CharField(unique=True))]},
    ],
    ids=str,
)
def test_a_planted_constraint_without_a_name_is_noticed(meta: dict[str, Any]) -> None:
    assert len(nameless_constraints([planted(**meta)])) == 1


def test_a_name_that_says_what_holds_is_accepted() -> None:
    assert says_something("membership_once")
    assert says_something("loan_of_2024_is_at_most_60000")


def test_rows_that_others_point_to_are_kept_unless_the_source_says_why() -> None:
    explained = {(one.cls, one.field, one.rule) for one in deletions(ROOT) if one.explained}
    assert ("Membership", "team", "CASCADE") in explained
    assert careless_deletions(OURS, explained) == []


@pytest.mark.parametrize("rule", [models.CASCADE, models.SET_NULL, models.DO_NOTHING, models.SET(1)])
def test_a_planted_careless_deletion_is_noticed(rule: Any) -> None:
    key = named("team", models.ForeignKey("staff.Team", rule, null=True))
    reason_for_another = {("Planted", "user", rule.__name__), ("Planted", "team", "PROTECT")}
    assert len(careless_deletions([planted(local_fields=[key])], reason_for_another)) == 1
    reason = {("Planted", "team", rule.__name__)}
    assert careless_deletions([planted(local_fields=[key])], reason) == []


def test_history_tables_are_append_only() -> None:
    events = [model for model in OURS if hasattr(model, "pgh_tracked_model")]
    assert events
    assert histories_that_may_change(events) == []


def test_a_planted_history_that_may_change_is_noticed() -> None:
    other = SimpleNamespace(name="something_else")
    assert histories_that_may_change([planted(triggers=[other])]) == ["core.Planted"]


def test_no_amount_is_kept_as_a_float() -> None:
    assert floats(OURS) == []


def test_a_planted_float_is_noticed() -> None:
    assert floats([planted(local_fields=[named("amount", models.FloatField())])]) == ["core.Planted.amount"]
