"""To whom clients are referred, for what, and what came of it."""

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
        ('dossiers', '0020_move_works'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('queues', '0009_search_of_items'),
        ('timeline', '0006_indexes_of_requests'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('way', models.CharField(choices=[('cold', 'cold: the client was told where to go'), ('warm', 'warm: we passed on who asks what')], default='cold', max_length=4, verbose_name='how')),
                ('referred_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='referred on')),
                ('client_told', models.BooleanField(default=False, verbose_name='client was told')),
                ('consent_on', models.DateField(blank=True, null=True, verbose_name='client agreed on')),
                ('consent_text_from', models.DateField(blank=True, editable=False, null=True, verbose_name='text since')),
                ('outcome', models.CharField(blank=True, choices=[('helped', 'helped'), ('no_reach', 'not reached'), ('not_fit', 'not eligible'), ('unknown', 'unknown')], max_length=8, verbose_name='outcome')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('activity', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='referral', to='timeline.activity', verbose_name='activity')),
                ('created_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='referrals', to='dossiers.dossier')),
                ('queue', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='queues.queue', verbose_name='queue of ours')),
            ],
            options={
                'verbose_name': 'referral',
                'verbose_name_plural': 'referrals',
                'ordering': ('referred_on', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='ReferralProduct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
            ],
            options={
                'verbose_name': 'product of a referral',
                'verbose_name_plural': 'products of referrals',
                'ordering': ['position', 'name'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(models.F('code'), name='referralproduct_code_once'), models.UniqueConstraint(fields=('name',), name='referral_product_name_once')],
            },
        ),
        migrations.CreateModel(
            name='ReferralEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('way', models.CharField(choices=[('cold', 'cold: the client was told where to go'), ('warm', 'warm: we passed on who asks what')], default='cold', max_length=4, verbose_name='how')),
                ('referred_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='referred on')),
                ('client_told', models.BooleanField(default=False, verbose_name='client was told')),
                ('consent_on', models.DateField(blank=True, null=True, verbose_name='client agreed on')),
                ('consent_text_from', models.DateField(blank=True, editable=False, null=True, verbose_name='text since')),
                ('outcome', models.CharField(blank=True, choices=[('helped', 'helped'), ('no_reach', 'not reached'), ('not_fit', 'not eligible'), ('unknown', 'unknown')], max_length=8, verbose_name='outcome')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('activity', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='timeline.activity', verbose_name='activity')),
                ('created_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.dossier')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.referral')),
                ('queue', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='queues.queue', verbose_name='queue of ours')),
                ('product', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.referralproduct', verbose_name='for what')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='referral',
            name='product',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='dossiers.referralproduct', verbose_name='for what'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='referralevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e6dd46794d03a9db53e0bd3417337023365ccbad', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bcd59', table='dossiers_referralevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(('way__in', ['cold', 'warm'])), name='referral_way_is_known'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'helped', 'no_reach', 'not_fit', 'unknown'])), name='referral_outcome_is_known'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('consent_on', None), ('consent_text_from', None)), models.Q(('consent_on__isnull', False), ('consent_text_from__isnull', False)), _connector='OR'), name='referral_consent_is_to_a_text'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(('way', 'cold'), ('queue__isnull', False), ('consent_on__isnull', False), _connector='OR'), name='warm_referral_has_consent', violation_error_message='Without their consent nothing about a client is passed on.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='referral',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_referralevent" ("activity_id", "client_told", "consent_on", "consent_text_from", "created_at", "created_by_id", "dossier_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "queue_id", "referred_on", "way") VALUES (NEW."activity_id", NEW."client_told", NEW."consent_on", NEW."consent_text_from", NEW."created_at", NEW."created_by_id", NEW."dossier_id", NEW."id", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."product_id", NEW."queue_id", NEW."referred_on", NEW."way"); RETURN NULL;', hash='c5587ff36d63bdae3753aa973651f2efbfc10d19', operation='INSERT', pgid='pgtrigger_insert_insert_606c0', table='dossiers_referral', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='referral',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_referralevent" ("activity_id", "client_told", "consent_on", "consent_text_from", "created_at", "created_by_id", "dossier_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "queue_id", "referred_on", "way") VALUES (NEW."activity_id", NEW."client_told", NEW."consent_on", NEW."consent_text_from", NEW."created_at", NEW."created_by_id", NEW."dossier_id", NEW."id", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."product_id", NEW."queue_id", NEW."referred_on", NEW."way"); RETURN NULL;', hash='50e657e721a57a7f8e5f182e4586daa5d7a41e94', operation='UPDATE', pgid='pgtrigger_update_update_d97ae', table='dossiers_referral', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='referral',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_referralevent" ("activity_id", "client_told", "consent_on", "consent_text_from", "created_at", "created_by_id", "dossier_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "queue_id", "referred_on", "way") VALUES (OLD."activity_id", OLD."client_told", OLD."consent_on", OLD."consent_text_from", OLD."created_at", OLD."created_by_id", OLD."dossier_id", OLD."id", OLD."outcome", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."product_id", OLD."queue_id", OLD."referred_on", OLD."way"); RETURN NULL;', hash='f2989c69594a4414889854f731261eb4a554ec2f', operation='DELETE', pgid='pgtrigger_delete_delete_f17b3', table='dossiers_referral', when='AFTER')),
        ),
    ]
