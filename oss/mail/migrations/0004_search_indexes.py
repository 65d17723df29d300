"""Mail is searched by subject and sender. Built beside the running shop."""

import django.contrib.postgres.indexes
import django.db.models.functions.text
import oss.core.text_search
from django.db import migrations, models

from oss.core.migrating import AddIndexBeside


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('addresses', '0001_text_search'),
        ('mail', '0003_mailbox_last_fetched'),
    ]

    operations = [
        AddIndexBeside(
            model_name='message',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(oss.core.text_search.SearchText(django.db.models.functions.text.Concat('subject', models.Value(' '), 'from_name', models.Value(' '), 'from_address', output_field=models.TextField())), name='gin_trgm_ops'), name='message_search'),
        ),
    ]
