"""Photos of works: before, during and after."""

import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce


class Migration(MigrationAtOnce):

    dependencies = [
        ('documents', '0005_documents_by_kind'),
        ('dossiers', '0026_related_dossiers'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='WorkPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moment', models.CharField(choices=[('before', 'before'), ('during', 'during the works'), ('after', 'after')], max_length=6, verbose_name='taken')),
                ('created', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='noted at')),
                ('created_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='photo_of_work', to='documents.document')),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='dossiers.work')),
            ],
            options={
                'verbose_name': 'photo of a work',
                'verbose_name_plural': 'photos of works',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='WorkPhotoEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('moment', models.CharField(choices=[('before', 'before'), ('during', 'during the works'), ('after', 'after')], max_length=6, verbose_name='taken')),
                ('created', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='noted at')),
                ('created_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.document')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.workphoto')),
                ('work', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.work')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='workphoto',
            constraint=models.CheckConstraint(condition=models.Q(('moment__in', ['before', 'during', 'after'])), name='photo_of_work_has_its_moment'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='workphoto',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_workphotoevent" ("created", "created_by_id", "document_id", "id", "moment", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "work_id") VALUES (NEW."created", NEW."created_by_id", NEW."document_id", NEW."id", NEW."moment", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."work_id"); RETURN NULL;', hash='51b21d02af49b8cc48deb69259a6ae84355a0d7a', operation='INSERT', pgid='pgtrigger_insert_insert_ce0fa', table='dossiers_workphoto', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='workphoto',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_workphotoevent" ("created", "created_by_id", "document_id", "id", "moment", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "work_id") VALUES (NEW."created", NEW."created_by_id", NEW."document_id", NEW."id", NEW."moment", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."work_id"); RETURN NULL;', hash='7a834583a4aa391f958b11e0ce965019adb05d8d', operation='UPDATE', pgid='pgtrigger_update_update_00713', table='dossiers_workphoto', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='workphoto',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_workphotoevent" ("created", "created_by_id", "document_id", "id", "moment", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "work_id") VALUES (OLD."created", OLD."created_by_id", OLD."document_id", OLD."id", OLD."moment", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."work_id"); RETURN NULL;', hash='b4a897bd3963820fe21ea5969591cc1b689eb0ed', operation='DELETE', pgid='pgtrigger_delete_delete_b7667', table='dossiers_workphoto', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='workphotoevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9099f4f53078a45819c835458e9c6f43c866b2a9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_93d9b', table='dossiers_workphotoevent', when='BEFORE')),
        ),
    ]
