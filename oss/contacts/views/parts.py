"""What belongs to a contact: ways to reach them and employments, each with its own forms."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from oss.contacts.addressing import record_url
from oss.contacts.forms.parts import (
    ChangeEmploymentForm,
    ChangePointForm,
    ContactPointForm,
    EmploymentForm,
)
from oss.contacts.merging.standing import final
from oss.contacts.models import ContactPoint, ContactState, Employment, Organisation, Person
from oss.contacts.operations import parts as editing
from oss.contacts.operations.records import add_contact_point
from oss.contacts.operations.restoring import PARTS, restore_part
from oss.contacts.recording import right_on
from oss.contacts.views.kinds import Record, find, kind_of
from oss.contacts.views.records import page, removed_url
from oss.core.acting import attempt
from oss.core.seen_state import seen_in, state_of
from oss.staff.http import StaffRequest
from oss.staff.rights import require


@require_POST
def point_add(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    found = find(request, kind, pk)
    form = ContactPointForm(request.POST)
    if attempt(form, lambda: add_contact_point(found, by=request.user, kind=form.kind, **form.cleaned_data)):
        return redirect(record_url(found))
    return _refused(request, kind, pk, form, point_form=form)


@require_POST
def point_verb(request: StaffRequest, pk: int, verb: str) -> HttpResponse:
    """Marks it as preferred, as bouncing or valid again, or removes it."""
    point, owner = _point(request, pk)
    said: dict[str, Any] = {"by": request.user, "seen_state": seen_in(request)}
    if verb == "remove":
        removed = attempt(request, lambda: editing.remove_contact_point(point, **said))
        return redirect(removed_url(owner, "contact-point", pk) if removed else record_url(owner))
    changes: dict[str, Any] = {
        "prefer": {"preferred": True},
        "bounces": {"state": ContactState.BOUNCING},
        "works": {"state": ContactState.VALID},
    }
    attempt(request, lambda: editing.change_contact_point(point, **said, **changes[verb]))
    return redirect(record_url(owner))


def point_change(request: StaffRequest, pk: int) -> HttpResponse:
    point, owner = _point(request, pk)
    heading = _("Change %(value)s") % {"value": point.value}
    form = ChangePointForm(request.POST or None, instance=point)
    if attempt(
        form,
        lambda: editing.change_contact_point(point, by=request.user, seen=form.seen(), **form.changes()),
    ):
        return redirect(record_url(owner))
    return _part_page(request, owner, form, heading)


@require_POST
def employment_add(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    found = find(request, kind, pk)
    form = EmploymentForm(request.POST, user=request.user, record=found)
    if attempt(form, lambda: editing.add_employment(by=request.user, **({kind: found} | form.cleaned_data))):
        return redirect(record_url(found))
    return _refused(request, kind, pk, form, employment_form=form)


def employment_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Asked from either side: it goes back to where it came from."""
    employment = _employment(request, pk)
    seen = state_of(employment)  # before the form writes into it
    back: Record = employment.organisation if request.GET.get("from") == "organisation" else employment.person
    form = ChangeEmploymentForm(request.POST or None, instance=employment)
    if request.method == "POST" and "remove" in request.POST:
        removed = attempt(
            request,
            lambda: editing.remove_employment(employment, by=request.user, seen_state=seen_in(request)),
        )
        return redirect(removed_url(back, "employment", pk) if removed else request.get_full_path())
    if attempt(
        form,
        lambda: editing.update_employment(employment, by=request.user, seen=form.seen(), **form.changes()),
    ):
        return redirect(record_url(back))
    heading = _("%(person)s at %(organisation)s") % {
        "person": employment.person,
        "organisation": employment.organisation,
    }
    return _part_page(request, back, form, heading, removable=seen)


@require_POST
def part_restore(request: StaffRequest, kind: str, pk: int, part: str, key: int) -> HttpResponse:
    found = find(request, kind, pk)
    if part not in PARTS:
        raise Http404
    if attempt(request, lambda: restore_part(found, part, key, by=request.user)):
        messages.success(request, _("Put back."))
    return redirect(record_url(found))


def _refused(request: StaffRequest, kind: str, pk: int, form: Any, **forms: Any) -> HttpResponse:
    """With what was typed, on the page of whom it was merged into; a deactivated one shows no forms."""
    here = final(find(request, kind, pk))
    if not here.is_active:
        messages.error(request, " ".join(form.non_field_errors()))
    return page(request, here, status=422, **forms)


def _point(request: StaffRequest, pk: int) -> tuple[ContactPoint, Record]:
    """Only who may change the owner gets this far."""
    people = Person.objects.visible_to(request.user)
    organisations = Organisation.objects.visible_to(request.user)
    found = ContactPoint.objects.filter(Q(person__in=people) | Q(organisation__in=organisations))
    point = get_object_or_404(found.select_related("person", "organisation"), pk=pk)
    owner: Any = point.person or point.organisation
    require(request.user, right_on("change")(point))
    return point, owner


def _employment(request: StaffRequest, pk: int) -> Employment:
    found = Employment.objects.filter(
        person__in=Person.objects.visible_to(request.user),
        organisation__in=Organisation.objects.visible_to(request.user),
    )
    return get_object_or_404(found.select_related("person", "organisation"), pk=pk)


def _part_page(
    request: StaffRequest, owner: Record, form: Any, heading: str, *, removable: str = ""
) -> HttpResponse:
    """`removable`: the state in which what stands there can be removed as a mistake."""
    kind, url = kind_of(owner), record_url(owner)
    context = {
        "form": form,
        "heading": heading,
        "back_url": url,
        "removable": removable,
        "breadcrumbs": [(kind.plural_label, reverse(kind.plural)), (owner.name, url), (heading, None)],
    }
    return render(request, "contacts/part.html", context, status=422 if form.is_bound else 200)
