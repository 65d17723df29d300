"""What incomes of households offer, to the packages below."""

from dossiers.incomes import (
    held,  # noqa: F401 - says it
    parameters,  # noqa: F401 - declares them
)
from dossiers.incomes.tab import INCOME, INCOME_TAB
from oss.core.registry import offer

offer(INCOME, INCOME_TAB)
