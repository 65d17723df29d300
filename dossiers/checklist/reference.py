"""The papers that sheets ask from the start (fixtures/reference/papers.json), by the code of the scheme."""

import json

from django.conf import settings

from dossiers.checklist.models import SheetPaper
from dossiers.schemes.models import SchemeVersion
from oss.documents.models import DocumentKind


def load_papers() -> int:
    """Inserts what is missing on the sheets; returns how many. One that was switched off stays off."""
    shipped = json.loads((settings.BASE_DIR / "fixtures/reference/papers.json").read_text(encoding="utf-8"))
    kinds = dict(DocumentKind.objects.values_list("code", "pk"))
    known = set(SheetPaper.objects.values_list("version", "kind"))
    sheets = SchemeVersion.objects.filter(scheme__code__in=shipped).values_list("pk", "scheme__code")
    new = [
        SheetPaper(
            version_id=version, kind_id=kinds[row["kind"]], is_required=row["is_required"], note=row["note"]
        )
        for version, scheme in sheets
        for row in shipped[scheme]
        if row["kind"] in kinds and (version, kinds[row["kind"]]) not in known
    ]
    SheetPaper.objects.bulk_create(new)
    return len(new)
