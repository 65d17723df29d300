"""The profile of a question about renting."""

from django.utils.translation import gettext_lazy as _

from dossiers.flows.parts import Part
from dossiers.types.information.profile import INFORMATION
from dossiers.types.information.rent import requirements
from dossiers.types.information.rent.form import RentForm
from dossiers.types.information.rent.model import RentDetail
from oss.core.registry import offer

RENT = Part(
    "rent",
    RentForm,
    "info",
    RentDetail,
    requires={"handling": requirements.RENT},
    label=_("Lease"),
    summary="dossiers/types/information/rent.html",
)
offer(INFORMATION.extended("rent", parts=(RENT,), label=_("Question about renting")))
