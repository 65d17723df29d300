"""The tab *Handling*: what was asked, the pieces that are lent for it, the consumables that were given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.flows.profiles import profile_of
from dossiers.flows.tabs import DossierTab
from dossiers.following import following_of
from dossiers.models import Dossier, ReferralProduct
from dossiers.types.lending.limits import CONSUMABLE, GIVEN_OUT, LENT_OUT, limit_of, rule_of
from dossiers.types.lending.loan_forms import ExtendForm, ReserveForm, ReturnForm, StockOutForm
from dossiers.types.lending.operations.loans import MAY_LEND, MAY_RESERVE
from dossiers.types.lending.operations.stock import MAY_HAND_OUT
from dossiers.types.lending.pieces import LoanStanding, PieceLoan
from dossiers.types.lending.stock import StockMove, StockWhy
from oss.core.history import way_back
from oss.core.money import euros
from oss.staff.http import StaffRequest


@dataclass(frozen=True)
class LoanLine:
    """One loan, and what can be done with it; without forms where it is over."""

    loan: PieceLoan
    returning: ReturnForm | None = None
    extending: ExtendForm | None = None

    @property
    def is_reserved(self) -> bool:
        return self.loan.standing == LoanStanding.RESERVED

    @property
    def is_out(self) -> bool:
        return self.loan.standing in {LoanStanding.OUT, LoanStanding.OVERDUE}

    @property
    def is_overdue(self) -> bool:
        return self.loan.standing == LoanStanding.OVERDUE

    @property
    def is_back(self) -> bool:
        return self.loan.standing == LoanStanding.BACK

    @property
    def label(self) -> str:
        return str(self.loan.standing.label)

    @property
    def deposit(self) -> str:
        """Empty where none is asked."""
        return euros(self.loan.deposit) if self.loan.deposit else ""

    @property
    def lacks_deposit(self) -> bool:
        return self.is_out and bool(self.loan.deposit) and self.loan.deposit_paid_on is None


def loan_line(loan: PieceLoan, **refused: Any) -> LoanLine:
    """`refused`: the form of this loan that was sent."""
    if loan.standing in {LoanStanding.BACK, LoanStanding.CANCELLED}:
        return LoanLine(loan)
    forms: dict[str, Any] = {"extending": ExtendForm(auto_id=f"extend-{loan.pk}-%s", due_on=loan.due_on)}
    if loan.handed_out_on is not None:
        forms["returning"] = ReturnForm(auto_id=f"return-{loan.pk}-%s", loan=loan)
    return LoanLine(loan, **forms | refused)


def loan_lines(dossier: Dossier, user: Any, *, refused: LoanLine | None = None) -> list[LoanLine]:
    """What stands first, then what is over, without what was cancelled."""
    found = PieceLoan.objects.visible_to(user).filter(dossier=dossier, cancelled_on=None).for_list()
    lines = [
        refused if refused is not None and refused.loan.pk == one.pk else loan_line(one) for one in found
    ]
    return sorted(lines, key=lambda one: one.is_back)


@dataclass(frozen=True)
class MoveLine:
    """What was handed out, and whether it was taken back."""

    move: StockMove
    taken_back: date | None

    @property
    def number(self) -> int:
        return -self.move.quantity


def _moves(dossier: Dossier, user: Any) -> list[MoveLine]:
    found: Sequence[StockMove] = list(
        StockMove.objects.visible_to(user).filter(dossier=dossier).select_related("kind", "by")
    )
    undone = {one.undoes_id: timezone.localdate(one.at) for one in found if one.undoes_id}
    return [MoveLine(one, undone.get(one.pk)) for one in found if one.why == StockWhy.OUT]


def handed_out_just_now(request: StaffRequest, dossier: Dossier) -> dict[str, str] | None:
    """With where that is taken back."""
    ways = (
        ("move", lambda pk: reverse("stock_back", args=[dossier.number, pk])),
        ("loan", lambda pk: reverse("loan", args=[dossier.number, pk, "undo"])),
    )
    found = next((way for name, url in ways if (way := way_back(request, name, url))), None)
    return found and found | {"told": _("Handed out.")}


def _advice() -> Any:
    """What is asked next where a scan shows that heat is lost: what a referral for advice opens."""
    return ReferralProduct.objects.active().filter(code="advice").values("opens")


def _leaks(dossier: Dossier) -> bool:
    scan = getattr(dossier, "thermal_scan", None)
    return scan is not None and scan.leaks


def handling(request: StaffRequest, dossier: Dossier, _form: Any) -> dict[str, Any]:
    """In the same number of queries, however many were lent or handed out."""
    profile = profile_of(dossier)
    name = profile.name if profile else ""
    user = request.user
    loans = loan_lines(dossier, user)
    moves = _moves(dossier, user)
    may = {
        right: dossier.is_active and user.has_perm(right) for right in (MAY_RESERVE, MAY_LEND, MAY_HAND_OUT)
    }
    lends, gives = name in LENT_OUT, name == CONSUMABLE
    return {
        "loans": loans,
        "lends": lends or bool(loans),
        "reserve_form": ReserveForm(dossier=dossier, auto_id="reserve-%s")
        if lends and may[MAY_RESERVE] and dossier.is_open
        else None,
        "may_lend": may[MAY_LEND],
        "moves": moves,
        "gives": gives or bool(moves),
        "stock_form": StockOutForm(dossier=dossier, auto_id="stock-%s")
        if gives and may[MAY_HAND_OUT] and dossier.is_open
        else None,
        "may_hand_out": may[MAY_HAND_OUT],
        "rule": rule_of(dossier),
        "removed": handed_out_just_now(request, dossier),
        "following": following_of(dossier, _advice()) if _leaks(dossier) else [],
        "at_the_desk": name in GIVEN_OUT and dossier.is_open and may[MAY_HAND_OUT],
        "limit": limit_of(dossier),
    }


HANDLING_TAB = DossierTab(
    "handling",
    gettext_lazy("Handling"),
    70,
    "dossiers/types/lending/handling.html",
    handling,
    needs="lending_handling",
)
