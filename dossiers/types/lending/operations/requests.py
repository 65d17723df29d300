"""What is done with requests that stand: grant them, set ready what was granted, hand it out; and undo each.

Who holds a dossier holds a consumable or a piece after it.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.holding import MAY_CHANGE, NO_ACCESS, lock_to_change
from dossiers.models import Dossier, Reason
from dossiers.operations.editing import update_detail
from dossiers.operations.stages import advance, step_back
from dossiers.types.lending.free import free_pieces
from dossiers.types.lending.limits import CONSUMABLE, GIVEN_OUT, LENT_OUT
from dossiers.types.lending.model import NOTHING_GIVEN, LendingDetail, Outcome
from dossiers.types.lending.operations.desk import settle
from dossiers.types.lending.operations.loans import cancel_reservation, hand_out_piece, reserve_piece
from dossiers.types.lending.operations.stock import hand_out_stock
from dossiers.types.lending.pieces import Piece, PieceLoan
from dossiers.types.lending.standing import Given, check_limit, given_on, now_of, part_of
from dossiers.types.lending.stock import StockKind
from oss.core.dates import written
from oss.core.money import euros
from oss.core.refusal import Refused
from oss.staff.models import User
from oss.staff.rights import operation
from oss.timeline.operations import record

HANDLING = "lending_handling"


Was = Mapping[str, tuple[Any, Any]]
"""What a verb wrote beside its own day: a field, with its value before and after."""


class Granted(NamedTuple):
    """`went_on`: to its handling."""

    went_on: bool
    was: Was


@operation(MAY_CHANGE, refused=NO_ACCESS)
def grant_request(
    dossier: Dossier, *, by: User, pickup_on: date | None = None, stock: StockKind | None = None
) -> Granted:
    """The client gets what they asked. Incomplete where the request lacks something; ValidationError over the
    maximum without a reason."""
    locked, detail = _standing(dossier, by)
    if detail.granted_on is not None:
        told = {"number": locked, "day": written(detail.granted_on)}
        raise Refused(_("Dossier %(number)s was granted already, on %(day)s.") % told)
    _check_nothing_given(locked)
    kind = locked.subtype.profile if locked.subtype else ""
    if kind == CONSUMABLE:
        check_limit(locked, detail.quantity or 1, "")
        _check_fits(locked, stock)
    changes: dict[str, Any] = {"granted_on": timezone.localdate()}
    if kind in GIVEN_OUT:
        changes["pickup_on"] = pickup_on or detail.pickup_on
    if kind == CONSUMABLE:
        changes["stock"] = stock or detail.stock
    if kind not in LENT_OUT:
        changes["outcome"] = Outcome.GRANTED
    was = _written_over(detail, changes)
    update_detail(locked, part_of(locked, HANDLING), by=by, **changes)
    record(locked.case_file, "request_granted", by=by)
    now = now_of(locked)
    goes_on = now.stage == now.flow.names[0]
    if goes_on:
        advance(now, by=by)
    return Granted(goes_on, was)


@operation(MAY_CHANGE, refused=NO_ACCESS)
def undo_grant(dossier: Dossier, *, by: User, went_on: bool, was: Was | None = None) -> None:
    """Refused where somebody went on with it."""
    locked, detail = _standing(dossier, by)
    if detail.granted_on is None or detail.ready_on is not None or given_on(locked):
        raise Refused(_("Somebody went on with dossier %(number)s since.") % {"number": locked})
    changes: dict[str, Any] = {"granted_on": None, **_put_back(detail, was)}
    if detail.outcome == Outcome.GRANTED:
        changes["outcome"] = ""
    update_detail(locked, part_of(locked, HANDLING), by=by, **changes)
    record(locked.case_file, "request_grant_undone", by=by)
    if went_on and locked.stage == locked.flow.names[1]:
        step_back(now_of(locked), by=by, reason=Reason.objects.get(code="back_wrong_step"))


class Readied(NamedTuple):
    """`loan`: the reservation that was made for it."""

    loan: PieceLoan | None
    was: Was


@operation(MAY_CHANGE, refused=NO_ACCESS)
def set_ready(
    dossier: Dossier, *, by: User, pickup_on: date | None = None, stock: StockKind | None = None
) -> Readied:
    """What was granted lies ready. A piece that is not reserved yet is; Refused where none is free, where
    fewer are left than were asked, or where nobody says from which stock."""
    locked, detail = _standing(dossier, by)
    if detail.granted_on is None and not locked.loans.reserved().exists():
        raise Refused(_("Dossier %(number)s is not granted yet.") % {"number": locked})
    if detail.ready_on is not None:
        told = {"number": locked, "day": written(detail.ready_on)}
        raise Refused(_("Dossier %(number)s lies ready already, since %(day)s.") % told)
    _check_nothing_given(locked)
    changes: dict[str, Any] = {"ready_on": timezone.localdate()}
    if pickup_on:
        changes["pickup_on"] = pickup_on
    loan: PieceLoan | None = None
    if locked.subtype and locked.subtype.profile == CONSUMABLE:
        kind = _stock_for(locked, detail, stock)
        asked = detail.quantity or 1
        if kind.quantity < asked:
            told = {"kind": kind, "left": kind.quantity, "unit": kind.unit}
            raise Refused(_("Of “%(kind)s” only %(left)s %(unit)s are left: hand out fewer.") % told)
        changes["stock"] = kind
    elif not locked.loans.reserved().exists():
        day = max(pickup_on or detail.pickup_on or timezone.localdate(), timezone.localdate())
        loan = reserve_piece(locked, _free_piece(locked, day), by=by, starts_on=day)
    was = _written_over(detail, changes)
    update_detail(locked, part_of(locked, HANDLING), by=by, **changes)
    record(locked.case_file, "request_set_ready", by=by)
    return Readied(loan, was)


@operation(MAY_CHANGE, refused=NO_ACCESS)
def undo_ready(dossier: Dossier, *, by: User, loan: PieceLoan | None = None, was: Was | None = None) -> None:
    """Refused where it was handed out since; `loan` is the reservation that was made for it."""
    locked, detail = _standing(dossier, by)
    if detail.ready_on is None or given_on(locked):
        raise Refused(_("Somebody went on with dossier %(number)s since.") % {"number": locked})
    changes = {"ready_on": None, **_put_back(detail, was)}
    update_detail(locked, part_of(locked, HANDLING), by=by, **changes)
    record(locked.case_file, "request_ready_undone", by=by)
    if loan is not None:
        cancel_reservation(loan, by=by)


@operation(MAY_CHANGE, refused=NO_ACCESS)
def hand_over(dossier: Dossier, *, by: User, deposit_paid: bool | None = None) -> Given:
    """What was granted is handed out, as many as were asked; a consumable completes its request. Refused
    where the piece has a deposit and nobody says whether it was paid."""
    locked, detail = _standing(dossier, by)
    kind = locked.subtype.profile if locked.subtype else ""
    if kind in LENT_OUT:
        loan = locked.loans.reserved().order_by("starts_on").first()
        if loan is None:
            raise Refused(_("No piece is reserved for dossier %(number)s yet.") % {"number": locked})
        if loan.deposit and deposit_paid is None:
            told = {"piece": loan.piece, "amount": euros(loan.deposit)}
            raise Refused(_("%(piece)s has a deposit of %(amount)s: say whether it was paid.") % told)
        loan = hand_out_piece(loan, by=by, deposit_paid=bool(deposit_paid))
        settle(locked, by=by, outcome=Outcome.LENT, complete=False)
        return loan
    if kind != CONSUMABLE or detail.granted_on is None:
        raise Refused(_("Dossier %(number)s is not granted yet.") % {"number": locked})
    _check_nothing_given(locked)
    number = detail.quantity or 1
    check_limit(locked, number, "")
    move = hand_out_stock(locked, _stock_for(locked, detail, None), by=by, quantity=number)
    settle(locked, by=by, outcome=Outcome.GRANTED, handled_on=timezone.localdate())
    return move


# --- What they share -----------------------------------------------------------------------------


def _written_over(detail: LendingDetail, changes: Mapping[str, Any]) -> Was:
    return {
        name: (getattr(detail, name), changes[name])
        for name in ("pickup_on", "stock")
        if name in changes and changes[name] != getattr(detail, name)
    }


def _put_back(detail: LendingDetail, was: Was | None) -> dict[str, Any]:
    """What nobody changed since."""
    pairs = (was or {}).items()
    return {name: before for name, (before, after) in pairs if getattr(detail, name) == after}


def _standing(dossier: Dossier, by: User) -> tuple[Dossier, LendingDetail]:
    """The request, which stands open and was not refused, with what it says."""
    locked = lock_to_change(dossier, by)
    if not hasattr(locked, "lending"):
        raise Refused(_("Dossier %(number)s asks for nothing to lend or hand out.") % {"number": locked})
    if not locked.is_open:
        raise Refused(_("Dossier %(number)s is closed: reopen it first.") % {"number": locked})
    detail: LendingDetail = locked.lending
    if detail.outcome in NOTHING_GIVEN:
        raise Refused(_("Dossier %(number)s was refused or withdrawn.") % {"number": locked})
    return locked, detail


def _check_nothing_given(dossier: Dossier) -> None:
    if given_on(dossier):
        raise Refused(_("On dossier %(number)s it was handed out already.") % {"number": dossier})


def _fitting(dossier: Dossier) -> Any:
    return StockKind.objects.active().for_requests_of(dossier.subtype_id)


def _check_fits(dossier: Dossier, stock: StockKind | None) -> None:
    if stock is not None and not _fitting(dossier).filter(pk=stock.pk).exists():
        told = {"number": dossier, "kind": stock}
        raise Refused(_("Dossier %(number)s does not ask for “%(kind)s”.") % told)


def _stock_for(dossier: Dossier, detail: LendingDetail, chosen: StockKind | None) -> StockKind:
    """What was chosen now or before; else the only one that fits."""
    _check_fits(dossier, chosen)
    if found := chosen or detail.stock:
        return found
    fitting = list(_fitting(dossier)[:2])
    if len(fitting) != 1:
        raise Refused(_("Say for dossier %(number)s from which stock it comes.") % {"number": dossier})
    only: StockKind = fitting[0]
    return only


def _free_piece(dossier: Dossier, day: date) -> Piece:
    found = free_pieces(Piece.objects.for_requests_of(dossier.subtype_id), day)
    if not found:
        told = {"number": dossier, "day": written(day)}
        raise Refused(_("No piece is free on %(day)s for dossier %(number)s.") % told)
    return found[0]
