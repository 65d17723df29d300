"""What the three panes of triage show: the queues with their counts, the items of one, the open item."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, FilteredRelation, Q, QuerySet
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oss.core.links import link
from oss.core.pages import may_open
from oss.core.registry import offered
from oss.documents.models import CLASSES, READERS, DocumentKind
from oss.mail.models import Attachment, MessageAddress, RecipientRole
from oss.mail.writers import other_replies
from oss.queues.actions import ItemAction
from oss.queues.item_lines import ListedItem, items_html
from oss.queues.models import (
    ItemState,
    MoveVerb,
    Queue,
    QueueItem,
    QueueItemQuerySet,
    QueueMove,
    QueueMoveQuerySet,
    QueueQuerySet,
)
from oss.queues.telling import told
from oss.queues.ticked import attachments_of
from oss.staff.asked_often import asked_often
from oss.staff.models import User
from oss.timeline.models import Correspondence, FiledDocument
from oss.timeline.owners import Owner, owners_of

MOST = 50

SHOWS: dict[str, str | Promise] = {
    "waiting": _("Waiting"),
    "unlinked": _("Not linked yet"),
    "linked": _("Linked already"),
    "mine": _("Mine"),
    "all": _("All"),
    "closed": pgettext_lazy("mails", "Closed"),
}
"""The parts of a queue: what nobody picked, what hangs on no dossier and what does, what I work on,
everything open; and what was closed last."""


@dataclass(frozen=True)
class QueuePart:
    """One part of the queue, as a link."""

    name: str
    label: str | Promise
    url: str
    active: bool


@dataclass(frozen=True)
class QueueLine:
    """One queue of the left pane."""

    queue: Queue
    url: str
    waiting: int
    mine: int
    linked: int
    active: bool


@dataclass(frozen=True)
class Triage:
    queue: Queue
    show: str
    open_parts: list[QueuePart]
    closed_part: QueuePart
    queues: list[QueueLine]
    items: list[ListedItem]
    more: bool
    item: QueueItem | None
    owner: Owner | None
    to: list[MessageAddress]
    copies: list[MessageAddress]
    replies: list[MessageAddress]
    attachments: list[Attachment]
    filed: set[int]
    kinds: list[DocumentKind]
    further: list[ItemAction]
    colleagues: list[User]
    targets: list[Queue]
    matched: str
    closed: str
    undoable: list[QueueMove]
    """`further` is what else its user may do with a mail. `targets` are all queues: whoever may route may put
    a mail into a private one, which then hides it. `matched`: why it hangs there by itself, if so."""

    @property
    def actions(self) -> list[tuple[ItemAction, str]]:
        """On the open mail, each with its address; none where it is only passed on."""
        item = self.item
        return [(action, action.url(item)) for action in self.further] if item and not item.secret else []

    @property
    def item_lines(self) -> SafeString:
        return items_html(self.items)

    @property
    def waiting(self) -> int:
        return next((line.waiting for line in self.queues if line.active), 0)

    @property
    def may_be_placed(self) -> bool:
        """Whether there is a mail of which is asked where it belongs."""
        item = self.item
        is_open = item is not None and item.state == ItemState.OPEN and not item.secret
        return is_open and item is not None and item.message_id is not None and item.case_file_id is None

    @property
    def can_file(self) -> bool:
        """Whether there is an attachment left to file where the open item hangs."""
        return self.can_tick and self.item is not None and self.item.case_file_id is not None

    @property
    def can_tick(self) -> bool:
        """Whether there is an attachment to say something of."""
        is_open = self.item is not None and self.item.state == ItemState.OPEN
        return is_open and any(one.stored_file_id not in self.filed for one in self.attachments)

    @property
    def undo_title(self) -> str:
        """What would be taken back; without the subject of what went into a private queue or is not read."""
        last = self.undoable[-1]
        verb = last.get_verb_display().capitalize()
        if len(self.undoable) > 1:
            return f"{verb}: {len(self.undoable)} ×"
        return verb if last.to_queue.is_private or last.secret else f"{verb}: {last.item}"

    @property
    def ticked_targets(self) -> list[Queue]:
        """The queues that what is ticked may be moved to: it stands in this one."""
        return [queue for queue in self.targets if queue != self.queue]

    @property
    def item_targets(self) -> list[Queue]:
        """The queues the open item may be moved to."""
        return [queue for queue in self.targets if self.item and queue.pk != self.item.queue_id]


def triage(user: User, queue: Queue, show: str, item_pk: int | None = None) -> Triage:
    """The panes as this user sees them; without `item_pk` the first item is open."""
    found = _items(user, queue.pk, show=show)
    listed = found[:MOST]
    item = _open_item(user, listed, item_pk)
    message = item.message if item and not item.secret else None
    *parts, closed_part = (
        QueuePart(name, label, _url(queue, name), name == show) for name, label in SHOWS.items()
    )
    addresses = _addresses(message.pk) if message else []
    attachments = attachments_of(item) if item and message else []
    owners = owners_of({one.case_file_id for one in [*listed, *([item] if item else [])] if one.case_file_id})
    return Triage(
        queue=queue,
        show=show,
        open_parts=parts,
        closed_part=closed_part,
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
        to=[one for one in addresses if one.role == RecipientRole.TO],
        copies=[one for one in addresses if one.role == RecipientRole.CC],
        replies=other_replies(message, addresses) if message else [],
        attachments=attachments,
        filed=_filed(item, attachments),
        kinds=_kinds() if attachments else [],
        further=[action for action in offered(ItemAction).values() if may_open(user, action.name)],
        colleagues=_colleagues(item, attachments),
        targets=_active_queues(),
        matched=_matched(item) if message else "",
        closed=_closed(item),
        undoable=undoable(user),
    )


@asked_often
def _items(user: User, queue: int, *, show: str) -> QueueItemQuerySet:
    return items_of(user, queue, show)[: MOST + 1]


@asked_often
def _addresses(message: int) -> QuerySet[MessageAddress]:
    return MessageAddress.objects.filter(message=message)


@asked_often
def _kinds() -> QuerySet[DocumentKind]:
    found: QuerySet[DocumentKind] = DocumentKind.objects.active()
    return found


@asked_often
def _active_queues() -> QueueQuerySet:
    return Queue.objects.active()


def items_of(user: User, queue: int, show: str) -> QueueItemQuerySet:
    """The items of one part of the queue: of the open ones the oldest first, of the closed ones the last."""
    items = QueueItem.objects.in_queues_of(user).filter(queue=queue)
    if show == "closed":
        return items.lately_closed_in(queue, at_most=2 * MOST).for_list().last_moved_first()
    items = items.open()
    if show == "waiting":
        items = items.filter(worker=None)
    elif show == "mine":
        items = items.worked_by(user)
    elif show == "unlinked":
        items = items.unlinked()
    elif show == "linked":
        items = items.linked()
    return items.for_list().oldest_first()


def queue_lines(user: User, current: Queue) -> list[QueueLine]:
    return [
        QueueLine(queue, _url(queue, "waiting"), queue.waiting, queue.mine, queue.linked, queue == current)
        for queue in _counted(user)
    ]


@asked_often
def _counted(user: User) -> QuerySet[Any]:
    return (
        Queue.objects.filter(pk__in=Queue.objects.visible_to(user).active().values("pk"))
        .annotate(
            # joined to what is open alone, which is little of all that ever came
            open=FilteredRelation("items", condition=Q(items__state=ItemState.OPEN)),
            waiting=Count("open", filter=Q(open__worker=None)),
            mine=Count("open", filter=Q(open__worker=user)),
            linked=Count("open", filter=Q(open__case_file__isnull=False)),
        )
        .order_by("position", "name")
    )


def following(user: User, queue: Queue, show: str, handled: Collection[int]) -> int | None:
    """Which item opens after a verb on the `handled` ones: the next in the list, else the one before them."""
    keys = list(items_of(user, queue.pk, show).values_list("pk", flat=True)[: MOST + 1])
    positions = [position for position, key in enumerate(keys) if key in handled]
    if not positions:
        return keys[0] if keys else None
    rest = [key for key in keys if key not in handled]
    after = [key for key in keys[positions[0] :] if key not in handled]
    return after[0] if after else rest[-1] if rest else None


def _open_item(user: User, listed: list[QueueItem], item_pk: int | None) -> QueueItem | None:
    if item_pk is None:
        return listed[0] if listed else None
    here = next((item for item in listed if item.pk == item_pk), None)
    return here or QueueItem.objects.in_queues_of(user).for_list().filter(pk=item_pk).first()


def _filed(item: QueueItem | None, attachments: list[Attachment]) -> set[int]:
    """The stored files among these attachments that are filed where the item hangs."""
    if item is None or item.case_file_id is None or not attachments:
        return set()
    filed = FiledDocument.objects.filter(
        case_file=item.case_file_id,
        document__stored_file__in=[one.stored_file_id for one in attachments],
    )
    return set(filed.values_list("document__stored_file", flat=True))


def _colleagues(item: QueueItem | None, attachments: list[Attachment]) -> list[User]:
    """Who may be given the item: whoever may see its queue, handle items, and read what came along."""
    if item is None:
        return []
    secret = item.secret or max(
        (one.document_class for one in attachments), key=CLASSES.index, default=CLASSES[0]
    )
    return _able(item.queue_id if item.queue.is_private else None, right=READERS.get(secret, ""))


@asked_often
def _able(private_queue: int | None, *, right: str) -> QuerySet[User]:
    able = User.objects.assignable().allowed("queues.change_queueitem")
    if right:
        able = able.allowed(right)
    if private_queue is not None:
        able = able.filter(queue_memberships__queue=private_queue)
    return able


def undoable(user: User) -> list[QueueMove]:
    """What this user did last, with one press of a button, anywhere, where it can still be taken back."""
    last = _last_move(user)
    if not last or last[0].verb == MoveVerb.UNDO:
        return []
    together = last[0].together
    return list(_moves_of(user).filter(together=together)) if together else last


@asked_often
def _last_move(user: User) -> QueueMoveQuerySet:
    return _moves_of(user).order_by("-pk")[:1]


def _moves_of(user: User) -> QueueMoveQuerySet:
    moves = QueueMove.objects.filter(by=user).select_related("item__message", "item__activity", "to_queue")
    return moves.as_known_to(user).defer(
        *(f"item__message__{name}" for name in ("text", "html", "references"))
    )


def _matched(item: QueueItem | None) -> str:
    """Why the open mail hangs where it hangs, where that is by itself; "" where a colleague put it there."""
    if item is None or item.case_file_id is None or item.message_id is None:
        return ""
    found = _links(item.message_id, case_file=item.case_file_id)
    return str(found[0].get_matched_by_display()) if found else ""


@asked_often
def _links(message: int, *, case_file: int) -> QuerySet[Correspondence]:
    return Correspondence.objects.filter(message=message, case_file=case_file)


def _closed(item: QueueItem | None) -> str:
    """Who closed the open item and when; "" where it is open."""
    if item is None or item.state == ItemState.OPEN:
        return ""
    return told(item.moves.select_related("by", "to_queue", "to_worker").latest("pk"))


def _url(queue: Queue, show: str) -> str:
    return f"{link('queue', queue.slug)}?show={show}"
