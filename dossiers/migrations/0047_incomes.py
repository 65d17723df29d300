"""What a household earns, for financial roles alone."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0046_financial_files'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='HouseholdIncomeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='joint taxable income')),
                ('income_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='income year')),
                ('notice_seen_on', models.DateField(blank=True, null=True, verbose_name='assessment notice seen on')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HouseholdIncome',
            fields=[
                ('journey', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='income', serialize=False, to='dossiers.journey')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='joint taxable income')),
                ('income_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='income year')),
                ('notice_seen_on', models.DateField(blank=True, null=True, verbose_name='assessment notice seen on')),
            ],
            options={
                'verbose_name': 'income of a household',
                'verbose_name_plural': 'incomes of households',
                'constraints': [models.CheckConstraint(condition=models.Q(('amount', None), ('amount__gte', 0), _connector='OR'), name='household_income_is_not_negative', violation_error_message='An income is not negative: fill in 0 for none.'), models.CheckConstraint(condition=models.Q(('amount', None), ('income_year__isnull', False), _connector='OR'), name='household_income_goes_with_its_year', violation_error_message='Say of which year this income is.'), models.CheckConstraint(condition=models.Q(('income_year', None), models.Q(('income_year__gte', 2000), ('income_year__lte', 2100)), _connector='OR'), name='household_income_year_is_a_year', violation_error_message='The income year is a year of four digits.')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='householdincome',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_householdincomeevent" ("amount", "income_year", "journey_id", "notice_seen_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."amount", NEW."income_year", NEW."journey_id", NEW."notice_seen_on", _pgh_attach_context(), NOW(), \'insert\', NEW."journey_id"); RETURN NULL;', hash='ba34074f2ce43d233874aeedbbe17869c3f2d931', operation='INSERT', pgid='pgtrigger_insert_insert_af159', table='dossiers_householdincome', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='householdincome',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_householdincomeevent" ("amount", "income_year", "journey_id", "notice_seen_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."amount", NEW."income_year", NEW."journey_id", NEW."notice_seen_on", _pgh_attach_context(), NOW(), \'update\', NEW."journey_id"); RETURN NULL;', hash='8dd664e50a2557a850f829a278dca04fc8e34656', operation='UPDATE', pgid='pgtrigger_update_update_fe93b', table='dossiers_householdincome', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='householdincome',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_householdincomeevent" ("amount", "income_year", "journey_id", "notice_seen_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."amount", OLD."income_year", OLD."journey_id", OLD."notice_seen_on", _pgh_attach_context(), NOW(), \'delete\', OLD."journey_id"); RETURN NULL;', hash='9adc6b67892635e8f471c9e0c77bec8d3173cf79', operation='DELETE', pgid='pgtrigger_delete_delete_4bb99', table='dossiers_householdincome', when='AFTER')),
        ),
        migrations.AddField(
            model_name='householdincomeevent',
            name='journey',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='dossiers.journey'),
        ),
        migrations.AddField(
            model_name='householdincomeevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='householdincomeevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.householdincome'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='householdincomeevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='36937563b64cc7644ded80aac2b1ee7a1cfe53e4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_dbbb3', table='dossiers_householdincomeevent', when='BEFORE')),
        ),
    ]
