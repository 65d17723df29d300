"""The criteria of the energy scan, as its sheet of today lists them: each that holds opens the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from dossiers.schemes.models import SchemeKind, SchemeQuestion, SchemeVersion


@dataclass(frozen=True)
class Criteria:
    """`sheet` says source, day and what is to be confirmed; None where none holds today. `opened_by`: what
    holds for the client and stands on the list; `beside`: what was ticked when the list was another one."""

    sheet: SchemeVersion | None
    offered: Any
    opened_by: tuple[str, ...]
    beside: tuple[str, ...]

    @classmethod
    def today(cls, ticked: Sequence[SchemeQuestion]) -> "Criteria":
        """Three queries."""
        sheets = SchemeVersion.objects.on(timezone.localdate()).filter(
            scheme__kind=SchemeKind.SCAN, scheme__is_active=True
        )
        sheet = sheets.select_related("scheme").order_by("scheme__position", "pk").first()
        asked = sheet.conditions.exclude(question=None).values("question") if sheet else ()
        listed = set(SchemeQuestion.objects.filter(pk__in=asked).values_list("pk", flat=True))
        offered = SchemeQuestion.objects.filter(pk__in=[*listed, *(one.pk for one in ticked)])
        return cls(
            sheet,
            offered,
            tuple(one.short for one in ticked if one.pk in listed),
            tuple(one.short for one in ticked if one.pk not in listed),
        )
