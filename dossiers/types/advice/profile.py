"""The profiles of the type Advice, and its tab."""

from django.utils.translation import gettext_lazy as _

from dossiers.flows.parts import Part, Voice
from dossiers.flows.profiles import Profile
from dossiers.flows.table import DossierType
from dossiers.flows.tabs import DossierTab
from dossiers.forms.shared import INTAKE
from dossiers.models import Dossier
from dossiers.schemes.facts import ToldElsewhere
from dossiers.surveys.part import SURVEY
from dossiers.types.advice import requirements
from dossiers.types.advice.form import (
    AdviceRequestForm,
    DiscussedForm,
    FollowUpForm,
    PreparationForm,
    ReportForm,
)
from dossiers.types.advice.model import AdviceDetail
from dossiers.types.advice.tab import what_it_shows
from oss.core.registry import offer


def topics_of(dossier: Dossier) -> list[str]:
    """The codes of those that were known beforehand or discussed, for the rights check."""
    tables = (AdviceDetail.topics.through, AdviceDetail.discussed.through)
    rows = (
        one.objects.filter(advicedetail=dossier.pk).order_by().values_list("topic__code") for one in tables
    )
    first, second = rows
    return [code for (code,) in first.union(second)]


REQUEST = Part(
    "advice_request",
    AdviceRequestForm,
    "info",
    AdviceDetail,
    template="dossiers/types/advice/request.html",
    summary="dossiers/types/advice/summary.html",
    voice=lambda detail: Voice(detail.question, detail.asked_on),
    label=_("Check and details"),
)
PREPARATION = Part(
    "preparation",
    PreparationForm,
    "advice",
    AdviceDetail,
    template="dossiers/types/advice/preparation.html",
    requires={"advice": requirements.VISIT},
    label=_("Preparation"),
)
DISCUSSED = Part(
    "discussed",
    DiscussedForm,
    "advice",
    AdviceDetail,
    template="dossiers/types/advice/discussed.html",
    requires={"advice": requirements.DISCUSSED},
    label=_("Topics discussed"),
)
REPORT = Part(
    "report",
    ReportForm,
    "advice",
    AdviceDetail,
    template="dossiers/types/advice/report.html",
    requires={"advice": requirements.DELIVERED},
    label=_("Advice"),
)
ANSWER = Part(
    "answer",
    FollowUpForm,
    "advice",
    AdviceDetail,
    template="dossiers/types/advice/answer.html",
    requires={"survey": requirements.ANSWERED},
    label=_("What the client decides"),
)
ADVICE = Profile(
    "advice",
    DossierType.ADVICE,
    (REQUEST, INTAKE, PREPARATION, DISCUSSED, REPORT, ANSWER, SURVEY),
    label=_("Advice with a visit and a report"),
    asks_at_opening=("question", "asked_on"),
    opens_on={"advice": "advice", "survey": "advice"},
    is_standard=True,
)
offer(
    ADVICE,
    ToldElsewhere("advice", DossierType.ADVICE, "info", works=topics_of),
    DossierTab("advice", _("Advice"), 70, context=what_it_shows, needs="advice_request"),
)
