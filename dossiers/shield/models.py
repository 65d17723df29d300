"""That a dossier is shielded: why, since when, by whom; and how that ended."""

from typing import Self

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from dossiers.models.dossier import Dossier
from dossiers.models.lists import Reason
from oss.staff.models import User
from oss.timeline.models import READ_SHIELDED, open_to


class ShieldQuerySet(models.QuerySet["Shield"]):
    def visible_to(self, user: User) -> Self:
        theirs = self.filter(open_to(user, "dossier__case_file"))
        return theirs if user.has_perm("dossiers.view_dossier") else self.none()

    def standing(self) -> Self:
        return self.filter(lifted_at=None)


@pghistory.track()
class Shield(models.Model):
    """One time that a dossier was shielded; at most one of them stands, and its case file says so.

    Without a `reason` it was shielded by its subtype, where the list has none for it.
    """

    # CASCADE: part of its dossier
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="shields", editable=False)
    reason = models.ForeignKey(
        Reason, models.PROTECT, null=True, related_name="+", verbose_name=_("reason"), editable=False
    )
    note = models.TextField(_("explanation"), blank=True)
    since = models.DateTimeField(db_default=Now(), editable=False)
    by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    lifted_at = models.DateTimeField(null=True, editable=False)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    lifted_because = models.ForeignKey(Reason, models.PROTECT, null=True, editable=False, related_name="+")

    objects = ShieldQuerySet.as_manager()

    class Meta:
        verbose_name = _("shield")
        verbose_name_plural = _("shields")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(lifted_at=None), name="shielded_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_because=None) | Q(lifted_at__isnull=False),
                name="shield_is_lifted_with_its_reason",
            ),
        )

    def __str__(self) -> str:
        return str(self.reason or self._meta.verbose_name)


def is_theirs(dossier: Dossier, user: User) -> bool:
    """Whether they may shield it, and say with whom it is shared: they handle it, or coordinate."""
    return dossier.assignee_id == user.pk or user.has_perm(READ_SHIELDED)


def standing_shield(dossier: Dossier) -> Shield | None:
    """With its reason; asked of what is shielded alone."""
    if not dossier.case_file.is_shielded:
        return None
    return dossier.shields.standing().select_related("reason", "by").first()
