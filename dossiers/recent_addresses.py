"""Which addresses a user worked with lately: those of the journeys they opened."""

from collections.abc import Sequence

from dossiers.models import Journey
from oss.staff.models import User

LOOKED_AT = 60


def of_journeys(user: User) -> Sequence[int]:
    """Keys of addresses, the last first, each once."""
    opened = Journey.objects.filter(opened_by=user, address__isnull=False).order_by("-opened_at", "-pk")
    return list(dict.fromkeys(opened.values_list("address", flat=True)[:LOOKED_AT]))
