"""What was closed last in a queue, by an index. Built beside the running shop."""

from django.db import migrations, models

from oss.core.migrating import AddIndexBeside


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("queues", "0007_short_names")]

    operations = [
        AddIndexBeside(
            model_name="queuemove",
            index=models.Index(
                condition=models.Q(("from_state", "open"), models.Q(("to_state", "open"), _negated=True)),
                fields=["to_queue", "-id"],
                name="queue_moves_closing",
            ),
        ),
    ]
