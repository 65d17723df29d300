"""Pieces, their loans, and consumables: their pages, and what is done with them on a dossier."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from dossiers.flows.table import DossierType
from dossiers.models import Dossier
from dossiers.types.lending.limits import limit_of
from dossiers.types.lending.lists import PIECES, STOCK
from dossiers.types.lending.loan_forms import (
    CountForm,
    ExtendForm,
    ReceiveForm,
    ReserveForm,
    ReturnForm,
    StockOutForm,
)
from dossiers.types.lending.operations import loans, stock
from dossiers.types.lending.pieces import Piece, PieceLoan
from dossiers.types.lending.stock import StockKind, StockMove
from dossiers.types.lending.tabs import HANDLING_TAB, loan_line, loan_lines
from dossiers.views.page import dossier_url, find, page, tab_named
from oss.core.acting import attempt
from oss.core.forms import Form
from oss.staff.http import StaffRequest

LOANS, CONSUMABLES = "id_loans", "consumables"
"""The places on the tab."""
LOAN_VERBS = ("hand_out", "undo", "deposit", "return", "cancel", "extend")
_DONE: dict[str, str | Promise] = {
    "undo": gettext_lazy("The piece is reserved again: it was not handed out."),
    "deposit": gettext_lazy("The deposit is paid."),
    "return": gettext_lazy("The piece is back."),
    "cancel": gettext_lazy("The reservation is cancelled."),
    "extend": gettext_lazy("The piece may come back later."),
}
MOST_MOVES = 100
"""That the page of a consumable shows; the rest is history."""


def _find(request: StaffRequest, number: str) -> Dossier:
    found = find(request, number)
    if found.type != DossierType.LENDING:
        raise Http404
    return found


def _back(number: str, place: str, undoes: str = "") -> str:
    """`undoes`: what was handed out, which the page offers to take back."""
    url = dossier_url(number, HANDLING_TAB.name)
    return f"{url}&removed={undoes}#{place}" if undoes else f"{url}#{place}"


def _refused(request: StaffRequest, found: Dossier, **others: Any) -> HttpResponse:
    """The tab again, with what was typed."""
    tab = tab_named(request, found, HANDLING_TAB.name)
    return page(request, found, tab, status=422, others=others)


def loan_new(request: StaffRequest, number: str) -> HttpResponse:
    """Reserves a piece."""
    found = _find(request, number)
    if request.method != "POST":
        return redirect(_back(number, LOANS))
    form = ReserveForm(request.POST, dossier=found, auto_id="reserve-%s")
    if attempt(form, lambda: loans.reserve_piece(found, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The piece is reserved."))
        return redirect(_back(number, LOANS))
    return _refused(request, found, reserve_form=form)


def loan(request: StaffRequest, number: str, pk: str, verb: str) -> HttpResponse:
    found = _find(request, number)
    if request.method != "POST":
        return redirect(_back(number, LOANS))
    rows = PieceLoan.objects.visible_to(request.user).select_related("piece__kind", "dossier")
    held = get_object_or_404(rows, dossier=found, pk=pk)
    form = _form_of(verb, held, request.POST)
    if attempt(form or request, lambda: _do(verb, held, form, request)):
        if verb == "hand_out":
            return redirect(_back(number, LOANS, f"loan-{held.pk}"))
        messages.success(request, str(_DONE[verb]))
    elif form is not None:
        line = loan_line(held, **{"extending" if verb == "extend" else "returning": form})
        return _refused(request, found, loans=loan_lines(found, request.user, refused=line))
    return redirect(_back(number, LOANS))


def _form_of(verb: str, held: PieceLoan, data: Any) -> Form | None:
    if verb == "extend":
        return ExtendForm(data, auto_id=f"extend-{held.pk}-%s")
    return ReturnForm(data, auto_id=f"return-{held.pk}-%s", loan=held) if verb == "return" else None


def _do(verb: str, held: PieceLoan, form: Form | None, request: StaffRequest) -> PieceLoan:
    told: dict[str, Any] = form.cleaned_data if form is not None else {}
    if verb == "hand_out":
        return loans.hand_out_piece(held, by=request.user, deposit_paid="deposit_paid" in request.POST)
    if verb == "undo":
        return loans.undo_hand_out(held, by=request.user)
    if verb == "deposit":
        return loans.note_deposit(held, by=request.user)
    if verb == "cancel":
        return loans.cancel_reservation(held, by=request.user)
    if verb == "extend":
        return loans.extend_loan(held, by=request.user, **told)
    return loans.return_piece(held, by=request.user, **told)


def stock_out(request: StaffRequest, number: str) -> HttpResponse:
    """Hands out a consumable; over the maximum of the address is told, and done all the same."""
    found = _find(request, number)
    if request.method != "POST":
        return redirect(_back(number, CONSUMABLES))
    form = StockOutForm(request.POST, dossier=found, auto_id="stock-%s")
    if done := attempt(
        form,
        lambda: stock.hand_out_stock(
            found, form.cleaned_data["kind"], by=request.user, quantity=form.cleaned_data["quantity"]
        ),
    ):
        limit = limit_of(found)
        if limit is not None and limit.is_over:
            told = {"had": limit.had, "most": limit.most}
            messages.warning(request, _("This address had %(had)s by now; the rules allow %(most)s.") % told)
        return redirect(_back(number, CONSUMABLES, f"move-{done.result.pk}"))
    return _refused(request, found, stock_form=form)


@require_POST
def stock_back(request: StaffRequest, number: str, pk: str) -> HttpResponse:
    found = _find(request, number)
    rows = StockMove.objects.visible_to(request.user).select_related("kind", "dossier")
    move = get_object_or_404(rows, dossier=found, pk=pk)
    if attempt(request, lambda: stock.take_back_stock(move, by=request.user)):
        messages.success(request, _("It lies in stock again."))
    return redirect(_back(number, CONSUMABLES))


def piece(request: StaffRequest, pk: int) -> HttpResponse:
    """A piece with its reservations and loans, month by month, what comes first on top."""
    found = get_object_or_404(Piece.objects.visible_to(request.user).select_related("kind"), pk=pk)
    rows = PieceLoan.objects.visible_to(request.user).filter(piece=found, cancelled_on=None)
    loans_of = list(rows.for_list().select_related("dossier").order_by("-starts_on", "-pk"))
    months = [
        (first, list(group))
        for first, group in groupby(
            [loan_line(one) for one in loans_of], key=lambda line: line.loan.starts_on.replace(day=1)
        )
    ]
    context = {
        "piece": found,
        "months": months,
        "breadcrumbs": [(PIECES.label, PIECES.url(PIECES.standard)), (str(found), None)],
    }
    return render(request, "dossiers/types/lending/piece.html", context)


def stock_kind(request: StaffRequest, pk: int) -> HttpResponse:
    return _show_stock(request, _stock(request, pk))


def stock_receive(request: StaffRequest, pk: int) -> HttpResponse:
    """A delivery."""
    found = _stock(request, pk)
    form = ReceiveForm(request.POST or None, auto_id="receive-%s")
    if attempt(form, lambda: stock.receive_stock(found, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("stock_kind", pk=pk)
    return _show_stock(request, found, receive_form=form)


def stock_count(request: StaffRequest, pk: int) -> HttpResponse:
    """What was counted is another number than is told."""
    found = _stock(request, pk)
    form = CountForm(request.POST or None, auto_id="count-%s")
    if attempt(form, lambda: stock.count_stock(found, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("stock_kind", pk=pk)
    return _show_stock(request, found, count_form=form)


def _stock(request: StaffRequest, pk: int) -> StockKind:
    found: StockKind = get_object_or_404(StockKind.objects.visible_to(request.user), pk=pk)
    return found


def _show_stock(request: StaffRequest, found: StockKind, **forms: Any) -> HttpResponse:
    rows = StockMove.objects.visible_to(request.user).filter(kind=found).select_related("by", "dossier")
    may_keep = request.user.has_perm(stock.MAY_KEEP)
    context = {
        "kind": found,
        "moves": rows[:MOST_MOVES],
        "receive_form": ReceiveForm(auto_id="receive-%s") if may_keep else None,
        "count_form": CountForm(auto_id="count-%s") if may_keep else None,
        "breadcrumbs": [(STOCK.label, STOCK.url(STOCK.standard)), (str(found), None)],
        **forms,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "dossiers/types/lending/stock_kind.html", context, status=status)
