"""Dossiers of different journeys that have to do with each other."""

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce


class Migration(MigrationAtOnce):

    dependencies = [
        ('dossiers', '0025_advised_works'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DossierRelation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('created_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.dossier', verbose_name='older dossier')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.dossier', verbose_name='newer dossier')),
            ],
            options={
                'verbose_name': 'relation of two dossiers',
                'verbose_name_plural': 'relations of dossiers',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='RelationKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
            ],
            options={
                'verbose_name': 'relation between dossiers',
                'verbose_name_plural': 'relations between dossiers',
                'ordering': ['position', 'name'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(models.F('code'), name='relationkind_code_once'), models.UniqueConstraint(fields=('name',), name='relation_kind_name_once')],
            },
        ),
        migrations.CreateModel(
            name='DossierRelationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('created_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('first', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.dossier', verbose_name='older dossier')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.dossierrelation')),
                ('second', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.dossier', verbose_name='newer dossier')),
                ('kind', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.relationkind', verbose_name='what they have to do with each other')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='dossierrelation',
            name='kind',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.relationkind', verbose_name='what they have to do with each other'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dossierrelationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='136d09ec3f6f8a496f262848bad42abae6bac9e3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a995d', table='dossiers_dossierrelationevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='dossierrelation',
            constraint=models.UniqueConstraint(fields=('first', 'second'), name='dossiers_related_once'),
        ),
        migrations.AddConstraint(
            model_name='dossierrelation',
            constraint=models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='related_dossiers_in_one_order'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dossierrelation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_dossierrelationevent" ("created_at", "created_by_id", "first_id", "id", "kind_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_id") VALUES (NEW."created_at", NEW."created_by_id", NEW."first_id", NEW."id", NEW."kind_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."second_id"); RETURN NULL;', hash='85776e408b780e208f0d1ed4dd4eaecb4702a329', operation='INSERT', pgid='pgtrigger_insert_insert_46d82', table='dossiers_dossierrelation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dossierrelation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_dossierrelationevent" ("created_at", "created_by_id", "first_id", "id", "kind_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_id") VALUES (NEW."created_at", NEW."created_by_id", NEW."first_id", NEW."id", NEW."kind_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."second_id"); RETURN NULL;', hash='d02d80f00ed0b5233e4e508cb557588b404546f4', operation='UPDATE', pgid='pgtrigger_update_update_67397', table='dossiers_dossierrelation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dossierrelation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_dossierrelationevent" ("created_at", "created_by_id", "first_id", "id", "kind_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_id") VALUES (OLD."created_at", OLD."created_by_id", OLD."first_id", OLD."id", OLD."kind_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."second_id"); RETURN NULL;', hash='bf320c5a6383aca87bbfedbf72b14654bad0bc3c', operation='DELETE', pgid='pgtrigger_delete_delete_220db', table='dossiers_dossierrelation', when='AFTER')),
        ),
    ]
