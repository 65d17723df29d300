"""The dwelling on the site of a dossier: what is known of it, and its kind where nobody said so yet."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from dossiers.models import Dossier
from dossiers.views.page import dossier_url, find, page, tab_named
from oss.addresses.dwelling_panel import kind_form, panel_of
from oss.addresses.operations.describing import describe_dwelling
from oss.core.acting import attempt
from oss.staff.http import StaffRequest


def dwelling_of(request: StaffRequest, found: Dossier) -> dict[str, Any]:
    """What the template reads of it; nothing without a site."""
    if found.site_address is None:
        return {}
    return {
        "dwelling": panel_of(found.site_address, request.user),
        "part_url": dossier_url(found.number, "contact"),
        "ask_url": reverse("dossier_dwelling", args=[found.number]),
    }


def dossier_dwelling(request: StaffRequest, number: str) -> HttpResponse:
    """What kind of dwelling stands on the site, kept with the address."""
    found = find(request, number)
    url = dossier_url(number, "contact")
    site = found.site_address
    form = kind_form(site, request.POST) if site and request.method == "POST" else None
    if site is None or form is None:
        return redirect(url)
    if attempt(form, lambda: describe_dwelling(site, by=request.user, seen=form.seen(), **form.changes())):
        messages.success(request, _("Saved with the address."))
        return redirect(f"{url}#dwelling")
    return page(
        request, found, tab_named(request, found, "contact"), status=422, others={"dwelling_form": form}
    )
