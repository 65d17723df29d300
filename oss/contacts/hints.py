"""Tells the background what was just made; a lost hint costs nothing, the nightly sweep sees it all."""

from celery import current_app
from django.db import transaction

from oss.contacts.models import Organisation, Person


def look_for_duplicates(record: Person | Organisation) -> None:
    """After the commit, and never in the way of who made the record: a broker that is down is only logged."""
    arguments = [record._meta.model_name, record.pk]

    def send() -> None:
        current_app.send_task("oss.contacts.tasks.find_duplicates_of", arguments, retry=False)

    transaction.on_commit(send, robust=True)
