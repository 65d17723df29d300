"""What an Execution dossier must hold before it goes on.

What only works at the street ask does not apply without one; that is a rule, and nobody fills it in.
"""

from django.utils.translation import gettext_lazy as _

from dossiers.flows.requirements import holds, require
from dossiers.models import Dossier
from dossiers.types.execution.model import StreetElement, StreetFurniture
from dossiers.types.execution.own_works import FINISHED, at_the_street, works_on

REQUEST = ("execution_works",)
PERMIT = ("execution_permit",)
STREET = ("street_furniture",)
WORKS = ("execution_finished",)
AFTERCARE = ("accepted_on", "grant_asked", "next_step_discussed")


def _permit_answered(dossier: Dossier) -> bool:
    """For each work at the street, on the work itself."""
    return all(one.permit for one in at_the_street(dossier))


def _street_answered(dossier: Dossier) -> bool:
    if not at_the_street(dossier):
        return True
    answered = StreetFurniture.objects.filter(dossier=dossier).order_by().values("element")
    return not StreetElement.objects.active().exclude(pk__in=answered).exists()


def _all_finished(dossier: Dossier) -> bool:
    return all(one.state in FINISHED for one in works_on(dossier))


require(
    "execution_works",
    _("At least one work on the dossier"),
    lambda dossier: bool(works_on(dossier)),
    tab="works",
    field="works_here",
)
require(
    "execution_permit",
    _("Whether a permit is needed"),
    _permit_answered,
    tab="preparation",
    field="permit",
)
require("street_furniture", _("Street furniture, each element"), _street_answered, tab="preparation")
require(
    "execution_finished",
    _("Each work finished, or dropped with a reason"),
    _all_finished,
    tab="execution",
    field="works_decided",
)
for field, label in (
    ("accepted_on", _("Acceptance of the works")),
    ("grant_asked", _("Grant applied for")),
    ("next_step_discussed", _("Next step discussed")),
):
    require(field, label, holds("execution", field), tab="aftercare", may_lack=True)
