"""A value that shipped is known by the parameter and day it shipped with, whatever day it starts on later."""

import django.contrib.postgres.functions
import django.db.models.functions.comparison
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce


def once(model, name, *columns):
    """A unique index, within this transaction: a list of values has some dozens of rows."""
    return migrations.SeparateDatabaseAndState(
        database_operations=[
            migrations.RunSQL(
                f"CREATE UNIQUE INDEX {name} ON core_{model} ({', '.join(columns)})",
                f"DROP INDEX {name}",
            )
        ],
        state_operations=[
            migrations.AddConstraint(
                model_name=model, constraint=models.UniqueConstraint(*columns, name=name)
            )
        ],
    )


class Migration(MigrationAtOnce):

    dependencies = [
        ('core', '0003_used_keys_of_forms'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='datedvalue',
            name='update_update',
        ),
        migrations.AddField(
            model_name='datedvalue',
            name='code',
            field=models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=80, verbose_name='code'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='datedvalue',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."checked_on" IS DISTINCT FROM (NEW."checked_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."parameter" IS DISTINCT FROM (NEW."parameter") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."valid_from" IS DISTINCT FROM (NEW."valid_from") OR OLD."value" IS DISTINCT FROM (NEW."value"))', func='INSERT INTO "core_datedvalueevent" ("checked_on", "id", "parameter", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "valid_from", "value") VALUES (NEW."checked_on", NEW."id", NEW."parameter", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."valid_from", NEW."value"); RETURN NULL;', hash='b0610c238199fcb492c25d22ce4def1067df9fa7', operation='UPDATE', pgid='pgtrigger_update_update_901e0', table='core_datedvalue', when='AFTER')),
        ),
        migrations.RunSQL(
            "UPDATE core_datedvalue SET code = parameter || ':' || valid_from",
            migrations.RunSQL.noop,
        ),
        once('datedvalue', 'dated_value_code_once', 'code'),
    ]
