"""A mail, a task and a request, each on a page of its own; ticking off, and taking that back."""

from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from oss.core.acting import attempt
from oss.core.links import link
from oss.core.refusal import Refused
from oss.mail.models import Message, RecipientRole
from oss.mail.writers import other_replies
from oss.staff.http import StaffRequest
from oss.staff.models import User
from oss.timeline.checks import check_of
from oss.timeline.forms import AnswerForm, RequestForm, TaskForm
from oss.timeline.models import Activity, FiledDocument
from oss.timeline.operations import (
    answer_request,
    change_activity,
    finish_activity,
    remind_of_request,
    reopen_activity,
)
from oss.timeline.owners import Owner, owners_of

VERBS: dict[str, Callable[[Activity, User, str | None], Activity]] = {
    "finish": lambda activity, by, _seen: finish_activity(activity, by=by),
    "reopen": lambda activity, by, seen: reopen_activity(activity, by=by, seen=seen),
}

TICKED = "ticked"
"""The event by which what else on the page depends on it asks for itself anew."""


def mail(request: StaffRequest, pk: int) -> HttpResponse:
    """Header, attachments and text, with what the mail hangs on."""
    message = get_object_or_404(Message.objects.visible_to(request.user), pk=pk)
    addresses = list(message.addresses.all())
    attachments = list(message.attachments.filter(inline=False).select_related("kind"))
    case_files = set(message.correspondence.values_list("case_file", flat=True))
    owners = list(owners_of(case_files).values())
    filed = FiledDocument.objects.filter(
        case_file__in=case_files, document__stored_file__in=[one.stored_file_id for one in attachments]
    )
    return render(
        request,
        "timeline/mail.html",
        {
            "message": message,
            "to": [one for one in addresses if one.role == RecipientRole.TO],
            "copies": [one for one in addresses if one.role == RecipientRole.CC],
            "replies": other_replies(message, addresses),
            "attachments": attachments,
            "filed": set(filed.values_list("document__stored_file", flat=True)),
            "owners": owners,
            "breadcrumbs": [*((one.label, one.url) for one in owners[:1]), (str(message), None)],
        },
    )


def activity(request: StaffRequest, pk: str) -> HttpResponse:
    """Changes what is to be done, for whom or by when; of a request also of whom it was asked."""
    found = _to_finish(request, pk)
    form = _form_of(found)(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        done = request.POST.get("done")
        if attempt(
            form,
            lambda: change_activity(
                found, by=request.user, seen=form.seen(), seen_done=done, **form.changes()
            ),
        ):
            messages.success(request, _("“%(title)s” is saved.") % {"title": form.cleaned_data["title"]})
            return redirect(_back(request, _url_of(_owner(found))))
        found.refresh_from_db(fields=["done_at"])
    return _show(request, found, form, status=422 if request.method == "POST" else 200)


@require_POST
def activity_answer(request: StaffRequest, pk: str) -> HttpResponse:
    """Writes down what was answered; what is refused stays typed, on the page of the request."""
    found = _to_finish(request, pk)
    form = AnswerForm(request.POST)
    done = request.POST.get("done")
    answering = partial(answer_request, found, by=request.user, seen_done=done)
    if attempt(form, lambda: answering(**form.cleaned_data)):
        messages.success(request, _("The answer to “%(title)s” is saved.") % {"title": found})
        return redirect(_back(request, _url_of(_owner(found))))
    found = _to_finish(request, pk)
    return _show(request, found, _form_of(found)(instance=found), answer_form=form, status=422)


@require_POST
def activity_remind(request: StaffRequest, pk: str) -> HttpResponse:
    found = _to_finish(request, pk)
    if attempt(request, lambda: remind_of_request(found, by=request.user)):
        messages.success(request, _("%(name)s was reminded today.") % {"name": found.asked_of})
    return redirect(link("activity", found.pk) + "?" + urlencode({"back": _back(request)}))


def _to_finish(request: StaffRequest, pk: str) -> Activity:
    rows = Activity.objects.visible_to(request.user).waiting_kinds().with_asked_of()
    return get_object_or_404(rows, pk=pk)


def _form_of(found: Activity) -> type[TaskForm]:
    return RequestForm if found.asked_on else TaskForm


def _owner(found: Activity) -> Owner | None:
    return owners_of({found.case_file_id}).get(found.case_file_id)


def _url_of(owner: Owner | None) -> str:
    return owner.url if owner else ""


def _show(
    request: StaffRequest,
    found: Activity,
    form: TaskForm,
    *,
    answer_form: AnswerForm | None = None,
    status: int,
) -> HttpResponse:
    owner = _owner(found)
    answered = {"answer": found.answer, "answered_on": found.answered_on or timezone.localdate()}
    return render(
        request,
        "timeline/request.html" if found.asked_on else "timeline/task.html",
        {
            "form": form,
            "heading": _("Question") if found.asked_on else _("Change a task"),
            "task": found,
            "owner": owner,
            "done": found.done_when,
            "answer_form": answer_form or AnswerForm(initial=answered),
            "back": _back(request, _url_of(owner)),
            "breadcrumbs": [*([(owner.label, owner.url)] if owner else []), (found.title, None)],
        },
        status=status,
    )


@require_POST
def activity_verb(request: StaffRequest, pk: str, verb: str) -> HttpResponse:
    """Does the verb; for htmx the check alone, without a script back to the page with a message."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    refused = ""
    try:
        activity = VERBS[verb](activity, request.user, request.POST.get("seen"))
    except Refused as refusal:
        refused = str(refusal)
        activity.refresh_from_db()
    back = _back(request)
    if request.headers.get("HX-Request"):
        brief = "brief" in request.POST
        check = check_of(activity, back=back, turned=True, refused=refused, brief=brief)
        answer = render(
            request, "core/components/check.html", {"check": check}, status=409 if refused else 200
        )
        answer["HX-Trigger"] = TICKED
        return answer
    if refused:
        messages.error(request, refused)
    elif verb == "finish":
        messages.success(request, _("“%(title)s” is done.") % {"title": activity})
    else:
        messages.success(request, _("“%(title)s” is open again.") % {"title": activity})
    return redirect(back)


def _back(request: StaffRequest, otherwise: str = "") -> str:
    """The page that the form or the link names, if it is one of ours; a word would be taken for its name."""
    asked = request.POST.get("back") or request.GET.get("back", "")
    if asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return asked
    return otherwise or reverse("home")
