"""What a colleague opened lately, by an index. Built beside the running shop."""

from django.conf import settings
from django.db import migrations, models

from oss.core.migrating import AddIndexBeside


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('addresses', '0010_typed_labels_and_parcels'),
        ('dossiers', '0010_codes'),
        ('timeline', '0003_search_indexes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AddIndexBeside(
            model_name='journey',
            index=models.Index(condition=models.Q(('address__isnull', False)), fields=['opened_by', '-opened_at', '-id'], name='journey_of_opener'),
        ),
    ]
