"""A migration at once leaves the same database as one that goes step by step."""

import pytest
from django.db import connection, migrations, models, transaction
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState

from oss.core.migrating import MigrationAtOnce

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
SCHEMA = """
SELECT 'column', table_name, column_name, data_type || is_nullable FROM information_schema.columns
WHERE table_name IN ('core_train', 'core_wagon')
UNION ALL SELECT 'index', tablename, indexname, indexdef FROM pg_indexes
WHERE tablename IN ('core_train', 'core_wagon')
UNION ALL SELECT 'rule', conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid IN ('core_train'::regclass, 'core_wagon'::regclass)
ORDER BY 1, 2, 3
"""


def made_by(base: type[Migration]) -> tuple[ProjectState, list[tuple[str, ...]]]:
    kind = type("Migration", (base,), {"operations": OPERATIONS})
    with transaction.atomic():
        state = ProjectState()
        state.apps  # noqa: B018 - as the executor does: whoever changes it changes the classes too
        with connection.schema_editor() as editor:
            state = kind("0001_trains", "core").apply(state, editor)
        with connection.cursor() as cursor:
            cursor.execute(SCHEMA)
            schema = list(cursor.fetchall())
        transaction.set_rollback(True)
    return state, schema


@pytest.mark.django_db
def test_at_once_makes_what_step_by_step_makes() -> None:
    state, schema = made_by(MigrationAtOnce)
    assert (state, schema) == made_by(Migration)
    assert {row[2] for row in schema} >= {"first_id", "seats", "wagon_seats", "train_has_a_name"}
