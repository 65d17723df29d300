"""Requests are listed among the tasks, and found by whom they were asked of. Built beside the running shop."""

import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import oss.core.text_search
from oss.core.migrating import AddIndexBeside


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('timeline', '0005_requests'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AddIndexBeside(
            model_name='activity',
            index=models.Index(models.OrderBy(models.F('due_on')), models.OrderBy(models.F('id')), condition=models.Q(('done_at', None), ('kind__in', ('task', 'request'))), name='open_to_do_by_due'),
        ),
        AddIndexBeside(
            model_name='activity',
            index=models.Index(models.OrderBy(models.F('due_on'), descending=True, nulls_last=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('done_at', None), ('kind__in', ('task', 'request'))), name='open_to_do_by_due_down'),
        ),
        AddIndexBeside(
            model_name='activity',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(oss.core.text_search.SearchText(django.db.models.functions.text.Concat('title', models.Value(' '), 'text', output_field=models.TextField())), name='gin_trgm_ops'), condition=models.Q(('kind__in', ('task', 'request'))), name='to_do_search'),
        ),
        AddIndexBeside(
            model_name='activity',
            index=models.Index(condition=models.Q(('asked_person', None), _negated=True), fields=['asked_person'], name='request_of_person'),
        ),
        AddIndexBeside(
            model_name='activity',
            index=models.Index(condition=models.Q(('asked_organisation', None), _negated=True), fields=['asked_organisation'], name='request_of_organisation'),
        ),
        AddIndexBeside(
            model_name='activity',
            index=models.Index(condition=models.Q(('asked_colleague', None), _negated=True), fields=['asked_colleague'], name='request_of_colleague'),
        ),
        migrations.RemoveIndex(
            model_name='activity',
            name='open_task_by_due',
        ),
        migrations.RemoveIndex(
            model_name='activity',
            name='open_task_by_due_down',
        ),
        migrations.RemoveIndex(
            model_name='activity',
            name='task_search',
        ),
    ]
