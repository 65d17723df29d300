"""The kinds of documents that every loket starts with; the administrator names them and adds others."""

import json

from django.conf import settings

from oss.core.reference import insert_missing
from oss.documents.models import DocumentKind


def load_kinds() -> int:
    """Inserts the kinds that are missing; returns how many."""
    rows = json.loads((settings.BASE_DIR / "fixtures/reference/document_kinds.json").read_text())
    return insert_missing(DocumentKind, (row | {"position": place} for place, row in enumerate(rows)), "name")
