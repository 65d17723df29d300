"""The pieces that are lent, and their reservations and loans."""

from datetime import date
from typing import Self

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Least, Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.models.dossier import Dossier
from dossiers.models.lists import Subtype
from oss.core.named_values import NamedValue
from oss.staff.models import User
from oss.timeline.models import open_to

DAYS_USUALLY = 14


class PieceKind(NamedValue):
    """A kind of piece that is lent: energy meter, thermal camera…"""

    subtype = models.ForeignKey(
        Subtype,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("for requests of"),
        help_text=_("Empty: for every request for a piece."),
    )
    deposit = models.DecimalField(
        _("deposit"), max_digits=7, decimal_places=2, default=0, validators=[MinValueValidator(0)]
    )
    days = models.PositiveSmallIntegerField(
        _("lent for how many days, usually"), default=DAYS_USUALLY, validators=[MinValueValidator(1)]
    )

    class Meta(NamedValue.Meta):
        verbose_name = _("kind of piece")
        verbose_name_plural = _("kinds of pieces")
        constraints = (
            *NamedValue.Meta.constraints,
            models.UniqueConstraint(fields=["name"], name="piece_kind_name_once"),
            models.CheckConstraint(condition=Q(deposit__gte=0), name="piece_deposit_is_no_debt"),
        )


class PieceState(models.TextChoices):
    GOOD = "good", _("good")
    DAMAGED = "damaged", _("damaged")
    REPAIR = "repair", _("being repaired")
    LOST = "lost", _("lost")


class PieceQuerySet(models.QuerySet["Piece"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("dossiers.view_piece") else self.none()

    def lendable(self) -> Self:
        """That may be reserved: in use, and in good state."""
        return self.filter(is_active=True, state=PieceState.GOOD, kind__is_active=True)

    def for_requests_of(self, subtype: int | None) -> Self:
        return self.filter(Q(kind__subtype=None) | Q(kind__subtype=subtype))


@pghistory.track()
class Piece(models.Model):
    """One piece of the inventory, known by its number."""

    number = models.CharField(_("inventory number"), max_length=30)
    kind = models.ForeignKey(PieceKind, models.PROTECT, related_name="pieces", verbose_name=_("kind"))
    state = models.CharField(_("state"), max_length=7, choices=PieceState.choices, default=PieceState.GOOD)
    depot = models.CharField(_("where it lies"), max_length=80, blank=True, db_default="")
    note = models.CharField(_("note"), max_length=200, blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    objects = PieceQuerySet.as_manager()

    class Meta:
        verbose_name = _("piece")
        verbose_name_plural = _("pieces")
        ordering = ("number", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["number"],
                name="piece_number_once",
                violation_error_message=_("There is a piece with this number already."),
            ),
            models.CheckConstraint(condition=Q(state__in=PieceState.values), name="piece_state_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.number} · {self.kind}"


class LoanStanding(models.TextChoices):
    """How far a loan is, as it follows from its days."""

    RESERVED = "reserved", _("reserved")
    OUT = "out", _("lent out")
    OVERDUE = "overdue", _("too late")
    BACK = "back", _("brought back")
    CANCELLED = "cancelled", _("cancelled")


class PieceLoanQuerySet(models.QuerySet["PieceLoan"]):
    def visible_to(self, user: User) -> Self:
        theirs = self.filter(open_to(user, "dossier__case_file"))
        return theirs if user.has_perm("dossiers.view_pieceloan") else self.none()

    def standing(self) -> Self:
        """Reserved, or out: they are not over yet."""
        return self.filter(cancelled_on=None, returned_on=None)

    def reserved(self) -> Self:
        return self.standing().filter(handed_out_on=None)

    def out(self) -> Self:
        return self.standing().filter(handed_out_on__isnull=False)

    def overdue(self, today: date) -> Self:
        return self.out().filter(due_on__lt=today)

    def for_list(self) -> Self:
        return self.select_related("piece__kind", "handed_out_by", "returned_by", "reserved_by")


@pghistory.track()
class PieceLoan(models.Model):
    """One piece for one dossier: reserved, handed out, brought back. `starts_on` and `due_on` are its period,
    both days included; a piece that is out stays out until it is back, however late."""

    piece = models.ForeignKey(Piece, models.PROTECT, related_name="loans", verbose_name=_("piece"))
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="loans", verbose_name=_("dossier"))
    starts_on = models.DateField(_("from"))
    due_on = models.DateField(_("back by"))
    reserved_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("reserved by"))
    reserved_at = models.DateTimeField(db_default=Now(), editable=False)
    cancelled_on = models.DateField(_("cancelled on"), null=True, blank=True)
    handed_out_on = models.DateField(_("lent out on"), null=True, blank=True)
    handed_out_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    deposit = models.DecimalField(_("deposit"), max_digits=7, decimal_places=2, default=0)
    deposit_paid_on = models.DateField(_("deposit paid on"), null=True, blank=True)
    returned_on = models.DateField(_("brought back on"), null=True, blank=True)
    returned_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("taken back by")
    )
    state_back = models.CharField(
        _("state on its return"), max_length=7, choices=PieceState.choices, blank=True
    )
    damage = models.CharField(_("what is wrong with it"), max_length=200, blank=True)
    deposit_returned_on = models.DateField(_("deposit paid back on"), null=True, blank=True)
    reminded_on = models.DateField(_("reminder sent on"), null=True, blank=True)

    objects = PieceLoanQuerySet.as_manager()

    class Meta:
        verbose_name = _("loan of a piece")
        verbose_name_plural = _("loans of pieces")
        ordering = ("-starts_on", "-pk")
        indexes = (
            models.Index(
                fields=["due_on"],
                name="piece_loan_out_by_due",
                condition=Q(handed_out_on__isnull=False, returned_on=None),
            ),
        )
        constraints = (
            # a whole number as a range of one, so that no extension of the database is needed
            ExclusionConstraint(
                name="piece_promised_once_at_a_time",
                expressions=[
                    (
                        Func(F("piece"), F("piece"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(
                            F("starts_on"),
                            Least("due_on", "returned_on"),
                            Case(When(returned_on=None, then=Value("[]")), default=Value("[)")),
                            function="daterange",
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(cancelled_on=None),
            ),
            models.UniqueConstraint(
                fields=["piece"],
                condition=Q(handed_out_on__isnull=False, returned_on=None),
                name="piece_out_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("starts_on")), name="piece_loan_ends_after_its_start"
            ),
            models.CheckConstraint(
                condition=Q(handed_out_on=None, handed_out_by=None, returned_on=None)
                | Q(
                    handed_out_on=F("starts_on"),
                    handed_out_by__isnull=False,
                    cancelled_on=None,
                ),
                name="piece_loan_begins_when_handed_out",
            ),
            models.CheckConstraint(
                condition=Q(returned_on=None, returned_by=None, state_back="", deposit_returned_on=None)
                | Q(
                    returned_on__gte=F("handed_out_on"),
                    returned_by__isnull=False,
                    state_back__in=PieceState.values,
                ),
                name="piece_loan_back_says_its_state",
            ),
            models.CheckConstraint(
                condition=Q(state_back__in=["", PieceState.GOOD]) | ~Q(damage=""),
                name="piece_loan_damage_is_told",
            ),
            models.CheckConstraint(
                condition=Q(deposit_returned_on=None) | Q(deposit_paid_on__isnull=False),
                name="piece_loan_deposit_back_was_paid",
            ),
        )

    def __str__(self) -> str:
        return f"{self.piece} · {self.dossier}"

    @property
    def standing(self) -> LoanStanding:
        if self.cancelled_on is not None:
            return LoanStanding.CANCELLED
        if self.returned_on is not None:
            return LoanStanding.BACK
        if self.handed_out_on is None:
            return LoanStanding.RESERVED
        return LoanStanding.OVERDUE if self.due_on < timezone.localdate() else LoanStanding.OUT
