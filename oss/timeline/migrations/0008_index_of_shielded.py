"""The few case files that are shielded are found at once. Built beside the running shop."""

from django.db import migrations, models

from oss.core.migrating import AddIndexBeside


class Migration(migrations.Migration):
    atomic = False

    dependencies = [('timeline', '0007_shielded_case_files')]

    operations = [
        AddIndexBeside(
            model_name='casefile',
            index=models.Index(condition=models.Q(('is_shielded', True)), fields=['id'], name='case_file_shielded'),
        ),
    ]
