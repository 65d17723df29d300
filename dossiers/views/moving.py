"""The verbs on a dossier: to another stage, out of the lists and back."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dossiers.flows.verbs import VERBS
from dossiers.forms.editing import ReasonForm
from dossiers.models import Dossier
from dossiers.operations import activation, stages
from dossiers.views.page import breadcrumbs, find
from oss.core.acting import attempt
from oss.core.keys import key_of
from oss.staff.http import StaffRequest


def dossier_stage(request: StaffRequest, number: str, verb: str) -> HttpResponse:
    """One of the verbs on its stage."""
    return _do(request, find(request, number), verb, getattr(stages, verb))


def dossier_activation(request: StaffRequest, number: str, verb: str) -> HttpResponse:
    """Deactivates, or undoes it."""
    return _do(request, find(request, number), verb, getattr(activation, verb))


def _do(request: StaffRequest, found: Dossier, verb: str, operation: Callable[..., Dossier]) -> HttpResponse:
    """Does the verb when it is posted. Verbs that want a reason ask it on a page of their own first."""
    asked = VERBS[verb]
    # the button of the process bar posts without a reason: then it is asked, not missed
    typed = request.POST if "reason" in request.POST else None
    form = ReasonForm(typed, kind=asked.reason, code=request.GET.get("reason", "")) if asked.reason else None
    seen = key_of(request.POST.get("seen"))
    act = partial(operation, found, by=request.user, seen=seen)
    if form is not None and not (
        form.is_valid() and move(request, found, partial(act, **form.cleaned_data), on=form)
    ):
        return render(
            request,
            "dossiers/reason.html",
            {
                "dossier": found,
                "form": form,
                "verb": verb,
                "action": request.path,
                "seen": seen or found.visits.order_by("pk").values_list("pk", flat=True).last(),
                "question": str(asked.question) % {"number": found.number},
                "breadcrumbs": breadcrumbs(found),
            },
            status=422 if form.is_bound else 200,
        )
    if request.method == "POST" and form is None:
        move(request, found, act)
    return redirect("dossier", number=found.number)


def move(
    request: StaffRequest,
    found: Dossier,
    act: Callable[[], Dossier],
    *,
    on: ReasonForm | None = None,
    saved: str = "",
) -> bool:
    """Whether it could be done; tells the stage it led to, or why it could not, on the form that asked.

    What was `saved` on the way is told in the same line.
    """
    moved = attempt(on or request, act)
    if saved and not (moved and moved.result.stage != found.stage):
        messages.success(request, saved)
    if moved and moved.result.stage != found.stage:
        stage = _("Stage: %(stage)s.") % {"stage": moved.result.stage_label}
        messages.success(request, f"{saved} {stage}".strip())
    return moved is not None
