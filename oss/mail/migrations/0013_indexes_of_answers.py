"""Built beside the running shop."""

from django.db import migrations, models

from oss.core.migrating import AddIndexBeside


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("mail", "0012_answers")]

    operations = [
        AddIndexBeside(
            model_name="outboundmessage",
            index=models.Index(fields=["message_id"], name="outbound_message_id"),
        ),
        AddIndexBeside(
            model_name="message",
            index=models.Index(fields=["in_reply_to"], name="message_in_reply_to"),
        ),
    ]
