"""The waiting list: places of dossiers, and why some go first."""

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce


class Migration(MigrationAtOnce):

    dependencies = [
        ('dossiers', '0034_surveys'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='reason',
            name='kind',
            field=models.CharField(choices=[('abandon', 'to abandon'), ('back', 'to step back or reopen'), ('inactive', 'to deactivate'), ('decline', 'not to do a work'), ('choose', 'to choose a quote'), ('survey', 'not to ask a survey'), ('waiting', 'to take off the waiting list')], max_length=8, verbose_name='used'),
        ),
        migrations.CreateModel(
            name='WaitingPriority',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
            ],
            options={
                'verbose_name': 'priority on the waiting list',
                'verbose_name_plural': 'priorities on the waiting list',
                'ordering': ['position', 'name'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(models.F('code'), name='waitingpriority_code_once'), models.UniqueConstraint(fields=('name',), name='waiting_priority_name_once')],
            },
        ),
        migrations.CreateModel(
            name='WaitingPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('complete_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='request complete on')),
                ('priority', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.waitingpriority', verbose_name='priority')),
                ('turn', models.GeneratedField(db_persist=True, expression=models.Case(models.When(priority__isnull=True, then=models.Value(1)), default=models.Value(0)), output_field=models.PositiveSmallIntegerField())),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                ('told_term', models.CharField(blank=True, editable=False, max_length=60, verbose_name='expected')),
                ('told_on', models.DateField(blank=True, editable=False, null=True, verbose_name='told on')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('ended_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='ended at')),
                ('ended_how', models.CharField(blank=True, choices=[('assigned', 'handed to a coach'), ('withdrawn', 'taken off the list'), ('moved', 'went to another stage'), ('inactive', 'deactivated')], editable=False, max_length=9, verbose_name='ended')),
                ('coach', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='preferred coach')),
                ('created_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='waiting_places', to='dossiers.dossier')),
                ('ended_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('told_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_because', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.reason')),
            ],
            options={
                'verbose_name': 'place on the waiting list',
                'verbose_name_plural': 'places on the waiting list',
                'ordering': ('turn', 'complete_on', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='WaitingPlaceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('complete_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='request complete on')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                ('told_term', models.CharField(blank=True, editable=False, max_length=60, verbose_name='expected')),
                ('told_on', models.DateField(blank=True, editable=False, null=True, verbose_name='told on')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('ended_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='ended at')),
                ('ended_how', models.CharField(blank=True, choices=[('assigned', 'handed to a coach'), ('withdrawn', 'taken off the list'), ('moved', 'went to another stage'), ('inactive', 'deactivated')], editable=False, max_length=9, verbose_name='ended')),
                ('coach', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='preferred coach')),
                ('created_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.dossier')),
                ('ended_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.waitingplace')),
                ('told_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_because', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.reason')),
                ('priority', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.waitingpriority', verbose_name='priority')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='waitingplaceevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0fa30ef75de75344a34e6b891de4e1dbee0f091d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c4e99', table='dossiers_waitingplaceevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='waitingplace',
            index=models.Index(fields=['turn', 'complete_on', 'id'], name='waiting_place_by_turn'),
        ),
        migrations.AddConstraint(
            model_name='waitingplace',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('dossier',), name='waits_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='waitingplace',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_how', '')), models.Q(('ended_at__isnull', False), ('ended_how__in', ['assigned', 'withdrawn', 'moved', 'inactive'])), _connector='OR'), name='wait_ends_in_a_known_way'),
        ),
        migrations.AddConstraint(
            model_name='waitingplace',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_because', None), ('ended_how', 'withdrawn'), _connector='OR'), name='wait_is_withdrawn_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='waitingplace',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('told_on', None), ('told_term', '')), models.Q(('told_on__isnull', False), models.Q(('told_term', ''), _negated=True)), _connector='OR'), name='waiting_term_is_told_on_a_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='waitingplace',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_waitingplaceevent" ("coach_id", "complete_on", "created_at", "created_by_id", "dossier_id", "ended_at", "ended_by_id", "ended_how", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_id", "told_by_id", "told_on", "told_term", "withdrawn_because_id") VALUES (NEW."coach_id", NEW."complete_on", NEW."created_at", NEW."created_by_id", NEW."dossier_id", NEW."ended_at", NEW."ended_by_id", NEW."ended_how", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."priority_id", NEW."told_by_id", NEW."told_on", NEW."told_term", NEW."withdrawn_because_id"); RETURN NULL;', hash='999f406d4d04c6e5fad8a5af2a9d44c4d3567c0d', operation='INSERT', pgid='pgtrigger_insert_insert_c4625', table='dossiers_waitingplace', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='waitingplace',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."coach_id" IS DISTINCT FROM (NEW."coach_id") OR OLD."complete_on" IS DISTINCT FROM (NEW."complete_on") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."dossier_id" IS DISTINCT FROM (NEW."dossier_id") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ended_by_id" IS DISTINCT FROM (NEW."ended_by_id") OR OLD."ended_how" IS DISTINCT FROM (NEW."ended_how") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."priority_id" IS DISTINCT FROM (NEW."priority_id") OR OLD."told_by_id" IS DISTINCT FROM (NEW."told_by_id") OR OLD."told_on" IS DISTINCT FROM (NEW."told_on") OR OLD."told_term" IS DISTINCT FROM (NEW."told_term") OR OLD."withdrawn_because_id" IS DISTINCT FROM (NEW."withdrawn_because_id"))', func='INSERT INTO "dossiers_waitingplaceevent" ("coach_id", "complete_on", "created_at", "created_by_id", "dossier_id", "ended_at", "ended_by_id", "ended_how", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_id", "told_by_id", "told_on", "told_term", "withdrawn_because_id") VALUES (NEW."coach_id", NEW."complete_on", NEW."created_at", NEW."created_by_id", NEW."dossier_id", NEW."ended_at", NEW."ended_by_id", NEW."ended_how", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."priority_id", NEW."told_by_id", NEW."told_on", NEW."told_term", NEW."withdrawn_because_id"); RETURN NULL;', hash='ab6ee6642dc760b839b8a574f4146ca852ebbdbc', operation='UPDATE', pgid='pgtrigger_update_update_07354', table='dossiers_waitingplace', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='waitingplace',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_waitingplaceevent" ("coach_id", "complete_on", "created_at", "created_by_id", "dossier_id", "ended_at", "ended_by_id", "ended_how", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_id", "told_by_id", "told_on", "told_term", "withdrawn_because_id") VALUES (OLD."coach_id", OLD."complete_on", OLD."created_at", OLD."created_by_id", OLD."dossier_id", OLD."ended_at", OLD."ended_by_id", OLD."ended_how", OLD."id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."priority_id", OLD."told_by_id", OLD."told_on", OLD."told_term", OLD."withdrawn_because_id"); RETURN NULL;', hash='59a81eac11a83418ac0547b85968b5424baf9232', operation='DELETE', pgid='pgtrigger_delete_delete_80c34', table='dossiers_waitingplace', when='AFTER')),
        ),
    ]
