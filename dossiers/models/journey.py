"""The train: what all dossiers of one client at one address share, stored once."""

from typing import Self

import pghistory
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from dossiers.models.lists import Capacity
from oss.addresses.models import Address
from oss.contacts.models import Organisation, Person
from oss.staff.models import User
from oss.timeline.models import CaseFile


class JourneyQuerySet(models.QuerySet["Journey"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("dossiers.view_journey") else self.none()

    def active(self) -> Self:
        return self.filter(is_active=True)

    def at(self, address: Address) -> Self:
        return self.filter(address=address)

    def for_list(self) -> Self:
        return self.select_related("address__street__municipality", "client__person", "client__organisation")


@pghistory.track()
class Journey(models.Model):
    """One client at one primary address; both may still be unknown."""

    number = models.CharField(_("number"), max_length=16, editable=False)
    address = models.ForeignKey(
        Address,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="journeys",
        verbose_name=_("address"),
    )
    client = models.OneToOneField(
        "Stakeholder",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="client_of",
        verbose_name=_("client"),
    )
    case_file = models.OneToOneField(CaseFile, models.PROTECT, related_name="journey", editable=False)
    opened_at = models.DateTimeField(_("opened at"), db_default=Now(), editable=False)
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    is_active = models.BooleanField(_("active"), default=True)

    objects = JourneyQuerySet.as_manager()

    class Meta:
        verbose_name = _("journey")
        verbose_name_plural = _("journeys")
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["number"], name="journey_number_once"),)

    def __str__(self) -> str:
        return self.number


class StakeholderQuerySet(models.QuerySet["Stakeholder"]):
    def current(self) -> Self:
        return self.filter(until=None)

    def for_list(self) -> Self:
        return self.select_related("person", "organisation", "capacity")


@pghistory.track()
class Stakeholder(models.Model):
    """A person, an organisation, or a person acting for an organisation, in a capacity.

    Hangs on the journey (shared by all its dossiers) or on one dossier, never on both.
    """

    journey = models.ForeignKey(
        Journey, models.PROTECT, null=True, blank=True, related_name="stakeholders", verbose_name=_("journey")
    )
    dossier = models.ForeignKey(
        "Dossier",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="own_stakeholders",
        verbose_name=_("dossier"),
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="involvements", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="involvements",
        verbose_name=_("organisation"),
    )
    capacity = models.ForeignKey(Capacity, models.PROTECT, related_name="+", verbose_name=_("capacity"))
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = StakeholderQuerySet.as_manager()

    class Meta:
        verbose_name = _("stakeholder")
        verbose_name_plural = _("stakeholders")
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(journey__isnull=False, dossier=None)
                | models.Q(journey=None, dossier__isnull=False),
                name="stakeholder_of_journey_or_dossier",
            ),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | models.Q(organisation__isnull=False),
                name="stakeholder_is_somebody",
                violation_error_message=_("Choose a person or an organisation."),
            ),
            models.CheckConstraint(
                condition=models.Q(until=None)
                | models.Q(since=None)
                | models.Q(until__gte=models.F("since")),
                name="stakeholder_ends_after_its_start",
                violation_error_message=_("The end lies before the start."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} · {self.capacity}"

    @property
    def name(self) -> str:
        if self.person and self.organisation:
            return f"{self.person} ({self.organisation})"
        return str(self.person or self.organisation)
