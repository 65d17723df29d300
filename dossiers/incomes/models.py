"""What the household of a journey earns, as its assessment notice says it: for financial roles alone."""

from typing import Self

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dossiers.models.journey import Journey
from dossiers.models.shared import Shared
from oss.staff.models import User
from oss.timeline.models import READ_FINANCIAL

FIRST_YEAR, LAST_YEAR = 2000, 2100


class HouseholdIncomeQuerySet(models.QuerySet["HouseholdIncome"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm(READ_FINANCIAL) else self.none()


@pghistory.track()
class HouseholdIncome(Shared):
    """The joint taxable income in euro of an income year; the category that follows from it stands on the
    household, which all staff read."""

    # CASCADE: part of its journey.
    journey = models.OneToOneField(
        Journey, on_delete=models.CASCADE, primary_key=True, related_name="income", editable=False
    )
    amount = models.DecimalField(
        _("joint taxable income"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    income_year = models.PositiveSmallIntegerField(_("income year"), null=True, blank=True)
    notice_seen_on = models.DateField(_("assessment notice seen on"), null=True, blank=True)

    objects = HouseholdIncomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("income of a household")
        verbose_name_plural = _("incomes of households")
        constraints = (
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0),
                name="household_income_is_not_negative",
                violation_error_message=_("An income is not negative: fill in 0 for none."),
            ),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(income_year__isnull=False),
                name="household_income_goes_with_its_year",
                violation_error_message=_("Say of which year this income is."),
            ),
            models.CheckConstraint(
                condition=Q(income_year=None) | Q(income_year__gte=FIRST_YEAR, income_year__lte=LAST_YEAR),
                name="household_income_year_is_a_year",
                violation_error_message=_("The income year is a year of four digits."),
            ),
        )
