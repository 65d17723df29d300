"""Background work on contacts: a message is a hint, the rows are the job; a sweep picks up what is left."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from oss.contacts.duplicate_pairs import find_duplicates
from oss.contacts.exchange.importing import carry_on
from oss.contacts.merging.operations import move_stragglers
from oss.contacts.models import ContactImport, Merge, Organisation, Person
from oss.core.background import tell_worker

STRAGGLING = timedelta(days=2)
"""How long after a merge something that was being written for the loser can still turn up."""
KINDS: dict[str, type[Person] | type[Organisation]] = {"person": Person, "organisation": Organisation}


@shared_task
def find_duplicates_of(kind: str, *keys: int) -> None:
    """Records that were made or changed just now."""
    find_duplicates(KINDS[kind], keys)


@shared_task
def find_all_duplicates() -> None:
    """All of them, and what a merge left behind."""
    for merged in Merge.objects.standing().filter(at__gte=timezone.now() - STRAGGLING).order_by("pk"):
        move_stragglers(merged)
    for model in KINDS.values():
        find_duplicates(model)


@shared_task
def continue_import(key: int) -> None:
    carry_on(key)


@shared_task
def continue_imports() -> None:
    """Imports whose worker died, or whose hint was lost; each by itself, so that one holds up no other."""
    for key in ContactImport.objects.unfinished().values_list("pk", flat=True):
        tell_worker(continue_import, key)
