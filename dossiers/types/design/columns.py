"""What the lists of dossiers show of a project design."""

from django.utils.translation import gettext_lazy

from dossiers.flows.table import DossierType
from oss.lists.declaration import Column
from oss.lists.kinds import Day

TYPE = DossierType.DESIGN
COLUMNS = (
    Column(
        "guidance_started_on",
        gettext_lazy("Start of the guidance"),
        Day(),
        path="design__guidance_started_on",
        default=False,
    ),
    Column(
        "agreed_on",
        gettext_lazy("Agreement on the guidance"),
        Day(),
        path="design__agreed_on",
        default=False,
    ),
)
