"""The record pages of addresses and buildings, their characteristics, and their maps."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from oss.addresses.duty_notices import asbestos_notice, common_parts_asbestos_notice, rental_notice
from oss.addresses.finding_kinds import KINDS
from oss.addresses.forms import BuildingForm, DwellingForm
from oss.addresses.maps import map_of, tiles
from oss.addresses.models import (
    Address,
    AddressStatus,
    AsbestosCertificate,
    Building,
    Dwelling,
    EnergyCertificate,
)
from oss.addresses.notices import Notice, Unsaid, common_parts_notice, renovation_notice
from oss.addresses.operations import describing
from oss.addresses.origin import origin_of
from oss.addresses.panels import PlaceSection, associations_of, cases_of, occupants_of, place_tables
from oss.addresses.reading import (
    characteristics,
    labels_of,
    sections_of_address,
    sections_of_building,
    units_of,
)
from oss.addresses.refreshing import Refreshed, refresh_address
from oss.addresses.register_client import RegisterUnavailableError, address_register, is_resting
from oss.core.beside import asked_beside, done_beside, ids_of
from oss.core.conflicts import Conflict
from oss.core.forms import take_over
from oss.core.history import removed_part
from oss.core.parameters import known_figures
from oss.core.record_actions import actions_on
from oss.core.refusal import Refused
from oss.core.registry import offered
from oss.staff.http import StaffRequest


def address(request: StaffRequest, pk: int) -> HttpResponse:
    found = find_address(request, pk)
    dwelling = Dwelling.objects.visible_to(request.user).filter(pk=found.pk).first()
    figures = known_figures()
    may_change = request.user.has_perm(describing.MAY_DESCRIBE)
    certificates = list(EnergyCertificate.objects.visible_to(request.user).filter(address=found))
    asbestos = list(AsbestosCertificate.objects.visible_to(request.user).filter(address=found))
    people, cases = occupants_of([found.pk], request.user), cases_of([found.pk], request.user)
    building = found.building
    return render(
        request,
        "addresses/address.html",
        {
            "address": found,
            "is_in_use": found.status in {AddressStatus.IN_USE, AddressStatus.REMOVED},
            "origin": origin_of(found.register_id),
            "asks_register": bool(settings.ADDRESS_REGISTER_URL) and found.register_id is not None,
            "register_is_down": bool(settings.ADDRESS_REGISTER_URL) and is_resting(),
            **_told(
                renovation_notice(dwelling, around=building, certificates=certificates, figures=figures),
                rental_notice(dwelling, certificates=certificates, figures=figures),
                asbestos_notice(dwelling, around=building, certificates=asbestos, figures=figures),
            ),
            "fill_in_url": reverse("dwelling_edit", args=[found.pk]) if may_change else "",
            "characteristics": characteristics(
                dwelling or Dwelling.unknown_at(found), DwellingForm.Meta.fields, building
            ),
            "tables": place_tables(found, request.user),
            "sections": sections_of_address(found, figures, request.user, may_change=may_change),
            "associations": associations_of(building, request.user),
            "people": people.get(found.pk, []),
            "cases": cases.get(found.pk, []),
            "may_change": may_change,
            "may_correct": request.user.has_perm("addresses.change_building"),
            "actions": actions_on(found, request.user),
            "has_map": found.longitude is not None,
            "tiles": tiles(),
            "removed": _removed(request),
        },
    )


@require_POST
def address_refresh(request: StaffRequest, pk: int) -> HttpResponse:
    """Asks the register about this address now."""
    found = find_address(request, pk)
    register = address_register(fresh=True)
    if register is None:
        raise Http404
    try:
        outcome = refresh_address(found, register, by=request.user)
    except RegisterUnavailableError:
        messages.warning(
            request, _("The address register does not answer. Try again in a quarter of an hour.")
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _OUTCOMES[outcome])
    return redirect("address", pk=pk)


_OUTCOMES = {
    Refreshed.SAME: gettext_lazy("The register has this address as it stands here."),
    Refreshed.CHANGED: gettext_lazy("This address stands here again as the register has it."),
    Refreshed.REMOVED: gettext_lazy("The register has removed this address."),
}


def building(request: StaffRequest, pk: int) -> HttpResponse:
    found = find_building(request, pk)
    figures = known_figures()
    may_change = request.user.has_perm(describing.MAY_DESCRIBE)
    certificates = list(EnergyCertificate.objects.visible_to(request.user).of(found))
    asbestos = list(AsbestosCertificate.objects.visible_to(request.user).of(found))
    associations = associations_of(found, request.user)
    units = units_of(found, figures, request.user)
    boxes = sum(bool(unit.address.box_number) for unit in units)
    return render(
        request,
        "addresses/building.html",
        {
            "building": found,
            "actions": actions_on(found, request.user),
            **_told(
                common_parts_notice(found, counted_units=boxes, certificates=certificates, figures=figures),
                common_parts_asbestos_notice(
                    found,
                    has_association=bool(associations and associations["found"]),
                    units=found.dwelling_units or boxes,
                    certificates=asbestos,
                    figures=figures,
                ),
            ),
            "fill_in_url": reverse("building_edit", args=[found.pk]) if may_change else "",
            "characteristics": characteristics(found, BuildingForm.Meta.fields),
            "tables": place_tables(found, request.user),
            "sections": sections_of_building(found, figures, request.user, may_change=may_change),
            "units": units,
            "associations": associations,
            "origin": origin_of(next((unit.address.register_id for unit in units), None)),
            "labels": labels_of(units),
            "may_change": may_change,
            "may_correct": request.user.has_perm("addresses.change_building"),
            "has_map": any(unit.address.longitude is not None for unit in units),
            "tiles": tiles(),
            "removed": _removed(request),
        },
    )


def dwelling_edit(request: StaffRequest, pk: int) -> HttpResponse:
    found = find_address(request, pk)
    dwelling = Dwelling.known_at(found)
    form = DwellingForm(request.POST or None, instance=dwelling, auto_id=ids_of(request))
    _begin_at(form, request)
    return _edit(
        request,
        form,
        lambda: describing.describe_dwelling(found, by=request.user, seen=form.seen(), **form.changes()),
        heading=found.label,
        back=reverse("address", args=[found.pk]),
    )


def building_edit(request: StaffRequest, pk: int) -> HttpResponse:
    found = find_building(request, pk)
    form = BuildingForm(request.POST or None, instance=found, auto_id=ids_of(request))
    _begin_at(form, request)
    return _edit(
        request,
        form,
        lambda: describing.describe_building(found, by=request.user, seen=form.seen(), **form.changes()),
        heading=found.label,
        back=reverse("building", args=[found.pk]),
    )


def address_map(request: StaffRequest, pk: int) -> JsonResponse:
    return _map(request, find_address(request, pk))


def building_map(request: StaffRequest, pk: int) -> JsonResponse:
    return _map(request, find_building(request, pk))


def find_address(request: StaffRequest, pk: int) -> Address:
    found = Address.objects.visible_to(request.user).with_label()
    return get_object_or_404(
        found.select_related("building__street__municipality", "sector__district"), pk=pk
    )


def find_building(request: StaffRequest, pk: int) -> Building:
    return get_object_or_404(Building.objects.visible_to(request.user).with_label(), pk=pk)


def _map(request: StaffRequest, place: Address | Building) -> JsonResponse:
    features = map_of(place, request.user)
    if features is None:
        raise Http404
    return JsonResponse(features, content_type="application/geo+json")


def _begin_at(form: Any, request: StaffRequest) -> None:
    """With the field that was asked for, `?field=storeys`; refused forms begin with what is wrong."""
    field = form.fields.get(request.GET.get("field", ""))
    if field is not None:
        field.widget.attrs["autofocus"] = True


def _edit(request: StaffRequest, form: Any, save: Any, *, heading: str, back: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except ValidationError as error:
            take_over(form, error)
        except Conflict as conflict:
            form.tell_conflicts(conflict.now)
        else:
            if asked_beside(request):
                return done_beside()
            messages.success(request, _("Saved."))
            return redirect(back)
    return render(
        request,
        "addresses/beside.html" if asked_beside(request) else "addresses/edit.html",
        {
            "form": form,
            "heading": _("Characteristics"),
            "about": heading,
            "back_url": back,
            "breadcrumbs": [(_("Addresses"), reverse("addresses")), (heading, back), (_("Change"), None)],
        },
        status=422 if form.is_bound else 200,
    )


def _told(*notices: Notice | Unsaid | None) -> dict[str, Any]:
    """What can be told, and what cannot before somebody fills something in."""
    return {
        "notices": [one for one in notices if isinstance(one, Notice)],
        "unsaid": [one for one in notices if isinstance(one, Unsaid)],
    }


def _removed(request: StaffRequest) -> dict[str, Any] | None:
    """What was just taken away, and can be put back: `?removed=work-12`."""
    removed = removed_part(request.GET.get("removed", ""))
    if removed is None:
        return None
    name, pk = removed
    if name in KINDS:
        return {"url": reverse("finding_restore", args=removed)}
    section = offered(PlaceSection).get(name)
    return {"url": section.restore_url(pk)} if section else None
