"""The process bar of a dossier, derived from its flow, its visits and what is missing."""

from collections import defaultdict

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from dossiers.flows.branches import following
from dossiers.flows.profiles import missing
from dossiers.flows.table import COMPLETED
from dossiers.flows.verbs import VERBS
from dossiers.models import Dossier, StageVisit
from oss.core.components import BarStage, MissingField, Move, ProcessBar, StageState
from oss.staff.asked_often import asked_often
from oss.staff.models import User


def process_bar_of(dossier: Dossier, user: User) -> ProcessBar:
    """Stages with days, the gaps of the current stage as links, and the moves this user may make."""
    days: dict[str, int] = defaultdict(int)
    visits = _visits(dossier.pk)
    for visit in visits:
        days[visit.stage] += visit.days
    names = dossier.flow.names
    open_stages = [visit.stage for visit in visits if visit.stage in names]
    reached = dossier.stage if dossier.stage in names else open_stages[-1]
    position = names.index(reached)
    gaps = missing(dossier) if dossier.is_open else []
    is_over = dossier.stage == COMPLETED
    page = reverse("dossier", args=[dossier.number])
    return ProcessBar(
        key="stages",
        label=_("Stages of dossier %(number)s") % {"number": dossier.number},
        hue=dossier.type,
        stages=tuple(
            BarStage(
                stage.label,
                _state(number, position, skipped=is_over and stage.name not in days, completed=is_over),
                days.get(stage.name),
            )
            for number, stage in enumerate(dossier.flow.stages)
        ),
        missing=tuple(
            MissingField(gap.label, f"{page}?tab={gap.tab}&field={gap.field}#id_{gap.field}", gap.field)
            for gap in gaps
        ),
        moves=_moves(dossier, user, blocked=bool(gaps)),
        seen=str(visits[-1].pk),
    )


@asked_often
def _visits(dossier: int) -> QuerySet[StageVisit]:
    return StageVisit.objects.filter(dossier=dossier)


def needed_for(dossier: Dossier) -> str:
    """What a field is needed for while the dossier is in its stage; nothing for a closed one."""
    coming = following(dossier) if dossier.is_open else None
    if coming is None:
        return ""
    if coming.name == COMPLETED:
        return _("needed to complete")
    return _("needed for %(stage)s") % {"stage": coming.label}


def _state(number: int, position: int, *, completed: bool, skipped: bool) -> StageState:
    """A dossier that ended early is completed without the stages that it skipped."""
    if skipped:
        return StageState.NEXT
    if number < position or completed:
        return StageState.DONE
    return StageState.CURRENT if number == position else StageState.NEXT


def _moves(dossier: Dossier, user: User, *, blocked: bool) -> tuple[Move, ...]:
    """What this user may do with it now, in the order of the table."""
    coming = following(dossier)
    where = {"stage": coming.label if coming else ""}
    refused = _("Fill in what is missing first") if blocked else ""
    return tuple(
        Move(
            str(verb.label) % where if verb.name == "advance" else verb.label,
            verb.icon,
            reverse("dossier_stage" if verb.to else "dossier_activation", args=[dossier.number, verb.name]),
            verb.name,
            primary=verb.is_forward,
            refused=refused if verb.is_forward else "",
        )
        for verb in VERBS.values()
        if user.has_perm(verb.permission) and verb.is_possible(dossier)
    )
