"""The five verbs on a dossier's stage, and save-and-complete. There is no other way to a stage.

`seen` is the stage visit that stood open when the page was drawn: a dossier that went to another stage since
is refused, with who moved it. So two clicks never pass two stages. None compares nothing.
"""

from datetime import datetime

from django.db import connection
from django.db.models import DateTimeField, Func
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_fsm import can_proceed

from dossiers.flows.branches import following
from dossiers.flows.profiles import missing
from dossiers.flows.requirements import Requirement
from dossiers.flows.table import ABANDONED, COMPLETED
from dossiers.flows.verbs import VERBS
from dossiers.holding import check_stage_seen, hold_dossier
from dossiers.models import Dossier, Reason, StageVisit
from dossiers.models.dossier import STAGE_FLAG
from dossiers.operations.template_tasks import make_tasks
from dossiers.waiting.models import WaitEnd, may_wait
from dossiers.waiting.operations import end_wait
from oss.core.refusal import Refused
from oss.staff.models import User
from oss.staff.rights import operation
from oss.timeline.operations import record

_NOT_THEIRS = gettext_lazy("Your role may not take this step.")


class Incomplete(Refused):
    """Something must be filled in first; `missing` says what."""

    def __init__(self, gaps: list[Requirement]) -> None:
        self.missing = gaps
        names = ", ".join(str(gap.label) for gap in gaps)
        super().__init__(_("Still to fill in: %(names)s.") % {"names": names})


@operation(VERBS["advance"].permission, refused=_NOT_THEIRS)
def advance(dossier: Dossier, *, by: User, seen: int | None = None) -> Dossier:
    """To the next stage, when nothing is missing."""
    return _move(_held(dossier, by, seen), "advance", by=by)


@operation(VERBS["complete"].permission, refused=_NOT_THEIRS)
def complete(dossier: Dossier, *, by: User, seen: int | None = None) -> Dossier:
    """From the last open stage to completed, when nothing is missing."""
    return _move(_held(dossier, by, seen), "complete", by=by)


@operation(VERBS["complete"].permission, refused=_NOT_THEIRS)
def save_and_complete(dossier: Dossier, *, by: User, seen: int | None = None) -> Dossier:
    """Passes every satisfied stage in one go, logging each; nothing moves when something is missing."""
    locked = _held(dossier, by, seen)
    while locked.stage != COMPLETED:
        coming = following(locked)
        _move(locked, "complete" if coming and coming.name == COMPLETED else "advance", by=by)
    return locked


@operation(VERBS["step_back"].permission, refused=_NOT_THEIRS)
def step_back(
    dossier: Dossier, *, by: User, reason: Reason, note: str = "", seen: int | None = None
) -> Dossier:
    return _move(_held(dossier, by, seen), "step_back", by=by, reason=reason, note=note)


@operation(VERBS["abandon"].permission, refused=_NOT_THEIRS)
def abandon(
    dossier: Dossier, *, by: User, reason: Reason, note: str = "", seen: int | None = None
) -> Dossier:
    """Stops the dossier from any open stage."""
    return _move(_held(dossier, by, seen), "abandon", by=by, reason=reason, note=note)


@operation(VERBS["reopen"].permission, refused=_NOT_THEIRS)
def reopen(dossier: Dossier, *, by: User, reason: Reason, note: str = "", seen: int | None = None) -> Dossier:
    """Back to the open stage in which the dossier was last."""
    return _move(_held(dossier, by, seen), "reopen", by=by, reason=reason, note=note)


def _held(dossier: Dossier, by: User, seen: int | None) -> Dossier:
    held = hold_dossier(dossier, by, "subtype", "case_file")
    check_stage_seen(held, seen)
    return held


def _move(dossier: Dossier, verb: str, *, by: User, reason: Reason | None = None, note: str = "") -> Dossier:
    """One verb under the lock: requirements, stage, visit, event."""
    method = getattr(dossier, verb)
    if not dossier.is_active:
        raise Refused(
            _("Dossier %(number)s is deactivated: reactivate it first, with the button above.")
            % {"number": dossier.number}
        )
    if not can_proceed(method):
        raise Refused(
            _("Dossier %(number)s is in stage “%(stage)s” now; this step is not possible there.")
            % {"number": dossier.number, "stage": dossier.stage_label}
        )
    _check_reason(verb, reason)
    if VERBS[verb].is_forward and (gaps := missing(dossier)):
        raise Incomplete(gaps)
    left, waited = dossier.stage, may_wait(dossier)
    method()
    now = _moment_of_move(dossier)
    # also of a loan or premium that is abandoned: without that day all staff would know that it was
    over = {COMPLETED, ABANDONED} if dossier.flow.is_financial else {COMPLETED}
    dossier.completed_on = timezone.localdate(now) if dossier.stage in over else None
    dossier.closing_reason = reason if dossier.stage == ABANDONED else None
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [STAGE_FLAG, f"{dossier.pk}>{dossier.stage}"])
        dossier.save(update_fields=["stage", "completed_on", "closing_reason"])
        cursor.execute("SELECT set_config(%s, '', true)", [STAGE_FLAG])
    dossier.visits.filter(left_at=None).update(
        left_at=now, left_by=by, left_by_verb=verb, reason=reason, note=note
    )
    StageVisit.objects.create(dossier=dossier, stage=dossier.stage, entered_at=now, entered_by=by)
    record(
        dossier.case_file,
        f"dossier_{verb}",
        by=by,
        dossier=dossier.number,
        type=dossier.type,
        left=left,
        stage=dossier.stage,
        reason=str(reason or ""),
        note=note,
    )
    if waited:
        end_wait(dossier, WaitEnd.MOVED, by=by)
    make_tasks(dossier, by=by, after_stage=dossier.stage)
    return dossier


def _moment_of_move(dossier: Dossier) -> datetime:
    """By the clock of the database, which all servers share; never before the visit that it ends began."""
    clock = Func(function="clock_timestamp", output_field=DateTimeField())
    now: datetime
    ((now,),) = dossier.visits.filter(left_at=None).values_list(Greatest(clock, "entered_at"))
    return now


def _check_reason(verb: str, reason: Reason | None) -> None:
    """Back, abandon and reopen ask a reason of their own list; forward asks none."""
    kind = VERBS[verb].reason
    if kind and (reason is None or reason.kind != kind):
        raise Refused(_("Choose a reason."))
