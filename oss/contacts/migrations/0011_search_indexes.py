"""A name is found written as one word by an index of its own. Built beside the running shop."""

import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.db import migrations, models

from oss.core.migrating import AddIndexBeside


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('addresses', '0010_typed_labels_and_parcels'),
        ('contacts', '0010_codes'),
    ]

    operations = [
        AddIndexBeside(
            model_name='alias',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Replace('search', models.Value(' '), models.Value(''), output_field=models.TextField()), name='gin_trgm_ops'), name='alias_search_one_word'),
        ),
        AddIndexBeside(
            model_name='organisation',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Replace('search', models.Value(' '), models.Value(''), output_field=models.TextField()), name='gin_trgm_ops'), name='organisation_search_one_word'),
        ),
        AddIndexBeside(
            model_name='person',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Replace('search', models.Value(' '), models.Value(''), output_field=models.TextField()), name='gin_trgm_ops'), name='person_search_one_word'),
        ),
    ]
