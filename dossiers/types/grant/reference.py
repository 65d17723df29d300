"""The figures that sheets of premiums start with (fixtures/reference/grants.json): what sources say. What was
not found has a row without figures, and says so."""

import json
from decimal import Decimal
from typing import Any

from django.conf import settings

from dossiers.schemes.models import SchemeVersion
from dossiers.types.grant.terms import GrantRate, GrantTerms
from oss.addresses.models import Measure

_FIGURES = ("per_unit", "fixed", "percentage", "maximum")


def load_grant_terms() -> int:
    """Inserts the figures of sheets that have none yet; returns how many. What an administrator filled in
    stays."""
    shipped: dict[str, Any] = json.loads(
        (settings.BASE_DIR / "fixtures/reference/grants.json").read_text(encoding="utf-8")
    )
    measures = dict(Measure.objects.values_list("code", "pk"))
    sheets = SchemeVersion.objects.filter(code__in=shipped, grant_terms=None).order_by("pk")
    count = 0
    for sheet in sheets:
        row = dict(shipped[sheet.code])
        rates = row.pop("rates", ())
        terms = GrantTerms(version=sheet, **{name: _figure(value) for name, value in row.items()})
        terms.full_clean()
        terms.save()
        GrantRate.objects.bulk_create(
            GrantRate(
                terms=terms,
                measure_id=measures[one["measure"]] if one.get("measure") else None,
                category=one.get("category"),
                **{name: Decimal(one[name]) for name in _FIGURES if name in one},
            )
            for one in rates
        )
        count += 1
    return count


def _figure(value: Any) -> Any:
    """Amounts stand as text in the file, as a number of JSON has no cents."""
    if isinstance(value, str):
        try:
            return Decimal(value)
        except ArithmeticError:
            return value
    return value
