"""What an operation asks before it does anything: may they."""

from django.core.exceptions import PermissionDenied

from oss.staff.models import User


def require(by: User | None, permission: str) -> None:
    """PermissionDenied where a member of staff may not; the shop itself (None) may."""
    if by is not None and not by.has_perm(permission):
        raise PermissionDenied(permission)
