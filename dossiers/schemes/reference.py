"""The sheets that every loket starts with (fixtures/reference/schemes.json): what sources say, with what they
contradict. What was not found stays empty."""

import json
from typing import Any

import structlog
from django.conf import settings

from dossiers.models import ReferralProduct, Subtype
from dossiers.schemes.models import Scheme, SchemeCondition, SchemeQuestion, SchemeVersion
from oss.core.dates import read_day
from oss.core.reference import insert_missing

log = structlog.get_logger(__name__)
_DAYS = ("valid_from", "valid_until", "ask_until", "closed_on", "checked_on")


def load_schemes() -> int:
    """Inserts what is missing; returns how many. A sheet that would overlap with one of an administrator
    stays out, and the conditions of a sheet come with it, once."""
    shipped = json.loads((settings.BASE_DIR / "fixtures/reference/schemes.json").read_text(encoding="utf-8"))
    placed = (row | {"position": place} for place, row in enumerate(shipped["questions"]))
    return (
        insert_missing(SchemeQuestion, placed, "name")
        + _load_schemes(shipped["schemes"])
        + _load_versions(shipped["schemes"])
    )


def _load_schemes(shipped: list[dict[str, Any]]) -> int:
    subtypes = dict(Subtype.objects.values_list("code", "pk"))
    products = dict(ReferralProduct.objects.values_list("code", "pk"))
    rows = (
        {name: row[name] for name in ("code", "name", "kind", "by")}
        | {
            "opens_id": subtypes.get(row["opens"]),
            "product_id": products.get(row["product"]),
            "position": place,
        }
        for place, row in enumerate(shipped)
    )
    return insert_missing(Scheme, rows, "name")


def _load_versions(shipped: list[dict[str, Any]]) -> int:
    schemes = {one.code: one for one in Scheme.objects.all()}
    questions = dict(SchemeQuestion.objects.values_list("code", "pk"))
    known = set(SchemeVersion.objects.values_list("code", flat=True))
    periods: dict[int, list[SchemeVersion]] = {}
    for one in SchemeVersion.objects.only("scheme", "valid_from", "valid_until"):
        periods.setdefault(one.scheme_id, []).append(one)
    count, conditions = 0, []
    for row in shipped:
        scheme = schemes.get(row["code"])
        for sheet in row["versions"] if scheme is not None else ():
            days = {name: read_day(sheet[name]) if sheet[name] else None for name in _DAYS}
            code = f"{row['code']}:{sheet['valid_from'] or ''}"
            if code in known:
                continue
            new = SchemeVersion(
                **{name: value for name, value in sheet.items() if name != "conditions"} | days,
                code=code,
                scheme=scheme,
            )
            if any(_overlaps(new, one) for one in periods.get(new.scheme_id, ())):
                log.warning("scheme_version_left_out", code=code)
                continue
            new.save()
            periods.setdefault(new.scheme_id, []).append(new)
            conditions += [
                SchemeCondition(
                    version=new,
                    question_id=questions.get(one.get("question", "")),
                    **{name: value for name, value in one.items() if name != "question"},
                )
                for one in sheet["conditions"]
            ]
            count += 1
    SchemeCondition.objects.bulk_create(conditions)
    return count


def _overlaps(one: SchemeVersion, other: SchemeVersion) -> bool:
    first, second = (
        (version.valid_from.toordinal() if version.valid_from else 0, version.valid_until)
        for version in (one, other)
    )
    return (second[1] is None or first[0] <= second[1].toordinal()) and (
        first[1] is None or second[0] <= first[1].toordinal()
    )
