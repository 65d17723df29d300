"""Premiums and loans: their sheets, papers, decisions by two and money, and what their dossiers hold."""

import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
import dossiers.types.grant.model
import pgtrigger.compiler
import pgtrigger.migrations
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from dossiers.migrating import tie_to_its_dossier
from oss.core.migrating import MigrationAtOnce


# subtypes of before had no profile to choose; one that has a profile keeps it
PREMIUMS = """
    UPDATE dossiers_subtype SET profile = CASE code
        WHEN 'grant_public_domain' THEN 'grant_space'
        WHEN 'grant_climate_action_small' THEN 'grant_action'
        WHEN 'grant_climate_action_large' THEN 'grant_action'
        WHEN 'grant_ready_for_climate' THEN 'grant_action'
        ELSE 'grant'
    END
    WHERE type = 'grant' AND profile = ''
"""
LOANS = """
    UPDATE dossiers_subtype
    SET profile = CASE code WHEN 'loan_preparation' THEN 'loan_preparation' ELSE 'loan' END
    WHERE type = 'loan' AND profile = ''
"""
RENAME = """
    UPDATE dossiers_contactchannel SET name = %s WHERE code = 'desk' AND name = %s
    AND NOT EXISTS (SELECT FROM dossiers_contactchannel WHERE name = %s)
"""


class Migration(MigrationAtOnce):

    dependencies = [
        ('addresses', '0014_measures_at_the_street'),
        ('contacts', '0014_words_of_an_employment'),
        ('documents', '0005_documents_by_kind'),
        ('dossiers', '0047_incomes'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ArrearsReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.PositiveSmallIntegerField(editable=False, verbose_name='reminder')),
                ('sent_on', models.DateField(verbose_name='sent on')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
            ],
            options={
                'verbose_name': 'reminder of arrears',
                'verbose_name_plural': 'reminders of arrears',
                'ordering': ('sent_on', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='ArrearsReminderEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('step', models.PositiveSmallIntegerField(editable=False, verbose_name='reminder')),
                ('sent_on', models.DateField(verbose_name='sent on')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AskedPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_required', models.BooleanField(default=True, verbose_name='required')),
                ('asked_on', models.DateField(blank=True, null=True, verbose_name='asked on')),
                ('received_on', models.DateField(blank=True, null=True, verbose_name='received on')),
                ('not_needed', models.BooleanField(default=False, verbose_name='not needed here')),
                ('note', models.CharField(blank=True, help_text='Of what is not needed: why.', max_length=200, verbose_name='note')),
            ],
            options={
                'verbose_name': 'asked paper',
                'verbose_name_plural': 'asked papers',
                'ordering': ('kind__position', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='AskedPaperEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('is_required', models.BooleanField(default=True, verbose_name='required')),
                ('asked_on', models.DateField(blank=True, null=True, verbose_name='asked on')),
                ('received_on', models.DateField(blank=True, null=True, verbose_name='received on')),
                ('not_needed', models.BooleanField(default=False, verbose_name='not needed here')),
                ('note', models.CharField(blank=True, help_text='Of what is not needed: why.', max_length=200, verbose_name='note')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CommitteeFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': 'file of a credit committee',
                'verbose_name_plural': 'files of credit committees',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='CommitteeFileEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Drawdown',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('stands_since', models.DateTimeField(editable=False, null=True)),
                ('ended_at', models.DateTimeField(editable=False, null=True)),
                ('ended_because', models.CharField(blank=True, editable=False, max_length=300, verbose_name='why it was taken back')),
                ('number', models.PositiveSmallIntegerField(editable=False, verbose_name='number')),
                ('asked_on', models.DateField(verbose_name='asked on')),
                ('invoice_told', models.DecimalField(decimal_places=2, editable=False, max_digits=12, verbose_name='amount of the invoice, including VAT')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='amount')),
                ('payee', models.CharField(choices=[('contractor', 'the contractor'), ('client', 'the client')], default='contractor', max_length=10, verbose_name='paid to')),
                ('paid_on', models.DateField(editable=False, null=True, verbose_name='paid on')),
            ],
            options={
                'verbose_name': 'drawdown',
                'verbose_name_plural': 'drawdowns',
                'ordering': ('number',),
            },
        ),
        migrations.CreateModel(
            name='DrawdownEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('proposed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('stands_since', models.DateTimeField(editable=False, null=True)),
                ('ended_at', models.DateTimeField(editable=False, null=True)),
                ('ended_because', models.CharField(blank=True, editable=False, max_length=300, verbose_name='why it was taken back')),
                ('number', models.PositiveSmallIntegerField(editable=False, verbose_name='number')),
                ('asked_on', models.DateField(verbose_name='asked on')),
                ('invoice_told', models.DecimalField(decimal_places=2, editable=False, max_digits=12, verbose_name='amount of the invoice, including VAT')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='amount')),
                ('payee', models.CharField(choices=[('contractor', 'the contractor'), ('client', 'the client')], default='contractor', max_length=10, verbose_name='paid to')),
                ('paid_on', models.DateField(editable=False, null=True, verbose_name='paid on')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='EarlyRepayment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('repaid_with', models.CharField(choices=[('premium', 'premium'), ('own', 'own means'), ('sale', 'sale of the dwelling')], max_length=7, verbose_name='with')),
                ('expected_on', models.DateField(blank=True, null=True, verbose_name='expected on')),
                ('expected', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='expected amount')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                ('received_on', models.DateField(blank=True, editable=False, null=True, verbose_name='received on')),
                ('received', models.DecimalField(decimal_places=2, editable=False, max_digits=12, null=True, verbose_name='received')),
                ('keeps', models.CharField(choices=[('months', 'the end: a lower instalment'), ('instalment', 'the instalment: sooner done')], default='months', max_length=10, verbose_name='what stays as it was')),
            ],
            options={
                'verbose_name': 'early repayment',
                'verbose_name_plural': 'early repayments',
                'ordering': (models.OrderBy(models.F('received_on'), nulls_last=True), 'pk'),
            },
        ),
        migrations.CreateModel(
            name='EarlyRepaymentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('repaid_with', models.CharField(choices=[('premium', 'premium'), ('own', 'own means'), ('sale', 'sale of the dwelling')], max_length=7, verbose_name='with')),
                ('expected_on', models.DateField(blank=True, null=True, verbose_name='expected on')),
                ('expected', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='expected amount')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                ('received_on', models.DateField(blank=True, editable=False, null=True, verbose_name='received on')),
                ('received', models.DecimalField(decimal_places=2, editable=False, max_digits=12, null=True, verbose_name='received')),
                ('keeps', models.CharField(choices=[('months', 'the end: a lower instalment'), ('instalment', 'the instalment: sooner done')], default='months', max_length=10, verbose_name='what stays as it was')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GrantBudget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2000), django.core.validators.MaxValueValidator(2100)], verbose_name='year')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount')),
                ('source', models.CharField(help_text='The decision that says it.', max_length=200, verbose_name='source')),
                ('known_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='date of the source')),
            ],
            options={
                'verbose_name': 'budget of a scheme',
                'verbose_name_plural': 'budgets of schemes',
                'ordering': (models.OrderBy(models.F('year'), descending=True), 'scheme'),
                'permissions': (('overdraw_grantbudget', 'Can grant more than what is left of a budget'),),
            },
        ),
        migrations.CreateModel(
            name='GrantBudgetEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2000), django.core.validators.MaxValueValidator(2100)], verbose_name='year')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount')),
                ('source', models.CharField(help_text='The decision that says it.', max_length=200, verbose_name='source')),
                ('known_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='date of the source')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GrantDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('stands_since', models.DateTimeField(editable=False, null=True)),
                ('ended_at', models.DateTimeField(editable=False, null=True)),
                ('ended_because', models.CharField(blank=True, editable=False, max_length=300, verbose_name='why it was taken back')),
                ('outcome', models.CharField(choices=[('granted', 'granted'), ('refused', 'refused'), ('withdrawn', 'withdrawn by the client')], max_length=9, verbose_name='decision')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='amount')),
                ('decided_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='date of the decision')),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='number of the decision')),
                ('conditions', models.TextField(blank=True, verbose_name='conditions')),
                ('execute_before', models.DateField(blank=True, null=True, verbose_name='to be executed before')),
                ('because', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('letter_on', models.DateField(blank=True, null=True, verbose_name='letter sent on')),
                ('over_budget_because', models.CharField(blank=True, editable=False, max_length=300)),
            ],
            options={
                'verbose_name': 'decision on a premium',
                'verbose_name_plural': 'decisions on premiums',
                'ordering': ('-pk',),
                'permissions': (('confirm_grantdecision', 'Can confirm the decision of a colleague on a premium'),),
            },
        ),
        migrations.CreateModel(
            name='GrantDecisionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('proposed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('stands_since', models.DateTimeField(editable=False, null=True)),
                ('ended_at', models.DateTimeField(editable=False, null=True)),
                ('ended_because', models.CharField(blank=True, editable=False, max_length=300, verbose_name='why it was taken back')),
                ('outcome', models.CharField(choices=[('granted', 'granted'), ('refused', 'refused'), ('withdrawn', 'withdrawn by the client')], max_length=9, verbose_name='decision')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='amount')),
                ('decided_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='date of the decision')),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='number of the decision')),
                ('conditions', models.TextField(blank=True, verbose_name='conditions')),
                ('execute_before', models.DateField(blank=True, null=True, verbose_name='to be executed before')),
                ('because', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('letter_on', models.DateField(blank=True, null=True, verbose_name='letter sent on')),
                ('over_budget_because', models.CharField(blank=True, editable=False, max_length=300)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GrantDetail',
            fields=[
                ('dossier_type', models.CharField(editable=False, max_length=12)),
                ('dossier', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='grant', serialize=False, to='dossiers.dossier')),
                ('submitted_on', models.DateField(blank=True, null=True, verbose_name='submitted on')),
                ('works_on', models.DateField(blank=True, help_text='On which it was laid or installed, or will be.', null=True, verbose_name='day of the works')),
                ('requested_amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount requested')),
                ('iban', models.CharField(blank=True, default='', max_length=16, validators=[dossiers.types.grant.model.is_an_iban], verbose_name='account number (IBAN)')),
                ('other_support', models.CharField(blank=True, max_length=200, verbose_name='other support')),
                ('own_quantity', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='quantity')),
                ('own_cost_excl', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='cost excluding VAT')),
                ('own_cost_incl', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='cost including VAT')),
                ('own_source', models.CharField(blank=True, help_text='For example: estimate of the client.', max_length=120, verbose_name='source of these')),
                ('extra_quantity', models.DecimalField(blank=True, decimal_places=2, help_text='Of what the sheet gives on top, such as asbestos that is removed.', max_digits=10, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='quantity on top')),
                ('units', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='units in the building')),
                ('complete_on', models.DateField(blank=True, null=True, verbose_name='complete on')),
                ('site_check_on', models.DateField(blank=True, null=True, verbose_name='check on site on')),
                ('site_check_found', models.TextField(blank=True, verbose_name='what was found')),
                ('advice', models.TextField(blank=True, verbose_name='advice')),
                ('external_number', models.CharField(blank=True, max_length=60, verbose_name='number of the file there')),
                ('asked_more_on', models.DateField(blank=True, null=True, verbose_name='asked to complete on')),
                ('completed_again_on', models.DateField(blank=True, null=True, verbose_name='made complete on')),
                ('computed_amount', models.DecimalField(blank=True, decimal_places=2, editable=False, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='computed amount')),
                ('computed_words', models.TextField(blank=True, editable=False, verbose_name='rule')),
                ('computed_on', models.DateField(blank=True, editable=False, null=True, verbose_name='computed on')),
                ('outcome', models.CharField(blank=True, choices=[('granted', 'granted'), ('refused', 'refused'), ('withdrawn', 'withdrawn by the client'), ('not_asked', 'not asked'), ('unknown', 'unknown, after two requests')], default='', max_length=9, verbose_name='outcome')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='decided on')),
                ('granted_amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount granted')),
                ('budget_year', models.PositiveSmallIntegerField(blank=True, editable=False, null=True, verbose_name='budget year')),
                ('objection_on', models.DateField(blank=True, null=True, verbose_name='objection received on')),
                ('objection_outcome', models.CharField(blank=True, choices=[('founded', 'founded: a new decision follows'), ('unfounded', 'unfounded: the decision stands'), ('withdrawn', 'withdrawn')], default='', max_length=9, verbose_name='outcome of the objection')),
                ('objection_decided_on', models.DateField(blank=True, null=True, verbose_name='objection decided on')),
                ('total_shares', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='quotiteiten in all')),
                ('proof_on', models.DateField(blank=True, null=True, verbose_name='proof received on')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='proof checked on')),
                ('accepted_amount', models.DecimalField(blank=True, decimal_places=2, help_text='Empty: all that was granted.', max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount accepted')),
                ('visited_on', models.DateField(blank=True, null=True, verbose_name='visit to check on')),
                ('report', models.TextField(blank=True, verbose_name='report')),
                ('keep_until', models.DateField(blank=True, null=True, verbose_name='to be kept in place until')),
                ('reclaimed_on', models.DateField(blank=True, null=True, verbose_name='reclaimed on')),
                ('reclaimed_amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount reclaimed')),
                ('reclaimed_because', models.CharField(blank=True, max_length=200, verbose_name='why it is reclaimed')),
                ('occupied_from', models.DateField(blank=True, null=True, verbose_name='public space used from')),
                ('occupied_until', models.DateField(blank=True, null=True, verbose_name='public space used until')),
                ('exempt_because', models.CharField(blank=True, max_length=200, verbose_name='why it is exempt')),
                ('retribution', models.DecimalField(blank=True, decimal_places=2, help_text='As the city says it.', max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='retribution')),
                ('action', models.TextField(blank=True, verbose_name='what will be done')),
                ('participants', models.PositiveIntegerField(blank=True, null=True, verbose_name='participants')),
                ('jury', models.CharField(blank=True, max_length=200, verbose_name='jury and score')),
            ],
            options={
                'verbose_name': 'premium or subsidy',
                'verbose_name_plural': 'premiums and subsidies',
            },
        ),
        migrations.CreateModel(
            name='GrantDetailEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('dossier_type', models.CharField(editable=False, max_length=12)),
                ('submitted_on', models.DateField(blank=True, null=True, verbose_name='submitted on')),
                ('works_on', models.DateField(blank=True, help_text='On which it was laid or installed, or will be.', null=True, verbose_name='day of the works')),
                ('requested_amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount requested')),
                ('iban', models.CharField(blank=True, default='', max_length=16, validators=[dossiers.types.grant.model.is_an_iban], verbose_name='account number (IBAN)')),
                ('other_support', models.CharField(blank=True, max_length=200, verbose_name='other support')),
                ('own_quantity', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='quantity')),
                ('own_cost_excl', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='cost excluding VAT')),
                ('own_cost_incl', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='cost including VAT')),
                ('own_source', models.CharField(blank=True, help_text='For example: estimate of the client.', max_length=120, verbose_name='source of these')),
                ('extra_quantity', models.DecimalField(blank=True, decimal_places=2, help_text='Of what the sheet gives on top, such as asbestos that is removed.', max_digits=10, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='quantity on top')),
                ('units', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='units in the building')),
                ('complete_on', models.DateField(blank=True, null=True, verbose_name='complete on')),
                ('site_check_on', models.DateField(blank=True, null=True, verbose_name='check on site on')),
                ('site_check_found', models.TextField(blank=True, verbose_name='what was found')),
                ('advice', models.TextField(blank=True, verbose_name='advice')),
                ('external_number', models.CharField(blank=True, max_length=60, verbose_name='number of the file there')),
                ('asked_more_on', models.DateField(blank=True, null=True, verbose_name='asked to complete on')),
                ('completed_again_on', models.DateField(blank=True, null=True, verbose_name='made complete on')),
                ('computed_amount', models.DecimalField(blank=True, decimal_places=2, editable=False, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='computed amount')),
                ('computed_words', models.TextField(blank=True, editable=False, verbose_name='rule')),
                ('computed_on', models.DateField(blank=True, editable=False, null=True, verbose_name='computed on')),
                ('outcome', models.CharField(blank=True, choices=[('granted', 'granted'), ('refused', 'refused'), ('withdrawn', 'withdrawn by the client'), ('not_asked', 'not asked'), ('unknown', 'unknown, after two requests')], default='', max_length=9, verbose_name='outcome')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='decided on')),
                ('granted_amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount granted')),
                ('budget_year', models.PositiveSmallIntegerField(blank=True, editable=False, null=True, verbose_name='budget year')),
                ('objection_on', models.DateField(blank=True, null=True, verbose_name='objection received on')),
                ('objection_outcome', models.CharField(blank=True, choices=[('founded', 'founded: a new decision follows'), ('unfounded', 'unfounded: the decision stands'), ('withdrawn', 'withdrawn')], default='', max_length=9, verbose_name='outcome of the objection')),
                ('objection_decided_on', models.DateField(blank=True, null=True, verbose_name='objection decided on')),
                ('total_shares', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='quotiteiten in all')),
                ('proof_on', models.DateField(blank=True, null=True, verbose_name='proof received on')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='proof checked on')),
                ('accepted_amount', models.DecimalField(blank=True, decimal_places=2, help_text='Empty: all that was granted.', max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount accepted')),
                ('visited_on', models.DateField(blank=True, null=True, verbose_name='visit to check on')),
                ('report', models.TextField(blank=True, verbose_name='report')),
                ('keep_until', models.DateField(blank=True, null=True, verbose_name='to be kept in place until')),
                ('reclaimed_on', models.DateField(blank=True, null=True, verbose_name='reclaimed on')),
                ('reclaimed_amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount reclaimed')),
                ('reclaimed_because', models.CharField(blank=True, max_length=200, verbose_name='why it is reclaimed')),
                ('occupied_from', models.DateField(blank=True, null=True, verbose_name='public space used from')),
                ('occupied_until', models.DateField(blank=True, null=True, verbose_name='public space used until')),
                ('exempt_because', models.CharField(blank=True, max_length=200, verbose_name='why it is exempt')),
                ('retribution', models.DecimalField(blank=True, decimal_places=2, help_text='As the city says it.', max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='retribution')),
                ('action', models.TextField(blank=True, verbose_name='what will be done')),
                ('participants', models.PositiveIntegerField(blank=True, null=True, verbose_name='participants')),
                ('jury', models.CharField(blank=True, max_length=200, verbose_name='jury and score')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GrantOwner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lot', models.CharField(blank=True, max_length=60, verbose_name='lot')),
                ('shares', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='quotiteiten')),
                ('category', models.PositiveSmallIntegerField(blank=True, choices=[(1, '1'), (2, '2'), (3, '3'), (4, '4')], null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(4)], verbose_name='income category')),
                ('requested_on', models.DateField(blank=True, null=True, verbose_name='supplement asked on')),
                ('gross', models.DecimalField(blank=True, decimal_places=2, help_text='Before the part in the base premium goes off.', max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount by the own category')),
                ('gross_source', models.CharField(blank=True, max_length=120, verbose_name='source of that amount')),
                ('outcome', models.CharField(blank=True, choices=[('granted', 'granted'), ('refused', 'refused'), ('not_asked', 'not asked'), ('unknown', 'unknown, after two requests')], default='', max_length=9, verbose_name='outcome')),
                ('granted_amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount granted')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
            ],
            options={
                'verbose_name': 'owner with a supplement',
                'verbose_name_plural': 'owners with a supplement',
                'ordering': ('lot', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='GrantOwnerEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('lot', models.CharField(blank=True, max_length=60, verbose_name='lot')),
                ('shares', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='quotiteiten')),
                ('category', models.PositiveSmallIntegerField(blank=True, choices=[(1, '1'), (2, '2'), (3, '3'), (4, '4')], null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(4)], verbose_name='income category')),
                ('requested_on', models.DateField(blank=True, null=True, verbose_name='supplement asked on')),
                ('gross', models.DecimalField(blank=True, decimal_places=2, help_text='Before the part in the base premium goes off.', max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount by the own category')),
                ('gross_source', models.CharField(blank=True, max_length=120, verbose_name='source of that amount')),
                ('outcome', models.CharField(blank=True, choices=[('granted', 'granted'), ('refused', 'refused'), ('not_asked', 'not asked'), ('unknown', 'unknown, after two requests')], default='', max_length=9, verbose_name='outcome')),
                ('granted_amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount granted')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GrantPayment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('stands_since', models.DateTimeField(editable=False, null=True)),
                ('ended_at', models.DateTimeField(editable=False, null=True)),
                ('ended_because', models.CharField(blank=True, editable=False, max_length=300, verbose_name='why it was taken back')),
                ('kind', models.CharField(choices=[('whole', 'whole amount'), ('advance', 'advance'), ('balance', 'balance')], default='whole', max_length=7, verbose_name='which')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='amount')),
                ('to', models.CharField(choices=[('client', 'the client'), ('vme', 'the association of co-owners'), ('loan', 'the loan, as early repayment')], default='client', max_length=6, verbose_name='paid to')),
                ('iban', models.CharField(max_length=16, validators=[dossiers.types.grant.model.is_an_iban], verbose_name='account number (IBAN)')),
                ('budget_key', models.CharField(blank=True, max_length=60, verbose_name='budget key')),
                ('ordered_on', models.DateField(blank=True, null=True, verbose_name='ordered on')),
                ('paid_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='paid on')),
            ],
            options={
                'verbose_name': 'payment of a premium',
                'verbose_name_plural': 'payments of premiums',
                'ordering': ('paid_on', 'pk'),
                'permissions': (('confirm_grantpayment', 'Can confirm the payment of a premium by a colleague'),),
            },
        ),
        migrations.CreateModel(
            name='GrantPaymentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('proposed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('stands_since', models.DateTimeField(editable=False, null=True)),
                ('ended_at', models.DateTimeField(editable=False, null=True)),
                ('ended_because', models.CharField(blank=True, editable=False, max_length=300, verbose_name='why it was taken back')),
                ('kind', models.CharField(choices=[('whole', 'whole amount'), ('advance', 'advance'), ('balance', 'balance')], default='whole', max_length=7, verbose_name='which')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='amount')),
                ('to', models.CharField(choices=[('client', 'the client'), ('vme', 'the association of co-owners'), ('loan', 'the loan, as early repayment')], default='client', max_length=6, verbose_name='paid to')),
                ('iban', models.CharField(max_length=16, validators=[dossiers.types.grant.model.is_an_iban], verbose_name='account number (IBAN)')),
                ('budget_key', models.CharField(blank=True, max_length=60, verbose_name='budget key')),
                ('ordered_on', models.DateField(blank=True, null=True, verbose_name='ordered on')),
                ('paid_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='paid on')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GrantRate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('category', models.PositiveSmallIntegerField(blank=True, choices=[(1, '1'), (2, '2'), (3, '3'), (4, '4')], null=True, verbose_name='income category')),
                ('per_unit', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='for each unit')),
                ('fixed', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='fixed amount')),
                ('percentage', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='% of the cost')),
                ('maximum', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='at most')),
            ],
            options={
                'verbose_name': 'what a premium gives',
                'verbose_name_plural': 'what premiums give',
                'ordering': ('terms', 'measure__position', '-category', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='GrantRateEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('category', models.PositiveSmallIntegerField(blank=True, choices=[(1, '1'), (2, '2'), (3, '3'), (4, '4')], null=True, verbose_name='income category')),
                ('per_unit', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='for each unit')),
                ('fixed', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='fixed amount')),
                ('percentage', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='% of the cost')),
                ('maximum', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='at most')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GrantTerms',
            fields=[
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='grant_terms', serialize=False, to='dossiers.schemeversion', verbose_name='sheet')),
                ('is_own', models.BooleanField(default=False, verbose_name='we decide and pay')),
                ('unit', models.CharField(blank=True, help_text='For example m² or l.', max_length=20, verbose_name='counted in')),
                ('cost_base', models.CharField(blank=True, choices=[('excl', 'excluding VAT'), ('incl', 'including VAT')], default='', max_length=4, verbose_name='the cost counts')),
                ('within_cost', models.BooleanField(default=False, verbose_name='never more than the cost')),
                ('least_quantity', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='least quantity')),
                ('least_cost', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='least cost')),
                ('least_units', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='least number of units')),
                ('extra_per_unit', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='on top, for each unit')),
                ('extra_for', models.CharField(blank=True, max_length=80, verbose_name='on top, for what')),
                ('window_from', models.CharField(blank=True, choices=[('works', 'the day of the works'), ('invoice', 'the date of the invoice')], default='', max_length=7, verbose_name='it can be asked around')),
                ('months_before', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='from so many months before')),
                ('months_after', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='until so many months after')),
                ('two_payments', models.BooleanField(default=False, verbose_name='paid in two times: advance and balance')),
                ('keep_years', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(50)], verbose_name='to be kept in place, in years')),
                ('supplement_months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='supplement of owners, within so many months')),
            ],
            options={
                'verbose_name': 'figures of a premium',
                'verbose_name_plural': 'figures of premiums',
                'ordering': ('version',),
            },
        ),
        migrations.CreateModel(
            name='GrantTermsEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('is_own', models.BooleanField(default=False, verbose_name='we decide and pay')),
                ('unit', models.CharField(blank=True, help_text='For example m² or l.', max_length=20, verbose_name='counted in')),
                ('cost_base', models.CharField(blank=True, choices=[('excl', 'excluding VAT'), ('incl', 'including VAT')], default='', max_length=4, verbose_name='the cost counts')),
                ('within_cost', models.BooleanField(default=False, verbose_name='never more than the cost')),
                ('least_quantity', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='least quantity')),
                ('least_cost', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='least cost')),
                ('least_units', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='least number of units')),
                ('extra_per_unit', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='on top, for each unit')),
                ('extra_for', models.CharField(blank=True, max_length=80, verbose_name='on top, for what')),
                ('window_from', models.CharField(blank=True, choices=[('works', 'the day of the works'), ('invoice', 'the date of the invoice')], default='', max_length=7, verbose_name='it can be asked around')),
                ('months_before', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='from so many months before')),
                ('months_after', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='until so many months after')),
                ('two_payments', models.BooleanField(default=False, verbose_name='paid in two times: advance and balance')),
                ('keep_years', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(50)], verbose_name='to be kept in place, in years')),
                ('supplement_months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='supplement of owners, within so many months')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GrantWork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quantity', models.DecimalField(decimal_places=2, editable=False, max_digits=10, null=True)),
                ('amount_excl', models.DecimalField(blank=True, decimal_places=2, editable=False, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)])),
                ('amount_incl', models.DecimalField(blank=True, decimal_places=2, editable=False, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)])),
                ('noted_on', models.DateField(default=django.utils.timezone.localdate, editable=False, verbose_name='noted on')),
            ],
            options={
                'verbose_name': 'work of a premium',
                'verbose_name_plural': 'works of premiums',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='GrantWorkEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('quantity', models.DecimalField(decimal_places=2, editable=False, max_digits=10, null=True)),
                ('amount_excl', models.DecimalField(blank=True, decimal_places=2, editable=False, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)])),
                ('amount_incl', models.DecimalField(blank=True, decimal_places=2, editable=False, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)])),
                ('noted_on', models.DateField(default=django.utils.timezone.localdate, editable=False, verbose_name='noted on')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LoanAccount',
            fields=[
                ('dossier', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='loan_account', serialize=False, to='dossiers.dossier')),
                ('month_rate', models.CharField(choices=[('actuarial', 'actuarial'), ('nominal', 'a twelfth of the rate')], default='actuarial', max_length=9, verbose_name='month rate')),
                ('closed_on', models.DateField(editable=False, null=True, verbose_name='drawing closed on')),
                ('released', models.DecimalField(decimal_places=2, editable=False, max_digits=12, null=True, verbose_name='released')),
                ('plan_on', models.DateField(blank=True, null=True, verbose_name='repayment plan agreed on')),
                ('plan', models.TextField(blank=True, verbose_name='repayment plan for the arrears')),
                ('settled_on', models.DateField(editable=False, null=True, verbose_name='settled on')),
                ('settled_because', models.CharField(blank=True, editable=False, max_length=200, verbose_name='why it is settled')),
            ],
            options={
                'verbose_name': 'account of a loan',
                'verbose_name_plural': 'accounts of loans',
                'permissions': (('keep_loanaccount', 'Can note what happens to the money of a loan'),),
            },
        ),
        migrations.CreateModel(
            name='LoanAccountEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('month_rate', models.CharField(choices=[('actuarial', 'actuarial'), ('nominal', 'a twelfth of the rate')], default='actuarial', max_length=9, verbose_name='month rate')),
                ('closed_on', models.DateField(editable=False, null=True, verbose_name='drawing closed on')),
                ('released', models.DecimalField(decimal_places=2, editable=False, max_digits=12, null=True, verbose_name='released')),
                ('plan_on', models.DateField(blank=True, null=True, verbose_name='repayment plan agreed on')),
                ('plan', models.TextField(blank=True, verbose_name='repayment plan for the arrears')),
                ('settled_on', models.DateField(editable=False, null=True, verbose_name='settled on')),
                ('settled_because', models.CharField(blank=True, editable=False, max_length=200, verbose_name='why it is settled')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LoanCommittee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='held on')),
                ('name', models.CharField(max_length=120, verbose_name='which committee')),
                ('note', models.TextField(blank=True, verbose_name='note')),
            ],
            options={
                'verbose_name': 'credit committee',
                'verbose_name_plural': 'credit committees',
                'ordering': ('-held_on', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='LoanCommitteeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('held_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='held on')),
                ('name', models.CharField(max_length=120, verbose_name='which committee')),
                ('note', models.TextField(blank=True, verbose_name='note')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LoanDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('stands_since', models.DateTimeField(editable=False, null=True)),
                ('ended_at', models.DateTimeField(editable=False, null=True)),
                ('ended_because', models.CharField(blank=True, editable=False, max_length=300, verbose_name='why it was taken back')),
                ('body', models.CharField(choices=[('committee', 'credit committee'), ('college', 'college of the city'), ('insurer', 'credit insurer'), ('other', 'the other party, as the sheet names it')], default='committee', max_length=9, verbose_name='decided by')),
                ('decided_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='date of the decision')),
                ('verdict', models.CharField(choices=[('yes', 'approved'), ('if', 'approved under conditions'), ('no', 'refused'), ('back', 'withdrawn by the client')], max_length=4, verbose_name='decision')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='amount')),
                ('months', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(600)], verbose_name='term in months')),
                ('rate', models.DecimalField(blank=True, decimal_places=3, max_digits=6, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='rate (yearly cost in %)')),
                ('conditions', models.TextField(blank=True, verbose_name='conditions')),
                ('reason', models.CharField(blank=True, help_text='Of a refusal; the client reads it in the letter.', max_length=300, verbose_name='reason')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                ('elsewhere', models.BooleanField(default=False, editable=False)),
            ],
            options={
                'verbose_name': 'decision on a loan',
                'verbose_name_plural': 'decisions on loans',
                'ordering': ('-pk',),
                'permissions': (('confirm_loandecision', 'Can confirm the decision of a colleague on a loan'),),
            },
        ),
        migrations.CreateModel(
            name='LoanDecisionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('proposed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('stands_since', models.DateTimeField(editable=False, null=True)),
                ('ended_at', models.DateTimeField(editable=False, null=True)),
                ('ended_because', models.CharField(blank=True, editable=False, max_length=300, verbose_name='why it was taken back')),
                ('body', models.CharField(choices=[('committee', 'credit committee'), ('college', 'college of the city'), ('insurer', 'credit insurer'), ('other', 'the other party, as the sheet names it')], default='committee', max_length=9, verbose_name='decided by')),
                ('decided_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='date of the decision')),
                ('verdict', models.CharField(choices=[('yes', 'approved'), ('if', 'approved under conditions'), ('no', 'refused'), ('back', 'withdrawn by the client')], max_length=4, verbose_name='decision')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='amount')),
                ('months', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(600)], verbose_name='term in months')),
                ('rate', models.DecimalField(blank=True, decimal_places=3, max_digits=6, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='rate (yearly cost in %)')),
                ('conditions', models.TextField(blank=True, verbose_name='conditions')),
                ('reason', models.CharField(blank=True, help_text='Of a refusal; the client reads it in the letter.', max_length=300, verbose_name='reason')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                ('elsewhere', models.BooleanField(default=False, editable=False)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LoanDetail',
            fields=[
                ('dossier_type', models.CharField(editable=False, max_length=12)),
                ('dossier', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='loan', serialize=False, to='dossiers.dossier')),
                ('asked_on', models.DateField(blank=True, null=True, verbose_name='date of the application')),
                ('reference', models.CharField(blank=True, max_length=60, verbose_name='reference of Mijn VerbouwLoket')),
                ('asked_amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='amount asked')),
                ('asked_months', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(600)], verbose_name='term wanted, in months')),
                ('ownership', models.CharField(blank=True, choices=[('full', 'full ownership'), ('part', 'co-ownership'), ('usufruct', 'usufruct'), ('bare', 'bare ownership'), ('vme', 'association of co-owners'), ('buyer', 'buyer, before the deed')], default='', max_length=8, verbose_name='ownership')),
                ('ownership_share', models.CharField(blank=True, max_length=60, verbose_name='share in the ownership')),
                ('dwellings', models.PositiveSmallIntegerField(blank=True, help_text='Of an association of co-owners.', null=True, verbose_name='dwellings that take part')),
                ('register_on', models.DateField(blank=True, null=True, verbose_name='credit register consulted on')),
                ('register_outcome', models.CharField(blank=True, choices=[('clear', 'no arrears'), ('past', 'arrears that were settled'), ('arrears', 'running arrears')], default='', max_length=7, verbose_name='what it said')),
                ('income', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='income a month')),
                ('fixed_costs', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='fixed costs a month')),
                ('budget_source', models.CharField(blank=True, max_length=120, verbose_name='source of the budget')),
                ('budget_on', models.DateField(blank=True, null=True, verbose_name='budget known on')),
                ('analysis', models.TextField(blank=True, verbose_name='analysis')),
                ('advice', models.CharField(blank=True, choices=[('yes', 'favourable'), ('if', 'favourable under conditions'), ('no', 'unfavourable')], default='', max_length=3, verbose_name='advice')),
                ('complete_on', models.DateField(blank=True, null=True, verbose_name='complete on')),
                ('decided_amount', models.DecimalField(blank=True, decimal_places=2, editable=False, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='amount decided')),
                ('decided_months', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(600)], verbose_name='term in months')),
                ('decided_rate', models.DecimalField(blank=True, decimal_places=3, max_digits=6, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='rate (yearly cost in %)')),
                ('repayment', models.CharField(blank=True, choices=[('annuity', 'annuity: a fixed amount each month'), ('bullet', 'bullet: all at once at the end'), ('none', 'none')], default='', max_length=7, verbose_name='form of repayment')),
                ('contract_made_on', models.DateField(blank=True, null=True, verbose_name='contract made on')),
                ('appointment_on', models.DateField(blank=True, null=True, verbose_name='appointment to sign on')),
                ('cooling_off_until', models.DateField(blank=True, help_text='The last day to withdraw; as the contract says.', null=True, verbose_name='cooling-off until')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='signed on')),
                ('signed_by', models.CharField(blank=True, max_length=120, verbose_name='signed by')),
                ('account', models.CharField(blank=True, max_length=34, verbose_name='account of the client (IBAN)')),
                ('loan_number', models.CharField(blank=True, max_length=60, verbose_name='number of the loan')),
                ('first_due_on', models.DateField(blank=True, null=True, verbose_name='first due day')),
                ('guarantee', models.CharField(blank=True, help_text='Assignment of wages; of an association the policy of the credit insurance.', max_length=200, verbose_name='guarantee')),
                ('outcome', models.CharField(blank=True, choices=[('repaid', 'repaid'), ('early', 'repaid early'), ('lost', 'waived or written off'), ('refused', 'refused'), ('withdrawn', 'withdrawn by the client'), ('no_right', 'not eligible'), ('referred', 'referred')], default='', max_length=9, verbose_name='outcome')),
                ('outcome_because', models.CharField(blank=True, max_length=300, verbose_name='why')),
                ('guarantee_released_on', models.DateField(blank=True, null=True, verbose_name='guarantee released on')),
            ],
            options={
                'verbose_name': 'loan',
                'verbose_name_plural': 'loans',
            },
        ),
        migrations.CreateModel(
            name='LoanDetailEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('dossier_type', models.CharField(editable=False, max_length=12)),
                ('asked_on', models.DateField(blank=True, null=True, verbose_name='date of the application')),
                ('reference', models.CharField(blank=True, max_length=60, verbose_name='reference of Mijn VerbouwLoket')),
                ('asked_amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='amount asked')),
                ('asked_months', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(600)], verbose_name='term wanted, in months')),
                ('ownership', models.CharField(blank=True, choices=[('full', 'full ownership'), ('part', 'co-ownership'), ('usufruct', 'usufruct'), ('bare', 'bare ownership'), ('vme', 'association of co-owners'), ('buyer', 'buyer, before the deed')], default='', max_length=8, verbose_name='ownership')),
                ('ownership_share', models.CharField(blank=True, max_length=60, verbose_name='share in the ownership')),
                ('dwellings', models.PositiveSmallIntegerField(blank=True, help_text='Of an association of co-owners.', null=True, verbose_name='dwellings that take part')),
                ('register_on', models.DateField(blank=True, null=True, verbose_name='credit register consulted on')),
                ('register_outcome', models.CharField(blank=True, choices=[('clear', 'no arrears'), ('past', 'arrears that were settled'), ('arrears', 'running arrears')], default='', max_length=7, verbose_name='what it said')),
                ('income', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='income a month')),
                ('fixed_costs', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='fixed costs a month')),
                ('budget_source', models.CharField(blank=True, max_length=120, verbose_name='source of the budget')),
                ('budget_on', models.DateField(blank=True, null=True, verbose_name='budget known on')),
                ('analysis', models.TextField(blank=True, verbose_name='analysis')),
                ('advice', models.CharField(blank=True, choices=[('yes', 'favourable'), ('if', 'favourable under conditions'), ('no', 'unfavourable')], default='', max_length=3, verbose_name='advice')),
                ('complete_on', models.DateField(blank=True, null=True, verbose_name='complete on')),
                ('decided_amount', models.DecimalField(blank=True, decimal_places=2, editable=False, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='amount decided')),
                ('decided_months', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(600)], verbose_name='term in months')),
                ('decided_rate', models.DecimalField(blank=True, decimal_places=3, max_digits=6, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='rate (yearly cost in %)')),
                ('repayment', models.CharField(blank=True, choices=[('annuity', 'annuity: a fixed amount each month'), ('bullet', 'bullet: all at once at the end'), ('none', 'none')], default='', max_length=7, verbose_name='form of repayment')),
                ('contract_made_on', models.DateField(blank=True, null=True, verbose_name='contract made on')),
                ('appointment_on', models.DateField(blank=True, null=True, verbose_name='appointment to sign on')),
                ('cooling_off_until', models.DateField(blank=True, help_text='The last day to withdraw; as the contract says.', null=True, verbose_name='cooling-off until')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='signed on')),
                ('signed_by', models.CharField(blank=True, max_length=120, verbose_name='signed by')),
                ('account', models.CharField(blank=True, max_length=34, verbose_name='account of the client (IBAN)')),
                ('loan_number', models.CharField(blank=True, max_length=60, verbose_name='number of the loan')),
                ('first_due_on', models.DateField(blank=True, null=True, verbose_name='first due day')),
                ('guarantee', models.CharField(blank=True, help_text='Assignment of wages; of an association the policy of the credit insurance.', max_length=200, verbose_name='guarantee')),
                ('outcome', models.CharField(blank=True, choices=[('repaid', 'repaid'), ('early', 'repaid early'), ('lost', 'waived or written off'), ('refused', 'refused'), ('withdrawn', 'withdrawn by the client'), ('no_right', 'not eligible'), ('referred', 'referred')], default='', max_length=9, verbose_name='outcome')),
                ('outcome_because', models.CharField(blank=True, max_length=300, verbose_name='why')),
                ('guarantee_released_on', models.DateField(blank=True, null=True, verbose_name='guarantee released on')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LoanEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('receipt', 'receipt'), ('interest', 'interest'), ('cost', 'cost'), ('remission', 'remitted or irrecoverable')], max_length=9, verbose_name='kind')),
                ('on', models.DateField(verbose_name='on')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='amount')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'verbose_name': 'entry of a loan',
                'verbose_name_plural': 'entries of loans',
                'ordering': ('on', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='LoanLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('decision', 'letter with the decision'), ('no_right', 'letter: not eligible'), ('ended', 'letter: the application is closed')], max_length=8, verbose_name='letter')),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('sent_on', models.DateField(blank=True, null=True, verbose_name='sent on')),
            ],
            options={
                'verbose_name': 'letter about a loan',
                'verbose_name_plural': 'letters about loans',
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='LoanPrecheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verdict', models.CharField(choices=[('yes', 'yes'), ('unknown', 'unknown'), ('no', 'no')], max_length=7, verbose_name='verdict')),
                ('lines', models.JSONField(default=list)),
                ('made_on', models.DateField(verbose_name='checked on')),
                ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'verbose_name': 'precheck of a loan',
                'verbose_name_plural': 'prechecks of loans',
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='LoanPurpose',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, editable=False, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount including VAT')),
                ('noted_on', models.DateField(default=django.utils.timezone.localdate, editable=False, verbose_name='noted on')),
            ],
            options={
                'verbose_name': 'amount of a work in a loan',
                'verbose_name_plural': 'amounts of works in loans',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='LoanPurposeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('amount', models.DecimalField(blank=True, decimal_places=2, editable=False, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount including VAT')),
                ('noted_on', models.DateField(default=django.utils.timezone.localdate, editable=False, verbose_name='noted on')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LoanStatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stated_on', models.DateField(verbose_name='date of the statement')),
                ('balance', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='balance')),
                ('days_late', models.PositiveIntegerField(default=0, verbose_name='days of arrears')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='end date')),
            ],
            options={
                'verbose_name': 'statement of a loan',
                'verbose_name_plural': 'statements of loans',
                'ordering': ('-stated_on',),
            },
        ),
        migrations.CreateModel(
            name='LoanStatementEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('stated_on', models.DateField(verbose_name='date of the statement')),
                ('balance', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='balance')),
                ('days_late', models.PositiveIntegerField(default=0, verbose_name='days of arrears')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='end date')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LoanTargetGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
            ],
            options={
                'verbose_name': 'target group of a loan',
                'verbose_name_plural': 'target groups of loans',
                'ordering': ['position', 'name'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LoanTerms',
            fields=[
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='loan_terms', serialize=False, to='dossiers.schemeversion', verbose_name='sheet')),
                ('loket_role', models.CharField(blank=True, choices=[('lender', 'lender'), ('manager', 'manages it for another'), ('follow_up', 'only follows it up'), ('prepares', 'only prepares it')], default='', max_length=9, verbose_name='role of the desk')),
                ('decided_by', models.CharField(blank=True, max_length=120, verbose_name='who decides')),
                ('signed_by', models.CharField(blank=True, max_length=120, verbose_name='who signs')),
                ('min_amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='lowest amount')),
                ('max_amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='highest amount')),
                ('max_per_dwelling', models.DecimalField(blank=True, decimal_places=2, help_text='Of an association: on top of the highest amount.', max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='more for each dwelling that takes part')),
                ('max_months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='longest term in months')),
                ('rate', models.DecimalField(blank=True, decimal_places=3, max_digits=6, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='rate (yearly cost in %)')),
                ('rate_rule', models.CharField(blank=True, max_length=300, verbose_name='rule of the rate')),
                ('repayment', models.CharField(blank=True, choices=[('annuity', 'annuity: a fixed amount each month'), ('bullet', 'bullet: all at once at the end'), ('none', 'none')], default='', max_length=7, verbose_name='form of repayment')),
                ('max_drawdowns', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='drawdowns at most')),
                ('last_drawdown_months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='last drawdown, in months after signing')),
                ('min_dwelling_age', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='age of the dwelling at least, in years')),
                ('needs_credit_register', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='the credit register is consulted')),
                ('needs_household', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='household and income category are asked')),
                ('has_statement', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], help_text='Yes: its statement is imported. No: what is paid is entered by hand.', null=True, verbose_name='a loan administration keeps the account')),
                ('insurer', models.CharField(blank=True, max_length=120, verbose_name='insurer')),
                ('early_repayment_cost', models.CharField(blank=True, max_length=200, verbose_name='cost of early repayment')),
                ('fee', models.CharField(blank=True, max_length=120, verbose_name='our fee')),
                ('obligations', models.TextField(blank=True, verbose_name='obligations')),
            ],
            options={
                'verbose_name': 'product sheet of a loan',
                'verbose_name_plural': 'product sheets of loans',
            },
        ),
        migrations.CreateModel(
            name='LoanTermsEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('loket_role', models.CharField(blank=True, choices=[('lender', 'lender'), ('manager', 'manages it for another'), ('follow_up', 'only follows it up'), ('prepares', 'only prepares it')], default='', max_length=9, verbose_name='role of the desk')),
                ('decided_by', models.CharField(blank=True, max_length=120, verbose_name='who decides')),
                ('signed_by', models.CharField(blank=True, max_length=120, verbose_name='who signs')),
                ('min_amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='lowest amount')),
                ('max_amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='highest amount')),
                ('max_per_dwelling', models.DecimalField(blank=True, decimal_places=2, help_text='Of an association: on top of the highest amount.', max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='more for each dwelling that takes part')),
                ('max_months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='longest term in months')),
                ('rate', models.DecimalField(blank=True, decimal_places=3, max_digits=6, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='rate (yearly cost in %)')),
                ('rate_rule', models.CharField(blank=True, max_length=300, verbose_name='rule of the rate')),
                ('repayment', models.CharField(blank=True, choices=[('annuity', 'annuity: a fixed amount each month'), ('bullet', 'bullet: all at once at the end'), ('none', 'none')], default='', max_length=7, verbose_name='form of repayment')),
                ('max_drawdowns', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='drawdowns at most')),
                ('last_drawdown_months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='last drawdown, in months after signing')),
                ('min_dwelling_age', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='age of the dwelling at least, in years')),
                ('needs_credit_register', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='the credit register is consulted')),
                ('needs_household', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='household and income category are asked')),
                ('has_statement', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], help_text='Yes: its statement is imported. No: what is paid is entered by hand.', null=True, verbose_name='a loan administration keeps the account')),
                ('insurer', models.CharField(blank=True, max_length=120, verbose_name='insurer')),
                ('early_repayment_cost', models.CharField(blank=True, max_length=200, verbose_name='cost of early repayment')),
                ('fee', models.CharField(blank=True, max_length=120, verbose_name='our fee')),
                ('obligations', models.TextField(blank=True, verbose_name='obligations')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Obligation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('renovation', 'duty to renovate (law)'), ('label', 'commitment to a label (contract)'), ('domicile', 'domicile'), ('letting', 'condition of letting'), ('rent', 'rent'), ('no_sale', 'not to sell')], max_length=10, verbose_name='kind')),
                ('basis', models.CharField(help_text='By which law, rule or article of the contract.', max_length=200, verbose_name='legal basis')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('months', models.PositiveSmallIntegerField(blank=True, help_text='Empty: still to be filled in.', null=True, verbose_name='term in months')),
                ('met_on', models.DateField(blank=True, null=True, verbose_name='met on')),
                ('is_checked_yearly', models.BooleanField(default=False, verbose_name='to be checked each year')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='last checked on')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                ('created', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'verbose_name': 'obligation',
                'verbose_name_plural': 'obligations',
                'ordering': ('starts_on', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='ObligationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('renovation', 'duty to renovate (law)'), ('label', 'commitment to a label (contract)'), ('domicile', 'domicile'), ('letting', 'condition of letting'), ('rent', 'rent'), ('no_sale', 'not to sell')], max_length=10, verbose_name='kind')),
                ('basis', models.CharField(help_text='By which law, rule or article of the contract.', max_length=200, verbose_name='legal basis')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('months', models.PositiveSmallIntegerField(blank=True, help_text='Empty: still to be filled in.', null=True, verbose_name='term in months')),
                ('met_on', models.DateField(blank=True, null=True, verbose_name='met on')),
                ('is_checked_yearly', models.BooleanField(default=False, verbose_name='to be checked each year')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='last checked on')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                ('created', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RunningCredit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=120, verbose_name='which credit')),
                ('monthly', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(0)], verbose_name='a month')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='still owed')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until')),
            ],
            options={
                'verbose_name': 'running credit',
                'verbose_name_plural': 'running credits',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='RunningCreditEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('what', models.CharField(max_length=120, verbose_name='which credit')),
                ('monthly', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(0)], verbose_name='a month')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='still owed')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SheetPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_required', models.BooleanField(default=True, verbose_name='required')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                ('is_active', models.BooleanField(default=True, verbose_name='asked')),
            ],
            options={
                'verbose_name': 'paper of a sheet',
                'verbose_name_plural': 'papers of sheets',
                'ordering': ('version', 'kind__position', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='StatementUpload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255, verbose_name='file name')),
                ('digest', models.CharField(editable=False, max_length=64)),
                ('rows', models.JSONField(default=list, editable=False, verbose_name='rows')),
                ('state', models.CharField(choices=[('checked', 'checked, not taken over'), ('taken', 'taken over')], default='checked', max_length=7, verbose_name='state')),
                ('made', models.PositiveIntegerField(default=0, verbose_name='new')),
                ('changed', models.PositiveIntegerField(default=0, verbose_name='changed')),
                ('unchanged', models.PositiveIntegerField(default=0, verbose_name='unchanged')),
                ('refused', models.PositiveIntegerField(default=0, verbose_name='refused rows')),
                ('uploaded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='uploaded at')),
                ('taken_at', models.DateTimeField(editable=False, null=True, verbose_name='taken over at')),
            ],
            options={
                'verbose_name': 'statement of the loan administration',
                'verbose_name_plural': 'statements of the loan administration',
                'ordering': ('-pk',),
            },
        ),
        migrations.AlterConstraint(
            model_name='schemeversion',
            name='scheme_closed_on_one_day_or_unknown',
            constraint=models.CheckConstraint(condition=models.Q(('is_closed', False), ('closed_on', None), _connector='OR'), name='scheme_closed_on_one_day_or_unknown', violation_error_message='Give the day on which it closed, or say that it is not known.'),
        ),
        migrations.AddField(
            model_name='arrearsreminder',
            name='by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='arrearsreminder',
            name='dossier',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='arrears_reminders', to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='arrearsreminderevent',
            name='by',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='arrearsreminderevent',
            name='dossier',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='arrearsreminderevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='arrearsreminderevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.arrearsreminder'),
        ),
        migrations.AddField(
            model_name='askedpaper',
            name='document',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='document'),
        ),
        migrations.AddField(
            model_name='askedpaper',
            name='dossier',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='asked_papers', to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='askedpaper',
            name='kind',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.documentkind', verbose_name='paper'),
        ),
        migrations.AddField(
            model_name='askedpaper',
            name='received_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='received by'),
        ),
        migrations.AddField(
            model_name='askedpaperevent',
            name='document',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.document', verbose_name='document'),
        ),
        migrations.AddField(
            model_name='askedpaperevent',
            name='dossier',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='askedpaperevent',
            name='kind',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.documentkind', verbose_name='paper'),
        ),
        migrations.AddField(
            model_name='askedpaperevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='askedpaperevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.askedpaper'),
        ),
        migrations.AddField(
            model_name='askedpaperevent',
            name='received_by',
            field=models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='received by'),
        ),
        migrations.AddField(
            model_name='committeefile',
            name='dossier',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='committee_files', to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='committeefileevent',
            name='dossier',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='committeefileevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='committeefileevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.committeefile'),
        ),
        migrations.AddField(
            model_name='drawdown',
            name='confirmed_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by'),
        ),
        migrations.AddField(
            model_name='drawdown',
            name='dossier',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='drawdowns', to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='drawdown',
            name='ended_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='drawdown',
            name='invoice',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drawdowns', to='dossiers.invoice', verbose_name='invoice'),
        ),
        migrations.AddField(
            model_name='drawdown',
            name='proposed_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by'),
        ),
        migrations.AddField(
            model_name='drawdownevent',
            name='confirmed_by',
            field=models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by'),
        ),
        migrations.AddField(
            model_name='drawdownevent',
            name='dossier',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='drawdownevent',
            name='ended_by',
            field=models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='drawdownevent',
            name='invoice',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.invoice', verbose_name='invoice'),
        ),
        migrations.AddField(
            model_name='drawdownevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='drawdownevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.drawdown'),
        ),
        migrations.AddField(
            model_name='drawdownevent',
            name='proposed_by',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by'),
        ),
        migrations.AddField(
            model_name='earlyrepayment',
            name='dossier',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='early_repayments', to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='earlyrepaymentevent',
            name='dossier',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='earlyrepaymentevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='earlyrepaymentevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.earlyrepayment'),
        ),
        migrations.AddField(
            model_name='grantbudget',
            name='scheme',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='budgets', to='dossiers.scheme', verbose_name='scheme'),
        ),
        migrations.AddField(
            model_name='grantbudgetevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='grantbudgetevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.grantbudget'),
        ),
        migrations.AddField(
            model_name='grantbudgetevent',
            name='scheme',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.scheme', verbose_name='scheme'),
        ),
        migrations.AddField(
            model_name='grantdecision',
            name='confirmed_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by'),
        ),
        migrations.AddField(
            model_name='grantdecision',
            name='ended_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='grantdecision',
            name='proposed_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by'),
        ),
        migrations.AddField(
            model_name='grantdecisionevent',
            name='confirmed_by',
            field=models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by'),
        ),
        migrations.AddField(
            model_name='grantdecisionevent',
            name='ended_by',
            field=models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='grantdecisionevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='grantdecisionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.grantdecision'),
        ),
        migrations.AddField(
            model_name='grantdecisionevent',
            name='proposed_by',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by'),
        ),
        migrations.AddField(
            model_name='grantdetail',
            name='checked_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proof checked by'),
        ),
        migrations.AddField(
            model_name='grantdetail',
            name='contractor',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contacts.organisation', verbose_name='contractor'),
        ),
        migrations.AddField(
            model_name='grantdetail',
            name='sheet',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='dossiers.schemeversion', verbose_name='scheme'),
        ),
        migrations.AddField(
            model_name='grantdetail',
            name='site_check_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='checked by'),
        ),
        migrations.AddField(
            model_name='grantdecisionevent',
            name='grant',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.grantdetail'),
        ),
        migrations.AddField(
            model_name='grantdecision',
            name='grant',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='dossiers.grantdetail'),
        ),
        migrations.AddField(
            model_name='grantdetailevent',
            name='checked_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proof checked by'),
        ),
        migrations.AddField(
            model_name='grantdetailevent',
            name='contractor',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='contacts.organisation', verbose_name='contractor'),
        ),
        migrations.AddField(
            model_name='grantdetailevent',
            name='dossier',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='grantdetailevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='grantdetailevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.grantdetail'),
        ),
        migrations.AddField(
            model_name='grantdetailevent',
            name='sheet',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.schemeversion', verbose_name='scheme'),
        ),
        migrations.AddField(
            model_name='grantdetailevent',
            name='site_check_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='checked by'),
        ),
        migrations.AddField(
            model_name='grantowner',
            name='grant',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='owners', to='dossiers.grantdetail'),
        ),
        migrations.AddField(
            model_name='grantowner',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contacts.organisation', verbose_name='organisation'),
        ),
        migrations.AddField(
            model_name='grantowner',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contacts.person', verbose_name='person'),
        ),
        migrations.AddField(
            model_name='grantownerevent',
            name='grant',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.grantdetail'),
        ),
        migrations.AddField(
            model_name='grantownerevent',
            name='organisation',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='contacts.organisation', verbose_name='organisation'),
        ),
        migrations.AddField(
            model_name='grantownerevent',
            name='person',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='contacts.person', verbose_name='person'),
        ),
        migrations.AddField(
            model_name='grantownerevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='grantownerevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.grantowner'),
        ),
        migrations.AddField(
            model_name='grantpayment',
            name='confirmed_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by'),
        ),
        migrations.AddField(
            model_name='grantpayment',
            name='ended_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='grantpayment',
            name='grant',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='dossiers.grantdetail'),
        ),
        migrations.AddField(
            model_name='grantpayment',
            name='proposed_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by'),
        ),
        migrations.AddField(
            model_name='grantpaymentevent',
            name='confirmed_by',
            field=models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by'),
        ),
        migrations.AddField(
            model_name='grantpaymentevent',
            name='ended_by',
            field=models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='grantpaymentevent',
            name='grant',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.grantdetail'),
        ),
        migrations.AddField(
            model_name='grantpaymentevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='grantpaymentevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.grantpayment'),
        ),
        migrations.AddField(
            model_name='grantpaymentevent',
            name='proposed_by',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by'),
        ),
        migrations.AddField(
            model_name='grantrate',
            name='measure',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='addresses.measure', verbose_name='work'),
        ),
        migrations.AddField(
            model_name='grantrateevent',
            name='measure',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='addresses.measure', verbose_name='work'),
        ),
        migrations.AddField(
            model_name='grantrateevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='grantrateevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.grantrate'),
        ),
        migrations.AddConstraint(
            model_name='grantterms',
            constraint=models.CheckConstraint(condition=models.Q(('cost_base__in', ['', 'excl', 'incl']), ('window_from__in', ['', 'works', 'invoice'])), name='grant_terms_are_of_the_lists'),
        ),
        migrations.AddConstraint(
            model_name='grantterms',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('months_after', None), ('months_before', None)), models.Q(('window_from', ''), _negated=True), _connector='OR'), name='grant_window_says_around_what', violation_error_message='Say around which day it can be asked.'),
        ),
        migrations.AddConstraint(
            model_name='grantterms',
            constraint=models.CheckConstraint(condition=models.Q(('extra_per_unit', None), models.Q(('extra_for', ''), _negated=True), _connector='OR'), name='grant_extra_says_for_what', violation_error_message='Say for what it is given on top.'),
        ),
        migrations.AddField(
            model_name='grantrateevent',
            name='terms',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.grantterms', verbose_name='figures of a premium'),
        ),
        migrations.AddField(
            model_name='grantrate',
            name='terms',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rates', to='dossiers.grantterms', verbose_name='figures of a premium'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantterms',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_granttermsevent" ("cost_base", "extra_for", "extra_per_unit", "is_own", "keep_years", "least_cost", "least_quantity", "least_units", "months_after", "months_before", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "supplement_months", "two_payments", "unit", "version_id", "window_from", "within_cost") VALUES (NEW."cost_base", NEW."extra_for", NEW."extra_per_unit", NEW."is_own", NEW."keep_years", NEW."least_cost", NEW."least_quantity", NEW."least_units", NEW."months_after", NEW."months_before", _pgh_attach_context(), NOW(), \'insert\', NEW."version_id", NEW."supplement_months", NEW."two_payments", NEW."unit", NEW."version_id", NEW."window_from", NEW."within_cost"); RETURN NULL;', hash='e88493c2d0236c587f89297ca326ba7cecf64881', operation='INSERT', pgid='pgtrigger_insert_insert_83675', table='dossiers_grantterms', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantterms',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_granttermsevent" ("cost_base", "extra_for", "extra_per_unit", "is_own", "keep_years", "least_cost", "least_quantity", "least_units", "months_after", "months_before", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "supplement_months", "two_payments", "unit", "version_id", "window_from", "within_cost") VALUES (NEW."cost_base", NEW."extra_for", NEW."extra_per_unit", NEW."is_own", NEW."keep_years", NEW."least_cost", NEW."least_quantity", NEW."least_units", NEW."months_after", NEW."months_before", _pgh_attach_context(), NOW(), \'update\', NEW."version_id", NEW."supplement_months", NEW."two_payments", NEW."unit", NEW."version_id", NEW."window_from", NEW."within_cost"); RETURN NULL;', hash='553ada5cb9cc276d5f2084490144c97c6e9fdba9', operation='UPDATE', pgid='pgtrigger_update_update_026af', table='dossiers_grantterms', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantterms',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_granttermsevent" ("cost_base", "extra_for", "extra_per_unit", "is_own", "keep_years", "least_cost", "least_quantity", "least_units", "months_after", "months_before", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "supplement_months", "two_payments", "unit", "version_id", "window_from", "within_cost") VALUES (OLD."cost_base", OLD."extra_for", OLD."extra_per_unit", OLD."is_own", OLD."keep_years", OLD."least_cost", OLD."least_quantity", OLD."least_units", OLD."months_after", OLD."months_before", _pgh_attach_context(), NOW(), \'delete\', OLD."version_id", OLD."supplement_months", OLD."two_payments", OLD."unit", OLD."version_id", OLD."window_from", OLD."within_cost"); RETURN NULL;', hash='63e099ae74e0d13130c09e96aac0625fc101b8b1', operation='DELETE', pgid='pgtrigger_delete_delete_89bf3', table='dossiers_grantterms', when='AFTER')),
        ),
        migrations.AddField(
            model_name='granttermsevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='granttermsevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.grantterms'),
        ),
        migrations.AddField(
            model_name='granttermsevent',
            name='version',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='dossiers.schemeversion', verbose_name='sheet'),
        ),
        migrations.AddField(
            model_name='grantwork',
            name='grant',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='works', to='dossiers.grantdetail'),
        ),
        migrations.AddField(
            model_name='grantwork',
            name='work',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='dossiers.work'),
        ),
        migrations.AddField(
            model_name='grantworkevent',
            name='grant',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.grantdetail'),
        ),
        migrations.AddField(
            model_name='grantworkevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='grantworkevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.grantwork'),
        ),
        migrations.AddField(
            model_name='grantworkevent',
            name='work',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.work'),
        ),
        migrations.AddField(
            model_name='loanaccount',
            name='closed_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='loanaccountevent',
            name='closed_by',
            field=models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='loanaccountevent',
            name='dossier',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='loanaccountevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='loanaccountevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.loanaccount'),
        ),
        migrations.AddField(
            model_name='loancommittee',
            name='made_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='committeefileevent',
            name='committee',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.loancommittee'),
        ),
        migrations.AddField(
            model_name='committeefile',
            name='committee',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='dossiers.loancommittee'),
        ),
        migrations.AddField(
            model_name='loancommitteeevent',
            name='made_by',
            field=models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='loancommitteeevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='loancommitteeevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.loancommittee'),
        ),
        migrations.AddField(
            model_name='loandecision',
            name='committee',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='dossiers.loancommittee'),
        ),
        migrations.AddField(
            model_name='loandecision',
            name='confirmed_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by'),
        ),
        migrations.AddField(
            model_name='loandecision',
            name='dossier',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='loan_decisions', to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='loandecision',
            name='ended_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='loandecision',
            name='proposed_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by'),
        ),
        migrations.AddField(
            model_name='loandecisionevent',
            name='committee',
            field=models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.loancommittee'),
        ),
        migrations.AddField(
            model_name='loandecisionevent',
            name='confirmed_by',
            field=models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by'),
        ),
        migrations.AddField(
            model_name='loandecisionevent',
            name='dossier',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='loandecisionevent',
            name='ended_by',
            field=models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='loandecisionevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='loandecisionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.loandecision'),
        ),
        migrations.AddField(
            model_name='loandecisionevent',
            name='proposed_by',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by'),
        ),
        migrations.AddField(
            model_name='loandetail',
            name='contract',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='signed contract'),
        ),
        migrations.AddField(
            model_name='loandetail',
            name='sheet',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='loans', to='dossiers.schemeversion', verbose_name='sheet'),
        ),
        migrations.AddField(
            model_name='loandetailevent',
            name='contract',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.document', verbose_name='signed contract'),
        ),
        migrations.AddField(
            model_name='loandetailevent',
            name='dossier',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='loandetailevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='loandetailevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.loandetail'),
        ),
        migrations.AddField(
            model_name='loandetailevent',
            name='sheet',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.schemeversion', verbose_name='sheet'),
        ),
        migrations.AddField(
            model_name='loanentry',
            name='by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='loanentry',
            name='counters',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='countered_by', to='dossiers.loanentry'),
        ),
        migrations.AddField(
            model_name='loanentry',
            name='dossier',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='loan_entries', to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='loanentry',
            name='early',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='dossiers.earlyrepayment'),
        ),
        migrations.AddField(
            model_name='loanletter',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='loanletter',
            name='decision',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='dossiers.loandecision'),
        ),
        migrations.AddField(
            model_name='loanletter',
            name='document',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document'),
        ),
        migrations.AddField(
            model_name='loanletter',
            name='dossier',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='loan_letters', to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='loanprecheck',
            name='loan',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='prechecks', to='dossiers.loandetail'),
        ),
        migrations.AddField(
            model_name='loanprecheck',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='checked by'),
        ),
        migrations.AddField(
            model_name='loanprecheck',
            name='sheet',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.schemeversion'),
        ),
        migrations.AddField(
            model_name='loanpurpose',
            name='loan',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='purposes', to='dossiers.loandetail'),
        ),
        migrations.AddField(
            model_name='loanpurpose',
            name='quote',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.quote', verbose_name='quote'),
        ),
        migrations.AddField(
            model_name='loanpurpose',
            name='work',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='loan_purposes', to='dossiers.work'),
        ),
        migrations.AddField(
            model_name='loanpurposeevent',
            name='loan',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.loandetail'),
        ),
        migrations.AddField(
            model_name='loanpurposeevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='loanpurposeevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.loanpurpose'),
        ),
        migrations.AddField(
            model_name='loanpurposeevent',
            name='quote',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.quote', verbose_name='quote'),
        ),
        migrations.AddField(
            model_name='loanpurposeevent',
            name='work',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.work'),
        ),
        migrations.AddField(
            model_name='loanstatement',
            name='dossier',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='loan_statements', to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='loanstatementevent',
            name='dossier',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='loanstatementevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='loanstatementevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.loanstatement'),
        ),
        migrations.AddConstraint(
            model_name='loantargetgroup',
            constraint=models.UniqueConstraint(models.F('code'), name='loantargetgroup_code_once'),
        ),
        migrations.AddConstraint(
            model_name='loantargetgroup',
            constraint=models.UniqueConstraint(fields=('name',), name='loan_target_group_name_once'),
        ),
        migrations.AddField(
            model_name='loandetailevent',
            name='target_group',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.loantargetgroup', verbose_name='target group'),
        ),
        migrations.AddField(
            model_name='loandetail',
            name='target_group',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.loantargetgroup', verbose_name='target group'),
        ),
        migrations.AddField(
            model_name='loanterms',
            name='product',
            field=models.ForeignKey(limit_choices_to={'type': 'loan'}, on_delete=django.db.models.deletion.PROTECT, related_name='loan_terms', to='dossiers.subtype', verbose_name='product'),
        ),
        migrations.AddField(
            model_name='loanterms',
            name='successor',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.scheme', verbose_name='successor'),
        ),
        migrations.AddField(
            model_name='loantermsevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='loantermsevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.loanterms'),
        ),
        migrations.AddField(
            model_name='loantermsevent',
            name='product',
            field=models.ForeignKey(db_constraint=False, limit_choices_to={'type': 'loan'}, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.subtype', verbose_name='product'),
        ),
        migrations.AddField(
            model_name='loantermsevent',
            name='successor',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.scheme', verbose_name='successor'),
        ),
        migrations.AddField(
            model_name='loantermsevent',
            name='version',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='dossiers.schemeversion', verbose_name='sheet'),
        ),
        migrations.AddField(
            model_name='obligation',
            name='created_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='obligation',
            name='dossier',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='obligations', to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='obligation',
            name='proof',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='proof'),
        ),
        migrations.AddField(
            model_name='obligationevent',
            name='created_by',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='obligationevent',
            name='dossier',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='obligationevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='obligationevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.obligation'),
        ),
        migrations.AddField(
            model_name='obligationevent',
            name='proof',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.document', verbose_name='proof'),
        ),
        migrations.AddField(
            model_name='runningcredit',
            name='loan',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='credits', to='dossiers.loandetail'),
        ),
        migrations.AddField(
            model_name='runningcreditevent',
            name='loan',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.loandetail'),
        ),
        migrations.AddField(
            model_name='runningcreditevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='runningcreditevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.runningcredit'),
        ),
        migrations.AddField(
            model_name='sheetpaper',
            name='kind',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.documentkind', verbose_name='paper'),
        ),
        migrations.AddField(
            model_name='sheetpaper',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='dossiers.schemeversion', verbose_name='sheet'),
        ),
        migrations.AddField(
            model_name='statementupload',
            name='uploaded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by'),
        ),
        migrations.AddField(
            model_name='loanstatementevent',
            name='upload',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.statementupload'),
        ),
        migrations.AddField(
            model_name='loanstatement',
            name='upload',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='dossiers.statementupload'),
        ),
        migrations.AddConstraint(
            model_name='arrearsreminder',
            constraint=models.CheckConstraint(condition=models.Q(('step__range', (1, 3))), name='arrears_reminder_one_to_three'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='arrearsreminder',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_arrearsreminderevent" ("by_id", "dossier_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_on", "step") VALUES (NEW."by_id", NEW."dossier_id", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sent_on", NEW."step"); RETURN NULL;', hash='81901e4c1ab7f9103eb8fd92ac82ffb2aa392238', operation='INSERT', pgid='pgtrigger_insert_insert_3db4f', table='dossiers_arrearsreminder', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='arrearsreminder',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_arrearsreminderevent" ("by_id", "dossier_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_on", "step") VALUES (NEW."by_id", NEW."dossier_id", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sent_on", NEW."step"); RETURN NULL;', hash='7f4f368d23f8e780314c1d041ae824766d23f7fa', operation='UPDATE', pgid='pgtrigger_update_update_fa4bd', table='dossiers_arrearsreminder', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='arrearsreminder',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_arrearsreminderevent" ("by_id", "dossier_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_on", "step") VALUES (OLD."by_id", OLD."dossier_id", OLD."id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sent_on", OLD."step"); RETURN NULL;', hash='4e6266834c2daa34f640754ae4cbf091de8ddfd2', operation='DELETE', pgid='pgtrigger_delete_delete_4c88b', table='dossiers_arrearsreminder', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='arrearsreminderevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1e492564f9e2c36374fdf4efc17615805680946e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_394a8', table='dossiers_arrearsreminderevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='askedpaper',
            constraint=models.UniqueConstraint(fields=('dossier', 'kind'), name='paper_asked_once_of_a_dossier', violation_error_message='This kind of paper is asked already.'),
        ),
        migrations.AddConstraint(
            model_name='askedpaper',
            constraint=models.CheckConstraint(condition=models.Q(('received_by', None), ('received_on__isnull', False), _connector='OR'), name='paper_received_by_means_received'),
        ),
        migrations.AddConstraint(
            model_name='askedpaper',
            constraint=models.CheckConstraint(condition=models.Q(('not_needed', False), models.Q(('received_on', None), models.Q(('note', ''), _negated=True)), _connector='OR'), name='paper_not_needed_says_why', violation_error_message='Of a paper that is not needed, say why; it was not received.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='askedpaper',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_askedpaperevent" ("asked_on", "document_id", "dossier_id", "id", "is_required", "kind_id", "not_needed", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_by_id", "received_on") VALUES (NEW."asked_on", NEW."document_id", NEW."dossier_id", NEW."id", NEW."is_required", NEW."kind_id", NEW."not_needed", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."received_by_id", NEW."received_on"); RETURN NULL;', hash='fd9ffb5e2047c81290dfe8a09cdb95c59184c915', operation='INSERT', pgid='pgtrigger_insert_insert_96237', table='dossiers_askedpaper', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='askedpaper',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_askedpaperevent" ("asked_on", "document_id", "dossier_id", "id", "is_required", "kind_id", "not_needed", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_by_id", "received_on") VALUES (NEW."asked_on", NEW."document_id", NEW."dossier_id", NEW."id", NEW."is_required", NEW."kind_id", NEW."not_needed", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."received_by_id", NEW."received_on"); RETURN NULL;', hash='f024b71c63fc0ef1f972a1310a7b768414caf569', operation='UPDATE', pgid='pgtrigger_update_update_a071b', table='dossiers_askedpaper', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='askedpaper',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_askedpaperevent" ("asked_on", "document_id", "dossier_id", "id", "is_required", "kind_id", "not_needed", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_by_id", "received_on") VALUES (OLD."asked_on", OLD."document_id", OLD."dossier_id", OLD."id", OLD."is_required", OLD."kind_id", OLD."not_needed", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."received_by_id", OLD."received_on"); RETURN NULL;', hash='5b44a8af9b2c2d7cb1cc90fae5c1d7b8cde17066', operation='DELETE', pgid='pgtrigger_delete_delete_e6ed3', table='dossiers_askedpaper', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='askedpaperevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ecffb0915aa124a8dbc7ea3b974baff21588b98d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9eabc', table='dossiers_askedpaperevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='drawdown',
            constraint=models.UniqueConstraint(fields=('dossier', 'number'), name='drawdown_number_once'),
        ),
        migrations.AddConstraint(
            model_name='drawdown',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('invoice',), name='invoice_drawn_once', violation_error_message='A drawdown was asked for this invoice already.'),
        ),
        migrations.AddConstraint(
            model_name='drawdown',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='drawdown_of_an_amount'),
        ),
        migrations.AddConstraint(
            model_name='drawdown',
            constraint=models.CheckConstraint(condition=models.Q(('amount__lte', models.F('invoice_told'))), name='drawdown_within_its_invoice', violation_error_message='That is more than the invoice asks.'),
        ),
        migrations.AddConstraint(
            model_name='drawdown',
            constraint=models.CheckConstraint(condition=models.Q(('payee__in', ['contractor', 'client'])), name='drawdown_payee_is_known'),
        ),
        migrations.AddConstraint(
            model_name='drawdown',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_by', None), ('stands_since', None)), models.Q(('confirmed_by__isnull', False), ('stands_since__isnull', False), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='drawdown_has_four_eyes', violation_error_message='Another colleague confirms it than who proposed it.'),
        ),
        migrations.AddConstraint(
            model_name='drawdown',
            constraint=models.CheckConstraint(condition=models.Q(('paid_on', None), models.Q(('ended_at', None), ('stands_since__isnull', False)), _connector='OR'), name='drawdown_is_approved_before_it_is_paid'),
        ),
        migrations.AddConstraint(
            model_name='drawdown',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_because', '')), models.Q(('ended_at__isnull', False), models.Q(('ended_because', ''), _negated=True)), _connector='OR'), name='drawdown_taken_back_says_why'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='drawdown',
            trigger=pgtrigger.compiler.Trigger(name='within_what_was_decided', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."ended_at" IS NULL)', declare='DECLARE decided numeric; drawn numeric;', func="\n        PERFORM 1 FROM dossiers_dossier WHERE id = NEW.dossier_id FOR UPDATE;\n        SELECT decided_amount INTO decided FROM dossiers_loandetail WHERE dossier_id = NEW.dossier_id;\n        SELECT COALESCE(SUM(amount), 0) INTO drawn FROM dossiers_drawdown\n            WHERE dossier_id = NEW.dossier_id AND ended_at IS NULL AND id <> NEW.id;\n        IF drawn + NEW.amount > COALESCE(decided, 0) THEN\n            RAISE EXCEPTION 'drawdowns of more than was decided'\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'drawdowns_within_what_was_decided';\n        END IF;\n        RETURN NEW;\n    ", hash='954242d8fa80f015898ca58161e806bd7e5cb9a2', operation='INSERT OR UPDATE OF "amount", "ended_at", "dossier_id"', pgid='pgtrigger_within_what_was_decided_53e94', table='dossiers_drawdown', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='drawdown',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_drawdownevent" ("amount", "asked_on", "confirmed_by_id", "dossier_id", "ended_at", "ended_because", "ended_by_id", "id", "invoice_id", "invoice_told", "number", "paid_on", "payee", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "stands_since") VALUES (NEW."amount", NEW."asked_on", NEW."confirmed_by_id", NEW."dossier_id", NEW."ended_at", NEW."ended_because", NEW."ended_by_id", NEW."id", NEW."invoice_id", NEW."invoice_told", NEW."number", NEW."paid_on", NEW."payee", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."stands_since"); RETURN NULL;', hash='998777b9fda4baaba5f31d22e707fb5197116313', operation='INSERT', pgid='pgtrigger_insert_insert_f3ee7', table='dossiers_drawdown', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='drawdown',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_drawdownevent" ("amount", "asked_on", "confirmed_by_id", "dossier_id", "ended_at", "ended_because", "ended_by_id", "id", "invoice_id", "invoice_told", "number", "paid_on", "payee", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "stands_since") VALUES (NEW."amount", NEW."asked_on", NEW."confirmed_by_id", NEW."dossier_id", NEW."ended_at", NEW."ended_because", NEW."ended_by_id", NEW."id", NEW."invoice_id", NEW."invoice_told", NEW."number", NEW."paid_on", NEW."payee", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."stands_since"); RETURN NULL;', hash='e6a71509e0daa5d4d8926e0b05636ff6c420422a', operation='UPDATE', pgid='pgtrigger_update_update_d5232', table='dossiers_drawdown', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='drawdown',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_drawdownevent" ("amount", "asked_on", "confirmed_by_id", "dossier_id", "ended_at", "ended_because", "ended_by_id", "id", "invoice_id", "invoice_told", "number", "paid_on", "payee", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "stands_since") VALUES (OLD."amount", OLD."asked_on", OLD."confirmed_by_id", OLD."dossier_id", OLD."ended_at", OLD."ended_because", OLD."ended_by_id", OLD."id", OLD."invoice_id", OLD."invoice_told", OLD."number", OLD."paid_on", OLD."payee", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proposed_at", OLD."proposed_by_id", OLD."stands_since"); RETURN NULL;', hash='ac2a2bc17425e547272e432795ba09181ef32c2d', operation='DELETE', pgid='pgtrigger_delete_delete_cbb56', table='dossiers_drawdown', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='drawdownevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='50d3c29cb45078e138300175da16e1a9d1ccf0d7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5ca7c', table='dossiers_drawdownevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='earlyrepayment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('received', None), ('received_on', None)), models.Q(('received__gt', 0), ('received_on__isnull', False)), _connector='OR'), name='early_repayment_received_with_its_amount'),
        ),
        migrations.AddConstraint(
            model_name='earlyrepayment',
            constraint=models.CheckConstraint(condition=models.Q(('expected', None), ('expected__gt', 0), _connector='OR'), name='early_expected_above_zero'),
        ),
        migrations.AddConstraint(
            model_name='earlyrepayment',
            constraint=models.CheckConstraint(condition=models.Q(('keeps__in', ['months', 'instalment']), ('repaid_with__in', ['premium', 'own', 'sale'])), name='early_repayment_is_of_the_lists'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='earlyrepayment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_earlyrepaymentevent" ("dossier_id", "expected", "expected_on", "id", "keeps", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received", "received_on", "repaid_with") VALUES (NEW."dossier_id", NEW."expected", NEW."expected_on", NEW."id", NEW."keeps", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."received", NEW."received_on", NEW."repaid_with"); RETURN NULL;', hash='18d070ec5b382a0653e6b3734fbcdd73978d3c61', operation='INSERT', pgid='pgtrigger_insert_insert_56a13', table='dossiers_earlyrepayment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='earlyrepayment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_earlyrepaymentevent" ("dossier_id", "expected", "expected_on", "id", "keeps", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received", "received_on", "repaid_with") VALUES (NEW."dossier_id", NEW."expected", NEW."expected_on", NEW."id", NEW."keeps", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."received", NEW."received_on", NEW."repaid_with"); RETURN NULL;', hash='82118e9503dde55335ea830cc1889ec2280fa757', operation='UPDATE', pgid='pgtrigger_update_update_04f99', table='dossiers_earlyrepayment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='earlyrepayment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_earlyrepaymentevent" ("dossier_id", "expected", "expected_on", "id", "keeps", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received", "received_on", "repaid_with") VALUES (OLD."dossier_id", OLD."expected", OLD."expected_on", OLD."id", OLD."keeps", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."received", OLD."received_on", OLD."repaid_with"); RETURN NULL;', hash='2df7812359425c378e1c9a93b3b674523dfd2b02', operation='DELETE', pgid='pgtrigger_delete_delete_730d8', table='dossiers_earlyrepayment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='earlyrepaymentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ea559ca1431711abcd0f3fb05cd1b7d08748b0e2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c4887', table='dossiers_earlyrepaymentevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='grantbudget',
            constraint=models.UniqueConstraint(fields=('scheme', 'year'), name='grant_budget_once_a_year', violation_error_message='The budget of this scheme and year stands here already.'),
        ),
        migrations.AddConstraint(
            model_name='grantbudget',
            constraint=models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='grant_budget_has_a_source'),
        ),
        migrations.AddConstraint(
            model_name='grantbudget',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='grant_budget_is_no_debt'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantbudget',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_grantbudgetevent" ("amount", "id", "known_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id", "source", "year") VALUES (NEW."amount", NEW."id", NEW."known_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."scheme_id", NEW."source", NEW."year"); RETURN NULL;', hash='70dddf323da572eaad4efa76506348d93d4d1dc3', operation='INSERT', pgid='pgtrigger_insert_insert_cd812', table='dossiers_grantbudget', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantbudget',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_grantbudgetevent" ("amount", "id", "known_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id", "source", "year") VALUES (NEW."amount", NEW."id", NEW."known_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."scheme_id", NEW."source", NEW."year"); RETURN NULL;', hash='a0a847fde01562fad438637707e4bf8fd490c3ec', operation='UPDATE', pgid='pgtrigger_update_update_feb4e', table='dossiers_grantbudget', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantbudget',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_grantbudgetevent" ("amount", "id", "known_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id", "source", "year") VALUES (OLD."amount", OLD."id", OLD."known_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."scheme_id", OLD."source", OLD."year"); RETURN NULL;', hash='d101dc071d9c57a2301bbd464971fb00939d1bdd', operation='DELETE', pgid='pgtrigger_delete_delete_07e6b', table='dossiers_grantbudget', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantbudgetevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='882dba6dd6782147064a7f833fa325e6d107dfa2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b74d4', table='dossiers_grantbudgetevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='grantdetail',
            index=models.Index(fields=['sheet', 'budget_year'], name='grant_of_budget'),
        ),
        migrations.AddConstraint(
            model_name='grantdetail',
            constraint=models.CheckConstraint(condition=models.Q(('dossier_type', 'grant')), name='grant_detail_of_grant'),
        ),
        migrations.AddConstraint(
            model_name='grantdetail',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'granted', 'refused', 'withdrawn', 'not_asked', 'unknown']), ('objection_outcome__in', ['', 'founded', 'unfounded', 'withdrawn'])), name='grant_is_of_the_lists'),
        ),
        migrations.AddConstraint(
            model_name='grantdetail',
            constraint=models.CheckConstraint(condition=models.Q(('iban', ''), ('iban__regex', '^BE[0-9]{14}$'), _connector='OR'), name='grant_iban_is_belgian', violation_error_message='Fill in a Belgian account number.'),
        ),
        migrations.AddConstraint(
            model_name='grantdetail',
            constraint=models.CheckConstraint(condition=models.Q(('granted_amount', None), ('outcome', 'granted'), _connector='OR'), name='grant_amount_is_of_what_is_granted', violation_error_message='Only of what is granted there is an amount.'),
        ),
        migrations.AddConstraint(
            model_name='grantdetail',
            constraint=models.CheckConstraint(condition=models.Q(('accepted_amount', None), ('accepted_amount__lte', models.F('granted_amount')), _connector='OR'), name='grant_accepted_is_not_more_than_granted', violation_error_message='No more can be accepted than was granted.'),
        ),
        migrations.AddConstraint(
            model_name='grantdetail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('own_cost_excl', None), ('own_cost_incl', None), ('own_quantity', None)), models.Q(('own_source', ''), _negated=True), _connector='OR'), name='grant_own_figures_have_a_source', violation_error_message='Say where these figures come from.'),
        ),
        migrations.AddConstraint(
            model_name='grantdetail',
            constraint=models.CheckConstraint(condition=models.Q(('own_cost_excl', None), ('own_cost_incl', None), ('own_cost_incl__gte', models.F('own_cost_excl')), _connector='OR'), name='grant_cost_with_vat_is_not_less', violation_error_message='With VAT it cannot be less than without: exchange the two amounts.'),
        ),
        migrations.AddConstraint(
            model_name='grantdetail',
            constraint=models.CheckConstraint(condition=models.Q(('reclaimed_amount', None), models.Q(('reclaimed_on__isnull', False), models.Q(('reclaimed_because', ''), _negated=True)), _connector='OR'), name='grant_reclaim_has_a_day_and_a_reason', violation_error_message='Say on which day it is reclaimed and why.'),
        ),
        migrations.AddConstraint(
            model_name='grantdetail',
            constraint=models.CheckConstraint(condition=models.Q(('objection_outcome', ''), models.Q(('objection_decided_on__isnull', False), ('objection_on__isnull', False)), _connector='OR'), name='grant_objection_is_decided_on_a_day', violation_error_message='Say when the objection came and when it was decided.'),
        ),
        migrations.AddConstraint(
            model_name='grantdetail',
            constraint=models.CheckConstraint(condition=models.Q(('occupied_from', None), ('occupied_until', None), ('occupied_until__gte', models.F('occupied_from')), _connector='OR'), name='grant_space_is_used_in_order', violation_error_message='The last day cannot lie before the first.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantdetail',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_grantdetailevent" ("accepted_amount", "action", "advice", "asked_more_on", "budget_year", "checked_by_id", "checked_on", "complete_on", "completed_again_on", "computed_amount", "computed_on", "computed_words", "contractor_id", "decided_on", "dossier_id", "dossier_type", "exempt_because", "external_number", "extra_quantity", "granted_amount", "iban", "jury", "keep_until", "objection_decided_on", "objection_on", "objection_outcome", "occupied_from", "occupied_until", "other_support", "outcome", "own_cost_excl", "own_cost_incl", "own_quantity", "own_source", "participants", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_on", "reclaimed_amount", "reclaimed_because", "reclaimed_on", "report", "requested_amount", "retribution", "sheet_id", "site_check_by_id", "site_check_found", "site_check_on", "submitted_on", "total_shares", "units", "visited_on", "works_on") VALUES (NEW."accepted_amount", NEW."action", NEW."advice", NEW."asked_more_on", NEW."budget_year", NEW."checked_by_id", NEW."checked_on", NEW."complete_on", NEW."completed_again_on", NEW."computed_amount", NEW."computed_on", NEW."computed_words", NEW."contractor_id", NEW."decided_on", NEW."dossier_id", NEW."dossier_type", NEW."exempt_because", NEW."external_number", NEW."extra_quantity", NEW."granted_amount", NEW."iban", NEW."jury", NEW."keep_until", NEW."objection_decided_on", NEW."objection_on", NEW."objection_outcome", NEW."occupied_from", NEW."occupied_until", NEW."other_support", NEW."outcome", NEW."own_cost_excl", NEW."own_cost_incl", NEW."own_quantity", NEW."own_source", NEW."participants", _pgh_attach_context(), NOW(), \'insert\', NEW."dossier_id", NEW."proof_on", NEW."reclaimed_amount", NEW."reclaimed_because", NEW."reclaimed_on", NEW."report", NEW."requested_amount", NEW."retribution", NEW."sheet_id", NEW."site_check_by_id", NEW."site_check_found", NEW."site_check_on", NEW."submitted_on", NEW."total_shares", NEW."units", NEW."visited_on", NEW."works_on"); RETURN NULL;', hash='2f820a6c1e4c4babdbafac98d5533c1472191a88', operation='INSERT', pgid='pgtrigger_insert_insert_381ad', table='dossiers_grantdetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantdetail',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_grantdetailevent" ("accepted_amount", "action", "advice", "asked_more_on", "budget_year", "checked_by_id", "checked_on", "complete_on", "completed_again_on", "computed_amount", "computed_on", "computed_words", "contractor_id", "decided_on", "dossier_id", "dossier_type", "exempt_because", "external_number", "extra_quantity", "granted_amount", "iban", "jury", "keep_until", "objection_decided_on", "objection_on", "objection_outcome", "occupied_from", "occupied_until", "other_support", "outcome", "own_cost_excl", "own_cost_incl", "own_quantity", "own_source", "participants", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_on", "reclaimed_amount", "reclaimed_because", "reclaimed_on", "report", "requested_amount", "retribution", "sheet_id", "site_check_by_id", "site_check_found", "site_check_on", "submitted_on", "total_shares", "units", "visited_on", "works_on") VALUES (NEW."accepted_amount", NEW."action", NEW."advice", NEW."asked_more_on", NEW."budget_year", NEW."checked_by_id", NEW."checked_on", NEW."complete_on", NEW."completed_again_on", NEW."computed_amount", NEW."computed_on", NEW."computed_words", NEW."contractor_id", NEW."decided_on", NEW."dossier_id", NEW."dossier_type", NEW."exempt_because", NEW."external_number", NEW."extra_quantity", NEW."granted_amount", NEW."iban", NEW."jury", NEW."keep_until", NEW."objection_decided_on", NEW."objection_on", NEW."objection_outcome", NEW."occupied_from", NEW."occupied_until", NEW."other_support", NEW."outcome", NEW."own_cost_excl", NEW."own_cost_incl", NEW."own_quantity", NEW."own_source", NEW."participants", _pgh_attach_context(), NOW(), \'update\', NEW."dossier_id", NEW."proof_on", NEW."reclaimed_amount", NEW."reclaimed_because", NEW."reclaimed_on", NEW."report", NEW."requested_amount", NEW."retribution", NEW."sheet_id", NEW."site_check_by_id", NEW."site_check_found", NEW."site_check_on", NEW."submitted_on", NEW."total_shares", NEW."units", NEW."visited_on", NEW."works_on"); RETURN NULL;', hash='07488fb3e631689967ff27a18980f817bcc9adcb', operation='UPDATE', pgid='pgtrigger_update_update_897d5', table='dossiers_grantdetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantdetail',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_grantdetailevent" ("accepted_amount", "action", "advice", "asked_more_on", "budget_year", "checked_by_id", "checked_on", "complete_on", "completed_again_on", "computed_amount", "computed_on", "computed_words", "contractor_id", "decided_on", "dossier_id", "dossier_type", "exempt_because", "external_number", "extra_quantity", "granted_amount", "iban", "jury", "keep_until", "objection_decided_on", "objection_on", "objection_outcome", "occupied_from", "occupied_until", "other_support", "outcome", "own_cost_excl", "own_cost_incl", "own_quantity", "own_source", "participants", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_on", "reclaimed_amount", "reclaimed_because", "reclaimed_on", "report", "requested_amount", "retribution", "sheet_id", "site_check_by_id", "site_check_found", "site_check_on", "submitted_on", "total_shares", "units", "visited_on", "works_on") VALUES (OLD."accepted_amount", OLD."action", OLD."advice", OLD."asked_more_on", OLD."budget_year", OLD."checked_by_id", OLD."checked_on", OLD."complete_on", OLD."completed_again_on", OLD."computed_amount", OLD."computed_on", OLD."computed_words", OLD."contractor_id", OLD."decided_on", OLD."dossier_id", OLD."dossier_type", OLD."exempt_because", OLD."external_number", OLD."extra_quantity", OLD."granted_amount", OLD."iban", OLD."jury", OLD."keep_until", OLD."objection_decided_on", OLD."objection_on", OLD."objection_outcome", OLD."occupied_from", OLD."occupied_until", OLD."other_support", OLD."outcome", OLD."own_cost_excl", OLD."own_cost_incl", OLD."own_quantity", OLD."own_source", OLD."participants", _pgh_attach_context(), NOW(), \'delete\', OLD."dossier_id", OLD."proof_on", OLD."reclaimed_amount", OLD."reclaimed_because", OLD."reclaimed_on", OLD."report", OLD."requested_amount", OLD."retribution", OLD."sheet_id", OLD."site_check_by_id", OLD."site_check_found", OLD."site_check_on", OLD."submitted_on", OLD."total_shares", OLD."units", OLD."visited_on", OLD."works_on"); RETURN NULL;', hash='c0b3ff1899789804654fb0e2beaf17e11324f5d3', operation='DELETE', pgid='pgtrigger_delete_delete_efec2', table='dossiers_grantdetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantdecisionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='289a9646f986b3bca39bb0412839fef9c102473b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b23ed', table='dossiers_grantdecisionevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='grantdecision',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('grant',), name='grant_decision_stands_once'),
        ),
        migrations.AddConstraint(
            model_name='grantdecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_by', None), ('stands_since', None)), models.Q(('confirmed_by__isnull', False), ('stands_since__isnull', False), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='grant_decision_has_four_eyes', violation_error_message='Another colleague confirms it than who proposed it.'),
        ),
        migrations.AddConstraint(
            model_name='grantdecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount__gt', 0), ('outcome', 'granted')), models.Q(('amount', None), ('outcome__in', ['refused', 'withdrawn'])), _connector='OR'), name='grant_decision_has_an_amount_if_granted', violation_error_message='What is granted has an amount, what is not has none.'),
        ),
        migrations.AddConstraint(
            model_name='grantdecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'refused'), _negated=True), models.Q(('because', ''), _negated=True), _connector='OR'), name='grant_refusal_says_why', violation_error_message='Say why it is refused.'),
        ),
        migrations.AddConstraint(
            model_name='grantdecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_because', '')), models.Q(('ended_at__isnull', False), models.Q(('ended_because', ''), _negated=True)), _connector='OR'), name='grant_decision_taken_back_says_why'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantdecision',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_grantdecisionevent" ("amount", "because", "conditions", "confirmed_by_id", "decided_on", "ended_at", "ended_because", "ended_by_id", "execute_before", "grant_id", "id", "letter_on", "number", "outcome", "over_budget_because", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "stands_since") VALUES (NEW."amount", NEW."because", NEW."conditions", NEW."confirmed_by_id", NEW."decided_on", NEW."ended_at", NEW."ended_because", NEW."ended_by_id", NEW."execute_before", NEW."grant_id", NEW."id", NEW."letter_on", NEW."number", NEW."outcome", NEW."over_budget_because", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."stands_since"); RETURN NULL;', hash='7713497c211a0e3dc8316112d5afb9d4ea9c3c30', operation='INSERT', pgid='pgtrigger_insert_insert_1ed9a', table='dossiers_grantdecision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantdecision',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_grantdecisionevent" ("amount", "because", "conditions", "confirmed_by_id", "decided_on", "ended_at", "ended_because", "ended_by_id", "execute_before", "grant_id", "id", "letter_on", "number", "outcome", "over_budget_because", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "stands_since") VALUES (NEW."amount", NEW."because", NEW."conditions", NEW."confirmed_by_id", NEW."decided_on", NEW."ended_at", NEW."ended_because", NEW."ended_by_id", NEW."execute_before", NEW."grant_id", NEW."id", NEW."letter_on", NEW."number", NEW."outcome", NEW."over_budget_because", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."stands_since"); RETURN NULL;', hash='b1b8c0fc1bc11dd5e52537f3c84f460c84dd9385', operation='UPDATE', pgid='pgtrigger_update_update_c4380', table='dossiers_grantdecision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantdecision',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_grantdecisionevent" ("amount", "because", "conditions", "confirmed_by_id", "decided_on", "ended_at", "ended_because", "ended_by_id", "execute_before", "grant_id", "id", "letter_on", "number", "outcome", "over_budget_because", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "stands_since") VALUES (OLD."amount", OLD."because", OLD."conditions", OLD."confirmed_by_id", OLD."decided_on", OLD."ended_at", OLD."ended_because", OLD."ended_by_id", OLD."execute_before", OLD."grant_id", OLD."id", OLD."letter_on", OLD."number", OLD."outcome", OLD."over_budget_because", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proposed_at", OLD."proposed_by_id", OLD."stands_since"); RETURN NULL;', hash='0bc393221406b664d2fb53be038c234626994cde', operation='DELETE', pgid='pgtrigger_delete_delete_46e14', table='dossiers_grantdecision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantdetailevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f6395016d4721a46c6d1d22a269a59c5f4c05791', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1c285', table='dossiers_grantdetailevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='grantowner',
            constraint=models.CheckConstraint(condition=models.Q(('person', None), ('organisation', None), _connector='OR'), name='grant_owner_is_one', violation_error_message='Choose a person or an organisation, not both.'),
        ),
        migrations.AddConstraint(
            model_name='grantowner',
            constraint=models.CheckConstraint(condition=models.Q(('person__isnull', False), ('organisation__isnull', False), models.Q(('lot', ''), _negated=True), _connector='OR'), name='grant_owner_is_somebody', violation_error_message='Say who it is, or which lot.'),
        ),
        migrations.AddConstraint(
            model_name='grantowner',
            constraint=models.CheckConstraint(condition=models.Q(('gross', None), models.Q(('gross_source', ''), _negated=True), _connector='OR'), name='grant_owner_amount_has_a_source', violation_error_message='Say where this amount comes from.'),
        ),
        migrations.AddConstraint(
            model_name='grantowner',
            constraint=models.CheckConstraint(condition=models.Q(('granted_amount', None), ('outcome', 'granted'), _connector='OR'), name='grant_owner_amount_is_of_what_is_granted', violation_error_message='Only of what is granted there is an amount.'),
        ),
        migrations.AddConstraint(
            model_name='grantowner',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'granted', 'refused', 'withdrawn', 'not_asked', 'unknown'])), name='grant_owner_outcome_is_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantowner',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_grantownerevent" ("category", "grant_id", "granted_amount", "gross", "gross_source", "id", "lot", "note", "organisation_id", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "requested_on", "shares") VALUES (NEW."category", NEW."grant_id", NEW."granted_amount", NEW."gross", NEW."gross_source", NEW."id", NEW."lot", NEW."note", NEW."organisation_id", NEW."outcome", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."requested_on", NEW."shares"); RETURN NULL;', hash='87eeee182eca245b90f21562b2972d382fe0a024', operation='INSERT', pgid='pgtrigger_insert_insert_05d17', table='dossiers_grantowner', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantowner',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_grantownerevent" ("category", "grant_id", "granted_amount", "gross", "gross_source", "id", "lot", "note", "organisation_id", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "requested_on", "shares") VALUES (NEW."category", NEW."grant_id", NEW."granted_amount", NEW."gross", NEW."gross_source", NEW."id", NEW."lot", NEW."note", NEW."organisation_id", NEW."outcome", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."requested_on", NEW."shares"); RETURN NULL;', hash='b1aaffa069c2125b1f258196e18eda129e96e8f9', operation='UPDATE', pgid='pgtrigger_update_update_e89ae', table='dossiers_grantowner', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantowner',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_grantownerevent" ("category", "grant_id", "granted_amount", "gross", "gross_source", "id", "lot", "note", "organisation_id", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "requested_on", "shares") VALUES (OLD."category", OLD."grant_id", OLD."granted_amount", OLD."gross", OLD."gross_source", OLD."id", OLD."lot", OLD."note", OLD."organisation_id", OLD."outcome", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."requested_on", OLD."shares"); RETURN NULL;', hash='70c52e5a504e1177afa7f55d909a81412b738509', operation='DELETE', pgid='pgtrigger_delete_delete_d394e', table='dossiers_grantowner', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantownerevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='28ed54b49e46afc36a36e1e8de0afcb1c3e7bb31', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e7f10', table='dossiers_grantownerevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='grantpayment',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('grant', 'kind'), name='grant_paid_once_of_a_kind', violation_error_message='This was paid already.'),
        ),
        migrations.AddConstraint(
            model_name='grantpayment',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['whole', 'advance', 'balance']), ('to__in', ['client', 'vme', 'loan']), ('amount__gt', 0), ('iban__regex', '^BE[0-9]{14}$')), name='grant_payment_is_whole', violation_error_message='A payment has an amount and a Belgian account number.'),
        ),
        migrations.AddConstraint(
            model_name='grantpayment',
            constraint=models.CheckConstraint(condition=models.Q(('ordered_on', None), ('paid_on__gte', models.F('ordered_on')), _connector='OR'), name='grant_paid_after_it_was_ordered', violation_error_message='It cannot be paid before it was ordered.'),
        ),
        migrations.AddConstraint(
            model_name='grantpayment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_by', None), ('stands_since', None)), models.Q(('confirmed_by__isnull', False), ('stands_since__isnull', False), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='grant_payment_has_four_eyes', violation_error_message='Another colleague confirms it than who proposed it.'),
        ),
        migrations.AddConstraint(
            model_name='grantpayment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_because', '')), models.Q(('ended_at__isnull', False), models.Q(('ended_because', ''), _negated=True)), _connector='OR'), name='grant_payment_taken_back_says_why'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantpayment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_grantpaymentevent" ("amount", "budget_key", "confirmed_by_id", "ended_at", "ended_because", "ended_by_id", "grant_id", "iban", "id", "kind", "ordered_on", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "stands_since", "to") VALUES (NEW."amount", NEW."budget_key", NEW."confirmed_by_id", NEW."ended_at", NEW."ended_because", NEW."ended_by_id", NEW."grant_id", NEW."iban", NEW."id", NEW."kind", NEW."ordered_on", NEW."paid_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."stands_since", NEW."to"); RETURN NULL;', hash='cd58bccb90f84c04e88fe0a9918c6e75daa97d10', operation='INSERT', pgid='pgtrigger_insert_insert_9b828', table='dossiers_grantpayment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantpayment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_grantpaymentevent" ("amount", "budget_key", "confirmed_by_id", "ended_at", "ended_because", "ended_by_id", "grant_id", "iban", "id", "kind", "ordered_on", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "stands_since", "to") VALUES (NEW."amount", NEW."budget_key", NEW."confirmed_by_id", NEW."ended_at", NEW."ended_because", NEW."ended_by_id", NEW."grant_id", NEW."iban", NEW."id", NEW."kind", NEW."ordered_on", NEW."paid_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."stands_since", NEW."to"); RETURN NULL;', hash='472e9d09895f776fef964083a1a3818ec6ca9d49', operation='UPDATE', pgid='pgtrigger_update_update_55154', table='dossiers_grantpayment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantpayment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_grantpaymentevent" ("amount", "budget_key", "confirmed_by_id", "ended_at", "ended_because", "ended_by_id", "grant_id", "iban", "id", "kind", "ordered_on", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "stands_since", "to") VALUES (OLD."amount", OLD."budget_key", OLD."confirmed_by_id", OLD."ended_at", OLD."ended_because", OLD."ended_by_id", OLD."grant_id", OLD."iban", OLD."id", OLD."kind", OLD."ordered_on", OLD."paid_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proposed_at", OLD."proposed_by_id", OLD."stands_since", OLD."to"); RETURN NULL;', hash='c19436ab6548e64c82022cffd782eb9f7873ea9a', operation='DELETE', pgid='pgtrigger_delete_delete_06612', table='dossiers_grantpayment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantpaymentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fc5e999adfad799025fc4279316c0611dc4b36af', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_04f84', table='dossiers_grantpaymentevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantrateevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='945c52371d3c488a02c0f89aacbf56a4e8699b0f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7c39a', table='dossiers_grantrateevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='grantrate',
            constraint=models.UniqueConstraint(fields=('terms', 'measure', 'category'), name='grant_rate_once', nulls_distinct=False, violation_error_message='This work and category stand here already.'),
        ),
        migrations.AddConstraint(
            model_name='grantrate',
            constraint=models.CheckConstraint(condition=models.Q(('per_unit__isnull', False), ('fixed__isnull', False), ('percentage__isnull', False), _connector='OR'), name='grant_rate_gives_something', violation_error_message='Say what it gives: for each unit, a fixed amount or a share.'),
        ),
        migrations.AddConstraint(
            model_name='grantrate',
            constraint=models.CheckConstraint(condition=models.Q(('category', None), models.Q(('category__gte', 1), ('category__lte', 4)), _connector='OR'), name='grant_rate_category_is_one_to_four'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantrate',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_grantrateevent" ("category", "fixed", "id", "maximum", "measure_id", "per_unit", "percentage", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "terms_id") VALUES (NEW."category", NEW."fixed", NEW."id", NEW."maximum", NEW."measure_id", NEW."per_unit", NEW."percentage", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."terms_id"); RETURN NULL;', hash='0805006e3505f51b6e1cca3834dbf5ebe42b7f66', operation='INSERT', pgid='pgtrigger_insert_insert_69b46', table='dossiers_grantrate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantrate',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_grantrateevent" ("category", "fixed", "id", "maximum", "measure_id", "per_unit", "percentage", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "terms_id") VALUES (NEW."category", NEW."fixed", NEW."id", NEW."maximum", NEW."measure_id", NEW."per_unit", NEW."percentage", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."terms_id"); RETURN NULL;', hash='8ed9f663f7f72a063ae7d792c7e6758412735bfc', operation='UPDATE', pgid='pgtrigger_update_update_cd075', table='dossiers_grantrate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantrate',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_grantrateevent" ("category", "fixed", "id", "maximum", "measure_id", "per_unit", "percentage", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "terms_id") VALUES (OLD."category", OLD."fixed", OLD."id", OLD."maximum", OLD."measure_id", OLD."per_unit", OLD."percentage", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."terms_id"); RETURN NULL;', hash='ca2d7651df5b672efada114220a9881d5f1d0bc5', operation='DELETE', pgid='pgtrigger_delete_delete_ad8f4', table='dossiers_grantrate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='granttermsevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fa18f69001caf9f9ea63ee7164162e8fc167c978', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_70e6e', table='dossiers_granttermsevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='grantwork',
            constraint=models.UniqueConstraint(fields=('grant', 'work'), name='work_once_in_a_grant'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantwork',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_grantworkevent" ("amount_excl", "amount_incl", "grant_id", "id", "noted_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "work_id") VALUES (NEW."amount_excl", NEW."amount_incl", NEW."grant_id", NEW."id", NEW."noted_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."quantity", NEW."work_id"); RETURN NULL;', hash='5785d5729532fdaadcc90cad24fb842640891d39', operation='INSERT', pgid='pgtrigger_insert_insert_18549', table='dossiers_grantwork', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantwork',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_grantworkevent" ("amount_excl", "amount_incl", "grant_id", "id", "noted_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "work_id") VALUES (NEW."amount_excl", NEW."amount_incl", NEW."grant_id", NEW."id", NEW."noted_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."quantity", NEW."work_id"); RETURN NULL;', hash='199e767aae462f8713dabf6d09c66cb5466dbc3b', operation='UPDATE', pgid='pgtrigger_update_update_31fdf', table='dossiers_grantwork', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantwork',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_grantworkevent" ("amount_excl", "amount_incl", "grant_id", "id", "noted_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "work_id") VALUES (OLD."amount_excl", OLD."amount_incl", OLD."grant_id", OLD."id", OLD."noted_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."quantity", OLD."work_id"); RETURN NULL;', hash='bb7bda1ca01e9790bafb57a267f3d09df6ce16c6', operation='DELETE', pgid='pgtrigger_delete_delete_be178', table='dossiers_grantwork', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantworkevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2a5d31d47ea78260131065d1aa489f594540e1c4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_17595', table='dossiers_grantworkevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='loanaccount',
            constraint=models.CheckConstraint(condition=models.Q(('month_rate__in', ['actuarial', 'nominal'])), name='loan_month_rate_is_known'),
        ),
        migrations.AddConstraint(
            model_name='loanaccount',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_by', None), ('closed_on', None), ('released', None)), models.Q(('closed_by__isnull', False), ('closed_on__isnull', False), ('released__gte', 0)), _connector='OR'), name='drawing_closed_with_what_is_released'),
        ),
        migrations.AddConstraint(
            model_name='loanaccount',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_because', ''), ('settled_on', None)), models.Q(('settled_on__isnull', False), models.Q(('settled_because', ''), _negated=True)), _connector='OR'), name='loan_settled_says_why'),
        ),
        migrations.AddConstraint(
            model_name='loanaccount',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('plan', ''), ('plan_on', None)), models.Q(('plan_on__isnull', False), models.Q(('plan', ''), _negated=True)), _connector='OR'), name='repayment_plan_has_a_day', violation_error_message='Fill in the plan together with the day on which it was agreed.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loanaccount',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_loanaccountevent" ("closed_by_id", "closed_on", "dossier_id", "month_rate", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "plan_on", "released", "settled_because", "settled_on") VALUES (NEW."closed_by_id", NEW."closed_on", NEW."dossier_id", NEW."month_rate", _pgh_attach_context(), NOW(), \'insert\', NEW."dossier_id", NEW."plan", NEW."plan_on", NEW."released", NEW."settled_because", NEW."settled_on"); RETURN NULL;', hash='56b0a50baa1d889cf00e7973cd735a88a2c63701', operation='INSERT', pgid='pgtrigger_insert_insert_e25e6', table='dossiers_loanaccount', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loanaccount',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_loanaccountevent" ("closed_by_id", "closed_on", "dossier_id", "month_rate", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "plan_on", "released", "settled_because", "settled_on") VALUES (NEW."closed_by_id", NEW."closed_on", NEW."dossier_id", NEW."month_rate", _pgh_attach_context(), NOW(), \'update\', NEW."dossier_id", NEW."plan", NEW."plan_on", NEW."released", NEW."settled_because", NEW."settled_on"); RETURN NULL;', hash='7484d4d042d9129ee9d28ae911b26a2637f45b4d', operation='UPDATE', pgid='pgtrigger_update_update_69e3c', table='dossiers_loanaccount', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loanaccount',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_loanaccountevent" ("closed_by_id", "closed_on", "dossier_id", "month_rate", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "plan_on", "released", "settled_because", "settled_on") VALUES (OLD."closed_by_id", OLD."closed_on", OLD."dossier_id", OLD."month_rate", _pgh_attach_context(), NOW(), \'delete\', OLD."dossier_id", OLD."plan", OLD."plan_on", OLD."released", OLD."settled_because", OLD."settled_on"); RETURN NULL;', hash='f987d05d9752b8074325ff69e0aee6422f2cbaeb', operation='DELETE', pgid='pgtrigger_delete_delete_626ad', table='dossiers_loanaccount', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loanaccountevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f0abaae47a470f0a2443f31b67da59edc4d2ead3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e3472', table='dossiers_loanaccountevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loancommittee',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_loancommitteeevent" ("held_on", "id", "made_by_id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."held_on", NEW."id", NEW."made_by_id", NEW."name", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='72f10f0c6b17e89eb58abebc82076361642783ef', operation='INSERT', pgid='pgtrigger_insert_insert_0fc3f', table='dossiers_loancommittee', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loancommittee',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_loancommitteeevent" ("held_on", "id", "made_by_id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."held_on", NEW."id", NEW."made_by_id", NEW."name", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='47e7203f1c725e611f254d617912a83332dcb00b', operation='UPDATE', pgid='pgtrigger_update_update_e4ebf', table='dossiers_loancommittee', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loancommittee',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_loancommitteeevent" ("held_on", "id", "made_by_id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."held_on", OLD."id", OLD."made_by_id", OLD."name", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='bf453aac6dad89e8c890beeca875f2115aaa29e0', operation='DELETE', pgid='pgtrigger_delete_delete_84c05', table='dossiers_loancommittee', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='committeefileevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='480d88006334ae5ca8832fa5a49e3538abbd3938', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bdc46', table='dossiers_committeefileevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='committeefile',
            constraint=models.UniqueConstraint(fields=('committee', 'dossier'), name='dossier_once_on_a_committee'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='committeefile',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_committeefileevent" ("committee_id", "dossier_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."committee_id", NEW."dossier_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='4b629d212fa19e713018ee1f54c25d745f52c208', operation='INSERT', pgid='pgtrigger_insert_insert_a25c1', table='dossiers_committeefile', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='committeefile',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_committeefileevent" ("committee_id", "dossier_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."committee_id", NEW."dossier_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='6d68d8cc480195285c46e17600151cb20333b753', operation='UPDATE', pgid='pgtrigger_update_update_b5415', table='dossiers_committeefile', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='committeefile',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_committeefileevent" ("committee_id", "dossier_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."committee_id", OLD."dossier_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='b4df55a391e45522ff275f46a84c15cbb91c1c79', operation='DELETE', pgid='pgtrigger_delete_delete_1b84b', table='dossiers_committeefile', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loancommitteeevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='79936ee9bcd78753e4175e54cd30402020da7070', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2c918', table='dossiers_loancommitteeevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='loandecision',
            constraint=models.CheckConstraint(condition=models.Q(('verdict__in', ['yes', 'if', 'no', 'back']), ('body__in', ['committee', 'college', 'insurer', 'other'])), name='loan_decision_is_of_the_lists'),
        ),
        migrations.AddConstraint(
            model_name='loandecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_by', None), ('stands_since', None)), models.Q(('confirmed_by__isnull', False), ('stands_since__isnull', False), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True), ('elsewhere', False)), models.Q(('confirmed_by', None), ('elsewhere', True), ('stands_since__isnull', False)), _connector='OR'), name='loan_decision_has_four_eyes', violation_error_message='Another colleague confirms it than who proposed it.'),
        ),
        migrations.AddConstraint(
            model_name='loandecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('verdict__in', ['yes', 'if']), _negated=True), ('amount__isnull', False), _connector='OR'), name='loan_approval_says_the_amount', violation_error_message='Say the amount that is approved.'),
        ),
        migrations.AddConstraint(
            model_name='loandecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('verdict', 'if'), _negated=True), models.Q(('conditions', ''), _negated=True), _connector='OR'), name='loan_conditions_are_told', violation_error_message='Say the conditions.'),
        ),
        migrations.AddConstraint(
            model_name='loandecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('verdict', 'no'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='loan_refusal_says_why', violation_error_message='Say why it is refused.'),
        ),
        migrations.AddConstraint(
            model_name='loandecision',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None), ('stands_since', None)), fields=('dossier',), name='one_loan_decision_is_proposed'),
        ),
        migrations.AddConstraint(
            model_name='loandecision',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None), ('stands_since__isnull', False)), fields=('dossier',), name='one_loan_decision_stands'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loandecision',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_loandecisionevent" ("amount", "body", "committee_id", "conditions", "confirmed_by_id", "decided_on", "dossier_id", "elsewhere", "ended_at", "ended_because", "ended_by_id", "id", "months", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "rate", "reason", "stands_since", "valid_until", "verdict") VALUES (NEW."amount", NEW."body", NEW."committee_id", NEW."conditions", NEW."confirmed_by_id", NEW."decided_on", NEW."dossier_id", NEW."elsewhere", NEW."ended_at", NEW."ended_because", NEW."ended_by_id", NEW."id", NEW."months", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."rate", NEW."reason", NEW."stands_since", NEW."valid_until", NEW."verdict"); RETURN NULL;', hash='14d20c600924d667c96b6a7793d714cca1fef116', operation='INSERT', pgid='pgtrigger_insert_insert_08b5f', table='dossiers_loandecision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loandecision',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_loandecisionevent" ("amount", "body", "committee_id", "conditions", "confirmed_by_id", "decided_on", "dossier_id", "elsewhere", "ended_at", "ended_because", "ended_by_id", "id", "months", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "rate", "reason", "stands_since", "valid_until", "verdict") VALUES (NEW."amount", NEW."body", NEW."committee_id", NEW."conditions", NEW."confirmed_by_id", NEW."decided_on", NEW."dossier_id", NEW."elsewhere", NEW."ended_at", NEW."ended_because", NEW."ended_by_id", NEW."id", NEW."months", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."rate", NEW."reason", NEW."stands_since", NEW."valid_until", NEW."verdict"); RETURN NULL;', hash='e6bb9dcc7d8f718e2f2fa8e3f44fb09db99d613f', operation='UPDATE', pgid='pgtrigger_update_update_ffe11', table='dossiers_loandecision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loandecision',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_loandecisionevent" ("amount", "body", "committee_id", "conditions", "confirmed_by_id", "decided_on", "dossier_id", "elsewhere", "ended_at", "ended_because", "ended_by_id", "id", "months", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "rate", "reason", "stands_since", "valid_until", "verdict") VALUES (OLD."amount", OLD."body", OLD."committee_id", OLD."conditions", OLD."confirmed_by_id", OLD."decided_on", OLD."dossier_id", OLD."elsewhere", OLD."ended_at", OLD."ended_because", OLD."ended_by_id", OLD."id", OLD."months", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proposed_at", OLD."proposed_by_id", OLD."rate", OLD."reason", OLD."stands_since", OLD."valid_until", OLD."verdict"); RETURN NULL;', hash='f2d7acb97ee97ff1d827ad5dbdffbd32d1cef820', operation='DELETE', pgid='pgtrigger_delete_delete_f6447', table='dossiers_loandecision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loandecisionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0765b07c37e3807d6987539a9b55a235490046ca', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cff7b', table='dossiers_loandecisionevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='loanentry',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['receipt', 'interest', 'cost', 'remission'])), name='loan_entry_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='loanentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount__gt', 0), ('counters', None)), models.Q(('amount__lt', 0), ('counters__isnull', False), models.Q(('note', ''), _negated=True)), _connector='OR'), name='loan_entry_or_what_counters_one'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loanentry',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bb9b996d588af6090680a1f792085d7ade2eee37', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f165b', table='dossiers_loanentry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loanentry',
            trigger=pgtrigger.compiler.Trigger(name='counter_is_the_opposite', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."counters_id" IS NOT NULL)', func="\n        IF NOT EXISTS (\n            SELECT 1 FROM dossiers_loanentry one\n            WHERE one.id = NEW.counters_id AND one.dossier_id = NEW.dossier_id AND one.kind = NEW.kind\n                AND one.amount = -NEW.amount AND one.counters_id IS NULL\n        ) THEN\n            RAISE EXCEPTION 'a counter-entry is the opposite of the entry it counters'\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'counter_entry_is_the_opposite';\n        END IF;\n        RETURN NEW;\n    ", hash='fcd611bacb99a287981d5d7e6f282b9c26de6138', operation='INSERT', pgid='pgtrigger_counter_is_the_opposite_c13b2', table='dossiers_loanentry', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='loanletter',
            index=models.Index(condition=models.Q(('document__isnull', True)), fields=['asked_at'], name='loan_letter_waiting'),
        ),
        migrations.AddConstraint(
            model_name='loanletter',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['decision', 'no_right', 'ended'])), name='loan_letter_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='loanprecheck',
            constraint=models.CheckConstraint(condition=models.Q(('verdict__in', ['yes', 'unknown', 'no'])), name='precheck_verdict_is_known'),
        ),
        migrations.AddConstraint(
            model_name='loanpurpose',
            constraint=models.UniqueConstraint(fields=('loan', 'work'), name='work_once_in_a_loan'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loanpurpose',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_loanpurposeevent" ("amount", "id", "loan_id", "noted_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quote_id", "work_id") VALUES (NEW."amount", NEW."id", NEW."loan_id", NEW."noted_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."quote_id", NEW."work_id"); RETURN NULL;', hash='8c2112c8ad91778ec2870817bf079ad5a2818e28', operation='INSERT', pgid='pgtrigger_insert_insert_faa05', table='dossiers_loanpurpose', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loanpurpose',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_loanpurposeevent" ("amount", "id", "loan_id", "noted_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quote_id", "work_id") VALUES (NEW."amount", NEW."id", NEW."loan_id", NEW."noted_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."quote_id", NEW."work_id"); RETURN NULL;', hash='219fe4aff3463aa02e9d1a73a8a5107a37c5f9a1', operation='UPDATE', pgid='pgtrigger_update_update_cc6b0', table='dossiers_loanpurpose', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loanpurpose',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_loanpurposeevent" ("amount", "id", "loan_id", "noted_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quote_id", "work_id") VALUES (OLD."amount", OLD."id", OLD."loan_id", OLD."noted_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."quote_id", OLD."work_id"); RETURN NULL;', hash='3656e0e2ddc9d1d5aad818b9f79c607113ea6696', operation='DELETE', pgid='pgtrigger_delete_delete_89b6f', table='dossiers_loanpurpose', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loanpurposeevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='22b7f7afdebe8aa745711012428eaaafd00d11d6', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9726c', table='dossiers_loanpurposeevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loandetailevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='791f14ebac365e104c4ed12b3cdb975f75f7d316', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_fe1b7', table='dossiers_loandetailevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='loandetail',
            constraint=models.CheckConstraint(condition=models.Q(('dossier_type', 'loan')), name='loan_detail_of_loan'),
        ),
        migrations.AddConstraint(
            model_name='loandetail',
            constraint=models.CheckConstraint(condition=models.Q(('ownership__in', ['', 'full', 'part', 'usufruct', 'bare', 'vme', 'buyer']), ('register_outcome__in', ['', 'clear', 'past', 'arrears']), ('advice__in', ['', 'yes', 'if', 'no']), ('repayment__in', ['', 'annuity', 'bullet', 'none']), ('outcome__in', ['', 'repaid', 'early', 'lost', 'refused', 'withdrawn', 'no_right', 'referred'])), name='loan_is_of_the_lists'),
        ),
        migrations.AddConstraint(
            model_name='loandetail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('register_on', None), ('register_outcome', '')), models.Q(('register_on__isnull', False), models.Q(('register_outcome', ''), _negated=True)), _connector='OR'), name='loan_register_says_something_on_a_day', violation_error_message='Say on which day the register was consulted and what it said.'),
        ),
        migrations.AddConstraint(
            model_name='loandetail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('fixed_costs', None), ('income', None)), models.Q(('budget_on__isnull', False), models.Q(('budget_source', ''), _negated=True)), _connector='OR'), name='loan_budget_has_a_source_and_a_day', violation_error_message='Say the budget together with its source and its day.'),
        ),
        migrations.AddConstraint(
            model_name='loandetail',
            constraint=models.CheckConstraint(condition=models.Q(('signed_on', None), ('decided_amount__isnull', False), _connector='OR'), name='loan_is_signed_once_it_is_decided', violation_error_message='A loan is signed once it is approved: enter the decision first.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loandetail',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_loandetailevent" ("account", "advice", "analysis", "appointment_on", "asked_amount", "asked_months", "asked_on", "budget_on", "budget_source", "complete_on", "contract_id", "contract_made_on", "cooling_off_until", "decided_amount", "decided_months", "decided_rate", "dossier_id", "dossier_type", "dwellings", "first_due_on", "fixed_costs", "guarantee", "guarantee_released_on", "income", "loan_number", "outcome", "outcome_because", "ownership", "ownership_share", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "register_on", "register_outcome", "repayment", "sheet_id", "signed_by", "signed_on", "target_group_id") VALUES (NEW."account", NEW."advice", NEW."analysis", NEW."appointment_on", NEW."asked_amount", NEW."asked_months", NEW."asked_on", NEW."budget_on", NEW."budget_source", NEW."complete_on", NEW."contract_id", NEW."contract_made_on", NEW."cooling_off_until", NEW."decided_amount", NEW."decided_months", NEW."decided_rate", NEW."dossier_id", NEW."dossier_type", NEW."dwellings", NEW."first_due_on", NEW."fixed_costs", NEW."guarantee", NEW."guarantee_released_on", NEW."income", NEW."loan_number", NEW."outcome", NEW."outcome_because", NEW."ownership", NEW."ownership_share", _pgh_attach_context(), NOW(), \'insert\', NEW."dossier_id", NEW."reference", NEW."register_on", NEW."register_outcome", NEW."repayment", NEW."sheet_id", NEW."signed_by", NEW."signed_on", NEW."target_group_id"); RETURN NULL;', hash='613e584723496b67fae56c818bc70298e8c1d31e', operation='INSERT', pgid='pgtrigger_insert_insert_ea711', table='dossiers_loandetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loandetail',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_loandetailevent" ("account", "advice", "analysis", "appointment_on", "asked_amount", "asked_months", "asked_on", "budget_on", "budget_source", "complete_on", "contract_id", "contract_made_on", "cooling_off_until", "decided_amount", "decided_months", "decided_rate", "dossier_id", "dossier_type", "dwellings", "first_due_on", "fixed_costs", "guarantee", "guarantee_released_on", "income", "loan_number", "outcome", "outcome_because", "ownership", "ownership_share", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "register_on", "register_outcome", "repayment", "sheet_id", "signed_by", "signed_on", "target_group_id") VALUES (NEW."account", NEW."advice", NEW."analysis", NEW."appointment_on", NEW."asked_amount", NEW."asked_months", NEW."asked_on", NEW."budget_on", NEW."budget_source", NEW."complete_on", NEW."contract_id", NEW."contract_made_on", NEW."cooling_off_until", NEW."decided_amount", NEW."decided_months", NEW."decided_rate", NEW."dossier_id", NEW."dossier_type", NEW."dwellings", NEW."first_due_on", NEW."fixed_costs", NEW."guarantee", NEW."guarantee_released_on", NEW."income", NEW."loan_number", NEW."outcome", NEW."outcome_because", NEW."ownership", NEW."ownership_share", _pgh_attach_context(), NOW(), \'update\', NEW."dossier_id", NEW."reference", NEW."register_on", NEW."register_outcome", NEW."repayment", NEW."sheet_id", NEW."signed_by", NEW."signed_on", NEW."target_group_id"); RETURN NULL;', hash='4bcbdc01f5bc45ddb63faa67e4a5aa9a9acfa15d', operation='UPDATE', pgid='pgtrigger_update_update_b5944', table='dossiers_loandetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loandetail',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_loandetailevent" ("account", "advice", "analysis", "appointment_on", "asked_amount", "asked_months", "asked_on", "budget_on", "budget_source", "complete_on", "contract_id", "contract_made_on", "cooling_off_until", "decided_amount", "decided_months", "decided_rate", "dossier_id", "dossier_type", "dwellings", "first_due_on", "fixed_costs", "guarantee", "guarantee_released_on", "income", "loan_number", "outcome", "outcome_because", "ownership", "ownership_share", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "register_on", "register_outcome", "repayment", "sheet_id", "signed_by", "signed_on", "target_group_id") VALUES (OLD."account", OLD."advice", OLD."analysis", OLD."appointment_on", OLD."asked_amount", OLD."asked_months", OLD."asked_on", OLD."budget_on", OLD."budget_source", OLD."complete_on", OLD."contract_id", OLD."contract_made_on", OLD."cooling_off_until", OLD."decided_amount", OLD."decided_months", OLD."decided_rate", OLD."dossier_id", OLD."dossier_type", OLD."dwellings", OLD."first_due_on", OLD."fixed_costs", OLD."guarantee", OLD."guarantee_released_on", OLD."income", OLD."loan_number", OLD."outcome", OLD."outcome_because", OLD."ownership", OLD."ownership_share", _pgh_attach_context(), NOW(), \'delete\', OLD."dossier_id", OLD."reference", OLD."register_on", OLD."register_outcome", OLD."repayment", OLD."sheet_id", OLD."signed_by", OLD."signed_on", OLD."target_group_id"); RETURN NULL;', hash='9edb57e8ee682acef86dd03022b497fb0f58af74', operation='DELETE', pgid='pgtrigger_delete_delete_b68f5', table='dossiers_loandetail', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='loanterms',
            constraint=models.CheckConstraint(condition=models.Q(('loket_role__in', ['', 'lender', 'manager', 'follow_up', 'prepares']), ('repayment__in', ['', 'annuity', 'bullet', 'none'])), name='loan_terms_are_of_the_lists'),
        ),
        migrations.AddConstraint(
            model_name='loanterms',
            constraint=models.CheckConstraint(condition=models.Q(('min_amount', None), ('max_amount', None), ('max_amount__gte', models.F('min_amount')), _connector='OR'), name='loan_terms_amounts_in_order', violation_error_message='The highest amount lies below the lowest: exchange the two.'),
        ),
        migrations.AddConstraint(
            model_name='loanterms',
            constraint=models.CheckConstraint(condition=models.Q(('max_per_dwelling', None), ('max_amount__isnull', False), _connector='OR'), name='loan_terms_per_dwelling_on_top_of_an_amount', violation_error_message='Fill in the highest amount too: this comes on top of it.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loanterms',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_loantermsevent" ("decided_by", "early_repayment_cost", "fee", "has_statement", "insurer", "last_drawdown_months", "loket_role", "max_amount", "max_drawdowns", "max_months", "max_per_dwelling", "min_amount", "min_dwelling_age", "needs_credit_register", "needs_household", "obligations", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "rate", "rate_rule", "repayment", "signed_by", "successor_id", "version_id") VALUES (NEW."decided_by", NEW."early_repayment_cost", NEW."fee", NEW."has_statement", NEW."insurer", NEW."last_drawdown_months", NEW."loket_role", NEW."max_amount", NEW."max_drawdowns", NEW."max_months", NEW."max_per_dwelling", NEW."min_amount", NEW."min_dwelling_age", NEW."needs_credit_register", NEW."needs_household", NEW."obligations", _pgh_attach_context(), NOW(), \'insert\', NEW."version_id", NEW."product_id", NEW."rate", NEW."rate_rule", NEW."repayment", NEW."signed_by", NEW."successor_id", NEW."version_id"); RETURN NULL;', hash='f562bc471c65d4af1ff76d7469566cffe9f2d881', operation='INSERT', pgid='pgtrigger_insert_insert_d7d9e', table='dossiers_loanterms', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loanterms',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_loantermsevent" ("decided_by", "early_repayment_cost", "fee", "has_statement", "insurer", "last_drawdown_months", "loket_role", "max_amount", "max_drawdowns", "max_months", "max_per_dwelling", "min_amount", "min_dwelling_age", "needs_credit_register", "needs_household", "obligations", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "rate", "rate_rule", "repayment", "signed_by", "successor_id", "version_id") VALUES (NEW."decided_by", NEW."early_repayment_cost", NEW."fee", NEW."has_statement", NEW."insurer", NEW."last_drawdown_months", NEW."loket_role", NEW."max_amount", NEW."max_drawdowns", NEW."max_months", NEW."max_per_dwelling", NEW."min_amount", NEW."min_dwelling_age", NEW."needs_credit_register", NEW."needs_household", NEW."obligations", _pgh_attach_context(), NOW(), \'update\', NEW."version_id", NEW."product_id", NEW."rate", NEW."rate_rule", NEW."repayment", NEW."signed_by", NEW."successor_id", NEW."version_id"); RETURN NULL;', hash='8fe8efad270d240d6e2048fecf74886b4d9f98da', operation='UPDATE', pgid='pgtrigger_update_update_21819', table='dossiers_loanterms', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loanterms',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_loantermsevent" ("decided_by", "early_repayment_cost", "fee", "has_statement", "insurer", "last_drawdown_months", "loket_role", "max_amount", "max_drawdowns", "max_months", "max_per_dwelling", "min_amount", "min_dwelling_age", "needs_credit_register", "needs_household", "obligations", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "rate", "rate_rule", "repayment", "signed_by", "successor_id", "version_id") VALUES (OLD."decided_by", OLD."early_repayment_cost", OLD."fee", OLD."has_statement", OLD."insurer", OLD."last_drawdown_months", OLD."loket_role", OLD."max_amount", OLD."max_drawdowns", OLD."max_months", OLD."max_per_dwelling", OLD."min_amount", OLD."min_dwelling_age", OLD."needs_credit_register", OLD."needs_household", OLD."obligations", _pgh_attach_context(), NOW(), \'delete\', OLD."version_id", OLD."product_id", OLD."rate", OLD."rate_rule", OLD."repayment", OLD."signed_by", OLD."successor_id", OLD."version_id"); RETURN NULL;', hash='85c3b892927cbae16bd3b71fd9b11461a32c06ea', operation='DELETE', pgid='pgtrigger_delete_delete_a6389', table='dossiers_loanterms', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loantermsevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4412e23722b77c488918438bd44028fb7c555a8a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_12946', table='dossiers_loantermsevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='obligation',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['renovation', 'label', 'domicile', 'letting', 'rent', 'no_sale'])), name='obligation_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='obligation',
            constraint=models.CheckConstraint(condition=models.Q(('met_on', None), ('met_on__gte', models.F('starts_on')), _connector='OR'), name='obligation_met_once_it_began', violation_error_message='It cannot be met before it began: check both dates.'),
        ),
        migrations.AddConstraint(
            model_name='obligation',
            constraint=models.CheckConstraint(condition=models.Q(('months', None), ('months__gt', 0), _connector='OR'), name='obligation_term_above_zero'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='obligation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_obligationevent" ("basis", "checked_on", "created", "created_by_id", "dossier_id", "id", "is_checked_yearly", "kind", "met_on", "months", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_id", "starts_on") VALUES (NEW."basis", NEW."checked_on", NEW."created", NEW."created_by_id", NEW."dossier_id", NEW."id", NEW."is_checked_yearly", NEW."kind", NEW."met_on", NEW."months", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proof_id", NEW."starts_on"); RETURN NULL;', hash='9ff59e2682a8b1d4f233a9f2f280379e5ff9ede3', operation='INSERT', pgid='pgtrigger_insert_insert_9b750', table='dossiers_obligation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='obligation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_obligationevent" ("basis", "checked_on", "created", "created_by_id", "dossier_id", "id", "is_checked_yearly", "kind", "met_on", "months", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_id", "starts_on") VALUES (NEW."basis", NEW."checked_on", NEW."created", NEW."created_by_id", NEW."dossier_id", NEW."id", NEW."is_checked_yearly", NEW."kind", NEW."met_on", NEW."months", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proof_id", NEW."starts_on"); RETURN NULL;', hash='12d1042db75f8977c5d06d599e69c4b29ed7d86d', operation='UPDATE', pgid='pgtrigger_update_update_4c45f', table='dossiers_obligation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='obligation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_obligationevent" ("basis", "checked_on", "created", "created_by_id", "dossier_id", "id", "is_checked_yearly", "kind", "met_on", "months", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_id", "starts_on") VALUES (OLD."basis", OLD."checked_on", OLD."created", OLD."created_by_id", OLD."dossier_id", OLD."id", OLD."is_checked_yearly", OLD."kind", OLD."met_on", OLD."months", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proof_id", OLD."starts_on"); RETURN NULL;', hash='6ae9bda39b6f621de90cd02b39f62451cd404f40', operation='DELETE', pgid='pgtrigger_delete_delete_f80e3', table='dossiers_obligation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='obligationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9d78daae1277714ef67460db5681727c0f88b21d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5159f', table='dossiers_obligationevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='runningcredit',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_runningcreditevent" ("amount", "id", "loan_id", "monthly", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until", "what") VALUES (NEW."amount", NEW."id", NEW."loan_id", NEW."monthly", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."until", NEW."what"); RETURN NULL;', hash='4d1dd8ac2bb567da590bcbe9837c4bc0dcd122c9', operation='INSERT', pgid='pgtrigger_insert_insert_357ef', table='dossiers_runningcredit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='runningcredit',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_runningcreditevent" ("amount", "id", "loan_id", "monthly", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until", "what") VALUES (NEW."amount", NEW."id", NEW."loan_id", NEW."monthly", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."until", NEW."what"); RETURN NULL;', hash='0dff9f94242586c0b683ef7ed5c3e40e80563c42', operation='UPDATE', pgid='pgtrigger_update_update_d35b7', table='dossiers_runningcredit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='runningcredit',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_runningcreditevent" ("amount", "id", "loan_id", "monthly", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until", "what") VALUES (OLD."amount", OLD."id", OLD."loan_id", OLD."monthly", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."until", OLD."what"); RETURN NULL;', hash='23b55e9aa1ffb36aaf5faf7ae474bfa33e4bda0d', operation='DELETE', pgid='pgtrigger_delete_delete_149b8', table='dossiers_runningcredit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='runningcreditevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b7721814853641dd685634b526eeab97747ab6df', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_193f6', table='dossiers_runningcreditevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='sheetpaper',
            constraint=models.UniqueConstraint(fields=('version', 'kind'), name='paper_once_on_a_sheet', violation_error_message='This kind of paper stands on the sheet already.'),
        ),
        migrations.AddConstraint(
            model_name='statementupload',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'checked'), ('taken_at', None)), models.Q(('state', 'taken'), ('taken_at__isnull', False)), _connector='OR'), name='statement_taken_over_at_a_moment'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loanstatementevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='396c9c4f8b644072aadcfe58b7d99d1b559cff7a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5fbab', table='dossiers_loanstatementevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='loanstatement',
            constraint=models.UniqueConstraint(fields=('dossier', 'stated_on'), name='loan_stated_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='loanstatement',
            constraint=models.CheckConstraint(condition=models.Q(('balance__gte', 0)), name='stated_balance_not_below_zero'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loanstatement',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_loanstatementevent" ("balance", "days_late", "dossier_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stated_on", "upload_id") VALUES (NEW."balance", NEW."days_late", NEW."dossier_id", NEW."ends_on", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."stated_on", NEW."upload_id"); RETURN NULL;', hash='b93dc48351dd249c1f77d1accbe7d38e9f253f84', operation='INSERT', pgid='pgtrigger_insert_insert_68186', table='dossiers_loanstatement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loanstatement',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_loanstatementevent" ("balance", "days_late", "dossier_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stated_on", "upload_id") VALUES (NEW."balance", NEW."days_late", NEW."dossier_id", NEW."ends_on", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."stated_on", NEW."upload_id"); RETURN NULL;', hash='5e187daf89bbe6ae8863f209f4f53133b17cb780', operation='UPDATE', pgid='pgtrigger_update_update_3a450', table='dossiers_loanstatement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='loanstatement',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_loanstatementevent" ("balance", "days_late", "dossier_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stated_on", "upload_id") VALUES (OLD."balance", OLD."days_late", OLD."dossier_id", OLD."ends_on", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."stated_on", OLD."upload_id"); RETURN NULL;', hash='6d055e0fb94ca6919c1f12d133b7ae09f43135f7', operation='DELETE', pgid='pgtrigger_delete_delete_008f8', table='dossiers_loanstatement', when='AFTER')),
        ),
        tie_to_its_dossier("dossiers_grantdetail", name="grant_detail_of_its_dossier"),
        tie_to_its_dossier("dossiers_loandetail", name="loan_detail_of_its_dossier"),
        migrations.RunSQL(PREMIUMS, migrations.RunSQL.noop),
        migrations.RunSQL(LOANS, migrations.RunSQL.noop),
        migrations.RunSQL([(RENAME, ("loket", "balie", "loket"))], [(RENAME, ("balie", "loket", "balie"))]),
    ]
