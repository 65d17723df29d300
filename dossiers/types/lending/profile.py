"""The profiles of the type Requests and lending: one for each kind of what is asked."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from dossiers.flows.parts import Part
from dossiers.flows.profiles import Profile
from dossiers.flows.table import DossierType
from dossiers.types.lending import (
    held,  # noqa: F401 - says it
    requirements,
)
from dossiers.types.lending.following_up import PURPOSE
from dossiers.types.lending.form import (
    GivingForm,
    GreenRequestForm,
    GroupForm,
    HandlingForm,
    LendingResultsForm,
    PermitRequestForm,
    PieceRequestForm,
    PublicGroundForm,
    ThermalScanForm,
    VisitingForm,
)
from dossiers.types.lending.limits import CONSUMABLE, SCAN
from dossiers.types.lending.lists import PIECES, STOCK
from dossiers.types.lending.model import LendingDetail
from dossiers.types.lending.owners import stock_kinds_of
from dossiers.types.lending.reference import load_piece_kinds
from dossiers.types.lending.tabs import HANDLING_TAB
from dossiers.types.lending.thermal import ThermalScan
from oss.contacts.merging.movers import moves
from oss.core.demo import DemoLoader
from oss.core.navigation import CreateEntry, NavigationEntry
from oss.core.reference import Loader
from oss.core.registry import offer
from oss.mail.outbound import Why
from oss.staff.grants import grant
from oss.staff.roles import ALL_STAFF, COORDINATION
from oss.timeline.owners import CaseFileOwners
from oss.timeline.vocabulary import event_kind

REQUEST = Part(
    "lending_request",
    PieceRequestForm,
    "info",
    LendingDetail,
    label=_("Request"),
    requires={"request": requirements.ASKED, "handling": requirements.RULES},
    summary="dossiers/types/lending/summary.html",
)
GREEN_REQUEST = replace(REQUEST, form=GreenRequestForm)
COUNTED_REQUEST = replace(
    GREEN_REQUEST, requires={"request": requirements.COUNTED, "handling": requirements.RULES}
)
PERMIT_REQUEST = replace(
    GREEN_REQUEST,
    form=PermitRequestForm,
    requires={
        "request": requirements.ASKED,
        "handling": (*requirements.RULES, *requirements.PHOTOGRAPHED),
    },
)
GROUP = Part("lending_group", GroupForm, "info", LendingDetail, label=_("Street or group"))
HANDLING = Part(
    "lending_handling",
    HandlingForm,
    "handling",
    LendingDetail,
    label=_("Handling and outcome"),
    requires={"handling": requirements.LENT},
)
GIVING = replace(HANDLING, form=GivingForm, requires={"handling": requirements.SETTLED})
VISITING = replace(HANDLING, form=VisitingForm, requires={"handling": requirements.DONE})
DECIDING = replace(VISITING, requires={"handling": requirements.SETTLED})
IMAGES = Part(
    "thermal_scan",
    ThermalScanForm,
    "handling",
    ThermalScan,
    label=_("What the thermal images show"),
)
PUBLIC_GROUND = Part(
    "lending_permit",
    PublicGroundForm,
    "handling",
    LendingDetail,
    label=_("Notification or permit for the public domain"),
)
RESULTS = Part(
    "lending_results", LendingResultsForm, "handling", LendingDetail, label=_("Results for the report")
)

PIECE = Profile(
    "lending_piece",
    DossierType.LENDING,
    (REQUEST, HANDLING),
    label=_("A piece that is lent"),
    asks_at_opening=("asked_on",),
    opens_on={"handling": "handling"},
    is_standard=True,
)
THERMAL_SCAN = PIECE.extended(SCAN, label=_("A thermal scan with a camera that is lent"), parts=(IMAGES,))
GIVEN = PIECE.extended(CONSUMABLE, label=_("A consumable"), parts=(COUNTED_REQUEST, GIVING, RESULTS))
SERVICE = PIECE.extended(
    "lending_service",
    label=_("A service on the spot"),
    parts=(GREEN_REQUEST, VISITING, PUBLIC_GROUND, RESULTS),
)
GROUP_SERVICE = SERVICE.extended(
    "lending_group_service",
    label=_("A service on the spot, for a street or group"),
    parts=(GROUP,),
    is_collective=True,
)
PERMIT = PIECE.extended(
    "lending_permit",
    label=_("A permit or adoption"),
    parts=(PERMIT_REQUEST, DECIDING, PUBLIC_GROUND, RESULTS),
)
GROUP_PERMIT = PERMIT.extended(
    "lending_group_permit",
    label=_("A permit or adoption, for a street or group"),
    parts=(GROUP,),
    is_collective=True,
)
PROFILES = (PIECE, THERMAL_SCAN, GIVEN, SERVICE, GROUP_SERVICE, PERMIT, GROUP_PERMIT)

for kept in ("piecekind", "piece", "stockkind", "lendingrule"):
    grant(f"dossiers.{kept}", view=ALL_STAFF, add=COORDINATION, change=COORDINATION)
grant("dossiers.pieceloan", view=ALL_STAFF, add=ALL_STAFF, change=ALL_STAFF)
grant("dossiers.stockmove", view=ALL_STAFF, add=ALL_STAFF)

for one in PROFILES:
    offer(one)
offer(
    HANDLING_TAB,
    PIECES,
    STOCK,
    CreateEntry("lending_desk", _("Hand out at the desk"), "hand-grab", 3),
    CaseFileOwners("consumables", stock_kinds_of),
    NavigationEntry("pieces", _("Pieces to lend"), "hand-grab", 41, "pieces"),
    NavigationEntry("stock", _("Consumables"), "basket", 42, "stock"),
    Why(PURPOSE, _("Piece that should be back")),
    Loader("kinds of pieces", 30, load_piece_kinds),
    DemoLoader("lending", 58, "dossiers.types.lending.demo.load_lending"),
)
moves(LendingDetail, "sent_to")

event_kind(
    "piece_reserved",
    icon="calendar",
    chip="step",
    text=_("{piece} reserved from {start} until {due}"),
)
event_kind(
    "piece_reservation_cancelled", icon="circle-x", chip="step", text=_("Reservation of {piece} cancelled")
)
event_kind("piece_handed_out", icon="hand-grab", chip="step", text=_("{piece} lent out, to be back by {due}"))
event_kind(
    "piece_hand_out_undone", icon="arrow-back-up", chip="step", text=_("Handing out of {piece} taken back")
)
event_kind("piece_deposit_paid", icon="coin-euro", chip="step", text=_("Deposit for {piece} paid"))
event_kind("piece_loan_extended", icon="clock", chip="step", text=_("{piece} may be back later: by {due}"))
event_kind("piece_returned", icon="circle-check", chip="step", text=_("{piece} brought back"))
event_kind(
    "piece_returned_damaged",
    icon="alert-triangle",
    chip="step",
    text=_("{piece} brought back damaged: {damage}"),
)
event_kind(
    "piece_overdue", icon="hourglass", chip="step", text=_("{piece} is overdue since {due}: a task was made")
)
event_kind("request_granted", icon="check", chip="step", text=_("Granted"))
event_kind("request_grant_undone", icon="arrow-back-up", chip="step", text=_("Granting taken back"))
event_kind("request_set_ready", icon="basket", chip="step", text=_("Set ready to be picked up"))
event_kind("request_ready_undone", icon="arrow-back-up", chip="step", text=_("No longer set ready"))
event_kind("stock_handed_out", icon="basket", chip="step", text=_("Handed out: {quantity} {unit}, {what}"))
event_kind(
    "stock_taken_back", icon="arrow-back-up", chip="step", text=_("Taken back: {quantity} {unit}, {what}")
)
