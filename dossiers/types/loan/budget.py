"""What a household has left each month, before and after the loan. No database; amounts in euros a month."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from dossiers.loans.rules import ZERO

_HUNDRED = Decimal(100)
_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class LoanBudget:
    """What nobody told is None; `instalment` is that of the loan, as it is simulated."""

    income: Decimal | None
    fixed_costs: Decimal | None
    credits: Decimal
    instalment: Decimal | None

    @property
    def free(self) -> Decimal | None:
        """Without this loan; below zero where more is spent than comes in."""
        if self.income is None or self.fixed_costs is None:
            return None
        return self.income - self.fixed_costs - self.credits

    @property
    def free_after(self) -> Decimal | None:
        return None if self.free is None or self.instalment is None else self.free - self.instalment

    @property
    def burden(self) -> Decimal | None:
        """Of the income, what goes to credits and this loan; in per cent."""
        if not self.income or self.instalment is None:
            return None
        return ((self.credits + self.instalment) / self.income * _HUNDRED).quantize(_TENTH)


def budget_of(
    income: Decimal | None,
    fixed_costs: Decimal | None,
    monthly: Iterable[Decimal],
    instalment: Decimal | None,
) -> LoanBudget:
    return LoanBudget(income, fixed_costs, sum(monthly, ZERO), instalment)
