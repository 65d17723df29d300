"""What loans hold about people."""

from typing import Any

from django.db.models import QuerySet

from dossiers.held import WHO, dossiers_of
from dossiers.types.loan.decisions import CommitteeFile, LoanCommittee, LoanDecision, LoanLetter
from dossiers.types.loan.model import LoanDetail, LoanPrecheck, LoanPurpose, RunningCredit
from dossiers.types.loan.terms import LoanTerms
from oss.contacts.models import Person
from oss.core.held import Forgotten, hold_about

LENDING = "to decide on a loan, sign it and follow it up"


def _loans(person: Person) -> QuerySet[LoanDetail]:
    return LoanDetail.objects.filter(dossier__in=dossiers_of(person))


def _of_loans(model: Any) -> Any:
    return lambda person: model.objects.filter(loan__in=_loans(person))


def _of_dossiers(model: Any) -> Any:
    return lambda person: model.objects.filter(dossier__in=dossiers_of(person))


hold_about(
    LoanDetail,
    WHO,
    LENDING,
    "asked_on",
    Forgotten.BLANK,
    _loans,
    (
        *("reference", "ownership_share", "register_outcome", "income", "fixed_costs", "budget_source"),
        *("analysis", "signed_by", "account", "loan_number", "guarantee", "outcome_because"),
    ),
)
hold_about(RunningCredit, WHO, LENDING, "until", Forgotten.DELETE, _of_loans(RunningCredit))
hold_about(LoanPurpose, WHO, LENDING, "noted_on", Forgotten.KEEP, _of_loans(LoanPurpose))
hold_about(LoanPrecheck, WHO, LENDING, "made_on", Forgotten.DELETE, _of_loans(LoanPrecheck))
hold_about(
    LoanDecision,
    WHO,
    LENDING,
    "decided_on",
    Forgotten.BLANK,
    _of_dossiers(LoanDecision),
    ("conditions", "reason", "ended_because"),
)
hold_about(CommitteeFile, WHO, LENDING, "", Forgotten.KEEP, _of_dossiers(CommitteeFile))
hold_about(
    LoanCommittee,
    WHO,
    LENDING,
    "held_on",
    Forgotten.BLANK,
    lambda person: LoanCommittee.objects.filter(files__dossier__in=dossiers_of(person)).distinct(),
    ("note",),
)
hold_about(LoanTerms, "nobody", "to say of a product what its source says", "", Forgotten.KEEP)
hold_about(LoanLetter, WHO, LENDING, "asked_at", Forgotten.KEEP, _of_dossiers(LoanLetter))
