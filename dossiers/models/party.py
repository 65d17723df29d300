"""Who is involved in a dossier, laid out for lists; and which rows' keys are to be made again."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from dossiers.models.journey import Journey, Stakeholder
from dossiers.models.lists import Capacity
from oss.contacts.models import Organisation, Person
from oss.staff.models import User
from oss.timeline.models import open_to


class DossierPartyQuerySet(models.QuerySet["DossierParty"]):
    def visible_to(self, user: User) -> Self:
        theirs = self.filter(open_to(user, "dossier__case_file"))
        return theirs if user.has_perm("dossiers.view_stakeholder") else self.none()

    def current(self) -> Self:
        return self.filter(is_current=True)


class DossierParty(models.Model):
    """Who is involved in a dossier, of its own or through its journey: one row per dossier and stakeholder.

    A copy for lists, kept by triggers and never written otherwise.
    """

    kept_by_triggers = True  # so a merge leaves it alone: it follows the stakeholder by itself

    # CASCADE: a copy that goes with what it copies.
    dossier = models.ForeignKey("Dossier", models.CASCADE, related_name="parties", db_index=False)
    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="+")

    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", db_index=False
    )
    capacity = models.ForeignKey(Capacity, models.PROTECT, related_name="+", db_index=False)
    is_current = models.BooleanField()

    objects = DossierPartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("involvement in a dossier")
        verbose_name_plural = _("involvements in dossiers")
        constraints = (
            models.UniqueConstraint(fields=["dossier", "stakeholder"], name="party_once_on_a_dossier"),
        )
        indexes = (
            models.Index(fields=["person", "dossier"], name="party_by_person"),
            models.Index(fields=["organisation", "dossier"], name="party_by_organisation"),
            models.Index(fields=["capacity", "dossier"], name="party_by_capacity"),
        )

    def __str__(self) -> str:
        return f"{self.dossier_id} · {self.stakeholder_id}"


class StaleKey(models.Model):
    """One dossier or journey whose keys are to be made again. The row is the job; doubles do no harm."""

    # CASCADE: nothing to make again for a row that is gone.
    dossier = models.ForeignKey("Dossier", models.CASCADE, null=True, related_name="+", db_index=False)
    journey = models.ForeignKey(Journey, models.CASCADE, null=True, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("key to make again")
        verbose_name_plural = _("keys to make again")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(dossier__isnull=False, journey=None)
                | models.Q(dossier=None, journey__isnull=False),
                name="stale_key_of_dossier_or_journey",
            ),
        )

    def __str__(self) -> str:
        return f"{self.dossier_id or self.journey_id}"
