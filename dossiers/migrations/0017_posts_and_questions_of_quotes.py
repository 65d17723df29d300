"""By what quotes for a measure are compared."""

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce


class Migration(MigrationAtOnce):

    dependencies = [
        ('addresses', '0012_measures'),
        ('dossiers', '0016_stage_order'),
    ]

    operations = [
        migrations.CreateModel(
            name='CatalogueItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('unit', models.CharField(choices=[('m2', 'm²'), ('m', 'm'), ('piece', 'piece'), ('sum', 'lump sum'), ('h', 'hour'), ('kWp', 'kWp'), ('kWh', 'kWh'), ('l', 'l')], max_length=5, verbose_name='unit')),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='catalogue_items', to='addresses.measure', verbose_name='measure')),
            ],
            options={
                'verbose_name': 'usual post of a quote',
                'verbose_name_plural': 'usual posts of quotes',
                'ordering': ['measure__position', 'position', 'name'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(models.F('code'), name='catalogueitem_code_once'), models.UniqueConstraint(fields=('measure', 'name'), name='catalogue_item_name_once'), models.CheckConstraint(condition=models.Q(('unit__in', ['m2', 'm', 'piece', 'sum', 'h', 'kWp', 'kWh', 'l'])), name='catalogue_item_unit_is_known')],
            },
        ),
        migrations.CreateModel(
            name='ComparisonQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('asks_value', models.BooleanField(default=False, help_text='A material, a thickness, a performance: it is typed, and not answered by yes or no.', verbose_name='asks a value')),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comparison_questions', to='addresses.measure', verbose_name='measure')),
            ],
            options={
                'verbose_name': 'comparison question',
                'verbose_name_plural': 'comparison questions',
                'ordering': ['measure__position', 'position', 'name'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(models.F('code'), name='comparisonquestion_code_once'), models.UniqueConstraint(fields=('measure', 'name'), name='comparison_question_once')],
            },
        ),
    ]
