"""What one colleague proposes and another confirms: decisions, drawdowns, payments.

Until it is confirmed it counts for nothing but the room that it takes. It stands from then on, until it is
taken back or another one comes in its place; the row stays, with who did what.
"""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from oss.core.dates import moment
from oss.staff.models import User


class ByTwoQuerySet(models.QuerySet[Any]):
    def current(self) -> Self:
        """Not taken back, nor replaced."""
        return self.filter(ended_at=None)

    def proposed(self) -> Self:
        """Still to be confirmed by somebody else."""
        return self.current().filter(stands_since=None)

    def standing(self) -> Self:
        return self.current().filter(stands_since__isnull=False)


class ByTwo(models.Model):
    """`stands_since`: from when it counts; `ended_at`: it was taken back, or another came in its place."""

    proposed_by = models.ForeignKey(
        User, models.PROTECT, editable=False, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(db_default=Now(), editable=False)
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("confirmed by")
    )
    stands_since = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    ended_because = models.CharField(_("why it was taken back"), max_length=300, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def ended_when(self) -> str:
        """Inside a sentence."""
        return "" if self.ended_at is None else moment(self.ended_at)

    @property
    def is_current(self) -> bool:
        return self.ended_at is None

    @property
    def is_standing(self) -> bool:
        return self.is_current and self.stands_since is not None

    @property
    def is_proposed(self) -> bool:
        """It waits for a second colleague."""
        return self.is_current and self.stands_since is None


def four_eyes(name: str, *, alone: str = "") -> models.CheckConstraint:
    """It stands once another than who proposed it confirmed it. `alone`: the field that says of a row that it
    stands without a second colleague."""
    two = Q(stands_since__isnull=False, confirmed_by__isnull=False) & ~Q(confirmed_by=F("proposed_by"))
    waits = Q(stands_since=None, confirmed_by=None)
    if not alone:
        condition = waits | two
    else:
        one = Q(stands_since__isnull=False, confirmed_by=None, **{alone: True})
        condition = waits | two & Q(**{alone: False}) | one
    return models.CheckConstraint(
        condition=condition,
        name=f"{name}_has_four_eyes",
        violation_error_message=_("Another colleague confirms it than who proposed it."),
    )


def taken_back_says_why(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(ended_at=None, ended_because="") | Q(ended_at__isnull=False) & ~Q(ended_because=""),
        name=f"{name}_taken_back_says_why",
    )
