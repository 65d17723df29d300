"""What is thrown away after a while: made files first, then the jobs with their results."""

from datetime import timedelta

from django.utils import timezone

from oss.lists.jobs.models import Job

KEEP_JOBS = timedelta(days=90)


def clear_expired() -> None:
    """Deletes files that expired and jobs that ended long ago. The record of exports stays."""
    now = timezone.now()
    for job in Job.objects.filter(expires_at__lt=now):
        job.file.delete(save=False)  # first the file: killed here, the next sweep goes on
        job.expires_at = None
        job.save(update_fields=["file", "expires_at"])
    Job.objects.filter(finished_at__lt=now - KEEP_JOBS, expires_at=None).delete()
