"""The profiles of the type Information."""

from django.utils.translation import gettext_lazy as _

from dossiers.flows.parts import Part, Voice
from dossiers.flows.profiles import Profile
from dossiers.flows.table import DossierType
from dossiers.forms.shared import INTAKE
from dossiers.models import Dossier
from dossiers.schemes.facts import ToldElsewhere
from dossiers.types.information import masterplan, requirements
from dossiers.types.information.form import InformationForm
from dossiers.types.information.model import InformationDetail
from oss.core.registry import offer


def topics_of(dossier: Dossier) -> list[str]:
    """Their codes, for the rights check."""
    chosen = InformationDetail.topics.through.objects.filter(informationdetail=dossier.pk)
    return list(chosen.order_by("pk").values_list("topic__code", flat=True))


QUESTION = Part(
    "question",
    InformationForm,
    "info",
    InformationDetail,
    template="dossiers/types/information/question.html",
    requires={"handling": requirements.QUESTION},
    called=_("Question"),
    summary="dossiers/types/information/summary.html",
    voice=lambda detail: Voice(detail.question, detail.asked_on),
)
INFORMATION = Profile(
    "information",
    DossierType.INFORMATION,
    (QUESTION, INTAKE),
    label=_("Question and answer"),
    asks_at_opening=("question",),
    is_standard=True,
)
MASTERPLAN_INTEREST = INFORMATION.extended(
    masterplan.PROFILE,
    label=_("Interest in a renovation masterplan"),
)
offer(ToldElsewhere("question", DossierType.INFORMATION, "info", works=topics_of))
for profile in (INFORMATION, MASTERPLAN_INTEREST):
    offer(profile)
