"""A new task on a dossier."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dossiers.models import Dossier
from dossiers.operations.filing import add_task_on
from dossiers.owners import dossiers_of
from dossiers.views.page import breadcrumbs
from oss.core.acting import attempt
from oss.staff.http import StaffRequest
from oss.timeline.forms import TaskForm


def dossier_task(request: StaffRequest, number: str) -> HttpResponse:
    """What, for whom and by when; proposed for whoever handles the dossier."""
    dossiers = Dossier.objects.visible_to(request.user).select_related("case_file", "assignee", "journey")
    found = get_object_or_404(dossiers, number=number)
    form = TaskForm(request.POST or None, initial={"assignee": found.assignee or request.user})
    page = reverse("dossier", args=[number], query={"tab": "timeline"})
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda: add_task_on(found, by=request.user, **form.cleaned_data))
    ):
        messages.success(request, _("“%(title)s” is added.") % {"title": form.cleaned_data["title"]})
        return redirect(page)
    return render(
        request,
        "timeline/task.html",
        {
            "form": form,
            "heading": _("New task"),
            "done": "",
            "owner": dossiers_of([found.case_file_id])[found.case_file_id],
            "back": page,
            "breadcrumbs": [*breadcrumbs(found)[:-1], (number, page), (_("New task"), None)],
        },
        status=422 if request.method == "POST" else 200,
    )
