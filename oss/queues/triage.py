"""What the three panes of triage show: the queues with their counts, the items of one, the open item."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oss.mail.models import Attachment, MessageAddress
from oss.queues.models import ItemState, MoveVerb, Queue, QueueItem, QueueItemQuerySet, QueueMove
from oss.staff.models import User

MOST = 50

SHOWS: dict[str, str | Promise] = {
    "waiting": _("Waiting"),
    "mine": _("Mine"),
    "linked": _("Linked"),
    "all": _("All"),
}
"""The parts of a queue: what nobody picked, what I work on, what hangs on a dossier, everything open."""


@dataclass(frozen=True)
class QueueLine:
    """One queue of the left pane. `digit` routes the open item there with one key."""

    queue: Queue
    url: str
    waiting: int
    mine: int
    linked: int
    digit: int
    active: bool


@dataclass(frozen=True)
class Triage:
    queue: Queue
    show: str
    shows: list[tuple[str, str | Promise, str, bool]]
    queues: list[QueueLine]
    items: list[QueueItem]
    more: bool
    item: QueueItem | None
    addresses: list[MessageAddress]
    attachments: list[Attachment]
    undoable: QueueMove | None


def triage(user: User, queue: Queue, show: str, item_pk: int | None = None) -> Triage:
    """The panes as this user sees them; without `item_pk` the first item is open."""
    found = list(items_of(user, queue, show)[: MOST + 1])
    listed = found[:MOST]
    item = _open_item(user, listed, item_pk)
    message = item.message if item else None
    return Triage(
        queue=queue,
        show=show,
        shows=[(name, label, _url(queue, name), name == show) for name, label in SHOWS.items()],
        queues=queue_lines(user, queue),
        items=listed,
        more=len(found) > MOST,
        item=item,
        addresses=list(message.addresses.all()) if message else [],
        attachments=list(message.attachments.filter(inline=False)) if message else [],
        undoable=_undoable(user),
    )


def items_of(user: User, queue: Queue, show: str) -> QueueItemQuerySet:
    """The open items of one part of the queue, oldest first."""
    items = QueueItem.objects.visible_to(user).filter(queue=queue).open()
    if show == "waiting":
        items = items.filter(worker=None)
    elif show == "mine":
        items = items.worked_by(user)
    elif show == "linked":
        items = items.linked()
    return items.for_list().oldest_first()


def queue_lines(user: User, current: Queue) -> list[QueueLine]:
    is_open = Q(items__state=ItemState.OPEN)
    queues = (
        Queue.objects.filter(pk__in=Queue.objects.visible_to(user).active().values("pk"))
        .annotate(
            waiting=Count("items", filter=is_open & Q(items__worker=None)),
            mine=Count("items", filter=is_open & Q(items__worker=user)),
            linked=Count("items", filter=is_open & Q(items__case_file__isnull=False)),
        )
        .order_by("position", "name")
    )
    return [
        QueueLine(
            queue, _url(queue, "waiting"), queue.waiting, queue.mine, queue.linked, digit, queue == current
        )
        for digit, queue in enumerate(queues, start=1)
    ]


def following(user: User, queue: Queue, show: str, item: QueueItem) -> int | None:
    """Which item opens after a verb on `item`: the next in the list, else the one before it."""
    keys = list(items_of(user, queue, show).values_list("pk", flat=True)[: MOST + 1])
    if item.pk not in keys:
        return keys[0] if keys else None
    position = keys.index(item.pk)
    rest = keys[position + 1 :] or keys[:position][-1:]
    return rest[0] if rest else None


def _open_item(user: User, listed: list[QueueItem], item_pk: int | None) -> QueueItem | None:
    if item_pk is None:
        return listed[0] if listed else None
    here = next((item for item in listed if item.pk == item_pk), None)
    return here or QueueItem.objects.visible_to(user).for_list().filter(pk=item_pk).first()


def _undoable(user: User) -> QueueMove | None:
    """The last verb this user gave anywhere, when it can still be taken back."""
    last = (
        QueueMove.objects.filter(by=user)
        .exclude(verb__in=[MoveVerb.ARRIVE])
        .select_related("item", "to_queue")
        .last()
    )
    return last if last and last.verb != MoveVerb.UNDO else None


def _url(queue: Queue, show: str) -> str:
    return f"{reverse('queue', args=[queue.slug])}?show={show}"
