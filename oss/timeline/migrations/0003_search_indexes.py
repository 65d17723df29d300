"""Tasks are searched, and open ones listed by their term. Built beside the running shop."""

import django.contrib.postgres.indexes
import django.db.models.functions.text
import oss.core.text_search
from django.conf import settings
from django.db import migrations, models

from oss.core.migrating import AddIndexBeside


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('addresses', '0001_text_search'),
        ('timeline', '0002_list_order'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AddIndexBeside(
            model_name='activity',
            index=models.Index(models.OrderBy(models.F('due_on')), models.OrderBy(models.F('id')), condition=models.Q(('done_at', None), ('kind', 'task')), name='open_task_by_due'),
        ),
        AddIndexBeside(
            model_name='activity',
            index=models.Index(models.OrderBy(models.F('due_on'), descending=True, nulls_last=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('done_at', None), ('kind', 'task')), name='open_task_by_due_down'),
        ),
        AddIndexBeside(
            model_name='activity',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(oss.core.text_search.SearchText(django.db.models.functions.text.Concat('title', models.Value(' '), 'text', output_field=models.TextField())), name='gin_trgm_ops'), condition=models.Q(('kind', 'task')), name='task_search'),
        ),
    ]
