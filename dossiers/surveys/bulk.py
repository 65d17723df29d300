"""What can be done to the surveys of many dossiers at once."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.models import Dossier, Reason, ReasonKind
from dossiers.surveys.models import Survey
from dossiers.surveys.operations import MAY_CHANGE, take_back_waiver, waive_survey
from oss.core.refusal import Refused
from oss.lists.jobs.verbs import Change, ListVerb, VerbForm
from oss.staff.models import User


class WaiveForm(VerbForm):
    reason = forms.ModelChoiceField(
        Reason.objects.active().filter(kind=ReasonKind.SURVEY), label=gettext_lazy("Reason")
    )


def waive(pk: int, *, by: User, reason: Reason) -> Change:
    survey = waive_survey(Dossier(pk=pk), by=by, reason=reason)
    return Change(after={"survey": survey.pk, "reason": reason.pk})


def take_back(pk: int, *, by: User, change: Change) -> None:
    told = change.after
    if not Survey.objects.filter(pk=told["survey"], waived_because=told["reason"]).exists():
        raise Refused(_("Somebody changed this survey since."))
    take_back_waiver(Dossier(pk=pk), by=by)


WAIVE = ListVerb(
    "waive-survey", gettext_lazy("No survey needed"), "message-off", MAY_CHANGE, waive, take_back, WaiveForm
)
