"""Requests and loans: what they hold, pieces and their loans, consumables; subtypes get their profile."""

import django.contrib.postgres.constraints
import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from dossiers.migrating import tie_to_its_dossier
from oss.core.migrating import MigrationAtOnce

PROFILES = """
    UPDATE dossiers_subtype SET profile = CASE code
        WHEN 'lending_street_garden' THEN 'lending_permit'
        WHEN 'lending_green_garland' THEN 'lending_permit'
        WHEN 'lending_tile_garden_individual' THEN 'lending_permit'
        WHEN 'lending_tile_garden_collective' THEN 'lending_group_permit'
        WHEN 'lending_neighbourhood_compost' THEN 'lending_group_service'
        WHEN 'lending_depaving_team' THEN 'lending_service'
        WHEN 'lending_rubble_bags' THEN 'lending_consumable'
        ELSE 'lending_piece' END
    WHERE type = 'lending' AND profile = '' AND code IN (
        'lending_street_garden', 'lending_green_garland', 'lending_tile_garden_individual',
        'lending_tile_garden_collective', 'lending_neighbourhood_compost', 'lending_depaving_team',
        'lending_rubble_bags', 'lending_energy_meter', 'lending_thermal_scan'
    )
"""
"""Where no administrator chose one."""


class Migration(MigrationAtOnce):

    dependencies = [
        ('contacts', '0013_measures'),
        ('dossiers', '0037_lead_times'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Piece',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=30, verbose_name='inventory number')),
                ('state', models.CharField(choices=[('good', 'good'), ('damaged', 'damaged'), ('repair', 'being repaired'), ('lost', 'lost')], default='good', max_length=7, verbose_name='state')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
            ],
            options={
                'verbose_name': 'piece',
                'verbose_name_plural': 'pieces',
                'ordering': ('number', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='LendingDetail',
            fields=[
                ('dossier_type', models.CharField(editable=False, max_length=12)),
                ('dossier', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='lending', serialize=False, to='dossiers.dossier')),
                ('asked_on', models.DateField(blank=True, default=django.utils.timezone.localdate, null=True, verbose_name='date of the request')),
                ('quantity', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='how many')),
                ('area', models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='to depave or plant, in m²')),
                ('ground', models.CharField(blank=True, choices=[('private', 'private ground'), ('public', 'public ground'), ('both', 'both')], max_length=7, verbose_name='where')),
                ('owner_agrees', models.CharField(blank=True, choices=[('yes', 'yes'), ('no', 'no'), ('unknown', 'not known')], help_text='Where a tenant asks something for façade or tiles.', max_length=7, verbose_name='the owner agrees')),
                ('rules_version', models.CharField(blank=True, max_length=40, verbose_name='rules, version')),
                ('rules_agreed_on', models.DateField(blank=True, null=True, verbose_name='agreed with the rules on')),
                ('rules_agreed_how', models.CharField(blank=True, choices=[('signed', 'signed'), ('form', 'ticked on the form'), ('phone', 'read aloud by phone')], max_length=6, verbose_name='agreed how')),
                ('group_name', models.CharField(blank=True, max_length=120, verbose_name='street or group')),
                ('households', models.PositiveSmallIntegerField(blank=True, help_text='The addresses that take part are the additional addresses of the dossier.', null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='how many households')),
                ('is_complete', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='request is complete')),
                ('more_asked_on', models.DateField(blank=True, null=True, verbose_name='more asked on')),
                ('more_received_on', models.DateField(blank=True, null=True, verbose_name='more received on')),
                ('sent_on', models.DateField(blank=True, null=True, verbose_name='sent on on')),
                ('planned_on', models.DateField(blank=True, null=True, verbose_name='visit or execution planned on')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='visit or execution done on')),
                ('outcome', models.CharField(blank=True, choices=[('granted', 'granted'), ('lent', 'lent out'), ('returned', 'brought back'), ('refused', 'refused'), ('withdrawn', 'withdrawn')], max_length=9, verbose_name='outcome')),
                ('handled_on', models.DateField(blank=True, null=True, verbose_name='handled on')),
                ('refused_because', models.CharField(blank=True, max_length=200, verbose_name='why it was refused')),
                ('depaved', models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='depaved, in m²')),
                ('greened', models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='green added, in m²')),
                ('bags', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='number of bags')),
                ('items', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='number of pieces')),
                ('group_lead', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.stakeholder', verbose_name='who leads it')),
                ('sent_to', models.ForeignKey(blank=True, help_text='A service of the city, or a partner.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contacts.organisation', verbose_name='sent on to')),
            ],
            options={
                'verbose_name': 'request or loan',
                'verbose_name_plural': 'requests and loans',
            },
        ),
        migrations.CreateModel(
            name='LendingDetailEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('dossier_type', models.CharField(editable=False, max_length=12)),
                ('asked_on', models.DateField(blank=True, default=django.utils.timezone.localdate, null=True, verbose_name='date of the request')),
                ('quantity', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='how many')),
                ('area', models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='to depave or plant, in m²')),
                ('ground', models.CharField(blank=True, choices=[('private', 'private ground'), ('public', 'public ground'), ('both', 'both')], max_length=7, verbose_name='where')),
                ('owner_agrees', models.CharField(blank=True, choices=[('yes', 'yes'), ('no', 'no'), ('unknown', 'not known')], help_text='Where a tenant asks something for façade or tiles.', max_length=7, verbose_name='the owner agrees')),
                ('rules_version', models.CharField(blank=True, max_length=40, verbose_name='rules, version')),
                ('rules_agreed_on', models.DateField(blank=True, null=True, verbose_name='agreed with the rules on')),
                ('rules_agreed_how', models.CharField(blank=True, choices=[('signed', 'signed'), ('form', 'ticked on the form'), ('phone', 'read aloud by phone')], max_length=6, verbose_name='agreed how')),
                ('group_name', models.CharField(blank=True, max_length=120, verbose_name='street or group')),
                ('households', models.PositiveSmallIntegerField(blank=True, help_text='The addresses that take part are the additional addresses of the dossier.', null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='how many households')),
                ('is_complete', models.BooleanField(blank=True, choices=[(True, 'yes'), (False, 'no')], null=True, verbose_name='request is complete')),
                ('more_asked_on', models.DateField(blank=True, null=True, verbose_name='more asked on')),
                ('more_received_on', models.DateField(blank=True, null=True, verbose_name='more received on')),
                ('sent_on', models.DateField(blank=True, null=True, verbose_name='sent on on')),
                ('planned_on', models.DateField(blank=True, null=True, verbose_name='visit or execution planned on')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='visit or execution done on')),
                ('outcome', models.CharField(blank=True, choices=[('granted', 'granted'), ('lent', 'lent out'), ('returned', 'brought back'), ('refused', 'refused'), ('withdrawn', 'withdrawn')], max_length=9, verbose_name='outcome')),
                ('handled_on', models.DateField(blank=True, null=True, verbose_name='handled on')),
                ('refused_because', models.CharField(blank=True, max_length=200, verbose_name='why it was refused')),
                ('depaved', models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='depaved, in m²')),
                ('greened', models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='green added, in m²')),
                ('bags', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='number of bags')),
                ('items', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='number of pieces')),
                ('dossier', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='dossiers.dossier')),
                ('group_lead', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.stakeholder', verbose_name='who leads it')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.lendingdetail')),
                ('sent_to', models.ForeignKey(blank=True, db_constraint=False, help_text='A service of the city, or a partner.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='contacts.organisation', verbose_name='sent on to')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LendingRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rules_version', models.CharField(blank=True, help_text='Proposed on each new request.', max_length=40, verbose_name='rules, version')),
                ('most', models.PositiveIntegerField(blank=True, help_text='Of a consumable the number handed out, else the number of requests.', null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='most for an address')),
                ('months', models.PositiveSmallIntegerField(default=12, validators=[django.core.validators.MinValueValidator(1)], verbose_name='within how many months')),
                ('who_may', models.CharField(blank=True, max_length=200, verbose_name='who may ask')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
                ('subtype', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='lending_rule', to='dossiers.subtype', verbose_name='subtype')),
            ],
            options={
                'verbose_name': 'rules of a request',
                'verbose_name_plural': 'rules of requests',
                'ordering': ('subtype__position',),
            },
        ),
        migrations.CreateModel(
            name='LendingRuleEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('rules_version', models.CharField(blank=True, help_text='Proposed on each new request.', max_length=40, verbose_name='rules, version')),
                ('most', models.PositiveIntegerField(blank=True, help_text='Of a consumable the number handed out, else the number of requests.', null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='most for an address')),
                ('months', models.PositiveSmallIntegerField(default=12, validators=[django.core.validators.MinValueValidator(1)], verbose_name='within how many months')),
                ('who_may', models.CharField(blank=True, max_length=200, verbose_name='who may ask')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.lendingrule')),
                ('subtype', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.subtype', verbose_name='subtype')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PieceKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('deposit', models.DecimalField(decimal_places=2, default=0, max_digits=7, validators=[django.core.validators.MinValueValidator(0)], verbose_name='deposit')),
                ('days', models.PositiveSmallIntegerField(default=14, validators=[django.core.validators.MinValueValidator(1)], verbose_name='lent for how many days, usually')),
                ('subtype', models.ForeignKey(blank=True, help_text='Empty: for every request for a piece.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.subtype', verbose_name='for requests of')),
            ],
            options={
                'verbose_name': 'kind of piece',
                'verbose_name_plural': 'kinds of pieces',
                'ordering': ['position', 'name'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PieceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('number', models.CharField(max_length=30, verbose_name='inventory number')),
                ('state', models.CharField(choices=[('good', 'good'), ('damaged', 'damaged'), ('repair', 'being repaired'), ('lost', 'lost')], default='good', max_length=7, verbose_name='state')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.piece')),
                ('kind', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.piecekind', verbose_name='kind')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='piece',
            name='kind',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pieces', to='dossiers.piecekind', verbose_name='kind'),
        ),
        migrations.CreateModel(
            name='PieceLoan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('due_on', models.DateField(verbose_name='back by')),
                ('reserved_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='cancelled on')),
                ('handed_out_on', models.DateField(blank=True, null=True, verbose_name='lent out on')),
                ('deposit', models.DecimalField(decimal_places=2, default=0, max_digits=7, verbose_name='deposit')),
                ('deposit_paid_on', models.DateField(blank=True, null=True, verbose_name='deposit paid on')),
                ('returned_on', models.DateField(blank=True, null=True, verbose_name='brought back on')),
                ('state_back', models.CharField(blank=True, choices=[('good', 'good'), ('damaged', 'damaged'), ('repair', 'being repaired'), ('lost', 'lost')], max_length=7, verbose_name='state on its return')),
                ('damage', models.CharField(blank=True, max_length=200, verbose_name='what is wrong with it')),
                ('deposit_returned_on', models.DateField(blank=True, null=True, verbose_name='deposit paid back on')),
                ('reminded_on', models.DateField(blank=True, null=True, verbose_name='reminder sent on')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='loans', to='dossiers.dossier', verbose_name='dossier')),
                ('handed_out_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('piece', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='loans', to='dossiers.piece', verbose_name='piece')),
                ('reserved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='reserved by')),
                ('returned_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='taken back by')),
            ],
            options={
                'verbose_name': 'loan of a piece',
                'verbose_name_plural': 'loans of pieces',
                'ordering': ('-starts_on', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='PieceLoanEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('starts_on', models.DateField(verbose_name='from')),
                ('due_on', models.DateField(verbose_name='back by')),
                ('reserved_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='cancelled on')),
                ('handed_out_on', models.DateField(blank=True, null=True, verbose_name='lent out on')),
                ('deposit', models.DecimalField(decimal_places=2, default=0, max_digits=7, verbose_name='deposit')),
                ('deposit_paid_on', models.DateField(blank=True, null=True, verbose_name='deposit paid on')),
                ('returned_on', models.DateField(blank=True, null=True, verbose_name='brought back on')),
                ('state_back', models.CharField(blank=True, choices=[('good', 'good'), ('damaged', 'damaged'), ('repair', 'being repaired'), ('lost', 'lost')], max_length=7, verbose_name='state on its return')),
                ('damage', models.CharField(blank=True, max_length=200, verbose_name='what is wrong with it')),
                ('deposit_returned_on', models.DateField(blank=True, null=True, verbose_name='deposit paid back on')),
                ('reminded_on', models.DateField(blank=True, null=True, verbose_name='reminder sent on')),
                ('dossier', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.dossier', verbose_name='dossier')),
                ('handed_out_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.pieceloan')),
                ('piece', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.piece', verbose_name='piece')),
                ('reserved_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='reserved by')),
                ('returned_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='taken back by')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='StockKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('unit', models.CharField(help_text='As it reads after a number: bags.', max_length=20, verbose_name='unit')),
                ('depot', models.CharField(blank=True, max_length=80, verbose_name='where it lies')),
                ('minimum', models.PositiveIntegerField(default=0, help_text='Under this number the coordinator gets a task.', verbose_name='minimum')),
                ('quantity', models.PositiveIntegerField(default=0, editable=False, verbose_name='in stock')),
                ('low_told_on', models.DateField(blank=True, editable=False, null=True, verbose_name='told to run low on')),
                ('subtype', models.ForeignKey(blank=True, help_text='Empty: for every request for a consumable.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.subtype', verbose_name='for requests of')),
            ],
            options={
                'verbose_name': 'consumable',
                'verbose_name_plural': 'consumables',
                'ordering': ['position', 'name'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='StockKindEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('unit', models.CharField(help_text='As it reads after a number: bags.', max_length=20, verbose_name='unit')),
                ('depot', models.CharField(blank=True, max_length=80, verbose_name='where it lies')),
                ('minimum', models.PositiveIntegerField(default=0, help_text='Under this number the coordinator gets a task.', verbose_name='minimum')),
                ('quantity', models.PositiveIntegerField(default=0, editable=False, verbose_name='in stock')),
                ('low_told_on', models.DateField(blank=True, editable=False, null=True, verbose_name='told to run low on')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossiers.stockkind')),
                ('subtype', models.ForeignKey(blank=True, db_constraint=False, help_text='Empty: for every request for a consumable.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossiers.subtype', verbose_name='for requests of')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='StockMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.CharField(choices=[('in', 'came in'), ('out', 'handed out'), ('count', 'counted'), ('undo', 'taken back')], max_length=5, verbose_name='why')),
                ('quantity', models.IntegerField(verbose_name='number')),
                ('left', models.PositiveIntegerField(verbose_name='in stock after it')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='reason')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('dossier', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stock_moves', to='dossiers.dossier', verbose_name='dossier')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='dossiers.stockkind', verbose_name='consumable')),
                ('undoes', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone_by', to='dossiers.stockmove', verbose_name='takes back')),
            ],
            options={
                'verbose_name': 'move of stock',
                'verbose_name_plural': 'moves of stock',
                'ordering': ('-pk',),
            },
        ),
        migrations.AddConstraint(
            model_name='lendingdetail',
            constraint=models.CheckConstraint(condition=models.Q(('dossier_type', 'lending')), name='lending_detail_of_lending'),
        ),
        migrations.AddConstraint(
            model_name='lendingdetail',
            constraint=models.CheckConstraint(condition=models.Q(('ground__in', ['', 'private', 'public', 'both']), ('owner_agrees__in', ['', 'yes', 'no', 'unknown']), ('rules_agreed_how__in', ['', 'signed', 'form', 'phone']), ('outcome__in', ['', 'granted', 'lent', 'returned', 'refused', 'withdrawn'])), name='lending_is_of_the_lists'),
        ),
        migrations.AddConstraint(
            model_name='lendingdetail',
            constraint=models.CheckConstraint(condition=models.Q(('quantity', None), ('quantity__gte', 1), _connector='OR'), name='lending_asks_one_at_least', violation_error_message='Ask for one at least.'),
        ),
        migrations.AddConstraint(
            model_name='lendingdetail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('rules_agreed_how', ''), ('rules_agreed_on', None)), models.Q(('rules_agreed_on__isnull', False), models.Q(('rules_version', ''), _negated=True)), _connector='OR'), name='lending_agreed_with_rules_that_are_named', violation_error_message='Say with which rules the client agreed, and when.'),
        ),
        migrations.AddConstraint(
            model_name='lendingdetail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'refused'), _negated=True), models.Q(('refused_because', ''), _negated=True), _connector='OR'), name='lending_refused_says_why', violation_error_message='Write down why it was refused.'),
        ),
        migrations.AddConstraint(
            model_name='lendingdetail',
            constraint=models.CheckConstraint(condition=models.Q(('more_asked_on', None), ('more_received_on', None), ('more_received_on__gte', models.F('more_asked_on')), _connector='OR'), name='lending_more_comes_after_it_was_asked', violation_error_message='More cannot be received before it was asked.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lendingdetail',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_lendingdetailevent" ("area", "asked_on", "bags", "depaved", "done_on", "dossier_id", "dossier_type", "greened", "ground", "group_lead_id", "group_name", "handled_on", "households", "is_complete", "items", "more_asked_on", "more_received_on", "outcome", "owner_agrees", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "quantity", "refused_because", "rules_agreed_how", "rules_agreed_on", "rules_version", "sent_on", "sent_to_id") VALUES (NEW."area", NEW."asked_on", NEW."bags", NEW."depaved", NEW."done_on", NEW."dossier_id", NEW."dossier_type", NEW."greened", NEW."ground", NEW."group_lead_id", NEW."group_name", NEW."handled_on", NEW."households", NEW."is_complete", NEW."items", NEW."more_asked_on", NEW."more_received_on", NEW."outcome", NEW."owner_agrees", _pgh_attach_context(), NOW(), \'insert\', NEW."dossier_id", NEW."planned_on", NEW."quantity", NEW."refused_because", NEW."rules_agreed_how", NEW."rules_agreed_on", NEW."rules_version", NEW."sent_on", NEW."sent_to_id"); RETURN NULL;', hash='6cfc961d9e31b0430c139fb4194ac065072fa4b8', operation='INSERT', pgid='pgtrigger_insert_insert_79fff', table='dossiers_lendingdetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lendingdetail',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_lendingdetailevent" ("area", "asked_on", "bags", "depaved", "done_on", "dossier_id", "dossier_type", "greened", "ground", "group_lead_id", "group_name", "handled_on", "households", "is_complete", "items", "more_asked_on", "more_received_on", "outcome", "owner_agrees", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "quantity", "refused_because", "rules_agreed_how", "rules_agreed_on", "rules_version", "sent_on", "sent_to_id") VALUES (NEW."area", NEW."asked_on", NEW."bags", NEW."depaved", NEW."done_on", NEW."dossier_id", NEW."dossier_type", NEW."greened", NEW."ground", NEW."group_lead_id", NEW."group_name", NEW."handled_on", NEW."households", NEW."is_complete", NEW."items", NEW."more_asked_on", NEW."more_received_on", NEW."outcome", NEW."owner_agrees", _pgh_attach_context(), NOW(), \'update\', NEW."dossier_id", NEW."planned_on", NEW."quantity", NEW."refused_because", NEW."rules_agreed_how", NEW."rules_agreed_on", NEW."rules_version", NEW."sent_on", NEW."sent_to_id"); RETURN NULL;', hash='a6ed5aa3c0ca8f97d2e8786e88f48ad6cdaa2f84', operation='UPDATE', pgid='pgtrigger_update_update_f008c', table='dossiers_lendingdetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lendingdetail',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_lendingdetailevent" ("area", "asked_on", "bags", "depaved", "done_on", "dossier_id", "dossier_type", "greened", "ground", "group_lead_id", "group_name", "handled_on", "households", "is_complete", "items", "more_asked_on", "more_received_on", "outcome", "owner_agrees", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "quantity", "refused_because", "rules_agreed_how", "rules_agreed_on", "rules_version", "sent_on", "sent_to_id") VALUES (OLD."area", OLD."asked_on", OLD."bags", OLD."depaved", OLD."done_on", OLD."dossier_id", OLD."dossier_type", OLD."greened", OLD."ground", OLD."group_lead_id", OLD."group_name", OLD."handled_on", OLD."households", OLD."is_complete", OLD."items", OLD."more_asked_on", OLD."more_received_on", OLD."outcome", OLD."owner_agrees", _pgh_attach_context(), NOW(), \'delete\', OLD."dossier_id", OLD."planned_on", OLD."quantity", OLD."refused_because", OLD."rules_agreed_how", OLD."rules_agreed_on", OLD."rules_version", OLD."sent_on", OLD."sent_to_id"); RETURN NULL;', hash='300d594023996df1d5eebf68e1114000bfe0892e', operation='DELETE', pgid='pgtrigger_delete_delete_0bfe1', table='dossiers_lendingdetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lendingdetailevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d67e76e1b45c1b3d248a84b1974e18fbd6e5870c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_95629', table='dossiers_lendingdetailevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='lendingrule',
            constraint=models.CheckConstraint(condition=models.Q(('most', None), ('most__gte', 1), _connector='OR'), name='lending_rule_allows_one_at_least'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lendingrule',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_lendingruleevent" ("id", "months", "most", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rules_version", "source", "subtype_id", "who_may") VALUES (NEW."id", NEW."months", NEW."most", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rules_version", NEW."source", NEW."subtype_id", NEW."who_may"); RETURN NULL;', hash='7c615fe99c76438e8378620b72de6ce8259582d7', operation='INSERT', pgid='pgtrigger_insert_insert_92b90', table='dossiers_lendingrule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lendingrule',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_lendingruleevent" ("id", "months", "most", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rules_version", "source", "subtype_id", "who_may") VALUES (NEW."id", NEW."months", NEW."most", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rules_version", NEW."source", NEW."subtype_id", NEW."who_may"); RETURN NULL;', hash='00d960634495679300224a48d24faac351249cae', operation='UPDATE', pgid='pgtrigger_update_update_54407', table='dossiers_lendingrule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lendingrule',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_lendingruleevent" ("id", "months", "most", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rules_version", "source", "subtype_id", "who_may") VALUES (OLD."id", OLD."months", OLD."most", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rules_version", OLD."source", OLD."subtype_id", OLD."who_may"); RETURN NULL;', hash='9e163e1803c246029266f2d10d7e39d340813b8c', operation='DELETE', pgid='pgtrigger_delete_delete_a1e26', table='dossiers_lendingrule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lendingruleevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b3599386dcbbf5c8ff08f99d8a483fcb889af36a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_243a1', table='dossiers_lendingruleevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='piecekind',
            constraint=models.UniqueConstraint(models.F('code'), name='piecekind_code_once'),
        ),
        migrations.AddConstraint(
            model_name='piecekind',
            constraint=models.UniqueConstraint(fields=('name',), name='piece_kind_name_once'),
        ),
        migrations.AddConstraint(
            model_name='piecekind',
            constraint=models.CheckConstraint(condition=models.Q(('deposit__gte', 0)), name='piece_deposit_is_no_debt'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pieceevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e7d3d69552df17e7d20e0210c6cc12af6f9e7be7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_21c66', table='dossiers_pieceevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='piece',
            constraint=models.UniqueConstraint(fields=('number',), name='piece_number_once', violation_error_message='There is a piece with this number already.'),
        ),
        migrations.AddConstraint(
            model_name='piece',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['good', 'damaged', 'repair', 'lost'])), name='piece_state_is_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='piece',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_pieceevent" ("id", "is_active", "kind_id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."id", NEW."is_active", NEW."kind_id", NEW."note", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state"); RETURN NULL;', hash='9952c569bc1f39bc233939264d1fa2f1d5c1a7f6', operation='INSERT', pgid='pgtrigger_insert_insert_cc71d', table='dossiers_piece', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='piece',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_pieceevent" ("id", "is_active", "kind_id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."id", NEW."is_active", NEW."kind_id", NEW."note", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state"); RETURN NULL;', hash='8fffa2c8f539e43ad9a4663004b17357030def8b', operation='UPDATE', pgid='pgtrigger_update_update_68a80', table='dossiers_piece', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='piece',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_pieceevent" ("id", "is_active", "kind_id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (OLD."id", OLD."is_active", OLD."kind_id", OLD."note", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."state"); RETURN NULL;', hash='e0091842d925225d27ca2a0c3123c8c400a1bc21', operation='DELETE', pgid='pgtrigger_delete_delete_3a222', table='dossiers_piece', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='pieceloan',
            index=models.Index(condition=models.Q(('handed_out_on__isnull', False), ('returned_on', None)), fields=['due_on'], name='piece_loan_out_by_due'),
        ),
        migrations.AddConstraint(
            model_name='pieceloan',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('cancelled_on', None)), expressions=[(models.Func(models.F('piece'), models.F('piece'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('starts_on'), django.db.models.functions.comparison.Least('due_on', 'returned_on'), models.Case(models.When(returned_on=None, then=models.Value('[]')), default=models.Value('[)')), function='daterange'), '&&')], name='piece_promised_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='pieceloan',
            constraint=models.UniqueConstraint(condition=models.Q(('handed_out_on__isnull', False), ('returned_on', None)), fields=('piece',), name='piece_out_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='pieceloan',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('starts_on'))), name='piece_loan_ends_after_its_start'),
        ),
        migrations.AddConstraint(
            model_name='pieceloan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('handed_out_by', None), ('handed_out_on', None), ('returned_on', None)), models.Q(('cancelled_on', None), ('handed_out_by__isnull', False), ('handed_out_on', models.F('starts_on'))), _connector='OR'), name='piece_loan_begins_when_handed_out'),
        ),
        migrations.AddConstraint(
            model_name='pieceloan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('deposit_returned_on', None), ('returned_by', None), ('returned_on', None), ('state_back', '')), models.Q(('returned_by__isnull', False), ('returned_on__gte', models.F('handed_out_on')), ('state_back__in', ['good', 'damaged', 'repair', 'lost'])), _connector='OR'), name='piece_loan_back_says_its_state'),
        ),
        migrations.AddConstraint(
            model_name='pieceloan',
            constraint=models.CheckConstraint(condition=models.Q(('state_back__in', ['', 'good']), models.Q(('damage', ''), _negated=True), _connector='OR'), name='piece_loan_damage_is_told'),
        ),
        migrations.AddConstraint(
            model_name='pieceloan',
            constraint=models.CheckConstraint(condition=models.Q(('deposit_returned_on', None), ('deposit_paid_on__isnull', False), _connector='OR'), name='piece_loan_deposit_back_was_paid'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pieceloan',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_pieceloanevent" ("cancelled_on", "damage", "deposit", "deposit_paid_on", "deposit_returned_on", "dossier_id", "due_on", "handed_out_by_id", "handed_out_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "piece_id", "reminded_on", "reserved_at", "reserved_by_id", "returned_by_id", "returned_on", "starts_on", "state_back") VALUES (NEW."cancelled_on", NEW."damage", NEW."deposit", NEW."deposit_paid_on", NEW."deposit_returned_on", NEW."dossier_id", NEW."due_on", NEW."handed_out_by_id", NEW."handed_out_on", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."piece_id", NEW."reminded_on", NEW."reserved_at", NEW."reserved_by_id", NEW."returned_by_id", NEW."returned_on", NEW."starts_on", NEW."state_back"); RETURN NULL;', hash='d0440dc36550b30698cc7162475ced79bf93163f', operation='INSERT', pgid='pgtrigger_insert_insert_22365', table='dossiers_pieceloan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pieceloan',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossiers_pieceloanevent" ("cancelled_on", "damage", "deposit", "deposit_paid_on", "deposit_returned_on", "dossier_id", "due_on", "handed_out_by_id", "handed_out_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "piece_id", "reminded_on", "reserved_at", "reserved_by_id", "returned_by_id", "returned_on", "starts_on", "state_back") VALUES (NEW."cancelled_on", NEW."damage", NEW."deposit", NEW."deposit_paid_on", NEW."deposit_returned_on", NEW."dossier_id", NEW."due_on", NEW."handed_out_by_id", NEW."handed_out_on", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."piece_id", NEW."reminded_on", NEW."reserved_at", NEW."reserved_by_id", NEW."returned_by_id", NEW."returned_on", NEW."starts_on", NEW."state_back"); RETURN NULL;', hash='f833c8149f70f6f59d94ba6f7fc84786afe812e0', operation='UPDATE', pgid='pgtrigger_update_update_c7655', table='dossiers_pieceloan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pieceloan',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_pieceloanevent" ("cancelled_on", "damage", "deposit", "deposit_paid_on", "deposit_returned_on", "dossier_id", "due_on", "handed_out_by_id", "handed_out_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "piece_id", "reminded_on", "reserved_at", "reserved_by_id", "returned_by_id", "returned_on", "starts_on", "state_back") VALUES (OLD."cancelled_on", OLD."damage", OLD."deposit", OLD."deposit_paid_on", OLD."deposit_returned_on", OLD."dossier_id", OLD."due_on", OLD."handed_out_by_id", OLD."handed_out_on", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."piece_id", OLD."reminded_on", OLD."reserved_at", OLD."reserved_by_id", OLD."returned_by_id", OLD."returned_on", OLD."starts_on", OLD."state_back"); RETURN NULL;', hash='cf7cbab3a8d2d8a68bd7adb4fc627474376e3f3a', operation='DELETE', pgid='pgtrigger_delete_delete_a5b7c', table='dossiers_pieceloan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pieceloanevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a74aa00913490f0dd4379ea57d19f30d5a5275ef', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f9a06', table='dossiers_pieceloanevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='stockkind',
            constraint=models.UniqueConstraint(models.F('code'), name='stockkind_code_once'),
        ),
        migrations.AddConstraint(
            model_name='stockkind',
            constraint=models.UniqueConstraint(fields=('name', 'depot'), name='stock_kind_name_once_at_a_place'),
        ),
        migrations.AddConstraint(
            model_name='stockkind',
            constraint=models.CheckConstraint(condition=models.Q(('quantity__gte', 0)), name='stock_never_below_zero'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stockkind',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_stockkindevent" ("depot", "id", "is_active", "low_told_on", "minimum", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quantity", "subtype_id", "unit") VALUES (NEW."depot", NEW."id", NEW."is_active", NEW."low_told_on", NEW."minimum", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."quantity", NEW."subtype_id", NEW."unit"); RETURN NULL;', hash='74fa9b06df1bf9c2d568536438e5b90a99822806', operation='INSERT', pgid='pgtrigger_insert_insert_9c4f8', table='dossiers_stockkind', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stockkind',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."depot" IS DISTINCT FROM (NEW."depot") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."low_told_on" IS DISTINCT FROM (NEW."low_told_on") OR OLD."minimum" IS DISTINCT FROM (NEW."minimum") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."quantity" IS DISTINCT FROM (NEW."quantity") OR OLD."subtype_id" IS DISTINCT FROM (NEW."subtype_id") OR OLD."unit" IS DISTINCT FROM (NEW."unit"))', func='INSERT INTO "dossiers_stockkindevent" ("depot", "id", "is_active", "low_told_on", "minimum", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quantity", "subtype_id", "unit") VALUES (NEW."depot", NEW."id", NEW."is_active", NEW."low_told_on", NEW."minimum", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."quantity", NEW."subtype_id", NEW."unit"); RETURN NULL;', hash='160705ee0148a047f5099b6ce79d15f90f33b177', operation='UPDATE', pgid='pgtrigger_update_update_d97a7', table='dossiers_stockkind', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stockkind',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossiers_stockkindevent" ("depot", "id", "is_active", "low_told_on", "minimum", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quantity", "subtype_id", "unit") VALUES (OLD."depot", OLD."id", OLD."is_active", OLD."low_told_on", OLD."minimum", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."quantity", OLD."subtype_id", OLD."unit"); RETURN NULL;', hash='dae98fb1f3a7ef75fc4e6cf40290c092e1566a17', operation='DELETE', pgid='pgtrigger_delete_delete_c7815', table='dossiers_stockkind', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stockkindevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2823cc0886752d2d420966c455a18869b9df7200', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8a2a2', table='dossiers_stockkindevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='stockmove',
            index=models.Index(fields=['kind', '-id'], name='stock_move_of_kind'),
        ),
        migrations.AddConstraint(
            model_name='stockmove',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('quantity__gt', 0), ('undoes', None), ('why', 'in')), models.Q(('dossier__isnull', False), ('quantity__lt', 0), ('undoes', None), ('why', 'out')), models.Q(('undoes', None), ('why', 'count'), models.Q(('quantity', 0), _negated=True), models.Q(('reason', ''), _negated=True)), models.Q(('quantity__gt', 0), ('undoes__isnull', False), ('why', 'undo')), _connector='OR'), name='stock_move_says_why'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stockmove',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8429c4162f01e58a7258efe75ba36c559b6f1389', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7886a', table='dossiers_stockmove', when='BEFORE')),
        ),
        tie_to_its_dossier("dossiers_lendingdetail", name="lending_detail_of_its_dossier"),
        migrations.RunSQL(PROFILES, migrations.RunSQL.noop),
    ]
