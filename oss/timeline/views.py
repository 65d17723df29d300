"""A mail on a page of its own; ticking off a task, and taking that back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from oss.core.acting import attempt
from oss.core.refusal import Refused
from oss.mail.models import Message, RecipientRole
from oss.mail.writers import other_replies
from oss.staff.http import StaffRequest
from oss.staff.models import User
from oss.timeline.checks import check_of
from oss.timeline.forms import TaskForm
from oss.timeline.models import Activity, FiledDocument
from oss.timeline.operations import change_activity, finish_activity, reopen_activity
from oss.timeline.owners import owners_of

VERBS: dict[str, Callable[[Activity, User, str | None], Activity]] = {
    "finish": lambda activity, by, _seen: finish_activity(activity, by=by),
    "reopen": lambda activity, by, seen: reopen_activity(activity, by=by, seen=seen),
}


def mail(request: StaffRequest, pk: int) -> HttpResponse:
    """Header, attachments and text, with what the mail hangs on."""
    message = get_object_or_404(Message.objects.visible_to(request.user), pk=pk)
    addresses = list(message.addresses.all())
    attachments = list(message.attachments.filter(inline=False))
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
    """Changes what is to be done, for whom or by when."""
    found = get_object_or_404(Activity.objects.visible_to(request.user).waiting_kinds(), pk=pk)
    owner = owners_of({found.case_file_id}).get(found.case_file_id)
    form = TaskForm(request.POST or None, instance=found)
    back = _back(request, owner.url if owner else "")
    if request.method == "POST" and form.is_valid():
        done = request.POST.get("done")
        if attempt(
            form,
            lambda: change_activity(
                found, by=request.user, seen=form.seen(), seen_done=done, **form.changes()
            ),
        ):
            messages.success(request, _("“%(title)s” is saved.") % {"title": form.cleaned_data["title"]})
            return redirect(back)
        found.refresh_from_db(fields=["done_at"])
    return render(
        request,
        "timeline/task.html",
        {
            "form": form,
            "heading": _("Change a task"),
            "task": found,
            "owner": owner,
            "done": found.done_when,
            "back": back,
            "breadcrumbs": [*([(owner.label, owner.url)] if owner else []), (found.title, None)],
        },
        status=422 if request.method == "POST" else 200,
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
        return render(request, "core/components/check.html", {"check": check}, status=409 if refused else 200)
    if refused:
        messages.error(request, refused)
    elif verb == "finish":
        messages.success(request, _("“%(title)s” is done.") % {"title": activity})
    else:
        messages.success(request, _("“%(title)s” is open again.") % {"title": activity})
    return redirect(back)


def _back(request: StaffRequest, otherwise: str = "") -> str:
    """The page that the form or the link names, if it is one of ours."""
    asked = request.POST.get("back") or request.GET.get("back", "")
    if url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return asked
    return otherwise or reverse("home")
