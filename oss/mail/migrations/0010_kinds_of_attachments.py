"""What came with a mail, and who may read it."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce


class Migration(MigrationAtOnce):

    dependencies = [
        ('documents', '0004_kinds_of_documents'),
        ('mail', '0009_no_search_index'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='AttachmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('document_class', models.CharField(choices=[('normal', 'Normal'), ('financial', 'Financial'), ('shielded', 'Shielded')], db_default='normal', default='normal', max_length=10, verbose_name='class')),
                ('decided', models.CharField(choices=[('nothing', 'nothing'), ('kind', 'the kind'), ('class', 'the class')], db_default='nothing', default='nothing', editable=False, max_length=7, verbose_name='decided by hand')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='attachment',
            name='decided',
            field=models.CharField(choices=[('nothing', 'nothing'), ('kind', 'the kind'), ('class', 'the class')], db_default='nothing', default='nothing', editable=False, max_length=7, verbose_name='decided by hand'),
        ),
        migrations.AddField(
            model_name='attachment',
            name='document_class',
            field=models.CharField(choices=[('normal', 'Normal'), ('financial', 'Financial'), ('shielded', 'Shielded')], db_default='normal', default='normal', max_length=10, verbose_name='class'),
        ),
        migrations.AddField(
            model_name='attachment',
            name='kind',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.documentkind', verbose_name='kind'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attachment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."decided" IS DISTINCT FROM (NEW."decided") OR OLD."document_class" IS DISTINCT FROM (NEW."document_class") OR OLD."kind_id" IS DISTINCT FROM (NEW."kind_id"))', func='INSERT INTO "mail_attachmentevent" ("decided", "document_class", "kind_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."decided", NEW."document_class", NEW."kind_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='1c338abbb664e4e05dbdf066301fedf22d8557b0', operation='UPDATE', pgid='pgtrigger_update_update_8adc4', table='mail_attachment', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.CheckConstraint(condition=models.Q(('document_class__in', ['normal', 'financial', 'shielded'])), name='attachment_class_is_known'),
        ),
        migrations.AddField(
            model_name='attachmentevent',
            name='kind',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.documentkind', verbose_name='kind'),
        ),
        migrations.AddField(
            model_name='attachmentevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='attachmentevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='kind_document_class_decided_events', to='mail.attachment'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attachmentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='35831a59f814db61b72c709ba44d09aee57b1659', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5d34d', table='mail_attachmentevent', when='BEFORE')),
        ),
    ]
