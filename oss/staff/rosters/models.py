"""The roster of the desks: where people can come, when, and how many colleagues sit there."""

from typing import Any, Self

import pghistory
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from oss.core.named_values import NamedValue
from oss.staff.models import User

WEEK = tuple((number + 1, name) for number, name in WEEKDAYS.items())
"""Monday is 1, as in ISO."""


class DeskPlace(NamedValue):
    """A place with a desk: the town hall, a neighbourhood desk."""

    address = models.CharField(_("address"), max_length=120, blank=True)

    class Meta(NamedValue.Meta):
        verbose_name = _("desk")
        verbose_name_plural = _("desks")
        constraints = (
            *NamedValue.Meta.constraints,
            models.UniqueConstraint(fields=["name"], name="desk_place_name_once"),
        )


class RosterQuerySet(models.QuerySet[Any]):
    """Who sees one part of the roster, sees all of it."""

    def visible_to(self, user: User) -> Self:
        return self.current() if user.has_perm("staff.view_rosterline") else self.none()

    def current(self) -> Self:
        return self.filter(removed_at=None)


class _RosterRow(models.Model):
    """What stands on the roster; a row that is removed stays, so that it can be put back whole."""

    removed_at = models.DateTimeField(null=True, editable=False)

    objects = RosterQuerySet.as_manager()

    class Meta:
        abstract = True


class _Shift(_RosterRow):
    """Hours at a desk, with how many colleagues; who they are may be known for all, some or none."""

    place = models.ForeignKey(DeskPlace, models.PROTECT, related_name="%(class)s_set", verbose_name=_("desk"))
    opens = models.TimeField(_("opens at"))
    closes = models.TimeField(_("closes at"))
    seats = models.PositiveSmallIntegerField(
        _("number of colleagues"), default=1, validators=[MinValueValidator(1)]
    )
    colleagues = models.ManyToManyField(User, blank=True, related_name="+", verbose_name=_("who"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}–{self.closes:%H:%M}"


def _hours(name: str) -> tuple[models.CheckConstraint, ...]:
    return (
        models.CheckConstraint(
            condition=Q(closes__gt=F("opens")),
            name=f"{name}_closes_after_it_opens",
            violation_error_message=_("The desk closes before it opens."),
        ),
        models.CheckConstraint(condition=Q(seats__gte=1), name=f"{name}_has_somebody"),
    )


@pghistory.track()
class RosterLine(_Shift):
    """Hours of every week, from a day until a day or until further notice."""

    weekday = models.PositiveSmallIntegerField(_("day of the week"), choices=WEEK)
    valid_from = models.DateField(_("from"), default=timezone.localdate)
    valid_until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        ordering = ("place", "weekday", "opens", "valid_from", "pk")
        constraints = (
            *_hours("roster_line"),
            models.CheckConstraint(
                condition=Q(weekday__gte=1, weekday__lte=7), name="roster_line_on_a_weekday"
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="roster_line_ends_after_its_start",
                violation_error_message=_("The last day lies before the first."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {super().__str__()}"


@pghistory.track()
class ExtraOpening(_Shift):
    """Hours on one day beside those of the week, also where the desk is closed that day."""

    day = models.DateField(_("day"))
    reason = models.CharField(_("reason"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("extra opening")
        verbose_name_plural = _("extra openings")
        ordering = ("day", "place", "opens", "pk")
        indexes = (models.Index(fields=["day"], name="extra_opening_by_day"),)
        constraints = _hours("extra_opening")


@pghistory.track()
class ClosedDays(_RosterRow):
    """Days on which the hours of the week do not count: of one desk, or of all where none is named."""

    place = models.ForeignKey(
        DeskPlace,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="closed_days",
        verbose_name=_("desk"),
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    reason = models.CharField(_("reason"), max_length=120)

    class Meta:
        verbose_name = _("closed days")
        verbose_name_plural = _("closed days")
        ordering = ("first_day", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="closed_days_end_after_their_start",
                violation_error_message=_("The last day lies before the first."),
            ),
        )

    def __str__(self) -> str:
        return self.reason
