"""Who read what few may read: a log that only grows."""

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0011_financial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SensitiveReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=80, verbose_name='what')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('case_file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='timeline.casefile', verbose_name='case file')),
            ],
            options={
                'verbose_name': 'reading of what few may read',
                'verbose_name_plural': 'readings of what few may read',
                'ordering': ('-at', '-pk'),
                'indexes': [models.Index(fields=['case_file', '-at', '-id'], name='reading_of_case_file'), models.Index(fields=['-at', '-id'], name='reading_by_moment')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sensitivereading',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b54b70ad861e3aa590a6ca92a1ef04eaef192421', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1a292', table='timeline_sensitivereading', when='BEFORE')),
        ),
    ]
