"""The tabs of a premium: scheme and application, handling, decision, payment, owners."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.checklist.block import papers_anchor, papers_block
from dossiers.flows.profiles import parts_of
from dossiers.flows.tabs import DossierTab
from dossiers.flows.verbs import is_open
from dossiers.models import Dossier
from dossiers.types.grant.budgets import BudgetLine, budget_of, committed
from dossiers.types.grant.costs import costs_now, works_to_pick, works_with_costs
from dossiers.types.grant.form import GrantDecisionForm, GrantReasonForm, PaymentForm
from dossiers.types.grant.model import (
    GrantDecision,
    GrantDetail,
    GrantOutcome,
    GrantOwner,
    GrantPayment,
    GrantWork,
    PaymentKind,
)
from dossiers.types.grant.operations import (
    MAY_CHANGE_GRANT,
    MAY_CONFIRM_GRANT,
    MAY_OVERDRAW,
    MAY_PROPOSE_GRANT,
    MAY_PROPOSE_PAYMENT,
)
from dossiers.types.grant.standing import (
    OwnerLine,
    computed_now,
    grant_of,
    owner_lines,
    terms_of,
    warnings,
    window_of,
)
from dossiers.types.grant.terms import GrantTerms
from dossiers.types.grant.told import lack_words, rule_lines, shut_words, source_words
from dossiers.views.blocks import Anchor
from dossiers.works.places import work_url
from oss.contacts import iban
from oss.core.components import EmptyState, ListTable, TableButton, TableCell, TableColumn, TableRow
from oss.core.dates import moment, written
from oss.core.history import way_back
from oss.core.money import euros, in_unit
from oss.staff.http import StaffRequest
from oss.timeline.models import READ_FINANCIAL

NOTHING = "–"
REQUEST, HANDLING, DECISION, PAYMENT, OWNERS = (
    "grant_request",
    "grant_handling",
    "grant_decision",
    "grant_payment",
    "grant_owners",
)
_NO_WORKS = EmptyState("tools", gettext_lazy("No work was picked yet."))
_NO_PAYMENTS = EmptyState("coin-euro", gettext_lazy("Nothing was paid yet."))
_NO_OWNERS = EmptyState("users-group", gettext_lazy("No owner was noted yet."))
_NO_DECISIONS = EmptyState("scale", gettext_lazy("No decision was taken back."))


def _may(request: StaffRequest, dossier: Dossier, permission: str = MAY_CHANGE_GRANT) -> bool:
    return dossier.is_active and request.user.has_perm(permission)


# --- Scheme and application ------------------------------------------------------------------------


def request_tab(request: StaffRequest, dossier: Dossier, _form: Any) -> dict[str, Any]:
    """In the same number of queries, however many works."""
    grant, may_change = grant_of(dossier), _may(request, dossier)
    terms = terms_of(grant)
    works = _works(grant)
    return {
        "grant": grant,
        "grant_works": _works_table(works, terms, may_change=may_change),
        "grant_has_works": bool(works),
        "grant_to_pick": _to_pick(request, dossier, works) if may_change else [],
        "grant_may_change": may_change,
        "grant_warnings": warnings(grant, terms, works),
        "grant_computed": _computed(grant, terms, works),
        "grant_window": _window(grant, terms, works),
        "blocks": [Anchor("grant-works", _("Works")), Anchor("grant-amount", _("Computed amount"))],
    }


def _works(grant: GrantDetail) -> list[GrantWork]:
    rows = GrantWork.objects.filter(grant=grant.pk).select_related("work__measure")
    return list(rows.order_by("pk"))


def _to_pick(request: StaffRequest, dossier: Dossier, picked: list[GrantWork]) -> list[Any]:
    keys = {one.work_id for one in picked}
    return [one for one in works_to_pick(dossier, request.user) if one.pk not in keys]


def _works_table(works: list[GrantWork], terms: GrantTerms | None, *, may_change: bool) -> ListTable:
    now = costs_now(works_with_costs(one.work_id for one in works)) if works else {}
    rows = []
    for one in works:
        cost = now[one.work_id]
        changed = (cost.excl, cost.incl) != (one.amount_excl, one.amount_incl)
        since = {"day": written(one.noted_on), "amount": euros(cost.incl)}
        rows.append(
            TableRow(
                (
                    TableCell(one.work.name, detail=one.work.description),
                    TableCell(
                        in_unit(one.quantity, one.work.measure.get_unit_display(), unknown=_("unknown"))
                    ),
                    TableCell(euros(one.amount_excl, unknown=_("unknown"))),
                    TableCell(
                        euros(one.amount_incl, unknown=_("unknown")), detail=cost.source or _("no quote yet")
                    ),
                    TableCell(
                        _("since %(day)s: now %(amount)s") % since if changed else NOTHING,
                        "alert-triangle" if changed else "",
                    ),
                    TableCell(
                        "",
                        button=TableButton(
                            "grant-drop",
                            "work",
                            str(one.pk),
                            "trash",
                            _("Not for %(work)s") % {"work": one.work},
                        )
                        if may_change
                        else None,
                    ),
                ),
                f"{work_url(one.work_id)}?tab=quotes",
            )
        )
    return ListTable(
        _("Works of the premium"),
        (
            TableColumn(_("Work")),
            TableColumn(_("Quantity"), numeric=True),
            TableColumn(_("Excluding VAT"), numeric=True),
            TableColumn(_("Including VAT"), numeric=True),
            TableColumn(_("Changed since")),
            TableColumn(""),
        ),
        tuple(rows),
        _NO_WORKS,
    )


def _computed(grant: GrantDetail, terms: GrantTerms | None, works: list[GrantWork]) -> dict[str, Any]:
    """What the rule gives now, with its words; and whether that differs from what was kept."""
    found = computed_now(grant, terms, works)
    return {
        "amount": euros(found.amount) if found.amount is not None else "",
        "lines": [*rule_lines(found, terms), *shut_words(found.shut, terms)] if terms else [],
        "lacks": lack_words(found.lacks),
        "source": source_words(grant.sheet) if grant.sheet else "",
        "kept": euros(grant.computed_amount) if grant.computed_amount is not None else "",
        "kept_on": grant.computed_on,
        "kept_words": grant.computed_words,
        "differs": found.amount is not None and found.amount != grant.computed_amount,
    }


def _window(grant: GrantDetail, terms: GrantTerms | None, works: list[GrantWork]) -> str:
    """From when until when it can be asked, in words."""
    if terms is None or not terms.window_from:
        return ""
    found = window_of(grant, terms, works)
    if found is None:
        return _("The term runs from %(day)s, which is not known yet.") % {
            "day": terms.get_window_from_display()
        }
    first, last = (written(one) if one else "…" for one in (found.first, found.last))
    return _("Can be asked from %(first)s until %(last)s.") % {"first": first, "last": last}


# --- Handling --------------------------------------------------------------------------------------


def handling_tab(request: StaffRequest, dossier: Dossier, _form: Any) -> dict[str, Any]:
    return {**papers_block(request, dossier), "blocks": [papers_anchor()]}


# --- Decision --------------------------------------------------------------------------------------


def decision_tab(request: StaffRequest, dossier: Dossier, _form: Any) -> dict[str, Any]:
    """Of our own: what was proposed or decided, and what is left of the budget."""
    grant = grant_of(dossier)
    decisions = list(
        GrantDecision.objects.visible_to(request.user)
        .filter(grant=dossier.pk)
        .select_related("proposed_by", "confirmed_by", "ended_by")
    )
    current = next((one for one in decisions if one.is_current), None)
    may_propose = _may(request, dossier, MAY_PROPOSE_GRANT) and is_open(dossier)
    may_confirm = _may(request, dossier, MAY_CONFIRM_GRANT) and is_open(dossier)
    proposing = may_propose and (current is None or current.is_proposed)
    amount = grant.computed_amount if grant.computed_amount is not None else grant.requested_amount
    outcome = GrantOutcome.REFUSED if amount == 0 else GrantOutcome.GRANTED
    told = {"outcome": outcome, "amount": amount or None}
    return {
        "grant": grant,
        "decision": current,
        "decision_of": f"{dossier.number}/{current.pk}" if current else "",
        "decision_amount": euros(current.amount) if current and current.amount is not None else "",
        "decision_over": bool(
            current and current.amount is not None and (amount is not None and current.amount > amount)
        ),
        "decision_computed": euros(amount) if amount is not None else "",
        "decision_is_mine": current is not None and current.proposed_by_id == request.user.pk,
        "decision_form": GrantDecisionForm(initial=told, auto_id="decide-%s") if proposing else None,
        "withdraw_form": GrantReasonForm(auto_id="withdraw-%s"),
        "may_withdraw": may_propose,
        "may_confirm": may_confirm and current is not None and current.is_proposed,
        "may_overdraw": request.user.has_perm(MAY_OVERDRAW),
        "earlier_decisions": _earlier(decisions),
        "budget": _budget(grant, current),
        "is_own": "grant_objection" in {part.name for part in parts_of(dossier)},
        "blocks": [Anchor("id_decision", _("Decision"))],
    }


def _earlier(decisions: list[GrantDecision]) -> ListTable:
    rows = [
        TableRow(
            (
                TableCell(str(one), detail=euros(one.amount) if one.amount is not None else ""),
                TableCell(str(one.proposed_by)),
                TableCell(str(one.confirmed_by or NOTHING)),
                TableCell(one.ended_because, detail=str(one.ended_by or "")),
            )
        )
        for one in decisions
        if not one.is_current
    ]
    return ListTable(
        _("Decisions that were taken back"),
        (
            TableColumn(_("Decision")),
            TableColumn(_("Proposed by")),
            TableColumn(_("Confirmed by")),
            TableColumn(_("Why it was taken back")),
        ),
        tuple(rows),
        _NO_DECISIONS,
    )


def _budget(grant: GrantDetail, standing: GrantDecision | None) -> dict[str, Any] | None:
    if grant.sheet is None:
        return None
    year = standing.decided_on.year if standing else (grant.submitted_on or grant.dossier.opened_on).year
    scheme = grant.sheet.scheme
    found = budget_of(scheme.pk, year)
    granted = committed(scheme.pk, year)
    line = BudgetLine(scheme, year, found, granted=granted)
    more = standing.amount if standing and standing.is_proposed and standing.amount else Decimal(0)
    left = line.left
    return {
        "year": year,
        "scheme": scheme,
        "amount": euros(found.amount) if found else "",
        "source": found.source if found else "",
        "known_on": found.known_on if found else None,
        "granted": euros(granted),
        "left": euros(left) if left is not None else "",
        "is_short": left is not None and left < more,
    }


# --- Payment ---------------------------------------------------------------------------------------


def payment_tab(request: StaffRequest, dossier: Dossier, _form: Any) -> dict[str, Any]:
    """What was confirmed is paid; what is only proposed takes its room already."""
    grant, may_pay = grant_of(dossier), _may(request, dossier, MAY_PROPOSE_PAYMENT)
    terms = terms_of(grant)
    payments = list(
        GrantPayment.objects.visible_to(request.user)
        .filter(grant=dossier.pk)
        .select_related("proposed_by", "confirmed_by")
    )
    current = [one for one in payments if one.is_current]
    paid = sum((one.amount for one in current if one.is_standing), Decimal(0))
    left = grant.due - sum((one.amount for one in current), Decimal(0)) if grant.due is not None else None
    two = terms is not None and terms.two_payments
    payable = may_pay and is_open(dossier) and left is not None and left > 0 and grant.budget_year is not None
    kind = PaymentKind.WHOLE
    if two:
        kind = PaymentKind.BALANCE if current else PaymentKind.ADVANCE
    form = PaymentForm(
        grant=grant,
        left=left if not two or current else None,
        two_payments=two,
        initial={"kind": kind},
        auto_id="pay-%s",
    )
    return {
        "grant": grant,
        "payments": _payments(dossier, payments, may_open=may_pay),
        "payments_wait": any(one.is_proposed for one in payments),
        "payment_form": form if payable else None,
        "payments_paid": euros(paid),
        "payments_due": euros(grant.due) if grant.due is not None else "",
        "payments_left": euros(left) if left is not None else "",
        "grant_keep_years": terms.keep_years if terms else None,
        "blocks": [Anchor("id_payments", _("Payments"))],
    }


def _payments(dossier: Dossier, payments: list[GrantPayment], *, may_open: bool) -> ListTable:
    return ListTable(
        _("Payments"),
        (
            TableColumn(_("Which")),
            TableColumn(_("Amount"), numeric=True),
            TableColumn(_("Paid on")),
            TableColumn(_("To")),
            TableColumn(_("Account number (IBAN)")),
            TableColumn(_("Budget key")),
            TableColumn(_("Confirmed by")),
        ),
        tuple(
            TableRow(
                (
                    TableCell(
                        one.get_kind_display(),
                        detail="" if one.is_current else _("cancelled: %(why)s") % {"why": one.ended_because},
                        quiet=not one.is_current,
                    ),
                    TableCell(euros(one.amount), quiet=not one.is_current),
                    TableCell(
                        written(one.paid_on),
                        detail=_("ordered %(day)s") % {"day": written(one.ordered_on)}
                        if one.ordered_on
                        else "",
                    ),
                    TableCell(one.get_to_display()),
                    TableCell(iban.display(one.iban)),
                    TableCell(one.budget_key or NOTHING),
                    TableCell(
                        confirmed_words(one),
                        "clock-pause" if one.is_proposed else "",
                        detail=_("proposed by %(name)s") % {"name": one.proposed_by},
                        quiet=one.confirmed_by is None,
                    ),
                ),
                reverse("grant_payment", args=[dossier.number, one.pk]) if may_open else "",
            )
            for one in payments
        ),
        _NO_PAYMENTS,
    )


def confirmed_words(one: GrantPayment) -> str:
    """Who confirmed it, or why nobody did."""
    if one.confirmed_by is not None:
        return str(one.confirmed_by)
    return _("to be confirmed") if one.is_current else NOTHING


def payment_facts(one: GrantPayment) -> list[tuple[str, str]]:
    """What a second colleague looks at."""
    told = [
        (_("Amount"), euros(one.amount)),
        (_("To"), one.get_to_display()),
        (_("Account number (IBAN)"), iban.display(one.iban)),
        (_("Budget key"), one.budget_key),
        (_("Ordered on"), written(one.ordered_on) if one.ordered_on else ""),
        (_("Paid on"), written(one.paid_on)),
        (_("Proposed by"), f"{one.proposed_by or NOTHING}, {moment(one.proposed_at)}"),
        (
            _("Confirmed by"),
            f"{confirmed_words(one)}, {moment(one.stands_since)}"
            if one.confirmed_by is not None and one.stands_since is not None
            else confirmed_words(one),
        ),
    ]
    if one.ended_at is not None:
        told.append((_("Cancelled by"), f"{one.ended_by or NOTHING}, {one.ended_when}"))
        told.append((_("Why"), one.ended_because))
    return [(str(what), str(words)) for what, words in told if words]


# --- Owners ----------------------------------------------------------------------------------------


def owners_tab(request: StaffRequest, dossier: Dossier, _form: Any) -> dict[str, Any]:
    """In the same number of queries, however many owners."""
    grant, may_change = grant_of(dossier), _may(request, dossier)
    owners = list(
        GrantOwner.objects.visible_to(request.user)
        .filter(grant=dossier.pk)
        .select_related("person", "organisation")
    )
    terms = terms_of(grant)
    lines = owner_lines(grant, terms, owners)
    waiting = sum(not one.is_settled for one in lines)
    no_base = grant.outcome != "" and not grant.granted_amount
    return {
        "owners": _owners_table(dossier, lines, may_change=may_change),
        "owners_months": terms.supplement_months if terms else None,
        "owners_deadline": next((one.deadline for one in lines if one.deadline), None),
        "owners_base": euros(grant.granted_amount) if grant.granted_amount is not None else "",
        "owners_hang_on_nothing": waiting if no_base else 0,
        "owners_add": reverse("grant_owner_new", args=[dossier.number]) if may_change else "",
        "removed": way_back(
            request, "owner", lambda pk: reverse("grant_owner_restore", args=[dossier.number, pk])
        ),
        "blocks": [Anchor("id_owners", _("Owners"))],
    }


def _owners_table(dossier: Dossier, lines: list[OwnerLine], *, may_change: bool) -> ListTable:
    return ListTable(
        _("Owners"),
        (
            TableColumn(_("Owner")),
            TableColumn(_("Quotiteiten"), numeric=True),
            TableColumn(_("By the own category"), numeric=True),
            TableColumn(_("Part in the base premium"), numeric=True),
            TableColumn(_("Supplement"), numeric=True),
            TableColumn(_("Outcome")),
        ),
        tuple(_owner(dossier, one, may_change=may_change) for one in lines),
        _NO_OWNERS,
    )


def _owner(dossier: Dossier, line: OwnerLine, *, may_change: bool) -> TableRow:
    owner = line.owner
    is_named = owner.person_id is not None or owner.organisation_id is not None
    category = _("category %(category)s") % {"category": owner.category} if owner.category else ""
    about = (owner.lot if is_named else "", category)
    asked = _("asked on %(day)s") % {"day": written(owner.requested_on)} if owner.requested_on else ""
    granted = euros(owner.granted_amount) if owner.granted_amount is not None else ""
    return TableRow(
        (
            TableCell(str(owner), detail=" · ".join(filter(None, about))),
            TableCell(str(owner.shares)),
            TableCell(euros(owner.gross), detail=owner.gross_source),
            TableCell(euros(line.share)),
            TableCell(euros(line.net)),
            TableCell(
                owner.get_outcome_display() or _("not known yet"),
                "alert-triangle" if line.is_late else "",
                detail=" · ".join(filter(None, (granted, asked))),
                quiet=not owner.outcome,
            ),
        ),
        reverse("grant_owner", args=[dossier.number, owner.pk]) if may_change else "",
    )


TABS = (
    DossierTab(
        REQUEST,
        gettext_lazy("Scheme and amount"),
        70,
        "dossiers/types/grant/request.html",
        request_tab,
        needs="grant",
        permission=READ_FINANCIAL,
    ),
    DossierTab(
        HANDLING,
        gettext_lazy("Handling"),
        72,
        "dossiers/types/grant/handling.html",
        handling_tab,
        needs="grant",
        permission=READ_FINANCIAL,
    ),
    DossierTab(
        OWNERS,
        gettext_lazy("Owners"),
        74,
        "dossiers/types/grant/owners.html",
        owners_tab,
        needs="grant_owners",
        permission=READ_FINANCIAL,
    ),
    DossierTab(
        DECISION,
        gettext_lazy("Decision"),
        76,
        "dossiers/types/grant/decision.html",
        decision_tab,
        needs="grant",
        permission=READ_FINANCIAL,
    ),
    DossierTab(
        PAYMENT,
        gettext_lazy("Report and payment"),
        78,
        "dossiers/types/grant/payment.html",
        payment_tab,
        needs="grant_report",
        permission=READ_FINANCIAL,
    ),
)
