"""What is packed in a part of a mail: opaque S/MIME, winmail.dat, a mail that was attached.

Within limits that are checked before the work is done; what goes beyond them stays an attachment.
"""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message as Part
from email.parser import BytesParser
from email.policy import compat32
from urllib.parse import quote

from oss.mail import smime, tnef
from oss.mail.kinds import MAIL, SMIME, TNEF, tells_nothing
from oss.mail.malformed import Malformed
from oss.mail.mending import mended
from oss.mail.notes import Note
from oss.mail.transfer import encoding_named, from_base64, from_quoted_printable

DEEPEST = 5  # containers within containers
MOST_PARTS = 500  # that come out of them
MOST_BYTES = 64 * 1024 * 1024

_ANYTHING = "application/octet-stream"
_TELLING = {"from", "subject", "date", "message-id", "received", "content-type"}


class Full(Exception):  # noqa: N818 - a refusal, not an error
    """More is packed in the mail than is opened."""


class Budget:
    """What may still be unpacked of one mail, with all that is in it."""

    def __init__(self) -> None:
        self.parts = MOST_PARTS
        self.bytes = MOST_BYTES

    def take(self, size: int) -> None:
        """Raises Full."""
        if size > self.bytes or not self.parts:
            raise Full
        self.bytes -= size
        self.parts -= 1


@dataclass(frozen=True)
class Unpacked:
    """The parts that stood inside; none where nothing could be opened."""

    parts: tuple[Part, ...] = ()
    note: Note | None = None


def is_container(kind: str, name: str, part: Part, content: Callable[[Part], bytes]) -> bool:
    """Files that Outlook packs keep their first bytes when they are renamed."""
    if kind in {SMIME, TNEF}:
        return True
    return name.lower().endswith(".dat") and tells_nothing(kind) and tnef.is_one(content(part))


def opened(data: bytes, kind: str, name: str, budget: Budget) -> Unpacked:
    try:
        budget.take(len(data))
        if kind != SMIME:
            return Unpacked(tuple(tnef.unpack(data, most=budget.bytes)))
        inside, signed = smime.unwrap(data, most=budget.bytes)
        budget.take(len(inside))
        part = _file(inside, name) if _is_signed_file(name) else _entity(inside)
        return Unpacked((part,), Note.UNCHECKED_SIGNATURE if signed else None)
    except smime.Encrypted:
        return Unpacked(note=Note.ENCRYPTED)
    except (Full, Malformed):
        return Unpacked(note=Note.NOT_OPENED)


def _is_signed_file(name: str) -> bool:
    """`akte.pdf.p7m` holds the document itself; other names hold a mail."""
    return name.lower().endswith(".p7m") and name.count(".") > 1


def _file(data: bytes, name: str) -> Part:
    part = Part()
    part["Content-Type"] = _ANYTHING
    part["Content-Transfer-Encoding"] = "base64"
    part["Content-Disposition"] = f"attachment; filename*=utf-8''{quote(name[: -len('.p7m')], safe='')}"
    part.set_payload(base64.encodebytes(data).decode("ascii"))
    return part


def _entity(data: bytes) -> Part:
    return BytesParser(policy=compat32).parsebytes(data)


# --- Attached mails ------------------------------------------------------------------------------


def attached_mail(part: Part, kind: str, data: bytes) -> Part | None:
    """The mail that was attached, `data` being its bytes; one without a header is a text."""
    if kind != MAIL or not data.strip():
        return None
    children = part.get_payload()
    inside = children[0] if isinstance(children, list) and children else None
    if isinstance(inside, Part) and _tells(inside) and encoding_named(_encoding(part)) not in _CODED:
        return inside
    mail = _entity(mended(data.lstrip()))
    if _tells(mail):
        return mail
    return _words(data) if isinstance(inside, Part) else None


def _words(data: bytes) -> Part:
    part = Part()
    part["Content-Transfer-Encoding"] = "8bit"
    part.set_payload(data.decode("ascii", "surrogateescape"))
    return part


def decoded_mail(part: Part, flat: bytes) -> bytes:
    """The bytes of an attached mail, `flat` as they came. Against the rules some are in base64: what was
    parsed as the text of a mail without a header is that code."""
    encoding = encoding_named(_encoding(part))
    if encoding not in _CODED or _HAS_CODE.search(flat):
        return flat  # where its own parts say how they are encoded, it is not as a whole
    return from_base64(flat) if encoding == "base64" else from_quoted_printable(flat)


def _encoding(part: Part) -> str:
    return str(part.get("content-transfer-encoding", ""))


_CODED = {"base64", "quotedprintable"}
_HAS_CODE = re.compile(
    rb"^Content-Transfer-Encoding:[ \t]{0,9}(?:base64|quoted)", re.IGNORECASE | re.MULTILINE
)


def _tells(mail: Part) -> bool:
    return any(name.lower() in _TELLING for name, _value in mail.raw_items())
