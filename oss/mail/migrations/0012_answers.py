"""What an answer names is found by an index: a mail of ours by its Message-ID, one that came in by what it
answers."""

from django.db import migrations, models

FILL = """
    UPDATE mail_outboundmessage SET message_id = left(trim(both '<>' from headers ->> 'Message-ID'), 500)
    WHERE message_id = '' AND headers ->> 'Message-ID' IS NOT NULL
"""


class Migration(migrations.Migration):

    dependencies = [("mail", "0011_secret_attachments")]

    operations = [
        migrations.AddField(
            model_name="outboundmessage",
            name="message_id",
            field=models.CharField(blank=True, db_default="", max_length=500, verbose_name="Message-ID"),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
