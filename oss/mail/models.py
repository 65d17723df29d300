"""Mailboxes, the raw bytes of what came in, and the messages read from them."""

from datetime import datetime
from typing import IO, Any, Self

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.expressions import Combinable
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oss.core.registry import offered
from oss.core.secrets import SecretNameField
from oss.documents import files
from oss.documents.models import DocumentClass, Paper, StoredFile, secret_for
from oss.mail.classify import Automatic
from oss.mail.headers import ADDRESS_LENGTH, MESSAGE_ID_LENGTH, NAME_LENGTH
from oss.mail.notes import NOTE_LENGTH, Note
from oss.mail.outbound import OutboundMessage
from oss.mail.parsed import LONGEST_SUBJECT, Problem
from oss.mail.visibility import AttachmentOpening, MailRule
from oss.staff.models import User

__all__ = [
    "AfterFetch",
    "Attachment",
    "Delivery",
    "Direction",
    "ImapFolder",
    "Mailbox",
    "Message",
    "MessageAddress",
    "MessageQuerySet",
    "OutboundMessage",
    "RawMessage",
    "RecipientRole",
    "State",
]

RAW_FOLDER = "mail"
IMAPS = 993
SOURCE_LENGTH = 255

# --- Mailboxes -----------------------------------------------------------------------------------


class MailboxQuerySet(models.QuerySet["Mailbox"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("mail.view_mailbox") else self.none()

    def active(self) -> Self:
        return self.filter(is_active=True)

    def fetched_by_imap(self) -> Self:
        return self.exclude(imap_host="")

    def at(self, address: str) -> Self:
        return self.filter(address__iexact=address.strip())

    def not_fetched_since(self, moment: datetime | Combinable) -> Self:
        """Whose server was not reached since; one that never was counts too."""
        return self.active().fetched_by_imap().exclude(last_fetched_at__gte=moment)


class AfterFetch(models.TextChoices):
    """What happens on the server to a mail that is safe here. Nothing is ever deleted."""

    LEAVE = "leave", _("Leave it as it is")
    SEEN = "seen", _("Mark it as read")
    MOVE = "move", _("Mark it as read and move it")


@pghistory.track(exclude=["last_received_at", "last_fetched_at", "last_error"])
class Mailbox(models.Model):
    """One of our addresses, and where its mail is fetched."""

    address = models.EmailField(_("mail address"), max_length=ADDRESS_LENGTH)
    name = models.CharField(_("name"), max_length=80)
    is_active = models.BooleanField(_("active"), default=True)
    imap_host = models.CharField(
        _("IMAP server"), max_length=255, blank=True, help_text=_("Empty: nothing is fetched from a server.")
    )
    imap_port = models.PositiveIntegerField(_("port"), default=IMAPS)
    imap_ssl = models.BooleanField(_("encrypted connection"), default=True)
    imap_user = models.CharField(_("user name"), max_length=255, blank=True)
    imap_folder = models.CharField(_("folder"), max_length=255, default="INBOX")
    secret_name = SecretNameField(
        _("name of the secret"),
        blank=True,
        help_text=_(
            "The password itself is kept nowhere: it is the environment variable of this name, such as"
            " OSS_SECRET_INFO; with Docker it stands in the file secrets.env."
        ),
    )
    after_fetch = models.CharField(
        _("after fetching"), max_length=5, choices=AfterFetch.choices, default=AfterFetch.LEAVE
    )
    move_to = models.CharField(_("move to folder"), max_length=255, blank=True)
    last_received_at = models.DateTimeField(_("last received"), null=True, blank=True, editable=False)
    last_fetched_at = models.DateTimeField(_("last fetched"), null=True, blank=True, editable=False)
    last_error = models.CharField(_("last error"), max_length=255, blank=True, editable=False)

    objects = MailboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("mailbox")
        verbose_name_plural = _("mailboxes")
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                Lower("address"),
                name="mailbox_address_once",
                violation_error_message=_("There is already a mailbox with this address."),
            ),
            models.CheckConstraint(
                condition=Q(after_fetch__in=AfterFetch.values), name="mailbox_after_fetch_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(after_fetch=AfterFetch.MOVE) | ~Q(move_to=""),
                name="mailbox_that_moves_says_where",
                violation_error_message=_("Say to which folder mails are moved."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>"


class ImapFolder(models.Model):
    """How far a folder on the server was read. With another UIDVALIDITY its numbers start anew."""

    # CASCADE: a place in a mailbox's folder says nothing without the mailbox
    mailbox = models.ForeignKey(Mailbox, models.CASCADE, related_name="folders")
    name = models.CharField(max_length=255)
    uidvalidity = models.BigIntegerField()
    last_uid = models.BigIntegerField(default=0)
    failed_uids = ArrayField(models.BigIntegerField(), default=list)  # tried again at every fetch

    class Meta:
        verbose_name = _("IMAP folder")
        verbose_name_plural = _("IMAP folders")
        constraints = (models.UniqueConstraint(fields=["mailbox", "name"], name="imap_folder_once"),)

    def __str__(self) -> str:
        return f"{self.mailbox_id} {self.name}"


# --- Messages ------------------------------------------------------------------------------------


class Direction(models.TextChoices):
    INBOUND = "inbound", _("Received")
    OUTBOUND = "outbound", _("Sent")


class State(models.TextChoices):
    PARSED = "parsed", _("Read")
    PARKED = "parked", _("Parked")


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, user: User) -> Self:
        """All staff, but for what brought a paper that is not theirs to read, and what rules on offer hide
        (private queues)."""
        if not user.has_perm("mail.view_message"):
            return self.none()
        found = self.exclude(models.Exists(Attachment.objects.secret_for(user, models.OuterRef("pk"))))
        for rule in offered(MailRule).values():
            found = found.filter(rule.allows(user))
        return found

    def parked(self) -> Self:
        return self.filter(state=State.PARKED)

    def with_message_ids(self, message_ids: Any) -> Self:
        return self.filter(message_id__in=message_ids)

    def for_list(self) -> Self:
        """Without the bodies, which a list does not show."""
        return self.defer("text", "html", "references")


class Message(models.Model):
    """One mail, however often and wherever it came in. Written by `oss.mail.receiving`, never edited.

    `identity` is the SHA-256 of Message-ID, From, Date, Subject and decoded content; of the raw bytes where a
    mail is parked. The same Message-ID with other content is a second message, which is flagged.
    """

    identity = models.CharField(max_length=64)
    message_id = models.CharField("Message-ID", max_length=MESSAGE_ID_LENGTH, blank=True)
    same_id_other_content = models.BooleanField(_("same Message-ID, other content"), default=False)
    direction = models.CharField(
        _("direction"), max_length=8, choices=Direction.choices, default=Direction.INBOUND
    )
    state = models.CharField(_("state"), max_length=6, choices=State.choices, default=State.PARSED)
    parked_reason = models.CharField(
        _("reason for parking"), max_length=20, choices=Problem.choices, blank=True
    )
    parked_detail = models.CharField(_("detail"), max_length=255, blank=True)
    subject = models.CharField(_("subject"), max_length=LONGEST_SUBJECT, blank=True)
    from_name = models.CharField(_("sender"), max_length=NAME_LENGTH, blank=True)
    from_address = models.CharField(_("sender's address"), max_length=ADDRESS_LENGTH, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    text = models.TextField(_("text"), blank=True)
    html = models.TextField("HTML", blank=True)  # sanitised
    in_reply_to = models.CharField("In-Reply-To", max_length=MESSAGE_ID_LENGTH, blank=True)
    references = ArrayField(models.TextField(), default=list, blank=True, verbose_name="References")
    automatic = models.CharField(
        _("written by"), max_length=10, choices=Automatic.choices, default=Automatic.NONE
    )
    authenticity = models.JSONField(_("authenticity"), default=dict, blank=True)  # a hint, no proof
    has_attachments = models.BooleanField(_("has attachments"), default=False)
    notes = ArrayField(
        models.CharField(max_length=NOTE_LENGTH),
        default=list,
        db_default=[],
        blank=True,
        verbose_name=_("notes"),
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ("-received_at", "-pk")
        permissions = (("retry_message", "Can retry parked mails"),)
        indexes = (
            models.Index(fields=["message_id"], name="message_message_id"),
            models.Index(fields=["in_reply_to"], name="message_in_reply_to"),
            models.Index(fields=["from_address"], name="message_from_address"),
            models.Index(fields=["-received_at", "-id"], name="message_newest"),
            models.Index(fields=["id"], name="message_parked", condition=Q(state="parked")),
        )
        constraints = (
            models.UniqueConstraint(fields=["identity"], name="message_identity_once"),
            models.UniqueConstraint(
                fields=["message_id"],
                condition=Q(same_id_other_content=False) & ~Q(message_id=""),
                name="message_same_id_is_flagged",
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="message_state_is_known"),
            models.CheckConstraint(
                condition=Q(direction__in=Direction.values), name="message_direction_is_known"
            ),
            models.CheckConstraint(
                condition=Q(automatic__in=Automatic.values), name="message_automatic_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=State.PARKED) ^ Q(parked_reason=""), name="message_parked_has_a_reason"
            ),
        )

    def __str__(self) -> str:
        return self.subject or self.from_address or str(self.pk)

    @property
    def sender(self) -> str:
        return self.from_name or self.from_address

    @property
    def words(self) -> str:
        """What it says; where it says nothing itself, what the mail says that is attached to it."""
        said = (
            (self.text, *(one.text for one in self.forwarded.all())) if self.has_attachments else (self.text,)
        )
        return next((one.strip() for one in said if one.strip()), "")

    @property
    def is_for_few(self) -> bool:
        """Whether it brought a paper that not everybody may read."""
        return self.attachments.exclude(document_class=DocumentClass.NORMAL).exists()

    @property
    def notes_as_words(self) -> list[str]:
        return [str(Note(one).label) for one in self.notes]

    @property
    def is_parked(self) -> bool:
        return self.state == State.PARKED


class RawMessage(models.Model):
    """One arrival: the bytes as they came in, kept before anything can fail.

    Until `message` is set they wait to be read. The same bytes at the same `source` are the same arrival; at
    another they are one more, of the same message. One message can also have several because relays add
    headers of their own on the way to each of our addresses. The bytes themselves are kept once.
    """

    sha256 = models.CharField(max_length=64, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), editable=False)
    mailbox = models.ForeignKey(Mailbox, models.PROTECT, related_name="+", verbose_name=_("mailbox"))
    source = models.CharField(_("source"), max_length=SOURCE_LENGTH, blank=True)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    message = models.ForeignKey(
        Message, models.PROTECT, null=True, related_name="raws", verbose_name=_("mail")
    )
    tries = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)  # after the first
    last_tried_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("raw mail")
        verbose_name_plural = _("raw mails")
        indexes = (
            models.Index(fields=["received_at"], name="raw_unfinished", condition=Q(message__isnull=True)),
        )
        constraints = (
            # written as expressions it is an index, which can be built without locking the table
            models.UniqueConstraint("sha256", "mailbox", "source", name="raw_message_once_per_source"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="raw_message_sha256_is_one"
            ),
        )

    def __str__(self) -> str:
        return self.sha256

    def open(self) -> IO[bytes]:
        return files.open_kept(RAW_FOLDER, self.sha256)

    def read(self) -> bytes:
        return files.read_kept(RAW_FOLDER, self.sha256)


class RecipientRole(models.TextChoices):
    TO = "to", _("To")
    CC = "cc", _("Copy")
    REPLY_TO = "reply_to", _("Reply to")


class MessageAddress(models.Model):
    """One address in a mail's header. Lower case, as searched."""

    # CASCADE: a line of the mail's own header
    message = models.ForeignKey(Message, models.CASCADE, related_name="addresses")
    role = models.CharField(max_length=8, choices=RecipientRole.choices)
    position = models.PositiveIntegerField()
    name = models.CharField(_("name"), max_length=NAME_LENGTH, blank=True)
    address = models.CharField(_("mail address"), max_length=ADDRESS_LENGTH, blank=True)

    class Meta:
        verbose_name = _("address in a mail")
        verbose_name_plural = _("addresses in mails")
        ordering = ("message", "role", "position")
        indexes = (models.Index(fields=["address"], name="message_address_address"),)
        constraints = (
            models.UniqueConstraint(fields=["message", "role", "position"], name="message_address_once"),
            models.CheckConstraint(
                condition=Q(role__in=RecipientRole.values), name="message_address_role_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name else self.address


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def secret_for(self, user: User, message: Combinable) -> Self:
        """Those of the mail that this user may not read; with one of them the whole mail is not theirs."""
        opened = Q(pk__in=[])
        for one in offered(AttachmentOpening).values():
            opened |= one.opens(user)
        secret = ~Q(document_class=DocumentClass.NORMAL)  # as the index that holds the few that are
        return self.filter(secret, secret_for(user, opened), message=message)


@pghistory.track(
    pghistory.UpdateEvent(), fields=["kind", "document_class", "decided"], model_name="AttachmentEvent"
)
class Attachment(Paper):
    """A part of a mail that is a file. `inline`: shown in the text under its `content_id`."""

    # CASCADE: a part of the mail; its bytes stay, they may be filed elsewhere
    message = models.ForeignKey(Message, models.CASCADE, related_name="attachments")
    stored_file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    name = models.CharField(_("name"), max_length=255)
    content_type = models.CharField(_("content type"), max_length=127, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    content_id = models.CharField("Content-ID", max_length=255, blank=True)
    inline = models.BooleanField(_("part of the text"), default=False)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ("message", "position")
        indexes = (
            models.Index(
                fields=["message"],
                name="attachment_secret",
                condition=~Q(document_class=DocumentClass.NORMAL),
            ),
            models.Index(fields=["id"], name="attachment_without_kind", condition=Q(kind=None)),
        )
        constraints = (
            models.UniqueConstraint(fields=["message", "position"], name="attachment_position_once"),
            models.CheckConstraint(
                condition=Q(document_class__in=DocumentClass.values), name="attachment_class_is_known"
            ),
        )

    def __str__(self) -> str:
        return self.name


class ForwardedMail(models.Model):
    """A mail that was attached to another, read in place. `level`: in how many mails it stands."""

    # CASCADE: a part of the mail, whose bytes hold it
    message = models.ForeignKey(Message, models.CASCADE, related_name="forwarded")
    position = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField(default=1)
    from_name = models.CharField(_("sender"), max_length=NAME_LENGTH, blank=True)
    from_address = models.CharField(_("sender's address"), max_length=ADDRESS_LENGTH, blank=True)
    receivers = models.TextField(_("to"), blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    subject = models.CharField(_("subject"), max_length=LONGEST_SUBJECT, blank=True)
    text = models.TextField(_("text"), blank=True)
    html = models.TextField("HTML", blank=True)  # sanitised
    notes = ArrayField(
        models.CharField(max_length=NOTE_LENGTH), default=list, blank=True, verbose_name=_("notes")
    )

    class Meta:
        verbose_name = _("forwarded mail")
        verbose_name_plural = _("forwarded mails")
        ordering = ("message", "position")
        constraints = (
            models.UniqueConstraint(fields=["message", "position"], name="forwarded_mail_position_once"),
        )

    def __str__(self) -> str:
        return self.subject or self.from_address or str(self.pk)

    @property
    def sender(self) -> str:
        return self.from_name or self.from_address

    @property
    def notes_as_words(self) -> list[str]:
        return [str(Note(one).label) for one in self.notes]


class Delivery(models.Model):
    """A mail came in at one of our addresses: once, however often it is received."""

    mailbox = models.ForeignKey(Mailbox, models.PROTECT, related_name="deliveries")
    message = models.ForeignKey(Message, models.PROTECT, related_name="deliveries")
    received_at = models.DateTimeField(_("received"), default=timezone.now)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ("-received_at", "-pk")
        constraints = (models.UniqueConstraint(fields=["mailbox", "message"], name="delivery_once"),)

    def __str__(self) -> str:
        return f"{self.message_id} → {self.mailbox_id}"
