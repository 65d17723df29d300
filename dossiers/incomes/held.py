"""What incomes hold about people."""

from dossiers.incomes.models import HouseholdIncome
from oss.core.held import Forgotten, hold_about, rows_of

hold_about(
    HouseholdIncome,
    "the client",
    "to know what loans and premiums the household has a right to",
    "",
    Forgotten.DELETE,
    rows_of(HouseholdIncome, "journey__client__person"),
)
