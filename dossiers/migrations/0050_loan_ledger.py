"""What happens to the money of a loan, and what was promised with it."""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce


class Migration(MigrationAtOnce):

    dependencies = [
        ('documents', '0005_documents_by_kind'),
        ('dossiers', '0049_loans'),
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
                ('by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='arrears_reminders', to='dossiers.dossier')),
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
                ('by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.dossier')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.arrearsreminder')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Drawdown',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(editable=False, verbose_name='number')),
                ('asked_on', models.DateField(verbose_name='asked on')),
                ('invoice_told', models.DecimalField(decimal_places=2, editable=False, max_digits=12, verbose_name='amount of the invoice, including VAT')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='amount')),
                ('payee', models.CharField(choices=[('contractor', 'the contractor'), ('client', 'the client')], default='contractor', max_length=10, verbose_name='paid to')),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('approved_at', models.DateTimeField(editable=False, null=True, verbose_name='approved at')),
                ('paid_on', models.DateField(editable=False, null=True, verbose_name='paid on')),
                ('dropped_at', models.DateTimeField(editable=False, null=True, verbose_name='dropped at')),
                ('dropped_because', models.CharField(blank=True, editable=False, max_length=200, verbose_name='why it is dropped')),
                ('approved_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by')),
                ('asked_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('dossier', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='drawdowns', to='dossiers.dossier')),
                ('dropped_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('invoice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drawdowns', to='dossiers.invoice', verbose_name='invoice')),
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
                ('number', models.PositiveSmallIntegerField(editable=False, verbose_name='number')),
                ('asked_on', models.DateField(verbose_name='asked on')),
                ('invoice_told', models.DecimalField(decimal_places=2, editable=False, max_digits=12, verbose_name='amount of the invoice, including VAT')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='amount')),
                ('payee', models.CharField(choices=[('contractor', 'the contractor'), ('client', 'the client')], default='contractor', max_length=10, verbose_name='paid to')),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('approved_at', models.DateTimeField(editable=False, null=True, verbose_name='approved at')),
                ('paid_on', models.DateField(editable=False, null=True, verbose_name='paid on')),
                ('dropped_at', models.DateTimeField(editable=False, null=True, verbose_name='dropped at')),
                ('dropped_because', models.CharField(blank=True, editable=False, max_length=200, verbose_name='why it is dropped')),
                ('approved_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by')),
                ('asked_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('dossier', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.dossier')),
                ('dropped_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('invoice', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.invoice', verbose_name='invoice')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.drawdown')),
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
                ('dossier', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='early_repayments', to='dossiers.dossier')),
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
                ('dossier', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.dossier')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.earlyrepayment')),
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
                ('closed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
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
                ('closed_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='dossiers.dossier')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.loanaccount')),
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
                ('by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('counters', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='countered_by', to='dossiers.loanentry')),
                ('dossier', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='loan_entries', to='dossiers.dossier')),
                ('early', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='dossiers.earlyrepayment')),
            ],
            options={
                'verbose_name': 'entry of a loan',
                'verbose_name_plural': 'entries of loans',
                'ordering': ('on', 'pk'),
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
                ('dossier', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='loan_statements', to='dossiers.dossier')),
            ],
            options={
                'verbose_name': 'statement of a loan',
                'verbose_name_plural': 'statements of loans',
                'ordering': ('-stated_on',),
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
                ('created_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='obligations', to='dossiers.dossier')),
                ('proof', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='proof')),
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
                ('created_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.dossier')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.obligation')),
                ('proof', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.document', verbose_name='proof')),
            ],
            options={
                'abstract': False,
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
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
            ],
            options={
                'verbose_name': 'statement of the loan administration',
                'verbose_name_plural': 'statements of the loan administration',
                'ordering': ('-pk',),
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
                ('dossier', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.dossier')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.loanstatement')),
                ('upload', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.statementupload')),
            ],
            options={
                'abstract': False,
            },
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
            model_name='drawdown',
            constraint=models.UniqueConstraint(fields=('dossier', 'number'), name='drawdown_number_once'),
        ),
        migrations.AddConstraint(
            model_name='drawdown',
            constraint=models.UniqueConstraint(condition=models.Q(('dropped_at', None)), fields=('invoice',), name='invoice_drawn_once', violation_error_message='A drawdown was asked for this invoice already.'),
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
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_at', None), ('approved_by', None)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False), models.Q(('approved_by', models.F('asked_by')), _negated=True)), _connector='OR'), name='drawdown_is_seen_by_four_eyes'),
        ),
        migrations.AddConstraint(
            model_name='drawdown',
            constraint=models.CheckConstraint(condition=models.Q(('paid_on', None), models.Q(('approved_by__isnull', False), ('dropped_at', None)), _connector='OR'), name='drawdown_is_approved_before_it_is_paid'),
        ),
        migrations.AddConstraint(
            model_name='drawdown',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('dropped_at', None), ('dropped_because', '')), models.Q(('dropped_at__isnull', False), models.Q(('dropped_because', ''), _negated=True)), _connector='OR'), name='drawdown_dropped_says_why'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='drawdown',
            trigger=pgtrigger.compiler.Trigger(name='within_what_was_decided', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."dropped_at" IS NULL)', declare='DECLARE decided numeric; drawn numeric;', func="\n        PERFORM 1 FROM dossiers_dossier WHERE id = NEW.dossier_id FOR UPDATE;\n        SELECT decided_amount INTO decided FROM dossiers_loandetail WHERE dossier_id = NEW.dossier_id;\n        SELECT COALESCE(SUM(amount), 0) INTO drawn FROM dossiers_drawdown\n            WHERE dossier_id = NEW.dossier_id AND dropped_at IS NULL AND id <> NEW.id;\n        IF drawn + NEW.amount > COALESCE(decided, 0) THEN\n            RAISE EXCEPTION 'drawdowns of more than was decided'\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'drawdowns_within_what_was_decided';\n        END IF;\n        RETURN NEW;\n    ", hash='c6ebfe9f0e1954b051b8846772df91aa8aa75ec2', operation='INSERT OR UPDATE OF "amount", "dropped_at", "dossier_id"', pgid='pgtrigger_within_what_was_decided_53e94', table='dossiers_drawdown', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='drawdown',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_drawdownevent" ("amount", "approved_at", "approved_by_id", "asked_at", "asked_by_id", "asked_on", "dossier_id", "dropped_at", "dropped_because", "dropped_by_id", "id", "invoice_id", "invoice_told", "number", "paid_on", "payee", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."amount", NEW."approved_at", NEW."approved_by_id", NEW."asked_at", NEW."asked_by_id", NEW."asked_on", NEW."dossier_id", NEW."dropped_at", NEW."dropped_because", NEW."dropped_by_id", NEW."id", NEW."invoice_id", NEW."invoice_told", NEW."number", NEW."paid_on", NEW."payee", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='7d1044d7d33f69f1e29da8cd6c51df2e11f9fc9d', operation='INSERT', pgid='pgtrigger_insert_insert_f3ee7', table='dossiers_drawdown', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='drawdown',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_drawdownevent" ("amount", "approved_at", "approved_by_id", "asked_at", "asked_by_id", "asked_on", "dossier_id", "dropped_at", "dropped_because", "dropped_by_id", "id", "invoice_id", "invoice_told", "number", "paid_on", "payee", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."amount", NEW."approved_at", NEW."approved_by_id", NEW."asked_at", NEW."asked_by_id", NEW."asked_on", NEW."dossier_id", NEW."dropped_at", NEW."dropped_because", NEW."dropped_by_id", NEW."id", NEW."invoice_id", NEW."invoice_told", NEW."number", NEW."paid_on", NEW."payee", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='2d58eda3002fda08cd1de3994f4b43773c4c0204', operation='UPDATE', pgid='pgtrigger_update_update_d5232', table='dossiers_drawdown', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='drawdown',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_drawdownevent" ("amount", "approved_at", "approved_by_id", "asked_at", "asked_by_id", "asked_on", "dossier_id", "dropped_at", "dropped_because", "dropped_by_id", "id", "invoice_id", "invoice_told", "number", "paid_on", "payee", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."amount", OLD."approved_at", OLD."approved_by_id", OLD."asked_at", OLD."asked_by_id", OLD."asked_on", OLD."dossier_id", OLD."dropped_at", OLD."dropped_because", OLD."dropped_by_id", OLD."id", OLD."invoice_id", OLD."invoice_told", OLD."number", OLD."paid_on", OLD."payee", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='7e34a433df4e2d9092abc35d8165416d3c0e1cae', operation='DELETE', pgid='pgtrigger_delete_delete_cbb56', table='dossiers_drawdown', when='AFTER')),
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
    ]
