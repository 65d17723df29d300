"""What an Execution dossier holds: its permit, planning and aftercare, street furniture, complaints."""

from typing import Self

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dossiers.flows.table import DossierType
from dossiers.models.detail import Detail, only_of
from dossiers.models.dossier import Dossier
from dossiers.works.models import PermitKind, Work
from dossiers.works.permits import PermitAsked, permit_constraints
from oss.core.named_values import NamedValue
from oss.core.partial_dates import EDTF, PartialDateField
from oss.staff.models import User
from oss.timeline.models import open_to

YES_NO = ((True, _("yes")), (False, _("no")))
THICKEST = 100


class BuildingPart(NamedValue):
    """What of a building a permit is for: front façade, roof…"""

    class Meta(NamedValue.Meta):
        verbose_name = _("part of a building in a permit")
        verbose_name_plural = _("parts of a building in a permit")
        constraints = (
            *NamedValue.Meta.constraints,
            models.UniqueConstraint(fields=["name"], name="building_part_name_once"),
        )


class StreetElement(NamedValue):
    """What hangs on a façade or stands before it, and has to go while one works there."""

    class Meta(NamedValue.Meta):
        verbose_name = _("street furniture")
        verbose_name_plural = _("street furniture")
        constraints = (
            *NamedValue.Meta.constraints,
            models.UniqueConstraint(fields=["name"], name="street_element_name_once"),
        )


class SpaceKind(models.TextChoices):
    """How much of the street is used, which decides how long before it is asked."""

    SMALL = "small", _("small works, only pavement or parking spaces")
    LARGE = "large", _("large works without hindrance")
    HINDRANCE = "hinder", _("large works with hindrance")


class SpaceUser(models.TextChoices):
    """On whose account the street is used."""

    NEIGHBOURHOOD = "street", _("neighbourhood contractor")
    CONTRACTOR = "other", _("another contractor")
    OWNER = "owner", _("the client")


@pghistory.track()
class ExecutionDetail(PermitAsked, Detail):
    """One row for all blocks of the type. Planned and real dates of a work stand on the work."""

    # CASCADE: the detail row is part of its dossier.
    dossier = models.OneToOneField(
        Dossier, on_delete=models.CASCADE, primary_key=True, related_name="execution", editable=False
    )
    contact_point = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("independent contact point"),
        help_text=_("The colleague whom client and contractors turn to during the works."),
    )
    wished_start = PartialDateField(_("wished start"), null=True, blank=True)

    permit_parts = models.ManyToManyField(
        BuildingPart, blank=True, related_name="+", verbose_name=_("for which parts of the building")
    )
    permit_made_on = models.DateField(_("permit application made on"), null=True, blank=True)
    permit_asked_on = models.DateField(_("asked at the Vlaams omgevingsloket on"), null=True, blank=True)
    permit_number = models.CharField(_("OMV number"), max_length=30, blank=True)
    permit_complete_on = models.DateField(_("declared complete on"), null=True, blank=True)
    permit_posted_on = models.DateField(_("posted at the house on"), null=True, blank=True)
    permit_expires_on = models.DateField(_("permit expires on"), null=True, blank=True)

    facade_thickness = models.PositiveSmallIntegerField(
        _("insulation with finish, in cm"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(THICKEST)],
    )
    facade_beyond_line = models.BooleanField(
        _("beyond the building line"), null=True, blank=True, choices=YES_NO
    )
    facade_heritage = models.BooleanField(
        _("heritage: protected, on the inventory, or world heritage"), null=True, blank=True, choices=YES_NO
    )
    facade_against_rules = models.BooleanField(
        _("contrary to a regulation or an earlier permit"), null=True, blank=True, choices=YES_NO
    )

    space_needed = models.BooleanField(_("public space is used"), null=True, blank=True, choices=YES_NO)
    space_user = models.CharField(_("by whom"), max_length=6, choices=SpaceUser.choices, blank=True)
    space_kind = models.CharField(_("how much"), max_length=6, choices=SpaceKind.choices, blank=True)
    space_closes_street = models.BooleanField(
        _("the street is closed"), null=True, blank=True, choices=YES_NO
    )
    space_from = models.DateField(_("public space from"), null=True, blank=True)
    space_until = models.DateField(_("public space until"), null=True, blank=True)
    space_asked_on = models.DateField(_("public space asked on"), null=True, blank=True)
    space_granted_on = models.DateField(_("public space granted on"), null=True, blank=True)

    planned_start = models.DateField(_("start of the works planned on"), null=True, blank=True)
    works_order = models.TextField(_("order of the works"), blank=True)
    contractor_told_on = models.DateField(_("contractor told on"), null=True, blank=True)
    neighbours_told_on = models.DateField(_("neighbours told on"), null=True, blank=True)
    coordinator_named_on = models.DateField(_("safety coordinator appointed on"), null=True, blank=True)
    insurance_seen_on = models.DateField(_("insurance checked on"), null=True, blank=True)

    accepted_on = models.DateField(_("acceptance of the works on"), null=True, blank=True)
    acceptance_remarks = models.TextField(_("remarks at the acceptance"), blank=True)
    grant_asked = models.BooleanField(_("grant applied for"), null=True, blank=True, choices=YES_NO)
    grant_which = models.CharField(_("which grant"), max_length=200, blank=True)
    grant_asked_on = models.DateField(_("grant applied for on"), null=True, blank=True)
    next_step_discussed = models.BooleanField(_("next step discussed"), null=True, blank=True, choices=YES_NO)
    next_step = models.CharField(_("which next step"), max_length=200, blank=True)
    sensitised = models.BooleanField(_("use and behaviour explained"), null=True, blank=True, choices=YES_NO)
    ambassador = models.BooleanField(_("wants to be an ambassador"), null=True, blank=True, choices=YES_NO)
    testimony_agreed_on = models.DateField(_("agreed to a testimony or photos on"), null=True, blank=True)

    class Meta:
        verbose_name = _("execution")
        verbose_name_plural = _("executions")
        constraints = (
            only_of(DossierType.EXECUTION, name="execution_detail_of_execution"),
            models.CheckConstraint(
                condition=Q(permit__in=["", *PermitKind.values])
                & Q(space_user__in=["", *SpaceUser.values])
                & Q(space_kind__in=["", *SpaceKind.values]),
                name="execution_is_of_the_lists",
            ),
            models.CheckConstraint(
                condition=Q(wished_start=None) | Q(wished_start__regex=EDTF),
                name="execution_wished_start_is_edtf",
            ),
            *permit_constraints("execution"),
            models.CheckConstraint(
                condition=Q(space_from=None)
                | Q(space_until=None)
                | Q(space_until__gte=models.F("space_from")),
                name="execution_space_in_order",
                violation_error_message=_("The public space ends before it begins: check both dates."),
            ),
            models.CheckConstraint(
                condition=Q(facade_thickness=None) | Q(facade_thickness__range=(1, THICKEST)),
                name="execution_facade_thickness_is_possible",
            ),
        )


class OnDossierQuerySet(models.QuerySet["models.Model"]):
    def visible_to(self, user: User) -> Self:
        theirs = self.filter(open_to(user, "dossier__case_file"))
        return theirs if user.has_perm("dossiers.view_dossier") else self.none()


@pghistory.track()
class StreetFurniture(models.Model):
    """Whether one element must go from before the façade, and how far that is. No row: not answered."""

    # CASCADE: it is part of its dossier.
    dossier = models.ForeignKey(
        Dossier, on_delete=models.CASCADE, related_name="street_furniture", editable=False
    )
    element = models.ForeignKey(
        StreetElement, models.PROTECT, related_name="+", editable=False, verbose_name=_("street furniture")
    )
    needed = models.BooleanField(_("must it go"), choices=YES_NO)
    authority = models.CharField(
        _("with whom"), max_length=120, blank=True, help_text=_("Fluvius, the city, an operator…")
    )
    asked_on = models.DateField(_("asked on"), null=True, blank=True)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    removed_on = models.DateField(_("removed on"), null=True, blank=True)
    put_back_on = models.DateField(_("put back on"), null=True, blank=True)

    objects = OnDossierQuerySet.as_manager()

    class Meta:
        verbose_name = _("street furniture on a dossier")
        verbose_name_plural = _("street furniture on dossiers")
        ordering = ("element__position", "pk")
        constraints = (
            models.UniqueConstraint(fields=["dossier", "element"], name="street_element_once_on_a_dossier"),
            models.CheckConstraint(
                condition=Q(removed_on=None)
                | Q(put_back_on=None)
                | Q(put_back_on__gte=models.F("removed_on")),
                name="street_furniture_back_after_its_removal",
                violation_error_message=_("It cannot be put back before it is removed."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.element} · {self.dossier}"


class ComplaintAbout(models.TextChoices):
    """About whom; one about our own service comes later, as its handling is shielded."""

    CONTRACTOR = "contr", _("contractor")
    STUDY = "study", _("study office")
    OTHER = "other", _("somebody else")


@pghistory.track()
class Complaint(models.Model):
    """What the client finds wrong with the works, and what became of it."""

    # CASCADE: it is part of its dossier.
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="complaints", editable=False)
    reported_on = models.DateField(_("reported on"))
    reported_by = models.CharField(
        _("by whom"), max_length=120, blank=True, help_text=_("Empty: by the main contact.")
    )
    about = models.CharField(_("about whom"), max_length=5, choices=ComplaintAbout.choices)
    work = models.ForeignKey(
        Work, models.PROTECT, null=True, blank=True, related_name="complaints", verbose_name=_("work")
    )
    what = models.TextField(_("what is wrong"))
    requested_repair = models.TextField(_("repair asked for"), blank=True)
    answer = models.TextField(_("answer of the other"), blank=True)
    solved_on = models.DateField(_("solved on"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=200, blank=True)

    objects = OnDossierQuerySet.as_manager()

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        ordering = ("-reported_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(about__in=ComplaintAbout.values), name="complaint_about_is_known"
            ),
            models.CheckConstraint(
                condition=Q(solved_on=None) | Q(solved_on__gte=models.F("reported_on")),
                name="complaint_solved_after_it_was_reported",
                violation_error_message=_("It cannot be solved before it was reported."),
            ),
            models.CheckConstraint(
                condition=Q(solved_on=None) | ~Q(outcome=""),
                name="complaint_solved_says_how",
                violation_error_message=_("Write down what the outcome is."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_about_display()} · {self.reported_on:%d/%m/%Y}"
