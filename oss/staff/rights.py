"""How an operation begins: may they, and the row as it is now."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from oss.core.refusal import NotAllowed, Refused
from oss.staff.models import User

Row = TypeVar("Row", bound=Model)


def require(by: User | None, permission: str) -> None:
    """NotAllowed where a member of staff may not; the shop itself (None) may."""
    if by is not None and not by.has_perm(permission):
        raise NotAllowed(_("Your role may not do this."))


def hold(visible: QuerySet[Any, Row], key: int, *, by: User, right: str = "", refused: str) -> Row:
    """The row as it is now, held until the transaction ends.

    NotAllowed, in the words of `refused`, where it is none of the rows that are `visible` to them, or where
    they lack the `right`: who may not see it hears no more than who may not change it.
    """
    held = visible.select_for_update(of=("self",)).filter(pk=key).first()
    if held is None or (right and not by.has_perm(right)):
        raise NotAllowed(refused)
    return held


def require_assignable(to: User | None) -> None:
    """Refused where somebody may be given no work: who left, or whose role works outside the loket."""
    if to is not None and not to.has_perm("staff.use_loket"):
        raise Refused(_("%(name)s cannot be given work: choose another colleague.") % {"name": to})
