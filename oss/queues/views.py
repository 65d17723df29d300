"""Triage: three panes, and the verbs as buttons that are single keys too."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from oss.core.keys import key_of
from oss.core.refusal import Refused
from oss.queues import operations
from oss.queues.models import Queue, QueueItem
from oss.queues.ticked import ticked_attachments
from oss.queues.triage import SHOWS, following, triage
from oss.staff.http import StaffRequest
from oss.staff.models import User


def queues(request: StaffRequest) -> HttpResponse:
    url = reverse("queue", args=[Queue.objects.general().slug])
    return redirect(f"{url}?{request.GET.urlencode()}" if request.GET else url)


def queue(request: StaffRequest, slug: str) -> HttpResponse:
    """The page; for htmx the panes alone."""
    found = get_object_or_404(Queue.objects.visible_to(request.user), slug=slug)
    return _panes(request, found, _show(request.GET.get("show")), key_of(request.GET.get("item")))


@require_POST
def queue_item_verb(request: StaffRequest, pk: int, verb: str) -> HttpResponse:
    """Does the verb and shows the panes with the next item open; a refusal is told above the same item."""
    item = get_object_or_404(QueueItem.objects.visible_to(request.user).for_list(), pk=pk)
    current = _queue_of(request, "queue")
    show = _show(request.POST.get("show"))
    after = following(request.user, current, show, item)
    try:
        said = VERBS[verb](item, request)
    except Refused as refusal:
        return _panes(request, current, show, item.pk, refused=str(refusal))
    if verb in STAYS:
        return _panes(request, current, show, item.pk, said=said)
    return _panes(request, current, show, after, said=said, left=True)


def _route(item: QueueItem, request: StaffRequest) -> str:
    target = _queue_of(request, "to_queue")
    operations.route(item, queue=target, by=request.user)
    return _("Moved to %(queue)s") % {"queue": target}


def _assign(item: QueueItem, request: StaffRequest) -> str:
    colleague = User.objects.active().filter(pk=key_of(request.POST.get("to_user"))).first()
    if colleague is None:
        raise Refused(_("Choose a colleague."))
    operations.assign(item, to=colleague, by=request.user)
    return _("Given to %(name)s") % {"name": colleague}


def _file(item: QueueItem, request: StaffRequest) -> str:
    operations.file_attachments(item, ticked_attachments(item, request), by=request.user)
    return _("Filed with the dossier")


def _plain(operation: Callable[..., object], said: str | Promise) -> Callable[[QueueItem, StaffRequest], str]:
    """A verb that asks nothing more; `said` is what it leaves behind."""

    def act(item: QueueItem, request: StaffRequest) -> str:
        operation(item, by=request.user)
        return str(said)

    return act


VERBS: dict[str, Callable[[QueueItem, StaffRequest], str]] = {
    "pick": _plain(operations.pick, gettext_lazy("Picked: you work on this now")),
    "release": _plain(operations.release, gettext_lazy("Given back to the queue")),
    "route": _route,
    "assign": _assign,
    "file": _file,
    "done": _plain(operations.finish, gettext_lazy("Marked as done")),
    "spam": _plain(operations.mark_as_spam, gettext_lazy("Marked as spam")),
    "undo": _plain(operations.undo, gettext_lazy("Undone")),
}
STAYS = frozenset({"pick", "file", "undo"})
"""After these the same item stays open; after the others the next one opens."""


def _panes(
    request: StaffRequest,
    queue: Queue,
    show: str,
    item_pk: int | None,
    *,
    refused: str = "",
    said: str = "",
    left: bool = False,
) -> HttpResponse:
    panes = triage(request.user, queue, show, item_pk)
    context = {
        "triage": panes,
        "refused": refused,
        "said": said,
        "left": left,
        "breadcrumbs": [],
    }
    only_panes = bool(request.headers.get("HX-Request"))
    template = "queues/panes.html" if only_panes else "queues/queue.html"
    response = render(request, template, context, status=409 if refused else 200)
    patch_vary_headers(response, ["HX-Request"])  # one URL, two answers: the browser keeps them apart
    if only_panes and request.method == "POST":
        item = f"&item={panes.item.pk}" if panes.item else ""
        response["HX-Push-Url"] = f"{reverse('queue', args=[queue.slug])}?show={show}{item}"
    return response


def _queue_of(request: StaffRequest, name: str) -> Queue:
    """The queue that the form names; 404 where there is none."""
    asked = request.POST.get(name, "").replace("\x00", "")  # which PostgreSQL refuses
    return get_object_or_404(Queue.objects.visible_to(request.user), slug=asked)


def _show(text: str | None) -> str:
    return text if text in SHOWS else "waiting"
