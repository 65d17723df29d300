"""The dossier page: header, process bar, tabs, timeline; and what its forms and buttons do."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from dossiers.flows.bar import process_bar_of
from dossiers.flows.profiles import ALL_TABS, profile_of
from dossiers.flows.table import flow_of
from dossiers.forms.editing import (
    ContactForm,
    InformationForm,
    NoteForm,
    ReasonForm,
    RequestForm,
    StakeholderForm,
)
from dossiers.models import Dossier, Journey, ReasonKind, Stakeholder
from dossiers.operations import editing, stages
from dossiers.operations.opening import Client
from dossiers.tasks import dossier_summary
from dossiers.views.people import chips_of
from dossiers.views.train import train_of
from oss.core.components import PersonChip
from oss.core.forms import take_over
from oss.core.refusal import Refused
from oss.documents.models import Document
from oss.documents.operations import add_document
from oss.staff.http import StaffRequest
from oss.timeline.models import ActivityKind, FiledDocument
from oss.timeline.operations import add_activity, file_document
from oss.timeline.reading import read

TABS: dict[str, str | Promise] = {
    "info": gettext_lazy("Dossier info"),
    "contact": gettext_lazy("Contact details"),
    "journey": gettext_lazy("Journey"),
    "timeline": gettext_lazy("Timeline"),
    "files": gettext_lazy("Files"),
    "request": gettext_lazy("Request"),
}

REASONS = {"step_back": ReasonKind.BACK, "abandon": ReasonKind.ABANDON, "reopen": ReasonKind.BACK}
QUESTIONS: dict[str, str | Promise] = {
    "step_back": gettext_lazy("Set %(number)s one stage back"),
    "abandon": gettext_lazy("Abandon %(number)s"),
    "reopen": gettext_lazy("Reopen %(number)s"),
}
LARGEST_UPLOAD = 25 * 1024 * 1024


@dataclass(frozen=True)
class Tab:
    name: str
    label: str | Promise
    url: str
    active: bool


def dossier(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    asked = request.GET.get("tab", "")
    tab = asked if asked in TABS else flow_of(found.type).stage(found.stage).tab if found.is_open else "info"
    return _page(request, found, tab)


@require_POST
def dossier_request(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    form = RequestForm(request.POST, instance=found)
    return _save(
        request,
        number,
        "request",
        form,
        lambda data: editing.update_dossier(
            found, by=request.user, additional_projects=data.pop("additional_projects"), **data
        ),
    )


@require_POST
def dossier_information(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    form = InformationForm(request.POST, instance=found.information)
    return _save(
        request,
        number,
        "info",
        form,
        lambda data: editing.update_information(found, by=request.user, topics=data.pop("topics"), **data),
    )


@require_POST
def dossier_contact(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    form = ContactForm(request.POST, instance=found, stakeholders=editing.stakeholders_of(found))
    return _save(
        request,
        number,
        "contact",
        form,
        lambda data: editing.update_dossier(found, by=request.user, **data),
    )


@require_POST
def dossier_stakeholder(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    form = StakeholderForm(request.POST)
    return _save(
        request,
        number,
        "contact",
        form,
        lambda data: editing.add_stakeholder(
            found,
            Client(data["capacity"], data["person"], data["organisation"]),
            by=request.user,
            on_journey=not data["only_here"],
        ),
        name="stakeholder_form",
    )


@require_POST
def dossier_note(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    form = NoteForm(request.POST)
    asked = request.POST.get("tab", "")
    return _save(
        request,
        number,
        asked if asked in TABS else "timeline",
        form,
        lambda data: add_activity(
            found.case_file, by=request.user, kind=ActivityKind.NOTE, title=_("Note"), text=data["text"]
        ),
        name="note_form",
    )


@require_POST
def dossier_upload(request: StaffRequest, number: str) -> HttpResponse:
    """Files several documents at once."""
    found = _find(request, number)
    uploads = request.FILES.getlist("files")
    if not uploads:
        messages.error(request, _("Choose at least one file."))
    for upload in uploads:
        if upload.size is None or upload.size > LARGEST_UPLOAD:
            messages.error(request, _("“%(name)s” is larger than 25 MB.") % {"name": upload.name})
            continue
        document = add_document(
            data=upload.read(),
            name=upload.name or _("file"),
            content_type=upload.content_type or "",
            by=request.user,
        )
        file_document(found.case_file, document, by=request.user)
        messages.success(request, _("“%(name)s” is filed.") % {"name": document.name})
    return redirect(_url(number, "files"))


@require_POST
def dossier_summary_request(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    dossier_summary.delay(found.pk, request.user.pk)
    messages.success(request, _("The summary is being made; it appears among the files in a moment."))
    return redirect(_url(number, "files"))


def dossier_stage(request: StaffRequest, number: str, verb: str) -> HttpResponse:
    """One of the five verbs. The verbs that want a reason ask it on a page of their own first."""
    found = _find(request, number)
    kind = REASONS.get(verb)
    # the button of the process bar posts without a reason: then it is asked, not missed
    typed = request.POST if "reason" in request.POST else None
    form = ReasonForm(typed, kind=kind) if kind else None
    if form is not None and not form.is_valid():
        return render(
            request,
            "dossiers/reason.html",
            {
                "dossier": found,
                "form": form,
                "verb": verb,
                "question": str(QUESTIONS[verb]) % {"number": found.number},
                "breadcrumbs": _breadcrumbs(found),
            },
            status=422 if form.is_bound else 200,
        )
    if request.method == "POST":
        _try(
            request,
            lambda: getattr(stages, verb)(found, by=request.user, **(form.cleaned_data if form else {})),
        )
    return redirect("dossier", number=number)


def _save(
    request: StaffRequest, number: str, tab: str, form: BaseForm, save: Any, *, name: str = "form"
) -> HttpResponse:
    """Saves and goes back to the tab, or on to completion; what is refused is told and stays typed."""
    if form.is_valid():
        try:
            save(dict(form.cleaned_data))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as error:
            take_over(form, error)
        else:
            messages.success(
                request, _("Saved at %(time)s.") % {"time": timezone.localtime().strftime("%H:%M")}
            )
            if "complete" in request.POST:
                _try(request, lambda: stages.save_and_complete(_find(request, number), by=request.user))
            return redirect(_url(number, tab))
    # the record as it is in the database, the form as it was typed
    return _page(request, _find(request, number), tab, **{name: form}, status=422)


def _try(request: StaffRequest, act: Any) -> None:
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))


def _find(request: StaffRequest, number: str) -> Dossier:
    found = (
        Dossier.objects.visible_to(request.user)
        .for_list()
        .select_related("source", "case_file", "journey__case_file", "journey__client", "information")
    )
    return get_object_or_404(found, number=number)


def _page(request: StaffRequest, found: Dossier, tab: str, status: int = 200, **forms: Any) -> HttpResponse:
    profile = profile_of(found)
    own_only = request.GET.get("scope") == "own"
    chip = request.GET.get("filter", "")
    own = "&scope=own" if own_only else ""
    contact = found.main_contact
    case_files = [found.case_file] if own_only else [found.case_file, found.journey.case_file]
    context = {
        "dossier": found,
        "profile": profile,
        "tab": tab,
        "tabs": [
            Tab(name, TABS[name], _url(found.number, name), name == tab)
            for name in (profile.tabs if profile else ALL_TABS)
        ],
        "bar": process_bar_of(found, request.user),
        "timeline": read(case_files, user=request.user, url=_url(found.number, tab) + own, chip=chip),
        "scopes": [
            (_("This dossier"), f"{_url(found.number, tab)}&scope=own&filter={chip}", own_only),
            (_("The whole train"), f"{_url(found.number, tab)}&filter={chip}", not own_only),
        ],
        "contact": chips_of([contact])[contact.pk] if contact else None,
        "may_change": found.is_active and request.user.has_perm("dossiers.change_dossier"),
        "next_url": f"{reverse('dossier_new')}?on={found.journey.number}",
        "note_form": NoteForm(),
        "breadcrumbs": _breadcrumbs(found),
        **TAB_CONTENTS[tab](request, found),
        **forms,
    }
    return render(request, "dossiers/dossier.html", context, status=status)


def _request_tab(request: StaffRequest, found: Dossier) -> dict[str, Any]:
    return {"form": RequestForm(instance=found)}


def _info_tab(request: StaffRequest, found: Dossier) -> dict[str, Any]:
    information = getattr(found, "information", None)
    return {"form": InformationForm(instance=information) if information else None}


def _contact_tab(request: StaffRequest, found: Dossier) -> dict[str, Any]:
    stakeholders = editing.stakeholders_of(found)
    return {
        "stakeholders": _parties(stakeholders),
        "form": ContactForm(instance=found, stakeholders=stakeholders),
        "stakeholder_form": StakeholderForm(),
    }


def _parties(stakeholders: list[Stakeholder]) -> list[tuple[Stakeholder, PersonChip]]:
    chips = chips_of(stakeholders)
    return [(one, chips[one.pk]) for one in stakeholders]


def _journey_tab(request: StaffRequest, found: Dossier) -> dict[str, Any]:
    others = Journey.objects.visible_to(request.user).exclude(pk=found.journey_id)
    return {
        "train": train_of(found.journey, request.user, current=found),
        "other_journeys": list(others.filter(address=found.site_address).for_list()[:20])
        if found.site_address
        else [],
    }


def _files_tab(request: StaffRequest, found: Dossier) -> dict[str, Any]:
    filed = FiledDocument.objects.filter(
        case_file__in=[found.case_file, found.journey.case_file],
        document__in=Document.objects.visible_to(request.user),
    )
    return {"filed_documents": list(filed.select_related("document__stored_file", "filed_by"))}


TAB_CONTENTS = {
    "request": _request_tab,
    "info": _info_tab,
    "contact": _contact_tab,
    "journey": _journey_tab,
    "timeline": lambda _request, _found: {},
    "files": _files_tab,
}


def _breadcrumbs(found: Dossier) -> list[tuple[Any, str | None]]:
    return [
        (found.get_type_display(), reverse("dossiers_of_type", args=[found.type])),
        (found.journey.number, reverse("journey", args=[found.journey.number])),
        (found.number, None),
    ]


def _url(number: str, tab: str) -> str:
    return f"{reverse('dossier', args=[number])}?tab={tab}"
