"""The dossier page: header, process bar, tabs, timeline; and what its forms and buttons do."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.flows.bar import needed_for, process_bar_of
from dossiers.flows.profiles import ALL_TABS, profile_of, required
from dossiers.flows.table import COMPLETED, flow_of
from dossiers.forms.editing import (
    ContactForm,
    InformationForm,
    NoteForm,
    ReasonForm,
    RequestForm,
    StakeholderForm,
)
from dossiers.models import Dossier, Journey, ReasonKind, Stakeholder
from dossiers.operations import activation, editing, stages
from dossiers.operations.filing import add_file, add_note
from dossiers.operations.opening import Client
from dossiers.operations.summary import ask_for_summary
from dossiers.tasks import dossier_summary
from dossiers.views.people import chips_of
from dossiers.views.train import train_of
from oss.core.background import tell_worker
from oss.core.components import PersonChip, Timeline
from oss.core.conflicts import Conflict
from oss.core.disk import DiskFullError
from oss.core.forms import mark_needed, take_over
from oss.core.keys import key_of
from oss.core.refusal import Refused
from oss.core.seen_form import SeenForm
from oss.documents.models import Document
from oss.staff.asked_often import asked_often
from oss.staff.http import StaffRequest
from oss.staff.models import User
from oss.timeline.http import asks_for_older, send_older
from oss.timeline.models import FiledDocument
from oss.timeline.reading import read

TABS: dict[str, str | Promise] = {
    "info": gettext_lazy("Dossier info"),
    "contact": gettext_lazy("Contact details"),
    "journey": gettext_lazy("Journey"),
    "timeline": gettext_lazy("Timeline"),
    "files": gettext_lazy("Files"),
    "request": gettext_lazy("Request"),
}

REASONS = {
    "step_back": ReasonKind.BACK,
    "abandon": ReasonKind.ABANDON,
    "reopen": ReasonKind.BACK,
    "deactivate": ReasonKind.DEACTIVATE,
}
QUESTIONS: dict[str, str | Promise] = {
    "step_back": gettext_lazy("Set %(number)s one stage back"),
    "abandon": gettext_lazy("Abandon %(number)s"),
    "reopen": gettext_lazy("Reopen %(number)s"),
    "deactivate": gettext_lazy("Deactivate %(number)s"),
}
_FURTHER: dict[str, Callable[..., Dossier]] = {
    "advance": stages.advance,
    "complete": stages.save_and_complete,
}
"""What the second button under a form does once it is saved."""
View = Callable[[StaffRequest, str], HttpResponse]
LARGEST_UPLOAD = 25 * 1024 * 1024


@dataclass(frozen=True)
class Tab:
    name: str
    label: str | Promise
    url: str
    active: bool


def _sent_from(tab: str) -> Callable[[View], View]:
    """Of what takes a form of this tab: opened as a page, as by reloading a refused form, it leads there."""

    def wrap(view: View) -> View:
        @wraps(view)
        def handle(request: StaffRequest, number: str) -> HttpResponse:
            return view(request, number) if request.method == "POST" else redirect(_url(number, tab))

        return handle

    return wrap


def dossier(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    asked = request.GET.get("tab", "")
    tab = asked if asked in TABS else flow_of(found.type).stage(found.stage).tab if found.is_open else "info"
    if asks_for_older(request):
        return send_older(request, _timeline(request, found, tab))
    return _page(request, found, tab)


@_sent_from("request")
def dossier_request(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    form = RequestForm(request.POST, instance=found)
    return _save(
        request,
        number,
        "request",
        form,
        lambda _data: editing.update_dossier(found, by=request.user, seen=form.seen(), **form.changes()),
    )


@_sent_from("info")
def dossier_information(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    form = InformationForm(request.POST, instance=found.information)
    return _save(
        request,
        number,
        "info",
        form,
        lambda _data: editing.update_information(found, by=request.user, seen=form.seen(), **form.changes()),
    )


@_sent_from("contact")
def dossier_contact(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    form = ContactForm(request.POST, instance=found, stakeholders=editing.stakeholders_of(found))
    return _save(
        request,
        number,
        "contact",
        form,
        lambda _data: editing.update_dossier(found, by=request.user, seen=form.seen(), **form.changes()),
    )


@_sent_from("contact")
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


@_sent_from("timeline")
def dossier_note(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    form = NoteForm(request.POST)
    asked = request.POST.get("tab", "")
    return _save(
        request,
        number,
        asked if asked in TABS else "timeline",
        form,
        lambda data: add_note(found, data["text"], by=request.user),
        name="note_form",
    )


@_sent_from("files")
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
        try:
            document = add_file(
                found,
                data=upload.read(),
                name=upload.name or _("file"),
                content_type=upload.content_type or "",
                by=request.user,
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
        except DiskFullError:
            messages.error(
                request,
                _(
                    "“%(name)s” was not kept: the disk of the server is full. Tell the CRM administrator, and"
                    " upload it again afterwards."
                )
                % {"name": upload.name},
            )
        else:
            messages.success(request, _("“%(name)s” is filed.") % {"name": document.name})
    return redirect(_url(number, "files"))


@_sent_from("files")
def dossier_summary_request(request: StaffRequest, number: str) -> HttpResponse:
    found = _find(request, number)
    try:
        asked = ask_for_summary(found, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        tell_worker(dossier_summary, asked.pk)
        messages.success(request, _("The summary is being made; it appears among the files in a moment."))
    return redirect(_url(number, "files"))


def dossier_stage(request: StaffRequest, number: str, verb: str) -> HttpResponse:
    """One of the five verbs."""
    return _do(request, _find(request, number), verb, getattr(stages, verb))


def dossier_activation(request: StaffRequest, number: str, verb: str) -> HttpResponse:
    """Deactivates, or undoes it."""
    return _do(request, _find(request, number), verb, getattr(activation, verb))


def _do(request: StaffRequest, found: Dossier, verb: str, operation: Callable[..., Dossier]) -> HttpResponse:
    """Does the verb when it is posted. Verbs that want a reason ask it on a page of their own first."""
    kind = REASONS.get(verb)
    # the button of the process bar posts without a reason: then it is asked, not missed
    typed = request.POST if "reason" in request.POST else None
    form = ReasonForm(typed, kind=kind) if kind else None
    seen = key_of(request.POST.get("seen"))
    act = partial(operation, found, by=request.user, seen=seen)
    if form is not None and not (form.is_valid() and _done(request, found, form, act)):
        return render(
            request,
            "dossiers/reason.html",
            {
                "dossier": found,
                "form": form,
                "verb": verb,
                "action": request.path,
                "seen": seen or found.visits.order_by("pk").values_list("pk", flat=True).last(),
                "question": str(QUESTIONS[verb]) % {"number": found.number},
                "breadcrumbs": _breadcrumbs(found),
            },
            status=422 if form.is_bound else 200,
        )
    if request.method == "POST" and form is None:
        _move(request, found, act)
    return redirect("dossier", number=found.number)


def _done(request: StaffRequest, found: Dossier, form: ReasonForm, act: Callable[..., Dossier]) -> bool:
    """Refused: said on the form, where the reason that was typed stays."""
    try:
        _tell_stage(request, found, act(**form.cleaned_data))
    except Refused as refusal:
        form.add_error(None, str(refusal))
    return form.is_valid()


def _save(
    request: StaffRequest, number: str, tab: str, form: BaseForm, save: Any, *, name: str = "form"
) -> HttpResponse:
    """Saves and goes back to the tab, or on to the next stage; what is refused is told and stays typed."""
    if form.is_valid():
        try:
            save(dict(form.cleaned_data))
        except Conflict as conflict:
            cast(SeenForm, form).tell_conflicts(conflict.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as error:
            take_over(form, error)
        else:
            messages.success(
                request, _("Saved at %(time)s.") % {"time": timezone.localtime().strftime("%H:%M")}
            )
            if (move := _FURTHER.get(request.POST.get("further", ""))) is None:
                return redirect(_url(number, tab))
            found, seen = _find(request, number), key_of(request.POST.get("seen"))
            moved = _move(request, found, partial(move, found, by=request.user, seen=seen))
            return redirect("dossier", number=number) if moved else redirect(_url(number, tab))
    # the record as it is in the database, the form as it was typed
    return _page(request, _find(request, number), tab, **{name: form}, status=422)


def _move(request: StaffRequest, found: Dossier, act: Callable[[], Dossier]) -> bool:
    """Whether it could be done; tells the stage it led to, or why it could not."""
    try:
        moved = act()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    _tell_stage(request, found, moved)
    return True


def _tell_stage(request: StaffRequest, before: Dossier, moved: Dossier) -> None:
    if moved.stage != before.stage:
        messages.success(request, _("Stage: %(stage)s.") % {"stage": moved.stage_label})


def _find(request: StaffRequest, number: str) -> Dossier:
    found = _on_its_page.first(request.user, number)
    if found is None:
        raise Http404
    return found


@asked_often
def _on_its_page(user: User, number: str) -> QuerySet[Dossier]:
    found = Dossier.objects.visible_to(user).filter(number=number).for_list().on_train()
    return found.select_related("source", "case_file", "journey__case_file", "journey__client", "information")


def _page(request: StaffRequest, found: Dossier, tab: str, status: int = 200, **forms: Any) -> HttpResponse:
    profile = profile_of(found)
    own_only = _own_only(request)
    chip = request.GET.get("filter", "")
    contact = found.main_contact
    bar = process_bar_of(found, request.user)
    context = {
        "dossier": found,
        "profile": profile,
        "tab": tab,
        "tabs": [
            Tab(name, TABS[name], _url(found.number, name), name == tab)
            for name in (profile.tabs if profile else ALL_TABS)
        ],
        "bar": bar,
        "timeline": _timeline(request, found, tab),
        "scopes": [
            (_("This dossier"), f"{_url(found.number, tab)}&scope=own&filter={chip}", own_only),
            (_("The whole train"), f"{_url(found.number, tab)}&filter={chip}", not own_only),
        ],
        "contact": chips_of([contact])[contact.pk] if contact else None,
        "may_change": found.is_active and request.user.has_perm("dossiers.change_dossier"),
        "next_url": f"{reverse('dossier_new')}?on={found.journey.number}",
        "note_form": NoteForm(),
        "further": _further(found, tab),
        "question": _question(found, tab),
        **TAB_CONTENTS[tab](request, found),
        **forms,
    }
    if context.get("form"):
        names = [one.field for one in required(found, found.stage) if one.tab == tab]
        mark_needed(context["form"], names, {gap.field for gap in bar.missing}, needed_for(found))
    return render(request, "dossiers/dossier.html", context, status=status)


def _further(found: Dossier, tab: str) -> list[tuple[str, str, str]]:
    """The second button under the form of a tab: what it does, its words and its icon."""
    following = found.flow.after(found.stage) if found.is_open else None
    if following is None:
        return []
    if tab == "request" and following.name != COMPLETED:
        return [("advance", _("Save and to %(stage)s") % {"stage": following.label}, "arrow-right")]
    return [("complete", _("Save and complete"), "check")]


def _question(found: Dossier, tab: str) -> str:
    """The client's own words, above the fields of the tabs where the work on them is done."""
    information = getattr(found, "information", None)
    return information.question.strip() if information and tab in {"info", "request"} else ""


def _own_only(request: StaffRequest) -> bool:
    return request.GET.get("scope") == "own"


def _timeline(request: StaffRequest, found: Dossier, tab: str) -> Timeline:
    """Of the wagon and its train, or of the wagon alone."""
    own_only = _own_only(request)
    return read(
        [found.case_file] if own_only else [found.case_file, found.journey.case_file],
        user=request.user,
        url=_url(found.number, tab) + ("&scope=own" if own_only else ""),
        chip=request.GET.get("filter", ""),
        before=request.GET.get("before", ""),
        read_only=[] if found.is_active else [found.case_file],
    )


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
    return {
        "filed_documents": list(filed.select_related("document__stored_file", "filed_by")),
        "summary": found.summary_requests.last(),
        "files_url": _url(found.number, "files"),
    }


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
