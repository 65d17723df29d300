"""What a document is, where it came from, and a third class."""

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce


class Migration(MigrationAtOnce):

    dependencies = [
        ('documents', '0003_search'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DocumentKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('document_class', models.CharField(choices=[('normal', 'Normal'), ('financial', 'Financial'), ('shielded', 'Shielded')], default='normal', help_text='Who may read papers of this kind. Papers that are here keep the class they have.', max_length=10, verbose_name='class')),
                ('words', models.TextField(blank=True, help_text='Between commas: a file whose name holds one of these is taken for this kind. Words of fewer than six letters count only when they stand by themselves.', verbose_name='words in the file name')),
            ],
            options={
                'verbose_name': 'kind of document',
                'verbose_name_plural': 'kinds of documents',
                'ordering': ['position', 'name'],
                'abstract': False,
            },
        ),
        migrations.AlterModelOptions(
            name='document',
            options={'ordering': ('-created', '-pk'), 'permissions': (('view_financial_document', 'Can view financial documents'), ('view_shielded_document', 'Can view shielded documents')), 'verbose_name': 'document', 'verbose_name_plural': 'documents'},
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='document',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='document',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='document',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='document',
            name='document_class_is_known',
        ),
        migrations.AddField(
            model_name='document',
            name='decided',
            field=models.CharField(choices=[('nothing', 'nothing'), ('kind', 'the kind'), ('class', 'the class')], db_default='nothing', default='nothing', editable=False, max_length=7, verbose_name='decided by hand'),
        ),
        migrations.AddField(
            model_name='document',
            name='origin',
            field=models.CharField(blank=True, choices=[('client', 'Received from the client'), ('other', 'Received from somebody else'), ('loket', 'Made by the loket')], db_default='', default='', max_length=6, verbose_name='origin'),
        ),
        migrations.AddField(
            model_name='documentevent',
            name='decided',
            field=models.CharField(choices=[('nothing', 'nothing'), ('kind', 'the kind'), ('class', 'the class')], db_default='nothing', default='nothing', editable=False, max_length=7, verbose_name='decided by hand'),
        ),
        migrations.AddField(
            model_name='documentevent',
            name='origin',
            field=models.CharField(blank=True, choices=[('client', 'Received from the client'), ('other', 'Received from somebody else'), ('loket', 'Made by the loket')], db_default='', default='', max_length=6, verbose_name='origin'),
        ),
        migrations.AlterField(
            model_name='document',
            name='document_class',
            field=models.CharField(choices=[('normal', 'Normal'), ('financial', 'Financial'), ('shielded', 'Shielded')], db_default='normal', default='normal', max_length=10, verbose_name='class'),
        ),
        migrations.AlterField(
            model_name='documentevent',
            name='document_class',
            field=models.CharField(choices=[('normal', 'Normal'), ('financial', 'Financial'), ('shielded', 'Shielded')], db_default='normal', default='normal', max_length=10, verbose_name='class'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "documents_documentevent" ("content_type", "created", "created_by_id", "decided", "document_class", "id", "kind_id", "name", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stored_file_id") VALUES (NEW."content_type", NEW."created", NEW."created_by_id", NEW."decided", NEW."document_class", NEW."id", NEW."kind_id", NEW."name", NEW."origin", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."stored_file_id"); RETURN NULL;', hash='f4fe450abe6a8c9dd532512735b0574337c68a96', operation='INSERT', pgid='pgtrigger_insert_insert_be524', table='documents_document', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "documents_documentevent" ("content_type", "created", "created_by_id", "decided", "document_class", "id", "kind_id", "name", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stored_file_id") VALUES (NEW."content_type", NEW."created", NEW."created_by_id", NEW."decided", NEW."document_class", NEW."id", NEW."kind_id", NEW."name", NEW."origin", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."stored_file_id"); RETURN NULL;', hash='59b3a6bc5c59206206944ae0138f7e24a627d208', operation='UPDATE', pgid='pgtrigger_update_update_a3ed6', table='documents_document', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "documents_documentevent" ("content_type", "created", "created_by_id", "decided", "document_class", "id", "kind_id", "name", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stored_file_id") VALUES (OLD."content_type", OLD."created", OLD."created_by_id", OLD."decided", OLD."document_class", OLD."id", OLD."kind_id", OLD."name", OLD."origin", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."stored_file_id"); RETURN NULL;', hash='0bb884df6989868f47f3e48d19debbabd89fd2ff', operation='DELETE', pgid='pgtrigger_delete_delete_0c008', table='documents_document', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='documentkind',
            constraint=models.UniqueConstraint(models.F('code'), name='documentkind_code_once'),
        ),
        migrations.AddConstraint(
            model_name='documentkind',
            constraint=models.UniqueConstraint(fields=('name',), name='document_kind_name_once'),
        ),
        migrations.AddConstraint(
            model_name='documentkind',
            constraint=models.CheckConstraint(condition=models.Q(('document_class__in', ['normal', 'financial', 'shielded'])), name='document_kind_class_is_known'),
        ),
        migrations.AddField(
            model_name='document',
            name='kind',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.documentkind', verbose_name='kind'),
        ),
        migrations.AddField(
            model_name='documentevent',
            name='kind',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.documentkind', verbose_name='kind'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('document_class__in', ['normal', 'financial', 'shielded'])), name='document_class_is_known'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('origin__in', ['', 'client', 'other', 'loket'])), name='document_origin_is_known'),
        ),
    ]
