"""The kinds of pieces and consumables that every loket starts with (fixtures/reference/lending.json)."""

import json

from django.conf import settings

from dossiers.models import Subtype
from dossiers.types.lending.pieces import PieceKind
from dossiers.types.lending.stock import StockKind
from oss.core.named_values import NamedValue
from oss.core.reference import insert_missing

_LISTS: dict[str, tuple[type[NamedValue], tuple[str, ...]]] = {
    "piece_kinds": (PieceKind, ("name",)),
    "stock_kinds": (StockKind, ("name", "depot")),
}


def load_lending_lists() -> int:
    """Inserts what is missing; returns how many."""
    lists = json.loads((settings.BASE_DIR / "fixtures/reference/lending.json").read_text())
    subtypes = dict(Subtype.objects.values_list("code", "pk"))
    made = 0
    for key, (model, once) in _LISTS.items():
        rows = []
        for place, row in enumerate(lists[key]):
            subtype = subtypes.get(row.pop("subtype"))
            rows.append(row | {"subtype_id": subtype, "position": place})
        made += insert_missing(model, rows, *once)
    return made
