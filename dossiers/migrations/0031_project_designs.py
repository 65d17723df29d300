"""Project designs: guidance, studies, and how the works are paid; their subtypes get their profiles."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from decimal import Decimal
from django.db import migrations, models

from dossiers.migrating import tie_to_its_dossier
from oss.core.migrating import MigrationAtOnce

# subtypes of before had no profile to choose; one that has a profile keeps it
PROFILES = """
    UPDATE dossiers_subtype
    SET profile = CASE code WHEN 'design_collective_renovation' THEN 'design_collective' ELSE 'design' END
    WHERE type = 'design' AND profile = ''
"""


class Migration(MigrationAtOnce):

    dependencies = [
        ('addresses', '0013_works_move_up'),
        ('contacts', '0013_measures'),
        ('documents', '0005_documents_by_kind'),
        ('dossiers', '0030_execution'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='CollectiveDetailEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('dossier_type', models.CharField(editable=False, max_length=12)),
                ('collective_of', models.CharField(blank=True, choices=[('area', 'a neighbourhood'), ('building', 'a building')], max_length=8, verbose_name='collective of')),
                ('package', models.CharField(blank=True, help_text='What is offered to all who take part.', max_length=120, verbose_name='package')),
                ('tender', models.CharField(blank=True, choices=[('classic', 'classic tender'), ('group', 'group purchase'), ('esco', 'ESCO'), ('dbfm', 'DBFM'), ('other', 'other')], max_length=7, verbose_name='form of the tender')),
                ('tender_note', models.CharField(blank=True, max_length=200, verbose_name='remark on the tender')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DesignDetail',
            fields=[
                ('dossier_type', models.CharField(editable=False, max_length=12)),
                ('dossier', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='design', serialize=False, to='dossiers.dossier')),
                ('guidance_started_on', models.DateField(blank=True, null=True, verbose_name='start of the guidance')),
                ('agreed_on', models.DateField(blank=True, null=True, verbose_name='agreement on the guidance received on')),
                ('target_group', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], help_text='Only where it differs from what follows from the income category.', null=True, verbose_name='belongs to the target group')),
                ('target_because', models.CharField(blank=True, max_length=200, verbose_name='why it differs')),
                ('no_studies', models.BooleanField(default=False, verbose_name='no studies needed')),
                ('no_quote_because', models.CharField(blank=True, help_text='Only where the works go on, or end, without any quote of a contractor.', max_length=200, verbose_name='why no quote came')),
                ('gap_because', models.TextField(blank=True, help_text='Without amounts: everybody reads this.', verbose_name='why the plan does not add up')),
                ('monthly_cost', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='monthly cost')),
                ('monthly_cost_source', models.CharField(blank=True, max_length=120, verbose_name='source of the monthly cost')),
                ('monthly_cost_on', models.DateField(blank=True, null=True, verbose_name='monthly cost known on')),
            ],
            options={
                'verbose_name': 'project design',
                'verbose_name_plural': 'project designs',
            },
        ),
        migrations.CreateModel(
            name='DesignDetailEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('dossier_type', models.CharField(editable=False, max_length=12)),
                ('guidance_started_on', models.DateField(blank=True, null=True, verbose_name='start of the guidance')),
                ('agreed_on', models.DateField(blank=True, null=True, verbose_name='agreement on the guidance received on')),
                ('target_group', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], help_text='Only where it differs from what follows from the income category.', null=True, verbose_name='belongs to the target group')),
                ('target_because', models.CharField(blank=True, max_length=200, verbose_name='why it differs')),
                ('no_studies', models.BooleanField(default=False, verbose_name='no studies needed')),
                ('no_quote_because', models.CharField(blank=True, help_text='Only where the works go on, or end, without any quote of a contractor.', max_length=200, verbose_name='why no quote came')),
                ('gap_because', models.TextField(blank=True, help_text='Without amounts: everybody reads this.', verbose_name='why the plan does not add up')),
                ('monthly_cost', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='monthly cost')),
                ('monthly_cost_source', models.CharField(blank=True, max_length=120, verbose_name='source of the monthly cost')),
                ('monthly_cost_on', models.DateField(blank=True, null=True, verbose_name='monthly cost known on')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='FinancingLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('premium', 'premium expected'), ('own', 'own means'), ('loan', 'loan'), ('reserve', 'reserve fund of the association')], max_length=7, verbose_name='kind')),
                ('what', models.CharField(blank=True, max_length=120, verbose_name='which')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='amount')),
                ('source', models.CharField(help_text='Of a premium: the rule by which it is expected.', max_length=200, verbose_name='rule or source')),
                ('known_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='date of the rule or source')),
            ],
            options={
                'verbose_name': 'line of a financing plan',
                'verbose_name_plural': 'lines of financing plans',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='FinancingLineEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('premium', 'premium expected'), ('own', 'own means'), ('loan', 'loan'), ('reserve', 'reserve fund of the association')], max_length=7, verbose_name='kind')),
                ('what', models.CharField(blank=True, max_length=120, verbose_name='which')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='amount')),
                ('source', models.CharField(help_text='Of a premium: the rule by which it is expected.', max_length=200, verbose_name='rule or source')),
                ('known_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='date of the rule or source')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PlannedWork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount including VAT')),
                ('noted_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='noted on')),
            ],
            options={
                'verbose_name': 'work in a financing plan',
                'verbose_name_plural': 'works in financing plans',
            },
        ),
        migrations.CreateModel(
            name='PlannedWorkEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount including VAT')),
                ('noted_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='noted on')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Study',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_on', models.DateField(blank=True, null=True, verbose_name='asked on')),
                ('received_on', models.DateField(blank=True, null=True, verbose_name='received on')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount including VAT')),
                ('amount_source', models.CharField(blank=True, choices=[('quote', 'quote'), ('invoice', 'invoice')], max_length=7, verbose_name='as it stands on the')),
                ('amount_on', models.DateField(blank=True, null=True, verbose_name='of')),
                ('conclusion', models.TextField(blank=True, verbose_name='conclusion')),
            ],
            options={
                'verbose_name': 'study',
                'verbose_name_plural': 'studies',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='StudyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('asked_on', models.DateField(blank=True, null=True, verbose_name='asked on')),
                ('received_on', models.DateField(blank=True, null=True, verbose_name='received on')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount including VAT')),
                ('amount_source', models.CharField(blank=True, choices=[('quote', 'quote'), ('invoice', 'invoice')], max_length=7, verbose_name='as it stands on the')),
                ('amount_on', models.DateField(blank=True, null=True, verbose_name='of')),
                ('conclusion', models.TextField(blank=True, verbose_name='conclusion')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CollectiveDetail',
            fields=[
                ('dossier_type', models.CharField(editable=False, max_length=12)),
                ('dossier', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='collective', serialize=False, to='dossiers.dossier')),
                ('collective_of', models.CharField(blank=True, choices=[('area', 'a neighbourhood'), ('building', 'a building')], max_length=8, verbose_name='collective of')),
                ('package', models.CharField(blank=True, help_text='What is offered to all who take part.', max_length=120, verbose_name='package')),
                ('tender', models.CharField(blank=True, choices=[('classic', 'classic tender'), ('group', 'group purchase'), ('esco', 'ESCO'), ('dbfm', 'DBFM'), ('other', 'other')], max_length=7, verbose_name='form of the tender')),
                ('tender_note', models.CharField(blank=True, max_length=200, verbose_name='remark on the tender')),
            ],
            options={
                'verbose_name': 'collective renovation',
                'verbose_name_plural': 'collective renovations',
                'constraints': [models.CheckConstraint(condition=models.Q(('dossier_type', 'design')), name='collective_detail_of_design'), models.CheckConstraint(condition=models.Q(('collective_of__in', ['', 'area', 'building']), ('tender__in', ['', 'classic', 'group', 'esco', 'dbfm', 'other'])), name='collective_is_of_the_lists')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='collectivedetail',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_collectivedetailevent" ("collective_of", "dossier_id", "dossier_type", "package", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tender", "tender_note") VALUES (NEW."collective_of", NEW."dossier_id", NEW."dossier_type", NEW."package", _pgh_attach_context(), NOW(), \'insert\', NEW."dossier_id", NEW."tender", NEW."tender_note"); RETURN NULL;', hash='e41ef07c555f07e0f89c5424cd26105b725d9491', operation='INSERT', pgid='pgtrigger_insert_insert_539df', table='dossiers_collectivedetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='collectivedetail',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_collectivedetailevent" ("collective_of", "dossier_id", "dossier_type", "package", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tender", "tender_note") VALUES (NEW."collective_of", NEW."dossier_id", NEW."dossier_type", NEW."package", _pgh_attach_context(), NOW(), \'update\', NEW."dossier_id", NEW."tender", NEW."tender_note"); RETURN NULL;', hash='68691c4b8118214f940aaffd0d53eeb8c606f50d', operation='UPDATE', pgid='pgtrigger_update_update_e5f70', table='dossiers_collectivedetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='collectivedetail',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_collectivedetailevent" ("collective_of", "dossier_id", "dossier_type", "package", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tender", "tender_note") VALUES (OLD."collective_of", OLD."dossier_id", OLD."dossier_type", OLD."package", _pgh_attach_context(), NOW(), \'delete\', OLD."dossier_id", OLD."tender", OLD."tender_note"); RETURN NULL;', hash='8bf850fb71a6a8f3f60bd1921a443b7b8762685a', operation='DELETE', pgid='pgtrigger_delete_delete_1d2d9', table='dossiers_collectivedetail', when='AFTER')),
        ),
        migrations.AddField(
            model_name='collectivedetailevent',
            name='dossier',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='collectivedetailevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='collectivedetailevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.collectivedetail'),
        ),
        migrations.AddConstraint(
            model_name='designdetail',
            constraint=models.CheckConstraint(condition=models.Q(('dossier_type', 'design')), name='design_detail_of_design'),
        ),
        migrations.AddConstraint(
            model_name='designdetail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('target_because', ''), ('target_group', None)), models.Q(('target_group__isnull', False), models.Q(('target_because', ''), _negated=True)), _connector='OR'), name='target_group_otherwise_says_why', violation_error_message='Say yes or no together with why it differs, or empty both.'),
        ),
        migrations.AddConstraint(
            model_name='designdetail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('monthly_cost', None), ('monthly_cost_on', None), ('monthly_cost_source', '')), models.Q(('monthly_cost__gte', 0), ('monthly_cost_on__isnull', False), models.Q(('monthly_cost_source', ''), _negated=True)), _connector='OR'), name='monthly_cost_has_a_source_and_a_day', violation_error_message='Say the monthly cost together with its source and its day.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='designdetail',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_designdetailevent" ("agreed_on", "dossier_id", "dossier_type", "gap_because", "guidance_started_on", "monthly_cost", "monthly_cost_on", "monthly_cost_source", "no_quote_because", "no_studies", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "target_because", "target_group") VALUES (NEW."agreed_on", NEW."dossier_id", NEW."dossier_type", NEW."gap_because", NEW."guidance_started_on", NEW."monthly_cost", NEW."monthly_cost_on", NEW."monthly_cost_source", NEW."no_quote_because", NEW."no_studies", _pgh_attach_context(), NOW(), \'insert\', NEW."dossier_id", NEW."target_because", NEW."target_group"); RETURN NULL;', hash='5629ac131fadad385289b8d8127745a82582ab06', operation='INSERT', pgid='pgtrigger_insert_insert_6ae0d', table='dossiers_designdetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='designdetail',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_designdetailevent" ("agreed_on", "dossier_id", "dossier_type", "gap_because", "guidance_started_on", "monthly_cost", "monthly_cost_on", "monthly_cost_source", "no_quote_because", "no_studies", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "target_because", "target_group") VALUES (NEW."agreed_on", NEW."dossier_id", NEW."dossier_type", NEW."gap_because", NEW."guidance_started_on", NEW."monthly_cost", NEW."monthly_cost_on", NEW."monthly_cost_source", NEW."no_quote_because", NEW."no_studies", _pgh_attach_context(), NOW(), \'update\', NEW."dossier_id", NEW."target_because", NEW."target_group"); RETURN NULL;', hash='5ba8eb3988d049c01f7400c991d53c63f8a06454', operation='UPDATE', pgid='pgtrigger_update_update_40598', table='dossiers_designdetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='designdetail',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_designdetailevent" ("agreed_on", "dossier_id", "dossier_type", "gap_because", "guidance_started_on", "monthly_cost", "monthly_cost_on", "monthly_cost_source", "no_quote_because", "no_studies", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "target_because", "target_group") VALUES (OLD."agreed_on", OLD."dossier_id", OLD."dossier_type", OLD."gap_because", OLD."guidance_started_on", OLD."monthly_cost", OLD."monthly_cost_on", OLD."monthly_cost_source", OLD."no_quote_because", OLD."no_studies", _pgh_attach_context(), NOW(), \'delete\', OLD."dossier_id", OLD."target_because", OLD."target_group"); RETURN NULL;', hash='dc1455aecd5c98874f176193a7cdff571d1115ed', operation='DELETE', pgid='pgtrigger_delete_delete_1530f', table='dossiers_designdetail', when='AFTER')),
        ),
        migrations.AddField(
            model_name='designdetailevent',
            name='dossier',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='designdetailevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='designdetailevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.designdetail'),
        ),
        migrations.AddField(
            model_name='financingline',
            name='design',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='means', to='dossiers.designdetail'),
        ),
        migrations.AddField(
            model_name='financingline',
            name='wagon',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.dossier', verbose_name='dossier of the loan'),
        ),
        migrations.AddField(
            model_name='financinglineevent',
            name='design',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.designdetail'),
        ),
        migrations.AddField(
            model_name='financinglineevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='financinglineevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.financingline'),
        ),
        migrations.AddField(
            model_name='financinglineevent',
            name='wagon',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.dossier', verbose_name='dossier of the loan'),
        ),
        migrations.AddField(
            model_name='plannedwork',
            name='design',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='planned', to='dossiers.designdetail'),
        ),
        migrations.AddField(
            model_name='plannedwork',
            name='work',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='planned', to='dossiers.work'),
        ),
        migrations.AddField(
            model_name='plannedworkevent',
            name='design',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.designdetail'),
        ),
        migrations.AddField(
            model_name='plannedworkevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='plannedworkevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.plannedwork'),
        ),
        migrations.AddField(
            model_name='plannedworkevent',
            name='work',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.work'),
        ),
        migrations.AddField(
            model_name='study',
            name='design',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='studies', to='dossiers.designdetail'),
        ),
        migrations.AddField(
            model_name='study',
            name='document',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='document'),
        ),
        migrations.AddField(
            model_name='study',
            name='measure',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='addresses.measure', verbose_name='study'),
        ),
        migrations.AddField(
            model_name='study',
            name='office',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contacts.organisation', verbose_name='office'),
        ),
        migrations.AddField(
            model_name='studyevent',
            name='design',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.designdetail'),
        ),
        migrations.AddField(
            model_name='studyevent',
            name='document',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.document', verbose_name='document'),
        ),
        migrations.AddField(
            model_name='studyevent',
            name='measure',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='addresses.measure', verbose_name='study'),
        ),
        migrations.AddField(
            model_name='studyevent',
            name='office',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='contacts.organisation', verbose_name='office'),
        ),
        migrations.AddField(
            model_name='studyevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='studyevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.study'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='collectivedetailevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e44adb40673e305b8c329dff845c1508f1d7fec5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5569f', table='dossiers_collectivedetailevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='designdetailevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2fc3c6e3200d8c46cbdd2611c494d5f522c25635', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c68d7', table='dossiers_designdetailevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='financingline',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['premium', 'own', 'loan', 'reserve']), ('amount__gt', 0)), name='means_are_of_the_list'),
        ),
        migrations.AddConstraint(
            model_name='financingline',
            constraint=models.CheckConstraint(condition=models.Q(('wagon', None), ('kind', 'loan'), _connector='OR'), name='only_a_loan_has_a_dossier', violation_error_message='Only a loan has a dossier of its own.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='financingline',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_financinglineevent" ("amount", "design_id", "id", "kind", "known_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "wagon_id", "what") VALUES (NEW."amount", NEW."design_id", NEW."id", NEW."kind", NEW."known_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."wagon_id", NEW."what"); RETURN NULL;', hash='32c91f12291b8628bcba2efccc55fad60c327310', operation='INSERT', pgid='pgtrigger_insert_insert_1e1e4', table='dossiers_financingline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='financingline',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_financinglineevent" ("amount", "design_id", "id", "kind", "known_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "wagon_id", "what") VALUES (NEW."amount", NEW."design_id", NEW."id", NEW."kind", NEW."known_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."wagon_id", NEW."what"); RETURN NULL;', hash='82ab0cc1869f3f859006be275931a7020ce97eaf', operation='UPDATE', pgid='pgtrigger_update_update_2aa5d', table='dossiers_financingline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='financingline',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_financinglineevent" ("amount", "design_id", "id", "kind", "known_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "wagon_id", "what") VALUES (OLD."amount", OLD."design_id", OLD."id", OLD."kind", OLD."known_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source", OLD."wagon_id", OLD."what"); RETURN NULL;', hash='604af53b7de2bace0cd46f5613bc0b17651a1432', operation='DELETE', pgid='pgtrigger_delete_delete_a3cb2', table='dossiers_financingline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='financinglineevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a07269cc3ec8f176b956b3a8e0e28288e2fdd53a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_08ae8', table='dossiers_financinglineevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='plannedwork',
            constraint=models.UniqueConstraint(fields=('design', 'work'), name='work_once_in_a_plan'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plannedwork',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_plannedworkevent" ("amount", "design_id", "id", "noted_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "work_id") VALUES (NEW."amount", NEW."design_id", NEW."id", NEW."noted_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."work_id"); RETURN NULL;', hash='f68231b53f90157aaea97b10780a45c92f145fa5', operation='INSERT', pgid='pgtrigger_insert_insert_6f925', table='dossiers_plannedwork', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plannedwork',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_plannedworkevent" ("amount", "design_id", "id", "noted_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "work_id") VALUES (NEW."amount", NEW."design_id", NEW."id", NEW."noted_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."work_id"); RETURN NULL;', hash='1eece7eecb89bffc38c817707bd939f5aab229b8', operation='UPDATE', pgid='pgtrigger_update_update_50b9d', table='dossiers_plannedwork', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plannedwork',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_plannedworkevent" ("amount", "design_id", "id", "noted_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "work_id") VALUES (OLD."amount", OLD."design_id", OLD."id", OLD."noted_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."work_id"); RETURN NULL;', hash='9e2a2624a23437f21868fcd3140283e1ae720325', operation='DELETE', pgid='pgtrigger_delete_delete_04d54', table='dossiers_plannedwork', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plannedworkevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a3b7300a85bb304579fde5e5f6399edd4e0c7b7b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f6c17', table='dossiers_plannedworkevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='study',
            constraint=models.CheckConstraint(condition=models.Q(('asked_on', None), ('received_on', None), ('received_on__gte', models.F('asked_on')), _connector='OR'), name='study_is_received_after_it_is_asked', violation_error_message='It cannot be received before it was asked: check both dates.'),
        ),
        migrations.AddConstraint(
            model_name='study',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount', None), ('amount_on', None), ('amount_source', '')), models.Q(('amount__gte', 0), ('amount_on__isnull', False), ('amount_source__in', ['quote', 'invoice'])), _connector='OR'), name='study_amount_has_a_source_and_a_day', violation_error_message='Say the amount together with where it stands and of which day.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='study',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_studyevent" ("amount", "amount_on", "amount_source", "asked_on", "conclusion", "design_id", "document_id", "id", "measure_id", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on") VALUES (NEW."amount", NEW."amount_on", NEW."amount_source", NEW."asked_on", NEW."conclusion", NEW."design_id", NEW."document_id", NEW."id", NEW."measure_id", NEW."office_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."received_on"); RETURN NULL;', hash='1ad5f51ce07fd0435bb9f6c5548de3072ba707ac', operation='INSERT', pgid='pgtrigger_insert_insert_7184c', table='dossiers_study', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='study',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_studyevent" ("amount", "amount_on", "amount_source", "asked_on", "conclusion", "design_id", "document_id", "id", "measure_id", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on") VALUES (NEW."amount", NEW."amount_on", NEW."amount_source", NEW."asked_on", NEW."conclusion", NEW."design_id", NEW."document_id", NEW."id", NEW."measure_id", NEW."office_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."received_on"); RETURN NULL;', hash='388f4e91df6e6396f9f833472883fa6d11a4b86c', operation='UPDATE', pgid='pgtrigger_update_update_054b7', table='dossiers_study', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='study',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_studyevent" ("amount", "amount_on", "amount_source", "asked_on", "conclusion", "design_id", "document_id", "id", "measure_id", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on") VALUES (OLD."amount", OLD."amount_on", OLD."amount_source", OLD."asked_on", OLD."conclusion", OLD."design_id", OLD."document_id", OLD."id", OLD."measure_id", OLD."office_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."received_on"); RETURN NULL;', hash='1ff8287a04e3b2322148873b286a24728a1f1714', operation='DELETE', pgid='pgtrigger_delete_delete_e729b', table='dossiers_study', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='studyevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8285a4045a11f85ab9539005444e28c5214fef92', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0b97b', table='dossiers_studyevent', when='BEFORE')),
        ),
        tie_to_its_dossier("dossiers_designdetail", name="design_detail_of_its_dossier"),
        tie_to_its_dossier("dossiers_collectivedetail", name="collective_detail_of_its_dossier"),
        migrations.RunSQL(PROFILES, migrations.RunSQL.noop),
    ]
