"""What was agreed on a loan, as far as its money asks: read from the room of the type and from its sheet."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dossiers.flows.table import DossierType
from dossiers.loans.rules import RepaymentWay, months_after
from dossiers.models import Dossier
from dossiers.schemes.models import SchemeVersion

WARNED_DAYS = 60
"""So long before the last day on which can be drawn the page warns."""


PAID_ELSEWHERE = ("follow_up", "prepares")
"""Roles of the desk in which another pays the loan out."""


@dataclass(frozen=True)
class Agreed:
    """None, or an empty text: still to be filled in. `sheet` is that of the application."""

    amount: Decimal | None = None
    months: int | None = None
    rate: Decimal | None = None
    repayment: str = ""
    signed_on: date | None = None
    first_due_on: date | None = None
    loan_number: str = ""
    sheet: SchemeVersion | None = None
    most_drawdowns: int | None = None
    last_drawdown_months: int | None = None
    has_statement: bool | None = None
    early_repayment_cost: str = ""
    is_paid_by_us: bool = True

    @property
    def last_drawdown_on(self) -> date | None:
        return months_after(self.signed_on, self.last_drawdown_months) if self.last_drawdown_months else None

    @property
    def form(self) -> RepaymentWay | None:
        return RepaymentWay(self.repayment) if self.repayment else None


def is_loan(dossier: Dossier) -> bool:
    return dossier.type == DossierType.LOAN


def is_decided_loan(dossier: Dossier) -> bool:
    """Past its decision: before that its page says nothing of money that moves."""
    until = dossier.flow.until(dossier.flow.told_until)
    return is_loan(dossier) and dossier.stage not in until


def is_lent_loan(dossier: Dossier) -> bool:
    """Past its decision, and not over before it was signed."""
    return is_decided_loan(dossier) and (dossier.is_open or agreed_on(dossier).signed_on is not None)


def agreed_on(dossier: Dossier) -> Agreed:
    loan = getattr(dossier, "loan", None)
    if loan is None:
        return Agreed()
    terms = getattr(loan.sheet, "loan_terms", None)
    return Agreed(
        loan.decided_amount,
        loan.decided_months,
        loan.decided_rate,
        loan.repayment or (terms.repayment if terms else ""),
        loan.signed_on,
        loan.first_due_on,
        loan.loan_number,
        loan.sheet,
        terms.max_drawdowns if terms else None,
        terms.last_drawdown_months if terms else None,
        terms.has_statement if terms else None,
        terms.early_repayment_cost if terms else "",
        terms is None or terms.loket_role not in PAID_ELSEWHERE,
    )
