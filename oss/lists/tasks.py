"""Background work: a message is a hint, the row of the job says what is to be done."""

from celery import shared_task

from oss.core.background import tell_worker
from oss.lists.jobs.cleaning import clear_expired
from oss.lists.jobs.models import Job
from oss.lists.jobs.running import run


@shared_task
def run_job(pk: int) -> None:
    """One turn of work on the job; others get their turn before the next."""
    if run(pk):
        tell_worker(run_job, pk)


@shared_task
def run_unfinished() -> None:
    """Jobs whose hint was lost, or whose worker was killed; those that are being worked on stay alone."""
    for pk in Job.objects.active().values_list("pk", flat=True):
        tell_worker(run_job, pk)


@shared_task
def clear_jobs() -> None:
    """Throws away files and results that are too old."""
    clear_expired()
