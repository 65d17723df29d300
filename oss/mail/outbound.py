"""Mails that we send: each is a row, written in the transaction of what asks for it (`oss.mail.sending`)."""

from dataclasses import dataclass
from typing import Self

from django.core.mail import EmailMultiAlternatives
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oss.core.registry import Offer, offered
from oss.mail.headers import ADDRESS_LENGTH, MESSAGE_ID_LENGTH
from oss.mail.visibility import OutboundRule
from oss.staff.models import User

SUBJECT_LENGTH = 255
LONGEST_BODY = 1_000_000  # characters
ERROR_LENGTH = 500


@dataclass(frozen=True)
class Why(Offer):
    """What a mail is sent for: the closed vocabulary of `OutboundMessage.why`.

    A secret one holds a key (a link that lets its reader in): nobody reads it here, and its text is gone once
    it is handled.
    """

    label: str | Promise
    secret: bool = False


class OutboundState(models.TextChoices):
    WAITING = "waiting", _("Waits to be sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Not sent")


class OutboundQuerySet(models.QuerySet["OutboundMessage"]):
    def visible_to(self, user: User) -> Self:
        """What rules on offer hide is not theirs (mails about what is shielded)."""
        if not user.has_perm("mail.view_outboundmessage"):
            return self.none()
        found = self
        for rule in offered(OutboundRule).values():
            found = found.filter(rule.allows(user))
        return found

    def waiting(self) -> Self:
        return self.filter(state=OutboundState.WAITING)

    def due(self) -> Self:
        """By the clock of the database, which is one for all servers."""
        return self.waiting().filter(next_try_at__lte=Now())


class OutboundMessage(models.Model):
    """One mail to one address. Written by `oss.mail.sending`, never edited.

    Who else gets it may be told in `headers`; each of them has a row, so that each is sent, refused and tried
    again by itself. `message_id` is the Message-ID without its brackets, as answers name it. `claimed_at`: a
    worker is sending it since then. `interruptions`: how often such a worker did not come back; the mail may
    have left.
    """

    recipient = models.EmailField(_("to"), max_length=ADDRESS_LENGTH)
    subject = models.CharField(_("subject"), max_length=SUBJECT_LENGTH)
    text = models.TextField(_("text"), blank=True, validators=[MaxLengthValidator(LONGEST_BODY)])
    html = models.TextField("HTML", blank=True, validators=[MaxLengthValidator(LONGEST_BODY)])
    headers = models.JSONField(_("headers"), default=dict, blank=True)
    message_id = models.CharField("Message-ID", max_length=MESSAGE_ID_LENGTH, blank=True, db_default="")
    why = models.CharField(_("sent for"), max_length=40)
    secret = models.BooleanField(_("secret"), default=False)
    state = models.CharField(
        _("state"), max_length=7, choices=OutboundState.choices, default=OutboundState.WAITING
    )
    tries = models.PositiveIntegerField(_("tries"), default=0)
    interruptions = models.PositiveSmallIntegerField(
        _("interrupted"),
        default=0,
        help_text=_("How often the server stopped while it was sending: the mail may have left twice."),
    )
    last_error = models.CharField(_("last error"), max_length=ERROR_LENGTH, blank=True)
    posted_at = models.DateTimeField(_("written"), default=timezone.now)
    waiting_since = models.DateTimeField(_("waiting since"), db_default=Now())
    next_try_at = models.DateTimeField(_("next try"), db_default=Now())
    claimed_at = models.DateTimeField(_("being sent since"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = OutboundQuerySet.as_manager()

    class Meta:
        verbose_name = _("outbound mail")
        verbose_name_plural = _("outbound mails")
        ordering = ("-posted_at", "-pk")
        permissions = (("resend_outboundmessage", "Can send failed mails again"),)
        indexes = (
            models.Index(fields=["next_try_at", "id"], name="outbound_due", condition=Q(state="waiting")),
            models.Index(fields=["-posted_at", "-id"], name="outbound_newest"),
            models.Index(fields=["message_id"], name="outbound_message_id"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=OutboundState.values), name="outbound_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=OutboundState.SENT) ^ Q(sent_at__isnull=False),
                name="outbound_sent_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(claimed_at=None) | Q(state=OutboundState.WAITING), name="outbound_claimed_waits"
            ),
            models.CheckConstraint(
                condition=Q(secret=False) | Q(state=OutboundState.WAITING) | Q(text="", html=""),
                name="outbound_secret_is_not_kept",
            ),
        )

    def __str__(self) -> str:
        return self.subject

    @property
    def why_label(self) -> str:
        known = offered(Why).get(self.why)
        return str(known.label) if known else self.why

    def as_mail(self) -> EmailMultiAlternatives:
        """What goes over the line; a header that could smuggle in another raises BadHeaderError."""
        mail = EmailMultiAlternatives(self.subject, self.text, to=[self.recipient], headers=self.headers)
        if self.html:
            mail.attach_alternative(self.html, "text/html")
        return mail
