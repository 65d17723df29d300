"""What the block *Waiting list* of a dossier sends."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dossiers.models import Dossier
from dossiers.views.page import dossier_url, find, page, tab_named
from dossiers.waiting import operations
from dossiers.waiting.block import ANCHOR, waiting_of
from dossiers.waiting.forms import HandOverForm, OffTheListForm, PlaceForm, TermForm
from dossiers.waiting.models import WaitingPlace
from oss.core.acting import attempt
from oss.core.seen_state import seen_in
from oss.staff.http import StaffRequest

TAB = "info"


class _Verb(NamedTuple):
    form: Callable[[StaffRequest, WaitingPlace], Any]
    act: Callable[[StaffRequest, WaitingPlace, dict[str, Any]], WaitingPlace]
    done: str | Promise


def _tell(request: StaffRequest, place: WaitingPlace, data: dict[str, Any]) -> WaitingPlace:
    by_mail = "by_mail" in request.POST
    return operations.tell_term(place, by=request.user, seen=seen_in(request), by_mail=by_mail, **data)


_VERBS = {
    "change": _Verb(
        lambda request, place: PlaceForm(request.POST, user=request.user, place=place),
        lambda request, place, data: operations.change_place(
            place, by=request.user, seen=seen_in(request), **data
        ),
        _("The place on the waiting list is changed."),
    ),
    "tell": _Verb(
        lambda request, _place: TermForm(request.POST), _tell, _("What the client was told is kept.")
    ),
    "hand-over": _Verb(
        lambda request, _place: HandOverForm(request.POST, user=request.user),
        lambda request, place, data: operations.hand_over(
            place, by=request.user, seen=seen_in(request), **data
        ),
        _("The dossier is given to its coach and waits no longer."),
    ),
    "withdraw": _Verb(
        lambda request, _place: OffTheListForm(request.POST),
        lambda request, place, data: operations.withdraw(
            place, by=request.user, seen=seen_in(request), **data
        ),
        _("The dossier is off the waiting list."),
    ),
}


def dossier_waiting(request: StaffRequest, number: str, verb: str) -> HttpResponse:
    """Opened as a page, as by reloading a refused form, it leads to the tab."""
    back = f"{dossier_url(number, TAB)}#{ANCHOR}"
    if request.method != "POST":
        return redirect(back)
    found = find(request, number)
    if verb == "begin":
        form = PlaceForm(request.POST, user=request.user)
        done = attempt(form, lambda: operations.put_on_list(found, by=request.user, **form.cleaned_data))
        told: str | Promise = _("The dossier stands on the waiting list.")
    elif verb == "restore":
        return _restore(request, found, back)
    else:
        place = _last(request, found)
        if place is None:
            messages.error(request, str(_("This dossier is not on the waiting list.")))
            return redirect(back)
        chosen = _VERBS[verb]
        form, told = chosen.form(request, place), chosen.done
        done = attempt(form, lambda: chosen.act(request, place, dict(form.cleaned_data)))
    if done:
        messages.success(request, str(told))
        return redirect(back)
    return _again(request, number, verb, form)


def _again(request: StaffRequest, number: str, verb: str, form: Any) -> HttpResponse:
    """With what was typed. Where the block has no such form any more, what was refused is told above."""
    now = find(request, number)
    name = f"waiting_{verb.replace('-', '_')}_form"
    if name not in waiting_of(request, now):
        for text in form.non_field_errors():
            messages.error(request, text)
    return page(request, now, tab_named(request, now, TAB), status=422, others={name: form})


def _restore(request: StaffRequest, found: Dossier, back: str) -> HttpResponse:
    place = _last(request, found)
    if place is None:
        return redirect(back)
    if attempt(request, lambda: operations.put_back(place, by=request.user, seen=seen_in(request))):
        messages.success(request, str(_("The dossier stands on the waiting list again, where it stood.")))
    return redirect(back)


def _last(request: StaffRequest, found: Dossier) -> WaitingPlace | None:
    """Its open place, or the one that ended last, so that who comes second hears who was first."""
    places = WaitingPlace.objects.visible_to(request.user).filter(dossier=found)
    return places.select_related("dossier").order_by("pk").last()
