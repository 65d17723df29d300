"""What a worker does with surveys that wait: a reminder, and in the end no answer is needed any more."""

from datetime import timedelta

from django.utils import timezone

from dossiers.models import Reason
from dossiers.one_by_one import do_one_by_one
from dossiers.recipients import NoAddress
from dossiers.surveys.models import Survey
from dossiers.surveys.operations import remind_survey, waive_survey
from dossiers.surveys.parameters import MOST_REMINDERS, REMINDER_DAYS
from oss.core.parameters import known_figures

NO_ANSWER = "survey_no_answer"
"""The code of the reason."""


def follow_up() -> int:
    """Each survey that is due gets its reminder, or is waived; how many. Two at once do each one once."""
    today, figures = timezone.localdate(), known_figures()
    until = today - timedelta(days=figures.value_of(REMINDER_DAYS, on=today))
    most = figures.value_of(MOST_REMINDERS, on=today)
    due = Survey.objects.due(until).select_related("dossier")
    return do_one_by_one(due.order_by("pk"), lambda survey: _remind_or_waive(survey, most))


def _remind_or_waive(survey: Survey, most: int) -> None:
    if survey.reminders < most:
        try:
            remind_survey(survey, by=None, seen=survey.reminders)
        except NoAddress:
            pass  # they can't be reminded
        else:
            return
    waive_survey(survey.dossier, by=None, reason=Reason.objects.get(code=NO_ANSWER))
