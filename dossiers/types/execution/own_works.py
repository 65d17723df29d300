"""The works of an Execution dossier, whatever it has to do with them, and what they make it ask."""

from datetime import date

from dossiers.models import Dossier
from dossiers.works.models import Work, WorkState

FINISHED = frozenset({WorkState.EXECUTED, WorkState.CHECKED, WorkState.DROPPED})
_KEPT = "works_of_execution"


def works_on(dossier: Dossier) -> list[Work]:
    """Each once, with its measure. Read once for each dossier that was read: several requirements ask."""
    kept: list[Work] | None = dossier.__dict__.get(_KEPT)
    if kept is None:
        found = Work.objects.filter(on_dossiers__dossier=dossier).select_related("measure").distinct()
        kept = dossier.__dict__[_KEPT] = list(found.order_by("pk"))
    return kept


def at_the_street(dossier: Dossier) -> list[Work]:
    """Those that may touch façade or roof at the street, and go on or may."""
    return [one for one in works_on(dossier) if one.measure.touches_street and one.state != WorkState.DROPPED]


def start_of(dossier: Dossier) -> date | None:
    """The first day on which one of its works is planned; else that of the dossier."""
    planned = [
        one.planned_start
        for one in works_on(dossier)
        if one.planned_start is not None and one.state != WorkState.DROPPED
    ]
    detail = getattr(dossier, "execution", None)
    if detail is not None and detail.planned_start is not None:
        planned.append(detail.planned_start)
    return min(planned, default=None)
