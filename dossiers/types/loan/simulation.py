"""What a loan would cost each month, by what was asked, decided, or typed to try."""

from dataclasses import dataclass
from decimal import Decimal

from dossiers.loans import rules
from dossiers.models import Dossier
from dossiers.types.loan.sheets import loan_of, terms_of
from dossiers.types.loan.terms import Repayment


@dataclass(frozen=True)
class Simulation:
    """`is_tried`: with an amount, term or rate that was typed for it. What is lacking is None."""

    amount: Decimal | None
    months: int | None
    rate: Decimal | None
    repayment: str
    is_tried: bool = False

    @property
    def is_complete(self) -> bool:
        return None not in {self.amount, self.months, self.rate}

    @property
    def monthly(self) -> Decimal | None:
        """None where something is lacking, and where nothing is paid each month."""
        if self.amount is None or self.months is None or self.rate is None:
            return None
        if self.repayment in {Repayment.BULLET, Repayment.NONE}:
            return rules.in_cents(self.amount * rules.month_rate(self.rate))
        return rules.instalment(self.amount, self.rate, self.months)

    @property
    def nominal(self) -> Decimal | None:
        """By a twelfth of the rate, beside it; None where it makes no difference."""
        if self.amount is None or self.months is None or not self.rate:
            return None
        if self.repayment in {Repayment.BULLET, Repayment.NONE}:
            return None
        return rules.instalment(self.amount, self.rate, self.months, rules.Convention.NOMINAL)

    @property
    def total(self) -> Decimal | None:
        """All that is repaid, by the instalments to the cent."""
        if self.amount is None or self.months is None or self.rate is None:
            return None
        kind = rules.RepaymentWay(self.repayment or Repayment.ANNUITY)
        rows = rules.schedule(self.amount, self.rate, self.months, repayment=kind)
        return sum((one.payment for one in rows), rules.ZERO) if rows else None


def simulation_of(
    dossier: Dossier,
    *,
    amount: Decimal | None = None,
    months: int | None = None,
    rate: Decimal | None = None,
) -> Simulation:
    """What is given is tried; else what was decided, asked, or stands on the sheet."""
    loan, terms = loan_of(dossier), terms_of(dossier)
    of_sheet = terms.rate if terms else None
    return Simulation(
        amount or loan.decided_amount or loan.asked_amount,
        months or loan.decided_months or loan.asked_months,
        next((one for one in (rate, loan.decided_rate, of_sheet) if one is not None), None),
        loan.repayment or (terms.repayment if terms else ""),
        is_tried=(amount, months, rate) != (None, None, None),
    )
