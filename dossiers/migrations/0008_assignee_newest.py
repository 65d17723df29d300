from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0007_stage_newest")]
    operations = [
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(fields=["assignee", "-number"], name="dossier_of_assignee_newest"),
        ),
    ]
