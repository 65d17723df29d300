"""Quotes that expire before a decision, and a collective renovation that is executed too. The index is built
beside the running shop."""

import django.db.models.deletion
from django.db import migrations, models

from oss.core.migrating import AddIndexBeside, MigrationAtOnce


class Migration(MigrationAtOnce):
    atomic = False

    dependencies = [
        ('dossiers', '0035_waiting_list'),
        ('timeline', '0006_indexes_of_requests'),
    ]

    operations = [
        migrations.CreateModel(
            name='Expiry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('until', models.DateField(verbose_name='valid until')),
                ('quote', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='expiries', to='dossiers.quote')),
                ('request', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='quote_to_prolong', to='timeline.activity')),
                ('task', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='expiring_quote', to='timeline.activity')),
            ],
            options={
                'verbose_name': 'expiry of a quote',
                'verbose_name_plural': 'expiries of quotes',
                'constraints': [models.UniqueConstraint(fields=('quote', 'until'), name='quote_expires_once_on_a_day')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='collectivedetail',
            name='collective_detail_of_design',
        ),
        migrations.AddConstraint(
            model_name='collectivedetail',
            constraint=models.CheckConstraint(condition=models.Q(('dossier_type__in', ('design', 'execution'))), name='collective_detail_of_design_or_execution'),
        ),
        AddIndexBeside(
            model_name='quote',
            index=models.Index(condition=models.Q(('valid_until__isnull', False)), fields=['valid_until'], name='quote_by_validity'),
        ),
    ]
