"""What a file of a premium computes with: the figures beside the sheet of its scheme, and a year's budget.

What has no figure is still to be filled in: nothing is computed then, and a file goes on with what is typed.
"""

from typing import Any, ClassVar

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.schemes.models import Scheme, SchemeVersion, SheetQuerySet
from dossiers.types.grant.rules import GrantRule, Rate
from dossiers.works.models import CENTS
from oss.addresses.models import Measure
from oss.staff.models import User

FIRST_YEAR, LAST_YEAR = 2000, 2100
_SHARE: dict[str, Any] = {"max_digits": 5, "decimal_places": 2}
_POSITIVE = [MinValueValidator(0)]


class WindowFrom(models.TextChoices):
    """The day around which a premium can be asked."""

    WORKS = "works", _("the day of the works")
    INVOICE = "invoice", _("the date of the invoice")


class CostBase(models.TextChoices):
    EXCL = "excl", _("excluding VAT")
    INCL = "incl", _("including VAT")


@pghistory.track()
class GrantTerms(models.Model):
    """One to one beside the sheet. `is_own`: the city decides and pays; otherwise it is followed up."""

    # CASCADE: part of its sheet
    version = models.OneToOneField(
        SchemeVersion,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="grant_terms",
        verbose_name=_("sheet"),
    )
    is_own = models.BooleanField(_("we decide and pay"), default=False)
    unit = models.CharField(_("counted in"), max_length=20, blank=True, help_text=_("For example m² or l."))
    cost_base = models.CharField(
        _("the cost counts"), max_length=4, choices=CostBase.choices, blank=True, default=""
    )
    within_cost = models.BooleanField(_("never more than the cost"), default=False)
    least_quantity = models.DecimalField(
        _("least quantity"), max_digits=10, decimal_places=2, validators=_POSITIVE, null=True, blank=True
    )
    least_cost = models.DecimalField(_("least cost"), validators=_POSITIVE, null=True, blank=True, **CENTS)
    least_units = models.PositiveSmallIntegerField(_("least number of units"), null=True, blank=True)
    extra_per_unit = models.DecimalField(
        _("on top, for each unit"), validators=_POSITIVE, null=True, blank=True, **CENTS
    )
    extra_for = models.CharField(_("on top, for what"), max_length=80, blank=True)
    window_from = models.CharField(
        _("it can be asked around"), max_length=7, choices=WindowFrom.choices, blank=True, default=""
    )
    months_before = models.PositiveSmallIntegerField(_("from so many months before"), null=True, blank=True)
    months_after = models.PositiveSmallIntegerField(_("until so many months after"), null=True, blank=True)
    two_payments = models.BooleanField(_("paid in two times: advance and balance"), default=False)
    keep_years = models.PositiveSmallIntegerField(
        _("to be kept in place, in years"), validators=[MaxValueValidator(50)], null=True, blank=True
    )
    supplement_months = models.PositiveSmallIntegerField(
        _("supplement of owners, within so many months"), null=True, blank=True
    )

    objects: ClassVar[Any] = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("figures of a premium")
        verbose_name_plural = _("figures of premiums")
        ordering = ("version",)
        constraints = (
            models.CheckConstraint(
                condition=Q(cost_base__in=["", *CostBase.values])
                & Q(window_from__in=["", *WindowFrom.values]),
                name="grant_terms_are_of_the_lists",
            ),
            models.CheckConstraint(
                condition=Q(months_before=None, months_after=None) | ~Q(window_from=""),
                name="grant_window_says_around_what",
                violation_error_message=_("Say around which day it can be asked."),
            ),
            models.CheckConstraint(
                condition=Q(extra_per_unit=None) | ~Q(extra_for=""),
                name="grant_extra_says_for_what",
                violation_error_message=_("Say for what it is given on top."),
            ),
        )

    def __str__(self) -> str:
        return str(self.version)

    def rule(self) -> GrantRule:
        """With its rates, as they were read."""
        return GrantRule(
            tuple(one.as_rate() for one in self.rates.all()),
            self.least_quantity,
            self.least_cost,
            self.least_units,
            self.within_cost,
            self.extra_per_unit,
        )


@pghistory.track()
class GrantRate(models.Model):
    """What a sheet gives: the least of what stands in the row. Empty category or work: for all."""

    # CASCADE: part of its figures
    terms = models.ForeignKey(
        GrantTerms, models.CASCADE, related_name="rates", verbose_name=_("figures of a premium")
    )
    measure = models.ForeignKey(
        Measure, models.PROTECT, related_name="+", verbose_name=_("work"), null=True, blank=True
    )
    category = models.PositiveSmallIntegerField(
        _("income category"), choices=[(one, str(one)) for one in (1, 2, 3, 4)], null=True, blank=True
    )
    per_unit = models.DecimalField(_("for each unit"), validators=_POSITIVE, null=True, blank=True, **CENTS)
    fixed = models.DecimalField(_("fixed amount"), validators=_POSITIVE, null=True, blank=True, **CENTS)
    percentage = models.DecimalField(
        _("% of the cost"), validators=[*_POSITIVE, MaxValueValidator(100)], null=True, blank=True, **_SHARE
    )
    maximum = models.DecimalField(_("at most"), validators=_POSITIVE, null=True, blank=True, **CENTS)

    objects: ClassVar[Any] = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("what a premium gives")
        verbose_name_plural = _("what premiums give")
        ordering = ("terms", "measure__position", "-category", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["terms", "measure", "category"],
                name="grant_rate_once",
                nulls_distinct=False,
                violation_error_message=_("This work and category stand here already."),
            ),
            models.CheckConstraint(
                condition=Q(per_unit__isnull=False) | Q(fixed__isnull=False) | Q(percentage__isnull=False),
                name="grant_rate_gives_something",
                violation_error_message=_("Say what it gives: for each unit, a fixed amount or a share."),
            ),
            models.CheckConstraint(
                condition=Q(category=None) | Q(category__gte=1, category__lte=4),
                name="grant_rate_category_is_one_to_four",
            ),
        )

    def __str__(self) -> str:
        return " · ".join(filter(None, (str(self.terms), str(self.measure or ""), str(self.category or ""))))

    def as_rate(self) -> Rate:
        return Rate(self.category, self.measure_id, self.per_unit, self.fixed, self.percentage, self.maximum)


class GrantBudgetQuerySet(models.QuerySet["GrantBudget"]):
    def visible_to(self, user: User) -> "GrantBudgetQuerySet":
        return self if user.has_perm("dossiers.view_grantbudget") else self.none()


@pghistory.track()
class GrantBudget(models.Model):
    """What there is for a scheme in a year. Without a row nobody said it, and nothing is held against it."""

    scheme = models.ForeignKey(
        Scheme, models.PROTECT, related_name="budgets", verbose_name=_("scheme"), db_index=False
    )
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    amount = models.DecimalField(_("amount"), validators=_POSITIVE, **CENTS)
    source = models.CharField(_("source"), max_length=200, help_text=_("The decision that says it."))
    known_on = models.DateField(_("date of the source"), default=timezone.localdate)

    objects = GrantBudgetQuerySet.as_manager()

    class Meta:
        verbose_name = _("budget of a scheme")
        verbose_name_plural = _("budgets of schemes")
        permissions = (("overdraw_grantbudget", "Can grant more than what is left of a budget"),)
        ordering = (F("year").desc(), "scheme")
        constraints = (
            models.UniqueConstraint(
                fields=["scheme", "year"],
                name="grant_budget_once_a_year",
                violation_error_message=_("The budget of this scheme and year stands here already."),
            ),
            models.CheckConstraint(condition=~Q(source=""), name="grant_budget_has_a_source"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="grant_budget_is_no_debt"),
        )

    def __str__(self) -> str:
        return f"{self.scheme} · {self.year}"
