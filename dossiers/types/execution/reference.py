"""The lists of executions that every loket starts with (fixtures/reference/execution.json)."""

import json

from django.conf import settings

from dossiers.types.execution.model import BuildingPart, StreetElement
from oss.core.named_values import NamedValue
from oss.core.reference import insert_missing

_LISTS: dict[str, type[NamedValue]] = {"building_parts": BuildingPart, "street_elements": StreetElement}


def load_execution_lists() -> int:
    """Inserts what is missing; returns how many."""
    lists = json.loads((settings.BASE_DIR / "fixtures/reference/execution.json").read_text())
    return sum(
        insert_missing(model, (row | {"position": place} for place, row in enumerate(lists[key])), "name")
        for key, model in _LISTS.items()
    )
