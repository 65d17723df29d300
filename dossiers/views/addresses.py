"""The further addresses of a dossier, on the tab of its contact details."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from dossiers.around import Proposed, proposed_for
from dossiers.forms.editing import AddressForm
from dossiers.models import Dossier
from dossiers.operations.addresses import add_addresses, remove_address
from dossiers.views.page import dossier_url, find, page, tab_named
from oss.addresses.models import Address
from oss.core.acting import attempt
from oss.core.history import way_back
from oss.core.keys import key_of
from oss.staff.http import StaffRequest

REMOVED = "address"


def addresses_of(request: StaffRequest, found: Dossier) -> dict[str, Any]:
    """What the template reads of them: two queries."""
    there = _there(found)
    return {
        "additional_addresses": there,
        "proposed": proposed_for(found, there, request.user) if found.is_active else Proposed(),
        "address_form": AddressForm(),
        "removed": way_back(
            request, REMOVED, lambda pk: reverse("dossier_address", args=[found.number, pk, "add"])
        ),
    }


def _there(found: Dossier) -> list[Address]:
    return list(found.additional_addresses.with_label().in_order())


def dossier_address(request: StaffRequest, number: str, address: int, verb: str) -> HttpResponse:
    """Adds one address that was proposed or just removed, or removes one."""
    found = find(request, number)
    url = dossier_url(number, "contact")
    if request.method != "POST":
        return redirect(url)
    place = get_object_or_404(Address.objects.visible_to(request.user).with_label(), pk=address)
    if verb == "add":
        attempt(request, lambda: add_addresses(found, [place], by=request.user))
    elif attempt(request, lambda: remove_address(found, place, by=request.user)):
        url += f"&removed={REMOVED}-{place.pk}"
    return redirect(f"{url}#addresses")


def dossier_address_new(request: StaffRequest, number: str) -> HttpResponse:
    """One address more, that was looked up."""
    found = find(request, number)
    if request.method != "POST":
        return redirect(dossier_url(number, "contact"))
    form = AddressForm(request.POST)
    if attempt(form, lambda: add_addresses(found, [form.cleaned_data["address"]], by=request.user)):
        return redirect(f"{dossier_url(number, 'contact')}#addresses")
    tab = tab_named(request, found, "contact")
    return page(request, found, tab, status=422, others={"address_form": form})


def dossier_addresses_proposed(request: StaffRequest, number: str) -> HttpResponse:
    """Those of the house or the street that were ticked, or all doors of the house."""
    found = find(request, number)
    if request.method == "POST":
        proposed = proposed_for(found, _there(found), request.user)
        ticked = {key_of(one) for one in request.POST.getlist("addresses")}
        places = [*proposed.doors, *proposed.street]
        chosen = proposed.doors if "all" in request.POST else [one for one in places if one.pk in ticked]
        if not chosen:
            messages.error(request, _("Tick at least one address."))
        else:
            attempt(request, lambda: add_addresses(found, chosen, by=request.user))
    return redirect(f"{dossier_url(number, 'contact')}#addresses")
