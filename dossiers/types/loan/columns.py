"""What the list of loans shows to who may see loans; the amounts stay on the dossier."""

from django.utils.translation import gettext_lazy

from dossiers.flows.table import DossierType
from oss.lists.declaration import Column
from oss.lists.kinds import Day
from oss.timeline.models import READ_FINANCIAL

TYPE = DossierType.LOAN
COLUMNS: tuple[Column, ...] = (
    Column(
        "loan_asked_on",
        gettext_lazy("Date of the application"),
        Day(),
        path="loan__asked_on",
        default=False,
        permission=READ_FINANCIAL,
    ),
)
