"""Papers of loans and premiums; sheets of premiums and what their dossiers hold."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce


class Migration(MigrationAtOnce):

    dependencies = [
        ('documents', '0005_documents_by_kind'),
        ('dossiers', '0046_financial_files'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AskedPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_required', models.BooleanField(default=True, verbose_name='required')),
                ('asked_on', models.DateField(blank=True, null=True, verbose_name='asked on')),
                ('received_on', models.DateField(blank=True, null=True, verbose_name='received on')),
                ('not_needed', models.BooleanField(default=False, verbose_name='not needed here')),
                ('note', models.CharField(blank=True, help_text='Of what is not needed: why.', max_length=200, verbose_name='note')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='document')),
                ('dossier', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='asked_papers', to='dossiers.dossier')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.documentkind', verbose_name='paper')),
                ('received_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='received by')),
            ],
            options={
                'verbose_name': 'asked paper',
                'verbose_name_plural': 'asked papers',
                'ordering': ('kind__position', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='AskedPaperEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('is_required', models.BooleanField(default=True, verbose_name='required')),
                ('asked_on', models.DateField(blank=True, null=True, verbose_name='asked on')),
                ('received_on', models.DateField(blank=True, null=True, verbose_name='received on')),
                ('not_needed', models.BooleanField(default=False, verbose_name='not needed here')),
                ('note', models.CharField(blank=True, help_text='Of what is not needed: why.', max_length=200, verbose_name='note')),
                ('document', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.document', verbose_name='document')),
                ('dossier', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.dossier')),
                ('kind', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.documentkind', verbose_name='paper')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.askedpaper')),
                ('received_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='received by')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SheetPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_required', models.BooleanField(default=True, verbose_name='required')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                ('is_active', models.BooleanField(default=True, verbose_name='asked')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.documentkind', verbose_name='paper')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='dossiers.schemeversion', verbose_name='sheet')),
            ],
            options={
                'verbose_name': 'paper of a sheet',
                'verbose_name_plural': 'papers of sheets',
                'ordering': ('version', 'kind__position', 'pk'),
            },
        ),
        migrations.AddConstraint(
            model_name='askedpaper',
            constraint=models.UniqueConstraint(fields=('dossier', 'kind'), name='paper_asked_once_of_a_dossier', violation_error_message='This kind of paper is asked already.'),
        ),
        migrations.AddConstraint(
            model_name='askedpaper',
            constraint=models.CheckConstraint(condition=models.Q(('received_by', None), ('received_on__isnull', False), _connector='OR'), name='paper_received_by_means_received'),
        ),
        migrations.AddConstraint(
            model_name='askedpaper',
            constraint=models.CheckConstraint(condition=models.Q(('not_needed', False), models.Q(('received_on', None), models.Q(('note', ''), _negated=True)), _connector='OR'), name='paper_not_needed_says_why', violation_error_message='Of a paper that is not needed, say why; it was not received.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='askedpaper',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_askedpaperevent" ("asked_on", "document_id", "dossier_id", "id", "is_required", "kind_id", "not_needed", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_by_id", "received_on") VALUES (NEW."asked_on", NEW."document_id", NEW."dossier_id", NEW."id", NEW."is_required", NEW."kind_id", NEW."not_needed", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."received_by_id", NEW."received_on"); RETURN NULL;', hash='fd9ffb5e2047c81290dfe8a09cdb95c59184c915', operation='INSERT', pgid='pgtrigger_insert_insert_96237', table='dossiers_askedpaper', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='askedpaper',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_askedpaperevent" ("asked_on", "document_id", "dossier_id", "id", "is_required", "kind_id", "not_needed", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_by_id", "received_on") VALUES (NEW."asked_on", NEW."document_id", NEW."dossier_id", NEW."id", NEW."is_required", NEW."kind_id", NEW."not_needed", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."received_by_id", NEW."received_on"); RETURN NULL;', hash='f024b71c63fc0ef1f972a1310a7b768414caf569', operation='UPDATE', pgid='pgtrigger_update_update_a071b', table='dossiers_askedpaper', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='askedpaper',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_askedpaperevent" ("asked_on", "document_id", "dossier_id", "id", "is_required", "kind_id", "not_needed", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_by_id", "received_on") VALUES (OLD."asked_on", OLD."document_id", OLD."dossier_id", OLD."id", OLD."is_required", OLD."kind_id", OLD."not_needed", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."received_by_id", OLD."received_on"); RETURN NULL;', hash='5b44a8af9b2c2d7cb1cc90fae5c1d7b8cde17066', operation='DELETE', pgid='pgtrigger_delete_delete_e6ed3', table='dossiers_askedpaper', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='askedpaperevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ecffb0915aa124a8dbc7ea3b974baff21588b98d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9eabc', table='dossiers_askedpaperevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='sheetpaper',
            constraint=models.UniqueConstraint(fields=('version', 'kind'), name='paper_once_on_a_sheet', violation_error_message='This kind of paper stands on the sheet already.'),
        ),
    ]
