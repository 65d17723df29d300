"""What a loan must hold before it goes on: by what the desk does of it, and what its sheet asks."""

from django.utils.translation import gettext_lazy as _

from dossiers.asked_once import asked_once
from dossiers.flows.requirements import holds, require
from dossiers.models import Dossier
from dossiers.types.loan.decisions import LoanDecision
from dossiers.types.loan.model import ENDS_EARLY, LoanPrecheck
from dossiers.types.loan.purposes import has_purposes
from dossiers.types.loan.sheets import has_sheets, is_ours, loan_of, terms_of

REQUEST = ("loan_sheet", "loan_amount")
PURPOSE = ("loan_purposes", "loan_precheck")
ANALYSIS = ("loan_category", "loan_register", "loan_analysis", "loan_complete")
DECISION = ("loan_decided",)
SIGNING = ("loan_signed", "loan_term", "loan_rate", "loan_repayment")
DRAWDOWN = ("loan_drawn",)
"""Said by `dossiers.loans`: what is not drawn is released."""
END = ("loan_settled", "loan_outcome")
"""`loan_settled` is said by `dossiers.loans`: nothing is owed any more, or it was settled."""


def _has_sheet(dossier: Dossier) -> bool:
    """Of a product without a sheet none is asked."""
    return loan_of(dossier).sheet_id is not None or not has_sheets(dossier)


def _has_purposes(dossier: Dossier) -> bool:
    return not is_ours(dossier) or has_purposes(dossier)


def _prechecked(dossier: Dossier) -> bool:
    """Where the sheet has conditions, what they say was kept."""
    sheet = loan_of(dossier).sheet
    if sheet is None or not is_ours(dossier):
        return True
    asked = asked_once(dossier, "loan_conditions", sheet.conditions.exists)
    return not asked or asked_once(
        dossier, "loan_prechecked", lambda: LoanPrecheck.objects.filter(loan=dossier.pk).exists()
    )


def _category_told(dossier: Dossier) -> bool:
    """Not of an association, nor where the sheet says that nobody asks it."""
    client = dossier.main_contact
    terms = terms_of(dossier)
    if not is_ours(dossier) or (client is not None and client.organisation_id is not None):
        return True
    if terms is not None and terms.needs_household is False:
        return True
    household = getattr(dossier.journey, "household", None)
    return household is not None and bool(household.category or household.category_lacks)


def _register_consulted(dossier: Dossier) -> bool:
    terms = terms_of(dossier)
    if terms is None or not terms.needs_credit_register:
        return True
    return loan_of(dossier).register_on is not None


def _analysed(dossier: Dossier) -> bool:
    return not is_ours(dossier) or bool(loan_of(dossier).analysis)


def _complete(dossier: Dossier) -> bool:
    return not is_ours(dossier) or loan_of(dossier).complete_on is not None


def _decided(dossier: Dossier) -> bool:
    """By a decision that stands, which another colleague confirmed, while no other is proposed."""
    return asked_once(dossier, "loan_decided", lambda: _stands(dossier))


def _stands(dossier: Dossier) -> bool:
    found = LoanDecision.objects.filter(dossier=dossier.pk, ended_at=None)
    return bool(found) and all(one.is_approval and one.stands_since is not None for one in found)


def ends_early(dossier: Dossier) -> bool:
    return loan_of(dossier).outcome in ENDS_EARLY


require("loan_sheet", _("Product sheet"), _has_sheet, tab="info", field="sheet")
require("loan_amount", _("Amount asked"), holds("loan", "asked_amount"), tab="info", field="asked_amount")
require("loan_purposes", _("Works that the loan pays"), _has_purposes, tab="purpose")
require("loan_precheck", _("Precheck"), _prechecked, tab="purpose")
require(
    "loan_category",
    _("Household and income category"),
    _category_told,
    tab="info",
    field="category",
    may_lack=True,
)
require(
    "loan_register",
    _("Credit register consulted on"),
    _register_consulted,
    tab="analysis",
    field="register_on",
)
require("loan_analysis", _("Analysis"), _analysed, tab="analysis", field="analysis")
require("loan_complete", _("Complete on"), _complete, tab="analysis", field="complete_on", may_lack=True)
require("loan_decided", _("Approved by two colleagues"), _decided, tab="decision")
require("loan_signed", _("Signed on"), holds("loan", "signed_on"), tab="signing", field="signed_on")
require(
    "loan_term",
    _("Term in months"),
    holds("loan", "decided_months"),
    tab="signing",
    field="decided_months",
    may_lack=True,
)
require(
    "loan_rate",
    _("Rate"),
    holds("loan", "decided_rate"),
    tab="signing",
    field="decided_rate",
    may_lack=True,
)
require(
    "loan_repayment", _("Form of repayment"), holds("loan", "repayment"), tab="signing", field="repayment"
)
require("loan_outcome", _("Outcome"), holds("loan", "outcome"), tab="outstanding", field="outcome")
