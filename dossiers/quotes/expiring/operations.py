"""What is done about a quote that expires before its works are decided: warn of it, have it prolonged.

`by` is the member of staff, or None where the shop itself does it: the sweep, the demo.
"""

from datetime import date
from typing import TypeGuard

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.models import Dossier
from dossiers.quotes.expiring.addressing import PROLONGATION, Letter, recipient_of
from dossiers.quotes.holding import hold_quote, newest_of, rows_of
from dossiers.quotes.models import Expiry, Quote
from dossiers.works.models import Decision, Work
from oss.core.dates import moment, written
from oss.core.refusal import Refused
from oss.core.seen_state import check_state
from oss.staff.models import User
from oss.staff.rights import hold_if_there, operation
from oss.timeline.models import Activity, ActivityKind
from oss.timeline.operations import (
    add_activity,
    answer_request,
    ask_request,
    finish_activity,
    post_mail,
)

MAY_CHANGE = "dossiers.change_quote"
TITLE_LENGTH = 200


@operation(MAY_CHANGE)
def ask_prolongation(
    quote: Quote,
    *,
    by: User,
    due: date,
    letter: Letter | None = None,
    note: str = "",
    seen: str | None = None,
) -> Activity:
    """Asks the contractor to prolong its quote, which is awaited from then on: by a mail, or, without a
    `letter`, by a phone call that is noted.

    ValidationError for an answer by a day that is past. Refused where it is not as it was `seen`, where it
    was asked already and not answered, and where nobody waits for a decision on it; ContractorUnreachable
    where no mail reaches the contractor.
    """
    if due < timezone.localdate():
        raise ValidationError({"due": _("This day is past.")})
    held = hold_quote(quote, by)
    check_state(*rows_of(held), seen=seen)
    dossier = _dossier_awaiting(held, by)
    if held.valid_until is None or dossier is None:
        raise Refused(_("Nobody waits for a decision on this quote: it need not be prolonged."))
    known = Expiry.objects.select_related("request__created_by", "task")
    expiry, _made = known.get_or_create(quote=held, until=held.valid_until)
    _check_not_asked(expiry, held)
    if letter is not None:
        post_mail(
            dossier.case_file,
            recipient=recipient_of(held.contractor),
            subject=letter.subject,
            text=letter.text,
            why=PROLONGATION,
        )
    else:
        called = _("Called %(contractor)s to have a quote prolonged") % {"contractor": held.contractor}
        add_activity(dossier.case_file, by=by, kind=ActivityKind.CALL, title=called[:TITLE_LENGTH], text=note)
    asked = _("Prolong the quote that is valid until %(day)s") % {"day": written(held.valid_until)}
    notes = letter.text if letter else note
    expiry.request = ask_request(
        dossier.case_file, of=held.contractor, text=asked[:TITLE_LENGTH], notes=notes, due=due, by=by
    )
    expiry.save(update_fields=["request"])
    if _is_to_do(expiry.task):
        finish_activity(expiry.task, by=by)
    return expiry.request


def _check_not_asked(expiry: Expiry, quote: Quote) -> None:
    asked = expiry.request
    if asked is not None and asked.done_at is None:
        raise Refused(
            _("%(name)s asked %(contractor)s %(when)s already to prolong this quote.")
            % {
                "name": asked.created_by or _("Somebody"),
                "contractor": quote.contractor,
                "when": moment(asked.created_at),
            }
        )


@operation(MAY_CHANGE)
def warn_of_expiry(quote: Quote, *, by: User | None) -> Activity | None:
    """A task for who handles the dossier: this quote expires before its works are decided.

    Once for each day until which it is valid; None where it was told, or prolonging was asked, or where
    nobody waits for a decision.
    """
    held = hold_if_there(Quote.objects.select_related("contractor"), quote, by=by)
    dossier = _dossier_awaiting(held, by) if held else None
    if held is None or held.valid_until is None or dossier is None:
        return None
    if held.expiries.filter(until=held.valid_until).exists():
        return None
    title = _("Quote of %(contractor)s expires on %(day)s: decide, or have it prolonged") % {
        "contractor": held.contractor,
        "day": written(held.valid_until),
    }
    task = add_activity(
        dossier.case_file,
        by=by,
        kind=ActivityKind.TASK,
        title=title[:TITLE_LENGTH],
        assignee=dossier.assignee,
        due_on=held.valid_until,
    )
    Expiry.objects.create(quote=held, until=held.valid_until, task=task)
    return task


@operation(MAY_CHANGE)
def settle_expiries(quote: Quote, *, by: User | None) -> None:
    """The task is done once the quote is decided on, prolonged or put away. What its contractor was asked
    ends with a later day until which it is valid, or with why it is not needed any more. On a deactivated
    dossier all stays as it is."""
    expiries = list(quote.expiries.select_related("task__case_file", "request__case_file"))
    if not expiries:
        return
    is_awaited = Quote.objects.filter(pk=quote.pk).awaiting_a_decision().exists()
    for expiry in expiries:
        until = quote.valid_until
        if _is_to_do(expiry.task) and not (is_awaited and until == expiry.until):
            finish_activity(expiry.task, by=by)
        if not _is_to_do(expiry.request):
            continue
        if until is not None and until > expiry.until:
            answer_request(expiry.request, by=by, answer=_("valid until %(day)s") % {"day": written(until)})
        elif not is_awaited:
            answer_request(expiry.request, by=by, answer=_why_not_needed(quote))


@operation(MAY_CHANGE)
def settle_expiries_of(work: Work, *, by: User | None) -> None:
    """Of all quotes for this work, once it is decided."""
    found = Quote.objects.filter(parts__work=work, expiries__isnull=False)
    for quote in found.distinct().order_by("pk"):
        settle_expiries(quote, by=by)


@operation(MAY_CHANGE)
def drop_expiries(quote: Quote, *, by: User | None) -> None:
    """Before the quote goes: nothing is to be done about it any more."""
    for expiry in quote.expiries.select_related("task__case_file", "request__case_file"):
        if _is_to_do(expiry.task):
            finish_activity(expiry.task, by=by)
        if _is_to_do(expiry.request):
            answer_request(expiry.request, by=by, answer=_("not needed any more: the quote was removed"))


def _why_not_needed(quote: Quote) -> str:
    """Of a quote for which no decision is awaited."""
    decided = Decision.objects.standing().filter(work__in=quote.parts.values("work"))
    if not (goes_on := list(decided.values_list("goes_on", flat=True))):
        return _("not needed any more: no open dossier waits for this quote")
    if any(goes_on):
        return _("not needed any more: the client decided")
    return _("not needed any more: the work does not go on")


def _dossier_awaiting(quote: Quote, by: User | None) -> Dossier | None:
    """The newest open one with a work of the quote that nobody decided; None where nobody waits for it."""
    if quote.received_on is None:
        return None
    waiting = quote.parts.filter(work__is_executed=False).exclude(
        work__decisions__in=Decision.objects.standing()
    )
    return newest_of(Dossier.objects.open().filter(on_works__work__in=waiting.values("work")), by)


def _is_to_do(activity: Activity | None) -> TypeGuard[Activity]:
    """It waits, and not on a deactivated dossier, which is read only."""
    return (
        activity is not None
        and activity.done_at is None
        and Dossier.objects.active().filter(case_file=activity.case_file_id).exists()
    )
