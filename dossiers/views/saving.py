"""What the forms of the dossier page do: save a tab, add somebody, a note or files, ask for a summary."""

from collections.abc import Callable, Collection
from functools import partial, wraps
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dossiers.flows.branches import early_end
from dossiers.flows.tabs import DossierTab
from dossiers.forms.editing import NoteForm, StakeholderForm
from dossiers.models import Dossier
from dossiers.operations import stages
from dossiers.operations.editing import add_stakeholder
from dossiers.operations.filing import add_file, add_note, describe_files
from dossiers.operations.opening import Client
from dossiers.operations.summary import ask_for_summary
from dossiers.tasks import dossier_summary
from dossiers.views.case_files import files_of
from dossiers.views.moving import move
from dossiers.views.page import dossier_url, find, owners_on, page, tab_named, to_dossier
from dossiers.views.tab_form import TabForm
from dossiers.views.tabs import DESCRIBE_ID
from oss.core.acting import attempt
from oss.core.background import tell_worker
from oss.core.disk import DiskFullError
from oss.core.keys import key_of
from oss.core.refusal import Refused
from oss.core.registry import offered
from oss.documents.forms import ArrivingForm, DescribeForm
from oss.documents.models import Document
from oss.documents.uploads import no_room_for, told_of_unseen, too_large
from oss.staff.http import StaffRequest

_FURTHER: dict[str, Callable[..., Dossier]] = {
    "advance": stages.advance,
    "complete": stages.save_and_complete,
}
"""What the second button under a form does once it is saved."""
View = Callable[[StaffRequest, str], HttpResponse]


def _sent_from(tab: str) -> Callable[[View], View]:
    """Of what takes a form of this tab: opened as a page, as by reloading a refused form, it leads there."""

    def wrap(view: View) -> View:
        @wraps(view)
        def handle(request: StaffRequest, number: str) -> HttpResponse:
            return view(request, number) if request.method == "POST" else redirect(dossier_url(number, tab))

        return handle

    return wrap


def dossier_save(request: StaffRequest, number: str, sent_to: str) -> HttpResponse:
    """Saves the form of a tab, whatever parts stand on it, and goes back to it or on to the next stage."""
    name = next((one.name for one in offered(DossierTab).values() if one.address == sent_to), None)
    if name is None:
        raise Http404
    if request.method != "POST":
        return redirect(dossier_url(number, name))
    found = find(request, number)
    tab = tab_named(request, found, name)
    form = TabForm(found, tab, request.user, request.POST)
    if tab.name != name or not form:
        raise Http404
    if not form.save(by=request.user):
        # the record as it is in the database, the form as it was typed
        return page(request, find(request, number), tab, form=form, status=422)
    back = dossier_url(number, name)
    further = _FURTHER.get(request.POST.get("further", ""))
    left = Dossier.objects.visible_to(request.user).filter(pk=found.pk).first()
    if left is None:  # it is shielded, and somebody else handles it now
        return to_dossier(request, Dossier.objects.select_related("case_file", "assignee").get(pk=found.pk))
    if further is None:
        messages.success(request, _saved())
        return redirect(back)
    found = find(request, number)
    if early_end(found):  # by what was saved: the stage that the button named does not come any more
        further = stages.complete
    act = partial(further, found, by=request.user, seen=key_of(request.POST.get("seen")))
    moved = move(request, found, act, saved=_saved())
    return redirect("dossier", number=number) if moved else redirect(back)


def _saved() -> str:
    return _("Saved at %(time)s.") % {"time": timezone.localtime().strftime("%H:%M")}


@_sent_from("contact")
def dossier_stakeholder(request: StaffRequest, number: str) -> HttpResponse:
    found = find(request, number)
    form = StakeholderForm(request.POST)
    return _add(
        request,
        found,
        "contact",
        form,
        lambda data: add_stakeholder(
            found,
            Client(data["capacity"], data["person"], data["organisation"]),
            by=request.user,
            on_journey=not data["only_here"],
        ),
        name="stakeholder_form",
    )


@_sent_from("timeline")
def dossier_note(request: StaffRequest, number: str) -> HttpResponse:
    found = find(request, number)
    asked = request.POST.get("tab", "")
    return _add(
        request,
        found,
        asked if asked in offered(DossierTab) else "timeline",
        NoteForm(request.POST),
        lambda data: add_note(found, by=request.user, **data),
        name="note_form",
    )


def _add(
    request: StaffRequest,
    found: Dossier,
    tab: str,
    form: BaseForm,
    operation: Callable[[dict[str, Any]], object],
    *,
    name: str,
) -> HttpResponse:
    """Does it and goes back to the tab; what is refused is told and stays typed."""
    if attempt(form, lambda: operation(dict(form.cleaned_data))):
        messages.success(request, _saved())
        return redirect(dossier_url(found.number, tab))
    now = find(request, found.number)
    return page(request, now, tab_named(request, now, tab), status=422, others={name: form})


@_sent_from("files")
def dossier_upload(request: StaffRequest, number: str) -> HttpResponse:
    """Files several documents at once."""
    found = find(request, number)
    uploads = request.FILES.getlist("files")
    filed: list[Document] = []
    form = ArrivingForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose what the files are, and where they came from."))
        return redirect(dossier_url(number, "files"))
    if not uploads:
        messages.error(request, _("Choose at least one file."))
    for upload in uploads:
        if told := too_large(upload):
            messages.error(request, told)
            continue
        try:
            document = add_file(
                found,
                data=upload.read(),
                name=upload.name or _("file"),
                content_type=upload.content_type or "",
                by=request.user,
                **form.cleaned_data,
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
        except DiskFullError:
            messages.error(request, no_room_for(upload))
        else:
            filed.append(document)
    if len(filed) == 1:
        messages.success(request, _("“%(name)s” is filed.") % {"name": filed[0]})
    elif filed:
        messages.success(request, _("%(number)s files are filed.") % {"number": len(filed)})
    _tell_of_unseen(request, filed)
    return redirect(dossier_url(number, "files"))


@_sent_from("files")
def dossier_describe(request: StaffRequest, number: str) -> HttpResponse:
    """Says of the ticked files what they are."""
    found = find(request, number)
    form = DescribeForm(request.POST, user=request.user, auto_id=DESCRIBE_ID)
    keys = {key_of(text) for text in request.POST.getlist("documents")}
    filed = files_of(owners_on(found, own_only=False), request.user)
    ticked = [one.document for one, _owner in filed if one.document_id in keys]
    if not ticked:
        messages.error(request, _("Tick at least one file."))
    elif attempt(form, lambda: describe_files(found, ticked, by=request.user, **form.cleaned_data)):
        number_of = len(ticked)
        told = ngettext("%(number)s file is described.", "%(number)s files are described.", number_of)
        messages.success(request, told % {"number": number_of})
        _tell_of_unseen(request, ticked)
    else:
        now = find(request, number)
        others = {"describe_form": form, "ticked": keys}
        return page(request, now, tab_named(request, now, "files"), status=422, others=others)
    return redirect(dossier_url(number, "files"))


def _tell_of_unseen(request: StaffRequest, documents: Collection[Document]) -> None:
    if told := told_of_unseen(documents, request.user):
        messages.warning(request, told)


@_sent_from("files")
def dossier_summary_request(request: StaffRequest, number: str) -> HttpResponse:
    found = find(request, number)
    asked = attempt(request, lambda: ask_for_summary(found, by=request.user))
    if asked:
        tell_worker(dossier_summary, asked.result.pk)
        messages.success(request, _("The summary is being made; it appears among the files in a moment."))
    return redirect(dossier_url(number, "files"))
