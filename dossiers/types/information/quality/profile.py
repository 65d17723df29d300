"""The profile of a report on the quality of a dwelling: for few to read from its opening.

It asks no intake, which the whole train would read.
"""

from django.utils.translation import gettext_lazy as _

from dossiers.flows.parts import Part
from dossiers.flows.profiles import Profile
from dossiers.flows.table import DossierType
from dossiers.types.information.profile import INFORMATION, QUESTION
from dossiers.types.information.quality import requirements
from dossiers.types.information.quality.form import QualityForm
from dossiers.types.information.quality.model import QualityDetail
from dossiers.types.information.reference import load_information_lists
from oss.core.reference import Loader
from oss.core.registry import offer
from oss.staff.grants import grant
from oss.staff.roles import ADMINISTRATOR, ALL_STAFF

QUALITY = Part(
    "housing_quality",
    QualityForm,
    "info",
    QualityDetail,
    requires={"handling": requirements.QUALITY},
    label=_("Owner and report"),
    summary="dossiers/types/information/quality.html",
)
offer(
    Profile(
        "housing_quality",
        DossierType.INFORMATION,
        (QUESTION, QUALITY),
        label=_("Report on housing quality"),
        asks_at_opening=INFORMATION.asks_at_opening,
        shielded_for="shield_tenant_landlord",
    ),
    Loader("information lists", 30, load_information_lists),
)
for value in ("noticeway", "qualityoutcome", "rentsubject"):
    grant(f"dossiers.{value}", view=ALL_STAFF, add=ADMINISTRATOR, change=ADMINISTRATOR)
