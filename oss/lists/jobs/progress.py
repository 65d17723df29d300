"""How far a job is: begun, further, asked to stop, ended."""

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from oss.lists.jobs.models import Job, JobState

MOST_ATTEMPTS = 3  # starts without getting further, after which a job is given up


@transaction.atomic
def begin(pk: int) -> Job | None:
    """The job, marked as running; None where there is nothing to do any more."""
    job = Job.objects.active().select_for_update(of=("self",)).select_related("owner").filter(pk=pk).first()
    if job is None:
        return None
    if job.state == JobState.STOPPING:
        end(job, JobState.STOPPED)
        return None
    with translation.override(job.owner.language):
        if not job.owner.is_active:
            end(job, JobState.FAILED, _("This account is not active any more."))
            return None
        if job.attempts >= MOST_ATTEMPTS:
            end(job, JobState.FAILED, _("The work broke off several times. What is done, is done."))
            return None
    job.state = JobState.RUNNING
    job.attempts += 1
    job.started_at = job.started_at or timezone.now()
    job.save(update_fields=["state", "attempts", "started_at"])
    return job


def is_asked_to_stop(job: Job) -> bool:
    return Job.objects.filter(pk=job.pk, state=JobState.STOPPING).exists()


def end(job: Job, state: JobState, problem: str = "") -> None:
    job.state, job.problem, job.finished_at = state, problem[:255], timezone.now()
    job.save(update_fields=["state", "problem", "finished_at"])
