"""The contractor pool: who may be proposed for which works on which buildings."""

from typing import Self

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oss.addresses.models import Measure
from oss.staff.models import User


class PoolStatus(models.TextChoices):
    CANDIDATE = "candidate", _("candidate")
    ADMITTED = "admitted", _("in the pool")
    SUSPENDED = "suspended", _("suspended")
    LEFT = "left", _("left the pool")


class Segment(models.TextChoices):
    """What a contractor can handle: the size of the apartment building."""

    SMALL = "small", _("small apartment buildings")
    MEDIUM = "medium", _("medium apartment buildings")
    LARGE = "large", _("large apartment buildings")


class ContractorQuerySet(models.QuerySet["Contractor"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("contacts.view_organisation") else self.none()

    def in_pool(self) -> Self:
        """Admitted, and the organisation in use."""
        return self.filter(status=PoolStatus.ADMITTED, organisation__is_active=True)

    def for_segment(self, segment: Segment) -> Self:
        return self.filter(segments__contains=[segment])

    def for_measure(self, measure: Measure) -> Self:
        return self.filter(specialities=measure)


@pghistory.track()
class Contractor(models.Model):
    """What the pool knows of one organisation."""

    # CASCADE: it says nothing without the organisation; its history stays in its event table.
    organisation = models.OneToOneField(
        "contacts.Organisation",
        on_delete=models.CASCADE,
        related_name="contractor",
        verbose_name=_("organisation"),
    )
    status = models.CharField(
        _("status"), max_length=10, choices=PoolStatus.choices, default=PoolStatus.CANDIDATE
    )
    status_since = models.DateField(_("status since"), default=timezone.localdate)
    segments = ArrayField(
        models.CharField(max_length=6, choices=Segment.choices),
        verbose_name=_("building sizes"),
        default=list,
        blank=True,
    )
    specialities = models.ManyToManyField(
        Measure,
        through="ContractorSpeciality",
        related_name="contractors",
        verbose_name=_("specialities"),
        blank=True,
    )
    remarks = models.TextField(_("remarks"), blank=True)

    objects = ContractorQuerySet.as_manager()

    class Meta:
        verbose_name = _("contractor in the pool")
        verbose_name_plural = _("contractors in the pool")
        ordering = ("organisation__name", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=PoolStatus.values), name="contractor_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(segments__contained_by=Segment.values), name="contractor_segments_are_known"
            ),
        )

    def __str__(self) -> str:
        return str(self.organisation)


@pghistory.track()
class ContractorSpeciality(models.Model):
    """A measure or craft that a contractor does."""

    # CASCADE: a line of the contractor's record
    contractor = models.ForeignKey(Contractor, on_delete=models.CASCADE, related_name="+")
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, related_name="+", db_column="speciality_id"
    )

    class Meta:
        verbose_name = _("speciality of a contractor")
        verbose_name_plural = _("specialities of contractors")
        constraints = (
            models.UniqueConstraint(fields=["contractor", "measure"], name="speciality_once_per_contractor"),
        )

    def __str__(self) -> str:
        return str(self.measure)


@pghistory.track()
class Training(models.Model):
    """A training that somebody of the contractor followed."""

    # CASCADE: a line of the contractor's record
    contractor = models.ForeignKey(Contractor, on_delete=models.CASCADE, related_name="trainings")
    name = models.CharField(_("training"), max_length=120)
    followed_on = models.DateField(_("followed on"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        verbose_name = _("training")
        verbose_name_plural = _("trainings")
        ordering = ("-followed_on", "name")
        constraints = (
            models.CheckConstraint(
                condition=Q(followed_on=None)
                | Q(valid_until=None)
                | Q(valid_until__gte=models.F("followed_on")),
                name="training_ends_after_it_begins",
                violation_error_message=_("The end lies before the start."),
            ),
        )

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Evaluation(models.Model):
    """How works by the contractor went: one (bad) to five (excellent)."""

    # CASCADE: a line of the contractor's record
    contractor = models.ForeignKey(Contractor, on_delete=models.CASCADE, related_name="evaluations")
    score = models.PositiveSmallIntegerField(_("score"), help_text=_("From 1 (bad) to 5 (excellent)."))
    text = models.TextField(_("explanation"), blank=True)
    evaluated_on = models.DateField(_("evaluated on"), default=timezone.localdate)
    evaluated_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        ordering = ("-evaluated_on", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=5), name="evaluation_one_to_five"),
        )

    def __str__(self) -> str:
        return f"{self.score}/5"
