"""What an operation asks before it does anything: may they."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from oss.core.refusal import Refused
from oss.staff.models import User


def require(by: User | None, permission: str) -> None:
    """PermissionDenied where a member of staff may not; the shop itself (None) may."""
    if by is not None and not by.has_perm(permission):
        raise PermissionDenied(permission)


def require_assignable(to: User | None) -> None:
    """Refused where somebody may be given no work: who left, or whose role works outside the loket."""
    if to is not None and not to.has_perm("staff.use_loket"):
        raise Refused(_("%(name)s cannot be given work: choose another colleague.") % {"name": to})
