"""Subtypes of which no new dossier is opened any more, such as a loan whose product is closed; those that are
there go on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from dossiers.models import Subtype, SubtypeQuerySet
from oss.core.registry import Offer, offered


@dataclass(frozen=True)
class ClosedSubtypes(Offer):
    """`keys`: of those that are closed today, as a query. `why`: of one of them, in a sentence."""

    keys: Callable[[], QuerySet[Any, Any]]
    why: Callable[[Subtype], str]


def without_closed(subtypes: SubtypeQuerySet) -> SubtypeQuerySet:
    for one in offered(ClosedSubtypes).values():
        subtypes = subtypes.exclude(pk__in=one.keys())
    return subtypes


def why_closed(subtype: Subtype) -> str:
    """Empty where it can be asked."""
    for one in offered(ClosedSubtypes).values():
        if one.keys().filter(pk=subtype.pk).exists():
            return one.why(subtype)
    return ""
