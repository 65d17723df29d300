"""What is to be set ready, and what lies ready to be picked up: by day and depot, on screen and on paper."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.flows.table import ABANDONED, COMPLETED, DossierType, flow_of
from dossiers.models import Dossier
from dossiers.types.lending.limits import CONSUMABLE, GIVEN_OUT
from dossiers.types.lending.model import NOTHING_GIVEN
from dossiers.types.lending.pieces import PieceLoan
from dossiers.types.lending.stock import StockKind, StockMove
from oss.core.money import euros
from oss.staff.http import StaffRequest
from oss.staff.models import User

NEVER = date.max
"""Where no day was told: at the end."""


@dataclass(frozen=True)
class PickupLine:
    """One request; `day` is None where no day was told, `depot` and `what` are empty where nobody chose.
    `deposit`: what the client pays when it goes along."""

    dossier: Dossier
    what: str
    day: date | None
    depot: str
    is_ready: bool
    deposit: str = ""

    @property
    def client(self) -> str:
        return self.dossier.main_contact.name if self.dossier.main_contact else ""

    @property
    def is_late(self) -> bool:
        return self.day is not None and self.day < timezone.localdate()


@dataclass(frozen=True)
class PickupGroup:
    """The lines of one day and depot."""

    day: date | None
    depot: str
    lines: list[PickupLine]


def pickup(request: StaffRequest) -> HttpResponse:
    """Both lists."""
    lines = lines_for(request.user)
    context = {
        "to_set_ready": _grouped(one for one in lines if not one.is_ready),
        "to_pick_up": _grouped(one for one in lines if one.is_ready),
        "today": timezone.localdate(),
        "breadcrumbs": [
            (flow_of(DossierType.LENDING).plural, reverse("dossiers_of_type", args=[DossierType.LENDING])),
            (_("To set ready and pick up"), None),
        ],
    }
    return render(request, "dossiers/types/lending/pickup.html", context)


def lines_for(user: User) -> list[PickupLine]:
    """Requests that were granted, and pieces that are reserved, and were not handed out yet. Four queries."""
    standing = Dossier.objects.visible_to(user).active().exclude(stage__in=(COMPLETED, ABANDONED))
    standing = standing.exclude(lending__outcome__in=NOTHING_GIVEN).for_list().select_related("lending")
    loans = PieceLoan.objects.reserved().filter(dossier__in=standing.order_by().values("pk"))
    reserved = {one.dossier_id: one for one in loans.select_related("piece__kind").order_by("-starts_on")}
    # a count is of no dossier, and nothing is in NULL
    on_a_dossier = StockMove.objects.filter(dossier__isnull=False)
    given = on_a_dossier.filter(quantity__lt=0, undone_by=None).values("dossier")
    out = PieceLoan.objects.out().values("dossier")
    granted = standing.filter(lending__granted_on__isnull=False, subtype__profile__in=GIVEN_OUT)
    rows = granted.exclude(pk__in=given).exclude(pk__in=out) | standing.filter(pk__in=reserved)
    only = _only_kinds()
    return [_line(one, reserved.get(one.pk), only) for one in rows.select_related("lending__stock")]


def _line(dossier: Dossier, loan: PieceLoan | None, only: dict[int | None, StockKind]) -> PickupLine:
    detail = dossier.lending
    if loan is not None:
        day = detail.pickup_on or loan.starts_on
        deposit = euros(loan.deposit) if loan.deposit else ""
        is_ready = detail.ready_on is not None
        return PickupLine(dossier, str(loan.piece), day, loan.piece.depot, is_ready, deposit)
    kind = None
    if dossier.subtype is not None and dossier.subtype.profile == CONSUMABLE:
        kind = detail.stock or only.get(dossier.subtype_id)
    what = f"{detail.quantity or 1} {kind.unit} {kind}" if kind else str(dossier.subtype or "")
    depot = kind.depot if kind else ""
    return PickupLine(dossier, what, detail.pickup_on, depot, detail.ready_on is not None)


def _only_kinds() -> dict[int | None, StockKind]:
    """By subtype, where one consumable is for it alone."""
    found: dict[int | None, list[StockKind]] = defaultdict(list)
    for one in StockKind.objects.active():
        found[one.subtype_id].append(one)
    return {subtype: kinds[0] for subtype, kinds in found.items() if subtype and len(kinds) == 1}


def _grouped(lines: Iterable[PickupLine]) -> list[PickupGroup]:
    ordered = sorted(lines, key=lambda one: (one.day or NEVER, one.depot, one.dossier.number))
    groups = groupby(ordered, key=lambda one: (one.day, one.depot))
    return [PickupGroup(day, depot, list(several)) for (day, depot), several in groups]
