"""What the shield of a dossier holds about people."""

from django.db.models import QuerySet

from dossiers.held import dossiers_of
from dossiers.shield.models import Shield
from oss.contacts.models import Person
from oss.core.held import Forgotten, hold_about


def _shields(person: Person) -> QuerySet[Shield]:
    return Shield.objects.filter(dossier__in=dossiers_of(person))


hold_about(
    Shield,
    "the client",
    "to know why few may read what they told us",
    "since",
    Forgotten.DELETE,
    _shields,
)
