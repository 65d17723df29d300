"""Each queue keeps the digit that it had by its place when digits were places; each digit leads to one queue.

Built beside the running shop, without a lock.
"""

from django.db import migrations, models

KEEP_THE_PLACES = """
    UPDATE queues_queue SET key = placed.digit::text
    FROM (
        SELECT id, row_number() OVER (ORDER BY position, name) AS digit FROM queues_queue WHERE is_active
    ) placed
    WHERE placed.id = queues_queue.id AND placed.digit <= 9
"""


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("queues", "0004_reopening_and_queue_keys")]

    operations = [
        migrations.RunSQL(KEEP_THE_PLACES, migrations.RunSQL.noop),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS queue_key_once"
                    " ON queues_queue (key) WHERE NOT (key = '')",
                    "DROP INDEX IF EXISTS queue_key_once",
                ),
            ],
            state_operations=[
                migrations.AddConstraint(
                    model_name="queue",
                    constraint=models.UniqueConstraint(
                        condition=~models.Q(key=""),
                        fields=("key",),
                        name="queue_key_once",
                        violation_error_message="Another queue has this key.",
                    ),
                ),
            ],
        ),
    ]
