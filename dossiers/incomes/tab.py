"""The tab on which financial roles read and note what a household earns; that they opened it is logged."""

from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.flows.parts import Part
from dossiers.flows.tabs import DossierTab
from dossiers.incomes.models import HouseholdIncome
from dossiers.incomes.rules import category_of
from dossiers.models import Dossier, Household
from oss.core.forms import DayInput
from oss.core.money import AmountField
from oss.core.parameters import known_figures
from oss.core.seen_form import SeenForm
from oss.staff.http import StaffRequest
from oss.timeline.models import READ_FINANCIAL
from oss.timeline.operations import log_reading

NAME = "income"
MOST_READINGS = 20
_TITLE = _("Income of the household")


class IncomeForm(SeenForm):
    class Meta:
        model = HouseholdIncome
        fields: ClassVar[list[str]] = ["amount", "income_year", "notice_seen_on"]
        field_classes: ClassVar[dict[str, Any]] = {"amount": AmountField}
        widgets: ClassVar[dict[str, Any]] = {"notice_seen_on": DayInput()}


def _income(request: StaffRequest, found: Dossier, _form: Any) -> dict[str, Any]:
    """What follows from it; who read it last."""
    case_file = found.journey.case_file
    log_reading(case_file, _TITLE, by=request.user)
    row: HouseholdIncome | None = getattr(found.journey, NAME, None)
    household: Household | None = getattr(found.journey, "household", None)
    persons, dependants = (household.persons, household.dependants) if household else (None, None)
    today = timezone.localdate()
    return {
        "household": household,
        "reckoned": category_of(row.amount if row else None, persons, dependants, known_figures(), on=today),
        "readings": case_file.readings.select_related("by").order_by("-at", "-pk")[:MOST_READINGS],
    }


INCOME = Part(
    NAME,
    IncomeForm,
    NAME,
    HouseholdIncome,
    template="dossiers/incomes/income.html",
    called=_TITLE,
    permission=READ_FINANCIAL,
)
INCOME_TAB = DossierTab(
    NAME,
    _("Income"),
    45,
    template="dossiers/incomes/tab.html",
    context=_income,
    only_on=lambda dossier: dossier.flow.is_financial,
    permission=READ_FINANCIAL,
)
