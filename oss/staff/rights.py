"""How an operation begins: its right, its transaction, its name in the history, and the row as it is now."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import transaction
from django.db.models import Manager, Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from oss.core.history import recorded
from oss.core.refusal import Gone, NotAllowed, Refused
from oss.staff.models import User

P = ParamSpec("P")
Result = TypeVar("Result")
Row = TypeVar("Row", bound=Model)
Right = str | Callable[[Any], str]


def operation(
    right: Right = "", *, refused: str | Promise = ""
) -> Callable[[Callable[P, Result]], Callable[P, Result]]:
    """Above every public function of an `operations` module.

    It asks the right of `by`, opens a transaction, and names what changes inside after the function; within
    another operation the outer one names it. `right` may also be what gives the right of the first argument;
    without one the body asks it (`require`), or what is done belongs to whoever does it. `refused` is told
    to who lacks it.
    """

    def begin(function: Callable[P, Result]) -> Callable[P, Result]:
        @wraps(function)
        def begun(*args: P.args, **kwargs: P.kwargs) -> Result:
            by: Any = kwargs.get("by")
            about: Any = next(iter((*args, *kwargs.values())), None)
            require(by, right if isinstance(right, str) else right(about), refused)
            with transaction.atomic(), recorded(by, function.__name__):
                return function(*args, **kwargs)

        return begun

    return begin


def require(by: User | None, right: str, refused: str | Promise = "") -> None:
    """NotAllowed where a member of staff lacks it; the shop itself (None) may, and "" asks nothing."""
    if right and by is not None and not by.has_perm(right):
        raise NotAllowed(refused or _("Your role may not do this."))


def hold(
    rows: Manager[Row] | QuerySet[Row],
    row: Model | int,
    *,
    by: User | None,
    missing: Refused | Exception | None = None,
) -> Row:
    """The row as it is now, held until the transaction ends, with what `rows` reads along.

    Where it is none of the `rows` that are visible to them `missing` is raised, or that it is gone: who may
    not see it hears no more.
    """
    held = hold_if_there(rows, row, by=by)
    if held is None:
        raise missing or Gone(_("“%(name)s” has been deleted meanwhile.") % {"name": row})
    return held


def hold_part(rows: Manager[Row] | QuerySet[Row], row: Model | int, *, by: User | None) -> Row:
    """As `hold`, of a row without a name of its own, which stands on the page of another."""
    missing = Gone(_("Somebody removed this meanwhile. Add it again if it is right."))
    return hold(rows, row, by=by, missing=missing)


def hold_if_there(rows: Manager[Row] | QuerySet[Row], row: Model | int, *, by: User | None) -> Row | None:
    """As `hold`; None where there is nothing to hold."""
    key = row if isinstance(row, int) else row.pk
    everything: Any = rows.all()
    visible = everything if by is None else everything.visible_to(by)
    if everything.query.select_related:
        # who waited for a row is given what it led to before, or no row at all: it is read once it is held
        list(everything.model._default_manager.select_for_update().filter(pk=key).values_list("pk"))
    else:
        visible = visible.select_for_update(of=("self",))
    held: Row | None = visible.filter(pk=key).first()
    return held


def require_assignable(to: User | None) -> None:
    """Refused where somebody may be given no work: who left, or whose role works outside the loket."""
    if to is not None and not to.has_perm("staff.use_loket"):
        raise Refused(_("%(name)s cannot be given work: choose another colleague.") % {"name": to})
