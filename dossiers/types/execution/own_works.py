"""The works of an Execution dossier, whatever it has to do with them, and what they make it ask."""

from datetime import date

from dossiers.asked_once import asked_once
from dossiers.models import Dossier
from dossiers.works.models import Executor, Work, WorkState
from oss.addresses.models import MeasureKind

FINISHED = frozenset({WorkState.EXECUTED, WorkState.CHECKED, WorkState.DROPPED})
GOING_ON = frozenset(
    {
        *(WorkState.DECIDED, WorkState.PERMITTED, WorkState.EXECUTING),
        *(WorkState.EXECUTED, WorkState.CHECKED),
    }
)


def works_on(dossier: Dossier) -> list[Work]:
    """Each once, with its measure."""
    found = Work.objects.on_dossier(dossier).select_related("measure").order_by("pk")
    return asked_once(dossier, "execution_works", lambda: list(found))


def needing_attest(dossier: Dossier) -> list[Work]:
    """Those that a contractor does, or did, for the client: each asks an attest. A study asks none."""
    return [
        one
        for one in works_on(dossier)
        if one.state in GOING_ON
        and not one.is_past
        and one.executor != Executor.SELF
        and one.measure.kind != MeasureKind.STUDY
    ]


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
