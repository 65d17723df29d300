"""What an advice must hold before each of its stages is left."""

from django.utils.translation import gettext_lazy as _

from dossiers.flows.requirements import holds, require
from dossiers.models import Dossier
from dossiers.works.models import ClientAnswer, WorkDossier, WorkRole

TAB = "advice"
VISIT = ("visit_on", "visit_way")
DISCUSSED = ("discussed",)
DELIVERED = ("delivered_on", "delivered_how")
ANSWERED = ("advised", "next_steps")


def _chose(dossier: Dossier, field: str) -> bool:
    advice = getattr(dossier, "advice", None)
    return advice is not None and getattr(advice, field).exists()


def _each_work_is_answered(dossier: Dossier) -> bool:
    """An answer, not what is still to discuss; without an advised work there is nothing to answer."""
    answers = (ClientAnswer.YES, ClientAnswer.NO, ClientAnswer.LATER)
    advised = WorkDossier.objects.filter(dossier=dossier, role=WorkRole.ADVISED)
    return not advised.exclude(advised__answer__in=answers).exists()


require("visit_on", _("Day of the appointment"), holds("advice", "visit_on"), tab=TAB)
require("visit_way", _("How the appointment is"), holds("advice", "visit_way"), tab=TAB)
require("discussed", _("Topics that were discussed"), lambda one: _chose(one, "discussed"), tab=TAB)
require(
    "delivered_on",
    _("Day on which the advice was delivered"),
    holds("advice", "delivered_on"),
    tab=TAB,
    may_lack=True,
)
require(
    "delivered_how",
    _("How the advice was delivered"),
    holds("advice", "delivered_how"),
    tab=TAB,
    may_lack=True,
)
require("advised", _("Answer of the client to each advised work"), _each_work_is_answered, tab=TAB)
require(
    "next_steps",
    _("What the client goes on with"),
    lambda one: _chose(one, "next_steps"),
    tab=TAB,
    may_lack=True,
)
