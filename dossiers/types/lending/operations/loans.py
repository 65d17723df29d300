"""What is done with a piece: reserve it for a dossier, hand it out, take it back.

Who holds a dossier holds its piece after it, so that two never wait in a ring.
"""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.flows.table import DossierType
from dossiers.holding import lock_to_change
from dossiers.models import Dossier
from dossiers.types.lending.pieces import Piece, PieceLoan, PieceState
from oss.core.dates import written
from oss.core.history import events_of
from oss.core.partial_dates import not_in_the_future_nor_long_ago
from oss.core.refusal import Gone, Refused
from oss.staff.models import User
from oss.staff.rights import hold, hold_if_there, operation
from oss.timeline.models import ActivityKind
from oss.timeline.operations import add_activity, record

MAY_RESERVE = "dossiers.add_pieceloan"
MAY_LEND = "dossiers.change_pieceloan"
NO_ACCESS = gettext_lazy("Your role may not lend pieces.")
LONGEST = timedelta(days=365)


@operation(MAY_RESERVE, refused=NO_ACCESS)
def reserve_piece(
    dossier: Dossier, piece: Piece, *, by: User, starts_on: date, due_on: date | None = None
) -> PieceLoan:
    """From that day until `due_on`, both included; without one as long as its kind is lent usually.

    ValidationError where the period is none; Refused where the piece cannot be lent, or is promised or out in
    that period, with to which dossier.
    """
    locked = _lending(dossier, by)
    held = _hold_piece(piece, by)
    due_on = due_on or starts_on + timedelta(days=held.kind.days - 1)
    _check_period(starts_on, due_on)
    if starts_on < timezone.localdate():
        raise ValidationError({"starts_on": _("Choose a day that is still to come, or today.")})
    if not Piece.objects.lendable().filter(pk=held.pk).exists():
        raise Refused(_("%(piece)s cannot be lent: it is %(state)s.") % _state_of(held))
    _check_free(held, starts_on, due_on)
    loan = PieceLoan.objects.create(
        piece=held,
        dossier=locked,
        starts_on=starts_on,
        due_on=due_on,
        reserved_by=by,
        deposit=held.kind.deposit,
    )
    told = {"start": written(starts_on), "due": written(due_on)}
    record(locked.case_file, "piece_reserved", by=by, piece=str(held), **told)
    return loan


@operation(MAY_LEND, refused=NO_ACCESS)
def hand_out_piece(
    loan: PieceLoan, *, by: User, on: date | None = None, deposit_paid: bool = False
) -> PieceLoan:
    """The client takes the piece along; its period begins on that day, also where it was reserved for later.

    Gone where it was handed out or cancelled meanwhile; Refused where the piece is still with somebody else.
    """
    day = on or timezone.localdate()
    not_in_the_future_nor_long_ago(on=day)
    locked, held = _hold_loan(loan, by)
    if held.handed_out_on is not None:
        told = {"piece": held.piece, "day": written(held.handed_out_on), "name": held.handed_out_by}
        raise Gone(_("%(name)s handed out %(piece)s already, on %(day)s.") % told)
    if not Piece.objects.lendable().filter(pk=held.piece_id).exists():
        raise Refused(_("%(piece)s cannot be lent: it is %(state)s.") % _state_of(held.piece))
    due_on = max(held.due_on, day)
    _check_free(held.piece, day, due_on, besides=held)
    last = held.piece.loans.aggregate(last=Max("returned_on"))["last"]
    if last is not None and day < last:
        raise Refused(
            _("%(piece)s came back on %(day)s: it was not handed out before that day.")
            % {"piece": held.piece, "day": written(last)}
        )
    held.starts_on = held.handed_out_on = day
    held.due_on, held.handed_out_by = due_on, by
    if deposit_paid and held.deposit:
        held.deposit_paid_on = day
    held.save()
    record(locked.case_file, "piece_handed_out", by=by, piece=str(held.piece), due=written(due_on))
    return held


@operation(MAY_LEND, refused=NO_ACCESS)
def undo_hand_out(loan: PieceLoan, *, by: User) -> PieceLoan:
    """The piece was handed out by mistake: it is reserved as it was before. Refused where it is not out."""
    locked, held = _hold_loan(loan, by)
    if held.handed_out_on is None:
        raise Refused(_("%(piece)s was not handed out yet.") % {"piece": held.piece})
    before = events_of(PieceLoan).filter(pgh_obj_id=held.pk, handed_out_on=None).order_by("-pgh_id").first()
    if before is not None:
        # what began earlier stays: somebody else may have had the piece until then
        held.starts_on = max(held.starts_on, min(before.starts_on, held.due_on))
    held.handed_out_on = held.handed_out_by = held.deposit_paid_on = held.reminded_on = None
    held.save()
    record(locked.case_file, "piece_hand_out_undone", by=by, piece=str(held.piece))
    return held


@operation(MAY_LEND, refused=NO_ACCESS)
def return_piece(
    loan: PieceLoan,
    *,
    by: User,
    on: date | None = None,
    state: str = PieceState.GOOD,
    damage: str = "",
    deposit_returned: bool = False,
) -> PieceLoan:
    """The piece is back, in that state, which is its own from then on. ValidationError where damage is not
    told, or where it would come back before it went; Gone where it came back already."""
    day = on or timezone.localdate()
    not_in_the_future_nor_long_ago(on=day)
    locked, held = _hold_loan(loan, by)
    if held.handed_out_on is None:
        raise Refused(_("%(piece)s was not handed out yet.") % {"piece": held.piece})
    if day < held.handed_out_on:
        raise ValidationError({"on": _("It cannot come back before it was handed out.")})
    damage = damage.strip()
    if state != PieceState.GOOD and not damage:
        raise ValidationError({"damage": _("Write down what is wrong with it.")})
    if deposit_returned and held.deposit_paid_on is None:
        raise ValidationError({"deposit_returned": _("No deposit was paid.")})
    held.returned_on, held.returned_by = day, by
    held.state_back, held.damage = state, damage
    if deposit_returned:
        held.deposit_returned_on = day
    held.save()
    if held.piece.state != state or damage:
        held.piece.state = PieceState(state)
        held.piece.note = damage
        held.piece.save(update_fields=["state", "note"])
    kind = "piece_returned_damaged" if state != PieceState.GOOD else "piece_returned"
    record(locked.case_file, kind, by=by, piece=str(held.piece), damage=damage)
    return held


@operation(MAY_LEND, refused=NO_ACCESS)
def note_deposit(loan: PieceLoan, *, by: User) -> PieceLoan:
    """The client paid the deposit once the piece was out. Gone where it was paid already."""
    locked, held = _hold_loan(loan, by)
    if not held.deposit or held.handed_out_on is None or held.returned_on is not None:
        raise Refused(_("No deposit is to be paid for %(piece)s now.") % {"piece": held.piece})
    if held.deposit_paid_on is not None:
        told = {"piece": held.piece, "day": written(held.deposit_paid_on)}
        raise Gone(_("The deposit for %(piece)s was paid already, on %(day)s.") % told)
    held.deposit_paid_on = timezone.localdate()
    held.save(update_fields=["deposit_paid_on"])
    record(locked.case_file, "piece_deposit_paid", by=by, piece=str(held.piece))
    return held


@operation(MAY_LEND, refused=NO_ACCESS)
def cancel_reservation(loan: PieceLoan, *, by: User) -> PieceLoan:
    """The piece is free again for that period; Refused where it went out."""
    locked, held = _hold_loan(loan, by)
    if held.handed_out_on is not None:
        raise Refused(_("%(piece)s is out: note its return instead.") % {"piece": held.piece})
    held.cancelled_on = timezone.localdate()
    held.save(update_fields=["cancelled_on"])
    record(locked.case_file, "piece_reservation_cancelled", by=by, piece=str(held.piece))
    return held


@operation(MAY_LEND, refused=NO_ACCESS)
def extend_loan(loan: PieceLoan, *, by: User, due_on: date) -> PieceLoan:
    """The client keeps it longer; who was reminded is reminded again when that day passes too."""
    locked, held = _hold_loan(loan, by)
    _check_period(held.starts_on, due_on)
    if due_on < timezone.localdate():
        raise ValidationError({"due_on": _("Choose a day that is still to come, or today.")})
    _check_free(held.piece, held.starts_on, due_on, besides=held)
    held.due_on, held.reminded_on = due_on, None
    held.save(update_fields=["due_on", "reminded_on"])
    record(locked.case_file, "piece_loan_extended", by=by, piece=str(held.piece), due=written(due_on))
    return held


@operation(MAY_LEND, refused=NO_ACCESS)
def note_overdue(loan: PieceLoan, *, by: User | None) -> PieceLoan:
    """Once for each term: a task for who handles the dossier, or handed it out. Gone where it is not overdue
    any more, or was told."""
    today = timezone.localdate()
    rows = PieceLoan.objects.overdue(today).filter(reminded_on=None)
    held = hold_if_there(
        rows.select_related("piece__kind", "dossier__assignee", "handed_out_by"), loan, by=by
    )
    if held is None:
        raise Gone(_("This piece is not overdue any more."))
    held.reminded_on = today
    held.save(update_fields=["reminded_on"])
    handler = held.dossier.assignee
    if handler is None or not handler.has_perm("staff.use_loket"):
        handler = held.handed_out_by
    told = {"piece": str(held.piece), "due": written(held.due_on)}
    add_activity(
        held.dossier.case_file,
        by=by,
        kind=ActivityKind.TASK,
        title=_("Ask back %(piece)s, due on %(due)s") % told,
        assignee=handler,
        due_on=today,
    )
    record(held.dossier.case_file, "piece_overdue", by=by, **told)
    return held


# --- What they share -----------------------------------------------------------------------------


def _lending(dossier: Dossier, by: User) -> Dossier:
    locked = lock_to_change(dossier, by)
    if locked.type != DossierType.LENDING:
        raise Refused(_("Dossier %(number)s asks for nothing to lend or hand out.") % {"number": locked})
    return locked


def _hold_piece(piece: Piece, by: User) -> Piece:
    return hold(Piece.objects.select_related("kind"), piece, by=by)


def _hold_loan(loan: PieceLoan, by: User) -> tuple[Dossier, PieceLoan]:
    """With its dossier and piece, held in that order. Gone where it is over."""
    locked = _lending(loan.dossier, by)
    piece = _hold_piece(loan.piece, by)
    held = hold_if_there(PieceLoan.objects.select_related("handed_out_by", "returned_by"), loan, by=by)
    if held is None or held.cancelled_on is not None:
        raise Gone(_("This reservation was cancelled meanwhile."))
    if held.returned_on is not None:
        told = {"piece": piece, "day": written(held.returned_on), "name": held.returned_by}
        raise Gone(_("%(name)s took back %(piece)s already, on %(day)s.") % told)
    held.piece, held.dossier = piece, locked
    return locked, held


def _state_of(piece: Piece) -> dict[str, object]:
    """In the words of a refusal."""
    out_of_use = not piece.is_active or not piece.kind.is_active
    return {"piece": piece, "state": _("out of use") if out_of_use else piece.get_state_display()}


def _check_period(starts_on: date, due_on: date) -> None:
    if due_on < starts_on:
        raise ValidationError({"due_on": _("It cannot come back before it goes.")})
    if due_on - starts_on > LONGEST:
        raise ValidationError({"due_on": _("Nothing is lent for longer than a year: check the year.")})


def _check_free(piece: Piece, starts_on: date, due_on: date, *, besides: PieceLoan | None = None) -> None:
    """The piece is held: what is promised of it stays so until this is written. What is out counts until it
    is back, however late."""
    others = piece.loans.standing()
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    for other in others.filter(starts_on__lte=due_on).select_related("dossier").order_by("starts_on"):
        told = {
            "piece": piece,
            "dossier": other.dossier,
            "start": written(other.starts_on),
            "due": written(other.due_on),
        }
        if other.handed_out_on is not None and other.due_on < timezone.localdate():
            raise Refused(
                _("%(piece)s is still out, for %(dossier)s: it should have been back on %(due)s.") % told
            )
        if other.due_on >= starts_on:
            raise Refused(
                _("%(piece)s is promised to %(dossier)s from %(start)s until %(due)s: take another or wait.")
                % told
            )
