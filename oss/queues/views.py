"""Triage: three panes, and the verbs as buttons that are single keys too."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from oss.core.keys import key_of
from oss.core.refusal import Refused
from oss.documents.models import DocumentClass, DocumentKind
from oss.queues import operations
from oss.queues.bulk import BulkOutcome, Tick, on_each
from oss.queues.models import Queue, QueueItem, QueueQuerySet
from oss.queues.ticked import ticked_attachments
from oss.queues.triage import MOST, SHOWS, following, triage
from oss.staff.asked_often import asked_often
from oss.staff.http import StaffRequest
from oss.staff.models import User
from oss.timeline.conversations.matching import proposals
from oss.timeline.owners import owners_of

MOST_PLACES = 3
"""Proposals above a mail; the others are a key further."""

Act = Callable[[QueueItem, int | None], QueueItem]


@dataclass(frozen=True)
class ItemVerb:
    """What to do with an item that was seen after that move, and what it leaves behind in words."""

    act: Act
    said: str | Promise


def queues(request: StaffRequest) -> HttpResponse:
    url = reverse("queue", args=[Queue.objects.general().slug])
    return redirect(f"{url}?{request.GET.urlencode()}" if request.GET else url)


def queue(request: StaffRequest, slug: str) -> HttpResponse:
    """The page; for htmx the panes alone."""
    found = _named.first(request.user, slug)
    if found is None:
        raise Http404
    return _panes(request, found, _show(request.GET.get("show")), key_of(request.GET.get("item")))


@asked_often
def _named(user: User, slug: str) -> QuerySet[Queue]:
    return Queue.objects.visible_to(user).filter(slug=slug)


def queue_item_proposals(request: StaffRequest, pk: int) -> HttpResponse:
    """Where the mail may belong, each with why: a part of the pane, asked once that is there."""
    items = QueueItem.objects.visible_to(request.user).for_list().select_related("message")
    item = get_object_or_404(items, pk=pk)
    told = proposals(item.message, request.user) if item.message and item.case_file_id is None else []
    told = told[:MOST_PLACES]
    owners = owners_of({one.case_file for one in told})
    context = {
        "item": item,
        "queue": item.queue,
        "show": _show(request.GET.get("show")),
        "proposals": [(owners[one.case_file], one) for one in told if one.case_file in owners],
    }
    return render(request, "queues/proposals.html", context)


@require_POST
def queue_item_verb(request: StaffRequest, pk: str, verb: str) -> HttpResponse:
    """Does the verb and shows the panes with the next item open; a refusal is told above the same item."""
    key = key_of(pk) or 0
    item = QueueItem.objects.visible_to(request.user).for_list().filter(pk=key).first()
    current = _queue_of(request, "queue", Queue.objects.visible_to(request.user))
    show = _show(request.POST.get("show"))
    after = following(request.user, current, show, {key})
    try:
        wanted = VERBS[verb](request)
        wanted.act(item or QueueItem(pk=key), key_of(request.POST.get("seen")))
    except Refused as refusal:
        return _panes(request, current, show, key, refused=str(refusal))
    if verb in STAYS:
        return _panes(request, current, show, key, said=str(wanted.said))
    return _panes(request, current, show, after, said=str(wanted.said), left=True)


@require_POST
def queue_items_verb(request: StaffRequest, verb: str) -> HttpResponse:
    """The verb on each ticked item; the panes say how many, and of each that was refused why."""
    current = _queue_of(request, "queue", Queue.objects.visible_to(request.user))
    show = _show(request.POST.get("show"))
    ticks = [tick for text in request.POST.getlist("ticked")[:MOST] if (tick := Tick.read(text))]
    opened = key_of(request.POST.get("item"))
    handled = {tick.item for tick in ticks}
    after = following(request.user, current, show, handled)
    if not ticks:
        return _panes(request, current, show, opened, refused=_("Tick at least one mail."))
    try:
        wanted = VERBS[verb](request)
        outcome = on_each(ticks, wanted.act, by=request.user)
    except Refused as refusal:
        return _panes(request, current, show, opened, refused=str(refusal))
    if verb == "undo":
        opened = ticks[0].item
    elif verb not in STAYS and (opened is None or opened in {item.pk for item in outcome.done}):
        opened = after
    told = _told(wanted, outcome, len(ticks))
    if not outcome.done:
        return _panes(request, current, show, opened, refused=told, lines=outcome.refused)
    return _panes(request, current, show, opened, said=told, lines=outcome.refused)


def _told(wanted: ItemVerb, outcome: BulkOutcome, asked: int) -> str:
    if not outcome.done:
        if asked == 1:
            ((_subject, why),) = outcome.refused
            outcome.refused.clear()
            return why
        return _("None of these could be done.")
    if asked == 1:
        return str(wanted.said)
    done = len(outcome.done)
    return ngettext("%(said)s: %(number)s mail", "%(said)s: %(number)s mails", done) % {
        "said": wanted.said,
        "number": done,
    }


def _route(request: StaffRequest) -> ItemVerb:
    user = request.user
    target = _queue_of(request, "to_queue", Queue.objects.all())
    said = _("Moved to %(queue)s") % {"queue": target}
    if not Queue.objects.visible_to(user).filter(pk=target.pk).exists():
        said = _("Moved to %(queue)s, a private queue: you do not see it any more") % {"queue": target}
    return ItemVerb(lambda item, seen: operations.route(item, queue=target, by=user, seen=seen), said)


def _assign(request: StaffRequest) -> ItemVerb:
    colleague = User.objects.assignable().filter(pk=key_of(request.POST.get("to_user"))).first()
    if colleague is None:
        raise Refused(_("Choose a colleague."))
    return ItemVerb(
        lambda item, seen: operations.assign(item, to=colleague, by=request.user, seen=seen),
        _("Given to %(name)s") % {"name": colleague},
    )


def _file(request: StaffRequest) -> ItemVerb:
    def act(item: QueueItem, seen: int | None) -> QueueItem:
        ticked = ticked_attachments(item, request)
        return operations.file_attachments(item, ticked, by=request.user, seen=seen)

    return ItemVerb(act, _("Filed with the dossier"))


def _describe(request: StaffRequest) -> ItemVerb:
    kind = DocumentKind.objects.active().filter(pk=key_of(request.POST.get("to_kind")) or 0).first()
    if kind is None:
        raise Refused(_("Choose what it is."))

    def act(item: QueueItem, seen: int | None) -> QueueItem:
        ticked = ticked_attachments(item, request)
        return operations.describe_attachments(item, ticked, kind=kind, by=request.user, seen=seen)

    return ItemVerb(act, _said_of(kind))


def _said_of(kind: DocumentKind) -> str:
    """Also who reads it from now on, where that is not everybody."""
    if kind.document_class == DocumentClass.NORMAL:
        return _("Noted: %(kind)s") % {"kind": kind}
    named = {"kind": kind, "class": kind.get_document_class_display().lower()}
    return _("Noted: %(kind)s, %(class)s. Who may not read that does not see this mail any more") % named


def _plain(operation: Callable[..., QueueItem], said: str | Promise) -> Callable[[StaffRequest], ItemVerb]:
    """A verb that asks nothing more; `said` is what it leaves behind."""
    return lambda request: ItemVerb(lambda item, seen: operation(item, by=request.user, seen=seen), said)


def _link(request: StaffRequest) -> ItemVerb:
    """To one of the proposals: what else may be chosen is on a page of its own."""
    chosen = key_of(request.POST.get("case_file")) or 0
    return ItemVerb(
        lambda item, seen: operations.link_proposal(item, case_file=chosen, by=request.user, seen=seen),
        _("Linked to the dossier"),
    )


VERBS: dict[str, Callable[[StaffRequest], ItemVerb]] = {
    "pick": _plain(operations.pick, gettext_lazy("Picked: you work on this now")),
    "release": _plain(operations.release, gettext_lazy("Given back to the queue")),
    "route": _route,
    "assign": _assign,
    "link": _link,
    "unlink": _plain(operations.unlink, gettext_lazy("Taken off its dossier: it waits in its queue")),
    "file": _file,
    "describe": _describe,
    "done": _plain(operations.finish, gettext_lazy("Marked as done")),
    "spam": _plain(operations.mark_as_spam, gettext_lazy("Marked as spam")),
    "reopen": _plain(operations.reopen, gettext_lazy("Reopened: it waits again")),
    "undo": _plain(operations.undo, gettext_lazy("Undone")),
}
STAYS = frozenset({"pick", "link", "unlink", "file", "describe", "reopen", "undo"})
"""After these the same item stays open; after the others the next one opens."""
ON_MANY = tuple(verb for verb in VERBS if verb not in {"link", "unlink", "file", "describe"})
"""What can be done with several ticked items at once."""


def _panes(
    request: StaffRequest,
    queue: Queue,
    show: str,
    item_pk: int | None,
    *,
    refused: str = "",
    said: str = "",
    lines: Iterable[tuple[str, str]] = (),
    left: bool = False,
) -> HttpResponse:
    panes = triage(request.user, queue, show, item_pk)
    context = {
        "triage": panes,
        "refused": refused,
        "said": said,
        "lines": lines,
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


def _queue_of(request: StaffRequest, name: str, among: QueueQuerySet) -> Queue:
    """The queue that the form names; 404 where there is none."""
    asked = request.POST.get(name, "").replace("\x00", "")  # which PostgreSQL refuses
    return get_object_or_404(among, slug=asked)


def _show(text: str | None) -> str:
    return text if text in SHOWS else "waiting"
