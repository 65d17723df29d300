"""What surveys offer, to the packages below and to the dossier page."""

from django.utils.translation import gettext_lazy as _

from dossiers.surveys import (
    held,  # noqa: F401 - says it
    parameters,  # noqa: F401 - declares them
)
from dossiers.surveys.letters import PURPOSE
from dossiers.surveys.part import SURVEY_TAB
from dossiers.surveys.public_page import SURVEY_PAGE
from dossiers.surveys.reference import load_questionnaires
from oss.core.demo import DemoLoader
from oss.core.navigation import NavigationEntry
from oss.core.reference import Loader
from oss.core.registry import offer
from oss.mail.outbound import Why
from oss.staff.grants import grant
from oss.staff.roles import ADMINISTRATOR, ALL_STAFF
from oss.timeline.vocabulary import event_kind

grant("dossiers.survey", view=ALL_STAFF, add=ALL_STAFF, change=ALL_STAFF)
grant("dossiers.questionnaire", view=ALL_STAFF, add=ADMINISTRATOR, change=ADMINISTRATOR)
grant(
    "dossiers.surveyquestion", view=ALL_STAFF, add=ADMINISTRATOR, change=ADMINISTRATOR, delete=ADMINISTRATOR
)

offer(
    SURVEY_TAB,
    SURVEY_PAGE,
    Why(PURPOSE, _("Customer survey"), secret=True),
    NavigationEntry("surveys", _("Customer survey"), "message-question", 85, "surveys"),
    Loader("questionnaires", 40, load_questionnaires),
    DemoLoader("surveys", 60, "dossiers.surveys.demo.load_surveys"),
)
event_kind("survey_asked", icon="send", chip="step", text=_("Survey of {dossier} sent to the client"))
event_kind(
    "survey_reminded", icon="clock", chip="step", text=_("Reminder {number} of the survey of {dossier} sent")
)
event_kind(
    "survey_answered_page",
    icon="circle-check",
    chip="step",
    text=_("The client answered the survey of {dossier}"),
)
event_kind(
    "survey_answered_phone", icon="phone", chip="step", text=_("Survey of {dossier} answered by phone")
)
event_kind("survey_waived", icon="ban", chip="step", text=_("Survey of {dossier} not needed: {reason}"))
event_kind("survey_wanted", icon="arrow-back-up", chip="step", text=_("Survey of {dossier} needed after all"))
