"""What Outlook packs into winmail.dat (MS-OXTNEF): the letter and its attachments, as the parts of a mail.

A file is a row of objects; those of one kind hold named properties (MAPI). What is cut off or makes no sense
ends the reading; what came before it is kept.
"""

import base64
import codecs
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.header import Header
from email.message import Message as Part
from email.utils import formataddr
from urllib.parse import quote

from oss.mail import rtf
from oss.mail.charsets import decode
from oss.mail.malformed import Malformed

_SIGNATURE = 0x223E9F78
_FIRST = 6  # bytes of signature and key
_HEAD = 9  # bytes of an object before its data; a checksum of two follows
DEEPEST = 5  # messages within messages

# objects
_BODY, _SUBJECT, _CODEPAGE = 0x800C, 0x8004, 0x9007
_MESSAGE_PROPERTIES, _NEW_ATTACHMENT, _ATTACHMENT_PROPERTIES = 0x9003, 0x9002, 0x9005
_TITLE, _DATA = 0x8010, 0x800F
# properties
_SUBJECT_TEXT, _SENDER, _SENDER_ADDRESS, _SENDER_SMTP = 0x0037, 0x0C1A, 0x0C1F, 0x5D01
_PLAIN, _RTF, _HTML, _INTERNET_CODEPAGE = 0x1000, 0x1009, 0x1013, 0x3FDE
_ATTACHED, _SHORT_NAME, _LONG_NAME, _MIME, _CONTENT_ID = 0x3701, 0x3704, 0x3707, 0x370E, 0x3712
# types of properties
_SEVERAL, _NAMED = 0x1000, 0x8000
_SIZES = {
    0x0002: 2,
    0x0003: 4,
    0x0004: 4,
    0x0005: 8,
    0x0006: 8,
    0x0007: 8,
    0x000A: 4,
    0x000B: 2,
    0x0014: 8,
} | {
    0x0040: 8,
    0x0048: 16,
}
_ANY_LENGTH = {0x0000, 0x000D, 0x001E, 0x001F, 0x0102}
_OBJECT, _UNICODE = 0x000D, 0x001F
_KIND_OF_OBJECT = 16  # bytes before what is embedded


@dataclass
class _Attachment:
    name: bytes = b""
    data: bytes = b""
    properties: dict[int, str | bytes] = field(default_factory=dict)
    embedded: bytes = b""


@dataclass
class _Message:
    charset: str = "cp1252"
    body: bytes = b""
    subject: bytes = b""
    properties: dict[int, str | bytes] = field(default_factory=dict)
    attachments: list[_Attachment] = field(default_factory=list)


def is_one(data: bytes) -> bool:
    return int.from_bytes(data[:4], "little") == _SIGNATURE


def unpack(data: bytes, *, most: int, depth: int = 0) -> list[Part]:
    """Text and HTML as one alternative, then the files; at most `most` bytes of RTF. Raises Malformed."""
    if not is_one(data) or depth > DEEPEST:
        raise Malformed
    message = _message(data)
    files = [_file(one, message.charset, most=most, depth=depth) for one in message.attachments]
    return [*_letter(message, most=most), *(one for one in files if one)]


# --- Objects and properties ----------------------------------------------------------------------


def _message(data: bytes) -> _Message:
    found = _Message()
    for name, content in _objects(data):
        if name == _CODEPAGE:
            found.charset = _charset(content[:4]) or found.charset
        elif name == _BODY:
            found.body = content
        elif name == _SUBJECT:
            found.subject = content
        elif name == _MESSAGE_PROPERTIES:
            found.properties |= {key: value for key, _kind, value in _properties(content)}
        elif name == _NEW_ATTACHMENT:
            found.attachments.append(_Attachment())
        elif found.attachments:
            _add(found.attachments[-1], name, content)
    return found


def _add(attachment: _Attachment, name: int, content: bytes) -> None:
    if name == _TITLE:
        attachment.name = content
    elif name == _DATA:
        attachment.data = content
    elif name == _ATTACHMENT_PROPERTIES:
        for key, kind, value in _properties(content):
            if key != _ATTACHED:
                attachment.properties[key] = value
            elif isinstance(value, bytes) and kind == _OBJECT:
                attachment.embedded = value[_KIND_OF_OBJECT:]
            elif isinstance(value, bytes):
                attachment.data = attachment.data or value


def _objects(data: bytes) -> Iterator[tuple[int, bytes]]:
    position = _FIRST
    while position + _HEAD <= len(data):
        name = int.from_bytes(data[position + 1 : position + 3], "little")
        size = int.from_bytes(data[position + 5 : position + _HEAD], "little")
        position += _HEAD
        yield name, data[position : position + size]
        position += size + 2


def _properties(data: bytes) -> Iterator[tuple[int, int, str | bytes]]:
    """Key, type and value; of several values the first."""
    cursor = _Cursor(data)
    try:
        for _number in range(cursor.integer()):
            kind, key = cursor.integer(2), cursor.integer(2)
            if key >= _NAMED:
                cursor.take(16)
                cursor.take(4 if cursor.integer() == 0 else _padded(cursor.integer()))
            several, kind = bool(kind & _SEVERAL), kind & ~_SEVERAL
            yield key, kind, _value(cursor, kind, several=several)
    except Malformed:
        return


def _value(cursor: "_Cursor", kind: int, *, several: bool) -> str | bytes:
    if kind not in _ANY_LENGTH and kind not in _SIZES:
        raise Malformed
    values: list[bytes] = []
    for _number in range(cursor.integer() if several or kind in _ANY_LENGTH else 1):
        size = cursor.integer() if kind in _ANY_LENGTH else _SIZES[kind]
        values.append(cursor.take(_padded(size))[:size])
    first = values[0] if values else b""
    return first.decode("utf-16-le", "replace") if kind == _UNICODE else first


def _padded(size: int) -> int:
    return size + -size % 4


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._position = 0

    def integer(self, size: int = 4) -> int:
        return int.from_bytes(self.take(size), "little")

    def take(self, size: int) -> bytes:
        """Each reading goes on, or the file ends: no number in it makes it last longer than it is."""
        if not size or self._position + size > len(self._data):
            if size or self._position >= len(self._data):
                raise Malformed
            return b""
        self._position += size
        return self._data[self._position - size : self._position]


# --- Parts ---------------------------------------------------------------------------------------


def _letter(message: _Message, *, most: int) -> list[Part]:
    known = message.properties
    page = known.get(_INTERNET_CODEPAGE, b"")
    charset = (_charset(page) if isinstance(page, bytes) else "") or message.charset
    text, rich = _text(known.get(_PLAIN) or message.body, charset), _text(known.get(_HTML, b""), charset)
    packed = known.get(_RTF)
    if not rich and isinstance(packed, bytes):
        said, is_html = _from_rtf(packed, most=most)
        rich, text = (said, text) if is_html else ("", text or said)
    bodies = [_leaf(one.encode(), f"text/{kind}") for kind, one in (("plain", text), ("html", rich)) if one]
    if not bodies:
        return []
    return [_whole("multipart/alternative", bodies)]


def _from_rtf(packed: bytes, *, most: int) -> tuple[str, bool]:
    try:
        return rtf.words(rtf.decompress(packed, most=most))
    except Malformed:
        return "", False


def _file(attachment: _Attachment, charset: str, *, most: int, depth: int) -> Part | None:
    known = attachment.properties
    name = _text(known.get(_LONG_NAME) or known.get(_SHORT_NAME) or attachment.name, charset)
    if attachment.embedded:
        return _embedded(attachment.embedded, name, most=most, depth=depth)
    if not attachment.data:
        return None
    kind = _text(known.get(_MIME, b""), charset).lower()
    part = _leaf(attachment.data, kind if kind.count("/") == 1 else "application/octet-stream")
    part["Content-Disposition"] = _disposition(name)
    if content_id := _text(known.get(_CONTENT_ID, b""), charset):
        part["Content-ID"] = f"<{content_id}>"
    return part


def _embedded(data: bytes, name: str, *, most: int, depth: int) -> Part:
    """A message within the message is shown as one that was forwarded."""
    try:
        inside = unpack(data, most=most, depth=depth + 1)
    except Malformed:
        part = _leaf(data, "application/octet-stream")
        part["Content-Disposition"] = _disposition(name)
        return part
    message = _message(data)
    known, charset = message.properties, message.charset
    mail = _whole("multipart/mixed", inside)
    address = _text(known.get(_SENDER_SMTP) or known.get(_SENDER_ADDRESS, b""), charset)
    sender = _text(known.get(_SENDER, b""), charset)
    mail["From"] = formataddr((sender, address if "@" in address else ""))
    mail["Subject"] = Header(_text(known.get(_SUBJECT_TEXT) or message.subject, charset), "utf-8").encode()
    forwarded = _whole("message/rfc822", [mail])
    forwarded["Content-Disposition"] = _disposition(f"{name}.eml" if name else "")
    return forwarded


def _whole(content_type: str, parts: list[Part]) -> Part:
    whole = Part()
    whole["Content-Type"] = content_type
    for one in parts:
        whole.attach(one)
    return whole


def _leaf(data: bytes, content_type: str) -> Part:
    part = Part()
    is_text = content_type.startswith("text/")
    part["Content-Type"] = f"{content_type}; charset=utf-8" if is_text else content_type
    part["Content-Transfer-Encoding"] = "base64"
    part.set_payload(base64.encodebytes(data).decode("ascii"))
    return part


def _disposition(name: str) -> str:
    return f"attachment; filename*=utf-8''{quote(name, safe='')}" if name else "attachment"


def _text(value: str | bytes, charset: str) -> str:
    words = value if isinstance(value, str) else decode(value.rstrip(b"\0"), charset)
    return words.strip("\0").strip()


def _charset(number: bytes) -> str:
    page = int.from_bytes(number, "little")
    name = {65001: "utf-8", 20127: "ascii", 28591: "iso-8859-1", 28605: "iso-8859-15"}.get(page, f"cp{page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""
