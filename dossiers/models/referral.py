"""Referrals: the client of a dossier is sent on to another organisation, or to a queue of ours."""

from typing import Self

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.models.dossier import Dossier
from dossiers.models.lists import ReferralProduct
from oss.queues.models import Queue
from oss.staff.models import User
from oss.timeline.models import ASKED_OF, Activity, open_to


class ReferralWay(models.TextChoices):
    COLD = "cold", _("cold: the client was told where to go")
    WARM = "warm", _("warm: we passed on who asks what")


class ReferralOutcome(models.TextChoices):
    HELPED = "helped", _("helped")
    NOT_REACHED = "no_reach", _("not reached")
    NOT_ELIGIBLE = "not_fit", _("not eligible")
    UNKNOWN = "unknown", _("unknown")


class ReferralQuerySet(models.QuerySet["Referral"]):
    def visible_to(self, user: User) -> Self:
        theirs = self.filter(open_to(user, "dossier__case_file"))
        return theirs if user.has_perm("dossiers.view_dossier") else self.none()

    def for_list(self) -> Self:
        return self.select_related("product", "queue", *(f"activity__{name}" for name in ASKED_OF))


@pghistory.track()
class Referral(models.Model):
    """What we wait for stands in its `activity`: a request to the organisation, with by when it is expected,
    who was reminded and what was answered; or the task that lies in the `queue`.

    `consent_text_from`: since when the text held to which the client agreed, which is its version.
    """

    # CASCADE: it is part of its dossier.
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="referrals", editable=False)
    product = models.ForeignKey(
        ReferralProduct, models.PROTECT, related_name="referrals", verbose_name=_("for what")
    )
    queue = models.ForeignKey(
        Queue, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("queue of ours")
    )
    activity = models.OneToOneField(
        Activity, models.PROTECT, related_name="referral", editable=False, verbose_name=_("activity")
    )
    way = models.CharField(_("how"), max_length=4, choices=ReferralWay.choices, default=ReferralWay.COLD)
    referred_on = models.DateField(_("referred on"), default=timezone.localdate)
    client_told = models.BooleanField(_("client was told"), default=False)
    consent_on = models.DateField(_("client agreed on"), null=True, blank=True)
    consent_text_from = models.DateField(_("text since"), null=True, blank=True, editable=False)
    outcome = models.CharField(_("outcome"), max_length=8, choices=ReferralOutcome.choices, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        ordering = ("referred_on", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(way__in=ReferralWay.values), name="referral_way_is_known"),
            models.CheckConstraint(
                condition=Q(outcome__in=["", *ReferralOutcome.values]), name="referral_outcome_is_known"
            ),
            models.CheckConstraint(
                condition=Q(consent_on=None, consent_text_from=None)
                | Q(consent_on__isnull=False, consent_text_from__isnull=False),
                name="referral_consent_is_to_a_text",
            ),
            models.CheckConstraint(
                condition=Q(way=ReferralWay.COLD) | Q(queue__isnull=False) | Q(consent_on__isnull=False),
                name="warm_referral_has_consent",
                violation_error_message=_("Without their consent nothing about a client is passed on."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.product} · {self.to}"

    @property
    def to(self) -> str:
        """To whom, by name."""
        return str(self.queue or self.activity.asked_of)
