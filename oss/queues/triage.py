"""What the three panes of triage show: the queues with their counts, the items of one, the open item."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oss.mail.models import Attachment, MessageAddress, Role
from oss.queues.actions import ItemAction, item_actions
from oss.queues.models import ItemState, MoveVerb, Queue, QueueItem, QueueItemQuerySet, QueueMove
from oss.queues.ticked import attachments_of
from oss.staff.models import User
from oss.timeline.models import FiledDocument
from oss.timeline.owners import Owner, owners_of

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
class ListedItem:
    """One item of the middle pane; `owner` is what it hangs on."""

    item: QueueItem
    url: str
    owner: Owner | None
    open: bool


@dataclass(frozen=True)
class Triage:
    queue: Queue
    show: str
    shows: list[tuple[str, str | Promise, str, bool]]
    queues: list[QueueLine]
    items: list[ListedItem]
    more: bool
    item: QueueItem | None
    owner: Owner | None
    to: list[MessageAddress]
    copies: list[MessageAddress]
    attachments: list[Attachment]
    filed: set[int]
    actions: list[tuple[ItemAction, str]]
    colleagues: list[User]
    undoable: QueueMove | None

    @property
    def waiting(self) -> int:
        return next((line.waiting for line in self.queues if line.active), 0)

    @property
    def can_file(self) -> bool:
        """Whether there is an attachment left to file where the open item hangs."""
        linked = self.item is not None and self.item.case_file_id is not None
        is_open = linked and self.item is not None and self.item.state == ItemState.OPEN
        return is_open and any(one.stored_file_id not in self.filed for one in self.attachments)

    @property
    def targets(self) -> list[QueueLine]:
        """The queues the open item may be moved to."""
        return [line for line in self.queues if self.item and line.queue != self.item.queue]


def triage(user: User, queue: Queue, show: str, item_pk: int | None = None) -> Triage:
    """The panes as this user sees them; without `item_pk` the first item is open."""
    found = list(items_of(user, queue, show)[: MOST + 1])
    listed = found[:MOST]
    item = _open_item(user, listed, item_pk)
    message = item.message if item else None
    addresses = list(message.addresses.all()) if message else []
    attachments = attachments_of(item) if item else []
    owners = owners_of({one.case_file_id for one in [*listed, *([item] if item else [])] if one.case_file_id})
    return Triage(
        queue=queue,
        show=show,
        shows=[(name, label, _url(queue, name), name == show) for name, label in SHOWS.items()],
        queues=queue_lines(user, queue),
        items=[
            ListedItem(
                one,
                f"{_url(queue, show)}&item={one.pk}",
                owners.get(one.case_file_id or 0),
                item is not None and one.pk == item.pk,
            )
            for one in listed
        ],
        more=len(found) > MOST,
        item=item,
        owner=owners.get(item.case_file_id or 0) if item else None,
        to=[one for one in addresses if one.role == Role.TO],
        copies=[one for one in addresses if one.role == Role.CC],
        attachments=attachments,
        filed=_filed(item, attachments),
        actions=[
            (action, action.url(item))
            for action in item_actions
            if item is not None and (not action.permission or user.has_perm(action.permission))
        ],
        colleagues=_colleagues(item),
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


def _filed(item: QueueItem | None, attachments: list[Attachment]) -> set[int]:
    """The stored files among these attachments that are filed where the item hangs."""
    if item is None or item.case_file_id is None or not attachments:
        return set()
    filed = FiledDocument.objects.filter(
        case_file=item.case_file_id,
        document__stored_file__in=[one.stored_file_id for one in attachments],
    )
    return set(filed.values_list("document__stored_file", flat=True))


def _colleagues(item: QueueItem | None) -> list[User]:
    """Who may be given the item: whoever may see its queue and handle items."""
    if item is None:
        return []
    able = User.objects.active().filter(groups__permissions__codename="change_queueitem")
    if item.queue.is_private:
        able = able.filter(queue_memberships__queue=item.queue)
    return list(able.distinct().order_by("first_name", "last_name"))


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
