"""Sending a client on: made with what is waited for, changed, closed by its outcome, removed."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.holding import MAY_CHANGE, NO_ACCESS, lock_to_change
from dossiers.models import Dossier, Referral, ReferralProduct, ReferralWay
from dossiers.parameters import REFERRAL_CONSENT, REFERRAL_DAYS
from oss.contacts.models import Organisation
from oss.core.changes import require_known
from oss.core.conflicts import check_seen
from oss.core.parameters import Figures, known_figures
from oss.core.seen_state import check_state
from oss.queues.models import Queue
from oss.queues.operations import put_in_queue
from oss.staff.models import User
from oss.staff.rights import hold_if_there, hold_part, operation
from oss.timeline.models import Activity, ActivityKind
from oss.timeline.operations import (
    add_task,
    answer_request,
    ask_request,
    finish_activity,
    record,
    remove_request,
    reopen_activity,
)

FIELDS = frozenset({"product", "way", "client_told", "consent_on", "outcome"})


@operation(MAY_CHANGE, refused=NO_ACCESS)
def refer(
    dossier: Dossier,
    *,
    by: User,
    product: ReferralProduct,
    organisation: Organisation | None = None,
    queue: Queue | None = None,
    way: str = ReferralWay.COLD,
    referred_on: date | None = None,
    client_told: bool = False,
    consent_on: date | None = None,
) -> Referral:
    """To an organisation, which is asked for the outcome, or to a queue of ours, where a task is put.

    ValidationError: to none or to both, on a day to come, or warm to an organisation without consent.
    """
    locked = lock_to_change(dossier, by)
    if (organisation is None) == (queue is None):
        raise ValidationError({"organisation": _("Choose one: an organisation or a queue.")})
    day, figures = referred_on or timezone.localdate(), known_figures()
    referral = Referral(
        dossier=locked,
        product=product,
        queue=queue,
        way=way,
        referred_on=day,
        client_told=client_told,
        created_by=by,
        **_consent(consent_on, figures),
    )
    _check_past("referred_on", day)
    _check_past("consent_on", consent_on)
    due = day + timedelta(days=figures.value_of(REFERRAL_DAYS, on=day))
    referral.activity = _awaited(referral, organisation, due, by)
    referral.full_clean()
    referral.save()
    told = {"to": referral.to, "product": str(product)}
    record(locked.case_file, "dossier_referred", by=by, activity=referral.activity_id, **told)
    return referral


def _awaited(referral: Referral, organisation: Organisation | None, due: date, by: User) -> Activity:
    """The request to the organisation, or the task in the queue."""
    file = referral.dossier.case_file
    title = _("Referral: %(product)s") % {"product": referral.product}
    if organisation is not None:
        return ask_request(file, of=organisation, text=title, by=by, due=due, asked_on=referral.referred_on)
    task = add_task(file, by=by, title=title, due_on=due)
    if referral.queue is not None:
        put_in_queue(task, referral.queue, by=by)
    return task


@operation(MAY_CHANGE, refused=NO_ACCESS)
def change_referral(
    referral: Referral, *, by: User, seen: Mapping[str, Any] | None = None, **changes: Any
) -> Referral:
    """Sets the given fields; an outcome closes what was waited for, and without one it waits again.

    TypeError for what staff do not edit; Conflict where a field no longer holds what was `seen`;
    ValidationError as `refer`.
    """
    require_known(changes, FIELDS, "change_referral")
    current = _held(referral, by)
    check_seen(current, changes, seen)
    if "consent_on" in changes:
        _check_past("consent_on", changes["consent_on"])
        changes |= _consent(changes["consent_on"], known_figures())
    outcome = changes.get("outcome", current.outcome)
    is_closed_or_opened = bool(outcome) != bool(current.outcome)
    for name, value in changes.items():
        setattr(current, name, value)
    current.full_clean()
    current.save(update_fields=[*changes])
    if is_closed_or_opened:
        _close_or_open(current, by)
    return current


def _close_or_open(referral: Referral, by: User) -> None:
    activity = referral.activity
    if not referral.outcome:
        reopen_activity(activity, by=by)
    elif activity.kind == ActivityKind.REQUEST and activity.done_at is None:
        answer_request(activity, by=by, answer=referral.get_outcome_display())
    else:
        finish_activity(activity, by=by)


@operation(MAY_CHANGE, refused=NO_ACCESS)
def remove_referral(referral: Referral, *, by: User, seen: str | None = None) -> None:
    """For what was a mistake: the request goes along; a task in a queue is done, and stays there."""
    current = _held(referral, by)
    check_state(current, seen=seen)
    activity, told = current.activity, {"to": current.to, "product": str(current.product)}
    current.delete()
    if current.queue_id is None:
        remove_request(activity, by=by)
    else:
        finish_activity(activity, by=by)
    record(current.dossier.case_file, "referral_removed", by=by, **told)


def _held(referral: Referral, by: User) -> Referral:
    # as who ticks it off: the activity first, then the dossier, whose term a trigger writes
    hold_if_there(Activity.objects, referral.activity_id, by=None)
    lock_to_change(referral.dossier, by)
    rows = Referral.objects.select_related("dossier__case_file", "product", "queue", "activity")
    return hold_part(rows, referral, by=by)


def _consent(on: date | None, figures: Figures) -> dict[str, date | None]:
    """When they agreed, and to which text."""
    if on is None:
        return {"consent_on": None, "consent_text_from": None}
    text = figures.find(REFERRAL_CONSENT, on=on)
    if text is None:
        raise ValidationError({"consent_on": _("There was no text to agree to on that day.")})
    return {"consent_on": on, "consent_text_from": text.valid_from}


def _check_past(name: str, day: date | None) -> None:
    if day is not None and day > timezone.localdate():
        raise ValidationError({name: _("This day is still to come.")})
