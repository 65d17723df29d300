"""What belongs to a contact: ways to reach them and employments, each with its own forms."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from oss.contacts import editing
from oss.contacts.addressing import record_url
from oss.contacts.forms.parts import ChangePointForm, ContactPointForm, EmploymentForm
from oss.contacts.models import ContactPoint, ContactState, Employment, Kind, Organisation, Person
from oss.contacts.operations import add_contact_point
from oss.contacts.views.kinds import Record, find, kind_of
from oss.contacts.views.records import page
from oss.core.forms import take_over
from oss.staff.http import StaffRequest


@require_POST
def point_add(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    found = find(request, kind, pk)
    form = ContactPointForm(request.POST)
    if form.is_valid():
        try:
            add_contact_point(found, by=request.user, kind=form.kind, **form.cleaned_data)
        except ValidationError as error:
            take_over(form, error)
        else:
            return redirect(record_url(found))
    return page(request, found, point_form=form, status=422)


@require_POST
def point_verb(request: StaffRequest, pk: int, verb: str) -> HttpResponse:
    """Marks it as preferred, as bouncing or valid again, or removes it."""
    point, owner = _point(request, pk)
    if verb == "remove":
        editing.remove_contact_point(point, by=request.user)
        messages.success(request, _("%(value)s is removed.") % {"value": point.value})
    elif verb == "prefer":
        editing.change_contact_point(point, by=request.user, preferred=True)
    else:
        state = ContactState.BOUNCING if verb == "bounces" else ContactState.VALID
        editing.change_contact_point(point, by=request.user, state=state)
    return redirect(record_url(owner))


def point_change(request: StaffRequest, pk: int) -> HttpResponse:
    point, owner = _point(request, pk)
    form = ChangePointForm(request.POST or None, kind=Kind(point.kind), initial={"value": point.value})
    if request.method == "POST" and form.is_valid():
        try:
            editing.change_contact_point(point, by=request.user, value=form.cleaned_data["value"])
        except ValidationError as error:
            take_over(form, error)
        else:
            return redirect(record_url(owner))
    return _part_page(request, owner, form, _("Change %(value)s") % {"value": point.value})


@require_POST
def employment_add(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    found = find(request, kind, pk)
    form = EmploymentForm(request.POST, user=request.user, record=found)
    if form.is_valid():
        try:
            editing.add_employment(by=request.user, **({kind: found} | form.cleaned_data))
        except ValidationError as error:
            take_over(form, error)
        else:
            return redirect(record_url(found))
    return page(request, found, employment_form=form, status=422)


def employment_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Asked from either side: it goes back to where it came from."""
    employment = _employment(request, pk)
    back: Record = employment.organisation if request.GET.get("from") == "organisation" else employment.person
    known = {name: getattr(employment, name) for name in ("role", "since", "until")}
    form = EmploymentForm(request.POST or None, user=request.user, record=None, initial=known)
    if request.method == "POST" and "remove" in request.POST:
        editing.remove_employment(employment, by=request.user)
        return redirect(record_url(back))
    if request.method == "POST" and form.is_valid():
        try:
            editing.update_employment(employment, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            take_over(form, error)
        else:
            return redirect(record_url(back))
    heading = _("%(person)s at %(organisation)s") % {
        "person": employment.person,
        "organisation": employment.organisation,
    }
    return _part_page(request, back, form, heading, removable=True)


def _point(request: StaffRequest, pk: int) -> tuple[ContactPoint, Record]:
    """Only who may change the owner gets this far."""
    people = Person.objects.visible_to(request.user)
    organisations = Organisation.objects.visible_to(request.user)
    found = ContactPoint.objects.filter(Q(person__in=people) | Q(organisation__in=organisations))
    point = get_object_or_404(found.select_related("person", "organisation"), pk=pk)
    owner: Any = point.person or point.organisation
    if not kind_of(owner).may("change", request.user):
        raise PermissionDenied
    return point, owner


def _employment(request: StaffRequest, pk: int) -> Employment:
    found = Employment.objects.filter(
        person__in=Person.objects.visible_to(request.user),
        organisation__in=Organisation.objects.visible_to(request.user),
    )
    return get_object_or_404(found.select_related("person", "organisation"), pk=pk)


def _part_page(
    request: StaffRequest, owner: Record, form: Any, heading: str, *, removable: bool = False
) -> HttpResponse:
    kind, url = kind_of(owner), record_url(owner)
    context = {
        "form": form,
        "heading": heading,
        "back_url": url,
        "removable": removable,
        "breadcrumbs": [(kind.plural_label, reverse(kind.plural)), (owner.name, url), (heading, None)],
    }
    return render(request, "contacts/part.html", context, status=422 if form.is_bound else 200)
