"""What an item is found by stands on the item. Filled in batches and indexed beside the running shop."""

from typing import Any

import django.contrib.postgres.indexes
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from oss.core.migrating import AddIndexBeside

BATCH = 5_000


def fill(apps: Any, schema_editor: Any) -> None:
    """The trigger fills a row that is written; one that it filled already stays as it is."""
    items = apps.get_model("queues", "QueueItem").objects.filter(search="")
    last = apps.get_model("queues", "QueueItem").objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for first in range(0, last, BATCH):
        items.filter(pk__gt=first, pk__lte=first + BATCH).update(search="")


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("mail", "0008_names_of_secrets"),
        ("queues", "0008_closings_of_queue"),
        ("timeline", "0004_posted_mail"),
    ]

    operations = [
        migrations.CreateModel(
            name="QueuedMessage",
            fields=[],
            options={"proxy": True, "default_permissions": (), "indexes": [], "constraints": []},
            bases=("mail.message",),
        ),
        migrations.CreateModel(
            name="QueuedTask",
            fields=[],
            options={"proxy": True, "default_permissions": (), "indexes": [], "constraints": []},
            bases=("timeline.activity",),
        ),
        migrations.AddField(
            model_name="queueitem", name="search", field=models.TextField(db_default="", editable=False)
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='queueitem',
            trigger=pgtrigger.compiler.Trigger(name='fill_search', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        NEW.search := COALESCE(\n            (SELECT search_text(concat_ws(' ', subject, from_name, from_address))\n             FROM mail_message WHERE id = NEW.message_id),\n            (SELECT search_text(concat_ws(' ', title, text))\n             FROM timeline_activity WHERE id = NEW.activity_id),\n            ''\n        );\n        RETURN NEW;\n    ", hash='08f4f5db18622520557731f3b423de130027f11b', operation='INSERT OR UPDATE OF "message_id", "activity_id", "search"', pgid='pgtrigger_fill_search_3406b', table='queues_queueitem', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='queuedmessage',
            trigger=pgtrigger.compiler.Trigger(name='item_search_follows', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."from_address" IS DISTINCT FROM (NEW."from_address") OR OLD."from_name" IS DISTINCT FROM (NEW."from_name") OR OLD."subject" IS DISTINCT FROM (NEW."subject"))', func='UPDATE queues_queueitem SET search = search WHERE message_id = NEW.id; RETURN NULL;', hash='33bca83095ff8435533a35380b5b6f81de92387f', operation='UPDATE', pgid='pgtrigger_item_search_follows_9c8cb', table='mail_message', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='queuedtask',
            trigger=pgtrigger.compiler.Trigger(name='item_search_follows', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."title" IS DISTINCT FROM (NEW."title"))', func='UPDATE queues_queueitem SET search = search WHERE activity_id = NEW.id; RETURN NULL;', hash='bb9476206ceec575b8c10a207a748fc3b8456e93', operation='UPDATE', pgid='pgtrigger_item_search_follows_6748b', table='timeline_activity', when='AFTER')),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        AddIndexBeside(
            model_name="queueitem",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search"], name="queue_item_search", opclasses=["gin_trgm_ops"]
            ),
        ),
    ]
