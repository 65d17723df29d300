"""The buildings of owners' associations and who has a role in one; the rest of the company register."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from oss.addresses.models import Building
from oss.contacts import enterprise_number
from oss.contacts.addressing import record_url
from oss.contacts.forms.associations import (
    AssociationBuildingForm,
    AssociationForm,
    ChangeRoleForm,
    MatchForm,
    RoleForm,
)
from oss.contacts.models import (
    AssociationBuilding,
    AssociationMatch,
    AssociationRole,
    MatchState,
    Organisation,
)
from oss.contacts.operations import association_roles as roles
from oss.contacts.operations import parts as editing
from oss.contacts.register.filling import address_text
from oss.contacts.register.operations import adopt_association, settle_match
from oss.contacts.views.kinds import ORGANISATION, find
from oss.contacts.views.records import page, removed_url
from oss.core.acting import attempt
from oss.core.plain_text import at_most, one_line
from oss.staff.http import StaffRequest

PER_PAGE = 50
NONE_OF_OURS = "none_of_ours"


@require_POST
def building_add(request: StaffRequest, pk: int) -> HttpResponse:
    found = find(request, ORGANISATION.name, pk)
    form = AssociationBuildingForm(request.POST, user=request.user)
    if attempt(form, lambda: editing.add_building(found, form.cleaned_data["building"], by=request.user)):
        return redirect(record_url(found))
    return page(request, found, building_form=form, status=422)


@require_POST
def building_remove(request: StaffRequest, pk: int) -> HttpResponse:
    links = AssociationBuilding.objects.filter(
        organisation__in=Organisation.objects.visible_to(request.user)
    ).select_related("organisation", "building__street__municipality")
    link = get_object_or_404(links, pk=pk)
    editing.remove_building(link, by=request.user)
    return redirect(removed_url(link.organisation, "building", pk))


def building_association(request: StaffRequest, pk: int) -> HttpResponse:
    """From the page of a building: which association it belongs to."""
    building = get_object_or_404(Building.objects.visible_to(request.user).with_label(), pk=pk)
    back = reverse("building", args=[building.pk])
    form = AssociationForm(request.POST or None, user=request.user)
    if attempt(
        form, lambda: editing.add_building(form.cleaned_data["organisation"], building, by=request.user)
    ):
        return redirect(back)
    heading = _("Link an owners' association (VME)")
    return render(
        request,
        "contacts/part.html",
        {
            "form": form,
            "heading": heading,
            "back_url": back,
            "removable": False,
            "breadcrumbs": [(_("Addresses"), reverse("addresses")), (building.label, back), (heading, None)],
        },
        status=422 if form.is_bound else 200,
    )


@require_POST
def role_add(request: StaffRequest, pk: int) -> HttpResponse:
    found = find(request, ORGANISATION.name, pk)
    form = RoleForm(request.POST, user=request.user)
    if attempt(form, lambda: roles.set_association_role(found, by=request.user, **form.cleaned_data)):
        return redirect(record_url(found))
    return page(request, found, role_form=form, status=422)


def role_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Since when and until when; or it was a mistake."""
    held = get_object_or_404(
        AssociationRole.objects.for_list().filter(
            association__in=Organisation.objects.visible_to(request.user)
        ),
        pk=pk,
    )
    back = record_url(held.association)
    form = ChangeRoleForm(request.POST or None, instance=held)
    if request.method == "POST" and "remove" in request.POST:
        roles.remove_association_role(held, by=request.user)
        return redirect(removed_url(held.association, "role", pk))
    if attempt(
        form,
        lambda: roles.update_association_role(held, by=request.user, seen=form.seen(), **form.changes()),
    ):
        return redirect(back)
    heading = f"{held.get_role_display()}: {held.holder_name}"
    return render(
        request,
        "contacts/part.html",
        {
            "form": form,
            "heading": heading[:1].upper() + heading[1:],
            "back_url": back,
            "removable": True,
            "breadcrumbs": [
                (ORGANISATION.plural_label, reverse(ORGANISATION.plural)),
                (held.association.name, back),
                (held.holder_name, None),
            ],
        },
        status=422 if form.is_bound else 200,
    )


def association_matches(request: StaffRequest) -> HttpResponse:
    """Those of the register that matched no building of ours, and what was decided on others."""
    found = AssociationMatch.objects.visible_to(request.user).filter(enterprise__is_active=True)
    counts = dict(found.order_by().values_list("state").annotate(Count("pk")))
    asked = request.GET.get("state", "")
    state = MatchState(asked) if asked in MatchState.values else MatchState.TO_DO
    typed = at_most(" ".join(one_line(request.GET.get("q", "")).split()), 200)
    rows = _matching(found.filter(state=state), typed).for_list().order_by("enterprise__name", "enterprise")
    rows_page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    url = reverse("association_matches")
    return render(
        request,
        "contacts/associations.html",
        {
            "states": [
                (one.label, counts.get(one.value, 0), f"{url}?state={one.value}", one is state)
                for one in (MatchState.TO_DO, MatchState.MATCHED, MatchState.SETTLED, MatchState.NONE)
            ],
            "state": state.value,
            "typed": typed,
            "rows": [(one, _about(one)) for one in rows_page],
            "rows_page": rows_page,
            "breadcrumbs": [(ORGANISATION.plural_label, reverse(ORGANISATION.plural)), (_heading(), None)],
        },
    )


def association_match(request: StaffRequest, pk: int) -> HttpResponse:
    """One of them: its building is chosen, or it is said to have none of ours."""
    matches = AssociationMatch.objects.visible_to(request.user).for_list().select_related("decided_by")
    match = get_object_or_404(matches, pk=pk)
    known = Organisation.objects.filter(enterprise_number=match.enterprise_id).first()
    form = MatchForm(request.POST or None, instance=match, user=request.user, known=known is not None)
    form.fields["building"].required = NONE_OF_OURS not in request.POST
    if form.is_valid():
        if attempt(form, lambda: _decide(request, match, form)):
            return redirect("association_matches")
        match = get_object_or_404(matches, pk=pk)
    return render(
        request,
        "contacts/association_match.html",
        {
            "match": match,
            "about": _about(match),
            "known": known,
            "form": form,
            "none_of_ours": NONE_OF_OURS,
            "breadcrumbs": [
                (ORGANISATION.plural_label, reverse(ORGANISATION.plural)),
                (_heading(), reverse("association_matches")),
                (str(match), None),
            ],
        },
        status=422 if form.is_bound else 200,
    )


def _decide(request: StaffRequest, match: AssociationMatch, form: MatchForm) -> None:
    if NONE_OF_OURS in request.POST:
        settle_match(match, building=None, by=request.user, seen=form.seen())
        told = _("“%(name)s” has no building of ours, and is not asked about again.")
    else:
        with transaction.atomic():
            building = form.cleaned_data["building"]
            settled = settle_match(match, building=building, by=request.user, seen=form.seen())
            if form.cleaned_data.get("adopt"):
                adopt_association(settled, by=request.user)
        told = _("The building of “%(name)s” is kept.")
    messages.success(request, told % {"name": match})


def _matching(rows: Any, typed: str) -> Any:
    """Every word in the name, the number, or the address as the register writes it."""
    for word in typed.split():
        digits = "".join(sign for sign in word if sign.isdigit())
        anywhere = Q(enterprise__name__icontains=word) | Q(enterprise__street__icontains=word)
        anywhere |= Q(enterprise__house_number__iexact=word) | Q(enterprise__postcode=word)
        if len(digits) >= 4:  # noqa: PLR2004 - a part of a number that says something
            anywhere |= Q(enterprise__number__contains=digits)
        rows = rows.filter(anywhere)
    return rows


def _about(match: AssociationMatch) -> str:
    """ "0403.019.261 · Bruul 12, 2800 Mechelen"."""
    number = enterprise_number.display(match.enterprise.number)
    return " · ".join(part for part in (number, address_text(match.enterprise)) if part)


def _heading() -> str:
    return _("Associations without a building")
