"""What is done from the tabs of a project design: studies, works that come along, means, amounts."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dossiers.models import Dossier
from dossiers.types.design import operations
from dossiers.types.design.form import MeansForm, StudyForm
from dossiers.types.design.model import FinancingLine, Study
from dossiers.views.page import breadcrumbs, dossier_url
from dossiers.works.dossier_tab import works_of
from oss.core.acting import attempt
from oss.core.keys import key_of
from oss.core.seen_form import SeenForm
from oss.core.seen_state import seen_in, state_of
from oss.staff.http import StaffRequest

STUDIES, FINANCING = "studies", "financing"


def _find(request: StaffRequest, number: str) -> Dossier:
    dossiers = Dossier.objects.visible_to(request.user).exclude(design=None)
    return get_object_or_404(dossiers.select_related("case_file", "journey", "design"), number=number)


def study_new(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    form = StudyForm(request.POST or None, dossier=found, user=request.user)
    if attempt(form, lambda: operations.add_study(found, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The study is noted."))
        return redirect(dossier_url(number, STUDIES))
    return _show(request, found, form, _("New study"), STUDIES)


def study(request: StaffRequest, number: str, pk: str) -> HttpResponse:
    found = _find(request, number)
    rows = Study.objects.visible_to(request.user).for_list().select_related("design__dossier")
    held = get_object_or_404(rows, design=found.design, pk=pk)
    heading, seen = str(held), state_of(held)  # before the form writes into it
    if "remove" in request.POST:
        removed = attempt(
            request, lambda: operations.remove_study(held, by=request.user, seen=seen_in(request))
        )
        back = f"{dossier_url(number, STUDIES)}&removed=study-{pk}"
        return redirect(back if removed else request.get_full_path())
    form = StudyForm(request.POST or None, instance=held, dossier=found, user=request.user)
    if attempt(
        form,
        lambda: operations.change_study(held, by=request.user, seen=form.seen(), **form.changes()),
    ):
        messages.success(request, _("The study is noted."))
        return redirect(dossier_url(number, STUDIES))
    return _show(request, found, form, heading, STUDIES, removable=seen)


@require_POST
def study_restore(request: StaffRequest, number: str, pk: str) -> HttpResponse:
    found = _find(request, number)
    if attempt(request, lambda: operations.restore_study(found, int(pk), by=request.user)):
        messages.success(request, _("Put back."))
    return redirect(dossier_url(number, STUDIES))


@require_POST
def design_works(request: StaffRequest, number: str) -> HttpResponse:
    """Puts the ticked works of the site on the dossier."""
    found = _find(request, number)
    keys = {key_of(one) for one in request.POST.getlist("works")}
    chosen = [one for one in works_of(found, request.user).filter(is_past=False) if one.pk in keys]
    if attempt(request, lambda: operations.put_works_on(found, chosen, by=request.user)):
        messages.success(request, _("Saved."))
    return redirect(dossier_url(number, STUDIES))


def means_new(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    form = MeansForm(request.POST or None, dossier=found)
    if attempt(form, lambda: operations.add_means(found, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect(dossier_url(number, FINANCING))
    return _show(request, found, form, _("What pays the works"), FINANCING)


def means(request: StaffRequest, number: str, pk: str) -> HttpResponse:
    found = _find(request, number)
    rows = FinancingLine.objects.visible_to(request.user).select_related("design__dossier")
    held = get_object_or_404(rows, design=found.design, pk=pk)
    heading, seen = str(held), state_of(held)
    if "remove" in request.POST:
        removed = attempt(
            request, lambda: operations.remove_means(held, by=request.user, seen=seen_in(request))
        )
        back = f"{dossier_url(number, FINANCING)}&removed=means-{pk}"
        return redirect(back if removed else request.get_full_path())
    form = MeansForm(request.POST or None, instance=held, dossier=found)
    if attempt(
        form,
        lambda: operations.change_means(held, by=request.user, seen=form.seen(), **form.changes()),
    ):
        messages.success(request, _("Saved."))
        return redirect(dossier_url(number, FINANCING))
    return _show(request, found, form, heading, FINANCING, removable=seen)


@require_POST
def means_restore(request: StaffRequest, number: str, pk: str) -> HttpResponse:
    found = _find(request, number)
    if attempt(request, lambda: operations.restore_means(found, int(pk), by=request.user)):
        messages.success(request, _("Put back."))
    return redirect(dossier_url(number, FINANCING))


@require_POST
def plan_amounts(request: StaffRequest, number: str) -> HttpResponse:
    """Takes over in the plan what the works ask now."""
    found = _find(request, number)
    if attempt(request, lambda: operations.note_amounts(found, by=request.user)):
        messages.success(request, _("The plan has the amounts of today."))
    return redirect(dossier_url(number, FINANCING))


def _show(
    request: StaffRequest, found: Dossier, form: SeenForm, heading: str, tab: str, *, removable: str = ""
) -> HttpResponse:
    back = dossier_url(found.number, tab)
    context: dict[str, Any] = {
        "form": form,
        "dossier": found,
        "heading": heading,
        "back": back,
        "removable": removable,
        "breadcrumbs": [*breadcrumbs(found)[:-1], (found.number, back), (heading, None)],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "dossiers/types/design/row.html", context, status=status)
