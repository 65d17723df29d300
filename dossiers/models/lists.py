"""The lists of values of dossiers."""

from typing import Any, ClassVar, Self

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from dossiers.flows.table import DossierType
from dossiers.flows.verbs import ReasonKind
from oss.core.named_values import CountedValue, NamedValue, ValueQuerySet


class Source(NamedValue):
    """Where a question came in: desk, phone, mail, event…"""

    class Meta(NamedValue.Meta):
        verbose_name = _("source of the question")
        verbose_name_plural = _("sources of the question")
        constraints = (
            *NamedValue.Meta.constraints,
            models.UniqueConstraint(fields=["name"], name="source_name_once"),
        )


class Acquaintance(NamedValue):
    """How the client came to know the offer."""

    class Meta(NamedValue.Meta):
        verbose_name = _("acquaintance with the offer")
        verbose_name_plural = _("acquaintances with the offer")
        constraints = (
            *NamedValue.Meta.constraints,
            models.UniqueConstraint(fields=["name"], name="acquaintance_name_once"),
        )


class Capacity(NamedValue):
    """In what capacity somebody is involved: owner-occupier, tenant, syndic…"""

    class Meta(NamedValue.Meta):
        verbose_name = _("capacity")
        verbose_name_plural = _("capacities")
        constraints = (
            *NamedValue.Meta.constraints,
            models.UniqueConstraint(fields=["name"], name="capacity_name_once"),
        )


class Topic(CountedValue):
    """What a question is about."""

    class Meta(CountedValue.Meta):
        verbose_name = _("topic of the question")
        verbose_name_plural = _("topics of the question")
        constraints = (
            *CountedValue.Meta.constraints,
            models.UniqueConstraint(fields=["name"], name="topic_name_once"),
        )


class Motive(NamedValue):
    """Why a client wants something done."""

    class Meta(NamedValue.Meta):
        verbose_name = _("motive")
        verbose_name_plural = _("motives")
        constraints = (
            *NamedValue.Meta.constraints,
            models.UniqueConstraint(fields=["name"], name="motive_name_once"),
        )


class FirstAction(NamedValue):
    """What was done first with a question."""

    class Meta(NamedValue.Meta):
        verbose_name = _("first action")
        verbose_name_plural = _("first actions")
        constraints = (
            *NamedValue.Meta.constraints,
            models.UniqueConstraint(fields=["name"], name="first_action_name_once"),
        )


class ReferralProduct(NamedValue):
    """For what a client is referred: a loan, a scan, social support…; `opens` is the subtype of the dossier
    that follows where we do it ourselves."""

    opens = models.ForeignKey(
        "dossiers.Subtype",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("opens a dossier of"),
    )

    class Meta(NamedValue.Meta):
        verbose_name = _("product of a referral")
        verbose_name_plural = _("products of referrals")
        constraints = (
            *NamedValue.Meta.constraints,
            models.UniqueConstraint(fields=["name"], name="referral_product_name_once"),
        )


class RelationKind(NamedValue):
    """What two dossiers of different journeys have to do with each other; it reads the same from both."""

    class Meta(NamedValue.Meta):
        verbose_name = _("relation between dossiers")
        verbose_name_plural = _("relations between dossiers")
        constraints = (
            *NamedValue.Meta.constraints,
            models.UniqueConstraint(fields=["name"], name="relation_kind_name_once"),
        )


class Reason(NamedValue):
    """Why a dossier was abandoned, set back, reopened or deactivated."""

    kind = models.CharField(_("used"), max_length=8, choices=ReasonKind.choices)

    class Meta(NamedValue.Meta):
        verbose_name = _("reason")
        verbose_name_plural = _("reasons")
        ordering = ["kind", "position", "name"]
        constraints = (
            *NamedValue.Meta.constraints,
            models.UniqueConstraint(fields=["kind", "name"], name="reason_name_once"),
        )


class Phase(models.TextChoices):
    INFORMATION = "information", _("Information")
    ADVICE = "advice", _("Advice")
    DESIGN = "design", _("Project design")
    EXECUTION = "execution", _("Execution")
    AFTERCARE = "aftercare", _("Aftercare")


class SubtypeQuerySet(ValueQuerySet):
    def of_type(self, dossier_type: str) -> Self:
        return self.filter(type=dossier_type)


@pghistory.track(exclude=["code"])
class Subtype(NamedValue):
    """A kind of service within a type; its profile, coded, says what such a dossier holds and needs."""

    type = models.CharField(_("type"), max_length=12, choices=DossierType.choices)
    phase = models.CharField(_("phase"), max_length=12, choices=Phase.choices)
    profile = models.CharField(
        _("profile"),
        max_length=40,
        blank=True,
        help_text=_("Without a profile, dossiers of this subtype cannot be opened yet."),
    )

    objects: ClassVar[Any] = SubtypeQuerySet.as_manager()

    class Meta(NamedValue.Meta):
        verbose_name = _("subtype")
        verbose_name_plural = _("subtypes")
        ordering = ["type", "position", "name"]
        constraints = (
            *NamedValue.Meta.constraints,
            models.UniqueConstraint(fields=["type", "name"], name="subtype_name_once"),
            # the target of the composite key of dossiers: a dossier and its subtype are of one type
            models.UniqueConstraint("id", "type", name="subtype_with_its_type"),
            models.CheckConstraint(
                condition=models.Q(type__in=DossierType.values), name="subtype_type_is_known"
            ),
        )


class NextStep(NamedValue):
    """With what a client goes on after an advice; `opens` is the subtype of the dossier that follows."""

    opens = models.ForeignKey(
        Subtype, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("opens a dossier of")
    )

    class Meta(NamedValue.Meta):
        verbose_name = _("next step")
        verbose_name_plural = _("next steps")
        constraints = (
            *NamedValue.Meta.constraints,
            models.UniqueConstraint(fields=["name"], name="next_step_name_once"),
        )


class ProjectKind(models.TextChoices):
    REGULAR = "regular", _("Regular work")
    NEIGHBOURHOOD = "neighbourhood", _("Neighbourhood renovation")
    EU = "eu", _("EU project")
    SUBSIDY = "subsidy", _("Subsidy")


@pghistory.track(exclude=["code"])
class Project(NamedValue):
    """What a dossier's time and figures are counted under."""

    kind = models.CharField(_("kind"), max_length=16, choices=ProjectKind.choices)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    funding = models.CharField(_("funding"), max_length=200, blank=True)

    class Meta(NamedValue.Meta):
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = (
            *NamedValue.Meta.constraints,
            models.UniqueConstraint(fields=["name"], name="project_name_once"),
            models.CheckConstraint(
                condition=models.Q(ends_on=None)
                | models.Q(starts_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="project_ends_after_its_start",
                violation_error_message=_("The project ends before it starts."),
            ),
        )
