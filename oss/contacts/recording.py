"""What every operation on contacts begins with: may they, and who is it in the history."""

from typing import Any

import pghistory
from django.core.exceptions import PermissionDenied

from oss.contacts.models import Organisation, Person
from oss.staff.models import User


def require(by: User | None, permission: str) -> None:
    """PermissionDenied where a member of staff may not; the shop itself (None) may."""
    if by is not None and not by.has_perm(permission):
        raise PermissionDenied(permission)


def require_on(by: User | None, verb: str, record: Person | Organisation) -> None:
    require(by, f"contacts.{verb}_{record._meta.model_name}")


def recorded(by: User | None, operation: str) -> Any:
    """A context manager: what changes inside is written down in the history under this operation."""
    who = {"user": by.pk} if by is not None else {}
    return pghistory.context(operation=operation, **who)
