"""The tabs of a loan of which the money moves: drawdowns, and what is still owed."""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.flows.tabs import DossierTab
from dossiers.loans.account import AccountStanding, standing_on_page
from dossiers.loans.duties import check_due_on, until
from dossiers.loans.forms import DayForm
from dossiers.loans.holding import MAY_KEEP
from dossiers.loans.models import ArrearsReminder, Drawdown, LoanEntry, LoanStatement, Obligation
from dossiers.loans.models.account import LESSENS
from dossiers.loans.plan import RepaymentPlan
from dossiers.loans.rules import Instalment, RepaymentWay, month_rate
from dossiers.loans.statements import said_by
from dossiers.loans.terms import WARNED_DAYS, Agreed, is_lent_loan
from dossiers.models import Dossier
from dossiers.views.blocks import Anchor
from oss.core.components import EmptyState, ListTable, TableCell, TableColumn, TableRow
from oss.core.dates import written
from oss.core.history import way_back
from oss.core.money import euros, plainly
from oss.core.parameters import Figures, known_figures
from oss.core.seen_state import state_of
from oss.staff.http import StaffRequest
from oss.timeline.models import READ_FINANCIAL

NOTHING = "–"
SHOWN_AT_ONCE = 12
DRAWDOWNS, OUTSTANDING = "drawdowns", "outstanding"
_NO_DRAWDOWN = EmptyState("coin-euro", gettext_lazy("Nothing was drawn of this loan yet."))
_NO_ENTRY = EmptyState("list-check", gettext_lazy("Nothing came in and nothing was charged yet."))
_NO_STATEMENT = EmptyState(
    "file", gettext_lazy("No statement of the loan administration named this loan yet.")
)
_NO_EARLY = EmptyState("coin-euro", gettext_lazy("No early repayment is expected."))
_NO_REMINDER = EmptyState("mail", gettext_lazy("No reminder was sent."))
_NO_OBLIGATION = EmptyState("list-check", gettext_lazy("No obligation was noted yet."))
_NO_SCHEDULE = EmptyState("calendar", gettext_lazy("There is no schedule yet."))


class LoanFact(NamedTuple):
    """`source`: by what rule, of what day. `warns` where it asks for attention."""

    label: str
    told: str
    source: str = ""
    warns: bool = False


def may_keep(request: StaffRequest, dossier: Dossier) -> bool:
    return dossier.is_active and request.user.has_perm(MAY_KEEP)


def day(value: date | None) -> str:
    return written(value) if value else NOTHING


def to_be_filled_in(value: Any) -> str:
    return _("to be filled in") if value in {None, ""} else str(value)


def told_by_sheet(agreed: Agreed) -> str:
    """Which sheet, of which day, from which source."""
    sheet = agreed.sheet
    if sheet is None:
        return _("no sheet was chosen yet")
    since = written(sheet.valid_from) if sheet.valid_from else _("day not known")
    return _("sheet “%(scheme)s” (from: %(since)s) · %(source)s · checked %(day)s") % {
        "scheme": sheet.scheme,
        "since": since,
        "source": sheet.source,
        "day": written(sheet.checked_on),
    }


# --- Drawdowns -----------------------------------------------------------------------------------


def drawdowns(request: StaffRequest, dossier: Dossier, _form: Any) -> dict[str, Any]:
    found = standing_on_page(dossier)
    may = may_keep(request, dossier)
    is_open, is_signed = found.closed_on is None, found.agreed.signed_on is not None
    return {
        "loan_facts": _drawing(found),
        "drawdowns": _drawn(dossier, found),
        "may_keep": may,
        "may_ask": may and is_open and is_signed and found.left > 0,
        "may_close": may and is_open and is_signed and _none_waits(found),
        "may_reopen": may and found.is_closed_by_hand and not (found.entries or found.repaid),
        "close_form": DayForm(auto_id="close-%s"),
        "account_state": state_of(found.account) if found.account else "",
    }


def _none_waits(found: AccountStanding) -> bool:
    return all(not one.is_current or one.paid_on is not None for one in found.drawdowns)


def _drawing(found: AccountStanding) -> list[LoanFact]:
    agreed, by_sheet = found.agreed, told_by_sheet(found.agreed)
    facts = [
        LoanFact(
            _("Amount decided"), euros(agreed.amount, unknown=_("to be filled in")), _("decision on the loan")
        ),
        LoanFact(_("Asked until now"), euros(found.asked), _("drawdowns that were not dropped")),
        LoanFact(_("Paid out"), euros(found.paid_out), _("drawdowns with a day of payment")),
    ]
    if found.closed_on is None:
        facts.append(LoanFact(_("Left to draw"), euros(found.left), _("amount decided less what was asked")))
    else:
        released = (found.account.released if found.account else None) or Decimal(0)
        facts.append(LoanFact(_("Drawing closed on"), day(found.closed_on)))
        facts.append(LoanFact(_("Released"), euros(released), _("amount decided less what was paid out")))
    used = sum(one.is_current for one in found.drawdowns)
    most = agreed.most_drawdowns
    told = _("%(used)s, at most: to be filled in") % {"used": used}
    if most is not None:
        told = _("%(used)s of %(most)s") % {"used": used, "most": most}
    facts.append(LoanFact(_("Drawdowns"), told, by_sheet))
    facts.append(_last_day(found, by_sheet))
    return facts


def _last_day(found: AccountStanding, by_sheet: str) -> LoanFact:
    """The last day to draw; it warns sixty days ahead, while something is left."""
    last, agreed = found.agreed.last_drawdown_on, found.agreed
    label = _("Last day to draw")
    if last is None or agreed.signed_on is None:
        return LoanFact(label, _("to be filled in"), by_sheet)
    rule = _("signed on %(day)s + %(months)s months") % {
        "day": written(agreed.signed_on),
        "months": agreed.last_drawdown_months,
    }
    left = (last - timezone.localdate()).days
    warns = found.left > 0 and left <= WARNED_DAYS
    told = written(last)
    if warns:
        told = (
            _("%(day)s: over") % {"day": told}
            if left < 0
            else _("%(day)s: %(left)s days left") % {"day": told, "left": left}
        )
    return LoanFact(label, told, f"{rule} · {by_sheet}", warns)


def _drawn(dossier: Dossier, found: AccountStanding) -> ListTable:
    rows, left = [], found.agreed.amount or Decimal(0)
    for one in found.drawdowns:
        if one.is_current:
            left -= one.amount
        rows.append(_drawdown(dossier, one, left))
    return ListTable(
        _("Drawdowns"),
        (
            TableColumn(_("Invoice")),
            TableColumn(_("Asked on")),
            TableColumn(_("Amount"), numeric=True),
            TableColumn(_("Paid to")),
            TableColumn(_("Approved by")),
            TableColumn(_("Paid on")),
            TableColumn(_("Left after it"), numeric=True),
        ),
        tuple(rows),
        _NO_DRAWDOWN,
    )


def _drawdown(dossier: Dossier, one: Drawdown, left: Decimal) -> TableRow:
    if not one.is_current:
        paid = TableCell(_("dropped"), "ban", detail=one.ended_because)
    else:
        paid = TableCell(day(one.paid_on) if one.paid_on else _("not yet"), quiet=one.paid_on is None)
    approved = TableCell(str(one.confirmed_by or _("not yet")), quiet=one.confirmed_by is None)
    return TableRow(
        (
            TableCell(f"{one.number}. {one.invoice.work}", detail=f"{one.invoice} · {invoice_now(one)}"),
            TableCell(written(one.asked_on), detail=str(one.proposed_by)),
            TableCell(euros(one.amount)),
            TableCell(one.get_payee_display()),
            approved,
            paid,
            TableCell(euros(left) if one.is_current else NOTHING),
        ),
        reverse("drawdown", args=[dossier.number, one.pk]),
    )


def invoice_now(one: Drawdown) -> str:
    """What the invoice asks; where that is another amount by now, so it says."""
    now = one.invoice.amount_incl
    if now == one.invoice_told:
        return euros(now)
    return _("changed since: now %(amount)s, was %(told)s") % {
        "amount": euros(now),
        "told": euros(one.invoice_told),
    }


# --- Outstanding ---------------------------------------------------------------------------------


def outstanding(request: StaffRequest, dossier: Dossier, _form: Any) -> dict[str, Any]:
    found, today = standing_on_page(dossier), timezone.localdate()
    may = may_keep(request, dossier)
    plan = found.plan
    following = [row for row in plan.rows if row.due_on is None or row.due_on >= today] if plan else []
    obligations = Obligation.objects.visible_to(request.user).filter(dossier=dossier.pk)
    return {
        "loan_facts": owed_facts(found, today),
        "loan_plan": plan_facts(found, plan),
        "schedule": schedule_table(following[:SHOWN_AT_ONCE]) if following else None,
        "has_schedule": plan is not None and bool(plan.rows),
        "interest_before": _interest_before(plan),
        "is_kept_elsewhere": found.is_kept_elsewhere,
        "may_be_stated": found.agreed.has_statement is None,
        "entries": _entries(dossier, found, may=may),
        "statements": _statements(dossier, found),
        "reminders": _reminders(dossier),
        "repayment_plan": found.account if found.account and found.account.plan else None,
        "early": _early(dossier, found, may=may),
        "early_cost": to_be_filled_in(found.agreed.early_repayment_cost),
        "sheet_told": told_by_sheet(found.agreed),
        "obligations": obligations_table(
            obligations.select_related("dossier"), known_figures(), today, may=may
        ),
        "may_keep": may,
        "may_enter": may and bool(found.drawn) and not found.is_kept_elsewhere,
        "is_settled_by_hand": bool(found.account and found.account.settled_on),
        "account_state": state_of(found.account) if found.account else "",
        "removed": _undo(request, dossier),
        "blocks": [
            Anchor("id_loan_settled", _("What is owed")),
            Anchor("schedule", _("Schedule of repayment")),
            Anchor("statements", _("Statements of the loan administration"))
            if found.is_kept_elsewhere
            else Anchor("entries", _("Entries by hand")),
            Anchor("arrears", _("Arrears")),
            Anchor("early", _("Early repayment")),
            Anchor("obligations", _("Obligations")),
        ],
    }


def _undo(request: StaffRequest, dossier: Dossier) -> dict[str, str] | None:
    for name in ("obligation", "early"):
        if back := way_back(request, name, lambda pk, name=name: _restore_url(dossier, name, pk)):  # type: ignore[misc]
            return back
    return None


def _restore_url(dossier: Dossier, name: str, pk: int) -> str:
    return reverse("loan_restore", args=[dossier.number, name, pk])


def owed_facts(found: AccountStanding, today: date) -> list[LoanFact]:
    statement, account = found.statement, found.account
    facts = []
    if found.is_kept_elsewhere:
        facts.append(
            LoanFact(
                _("Balance"),
                euros(statement.balance, unknown=_("not stated yet")) if statement else _("not stated yet"),
                said_by(statement) if statement else _("loan administration"),
            )
        )
        if statement is not None:
            facts += _beside_ours(found, statement)
            facts.append(LoanFact(_("End date"), day(statement.ends_on), said_by(statement)))
    else:
        facts.append(
            LoanFact(
                _("Balance"), euros(found.by_hand), _("paid out, with interest and costs, less what came in")
            )
        )
    late = found.days_late(today)
    lacking = found.late(today)
    told = _("none") if not late else _("%(days)s days") % {"days": late}
    if lacking is not None:
        told = _("%(days)s days, %(amount)s") % {"days": late, "amount": euros(lacking.amount)}
    source = said_by(statement) if found.is_kept_elsewhere and statement else _("schedule less what came in")
    facts.append(LoanFact(_("Arrears"), told, source, bool(late)))
    if account is not None and account.settled_on is not None:
        facts.append(LoanFact(_("Settled on"), written(account.settled_on), account.settled_because))
    return facts


def _beside_ours(found: AccountStanding, statement: LoanStatement) -> list[LoanFact]:
    ours = found.expected(statement.stated_on)
    if ours is None:
        return []
    differs = statement.balance - ours
    facts = [
        LoanFact(
            _("By our own schedule"),
            euros(ours),
            _("as if all that was due by %(day)s was paid") % {"day": written(statement.stated_on)},
        )
    ]
    if differs:
        facts.append(LoanFact(_("Difference"), euros(differs), _("statement less our schedule"), warns=True))
    return facts


def plan_facts(found: AccountStanding, plan: RepaymentPlan | None) -> list[LoanFact]:
    agreed = found.agreed
    rate = _("to be filled in") if agreed.rate is None else f"{plainly(agreed.rate)} %"
    rule = ""
    if agreed.rate is not None:
        monthly = plainly((month_rate(agreed.rate, found.convention) * 100).quantize(Decimal("0.00001")))
        way = _("actuarial") if found.convention == "actuarial" else _("a twelfth of the rate")
        rule = _("decision on the loan · month rate %(rate)s %% (%(way)s)") % {"rate": monthly, "way": way}
    facts = [LoanFact(_("Rate (yearly cost)"), rate, rule)]
    if agreed.form == RepaymentWay.NONE:
        return [*facts, LoanFact(_("Repayment"), _("in no instalments"), told_by_sheet(agreed))]
    if plan is None or not plan.rows:
        waits = _("begins once all is drawn or drawing is closed")
        return [*facts, LoanFact(_("Schedule"), waits if found.closed_on is None else _("to be filled in"))]
    next_one = next((row for row in plan.rows if row.due_on and row.due_on >= timezone.localdate()), None)
    if next_one is not None:
        how = _("bullet") if agreed.form == RepaymentWay.BULLET else _("annuity")
        facts.append(
            LoanFact(_("Next instalment"), f"{euros(next_one.payment)} · {day(next_one.due_on)}", how)
        )
    facts.append(
        LoanFact(_("Last instalment"), day(plan.ends_on), _("after %(n)s months") % {"n": plan.rows[-1].no})
    )
    facts.append(
        LoanFact(_("All instalments together"), euros(plan.total), _("the last takes up the rounding"))
    )
    return facts


def schedule_table(
    rows: list[Instalment] | tuple[Instalment, ...], changed: tuple[int, ...] = ()
) -> ListTable:
    return ListTable(
        _("Schedule of repayment"),
        (
            TableColumn(_("Number")),
            TableColumn(_("Due on")),
            TableColumn(_("Interest"), numeric=True),
            TableColumn(_("Principal"), numeric=True),
            TableColumn(_("Instalment"), numeric=True),
            TableColumn(_("Balance"), numeric=True),
        ),
        tuple(
            TableRow(
                (
                    TableCell(str(row.no), detail=_("after an early repayment") if row.no in changed else ""),
                    TableCell(day(row.due_on)),
                    TableCell(euros(row.interest)),
                    TableCell(euros(row.principal)),
                    TableCell(euros(row.payment)),
                    TableCell(euros(row.balance)),
                )
            )
            for row in rows
        ),
        _NO_SCHEDULE,
    )


def _interest_before(plan: RepaymentPlan | None) -> ListTable | None:
    if plan is None or not any(one.interest for one in plan.before):
        return None
    return ListTable(
        _("Interest before the schedule begins"),
        (
            TableColumn(_("Due on")),
            TableColumn(_("Drawn"), numeric=True),
            TableColumn(_("Interest"), numeric=True),
        ),
        tuple(
            TableRow(
                (TableCell(written(one.due_on)), TableCell(euros(one.drawn)), TableCell(euros(one.interest)))
            )
            for one in plan.before
        ),
        _NO_SCHEDULE,
    )


def _entries(dossier: Dossier, found: AccountStanding, *, may: bool) -> ListTable:
    countered = {one.counters_id for one in found.entries}
    return ListTable(
        _("Entries by hand"),
        (
            TableColumn(_("On")),
            TableColumn(_("What")),
            TableColumn(_("Amount"), numeric=True),
            TableColumn(_("Note")),
            TableColumn(_("By")),
        ),
        tuple(_entry(dossier, one, countered, may=may) for one in reversed(found.entries)),
        _NO_ENTRY,
    )


def _entry(dossier: Dossier, one: LoanEntry, countered: set[int | None], *, may: bool) -> TableRow:
    signed = -one.amount if one.kind in LESSENS else one.amount
    told = ""
    if one.counters_id:
        told = _("counters an entry")
    elif one.pk in countered:
        told = _("countered")
    can = may and not told
    return TableRow(
        (
            TableCell(written(one.on)),
            TableCell(one.get_kind_display(), detail=told),
            TableCell(euros(signed)),
            TableCell(one.note or NOTHING),
            TableCell(str(one.by), detail=written(timezone.localdate(one.at))),
        ),
        reverse("loan_entry", args=[dossier.number, one.pk]) if can else "",
    )


def _statements(dossier: Dossier, found: AccountStanding) -> ListTable:
    rows = LoanStatement.objects.filter(dossier=dossier.pk).select_related("upload")[:SHOWN_AT_ONCE]
    return ListTable(
        _("Statements of the loan administration"),
        (
            TableColumn(_("Date of the statement")),
            TableColumn(_("Balance"), numeric=True),
            TableColumn(_("Ours"), numeric=True),
            TableColumn(_("Difference"), numeric=True),
            TableColumn(_("Arrears"), numeric=True),
            TableColumn(_("End date")),
            TableColumn(_("From")),
        ),
        tuple(_statement(one, found.expected(one.stated_on)) for one in rows),
        _NO_STATEMENT,
    )


def _statement(one: LoanStatement, ours: Decimal | None) -> TableRow:
    differs = None if ours is None else one.balance - ours
    return TableRow(
        (
            TableCell(written(one.stated_on)),
            TableCell(euros(one.balance)),
            TableCell(euros(ours)),
            TableCell(euros(differs), "alert-triangle" if differs else "", tone="warn" if differs else ""),
            TableCell(_("%(days)s days") % {"days": one.days_late} if one.days_late else _("none")),
            TableCell(day(one.ends_on)),
            TableCell(one.upload.name),
        )
    )


def _reminders(dossier: Dossier) -> ListTable:
    rows = ArrearsReminder.objects.filter(dossier=dossier.pk).select_related("by").order_by("-pk")
    return ListTable(
        _("Reminders"),
        (TableColumn(_("Reminder")), TableColumn(_("Sent on")), TableColumn(_("Note")), TableColumn(_("By"))),
        tuple(
            TableRow(
                (
                    TableCell(str(one.step)),
                    TableCell(written(one.sent_on)),
                    TableCell(one.note or NOTHING),
                    TableCell(str(one.by)),
                )
            )
            for one in rows
        ),
        _NO_REMINDER,
    )


def _early(dossier: Dossier, found: AccountStanding, *, may: bool) -> ListTable:
    return ListTable(
        _("Early repayment"),
        (
            TableColumn(_("With")),
            TableColumn(_("Expected on")),
            TableColumn(_("Expected"), numeric=True),
            TableColumn(_("Received on")),
            TableColumn(_("Received"), numeric=True),
            TableColumn(_("What stays as it was")),
        ),
        tuple(
            TableRow(
                (
                    TableCell(one.get_repaid_with_display(), detail=one.note),
                    TableCell(day(one.expected_on)),
                    TableCell(euros(one.expected)),
                    TableCell(day(one.received_on)),
                    TableCell(euros(one.received)),
                    TableCell(one.get_keeps_display() if one.received_on else NOTHING),
                ),
                reverse("early_repayment", args=[dossier.number, one.pk])
                if may and not one.received_on
                else "",
            )
            for one in found.early
        ),
        _NO_EARLY,
    )


def obligations_table(
    rows: Any, figures: Figures, today: date, *, may: bool, with_notes: bool = True
) -> ListTable:
    """One query, that of the rows. `with_notes`: for who reads the loan."""
    return ListTable(
        _("Obligations"),
        (
            TableColumn(_("Kind")),
            TableColumn(_("Legal basis")),
            TableColumn(_("From")),
            TableColumn(_("Until")),
            TableColumn(_("Met on")),
            TableColumn(_("To be checked on")),
        ),
        tuple(_obligation(one, figures, today, may=may, with_notes=with_notes) for one in rows),
        _NO_OBLIGATION,
    )


def _obligation(one: Obligation, figures: Figures, today: date, *, may: bool, with_notes: bool) -> TableRow:
    ends = until(one, figures, today=today)
    is_late = ends is not None and one.met_on is None and ends.day < today
    source = ""
    if ends is not None and ends.rests_on is not None:
        source = _("term of today: %(years)s years · %(source)s") % {
            "years": ends.rests_on.value,
            "source": ends.rests_on.source,
        }
    check = check_due_on(one)
    is_due = check is not None and check <= today
    return TableRow(
        (
            TableCell(one.get_kind_display(), detail=one.note if with_notes else ""),
            TableCell(one.basis),
            TableCell(written(one.starts_on)),
            TableCell(
                written(ends.day) if ends else _("to be filled in"),
                "alert-triangle" if is_late else "",
                detail=source,
                tone="bad" if is_late else "",
            ),
            TableCell(day(one.met_on)),
            TableCell(day(check), "alert-triangle" if is_due else "", tone="warn" if is_due else ""),
        ),
        reverse("obligation", args=[one.dossier.number, one.pk]) if may else "",
    )


# --- Which the dossiers show ---------------------------------------------------------------------

TABS = (
    DossierTab(
        DRAWDOWNS,
        gettext_lazy("Drawdowns"),
        86,
        "dossiers/loans/drawdowns.html",
        drawdowns,
        only_on=is_lent_loan,
        permission=READ_FINANCIAL,
    ),
    DossierTab(
        OUTSTANDING,
        gettext_lazy("Outstanding"),
        88,
        "dossiers/loans/outstanding.html",
        outstanding,
        only_on=is_lent_loan,
        permission=READ_FINANCIAL,
    ),
)
