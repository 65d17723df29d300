"""How long a question waited for its first action, computed by the database; what a referral opens next."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce
from oss.core.working_days import DaysUntil, WorkingDaysUntil

OPENS = """
UPDATE dossiers_referralproduct AS product SET opens_id = subtype.id
FROM dossiers_subtype AS subtype
WHERE (product.code, subtype.code) IN (
  ('loan', 'loan_verbouwlening'), ('advice', 'advice_renovation_advice'),
  ('energy_scan', 'advice_energy_scan'), ('guidance', 'design_verbouwbegeleiding'))
"""


class Migration(MigrationAtOnce):
    dependencies = [("core", "0006_working_days"), ("dossiers", "0036_quotes_that_expire")]

    operations = [
        migrations.AddField(
            model_name="referralproduct",
            name="opens",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="dossiers.subtype",
                verbose_name="opens a dossier of",
            ),
        ),
        migrations.RunSQL(OPENS, migrations.RunSQL.noop),
        pgtrigger.migrations.RemoveTrigger(
            model_name='informationdetail',
            name='update_update',
        ),
        migrations.AddField(
            model_name='informationdetail',
            name='lead_days',
            field=models.GeneratedField(db_persist=True, expression=DaysUntil('asked_on', 'first_action_on'), output_field=models.IntegerField(null=True)),
        ),
        migrations.AddField(
            model_name='informationdetail',
            name='lead_working_days',
            field=models.GeneratedField(db_persist=True, expression=WorkingDaysUntil('asked_on', 'first_action_on'), output_field=models.IntegerField(null=True)),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='informationdetail',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."asked_on" IS DISTINCT FROM (NEW."asked_on") OR OLD."dossier_id" IS DISTINCT FROM (NEW."dossier_id") OR OLD."dossier_type" IS DISTINCT FROM (NEW."dossier_type") OR OLD."first_action_id" IS DISTINCT FROM (NEW."first_action_id") OR OLD."first_action_on" IS DISTINCT FROM (NEW."first_action_on") OR OLD."question" IS DISTINCT FROM (NEW."question"))', func='INSERT INTO "dossiers_informationdetailevent" ("answer", "asked_on", "dossier_id", "dossier_type", "first_action_id", "first_action_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question") VALUES (NEW."answer", NEW."asked_on", NEW."dossier_id", NEW."dossier_type", NEW."first_action_id", NEW."first_action_on", _pgh_attach_context(), NOW(), \'update\', NEW."dossier_id", NEW."question"); RETURN NULL;', hash='6e36b901d35cdc4d1e5b4b57039d0cd6424ca3c6', operation='UPDATE', pgid='pgtrigger_update_update_bb89b', table='dossiers_informationdetail', when='AFTER')),
        ),
    ]
