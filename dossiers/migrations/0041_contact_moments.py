"""Contacts, tallies among them, and the channels by which they come."""

import django.contrib.postgres.functions
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.utils.timezone
import oss.core.text_search
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce


class Migration(MigrationAtOnce):

    dependencies = [
        ('addresses', '0014_measures_at_the_street'),
        ('contacts', '0013_measures'),
        ('dossiers', '0040_thermal_scans'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('staff', '0005_rosters'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ContactChannel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('minutes', models.PositiveSmallIntegerField(blank=True, help_text='Counted where nobody says otherwise. Empty: not counted.', null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='minutes of a contact')),
                ('at_desk', models.BooleanField(default=False, help_text='The desk is known from the roster, where it can be.', verbose_name='at a desk')),
                ('first_action', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.firstaction', verbose_name='first action')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.source', verbose_name='source of the question')),
            ],
            options={
                'verbose_name': 'channel of a contact',
                'verbose_name_plural': 'channels of contacts',
                'ordering': ['position', 'name'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ContactMoment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='minutes')),
                ('text', models.CharField(blank=True, max_length=300, verbose_name='what about')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('withdrawn_at', models.DateTimeField(editable=False, null=True)),
                ('address', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contact_moments', to='addresses.address', verbose_name='address')),
                ('channel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='dossiers.contactchannel', verbose_name='channel')),
                ('created_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='colleague')),
                ('dossier', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contact_moments', to='dossiers.dossier', verbose_name='dossier')),
                ('municipality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='addresses.municipality', verbose_name='municipality')),
                ('person', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contact_moments', to='contacts.person', verbose_name='person')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='staff.deskplace', verbose_name='desk')),
                ('topics', models.ManyToManyField(blank=True, related_name='+', to='dossiers.topic', verbose_name='topics')),
            ],
            options={
                'verbose_name': 'contact',
                'verbose_name_plural': 'contacts',
                'ordering': ('-at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='ContactMomentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='minutes')),
                ('text', models.CharField(blank=True, max_length=300, verbose_name='what about')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('withdrawn_at', models.DateTimeField(editable=False, null=True)),
                ('address', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='addresses.address', verbose_name='address')),
                ('channel', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.contactchannel', verbose_name='channel')),
                ('created_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='colleague')),
                ('dossier', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.dossier', verbose_name='dossier')),
                ('municipality', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='addresses.municipality', verbose_name='municipality')),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='contacts.person', verbose_name='person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.contactmoment')),
                ('place', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='staff.deskplace', verbose_name='desk')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='contactchannel',
            constraint=models.UniqueConstraint(models.F('code'), name='contactchannel_code_once'),
        ),
        migrations.AddConstraint(
            model_name='contactchannel',
            constraint=models.UniqueConstraint(fields=('name',), name='contact_channel_name_once'),
        ),
        migrations.AddIndex(
            model_name='contactmoment',
            index=models.Index(fields=['at', 'id'], name='contact_moment_by_moment'),
        ),
        migrations.AddIndex(
            model_name='contactmoment',
            index=models.Index(fields=['created_by', '-at'], name='contact_moment_of_colleague'),
        ),
        migrations.AddIndex(
            model_name='contactmoment',
            index=models.Index(condition=models.Q(('person__isnull', False)), fields=['person', '-at'], name='contact_moment_of_person'),
        ),
        migrations.AddIndex(
            model_name='contactmoment',
            index=models.Index(condition=models.Q(('address__isnull', False)), fields=['address', '-at'], name='contact_moment_of_address'),
        ),
        migrations.AddIndex(
            model_name='contactmoment',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(oss.core.text_search.SearchText('text'), name='gin_trgm_ops'), name='contact_moment_search'),
        ),
        migrations.AddConstraint(
            model_name='contactmoment',
            constraint=models.CheckConstraint(condition=models.Q(('minutes', None), ('minutes__lte', 1440), _connector='OR'), name='contact_moment_within_a_day', violation_error_message='A contact takes less than a day.'),
        ),
        migrations.AddConstraint(
            model_name='contactmoment',
            constraint=models.CheckConstraint(condition=models.Q(('dossier', None), ('withdrawn_at', None), _connector='OR'), name='contact_with_a_dossier_counts'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactmoment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_contactmomentevent" ("address_id", "at", "channel_id", "created_at", "created_by_id", "dossier_id", "id", "minutes", "municipality_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "text", "withdrawn_at") VALUES (NEW."address_id", NEW."at", NEW."channel_id", NEW."created_at", NEW."created_by_id", NEW."dossier_id", NEW."id", NEW."minutes", NEW."municipality_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."text", NEW."withdrawn_at"); RETURN NULL;', hash='f8cbb20e73a60a575ad379fc2142b602b075990b', operation='INSERT', pgid='pgtrigger_insert_insert_a0698', table='dossiers_contactmoment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactmoment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_contactmomentevent" ("address_id", "at", "channel_id", "created_at", "created_by_id", "dossier_id", "id", "minutes", "municipality_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "text", "withdrawn_at") VALUES (NEW."address_id", NEW."at", NEW."channel_id", NEW."created_at", NEW."created_by_id", NEW."dossier_id", NEW."id", NEW."minutes", NEW."municipality_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."text", NEW."withdrawn_at"); RETURN NULL;', hash='852a380ad8360fa98e71ee1337d33dc6f80026bd', operation='UPDATE', pgid='pgtrigger_update_update_90d8f', table='dossiers_contactmoment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactmoment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_contactmomentevent" ("address_id", "at", "channel_id", "created_at", "created_by_id", "dossier_id", "id", "minutes", "municipality_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "text", "withdrawn_at") VALUES (OLD."address_id", OLD."at", OLD."channel_id", OLD."created_at", OLD."created_by_id", OLD."dossier_id", OLD."id", OLD."minutes", OLD."municipality_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place_id", OLD."text", OLD."withdrawn_at"); RETURN NULL;', hash='380c762c21fabd80a52d6ff56baf3c5e4ac6182d', operation='DELETE', pgid='pgtrigger_delete_delete_069a0', table='dossiers_contactmoment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactmomentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='315345f4aca3220f74806f3d156e8515d771927a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8bed9', table='dossiers_contactmomentevent', when='BEFORE')),
        ),
    ]
