"""Drawing a loan: a part is asked for an invoice, approved by another colleague, paid; and the end of it."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from dossiers.by_two.steps import check_current, check_stands, confirm_it, take_it_back
from dossiers.loans.account import AccountStanding, standing_of
from dossiers.loans.holding import (
    MAY_KEEP,
    NO_KEEPING,
    invoices_of,
    loan_held,
    not_before_signing,
    tell,
)
from dossiers.loans.models import Drawdown, LoanAccount, Payee
from dossiers.models import Dossier
from dossiers.works.models import Invoice
from oss.core.dates import moment, written
from oss.core.money import euros
from oss.core.refusal import Refused
from oss.core.seen_state import check_state
from oss.staff.models import User
from oss.staff.rights import hold_part, operation


@operation(MAY_KEEP, refused=NO_KEEPING)
def ask_drawdown(
    dossier: Dossier,
    *,
    by: User,
    invoice: Invoice,
    asked_on: date,
    payee: str = Payee.CONTRACTOR,
    amount: Decimal | None = None,
) -> Drawdown:
    """A part of the loan for this invoice, all of it without an `amount`.

    Refused: no signature, drawing is closed or too late, one more than the product allows, this invoice was
    asked for already, or more than is left.
    """
    locked = loan_held(dossier, by)
    standing = standing_of(locked)
    _may_draw(standing, asked_on)
    held = _held_invoice(locked, invoice)
    asked = held.amount_incl if amount is None else amount
    if asked > standing.left:
        raise Refused(
            _("Of this loan %(left)s is left to draw, and this asks %(asked)s. Ask less of the invoice.")
            % {"left": euros(standing.left), "asked": euros(asked)}
        )
    last = Drawdown.objects.filter(dossier=locked).aggregate(last=Max("number"))["last"] or 0
    made = Drawdown(
        dossier=locked,
        number=last + 1,
        asked_on=asked_on,
        invoice=held,
        invoice_told=held.amount_incl,
        amount=asked,
        payee=payee,
        proposed_by=by,
    )
    made.full_clean()
    made.save()
    _tell(made, "drawdown_asked", by)
    return made


@operation(MAY_KEEP, refused=NO_KEEPING)
def approve_drawdown(drawdown: Drawdown, *, by: User, seen: str | None = None) -> Drawdown:
    """By another than who asked it. Refused where it was approved or dropped already."""
    held = _held(drawdown, by)
    check_state(held, seen=seen)
    confirm_it(held, by)
    _tell(held, "drawdown_approved", by)
    return held


@operation(MAY_KEEP, refused=NO_KEEPING)
def pay_drawdown(drawdown: Drawdown, *, by: User, paid_on: date, seen: str | None = None) -> Drawdown:
    """It was paid out. Refused before it is approved, and a second time."""
    held = _held(drawdown, by)
    check_state(held, seen=seen)
    check_stands(held)
    not_before_signing(standing_of(held.dossier), paid_on=paid_on)
    if held.paid_on is not None:
        raise Refused(_("This drawdown was paid on %(day)s already.") % {"day": written(held.paid_on)})
    if paid_on < held.asked_on:
        raise ValidationError({"paid_on": _("It cannot be paid before it was asked: check both dates.")})
    held.paid_on = paid_on
    held.save(update_fields=["paid_on"])
    _tell(held, "drawdown_paid", by)
    return held


@operation(MAY_KEEP, refused=NO_KEEPING)
def drop_drawdown(drawdown: Drawdown, *, by: User, because: str, seen: str | None = None) -> Drawdown:
    """It is not to be paid; the invoice and the amount are free again. Refused once it is paid."""
    held = _held(drawdown, by)
    check_state(held, seen=seen)
    check_current(held)
    if held.paid_on is not None:
        raise Refused(_("This drawdown was paid on %(day)s already.") % {"day": written(held.paid_on)})
    take_it_back(held, by, because)
    _tell(held, "drawdown_dropped", by)
    return held


@operation(MAY_KEEP, refused=NO_KEEPING)
def close_drawing(dossier: Dossier, *, by: User, on: date) -> LoanAccount:
    """Nothing is drawn from that day on, and what is left is released: the schedule begins.

    Also where nothing was drawn, and the client does without. Refused while a drawdown waits, and a second
    time.
    """
    locked = loan_held(dossier, by)
    standing = standing_of(locked)
    not_before_signing(standing, on=on)
    if standing.closed_on is not None:
        raise Refused(_("Drawing ended on %(day)s already.") % {"day": written(standing.closed_on)})
    if standing.agreed.signed_on is None:
        raise Refused(_("This loan is not signed yet: nothing can be drawn."))
    if any(one.is_current and one.paid_on is None for one in standing.drawdowns):
        raise Refused(_("A drawdown is not paid yet: pay it, or drop it, first."))
    if any(one.on > on for one in standing.drawn):
        raise ValidationError({"on": _("Something was paid out after that day.")})
    account = LoanAccount.objects.get_or_create(dossier=locked)[0]
    account.closed_on, account.closed_by = on, by
    account.released = (standing.agreed.amount or standing.paid_out) - standing.paid_out
    account.save()
    tell(locked, "drawing_closed", by, amount=euros(account.released))
    return account


@operation(MAY_KEEP, refused=NO_KEEPING)
def reopen_drawing(dossier: Dossier, *, by: User, seen: str | None = None) -> LoanAccount:
    """It was closed by mistake. Refused once something was noted on the loan that is repaid."""
    locked = loan_held(dossier, by)
    standing = standing_of(locked)
    if standing.account is None or standing.account.closed_on is None:
        raise Refused(_("Drawing is not closed."))
    check_state(standing.account, seen=seen)
    if standing.entries or standing.repaid or standing.statement is not None:
        raise Refused(_("Something was repaid or stated already: drawing stays closed."))
    account = standing.account
    account.closed_on = account.closed_by = account.released = None
    account.save()
    tell(locked, "drawing_reopened", by)
    return account


def _may_draw(standing: AccountStanding, asked_on: date) -> None:
    agreed = standing.agreed
    if agreed.amount is None:
        raise Refused(_("No amount was decided yet: nothing can be drawn."))
    if agreed.signed_on is None:
        raise Refused(_("This loan is not signed yet: nothing can be drawn."))
    if standing.closed_on is not None:
        raise Refused(_("Drawing ended on %(day)s already.") % {"day": written(standing.closed_on)})
    not_before_signing(standing, asked_on=asked_on)
    last = agreed.last_drawdown_on
    if last is not None and asked_on > last:
        raise Refused(_("The last day to draw was %(day)s.") % {"day": written(last)})
    count = sum(one.is_current for one in standing.drawdowns)
    if agreed.most_drawdowns is not None and count >= agreed.most_drawdowns:
        told = {"most": agreed.most_drawdowns}
        raise Refused(_("This product has %(most)s drawdowns at most, and they are used.") % told)


def _held_invoice(dossier: Dossier, invoice: Invoice) -> Invoice:
    """As it is now; Refused where it is none of the works of the loan, or drawn already."""
    held = invoices_of(dossier).select_for_update(of=("self",)).filter(pk=invoice.pk).first()
    if held is None:
        raise Refused(_("This invoice is of no work that the loan pays."))
    drawn = Drawdown.objects.current().filter(invoice=held).select_related("proposed_by", "dossier").first()
    if drawn is not None:
        told = {
            "name": drawn.proposed_by,
            "when": moment(drawn.proposed_at),
            "where": drawn.number if drawn.dossier_id == dossier.pk else _("of another loan"),
        }
        raise Refused(_("%(name)s asked drawdown %(where)s for this invoice %(when)s already.") % told)
    return held


def _held(drawdown: Drawdown, by: User) -> Drawdown:
    loan_held(drawdown.dossier, by)
    rows: Any = Drawdown.objects.for_list().select_related("dossier__case_file")
    return hold_part(rows, drawdown, by=by)


def _tell(drawdown: Drawdown, kind: str, by: User) -> None:
    tell(drawdown.dossier, kind, by, number=str(drawdown.number), amount=euros(drawdown.amount))
