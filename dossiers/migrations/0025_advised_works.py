"""What was advised of a work, and what the client answered."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce


class Migration(MigrationAtOnce):

    dependencies = [
        ('dossiers', '0024_households_and_intakes'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Advised',
            fields=[
                ('link', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='advised', serialize=False, to='dossiers.workdossier')),
                ('position', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='order')),
                ('term', models.CharField(blank=True, choices=[('short', 'short term'), ('medium', 'medium term'), ('long', 'long term')], max_length=6, verbose_name='term')),
                ('premium', models.CharField(blank=True, help_text='Which rule, and of what day.', max_length=200, verbose_name='premium')),
                ('saving', models.CharField(blank=True, help_text='How much a year, and by what method.', max_length=200, verbose_name='saving')),
                ('remark', models.CharField(blank=True, max_length=500, verbose_name='remark')),
                ('answer', models.CharField(blank=True, choices=[('yes', 'yes'), ('no', 'no'), ('later', 'later'), ('open', 'still to discuss')], max_length=5, verbose_name='answer of the client')),
                ('later_on', models.DateField(blank=True, null=True, verbose_name='come back to it on')),
                ('reason', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.reason', verbose_name='why not')),
            ],
            options={
                'verbose_name': 'advised work',
                'verbose_name_plural': 'advised works',
            },
        ),
        migrations.CreateModel(
            name='AdvisedEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('position', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='order')),
                ('term', models.CharField(blank=True, choices=[('short', 'short term'), ('medium', 'medium term'), ('long', 'long term')], max_length=6, verbose_name='term')),
                ('premium', models.CharField(blank=True, help_text='Which rule, and of what day.', max_length=200, verbose_name='premium')),
                ('saving', models.CharField(blank=True, help_text='How much a year, and by what method.', max_length=200, verbose_name='saving')),
                ('remark', models.CharField(blank=True, max_length=500, verbose_name='remark')),
                ('answer', models.CharField(blank=True, choices=[('yes', 'yes'), ('no', 'no'), ('later', 'later'), ('open', 'still to discuss')], max_length=5, verbose_name='answer of the client')),
                ('later_on', models.DateField(blank=True, null=True, verbose_name='come back to it on')),
                ('link', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='dossiers.workdossier')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.advised')),
                ('reason', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.reason', verbose_name='why not')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='advised',
            constraint=models.CheckConstraint(condition=models.Q(('answer__in', ['', 'yes', 'no', 'later', 'open']), ('term__in', ['', 'short', 'medium', 'long'])), name='advised_is_of_the_lists'),
        ),
        migrations.AddConstraint(
            model_name='advised',
            constraint=models.CheckConstraint(condition=models.Q(('reason', None), ('answer', 'no'), _connector='OR'), name='advised_reason_goes_with_no', violation_error_message='Only “no” has a reason: empty it, or choose “no”.'),
        ),
        migrations.AddConstraint(
            model_name='advised',
            constraint=models.CheckConstraint(condition=models.Q(('later_on', None), ('answer', 'later'), _connector='OR'), name='advised_day_goes_with_later', violation_error_message='Only “later” has a day: empty it, or choose “later”.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='advised',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_advisedevent" ("answer", "later_on", "link_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "premium", "reason_id", "remark", "saving", "term") VALUES (NEW."answer", NEW."later_on", NEW."link_id", _pgh_attach_context(), NOW(), \'insert\', NEW."link_id", NEW."position", NEW."premium", NEW."reason_id", NEW."remark", NEW."saving", NEW."term"); RETURN NULL;', hash='8a8ffbcbeecc17f26b269043ea711fe959cefdbd', operation='INSERT', pgid='pgtrigger_insert_insert_19546', table='dossiers_advised', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='advised',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_advisedevent" ("answer", "later_on", "link_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "premium", "reason_id", "remark", "saving", "term") VALUES (NEW."answer", NEW."later_on", NEW."link_id", _pgh_attach_context(), NOW(), \'update\', NEW."link_id", NEW."position", NEW."premium", NEW."reason_id", NEW."remark", NEW."saving", NEW."term"); RETURN NULL;', hash='f38302282f7df61a05302876c2e4d51c1e2c7295', operation='UPDATE', pgid='pgtrigger_update_update_c46f4', table='dossiers_advised', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='advised',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_advisedevent" ("answer", "later_on", "link_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "premium", "reason_id", "remark", "saving", "term") VALUES (OLD."answer", OLD."later_on", OLD."link_id", _pgh_attach_context(), NOW(), \'delete\', OLD."link_id", OLD."position", OLD."premium", OLD."reason_id", OLD."remark", OLD."saving", OLD."term"); RETURN NULL;', hash='f5ec3487bf9b2570f7ae8ba10b4eae6d5ec9ef43', operation='DELETE', pgid='pgtrigger_delete_delete_f4ece', table='dossiers_advised', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='advisedevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a8f7360310a9daf7e2196d68b43ee8575e526ae0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3d22c', table='dossiers_advisedevent', when='BEFORE')),
        ),
    ]
