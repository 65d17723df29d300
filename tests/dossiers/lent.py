"""Pieces, consumables and requests for them, so that a test is there in one step."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from dossiers.factories import information_dossier
from dossiers.models import Capacity, Dossier, Subtype
from dossiers.operations.editing import update_detail
from dossiers.operations.opening import Client
from dossiers.types.lending.operations.loans import hand_out_piece, reserve_piece
from dossiers.types.lending.pieces import Piece, PieceKind, PieceLoan
from dossiers.types.lending.profile import REQUEST
from dossiers.types.lending.stock import StockKind
from oss.contacts.factories import PersonFactory
from oss.documents.models import Document, DocumentKind
from oss.documents.storing import add_document
from oss.staff.models import User
from oss.timeline.operations import file_document


def in_days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def meter(number: str = "EM-01", **fields: Any) -> Piece:
    return Piece.objects.create(number=number, kind=PieceKind.objects.get(code="energy_meter"), **fields)


def request_for(
    what: str = "energy_meter", *, by: User, mail: str = "an@burger.example", **known: Any
) -> Dossier:
    """Opened and assigned; its client can be written to, unless `mail` is empty."""
    if "journey" not in known and "client" not in known:
        known["client"] = Client(Capacity.objects.get(code="tenant"), PersonFactory.create(mail=mail))
    return information_dossier(by=by, subtype=f"lending_{what}", **{"assignee": by} | known)


def agreed(dossier: Dossier, *, by: User) -> Dossier:
    """With what is asked of every request."""
    today = timezone.localdate()
    told = {"asked_on": today, "quantity": 1, "rules_version": "2026", "rules_agreed_on": today}
    update_detail(dossier, REQUEST, by=by, **told)
    return Dossier.objects.get(pk=dossier.pk)


def reserved(dossier: Dossier, piece: Piece, *, by: User, start: int = 0, end: int = 7) -> PieceLoan:
    return reserve_piece(dossier, piece, by=by, starts_on=in_days(start), due_on=in_days(end))


def lent(dossier: Dossier, piece: Piece, *, by: User) -> PieceLoan:
    return hand_out_piece(reserved(dossier, piece, by=by), by=by)


def overdue(loan: PieceLoan, days: int = 3) -> PieceLoan:
    """As if it had gone out before, and should have been back so long ago."""
    PieceLoan.objects.filter(pk=loan.pk).update(
        starts_on=in_days(-days - 7), handed_out_on=in_days(-days - 7), due_on=in_days(-days)
    )
    return PieceLoan.objects.get(pk=loan.pk)


def bags(quantity: int, minimum: int = 0) -> StockKind:
    for_bags = Subtype.objects.get(code="lending_rubble_bags")
    told = {"unit": "zakken", "subtype": for_bags, "quantity": quantity, "minimum": minimum}
    return StockKind.objects.update_or_create(code="rubble_bag", name="Puinzak", defaults=told)[0]


def now(dossier: Dossier) -> Dossier:
    return Dossier.objects.get(pk=dossier.pk)


def file_photo_and_sketch(dossier: Dossier, *, by: User) -> None:
    for code in ("photo", "plan"):
        paper = add_document(
            data=f"{code} {dossier.number}".encode(), name=f"{code}.png", content_type="image/png", by=by
        )
        Document.objects.filter(pk=paper.pk).update(kind=DocumentKind.objects.get(code=code))
        file_document(dossier.case_file, paper, by=by)
