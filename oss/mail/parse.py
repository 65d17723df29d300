"""One mail's bytes to a value: pure, and it never raises, whatever the bytes are.

What can't be read as a mail has a `problem`; the receiver parks it with that reason. The choice between
text, HTML and attachments follows RFC 8621, section 4.1.4.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from email.generator import BytesGenerator
from email.message import Message as Part
from email.parser import BytesParser
from email.policy import compat32
from io import BytesIO

from oss.mail import headers, kinds, pictures
from oss.mail.address_lines import MOST_ADDRESSES, addresses, author
from oss.mail.appointments import Appointment
from oss.mail.charsets import decode
from oss.mail.classify import AUTORESPONDERS, PRECEDENCES, Letterhead, authenticity, classify
from oss.mail.containers import DEEPEST as DEEPEST_PACKED
from oss.mail.containers import Budget, Full, attached_mail, decoded_mail
from oss.mail.headers import MailAddress
from oss.mail.invitations import appointments
from oss.mail.letters import LetterReading
from oss.mail.mending import mended
from oss.mail.notes import Note
from oss.mail.parsed import (
    LARGEST,
    LONGEST_SUBJECT,
    ParsedAttachment,
    ParsedMail,
    Problem,
    unreadable,
)
from oss.mail.structure import (
    DEEPEST,
    Bodies,
    Leaf,
    PartsWalk,
    TooDeep,
    TooManyParts,
    children,
    content,
    raw_field,
)

LONGEST_TEXT = 1_000_000  # characters
MOST_HEADERS = 2_000


class _Unreadable(Exception):  # noqa: N818 - a refusal, not an error
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def parse(raw: bytes) -> ParsedMail:
    try:
        return _parse(raw)
    except _Unreadable as refusal:
        return unreadable(raw, refusal.problem)
    except MemoryError:
        return unreadable(raw, Problem.TOO_MUCH_MEMORY)
    except Exception as error:  # noqa: BLE001 - hostile bytes reach all of email's code; the mail is parked
        return unreadable(raw, Problem.FAILED, type(error).__name__)


# --- The mail ------------------------------------------------------------------------------------

_TELLING = {
    *("from", "sender", "to", "cc", "subject", "date", "message-id", "received", "return-path", "reply-to"),
    *("mime-version", "content-type", "delivered-to", "resent-from", "bcc"),
}


def _parse(raw: bytes) -> ParsedMail:
    if not raw.strip():
        raise _Unreadable(Problem.EMPTY)
    if len(raw) > LARGEST:
        raise _Unreadable(Problem.TOO_LARGE)
    root = BytesParser(policy=compat32).parsebytes(mended(raw))
    if not _fields(root).keys() & _TELLING:
        raise _Unreadable(Problem.NO_HEADERS)
    try:
        return _mail(root, Budget(), packed=0)
    except TooDeep:
        raise _Unreadable(Problem.TOO_DEEP) from None
    except TooManyParts:
        raise _Unreadable(Problem.TOO_MANY_PARTS) from None


def _mail(root: Part, budget: Budget, *, packed: int) -> ParsedMail:
    """`packed`: in how many others it was found."""
    fields = _fields(root)
    walk = PartsWalk(budget, packed=packed)
    walk.parts([root], "mixed", 0, in_alternative=False, text=True, html=True)
    as_sent = LetterReading(walk.bodies)
    reading = as_sent if as_sent.shows_something() else _attached_letter(walk.bodies, as_sent)
    files = _files(walk.bodies.rest, shown=reading.content_ids())
    forwarded, not_opened = _forwarded(walk.bodies.rest, files, budget, packed=packed)

    def first(name: str) -> str:
        return fields.get(name, [""])[0]

    def people(name: str) -> tuple[MailAddress, ...]:
        found = [one for value in fields.get(name, []) for one in addresses(value)]
        return tuple(found[:MOST_ADDRESSES])

    sender = author(*map(people, ("from", "sender", "reply-to", "return-path")))
    message_id = headers.message_id(first("message-id"))
    subject = headers.text(first("subject"))
    identity, earlier_identity = _identities(
        [message_id, headers.text(first("from")), headers.unfold(first("date")), subject],
        as_sent.words(),
        [file.data for leaf, file in zip(walk.bodies.rest, files, strict=True) if not leaf.unpacked],
    )
    told = {
        name: [headers.text(value) for value in values] for name, values in fields.items() if name in _TOLD
    }
    told_appointments = () if reading.shows_something() else _appointments(walk.bodies.rest)
    text = reading.text()
    if not (reading.shows_something() or told_appointments):
        text = next((_source(one) for one in walk.bodies.rest if _is_calendar(one)), "")
    return ParsedMail(
        identity=identity,
        earlier_identity=earlier_identity,
        message_id=message_id,
        subject=subject[:LONGEST_SUBJECT],
        sender=sender,
        to=people("to"),
        cc=people("cc"),
        reply_to=people("reply-to"),
        sent_at=headers.date(first("date")),
        in_reply_to=next(iter(headers.message_ids(first("in-reply-to"))), ""),
        references=headers.message_ids(" ".join(fields.get("references", []))),
        text=text[:LONGEST_TEXT],
        html=reading.html() if reading.shows_something() else "",
        automatic=classify(
            Letterhead(
                told,
                content_type=root.get_content_type(),
                report_type=headers.parameters(raw_field(root, "content-type"))
                .get("report-type", "")
                .lower(),
                parts=frozenset(_kinds(root)),
                subject=subject[:LONGEST_SUBJECT],
                sender=sender,
                reply_to=people("reply-to"),
            )
        ),
        authenticity=authenticity(told),
        attachments=(
            *(file for leaf, file in zip(walk.bodies.rest, files, strict=True) if not leaf.opened),
            *reading.files(),
        ),
        notes=tuple(dict.fromkeys([*walk.notes, *([Note.NOT_OPENED] if not_opened else [])])),
        forwarded=forwarded,
        appointments=told_appointments,
    )


def _kinds(part: Part, depth: int = 0) -> Iterator[str]:
    """The content types of its parts; not of the mails it encloses, which tell nothing of who sends them."""
    if depth > DEEPEST or not part.is_multipart() or part.get_content_type() == "message/rfc822":
        return
    for one in children(part):
        yield one.get_content_type()
        yield from _kinds(one, depth + 1)


def _attached_letter(bodies: Bodies, otherwise: LetterReading) -> LetterReading:
    """Where the mail says nothing, the first text that was attached to it."""
    for one in bodies.rest:
        if kind := kinds.of_a_letter(one.content_type, one.name):
            letter = replace(one, kind=kind)
            found = LetterReading(Bodies(text=[letter], html=[letter]))
            if found.shows_something():
                return found
    return otherwise


def _appointments(leaves: Iterable[Leaf]) -> tuple[Appointment, ...]:
    return tuple(found for leaf in leaves if _is_calendar(leaf) for found in appointments(_source(leaf)))


def _source(leaf: Leaf) -> str:
    return decode(content(leaf.part), leaf.parameters.get("charset", ""))


def _is_calendar(leaf: Leaf) -> bool:
    return leaf.kind == kinds.CALENDAR


def _forwarded(
    leaves: list[Leaf], files: list[ParsedAttachment], budget: Budget, *, packed: int
) -> tuple[tuple[ParsedMail, ...], bool]:
    """The mails that came as attachments, and whether there were more than are opened."""
    found: list[ParsedMail] = []
    for leaf, file in zip(leaves, files, strict=True):
        mail = attached_mail(leaf.part, leaf.kind, file.data)
        if mail is None:
            continue
        if packed >= DEEPEST_PACKED:
            return tuple(found), True
        try:
            budget.take(len(file.data))
            found.append(_mail(mail, budget, packed=packed + 1))
        except (Full, TooDeep, TooManyParts):
            return tuple(found), True
    return tuple(found), False


_TOLD = {
    *("auto-submitted", "list-id", "list-unsubscribe", "list-post", "x-auto-response-suppress"),
    *("return-path", "x-failed-recipients", "authentication-results"),
    *AUTORESPONDERS,
    *PRECEDENCES,
}


def _fields(root: Part) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for number, (name, value) in enumerate(root.raw_items()):
        if number >= MOST_HEADERS:
            break
        found.setdefault(name.lower(), []).append(str(value))
    return found


def _identities(fields: list[str], words: list[str], contents: list[bytes]) -> tuple[str, str]:
    """What makes it this mail; and by the earlier rule, where that differs, for what was stored under it.

    Trailing spaces and empty lines at the end don't count, nor how lines end: relays change them. The earlier
    rule counted how they end in attachments.
    """
    bodies = ["\n".join(line.rstrip(" \t") for line in one.split("\n")).rstrip() for one in words]
    one_way = [data.replace(b"\r\n", b"\n").replace(b"\r", b"\n") for data in contents]
    identity = _sum_of(fields, bodies, one_way)
    return identity, "" if one_way == contents else _sum_of(fields, bodies, contents)


def _sum_of(fields: list[str], bodies: list[str], contents: list[bytes]) -> str:
    total = hashlib.sha256()
    for piece in (*fields, *bodies, *(hashlib.sha256(one).hexdigest() for one in contents)):
        total.update(f"{len(piece)}:".encode() + piece.encode("utf-8", "replace"))
    return total.hexdigest()


# --- Content -------------------------------------------------------------------------------------


def _files(leaves: Iterable[Leaf], *, shown: set[str]) -> list[ParsedAttachment]:
    return [_file(leaf, shown) for leaf in leaves]


def _file(leaf: Leaf, shown: set[str]) -> ParsedAttachment:
    data, fallback = _attached(leaf)
    name = leaf.name.strip() or fallback
    picture = pictures.kind(data)
    content_id = headers.message_id(raw_field(leaf.part, "content-id"))[:255]
    location = headers.unfold(raw_field(leaf.part, "content-location"))
    names = pictures.names_in(shown, content_id, location, name)
    return ParsedAttachment(
        name=name,
        content_type=picture or leaf.content_type,
        content_id=(names[0] if picture and names else content_id)[:255],
        inline=bool(picture and names),
        data=data,
    )


def _attached(leaf: Leaf) -> tuple[bytes, str]:
    """The bytes of an attachment, and a name for one that has none."""
    if leaf.part.is_multipart():
        inside = children(leaf.part)
        if leaf.content_type == "message/delivery-status":
            return b"\n".join(_flat(one) for one in inside), "report.txt"
        subject = headers.text(raw_field(inside[0], "subject"))[:80] if inside else ""
        data = decoded_mail(leaf.part, b"".join(_flat(one) for one in inside).lstrip())
        return data, f"{subject or 'message'}.eml"
    kind, _slash, ending = leaf.content_type.partition("/")
    names = {"text/calendar": "invitation.ics", "text/plain": "text.txt", "text/html": "page.html"}
    plain = ending if kind == "image" and re.fullmatch(r"[a-z0-9]{2,5}", ending) else "bin"
    return content(leaf.part), names.get(leaf.content_type, f"attachment.{plain}")


class _AsItCame(BytesGenerator):
    """A multipart in which no part was found is written like any text: 8 bits break the library there."""

    def _handle_multipart(self, msg: Part) -> None:
        if msg.is_multipart():
            super()._handle_multipart(msg)  # type: ignore[misc]
        else:
            self._handle_text(msg)  # type: ignore[attr-defined]


def _flat(part: Part) -> bytes:
    out = BytesIO()
    _AsItCame(out, mangle_from_=False, maxheaderlen=0).flatten(part)
    return out.getvalue()
