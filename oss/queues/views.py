"""Triage: three panes, and the verbs as buttons that are single keys too."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from oss.core.refusal import Refused
from oss.queues import operations
from oss.queues.models import Queue, QueueItem
from oss.queues.triage import SHOWS, following, triage
from oss.staff.http import StaffRequest
from oss.staff.models import User


def queues(request: StaffRequest) -> HttpResponse:
    return redirect("queue", slug=Queue.objects.general().slug)


def queue(request: StaffRequest, slug: str) -> HttpResponse:
    """The page; for htmx the panes alone."""
    found = get_object_or_404(Queue.objects.visible_to(request.user), slug=slug)
    return _panes(request, found, _show(request.GET.get("show")), _number(request.GET.get("item")))


@require_POST
def queue_item_verb(request: StaffRequest, pk: int, verb: str) -> HttpResponse:
    """Does the verb and shows the panes with the next item open; a refusal is told above the same item."""
    item = get_object_or_404(QueueItem.objects.visible_to(request.user).for_list(), pk=pk)
    current = get_object_or_404(Queue.objects.visible_to(request.user), slug=request.POST.get("queue"))
    show = _show(request.POST.get("show"))
    after = following(request.user, current, show, item)
    try:
        VERBS[verb](item, request)
    except Refused as refusal:
        return _panes(request, current, show, item.pk, refused=str(refusal))
    stays = verb in {"pick", "undo"}
    return _panes(request, current, show, item.pk if stays else after, done=verb)


def _route(item: QueueItem, request: StaffRequest) -> None:
    target = get_object_or_404(Queue.objects.active(), slug=request.POST.get("to_queue"))
    operations.route(item, queue=target, by=request.user)


def _assign(item: QueueItem, request: StaffRequest) -> None:
    colleague = User.objects.active().filter(pk=_number(request.POST.get("to_user"))).first()
    if colleague is None:
        raise Refused(_("Choose a colleague."))
    operations.assign(item, to=colleague, by=request.user)


VERBS: dict[str, Callable[[QueueItem, StaffRequest], object]] = {
    "pick": lambda item, request: operations.pick(item, by=request.user),
    "release": lambda item, request: operations.release(item, by=request.user),
    "route": _route,
    "assign": _assign,
    "done": lambda item, request: operations.finish(item, by=request.user),
    "spam": lambda item, request: operations.mark_as_spam(item, by=request.user),
    "undo": lambda item, request: operations.undo(item, by=request.user),
}


def _panes(
    request: StaffRequest, queue: Queue, show: str, item_pk: int | None, *, refused: str = "", done: str = ""
) -> HttpResponse:
    panes = triage(request.user, queue, show, item_pk)
    context = {
        "triage": panes,
        "refused": refused,
        "done": done,
        "colleagues": User.objects.active(),
        "breadcrumbs": [(_("Queues"), reverse("queues")), (queue.name, None)],
    }
    template = "queues/panes.html" if request.headers.get("HX-Request") else "queues/queue.html"
    response = render(request, template, context, status=409 if refused else 200)
    if request.headers.get("HX-Request") and request.method == "POST":
        item = f"&item={panes.item.pk}" if panes.item else ""
        response["HX-Push-Url"] = f"{reverse('queue', args=[queue.slug])}?show={show}{item}"
    return response


def _show(text: str | None) -> str:
    return text if text in SHOWS else "waiting"


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None
