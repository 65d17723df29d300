"""What is wrong with the dates of an employment is told in words."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contacts', '0013_measures'),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name='employment',
            name='employment_ends_after_it_begins',
            constraint=models.CheckConstraint(condition=models.Q(('since__isnull', True), ('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='employment_ends_after_it_begins', violation_error_message='It ends after it begins: check both dates.'),
        ),
    ]
