"""The same bytes from another place are another arrival. Built beside the running shop, without a lock."""

from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("mail", "0001_initial"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS raw_message_once_per_source "
                    "ON mail_rawmessage (sha256, mailbox_id, source)",
                    "DROP INDEX IF EXISTS raw_message_once_per_source",
                ),
                migrations.RunSQL(
                    "ALTER TABLE mail_rawmessage DROP CONSTRAINT raw_message_once",
                    "ALTER TABLE mail_rawmessage ADD CONSTRAINT raw_message_once UNIQUE (sha256)",
                ),
            ],
            state_operations=[
                migrations.RemoveConstraint(model_name="rawmessage", name="raw_message_once"),
                migrations.AddConstraint(
                    model_name="rawmessage",
                    constraint=models.UniqueConstraint(
                        "sha256", "mailbox", "source", name="raw_message_once_per_source"
                    ),
                ),
            ],
        ),
    ]
