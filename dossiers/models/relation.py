"""Two dossiers of different journeys that have to do with each other, and how."""

from typing import Self

import pghistory
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from dossiers.models.dossier import Dossier
from dossiers.models.lists import RelationKind
from oss.staff.models import User


class RelationQuerySet(models.QuerySet["DossierRelation"]):
    def visible_to(self, user: User) -> Self:
        """Of which they see both dossiers."""
        seen = Dossier.objects.visible_to(user).order_by().values("pk")
        return self.filter(first__in=seen, second__in=seen)

    def of(self, dossier: Dossier) -> Self:
        return self.filter(Q(first=dossier) | Q(second=dossier))

    def between(self, one: Dossier, other: Dossier) -> Self:
        return self.filter(first=min(one.pk, other.pk), second=max(one.pk, other.pk))


@pghistory.track()
class DossierRelation(models.Model):
    """Reads the same from both; the older dossier is the `first`, so that a pair stands there once."""

    first = models.ForeignKey(Dossier, models.PROTECT, related_name="+", verbose_name=_("older dossier"))
    second = models.ForeignKey(Dossier, models.PROTECT, related_name="+", verbose_name=_("newer dossier"))
    kind = models.ForeignKey(
        RelationKind, models.PROTECT, related_name="+", verbose_name=_("what they have to do with each other")
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")

    objects = RelationQuerySet.as_manager()

    class Meta:
        verbose_name = _("relation of two dossiers")
        verbose_name_plural = _("relations of dossiers")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["first", "second"], name="dossiers_related_once"),
            # which also keeps a dossier from being related to itself
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="related_dossiers_in_one_order"),
        )

    def __str__(self) -> str:
        return f"{self.first} · {self.second}"

    def other_than(self, dossier: Dossier) -> int:
        """The key of the other one."""
        return self.second_id if self.first_id == dossier.pk else self.first_id
