"""The desk in one page: a request is opened, handed out and completed; or one that stands is."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dossiers.flows.table import DossierType, flow_of
from dossiers.journey_choice import JourneyChoice
from dossiers.models import Dossier, Source
from dossiers.types.lending.desk_form import DeskForm, HandOutForm, Item, items_for, rule_for
from dossiers.types.lending.limits import Limit, limit_at
from dossiers.types.lending.loan_forms import ReturnForm
from dossiers.types.lending.operations import desk as operations
from dossiers.types.lending.operations.stock import MOST
from dossiers.types.lending.pieces import Piece, PieceLoan
from dossiers.types.lending.stock import StockKind, StockMove
from dossiers.types.lending.tabs import HANDLING_TAB
from dossiers.views.opening import (
    choice_of,
    chosen_journey,
    is_seen,
    opening_key,
    shared_on,
    told_of_journeys,
)
from dossiers.views.page import breadcrumbs, dossier_url
from oss.addresses.models import Address
from oss.contacts.models import Person
from oss.core.acting import attempt
from oss.core.dates import written
from oss.core.history import removed_part
from oss.core.keys import key_of
from oss.core.money import euros
from oss.staff.http import StaffRequest

MODELS: dict[str, Any] = {"move": StockMove, "loan": PieceLoan}
"""What can be taken back, by its word in the address."""


def desk(request: StaffRequest) -> HttpResponse:
    """A new request; for htmx the choice of journeys, or what is told of what is filled in."""
    items = items_for()
    sent = request.POST if request.method == "POST" else request.GET
    known = _with_address(request, sent.dict())
    choice = choice_of(request, known, None)
    target = request.headers.get("HX-Target", "")
    if request.method == "GET" and target:
        return _fragment(request, target, items, known, choice)
    if request.method == "POST":
        form = DeskForm(request.POST, user=request.user, journeys=choice.journeys, items=items)
        if form.is_valid() and is_seen(request, form, None, choice):
            opening = replace(form.opening(), key=opening_key(request))
            done = attempt(
                form, lambda: operations.open_and_hand_out(opening, form.handing(), by=request.user)
            )
            if done:
                return _done(request, done.result)
    else:
        initial = {
            **shared_on(None, choice.proposed, known.get("organisation")),
            "source": Source.objects.active().filter(code="desk").first(),
            "what": _usual(request, items),
            **{name: request.GET[name] for name in ("person", "address", "what") if name in request.GET},
            "journey": chosen_journey(known, None, choice),
        }
        form = DeskForm(user=request.user, journeys=choice.journeys, items=items, initial=initial)
    context = {
        "form": form,
        "items": items,
        "key": opening_key(request),
        **told_of_journeys(known, choice),
        **_told(form.chosen, known),
        "done": _given(request),
        "breadcrumbs": [
            (flow_of(DossierType.LENDING).plural, reverse("dossiers_of_type", args=[DossierType.LENDING])),
            (_("At the desk"), None),
        ],
    }
    return render(request, "dossiers/types/lending/desk.html", context, status=_status(request))


def desk_on(request: StaffRequest, number: str) -> HttpResponse:
    """A request that stands: hand it out, or take back the piece that is out."""
    rows = Dossier.objects.visible_to(request.user).of_type(DossierType.LENDING).for_list()
    found = get_object_or_404(rows.select_related("lending"), number=number)
    out = found.loans.out().for_list().select_related("dossier").order_by("due_on").first()
    items = [] if out or not found.is_open else items_for(found)
    sent = request.POST if request.method == "POST" else request.GET
    asked = found.lending.quantity
    known = {"quantity": asked, **sent.dict(), "address": found.site_address_id, "stands": True}
    if request.method == "GET" and request.headers.get("HX-Target") == "desk-told":
        told = _told(HandOutForm(items=items, on=found, initial=known).chosen, known)
        return render(request, "dossiers/types/lending/desk_told.html", told)
    data = request.POST if request.method == "POST" else None
    form: HandOutForm | None = None
    returning: ReturnForm | None = None
    if out is not None:
        returning = back = ReturnForm(data, loan=out)
        taken = attempt(back, lambda: operations.take_in(out, by=request.user, **back.cleaned_data))
        if taken:
            return _taken_in(request, taken.result)
    elif items:
        initial = {"what": _asked_for(found, items), "quantity": asked}
        form = giving = HandOutForm(data, items=items, on=found, initial=initial)
        done = attempt(giving, lambda: operations.hand_out(found, giving.handing(), by=request.user))
        if done:
            return _done(request, done.result)
    context = {
        "dossier": found,
        "form": form,
        "items": items,
        "begin": "quantity" if form and isinstance(form.chosen and form.chosen.what, StockKind) else "what",
        "reserved": found.loans.reserved().select_related("piece__kind").order_by("starts_on"),
        "returning": returning,
        "out": out,
        **(_told(form.chosen, known) if form else {}),
        "breadcrumbs": [
            *breadcrumbs(found)[:-1],
            (found.number, dossier_url(number, HANDLING_TAB.name)),
            (_("At the desk"), None),
        ],
    }
    return render(request, "dossiers/types/lending/desk_on.html", context, status=_status(request))


@require_POST
def desk_undo(request: StaffRequest, number: str, what: str, pk: str) -> HttpResponse:
    """What was handed out by mistake comes back, and the request stands open again."""
    rows = MODELS[what].objects.visible_to(request.user).select_related("dossier")
    given = get_object_or_404(rows, dossier__number=number, pk=pk)
    if attempt(request, lambda: operations.take_back(given, by=request.user)):
        messages.success(request, _("Taken back: %(number)s stands open again.") % {"number": number})
        return redirect("lending_desk_on", number=number)
    return redirect(dossier_url(number, HANDLING_TAB.name))


def _status(request: StaffRequest) -> int:
    return 422 if request.method == "POST" else 200


def _with_address(request: StaffRequest, sent: dict[str, Any]) -> dict[str, Any]:
    """Where nobody chose an address: that of the person."""
    if sent.get("address") or not (person := key_of(sent.get("person"))):
        return sent
    rows = Person.objects.visible_to(request.user).filter(pk=person)
    address = rows.values_list("address", flat=True).first()
    return sent | {"address": str(address), "of_person": True} if address else sent


def _fragment(
    request: StaffRequest, target: str, items: list[Item], known: dict[str, Any], choice: JourneyChoice
) -> HttpResponse:
    initial = known | {"journey": chosen_journey(known, None, choice)}
    form = DeskForm(user=request.user, journeys=choice.journeys, items=items, initial=initial)
    if target == "desk-told":
        context = {"form": form, **_told(form.chosen, known)}
        return render(request, "dossiers/types/lending/desk_told.html", context)
    context = {"form": form, "filled": "", **told_of_journeys(known, choice)}
    return render(request, "dossiers/open_journeys.html", context)


def _told(item: Item | None, known: Mapping[str, Any]) -> dict[str, Any]:
    """What is told before it is handed out: whose address counts, what is left, what the rules allow."""
    address = key_of(known.get("address"))
    lives = None
    if address is not None and known.get("of_person"):
        lives = Address.objects.with_label().filter(pk=address).first()
    if item is None:
        return {"lives_at": lives}
    rule = rule_for(item.subtype)
    limit = limit_at(item.subtype, address, rule)
    knows_who = bool(known.get("person") or known.get("organisation") or "stands" in known)
    what, number = item.what, _number(known)
    after: Limit | None = None
    if limit is not None:
        already = "stands" in known  # a piece counts its request, which stands already
        after = limit.after(number if isinstance(what, StockKind) else 0 if already else 1)
    return {
        "item": item,
        "lives_at": lives,
        "rule": rule,
        "limit": limit,
        "after": after,
        "uncounted": rule is not None and rule.most is not None and limit is None and knows_who,
        # nothing is told of a number that nobody typed yet
        "left": what.quantity - number if isinstance(what, StockKind) and number else None,
        "deposit": euros(what.kind.deposit) if isinstance(what, Piece) and what.kind.deposit else "",
    }


def _number(known: Mapping[str, Any]) -> int:
    text = str(known.get("quantity") or "0")
    return min(int(text), MOST) if text.isdecimal() else 0


def _usual(request: StaffRequest, items: list[Item]) -> str:
    """What this colleague handed out last; without a habit nothing is chosen for them."""
    last = StockMove.objects.filter(by=request.user, dossier__isnull=False, quantity__lt=0)
    kind = last.values_list("kind", flat=True).first()
    return next((one.key for one in items if isinstance(one.what, StockKind) and one.what.pk == kind), "")


def _asked_for(found: Dossier, items: list[Item]) -> str:
    """The piece that is reserved for it, the stock that was chosen; else the first that there is."""
    reserved = found.loans.reserved().order_by("starts_on").values_list("piece", flat=True).first()
    wished = {("piece", reserved), ("stock", found.lending.stock_id)}
    for one in items:
        kind, key, _subtype = one.key.split("-")
        if (kind, int(key)) in wished:
            return one.key
    return items[0].key if items else ""


def _done(request: StaffRequest, given: StockMove | PieceLoan) -> HttpResponse:
    word = "move" if isinstance(given, StockMove) else "loan"
    return redirect(f"{reverse('lending_desk')}?removed={word}-{given.pk}")


def _taken_in(request: StaffRequest, loan: PieceLoan) -> HttpResponse:
    told = {"piece": loan.piece, "number": loan.dossier.number}
    if Dossier.objects.get(pk=loan.dossier_id).is_open:
        messages.warning(request, _("%(piece)s is back; %(number)s still asks something.") % told)
        return redirect(dossier_url(loan.dossier.number, HANDLING_TAB.name))
    messages.success(request, _("%(piece)s is back; %(number)s is completed.") % told)
    return redirect("lending_desk")


def _given(request: StaffRequest) -> dict[str, Any] | None:
    """What was just handed out, and where it is taken back; none where that was done."""
    word, pk = removed_part(request.GET.get("removed", "")) or ("", 0)
    if word not in MODELS or request.method == "POST":
        return None
    along = ("dossier__main_contact__person", "dossier__main_contact__organisation")
    given = MODELS[word].objects.visible_to(request.user).select_related(*along).filter(pk=pk).first()
    if given is None or given.dossier is None:
        return None
    if isinstance(given, PieceLoan):
        if given.handed_out_on is None or given.returned_on is not None:
            return None
        what = _("%(piece)s, back by %(day)s") % {"piece": given.piece, "day": written(given.due_on)}
    else:
        if given.quantity >= 0 or StockMove.objects.filter(undoes=given).exists():
            return None
        what = f"{-given.quantity} {given.kind.unit} {given.kind}"
    number = given.dossier.number
    return {
        "what": what,
        "dossier": given.dossier,
        "client": given.dossier.main_contact.name if given.dossier.main_contact else "",
        "undo": reverse("lending_desk_undo", args=[number, word, pk]),
    }
