"""What is done with the survey of a dossier: ask it, remind of it, answer it, waive it; and a questionnaire
in a new version.

`by` is the member of staff; None where the client answers on the page, or where the shop itself follows up.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.models import Dossier, Reason, ReasonKind
from dossiers.surveys.addressing import recipient_of
from dossiers.surveys.asked_of import has_survey
from dossiers.surveys.letters import PURPOSE, send_letter
from dossiers.surveys.models import AnsweredBy, Questionnaire, Survey, SurveyAnswer, SurveyQuestion
from dossiers.surveys.parameters import MOST_REMINDERS, PAUSE_DAYS
from oss.core.dates import written
from oss.core.locks import lock
from oss.core.parameters import known_figures
from oss.core.refusal import Gone, Refused
from oss.public.models import PublicLink
from oss.public.operations import revoke_links, use_link
from oss.staff.models import User
from oss.staff.rights import hold, hold_if_there, operation
from oss.timeline.operations import record

MAY_ADD = "dossiers.add_survey"
MAY_CHANGE = "dossiers.change_survey"
NO_ACCESS = gettext_lazy("Your role may not ask or answer surveys.")
_ALONG = (
    *("case_file", "subtype", "main_contact__person", "main_contact__organisation"),
    "main_contact__capacity",
)


@operation(MAY_ADD, refused=NO_ACCESS)
def ask_survey(dossier: Dossier, *, by: User | None, asked_on: date | None = None) -> Survey:
    """Sends the client the questions of the subtype, with a link that is open until it waives itself.

    NoAddress where it can go to nobody. Refused where it was asked, answered or waived already, and where
    this client got one not long ago.
    """
    held = _hold_open(dossier, by)
    known = _survey_of(held)
    if known is not None:
        raise Refused(_told_already(known))
    to, figures, today = recipient_of(held), known_figures(), timezone.localdate()
    lock("asking surveys")  # two dossiers of one client are not both asked
    pause = figures.value_of(PAUSE_DAYS, on=today)
    if last := _last_of_client(held, today - timedelta(days=pause)):
        raise Refused(
            _("This client got a survey on %(day)s; you can ask again from %(next)s on.")
            % {"day": written(last), "next": written(last + timedelta(days=pause))}
        )
    survey = Survey.objects.create(
        dossier=held, questionnaire=_questionnaire_for(held), asked_on=asked_on or today, asked_by=by
    )
    send_letter(survey, to, figures, by=by)
    record(held.case_file, "survey_asked", by=by, dossier=held.number)
    return survey


@operation(MAY_CHANGE, refused=NO_ACCESS)
def remind_survey(survey: Survey, *, by: User | None, seen: int | None = None) -> Survey:
    """Sends the client the questions once more. `seen`: how many reminders went out before; Refused where
    that is another number now, so that two at once send one. Else as `ask_survey`."""
    dossier = _hold_open(survey.dossier, by)
    held = _hold_waiting(survey, by)
    if seen is not None and held.reminders != seen:
        raise Refused(_("A reminder went out already."))
    figures, today = known_figures(), timezone.localdate()
    if held.reminders >= figures.value_of(MOST_REMINDERS, on=today):
        raise Refused(_("The client was reminded often enough: say why no answer is needed."))
    held.dossier = dossier
    to = recipient_of(dossier)
    held.reminders, held.reminded_on = held.reminders + 1, today
    held.save(update_fields=["reminders", "reminded_on"])
    send_letter(held, to, figures, by=by)
    record(dossier.case_file, "survey_reminded", by=by, dossier=dossier.number, number=held.reminders)
    return held


@operation(MAY_CHANGE, refused=NO_ACCESS)
def answer_survey(
    dossier: Dossier, answers: Mapping[str, str], *, by: User | None, link: PublicLink | None = None
) -> Survey:
    """Writes down what the client answered, by the code of the question; what is no answer is left out.

    Through the `link` of the page, which is used up; without one a colleague asked by phone, also where no
    mail went out. Gone where it was answered or waived meanwhile; Refused where the dossier is deactivated;
    ValidationError without any answer.
    """
    held = _hold_open(dossier, by)
    survey = _survey_of(held)
    if survey is not None and survey.is_settled:
        raise Gone(_told_already(survey))
    questionnaire = (survey and survey.questionnaire) or _questionnaire_for(held)
    told = _read(questionnaire, answers)
    if not told:
        raise ValidationError(_("Fill in one answer at least."))
    if link is not None:
        use_link(link)
    survey = survey or Survey(dossier=held, questionnaire=questionnaire)
    survey.answered_on, survey.written_by = timezone.localdate(), by
    survey.answered_by = AnsweredBy.PHONE if link is None else AnsweredBy.PAGE
    survey.save()
    SurveyAnswer.objects.bulk_create(
        [SurveyAnswer(survey=survey, question=question, **value) for question, value in told]
    )
    revoke_links(PURPOSE, survey.pk, by=by)
    record(held.case_file, f"survey_answered_{survey.answered_by}", by=by, dossier=held.number)
    return survey


@operation(MAY_CHANGE, refused=NO_ACCESS)
def waive_survey(dossier: Dossier, *, by: User | None, reason: Reason) -> Survey:
    """No answer is needed (any more); links that were sent are closed. Refused where it is settled."""
    held = _hold_open(dossier, by)
    survey = _survey_of(held)
    if survey is not None and survey.is_settled:
        raise Refused(_told_already(survey))
    if reason.kind != ReasonKind.SURVEY:
        raise Refused(_("Choose a reason."))
    survey = survey or Survey(dossier=held)
    survey.waived_on, survey.waived_because, survey.waived_by = timezone.localdate(), reason, by
    survey.save()
    revoke_links(PURPOSE, survey.pk, by=by)
    record(held.case_file, "survey_waived", by=by, dossier=held.number, reason=str(reason))
    return survey


@operation(MAY_CHANGE, refused=NO_ACCESS)
def take_back_waiver(dossier: Dossier, *, by: User | None) -> None:
    """The survey is wanted after all: as it was before. Links that were closed stay so; a reminder brings a
    new one. Refused where it is not waived."""
    held = _hold_open(dossier, by)
    survey = _survey_of(held)
    if survey is None or survey.waived_on is None:
        raise Refused(_("The survey of %(dossier)s is not waived.") % {"dossier": held})
    if survey.asked_on is None:
        survey.delete()
    else:
        survey.waived_on = survey.waived_because = survey.waived_by = None
        survey.save()
    record(held.case_file, "survey_wanted", by=by, dossier=held.number)


@operation("dossiers.add_questionnaire")
def new_version(questionnaire: Questionnaire, *, by: User | None) -> Questionnaire:
    """The same questions, to be changed before anybody gets them: it is not active yet."""
    held = hold(Questionnaire.objects, questionnaire, by=None)
    alike = Questionnaire.objects.filter(subtype=held.subtype_id)
    last = alike.aggregate(last=Max("version"))["last"]
    made = Questionnaire.objects.create(name=held.name, subtype=held.subtype, version=last + 1)
    copies = list(held.questions.all())
    for one in copies:
        one.pk, one.questionnaire = None, made
        one._state.adding = True  # noqa: SLF001 - public, by Django's documentation
    SurveyQuestion.objects.bulk_create(copies)
    return made


# --- What they share -----------------------------------------------------------------------------


def _hold_open(dossier: Dossier, by: User | None) -> Dossier:
    held = hold(Dossier.objects.select_related(*_ALONG), dossier, by=by)
    if not held.is_active:
        raise Refused(_("Dossier %(number)s is deactivated; reactivate it first.") % {"number": held})
    if not has_survey(held):
        raise Refused(_("Dossier %(number)s has no customer survey.") % {"number": held})
    return held


def _survey_of(dossier: Dossier) -> Survey | None:
    """Held with its dossier: whoever writes it holds that first."""
    return Survey.objects.select_related("questionnaire", "waived_because").filter(dossier=dossier).first()


def _hold_waiting(survey: Survey, by: User | None) -> Survey:
    held = hold_if_there(Survey.objects.waiting(), survey, by=by)
    if held is None:
        raise Gone(_("This survey does not wait for an answer any more."))
    return held


def _told_already(survey: Survey) -> str:
    if survey.answered_on is not None:
        return _("The survey was answered on %(day)s.") % {"day": written(survey.answered_on)}
    if survey.waived_on is not None:
        return _("The survey is not needed since %(day)s: %(reason)s.") % {
            "day": written(survey.waived_on),
            "reason": survey.waived_because,
        }
    return _("The survey was sent on %(day)s.") % {"day": written(survey.asked_on or timezone.localdate())}


def _questionnaire_for(dossier: Dossier) -> Questionnaire:
    found = Questionnaire.objects.for_subtype(dossier.subtype_id)
    if found is None:
        raise Refused(_("There is no active questionnaire: an administrator makes one active."))
    return found


def _last_of_client(dossier: Dossier, since: date) -> date | None:
    """When somebody on its train, or its main contact on any dossier, got a survey after this day."""
    contact = dossier.main_contact
    same = Q(dossier__journey=dossier.journey_id)
    if contact is not None and contact.person_id:
        same |= Q(dossier__main_contact__person=contact.person_id)
    elif contact is not None:
        same |= Q(
            dossier__main_contact__organisation=contact.organisation_id, dossier__main_contact__person=None
        )
    asked = Survey.objects.filter(same, asked_on__gt=since).exclude(dossier=dossier)
    last: date | None = asked.aggregate(last=Max("asked_on"))["last"]
    return last


def _read(
    questionnaire: Questionnaire, answers: Mapping[str, str]
) -> list[tuple[SurveyQuestion, dict[str, Any]]]:
    asked = questionnaire.questions.filter(is_active=True)
    read = ((one, one.read(answers.get(one.code, ""))) for one in asked)
    return [(question, value) for question, value in read if value]
