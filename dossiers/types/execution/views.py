"""Street furniture, inspections and complaints of an execution."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dossiers.flows.table import DossierType
from dossiers.models import Dossier
from dossiers.types.execution import operations
from dossiers.types.execution.form import ComplaintForm, InspectedForm
from dossiers.types.execution.model import Complaint, StreetElement
from dossiers.types.execution.tabs import street_form, street_lines
from dossiers.views.page import breadcrumbs, dossier_url, find, page, tab_named
from dossiers.works.operations import inspect
from oss.core.acting import attempt
from oss.core.parameters import known_figures
from oss.core.seen_state import seen_in, state_of
from oss.staff.http import StaffRequest


def _find(request: StaffRequest, number: str) -> Dossier:
    found = find(request, number)
    if found.type != DossierType.EXECUTION:
        raise Http404
    return found


def street_furniture(request: StaffRequest, number: str, element: int) -> HttpResponse:
    """Whether one element must go, and how far that is."""
    found = _find(request, number)
    url = dossier_url(number, "preparation")
    if request.method != "POST":
        return redirect(url)
    what = get_object_or_404(StreetElement, pk=element)
    form = street_form(found, what, found.street_furniture.filter(element=what).first(), request.POST)
    done = attempt(
        form,
        lambda: operations.answer_street_furniture(
            found, what, by=request.user, seen=form.seen(), **_told(form)
        ),
    )
    if done:
        messages.success(request, _("Saved."))
        return redirect(f"{url}#id_street_furniture")
    others = {"street": street_lines(found, known_figures(), refused=form)}
    return page(request, found, tab_named(request, found, "preparation"), status=422, others=others)


def _told(form: Any) -> dict[str, Any]:
    """What was changed; of an element that nobody answered yet, all that was filled in."""
    told: dict[str, Any] = form.cleaned_data if form.instance.pk is None else form.changes()
    return told


def street_furniture_rest(request: StaffRequest, number: str) -> HttpResponse:
    """Nothing else has to go."""
    found = _find(request, number)
    url = dossier_url(number, "preparation")
    if request.method == "POST":
        done = attempt(request, lambda: operations.no_more_street_furniture(found, by=request.user))
        if done:
            told = ngettext("%(number)s element stays.", "%(number)s elements stay.", done.result)
            messages.success(request, told % {"number": done.result})
    return redirect(f"{url}#id_street_furniture")


def execution_inspection(request: StaffRequest, number: str) -> HttpResponse:
    """A look at one of the works of the dossier."""
    found = _find(request, number)
    url = dossier_url(number, "execution")
    if request.method != "POST":
        return redirect(url)
    form = InspectedForm(request.POST, dossier=found, auto_id="inspected-%s")
    if attempt(form, lambda: inspect(**form.cleaned_data, by=request.user)):
        messages.success(request, _("Saved."))
        return redirect(f"{url}#inspections")
    others = {"inspected_form": form}
    return page(request, found, tab_named(request, found, "execution"), status=422, others=others)


def complaint_new(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    form = ComplaintForm(request.POST or None, dossier=found)
    if request.method == "POST" and attempt(
        form, lambda: operations.add_complaint(found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, _("The complaint is noted."))
        return redirect(_back(number))
    return _show(request, found, form, _("New complaint"))


def complaint(request: StaffRequest, number: str, pk: str) -> HttpResponse:
    found = _find(request, number)
    held = get_object_or_404(Complaint.objects.visible_to(request.user), dossier=found, pk=pk)
    heading, seen = str(held), state_of(held)  # before the form writes into it
    if request.method == "POST" and "remove" in request.POST:
        if attempt(
            request, lambda: operations.remove_complaint(held, by=request.user, seen=seen_in(request))
        ):
            return redirect(f"{dossier_url(number, 'execution')}&removed=complaint-{pk}#complaints")
        return redirect(request.get_full_path())
    form = ComplaintForm(request.POST or None, instance=held, dossier=found)
    if request.method == "POST" and attempt(
        form,
        lambda: operations.change_complaint(held, by=request.user, seen=form.seen(), **form.changes()),
    ):
        messages.success(request, _("The complaint is noted."))
        return redirect(_back(number))
    return _show(request, found, form, heading, held=held, removable=seen)


def complaint_restore(request: StaffRequest, number: str, pk: str) -> HttpResponse:
    found = _find(request, number)
    if request.method == "POST" and attempt(
        request, lambda: operations.restore_complaint(found, int(pk), by=request.user)
    ):
        messages.success(request, _("Put back."))
    return redirect(_back(number))


def _back(number: str) -> str:
    return f"{dossier_url(number, 'execution')}#complaints"


def _show(request: StaffRequest, found: Dossier, form: Any, heading: str, **context: Any) -> HttpResponse:
    back = _back(found.number)
    context |= {
        "form": form,
        "heading": heading,
        "back": back,
        "breadcrumbs": [*breadcrumbs(found)[:-1], (found.number, back), (heading, None)],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "dossiers/types/execution/complaint.html", context, status=status)
