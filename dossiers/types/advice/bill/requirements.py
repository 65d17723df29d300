"""What an advice on the energy bill must hold before it is done."""

from django.utils.translation import gettext_lazy as _

from dossiers.flows.requirements import holds, require

BILL = ("compared_on", "switched")


require(
    "compared_on", _("Day of the V-test"), holds("energy_bill", "compared_on"), tab="advice", may_lack=True
)
require(
    "switched",
    _("Whether the client switched"),
    holds("energy_bill", "switched"),
    tab="advice",
    may_lack=True,
)
