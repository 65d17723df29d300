from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mail", "0004_search_indexes")]

    operations = [
        migrations.AlterField(
            model_name="mailbox",
            name="secret_name",
            field=models.CharField(
                blank=True,
                help_text="The password itself is kept nowhere: it is the environment variable of this name, such as OSS_SECRET_INFO; with Docker it stands in the file secrets.env.",
                max_length=80,
                verbose_name="name of the secret",
            ),
        ),
    ]
