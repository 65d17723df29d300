from django.db import migrations, models

HELP = (
    "The password itself is kept nowhere: it is the environment variable of this name, such as OSS_SECRET_INFO; "
    "with Docker it stands in the file secrets.env."
)


def named_anew(model):
    field = models.CharField(blank=True, help_text=HELP, max_length=80, verbose_name="name of the secret")
    return migrations.AlterField(model_name=model, name="secret_name", field=field)


class Migration(migrations.Migration):
    dependencies = [("mail", "0007_notes_and_forwarded_mails")]

    operations = [named_anew("mailbox"), named_anew("mailboxevent")]
