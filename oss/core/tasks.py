from celery import shared_task

from oss.core.once import forget_old_keys


@shared_task
def clear_used_keys() -> None:
    forget_old_keys()
