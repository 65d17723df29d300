"""The first term of what is to do on a dossier, kept on its row by triggers. Its indexes are built beside the
running shop."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from oss.core.migrating import AddIndexBeside, MigrationAtOnce

TERM = """
CREATE OR REPLACE FUNCTION dossiers_term_of(case_file bigint) RETURNS date
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    RETURN (
        SELECT min(due_on) FROM timeline_activity
        WHERE case_file_id = case_file AND kind IN ('task', 'request') AND done_at IS NULL
    );
END
$$
"""
FILL = """
UPDATE dossiers_dossier SET next_due = NULL WHERE case_file_id IN (
    SELECT case_file_id FROM timeline_activity
    WHERE kind IN ('task', 'request') AND done_at IS NULL AND due_on IS NOT NULL
)
"""


class Migration(MigrationAtOnce):
    atomic = False

    dependencies = [
        ('addresses', '0013_works_move_up'),
        ('dossiers', '0031_project_designs'),
        ('timeline', '0006_indexes_of_requests'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(TERM, "DROP FUNCTION dossiers_term_of(bigint)"),
        migrations.CreateModel(
            name='DueActivity',
            fields=[
            ],
            options={
                'proxy': True,
                'default_permissions': (),
                'indexes': [],
                'constraints': [],
            },
            bases=('timeline.activity',),
        ),
        migrations.AddField(
            model_name='dossier',
            name='next_due',
            field=models.DateField(editable=False, null=True, verbose_name='next term'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dossier',
            trigger=pgtrigger.compiler.Trigger(name='fill_term', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n        NEW.next_due := dossiers_term_of(NEW.case_file_id);\n        RETURN NEW;\n    ', hash='881450be72e0526c21ab870b77790a95dc7efdb9', operation='INSERT OR UPDATE OF "next_due", "case_file_id", "search"', pgid='pgtrigger_fill_term_e7eef', table='dossiers_dossier', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dueactivity',
            trigger=pgtrigger.compiler.Trigger(name='term_follows', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n    IF (NEW.due_on IS NOT NULL AND NEW.done_at IS NULL)\n        OR (OLD.due_on IS NOT NULL AND OLD.done_at IS NULL) THEN\n        UPDATE dossiers_dossier SET next_due = NULL\n        WHERE case_file_id IN (OLD.case_file_id, NEW.case_file_id);\n    END IF;\n    RETURN NULL;\n', hash='126f184ca4bc0beee9ef3b324885573940f1d719', operation='INSERT OR DELETE', pgid='pgtrigger_term_follows_89f0f', table='timeline_activity', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dueactivity',
            trigger=pgtrigger.compiler.Trigger(name='term_follows_change', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."case_file_id" IS DISTINCT FROM (NEW."case_file_id") OR OLD."done_at" IS DISTINCT FROM (NEW."done_at") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."kind" IS DISTINCT FROM (NEW."kind"))', func='\n    IF (NEW.due_on IS NOT NULL AND NEW.done_at IS NULL)\n        OR (OLD.due_on IS NOT NULL AND OLD.done_at IS NULL) THEN\n        UPDATE dossiers_dossier SET next_due = NULL\n        WHERE case_file_id IN (OLD.case_file_id, NEW.case_file_id);\n    END IF;\n    RETURN NULL;\n', hash='a15d0b5218a3e43846621cecefee89304f587ee3', operation='UPDATE', pgid='pgtrigger_term_follows_change_d64bb', table='timeline_activity', when='AFTER')),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        AddIndexBeside(
            model_name='dossier',
            index=models.Index(models.OrderBy(models.F('next_due')), models.OrderBy(models.F('id')), name='dossier_by_term'),
        ),
        AddIndexBeside(
            model_name='dossier',
            index=models.Index(models.OrderBy(models.F('next_due'), descending=True, nulls_last=True), models.OrderBy(models.F('id'), descending=True), name='dossier_by_term_down'),
        ),
    ]
