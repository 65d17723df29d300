"""The channels that every loket starts with (fixtures/reference/contact_channels.json). How many minutes a
contact takes, each loket says itself: no source gives it."""

import json

from django.conf import settings

from dossiers.contact_moments.models import ContactChannel
from dossiers.models import FirstAction, Source
from oss.core.reference import insert_missing


def load_channels() -> int:
    """Inserts what is missing; returns how many."""
    shipped = json.loads((settings.BASE_DIR / "fixtures/reference/contact_channels.json").read_text())
    sources = dict(Source.objects.values_list("code", "pk"))
    actions = dict(FirstAction.objects.values_list("code", "pk"))
    rows = (
        {
            "code": row["code"],
            "name": row["name"],
            "position": place,
            "at_desk": row.get("at_desk", False),
            "source_id": sources.get(row.get("source", "")),
            "first_action_id": actions.get(row.get("first_action", "")),
        }
        for place, row in enumerate(shipped)
    )
    return insert_missing(ContactChannel, rows, "name")
