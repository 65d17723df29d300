"""What a question must hold before its dossier is completed."""

from django.utils.translation import gettext_lazy as _

from dossiers.flows.requirements import anonymous_or, holds, require
from dossiers.models import Dossier

QUESTION = ("postcode", "question", "answer", "asked_on", "first_action", "first_action_on", "topics")


def _has_topics(dossier: Dossier) -> bool:
    information = getattr(dossier, "information", None)
    return information is not None and information.topics.exists()


require(
    "postcode",
    _("Postcode of the anonymous question"),
    lambda dossier: not dossier.is_anonymous or bool(dossier.postcode),
    tab="request",
)
require("topics", _("Topics of the question"), _has_topics, tab="info")
for field, label, may_lack in (
    ("question", _("Question"), False),
    ("answer", _("Answer"), False),
    ("asked_on", _("Date of the question"), True),
    ("first_action", _("First action"), True),
    ("first_action_on", _("Date of the first action"), True),
):
    require(field, label, anonymous_or(holds("information", field)), tab="info", may_lack=may_lack)
