"""How contacts go along when two people are merged; `offers.py` calls `register`."""

from dossiers.contact_moments.models import ContactMoment
from oss.contacts.merging.movers import moves


def register() -> None:
    moves(ContactMoment, "person")
