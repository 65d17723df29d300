"""Celery: background work on three queues (mail, reports, default); the schedule stands in settings."""

import os

from celery import Celery
from celery.signals import setup_logging
from django_structlog.celery.steps import DjangoStructLogInitStep

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oss.settings")

app = Celery("oss")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(DjangoStructLogInitStep)


@setup_logging.connect
def keep_django_logging(**kwargs: object) -> None:
    """The worker logs through Django's LOGGING (structured lines with task ids), not through its own."""
