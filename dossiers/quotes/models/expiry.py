"""A quote that expires before its works are decided: who was warned, and whether prolonging was asked."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from dossiers.quotes.models.quotes import Quote, quote_open_to
from oss.staff.models import User
from oss.timeline.models import Activity


class ExpiryQuerySet(models.QuerySet["Expiry"]):
    def visible_to(self, user: User) -> Self:
        theirs = self.filter(quote_open_to(user, "quote"))
        return theirs if user.has_perm("dossiers.view_quote") else self.none()


class Expiry(models.Model):
    """One day until which a quote is, or was, valid: each is warned of once.

    `task`: who has to ask or to decide, made by itself. `request`: what the contractor was asked last.
    """

    # CASCADE: what was done about a quote is part of it
    quote = models.ForeignKey(Quote, models.CASCADE, related_name="expiries")
    until = models.DateField(_("valid until"))
    # SET_NULL: a task or a request that is taken away was made by mistake; that it expires stays told
    task = models.OneToOneField(Activity, models.SET_NULL, null=True, related_name="expiring_quote")
    # SET_NULL: so does the request
    request = models.OneToOneField(Activity, models.SET_NULL, null=True, related_name="quote_to_prolong")

    objects = ExpiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("expiry of a quote")
        verbose_name_plural = _("expiries of quotes")
        constraints = (
            models.UniqueConstraint(fields=["quote", "until"], name="quote_expires_once_on_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.quote} · {self.until:%d/%m/%Y}"
