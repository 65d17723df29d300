"""The tab *Customer survey* of a dossier: how far it is, what was answered, and what can be done."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from dossiers.models import Dossier, Reason, ReasonKind
from dossiers.recipients import NoAddress
from dossiers.surveys.addressing import recipient_of
from dossiers.surveys.following_up import NO_ANSWER
from dossiers.surveys.models import AnsweredBy, Survey
from dossiers.surveys.operations import MAY_CHANGE
from oss.core.dates import written
from oss.staff.http import StaffRequest

STAGE = "survey"


class SurveyFact(NamedTuple):
    icon: str
    text: str
    detail: str = ""


def survey_of(request: StaffRequest, dossier: Dossier, _form: Any) -> dict[str, Any]:
    """In the same number of queries, however much was answered."""
    people = ("asked_by", "written_by", "waived_by")
    found = Survey.objects.visible_to(request.user).filter(dossier=dossier)
    survey = found.select_related("waived_because", "questionnaire", *people).first()
    may_change = dossier.is_active and request.user.has_perm(MAY_CHANGE)
    is_open = survey is None or not survey.is_settled
    reasons = list(_reasons(survey)) if may_change and is_open else []
    verbs = {
        name: reverse("dossier_survey", args=[dossier.number, name])
        for name in ("ask", "remind", "waive", "restore")
    }
    return {
        "survey": survey,
        "survey_facts": list(_facts(survey)) if survey else [],
        "survey_answers": list(survey.answers.select_related("question")) if survey else [],
        "survey_is_open": may_change and is_open,
        "survey_is_early": STAGE in dossier.flow.names and not _has_reached(dossier),
        "survey_may_change": may_change,
        "survey_reasons": reasons,
        "survey_verbs": verbs,
        "survey_to": _to(dossier) if may_change and is_open else None,
        "survey_phone_url": reverse("dossier_survey_answers", args=[dossier.number]),
    }


def _has_reached(dossier: Dossier) -> bool:
    return not dossier.is_open or STAGE in dossier.flow.until(dossier.stage)


def _reasons(survey: Survey | None) -> Any:
    """That they did not answer is said of who was asked."""
    found = Reason.objects.active().filter(kind=ReasonKind.SURVEY)
    return found if survey else found.exclude(code=NO_ANSWER)


class To(NamedTuple):
    """To which address it would go, or why it can't."""

    mail: str = ""
    refused: str = ""


def _to(dossier: Dossier) -> To:
    try:
        return To(mail=recipient_of(dossier).mail)
    except NoAddress as refusal:
        return To(refused=str(refusal))


def _facts(survey: Survey) -> Iterator[SurveyFact]:
    if survey.asked_on:
        yield SurveyFact(
            "send", _("Sent on %(day)s") % {"day": written(survey.asked_on)}, str(survey.asked_by or "")
        )
    if survey.reminded_on:
        words = {"number": survey.reminders, "day": written(survey.reminded_on)}
        yield SurveyFact("clock", _("Reminder %(number)s on %(day)s") % words)
    if survey.answered_on:
        day = {"day": written(survey.answered_on)}
        if survey.answered_by == AnsweredBy.PHONE:
            yield SurveyFact("phone", _("Answered by phone on %(day)s") % day, str(survey.written_by or ""))
        else:
            yield SurveyFact("circle-check", _("Answered by the client on %(day)s") % day)
    elif survey.waived_on:
        words = {"day": written(survey.waived_on), "reason": survey.waived_because}
        by = str(survey.waived_by or _("by itself"))
        yield SurveyFact("ban", _("Not needed since %(day)s: %(reason)s") % words, by)
    else:
        yield SurveyFact("hourglass", _("Waits for an answer"))
