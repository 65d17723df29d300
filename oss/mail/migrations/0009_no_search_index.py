"""Mails are searched as items of a queue, which hold their own text: nothing asks for this index."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("mail", "0008_names_of_secrets")]

    operations = [migrations.RemoveIndex(model_name="message", name="message_search")]
