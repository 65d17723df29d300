"""Adding, correcting, removing and putting back certificates and energy data."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from oss.addresses.finding_kinds import KINDS, FindingKind, place_url
from oss.addresses.models import Finding
from oss.addresses.operations import describing
from oss.addresses.panels import PlaceSection
from oss.addresses.record_views import find_address, find_building
from oss.core.beside import asked_beside, done_beside, ids_of
from oss.core.conflicts import Conflict
from oss.core.forms import take_over
from oss.core.refusal import Refused
from oss.core.registry import offered
from oss.core.seen_state import seen_in, state_of
from oss.staff.http import StaffRequest


def address_finding_new(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    if section := offered(PlaceSection).get(kind):
        return _moved(section.of(find_address(request, pk), request.user).add_url)
    found = _kind(kind)
    return _page(request, found, found.model(address=find_address(request, pk)), heading=found.add)


def building_finding_new(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    if section := offered(PlaceSection).get(kind):
        return _moved(section.of(find_building(request, pk), request.user).add_url)
    found = _kind(kind)
    return _page(request, found, found.model(building=find_building(request, pk)), heading=found.add)


def finding(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    if section := offered(PlaceSection).get(kind):
        return _moved(section.page_url(pk))
    found = _kind(kind)
    row = _find(request, found, pk)
    return _page(request, found, row, heading=found.model._meta.verbose_name)


@require_POST
def finding_remove(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    found = _kind(kind)
    row = _find(request, found, pk)
    try:
        describing.remove_finding(row, by=request.user, seen=seen_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("finding", kind=kind, pk=pk)
    return redirect(f"{place_url(row.place)}?removed={found.name}-{pk}")


@require_POST
def finding_restore(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    try:
        row = describing.restore_finding(_kind(kind).model, pk, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("addresses")
    messages.success(request, _("Put back."))
    return redirect(place_url(row.place))


def _page(request: StaffRequest, kind: FindingKind, row: Finding, *, heading: Any) -> HttpResponse:
    place = row.place
    seen = state_of(row) if row.pk else ""  # before the form writes into it
    form = kind.form(request.POST or None, instance=row, auto_id=ids_of(request))
    if request.method == "POST" and form.is_valid():
        try:
            if row.pk is None:
                describing.record_finding(form.instance, by=request.user)
            else:
                describing.correct_finding(row, by=request.user, seen=form.seen(), **form.changes())
        except ValidationError as error:
            take_over(form, error)
        except Conflict as conflict:
            form.tell_conflicts(conflict.now)
        else:
            if asked_beside(request):
                return done_beside()
            messages.success(request, _("Saved."))
            return redirect(place_url(place))
    return render(
        request,
        "addresses/beside.html" if asked_beside(request) else "addresses/edit.html",
        {
            "form": form,
            "heading": heading,
            "about": place.label,
            "back_url": place_url(place),
            "seen": seen,
            "remove_url": reverse("finding_remove", args=[kind.name, row.pk]) if row.pk else "",
            "breadcrumbs": [
                (_("Addresses"), reverse("addresses")),
                (place.label, place_url(place)),
                (heading, None),
            ],
        },
        status=422 if form.is_bound else 200,
    )


def _moved(url: str) -> HttpResponse:
    """What once was a finding is a record of a higher package now: old addresses lead there."""
    if not url:
        raise Http404
    return redirect(url, permanent=True)


def _kind(name: str) -> FindingKind:
    kind = KINDS.get(name)
    if kind is None:
        raise Http404
    return kind


def _find(request: StaffRequest, kind: FindingKind, pk: int) -> Finding:
    found = kind.model.objects.visible_to(request.user).select_related(
        "address__street__municipality", "building__street__municipality"
    )
    row: Finding = get_object_or_404(found, pk=pk)
    return row
