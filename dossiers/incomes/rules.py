"""The income category of a household. No database. Source: facts 6.1, 15.4 and R19."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dossiers.incomes.parameters import COUPLE, DEPENDANT, SINGLE
from oss.core.dates import written
from oss.core.money import euros
from oss.core.parameters import Figures, ParameterValue

HIGHEST = 1
BY_LIMIT = (4, 3, 2)
"""The categories that have a highest income, the lowest first."""


@dataclass(frozen=True)
class IncomeLimit:
    """The highest income of a category, in euro, with the figures that it was made of."""

    category: int
    amount: Decimal
    base: ParameterValue
    dependant: ParameterValue

    @property
    def told(self) -> str:
        return euros(self.amount)


@dataclass(frozen=True)
class Reckoned:
    """`category` is None where a limit or what the household is made of is not known."""

    category: int | None
    limits: tuple[IncomeLimit, ...]

    @property
    def sources(self) -> list[str]:
        """Where the limits are known from and since when they hold, each once."""
        figures = [one for limit in self.limits for one in (limit.base, limit.dependant)]
        return list(dict.fromkeys(f"{one.source} ({written(one.valid_from)})" for one in figures))


def category_of(
    income: Decimal | None, persons: int | None, dependants: int | None, figures: Figures, *, on: date
) -> Reckoned:
    """Of a joint taxable income, by the limits that hold on a day.

    A single person without dependants has limits of their own. A couple, and a single person with one
    dependant, have another; each further dependant raises it.
    """
    if persons is None or dependants is None or persons <= dependants:
        return Reckoned(None, ())
    is_single = persons - dependants == 1
    names, further = (COUPLE, dependants - is_single) if not is_single or dependants else (SINGLE, 0)
    each = figures.find(DEPENDANT, on=on)
    bases = [(category, figures.find(names[category], on=on)) for category in BY_LIMIT]
    limits = tuple(
        IncomeLimit(category, base.value + further * each.value, base, each)
        for category, base in bases
        if base is not None and each is not None
    )
    if income is None or len(limits) < len(BY_LIMIT):
        return Reckoned(None, limits)
    return Reckoned(next((one.category for one in limits if income <= one.amount), HIGHEST), limits)
