"""Surveys of the demo: of advice that waits for nothing else answered or waived, after which it is
completed; of the newest sent, or still to be sent."""

from contextlib import suppress
from datetime import datetime, time, timedelta
from random import Random

import pgtrigger
from django.utils import timezone

from dossiers.demo import Past, database_now
from dossiers.flows.profiles import missing
from dossiers.models import Dossier, Reason
from dossiers.operations import stages
from dossiers.surveys.models import AnsweredBy, Survey
from dossiers.surveys.operations import answer_survey, ask_survey, waive_survey
from oss.core.refusal import Refused
from oss.timeline.models import Event

STAGE = "survey"
NEWEST = 4
"""So many wait for their survey to be sent or answered."""
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
    there = Dossier.objects.active().filter(stage=STAGE, main_contact__isnull=False)
    known = list(there.select_related("subtype", "assignee").order_by("-opened_on", "-pk"))
    ready = [one for one in known if [gap.name for gap in missing(one)] == ["survey"]]
    asked = ready[:NEWEST]
    _ask([one for one in known if one in asked or one not in ready])
    chance = Random("bevraging")  # noqa: S311 - invented data, the same at every start
    for number, dossier in enumerate(ready[NEWEST:]):
        _settle(dossier, number, chance)


def _settle(dossier: Dossier, number: int, chance: Random) -> None:
    """Answered or waived some days after its last step, and completed."""
    handler = dossier.assignee or dossier.created_by
    if handler is None:
        return
    since = database_now()
    last = max(timezone.localdate(one) for one in dossier.visits.values_list("entered_at", flat=True))
    days = max(4, (timezone.localdate() - last).days - 7)
    if number % 6 == 4:  # noqa: PLR2004
        code = ("survey_not_wanted", "survey_no_address")[number % 2]
        waive_survey(dossier, by=handler, reason=Reason.objects.get(code=code))
        Survey.objects.filter(dossier=dossier).update(waived_on=timezone.localdate() - timedelta(days=days))
    else:
        survey = answer_survey(dossier, _answers(chance, number), by=handler)
        _date(survey, dossier, number, days)
    stages.complete(dossier, by=handler)
    Past(dossier, since).was(days - 3)  # a weekend lies between at most


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


def _date(survey: Survey, dossier: Dossier, number: int, days: int) -> None:
    """Most as if they had come from the page."""
    answered_on = timezone.localdate() - timedelta(days=days)
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
