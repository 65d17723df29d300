"""Requests and loans of the demo's loket: meters that are out, reserved, late and damaged; bags; a street."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from dossiers.flows.table import DossierType
from dossiers.models import Dossier, Journey, Project, Source, Subtype
from dossiers.operations.editing import update_detail
from dossiers.operations.opening import Opening, open_dossier
from dossiers.operations.stages import advance
from dossiers.types.lending.following_up import follow_up_loans
from dossiers.types.lending.operations.loans import hand_out_piece, reserve_piece, return_piece
from dossiers.types.lending.operations.stock import hand_out_stock, receive_stock
from dossiers.types.lending.pieces import Piece, PieceKind, PieceLoan, PieceState
from dossiers.types.lending.profile import GIVING, GROUP, HANDLING, PERMIT_REQUEST, REQUEST, VISITING
from dossiers.types.lending.stock import LendingRule, StockKind
from oss.staff.models import User
from oss.staff.roles import Role

METERS = 5
CASES = 8
VERSION = "2026-1"


def load_lending() -> None:
    """As the next wagon of clients of whom the demo knows a house."""
    if Dossier.objects.filter(type=DossierType.LENDING).exists():
        return
    desk = User.objects.with_role(Role.DESK).order_by("pk").first()
    coordinator = User.objects.with_role(Role.COORDINATOR).order_by("pk").first()
    trains = Journey.objects.filter(address__isnull=False, client__isnull=False)
    journeys = list(trains.order_by("-pk")[:CASES])
    if desk is None or coordinator is None or len(journeys) < CASES:
        return
    _inventory()
    _meters(journeys[:4], desk)
    _bags(journeys[4:6], desk, coordinator)
    _team(journeys[6], desk)
    _street(journeys[7], desk)


def _ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def _inventory() -> None:
    kinds = {one.code: one for one in PieceKind.objects.all()}
    PieceKind.objects.filter(code="energy_meter").update(deposit=Decimal("25.00"))
    rows = [Piece(number=f"EM-{place:02}", kind=kinds["energy_meter"]) for place in range(1, METERS + 1)]
    rows += [
        Piece(number="WB-01", kind=kinds["thermal_camera"]),
        Piece(number="WB-02", kind=kinds["thermal_camera"], is_active=False, note="Vervangen door WB-01"),
    ]
    Piece.objects.bulk_create(rows)
    StockKind.objects.create(
        name="Puinzak",
        unit="zakken",
        depot="Stadsmagazijn",
        minimum=40,
        subtype=Subtype.objects.get(code="lending_rubble_bags"),
    )
    for code, most in (("lending_rubble_bags", 10), ("lending_energy_meter", 2)):
        LendingRule.objects.create(
            subtype=Subtype.objects.get(code=code),
            rules_version=VERSION,
            most=most,
            source="Verzonnen voor de demo",
        )


def _opened(journey: Journey, subtype: str, by: User, *, days: int, **asked: Any) -> Dossier:
    """In handling, with what was asked so long ago."""
    dossier = open_dossier(
        Opening(
            subtype=Subtype.objects.get(code=f"lending_{subtype}"),
            journey=journey,
            source=Source.objects.get(code="mail"),
            project=Project.objects.get(code="regular"),
            assignee=by,
            detail={"asked_on": _ago(days)},
        ),
        by=by,
    )
    agreed: dict[str, Any] = {
        "rules_version": VERSION,
        "rules_agreed_on": _ago(days),
        "rules_agreed_how": "phone",
    }
    request = PERMIT_REQUEST if asked.keys() - REQUEST.fields else REQUEST
    update_detail(dossier, request, by=by, **agreed | asked)
    return advance(Dossier.objects.get(pk=dossier.pk), by=by)


def _meters(journeys: list[Journey], by: User) -> None:
    """One is out, one reserved, one late (and told so), one came back broken."""
    pieces = list(Piece.objects.filter(kind__code="energy_meter").order_by("number"))
    out, reserved, late, broken = (
        _opened(one, "energy_meter", by, days=30 - 2 * place, quantity=1)
        for place, one in enumerate(journeys)
    )
    today = timezone.localdate()
    loan = reserve_piece(out, pieces[0], by=by, starts_on=today, due_on=today + timedelta(days=8))
    hand_out_piece(loan, by=by, on=_ago(5), deposit_paid=True)
    reserve_piece(reserved, pieces[0], by=by, starts_on=today + timedelta(days=10))

    loan = reserve_piece(late, pieces[1], by=by, starts_on=today)
    hand_out_piece(loan, by=by, on=_ago(20), deposit_paid=True)
    PieceLoan.objects.filter(pk=loan.pk).update(due_on=_ago(6))
    follow_up_loans()

    loan = reserve_piece(broken, pieces[2], by=by, starts_on=today)
    loan = hand_out_piece(loan, by=by, on=_ago(16), deposit_paid=True)
    return_piece(loan, by=by, on=_ago(2), state=PieceState.DAMAGED, damage="Stekker gebroken")
    update_detail(Dossier.objects.get(pk=broken.pk), HANDLING, by=by, outcome="returned", handled_on=_ago(2))


def _bags(journeys: list[Journey], by: User, keeper: User) -> None:
    """The second takes the stock under its minimum."""
    bags = StockKind.objects.get()
    receive_stock(bags, by=keeper, quantity=48, reason="Levering van oktober")
    for place, (journey, number) in enumerate(zip(journeys, (6, 12), strict=True)):
        dossier = _opened(journey, "rubble_bags", by, days=12 - 5 * place, quantity=number)
        hand_out_stock(dossier, bags, by=by, quantity=number)
        if not place:
            update_detail(dossier, GIVING, by=by, is_complete=True, outcome="granted", handled_on=_ago(10))


def _team(journey: Journey, by: User) -> None:
    """The depaving team comes next week."""
    dossier = _opened(journey, "depaving_team", by, days=21, area=Decimal("18.5"), ground="private")
    planned = timezone.localdate() + timedelta(days=7)
    update_detail(dossier, VISITING, by=by, is_complete=True, planned_on=planned)


def _street(journey: Journey, by: User) -> None:
    """A street that wants tile gardens together, and was asked for its sketch."""
    dossier = _opened(
        journey, "tile_garden_collective", by, days=18, area=Decimal(9), ground="public", owner_agrees="yes"
    )
    update_detail(dossier, GROUP, by=by, group_name="Bewoners van onze straat", households=7)
    update_detail(dossier, VISITING, by=by, is_complete=False, more_asked_on=_ago(4))
