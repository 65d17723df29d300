"""The type Advice: its row, and one for each subtype with fields of its own; with what a client goes on."""

import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from dossiers.migrating import tie_to_its_dossier
from oss.core.migrating import MigrationAtOnce


class Migration(MigrationAtOnce):

    dependencies = [
        ('contacts', '0013_measures'),
        ('dossiers', '0027_photos_of_works'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AdaptationDetailEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('dossier_type', models.CharField(editable=False, max_length=12)),
                ('paved', models.PositiveIntegerField(blank=True, null=True, verbose_name='paved (m²)')),
                ('roof_connected', models.PositiveIntegerField(blank=True, null=True, verbose_name='roof area connected (m²)')),
                ('cistern', models.PositiveIntegerField(blank=True, null=True, verbose_name='rainwater cistern (l)')),
                ('infiltration', models.TextField(blank=True, verbose_name='infiltration')),
                ('roof_strength', models.TextField(blank=True, verbose_name='strength of the roof for a green roof')),
                ('heat', models.TextField(blank=True, verbose_name='heat')),
                ('flooding', models.TextField(blank=True, verbose_name='flooding')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AdviceDetail',
            fields=[
                ('dossier_type', models.CharField(editable=False, max_length=12)),
                ('dossier', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='advice', serialize=False, to='dossiers.dossier')),
                ('question', models.TextField(blank=True, verbose_name='question of the client')),
                ('asked_on', models.DateField(blank=True, null=True, verbose_name='date of the request')),
                ('is_complete', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='request is complete')),
                ('missing_papers', models.CharField(blank=True, max_length=200, verbose_name='papers that are missing')),
                ('owner_agrees', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], help_text='Where the client does not own the dwelling.', null=True, verbose_name='the owner agrees')),
                ('wished_contact', models.CharField(blank=True, choices=[('home', 'home visit'), ('desk', 'at the desk'), ('online', 'online'), ('phone', 'by phone'), ('external', 'by an external adviser')], max_length=8, verbose_name='wished contact')),
                ('wished_moment', models.CharField(blank=True, max_length=100, verbose_name='wished moment')),
                ('interpreter', models.CharField(blank=True, help_text='Where Dutch does not do.', max_length=60, verbose_name='language or interpreter')),
                ('plan', models.CharField(blank=True, choices=[('stay', 'to stay'), ('rebuild', 'to rebuild'), ('sell', 'to sell'), ('let', 'to let')], max_length=7, verbose_name='plan with the dwelling')),
                ('plan_year', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(2000), django.core.validators.MaxValueValidator(2100)], verbose_name='in the year')),
                ('consent_text', models.CharField(blank=True, help_text='For example: registration form 2026.', max_length=80, verbose_name='text of the consent')),
                ('consent_on', models.DateField(blank=True, null=True, verbose_name='client agreed on')),
                ('visit_on', models.DateField(blank=True, null=True, verbose_name='appointment on')),
                ('visit_at', models.TimeField(blank=True, null=True, verbose_name='at')),
                ('visit_minutes', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(600)], verbose_name='minutes')),
                ('visit_way', models.CharField(blank=True, choices=[('home', 'home visit'), ('desk', 'at the desk'), ('online', 'online'), ('phone', 'by phone'), ('external', 'by an external adviser')], max_length=8, verbose_name='appointment how')),
                ('confirmed_on', models.DateField(blank=True, null=True, verbose_name='confirmed to the client on')),
                ('has_consumption', models.BooleanField(default=False, verbose_name='client has the consumption at hand')),
                ('has_plans', models.BooleanField(default=False, verbose_name='client has plans at hand')),
                ('has_attests', models.BooleanField(default=False, verbose_name='client has attests at hand')),
                ('shell', models.TextField(blank=True, verbose_name='shell')),
                ('installations', models.TextField(blank=True, verbose_name='installations')),
                ('damp', models.TextField(blank=True, verbose_name='damp')),
                ('ventilation', models.TextField(blank=True, verbose_name='ventilation')),
                ('asbestos', models.TextField(blank=True, verbose_name='asbestos')),
                ('comfort', models.TextField(blank=True, verbose_name='comfort and health')),
                ('social', models.TextField(blank=True, verbose_name='social situation')),
                ('report_made_on', models.DateField(blank=True, null=True, verbose_name='report made on')),
                ('label_now', models.CharField(blank=True, choices=[('A+', 'A+'), ('A', 'A'), ('B', 'B'), ('C', 'C'), ('D', 'D'), ('E', 'E'), ('F', 'F')], max_length=2, verbose_name='label now')),
                ('label_after', models.CharField(blank=True, choices=[('A+', 'A+'), ('A', 'A'), ('B', 'B'), ('C', 'C'), ('D', 'D'), ('E', 'E'), ('F', 'F')], max_length=2, verbose_name='label after the works')),
                ('delivered_on', models.DateField(blank=True, null=True, verbose_name='advice delivered on')),
                ('delivered_how', models.CharField(blank=True, choices=[('report', 'advice report'), ('mail', 'e-mail'), ('spoken', 'by word of mouth'), ('plan', 'plan with remarks')], max_length=6, verbose_name='advice delivered how')),
                ('talked_on', models.DateField(blank=True, null=True, verbose_name='report discussed on')),
                ('talked_how', models.CharField(blank=True, choices=[('home', 'home visit'), ('desk', 'at the desk'), ('online', 'online'), ('phone', 'by phone'), ('external', 'by an external adviser')], max_length=8, verbose_name='discussed how')),
            ],
            options={
                'verbose_name': 'advice',
                'verbose_name_plural': 'advice',
            },
        ),
        migrations.CreateModel(
            name='AdviceDetailEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('dossier_type', models.CharField(editable=False, max_length=12)),
                ('question', models.TextField(blank=True, verbose_name='question of the client')),
                ('asked_on', models.DateField(blank=True, null=True, verbose_name='date of the request')),
                ('is_complete', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='request is complete')),
                ('missing_papers', models.CharField(blank=True, max_length=200, verbose_name='papers that are missing')),
                ('owner_agrees', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], help_text='Where the client does not own the dwelling.', null=True, verbose_name='the owner agrees')),
                ('wished_contact', models.CharField(blank=True, choices=[('home', 'home visit'), ('desk', 'at the desk'), ('online', 'online'), ('phone', 'by phone'), ('external', 'by an external adviser')], max_length=8, verbose_name='wished contact')),
                ('wished_moment', models.CharField(blank=True, max_length=100, verbose_name='wished moment')),
                ('interpreter', models.CharField(blank=True, help_text='Where Dutch does not do.', max_length=60, verbose_name='language or interpreter')),
                ('plan', models.CharField(blank=True, choices=[('stay', 'to stay'), ('rebuild', 'to rebuild'), ('sell', 'to sell'), ('let', 'to let')], max_length=7, verbose_name='plan with the dwelling')),
                ('plan_year', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(2000), django.core.validators.MaxValueValidator(2100)], verbose_name='in the year')),
                ('consent_text', models.CharField(blank=True, help_text='For example: registration form 2026.', max_length=80, verbose_name='text of the consent')),
                ('consent_on', models.DateField(blank=True, null=True, verbose_name='client agreed on')),
                ('visit_on', models.DateField(blank=True, null=True, verbose_name='appointment on')),
                ('visit_at', models.TimeField(blank=True, null=True, verbose_name='at')),
                ('visit_minutes', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(600)], verbose_name='minutes')),
                ('visit_way', models.CharField(blank=True, choices=[('home', 'home visit'), ('desk', 'at the desk'), ('online', 'online'), ('phone', 'by phone'), ('external', 'by an external adviser')], max_length=8, verbose_name='appointment how')),
                ('confirmed_on', models.DateField(blank=True, null=True, verbose_name='confirmed to the client on')),
                ('has_consumption', models.BooleanField(default=False, verbose_name='client has the consumption at hand')),
                ('has_plans', models.BooleanField(default=False, verbose_name='client has plans at hand')),
                ('has_attests', models.BooleanField(default=False, verbose_name='client has attests at hand')),
                ('shell', models.TextField(blank=True, verbose_name='shell')),
                ('installations', models.TextField(blank=True, verbose_name='installations')),
                ('damp', models.TextField(blank=True, verbose_name='damp')),
                ('ventilation', models.TextField(blank=True, verbose_name='ventilation')),
                ('asbestos', models.TextField(blank=True, verbose_name='asbestos')),
                ('comfort', models.TextField(blank=True, verbose_name='comfort and health')),
                ('social', models.TextField(blank=True, verbose_name='social situation')),
                ('report_made_on', models.DateField(blank=True, null=True, verbose_name='report made on')),
                ('label_now', models.CharField(blank=True, choices=[('A+', 'A+'), ('A', 'A'), ('B', 'B'), ('C', 'C'), ('D', 'D'), ('E', 'E'), ('F', 'F')], max_length=2, verbose_name='label now')),
                ('label_after', models.CharField(blank=True, choices=[('A+', 'A+'), ('A', 'A'), ('B', 'B'), ('C', 'C'), ('D', 'D'), ('E', 'E'), ('F', 'F')], max_length=2, verbose_name='label after the works')),
                ('delivered_on', models.DateField(blank=True, null=True, verbose_name='advice delivered on')),
                ('delivered_how', models.CharField(blank=True, choices=[('report', 'advice report'), ('mail', 'e-mail'), ('spoken', 'by word of mouth'), ('plan', 'plan with remarks')], max_length=6, verbose_name='advice delivered how')),
                ('talked_on', models.DateField(blank=True, null=True, verbose_name='report discussed on')),
                ('talked_how', models.CharField(blank=True, choices=[('home', 'home visit'), ('desk', 'at the desk'), ('online', 'online'), ('phone', 'by phone'), ('external', 'by an external adviser')], max_length=8, verbose_name='discussed how')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='BillDetail',
            fields=[
                ('dossier_type', models.CharField(editable=False, max_length=12)),
                ('dossier', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='energy_bill', serialize=False, to='dossiers.dossier')),
                ('supplier', models.CharField(blank=True, max_length=80, verbose_name='supplier now')),
                ('contract', models.CharField(blank=True, max_length=120, verbose_name='contract now')),
                ('electricity', models.PositiveIntegerField(blank=True, null=True, verbose_name='electricity (kWh a year)')),
                ('gas', models.PositiveIntegerField(blank=True, null=True, verbose_name='gas (kWh a year)')),
                ('use_source', models.CharField(blank=True, max_length=120, verbose_name='source of the yearly use')),
                ('social_tariff', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='social tariff')),
                ('cut_off', models.BooleanField(default=False, verbose_name='a cut-off threatens')),
                ('compared_on', models.DateField(blank=True, null=True, verbose_name='V-test done on')),
                ('gain', models.DecimalField(blank=True, decimal_places=2, help_text='As the V-test told it on that day.', max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='gain (€ a year)')),
                ('switched', models.CharField(blank=True, choices=[('yes', 'yes'), ('no', 'no'), ('later', 'later')], max_length=5, verbose_name='client switched')),
            ],
            options={
                'verbose_name': 'energy bill',
                'verbose_name_plural': 'energy bills',
            },
        ),
        migrations.CreateModel(
            name='BillDetailEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('dossier_type', models.CharField(editable=False, max_length=12)),
                ('supplier', models.CharField(blank=True, max_length=80, verbose_name='supplier now')),
                ('contract', models.CharField(blank=True, max_length=120, verbose_name='contract now')),
                ('electricity', models.PositiveIntegerField(blank=True, null=True, verbose_name='electricity (kWh a year)')),
                ('gas', models.PositiveIntegerField(blank=True, null=True, verbose_name='gas (kWh a year)')),
                ('use_source', models.CharField(blank=True, max_length=120, verbose_name='source of the yearly use')),
                ('social_tariff', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='social tariff')),
                ('cut_off', models.BooleanField(default=False, verbose_name='a cut-off threatens')),
                ('compared_on', models.DateField(blank=True, null=True, verbose_name='V-test done on')),
                ('gain', models.DecimalField(blank=True, decimal_places=2, help_text='As the V-test told it on that day.', max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='gain (€ a year)')),
                ('switched', models.CharField(blank=True, choices=[('yes', 'yes'), ('no', 'no'), ('later', 'later')], max_length=5, verbose_name='client switched')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HeatPumpDetail',
            fields=[
                ('dossier_type', models.CharField(editable=False, max_length=12)),
                ('dossier', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='heat_pump', serialize=False, to='dossiers.dossier')),
                ('emission', models.CharField(blank=True, choices=[('radiators', 'radiators'), ('low', 'low-temperature radiators'), ('floor', 'floor heating'), ('convector', 'fan convectors'), ('mixed', 'mixed')], max_length=9, verbose_name='heat emission')),
                ('supply_temperature', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(95)], verbose_name='supply temperature (°C)')),
                ('installed_power', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, verbose_name='installed power (kW)')),
                ('heat_loss', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, verbose_name='heat loss (kW)')),
                ('figures_source', models.CharField(blank=True, help_text='Own entry: who measured, when.', max_length=120, verbose_name='source of these figures')),
                ('connection', models.CharField(blank=True, choices=[('1x230', '1 × 230 V'), ('3x230', '3 × 230 V'), ('3n400', '3N 400 V')], max_length=5, verbose_name='connection')),
                ('amperes', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(250)], verbose_name='connection (A)')),
                ('gas_grid', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='gas grid in the street')),
                ('outdoor_unit', models.CharField(blank=True, max_length=200, verbose_name='place of the outdoor unit')),
                ('keeps_distance', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='two metres from the boundary')),
                ('noise', models.CharField(blank=True, max_length=200, verbose_name='noise')),
            ],
            options={
                'verbose_name': 'heat pump',
                'verbose_name_plural': 'heat pumps',
            },
        ),
        migrations.CreateModel(
            name='HeatPumpDetailEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('dossier_type', models.CharField(editable=False, max_length=12)),
                ('emission', models.CharField(blank=True, choices=[('radiators', 'radiators'), ('low', 'low-temperature radiators'), ('floor', 'floor heating'), ('convector', 'fan convectors'), ('mixed', 'mixed')], max_length=9, verbose_name='heat emission')),
                ('supply_temperature', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(95)], verbose_name='supply temperature (°C)')),
                ('installed_power', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, verbose_name='installed power (kW)')),
                ('heat_loss', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, verbose_name='heat loss (kW)')),
                ('figures_source', models.CharField(blank=True, help_text='Own entry: who measured, when.', max_length=120, verbose_name='source of these figures')),
                ('connection', models.CharField(blank=True, choices=[('1x230', '1 × 230 V'), ('3x230', '3 × 230 V'), ('3n400', '3N 400 V')], max_length=5, verbose_name='connection')),
                ('amperes', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(250)], verbose_name='connection (A)')),
                ('gas_grid', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='gas grid in the street')),
                ('outdoor_unit', models.CharField(blank=True, max_length=200, verbose_name='place of the outdoor unit')),
                ('keeps_distance', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='two metres from the boundary')),
                ('noise', models.CharField(blank=True, max_length=200, verbose_name='noise')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NextStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
            ],
            options={
                'verbose_name': 'next step',
                'verbose_name_plural': 'next steps',
                'ordering': ['position', 'name'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PlanDetail',
            fields=[
                ('dossier_type', models.CharField(editable=False, max_length=12)),
                ('dossier', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='building_plan', serialize=False, to='dossiers.dossier')),
                ('plans_on', models.DateField(blank=True, null=True, verbose_name='plans received on')),
                ('kind', models.CharField(blank=True, choices=[('new', 'new building'), ('rebuild', 'rebuilding'), ('extension', 'extension')], max_length=9, verbose_name='building project')),
                ('permit_stage', models.CharField(blank=True, choices=[('sketch', 'sketch'), ('before', 'before the application'), ('asked', 'permit asked'), ('granted', 'permit granted')], max_length=7, verbose_name='stage of the permit')),
                ('remarks', models.TextField(blank=True, verbose_name='advice by theme')),
            ],
            options={
                'verbose_name': 'plan',
                'verbose_name_plural': 'plans',
            },
        ),
        migrations.CreateModel(
            name='PlanDetailEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('dossier_type', models.CharField(editable=False, max_length=12)),
                ('plans_on', models.DateField(blank=True, null=True, verbose_name='plans received on')),
                ('kind', models.CharField(blank=True, choices=[('new', 'new building'), ('rebuild', 'rebuilding'), ('extension', 'extension')], max_length=9, verbose_name='building project')),
                ('permit_stage', models.CharField(blank=True, choices=[('sketch', 'sketch'), ('before', 'before the application'), ('asked', 'permit asked'), ('granted', 'permit granted')], max_length=7, verbose_name='stage of the permit')),
                ('remarks', models.TextField(blank=True, verbose_name='advice by theme')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ScanDetail',
            fields=[
                ('dossier_type', models.CharField(editable=False, max_length=12)),
                ('dossier', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='scan', serialize=False, to='dossiers.dossier')),
                ('sent_on', models.DateField(blank=True, null=True, verbose_name='sent on to the partner on')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='scan done on')),
                ('report_on', models.DateField(blank=True, null=True, verbose_name='report received on')),
                ('small_works', models.TextField(blank=True, verbose_name='small works done')),
                ('follow_up_on', models.DateField(blank=True, null=True, verbose_name='follow-up scan on')),
                ('outcome', models.CharField(blank=True, choices=[('done', 'scan done'), ('refused', 'client refused'), ('no_reach', 'client not reached'), ('not_fit', 'client not eligible'), ('no_word', 'nothing heard back')], max_length=8, verbose_name='outcome of the scan')),
            ],
            options={
                'verbose_name': 'energy scan',
                'verbose_name_plural': 'energy scans',
            },
        ),
        migrations.CreateModel(
            name='ScanDetailEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('dossier_type', models.CharField(editable=False, max_length=12)),
                ('sent_on', models.DateField(blank=True, null=True, verbose_name='sent on to the partner on')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='scan done on')),
                ('report_on', models.DateField(blank=True, null=True, verbose_name='report received on')),
                ('small_works', models.TextField(blank=True, verbose_name='small works done')),
                ('follow_up_on', models.DateField(blank=True, null=True, verbose_name='follow-up scan on')),
                ('outcome', models.CharField(blank=True, choices=[('done', 'scan done'), ('refused', 'client refused'), ('no_reach', 'client not reached'), ('not_fit', 'client not eligible'), ('no_word', 'nothing heard back')], max_length=8, verbose_name='outcome of the scan')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AdaptationDetail',
            fields=[
                ('dossier_type', models.CharField(editable=False, max_length=12)),
                ('dossier', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='adaptation', serialize=False, to='dossiers.dossier')),
                ('paved', models.PositiveIntegerField(blank=True, null=True, verbose_name='paved (m²)')),
                ('roof_connected', models.PositiveIntegerField(blank=True, null=True, verbose_name='roof area connected (m²)')),
                ('cistern', models.PositiveIntegerField(blank=True, null=True, verbose_name='rainwater cistern (l)')),
                ('infiltration', models.TextField(blank=True, verbose_name='infiltration')),
                ('roof_strength', models.TextField(blank=True, verbose_name='strength of the roof for a green roof')),
                ('heat', models.TextField(blank=True, verbose_name='heat')),
                ('flooding', models.TextField(blank=True, verbose_name='flooding')),
            ],
            options={
                'verbose_name': 'adaptation',
                'verbose_name_plural': 'adaptations',
                'constraints': [models.CheckConstraint(condition=models.Q(('dossier_type', 'advice')), name='adaptation_detail_of_advice')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='adaptationdetail',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_adaptationdetailevent" ("cistern", "dossier_id", "dossier_type", "flooding", "heat", "infiltration", "paved", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roof_connected", "roof_strength") VALUES (NEW."cistern", NEW."dossier_id", NEW."dossier_type", NEW."flooding", NEW."heat", NEW."infiltration", NEW."paved", _pgh_attach_context(), NOW(), \'insert\', NEW."dossier_id", NEW."roof_connected", NEW."roof_strength"); RETURN NULL;', hash='8d669731e7768927663d31672fbe5a0e58680a5d', operation='INSERT', pgid='pgtrigger_insert_insert_964ad', table='dossiers_adaptationdetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='adaptationdetail',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_adaptationdetailevent" ("cistern", "dossier_id", "dossier_type", "flooding", "heat", "infiltration", "paved", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roof_connected", "roof_strength") VALUES (NEW."cistern", NEW."dossier_id", NEW."dossier_type", NEW."flooding", NEW."heat", NEW."infiltration", NEW."paved", _pgh_attach_context(), NOW(), \'update\', NEW."dossier_id", NEW."roof_connected", NEW."roof_strength"); RETURN NULL;', hash='462c779ce84ddd6857561546fb585e930c389d63', operation='UPDATE', pgid='pgtrigger_update_update_7ca49', table='dossiers_adaptationdetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='adaptationdetail',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_adaptationdetailevent" ("cistern", "dossier_id", "dossier_type", "flooding", "heat", "infiltration", "paved", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roof_connected", "roof_strength") VALUES (OLD."cistern", OLD."dossier_id", OLD."dossier_type", OLD."flooding", OLD."heat", OLD."infiltration", OLD."paved", _pgh_attach_context(), NOW(), \'delete\', OLD."dossier_id", OLD."roof_connected", OLD."roof_strength"); RETURN NULL;', hash='09c660864ca2236034c1a97f9824dc72aaf61936', operation='DELETE', pgid='pgtrigger_delete_delete_757be', table='dossiers_adaptationdetail', when='AFTER')),
        ),
        migrations.AddField(
            model_name='adaptationdetailevent',
            name='dossier',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='adaptationdetailevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='adaptationdetailevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.adaptationdetail'),
        ),
        migrations.AddField(
            model_name='advicedetail',
            name='back_office',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='followed up in the back office by'),
        ),
        migrations.AddField(
            model_name='advicedetail',
            name='checked_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='checked by'),
        ),
        migrations.AddField(
            model_name='advicedetail',
            name='discussed',
            field=models.ManyToManyField(blank=True, related_name='+', to='dossiers.topic', verbose_name='topics that were discussed'),
        ),
        migrations.AddField(
            model_name='advicedetail',
            name='report_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='report by'),
        ),
        migrations.AddField(
            model_name='advicedetail',
            name='talked_with',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.stakeholder', verbose_name='discussed with'),
        ),
        migrations.AddField(
            model_name='advicedetail',
            name='topics',
            field=models.ManyToManyField(blank=True, related_name='+', to='dossiers.topic', verbose_name='topics, as far as known beforehand'),
        ),
        migrations.AddField(
            model_name='advicedetailevent',
            name='back_office',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='followed up in the back office by'),
        ),
        migrations.AddField(
            model_name='advicedetailevent',
            name='checked_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='checked by'),
        ),
        migrations.AddField(
            model_name='advicedetailevent',
            name='dossier',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='advicedetailevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='advicedetailevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.advicedetail'),
        ),
        migrations.AddField(
            model_name='advicedetailevent',
            name='report_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='report by'),
        ),
        migrations.AddField(
            model_name='advicedetailevent',
            name='talked_with',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.stakeholder', verbose_name='discussed with'),
        ),
        migrations.AddConstraint(
            model_name='billdetail',
            constraint=models.CheckConstraint(condition=models.Q(('dossier_type', 'advice')), name='bill_detail_of_advice'),
        ),
        migrations.AddConstraint(
            model_name='billdetail',
            constraint=models.CheckConstraint(condition=models.Q(('switched__in', ['', 'yes', 'no', 'later'])), name='bill_switched_is_of_the_list'),
        ),
        migrations.AddConstraint(
            model_name='billdetail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('electricity', None), ('gas', None)), models.Q(('use_source', ''), _negated=True), _connector='OR'), name='bill_use_has_a_source', violation_error_message='Say where the yearly use comes from.'),
        ),
        migrations.AddConstraint(
            model_name='billdetail',
            constraint=models.CheckConstraint(condition=models.Q(('gain', None), ('compared_on__isnull', False), _connector='OR'), name='bill_gain_is_of_a_day', violation_error_message='Say on which day the V-test told it.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='billdetail',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_billdetailevent" ("compared_on", "contract", "cut_off", "dossier_id", "dossier_type", "electricity", "gain", "gas", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "social_tariff", "supplier", "switched", "use_source") VALUES (NEW."compared_on", NEW."contract", NEW."cut_off", NEW."dossier_id", NEW."dossier_type", NEW."electricity", NEW."gain", NEW."gas", _pgh_attach_context(), NOW(), \'insert\', NEW."dossier_id", NEW."social_tariff", NEW."supplier", NEW."switched", NEW."use_source"); RETURN NULL;', hash='563f3b26522f905d652652040aa7d4798b23fa96', operation='INSERT', pgid='pgtrigger_insert_insert_6018b', table='dossiers_billdetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='billdetail',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_billdetailevent" ("compared_on", "contract", "cut_off", "dossier_id", "dossier_type", "electricity", "gain", "gas", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "social_tariff", "supplier", "switched", "use_source") VALUES (NEW."compared_on", NEW."contract", NEW."cut_off", NEW."dossier_id", NEW."dossier_type", NEW."electricity", NEW."gain", NEW."gas", _pgh_attach_context(), NOW(), \'update\', NEW."dossier_id", NEW."social_tariff", NEW."supplier", NEW."switched", NEW."use_source"); RETURN NULL;', hash='e02d118c432055f0b925b6f533f58b70d4fc2143', operation='UPDATE', pgid='pgtrigger_update_update_e5805', table='dossiers_billdetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='billdetail',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_billdetailevent" ("compared_on", "contract", "cut_off", "dossier_id", "dossier_type", "electricity", "gain", "gas", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "social_tariff", "supplier", "switched", "use_source") VALUES (OLD."compared_on", OLD."contract", OLD."cut_off", OLD."dossier_id", OLD."dossier_type", OLD."electricity", OLD."gain", OLD."gas", _pgh_attach_context(), NOW(), \'delete\', OLD."dossier_id", OLD."social_tariff", OLD."supplier", OLD."switched", OLD."use_source"); RETURN NULL;', hash='48047fc4fc7c192cc3c258bdc4fb725fb628e9a6', operation='DELETE', pgid='pgtrigger_delete_delete_20113', table='dossiers_billdetail', when='AFTER')),
        ),
        migrations.AddField(
            model_name='billdetailevent',
            name='dossier',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='billdetailevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='billdetailevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.billdetail'),
        ),
        migrations.AddConstraint(
            model_name='heatpumpdetail',
            constraint=models.CheckConstraint(condition=models.Q(('dossier_type', 'advice')), name='heat_pump_detail_of_advice'),
        ),
        migrations.AddConstraint(
            model_name='heatpumpdetail',
            constraint=models.CheckConstraint(condition=models.Q(('emission__in', ['', 'radiators', 'low', 'floor', 'convector', 'mixed']), ('connection__in', ['', '1x230', '3x230', '3n400'])), name='heat_pump_is_of_the_lists'),
        ),
        migrations.AddConstraint(
            model_name='heatpumpdetail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('heat_loss', None), ('installed_power', None)), models.Q(('figures_source', ''), _negated=True), _connector='OR'), name='heat_pump_figures_have_a_source', violation_error_message='Say where the figures come from.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='heatpumpdetail',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_heatpumpdetailevent" ("amperes", "connection", "dossier_id", "dossier_type", "emission", "figures_source", "gas_grid", "heat_loss", "installed_power", "keeps_distance", "noise", "outdoor_unit", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "supply_temperature") VALUES (NEW."amperes", NEW."connection", NEW."dossier_id", NEW."dossier_type", NEW."emission", NEW."figures_source", NEW."gas_grid", NEW."heat_loss", NEW."installed_power", NEW."keeps_distance", NEW."noise", NEW."outdoor_unit", _pgh_attach_context(), NOW(), \'insert\', NEW."dossier_id", NEW."supply_temperature"); RETURN NULL;', hash='a52a6b2115dd19e16f365c9d4e47ff459ac6b140', operation='INSERT', pgid='pgtrigger_insert_insert_376fd', table='dossiers_heatpumpdetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='heatpumpdetail',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_heatpumpdetailevent" ("amperes", "connection", "dossier_id", "dossier_type", "emission", "figures_source", "gas_grid", "heat_loss", "installed_power", "keeps_distance", "noise", "outdoor_unit", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "supply_temperature") VALUES (NEW."amperes", NEW."connection", NEW."dossier_id", NEW."dossier_type", NEW."emission", NEW."figures_source", NEW."gas_grid", NEW."heat_loss", NEW."installed_power", NEW."keeps_distance", NEW."noise", NEW."outdoor_unit", _pgh_attach_context(), NOW(), \'update\', NEW."dossier_id", NEW."supply_temperature"); RETURN NULL;', hash='dfcba1be7a2ec06f24e0175fd59ce130ab208560', operation='UPDATE', pgid='pgtrigger_update_update_17bb3', table='dossiers_heatpumpdetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='heatpumpdetail',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_heatpumpdetailevent" ("amperes", "connection", "dossier_id", "dossier_type", "emission", "figures_source", "gas_grid", "heat_loss", "installed_power", "keeps_distance", "noise", "outdoor_unit", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "supply_temperature") VALUES (OLD."amperes", OLD."connection", OLD."dossier_id", OLD."dossier_type", OLD."emission", OLD."figures_source", OLD."gas_grid", OLD."heat_loss", OLD."installed_power", OLD."keeps_distance", OLD."noise", OLD."outdoor_unit", _pgh_attach_context(), NOW(), \'delete\', OLD."dossier_id", OLD."supply_temperature"); RETURN NULL;', hash='a38587e1486b0d47983c663080570eeab73e5e96', operation='DELETE', pgid='pgtrigger_delete_delete_b5b6a', table='dossiers_heatpumpdetail', when='AFTER')),
        ),
        migrations.AddField(
            model_name='heatpumpdetailevent',
            name='dossier',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='heatpumpdetailevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='heatpumpdetailevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.heatpumpdetail'),
        ),
        migrations.AddField(
            model_name='nextstep',
            name='opens',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.subtype', verbose_name='opens a dossier of'),
        ),
        migrations.AddField(
            model_name='advicedetail',
            name='next_steps',
            field=models.ManyToManyField(blank=True, related_name='+', to='dossiers.nextstep', verbose_name='the client goes on with'),
        ),
        migrations.AddField(
            model_name='plandetail',
            name='architect',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.stakeholder', verbose_name='architect'),
        ),
        migrations.AddField(
            model_name='plandetailevent',
            name='architect',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.stakeholder', verbose_name='architect'),
        ),
        migrations.AddField(
            model_name='plandetailevent',
            name='dossier',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='plandetailevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='plandetailevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.plandetail'),
        ),
        migrations.AddField(
            model_name='scandetail',
            name='partner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contacts.organisation', verbose_name='partner'),
        ),
        migrations.AddField(
            model_name='scandetailevent',
            name='dossier',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='scandetailevent',
            name='partner',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='contacts.organisation', verbose_name='partner'),
        ),
        migrations.AddField(
            model_name='scandetailevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='scandetailevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.scandetail'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='adaptationdetailevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3e929a05609814cb04d491f927a2d6f0c48e18dc', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_40280', table='dossiers_adaptationdetailevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='advicedetailevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ee6725624b466ea97425791ca25aaddf6ec801ad', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_59054', table='dossiers_advicedetailevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='billdetailevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='92f81983fdc20c95994fb54a36291727ca88f3c0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_748b9', table='dossiers_billdetailevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='heatpumpdetailevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6f00bb134333a1cd9131853051d76b265116197b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e5128', table='dossiers_heatpumpdetailevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='nextstep',
            constraint=models.UniqueConstraint(models.F('code'), name='nextstep_code_once'),
        ),
        migrations.AddConstraint(
            model_name='nextstep',
            constraint=models.UniqueConstraint(fields=('name',), name='next_step_name_once'),
        ),
        migrations.AddConstraint(
            model_name='advicedetail',
            constraint=models.CheckConstraint(condition=models.Q(('dossier_type', 'advice')), name='advice_detail_of_advice'),
        ),
        migrations.AddConstraint(
            model_name='advicedetail',
            constraint=models.CheckConstraint(condition=models.Q(('wished_contact__in', ['', 'home', 'desk', 'online', 'phone', 'external']), ('visit_way__in', ['', 'home', 'desk', 'online', 'phone', 'external']), ('talked_how__in', ['', 'home', 'desk', 'online', 'phone', 'external']), ('plan__in', ['', 'stay', 'rebuild', 'sell', 'let']), ('delivered_how__in', ['', 'report', 'mail', 'spoken', 'plan']), ('label_now__in', ['', 'A+', 'A', 'B', 'C', 'D', 'E', 'F']), ('label_after__in', ['', 'A+', 'A', 'B', 'C', 'D', 'E', 'F'])), name='advice_is_of_the_lists'),
        ),
        migrations.AddConstraint(
            model_name='advicedetail',
            constraint=models.CheckConstraint(condition=models.Q(('plan_year', None), models.Q(('plan', ''), _negated=True), _connector='OR'), name='advice_year_goes_with_a_plan', violation_error_message='Say which plan the client has in that year.'),
        ),
        migrations.AddConstraint(
            model_name='advicedetail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('consent_on', None), ('consent_text', '')), models.Q(('consent_on__isnull', False), models.Q(('consent_text', ''), _negated=True)), _connector='OR'), name='advice_consent_names_its_text', violation_error_message='Say to which text the client agreed, and when: both or neither.'),
        ),
        migrations.AddConstraint(
            model_name='advicedetail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('visit_at', None), ('visit_minutes', None)), ('visit_on__isnull', False), _connector='OR'), name='advice_hour_goes_with_a_day', violation_error_message='An hour goes with a day: fill in the appointment.'),
        ),
        migrations.AddConstraint(
            model_name='advicedetail',
            constraint=models.CheckConstraint(condition=models.Q(('delivered_on', None), ('visit_on', None), ('delivered_on__gte', models.F('visit_on')), _connector='OR'), name='advice_delivered_after_the_visit', violation_error_message='The advice cannot be delivered before the appointment.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='advicedetail',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_advicedetailevent" ("asbestos", "asked_on", "back_office_id", "checked_by_id", "comfort", "confirmed_on", "consent_on", "consent_text", "damp", "delivered_how", "delivered_on", "dossier_id", "dossier_type", "has_attests", "has_consumption", "has_plans", "installations", "interpreter", "is_complete", "label_after", "label_now", "missing_papers", "owner_agrees", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "plan_year", "question", "report_by_id", "report_made_on", "shell", "social", "talked_how", "talked_on", "talked_with_id", "ventilation", "visit_at", "visit_minutes", "visit_on", "visit_way", "wished_contact", "wished_moment") VALUES (NEW."asbestos", NEW."asked_on", NEW."back_office_id", NEW."checked_by_id", NEW."comfort", NEW."confirmed_on", NEW."consent_on", NEW."consent_text", NEW."damp", NEW."delivered_how", NEW."delivered_on", NEW."dossier_id", NEW."dossier_type", NEW."has_attests", NEW."has_consumption", NEW."has_plans", NEW."installations", NEW."interpreter", NEW."is_complete", NEW."label_after", NEW."label_now", NEW."missing_papers", NEW."owner_agrees", _pgh_attach_context(), NOW(), \'insert\', NEW."dossier_id", NEW."plan", NEW."plan_year", NEW."question", NEW."report_by_id", NEW."report_made_on", NEW."shell", NEW."social", NEW."talked_how", NEW."talked_on", NEW."talked_with_id", NEW."ventilation", NEW."visit_at", NEW."visit_minutes", NEW."visit_on", NEW."visit_way", NEW."wished_contact", NEW."wished_moment"); RETURN NULL;', hash='d549f6efd99c11915e3ae00e0352ee06838a006f', operation='INSERT', pgid='pgtrigger_insert_insert_579cd', table='dossiers_advicedetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='advicedetail',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_advicedetailevent" ("asbestos", "asked_on", "back_office_id", "checked_by_id", "comfort", "confirmed_on", "consent_on", "consent_text", "damp", "delivered_how", "delivered_on", "dossier_id", "dossier_type", "has_attests", "has_consumption", "has_plans", "installations", "interpreter", "is_complete", "label_after", "label_now", "missing_papers", "owner_agrees", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "plan_year", "question", "report_by_id", "report_made_on", "shell", "social", "talked_how", "talked_on", "talked_with_id", "ventilation", "visit_at", "visit_minutes", "visit_on", "visit_way", "wished_contact", "wished_moment") VALUES (NEW."asbestos", NEW."asked_on", NEW."back_office_id", NEW."checked_by_id", NEW."comfort", NEW."confirmed_on", NEW."consent_on", NEW."consent_text", NEW."damp", NEW."delivered_how", NEW."delivered_on", NEW."dossier_id", NEW."dossier_type", NEW."has_attests", NEW."has_consumption", NEW."has_plans", NEW."installations", NEW."interpreter", NEW."is_complete", NEW."label_after", NEW."label_now", NEW."missing_papers", NEW."owner_agrees", _pgh_attach_context(), NOW(), \'update\', NEW."dossier_id", NEW."plan", NEW."plan_year", NEW."question", NEW."report_by_id", NEW."report_made_on", NEW."shell", NEW."social", NEW."talked_how", NEW."talked_on", NEW."talked_with_id", NEW."ventilation", NEW."visit_at", NEW."visit_minutes", NEW."visit_on", NEW."visit_way", NEW."wished_contact", NEW."wished_moment"); RETURN NULL;', hash='3f41e425b0f311167d77cb0f4e95d3f531502d46', operation='UPDATE', pgid='pgtrigger_update_update_477c3', table='dossiers_advicedetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='advicedetail',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_advicedetailevent" ("asbestos", "asked_on", "back_office_id", "checked_by_id", "comfort", "confirmed_on", "consent_on", "consent_text", "damp", "delivered_how", "delivered_on", "dossier_id", "dossier_type", "has_attests", "has_consumption", "has_plans", "installations", "interpreter", "is_complete", "label_after", "label_now", "missing_papers", "owner_agrees", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "plan_year", "question", "report_by_id", "report_made_on", "shell", "social", "talked_how", "talked_on", "talked_with_id", "ventilation", "visit_at", "visit_minutes", "visit_on", "visit_way", "wished_contact", "wished_moment") VALUES (OLD."asbestos", OLD."asked_on", OLD."back_office_id", OLD."checked_by_id", OLD."comfort", OLD."confirmed_on", OLD."consent_on", OLD."consent_text", OLD."damp", OLD."delivered_how", OLD."delivered_on", OLD."dossier_id", OLD."dossier_type", OLD."has_attests", OLD."has_consumption", OLD."has_plans", OLD."installations", OLD."interpreter", OLD."is_complete", OLD."label_after", OLD."label_now", OLD."missing_papers", OLD."owner_agrees", _pgh_attach_context(), NOW(), \'delete\', OLD."dossier_id", OLD."plan", OLD."plan_year", OLD."question", OLD."report_by_id", OLD."report_made_on", OLD."shell", OLD."social", OLD."talked_how", OLD."talked_on", OLD."talked_with_id", OLD."ventilation", OLD."visit_at", OLD."visit_minutes", OLD."visit_on", OLD."visit_way", OLD."wished_contact", OLD."wished_moment"); RETURN NULL;', hash='ff95871976f19eeede35de9d330a401fa486100c', operation='DELETE', pgid='pgtrigger_delete_delete_9b6f1', table='dossiers_advicedetail', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='plandetail',
            constraint=models.CheckConstraint(condition=models.Q(('dossier_type', 'advice')), name='plan_detail_of_advice'),
        ),
        migrations.AddConstraint(
            model_name='plandetail',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['', 'new', 'rebuild', 'extension']), ('permit_stage__in', ['', 'sketch', 'before', 'asked', 'granted'])), name='plan_is_of_the_lists'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plandetail',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_plandetailevent" ("architect_id", "dossier_id", "dossier_type", "kind", "permit_stage", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plans_on", "remarks") VALUES (NEW."architect_id", NEW."dossier_id", NEW."dossier_type", NEW."kind", NEW."permit_stage", _pgh_attach_context(), NOW(), \'insert\', NEW."dossier_id", NEW."plans_on", NEW."remarks"); RETURN NULL;', hash='166df2f600cfdd657cb276023a59e6948259cc85', operation='INSERT', pgid='pgtrigger_insert_insert_4fe5b', table='dossiers_plandetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plandetail',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_plandetailevent" ("architect_id", "dossier_id", "dossier_type", "kind", "permit_stage", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plans_on", "remarks") VALUES (NEW."architect_id", NEW."dossier_id", NEW."dossier_type", NEW."kind", NEW."permit_stage", _pgh_attach_context(), NOW(), \'update\', NEW."dossier_id", NEW."plans_on", NEW."remarks"); RETURN NULL;', hash='e6f4ee61a2bf5d935c7fe4506d504e9312b0a5cc', operation='UPDATE', pgid='pgtrigger_update_update_726cc', table='dossiers_plandetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plandetail',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_plandetailevent" ("architect_id", "dossier_id", "dossier_type", "kind", "permit_stage", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plans_on", "remarks") VALUES (OLD."architect_id", OLD."dossier_id", OLD."dossier_type", OLD."kind", OLD."permit_stage", _pgh_attach_context(), NOW(), \'delete\', OLD."dossier_id", OLD."plans_on", OLD."remarks"); RETURN NULL;', hash='8148e79fbdb9efeca7474377908f24a061fd0ead', operation='DELETE', pgid='pgtrigger_delete_delete_5df09', table='dossiers_plandetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plandetailevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d0906e8a50cb8430191d8495311ba7e81e0707f6', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_03b90', table='dossiers_plandetailevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='scandetail',
            constraint=models.CheckConstraint(condition=models.Q(('dossier_type', 'advice')), name='scan_detail_of_advice'),
        ),
        migrations.AddConstraint(
            model_name='scandetail',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'done', 'refused', 'no_reach', 'not_fit', 'no_word'])), name='scan_outcome_is_of_the_list'),
        ),
        migrations.AddConstraint(
            model_name='scandetail',
            constraint=models.CheckConstraint(condition=models.Q(('sent_on', None), ('done_on', None), ('done_on__gte', models.F('sent_on')), _connector='OR'), name='scan_done_after_it_was_sent', violation_error_message='The scan cannot be done before the request was sent on.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='scandetail',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_scandetailevent" ("done_on", "dossier_id", "dossier_type", "follow_up_on", "outcome", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_on", "sent_on", "small_works") VALUES (NEW."done_on", NEW."dossier_id", NEW."dossier_type", NEW."follow_up_on", NEW."outcome", NEW."partner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."dossier_id", NEW."report_on", NEW."sent_on", NEW."small_works"); RETURN NULL;', hash='fd1a36249bcf6b3a148e8be7f392891347897a51', operation='INSERT', pgid='pgtrigger_insert_insert_7da4c', table='dossiers_scandetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='scandetail',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_scandetailevent" ("done_on", "dossier_id", "dossier_type", "follow_up_on", "outcome", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_on", "sent_on", "small_works") VALUES (NEW."done_on", NEW."dossier_id", NEW."dossier_type", NEW."follow_up_on", NEW."outcome", NEW."partner_id", _pgh_attach_context(), NOW(), \'update\', NEW."dossier_id", NEW."report_on", NEW."sent_on", NEW."small_works"); RETURN NULL;', hash='94f81a2feb3a472cdd4a84d5815d34e7ed21f94e', operation='UPDATE', pgid='pgtrigger_update_update_8a2eb', table='dossiers_scandetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='scandetail',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_scandetailevent" ("done_on", "dossier_id", "dossier_type", "follow_up_on", "outcome", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_on", "sent_on", "small_works") VALUES (OLD."done_on", OLD."dossier_id", OLD."dossier_type", OLD."follow_up_on", OLD."outcome", OLD."partner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."dossier_id", OLD."report_on", OLD."sent_on", OLD."small_works"); RETURN NULL;', hash='6131934456b39317ecc76ade13028e6cb319beba', operation='DELETE', pgid='pgtrigger_delete_delete_42e8b', table='dossiers_scandetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='scandetailevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bdd24b21aeeb39dbc786999792c174cef251a50f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9b651', table='dossiers_scandetailevent', when='BEFORE')),
        ),
        tie_to_its_dossier('dossiers_advicedetail', name='advicedetail_of_its_dossier'),
        tie_to_its_dossier('dossiers_heatpumpdetail', name='heatpumpdetail_of_its_dossier'),
        tie_to_its_dossier('dossiers_adaptationdetail', name='adaptationdetail_of_its_dossier'),
        tie_to_its_dossier('dossiers_plandetail', name='plandetail_of_its_dossier'),
        tie_to_its_dossier('dossiers_scandetail', name='scandetail_of_its_dossier'),
        tie_to_its_dossier('dossiers_billdetail', name='billdetail_of_its_dossier'),
    ]
