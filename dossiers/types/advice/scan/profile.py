"""The profile of an energy scan by a partner: no visit of ours, no report of ours."""

from django.utils.translation import gettext_lazy as _

from dossiers.flows.parts import Part
from dossiers.flows.profiles import Profile
from dossiers.flows.table import DossierType
from dossiers.forms.shared import INTAKE
from dossiers.models import Dossier
from dossiers.schemes.facts import ToldElsewhere
from dossiers.surveys.part import SURVEY
from dossiers.types.advice.profile import ADVICE, ANSWER, REQUEST
from dossiers.types.advice.scan import requirements
from dossiers.types.advice.scan.form import ScanForm
from dossiers.types.advice.scan.model import ScanDetail
from oss.core.registry import offer


def criteria_of(dossier: Dossier) -> list[str]:
    """The codes of what was ticked."""
    ticked = ScanDetail.criteria.through.objects.filter(scandetail=dossier.pk)
    return list(ticked.order_by("pk").values_list("schemequestion__code", flat=True))


SCAN = Part(
    "scan",
    ScanForm,
    "advice",
    ScanDetail,
    template="dossiers/types/advice/scan.html",
    requires={"advice": requirements.SCAN},
    label=_("Energy scan"),
)
offer(
    ToldElsewhere("scan", DossierType.ADVICE, "advice", yes=criteria_of),
    Profile(
        "energy_scan",
        DossierType.ADVICE,
        (REQUEST, INTAKE, SCAN, ANSWER, SURVEY),
        label=_("Energy scan by a partner"),
        asks_at_opening=ADVICE.asks_at_opening,
        opens_on=ADVICE.opens_on,
    ),
)
