"""The mail that asks for a survey or reminds of it: about the case file, without anything personal."""

from datetime import timedelta
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from dossiers.recipients import Recipient
from dossiers.surveys.models import Survey
from dossiers.surveys.parameters import MOST_REMINDERS, REMINDER_DAYS
from oss.core.parameters import Figures
from oss.mail.account import AUTOMATIC
from oss.public.operations import issue_link
from oss.public.who_we_are import who_we_are
from oss.staff.models import User
from oss.timeline.operations import post_mail

PURPOSE = "survey"
"""Of the public page, and of the mail (`Why`)."""


def send_letter(survey: Survey, to: Recipient, figures: Figures, *, by: User | None) -> None:
    """With a link of its own, as that of an earlier mail is kept nowhere; it is open until the survey is
    waived by itself."""
    today = timezone.localdate()
    turns_left = figures.value_of(MOST_REMINDERS, on=today) - survey.reminders + 1
    until = timezone.now() + timedelta(days=figures.value_of(REMINDER_DAYS, on=today) * max(1, turns_left))
    link = issue_link(PURPOSE, survey.pk, by=by, expires_at=until, language=to.language)
    words: dict[str, Any] = {
        **who_we_are(),
        "link": link,
        "until": timezone.localdate(until) - timedelta(days=1),
        "reminder": survey.reminders > 0,
    }
    with translation.override(to.language):
        post_mail(
            survey.dossier.case_file,
            recipient=to.mail,
            subject=_("How did we help you?"),
            text=render_to_string("dossiers/surveys/mail.txt", words),
            why=PURPOSE,
            headers=AUTOMATIC,
        )
