"""What an Execution dossier holds; its subtypes get their profile."""

import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import oss.core.partial_dates
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from dossiers.migrating import tie_to_its_dossier
from oss.core.migrating import MigrationAtOnce

PROFILES = """
    UPDATE dossiers_subtype SET profile = CASE code
        WHEN 'execution_collective_renovation' THEN 'collective_execution' ELSE 'execution' END
    WHERE code IN ('execution_verbouwbegeleiding', 'execution_collective_renovation') AND profile = ''
"""
"""Where no administrator chose one."""


class Migration(MigrationAtOnce):

    dependencies = [
        ('dossiers', '0029_profiles_of_advice'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BuildingPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
            ],
            options={
                'verbose_name': 'part of a building in a permit',
                'verbose_name_plural': 'parts of a building in a permit',
                'ordering': ['position', 'name'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(models.F('code'), name='buildingpart_code_once'), models.UniqueConstraint(fields=('name',), name='building_part_name_once')],
            },
        ),
        migrations.CreateModel(
            name='Complaint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reported_on', models.DateField(verbose_name='reported on')),
                ('reported_by', models.CharField(blank=True, help_text='Empty: by the main contact.', max_length=120, verbose_name='by whom')),
                ('about', models.CharField(choices=[('contr', 'contractor'), ('study', 'study office'), ('other', 'somebody else')], max_length=5, verbose_name='about whom')),
                ('what', models.TextField(verbose_name='what is wrong')),
                ('requested_repair', models.TextField(blank=True, verbose_name='repair asked for')),
                ('answer', models.TextField(blank=True, verbose_name='answer of the other')),
                ('solved_on', models.DateField(blank=True, null=True, verbose_name='solved on')),
                ('outcome', models.CharField(blank=True, max_length=200, verbose_name='outcome')),
                ('dossier', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='complaints', to='dossiers.dossier')),
                ('work', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='complaints', to='dossiers.work', verbose_name='work')),
            ],
            options={
                'verbose_name': 'complaint',
                'verbose_name_plural': 'complaints',
                'ordering': ('-reported_on', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='ComplaintEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('reported_on', models.DateField(verbose_name='reported on')),
                ('reported_by', models.CharField(blank=True, help_text='Empty: by the main contact.', max_length=120, verbose_name='by whom')),
                ('about', models.CharField(choices=[('contr', 'contractor'), ('study', 'study office'), ('other', 'somebody else')], max_length=5, verbose_name='about whom')),
                ('what', models.TextField(verbose_name='what is wrong')),
                ('requested_repair', models.TextField(blank=True, verbose_name='repair asked for')),
                ('answer', models.TextField(blank=True, verbose_name='answer of the other')),
                ('solved_on', models.DateField(blank=True, null=True, verbose_name='solved on')),
                ('outcome', models.CharField(blank=True, max_length=200, verbose_name='outcome')),
                ('dossier', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.dossier')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.complaint')),
                ('work', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.work', verbose_name='work')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ExecutionDetail',
            fields=[
                ('dossier_type', models.CharField(editable=False, max_length=12)),
                ('dossier', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='execution', serialize=False, to='dossiers.dossier')),
                ('wished_start', oss.core.partial_dates.PartialDateField(blank=True, null=True, verbose_name='wished start')),
                ('permit', models.CharField(blank=True, choices=[('none', 'none needed'), ('notice', 'notification'), ('permit', 'permit')], max_length=6, verbose_name='permit needed')),
                ('permit_made_on', models.DateField(blank=True, null=True, verbose_name='permit application made on')),
                ('permit_asked_on', models.DateField(blank=True, null=True, verbose_name='asked at the Vlaams omgevingsloket on')),
                ('permit_number', models.CharField(blank=True, max_length=30, verbose_name='OMV number')),
                ('permit_complete_on', models.DateField(blank=True, null=True, verbose_name='declared complete on')),
                ('permit_granted_on', models.DateField(blank=True, null=True, verbose_name='permit granted on')),
                ('permit_refused_on', models.DateField(blank=True, null=True, verbose_name='permit refused on')),
                ('permit_refused_because', models.CharField(blank=True, max_length=200, verbose_name='why it was refused')),
                ('permit_posted_on', models.DateField(blank=True, null=True, verbose_name='posted at the house on')),
                ('permit_expires_on', models.DateField(blank=True, null=True, verbose_name='permit expires on')),
                ('facade_thickness', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='insulation with finish, in cm')),
                ('facade_beyond_line', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='beyond the building line')),
                ('facade_heritage', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='heritage: protected, on the inventory, or world heritage')),
                ('facade_against_rules', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='contrary to a regulation or an earlier permit')),
                ('space_needed', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='public space is used')),
                ('space_user', models.CharField(blank=True, choices=[('street', 'neighbourhood contractor'), ('other', 'another contractor'), ('owner', 'the client')], max_length=6, verbose_name='by whom')),
                ('space_kind', models.CharField(blank=True, choices=[('small', 'small works, only pavement or parking spaces'), ('large', 'large works without hindrance'), ('hinder', 'large works with hindrance')], max_length=6, verbose_name='how much')),
                ('space_closes_street', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='the street is closed')),
                ('space_from', models.DateField(blank=True, null=True, verbose_name='public space from')),
                ('space_until', models.DateField(blank=True, null=True, verbose_name='public space until')),
                ('space_asked_on', models.DateField(blank=True, null=True, verbose_name='public space asked on')),
                ('space_granted_on', models.DateField(blank=True, null=True, verbose_name='public space granted on')),
                ('planned_start', models.DateField(blank=True, null=True, verbose_name='start of the works planned on')),
                ('works_order', models.TextField(blank=True, verbose_name='order of the works')),
                ('contractor_told_on', models.DateField(blank=True, null=True, verbose_name='contractor told on')),
                ('neighbours_told_on', models.DateField(blank=True, null=True, verbose_name='neighbours told on')),
                ('coordinator_named_on', models.DateField(blank=True, null=True, verbose_name='safety coordinator appointed on')),
                ('insurance_seen_on', models.DateField(blank=True, null=True, verbose_name='insurance checked on')),
                ('accepted_on', models.DateField(blank=True, null=True, verbose_name='acceptance of the works on')),
                ('acceptance_remarks', models.TextField(blank=True, verbose_name='remarks at the acceptance')),
                ('grant_asked', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='grant applied for')),
                ('grant_which', models.CharField(blank=True, max_length=200, verbose_name='which grant')),
                ('grant_asked_on', models.DateField(blank=True, null=True, verbose_name='grant applied for on')),
                ('next_step_discussed', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='next step discussed')),
                ('next_step', models.CharField(blank=True, max_length=200, verbose_name='which next step')),
                ('sensitised', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='use and behaviour explained')),
                ('ambassador', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='wants to be an ambassador')),
                ('testimony_agreed_on', models.DateField(blank=True, null=True, verbose_name='agreed to a testimony or photos on')),
                ('contact_point', models.ForeignKey(blank=True, help_text='The colleague whom client and contractors turn to during the works.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='independent contact point')),
                ('permit_parts', models.ManyToManyField(blank=True, related_name='+', to='dossiers.buildingpart', verbose_name='for which parts of the building')),
            ],
            options={
                'verbose_name': 'execution',
                'verbose_name_plural': 'executions',
            },
        ),
        migrations.CreateModel(
            name='ExecutionDetailEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('dossier_type', models.CharField(editable=False, max_length=12)),
                ('wished_start', oss.core.partial_dates.PartialDateField(blank=True, null=True, verbose_name='wished start')),
                ('permit', models.CharField(blank=True, choices=[('none', 'none needed'), ('notice', 'notification'), ('permit', 'permit')], max_length=6, verbose_name='permit needed')),
                ('permit_made_on', models.DateField(blank=True, null=True, verbose_name='permit application made on')),
                ('permit_asked_on', models.DateField(blank=True, null=True, verbose_name='asked at the Vlaams omgevingsloket on')),
                ('permit_number', models.CharField(blank=True, max_length=30, verbose_name='OMV number')),
                ('permit_complete_on', models.DateField(blank=True, null=True, verbose_name='declared complete on')),
                ('permit_granted_on', models.DateField(blank=True, null=True, verbose_name='permit granted on')),
                ('permit_refused_on', models.DateField(blank=True, null=True, verbose_name='permit refused on')),
                ('permit_refused_because', models.CharField(blank=True, max_length=200, verbose_name='why it was refused')),
                ('permit_posted_on', models.DateField(blank=True, null=True, verbose_name='posted at the house on')),
                ('permit_expires_on', models.DateField(blank=True, null=True, verbose_name='permit expires on')),
                ('facade_thickness', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='insulation with finish, in cm')),
                ('facade_beyond_line', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='beyond the building line')),
                ('facade_heritage', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='heritage: protected, on the inventory, or world heritage')),
                ('facade_against_rules', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='contrary to a regulation or an earlier permit')),
                ('space_needed', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='public space is used')),
                ('space_user', models.CharField(blank=True, choices=[('street', 'neighbourhood contractor'), ('other', 'another contractor'), ('owner', 'the client')], max_length=6, verbose_name='by whom')),
                ('space_kind', models.CharField(blank=True, choices=[('small', 'small works, only pavement or parking spaces'), ('large', 'large works without hindrance'), ('hinder', 'large works with hindrance')], max_length=6, verbose_name='how much')),
                ('space_closes_street', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='the street is closed')),
                ('space_from', models.DateField(blank=True, null=True, verbose_name='public space from')),
                ('space_until', models.DateField(blank=True, null=True, verbose_name='public space until')),
                ('space_asked_on', models.DateField(blank=True, null=True, verbose_name='public space asked on')),
                ('space_granted_on', models.DateField(blank=True, null=True, verbose_name='public space granted on')),
                ('planned_start', models.DateField(blank=True, null=True, verbose_name='start of the works planned on')),
                ('works_order', models.TextField(blank=True, verbose_name='order of the works')),
                ('contractor_told_on', models.DateField(blank=True, null=True, verbose_name='contractor told on')),
                ('neighbours_told_on', models.DateField(blank=True, null=True, verbose_name='neighbours told on')),
                ('coordinator_named_on', models.DateField(blank=True, null=True, verbose_name='safety coordinator appointed on')),
                ('insurance_seen_on', models.DateField(blank=True, null=True, verbose_name='insurance checked on')),
                ('accepted_on', models.DateField(blank=True, null=True, verbose_name='acceptance of the works on')),
                ('acceptance_remarks', models.TextField(blank=True, verbose_name='remarks at the acceptance')),
                ('grant_asked', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='grant applied for')),
                ('grant_which', models.CharField(blank=True, max_length=200, verbose_name='which grant')),
                ('grant_asked_on', models.DateField(blank=True, null=True, verbose_name='grant applied for on')),
                ('next_step_discussed', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='next step discussed')),
                ('next_step', models.CharField(blank=True, max_length=200, verbose_name='which next step')),
                ('sensitised', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='use and behaviour explained')),
                ('ambassador', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='wants to be an ambassador')),
                ('testimony_agreed_on', models.DateField(blank=True, null=True, verbose_name='agreed to a testimony or photos on')),
                ('contact_point', models.ForeignKey(blank=True, db_constraint=False, help_text='The colleague whom client and contractors turn to during the works.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='independent contact point')),
                ('dossier', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='dossiers.dossier')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.executiondetail')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='StreetElement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
            ],
            options={
                'verbose_name': 'street furniture',
                'verbose_name_plural': 'street furniture',
                'ordering': ['position', 'name'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(models.F('code'), name='streetelement_code_once'), models.UniqueConstraint(fields=('name',), name='street_element_name_once')],
            },
        ),
        migrations.CreateModel(
            name='StreetFurniture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('needed', models.BooleanField(choices=[(True, 'yes'), (False, 'no')], verbose_name='must it go')),
                ('authority', models.CharField(blank=True, help_text='Fluvius, the city, an operator…', max_length=120, verbose_name='with whom')),
                ('asked_on', models.DateField(blank=True, null=True, verbose_name='asked on')),
                ('confirmed_on', models.DateField(blank=True, null=True, verbose_name='confirmed on')),
                ('removed_on', models.DateField(blank=True, null=True, verbose_name='removed on')),
                ('put_back_on', models.DateField(blank=True, null=True, verbose_name='put back on')),
                ('dossier', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='street_furniture', to='dossiers.dossier')),
                ('element', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.streetelement', verbose_name='street furniture')),
            ],
            options={
                'verbose_name': 'street furniture on a dossier',
                'verbose_name_plural': 'street furniture on dossiers',
                'ordering': ('element__position', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='StreetFurnitureEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('needed', models.BooleanField(choices=[(True, 'yes'), (False, 'no')], verbose_name='must it go')),
                ('authority', models.CharField(blank=True, help_text='Fluvius, the city, an operator…', max_length=120, verbose_name='with whom')),
                ('asked_on', models.DateField(blank=True, null=True, verbose_name='asked on')),
                ('confirmed_on', models.DateField(blank=True, null=True, verbose_name='confirmed on')),
                ('removed_on', models.DateField(blank=True, null=True, verbose_name='removed on')),
                ('put_back_on', models.DateField(blank=True, null=True, verbose_name='put back on')),
                ('dossier', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.dossier')),
                ('element', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.streetelement', verbose_name='street furniture')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.streetfurniture')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('about__in', ['contr', 'study', 'other'])), name='complaint_about_is_known'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('solved_on', None), ('solved_on__gte', models.F('reported_on')), _connector='OR'), name='complaint_solved_after_it_was_reported', violation_error_message='It cannot be solved before it was reported.'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('solved_on', None), models.Q(('outcome', ''), _negated=True), _connector='OR'), name='complaint_solved_says_how', violation_error_message='Write down what the outcome is.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='complaint',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_complaintevent" ("about", "answer", "dossier_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_by", "reported_on", "requested_repair", "solved_on", "what", "work_id") VALUES (NEW."about", NEW."answer", NEW."dossier_id", NEW."id", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reported_by", NEW."reported_on", NEW."requested_repair", NEW."solved_on", NEW."what", NEW."work_id"); RETURN NULL;', hash='c7e14d35a88b8b94bc357d5d4ee8a9670b743e4a', operation='INSERT', pgid='pgtrigger_insert_insert_7ba50', table='dossiers_complaint', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='complaint',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_complaintevent" ("about", "answer", "dossier_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_by", "reported_on", "requested_repair", "solved_on", "what", "work_id") VALUES (NEW."about", NEW."answer", NEW."dossier_id", NEW."id", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reported_by", NEW."reported_on", NEW."requested_repair", NEW."solved_on", NEW."what", NEW."work_id"); RETURN NULL;', hash='b22d52db22e4fa56cb5d27f648db87c8d4baf563', operation='UPDATE', pgid='pgtrigger_update_update_2dab1', table='dossiers_complaint', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='complaint',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_complaintevent" ("about", "answer", "dossier_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_by", "reported_on", "requested_repair", "solved_on", "what", "work_id") VALUES (OLD."about", OLD."answer", OLD."dossier_id", OLD."id", OLD."outcome", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reported_by", OLD."reported_on", OLD."requested_repair", OLD."solved_on", OLD."what", OLD."work_id"); RETURN NULL;', hash='e11f8a72b1778a50b3fd382026f5380a58b2d5be', operation='DELETE', pgid='pgtrigger_delete_delete_31711', table='dossiers_complaint', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='complaintevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='526b8ff0a28b2fe9e27aaed4e937d465f7cf56f0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e2421', table='dossiers_complaintevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='executiondetail',
            constraint=models.CheckConstraint(condition=models.Q(('dossier_type', 'execution')), name='execution_detail_of_execution'),
        ),
        migrations.AddConstraint(
            model_name='executiondetail',
            constraint=models.CheckConstraint(condition=models.Q(('permit__in', ['', 'none', 'notice', 'permit']), ('space_user__in', ['', 'street', 'other', 'owner']), ('space_kind__in', ['', 'small', 'large', 'hinder'])), name='execution_is_of_the_lists'),
        ),
        migrations.AddConstraint(
            model_name='executiondetail',
            constraint=models.CheckConstraint(condition=models.Q(('wished_start', None), ('wished_start__regex', '^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'), _connector='OR'), name='execution_wished_start_is_edtf'),
        ),
        migrations.AddConstraint(
            model_name='executiondetail',
            constraint=models.CheckConstraint(condition=models.Q(('permit_granted_on', None), ('permit_refused_on', None), _connector='OR'), name='execution_permit_granted_or_refused', violation_error_message='A permit is granted or refused: empty one of the two dates.'),
        ),
        migrations.AddConstraint(
            model_name='executiondetail',
            constraint=models.CheckConstraint(condition=models.Q(('permit_refused_on', None), models.Q(('permit_refused_because', ''), _negated=True), _connector='OR'), name='execution_permit_refused_says_why', violation_error_message='Write down why the permit was refused.'),
        ),
        migrations.AddConstraint(
            model_name='executiondetail',
            constraint=models.CheckConstraint(condition=models.Q(('space_from', None), ('space_until', None), ('space_until__gte', models.F('space_from')), _connector='OR'), name='execution_space_in_order', violation_error_message='The public space ends before it begins: check both dates.'),
        ),
        migrations.AddConstraint(
            model_name='executiondetail',
            constraint=models.CheckConstraint(condition=models.Q(('facade_thickness', None), ('facade_thickness__range', (1, 100)), _connector='OR'), name='execution_facade_thickness_is_possible'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='executiondetail',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_executiondetailevent" ("acceptance_remarks", "accepted_on", "ambassador", "contact_point_id", "contractor_told_on", "coordinator_named_on", "dossier_id", "dossier_type", "facade_against_rules", "facade_beyond_line", "facade_heritage", "facade_thickness", "grant_asked", "grant_asked_on", "grant_which", "insurance_seen_on", "neighbours_told_on", "next_step", "next_step_discussed", "permit", "permit_asked_on", "permit_complete_on", "permit_expires_on", "permit_granted_on", "permit_made_on", "permit_number", "permit_posted_on", "permit_refused_because", "permit_refused_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_start", "sensitised", "space_asked_on", "space_closes_street", "space_from", "space_granted_on", "space_kind", "space_needed", "space_until", "space_user", "testimony_agreed_on", "wished_start", "works_order") VALUES (NEW."acceptance_remarks", NEW."accepted_on", NEW."ambassador", NEW."contact_point_id", NEW."contractor_told_on", NEW."coordinator_named_on", NEW."dossier_id", NEW."dossier_type", NEW."facade_against_rules", NEW."facade_beyond_line", NEW."facade_heritage", NEW."facade_thickness", NEW."grant_asked", NEW."grant_asked_on", NEW."grant_which", NEW."insurance_seen_on", NEW."neighbours_told_on", NEW."next_step", NEW."next_step_discussed", NEW."permit", NEW."permit_asked_on", NEW."permit_complete_on", NEW."permit_expires_on", NEW."permit_granted_on", NEW."permit_made_on", NEW."permit_number", NEW."permit_posted_on", NEW."permit_refused_because", NEW."permit_refused_on", _pgh_attach_context(), NOW(), \'insert\', NEW."dossier_id", NEW."planned_start", NEW."sensitised", NEW."space_asked_on", NEW."space_closes_street", NEW."space_from", NEW."space_granted_on", NEW."space_kind", NEW."space_needed", NEW."space_until", NEW."space_user", NEW."testimony_agreed_on", NEW."wished_start", NEW."works_order"); RETURN NULL;', hash='8278200d2b064c4b2a3ee71eb5b75c9b763a5eb2', operation='INSERT', pgid='pgtrigger_insert_insert_5bfab', table='dossiers_executiondetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='executiondetail',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_executiondetailevent" ("acceptance_remarks", "accepted_on", "ambassador", "contact_point_id", "contractor_told_on", "coordinator_named_on", "dossier_id", "dossier_type", "facade_against_rules", "facade_beyond_line", "facade_heritage", "facade_thickness", "grant_asked", "grant_asked_on", "grant_which", "insurance_seen_on", "neighbours_told_on", "next_step", "next_step_discussed", "permit", "permit_asked_on", "permit_complete_on", "permit_expires_on", "permit_granted_on", "permit_made_on", "permit_number", "permit_posted_on", "permit_refused_because", "permit_refused_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_start", "sensitised", "space_asked_on", "space_closes_street", "space_from", "space_granted_on", "space_kind", "space_needed", "space_until", "space_user", "testimony_agreed_on", "wished_start", "works_order") VALUES (NEW."acceptance_remarks", NEW."accepted_on", NEW."ambassador", NEW."contact_point_id", NEW."contractor_told_on", NEW."coordinator_named_on", NEW."dossier_id", NEW."dossier_type", NEW."facade_against_rules", NEW."facade_beyond_line", NEW."facade_heritage", NEW."facade_thickness", NEW."grant_asked", NEW."grant_asked_on", NEW."grant_which", NEW."insurance_seen_on", NEW."neighbours_told_on", NEW."next_step", NEW."next_step_discussed", NEW."permit", NEW."permit_asked_on", NEW."permit_complete_on", NEW."permit_expires_on", NEW."permit_granted_on", NEW."permit_made_on", NEW."permit_number", NEW."permit_posted_on", NEW."permit_refused_because", NEW."permit_refused_on", _pgh_attach_context(), NOW(), \'update\', NEW."dossier_id", NEW."planned_start", NEW."sensitised", NEW."space_asked_on", NEW."space_closes_street", NEW."space_from", NEW."space_granted_on", NEW."space_kind", NEW."space_needed", NEW."space_until", NEW."space_user", NEW."testimony_agreed_on", NEW."wished_start", NEW."works_order"); RETURN NULL;', hash='4ca3100289c536e04be10728f8369d22348f42c3', operation='UPDATE', pgid='pgtrigger_update_update_1f354', table='dossiers_executiondetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='executiondetail',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_executiondetailevent" ("acceptance_remarks", "accepted_on", "ambassador", "contact_point_id", "contractor_told_on", "coordinator_named_on", "dossier_id", "dossier_type", "facade_against_rules", "facade_beyond_line", "facade_heritage", "facade_thickness", "grant_asked", "grant_asked_on", "grant_which", "insurance_seen_on", "neighbours_told_on", "next_step", "next_step_discussed", "permit", "permit_asked_on", "permit_complete_on", "permit_expires_on", "permit_granted_on", "permit_made_on", "permit_number", "permit_posted_on", "permit_refused_because", "permit_refused_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_start", "sensitised", "space_asked_on", "space_closes_street", "space_from", "space_granted_on", "space_kind", "space_needed", "space_until", "space_user", "testimony_agreed_on", "wished_start", "works_order") VALUES (OLD."acceptance_remarks", OLD."accepted_on", OLD."ambassador", OLD."contact_point_id", OLD."contractor_told_on", OLD."coordinator_named_on", OLD."dossier_id", OLD."dossier_type", OLD."facade_against_rules", OLD."facade_beyond_line", OLD."facade_heritage", OLD."facade_thickness", OLD."grant_asked", OLD."grant_asked_on", OLD."grant_which", OLD."insurance_seen_on", OLD."neighbours_told_on", OLD."next_step", OLD."next_step_discussed", OLD."permit", OLD."permit_asked_on", OLD."permit_complete_on", OLD."permit_expires_on", OLD."permit_granted_on", OLD."permit_made_on", OLD."permit_number", OLD."permit_posted_on", OLD."permit_refused_because", OLD."permit_refused_on", _pgh_attach_context(), NOW(), \'delete\', OLD."dossier_id", OLD."planned_start", OLD."sensitised", OLD."space_asked_on", OLD."space_closes_street", OLD."space_from", OLD."space_granted_on", OLD."space_kind", OLD."space_needed", OLD."space_until", OLD."space_user", OLD."testimony_agreed_on", OLD."wished_start", OLD."works_order"); RETURN NULL;', hash='c66b5ad71ab3e540e9334d3d2f8f7ead51a85c06', operation='DELETE', pgid='pgtrigger_delete_delete_c4a64', table='dossiers_executiondetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='executiondetailevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='dd52c859357d187628fac96241cf282b98d55587', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_20d45', table='dossiers_executiondetailevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='streetfurniture',
            constraint=models.UniqueConstraint(fields=('dossier', 'element'), name='street_element_once_on_a_dossier'),
        ),
        migrations.AddConstraint(
            model_name='streetfurniture',
            constraint=models.CheckConstraint(condition=models.Q(('removed_on', None), ('put_back_on', None), ('put_back_on__gte', models.F('removed_on')), _connector='OR'), name='street_furniture_back_after_its_removal', violation_error_message='It cannot be put back before it is removed.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='streetfurniture',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_streetfurnitureevent" ("asked_on", "authority", "confirmed_on", "dossier_id", "element_id", "id", "needed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "put_back_on", "removed_on") VALUES (NEW."asked_on", NEW."authority", NEW."confirmed_on", NEW."dossier_id", NEW."element_id", NEW."id", NEW."needed", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."put_back_on", NEW."removed_on"); RETURN NULL;', hash='cb9a99bf2f4893cc387454a4ded4e234d273dc30', operation='INSERT', pgid='pgtrigger_insert_insert_53148', table='dossiers_streetfurniture', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='streetfurniture',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_streetfurnitureevent" ("asked_on", "authority", "confirmed_on", "dossier_id", "element_id", "id", "needed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "put_back_on", "removed_on") VALUES (NEW."asked_on", NEW."authority", NEW."confirmed_on", NEW."dossier_id", NEW."element_id", NEW."id", NEW."needed", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."put_back_on", NEW."removed_on"); RETURN NULL;', hash='9abcae3c0b20b76de47717e164d315e0f389f7f6', operation='UPDATE', pgid='pgtrigger_update_update_f32c9', table='dossiers_streetfurniture', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='streetfurniture',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_streetfurnitureevent" ("asked_on", "authority", "confirmed_on", "dossier_id", "element_id", "id", "needed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "put_back_on", "removed_on") VALUES (OLD."asked_on", OLD."authority", OLD."confirmed_on", OLD."dossier_id", OLD."element_id", OLD."id", OLD."needed", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."put_back_on", OLD."removed_on"); RETURN NULL;', hash='4f4a18ae76adfbea30f5c568ee41ab55379ccc05', operation='DELETE', pgid='pgtrigger_delete_delete_a4e8c', table='dossiers_streetfurniture', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='streetfurnitureevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0f860759f21b251dbf954b7ac7de38719befb565', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_fb746', table='dossiers_streetfurnitureevent', when='BEFORE')),
        ),
        tie_to_its_dossier("dossiers_executiondetail", name="execution_detail_of_its_dossier"),
        migrations.RunSQL(PROFILES, migrations.RunSQL.noop),
    ]
