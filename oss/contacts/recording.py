"""What every operation on contacts begins with: may they, and who is it in the history."""

from typing import Any

import pghistory
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from oss.contacts.models import Organisation, Person
from oss.staff.models import User


def require(by: User | None, permission: str) -> None:
    """PermissionDenied where a member of staff may not; the shop itself (None) may."""
    if by is not None and not by.has_perm(permission):
        raise PermissionDenied(permission)


def require_on(by: User | None, verb: str, record: Person | Organisation) -> None:
    require(by, f"contacts.{verb}_{record._meta.model_name}")


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


def recorded(by: User | None, operation: str) -> Any:
    """A context manager: what changes inside is written down in the history under this operation."""
    who = {"user": by.pk} if by is not None else {}
    return pghistory.context(operation=operation, **who)
