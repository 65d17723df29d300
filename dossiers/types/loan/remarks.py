"""Works that start before the loan that pays them is signed."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from dossiers.flows.table import ABANDONED, COMPLETED, DossierType, flow_of
from dossiers.works.models import Work, WorkDossier, WorkRole
from oss.staff.http import StaffRequest
from oss.timeline.models import READ_FINANCIAL

_UNTIL_DECISION = flow_of(DossierType.LOAN).until("decision")


def not_signed_yet(request: StaffRequest, works: Sequence[Work]) -> Mapping[int, str]:
    """By the key of a work that began or has a day to begin. Who sees no loans reads no more than all staff
    know of them: not decided yet, or in progress, never that it is signed. One query."""
    starting = [one.pk for one in works if _starts(one)]
    if not starting:
        return {}
    links = WorkDossier.objects.filter(
        work__in=starting,
        role=WorkRole.FINANCED,
        dossier__type=DossierType.LOAN,
        dossier__is_active=True,
        dossier__case_file__is_shielded=False,
    ).exclude(dossier__stage__in=(COMPLETED, ABANDONED))
    sees = request.user.has_perm(READ_FINANCIAL)
    found: dict[int, str] = {}
    rows = links.order_by("pk").values_list(
        "work", "dossier__number", "dossier__stage", "dossier__loan__signed_on"
    )
    for work, number, stage, signed_on in rows:
        if signed_on is not None and sees:
            continue
        if sees or stage in _UNTIL_DECISION:
            found[work] = _("starts before loan %(number)s is signed") % {"number": number}
        else:
            found[work] = _("loan %(number)s in progress: ask whether it may start") % {"number": number}
    return found


def _starts(work: Work) -> bool:
    return not work.is_past and not work.is_executed and bool(work.planned_start or work.started_on)
