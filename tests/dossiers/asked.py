"""Questions to the client of a dossier."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from dossiers.models import Dossier
from oss.contacts.models import Person
from oss.staff.models import User
from oss.timeline.models import Activity
from oss.timeline.operations import ask_request


def client_of_journey(dossier: Dossier) -> Person:
    client = dossier.journey.client
    assert client is not None
    assert client.person is not None
    return client.person


def asked(dossier: Dossier, by: User, days: int, *, due: int | None = 7, of: Any = None) -> Activity:
    """So many days ago; to be answered so many days after."""
    on = timezone.localdate() - timedelta(days=days)
    return ask_request(
        dossier.case_file,
        of=of or client_of_journey(dossier),
        text="Bezorgt u de aanslagbiljetten?",
        by=by,
        asked_on=on,
        due=None if due is None else on + timedelta(days=due),
    )
