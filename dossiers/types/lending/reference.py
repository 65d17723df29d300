"""The kinds of pieces that every loket starts with (fixtures/reference/lending.json). What lies in stock, and
where, each loket says itself."""

import json

from django.conf import settings

from dossiers.models import Subtype
from dossiers.types.lending.pieces import PieceKind
from oss.core.reference import insert_missing


def load_piece_kinds() -> int:
    """Inserts what is missing; returns how many."""
    shipped = json.loads((settings.BASE_DIR / "fixtures/reference/lending.json").read_text())
    subtypes = dict(Subtype.objects.values_list("code", "pk"))
    rows = (
        {name: value for name, value in row.items() if name != "subtype"}
        | {"subtype_id": subtypes.get(row["subtype"]), "position": place}
        for place, row in enumerate(shipped)
    )
    return insert_missing(PieceKind, rows, "name")
