"""The profile of an energy scan by a partner: no visit of ours, no report of ours."""

from django.utils.translation import gettext_lazy as _

from dossiers.flows.parts import Part
from dossiers.flows.profiles import Profile
from dossiers.flows.table import DossierType
from dossiers.forms.shared import INTAKE
from dossiers.surveys.part import SURVEY
from dossiers.types.advice.profile import ADVICE, ANSWER, REQUEST
from dossiers.types.advice.scan import requirements
from dossiers.types.advice.scan.form import ScanForm
from dossiers.types.advice.scan.model import ScanDetail
from oss.core.registry import offer

SCAN = Part(
    "scan",
    ScanForm,
    "advice",
    ScanDetail,
    requires={"advice": requirements.SCAN},
    label=_("Energy scan"),
)
offer(
    Profile(
        "energy_scan",
        DossierType.ADVICE,
        (REQUEST, INTAKE, SCAN, ANSWER, SURVEY),
        label=_("Energy scan by a partner"),
        asks_at_opening=ADVICE.asks_at_opening,
        opens_on=ADVICE.opens_on,
    )
)
