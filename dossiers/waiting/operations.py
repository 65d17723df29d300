"""What is done with the wait of a dossier: put on the list, changed, told, handed to a coach, taken off.

Whoever writes a place holds its dossier first. `seen` is the state of the place that the page showed.
"""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.flows.verbs import ReasonKind
from dossiers.holding import lock_to_change
from dossiers.models import Dossier, Reason
from dossiers.operations.editing import update_dossier
from dossiers.waiting.letters import send_term
from dossiers.waiting.models import WaitEnd, WaitingPlace, WaitingPriority, may_wait
from oss.core.dates import looks_like_a_day, moment, no_day, read_day, written
from oss.core.refusal import Gone, Refused
from oss.core.seen_state import check_state
from oss.staff.models import User
from oss.staff.rights import hold, operation, require_assignable
from oss.timeline.operations import record

MAY_CHANGE = "dossiers.change_waitingplace"
NO_ACCESS = gettext_lazy("Your role may not change the waiting list.")
_SAYS_WHEN = re.compile(r"[^\W\d_]{3}|\b\d{4}\b")
"""A word, or a year."""


@operation(MAY_CHANGE, refused=NO_ACCESS)
def put_on_list(
    dossier: Dossier,
    *,
    by: User,
    complete_on: date | None = None,
    priority: WaitingPriority | None = None,
    note: str = "",
    coach: User | None = None,
) -> WaitingPlace:
    """By the date on which the request was complete: today, unless it is told. Refused where somebody did it
    already, and where the dossier does not wait for its turn."""
    held = lock_to_change(dossier, by)
    _check_may_wait(held)
    require_assignable(coach)
    place = WaitingPlace(
        dossier=held,
        complete_on=complete_on or timezone.localdate(),
        priority=priority,
        note=note,
        coach=coach,
        created_by=by,
    )
    _check_complete_on(place)
    place.save()
    _tell(place, "waiting_began", by, day=written(place.complete_on), priority=_why_first(place))
    return place


@operation(MAY_CHANGE, refused=NO_ACCESS)
def change_place(
    place: WaitingPlace,
    *,
    by: User,
    complete_on: date,
    priority: WaitingPriority | None = None,
    note: str = "",
    coach: User | None = None,
    seen: str | None = None,
) -> WaitingPlace:
    held = _hold_open(place, by, seen)
    if coach != held.coach:
        require_assignable(coach)
    held.complete_on, held.priority, held.note, held.coach = complete_on, priority, note, coach
    _check_complete_on(held)
    held.save(update_fields=["complete_on", "priority", "note", "coach"])
    _tell(held, "waiting_changed", by, day=written(held.complete_on), priority=_why_first(held))
    return held


@operation(MAY_CHANGE, refused=NO_ACCESS)
def tell_term(
    place: WaitingPlace, *, by: User, term: str, by_mail: bool = True, seen: str | None = None
) -> WaitingPlace:
    """Mails the client when it is their turn, or keeps what they were told otherwise. Nothing computes the
    `term`: it is kept as it was told, with the day. ValidationError for a day that is none or is past, and
    for what says no time; NoAddress where the mail can go to nobody."""
    held = _hold_open(place, by, seen)
    held.told_term, held.told_on, held.told_by = term.strip(), timezone.localdate(), by
    _check_term(held.told_term)
    held.save(update_fields=["told_term", "told_on", "told_by"])
    if by_mail:
        send_term(held)
    _tell(held, "waiting_mailed" if by_mail else "waiting_told", by, term=held.told_term)
    return held


@operation(MAY_CHANGE, refused=NO_ACCESS)
def hand_over(place: WaitingPlace, *, by: User, coach: User | None, seen: str | None = None) -> WaitingPlace:
    """Its turn has come: the dossier is of this coach, and waits no longer. Gone where somebody was first."""
    held = _hold_open(place, by, seen)
    if coach is None:
        raise ValidationError({"coach": _("Choose the coach who takes it.")})
    if held.dossier.assignee != coach:
        held.dossier = update_dossier(held.dossier, by=by, assignee=coach)
    _end(held, WaitEnd.ASSIGNED, by)
    _tell(held, "waiting_handed_over", by, coach=str(coach))
    return held


@operation(MAY_CHANGE, refused=NO_ACCESS)
def withdraw(
    place: WaitingPlace, *, by: User, reason: Reason | None, seen: str | None = None
) -> WaitingPlace:
    held = _hold_open(place, by, seen)
    if reason is None or reason.kind != ReasonKind.WAITING:
        raise Refused(_("Choose a reason."))
    _end(held, WaitEnd.WITHDRAWN, by, reason)
    _tell(held, "waiting_withdrawn", by, reason=str(reason))
    return held


@operation(MAY_CHANGE, refused=NO_ACCESS)
def put_back(place: WaitingPlace, *, by: User, seen: str | None = None) -> WaitingPlace:
    """As it was before its wait ended, with its date and what was told. Refused where it waits already, or
    does not wait for its turn any more."""
    dossier = lock_to_change(place.dossier, by)
    _check_may_wait(dossier)
    last = dossier.waiting_places.order_by("pk").last()
    if last is None or last.pk != place.pk:
        raise Gone(_("Dossier %(dossier)s waited anew since.") % {"dossier": dossier})
    held = _hold(place, by)
    held.dossier = dossier
    check_state(held, seen=seen)
    _reopen(held, by)
    return held


@operation()
def end_wait(dossier: Dossier, how: WaitEnd, *, by: User) -> None:
    """Of a dossier that is held and does not wait for its turn any more; nothing where it did not wait."""
    place = dossier.waiting_places.open().select_for_update(of=("self",)).first()
    if place is not None:
        place.dossier = dossier
        _end(place, how, by)
        _tell(place, "waiting_ended", by)


@operation()
def wait_again(dossier: Dossier, *, by: User) -> None:
    """Of a dossier that is held and active again, where its wait ended by that it was not."""
    last = dossier.waiting_places.order_by("pk").last()
    if last is not None and last.ended_how == WaitEnd.INACTIVE and may_wait(dossier):
        last.dossier = dossier
        _reopen(last, by)


# --- What they share -----------------------------------------------------------------------------


def _hold(place: WaitingPlace, by: User) -> WaitingPlace:
    along = ("priority", "coach", "told_by", "ended_by", "withdrawn_because")
    return hold(WaitingPlace.objects.select_related(*along), place, by=by)


def _hold_open(place: WaitingPlace, by: User, seen: str | None) -> WaitingPlace:
    """With its dossier, which is held too. Gone where its wait ended: who did that, and how."""
    dossier = lock_to_change(place.dossier, by)
    held = _hold(place, by)
    held.dossier = dossier
    if held.ended_at is not None:
        told = {
            "name": held.ended_by or _("Somebody"),
            "dossier": dossier,
            "coach": dossier.assignee or _("nobody"),
            "when": moment(held.ended_at),
        }
        if held.ended_how == WaitEnd.ASSIGNED:
            raise Gone(_("%(name)s gave %(dossier)s to %(coach)s %(when)s: it waits no longer.") % told)
        raise Gone(_("%(name)s took %(dossier)s off the waiting list %(when)s.") % told)
    check_state(held, seen=seen)
    return held


def _check_may_wait(dossier: Dossier) -> None:
    there = dossier.waiting_places.open().select_related("created_by").first()
    if there is not None:
        raise Refused(
            _("%(name)s put %(dossier)s on the waiting list %(when)s already.")
            % {
                "name": there.created_by or _("Somebody"),
                "dossier": dossier,
                "when": moment(there.created_at),
            }
        )
    if not may_wait(dossier):
        raise Refused(
            _("Dossier %(dossier)s does not wait for its turn: it is in stage “%(stage)s”.")
            % {"dossier": dossier, "stage": dossier.stage_label}
        )


def _check_term(term: str) -> None:
    day = read_day(term)
    if day is not None and day < timezone.localdate():
        raise ValidationError({"term": _("This day is past.")})
    if day is None and looks_like_a_day(term):
        raise ValidationError({"term": no_day(term)})
    if day is None and not _SAYS_WHEN.search(term):
        raise ValidationError({"term": _("Say when you expect it, for example “spring 2027”.")})


def _check_complete_on(place: WaitingPlace) -> None:
    if place.complete_on > timezone.localdate():
        raise ValidationError({"complete_on": _("This day is still to come.")})
    place.full_clean(exclude=["dossier", "turn", "created_by"], validate_unique=False)


def _end(place: WaitingPlace, how: WaitEnd, by: User, reason: Reason | None = None) -> None:
    place.ended_at, place.ended_by, place.ended_how = timezone.now(), by, how
    place.withdrawn_because = reason
    place.save(update_fields=["ended_at", "ended_by", "ended_how", "withdrawn_because"])


def _reopen(place: WaitingPlace, by: User) -> None:
    place.ended_at, place.ended_by, place.ended_how, place.withdrawn_because = None, None, "", None
    place.save(update_fields=["ended_at", "ended_by", "ended_how", "withdrawn_because"])
    _tell(place, "waiting_resumed", by, day=written(place.complete_on))


def _why_first(place: WaitingPlace) -> str:
    return _("priority: %(reason)s") % {"reason": place.priority} if place.priority else _("no priority")


def _tell(place: WaitingPlace, kind: str, by: User, **data: str) -> None:
    record(place.dossier.case_file, kind, by=by, dossier=place.dossier.number, **data)
