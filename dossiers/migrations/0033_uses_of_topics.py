"""How often each topic was chosen, counted at night."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('dossiers', '0032_next_term'),
    ]

    operations = [
        migrations.AddField(
            model_name='topic',
            name='uses',
            field=models.PositiveIntegerField(db_default=0, editable=False),
        ),
    ]
