"""Documents by their kind, and those that have none yet. Built beside the running shop."""

from django.db import migrations, models

from oss.core.migrating import AddIndexBeside


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("documents", "0004_kinds_of_documents")]

    operations = [
        AddIndexBeside(
            model_name='document',
            index=models.Index(fields=['kind'], name='document_by_kind'),
        ),
        AddIndexBeside(
            model_name='document',
            index=models.Index(condition=models.Q(('kind', None)), fields=['id'], name='document_without_kind'),
        ),
    ]
