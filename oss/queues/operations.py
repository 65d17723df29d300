"""The verbs of triage. Each locks the item, checks, writes, and leaves a move that can be undone.

A verb knows what its user saw: `seen` is the last move of the item when the page was drawn. Where somebody
moved the item since, the verb is refused with who did what and when; None compares nothing.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import connection
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oss.core.refusal import Gone, NotAllowed, Refused
from oss.documents.models import Document, DocumentKind
from oss.mail.classify import Automatic
from oss.mail.models import Attachment, Delivery, Message
from oss.queues.models import ItemState, MoveVerb, Queue, QueueItem, QueueItemQuerySet, QueueMove
from oss.queues.telling import told
from oss.staff.models import User
from oss.staff.rights import hold, operation, require_assignable
from oss.timeline import operations as timeline
from oss.timeline.conversations.matching import MailMatch, match_of, proposals
from oss.timeline.conversations.operations import linked_again, move_message, put_back, take_off
from oss.timeline.models import Activity, CaseFile
from oss.timeline.owners import handler_of

_MAY_TRIAGE = "queues.change_queueitem"
_NO_ACCESS = gettext_lazy("You have no access to this item.")
_NOT_READ = gettext_lazy(
    "This mail brought a paper that you may not read. You can move it to a queue, or give it to who may."
)
_NOT_LINKED = gettext_lazy("This mail hangs on no dossier.")
_GONE = gettext_lazy("This is not here any more: it went to a queue that is not yours, or it never was.")


@dataclass(frozen=True)
class _State:
    queue: Queue
    worker: User | None
    state: str
    case_file: CaseFile | None

    @classmethod
    def of(cls, item: QueueItem) -> "_State":
        return cls(item.queue, item.worker, item.state, item.case_file)


_ITEM_WITH_ITS_ARRIVAL = """
    WITH item AS (
        INSERT INTO queues_queueitem (queue_id, message_id, state)
        SELECT queue.id, %(message)s, %(state)s
        FROM queues_queue queue
            LEFT JOIN queues_queueitem answered ON answered.queue_id = queue.id AND answered.message_id IN (
                SELECT id FROM mail_message WHERE message_id = ANY(%(answers)s)
            )
        WHERE queue.is_general OR (queue.is_private AND queue.is_active AND answered.id IS NOT NULL)
        ORDER BY queue.is_general, answered.id DESC
        LIMIT 1
        ON CONFLICT DO NOTHING
        RETURNING id, queue_id
    )
    INSERT INTO queues_queuemove (item_id, verb, to_queue_id, from_state, to_state)
    SELECT id, %(verb)s, queue_id, '', %(state)s FROM item
"""


def open_item_for(delivery: Delivery) -> None:
    """Puts an incoming mail in the general queue, in the transaction that stores it; a mail has one item.

    What answers a mail of a private queue quotes it, and so goes there.
    """
    message = delivery.message
    told: dict[str, str | int | list[str]] = {
        "message": message.pk,
        "answers": [one for one in (message.in_reply_to, *message.references) if one],
        "state": ItemState.OPEN,
        "verb": MoveVerb.ARRIVE,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ITEM_WITH_ITS_ARRIVAL, told)
        is_new = bool(cursor.rowcount)
    if not is_new:
        QueueItem.objects.get(message=delivery.message)  # it has one; else there is no general queue
    elif match := match_of(message):
        _hang_by_itself(message, match)


def _hang_by_itself(message: Message, match: MailMatch) -> None:
    """On the case file, with whoever handles that. What a machine answered asks nothing of anybody; that a
    mail of ours did not arrive does."""
    item = _rows().get(message=message)
    case_file = CaseFile.objects.get(pk=match.case_file)
    timeline.link_message(case_file, message, by=None, matched_by=match.why)
    worker = handler_of(match.case_file)
    if worker is not None and not QueueItem.objects.visible_to(worker).filter(pk=item.pk).exists():
        worker = None
    state = ItemState.DONE if message.automatic == Automatic.AUTO_REPLY else item.state
    _move(item, MoveVerb.LINK, None, case_file=case_file, worker=worker, state=state)


@operation(_MAY_TRIAGE, refused=_NO_ACCESS)
def put_in_queue(task: Activity, queue: Queue, *, by: User) -> QueueItem:
    """A task of a case file, for whoever works in that queue."""
    if not queue.is_active or not _sees(by, queue):
        raise Refused(_("The queue %(queue)s is closed.") % {"queue": queue})
    item = QueueItem.objects.create(queue=queue, activity=task, case_file=task.case_file)
    QueueMove.objects.create(
        item=item,
        verb=MoveVerb.ARRIVE,
        by=by,
        to_queue=queue,
        from_state="",
        to_state=item.state,
        to_case_file=task.case_file,
    )
    return item


@operation(_MAY_TRIAGE, refused=_NO_ACCESS)
def pick(item: QueueItem, *, by: User, seen: int | None = None) -> QueueItem:
    """Takes the item on: one of two who pick at the same time wins, the other is told who did."""
    locked = _held(item, by)
    if locked.worker_id not in {None, by.pk}:
        raise Refused(_("%(name)s picked this already.") % {"name": locked.worker})
    _check_seen(locked, seen)
    return _move(locked, MoveVerb.PICK, by, worker=by)


@operation(_MAY_TRIAGE, refused=_NO_ACCESS)
def release(item: QueueItem, *, by: User, seen: int | None = None) -> QueueItem:
    """Gives the item back to its queue."""
    locked = _held(item, by, seen, unread=True)
    if locked.worker_id is None:
        raise Refused(_("Nobody has picked this."))
    return _move(locked, MoveVerb.RELEASE, by, worker=None)


@operation(_MAY_TRIAGE, refused=_NO_ACCESS)
def route(item: QueueItem, *, queue: Queue, by: User, seen: int | None = None) -> QueueItem:
    """Moves the item to another queue, where it waits for somebody there."""
    locked = _held(item, by, seen, unread=True)
    if not queue.is_active:
        raise Refused(_("The queue %(queue)s is closed.") % {"queue": queue})
    if locked.queue_id == queue.pk:
        raise Refused(_("This is in %(queue)s already.") % {"queue": queue})
    return _move(locked, MoveVerb.ROUTE, by, queue=queue, worker=None)


@operation(_MAY_TRIAGE, refused=_NO_ACCESS)
def assign(item: QueueItem, *, to: User, by: User, seen: int | None = None) -> QueueItem:
    """Gives the item to a colleague, who may read it."""
    locked = _held(item, by, seen, unread=True)
    require_assignable(to)
    if not to.is_active or not Queue.objects.visible_to(to).filter(pk=locked.queue_id).exists():
        raise Refused(_("%(name)s has no access to this queue.") % {"name": to})
    if not QueueItem.objects.visible_to(to).filter(pk=locked.pk).exists():
        raise Refused(_("%(name)s may not read the paper that came with this mail.") % {"name": to})
    return _move(locked, MoveVerb.ASSIGN, by, worker=to)


@operation(_MAY_TRIAGE, refused=_NO_ACCESS)
def link(item: QueueItem, *, case_file: CaseFile, by: User, seen: int | None = None) -> QueueItem:
    """Hangs the mail on a case file; the item stays with whoever works on it."""
    locked = _held(item, by, seen)
    if locked.message:
        timeline.link_message(case_file, locked.message, by=by)
        linked_again(locked.message, case_file)
    return _move(locked, MoveVerb.LINK, by, case_file=case_file, worker=locked.worker or by)


@operation(_MAY_TRIAGE, refused=_NO_ACCESS)
def link_proposal(item: QueueItem, *, case_file: int, by: User, seen: int | None = None) -> QueueItem:
    """To the case file with that key, where it is still a proposal for this mail."""
    locked = _held(item, by, seen)
    told = proposals(locked.message, by) if locked.message else []
    if case_file not in {one.case_file for one in told}:
        raise Refused(_("This is no proposal any more: somebody changed the dossier or the mail."))
    return link(locked, case_file=CaseFile.objects.get(pk=case_file), by=by)


@operation(_MAY_TRIAGE, refused=_NO_ACCESS)
def unlink(item: QueueItem, *, by: User, seen: int | None = None) -> QueueItem:
    """Takes the mail off what it hangs on, with what was filed of it there; it waits in its queue again."""
    locked, message, case_file = _hanging(item, by, seen)
    attachments = take_off(message, case_file, by=by)
    back = {"case_file": None, "worker": None, "state": ItemState.OPEN}
    return _move(locked, MoveVerb.UNLINK, by, None, (), attachments, **back)


@operation(_MAY_TRIAGE, refused=_NO_ACCESS)
def move(
    item: QueueItem,
    *,
    case_file: CaseFile,
    by: User,
    seen: int | None = None,
    with_conversation: bool = True,
) -> QueueItem:
    """Hangs the mail elsewhere, with what was filed of it. `with_conversation`: also the other mails of its
    conversation that hang in the same place and that `by` may read; one undo takes all back."""
    locked, _message, now_on = _hanging(item, by, seen)
    if now_on == case_file:
        raise Refused(_("The mail hangs there already."))
    found = [locked]
    if with_conversation:
        others = QueueItem.objects.in_conversation_of(locked)
        keys = others.order_by("pk").values_list("pk", flat=True)
        found += [hold(_rows().visible_to(by), key, by=None, missing=Gone(_GONE)) for key in keys]
    moved = [_moved(one, case_file, by, with_conversation=with_conversation) for one in found]
    if len(moved) > 1:
        keep_together(moved, by=by)
    return moved[0]


def _moved(item: QueueItem, case_file: CaseFile, by: User, *, with_conversation: bool) -> QueueItem:
    if item.message is None or item.case_file is None:
        raise Refused(_NOT_LINKED)
    move_message(
        item.message, instead_of=item.case_file, to=case_file, by=by, with_conversation=with_conversation
    )
    return _move(item, MoveVerb.MOVE, by, case_file=case_file)


def _hanging(item: QueueItem, by: User, seen: int | None) -> tuple[QueueItem, Message, CaseFile]:
    """The held item, handled or not, its mail and what that hangs on; refused where it hangs on nothing."""
    locked = _held(item, by, seen, any_state=True)
    if locked.message is None or locked.case_file is None:
        raise Refused(_NOT_LINKED)
    return locked, locked.message, locked.case_file


@operation(_MAY_TRIAGE, refused=_NO_ACCESS)
def file_attachments(
    item: QueueItem, attachments: Collection[Attachment], *, by: User, seen: int | None = None
) -> QueueItem:
    """Files attachments of the item's mail among the documents of what it hangs on."""
    locked = _held(item, by, seen)
    if locked.case_file is None:
        raise Refused(_("Link the mail to a dossier first; its attachments are filed there."))
    if not attachments:
        raise Refused(_("Tick at least one attachment."))
    if any(one.message_id != locked.message_id for one in attachments):
        raise Refused(_("This attachment is of another mail."))
    filed = timeline.file_attachments(locked.case_file, attachments, by=by)
    if not filed:
        raise Refused(_("These attachments are filed already."))
    return _move(locked, MoveVerb.FILE, by, documents=[one.document for one in filed])


@operation(_MAY_TRIAGE, refused=_NO_ACCESS)
def describe_attachments(
    item: QueueItem,
    attachments: Collection[Attachment],
    *,
    kind: DocumentKind,
    by: User,
    seen: int | None = None,
) -> QueueItem:
    """Says what came with the item's mail; no move: what the papers are is no matter of their queue."""
    locked = _held(item, by, seen, any_state=True)
    if not attachments:
        raise Refused(_("Tick at least one attachment."))
    if any(one.message_id != locked.message_id for one in attachments):
        raise Refused(_("This attachment is of another mail."))
    for one in attachments:
        timeline.describe_attachment(one, kind=kind, by=by)
    return locked


@operation(_MAY_TRIAGE, refused=_NO_ACCESS)
def finish(item: QueueItem, *, by: User, seen: int | None = None) -> QueueItem:
    locked = _held(item, by, seen)
    return _move(locked, MoveVerb.DONE, by, state=ItemState.DONE, worker=locked.worker or by)


@operation(_MAY_TRIAGE, refused=_NO_ACCESS)
def mark_as_spam(item: QueueItem, *, by: User, seen: int | None = None) -> QueueItem:
    return _move(_held(item, by, seen), MoveVerb.SPAM, by, state=ItemState.SPAM)


@operation(_MAY_TRIAGE, refused=_NO_ACCESS)
def reopen(item: QueueItem, *, by: User, seen: int | None = None) -> QueueItem:
    """Takes what was done or spam back into its queue, where it waits; anybody may who sees it."""
    locked = _held(item, by, seen, any_state=True)
    if locked.state == ItemState.OPEN:
        raise Refused(_("This is open already."))
    queue = locked.queue if locked.queue.is_active else Queue.objects.general()
    _record(locked, "mail_reopened", by)
    return _move(locked, MoveVerb.REOPEN, by, state=ItemState.OPEN, worker=None, queue=queue)


@operation(_MAY_TRIAGE, refused=_NO_ACCESS)
def undo(item: QueueItem, *, by: User, seen: int | None = None) -> QueueItem:
    """Takes back the last verb on the item, if this user gave it and nobody did anything since.

    Who routed it into a private queue of others takes that back too, without seeing it there.
    """
    locked = hold(_rows(), item, by=None, missing=Gone(_GONE))
    last = locked.moves.select_related("from_queue", "from_worker", "from_case_file", "to_case_file").last()
    own = last if last is not None and last.by_id == by.pk else None
    put_away = own is not None and own.verb == MoveVerb.ROUTE and _sees(by, own.from_queue)
    if not put_away and not QueueItem.objects.in_queues_of(by).filter(pk=locked.pk).exists():
        raise Gone(_GONE)
    if last is None or own is None or own.verb in {MoveVerb.ARRIVE, MoveVerb.UNDO}:
        raise Refused(_("There is nothing of yours to undo here."))
    _check_seen(locked, seen)
    if last.verb == MoveVerb.LINK and locked.message and last.to_case_file:
        timeline.unlink_message(last.to_case_file, locked.message, by=by)
    if last.verb == MoveVerb.UNLINK and locked.message and last.from_case_file:
        put_back(locked.message, last.from_case_file, last.attachments, by=by)
    if last.verb == MoveVerb.MOVE and locked.message and last.from_case_file and last.to_case_file:
        move_message(
            locked.message,
            instead_of=last.to_case_file,
            to=last.from_case_file,
            by=by,
            with_conversation=True,
        )
    if last.verb == MoveVerb.FILE and last.to_case_file and locked.message:
        timeline.unfile_documents(last.to_case_file, last.documents.all(), locked.message, by=by)
    if last.verb == MoveVerb.REOPEN:
        _record(locked, "mail_closed_again", by)
    return _move(
        locked,
        MoveVerb.UNDO,
        by,
        undoes=last,
        queue=last.from_queue,
        worker=last.from_worker,
        state=last.from_state,
        case_file=last.from_case_file,
    )


@operation(_MAY_TRIAGE, refused=_NO_ACCESS)
def keep_together(items: Collection[QueueItem], *, by: User) -> None:
    """What was done to these at once is taken back at once: by the last move of each."""
    moves = [item.last_move for item in items if item.last_move]
    QueueMove.objects.filter(pk__in=moves, by=by).update(together=uuid4())


def _held(
    item: QueueItem, by: User, seen: int | None = None, *, any_state: bool = False, unread: bool = False
) -> QueueItem:
    """The item as it is now, held until the end of the transaction; refused where `by` may not see it, or,
    but for what is done `unread`, may not read it."""
    locked = hold(_rows().in_queues_of(by), item, by=None, missing=Gone(_GONE))
    if locked.secret and not unread:
        raise NotAllowed(_NOT_READ)
    _check_seen(locked, seen)
    if not any_state and locked.state != ItemState.OPEN:
        raise Refused(_("This is handled already."))
    return locked


def _rows() -> QueueItemQuerySet:
    return QueueItem.objects.for_list().select_related("case_file")


def _sees(user: User, queue: Queue | None) -> bool:
    return queue is not None and Queue.objects.visible_to(user).filter(pk=queue.pk).exists()


def _check_seen(locked: QueueItem, seen: int | None) -> None:
    """Asked once the item is held: a move that was made while we waited counts."""
    if seen is None:
        return
    last = locked.moves.select_related("by", "to_queue", "to_worker").last()
    if last is not None and last.pk != seen:
        raise Refused(told(last))


def _entered(item: QueueItem, undone: QueueMove) -> datetime:
    """Since when the item was in the queue that it left by a move that is undone now."""
    moves = item.moves.filter(pk__lt=undone.pk, undone_by=None).exclude(verb=MoveVerb.UNDO)
    return moves.exclude(from_queue=F("to_queue")).latest("pk").at


def _record(item: QueueItem, kind: str, by: User) -> None:
    if item.case_file is not None and item.message is not None:
        timeline.record(item.case_file, kind, by=by, subject=item.message.subject, message=item.message.pk)


def _move(
    item: QueueItem,
    verb: MoveVerb,
    by: User | None,
    undoes: QueueMove | None = None,
    documents: Collection[Document] = (),
    attachments: Collection[int] = (),
    **changes: Any,
) -> QueueItem:
    before = _State.of(item)
    for name, value in changes.items():
        setattr(item, name, value)
    if item.queue != before.queue:
        item.entered_queue_at = timezone.now() if undoes is None else _entered(item, undoes)
    item.save(update_fields=[*changes, "entered_queue_at"])
    move = QueueMove.objects.create(
        item=item,
        verb=verb,
        by=by,
        from_queue=before.queue,
        to_queue=item.queue,
        from_worker=before.worker,
        to_worker=item.worker,
        from_state=before.state,
        to_state=item.state,
        from_case_file=before.case_file,
        to_case_file=item.case_file,
        undoes=undoes,
        attachments=list(attachments),
    )
    if documents:
        move.documents.set(documents)
    item.last_move = move.pk
    return item
