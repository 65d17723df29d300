"""What a train holds for all its dossiers: the household of its client, and the intake."""

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce


class Migration(MigrationAtOnce):

    dependencies = [
        ('dossiers', '0023_quotes'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='HouseholdEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('persons', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='persons')),
                ('persons_lacks', models.CharField(blank=True, choices=[('unknown', 'not known'), ('not_told', 'the client does not want to say')], default='', max_length=8, verbose_name='persons: why there is no value')),
                ('dependants', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='dependants')),
                ('dependants_lacks', models.CharField(blank=True, choices=[('unknown', 'not known'), ('not_told', 'the client does not want to say')], default='', max_length=8, verbose_name='dependants: why there is no value')),
                ('category', models.PositiveSmallIntegerField(blank=True, choices=[(1, '1 (highest income)'), (2, '2'), (3, '3'), (4, '4 (lowest income)')], null=True, verbose_name='income category')),
                ('category_lacks', models.CharField(blank=True, choices=[('unknown', 'not known'), ('not_told', 'the client does not want to say')], default='', max_length=8, verbose_name='income category: why there is no value')),
                ('category_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='category of the year')),
                ('category_known_on', models.DateField(blank=True, null=True, verbose_name='established on')),
                ('category_method', models.CharField(blank=True, choices=[('declared', 'declared by the client'), ('checked', 'checked'), ('notice', 'assessment notice')], default='', max_length=8, verbose_name='established how')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Intake',
            fields=[
                ('journey', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='intake', serialize=False, to='dossiers.journey')),
                ('wish', models.TextField(blank=True, verbose_name='what the client wants')),
                ('urgency', models.CharField(blank=True, choices=[('at_once', 'at once: danger, damage or a cut-off'), ('months', 'within some months'), ('year', 'within the year'), ('later', 'later, exploring')], default='', max_length=8, verbose_name='urgency')),
                ('budget', models.CharField(blank=True, default='', help_text='As the client says it.', max_length=200, verbose_name='budget')),
                ('done_already', models.TextField(blank=True, verbose_name='what was done already')),
                ('obstacles', models.TextField(blank=True, verbose_name='obstacles')),
            ],
            options={
                'verbose_name': 'intake',
                'verbose_name_plural': 'intakes',
            },
        ),
        migrations.CreateModel(
            name='IntakeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('wish', models.TextField(blank=True, verbose_name='what the client wants')),
                ('urgency', models.CharField(blank=True, choices=[('at_once', 'at once: danger, damage or a cut-off'), ('months', 'within some months'), ('year', 'within the year'), ('later', 'later, exploring')], default='', max_length=8, verbose_name='urgency')),
                ('budget', models.CharField(blank=True, default='', help_text='As the client says it.', max_length=200, verbose_name='budget')),
                ('done_already', models.TextField(blank=True, verbose_name='what was done already')),
                ('obstacles', models.TextField(blank=True, verbose_name='obstacles')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Motive',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
            ],
            options={
                'verbose_name': 'motive',
                'verbose_name_plural': 'motives',
                'ordering': ['position', 'name'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Household',
            fields=[
                ('journey', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='household', serialize=False, to='dossiers.journey')),
                ('persons', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='persons')),
                ('persons_lacks', models.CharField(blank=True, choices=[('unknown', 'not known'), ('not_told', 'the client does not want to say')], default='', max_length=8, verbose_name='persons: why there is no value')),
                ('dependants', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='dependants')),
                ('dependants_lacks', models.CharField(blank=True, choices=[('unknown', 'not known'), ('not_told', 'the client does not want to say')], default='', max_length=8, verbose_name='dependants: why there is no value')),
                ('category', models.PositiveSmallIntegerField(blank=True, choices=[(1, '1 (highest income)'), (2, '2'), (3, '3'), (4, '4 (lowest income)')], null=True, verbose_name='income category')),
                ('category_lacks', models.CharField(blank=True, choices=[('unknown', 'not known'), ('not_told', 'the client does not want to say')], default='', max_length=8, verbose_name='income category: why there is no value')),
                ('category_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='category of the year')),
                ('category_known_on', models.DateField(blank=True, null=True, verbose_name='established on')),
                ('category_method', models.CharField(blank=True, choices=[('declared', 'declared by the client'), ('checked', 'checked'), ('notice', 'assessment notice')], default='', max_length=8, verbose_name='established how')),
            ],
            options={
                'verbose_name': 'household',
                'verbose_name_plural': 'households',
                'constraints': [models.CheckConstraint(condition=models.Q(('persons_lacks', ''), models.Q(('persons', None), ('persons_lacks__in', ['unknown', 'not_told'])), _connector='OR'), name='household_persons_is_told_or_why_not', violation_error_message='Fill in the value, or say why there is none.'), models.CheckConstraint(condition=models.Q(('dependants_lacks', ''), models.Q(('dependants', None), ('dependants_lacks__in', ['unknown', 'not_told'])), _connector='OR'), name='household_dependants_is_told_or_why_not', violation_error_message='Fill in the value, or say why there is none.'), models.CheckConstraint(condition=models.Q(('category_lacks', ''), models.Q(('category', None), ('category_lacks__in', ['unknown', 'not_told'])), _connector='OR'), name='household_category_is_told_or_why_not', violation_error_message='Fill in the value, or say why there is none.'), models.CheckConstraint(condition=models.Q(('persons', None), models.Q(('persons__gte', 1), ('persons__lte', 30)), _connector='OR'), name='household_has_one_to_thirty_persons', violation_error_message='A household has at least one person, and thirty at most.'), models.CheckConstraint(condition=models.Q(('dependants', None), ('persons', None), ('dependants__lte', models.F('persons')), _connector='OR'), name='household_dependants_are_among_its_persons', violation_error_message='There are more dependants than persons.'), models.CheckConstraint(condition=models.Q(('category', None), models.Q(('category__gte', 1), ('category__lte', 4)), _connector='OR'), name='household_category_is_one_to_four'), models.CheckConstraint(condition=models.Q(models.Q(('category', None), ('category_year', None)), models.Q(('category__isnull', False), ('category_year__isnull', False), ('category_year__gte', 2000), ('category_year__lte', 2100)), _connector='OR'), name='household_category_goes_with_its_year', violation_error_message='Say the category together with the year it holds for.'), models.CheckConstraint(condition=models.Q(('category_method__in', ['', 'declared', 'checked', 'notice'])), name='household_category_method_is_of_the_list')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='household',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_householdevent" ("category", "category_known_on", "category_lacks", "category_method", "category_year", "dependants", "dependants_lacks", "journey_id", "persons", "persons_lacks", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."category", NEW."category_known_on", NEW."category_lacks", NEW."category_method", NEW."category_year", NEW."dependants", NEW."dependants_lacks", NEW."journey_id", NEW."persons", NEW."persons_lacks", _pgh_attach_context(), NOW(), \'insert\', NEW."journey_id"); RETURN NULL;', hash='cf786644fe68bb42d5da9905e5ff3582b64d3774', operation='INSERT', pgid='pgtrigger_insert_insert_e94c2', table='dossiers_household', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='household',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_householdevent" ("category", "category_known_on", "category_lacks", "category_method", "category_year", "dependants", "dependants_lacks", "journey_id", "persons", "persons_lacks", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."category", NEW."category_known_on", NEW."category_lacks", NEW."category_method", NEW."category_year", NEW."dependants", NEW."dependants_lacks", NEW."journey_id", NEW."persons", NEW."persons_lacks", _pgh_attach_context(), NOW(), \'update\', NEW."journey_id"); RETURN NULL;', hash='0f4b86c4bdb6e33a21ecb2d05f97aa9064f00ab5', operation='UPDATE', pgid='pgtrigger_update_update_49e50', table='dossiers_household', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='household',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_householdevent" ("category", "category_known_on", "category_lacks", "category_method", "category_year", "dependants", "dependants_lacks", "journey_id", "persons", "persons_lacks", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."category", OLD."category_known_on", OLD."category_lacks", OLD."category_method", OLD."category_year", OLD."dependants", OLD."dependants_lacks", OLD."journey_id", OLD."persons", OLD."persons_lacks", _pgh_attach_context(), NOW(), \'delete\', OLD."journey_id"); RETURN NULL;', hash='b5ad619fd52bc8516c0bc2e51b104a99775b0f29', operation='DELETE', pgid='pgtrigger_delete_delete_45b77', table='dossiers_household', when='AFTER')),
        ),
        migrations.AddField(
            model_name='householdevent',
            name='journey',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='dossiers.journey'),
        ),
        migrations.AddField(
            model_name='householdevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='householdevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.household'),
        ),
        migrations.AddField(
            model_name='intakeevent',
            name='journey',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='dossiers.journey'),
        ),
        migrations.AddField(
            model_name='intakeevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='intakeevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.intake'),
        ),
        migrations.AddConstraint(
            model_name='motive',
            constraint=models.UniqueConstraint(models.F('code'), name='motive_code_once'),
        ),
        migrations.AddConstraint(
            model_name='motive',
            constraint=models.UniqueConstraint(fields=('name',), name='motive_name_once'),
        ),
        migrations.AddField(
            model_name='intake',
            name='motives',
            field=models.ManyToManyField(blank=True, related_name='+', to='dossiers.motive', verbose_name='why'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='householdevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4ff4b872cbde974272c89298a5cb7a5278910b7f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bec9d', table='dossiers_householdevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='intakeevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='855787a3e75eb2ca52437bdeb83517b0fb222d42', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b3033', table='dossiers_intakeevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='intake',
            constraint=models.CheckConstraint(condition=models.Q(('urgency__in', ['', 'at_once', 'months', 'year', 'later'])), name='intake_urgency_is_of_the_list'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='intake',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_intakeevent" ("budget", "done_already", "journey_id", "obstacles", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "urgency", "wish") VALUES (NEW."budget", NEW."done_already", NEW."journey_id", NEW."obstacles", _pgh_attach_context(), NOW(), \'insert\', NEW."journey_id", NEW."urgency", NEW."wish"); RETURN NULL;', hash='4ff1dcef89d3aa1b1a2a81b3c72baff2af48348f', operation='INSERT', pgid='pgtrigger_insert_insert_6e04f', table='dossiers_intake', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='intake',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_intakeevent" ("budget", "done_already", "journey_id", "obstacles", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "urgency", "wish") VALUES (NEW."budget", NEW."done_already", NEW."journey_id", NEW."obstacles", _pgh_attach_context(), NOW(), \'update\', NEW."journey_id", NEW."urgency", NEW."wish"); RETURN NULL;', hash='fe1a3f3002d32a07531134c95732e3838d42f749', operation='UPDATE', pgid='pgtrigger_update_update_c121a', table='dossiers_intake', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='intake',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_intakeevent" ("budget", "done_already", "journey_id", "obstacles", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "urgency", "wish") VALUES (OLD."budget", OLD."done_already", OLD."journey_id", OLD."obstacles", _pgh_attach_context(), NOW(), \'delete\', OLD."journey_id", OLD."urgency", OLD."wish"); RETURN NULL;', hash='abafdc4146475b6ac5cfdd87f1061570453849f2', operation='DELETE', pgid='pgtrigger_delete_delete_89572', table='dossiers_intake', when='AFTER')),
        ),
    ]
