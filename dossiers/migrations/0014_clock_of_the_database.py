from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0013_one_word_for_the_source")]

    operations = [
        migrations.AlterField(
            model_name="stagevisit",
            name="entered_at",
            field=models.DateTimeField(db_default=Now(), verbose_name="entered at"),
        ),
    ]
