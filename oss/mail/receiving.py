"""Receiving one mail: keep the bytes, read them, store the message, tell who wants to know.

The bytes are safe and committed before anything is read. What follows is one transaction per mail; unique
rules of the database decide who is first, so that any number of workers may receive the same mail at once,
and a worker that is killed leaves at worst raw bytes that wait. `receive_unfinished` reads those, what failed
before last and less and less often; no mail holds up another.
"""

from collections.abc import Iterator
from datetime import timedelta
from enum import StrEnum

import structlog
from django.db import DataError, IntegrityError, InterfaceError, OperationalError, connection, transaction
from django.db.models import F
from django.utils import timezone

from oss.core.registry import offered
from oss.documents import files
from oss.documents.inserting import insert_unless_there, insertion
from oss.documents.models import StoredFile
from oss.documents.names import safe_name
from oss.documents.papers import NewPaper, described
from oss.documents.storing import keep_all, rows_of
from oss.mail.appointments import words as appointment_words
from oss.mail.arrivals import ArrivalHandler
from oss.mail.models import (
    RAW_FOLDER,
    SOURCE_LENGTH,
    Attachment,
    Delivery,
    ForwardedMail,
    Mailbox,
    Message,
    MessageAddress,
    RawMessage,
    RecipientRole,
    State,
)
from oss.mail.parsed import ParsedAttachment, ParsedMail, Problem, unreadable
from oss.mail.reader import NoReader, read_apart

log = structlog.get_logger(__name__)

BEING_RECEIVED = timedelta(minutes=5)
"""Raw bytes younger than this may be in another worker's hands. What failed waits twice as long each time."""
MOST_DOUBLINGS = 8  # a day
MOST_TRIES = 5  # of a mail that fails by its own fault, before it is parked
_NOT_ITS_FAULT = (OperationalError, InterfaceError, OSError, NoReader)


class ReceivedAs(StrEnum):
    """What became of one received mail. FLAGGED and PARKED are stored too."""

    STORED = "stored"
    DUPLICATE = "duplicate"
    FLAGGED = "flagged"
    PARKED = "parked"


class _ReadByAnother(Exception):  # noqa: N818 - another worker was first; no error
    pass


class NotReadYet(Exception):  # noqa: N818 - nothing is lost
    """The bytes are kept, but storing the message failed; `receive_unfinished` tries again."""


def receive(raw: bytes, *, mailbox: Mailbox, source: str) -> ReceivedAs:
    """Raises NotReadYet, or whatever kept the bytes from being kept: the mail is to be offered again then."""
    kept, came_before = _keep(raw, mailbox=mailbox, source=source)
    try:
        return read_raw(kept, raw, mailbox=mailbox, came_before=came_before)
    except Exception as error:
        log.exception("mail_not_read_yet", raw=kept.sha256)
        raise NotReadYet(f"{type(error).__name__} on {kept.sha256}") from error


_KEPT = """
    WITH kept AS ({insert_raw})
    SELECT kept.id, EXISTS (SELECT FROM mail_rawmessage WHERE sha256 = %s) FROM kept
"""


def _keep(raw: bytes, *, mailbox: Mailbox, source: str) -> tuple[RawMessage, bool]:
    """The row of these bytes, and whether the same ones came before, here or by another way."""
    sha256 = files.keep(RAW_FOLDER, raw)
    place = source[-SOURCE_LENGTH:]  # its end says more than its beginning
    row = RawMessage(sha256=sha256, size=len(raw), mailbox=mailbox, source=place)
    insert, values = insertion(row)
    with connection.cursor() as cursor:
        cursor.execute(_KEPT.format(insert_raw=insert), [*values, sha256])
        inserted = cursor.fetchone()
    if inserted:
        row.pk, came_before = inserted
        return row, came_before
    known = RawMessage.objects.select_related("message")
    return known.get(sha256=sha256, mailbox=mailbox, source=place), True


def read_raw(kept: RawMessage, raw: bytes, *, mailbox: Mailbox, came_before: bool = True) -> ReceivedAs:
    """What is read and stored once is only delivered the second time."""
    if kept.message is None:
        known = _read_before(kept) if came_before else None
        try:
            return _add_arrival(known, kept, mailbox) if known else _store(kept, read_apart(raw), mailbox)
        except _ReadByAnother:
            kept.refresh_from_db()
        except (DataError, IntegrityError, ValueError) as error:
            # what the database refuses to take is shown as it came
            log.exception("mail_parked", raw=kept.sha256)
            return _store(kept, unreadable(raw, Problem.FAILED, type(error).__name__), mailbox)
    with transaction.atomic():
        _deliver(kept.message, mailbox)
    return ReceivedAs.DUPLICATE


def receive_unfinished(*, older_than: timedelta = BEING_RECEIVED) -> dict[ReceivedAs, int]:
    """Reads the raw bytes that a killed worker left behind, or that failed."""
    counts = dict.fromkeys(ReceivedAs, 0)
    waiting = RawMessage.objects.filter(message=None, received_at__lte=timezone.now() - older_than)
    in_order = waiting.order_by("tries", F("last_tried_at").asc(nulls_first=True), "received_at")
    for kept in in_order.select_related("mailbox").iterator():
        if not _is_due(kept, older_than) or not _take(kept):
            continue
        try:
            counts[_try_again(kept)] += 1
        except NoReader:
            log.exception("mails_not_read_now")
            break
        except Exception:  # one that fails again must not hold up the others
            log.exception("mail_still_unfinished", raw=kept.sha256, tries=kept.tries)
    return counts


def _is_due(kept: RawMessage, patience: timedelta) -> bool:
    wait = patience * 2 ** min(kept.tries, MOST_DOUBLINGS)
    return kept.last_tried_at is None or kept.last_tried_at <= timezone.now() - wait


def _take(kept: RawMessage) -> bool:
    """Counted before it is read: it may be what ends this process. False where another worker has it."""
    free = RawMessage.objects.filter(pk=kept.pk, message=None, tries=kept.tries)
    kept.tries += 1
    return bool(free.update(tries=kept.tries, last_tried_at=timezone.now()))


def _try_again(kept: RawMessage) -> ReceivedAs:
    try:
        return read_raw(kept, kept.read(), mailbox=kept.mailbox)
    except _NOT_ITS_FAULT:
        RawMessage.objects.filter(pk=kept.pk).update(tries=kept.tries - 1)
        raise
    except Exception as error:
        if kept.tries < MOST_TRIES:
            raise
        log.exception("mail_parked", raw=kept.sha256)
        return _store(kept, unreadable(kept.read(), Problem.FAILED, type(error).__name__), kept.mailbox)


def _read_before(kept: RawMessage) -> Message | None:
    """The message that was read from the same bytes, whatever was its identity's rule then."""
    same = RawMessage.objects.filter(sha256=kept.sha256, message__state=State.PARSED)
    raw = same.select_related("message").first()
    return raw.message if raw else None


# --- Storing -------------------------------------------------------------------------------------


def _store(kept: RawMessage, mail: ParsedMail, mailbox: Mailbox) -> ReceivedAs:
    kept_files = keep_all(one.data for one in attachments_of(mail))
    with transaction.atomic():
        now = timezone.now()
        message = Message(identity=mail.identity, received_at=now)
        fill(message, mail)
        delivery = Delivery(mailbox=mailbox, message=message, received_at=now)
        known = _stored_under(mail.earlier_identity)
        while not known and not _insert(message, kept, delivery):
            known = _stored_under(mail.identity)
            message.same_id_other_content = True  # its Message-ID is taken by other content
        if known:
            return _add_arrival(known, kept, mailbox)
        add_parts(message, mail, rows_of(kept_files))
        _announce(delivery)
    if message.is_parked:
        return ReceivedAs.PARKED
    return ReceivedAs.FLAGGED if message.same_id_other_content else ReceivedAs.STORED


_MESSAGE_READ_AND_DELIVERED = """
    WITH message AS ({insert_message}),
        raw AS (
            UPDATE mail_rawmessage SET message_id = message.id FROM message
            WHERE mail_rawmessage.id = %s AND message_id IS NULL
            RETURNING message.id
        ),
        delivery AS (
            INSERT INTO mail_delivery (mailbox_id, message_id, received_at)
            SELECT %s, id, %s FROM message
            RETURNING id, message_id
        )
    SELECT message.id, delivery.id, raw.id IS NOT NULL
    FROM message JOIN delivery ON delivery.message_id = message.id LEFT JOIN raw ON raw.id = message.id
"""


def _insert(message: Message, kept: RawMessage, delivery: Delivery) -> bool:
    """The message, its bytes as read, and its delivery, in one statement; False where the message is known.

    Two workers with the same mail: one inserts, the other waits for it here and then finds it.
    """
    insert, values = insertion(message)
    with connection.cursor() as cursor:
        statement = _MESSAGE_READ_AND_DELIVERED.format(insert_message=insert)
        cursor.execute(statement, [*values, kept.pk, delivery.mailbox_id, delivery.received_at])
        inserted = cursor.fetchone()
    if not inserted:
        return False
    message.pk, delivery.pk, was_unread = inserted
    delivery.message = message
    if not was_unread:
        raise _ReadByAnother
    return True


def _stored_under(identity: str) -> Message | None:
    return Message.objects.filter(identity=identity).first() if identity else None


def _add_arrival(message: Message, kept: RawMessage, mailbox: Mailbox) -> ReceivedAs:
    with transaction.atomic():
        if not RawMessage.objects.filter(pk=kept.pk, message=None).update(message=message):
            raise _ReadByAnother
        _deliver(message, mailbox)
    return ReceivedAs.DUPLICATE


def fill(message: Message, mail: ParsedMail) -> None:
    message.state = State.PARKED if mail.problem else State.PARSED
    message.parked_reason = mail.problem or ""
    message.parked_detail = mail.detail[:255]
    message.message_id = mail.message_id
    message.subject = mail.subject
    message.from_name = mail.sender.name
    message.from_address = mail.sender.address
    message.sent_at = mail.sent_at
    message.text = mail.text or appointment_words(mail.appointments)
    message.html = mail.html
    message.in_reply_to = mail.in_reply_to
    # what a sender of ours put behind the plus of its address names a conversation too
    behind_plus = [one.address for one in (*mail.to, *mail.cc) if "+" in one.address]
    message.references = [*behind_plus, *mail.references]
    message.automatic = mail.automatic
    message.authenticity = mail.authenticity
    message.has_attachments = any(not one.inline for one in attachments_of(mail))
    message.notes = list(mail.notes)


def add_parts(message: Message, mail: ParsedMail, stored: list[StoredFile]) -> None:
    by_role = (
        (RecipientRole.TO, mail.to),
        (RecipientRole.CC, mail.cc),
        (RecipientRole.REPLY_TO, mail.reply_to),
    )
    lines = [
        MessageAddress(message=message, role=role, position=number, name=one.name, address=one.address)
        for role, people in by_role
        for number, one in enumerate(people)
    ]
    MessageAddress.objects.bulk_create(lines)
    attachments = [
        Attachment(
            message=message,
            stored_file=file,
            position=number,
            name=safe_name(one.name, fallback="attachment"),
            content_type=one.content_type,
            size=file.size,
            content_id=one.content_id,
            inline=one.inline,
        )
        for number, (one, file) in enumerate(zip(attachments_of(mail), stored, strict=True))
    ]
    _describe(attachments, mail.subject)
    Attachment.objects.bulk_create(attachments)
    ForwardedMail.objects.bulk_create(
        ForwardedMail(
            message=message,
            position=number,
            level=level,
            from_name=one.sender.name,
            from_address=one.sender.address,
            receivers=", ".join(to.name or to.address for to in one.to),
            sent_at=one.sent_at,
            subject=one.subject,
            text=one.text or appointment_words(one.appointments),
            html=one.html,
            notes=list(one.notes),
        )
        for number, (one, level) in enumerate(_forwarded(mail))
    )


def _describe(attachments: list[Attachment], subject: str) -> None:
    """Before anybody sees them. A picture in the text answers nothing: most often it signs a mail."""
    told = described(
        [
            NewPaper(one.stored_file_id, one.name, one.content_type, "" if one.inline else subject)
            for one in attachments
        ]
    )
    for attachment, one in zip(attachments, told, strict=True):
        attachment.kind_id, attachment.document_class, attachment.decided = (
            one.kind,
            one.document_class,
            one.decided,
        )


def _forwarded(mail: ParsedMail, level: int = 1) -> Iterator[tuple[ParsedMail, int]]:
    """The mails that were attached, each before those that were attached to it."""
    for one in mail.forwarded:
        yield one, level
        yield from _forwarded(one, level + 1)


def attachments_of(mail: ParsedMail) -> list[ParsedAttachment]:
    """With those of the mails that were attached."""
    return [
        file for one in (mail, *(inner for inner, _level in _forwarded(mail))) for file in one.attachments
    ]


def _deliver(message: Message | None, mailbox: Mailbox) -> None:
    if message is None:
        raise RuntimeError("a mail is delivered after it is read")
    delivery = Delivery(mailbox=mailbox, message=message)
    if insert_unless_there(delivery):
        _announce(delivery)


def _announce(delivery: Delivery) -> None:
    for handler in offered(ArrivalHandler).values():
        handler.handle(delivery)
