"""What is done with the papers of a dossier, from its checklist."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dossiers.checklist import operations
from dossiers.checklist.block import PLACE
from dossiers.checklist.forms import AddPaperForm, MarkForm, PaperForm
from dossiers.checklist.models import AskedPaper
from dossiers.checklist.sheets import has_checklist
from dossiers.flows.tabs import opens_on
from dossiers.models import Dossier
from dossiers.views.page import breadcrumbs, dossier_url, find
from oss.core.acting import attempt
from oss.core.forms import Form
from oss.core.keys import key_of
from oss.core.seen_form import SeenForm
from oss.staff.http import StaffRequest

_MARKED: dict[str, Callable[..., list[AskedPaper]]] = {
    "ask": operations.ask_papers,
    "receive": operations.receive_papers,
}


def _find(request: StaffRequest, number: str) -> Dossier:
    found = find(request, number)
    if not has_checklist(found):
        raise Http404
    return found


def _back(request: StaffRequest, found: Dossier) -> str:
    """To the checklist on the tab it was sent from."""
    return f"{dossier_url(found.number, request.POST.get('tab') or opens_on(found))}#{PLACE}"


def papers_fill(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    if request.method == "POST" and attempt(
        request, lambda: operations.fill_papers_from_sheet(found, by=request.user)
    ):
        messages.success(request, _("The papers of the sheet stand on the checklist."))
    return redirect(_back(request, found))


def papers_mark(request: StaffRequest, number: str) -> HttpResponse:
    """The ticked ones were asked, or came."""
    found = _find(request, number)
    form = MarkForm(request.POST)
    if request.method != "POST":
        return redirect(_back(request, found))
    if not form.is_valid():
        messages.error(request, " ".join(str(text) for texts in form.errors.values() for text in texts))
        return redirect(_back(request, found))
    keys = [key for one in request.POST.getlist("papers") if (key := key_of(one)) is not None]
    papers = AskedPaper.objects.visible_to(request.user).filter(dossier=found, pk__in=keys)
    verb, day = form.cleaned_data["verb"], form.cleaned_data["day"]
    told = {"asked_on" if verb == "ask" else "received_on": day}
    if done := attempt(request, lambda: _MARKED[verb](found, papers, by=request.user, **told)):
        number_of = len(done.result)
        said = ngettext("%(number)s paper noted.", "%(number)s papers noted.", number_of)
        messages.success(request, said % {"number": number_of})
    return redirect(_back(request, found))


def paper_new(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    form = AddPaperForm(request.POST or None, dossier=found)
    if attempt(form, lambda: operations.add_paper(found, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The paper stands on the checklist."))
        return redirect(_back(request, found))
    return _show(request, found, form, _("Another paper"))


def paper(request: StaffRequest, number: str, pk: str) -> HttpResponse:
    found = _find(request, number)
    rows = AskedPaper.objects.visible_to(request.user).select_related("kind", "dossier")
    held = get_object_or_404(rows, dossier=found, pk=pk)
    form = PaperForm(request.POST or None, instance=held, dossier=found, user=request.user)
    if attempt(
        form, lambda: operations.change_paper(held, by=request.user, seen=form.seen(), **form.changes())
    ):
        messages.success(request, _("Saved."))
        return redirect(_back(request, found))
    return _show(request, found, form, str(held))


def _show(request: StaffRequest, found: Dossier, form: Form | SeenForm, heading: str) -> HttpResponse:
    back = _back(request, found)
    context: dict[str, Any] = {
        "form": form,
        "dossier": found,
        "heading": heading,
        "back": back,
        "breadcrumbs": [*breadcrumbs(found)[:-1], (found.number, back), (heading, None)],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "dossiers/checklist/paper.html", context, status=status)
