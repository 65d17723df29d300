"""What a mail says once it is read, or why it could not be: values, which the reader's process hands over."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models.enums import TextChoices  # by its own place: the reader's process has no models
from django.utils.translation import gettext_lazy as _

from oss.mail.address_lines import NOBODY
from oss.mail.appointments import Appointment
from oss.mail.classify import Automatic
from oss.mail.headers import MailAddress
from oss.mail.notes import Note

LARGEST = 100 * 1024 * 1024  # bytes of a mail
LONGEST_SUBJECT = 998


class Problem(TextChoices):
    """Why bytes could not be read as a mail."""

    EMPTY = "empty", _("The file is empty.")
    NO_HEADERS = "no_headers", _("This is no mail: it has no header fields.")
    TOO_LARGE = "too_large", _("The mail is larger than 100 MB.")
    TOO_MANY_PARTS = "too_many_parts", _("The mail has more parts than any letter.")
    TOO_DEEP = "too_deep", _("The mail has parts within parts without end.")
    TOO_LONG = "too_long", _("Reading the mail takes too long.")
    TOO_MUCH_MEMORY = "too_much_memory", _("Reading the mail takes too much memory.")
    FAILED = "failed", _("The mail could not be read.")


@dataclass(frozen=True)
class ParsedAttachment:
    """`inline`: a picture that the HTML shows under its `content_id`."""

    name: str
    content_type: str
    content_id: str
    inline: bool
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class ParsedMail:
    identity: str  # SHA-256 of what makes it this mail; of the raw bytes where there is a problem
    earlier_identity: str = ""  # under which it was stored until December 2026, where that differs
    problem: Problem | None = None
    detail: str = ""
    message_id: str = ""
    subject: str = ""
    sender: MailAddress = NOBODY
    to: tuple[MailAddress, ...] = ()
    cc: tuple[MailAddress, ...] = ()
    reply_to: tuple[MailAddress, ...] = ()
    sent_at: datetime | None = None
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    text: str = ""
    html: str = ""  # sanitised
    automatic: Automatic = Automatic.NONE
    authenticity: dict[str, str] = field(default_factory=dict)
    attachments: tuple[ParsedAttachment, ...] = ()
    notes: tuple[Note, ...] = ()
    forwarded: tuple["ParsedMail", ...] = ()  # as attachments
    appointments: tuple[Appointment, ...] = ()  # where it says nothing else


def unreadable(raw: bytes, problem: Problem, detail: str = "") -> ParsedMail:
    return ParsedMail(identity=hashlib.sha256(raw).hexdigest(), problem=problem, detail=detail)
