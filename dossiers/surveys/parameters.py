"""The dated parameters of surveys; `offers.py` imports this, which declares them."""

from django.utils.translation import gettext_lazy

from oss.core.parameters import parameter, whole_number

REMINDER_DAYS = "survey_reminder_days"
MOST_REMINDERS = "survey_reminders"
PAUSE_DAYS = "survey_pause_days"
FEWEST_ANSWERS = "survey_fewest_answers"

_DAYS = gettext_lazy("days")

parameter(
    REMINDER_DAYS, gettext_lazy("Survey: after how many days a reminder goes out"), whole_number, unit=_DAYS
)
parameter(MOST_REMINDERS, gettext_lazy("Survey: how many reminders go out"), whole_number)
parameter(
    PAUSE_DAYS,
    gettext_lazy("Survey: how long a client is left alone after one"),
    whole_number,
    unit=_DAYS,
)
parameter(
    FEWEST_ANSWERS, gettext_lazy("Survey: from how many answers results are told in per cent"), whole_number
)
