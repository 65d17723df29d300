"""Facts that are answered without a value, and the dossier of its train that a dossier waits for."""

import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce


class Migration(MigrationAtOnce):

    dependencies = [
        ('addresses', '0011_building_name_search'),
        ('dossiers', '0014_clock_of_the_database'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('timeline', '0004_posted_mail'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FactWithoutValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fact', models.CharField(max_length=40)),
                ('why', models.CharField(choices=[('unknown', 'not known'), ('n/a', 'does not apply'), ('not_told', 'the client does not want to say'), ('later', 'comes later')], max_length=8, verbose_name='why')),
                ('expected_on', models.DateField(blank=True, null=True, verbose_name='expected on')),
                ('told_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'verbose_name': 'fact without a value',
                'verbose_name_plural': 'facts without a value',
            },
        ),
        migrations.CreateModel(
            name='FactWithoutValueEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('fact', models.CharField(max_length=40)),
                ('why', models.CharField(choices=[('unknown', 'not known'), ('n/a', 'does not apply'), ('not_told', 'the client does not want to say'), ('later', 'comes later')], max_length=8, verbose_name='why')),
                ('expected_on', models.DateField(blank=True, null=True, verbose_name='expected on')),
                ('told_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='dossier',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='dossier',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='dossier',
            name='update_update',
        ),
        migrations.AddField(
            model_name='dossier',
            name='waits_for',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='waited_for_by', to='dossiers.dossier', verbose_name='waits for'),
        ),
        migrations.AddField(
            model_name='dossierevent',
            name='waits_for',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.dossier', verbose_name='waits for'),
        ),
        migrations.AlterField(
            model_name='informationdetail',
            name='dossier_type',
            field=models.CharField(editable=False, max_length=12),
        ),
        migrations.AlterField(
            model_name='informationdetailevent',
            name='dossier_type',
            field=models.CharField(editable=False, max_length=12),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dossier',
            trigger=pgtrigger.compiler.Trigger(name='waits_on_its_own_train', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."waits_for_id" IS NOT NULL)', func="\n    IF NOT EXISTS (\n        SELECT FROM dossiers_dossier WHERE id = NEW.waits_for_id AND journey_id = NEW.journey_id\n    ) THEN\n        RAISE EXCEPTION 'a dossier waits for one of its own journey' USING ERRCODE = 'foreign_key_violation';\n    END IF;\n    RETURN NEW;\n", hash='583344a5723fe78c40c45e06e7f448090bbb5478', operation='INSERT OR UPDATE OF "waits_for_id", "journey_id"', pgid='pgtrigger_waits_on_its_own_train_32702', table='dossiers_dossier', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dossier',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_dossierevent" ("acquaintance_id", "assignee_id", "case_file_id", "closing_reason_id", "completed_on", "created_at", "created_by_id", "id", "is_active", "is_anonymous", "journey_id", "main_contact_id", "number", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "project_id", "scope", "site_address_id", "source_id", "stage", "subtype_id", "type", "waits_for_id") VALUES (NEW."acquaintance_id", NEW."assignee_id", NEW."case_file_id", NEW."closing_reason_id", NEW."completed_on", NEW."created_at", NEW."created_by_id", NEW."id", NEW."is_active", NEW."is_anonymous", NEW."journey_id", NEW."main_contact_id", NEW."number", NEW."opened_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."postcode", NEW."project_id", NEW."scope", NEW."site_address_id", NEW."source_id", NEW."stage", NEW."subtype_id", NEW."type", NEW."waits_for_id"); RETURN NULL;', hash='5d906f308fee57fcf3061d6b4eb99f50dabb3c84', operation='INSERT', pgid='pgtrigger_insert_insert_d9b06', table='dossiers_dossier', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dossier',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."acquaintance_id" IS DISTINCT FROM (NEW."acquaintance_id") OR OLD."assignee_id" IS DISTINCT FROM (NEW."assignee_id") OR OLD."case_file_id" IS DISTINCT FROM (NEW."case_file_id") OR OLD."closing_reason_id" IS DISTINCT FROM (NEW."closing_reason_id") OR OLD."completed_on" IS DISTINCT FROM (NEW."completed_on") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_anonymous" IS DISTINCT FROM (NEW."is_anonymous") OR OLD."journey_id" IS DISTINCT FROM (NEW."journey_id") OR OLD."main_contact_id" IS DISTINCT FROM (NEW."main_contact_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."opened_on" IS DISTINCT FROM (NEW."opened_on") OR OLD."postcode" IS DISTINCT FROM (NEW."postcode") OR OLD."project_id" IS DISTINCT FROM (NEW."project_id") OR OLD."scope" IS DISTINCT FROM (NEW."scope") OR OLD."site_address_id" IS DISTINCT FROM (NEW."site_address_id") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."stage" IS DISTINCT FROM (NEW."stage") OR OLD."subtype_id" IS DISTINCT FROM (NEW."subtype_id") OR OLD."type" IS DISTINCT FROM (NEW."type") OR OLD."waits_for_id" IS DISTINCT FROM (NEW."waits_for_id"))', func='INSERT INTO "dossiers_dossierevent" ("acquaintance_id", "assignee_id", "case_file_id", "closing_reason_id", "completed_on", "created_at", "created_by_id", "id", "is_active", "is_anonymous", "journey_id", "main_contact_id", "number", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "project_id", "scope", "site_address_id", "source_id", "stage", "subtype_id", "type", "waits_for_id") VALUES (NEW."acquaintance_id", NEW."assignee_id", NEW."case_file_id", NEW."closing_reason_id", NEW."completed_on", NEW."created_at", NEW."created_by_id", NEW."id", NEW."is_active", NEW."is_anonymous", NEW."journey_id", NEW."main_contact_id", NEW."number", NEW."opened_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."postcode", NEW."project_id", NEW."scope", NEW."site_address_id", NEW."source_id", NEW."stage", NEW."subtype_id", NEW."type", NEW."waits_for_id"); RETURN NULL;', hash='0144f52d137d064c2f802be55ada9249b143a8de', operation='UPDATE', pgid='pgtrigger_update_update_9cdce', table='dossiers_dossier', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dossier',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_dossierevent" ("acquaintance_id", "assignee_id", "case_file_id", "closing_reason_id", "completed_on", "created_at", "created_by_id", "id", "is_active", "is_anonymous", "journey_id", "main_contact_id", "number", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "project_id", "scope", "site_address_id", "source_id", "stage", "subtype_id", "type", "waits_for_id") VALUES (OLD."acquaintance_id", OLD."assignee_id", OLD."case_file_id", OLD."closing_reason_id", OLD."completed_on", OLD."created_at", OLD."created_by_id", OLD."id", OLD."is_active", OLD."is_anonymous", OLD."journey_id", OLD."main_contact_id", OLD."number", OLD."opened_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."postcode", OLD."project_id", OLD."scope", OLD."site_address_id", OLD."source_id", OLD."stage", OLD."subtype_id", OLD."type", OLD."waits_for_id"); RETURN NULL;', hash='da0833424d72fb76800e53dd3e5d97d4890c5b9a', operation='DELETE', pgid='pgtrigger_delete_delete_268c1', table='dossiers_dossier', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='dossier',
            constraint=models.CheckConstraint(condition=models.Q(('waits_for', models.F('id')), _negated=True), name='dossier_waits_for_another', violation_error_message='A dossier cannot wait for itself.'),
        ),
        migrations.AddField(
            model_name='factwithoutvalue',
            name='dossier',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facts_without_value', to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='factwithoutvalue',
            name='told_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='factwithoutvalueevent',
            name='dossier',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='factwithoutvalueevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='factwithoutvalueevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.factwithoutvalue'),
        ),
        migrations.AddField(
            model_name='factwithoutvalueevent',
            name='told_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='factwithoutvalue',
            constraint=models.UniqueConstraint(fields=('dossier', 'fact'), name='fact_without_value_once'),
        ),
        migrations.AddConstraint(
            model_name='factwithoutvalue',
            constraint=models.CheckConstraint(condition=models.Q(('why__in', ['unknown', 'n/a', 'not_told', 'later'])), name='fact_without_value_says_why'),
        ),
        migrations.AddConstraint(
            model_name='factwithoutvalue',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('expected_on__isnull', False), ('why', 'later')), models.Q(models.Q(('why', 'later'), _negated=True), ('expected_on', None)), _connector='OR'), name='only_what_comes_later_has_a_day', violation_error_message='Say on which day it is expected.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='factwithoutvalue',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_factwithoutvalueevent" ("dossier_id", "expected_on", "fact", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "told_at", "told_by_id", "why") VALUES (NEW."dossier_id", NEW."expected_on", NEW."fact", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."told_at", NEW."told_by_id", NEW."why"); RETURN NULL;', hash='909d43d358b73609535f18044cf8a5bd2639869a', operation='INSERT', pgid='pgtrigger_insert_insert_43a0e', table='dossiers_factwithoutvalue', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='factwithoutvalue',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_factwithoutvalueevent" ("dossier_id", "expected_on", "fact", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "told_at", "told_by_id", "why") VALUES (NEW."dossier_id", NEW."expected_on", NEW."fact", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."told_at", NEW."told_by_id", NEW."why"); RETURN NULL;', hash='1c2e2ae0664b9955ab5b455b9a316517f70c9efe', operation='UPDATE', pgid='pgtrigger_update_update_db43f', table='dossiers_factwithoutvalue', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='factwithoutvalue',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_factwithoutvalueevent" ("dossier_id", "expected_on", "fact", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "told_at", "told_by_id", "why") VALUES (OLD."dossier_id", OLD."expected_on", OLD."fact", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."told_at", OLD."told_by_id", OLD."why"); RETURN NULL;', hash='77122470e5ea7e3304f5d649480cd7570fdd69db', operation='DELETE', pgid='pgtrigger_delete_delete_f7ecc', table='dossiers_factwithoutvalue', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='factwithoutvalueevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='81998427ba6c43b10cb0303fce19de8b0323f826', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_758df', table='dossiers_factwithoutvalueevent', when='BEFORE')),
        ),
    ]
