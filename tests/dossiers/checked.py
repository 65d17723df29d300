"""Schemes of a test, and a dossier whose client can count on something."""

from datetime import date
from typing import Any

from dossiers.factories import information_dossier
from dossiers.models import Capacity, Dossier
from dossiers.operations.opening import Client
from dossiers.schemes.models import Scheme, SchemeCondition, SchemeVersion
from oss.addresses.factories import AddressFactory
from oss.contacts.factories import PersonFactory
from oss.staff.models import User


def scheme_of(name: str, *conditions: dict[str, Any], kind: str = "premium", **sheet: Any) -> SchemeVersion:
    """Alone: those that every loket starts with are set aside by `only`."""
    scheme, _new = Scheme.objects.get_or_create(name=name, defaults={"kind": kind})
    told = {"source": "vlaanderen.be", "checked_on": date(2026, 11, 29)}
    version = SchemeVersion(scheme=scheme, **told | sheet)
    version.full_clean()
    version.save()
    for number, one in enumerate(conditions, start=1):
        SchemeCondition.objects.create(version=version, **{"group": number} | one)
    return version


def condition(fact: str, *values: str, comparison: str = "in", **more: Any) -> dict[str, Any]:
    return {"fact": fact, "values": list(values), "comparison": comparison, **more}


def set_aside_the_shipped() -> None:
    Scheme.objects.update(is_active=False)


def asking_dossier(*, by: User, capacity: str = "owner_occupier", **known: Any) -> Dossier:
    client = Client(Capacity.objects.get(code=capacity), PersonFactory.create())
    return information_dossier(by=by, **{"client": client, "address": AddressFactory.create()} | known)
