"""What makes our migrations quick leaves the same database and the same state as Django's own way."""

import re
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connection, migrations, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState

from oss.core.migrating import AskedState, AskingExecutor, MigrationAtOnce
from tests.upgrade.restoring import fresh_database

OPERATIONS = [
    migrations.CreateModel(
        "Train", [("id", models.BigAutoField(primary_key=True)), ("name", models.TextField())]
    ),
    migrations.CreateModel(
        "Wagon",
        [
            ("id", models.BigAutoField(primary_key=True)),
            ("train", models.ForeignKey("core.Train", models.CASCADE, related_name="wagons")),
        ],
    ),
    migrations.AddField("Train", "first", models.ForeignKey("core.Wagon", models.PROTECT, null=True)),
    migrations.AddField("Wagon", "seats", models.IntegerField(default=60)),
    migrations.AddIndex("Wagon", models.Index(fields=["seats"], name="wagon_seats")),
    migrations.AddConstraint(
        "Train", models.CheckConstraint(condition=~models.Q(name=""), name="train_has_a_name")
    ),
    migrations.RunSQL("INSERT INTO core_train (name) VALUES ('locomotive')"),
]


def name_by_its_wagons(apps: Any, _editor: Any) -> None:
    """From the one that is pointed to, which the migration did not touch, to those that point to it."""
    kind = apps.get_model("core", "Train")
    assert hasattr(kind, "stops")
    train = kind.objects.get()
    apps.get_model("core", "Coach").objects.create(train=train)
    train.name = f"{train.wagons.count()} wagon, {train.stops.count()} stops"
    train.save()


LATER = [
    migrations.CreateModel(
        "Stop",
        [
            ("id", models.BigAutoField(primary_key=True)),
            ("trains", models.ManyToManyField("core.Train", "stops")),
        ],
    ),
    migrations.CreateModel(
        "Call", [], options={"proxy": True}, bases=("core.stop_trains",), managers=[("all", models.Manager())]
    ),
    migrations.RenameModel("Wagon", "Coach"),
    migrations.AlterField("Coach", "seats", models.BigIntegerField(default=80)),
    migrations.RenameField("Coach", "seats", "places"),
    migrations.RunPython(name_by_its_wagons),
    migrations.RemoveField("Train", "first"),
    migrations.CreateModel("Siding", [("id", models.BigAutoField(primary_key=True))]),
    migrations.AddField("Siding", "train", models.OneToOneField("core.Train", models.CASCADE, null=True)),
    migrations.AlterField("Train", "id", models.AutoField(primary_key=True)),
    migrations.DeleteModel("Siding"),
]
SCHEMA = """
SELECT 'column', table_name, column_name, data_type || is_nullable FROM information_schema.columns
WHERE table_name ~ %(ours)s
UNION ALL SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE tablename ~ %(ours)s
UNION ALL SELECT 'rule', conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid::regclass::text ~ %(ours)s
UNION ALL SELECT {more}
ORDER BY 1, 2, 3, 4
"""
TRAINS = "'row', 'core_train', name, '' FROM core_train"
OURS = "^core_(train|wagon|coach|stop|siding)"
EVERYTHING = """'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger
WHERE NOT tgisinternal
UNION ALL SELECT 'function', proname, '', prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace"""

Made = tuple[ProjectState, list[tuple[str, ...]]]


def made_by(base: type[Migration], start: type[ProjectState], operations: list[Any]) -> Made:
    kind = type("Migration", (base,), {"operations": operations})
    with transaction.atomic():
        state = start()
        state.copies_are_whole = True  # type: ignore[attr-defined]
        state.apps  # noqa: B018 - as the executor does: whoever changes it changes the classes too
        with connection.schema_editor() as editor:
            state = kind("0001_trains", "core").apply(state, editor)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(SCHEMA.format(more=TRAINS), {"ours": OURS})
            schema = list(cursor.fetchall())
        transaction.set_rollback(True)
    return state, schema


@pytest.mark.django_db
def test_at_once_makes_what_step_by_step_makes() -> None:
    state, schema = made_by(MigrationAtOnce, ProjectState, OPERATIONS)
    assert (state, schema) == made_by(Migration, ProjectState, OPERATIONS)
    assert (state, schema) == made_by(MigrationAtOnce, AskedState, OPERATIONS)
    assert {row[2] for row in schema} >= {"first_id", "seats", "wagon_seats", "train_has_a_name"}


@pytest.mark.django_db
def test_classes_that_are_built_when_asked_for_make_what_all_of_them_make() -> None:
    state, schema = made_by(Migration, ProjectState, OPERATIONS + LATER)
    assert (state, schema) == made_by(Migration, AskedState, OPERATIONS + LATER)
    assert ("row", "core_train", "1 wagon, 0 stops", "") in schema
    assert ("column", "core_stop_trains", "train_id", "integerNO") in schema


def test_a_class_that_is_built_when_asked_for_leads_to_the_others_as_they_are_now() -> None:
    state = AskedState()
    for operation in OPERATIONS[:2]:
        operation.state_forwards("core", state)
    state.apps.get_model("core", "Wagon")
    migrations.AddField("Train", "length", models.IntegerField()).state_forwards("core", state)
    wagon = state.apps.get_model("core", "Wagon")
    train = wagon._meta.get_field("train").related_model
    assert train is state.apps.get_model("core", "Train")
    assert [field.name for field in train._meta.get_fields()] == ["wagons", "id", "name", "length"]


def everything() -> list[tuple[str, ...]]:
    """The whole schema, and the rows of every table without the times of this run."""
    with connection.cursor() as cursor:
        cursor.execute(SCHEMA.format(more=EVERYTHING), {"ours": "."})
        found = cursor.fetchall()
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT to_jsonb(one)::text FROM "{table}" one ORDER BY 1')  # noqa: S608
            found += [(table, re.sub(r'"[\d-]+T[\d:.+]+"', "", row)) for (row,) in cursor.fetchall()]
    return found


@pytest.mark.drill("migrations")
@pytest.mark.django_db(transaction=True)
def test_all_migrations_leave_what_djangos_own_executor_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    def made_with(executor: type[MigrationExecutor]) -> list[tuple[str, ...]]:
        monkeypatch.setattr(migrate, "MigrationExecutor", executor)
        with fresh_database("oss_migrated"):
            call_command("migrate", verbosity=0, interactive=False)
            return everything()

    made = made_with(AskingExecutor)
    assert len(made) > 5000
    assert made == made_with(MigrationExecutor)
