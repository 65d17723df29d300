"""What the waiting list holds about people."""

from django.db.models import QuerySet

from dossiers.held import dossiers_of
from dossiers.waiting.models import WaitingPlace
from oss.contacts.models import Person
from oss.core.held import Forgotten, hold_about


def _places(person: Person) -> QuerySet[WaitingPlace]:
    return WaitingPlace.objects.filter(dossier__in=dossiers_of(person))


hold_about(
    WaitingPlace,
    "the client",
    "to help them in a fair order, and to know what they were told of it",
    "created_at",
    Forgotten.DELETE,
    _places,
)
