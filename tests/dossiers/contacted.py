"""Contacts, so that a test is there in one step."""

from typing import Any

from dossiers.contact_moments.models import ContactChannel, ContactMoment
from dossiers.contact_moments.operations import note_contact
from oss.contacts.factories import PersonFactory
from oss.staff.models import User


def channel(code: str, **fields: Any) -> ContactChannel:
    found = ContactChannel.objects.get(code=code)
    for name, value in fields.items():
        setattr(found, name, value)
    found.save()
    return found


def contact(*, by: User, code: str = "phone", **known: Any) -> ContactMoment:
    """A call of somebody about the roof, unless it is told otherwise."""
    known = {"person": PersonFactory.create(), "text": "Vraagt wanneer de dakpremie komt."} | known
    return note_contact(by=by, channel=channel(code), **known)
