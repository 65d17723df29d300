"""Requests and loans of the demo's loket: meters that are out, reserved, late and damaged; bags that were
handed out, lie ready or are still to be granted; a team, a street, a façade."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pgtrigger
from django.utils import timezone

from dossiers.demo import Past, database_now
from dossiers.flows.table import DossierType
from dossiers.models import Dossier, Journey, Project, Source, Subtype
from dossiers.operations.editing import update_detail
from dossiers.operations.opening import Opening, open_dossier
from dossiers.operations.stages import advance, save_and_complete
from dossiers.types.lending.following_up import follow_up_loans
from dossiers.types.lending.operations.desk import Handing, hand_out, take_in
from dossiers.types.lending.operations.loans import hand_out_piece, reserve_piece
from dossiers.types.lending.operations.requests import grant_request, set_ready
from dossiers.types.lending.operations.stock import receive_stock
from dossiers.types.lending.pieces import Piece, PieceKind, PieceLoan, PieceState
from dossiers.types.lending.profile import GROUP, PERMIT_REQUEST, PUBLIC_GROUND, REQUEST, VISITING
from dossiers.types.lending.stock import CountsAs, LendingRule, StockKind, StockMove
from oss.staff.models import User
from oss.staff.roles import Role

METERS = 5
CASES = 14
VERSION = "2026-1"
RULES: dict[str, Any] = {"rules_version": VERSION, "rules_agreed_how": "phone"}


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
    _meters(journeys[:5], desk)
    _bags(journeys[5:10], desk, coordinator)
    _services(journeys[10:12], desk)
    _street(journeys[12], desk)
    _facade(journeys[13], desk)


def _ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def _in(days: int) -> date:
    return _ago(-days)


def _inventory() -> None:
    kinds = {one.code: one for one in PieceKind.objects.all()}
    PieceKind.objects.filter(code="energy_meter").update(deposit=Decimal("25.00"))
    meters = [f"EM-{place:02}" for place in range(1, METERS + 1)]
    rows = [Piece(number=one, kind=kinds["energy_meter"], depot="Loket") for one in meters]
    rows += [
        Piece(number="WB-01", kind=kinds["thermal_camera"], depot="Loket"),
        Piece(number="WB-02", kind=kinds["thermal_camera"], is_active=False, note="Vervangen door WB-01"),
    ]
    Piece.objects.bulk_create(rows)
    StockKind.objects.create(
        name="Puinzak",
        unit="zakken",
        depot="Stadsmagazijn",
        minimum=40,
        subtype=Subtype.objects.get(code="lending_rubble_bags"),
        counts_as=CountsAs.BAGS,
    )
    for code, most in (("lending_rubble_bags", 10), ("lending_energy_meter", 2)):
        LendingRule.objects.create(
            subtype=Subtype.objects.get(code=code),
            rules_version=VERSION,
            most=most,
            source="Verzonnen voor de demo",
        )


def _opened(
    journey: Journey, subtype: str, by: User, *, days: int, source: str = "mail", **asked: Any
) -> tuple[Dossier, Past]:
    """Asked so long ago; and what dates all that is done since."""
    since = database_now()
    dossier = open_dossier(
        Opening(
            subtype=Subtype.objects.get(code=f"lending_{subtype}"),
            journey=journey,
            source=Source.objects.get(code=source),
            project=Project.objects.get(code="regular"),
            assignee=by,
            detail={"asked_on": _ago(days)},
        ),
        by=by,
    )
    past = Past(dossier, since)
    part = PERMIT_REQUEST if asked.keys() - REQUEST.fields else REQUEST
    update_detail(dossier, part, by=by, **asked)
    past.was(days)
    return Dossier.objects.get(pk=dossier.pk), past


def _agreed(days: int) -> dict[str, Any]:
    return RULES | {"rules_agreed_on": _ago(days)}


def _meters(journeys: list[Journey], by: User) -> None:
    """One is out, one reserved, one late (and told so), one came back broken; a camera lies ready."""
    pieces = list(Piece.objects.filter(kind__code="energy_meter").order_by("number"))
    today = timezone.localdate()
    rows = []
    for journey, days in zip(journeys[:4], (8, 6, 24, 19), strict=True):
        dossier, past = _opened(journey, "energy_meter", by, days=days, quantity=1, **_agreed(days))
        rows.append((advance(dossier, by=by), past))
        past.was(days)
    (out, past), (reserved, later), (late, long_ago), (broken, before) = rows
    loan = reserve_piece(out, pieces[0], by=by, starts_on=today, due_on=_in(8))
    hand_out_piece(loan, by=by, on=_ago(5), deposit_paid=True)
    past.was(5)
    reserve_piece(reserved, pieces[0], by=by, starts_on=_in(10))
    later.was(4)

    loan = reserve_piece(late, pieces[1], by=by, starts_on=today)
    hand_out_piece(loan, by=by, on=_ago(20), deposit_paid=True)
    PieceLoan.objects.filter(pk=loan.pk).update(due_on=_ago(6))
    long_ago.was(20)
    follow_up_loans()
    long_ago.was(5)

    loan = reserve_piece(broken, pieces[2], by=by, starts_on=today)
    loan = hand_out_piece(loan, by=by, on=_ago(16), deposit_paid=True)
    before.was(16)
    take_in(loan, by=by, on=_ago(2), state=PieceState.DAMAGED, damage="Stekker gebroken")
    before.was(2)

    scan, past = _opened(journeys[4], "thermal_scan", by, days=3, quantity=1, **_agreed(3))
    grant_request(scan, by=by, pickup_on=_in(1))
    set_ready(scan, by=by)
    past.was(1)


def _bags(journeys: list[Journey], by: User, keeper: User) -> None:
    """Two were handed out, the second takes the stock under its minimum; one lies ready, one is granted, one
    was only asked."""
    bags = StockKind.objects.get()
    delivery = receive_stock(bags, by=keeper, quantity=58, reason="Levering van oktober")
    _was(delivery.pk, 34)
    for journey, number, days in zip(journeys[:2], (8, 12), (12, 6), strict=True):
        dossier, past = _opened(journey, "rubble_bags", by, days=days, source="desk", quantity=number)
        because = "Ook voor de voortuin" if number > 10 else ""  # noqa: PLR2004 - the demo's own rule
        agreed = Handing(bags, number, agreed="signed", rules_version=VERSION, over_because=because)
        move = hand_out(dossier, agreed, by=by)
        past.was(days)
        _was(move.pk, days)
    for journey, days, number in zip(journeys[2:], (4, 3, 1), (6, 10, 4), strict=True):
        dossier, past = _opened(
            journey, "rubble_bags", by, days=days, source="contact_form", quantity=number, **_agreed(days)
        )
        if days > 1:
            grant_request(dossier, by=by, pickup_on=_in(1 if number == 6 else 2))  # noqa: PLR2004
            past.was(days - 1)
        if number == 6:  # noqa: PLR2004 - the one that lies ready
            set_ready(dossier, by=by)
            past.was(1)


def _was(move: int, days: int) -> None:
    at = timezone.now() - timedelta(days=days)
    with pgtrigger.ignore("dossiers.StockMove:append_only"):
        StockMove.objects.filter(pk=move).update(at=at)


def _services(journeys: list[Journey], by: User) -> None:
    """The depaving team comes next week; a compost place was begun, and is completed."""
    dossier, past = _opened(
        journeys[0], "depaving_team", by, days=21, area=Decimal("18.5"), ground="private", **_agreed(21)
    )
    advance(dossier, by=by)
    update_detail(dossier, VISITING, by=by, is_complete=True, granted_on=_ago(15), planned_on=_in(7))
    past.was(15)
    dossier, past = _opened(journeys[1], "neighbourhood_compost", by, days=30, ground="public", **_agreed(30))
    update_detail(dossier, GROUP, by=by, group_name="Composteerders van het plein", households=12)
    told: dict[str, Any] = {"granted_on": _ago(26), "done_on": _ago(11), "handled_on": _ago(11)}
    update_detail(dossier, VISITING, by=by, is_complete=True, outcome="granted", **told)
    save_and_complete(Dossier.objects.get(pk=dossier.pk), by=by)
    past.was(11)


def _street(journey: Journey, by: User) -> None:
    """A street that wants tile gardens together, and was asked for its sketch."""
    asked: dict[str, Any] = {"area": Decimal(9), "ground": "public", "owner_agrees": "yes"}
    dossier, past = _opened(journey, "tile_garden_collective", by, days=18, **asked, **_agreed(18))
    advance(dossier, by=by)
    update_detail(dossier, GROUP, by=by, group_name="Bewoners van onze straat", households=7)
    update_detail(dossier, VISITING, by=by, is_complete=False, more_asked_on=_ago(4))
    update_detail(dossier, PUBLIC_GROUND, by=by, permit="notice", permit_asked_on=_ago(4))
    past.was(4)


def _facade(journey: Journey, by: User) -> None:
    """Green along a façade, asked yesterday."""
    _opened(journey, "green_garland", by, days=1, ground="public", area=Decimal(2))
