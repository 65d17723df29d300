"""All activities are listed, the newest first, and searched. Built beside the running shop."""

import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.db import migrations, models

import oss.core.text_search
from oss.core.migrating import AddIndexBeside


class Migration(migrations.Migration):
    atomic = False

    dependencies = [('timeline', '0009_minutes')]

    operations = [
        AddIndexBeside(
            model_name='activity',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(oss.core.text_search.SearchText(django.db.models.functions.text.Concat('title', models.Value(' '), 'text', output_field=models.TextField())), name='gin_trgm_ops'), name='activity_search'),
        ),
        AddIndexBeside(
            model_name='activity',
            index=models.Index(fields=['created_at', 'id'], name='activity_by_moment'),
        ),
    ]
