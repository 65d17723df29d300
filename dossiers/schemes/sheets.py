"""The sheets that hold on a day, each with its rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from dossiers.schemes.models import Comparison, Decides, SchemeCondition, SchemeVersion
from dossiers.schemes.rules import WORKS, Known, Rule, Span, Verdict
from dossiers.schemes.values import FactWords, condition_words, test_of
from oss.core.dates import written
from oss.staff.models import User


@dataclass(frozen=True)
class SchemeSheet:
    """One version as of `on`; `groups`: its conditions, of which one of each group is enough."""

    version: SchemeVersion
    on: date
    groups: tuple[tuple[SchemeCondition, ...], ...]
    rule: Rule

    @property
    def is_closed(self) -> bool:
        return self.version.closed_by(self.on)

    @property
    def closed(self) -> str:
        """ "closed on 01/07/2026"; empty for what can be asked."""
        version = self.version
        if not self.is_closed:
            return ""
        if version.closed_on is not None:
            return _("closed on %(day)s") % {"day": written(version.closed_on)}
        if version.ask_until is not None and version.ask_until < self.on:
            return _("could be asked until %(day)s") % {"day": written(version.ask_until)}
        return _("closed, on a day that is not known")

    @property
    def works(self) -> frozenset[str]:
        """The works and topics that it is for; empty where it is for no work in particular."""
        found = (one for group in self.groups for one in group if one.fact == WORKS)
        return frozenset(code for one in found if one.comparison == Comparison.IN for code in one.values)

    def words(self, words: FactWords) -> list[str]:
        """Its conditions that a program compares, each group in one line."""
        return [
            _(" or ").join(dict.fromkeys(condition_words(one, words) for one in group))
            for group in self.groups
        ]

    def is_for(self, known: Known) -> bool:
        """Nothing of what is known shuts it out."""
        return self.rule.verdict(known) != Verdict.NO


def sheets_on(day: date, user: User, *, bought: Any = None) -> list[SchemeSheet]:
    """Of all active schemes, in their order: two queries. Where the date of the deed decides, and it is known
    (`bought`), the sheet of that day."""
    rows = SchemeVersion.objects.visible_to(user).filter(scheme__is_active=True)
    found = (
        rows.on(day) | rows.on(bought.lowest).filter(decides=Decides.DEED) if exact(bought) else rows.on(day)
    )
    chosen: dict[int, SchemeVersion] = {}
    for version in found.select_related("scheme").order_by("scheme__position", "scheme__name"):
        decisive = bought.lowest if version.decides == Decides.DEED and exact(bought) else day
        if _holds(version, decisive):
            chosen.setdefault(version.scheme_id, version)
    conditions = SchemeCondition.objects.filter(version__in=[one.pk for one in chosen.values()])
    by_version: dict[int, list[SchemeCondition]] = {}
    for one in conditions.select_related("question").order_by("group", "pk"):
        by_version.setdefault(one.version_id, []).append(one)
    return [sheet_of(one, by_version.get(one.pk, []), day) for one in chosen.values()]


def exact(span: Any) -> bool:
    return isinstance(span, Span) and span.lowest is not None and span.lowest == span.highest


def _holds(version: SchemeVersion, day: date) -> bool:
    return (version.valid_from is None or version.valid_from <= day) and (
        version.valid_until is None or version.valid_until >= day
    )


def sheet_of(version: SchemeVersion, conditions: Sequence[SchemeCondition], day: date) -> SchemeSheet:
    groups: dict[int, list[SchemeCondition]] = {}
    for one in conditions:
        groups.setdefault(one.group, []).append(one)
    rows = tuple(tuple(group) for group in groups.values())
    tests = tuple(tuple(test_of(one, on=day) for one in group) for group in rows)
    return SchemeSheet(version, day, rows, Rule(version.scheme_id, tests, version.is_confirmed))
