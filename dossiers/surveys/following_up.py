"""What a worker does with surveys that wait: a reminder, and in the end no answer is needed any more."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from dossiers.models import Reason
from dossiers.recipients import NoAddress
from dossiers.surveys.models import Survey
from dossiers.surveys.operations import remind_survey, waive_survey
from dossiers.surveys.parameters import MOST_REMINDERS, REMINDER_DAYS
from oss.core.parameters import known_figures
from oss.core.refusal import Refused

NO_ANSWER = "survey_no_answer"
"""The code of the reason."""


def follow_up() -> int:
    """Each survey that is due gets its reminder, or is waived; how many. Two at once do each one once."""
    today, figures = timezone.localdate(), known_figures()
    until = today - timedelta(days=figures.value_of(REMINDER_DAYS, on=today))
    most = figures.value_of(MOST_REMINDERS, on=today)
    due = Survey.objects.due(until).select_related("dossier")
    return sum(_follow_up(one, most) for one in due.order_by("pk"))


def _follow_up(survey: Survey, most: int) -> bool:
    """False where it is not due any more: somebody else was first, or it was settled meanwhile."""
    try:
        if survey.reminders < most:
            with transaction.atomic():
                remind_survey(survey, by=None, seen=survey.reminders)
        else:
            _waive(survey)
    except NoAddress:  # they can't be reminded
        _waive(survey)
    except Refused:
        return False
    return True


def _waive(survey: Survey) -> None:
    waive_survey(survey.dossier, by=None, reason=Reason.objects.get(code=NO_ANSWER))
