"""What operations on contacts ask: the right to whom they are about, and whether that one is in use."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from oss.contacts.models import ContactPoint, DuplicatePair, Merge, Organisation, Person

About = Person | Organisation | ContactPoint | DuplicatePair | Merge


def contact_of(row: About) -> Person | Organisation:
    match row:
        case ContactPoint():
            owner = row.person or row.organisation
        case DuplicatePair():
            owner = row.first
        case Merge():
            owner = row.winner
        case _:
            owner = row
    if owner is None:
        raise LookupError(f"{row!r} is of nobody")
    return owner


def right_on(verb: str) -> Callable[[About], str]:
    """For `operation`: the right to do this to people, or to organisations, whichever it is about."""
    return lambda row: f"contacts.{verb}_{contact_of(row)._meta.model_name}"


def require_in_use(record: Person | Organisation) -> None:
    """ValidationError on who is out of use: what is written there, from a page that is old, nobody would see.

    The caller holds the row.
    """
    if record.merged_into is not None:
        raise ValidationError(
            _("“%(name)s” was merged into “%(into)s” meanwhile: do it there.")
            % {"name": record, "into": record.merged_into},
            code="merged",
        )
    if not record.is_active:
        raise ValidationError(
            _("“%(name)s” is deactivated; reactivate it first.") % {"name": record}, code="inactive"
        )
