"""The tabs of a loan until it is signed."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.checklist.block import papers_anchor, papers_block, papers_lacking
from dossiers.flows.tabs import DossierTab
from dossiers.models import Dossier
from dossiers.schemes.tab import question_line
from dossiers.types.loan.budget import LoanBudget, budget_of
from dossiers.types.loan.decisions import CommitteeFile, LoanDecision, LoanLetter
from dossiers.types.loan.form import DecisionForm, SendBackForm, TryForm
from dossiers.types.loan.model import (
    ENDS_EARLY,
    LoanDetail,
    LoanOutcome,
    LoanPrecheck,
    PrecheckVerdict,
    RunningCredit,
)
from dossiers.types.loan.operations.deciding import MAY_CONFIRM, MAY_PROPOSE
from dossiers.types.loan.operations.preparing import MAY_CHANGE_LOAN
from dossiers.types.loan.parameters import FREE_BALANCE
from dossiers.types.loan.precheck import precheck_of
from dossiers.types.loan.purposes import FinancedWork, noted_total, purposes_of, works_to_pick
from dossiers.types.loan.sheets import (
    is_ours,
    lines_of,
    loan_of,
    log_budget,
    most,
    role_of,
    said_by,
    terms_of,
)
from dossiers.types.loan.simulation import Simulation, simulation_of
from dossiers.types.loan.terms import DeskRole
from dossiers.views.blocks import Anchor
from dossiers.works.places import work_url
from oss.core.components import EmptyState, ListTable, TableCell, TableColumn, TableRow
from oss.core.dates import moment, written
from oss.core.history import way_back
from oss.core.money import euros, plainly
from oss.core.parameters import known_figures
from oss.staff.http import StaffRequest
from oss.timeline.models import READ_FINANCIAL

NOTHING = "–"
_NO_WORKS = EmptyState("tools", gettext_lazy("The loan pays no work yet."))
_NO_CREDITS = EmptyState("coin-euro", gettext_lazy("No running credit was noted."))
_NO_DECISION = EmptyState("scale", gettext_lazy("Nothing was decided yet."))


def _may_change(request: StaffRequest, dossier: Dossier) -> bool:
    return dossier.is_active and request.user.has_perm(MAY_CHANGE_LOAN)


def _is_before_signing(dossier: Dossier) -> bool:
    return dossier.is_open and dossier.stage in dossier.flow.ends_early


# --- Precheck and purpose ------------------------------------------------------------------------


def purpose(request: StaffRequest, dossier: Dossier, _form: Any) -> dict[str, Any]:
    """What the sheet says, what its conditions say of the client, and what the loan pays."""
    found = purposes_of(dossier)
    may_change = _may_change(request, dossier)
    terms, checked = terms_of(dossier), precheck_of(dossier, request.user)
    asked = [question_line(one, checked.board) for one in checked.board.questions] if checked else []
    kept = LoanPrecheck.objects.filter(loan=dossier.pk).select_related("made_by").first()
    loan = loan_of(dossier)
    total = noted_total(found)
    return {
        "loan": loan,
        "sheet_lines": lines_of(terms) if terms else [],
        "sheet_said": said_by(terms.version) if terms else "",
        "sheet_closed": terms is not None and terms.version.closed_by(timezone.localdate()),
        "sheet_role": role_of(dossier),
        "precheck": checked,
        "precheck_open": asked,
        "precheck_kept": kept,
        "precheck_changed": bool(kept and checked and kept.verdict != checked.verdict),
        "may_end_here": may_change
        and _is_before_signing(dossier)
        and kept is not None
        and kept.verdict == PrecheckVerdict.NO,
        "not_eligible_url": _end_url(dossier, LoanOutcome.NOT_ELIGIBLE),
        "rights_answer_url": reverse("loan_answer", args=[dossier.number]),
        "may_check": may_change,
        "rights_refused": None,
        "known": [(one, checked.board.words.label(name)) for name, one in checked.board.facts.items()]
        if checked
        else [],
        "purposes": _purposes(dossier, found, checked.off_list if checked else [], may_change=may_change),
        "purposes_total": euros(total) if found else "",
        "purposes_differ": found and loan.asked_amount is not None and total != loan.asked_amount,
        "asked": euros(loan.asked_amount),
        "is_changed": any(one.is_changed for one in found),
        "pickable": works_to_pick(dossier, request.user) if may_change else [],
        "add_url": reverse("work_new", query={"dossier": dossier.number, "tab": "purpose"})
        if may_change and dossier.site_address_id
        else "",
        "blocks": [
            Anchor("sheet", _("Product sheet")),
            Anchor("id_loan_precheck", _("Precheck")),
            Anchor("id_loan_purposes", _("Works that the loan pays")),
        ],
    }


def _purposes(
    dossier: Dossier, found: list[FinancedWork], off_list: list[str], *, may_change: bool
) -> ListTable:
    return ListTable(
        _("Works that the loan pays"),
        (
            TableColumn(_("Work")),
            TableColumn(_("Quote")),
            TableColumn(_("In the loan"), numeric=True),
            TableColumn(_("Changed since")),
            TableColumn(_("On the list of the product")),
            TableColumn(_("State")),
        ),
        tuple(
            TableRow(
                (
                    TableCell(one.work.name, detail=one.work.description),
                    _source(one),
                    TableCell(euros(one.noted), detail=written(one.noted_on) if one.noted_on else ""),
                    _change(one),
                    TableCell(_("no"), "alert-triangle")
                    if str(one.work) in off_list
                    else TableCell(_("yes")),
                    TableCell(one.work.get_state_display(), detail=_start(one)),
                ),
                reverse("loan_purpose", args=[dossier.number, one.work.pk])
                if may_change
                else work_url(one.work.pk),
            )
            for one in found
        ),
        _NO_WORKS,
    )


def _source(one: FinancedWork) -> TableCell:
    """Where its amount stands."""
    if one.work.is_executed and one.is_invoiced:
        return TableCell(_("invoices"))
    if one.quote is not None:
        picked = one.row is not None and one.row.quote_id == one.quote.pk
        return TableCell(str(one.quote.contractor), detail=_("picked here") if picked else _("chosen quote"))
    if one.now is not None:
        return TableCell(_("the decision on the work"))
    return TableCell(_("no quote yet"), quiet=True)


def _change(one: FinancedWork) -> TableCell:
    if not one.is_changed:
        return TableCell(NOTHING)
    if one.noted is None or one.noted_on is None:
        return TableCell(_("now %(amount)s") % {"amount": euros(one.now)}, "alert-triangle")
    told = {"day": written(one.noted_on), "amount": euros(one.now)}
    return TableCell(_("changed since %(day)s: now %(amount)s") % told, "alert-triangle")


def _start(one: FinancedWork) -> str:
    if one.work.started_on:
        return _("started %(day)s") % {"day": one.work.started_on}
    planned = one.work.planned_start
    return _("start planned %(day)s") % {"day": written(planned)} if planned else ""


# --- Analysis ------------------------------------------------------------------------------------


def analysis(request: StaffRequest, dossier: Dossier, _form: Any) -> dict[str, Any]:
    loan, terms = loan_of(dossier), terms_of(dossier)
    tried = TryForm(request.GET)
    chosen = tried.cleaned_data if tried.is_valid() else {}
    simulation = simulation_of(
        dossier,
        amount=chosen.get("try_amount"),
        months=chosen.get("try_months"),
        rate=chosen.get("try_rate"),
    )
    running = list(RunningCredit.objects.filter(loan=dossier.pk))
    budget = budget_of(loan.income, loan.fixed_costs, (one.monthly for one in running), simulation.monthly)
    log_budget(dossier, by=request.user)
    highest = most(dossier)
    may_change = _may_change(request, dossier)
    household = getattr(dossier.journey, "household", None)
    return {
        "loan": loan,
        "terms": terms,
        "sheet_said": said_by(terms.version) if terms else "",
        "asks_household": not _is_association(dossier),
        "household_told": household.told if household else "",
        "household_how": _household_how(household),
        "credits": _credits(dossier, running, may_change=may_change),
        "may_change_loan": may_change,
        "budget_lines": _budget_lines(loan, budget),
        "budget_warning": _budget_warning(budget),
        "try_form": TryForm(request.GET or None) if request.GET.get("try_amount") is not None else TryForm(),
        "simulation": simulation,
        "simulation_lines": _simulation_lines(dossier, simulation, chosen),
        "most": euros(highest, unknown=""),
        "over_most": highest is not None and loan.asked_amount is not None and loan.asked_amount > highest,
        "most_how": _most_how(dossier),
        "papers_missing": papers_lacking(dossier) if loan.complete_on else [],
        "removed": way_back(
            request, "credit", lambda pk: reverse("loan_credit_restore", args=[dossier.number, pk])
        ),
        **papers_block(request, dossier),
        "blocks": [
            papers_anchor(),
            Anchor("loan-credits", _("Running credits")),
            Anchor("loan-sums", _("Budget and simulation")),
        ],
    }


def _is_association(dossier: Dossier) -> bool:
    return dossier.main_contact is not None and dossier.main_contact.organisation_id is not None


def _household_how(household: Any) -> str:
    if household is None or household.category is None:
        return ""
    known = written(household.category_known_on) if household.category_known_on else ""
    return " · ".join(filter(None, (str(household.get_category_method_display()), known)))


def _credits(dossier: Dossier, rows: list[RunningCredit], *, may_change: bool) -> ListTable:
    return ListTable(
        _("Running credits"),
        (
            TableColumn(_("Which credit")),
            TableColumn(_("A month"), numeric=True),
            TableColumn(_("Still owed"), numeric=True),
            TableColumn(_("Until")),
        ),
        tuple(
            TableRow(
                (
                    TableCell(one.what),
                    TableCell(euros(one.monthly)),
                    TableCell(euros(one.amount)),
                    TableCell(written(one.until) if one.until else NOTHING),
                ),
                reverse("loan_credit", args=[dossier.number, one.pk]) if may_change else "",
            )
            for one in rows
        ),
        _NO_CREDITS,
    )


def _budget_lines(loan: LoanDetail, budget: LoanBudget) -> list[tuple[str, str, str]]:
    """What, how much, and from which sum and source it follows."""
    told = " · ".join(filter(None, (loan.budget_source, written(loan.budget_on) if loan.budget_on else "")))
    free = after = share = ""
    if loan.income is not None and loan.fixed_costs is not None:
        free = f"{euros(loan.income)} − {euros(loan.fixed_costs)} − {euros(budget.credits)} · {told}"
    if budget.free is not None and budget.instalment is not None:
        after = f"{euros(budget.free)} − {euros(budget.instalment)}"
    if budget.burden is not None:
        share = f"({euros(budget.credits)} + {euros(budget.instalment)}) ÷ {euros(loan.income)}"
    burden = f"{plainly(budget.burden)} %" if budget.burden is not None else ""
    return [
        (_("Running credits a month"), euros(budget.credits), _("sum of the credits above")),
        (_("Free balance now"), euros(budget.free, unknown=""), free),
        (_("Free balance with this loan"), euros(budget.free_after, unknown=""), after),
        (_("Of the income to credits, this loan included"), burden, share),
    ]


def _budget_warning(budget: LoanBudget) -> tuple[str, str]:
    """Words and where they come from; a parameter that nobody filled in warns of nothing."""
    left = budget.free_after if budget.free_after is not None else budget.free
    rule = known_figures().find(FREE_BALANCE, on=timezone.localdate())
    if rule is None or left is None or left >= rule.value:
        return "", ""
    told = _("The free balance lies below %(amount)s.") % {"amount": euros(rule.value)}
    return told, _("parameter of %(day)s · %(source)s") % {
        "day": written(rule.valid_from),
        "source": rule.source,
    }


def _simulation_lines(
    dossier: Dossier, simulation: Simulation, tried: Mapping[str, Any]
) -> list[tuple[str, str, str]]:
    """What, how much, and by which rule or source."""
    loan = loan_of(dossier)
    rate = f"{plainly(simulation.rate)} %" if simulation.rate is not None else ""
    asked = _("asked on %(day)s") % {"day": written(loan.asked_on)} if loan.asked_on else _("the application")
    decided = _("the decision")

    def said(name: str, agreed: Any, otherwise: str) -> str:
        if tried.get(name) is not None:
            return _("own input")
        return decided if agreed is not None else otherwise

    months = said("try_months", loan.decided_months, asked) if simulation.months else ""
    lines = [
        (_("Amount"), euros(simulation.amount, unknown=""), said("try_amount", loan.decided_amount, asked)),
        (_("Months"), str(simulation.months or ""), months),
        (_("Rate"), rate, said("try_rate", loan.decided_rate, _rate_from(dossier))),
    ]
    if simulation.is_complete:
        how = _(
            "month rate (1 + rate)^(1/12) − 1, rounded to the cent; the last instalment takes up the rest"
        )
        lines += [(_("A month"), euros(simulation.monthly), how)]
        if simulation.nominal is not None and simulation.nominal != simulation.monthly:
            lines += [(_("A month, by a twelfth of the rate"), euros(simulation.nominal), _("beside it"))]
        lines += [(_("Repaid in all"), euros(simulation.total), _("sum of the instalments"))]
    return lines


def _rate_from(dossier: Dossier) -> str:
    terms = terms_of(dossier)
    if terms is None:
        return ""
    if terms.rate is not None:
        return _("the sheet")
    return terms.rate_rule


def _most_how(dossier: Dossier) -> str:
    """How the most follows from the sheet."""
    terms, loan = terms_of(dossier), loan_of(dossier)
    if terms is None or terms.max_amount is None:
        return ""
    if terms.max_per_dwelling is None:
        return _("highest amount of the sheet")
    if loan.dwellings is None:
        return _("fill in how many dwellings take part")
    return _("%(base)s + %(each)s × %(number)s dwellings") % {
        "base": euros(terms.max_amount),
        "each": euros(terms.max_per_dwelling),
        "number": loan.dwellings,
    }


# --- Decision ------------------------------------------------------------------------------------


def decision(request: StaffRequest, dossier: Dossier, _form: Any) -> dict[str, Any]:
    user, loan = request.user, loan_of(dossier)
    found = list(
        LoanDecision.objects.visible_to(user)
        .filter(dossier=dossier)
        .select_related("proposed_by", "confirmed_by", "ended_by", "committee")
    )
    proposed = next((one for one in found if one.is_proposed), None)
    may_change = _may_change(request, dossier)
    here = dossier.is_open and dossier.stage == "decision"
    terms = terms_of(dossier)
    files = CommitteeFile.objects.visible_to(user).filter(dossier=dossier).select_related("committee")
    letters = LoanLetter.objects.visible_to(user).filter(dossier=dossier).select_related("document")
    may_end = may_change and _is_before_signing(dossier) and loan.outcome not in ENDS_EARLY
    return {
        "loan": loan,
        "decided_by": terms.decided_by if terms else "",
        "is_ours": is_ours(dossier),
        "decisions": _decisions(found),
        "proposed": proposed,
        "proposed_lines": decision_lines(proposed) if proposed else [],
        "is_own_proposal": proposed is not None and proposed.proposed_by_id == user.pk,
        "may_confirm": here and user.has_perm(MAY_CONFIRM),
        "is_decision_stage": here,
        "may_send_back": dossier.is_active and user.has_perm(MAY_CONFIRM),
        "send_back_form": SendBackForm(auto_id="back-%s"),
        "may_propose": here and proposed is None and user.has_perm(MAY_PROPOSE),
        "decision_form": DecisionForm(initial=starting(dossier), auto_id="decide-%s"),
        "meetings": list(files),
        "letters": list(letters),
        "may_change_loan": may_change,
        "may_withdraw": may_end,
        "may_refer": may_end and role_of(dossier) in {DeskRole.PREPARATION, DeskRole.FOLLOW_UP},
        "withdraw_url": _end_url(dossier, LoanOutcome.WITHDRAWN),
        "refer_url": _end_url(dossier, LoanOutcome.REFERRED),
        "ended_early": loan.get_outcome_display() if loan.outcome in ENDS_EARLY else "",
        "may_go_on": may_change and dossier.is_open and loan.outcome in ENDS_EARLY,
        "blocks": [
            Anchor("id_loan_decided", _("Decision")),
            Anchor("loan-letters", _("Letters")),
            *([Anchor("loan-end", _("End it before it is signed"))] if may_end else []),
        ],
    }


def _end_url(dossier: Dossier, outcome: LoanOutcome) -> str:
    return reverse("loan_end", args=[dossier.number, outcome.value])


def starting(dossier: Dossier) -> dict[str, Any]:
    """With what the form of a decision begins: what was asked, and what the sheet says."""
    loan, terms = loan_of(dossier), terms_of(dossier)
    return {
        "decided_on": timezone.localdate(),
        "amount": loan.asked_amount,
        "months": loan.asked_months,
        "rate": terms.rate if terms else None,
    }


def decision_lines(one: LoanDecision) -> list[tuple[str, str]]:
    lines = [
        (_("Decision"), str(one.get_verdict_display())),
        (_("Decided by"), str(one.committee or one.get_body_display())),
        (_("Date of the decision"), written(one.decided_on)),
    ]
    if one.is_approval:
        rate = f"{plainly(one.rate)} %" if one.rate is not None else NOTHING
        lines += [
            (_("Amount"), euros(one.amount)),
            (_("Term in months"), str(one.months or NOTHING)),
            (_("Rate"), rate),
        ]
    lines += [
        (str(label), value)
        for label, value in (
            (_("Conditions"), one.conditions),
            (_("Reason"), one.reason),
            (_("Valid until"), written(one.valid_until) if one.valid_until else ""),
        )
        if value
    ]
    return lines


def _decisions(found: list[LoanDecision]) -> ListTable:
    return ListTable(
        _("Decisions"),
        (
            TableColumn(_("Decision")),
            TableColumn(_("On")),
            TableColumn(_("Amount"), numeric=True),
            TableColumn(_("Proposed by")),
            TableColumn(_("Confirmed by")),
            TableColumn(_("State")),
        ),
        tuple(
            TableRow(
                (
                    TableCell(one.get_verdict_display(), detail=_about(one)),
                    TableCell(written(one.decided_on)),
                    TableCell(euros(one.amount)),
                    TableCell(str(one.proposed_by), detail=moment(one.proposed_at)),
                    TableCell(
                        str(one.confirmed_by or NOTHING),
                        detail=moment(one.stands_since) if one.stands_since else "",
                    ),
                    _state_of(one),
                )
            )
            for one in found
        ),
        _NO_DECISION,
    )


def _about(one: LoanDecision) -> str:
    body = str(one.committee or one.get_body_display())
    return " · ".join(filter(None, (body, one.reason or one.conditions)))


def _state_of(one: LoanDecision) -> TableCell:
    if not one.is_current:
        if one.stands_since is not None:
            return TableCell(_("replaced"), quiet=True)
        return TableCell(_("sent back"), detail=one.ended_because, quiet=True)
    if one.stands_since is None:
        return TableCell(_("to be confirmed"), "clock-pause")
    return TableCell(_("stands"), "circle-check")


# --- Signing -------------------------------------------------------------------------------------


def signing(_request: StaffRequest, dossier: Dossier, _form: Any) -> dict[str, Any]:
    loan, terms = loan_of(dossier), terms_of(dossier)
    return {
        "loan": loan,
        "terms": terms,
        "amount": euros(loan.decided_amount, unknown=""),
        "started": [one.work for one in purposes_of(dossier) if loan.signed_on is None and _begins(one)],
    }


def _begins(one: FinancedWork) -> bool:
    """It began, or is to begin by today."""
    planned = one.work.planned_start
    return bool(one.work.started_on or one.work.is_executed or (planned and planned <= timezone.localdate()))


TABS = (
    DossierTab(
        "purpose",
        gettext_lazy("Precheck and purpose"),
        70,
        "dossiers/types/loan/purpose.html",
        purpose,
        needs="loan_request",
        permission=READ_FINANCIAL,
    ),
    DossierTab(
        "analysis",
        gettext_lazy("Analysis"),
        72,
        "dossiers/types/loan/analysis.html",
        analysis,
        needs="loan_request",
        permission=READ_FINANCIAL,
    ),
    DossierTab(
        "decision",
        gettext_lazy("Decision"),
        74,
        "dossiers/types/loan/decision.html",
        decision,
        needs="loan_request",
        permission=READ_FINANCIAL,
    ),
    DossierTab(
        "signing",
        gettext_lazy("Signing"),
        76,
        "dossiers/types/loan/signing.html",
        signing,
        needs="loan_request",
        permission=READ_FINANCIAL,
    ),
)
