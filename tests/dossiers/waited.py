"""Dossiers that wait for their turn."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from dossiers.factories import information_dossier
from dossiers.models import Capacity, Dossier
from dossiers.operations.opening import Client
from dossiers.waiting.models import WaitingPlace, WaitingPriority
from dossiers.waiting.operations import put_on_list
from oss.addresses.factories import AddressFactory
from oss.contacts.factories import PersonFactory
from oss.staff.models import User

ADVICE = "advice_renovation_advice"


def may_wait_dossier(
    *, by: User, subtype: str = ADVICE, mail: str = "an@burger.example", **known: Any
) -> Dossier:
    """In the first stage; its client can be written to, unless `mail` is empty."""
    if "journey" not in known and "client" not in known:
        person = PersonFactory.create(mail=mail, **known.pop("person", {}))
        known["client"] = Client(Capacity.objects.get(code="owner_occupier"), person)
    return information_dossier(by=by, subtype=subtype, **{"address": AddressFactory.create()} | known)


def days_ago(number: int) -> date:
    return timezone.localdate() - timedelta(days=number)


def waiting_place(
    *, by: User, days: int = 0, priority: str = "", coach: User | None = None, **known: Any
) -> WaitingPlace:
    return put_on_list(
        may_wait_dossier(by=by, **known),
        by=by,
        complete_on=days_ago(days),
        priority=WaitingPriority.objects.get(code=priority) if priority else None,
        coach=coach,
    )
