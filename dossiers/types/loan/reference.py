"""The product sheets that every loket starts with (fixtures/reference/loans.json), by the code of the sheet
of their scheme. What no source told stays empty."""

import json
from typing import Any

from django.conf import settings

from dossiers.models import Subtype
from dossiers.schemes.models import Scheme, SchemeVersion
from dossiers.types.loan.terms import LoanTargetGroup, LoanTerms
from oss.core.reference import insert_missing


def _shipped() -> dict[str, Any]:
    path = settings.BASE_DIR / "fixtures/reference/loans.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def load_target_groups() -> int:
    """Inserts what is missing; returns how many."""
    rows = (row | {"position": place} for place, row in enumerate(_shipped()["target_groups"]))
    return insert_missing(LoanTargetGroup, rows, "name")


def load_terms() -> int:
    """Fills in what a sheet has none of; returns how many. What an administrator changed stays."""
    versions = dict(SchemeVersion.objects.filter(loan_terms=None).values_list("code", "pk"))
    subtypes = dict(Subtype.objects.values_list("code", "pk"))
    schemes = dict(Scheme.objects.values_list("code", "pk"))
    new = []
    for row in _shipped()["terms"]:
        version, product = versions.get(row["sheet"]), subtypes.get(row["product"])
        if version is None or product is None:
            continue
        told = {name: value for name, value in row.items() if name not in {"sheet", "product", "successor"}}
        successor = schemes.get(row.get("successor", ""))
        new.append(LoanTerms(version_id=version, product_id=product, successor_id=successor, **told))
    LoanTerms.objects.bulk_create(new)
    return len(new)
