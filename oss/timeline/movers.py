"""What was asked of somebody goes along when they are merged; `offers.py` calls `register`."""

from oss.contacts.merging.movers import moves
from oss.timeline.models import Activity


def register() -> None:
    moves(Activity, "asked_person")
    moves(Activity, "asked_organisation")
