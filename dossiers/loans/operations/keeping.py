"""Keeping the account of a loan: entries by hand, early repayments, arrears, and the end of it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dossiers.loans.account import standing_of
from dossiers.loans.holding import (
    MAY_KEEP,
    NO_KEEPING,
    loan_held,
    not_before_drawing,
    not_before_signing,
    tell,
)
from dossiers.loans.models import ArrearsReminder, EarlyRepayment, EntryKind, Keeps, LoanAccount, LoanEntry
from dossiers.loans.models.account import LAST_REMINDER, LESSENS
from dossiers.models import Dossier
from oss.core.changes import require_known, write_changes
from oss.core.conflicts import check_seen
from oss.core.dates import moment, written
from oss.core.money import euros
from oss.core.partial_dates import not_in_the_future_nor_long_ago
from oss.core.refusal import Refused
from oss.core.seen_state import check_state
from oss.staff.models import User
from oss.staff.rights import hold_part, operation

ACCOUNT_FIELDS = frozenset({"month_rate", "plan_on", "plan"})
EARLY_FIELDS = frozenset({"repaid_with", "expected_on", "expected", "note"})


@operation(MAY_KEEP, refused=NO_KEEPING)
def add_entry(
    dossier: Dossier, *, by: User, kind: str, on: date, amount: Decimal, note: str = ""
) -> LoanEntry:
    """What came in or was charged. Refused where a loan administration keeps the account, where nothing was
    paid out, and where more would be repaid than is owed."""
    locked = loan_held(dossier, by)
    standing = standing_of(locked)
    if standing.is_kept_elsewhere:
        raise Refused(_("The loan administration keeps this account: import its statement."))
    if not standing.drawn:
        raise Refused(_("Nothing was paid out yet: there is nothing to repay."))
    not_before_drawing(standing, on=on)
    if kind in LESSENS:
        _check_owed(amount, standing.by_hand)
    return _note(locked, by, kind=kind, on=on, amount=amount, note=note.strip())


@operation(MAY_KEEP, refused=NO_KEEPING)
def counter_entry(entry: LoanEntry, *, by: User, because: str) -> LoanEntry:
    """The entry was a mistake: one with the opposite amount stands beside it, of the same day.

    Refused where it counters another, was countered already, or where less than nothing would be owed. An
    early repayment that it noted is expected again.
    """
    locked = loan_held(entry.dossier, by)
    held = hold_part(LoanEntry.objects.select_related("early"), entry, by=by)
    if held.counters_id is not None:
        raise Refused(_("This entry counters another: note a new one instead."))
    earlier = LoanEntry.objects.filter(counters=held).select_related("by").first()
    if earlier is not None:
        told = {"name": earlier.by, "when": moment(earlier.at)}
        raise Refused(_("%(name)s countered this entry %(when)s already.") % told)
    if not because.strip():
        raise ValidationError({"because": _("Say what was wrong with it.")})
    if held.kind not in LESSENS:
        _check_owed(held.amount, standing_of(locked).by_hand)
    made = _note(
        locked,
        by,
        kind=held.kind,
        on=held.on,
        amount=-held.amount,
        note=because.strip()[:200],
        counters=held,
        early=held.early,
    )
    if held.early is not None:
        held.early.received_on = held.early.received = None
        held.early.save(update_fields=["received_on", "received"])
    return made


@operation(MAY_KEEP, refused=NO_KEEPING)
def expect_early(dossier: Dossier, *, by: User, **told: Any) -> EarlyRepayment:
    """More than is due will come in, such as a premium. TypeError for what is no field."""
    require_known(told, EARLY_FIELDS, "expect_early")
    locked = loan_held(dossier, by)
    made = EarlyRepayment(dossier=locked, **told)
    made.full_clean()
    made.save()
    tell(locked, "early_repayment_expected", by, what=str(made), amount=euros(made.expected, unknown="?"))
    return made


@operation(MAY_KEEP, refused=NO_KEEPING)
def change_early(
    early: EarlyRepayment, *, by: User, seen: Mapping[str, Any] | None = None, **changes: Any
) -> EarlyRepayment:
    """Sets the given fields. Refused once it was received."""
    require_known(changes, EARLY_FIELDS, "change_early")
    loan_held(early.dossier, by)
    held = hold_part(EarlyRepayment.objects, early, by=by)
    _check_expected(held)
    check_seen(held, changes, seen)
    write_changes(held, changes)
    held.full_clean()
    held.save()
    return held


@operation(MAY_KEEP, refused=NO_KEEPING)
def receive_early(
    early: EarlyRepayment,
    *,
    by: User,
    received_on: date,
    received: Decimal,
    keeps: str = Keeps.MONTHS,
    seen: str | None = None,
) -> EarlyRepayment:
    """It came in: the schedule changes, and an account that is kept by hand gets its receipt.

    Refused where it is more than is owed, and a second time.
    """
    locked = loan_held(early.dossier, by)
    held = hold_part(EarlyRepayment.objects, early, by=by)
    check_state(held, seen=seen)
    _check_expected(held)
    standing = standing_of(locked)
    not_before_drawing(standing, received_on=received_on)
    _check_owed(received, standing.owed(received_on))
    held.received_on, held.received, held.keeps = received_on, received, keeps
    held.full_clean()
    held.save()
    if not standing.is_kept_elsewhere:
        _note(
            locked,
            by,
            kind=EntryKind.RECEIPT,
            on=received_on,
            amount=received,
            note=_("early repayment: %(what)s") % {"what": held},
            early=held,
        )
    tell(locked, "early_repayment_received", by, what=str(held), amount=euros(received))
    return held


@operation(MAY_KEEP, refused=NO_KEEPING)
def note_reminder(
    dossier: Dossier, *, by: User, sent_on: date, note: str = "", anew: bool = False
) -> ArrearsReminder:
    """The next letter about arrears, or the first of a new row. Refused after the third."""
    locked = loan_held(dossier, by)
    not_before_drawing(standing_of(locked), sent_on=sent_on)
    last = ArrearsReminder.objects.filter(dossier=locked).order_by("pk").last()
    step = 1 if last is None or anew else last.step + 1
    if step > LAST_REMINDER:
        raise Refused(_("The third reminder was sent: agree on a plan, or begin a new row."))
    if last is not None and sent_on < last.sent_on:
        raise ValidationError({"sent_on": _("The reminder before it was sent later: check the date.")})
    made = ArrearsReminder(dossier=locked, step=step, sent_on=sent_on, note=note.strip(), by=by)
    made.full_clean()
    made.save()
    tell(locked, "arrears_reminder", by, step=str(step), day=written(sent_on))
    return made


@operation(MAY_KEEP, refused=NO_KEEPING)
def change_account(
    dossier: Dossier, *, by: User, seen: Mapping[str, Any] | None = None, **changes: Any
) -> LoanAccount:
    """How a month's rate is computed, and a plan for arrears."""
    require_known(changes, ACCOUNT_FIELDS, "change_account")
    locked = loan_held(dossier, by)
    account = LoanAccount.objects.get_or_create(dossier=locked)[0]
    check_seen(account, changes, seen)
    write_changes(account, changes)
    not_in_the_future_nor_long_ago(plan_on=account.plan_on)
    account.full_clean()
    account.save()
    return account


@operation(MAY_KEEP, refused=NO_KEEPING)
def settle(dossier: Dossier, *, by: User, on: date, because: str) -> LoanAccount:
    """The loan is over although a balance stands, or nobody knows it: taken over, remitted, irrecoverable."""
    locked = loan_held(dossier, by)
    not_before_signing(standing_of(locked), on=on)
    if not because.strip():
        raise ValidationError({"because": _("Say why it is settled.")})
    account = LoanAccount.objects.get_or_create(dossier=locked)[0]
    if account.settled_on is not None:
        raise Refused(_("This loan was settled on %(day)s already.") % {"day": written(account.settled_on)})
    account.settled_on, account.settled_because = on, because.strip()[:200]
    account.save()
    tell(locked, "loan_settled", by, why=account.settled_because)
    return account


@operation(MAY_KEEP, refused=NO_KEEPING)
def unsettle(dossier: Dossier, *, by: User, seen: str | None = None) -> LoanAccount:
    """It was settled by mistake."""
    locked = loan_held(dossier, by)
    account = LoanAccount.objects.get_or_create(dossier=locked)[0]
    if account.settled_on is None:
        raise Refused(_("This loan is not settled."))
    check_state(account, seen=seen)
    account.settled_on, account.settled_because = None, ""
    account.save()
    tell(locked, "loan_unsettled", by)
    return account


def _check_owed(amount: Decimal, owed: Decimal) -> None:
    if amount > owed:
        raise Refused(
            _("%(owed)s is owed, and this is %(amount)s: more cannot be repaid.")
            % {"owed": euros(owed), "amount": euros(amount)}
        )


def _check_expected(early: EarlyRepayment) -> None:
    if early.received_on is not None:
        raise Refused(_("This was received on %(day)s already.") % {"day": written(early.received_on)})


def _note(dossier: Dossier, by: User, **told: Any) -> LoanEntry:
    made = LoanEntry(dossier=dossier, by=by, **told)
    made.full_clean()
    made.save()
    kind = "loan_entry_countered" if made.counters_id else "loan_entry_noted"
    tell(dossier, kind, by, entry=made.kind, amount=euros(abs(made.amount)))
    return made
