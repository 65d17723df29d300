from celery import shared_task
from django.core.management import call_command

from oss.staff.drafts import clear_old_drafts


@shared_task
def clear_expired_sessions() -> None:
    call_command("clearsessions")


@shared_task
def clear_drafts() -> None:
    clear_old_drafts()
