"""The process bar of a dossier, derived from its flow, its visits and what is missing."""

from collections import defaultdict

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from dossiers.flows.profiles import missing
from dossiers.flows.table import ABANDONED, COMPLETED
from dossiers.flows.table import Stage as FlowStage
from dossiers.models import Dossier, StageVisit
from oss.core.components import MissingField, Move, ProcessBar, Stage, StageState
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
    page = reverse("dossier", args=[dossier.number])
    return ProcessBar(
        key="stages",
        label=_("Stages of dossier %(number)s") % {"number": dossier.number},
        hue=dossier.type,
        stages=tuple(
            Stage(
                stage.label,
                _state(number, position, completed=dossier.stage == COMPLETED),
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
    following = dossier.flow.after(dossier.stage) if dossier.is_open else None
    if following is None:
        return ""
    if following.name == COMPLETED:
        return _("needed to complete")
    return _("needed for %(stage)s") % {"stage": following.label}


def _to(stage: FlowStage | None) -> str:
    """A move is named after where it goes."""
    return _("To %(stage)s") % {"stage": stage.label} if stage else ""


def _state(number: int, position: int, *, completed: bool) -> StageState:
    if number < position or completed:
        return StageState.DONE
    return StageState.CURRENT if number == position else StageState.NEXT


def _moves(dossier: Dossier, user: User, *, blocked: bool) -> tuple[Move, ...]:
    return (*_stage_moves(dossier, user, blocked=blocked), *_activation_moves(dossier, user))


def _activation_moves(dossier: Dossier, user: User) -> tuple[Move, ...]:
    if not user.has_perm("dossiers.deactivate_dossier"):
        return ()
    verb, label, icon = (
        ("deactivate", _("Deactivate"), "circle-x")
        if dossier.is_active
        else ("reactivate", _("Reactivate"), "refresh")
    )
    return (Move(label, icon, reverse("dossier_activation", args=[dossier.number, verb]), verb),)


def _stage_moves(dossier: Dossier, user: User, *, blocked: bool) -> tuple[Move, ...]:
    def move(verb: str, label: str, icon: str, *, primary: bool = False, refused: str = "") -> Move:
        url = reverse("dossier_stage", args=[dossier.number, verb])
        return Move(label, icon, url, verb, primary=primary, refused=refused)

    if not dossier.is_active or not user.has_perm("dossiers.change_dossier"):
        return ()
    if dossier.stage in {COMPLETED, ABANDONED}:
        may = user.has_perm("dossiers.reopen_dossier")
        return (move("reopen", _("Reopen"), "refresh"),) if may else ()
    following = dossier.flow.after(dossier.stage)
    refused = _("Fill in what is missing first") if blocked else ""
    forward = (
        move("complete", _("Complete"), "check", primary=True, refused=refused)
        if following and following.name == COMPLETED
        else move("advance", _to(following), "arrow-right", primary=True, refused=refused)
    )
    back = (move("step_back", _("Step back"), "arrow-left"),) if dossier.flow.before(dossier.stage) else ()
    return (forward, *back, move("abandon", _("Abandon"), "ban"))
