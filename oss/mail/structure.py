"""Which parts of a mail are its letter, in text and in HTML, and which are files (RFC 8621, section 4.1.4).

What is packed in a part (`oss.mail.containers`) is taken as if it stood in its place.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from email.message import Message as Part
from email.parser import BytesParser
from email.policy import compat32

from oss.mail import headers, kinds
from oss.mail.charsets import storable
from oss.mail.containers import DEEPEST as DEEPEST_PACKED
from oss.mail.containers import Budget, Full, is_container, opened
from oss.mail.notes import Note
from oss.mail.transfer import encoding_named, from_base64, from_quoted_printable, words_from_base64

DEEPEST = 40  # parts within parts
MOST_PARTS = 1_000

_BOUNDARY = re.compile(
    rb"(?:\A|[\r\n])--([!-~ ]{1,200}?)[ \t]{0,20}(?:\r\n|\r(?!\n)|\n)(?=Content-|[\r\n])", re.IGNORECASE
)
_NOTES = {"signed": Note.UNCHECKED_SIGNATURE, "encrypted": Note.ENCRYPTED}


class TooDeep(Exception):  # noqa: N818 - a refusal, not an error
    pass


class TooManyParts(Exception):  # noqa: N818 - a refusal, not an error
    pass


@dataclass(frozen=True)
class Leaf:
    """`content_type` is what it calls itself, `kind` what it is (`oss.mail.kinds`). `unpacked`: it was packed
    in another part. `opened`: it is such a part, and needs no showing."""

    part: Part
    content_type: str
    kind: str
    name: str
    disposition: str
    parameters: dict[str, str]  # of its type
    unpacked: bool = False
    opened: bool = False

    @property
    def is_media(self) -> bool:
        return self.kind.startswith(("image/", "audio/", "video/"))

    @property
    def is_text(self) -> bool:
        return self.kind in {kinds.TEXT, kinds.HTML} and self.disposition != "attachment"


@dataclass
class Bodies:
    """What a reader of plain text sees, what a reader of HTML sees, and the rest."""

    text: list[Leaf] = field(default_factory=list)
    html: list[Leaf] = field(default_factory=list)
    rest: list[Leaf] = field(default_factory=list)


class PartsWalk:
    """Through the parts of one mail, with limits on depth and number. Raises TooDeep, TooManyParts."""

    def __init__(self, budget: Budget, *, packed: int = 0) -> None:
        self.bodies = Bodies()
        self.notes: list[Note] = []
        self._budget = budget
        self._packed = packed  # containers around what is being looked at
        self._around = packed
        self._count = 0

    def parts(
        self, parts: Iterable[Part], kind: str, depth: int, *, in_alternative: bool, text: bool, html: bool
    ) -> None:
        if depth > DEEPEST:
            raise TooDeep
        texts, htmls = len(self.bodies.text), len(self.bodies.html)
        for position, sent in enumerate(parts):
            self._count_one()
            part = with_its_parts(sent)
            content_type = part.get_content_type()
            if part.get_content_maintype() == "multipart" and part.is_multipart():
                inside = content_type.partition("/")[2]
                self._note(_NOTES.get(inside))
                self.parts(
                    in_order(part) if inside == "related" else children(part),
                    inside,
                    depth + 1,
                    in_alternative=in_alternative or content_type == "multipart/alternative",
                    text=text,
                    html=html,
                )
                continue
            # a multipart whose parts can't be found is shown as it came
            plain = "text/plain" if content_type.startswith("multipart/") else content_type
            leaf = self._leaf(part, plain)
            if is_container(leaf.kind, leaf.name, leaf.part, content):
                self._open(leaf, depth, in_alternative=in_alternative, text=text, html=html)
            elif not _is_body(leaf, kind, position):
                self.bodies.rest.append(leaf)
            elif kind == "alternative":
                self._choose(leaf)
            else:
                text = text and not (in_alternative and leaf.kind == kinds.HTML)
                html = html and not (in_alternative and leaf.kind == kinds.TEXT)
                self._show(leaf, text=text, html=html)
        if kind == "alternative" and text and html:
            self._complete(texts, htmls)

    def _count_one(self) -> None:
        self._count += 1
        if self._count > MOST_PARTS:
            raise TooManyParts
        if self._packed:
            if not self._budget.parts:
                raise Full
            self._budget.parts -= 1

    def _note(self, note: Note | None) -> None:
        if note and note not in self.notes:
            self.notes.append(note)

    def _leaf(self, part: Part, content_type: str) -> Leaf:
        return leaf_of(part, content_type, unpacked=self._packed > self._around)

    def _open(self, leaf: Leaf, depth: int, *, in_alternative: bool, text: bool, html: bool) -> None:
        """What is inside stands in its place; where that cannot be read it stays a file."""
        place = len(self.bodies.rest)
        self.bodies.rest.append(leaf)
        if self._packed >= DEEPEST_PACKED:
            self._note(Note.NOT_OPENED)
            return
        found = opened(content(leaf.part), leaf.kind, leaf.name, self._budget)
        self._note(found.note)
        if not found.parts:
            return
        self._packed += 1
        try:
            self.parts(found.parts, "mixed", depth + 1, in_alternative=in_alternative, text=text, html=html)
        except Full:
            self._note(Note.NOT_OPENED)
        else:
            self.bodies.rest[place] = leaf_of(
                leaf.part, leaf.content_type, unpacked=leaf.unpacked, opened=True
            )
        finally:
            self._packed -= 1

    def _choose(self, leaf: Leaf) -> None:
        place = {kinds.TEXT: self.bodies.text, kinds.HTML: self.bodies.html}
        place.get(leaf.kind, self.bodies.rest).append(leaf)

    def _show(self, leaf: Leaf, *, text: bool, html: bool) -> None:
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


def children(part: Part) -> list[Part]:
    payload = part.get_payload()
    return [one for one in payload if isinstance(one, Part)] if isinstance(payload, list) else []


def with_its_parts(part: Part) -> Part:
    """With the parts of a multipart that names another boundary than it has, or none."""
    if part.get_content_maintype() != "multipart" or part.is_multipart():
        return part
    data = content(part)
    found = _BOUNDARY.search(data)
    if not found:
        return part
    boundary = found[1].replace(b"\\", rb"\\").replace(b'"', rb"\"")
    content_type = part.get_content_type().encode("ascii", "replace")
    head = b'Content-Type: %s; boundary="%s"\r\n\r\n' % (content_type, boundary)
    mended = BytesParser(policy=compat32).parsebytes(head + data)
    return mended if mended.is_multipart() else part


def in_order(related: Part) -> list[Part]:
    """The letter first, then what it shows: programs put the pictures before it too."""
    parts = children(related)
    start = headers.parameters(raw_field(related, "content-type")).get("start", "").strip("<> ")
    root = next(
        (one for one in parts if start and headers.message_id(raw_field(one, "content-id")) == start),
        next((one for one in parts if one.get_content_maintype() in {"text", "multipart"}), None),
    )
    return [*([root] if root else []), *(one for one in parts if one is not root)]


def _is_body(leaf: Leaf, kind: str, position: int) -> bool:
    if leaf.disposition == "attachment" or not (leaf.is_text or leaf.is_media):
        return False
    return position == 0 or (kind != "related" and (leaf.is_media or not leaf.name))


def leaf_of(part: Part, content_type: str, *, unpacked: bool = False, opened: bool = False) -> Leaf:
    type_line = raw_field(part, "content-type")
    disposition_line = raw_field(part, "content-disposition")
    type_parameters = headers.parameters(type_line) if ";" in type_line else {}
    name = headers.parameters(disposition_line).get("filename", "") or type_parameters.get("name", "")
    return Leaf(
        part=part,
        content_type=storable(content_type)[:127],
        kind=kinds.kind(content_type, name),
        name=name,
        disposition=headers.unfold(disposition_line).partition(";")[0].strip().lower(),
        parameters=type_parameters,
        unpacked=unpacked,
        opened=opened,
    )


def raw_field(part: Part, wanted: str) -> str:
    return next((str(value) for name, value in part.raw_items() if name.lower() == wanted), "")


def content(part: Part, charset: str | None = None) -> bytes:
    """Its bytes without their transfer encoding; of a text also `charset`."""
    payload = vars(part)["_payload"]  # get_payload decodes 8-bit bytes, by guess
    encoding = encoding_named(headers.unfold(raw_field(part, "content-transfer-encoding")))
    if not isinstance(payload, str):
        return b""
    data = payload.encode("ascii", "surrogateescape")
    if encoding == "base64":
        return from_base64(data) if charset is None else words_from_base64(data, charset)
    if encoding == "quotedprintable":
        return from_quoted_printable(data)
    if encoding in {"uuencode", "uue"}:
        carrier = Part()
        carrier["Content-Transfer-Encoding"] = encoding
        carrier.set_payload(payload)
        unpacked = carrier.get_payload(decode=True)
        return unpacked if isinstance(unpacked, bytes) else b""
    return data
