"""Background work on documents."""

import structlog
from celery import shared_task
from django.db import transaction

from oss.documents.papers import describe_earlier

log = structlog.get_logger(__name__)

AT_ONCE, BATCHES = 500, 20


@shared_task
def describe_papers() -> None:
    """Says of papers of before there were kinds what they are; a release that still runs may add some."""
    for _batch in range(BATCHES):
        with transaction.atomic():
            done = describe_earlier(AT_ONCE)
        if not done:
            return
        log.info("papers_described", count=done)
