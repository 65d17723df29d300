"""A permit that nobody asked for is empty by default, also for the release that still runs."""

from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce


class Migration(MigrationAtOnce):

    dependencies = [
        ('dossiers', '0044_lending_filled'),
    ]

    operations = [
        migrations.AlterField(
            model_name='executiondetail',
            name='permit',
            field=models.CharField(blank=True, choices=[('none', 'none needed'), ('notice', 'notification'), ('permit', 'permit')], db_default='', max_length=6, verbose_name='permit needed'),
        ),
        migrations.AlterField(
            model_name='executiondetail',
            name='permit_refused_because',
            field=models.CharField(blank=True, db_default='', max_length=200, verbose_name='why it was refused'),
        ),
        migrations.AlterField(
            model_name='executiondetailevent',
            name='permit',
            field=models.CharField(blank=True, choices=[('none', 'none needed'), ('notice', 'notification'), ('permit', 'permit')], db_default='', max_length=6, verbose_name='permit needed'),
        ),
        migrations.AlterField(
            model_name='executiondetailevent',
            name='permit_refused_because',
            field=models.CharField(blank=True, db_default='', max_length=200, verbose_name='why it was refused'),
        ),
    ]
