"""What all dossiers of a train hold together: a row beside the journey, changed from each of them."""

from typing import Any, Self

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from dossiers.models.facts import WhyNoValue
from dossiers.models.journey import Journey
from dossiers.models.lists import Motive
from oss.staff.models import User

NO_ANSWER = (WhyNoValue.UNKNOWN, WhyNoValue.NOT_TOLD)
MOST_PEOPLE = 30


class Shared(models.Model):
    """Of one journey, which is its key: a field `journey`, one to one."""

    journey: Any

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.journey)


class CategoryMethod(models.TextChoices):
    """How the income category is known."""

    DECLARED = "declared", _("declared by the client")
    CHECKED = "checked", _("checked")
    NOTICE = "notice", _("assessment notice")


class HouseholdQuerySet(models.QuerySet["Household"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("dossiers.view_household") else self.none()


def _lacks(label: Any) -> Any:
    choices = [(one.value, one.label) for one in NO_ANSWER]
    return models.CharField(label, max_length=8, choices=choices, blank=True, default="")


def _value_or_why(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{name}_lacks": ""})
        | Q(**{name: None, f"{name}_lacks__in": [one.value for one in NO_ANSWER]}),
        name=f"household_{name}_is_told_or_why_not",
        violation_error_message=_("Fill in the value, or say why there is none."),
    )


@pghistory.track()
class Household(Shared):
    """Who the client lives with, and the income category; no amounts.

    What nobody asked is empty; `…_lacks` says why an answer has no value.
    """

    # CASCADE: part of its journey.
    journey = models.OneToOneField(
        Journey, on_delete=models.CASCADE, primary_key=True, related_name="household", editable=False
    )
    persons = models.PositiveSmallIntegerField(_("persons"), null=True, blank=True)
    persons_lacks = _lacks(_("persons: why there is no value"))
    dependants = models.PositiveSmallIntegerField(_("dependants"), null=True, blank=True)
    dependants_lacks = _lacks(_("dependants: why there is no value"))
    category = models.PositiveSmallIntegerField(
        _("income category"),
        null=True,
        blank=True,
        choices=[(1, _("1 (highest income)")), (2, "2"), (3, "3"), (4, _("4 (lowest income)"))],
    )
    category_lacks = _lacks(_("income category: why there is no value"))
    category_year = models.PositiveSmallIntegerField(_("category of the year"), null=True, blank=True)
    category_known_on = models.DateField(_("established on"), null=True, blank=True)
    category_method = models.CharField(
        _("established how"), max_length=8, choices=CategoryMethod.choices, blank=True, default=""
    )

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        verbose_name = _("household")
        verbose_name_plural = _("households")
        constraints = (
            *map(_value_or_why, ("persons", "dependants", "category")),
            models.CheckConstraint(
                condition=Q(persons=None) | Q(persons__gte=1, persons__lte=MOST_PEOPLE),
                name="household_has_one_to_thirty_persons",
                violation_error_message=_("A household has at least one person, and thirty at most."),
            ),
            models.CheckConstraint(
                condition=Q(dependants=None) | Q(persons=None) | Q(dependants__lte=models.F("persons")),
                name="household_dependants_are_among_its_persons",
                violation_error_message=_("There are more dependants than persons."),
            ),
            models.CheckConstraint(
                condition=Q(category=None) | Q(category__gte=1, category__lte=4),
                name="household_category_is_one_to_four",
            ),
            models.CheckConstraint(
                condition=Q(category=None, category_year=None)
                | Q(category__isnull=False, category_year__isnull=False)
                & Q(category_year__gte=2000, category_year__lte=2100),
                name="household_category_goes_with_its_year",
                violation_error_message=_("Say the category together with the year it holds for."),
            ),
            models.CheckConstraint(
                condition=Q(category_method__in=["", *CategoryMethod.values]),
                name="household_category_method_is_of_the_list",
            ),
        )

    @property
    def told(self) -> str:
        """In a line; empty where nothing was asked yet."""
        parts = []
        if self.persons is not None:
            parts.append(
                ngettext("%(number)s person", "%(number)s persons", self.persons) % {"number": self.persons}
            )
        if self.dependants:
            parts.append(gettext("%(number)s dependent") % {"number": self.dependants})
        if self.category is not None:
            known = {"category": self.category, "year": self.category_year}
            parts.append(gettext("category %(category)s (%(year)s)") % known)
        elif self.category_lacks:
            parts.append(gettext("category: %(why)s") % {"why": self.get_category_lacks_display()})
        return " · ".join(parts)


class Urgency(models.TextChoices):
    AT_ONCE = "at_once", _("at once: danger, damage or a cut-off")
    MONTHS = "months", _("within some months")
    YEAR = "year", _("within the year")
    LATER = "later", _("later, exploring")


@pghistory.track()
class Intake(Shared):
    """What the client wants and why, as it was understood when they came; no amounts of ours."""

    # CASCADE: part of its journey.
    journey = models.OneToOneField(
        Journey, on_delete=models.CASCADE, primary_key=True, related_name="intake", editable=False
    )
    wish = models.TextField(_("what the client wants"), blank=True)
    motives = models.ManyToManyField(Motive, blank=True, related_name="+", verbose_name=_("why"))
    urgency = models.CharField(_("urgency"), max_length=8, choices=Urgency.choices, blank=True, default="")
    budget = models.CharField(
        _("budget"), max_length=200, blank=True, default="", help_text=_("As the client says it.")
    )
    done_already = models.TextField(_("what was done already"), blank=True)
    obstacles = models.TextField(_("obstacles"), blank=True)

    class Meta:
        verbose_name = _("intake")
        verbose_name_plural = _("intakes")
        constraints = (
            models.CheckConstraint(
                condition=Q(urgency__in=["", *Urgency.values]), name="intake_urgency_is_of_the_list"
            ),
        )

    @property
    def told(self) -> str:
        """In a line; empty where nothing was asked yet."""
        parts = [self.wish, self.get_urgency_display(), self.budget, self.done_already, self.obstacles]
        return " · ".join(" ".join(str(one).split()) for one in parts if one)
