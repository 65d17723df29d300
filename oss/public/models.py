"""Links that let in whoever holds them, to one page about one thing; and how often they were opened."""

import hashlib
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from oss.staff.models import User

DIGEST_LENGTH = 64


def digest_of(token: str) -> str:
    """What is kept of a token: 256 random bits need no salt, and nobody finds them back from this."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


class PublicLinkQuerySet(models.QuerySet["PublicLink"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("public.view_publiclink") else self.none()

    def of(self, purpose: str, about: int) -> Self:
        return self.filter(purpose=purpose, about=about)

    def open(self) -> Self:
        """By the clock of the database, which is one for all servers."""
        return self.filter(revoked_at=None, expires_at__gt=Now(), uses__lt=F("most_uses"))


class PublicLink(models.Model):
    """`about` is the key of what it leads to, among the rows that its purpose knows (`oss.public.purposes`).

    The token itself is nowhere but in the mail that carries it.
    """

    digest = models.CharField(max_length=DIGEST_LENGTH, editable=False)
    purpose = models.CharField(_("purpose"), max_length=40)
    about = models.PositiveBigIntegerField(_("about"))
    made_at = models.DateTimeField(_("given out at"), db_default=Now(), editable=False)
    expires_at = models.DateTimeField(_("expires at"))
    most_uses = models.PositiveSmallIntegerField(_("may be used"), default=1)
    uses = models.PositiveSmallIntegerField(_("times used"), default=0)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = PublicLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("public link")
        verbose_name_plural = _("public links")
        ordering = ("-pk",)
        indexes = (models.Index(fields=["purpose", "about"], name="public_link_by_purpose"),)
        constraints = (
            models.UniqueConstraint(fields=["digest"], name="public_link_digest_once"),
            models.CheckConstraint(
                condition=Q(uses__lte=F("most_uses")), name="public_link_is_used_as_often_as_it_may"
            ),
        )

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"


class OpeningKind(models.TextChoices):
    SHOWN = "shown", _("shown")
    ANSWERED = "answered", _("filled in")
    CLOSED = "closed", _("not open any more")


class PublicOpening(models.Model):
    """That a link was opened, and when; from which address or by whom is kept nowhere."""

    # CASCADE: it says nothing without its link
    link = models.ForeignKey(PublicLink, models.CASCADE, related_name="openings")
    at = models.DateTimeField(_("moment of opening"), db_default=Now(), editable=False)
    kind = models.CharField(_("what happened"), max_length=8, choices=OpeningKind.choices)

    class Meta:
        verbose_name = _("opening of a public link")
        verbose_name_plural = _("openings of public links")
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=OpeningKind.values), name="opening_kind_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.link} · {self.kind}"
