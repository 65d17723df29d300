"""Background work; what renders is named among the reports, whose queue does that. A message is a hint."""

from datetime import timedelta

from celery import shared_task
from django.db.models.functions import Now

from dossiers.models import SummaryRequest, Topic
from dossiers.operations.summary import finish_summary
from dossiers.quotes.expiring.sweep import warn_of_expiries
from dossiers.sort_keys import make_stale_keys, mark_wrong_keys
from dossiers.surveys.following_up import follow_up
from dossiers.types.lending.following_up import follow_up_loans
from dossiers.types.loan.decisions import LoanLetter
from dossiers.types.loan.operations.letters import finish_letter
from oss.core.background import tell_worker
from oss.core.named_values import count_uses

TIME_FOR_ONE = timedelta(minutes=1)


@shared_task(name="oss.reports.dossier_summary")
def dossier_summary(request_pk: int) -> None:
    finish_summary(request_pk)


@shared_task(name="oss.reports.waiting_summaries")
def waiting_summaries() -> None:
    """Sends again what a worker or the broker lost; what is being made is passed over there."""
    for request in SummaryRequest.objects.waiting().filter(asked_at__lt=Now() - TIME_FOR_ONE):
        tell_worker(dossier_summary, request.pk)


@shared_task(name="oss.reports.loan_letter")
def loan_letter(letter_pk: int) -> None:
    finish_letter(letter_pk)


@shared_task(name="oss.reports.waiting_loan_letters")
def waiting_loan_letters() -> None:
    """As `waiting_summaries`."""
    for letter in LoanLetter.objects.waiting().filter(asked_at__lt=Now() - TIME_FOR_ONE):
        tell_worker(loan_letter, letter.pk)


@shared_task
def refresh_keys() -> None:
    """What a rename left for later."""
    make_stale_keys()


@shared_task
def follow_up_surveys() -> None:
    """Reminders of surveys, and those that nobody will answer any more."""
    follow_up()


@shared_task
def warn_of_expiring_quotes() -> None:
    """A task for each quote that expires before its works are decided."""
    warn_of_expiries()


@shared_task
def follow_up_overdue_loans() -> None:
    """Pieces that should be back: a task, and a mail to the client."""
    follow_up_loans()


@shared_task
def check_keys() -> None:
    mark_wrong_keys()
    make_stale_keys()


@shared_task
def count_topics() -> None:
    count_uses(Topic)
