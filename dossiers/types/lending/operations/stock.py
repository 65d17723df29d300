"""What is done with consumables: they come in, are counted, are handed out on a dossier, and taken back."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.flows.table import DossierType
from dossiers.holding import lock_to_change
from dossiers.models import Dossier
from dossiers.types.lending.model import LendingDetail
from dossiers.types.lending.stock import StockKind, StockMove, StockWhy
from oss.core.refusal import Refused
from oss.staff.models import User
from oss.staff.rights import hold, operation
from oss.staff.roles import Role
from oss.timeline.models import ActivityKind, CaseFile
from oss.timeline.operations import add_activity, record

MAY_KEEP = "dossiers.change_stockkind"
MAY_HAND_OUT = "dossiers.add_stockmove"
NO_KEEPING = gettext_lazy("Your role may not change what is in stock.")
NO_HANDING_OUT = gettext_lazy("Your role may not hand out consumables.")
MOST = 100_000
MOST_COUNTED = 32_767
"""As much as a result holds."""


@operation(MAY_KEEP, refused=NO_KEEPING)
def receive_stock(kind: StockKind, *, by: User, quantity: int, reason: str = "") -> StockMove:
    """A delivery came in."""
    _check_number(quantity)
    return _move(_hold_kind(kind, by), StockWhy.IN, quantity, by=by, reason=reason.strip())


@operation(MAY_KEEP, refused=NO_KEEPING)
def count_stock(kind: StockKind, *, by: User, counted: int, reason: str) -> StockMove:
    """As many lie there as were counted; `reason`: why that is another number. Refused where it is not."""
    if not 0 <= counted <= MOST:
        raise ValidationError({"counted": _("Fill in a number from 0 to 100.000.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Write down why the number is another one.")})
    held = _hold_kind(kind, by)
    if counted == held.quantity:
        raise Refused(_("That many are in stock: there is nothing to correct."))
    move = _move(held, StockWhy.COUNT, counted - held.quantity, by=by, reason=reason.strip())
    _tell_low(held, by)
    return move


@operation(MAY_HAND_OUT, refused=NO_HANDING_OUT)
def hand_out_stock(dossier: Dossier, kind: StockKind, *, by: User, quantity: int) -> StockMove:
    """The client gets so many. Refused where fewer are left. Under the minimum a coordinator gets a task."""
    _check_number(quantity)
    locked = lock_to_change(dossier, by)
    if locked.type != DossierType.LENDING:
        raise Refused(_("Dossier %(number)s asks for nothing to lend or hand out.") % {"number": locked})
    held = _hold_kind(kind, by)
    if not held.is_active:
        raise Refused(_("“%(kind)s” is not handed out any more.") % {"kind": held})
    if held.quantity < quantity:
        told = {"kind": held, "left": held.quantity, "unit": held.unit}
        raise Refused(_("Of “%(kind)s” only %(left)s %(unit)s are left: hand out fewer.") % told)
    move = _move(held, StockWhy.OUT, -quantity, by=by, dossier=locked)
    words = {"what": str(held), "quantity": quantity, "unit": held.unit}
    record(locked.case_file, "stock_handed_out", by=by, **words)
    _count_result(locked, held, quantity)
    _tell_low(held, by)
    return move


@operation(MAY_HAND_OUT, refused=NO_HANDING_OUT)
def take_back_stock(move: StockMove, *, by: User) -> StockMove:
    """What was handed out by mistake, or comes back, lies there again. Refused where it was taken back."""
    dossier = move.dossier
    if move.why != StockWhy.OUT or dossier is None:
        raise Refused(_("Only what was handed out on a dossier can be taken back."))
    locked = lock_to_change(dossier, by)
    held = _hold_kind(move.kind, by)
    if StockMove.objects.filter(undoes=move).exists():
        raise Refused(_("This was taken back already."))
    back = _move(held, StockWhy.UNDO, -move.quantity, by=by, dossier=locked, undoes=move)
    words = {"what": str(held), "quantity": back.quantity, "unit": held.unit}
    record(locked.case_file, "stock_taken_back", by=by, **words)
    _count_result(locked, held, -back.quantity)
    return back


# --- What they share -----------------------------------------------------------------------------


def _check_number(quantity: int) -> None:
    if not 1 <= quantity <= MOST:
        raise ValidationError({"quantity": _("Fill in a number from 1 to 100.000.")})


def _hold_kind(kind: StockKind, by: User) -> StockKind:
    return hold(StockKind.objects, kind, by=by)


def _move(kind: StockKind, why: StockWhy, quantity: int, *, by: User, **told: Any) -> StockMove:
    """Writes the move and what lies there after it; the kind is held."""
    kind.quantity += quantity
    if kind.quantity >= kind.minimum:
        kind.low_told_on = None
    kind.save(update_fields=["quantity", "low_told_on"])
    return StockMove.objects.create(kind=kind, why=why, quantity=quantity, left=kind.quantity, by=by, **told)


def _count_result(dossier: Dossier, kind: StockKind, more: int) -> None:
    """What was handed out on it fills the result of the dossier, unless somebody typed another number."""
    detail = LendingDetail.objects.filter(dossier=dossier).first()
    if detail is None:
        return
    moves = StockMove.objects.filter(dossier=dossier, kind__counts_as=kind.counts_as)
    given = -(moves.aggregate(sum=Sum("quantity"))["sum"] or 0)
    if getattr(detail, kind.counts_as) in {None, given - more} and given <= MOST_COUNTED:
        setattr(detail, kind.counts_as, given or None)
        detail.save(update_fields=[kind.counts_as])


def _tell_low(kind: StockKind, by: User) -> None:
    """Under the minimum: a task on the consumable itself, once until it is filled up again."""
    if kind.quantity >= kind.minimum or kind.low_told_on is not None:
        return
    if kind.case_file is None:
        kind.case_file = CaseFile.objects.create()
    kind.low_told_on = timezone.localdate()
    kind.save(update_fields=["low_told_on", "case_file"])
    told = {"kind": kind, "left": kind.quantity, "unit": kind.unit, "depot": kind.depot or "–"}
    add_activity(
        kind.case_file,
        by=by,
        kind=ActivityKind.TASK,
        title=_("Fill up: %(kind)s, %(left)s %(unit)s left (%(depot)s)") % told,
        assignee=User.objects.with_role(Role.COORDINATOR).order_by("pk").first(),
        due_on=timezone.localdate(),
    )
