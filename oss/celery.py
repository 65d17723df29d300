"""Celery: background work on three queues (mail, reports, default); the schedule stands in settings."""

import os
from typing import Any

from celery import Celery
from celery.app.amqp import AMQP
from celery.signals import setup_logging
from django_structlog.celery.steps import DjangoStructLogInitStep
from kombu import Connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oss.settings")


LONGEST_PAUSE = 4  # seconds
MOST_TOLD = 2  # what is told by its place: whom to tell of a failure, how often to try


class _Broker(Connection):
    """Asked again every few seconds while it is away; Celery's own pause grows to half a minute."""

    def _ensure_connection(self, *told: Any, **options: Any) -> Any:
        pauses = {"interval_start": 1, "interval_step": 1, "interval_max": LONGEST_PAUSE}
        return super()._ensure_connection(*told, **{**({} if len(told) > MOST_TOLD else pauses), **options})


class _Amqp(AMQP):
    Connection = _Broker


app = Celery("oss", amqp=_Amqp)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(DjangoStructLogInitStep)


@setup_logging.connect
def keep_django_logging(**kwargs: object) -> None:
    """The worker logs through Django's LOGGING (structured lines with task ids), not through its own."""
