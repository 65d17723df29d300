"""Loans until they are signed: product sheets, applications, decisions of two, credit committees, letters."""

import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from dossiers.migrating import tie_to_its_dossier
from oss.core.migrating import MigrationAtOnce


# subtypes of before had no profile to choose; one that has a profile keeps it
PROFILES = """
    UPDATE dossiers_subtype
    SET profile = CASE code WHEN 'loan_preparation' THEN 'loan_preparation' ELSE 'loan' END
    WHERE type = 'loan' AND profile = ''
"""


class Migration(MigrationAtOnce):

    dependencies = [
        ('documents', '0005_documents_by_kind'),
        ('dossiers', '0048_grants'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CommitteeFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='committee_files', to='dossiers.dossier')),
            ],
            options={
                'verbose_name': 'file of a credit committee',
                'verbose_name_plural': 'files of credit committees',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='LoanCommittee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='held on')),
                ('name', models.CharField(max_length=120, verbose_name='which committee')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('made_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'credit committee',
                'verbose_name_plural': 'credit committees',
                'ordering': ('-held_on', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='CommitteeFileEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('dossier', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.dossier')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.committeefile')),
                ('committee', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.loancommittee')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='committeefile',
            name='committee',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='dossiers.loancommittee'),
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
                ('made_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.loancommittee')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LoanDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
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
                ('proposed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('stands_since', models.DateTimeField(editable=False, null=True)),
                ('ended_at', models.DateTimeField(editable=False, null=True)),
                ('ended_because', models.CharField(blank=True, editable=False, max_length=200, verbose_name='why it was sent back')),
                ('committee', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='dossiers.loancommittee')),
                ('confirmed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='loan_decisions', to='dossiers.dossier')),
                ('ended_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
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
                ('proposed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('stands_since', models.DateTimeField(editable=False, null=True)),
                ('ended_at', models.DateTimeField(editable=False, null=True)),
                ('ended_because', models.CharField(blank=True, editable=False, max_length=200, verbose_name='why it was sent back')),
                ('committee', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.loancommittee')),
                ('confirmed_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.dossier')),
                ('ended_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.loandecision')),
                ('proposed_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
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
                ('contract', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='signed contract')),
                ('sheet', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='loans', to='dossiers.schemeversion', verbose_name='sheet')),
            ],
            options={
                'verbose_name': 'loan',
                'verbose_name_plural': 'loans',
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
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='dossiers.loandecision')),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='loan_letters', to='dossiers.dossier')),
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
                ('loan', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='prechecks', to='dossiers.loandetail')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='checked by')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.schemeversion')),
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
                ('loan', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='purposes', to='dossiers.loandetail')),
                ('quote', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.quote', verbose_name='quote')),
                ('work', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='loan_purposes', to='dossiers.work')),
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
                ('loan', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.loandetail')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.loanpurpose')),
                ('quote', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.quote', verbose_name='quote')),
                ('work', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.work')),
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
                'constraints': [models.UniqueConstraint(models.F('code'), name='loantargetgroup_code_once'), models.UniqueConstraint(fields=('name',), name='loan_target_group_name_once')],
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
                ('contract', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.document', verbose_name='signed contract')),
                ('dossier', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='dossiers.dossier')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.loandetail')),
                ('sheet', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.schemeversion', verbose_name='sheet')),
                ('target_group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.loantargetgroup', verbose_name='target group')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='loandetail',
            name='target_group',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.loantargetgroup', verbose_name='target group'),
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
                ('product', models.ForeignKey(limit_choices_to={'type': 'loan'}, on_delete=django.db.models.deletion.PROTECT, related_name='loan_terms', to='dossiers.subtype', verbose_name='product')),
                ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.scheme', verbose_name='successor')),
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
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.loanterms')),
                ('product', models.ForeignKey(db_constraint=False, limit_choices_to={'type': 'loan'}, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.subtype', verbose_name='product')),
                ('successor', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.scheme', verbose_name='successor')),
                ('version', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='dossiers.schemeversion', verbose_name='sheet')),
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
                ('loan', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='credits', to='dossiers.loandetail')),
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
                ('loan', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.loandetail')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.runningcredit')),
            ],
            options={
                'abstract': False,
            },
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
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_by', None), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='loan_decision_confirmed_by_another', violation_error_message='Another colleague confirms it than who proposed it.'),
        ),
        migrations.AddConstraint(
            model_name='loandecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_by', None), ('stands_since', None)), models.Q(('confirmed_by__isnull', False), ('elsewhere', False), ('stands_since__isnull', False)), models.Q(('confirmed_by', None), ('elsewhere', True), ('stands_since__isnull', False)), _connector='OR'), name='loan_decision_stands_once_confirmed'),
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
        tie_to_its_dossier('dossiers_loandetail', name='loan_detail_of_its_dossier'),
        migrations.RunSQL(PROFILES, migrations.RunSQL.noop),
    ]
