"""Which addresses make one building, and addresses that are not in the register."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from oss.addresses import notation
from oss.addresses.forms import AddAddressForm, JoinForm, SplitForm, UnverifiedAddressForm
from oss.addresses.models import Address, Building, Street
from oss.addresses.operations import correcting
from oss.addresses.operations.unverified import KnownAddressError, add_unverified_address
from oss.addresses.readings import AddressReading, contained
from oss.addresses.record_views import find_address, find_building
from oss.addresses.unverified import read_typed
from oss.addresses.views import address_option
from oss.core.components import LookupOption
from oss.core.forms import take_over
from oss.core.lookup import MOST, answer
from oss.core.refusal import Refused
from oss.core.seen_state import seen_in
from oss.core.text_search import fold
from oss.staff.asked_often import asked_often
from oss.staff.http import StaffRequest
from oss.staff.models import User


def address_building(request: StaffRequest, pk: int) -> HttpResponse:
    """The address, with all boxes of its house number, belongs to another building."""
    found = find_address(request, pk)
    form = JoinForm(request.POST or None)

    def save() -> Building:
        return correcting.join_building(found, form.cleaned_data["building"], by=request.user)

    return _one_form(
        request,
        form,
        save,
        heading=_("Put in another building"),
        about=found.label,
        explanation=_("All boxes of this house number come along."),
        back=reverse("address", args=[pk]),
    )


def building_addresses(request: StaffRequest, pk: int) -> HttpResponse:
    """One page for the three corrections: an address more, another building merged in, some split off."""
    found = find_building(request, pk)
    which, seen = request.POST.get("correction", ""), seen_in(request)
    add = AddAddressForm(request.POST if which == "add" else None, prefix="add")
    merge = JoinForm(request.POST if which == "merge" else None, prefix="merge")
    split = SplitForm(request.POST if which == "split" else None, prefix="split", building=found)
    corrections: dict[str, tuple[forms.Form, Callable[[], Building]]] = {
        "add": (
            add,
            lambda: correcting.join_building(add.cleaned_data["address"], found, by=request.user, seen=seen),
        ),
        "merge": (
            merge,
            lambda: correcting.merge_buildings(
                found, merge.cleaned_data["building"], by=request.user, seen=seen
            ),
        ),
        "split": (
            split,
            lambda: correcting.split_off(
                split.cleaned_data["addresses"], by=request.user, page=found, seen=seen
            ),
        ),
    }
    if which in corrections and (corrected := _try(request, *corrections[which])):
        return redirect("building", pk=corrected.pk)
    back = reverse("building", args=[pk])
    return render(
        request,
        "addresses/building_addresses.html",
        {
            "building": found,
            "forms": {"add": add, "merge": merge, "split": split},
            "back_url": back,
            "breadcrumbs": [
                (_("Addresses"), reverse("addresses")),
                (found.label, back),
                (_("Correct the addresses"), None),
            ],
        },
        status=422 if which else 200,
    )


def address_new(request: StaffRequest) -> HttpResponse:
    """ "Not in the register": with the right, and with a reason."""
    form = UnverifiedAddressForm(request.POST or None)
    added, known = _add(request, form)
    if added:
        messages.success(request, _("Saved. It stays “not verified” until the register has it."))
        return redirect("address", pk=added.pk)
    return render(
        request,
        "addresses/new.html",
        {
            "form": form,
            "known": known,
            "breadcrumbs": [(_("Addresses"), reverse("addresses")), (_("Not in the register"), None)],
        },
        status=422 if form.is_bound else 200,
    )


def address_quick(request: StaffRequest) -> HttpResponse:
    """The same in the side panel of a lookup, which then shows the option of the 201; `?typed=` is read."""
    initial = read_typed(request.GET.get("typed", ""), request.user)
    form = UnverifiedAddressForm(request.POST or None, initial=initial, auto_id="panel_%s")
    if initial and initial["street"]:  # what is filled in already is not begun with
        empty = next((name for name in ("house_number", "postcode") if not initial[name]), "reason")
        form.fields[empty].widget.attrs["autofocus"] = True
    added, known = _add(request, form)
    if added:
        return JsonResponse(asdict(address_option(find_address(request, added.pk))), status=201)
    context = {"form": form, "known": known and address_option(known)}
    return render(request, "addresses/quick.html", context, status=422 if form.is_bound else 200)


def _add(request: StaffRequest, form: UnverifiedAddressForm) -> tuple[Address | None, Address | None]:
    """What was added, or what is known already."""
    if request.method != "POST" or not form.is_valid():
        return None, None
    try:
        return add_unverified_address(by=request.user, **form.cleaned_data), None
    except KnownAddressError as refusal:
        form.add_error(None, str(refusal))
        return None, refusal.address
    except ValidationError as error:
        take_over(form, error)
        return None, None


def street_lookup(request: StaffRequest) -> JsonResponse:
    def find(text: str) -> list[LookupOption]:
        reading = notation.read(text)
        if forms := reading.only_word:
            streets = _streets_called(request.user, forms)
        else:
            streets = list(_streets(request.user, reading))
        return [LookupOption(str(one.pk), one.name, one.municipality.name, "map-pin") for one in streets]

    return answer(request, find)


def _streets(user: User, reading: AddressReading) -> QuerySet[Street]:
    found = Street.objects.visible_to(user).meeting(reading).select_related("municipality")
    return found.order_by("name", "pk")[:MOST]


@asked_often
def _streets_called(user: User, forms: tuple[str, ...]) -> QuerySet[Street]:
    return _streets(user, AddressReading.of_word(forms))


def building_lookup(request: StaffRequest) -> JsonResponse:
    def find(text: str) -> list[LookupOption]:
        forms, word = notation.read(text).only_word, fold(text)
        if forms and word:
            buildings = _buildings_called(request.user, forms, word)
        else:
            buildings = list(Building.objects.visible_to(request.user).matching(text).with_label()[:MOST])
        return [LookupOption(str(one.pk), one.label, "", "building") for one in buildings]

    return answer(request, find)


@asked_often
def _buildings_called(user: User, forms: tuple[str, ...], word: str) -> QuerySet[Building]:
    in_name = [Q(folded__contains=contained(word))]
    found = Building.objects.visible_to(user).meeting(AddressReading.of_word(forms), in_name)
    return found.with_label()[:MOST]


def _one_form(
    request: StaffRequest,
    form: forms.Form,
    save: Callable[[], Building],
    *,
    heading: str,
    about: str,
    explanation: str,
    back: str,
) -> HttpResponse:
    if form.is_bound and (corrected := _try(request, form, save)):
        return redirect("building", pk=corrected.pk)
    return render(
        request,
        "addresses/edit.html",
        {
            "form": form,
            "heading": heading,
            "about": about,
            "explanation": explanation,
            "back_url": back,
            "breadcrumbs": [(_("Addresses"), reverse("addresses")), (about, back), (heading, None)],
        },
        status=422 if form.is_bound else 200,
    )


def _try(request: StaffRequest, form: Any, save: Callable[[], Building]) -> Building | None:
    """The corrected building; None with the reason at the form."""
    if not form.is_valid():
        return None
    try:
        corrected = save()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, _("Saved: this is now %(building)s.") % {"building": corrected})
    return corrected
