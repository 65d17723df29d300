"""The train: what all dossiers of one client at one address share, stored once."""

from typing import Self

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from dossiers.models.key_triggers import JOURNEY_KEYS, STAKEHOLDER_PARTIES
from dossiers.models.lists import Capacity
from oss.addresses.models import Address
from oss.addresses.text_search import in_any_spelling
from oss.contacts.models import Organisation, Person
from oss.core.sorting import both_ways
from oss.staff.models import User
from oss.timeline.models import CaseFile


class JourneyQuerySet(models.QuerySet["Journey"]):
    def visible_to(self, user: User) -> Self:
        """All but those of which every dossier is shielded from them: whose they are would tell it."""
        if not user.has_perm("dossiers.view_journey"):
            return self.none()
        closed = CaseFile.objects.hidden_from(user)
        shielded = closed.filter(dossier__journey__isnull=False).values("dossier__journey")
        read = CaseFile.objects.filter(dossier__journey=models.OuterRef("pk")).exclude(
            pk__in=closed.values("pk")
        )
        return self.filter(~models.Q(pk__in=shielded) | models.Exists(read))

    def active(self) -> Self:
        return self.filter(is_active=True)

    def at(self, address: Address) -> Self:
        return self.filter(address=address)

    def matching(self, text: str) -> Self:
        """Every word is in the number, in the name of somebody on it, or in the address, in any notation."""
        return self.filter(in_any_spelling(text))

    def for_list(self) -> Self:
        return self.select_related("address__street__municipality", "client__person", "client__organisation")


@pghistory.track(exclude=["client_sort", "address_sort", "search"])
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
    opened_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("opened by")
    )
    is_active = models.BooleanField(_("active"), default=True)
    # for lists, kept by triggers (`dossiers.models.keys`)
    client_sort = models.TextField(null=True, editable=False, db_collation="C")  # noqa: DJ001 - sorts last
    address_sort = models.TextField(null=True, editable=False, db_collation="C")  # noqa: DJ001
    search = models.TextField(editable=False, db_default="")

    objects = JourneyQuerySet.as_manager()

    class Meta:
        verbose_name = _("journey")
        verbose_name_plural = _("journeys")
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["number"], name="journey_number_once"),)
        indexes = (
            models.Index(fields=["opened_at", "id"], name="journey_by_opening"),
            models.Index(
                fields=["opened_by", "-opened_at", "-id"],
                name="journey_of_opener",
                condition=models.Q(address__isnull=False),
            ),
            *both_ways("client_sort", "journey_by_client"),
            *both_ways("address_sort", "journey_by_address"),
            GinIndex(fields=["search"], opclasses=["gin_trgm_ops"], name="journey_search"),
        )
        triggers = (JOURNEY_KEYS,)

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
        triggers = (STAKEHOLDER_PARTIES,)

    def __str__(self) -> str:
        return f"{self.name} · {self.capacity}"

    @property
    def name(self) -> str:
        if self.person and self.organisation:
            return f"{self.person} ({self.organisation})"
        return str(self.person or self.organisation)
