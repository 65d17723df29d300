"""Consumables in stock, what goes in and out, and how much one address may have."""

from typing import Any, ClassVar, Self

import pghistory
import pgtrigger
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from dossiers.models.dossier import Dossier
from dossiers.models.lists import Subtype, ValueQuerySet
from oss.core.named_values import NamedValue
from oss.staff.models import User
from oss.timeline.models import CaseFile, open_to


class CountsAs(models.TextChoices):
    """Which of the results for the report grows by what is handed out."""

    BAGS = "bags", _("number of bags")
    ITEMS = "items", _("number of pieces")


class StockKindQuerySet(ValueQuerySet):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("dossiers.view_stockkind") else self.none()

    def for_requests_of(self, subtype: int | None) -> Self:
        return self.filter(Q(subtype=None) | Q(subtype=subtype))

    def running_low(self) -> Self:
        return self.filter(quantity__lt=F("minimum"))


@pghistory.track(exclude=["code"])
class StockKind(NamedValue):
    """A consumable at one place. What lies there is kept by its moves; nobody types it."""

    unit = models.CharField(_("unit"), max_length=20, help_text=_("As it reads after a number: bags."))
    depot = models.CharField(_("where it lies"), max_length=80, blank=True)
    minimum = models.PositiveIntegerField(
        _("minimum"), default=0, help_text=_("Under this number the coordinator gets a task.")
    )
    quantity = models.PositiveIntegerField(_("in stock"), default=0, editable=False)
    low_told_on = models.DateField(_("told to run low on"), null=True, blank=True, editable=False)
    subtype = models.ForeignKey(
        Subtype,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("for requests of"),
        help_text=_("Empty: for every request for a consumable."),
    )
    counts_as = models.CharField(
        _("counts for the report as"),
        max_length=5,
        choices=CountsAs.choices,
        default=CountsAs.ITEMS,
        db_default=CountsAs.ITEMS,
    )
    case_file = models.OneToOneField(
        CaseFile, models.PROTECT, null=True, editable=False, related_name="stock_kind"
    )

    objects: ClassVar[Any] = StockKindQuerySet.as_manager()

    class Meta(NamedValue.Meta):
        verbose_name = _("consumable")
        verbose_name_plural = _("consumables")
        constraints = (
            *NamedValue.Meta.constraints,
            models.UniqueConstraint(fields=["name", "depot"], name="stock_kind_name_once_at_a_place"),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="stock_never_below_zero"),
            models.CheckConstraint(
                condition=Q(counts_as__in=CountsAs.values), name="stock_counts_as_is_known"
            ),
        )


class StockWhy(models.TextChoices):
    IN = "in", _("came in")
    OUT = "out", _("handed out")
    COUNT = "count", _("counted")
    UNDO = "undo", _("taken back")


class StockMoveQuerySet(models.QuerySet["StockMove"]):
    def visible_to(self, user: User) -> Self:
        theirs = self.filter(open_to(user, "dossier__case_file"))
        return theirs if user.has_perm("dossiers.view_stockmove") else self.none()


class StockMove(models.Model):
    """What went in (more than zero) or out (less than zero); it stays as it was written. What was handed out
    by mistake is taken back by a move of its own, which names the one that it `undoes`."""

    kind = models.ForeignKey(StockKind, models.PROTECT, related_name="moves", verbose_name=_("consumable"))
    why = models.CharField(_("why"), max_length=5, choices=StockWhy.choices)
    quantity = models.IntegerField(_("number"))
    left = models.PositiveIntegerField(_("in stock after it"))
    dossier = models.ForeignKey(
        Dossier, models.PROTECT, null=True, related_name="stock_moves", verbose_name=_("dossier")
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    undoes = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="undone_by", verbose_name=_("takes back")
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(db_default=Now())

    objects = StockMoveQuerySet.as_manager()

    class Meta:
        verbose_name = _("move of stock")
        verbose_name_plural = _("moves of stock")
        ordering = ("-pk",)
        indexes = (models.Index(fields=["kind", "-id"], name="stock_move_of_kind"),)
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)
        constraints = (
            models.CheckConstraint(
                condition=Q(why=StockWhy.IN, quantity__gt=0, undoes=None)
                | Q(why=StockWhy.OUT, quantity__lt=0, dossier__isnull=False, undoes=None)
                | (Q(why=StockWhy.COUNT, undoes=None) & ~Q(quantity=0) & ~Q(reason=""))
                | Q(why=StockWhy.UNDO, quantity__gt=0, undoes__isnull=False),
                name="stock_move_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind}: {self.quantity:+d}"


@pghistory.track()
class LendingRule(models.Model):
    """What a subtype allows: over the maximum of an address is told, and refused by nobody but a person."""

    # CASCADE: says something of its subtype alone.
    subtype = models.OneToOneField(
        Subtype, models.CASCADE, related_name="lending_rule", verbose_name=_("subtype")
    )
    rules_version = models.CharField(
        _("rules, version"), max_length=40, blank=True, help_text=_("Proposed on each new request.")
    )
    most = models.PositiveIntegerField(
        _("most for an address"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Of a consumable the number handed out, else the number of requests."),
    )
    months = models.PositiveSmallIntegerField(
        _("within how many months"), default=12, validators=[MinValueValidator(1)]
    )
    who_may = models.CharField(_("who may ask"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("rules of a request")
        verbose_name_plural = _("rules of requests")
        ordering = ("subtype__position",)
        constraints = (
            models.CheckConstraint(
                condition=Q(most=None) | Q(most__gte=1), name="lending_rule_allows_one_at_least"
            ),
        )

    def __str__(self) -> str:
        return str(self.subtype)
