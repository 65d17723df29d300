"""What the list of requests and loans shows."""

from django.utils.translation import gettext_lazy

from dossiers.flows.table import DossierType
from dossiers.types.lending.model import Outcome
from oss.lists.declaration import Column
from oss.lists.kinds import Choice, Day, Number, TextKind

TYPE = DossierType.LENDING
COLUMNS = (
    Column("asked_on", gettext_lazy("Date of the request"), Day(), path="lending__asked_on", default=False),
    Column("asked_number", gettext_lazy("How many"), Number(), path="lending__quantity", default=False),
    Column(
        "outcome",
        gettext_lazy("Outcome"),
        Choice(tuple(Outcome.choices)),
        path="lending__outcome",
        default=False,
    ),
    Column("granted_on", gettext_lazy("Granted on"), Day(), path="lending__granted_on", default=False),
    Column("pickup_on", gettext_lazy("To be picked up on"), Day(), path="lending__pickup_on", default=False),
    Column("ready_on", gettext_lazy("Set ready on"), Day(), path="lending__ready_on", default=False),
    Column("handled_on", gettext_lazy("Handled on"), Day(), path="lending__handled_on", default=False),
    Column(
        "street_or_group",
        gettext_lazy("Street or group"),
        TextKind(),
        path="lending__group_name",
        default=False,
    ),
)
