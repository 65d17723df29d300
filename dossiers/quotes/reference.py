"""Posts and questions that every loket starts with (fixtures/reference/quotes.json).

The same questions are asked of several measures; each gets rows of its own, which its administrator changes.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings

from dossiers.quotes.models import CatalogueItem, ComparisonQuestion
from oss.addresses.models import Measure
from oss.core.named_values import NamedValue
from oss.core.reference import insert_missing

_LISTS: dict[str, type[NamedValue]] = {"catalogue": CatalogueItem, "questions": ComparisonQuestion}


def load_quote_lists() -> int:
    """Inserts what is missing; returns how many."""
    lists = json.loads((settings.BASE_DIR / "fixtures/reference/quotes.json").read_text())
    measures = dict(Measure.objects.values_list("code", "pk"))
    return sum(
        insert_missing(model, _rows(lists[key], measures), "measure_id", "name")
        for key, model in _LISTS.items()
    )


def _rows(groups: list[dict[str, Any]], measures: dict[str, int]) -> Iterator[dict[str, Any]]:
    for group in groups:
        for measure in group["measures"]:
            for place, item in enumerate(group["items"]):
                code = f"{measure}:{item['code']}"
                yield item | {"code": code, "measure_id": measures[measure], "position": place}
