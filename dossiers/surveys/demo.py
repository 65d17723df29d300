"""Surveys of the demo: sent where a dossier is in that stage, and of completed ones answered or waived.

No advice of the demo is that old yet, so questions that were answered stand in for it in the results.
"""

from contextlib import suppress
from datetime import datetime, time, timedelta
from random import Random

import pgtrigger
from django.utils import timezone

from dossiers.flows.profiles import profile_of
from dossiers.flows.table import COMPLETED
from dossiers.models import Dossier, DossierQuerySet, Reason
from dossiers.surveys.models import AnsweredBy, Survey
from dossiers.surveys.operations import answer_survey, ask_survey, waive_survey
from dossiers.surveys.part import SURVEY
from oss.core.refusal import Refused
from oss.timeline.models import Event

STAGE = "survey"
MOST = 18
BETTER = (
    "Alles was duidelijk, dank u.",
    "Ik moest lang wachten op een antwoord per mail.",
    "Graag ook 's avonds een afspraak aan het loket.",
    "De uitleg over de premies was goed, de brief erna was moeilijk.",
    "Een lijst met aannemers zou helpen.",
)
HARDEST = ("de prijs", "de papieren", "een aannemer vinden", "kiezen wat eerst moet", "niets")


def load_surveys() -> None:
    if Survey.objects.exists():
        return
    known = list(_reached())
    with_one = [one for one in known if (profile := profile_of(one)) and SURVEY in profile.parts]
    _ask([one for one in with_one if one.stage == STAGE])
    chance = Random("bevraging")  # noqa: S311 - invented data, the same at every start
    for number, dossier in enumerate([one for one in known if one.stage == COMPLETED][:MOST]):
        if number % 6 == 4:  # noqa: PLR2004
            code = ("survey_not_wanted", "survey_no_address")[number % 2]
            waive_survey(dossier, by=None, reason=Reason.objects.get(code=code))
        else:
            survey = answer_survey(dossier, _answers(chance, number), by=dossier.created_by)
            _date(survey, dossier, number)


def _reached() -> DossierQuerySet:
    """That are in the stage of the survey or past it."""
    reached = Dossier.objects.active().filter(stage__in=(STAGE, COMPLETED), main_contact__isnull=False)
    found: DossierQuerySet = reached.select_related("subtype").order_by("-number")
    return found


def _ask(dossiers: list[Dossier]) -> None:
    """Every other one: the rest shows how that is done."""
    for dossier in dossiers[::2]:
        with suppress(Refused):  # some can't be written to
            ask_survey(dossier, by=dossier.assignee)


def _answers(chance: Random, number: int) -> dict[str, str]:
    answers = {
        code: str(chance.choices(range(1, 6), (1, 2, 4, 10, 12))[0])
        for code in ("helped", "clear", "quick", "listened")
    }
    answers |= {
        "works": chance.choices(("yes", "no", "unknown"), (6, 2, 3))[0],
        "hardest": chance.choice(HARDEST),
        "recommend": chance.choices(("yes", "no", "unknown"), (8, 1, 2))[0],
        "better": BETTER[number % len(BETTER)] if number % 2 else "",
    }
    return {code: value for code, value in answers.items() if chance.random() > 0.1}  # noqa: PLR2004


def _date(survey: Survey, dossier: Dossier, number: int) -> None:
    """Most as if they had come from the page, a few weeks ago."""
    today = timezone.localdate()
    answered_on = today - timedelta(days=2 + 3 * number)
    by_page = number % 3 != 0
    Survey.objects.filter(pk=survey.pk).update(
        answered_on=answered_on,
        answered_by=AnsweredBy.PAGE if by_page else AnsweredBy.PHONE,
        written_by=None if by_page else survey.written_by,
        asked_on=answered_on - timedelta(days=4) if by_page else None,
        asked_by=dossier.assignee if by_page else None,
    )
    noon = timezone.make_aware(datetime.combine(answered_on, time(12, 10)))
    with pgtrigger.ignore("timeline.Event:append_only"):
        told = Event.objects.filter(case_file=dossier.case_file_id, kind="survey_answered_phone")
        told.update(at=noon, **({"kind": "survey_answered_page", "by": None} if by_page else {}))
