"""Whether what pays the works comes to what they ask. No database; amounts in euro, including VAT."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class FinancingPlan:
    """`unknown`: how many works go on of which nobody told an amount."""

    works: Decimal
    means: Decimal
    unknown: int = 0

    @property
    def gap(self) -> Decimal:
        """What is still to be found; below zero where there is more than the works ask."""
        return self.works - self.means

    @property
    def adds_up(self) -> bool:
        return self.gap == 0 and not self.unknown


def plan_of(works: Iterable[Decimal | None], means: Iterable[Decimal]) -> FinancingPlan:
    asked = list(works)
    known = [one for one in asked if one is not None]
    return FinancingPlan(sum(known, ZERO), sum(means, ZERO), len(asked) - len(known))
