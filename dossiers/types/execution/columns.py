"""What the list of executions shows."""

from django.utils.translation import gettext_lazy

from dossiers.flows.table import DossierType
from dossiers.works.models import PermitKind
from oss.core.components import TableCell
from oss.lists.declaration import Column, ListRow
from oss.lists.kinds import Choice, Day, Record
from oss.staff.models import User

TYPE = DossierType.EXECUTION


def _contact_point(row: ListRow) -> TableCell:
    names = (row["execution__contact_point__first_name"], row["execution__contact_point__last_name"])
    return TableCell(" ".join(filter(None, names)))


COLUMNS = (
    Column(
        "contact_point",
        gettext_lazy("Independent contact point"),
        Record(User.objects.visible_to, ("first_name", "last_name"), me=True),
        path="execution__contact_point",
        cell=_contact_point,
        default=False,
    ),
    Column(
        "execution_permit",
        gettext_lazy("Permit needed"),
        Choice(tuple(PermitKind.choices)),
        path="execution__permit",
        default=False,
    ),
    Column(
        "permit_granted_on",
        gettext_lazy("Permit granted on"),
        Day(),
        path="execution__permit_granted_on",
        default=False,
    ),
    Column(
        "accepted_on",
        gettext_lazy("Acceptance of the works"),
        Day(),
        path="execution__accepted_on",
        default=False,
    ),
)
