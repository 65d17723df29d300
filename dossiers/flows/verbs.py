"""The seven verbs on a dossier, on one screen.

The bar, the addresses, the questions with their reasons, the events and the conditions of the state machine
follow from this table. What a verb does is in `dossiers.operations.stages` and `activation`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_fsm import GET_STATE, transition

from dossiers.flows.branches import following
from dossiers.flows.table import ABANDONED, COMPLETED

Condition = Callable[[Any], bool]
"""Of a dossier."""


class ReasonKind(models.TextChoices):
    """For what a verb asks a reason."""

    ABANDON = "abandon", _("to abandon")
    BACK = "back", _("to step back or reopen")
    DEACTIVATE = "inactive", _("to deactivate")
    DECLINE = "decline", _("not to do a work")
    CHOOSE = "choose", _("to choose a quote")
    SURVEY = "survey", _("not to ask a survey")
    WAITING = "waiting", _("to take off the waiting list")
    SHIELD = "shield", _("to shield")
    LIFT = "lift", _("to lift a shield")


def is_open(dossier: Any) -> bool:
    return dossier.is_active and dossier.stage not in {COMPLETED, ABANDONED}


def _is_closed(dossier: Any) -> bool:
    return dossier.is_active and not is_open(dossier)


def _is_active(dossier: Any) -> bool:
    return bool(dossier.is_active)


def _is_inactive(dossier: Any) -> bool:
    return not dossier.is_active


def _has_next(dossier: Any) -> bool:
    coming = following(dossier)
    return coming is not None and coming.name != COMPLETED


def _next_is_completed(dossier: Any) -> bool:
    coming = following(dossier)
    return coming is not None and coming.name == COMPLETED


def _has_previous(dossier: Any) -> bool:
    return dossier.flow.before(dossier.stage) is not None


def _next_stage(dossier: Any, **_kwargs: Any) -> str:
    stage = following(dossier)
    return stage.name if stage else dossier.stage


def _previous_stage(dossier: Any, **_kwargs: Any) -> str:
    stage = dossier.flow.before(dossier.stage)
    return stage.name if stage else dossier.stage


def _last_open_stage(dossier: Any, **_kwargs: Any) -> str:
    visit = dossier.visits.exclude(stage__in=(COMPLETED, ABANDONED)).last()
    return visit.stage if visit else dossier.flow.names[0]


@dataclass(frozen=True)
class Verb:
    """`to`: the stage it leads to; None where it leaves the stage. `told`: how its event reads. A verb with a
    `reason` asks its `question` first. A forward one waits for what is missing."""

    name: str
    label: str | Promise
    icon: str
    permission: str
    conditions: tuple[Condition, ...]
    told: str | Promise
    to: Callable[..., str] | str | None = None
    reason: ReasonKind | None = None
    question: str | Promise = ""
    is_forward: bool = False

    def is_possible(self, dossier: Any) -> bool:
        return all(condition(dossier) for condition in self.conditions)


_CHANGE = "dossiers.change_dossier"
_DEACTIVATE = "dossiers.deactivate_dossier"

VERBS: dict[str, Verb] = {
    verb.name: verb
    for verb in (
        Verb(
            "advance",
            _("To %(stage)s"),
            "arrow-right",
            _CHANGE,
            (is_open, _has_next),
            _("Dossier {dossier} to {stage}"),
            to=_next_stage,
            is_forward=True,
        ),
        Verb(
            "complete",
            _("Complete"),
            "check",
            _CHANGE,
            (is_open, _next_is_completed),
            _("Dossier {dossier} completed"),
            to=COMPLETED,
            is_forward=True,
        ),
        Verb(
            "step_back",
            _("Step back"),
            "arrow-left",
            _CHANGE,
            (is_open, _has_previous),
            _("Dossier {dossier} set back: {reason}"),
            to=_previous_stage,
            reason=ReasonKind.BACK,
            question=_("Set %(number)s one stage back"),
        ),
        Verb(
            "abandon",
            _("Abandon"),
            "ban",
            _CHANGE,
            (is_open,),
            _("Dossier {dossier} abandoned: {reason}"),
            to=ABANDONED,
            reason=ReasonKind.ABANDON,
            question=_("Abandon %(number)s"),
        ),
        Verb(
            "reopen",
            _("Reopen"),
            "refresh",
            "dossiers.reopen_dossier",
            (_is_closed,),
            _("Dossier {dossier} reopened: {reason}"),
            to=_last_open_stage,
            reason=ReasonKind.BACK,
            question=_("Reopen %(number)s"),
        ),
        Verb(
            "deactivate",
            _("Deactivate"),
            "circle-x",
            _DEACTIVATE,
            (_is_active,),
            _("Dossier {dossier} deactivated: {reason}"),
            reason=ReasonKind.DEACTIVATE,
            question=_("Deactivate %(number)s"),
        ),
        Verb(
            "reactivate",
            _("Reactivate"),
            "refresh",
            _DEACTIVATE,
            (_is_inactive,),
            _("Dossier {dossier} reactivated"),
        ),
    )
}
ON_STAGE = tuple(verb.name for verb in VERBS.values() if verb.to)
ON_ACTIVITY = tuple(verb.name for verb in VERBS.values() if not verb.to)


def as_transition(name: str) -> Callable[[Any], None]:
    """The method of the model that makes the move, for the state machine to guard."""
    verb = VERBS[name]

    def method(self: Any) -> None:
        pass

    method.__name__ = name
    target: Any = GET_STATE(verb.to) if callable(verb.to) else verb.to
    makes_the_move = transition("stage", source="*", target=target, conditions=list(verb.conditions))
    return makes_the_move(method)
