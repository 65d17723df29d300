"""The lists every loket starts with (fixtures/reference/dossiers.json)."""

import json
from typing import Any

from django.conf import settings

from dossiers.models import (
    Acquaintance,
    Capacity,
    FirstAction,
    Project,
    Reason,
    Source,
    Subtype,
    Topic,
)
from dossiers.models.lists import NamedValue

_PLAIN_LISTS: dict[str, type[NamedValue]] = {
    "sources": Source,
    "acquaintances": Acquaintance,
    "capacities": Capacity,
    "topics": Topic,
    "first_actions": FirstAction,
}


def load_lists() -> int:
    """Inserts the values that are missing by name; returns how many."""
    lists = json.loads((settings.BASE_DIR / "fixtures/reference/dossiers.json").read_text())
    made = sum(_insert(model, [{"name": name} for name in lists[key]]) for key, model in _PLAIN_LISTS.items())
    reasons = [{"kind": kind, "name": name} for kind, names in lists["reasons"].items() for name in names]
    made += _insert(Reason, reasons, "kind")
    made += _insert(Project, lists["projects"])
    made += _insert(Subtype, lists["subtypes"], "type")
    return made


def _insert(model: type[NamedValue], rows: list[dict[str, Any]], *key: str) -> int:
    """The natural key is the name, within `key` where given."""
    names = (*key, "name")
    known = set(model.objects.values_list(*names))
    new = [
        model(position=position, **row)
        for position, row in enumerate(rows)
        if tuple(row[name] for name in names) not in known
    ]
    return len(model.objects.bulk_create(new))
