"""Which pieces are free."""

from collections import defaultdict
from datetime import date, timedelta

from django.utils import timezone

from dossiers.models import Dossier
from dossiers.types.lending.pieces import Piece, PieceLoan, PieceQuerySet


def free_pieces(pieces: PieceQuerySet, day: date, *, besides: Dossier | None = None) -> list[Piece]:
    """Those of them that can be lent from that day for as long as usual, whatever is promised `besides` to
    that dossier. Two queries."""
    found = list(pieces.lendable().select_related("kind"))
    promised: dict[int, list[PieceLoan]] = defaultdict(list)
    for loan in PieceLoan.objects.standing().filter(piece__in=[one.pk for one in found]):
        if besides is None or loan.dossier_id != besides.pk:
            promised[loan.piece_id].append(loan)
    return [one for one in found if not any(_is_in_the_way(loan, one, day) for loan in promised[one.pk])]


def _is_in_the_way(loan: PieceLoan, piece: Piece, day: date) -> bool:
    """What is out counts until it is back, however late."""
    last = day + timedelta(days=piece.kind.days - 1)
    is_late = loan.handed_out_on is not None and loan.due_on < timezone.localdate()
    return loan.starts_on <= last and (loan.due_on >= day or is_late)
