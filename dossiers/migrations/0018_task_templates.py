"""The tasks that come by themselves, as rows."""

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.db import migrations, models

from oss.core.migrating import MigrationAtOnce


class Migration(MigrationAtOnce):

    dependencies = [
        ('dossiers', '0017_posts_and_questions_of_quotes'),
    ]

    operations = [
        migrations.CreateModel(
            name='TaskTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_default=django.db.models.functions.text.Concat(models.Value('own-'), django.db.models.functions.comparison.Cast(django.contrib.postgres.functions.RandomUUID(), models.CharField())), editable=False, max_length=60, verbose_name='code')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('after_stage', models.CharField(blank=True, max_length=20, verbose_name='made at the beginning of')),
                ('days', models.PositiveSmallIntegerField(blank=True, help_text='Until the task is due; empty: without a term.', null=True, verbose_name='days')),
                ('subtype', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='task_templates', to='dossiers.subtype', verbose_name='subtype')),
            ],
            options={
                'verbose_name': 'task that comes by itself',
                'verbose_name_plural': 'tasks that come by themselves',
                'ordering': ['subtype__type', 'subtype__position', 'position', 'name'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MadeTask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='made_tasks', to='dossiers.dossier')),
                ('template', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='made_tasks', to='dossiers.tasktemplate')),
            ],
            options={
                'verbose_name': 'task that came by itself',
                'verbose_name_plural': 'tasks that came by themselves',
            },
        ),
        migrations.AddConstraint(
            model_name='tasktemplate',
            constraint=models.UniqueConstraint(models.F('code'), name='tasktemplate_code_once'),
        ),
        migrations.AddConstraint(
            model_name='tasktemplate',
            constraint=models.UniqueConstraint(fields=('subtype', 'after_stage', 'name'), name='task_template_once'),
        ),
        migrations.AddConstraint(
            model_name='tasktemplate',
            constraint=models.CheckConstraint(condition=models.Q(('after_stage__in', ['', 'handling', 'completed', 'advice', 'survey', 'studies', 'quotes', 'preparation', 'execution', 'analysis', 'decision', 'signing', 'drawdown', 'outstanding', 'reporting', 'payment'])), name='task_template_stage_is_known'),
        ),
        migrations.AddConstraint(
            model_name='madetask',
            constraint=models.UniqueConstraint(fields=('dossier', 'template'), name='task_of_template_once'),
        ),
    ]
