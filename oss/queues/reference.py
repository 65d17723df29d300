"""The queues every loket starts with (fixtures/reference/queues.json)."""

import json

from django.conf import settings

from oss.queues.models import Queue


def load_queues() -> int:
    """Inserts the queues that are missing by slug; returns how many. A taken digit stays where it is."""
    rows = json.loads((settings.BASE_DIR / "fixtures/reference/queues.json").read_text())
    known = set(Queue.objects.values_list("slug", flat=True))
    new = [Queue(position=position, **row) for position, row in enumerate(rows) if row["slug"] not in known]
    taken = set(Queue.objects.exclude(key="").values_list("key", flat=True))
    for queue in new:
        queue.key = "" if queue.key in taken else queue.key
    return len(Queue.objects.bulk_create(new))
