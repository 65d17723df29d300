"""Quotes, their lines and answers; where a work stands follows them."""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import oss.core.partial_dates
import pgtrigger.compiler
import pgtrigger.migrations
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce


STATE = """
CREATE OR REPLACE FUNCTION dossiers_work_state(work dossiers_work) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
    goes_on boolean := (
        SELECT decision.goes_on FROM dossiers_decision AS decision
        WHERE decision.work_id = work.id AND decision.withdrawn_at IS NULL
    );
BEGIN
    IF (work.started_on IS NOT NULL OR work.is_executed) AND NOT work.is_past AND goes_on IS NOT TRUE THEN
        RAISE EXCEPTION 'nobody decided that work % goes on', work.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'work_is_decided_before_it_begins';
    END IF;
    RETURN CASE
        WHEN goes_on IS FALSE THEN 'dropped'
        WHEN work.is_executed AND EXISTS (
            SELECT FROM dossiers_inspection
            WHERE work_id = work.id AND phase = 'end' AND outcome <> 'wrong'
        ) THEN 'checked'
        WHEN work.is_executed THEN 'executed'
        WHEN work.started_on IS NOT NULL THEN 'executing'
        WHEN goes_on AND (work.permit = 'none' OR work.permit_granted_on IS NOT NULL) THEN 'permitted'
        WHEN goes_on THEN 'decided'
        ELSE coalesce(
            (
                SELECT CASE WHEN bool_or(quote.received_on IS NOT NULL) THEN 'quoted' ELSE 'asked' END
                FROM dossiers_quotework AS part JOIN dossiers_quote AS quote ON quote.id = part.quote_id
                WHERE part.work_id = work.id HAVING count(*) > 0
            ),
            'advised'
        )
    END;
END
$$
"""


class Migration(MigrationAtOnce):

    dependencies = [
        ('contacts', '0013_measures'),
        ('documents', '0005_documents_by_kind'),
        ('dossiers', '0022_search_by_all_addresses'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # the function as it was stands in the migration that moved the works
        migrations.RunSQL(STATE, migrations.RunSQL.noop),
        migrations.CreateModel(
            name='Quote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_on', models.DateField(blank=True, null=True, verbose_name='asked on')),
                ('received_on', models.DateField(blank=True, null=True, verbose_name='received on')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                ('kind', models.CharField(blank=True, choices=[('tailored', 'tailored'), ('indicative', 'indicative')], max_length=10, verbose_name='kind')),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='number of the contractor')),
                ('total_excl', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='total excluding VAT')),
                ('vat_rate', models.DecimalField(blank=True, decimal_places=2, max_digits=4, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='rate of VAT')),
                ('total_incl', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='total including VAT')),
                ('start', oss.core.partial_dates.PartialDateField(blank=True, null=True, verbose_name='start possible')),
                ('duration', models.CharField(blank=True, max_length=60, verbose_name='duration')),
                ('remarks', models.TextField(blank=True, verbose_name='remarks of the contractor')),
                ('none_because', models.CharField(blank=True, max_length=200, verbose_name='why no quote came')),
                ('created', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='noted at')),
            ],
            options={
                'verbose_name': 'quote',
                'verbose_name_plural': 'quotes',
                'ordering': ('received_on', 'pk'),
                'permissions': (('choose_quote', 'Can choose a quote'),),
            },
        ),
        migrations.CreateModel(
            name='QuoteAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(choices=[('included', 'included'), ('missing', 'not included'), ('separate', 'at a price on top'), ('unknown', 'unknown')], max_length=8, verbose_name='answer')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount on top, including VAT')),
                ('note', models.CharField(blank=True, max_length=80, verbose_name='note')),
            ],
            options={
                'verbose_name': 'answer of a quote',
                'verbose_name_plural': 'answers of quotes',
            },
        ),
        migrations.CreateModel(
            name='QuoteAnswerEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('answer', models.CharField(choices=[('included', 'included'), ('missing', 'not included'), ('separate', 'at a price on top'), ('unknown', 'unknown')], max_length=8, verbose_name='answer')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount on top, including VAT')),
                ('note', models.CharField(blank=True, max_length=80, verbose_name='note')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='QuoteEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('asked_on', models.DateField(blank=True, null=True, verbose_name='asked on')),
                ('received_on', models.DateField(blank=True, null=True, verbose_name='received on')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                ('kind', models.CharField(blank=True, choices=[('tailored', 'tailored'), ('indicative', 'indicative')], max_length=10, verbose_name='kind')),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='number of the contractor')),
                ('total_excl', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='total excluding VAT')),
                ('vat_rate', models.DecimalField(blank=True, decimal_places=2, max_digits=4, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='rate of VAT')),
                ('total_incl', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='total including VAT')),
                ('start', oss.core.partial_dates.PartialDateField(blank=True, null=True, verbose_name='start possible')),
                ('duration', models.CharField(blank=True, max_length=60, verbose_name='duration')),
                ('remarks', models.TextField(blank=True, verbose_name='remarks of the contractor')),
                ('none_because', models.CharField(blank=True, max_length=200, verbose_name='why no quote came')),
                ('created', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='noted at')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='QuoteLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('text', models.CharField(blank=True, max_length=120, verbose_name='post')),
                ('quantity', models.DecimalField(decimal_places=2, default=1, max_digits=10, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='quantity')),
                ('unit', models.CharField(choices=[('m2', 'm²'), ('m', 'm'), ('piece', 'piece'), ('sum', 'lump sum'), ('h', 'hour'), ('kWp', 'kWp'), ('kWh', 'kWh'), ('l', 'l')], max_length=5, verbose_name='unit')),
                ('unit_price', models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True, verbose_name='unit price excluding VAT')),
                ('vat_rate', models.DecimalField(decimal_places=2, max_digits=4, validators=[django.core.validators.MinValueValidator(0)], verbose_name='rate of VAT')),
                ('conform', models.CharField(blank=True, choices=[('yes', 'yes'), ('no', 'no')], max_length=3, verbose_name='conform to the premium')),
                ('conform_on', models.DateField(blank=True, null=True, verbose_name='by the rule of')),
                ('differs', models.CharField(blank=True, max_length=80, verbose_name='differs')),
            ],
            options={
                'verbose_name': 'line of a quote',
                'verbose_name_plural': 'lines of quotes',
                'ordering': ('position', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='QuoteLineEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('position', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('text', models.CharField(blank=True, max_length=120, verbose_name='post')),
                ('quantity', models.DecimalField(decimal_places=2, default=1, max_digits=10, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='quantity')),
                ('unit', models.CharField(choices=[('m2', 'm²'), ('m', 'm'), ('piece', 'piece'), ('sum', 'lump sum'), ('h', 'hour'), ('kWp', 'kWp'), ('kWh', 'kWh'), ('l', 'l')], max_length=5, verbose_name='unit')),
                ('unit_price', models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True, verbose_name='unit price excluding VAT')),
                ('vat_rate', models.DecimalField(decimal_places=2, max_digits=4, validators=[django.core.validators.MinValueValidator(0)], verbose_name='rate of VAT')),
                ('conform', models.CharField(blank=True, choices=[('yes', 'yes'), ('no', 'no')], max_length=3, verbose_name='conform to the premium')),
                ('conform_on', models.DateField(blank=True, null=True, verbose_name='by the rule of')),
                ('differs', models.CharField(blank=True, max_length=80, verbose_name='differs')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='QuoteWork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('total_excl', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='for this work, excluding VAT')),
                ('total_incl', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='for this work, including VAT')),
                ('conform', models.CharField(blank=True, choices=[('yes', 'yes'), ('no', 'no')], max_length=3, verbose_name='conform to the premium')),
                ('conform_on', models.DateField(blank=True, null=True, verbose_name='by the rule of')),
            ],
            options={
                'verbose_name': 'work in a quote',
                'verbose_name_plural': 'works in quotes',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='QuoteWorkEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('total_excl', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='for this work, excluding VAT')),
                ('total_incl', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='for this work, including VAT')),
                ('conform', models.CharField(blank=True, choices=[('yes', 'yes'), ('no', 'no')], max_length=3, verbose_name='conform to the premium')),
                ('conform_on', models.DateField(blank=True, null=True, verbose_name='by the rule of')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='decision',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='decision',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='decision',
            name='delete_delete',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_decisionevent" ("amount", "decided_on", "decider", "goes_on", "id", "made_at", "made_by_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quote_id", "reason_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "work_id") VALUES (NEW."amount", NEW."decided_on", NEW."decider", NEW."goes_on", NEW."id", NEW."made_at", NEW."made_by_id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."quote_id", NEW."reason_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id", NEW."work_id"); RETURN NULL;', hash='ca3e854fd9154b33c44e5e4eeffcb40b81ebdbd8', operation='INSERT', pgid='pgtrigger_insert_insert_c7006', table='dossiers_decision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_decisionevent" ("amount", "decided_on", "decider", "goes_on", "id", "made_at", "made_by_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quote_id", "reason_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "work_id") VALUES (NEW."amount", NEW."decided_on", NEW."decider", NEW."goes_on", NEW."id", NEW."made_at", NEW."made_by_id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."quote_id", NEW."reason_id", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id", NEW."work_id"); RETURN NULL;', hash='4aa9cb3adc342678a2716b6178e67b3a274bcd32', operation='UPDATE', pgid='pgtrigger_update_update_3f56f', table='dossiers_decision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_decisionevent" ("amount", "decided_on", "decider", "goes_on", "id", "made_at", "made_by_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quote_id", "reason_id", "withdrawn_at", "withdrawn_because", "withdrawn_by_id", "work_id") VALUES (OLD."amount", OLD."decided_on", OLD."decider", OLD."goes_on", OLD."id", OLD."made_at", OLD."made_by_id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."quote_id", OLD."reason_id", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by_id", OLD."work_id"); RETURN NULL;', hash='e87058e2d540821e5eecad75834b04b5a30c36dd', operation='DELETE', pgid='pgtrigger_delete_delete_f130b', table='dossiers_decision', when='AFTER')),
        ),
        migrations.AddField(
            model_name='quote',
            name='contractor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quotes', to='contacts.organisation', verbose_name='contractor'),
        ),
        migrations.AddField(
            model_name='quote',
            name='created_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='quote',
            name='document',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='quotes', to='documents.document'),
        ),
        migrations.AddField(
            model_name='decision',
            name='quote',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='dossiers.quote', verbose_name='quote'),
        ),
        migrations.AddField(
            model_name='decisionevent',
            name='quote',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.quote', verbose_name='quote'),
        ),
        migrations.AddField(
            model_name='quoteanswer',
            name='question',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.comparisonquestion'),
        ),
        migrations.AddField(
            model_name='quoteanswerevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='quoteanswerevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.quoteanswer'),
        ),
        migrations.AddField(
            model_name='quoteanswerevent',
            name='question',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.comparisonquestion'),
        ),
        migrations.AddField(
            model_name='quoteevent',
            name='contractor',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='contacts.organisation', verbose_name='contractor'),
        ),
        migrations.AddField(
            model_name='quoteevent',
            name='created_by',
            field=models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='quoteevent',
            name='document',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.document'),
        ),
        migrations.AddField(
            model_name='quoteevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='quoteevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.quote'),
        ),
        migrations.AddField(
            model_name='quoteline',
            name='item',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.catalogueitem', verbose_name='usual post'),
        ),
        migrations.AddField(
            model_name='quotelineevent',
            name='item',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.catalogueitem', verbose_name='usual post'),
        ),
        migrations.AddField(
            model_name='quotelineevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='quotelineevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.quoteline'),
        ),
        migrations.AddField(
            model_name='quotework',
            name='quote',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='dossiers.quote'),
        ),
        migrations.AddField(
            model_name='quotework',
            name='work',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quoted', to='dossiers.work'),
        ),
        migrations.AddField(
            model_name='quotelineevent',
            name='part',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.quotework'),
        ),
        migrations.AddField(
            model_name='quoteline',
            name='part',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='dossiers.quotework'),
        ),
        migrations.AddField(
            model_name='quoteanswerevent',
            name='part',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.quotework'),
        ),
        migrations.AddField(
            model_name='quoteanswer',
            name='part',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='dossiers.quotework'),
        ),
        migrations.AddField(
            model_name='quote',
            name='works',
            field=models.ManyToManyField(related_name='quotes', through='dossiers.QuoteWork', to='dossiers.work'),
        ),
        migrations.AddField(
            model_name='quoteworkevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='quoteworkevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.quotework'),
        ),
        migrations.AddField(
            model_name='quoteworkevent',
            name='quote',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.quote'),
        ),
        migrations.AddField(
            model_name='quoteworkevent',
            name='work',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.work'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quoteevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e7513ce5ce2f4e4a9e471b6bf045cb315e50aec5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_49895', table='dossiers_quoteevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='quotework',
            constraint=models.UniqueConstraint(fields=('quote', 'work'), name='work_once_in_a_quote'),
        ),
        migrations.AddConstraint(
            model_name='quotework',
            constraint=models.CheckConstraint(condition=models.Q(('conform__in', ['', 'yes', 'no'])), name='conform_of_quote_is_known'),
        ),
        migrations.AddConstraint(
            model_name='quotework',
            constraint=models.CheckConstraint(condition=models.Q(('total_excl', None), ('total_incl', None), ('total_incl__gte', models.F('total_excl')), _connector='OR'), name='quoted_work_with_vat_is_not_less', violation_error_message='With VAT it cannot be less than without: exchange the two amounts.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quotework',
            trigger=pgtrigger.compiler.Trigger(name='state_follows', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            UPDATE dossiers_work SET state = state WHERE id IN (OLD.work_id, NEW.work_id);\n            RETURN NULL;\n        ', hash='ee4c5b5652ed38d0cc5a50a384b6b17234b22073', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_state_follows_95a5d', table='dossiers_quotework', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quotework',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_quoteworkevent" ("conform", "conform_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quote_id", "total_excl", "total_incl", "work_id") VALUES (NEW."conform", NEW."conform_on", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."quote_id", NEW."total_excl", NEW."total_incl", NEW."work_id"); RETURN NULL;', hash='9c1ff9945254192bd9fa39c15c9779f784cbcf2b', operation='INSERT', pgid='pgtrigger_insert_insert_5a453', table='dossiers_quotework', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quotework',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_quoteworkevent" ("conform", "conform_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quote_id", "total_excl", "total_incl", "work_id") VALUES (NEW."conform", NEW."conform_on", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."quote_id", NEW."total_excl", NEW."total_incl", NEW."work_id"); RETURN NULL;', hash='c29f3a52cd25c35b3759c212dbf284471353c203', operation='UPDATE', pgid='pgtrigger_update_update_cdab8', table='dossiers_quotework', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quotework',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_quoteworkevent" ("conform", "conform_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quote_id", "total_excl", "total_incl", "work_id") VALUES (OLD."conform", OLD."conform_on", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."quote_id", OLD."total_excl", OLD."total_incl", OLD."work_id"); RETURN NULL;', hash='1c896c4a88920d2645f71145ec2b6dcab070eeac', operation='DELETE', pgid='pgtrigger_delete_delete_f455a', table='dossiers_quotework', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quotelineevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='55233e4320d248f50ec7ba1bbeaa8880e59baf38', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2c9c1', table='dossiers_quotelineevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='quoteline',
            constraint=models.CheckConstraint(condition=models.Q(('item__isnull', False), models.Q(('text', ''), _negated=True), _connector='OR'), name='quote_line_says_what', violation_error_message='Choose a usual post or describe it.'),
        ),
        migrations.AddConstraint(
            model_name='quoteline',
            constraint=models.CheckConstraint(condition=models.Q(('unit__in', ['m2', 'm', 'piece', 'sum', 'h', 'kWp', 'kWh', 'l']), ('conform__in', ['', 'yes', 'no']), ('vat_rate__gte', 0), ('vat_rate__lt', 100)), name='quote_line_is_of_the_lists'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quoteline',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_quotelineevent" ("conform", "conform_on", "differs", "id", "item_id", "part_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quantity", "text", "unit", "unit_price", "vat_rate") VALUES (NEW."conform", NEW."conform_on", NEW."differs", NEW."id", NEW."item_id", NEW."part_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."quantity", NEW."text", NEW."unit", NEW."unit_price", NEW."vat_rate"); RETURN NULL;', hash='2455bab2cf9b9679b69ee27bcdca8fa32838b04a', operation='INSERT', pgid='pgtrigger_insert_insert_a9523', table='dossiers_quoteline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quoteline',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_quotelineevent" ("conform", "conform_on", "differs", "id", "item_id", "part_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quantity", "text", "unit", "unit_price", "vat_rate") VALUES (NEW."conform", NEW."conform_on", NEW."differs", NEW."id", NEW."item_id", NEW."part_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."quantity", NEW."text", NEW."unit", NEW."unit_price", NEW."vat_rate"); RETURN NULL;', hash='9cd8b13bd52750995827090d11e5c36010d992a7', operation='UPDATE', pgid='pgtrigger_update_update_f4f37', table='dossiers_quoteline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quoteline',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_quotelineevent" ("conform", "conform_on", "differs", "id", "item_id", "part_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quantity", "text", "unit", "unit_price", "vat_rate") VALUES (OLD."conform", OLD."conform_on", OLD."differs", OLD."id", OLD."item_id", OLD."part_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."quantity", OLD."text", OLD."unit", OLD."unit_price", OLD."vat_rate"); RETURN NULL;', hash='8bb2e58feae2a6bb67a4a2fadd4f434aba20a934', operation='DELETE', pgid='pgtrigger_delete_delete_9a023', table='dossiers_quoteline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quoteanswerevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8fcd11458922c02d3aaf3c6949c0233dcccede92', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_29de6', table='dossiers_quoteanswerevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='quoteanswer',
            constraint=models.UniqueConstraint(fields=('part', 'question'), name='question_answered_once_per_quote'),
        ),
        migrations.AddConstraint(
            model_name='quoteanswer',
            constraint=models.CheckConstraint(condition=models.Q(('answer__in', ['included', 'missing', 'separate', 'unknown'])), name='answer_of_quote_is_known'),
        ),
        migrations.AddConstraint(
            model_name='quoteanswer',
            constraint=models.CheckConstraint(condition=models.Q(('amount', None), ('answer', 'separate'), _connector='OR'), name='amount_is_of_what_is_on_top', violation_error_message='An amount goes with “at a price on top”.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quoteanswer',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_quoteanswerevent" ("amount", "answer", "id", "note", "part_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id") VALUES (NEW."amount", NEW."answer", NEW."id", NEW."note", NEW."part_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."question_id"); RETURN NULL;', hash='f9d40225ff4705675b7f01b44bfc4f241832e64c', operation='INSERT', pgid='pgtrigger_insert_insert_21cf9', table='dossiers_quoteanswer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quoteanswer',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_quoteanswerevent" ("amount", "answer", "id", "note", "part_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id") VALUES (NEW."amount", NEW."answer", NEW."id", NEW."note", NEW."part_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."question_id"); RETURN NULL;', hash='aa8e7fd742d1771bb81ad1fb78b26c41b464c039', operation='UPDATE', pgid='pgtrigger_update_update_593ec', table='dossiers_quoteanswer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quoteanswer',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_quoteanswerevent" ("amount", "answer", "id", "note", "part_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id") VALUES (OLD."amount", OLD."answer", OLD."id", OLD."note", OLD."part_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."question_id"); RETURN NULL;', hash='06449cc93fe55d324d63b07687cd78329e79f96d', operation='DELETE', pgid='pgtrigger_delete_delete_7df82', table='dossiers_quoteanswer', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(('asked_on__isnull', False), ('received_on__isnull', False), _connector='OR'), name='quote_is_asked_or_received', violation_error_message='Fill in when it was asked or received.'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(('asked_on', None), ('received_on', None), ('received_on__gte', models.F('asked_on')), _connector='OR'), name='quote_is_received_after_it_is_asked', violation_error_message='It cannot be received before it was asked: check both dates.'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(('received_on', None), ('none_because', ''), _connector='OR'), name='quote_that_came_has_no_reason_not_to', violation_error_message='A quote came: empty why none did.'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(('total_excl', None), ('total_incl', None), ('total_incl__gte', models.F('total_excl')), _connector='OR'), name='quote_with_vat_is_not_less', violation_error_message='With VAT it cannot be less than without: exchange the two amounts.'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['', 'tailored', 'indicative']), models.Q(('vat_rate', None), models.Q(('vat_rate__gte', 0), ('vat_rate__lt', 100)), _connector='OR')), name='quote_is_of_the_lists'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(('start', None), ('start__regex', '^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'), _connector='OR'), name='quote_start_is_edtf'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quote',
            trigger=pgtrigger.compiler.Trigger(name='state_follows', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n        UPDATE dossiers_work SET state = state\n        WHERE id IN (SELECT work_id FROM dossiers_quotework WHERE quote_id = NEW.id);\n        RETURN NULL;\n    ', hash='f8892411218211569a65d4573ad89fa6628997d2', operation='UPDATE OF "asked_on", "received_on"', pgid='pgtrigger_state_follows_c2883', table='dossiers_quote', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quote',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_quoteevent" ("asked_on", "contractor_id", "created", "created_by_id", "document_id", "duration", "id", "kind", "none_because", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "remarks", "start", "total_excl", "total_incl", "valid_until", "vat_rate") VALUES (NEW."asked_on", NEW."contractor_id", NEW."created", NEW."created_by_id", NEW."document_id", NEW."duration", NEW."id", NEW."kind", NEW."none_because", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."received_on", NEW."remarks", NEW."start", NEW."total_excl", NEW."total_incl", NEW."valid_until", NEW."vat_rate"); RETURN NULL;', hash='fd446594bac6a8f9846cd8d9c6415fac043f3416', operation='INSERT', pgid='pgtrigger_insert_insert_81219', table='dossiers_quote', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quote',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_quoteevent" ("asked_on", "contractor_id", "created", "created_by_id", "document_id", "duration", "id", "kind", "none_because", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "remarks", "start", "total_excl", "total_incl", "valid_until", "vat_rate") VALUES (NEW."asked_on", NEW."contractor_id", NEW."created", NEW."created_by_id", NEW."document_id", NEW."duration", NEW."id", NEW."kind", NEW."none_because", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."received_on", NEW."remarks", NEW."start", NEW."total_excl", NEW."total_incl", NEW."valid_until", NEW."vat_rate"); RETURN NULL;', hash='fec087ae657f0dffdf75ca0d300ba6c2930b596f', operation='UPDATE', pgid='pgtrigger_update_update_e7473', table='dossiers_quote', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quote',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_quoteevent" ("asked_on", "contractor_id", "created", "created_by_id", "document_id", "duration", "id", "kind", "none_because", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "remarks", "start", "total_excl", "total_incl", "valid_until", "vat_rate") VALUES (OLD."asked_on", OLD."contractor_id", OLD."created", OLD."created_by_id", OLD."document_id", OLD."duration", OLD."id", OLD."kind", OLD."none_because", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."received_on", OLD."remarks", OLD."start", OLD."total_excl", OLD."total_incl", OLD."valid_until", OLD."vat_rate"); RETURN NULL;', hash='8f4b8648f6f9d284d34713a99846e6cfcb2730bf', operation='DELETE', pgid='pgtrigger_delete_delete_513e2', table='dossiers_quote', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quoteworkevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='151f7eb03e2252d02c720de29e0dbd720149a944', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c873f', table='dossiers_quoteworkevent', when='BEFORE')),
        ),
    ]
