"""The lists every loket starts with (fixtures/reference/dossiers.json)."""

import json
from typing import Any

from django.conf import settings

from dossiers.models import (
    Acquaintance,
    Capacity,
    FirstAction,
    Motive,
    NextStep,
    Project,
    Reason,
    ReferralProduct,
    RelationKind,
    Source,
    Subtype,
    TaskTemplate,
    Topic,
)
from dossiers.waiting.models import WaitingPriority
from oss.core.named_values import NamedValue
from oss.core.reference import insert_missing

_LISTS: dict[str, tuple[type[NamedValue], tuple[str, ...]]] = {
    "sources": (Source, ("name",)),
    "acquaintances": (Acquaintance, ("name",)),
    "capacities": (Capacity, ("name",)),
    "topics": (Topic, ("name",)),
    "motives": (Motive, ("name",)),
    "first_actions": (FirstAction, ("name",)),
    "relation_kinds": (RelationKind, ("name",)),
    "reasons": (Reason, ("kind", "name")),
    "waiting_priorities": (WaitingPriority, ("name",)),
    "projects": (Project, ("name",)),
    "subtypes": (Subtype, ("type", "name")),
}
"""By the key in the file: the model, and the fields that no two of its rows share."""


def _shipped() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((settings.BASE_DIR / "fixtures/reference/dossiers.json").read_text())
    return found


def load_lists() -> int:
    """Inserts the values that are missing; returns how many."""
    lists = _shipped()
    return sum(
        insert_missing(model, (row | {"position": place} for place, row in enumerate(lists[key])), *once)
        for key, (model, once) in _LISTS.items()
    )


def load_what_opens() -> int:
    """Inserts the steps after an advice and the products of referrals that are missing; returns how many."""
    subtypes, lists = dict(Subtype.objects.values_list("code", "pk")), _shipped()
    return sum(
        insert_missing(
            model,
            (
                {
                    "code": row["code"],
                    "name": row["name"],
                    "opens_id": subtypes.get(row["opens"]),
                    "position": place,
                }
                for place, row in enumerate(lists[key])
            ),
            "name",
        )
        for key, model in (("next_steps", NextStep), ("referral_products", ReferralProduct))
    )


def load_task_templates() -> int:
    """Inserts the tasks of subtypes that are missing; returns how many."""
    groups = _shipped()["task_templates"]
    subtypes = dict(Subtype.objects.values_list("code", "pk"))
    rows = (
        row | {"subtype_id": subtypes[code], "after_stage": "", "position": place}
        for code, tasks in groups.items()
        if code in subtypes
        for place, row in enumerate(tasks)
    )
    return insert_missing(TaskTemplate, rows, "subtype_id", "after_stage", "name")
