"""One mail's bytes to a value: pure, and it never raises, whatever the bytes are.

What can't be read as a mail has a `problem`; the receiver parks it with that reason. The choice between
text, HTML and attachments follows RFC 8621, section 4.1.4.
"""

import hashlib
import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from email.generator import BytesGenerator
from email.message import Message as Part
from email.parser import BytesParser
from email.policy import compat32
from io import BytesIO

from oss.mail import headers
from oss.mail.address_lines import MOST_ADDRESSES, addresses, author
from oss.mail.charsets import charset_in_html, decode, is_known, storable
from oss.mail.classify import Letterhead, authenticity, classify
from oss.mail.flowed import unflowed
from oss.mail.headers import Address
from oss.mail.mending import mended
from oss.mail.parsed import (
    LARGEST,
    LONGEST_SUBJECT,
    ParsedAttachment,
    ParsedMail,
    Problem,
    unreadable,
)
from oss.mail.sanitise import content_ids, crude_text, html_to_text, sanitise
from oss.mail.transfer import from_base64, from_quoted_printable, words_from_base64

DEEPEST = 40  # parts within parts
MOST_PARTS = 1_000
LONGEST_TEXT = 1_000_000  # characters
MOST_HEADERS = 2_000
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


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


# --- Structure -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Leaf:
    part: Part
    content_type: str
    name: str
    disposition: str
    parameters: dict[str, str]  # of its type

    @property
    def is_media(self) -> bool:
        return self.content_type.startswith(("image/", "audio/", "video/"))

    @property
    def is_text(self) -> bool:
        return self.content_type in {"text/plain", "text/html"} and self.disposition != "attachment"


@dataclass
class _Bodies:
    """What a reader of plain text sees, what a reader of HTML sees, and the rest."""

    text: list[_Leaf] = field(default_factory=list)
    html: list[_Leaf] = field(default_factory=list)
    rest: list[_Leaf] = field(default_factory=list)


class _Walk:
    """RFC 8621, 4.1.4, with limits on depth and number."""

    def __init__(self) -> None:
        self.bodies = _Bodies()
        self.count = 0

    def parts(
        self, parts: Iterable[Part], kind: str, depth: int, *, in_alternative: bool, text: bool, html: bool
    ) -> None:
        if depth > DEEPEST:
            raise _Unreadable(Problem.TOO_DEEP)
        texts, htmls = len(self.bodies.text), len(self.bodies.html)
        for position, part in enumerate(parts):
            self.count += 1
            if self.count > MOST_PARTS:
                raise _Unreadable(Problem.TOO_MANY_PARTS)
            content_type = part.get_content_type()
            if part.get_content_maintype() == "multipart" and part.is_multipart():
                self.parts(
                    _children(part),
                    content_type.partition("/")[2],
                    depth + 1,
                    in_alternative=in_alternative or content_type == "multipart/alternative",
                    text=text,
                    html=html,
                )
                continue
            # a multipart whose parts can't be found is shown as it came
            leaf = _leaf(part, "text/plain" if content_type.startswith("multipart/") else content_type)
            if not _is_body(leaf, kind, position):
                self.bodies.rest.append(leaf)
            elif kind == "alternative":
                self._choose(leaf)
            else:
                text = text and not (in_alternative and leaf.content_type == "text/html")
                html = html and not (in_alternative and leaf.content_type == "text/plain")
                self._show(leaf, text=text, html=html)
        if kind == "alternative" and text and html:
            self._complete(texts, htmls)

    def _choose(self, leaf: _Leaf) -> None:
        place = {"text/plain": self.bodies.text, "text/html": self.bodies.html}
        place.get(leaf.content_type, self.bodies.rest).append(leaf)

    def _show(self, leaf: _Leaf, *, text: bool, html: bool) -> None:
        if leaf.is_media:
            self.bodies.rest.append(leaf)
            return
        if text:
            self.bodies.text.append(leaf)
        if html:
            self.bodies.html.append(leaf)

    def _complete(self, texts: int, htmls: int) -> None:
        """An alternative in one kind only is shown to both readers."""
        if len(self.bodies.text) == texts:
            self.bodies.text += self.bodies.html[htmls:]
        elif len(self.bodies.html) == htmls:
            self.bodies.html += self.bodies.text[texts:]


def _children(part: Part) -> list[Part]:
    payload = part.get_payload()
    return [one for one in payload if isinstance(one, Part)] if isinstance(payload, list) else []


def _is_body(leaf: _Leaf, kind: str, position: int) -> bool:
    if leaf.disposition == "attachment" or not (leaf.is_text or leaf.is_media):
        return False
    return position == 0 or (kind != "related" and (leaf.is_media or not leaf.name))


def _leaf(part: Part, content_type: str) -> _Leaf:
    type_line = _raw(part, "content-type")
    disposition_line = _raw(part, "content-disposition")
    type_parameters = headers.parameters(type_line) if ";" in type_line else {}
    name = headers.parameters(disposition_line).get("filename", "") or type_parameters.get("name", "")
    return _Leaf(
        part=part,
        content_type=storable(content_type)[:127],
        name=name,
        disposition=headers.unfold(disposition_line).partition(";")[0].strip().lower(),
        parameters=type_parameters,
    )


def _raw(part: Part, wanted: str) -> str:
    return next((str(value) for name, value in part.raw_items() if name.lower() == wanted), "")


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
    fields = _fields(root)
    if not fields.keys() & _TELLING:
        raise _Unreadable(Problem.NO_HEADERS)
    walk = _Walk()
    walk.parts([root], "mixed", 0, in_alternative=False, text=True, html=True)
    reading = _Reading(walk.bodies)
    attachments = tuple(_attachments(walk.bodies.rest, shown=reading.content_ids()))

    def first(name: str) -> str:
        return fields.get(name, [""])[0]

    def people(name: str) -> tuple[Address, ...]:
        found = [one for value in fields.get(name, []) for one in addresses(value)]
        return tuple(found[:MOST_ADDRESSES])

    sender = author(*map(people, ("from", "sender", "reply-to", "return-path")))
    message_id = headers.message_id(first("message-id"))
    subject = headers.text(first("subject"))
    identity, earlier_identity = _identities(
        [message_id, headers.text(first("from")), headers.unfold(first("date")), subject],
        reading.words(),
        attachments,
    )
    told = {
        name: [headers.text(value) for value in values] for name, values in fields.items() if name in _TOLD
    }
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
        text=reading.text()[:LONGEST_TEXT],
        html=reading.html(),
        automatic=classify(
            Letterhead(
                told,
                content_type=root.get_content_type(),
                report_type=headers.parameters(_raw(root, "content-type")).get("report-type", "").lower(),
                parts=frozenset(_kinds(root)),
                subject=subject[:LONGEST_SUBJECT],
                sender=sender,
                reply_to=people("reply-to"),
            )
        ),
        authenticity=authenticity(told),
        attachments=attachments,
    )


def _kinds(part: Part, depth: int = 0) -> Iterator[str]:
    """The content types of its parts; not of the mails it encloses, which tell nothing of who sends them."""
    for one in _children(part) if depth <= DEEPEST and part.get_content_type() != "message/rfc822" else ():
        yield one.get_content_type()
        yield from _kinds(one, depth + 1)


_TOLD = {
    *("auto-submitted", "precedence", "list-id", "list-unsubscribe", "list-post", "x-autoreply"),
    *("x-autorespond", "x-autoresponder", "x-auto-response-suppress", "return-path"),
    *("x-failed-recipients", "authentication-results"),
}


def _fields(root: Part) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for number, (name, value) in enumerate(root.raw_items()):
        if number >= MOST_HEADERS:
            break
        found.setdefault(name.lower(), []).append(str(value))
    return found


class _Reading:
    """The words of the chosen parts; each part is decoded and cleaned once."""

    def __init__(self, bodies: _Bodies) -> None:
        self._bodies = bodies
        self._sources: dict[int, str] = {}
        self._clean: dict[int, str] = {}

    def words(self) -> list[str]:
        """The decoded bodies, as the sender wrote them."""
        return [self._source(leaf) for leaf in (*self._bodies.text, *self._bodies.html)]

    def text(self) -> str:
        return "\n\n".join(filter(None, (self._text_of(leaf) for leaf in self._bodies.text)))

    def html(self) -> str:
        """Empty where the mail has no HTML, or none that could be cleaned: the text says it all then."""
        if not any(leaf.content_type == "text/html" for leaf in self._bodies.html):
            return ""
        pieces = [self._html_of(leaf) for leaf in self._bodies.html]
        return "\n".join(filter(None, pieces))

    def content_ids(self) -> set[str]:
        """Of the pictures that the HTML shows."""
        return content_ids(self.html())

    def _source(self, leaf: _Leaf) -> str:
        key = id(leaf.part)
        if key not in self._sources:
            charset = leaf.parameters.get("charset", "")
            data = _content(leaf.part, charset)
            if leaf.content_type == "text/html" and not is_known(charset):
                charset = charset_in_html(data)
            words = decode(data, charset)
            self._sources[key] = words.replace("\r\n", "\n").replace("\r", "\n")
        return self._sources[key]

    def _cleaned(self, leaf: _Leaf) -> str:
        key = id(leaf.part)
        if key not in self._clean:
            self._clean[key] = sanitise(self._source(leaf))
        return self._clean[key]

    def _text_of(self, leaf: _Leaf) -> str:
        if leaf.content_type != "text/html":
            return self._plain(leaf)
        clean = self._cleaned(leaf)
        return html_to_text(clean) if clean else crude_text(self._source(leaf))

    def _plain(self, leaf: _Leaf) -> str:
        words = self._source(leaf)
        if leaf.parameters.get("format", "").lower() == "flowed":
            words = unflowed(words, delete_space=leaf.parameters.get("delsp", "").lower() == "yes")
        return words.strip("\n")

    def _html_of(self, leaf: _Leaf) -> str:
        if leaf.content_type == "text/html":
            return self._cleaned(leaf)
        words = html.escape(self._plain(leaf))
        return f'<div style="white-space:pre-wrap">{words}</div>' if words else ""


def _identities(
    fields: list[str], words: list[str], attachments: Iterable[ParsedAttachment]
) -> tuple[str, str]:
    """What makes it this mail; and by the earlier rule, where that differs, for what was stored under it.

    Trailing spaces and empty lines at the end don't count, nor how lines end: relays change them. The earlier
    rule counted how they end in attachments.
    """
    bodies = ["\n".join(line.rstrip(" \t") for line in one.split("\n")).rstrip() for one in words]
    contents = [one.data for one in attachments]
    one_way = [data.replace(b"\r\n", b"\n").replace(b"\r", b"\n") for data in contents]
    identity = _sum_of(fields, bodies, one_way)
    return identity, "" if one_way == contents else _sum_of(fields, bodies, contents)


def _sum_of(fields: list[str], bodies: list[str], contents: list[bytes]) -> str:
    total = hashlib.sha256()
    for piece in (*fields, *bodies, *(hashlib.sha256(one).hexdigest() for one in contents)):
        total.update(f"{len(piece)}:".encode() + piece.encode("utf-8", "replace"))
    return total.hexdigest()


# --- Content -------------------------------------------------------------------------------------


def _content(part: Part, charset: str | None = None) -> bytes:
    """Its bytes without their transfer encoding; of a text also `charset`."""
    payload = vars(part)["_payload"]  # get_payload decodes 8-bit bytes, by guess
    encoding = headers.unfold(_raw(part, "content-transfer-encoding")).strip(" ;\"'").lower()
    if not isinstance(payload, str):
        return b""
    data = payload.encode("ascii", "surrogateescape")
    if encoding == "base64":
        return from_base64(data) if charset is None else words_from_base64(data, charset)
    if encoding == "quoted-printable":
        return from_quoted_printable(data)
    if encoding in {"x-uuencode", "uuencode", "uue", "x-uue"}:
        unpacked = part.get_payload(decode=True)
        return unpacked if isinstance(unpacked, bytes) else b""
    return data


def _attachments(leaves: Iterable[_Leaf], *, shown: set[str]) -> Iterator[ParsedAttachment]:
    for leaf in leaves:
        data, fallback = _attached(leaf)
        content_id = headers.message_id(_raw(leaf.part, "content-id"))[:255]
        yield ParsedAttachment(
            name=leaf.name.strip() or fallback,
            content_type=leaf.content_type,
            content_id=content_id,
            inline=leaf.content_type in PICTURES and content_id in shown,
            data=data,
        )


def _attached(leaf: _Leaf) -> tuple[bytes, str]:
    """The bytes of an attachment, and a name for one that has none."""
    if leaf.part.is_multipart():
        inside = _children(leaf.part)
        if leaf.content_type == "message/delivery-status":
            return b"\n".join(_flat(one) for one in inside), "report.txt"
        subject = headers.text(_raw(inside[0], "subject"))[:80] if inside else ""
        return b"".join(_flat(one) for one in inside), f"{subject or 'message'}.eml"
    kind, _slash, ending = leaf.content_type.partition("/")
    names = {"text/calendar": "invitation.ics", "text/plain": "text.txt", "text/html": "page.html"}
    plain = ending if kind == "image" and re.fullmatch(r"[a-z0-9]{2,5}", ending) else "bin"
    return _content(leaf.part), names.get(leaf.content_type, f"attachment.{plain}")


def _flat(part: Part) -> bytes:
    out = BytesIO()
    BytesGenerator(out, mangle_from_=False, maxheaderlen=0).flatten(part)
    return out.getvalue()
