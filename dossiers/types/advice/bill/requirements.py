"""What an advice on the energy bill must hold before it is done."""

from django.utils.translation import gettext_lazy as _

from dossiers.flows.requirements import require
from dossiers.models import Dossier

BILL = ("compared_on", "switched")


def _holds(dossier: Dossier, field: str) -> bool:
    return bool(getattr(getattr(dossier, "energy_bill", None), field, None))


require(
    "compared_on", _("Day of the V-test"), lambda one: _holds(one, "compared_on"), tab="advice", may_lack=True
)
require(
    "switched",
    _("Whether the client switched"),
    lambda one: _holds(one, "switched"),
    tab="advice",
    may_lack=True,
)
