"""Dossiers that are shielded; reports on housing quality and questions about renting."""

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from dossiers.migrating import tie_to_its_dossier
from oss.core.migrating import MigrationAtOnce


class Migration(MigrationAtOnce):

    dependencies = [
        ('dossiers', '0041_contact_moments'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RentDetail',
            fields=[
                ('dossier_type', models.CharField(editable=False, max_length=12)),
                ('dossier', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='rent', serialize=False, to='dossiers.dossier')),
                ('lease_began_on', models.DateField(blank=True, null=True, verbose_name='lease began on')),
                ('registered', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='lease registered')),
            ],
            options={
                'verbose_name': 'question about renting',
                'verbose_name_plural': 'questions about renting',
            },
        ),
        migrations.AlterModelOptions(
            name='dossier',
            options={'ordering': ('-number',), 'permissions': (('deactivate_dossier', 'Can deactivate and reactivate a dossier'), ('reopen_dossier', 'Can reopen a dossier'), ('shield_dossier', 'Can shield a dossier and open it again'), ('share_dossier', 'Can share a shielded dossier')), 'verbose_name': 'dossier', 'verbose_name_plural': 'dossiers'},
        ),
        migrations.AlterField(
            model_name='reason',
            name='kind',
            field=models.CharField(choices=[('abandon', 'to abandon'), ('back', 'to step back or reopen'), ('inactive', 'to deactivate'), ('decline', 'not to do a work'), ('choose', 'to choose a quote'), ('survey', 'not to ask a survey'), ('waiting', 'to take off the waiting list'), ('shield', 'to shield'), ('lift', 'to lift a shield')], max_length=8, verbose_name='used'),
        ),
        migrations.CreateModel(
            name='NoticeWay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
            ],
            options={
                'verbose_name': 'way in which an owner is told',
                'verbose_name_plural': 'ways in which an owner is told',
                'ordering': ['position', 'name'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(models.F('code'), name='noticeway_code_once'), models.UniqueConstraint(fields=('name',), name='notice_way_name_once')],
            },
        ),
        migrations.CreateModel(
            name='QualityDetail',
            fields=[
                ('dossier_type', models.CharField(editable=False, max_length=12)),
                ('dossier', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='housing_quality', serialize=False, to='dossiers.dossier')),
                ('owner_told_on', models.DateField(blank=True, null=True, verbose_name='owner told on')),
                ('reported_on', models.DateField(blank=True, null=True, verbose_name='reported on')),
                ('owner_told_how', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.noticeway', verbose_name='owner told how')),
            ],
            options={
                'verbose_name': 'report on housing quality',
                'verbose_name_plural': 'reports on housing quality',
            },
        ),
        migrations.CreateModel(
            name='QualityOutcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
            ],
            options={
                'verbose_name': 'outcome of a report on housing quality',
                'verbose_name_plural': 'outcomes of reports on housing quality',
                'ordering': ['position', 'name'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(models.F('code'), name='qualityoutcome_code_once'), models.UniqueConstraint(fields=('name',), name='quality_outcome_name_once')],
            },
        ),
        migrations.CreateModel(
            name='QualityDetailEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('dossier_type', models.CharField(editable=False, max_length=12)),
                ('owner_told_on', models.DateField(blank=True, null=True, verbose_name='owner told on')),
                ('reported_on', models.DateField(blank=True, null=True, verbose_name='reported on')),
                ('dossier', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='dossiers.dossier')),
                ('owner_told_how', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.noticeway', verbose_name='owner told how')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.qualitydetail')),
                ('outcome', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.qualityoutcome', verbose_name='outcome')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='qualitydetail',
            name='outcome',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.qualityoutcome', verbose_name='outcome'),
        ),
        migrations.CreateModel(
            name='RentSubject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
            ],
            options={
                'verbose_name': 'subject of a question about renting',
                'verbose_name_plural': 'subjects of questions about renting',
                'ordering': ['position', 'name'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(models.F('code'), name='rentsubject_code_once'), models.UniqueConstraint(fields=('name',), name='rent_subject_name_once')],
            },
        ),
        migrations.CreateModel(
            name='RentDetailEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('dossier_type', models.CharField(editable=False, max_length=12)),
                ('lease_began_on', models.DateField(blank=True, null=True, verbose_name='lease began on')),
                ('registered', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='lease registered')),
                ('dossier', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='dossiers.dossier')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.rentdetail')),
                ('subject', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.rentsubject', verbose_name='subject')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='rentdetail',
            name='subject',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.rentsubject', verbose_name='subject'),
        ),
        migrations.CreateModel(
            name='Shield',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.TextField(blank=True, verbose_name='explanation')),
                ('since', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('lifted_at', models.DateTimeField(editable=False, null=True)),
                ('by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='shields', to='dossiers.dossier')),
                ('lifted_because', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.reason')),
                ('lifted_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reason', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.reason', verbose_name='reason')),
            ],
            options={
                'verbose_name': 'shield',
                'verbose_name_plural': 'shields',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='ShieldEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('note', models.TextField(blank=True, verbose_name='explanation')),
                ('since', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('lifted_at', models.DateTimeField(editable=False, null=True)),
                ('by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.dossier')),
                ('lifted_because', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.reason')),
                ('lifted_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.shield')),
                ('reason', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.reason', verbose_name='reason')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='qualitydetailevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ab60e1f70343407fb330dc4cdcb25a42590b6b81', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5b009', table='dossiers_qualitydetailevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='qualitydetail',
            constraint=models.CheckConstraint(condition=models.Q(('dossier_type', 'information')), name='quality_detail_of_information'),
        ),
        migrations.AddConstraint(
            model_name='qualitydetail',
            constraint=models.CheckConstraint(condition=models.Q(('owner_told_on', None), ('reported_on', None), ('reported_on__gte', models.F('owner_told_on')), _connector='OR'), name='reported_after_the_owner_was_told', violation_error_message='The owner is told before the report, or on the same day.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='qualitydetail',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_qualitydetailevent" ("dossier_id", "dossier_type", "outcome_id", "owner_told_how_id", "owner_told_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_on") VALUES (NEW."dossier_id", NEW."dossier_type", NEW."outcome_id", NEW."owner_told_how_id", NEW."owner_told_on", _pgh_attach_context(), NOW(), \'insert\', NEW."dossier_id", NEW."reported_on"); RETURN NULL;', hash='b4e15c99cb0d7065a20d03139e46be6b56e5f39b', operation='INSERT', pgid='pgtrigger_insert_insert_fafdc', table='dossiers_qualitydetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='qualitydetail',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_qualitydetailevent" ("dossier_id", "dossier_type", "outcome_id", "owner_told_how_id", "owner_told_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_on") VALUES (NEW."dossier_id", NEW."dossier_type", NEW."outcome_id", NEW."owner_told_how_id", NEW."owner_told_on", _pgh_attach_context(), NOW(), \'update\', NEW."dossier_id", NEW."reported_on"); RETURN NULL;', hash='0fb736fb14c494a1841500dc0fb39290cf9b7047', operation='UPDATE', pgid='pgtrigger_update_update_8c073', table='dossiers_qualitydetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='qualitydetail',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_qualitydetailevent" ("dossier_id", "dossier_type", "outcome_id", "owner_told_how_id", "owner_told_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_on") VALUES (OLD."dossier_id", OLD."dossier_type", OLD."outcome_id", OLD."owner_told_how_id", OLD."owner_told_on", _pgh_attach_context(), NOW(), \'delete\', OLD."dossier_id", OLD."reported_on"); RETURN NULL;', hash='5dfa726d5dd9630616cee628369bbea6c5274aee', operation='DELETE', pgid='pgtrigger_delete_delete_909e0', table='dossiers_qualitydetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentdetailevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a199927d6d6bd438b845e56271a7d0421bd2b54a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7b909', table='dossiers_rentdetailevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='rentdetail',
            constraint=models.CheckConstraint(condition=models.Q(('dossier_type', 'information')), name='rent_detail_of_information'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentdetail',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_rentdetailevent" ("dossier_id", "dossier_type", "lease_began_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered", "subject_id") VALUES (NEW."dossier_id", NEW."dossier_type", NEW."lease_began_on", _pgh_attach_context(), NOW(), \'insert\', NEW."dossier_id", NEW."registered", NEW."subject_id"); RETURN NULL;', hash='ed8f6698f0e02fc67f529fd671e4af4dfb5f4dbe', operation='INSERT', pgid='pgtrigger_insert_insert_ba869', table='dossiers_rentdetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentdetail',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_rentdetailevent" ("dossier_id", "dossier_type", "lease_began_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered", "subject_id") VALUES (NEW."dossier_id", NEW."dossier_type", NEW."lease_began_on", _pgh_attach_context(), NOW(), \'update\', NEW."dossier_id", NEW."registered", NEW."subject_id"); RETURN NULL;', hash='de1487ec11691f1309fe18474b368fe816ab92c3', operation='UPDATE', pgid='pgtrigger_update_update_86815', table='dossiers_rentdetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentdetail',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_rentdetailevent" ("dossier_id", "dossier_type", "lease_began_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered", "subject_id") VALUES (OLD."dossier_id", OLD."dossier_type", OLD."lease_began_on", _pgh_attach_context(), NOW(), \'delete\', OLD."dossier_id", OLD."registered", OLD."subject_id"); RETURN NULL;', hash='f5a598372a50533886bea9753f80789faacf6514', operation='DELETE', pgid='pgtrigger_delete_delete_65689', table='dossiers_rentdetail', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='shield',
            constraint=models.UniqueConstraint(condition=models.Q(('lifted_at', None)), fields=('dossier',), name='shielded_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='shield',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lifted_at', None), ('lifted_because', None)), ('lifted_at__isnull', False), _connector='OR'), name='shield_is_lifted_with_its_reason'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='shield',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_shieldevent" ("by_id", "dossier_id", "id", "lifted_at", "lifted_because_id", "lifted_by_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason_id", "since") VALUES (NEW."by_id", NEW."dossier_id", NEW."id", NEW."lifted_at", NEW."lifted_because_id", NEW."lifted_by_id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason_id", NEW."since"); RETURN NULL;', hash='b161d3b0df47da57638fe842680c0f2fbcae37dc', operation='INSERT', pgid='pgtrigger_insert_insert_3d7fc', table='dossiers_shield', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='shield',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_shieldevent" ("by_id", "dossier_id", "id", "lifted_at", "lifted_because_id", "lifted_by_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason_id", "since") VALUES (NEW."by_id", NEW."dossier_id", NEW."id", NEW."lifted_at", NEW."lifted_because_id", NEW."lifted_by_id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason_id", NEW."since"); RETURN NULL;', hash='23ce2ec0129b72de58510c5b7e4d837e4aa5fecf', operation='UPDATE', pgid='pgtrigger_update_update_86f08', table='dossiers_shield', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='shield',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_shieldevent" ("by_id", "dossier_id", "id", "lifted_at", "lifted_because_id", "lifted_by_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason_id", "since") VALUES (OLD."by_id", OLD."dossier_id", OLD."id", OLD."lifted_at", OLD."lifted_because_id", OLD."lifted_by_id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason_id", OLD."since"); RETURN NULL;', hash='d4f2ea004f2695a737e93bfa78679e322deff47d', operation='DELETE', pgid='pgtrigger_delete_delete_9dd16', table='dossiers_shield', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='shieldevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ae956404190dffb038d87f6da6900f2b0fb0b0b2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2528d', table='dossiers_shieldevent', when='BEFORE')),
        ),
        tie_to_its_dossier('dossiers_qualitydetail', name='qualitydetail_of_its_dossier'),
        tie_to_its_dossier('dossiers_rentdetail', name='rentdetail_of_its_dossier'),
    ]
