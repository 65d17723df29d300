"""What is packed in a part of a mail: opaque S/MIME, winmail.dat, a mail that was attached.

Within limits that are checked before the work is done; what goes beyond them stays an attachment.
"""

import base64
from dataclasses import dataclass
from email.message import Message as Part
from email.parser import BytesParser
from email.policy import compat32
from urllib.parse import quote

from oss.mail import smime, tnef
from oss.mail.notes import Note
from oss.mail.transfer import encoding_named, from_base64, from_quoted_printable

DEEPEST = 5  # containers within containers
MOST_PARTS = 500  # that come out of them
MOST_BYTES = 64 * 1024 * 1024

_SMIME = {"application/pkcs7-mime", "application/x-pkcs7-mime"}
_TNEF = {"application/ms-tnef", "application/vnd.ms-tnef"}
_MAILS = {"message/rfc822", "message/global"}
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
class Opened:
    """The parts that stood inside; none where nothing could be opened."""

    parts: tuple[Part, ...] = ()
    note: Note | None = None


def is_container(content_type: str, name: str) -> bool:
    return content_type in _SMIME | _TNEF or (content_type == _ANYTHING and _by_name(name) != "")


def _by_name(name: str) -> str:
    lower = name.lower()
    return "smime" if lower == "smime.p7m" else "tnef" if lower == "winmail.dat" else ""


def opened(data: bytes, content_type: str, name: str, budget: Budget) -> Opened:
    try:
        budget.take(len(data))
        if content_type in _TNEF or _by_name(name) == "tnef":
            return Opened(tuple(tnef.unpack(data, most=budget.bytes)))
        inside, signed = smime.unwrap(data, most=budget.bytes)
        budget.take(len(inside))
        part = _file(inside, name) if _is_signed_file(name) else _entity(inside)
        return Opened((part,), Note.UNCHECKED_SIGNATURE if signed else None)
    except smime.Encrypted:
        return Opened(note=Note.ENCRYPTED)
    except (Full, smime.Malformed, tnef.Malformed):
        return Opened(note=Note.NOT_OPENED)


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


def attached_mail(part: Part, content_type: str, data: bytes, name: str) -> Part | None:
    """The mail that was forwarded as this attachment, `data` being its bytes."""
    is_file = content_type == _ANYTHING and name.lower().endswith(".eml")
    if content_type not in _MAILS and not is_file:
        return None
    children = part.get_payload()
    if isinstance(children, list) and children and isinstance(children[0], Part) and _tells(children[0]):
        return children[0]
    mail = _entity(data.lstrip())
    return mail if _tells(mail) else None


def decoded_mail(part: Part, flat: bytes) -> bytes:
    """The bytes of an attached mail, `flat` as they came. Against the rules some are in base64: what was
    parsed as the text of a mail without a header is that code."""
    encoding = encoding_named(str(part.get("content-transfer-encoding", "")))
    if encoding == "base64":
        return from_base64(flat)
    return from_quoted_printable(flat) if encoding == "quotedprintable" else flat


def _tells(mail: Part) -> bool:
    return any(name.lower() in _TELLING for name, _value in mail.raw_items())
