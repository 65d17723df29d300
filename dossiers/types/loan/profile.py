"""The profiles of the type Loan, and what else the room offers."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from dossiers.checklist.sheets import SheetOf
from dossiers.flows.branches import EndsEarly
from dossiers.flows.closed import ClosedSubtypes
from dossiers.flows.parts import Part
from dossiers.flows.profiles import Profile
from dossiers.flows.table import DossierType
from dossiers.schemes.inlines import SheetInline
from dossiers.types.loan import (
    held,  # noqa: F401 - says it
    parameters,  # noqa: F401 - declares it
    requirements,
)
from dossiers.types.loan.confirming import DECISIONS_TO_CONFIRM
from dossiers.types.loan.decisions import DecisionVerdict
from dossiers.types.loan.form import (
    AdviceForm,
    AnalysisForm,
    BudgetForm,
    LoanRequestForm,
    OutcomeForm,
    SigningForm,
)
from dossiers.types.loan.model import LoanDetail, LoanOutcome, PrecheckVerdict
from dossiers.types.loan.operations.preparing import follow_days, follow_request
from dossiers.types.loan.reference import load_target_groups, load_terms
from dossiers.types.loan.remarks import not_signed_yet
from dossiers.types.loan.sheets import PREPARED, closed_products, loan_of, why_product_closed
from dossiers.types.loan.tabs import TABS
from dossiers.works.tabs import WorkRemarks
from oss.core.demo import DemoLoader
from oss.core.reference import Loader
from oss.core.registry import offer
from oss.staff.grants import grant
from oss.staff.roles import ADMINISTRATOR, ALL_STAFF, COORDINATION, FINANCIAL
from oss.timeline.models import READ_FINANCIAL
from oss.timeline.vocabulary import event_kind


def _part(name: str, form: Any, tab: str, label: Any, **told: Any) -> Part:
    return Part(name, form, tab, LoanDetail, label=label, permission=READ_FINANCIAL, **told)


LOAN_REQUEST = _part(
    "loan_request",
    LoanRequestForm,
    "info",
    _("Application"),
    requires={"request": (*requirements.REQUEST, *requirements.PURPOSE)},
    summary="dossiers/types/loan/summary.html",
    follows=follow_request,
)
LOAN_ANALYSIS = _part(
    "loan_analysis",
    AnalysisForm,
    "analysis",
    _("Control"),
    template="dossiers/types/loan/control.html",
    requires={"analysis": requirements.ANALYSIS},
    follows=follow_days,
)
LOAN_BUDGET = _part("loan_budget", BudgetForm, "analysis", _("Budget"), follows=follow_days)
LOAN_ADVICE = _part("loan_advice", AdviceForm, "analysis", _("Analysis and advice"))
LOAN_SIGNING = _part(
    "loan_signing",
    SigningForm,
    "signing",
    _("Contract"),
    requires={"decision": requirements.DECISION, "signing": requirements.SIGNING},
    follows=follow_days,
)
LOAN_END = _part(
    "loan_end",
    OutcomeForm,
    "outstanding",
    _("How it ended"),
    requires={"drawdown": requirements.DRAWDOWN, "outstanding": requirements.END},
    follows=follow_days,
)

LOAN = Profile(
    "loan",
    DossierType.LOAN,
    (LOAN_REQUEST, LOAN_ANALYSIS, LOAN_BUDGET, LOAN_ADVICE, LOAN_SIGNING, LOAN_END),
    label=_("Loan, by its product sheet"),
    asks_at_opening=("asked_on", "asked_amount"),
    opens_on={
        "request": "info",
        "analysis": "analysis",
        "decision": "decision",
        "signing": "signing",
        "drawdown": "drawdowns",
        "outstanding": "outstanding",
    },
    is_standard=True,
)
PREPARATION = LOAN.extended(PREPARED, label=_("Help with the application of a loan"))
offer(
    LOAN,
    PREPARATION,
    *TABS,
    DECISIONS_TO_CONFIRM,
    EndsEarly(DossierType.LOAN, requirements.ends_early),
    ClosedSubtypes("loans", closed_products, why_product_closed),
    SheetOf(DossierType.LOAN, lambda dossier: loan_of(dossier).sheet),
    SheetInline("loan_terms", "dossiers.types.loan.admin.LoanTermsInline"),
    WorkRemarks("loans", not_signed_yet),
    Loader("target groups of loans", 30, load_target_groups),
    Loader("terms of loans", 45, load_terms),
    DemoLoader("loans", 70, "dossiers.types.loan.demo.load_loans"),
)

grant("dossiers.loanterms", view=ALL_STAFF, add=COORDINATION, change=COORDINATION)
grant("dossiers.loantargetgroup", view=ALL_STAFF, add=ADMINISTRATOR, change=ADMINISTRATOR)
grant("dossiers.loandetail", view=FINANCIAL, change=FINANCIAL)
grant("dossiers.loandecision", view=FINANCIAL, add=FINANCIAL, confirm=FINANCIAL)
grant("dossiers.loancommittee", view=FINANCIAL, add=FINANCIAL, change=FINANCIAL)

_VERDICTS = {one.value: one.label for one in DecisionVerdict}
_OUTCOMES = {one.value: one.label for one in LoanOutcome}
_CHECKED = {one.value: one.label for one in PrecheckVerdict}


def _decision(data: Any) -> dict[str, Any]:
    return {"decision": _VERDICTS.get(data.get("decision", ""), "…")}


event_kind(
    "loan_prechecked",
    icon="compass",
    chip="step",
    text=_("Precheck of {dossier} kept: {verdict}"),
    words=lambda data: {"verdict": _CHECKED.get(data.get("verdict", ""), "…")},
)
event_kind("loan_works_changed", icon="tools", chip="step", text=_("Works of loan {dossier}: amounts noted"))
event_kind(
    "loan_budget_changed", icon="coin-euro", chip="step", text=_("Running credits of {dossier} changed")
)
event_kind(
    "loan_decision_proposed",
    icon="scale",
    chip="step",
    text=_("Decision on {dossier} proposed: {decision}"),
    words=_decision,
)
event_kind(
    "loan_decided",
    icon="circle-check",
    chip="step",
    text=_("Decision on {dossier}: {decision} (proposed by {name})"),
    words=_decision,
)
event_kind(
    "loan_decision_sent_back",
    icon="arrow-back-up",
    chip="step",
    text=_("Decision on {dossier} sent back: {because}"),
)
event_kind("loan_on_committee", icon="scale", chip="step", text=_("Loan {dossier} on {committee}"))
event_kind(
    "loan_ended_early",
    icon="ban",
    chip="step",
    text=_("Application {dossier} ends: {outcome}"),
    words=lambda data: {"outcome": _OUTCOMES.get(data.get("outcome", ""), "…")},
)
