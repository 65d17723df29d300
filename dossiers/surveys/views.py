"""What is done with the survey of a dossier, and what all surveys say together."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from dossiers.models import Dossier, Reason, ReasonKind
from dossiers.surveys import operations
from dossiers.surveys.asked_of import has_survey
from dossiers.surveys.forms import AnswersForm
from dossiers.surveys.models import Questionnaire, Survey
from dossiers.surveys.results import ResultsForm, read_results
from dossiers.views.page import breadcrumbs, dossier_url
from oss.core.acting import attempt
from oss.core.keys import key_of
from oss.core.refusal import Refused
from oss.staff.http import StaffRequest

TAB = "survey"
_DONE: dict[str, str | Promise] = {
    "ask": gettext_lazy("The survey is on its way to the client."),
    "remind": gettext_lazy("The reminder is on its way to the client."),
    "waive": gettext_lazy("No survey is needed for this dossier."),
    "restore": gettext_lazy("The survey is needed after all."),
}
VERBS = tuple(_DONE)


@require_POST
def dossier_survey(request: StaffRequest, number: str, verb: str) -> HttpResponse:
    found = _find(request, number)
    if attempt(request, _verb(request, found, verb)):
        messages.success(request, str(_DONE[verb]))
    return redirect(dossier_url(number, TAB))


def _verb(request: StaffRequest, found: Dossier, verb: str) -> Callable[[], Any]:
    if verb == "ask":
        return partial(operations.ask_survey, found, by=request.user)
    if verb == "remind":
        return lambda: _remind(request, found)
    if verb == "waive":
        return lambda: _waive(request, found)
    return partial(operations.take_back_waiver, found, by=request.user)


def _remind(request: StaffRequest, found: Dossier) -> Survey:
    survey = Survey.objects.visible_to(request.user).filter(dossier=found).first()
    if survey is None:
        raise Refused(_("The client was not asked yet."))
    return operations.remind_survey(survey, by=request.user, seen=key_of(request.POST.get("seen")))


def _waive(request: StaffRequest, found: Dossier) -> Survey:
    reasons = Reason.objects.active().filter(kind=ReasonKind.SURVEY)
    reason = reasons.filter(pk=key_of(request.POST.get("reason")) or 0).first()
    if reason is None:
        raise Refused(_("Choose a reason."))
    return operations.waive_survey(found, by=request.user, reason=reason)


def dossier_survey_answers(request: StaffRequest, number: str) -> HttpResponse:
    """The client answers by phone."""
    found = _find(request, number)
    survey = (
        Survey.objects.visible_to(request.user).select_related("questionnaire").filter(dossier=found).first()
    )
    asked = (survey and survey.questionnaire) or Questionnaire.objects.for_subtype(found.subtype_id)
    if asked is None or not found.is_active or (survey is not None and survey.is_settled):
        messages.error(request, _("This survey does not wait for an answer any more."))
        return redirect(dossier_url(number, TAB))
    sent = request.POST if request.method == "POST" else None
    form = AnswersForm(sent, questions=list(asked.questions.filter(is_active=True)))
    if request.method == "POST" and attempt(
        form, lambda: operations.answer_survey(found, form.cleaned_data, by=request.user)
    ):
        messages.success(request, _("The answers are noted."))
        return redirect(dossier_url(number, TAB))
    back = dossier_url(number, TAB)
    heading = _("Survey by phone")
    context = {
        "dossier": found,
        "form": form,
        "heading": f"{heading} · {found.number}",
        "back": back,
        "breadcrumbs": [*breadcrumbs(found)[:-1], (found.number, back), (heading, None)],
    }
    return render(request, "dossiers/surveys/answers.html", context, status=422 if form.is_bound else 200)


def survey_results(request: StaffRequest) -> HttpResponse:
    form = ResultsForm(request.GET or None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    context = {"form": form, **read_results(request.user, chosen)}
    return render(request, "dossiers/surveys/results.html", context)


def _find(request: StaffRequest, number: str) -> Dossier:
    dossiers = Dossier.objects.visible_to(request.user).select_related("journey", "subtype")
    found: Dossier = get_object_or_404(dossiers, number=number)
    if not has_survey(found):
        raise Http404
    return found
