"""A request at the desk: opened, handed out and completed in one go; and taken back as one.

Who holds a dossier holds a consumable or a piece after it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.flows.profiles import profile_of
from dossiers.flows.table import COMPLETED
from dossiers.holding import MAY_CHANGE, NO_ACCESS, lock_to_change
from dossiers.models import Dossier, Reason, WhyNoValue
from dossiers.operations.editing import Lacking, tell_without_value, update_detail, update_dossier
from dossiers.operations.opening import Opening, open_dossier
from dossiers.operations.stages import Incomplete, advance, reopen, save_and_complete
from dossiers.types.lending.limits import LENT_OUT
from dossiers.types.lending.model import NOTHING_GIVEN, LendingDetail, Outcome
from dossiers.types.lending.operations.loans import (
    hand_out_piece,
    reserve_piece,
    return_piece,
    undo_hand_out,
)
from dossiers.types.lending.operations.stock import hand_out_stock, take_back_stock
from dossiers.types.lending.pieces import Piece, PieceLoan
from dossiers.types.lending.standing import Given, check_limit, given_on, now_of, part_of
from dossiers.types.lending.stock import StockKind, StockMove
from oss.core.refusal import Refused
from oss.staff.models import User
from oss.staff.rights import operation

NO_RULES = "none"
"""How the client agreed, where there are no rules to agree with."""
RULES = ("lending_rules_version", "lending_rules_agreed_on")


@dataclass(frozen=True)
class Handing:
    """What the client takes along. `agreed`: how they agreed with the rules (`RulesAgreed`), or NO_RULES;
    empty where that is known already."""

    what: StockKind | Piece
    quantity: int = 1
    agreed: str = ""
    rules_version: str = ""
    over_because: str = ""
    deposit_paid: bool = False
    due_on: date | None = None


@operation("dossiers.add_dossier", refused=NO_ACCESS)
def open_and_hand_out(opening: Opening, handing: Handing, *, by: User) -> Given:
    """Opens the request, and `hand_out`. With the key of the opening it does so once."""
    dossier = open_dossier(opening, by=by)
    return given_on(dossier) or hand_out(dossier, handing, by=by)


@operation(MAY_CHANGE, refused=NO_ACCESS)
def hand_out(dossier: Dossier, handing: Handing, *, by: User) -> Given:
    """Hands it out on a request that stands open. What is used up completes it; of a piece it stays open
    until the piece is back. All or nothing: Incomplete where something is missing.

    ValidationError over the maximum of the address without a reason.
    """
    locked = lock_to_change(dossier, by)
    if not locked.is_open:
        raise Refused(_("Dossier %(number)s is closed: reopen it first.") % {"number": locked})
    if _outcome(locked) in NOTHING_GIVEN:
        raise Refused(_("Dossier %(number)s was refused or withdrawn.") % {"number": locked})
    is_piece = isinstance(handing.what, Piece)
    if (profile := profile_of(locked)) is None or (profile.name in LENT_OUT) != is_piece:
        raise Refused(_("Dossier %(number)s asks for nothing to lend or hand out.") % {"number": locked})
    check_limit(locked, 0 if is_piece else handing.quantity, handing.over_because)
    _note_request(locked, handing, by)
    if isinstance(handing.what, Piece):
        return _lend(locked, handing, handing.what, by)
    move = hand_out_stock(locked, handing.what, by=by, quantity=handing.quantity)
    settle(locked, by=by, outcome=Outcome.GRANTED, handled_on=timezone.localdate(), is_complete=True)
    return move


@operation(MAY_CHANGE, refused=NO_ACCESS)
def take_in(loan: PieceLoan, *, by: User, **told: Any) -> PieceLoan:
    """The piece is back, as `return_piece` says; where it was the last, the request is completed. A request
    that lacks something else stays open."""
    back = return_piece(loan, by=by, **told)
    dossier = lock_to_change(loan.dossier, by)
    if dossier.is_open and not dossier.loans.standing().exists():
        try:
            settle(dossier, by=by, outcome=Outcome.RETURNED, handled_on=back.returned_on)
        except Incomplete:  # the piece is back all the same
            settle(dossier, by=by, outcome=Outcome.RETURNED, handled_on=back.returned_on, complete=False)
    return back


@operation(MAY_CHANGE, refused=NO_ACCESS)
def take_back(given: Given, *, by: User) -> Dossier:
    """What was handed out by mistake: a move against it, and the request stands open again."""
    if given.dossier is None:
        raise Refused(_("Only what was handed out on a dossier can be taken back."))
    locked = lock_to_change(given.dossier, by)
    if isinstance(given, PieceLoan):
        undo_hand_out(given, by=by)
    else:
        take_back_stock(given, by=by)
    if locked.stage == COMPLETED:
        wrong = Reason.objects.get(code="back_wrong_step")
        locked = reopen(locked, by=by, reason=wrong)
    if _outcome(locked) in {Outcome.GRANTED, Outcome.LENT}:
        detail = LendingDetail.objects.get(dossier=locked)
        was = Outcome.GRANTED if detail.granted_on and isinstance(given, StockMove) else ""
        update_detail(
            now_of(locked), part_of(locked, "lending_handling"), by=by, outcome=was, handled_on=None
        )
    return locked


# --- What they share -----------------------------------------------------------------------------


@operation(MAY_CHANGE, refused=NO_ACCESS)
def settle(dossier: Dossier, *, by: User, outcome: Outcome, complete: bool = True, **told: Any) -> Dossier:
    """What became of it; the request is completed, or goes on to its handling."""
    told |= {"outcome": outcome}
    update_detail(now_of(dossier), part_of(dossier, "lending_handling"), by=by, **told)
    return save_and_complete(now_of(dossier), by=by) if complete else now_of(dossier)


def _outcome(dossier: Dossier) -> str:
    return str(getattr(getattr(now_of(dossier), "lending", None), "outcome", ""))


def _note_request(dossier: Dossier, handing: Handing, by: User) -> None:
    """What is asked of every request, as far as it is not known."""
    if dossier.assignee_id is None and getattr(dossier.lending, "sent_to_id", None) is None:
        update_dossier(dossier, by=by, assignee=by)
    today = timezone.localdate()
    told: dict[str, Any] = {}
    if dossier.lending.quantity is None:
        told["quantity"] = handing.quantity
    if dossier.lending.asked_on is None:
        told["asked_on"] = today
    if handing.agreed and handing.agreed != NO_RULES:
        told |= {
            "rules_version": handing.rules_version,
            "rules_agreed_on": today,
            "rules_agreed_how": handing.agreed,
        }
    if told:
        update_detail(now_of(dossier), part_of(dossier, "lending_request"), by=by, **told)
    if handing.agreed == NO_RULES:
        nothing = Lacking(WhyNoValue.NOT_APPLICABLE)
        tell_without_value(now_of(dossier), dict.fromkeys(RULES, nothing), by=by)
    if handing.over_because.strip():
        because = handing.over_because.strip()
        update_detail(now_of(dossier), part_of(dossier, "lending_handling"), by=by, over_because=because)


def _lend(dossier: Dossier, handing: Handing, piece: Piece, by: User) -> PieceLoan:
    now = now_of(dossier)
    if now.stage == now.flow.names[0]:
        advance(now, by=by)
    loan = dossier.loans.reserved().filter(piece=piece).order_by("starts_on").first()
    if loan is None:
        today = timezone.localdate()
        loan = reserve_piece(dossier, piece, by=by, starts_on=today, due_on=handing.due_on)
    loan = hand_out_piece(loan, by=by, deposit_paid=handing.deposit_paid)
    settle(dossier, by=by, outcome=Outcome.LENT, complete=False)
    return loan
