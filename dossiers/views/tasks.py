"""A new task, and a new request, on a dossier."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dossiers.models import Dossier
from dossiers.operations.filing import add_task_on, ask_on
from dossiers.owners import dossiers_of
from dossiers.views.page import breadcrumbs
from oss.core.acting import attempt
from oss.staff.http import StaffRequest
from oss.timeline.forms import RequestForm, TaskForm


def dossier_task(request: StaffRequest, number: str) -> HttpResponse:
    """What, for whom and by when; proposed for whoever handles the dossier."""
    found = _find(request, number)
    form = TaskForm(request.POST or None, initial={"assignee": found.assignee or request.user})
    return _make(
        request, found, form, lambda: add_task_on(found, by=request.user, **form.cleaned_data), _("New task")
    )


def dossier_request(request: StaffRequest, number: str) -> HttpResponse:
    """What is asked, of whom and by when."""
    found = _find(request, number)
    form = RequestForm(request.POST or None)
    return _make(
        request, found, form, lambda: ask_on(found, by=request.user, **form.asked()), _("Ask somebody")
    )


def _find(request: StaffRequest, number: str) -> Dossier:
    dossiers = Dossier.objects.visible_to(request.user).select_related("case_file", "assignee", "journey")
    return get_object_or_404(dossiers, number=number)


def _make(
    request: StaffRequest, found: Dossier, form: TaskForm, add: Callable[[], object], heading: str
) -> HttpResponse:
    page = reverse("dossier", args=[found.number], query={"tab": "timeline"})
    if request.method == "POST" and attempt(form, add):
        messages.success(request, _("“%(title)s” is added.") % {"title": form.cleaned_data["title"]})
        return redirect(page)
    return render(
        request,
        "timeline/task.html",
        {
            "form": form,
            "heading": heading,
            "done": "",
            "owner": dossiers_of([found.case_file_id])[found.case_file_id],
            "back": page,
            "breadcrumbs": [*breadcrumbs(found)[:-1], (found.number, page), (heading, None)],
        },
        status=422 if request.method == "POST" else 200,
    )
