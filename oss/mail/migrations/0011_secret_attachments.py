"""The few attachments that not everybody reads, and those without a kind yet. Built beside the running shop."""

from django.db import migrations, models

from oss.core.migrating import AddIndexBeside


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("mail", "0010_kinds_of_attachments")]

    operations = [
        AddIndexBeside(
            model_name='attachment',
            index=models.Index(condition=models.Q(('document_class', 'normal'), _negated=True), fields=['message'], name='attachment_secret'),
        ),
        AddIndexBeside(
            model_name='attachment',
            index=models.Index(condition=models.Q(('kind', None)), fields=['id'], name='attachment_without_kind'),
        ),
    ]
