"""The waiting list: which dossiers wait for their turn, since when, and which go first."""

from typing import Any, Self

import pghistory
from django.db import models
from django.db.models import Case, F, Q, Value, When, Window
from django.db.models.functions import Now, RowNumber
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.flows.table import DossierType
from dossiers.models.dossier import Dossier
from dossiers.models.lists import Reason
from oss.core.named_values import NamedValue
from oss.core.working_days import DaysUntil
from oss.staff.models import User

TYPES = frozenset({DossierType.ADVICE, DossierType.DESIGN, DossierType.EXECUTION})
"""Of which a dossier may wait, as long as it is in the first stage."""
LONGEST_TERM = 60
ORDER = ("turn", "complete_on", "dossier__number")
"""Who is next: first what has priority, then by the date of the complete request, then by number."""


class WaitingPriority(NamedValue):
    """Why a dossier goes first."""

    class Meta(NamedValue.Meta):
        verbose_name = _("priority on the waiting list")
        verbose_name_plural = _("priorities on the waiting list")
        constraints = (
            *NamedValue.Meta.constraints,
            models.UniqueConstraint(fields=["name"], name="waiting_priority_name_once"),
        )


class WaitEnd(models.TextChoices):
    """How a wait ended."""

    ASSIGNED = "assigned", _("handed to a coach")
    WITHDRAWN = "withdrawn", _("taken off the list")
    MOVED = "moved", _("went to another stage")
    INACTIVE = "inactive", _("deactivated")


class WaitingPlaceQuerySet(models.QuerySet["WaitingPlace"]):
    def visible_to(self, user: User) -> Self:
        """As their dossiers."""
        if not user.has_perm("dossiers.view_waitingplace"):
            return self.none()
        return self.filter(dossier__in=Dossier.objects.visible_to(user))

    def open(self) -> Self:
        return self.filter(ended_at=None)

    def beside(self, dossier: Dossier) -> Self:
        """That wait on the same list: one for each subtype."""
        return self.open().filter(dossier__subtype=dossier.subtype_id)

    def ranked(self) -> Self:
        """With `place`, counted from 1 on the list of each subtype."""
        by_subtype = Window(RowNumber(), partition_by=F("dossier__subtype"), order_by=list(ORDER))
        return self.annotate(place=by_subtype)


def waiting_days() -> DaysUntil:
    """Whole days since the request was complete, of a place."""
    return DaysUntil("complete_on", Value(timezone.localdate(), output_field=models.DateField()))


@pghistory.track(exclude=["turn"])
class WaitingPlace(models.Model):
    """One wait of a dossier; at most one of them is open. What has a `priority` goes first.

    `told_term`: what the client was told last of when it is their turn, in the words of who told it.
    """

    # CASCADE: part of its dossier
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="waiting_places", editable=False)
    complete_on = models.DateField(_("request complete on"), default=timezone.localdate)
    priority = models.ForeignKey(
        WaitingPriority, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("priority")
    )
    turn = models.GeneratedField(
        expression=Case(When(priority__isnull=True, then=Value(1)), default=Value(0)),
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    coach = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("preferred coach")
    )
    told_term = models.CharField(_("expected"), max_length=LONGEST_TERM, blank=True, editable=False)
    told_on = models.DateField(_("told on"), null=True, blank=True, editable=False)
    told_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    ended_how = models.CharField(
        _("ended"), max_length=9, choices=WaitEnd.choices, blank=True, editable=False
    )
    withdrawn_because = models.ForeignKey(
        Reason, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = WaitingPlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place on the waiting list")
        verbose_name_plural = _("places on the waiting list")
        ordering = ("turn", "complete_on", "pk")
        indexes = (models.Index(fields=["turn", "complete_on", "id"], name="waiting_place_by_turn"),)
        constraints = (
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(ended_at=None), name="waits_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_how="")
                | Q(ended_at__isnull=False, ended_how__in=WaitEnd.values),
                name="wait_ends_in_a_known_way",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_because=None) | Q(ended_how=WaitEnd.WITHDRAWN),
                name="wait_is_withdrawn_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(told_on=None, told_term="") | (Q(told_on__isnull=False) & ~Q(told_term="")),
                name="waiting_term_is_told_on_a_day",
            ),
        )

    def __str__(self) -> str:
        return str(self.dossier)

    @property
    def days(self) -> int:
        return max(0, (timezone.localdate() - self.complete_on).days)

    def is_after(self) -> Q:
        """Of the places that come before this one."""
        earlier = Q(complete_on__lt=self.complete_on)
        same_day = Q(complete_on=self.complete_on, dossier__number__lt=self.dossier.number)
        return Q(turn__lt=self.turn) | (Q(turn=self.turn) & (earlier | same_day))


def may_wait(dossier: Any) -> bool:
    """Whether it waits for its turn: open, of these types, in the first stage."""
    return dossier.is_active and dossier.type in TYPES and dossier.stage == dossier.flow.names[0]
