"""The roster of the desks: hours of the week, extra openings and closed days."""

import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce


class Migration(MigrationAtOnce):

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('staff', '0004_one_order_of_colleagues'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClosedDays',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('removed_at', models.DateTimeField(editable=False, null=True)),
                ('first_day', models.DateField(verbose_name='first day')),
                ('last_day', models.DateField(verbose_name='last day')),
                ('reason', models.CharField(max_length=120, verbose_name='reason')),
            ],
            options={
                'verbose_name': 'closed days',
                'verbose_name_plural': 'closed days',
                'ordering': ('first_day', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='DeskPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('address', models.CharField(blank=True, max_length=120, verbose_name='address')),
            ],
            options={
                'verbose_name': 'desk',
                'verbose_name_plural': 'desks',
                'ordering': ['position', 'name'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(models.F('code'), name='deskplace_code_once'), models.UniqueConstraint(fields=('name',), name='desk_place_name_once')],
            },
        ),
        migrations.CreateModel(
            name='ClosedDaysEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('removed_at', models.DateTimeField(editable=False, null=True)),
                ('first_day', models.DateField(verbose_name='first day')),
                ('last_day', models.DateField(verbose_name='last day')),
                ('reason', models.CharField(max_length=120, verbose_name='reason')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='staff.closeddays')),
                ('place', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='staff.deskplace', verbose_name='desk')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='closeddays',
            name='place',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='closed_days', to='staff.deskplace', verbose_name='desk'),
        ),
        migrations.CreateModel(
            name='ExtraOpening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('removed_at', models.DateTimeField(editable=False, null=True)),
                ('opens', models.TimeField(verbose_name='opens at')),
                ('closes', models.TimeField(verbose_name='closes at')),
                ('seats', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1)], verbose_name='number of colleagues')),
                ('day', models.DateField(verbose_name='day')),
                ('reason', models.CharField(blank=True, max_length=120, verbose_name='reason')),
                ('colleagues', models.ManyToManyField(blank=True, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='staff.deskplace', verbose_name='desk')),
            ],
            options={
                'verbose_name': 'extra opening',
                'verbose_name_plural': 'extra openings',
                'ordering': ('day', 'place', 'opens', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='ExtraOpeningEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('removed_at', models.DateTimeField(editable=False, null=True)),
                ('opens', models.TimeField(verbose_name='opens at')),
                ('closes', models.TimeField(verbose_name='closes at')),
                ('seats', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1)], verbose_name='number of colleagues')),
                ('day', models.DateField(verbose_name='day')),
                ('reason', models.CharField(blank=True, max_length=120, verbose_name='reason')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='staff.extraopening')),
                ('place', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='staff.deskplace', verbose_name='desk')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RosterLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('removed_at', models.DateTimeField(editable=False, null=True)),
                ('opens', models.TimeField(verbose_name='opens at')),
                ('closes', models.TimeField(verbose_name='closes at')),
                ('seats', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1)], verbose_name='number of colleagues')),
                ('weekday', models.PositiveSmallIntegerField(choices=[(1, 'Monday'), (2, 'Tuesday'), (3, 'Wednesday'), (4, 'Thursday'), (5, 'Friday'), (6, 'Saturday'), (7, 'Sunday')], verbose_name='day of the week')),
                ('valid_from', models.DateField(default=django.utils.timezone.localdate, verbose_name='from')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='until')),
                ('colleagues', models.ManyToManyField(blank=True, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='staff.deskplace', verbose_name='desk')),
            ],
            options={
                'verbose_name': 'opening hours',
                'verbose_name_plural': 'opening hours',
                'ordering': ('place', 'weekday', 'opens', 'valid_from', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='RosterLineEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('removed_at', models.DateTimeField(editable=False, null=True)),
                ('opens', models.TimeField(verbose_name='opens at')),
                ('closes', models.TimeField(verbose_name='closes at')),
                ('seats', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1)], verbose_name='number of colleagues')),
                ('weekday', models.PositiveSmallIntegerField(choices=[(1, 'Monday'), (2, 'Tuesday'), (3, 'Wednesday'), (4, 'Thursday'), (5, 'Friday'), (6, 'Saturday'), (7, 'Sunday')], verbose_name='day of the week')),
                ('valid_from', models.DateField(default=django.utils.timezone.localdate, verbose_name='from')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='until')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='staff.rosterline')),
                ('place', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='staff.deskplace', verbose_name='desk')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='closeddaysevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e9725bfa99edc1df5f142351aea6b7acff4de70e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d4432', table='staff_closeddaysevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='closeddays',
            constraint=models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='closed_days_end_after_their_start', violation_error_message='The last day lies before the first.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='closeddays',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "staff_closeddaysevent" ("first_day", "id", "last_day", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "reason", "removed_at") VALUES (NEW."first_day", NEW."id", NEW."last_day", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."reason", NEW."removed_at"); RETURN NULL;', hash='a7b92518a373656525fdf231e754c7323ed8c37a', operation='INSERT', pgid='pgtrigger_insert_insert_35234', table='staff_closeddays', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='closeddays',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "staff_closeddaysevent" ("first_day", "id", "last_day", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "reason", "removed_at") VALUES (NEW."first_day", NEW."id", NEW."last_day", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."reason", NEW."removed_at"); RETURN NULL;', hash='a1ab5b8911b8e6d90d1d8ceab21e7a9291ae8dab', operation='UPDATE', pgid='pgtrigger_update_update_60fbe', table='staff_closeddays', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='closeddays',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "staff_closeddaysevent" ("first_day", "id", "last_day", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "reason", "removed_at") VALUES (OLD."first_day", OLD."id", OLD."last_day", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place_id", OLD."reason", OLD."removed_at"); RETURN NULL;', hash='6540844f7d82dd41a959a7f54f61be0014697bbf', operation='DELETE', pgid='pgtrigger_delete_delete_cff20', table='staff_closeddays', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='extraopening',
            index=models.Index(fields=['day'], name='extra_opening_by_day'),
        ),
        migrations.AddConstraint(
            model_name='extraopening',
            constraint=models.CheckConstraint(condition=models.Q(('closes__gt', models.F('opens'))), name='extra_opening_closes_after_it_opens', violation_error_message='The desk closes before it opens.'),
        ),
        migrations.AddConstraint(
            model_name='extraopening',
            constraint=models.CheckConstraint(condition=models.Q(('seats__gte', 1)), name='extra_opening_has_somebody'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='extraopening',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "staff_extraopeningevent" ("closes", "day", "id", "opens", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "reason", "removed_at", "seats") VALUES (NEW."closes", NEW."day", NEW."id", NEW."opens", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."reason", NEW."removed_at", NEW."seats"); RETURN NULL;', hash='a24adfb07f33095fc163e3f229100f5c8eb86ad3', operation='INSERT', pgid='pgtrigger_insert_insert_bf3b9', table='staff_extraopening', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='extraopening',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "staff_extraopeningevent" ("closes", "day", "id", "opens", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "reason", "removed_at", "seats") VALUES (NEW."closes", NEW."day", NEW."id", NEW."opens", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."reason", NEW."removed_at", NEW."seats"); RETURN NULL;', hash='8e6bbcce57abf8b08b141eb3bb5d18b6794f58c6', operation='UPDATE', pgid='pgtrigger_update_update_516db', table='staff_extraopening', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='extraopening',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "staff_extraopeningevent" ("closes", "day", "id", "opens", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "reason", "removed_at", "seats") VALUES (OLD."closes", OLD."day", OLD."id", OLD."opens", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place_id", OLD."reason", OLD."removed_at", OLD."seats"); RETURN NULL;', hash='5b9cf5db2977d98519c1e7dc244d6186d3ce00c8', operation='DELETE', pgid='pgtrigger_delete_delete_d89c6', table='staff_extraopening', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='extraopeningevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e8f37b3bf3d3ad682dd5d285aa4b859d5eafd82b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_00afd', table='staff_extraopeningevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='rosterline',
            constraint=models.CheckConstraint(condition=models.Q(('closes__gt', models.F('opens'))), name='roster_line_closes_after_it_opens', violation_error_message='The desk closes before it opens.'),
        ),
        migrations.AddConstraint(
            model_name='rosterline',
            constraint=models.CheckConstraint(condition=models.Q(('seats__gte', 1)), name='roster_line_has_somebody'),
        ),
        migrations.AddConstraint(
            model_name='rosterline',
            constraint=models.CheckConstraint(condition=models.Q(('weekday__gte', 1), ('weekday__lte', 7)), name='roster_line_on_a_weekday'),
        ),
        migrations.AddConstraint(
            model_name='rosterline',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='roster_line_ends_after_its_start', violation_error_message='The last day lies before the first.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rosterline',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "staff_rosterlineevent" ("closes", "id", "opens", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "removed_at", "seats", "valid_from", "valid_until", "weekday") VALUES (NEW."closes", NEW."id", NEW."opens", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."removed_at", NEW."seats", NEW."valid_from", NEW."valid_until", NEW."weekday"); RETURN NULL;', hash='20f20a47ea58386696e75c94f42a895e1c50a6e9', operation='INSERT', pgid='pgtrigger_insert_insert_88640', table='staff_rosterline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rosterline',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "staff_rosterlineevent" ("closes", "id", "opens", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "removed_at", "seats", "valid_from", "valid_until", "weekday") VALUES (NEW."closes", NEW."id", NEW."opens", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."removed_at", NEW."seats", NEW."valid_from", NEW."valid_until", NEW."weekday"); RETURN NULL;', hash='9d308d62b8aaf07276c4a2634ebf778e32ac83ca', operation='UPDATE', pgid='pgtrigger_update_update_30de3', table='staff_rosterline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rosterline',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "staff_rosterlineevent" ("closes", "id", "opens", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "removed_at", "seats", "valid_from", "valid_until", "weekday") VALUES (OLD."closes", OLD."id", OLD."opens", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place_id", OLD."removed_at", OLD."seats", OLD."valid_from", OLD."valid_until", OLD."weekday"); RETURN NULL;', hash='c02c07763a874fe3da0da3e1c1b147620c644bac', operation='DELETE', pgid='pgtrigger_delete_delete_d12cf', table='staff_rosterline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rosterlineevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ff6fbe836b92a54156e094a20521158bfb3aa49a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_71eb1', table='staff_rosterlineevent', when='BEFORE')),
        ),
    ]
