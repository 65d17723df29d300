"""What a type with a stage *Customer survey* names in its profile: the part `SURVEY`.

With it come the tab, and the requirement `survey` before that stage is left: answered, or waived.
"""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from dossiers.flows.parts import Part
from dossiers.flows.requirements import require
from dossiers.flows.tabs import DossierTab
from dossiers.models import Dossier
from dossiers.surveys.tab import survey_of
from oss.core.seen_form import SeenForm


class NoFields(SeenForm):
    """What is asked and answered goes by its own verbs."""

    class Meta:
        model = Dossier
        fields: ClassVar[list[str]] = []


def _is_settled(dossier: Dossier) -> bool:
    held: Any = getattr(dossier, "survey", None)
    return held is not None and held.is_settled


SURVEY = Part("survey", NoFields, "survey", requires={"survey": ("survey",)})
SURVEY_TAB = DossierTab(
    "survey",
    _("Customer survey"),
    90,
    "dossiers/surveys/tab.html",
    survey_of,
    needs="survey",
    permission="dossiers.view_survey",
)
require("survey", _("Survey answered or not needed"), _is_settled, tab="survey")
