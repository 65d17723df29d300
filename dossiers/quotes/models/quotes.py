"""Quotes: what a contractor would do works for. The home of the amounts that decisions tell."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Self

import pghistory
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from dossiers.models.dossier import Dossier
from dossiers.quotes.models.lists import CatalogueItem, ComparisonQuestion, LineUnit
from dossiers.quotes.state import STATE_FOLLOWS_PART, STATE_FOLLOWS_QUOTE
from dossiers.quotes.totals import RateSum
from dossiers.works.models import CENTS, Decision, Work, WorkDossier, work_open_to
from oss.contacts.models import Organisation
from oss.core.partial_dates import EDTF, PartialDateField
from oss.documents.models import Document
from oss.staff.models import User

_RATE: dict[str, Any] = {"max_digits": 4, "decimal_places": 2}


class QuoteKind(models.TextChoices):
    TAILORED = "tailored", _("tailored")
    INDICATIVE = "indicative", _("indicative")


class Conform(models.TextChoices):
    """Whether it meets the conditions of the premium; without an answer nobody knows."""

    YES = "yes", _("yes")
    NO = "no", _("no")


def quote_open_to(user: User, quote: str = "pk") -> models.Q:
    """Of the quote at that path: it is for no work that they do not read."""
    if not (theirs := work_open_to(user, "work")):
        return models.Q()
    hidden = QuoteWork.objects.order_by().filter(~theirs, quote=models.OuterRef(quote))
    return models.Q(~models.Exists(hidden))


class QuoteQuerySet(models.QuerySet["Quote"]):
    def visible_to(self, user: User) -> Self:
        theirs = self.filter(quote_open_to(user))
        return theirs if user.has_perm("dossiers.view_quote") else self.none()

    def received(self) -> Self:
        return self.exclude(received_on=None)

    def awaiting_a_decision(self) -> Self:
        """They came, and a work in them that is on an open dossier is neither decided nor done."""
        on_open = WorkDossier.objects.filter(dossier__in=Dossier.objects.open())
        decided = Decision.objects.standing()
        of_it = {"work": models.OuterRef("work")}
        waiting = QuoteWork.objects.filter(quote=models.OuterRef("pk"), work__is_executed=False).filter(
            models.Exists(on_open.filter(**of_it)), ~models.Exists(decided.filter(**of_it))
        )
        return self.received().filter(models.Exists(waiting))

    def in_full(self) -> Self:
        """With all that `dossiers.quotes.amounts` reads, in as many queries for fifty as for one."""
        parts = QuoteWork.objects.select_related("work__measure")
        lines = QuoteLine.objects.select_related("item")
        answers = QuoteAnswer.objects.select_related("question")
        return self.select_related("contractor", "document").prefetch_related(
            models.Prefetch("parts", parts),
            models.Prefetch("parts__lines", lines),
            models.Prefetch("parts__answers", answers),
        )


@pghistory.track()
class Quote(models.Model):
    """What one contractor asks for one or more works.

    The totals are those that the contractor wrote, and may differ from the sum of the lines. `vat_rate`, in
    per cent, is that of the whole; empty where there are several, or nobody looked. `none_because`: why none
    came.
    """

    contractor = models.ForeignKey(
        Organisation, models.PROTECT, related_name="quotes", verbose_name=_("contractor")
    )
    asked_on = models.DateField(_("asked on"), null=True, blank=True)
    received_on = models.DateField(_("received on"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=QuoteKind.choices, blank=True)
    number = models.CharField(_("number of the contractor"), max_length=60, blank=True)
    total_excl = models.DecimalField(
        _("total excluding VAT"), null=True, blank=True, validators=[MinValueValidator(0)], **CENTS
    )
    vat_rate = models.DecimalField(
        _("rate of VAT"), null=True, blank=True, validators=[MinValueValidator(0)], **_RATE
    )
    total_incl = models.DecimalField(
        _("total including VAT"), null=True, blank=True, validators=[MinValueValidator(0)], **CENTS
    )
    start = PartialDateField(_("start possible"), null=True, blank=True)
    duration = models.CharField(_("duration"), max_length=60, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, editable=False, related_name="quotes"
    )
    remarks = models.TextField(_("remarks of the contractor"), blank=True)
    none_because = models.CharField(_("why no quote came"), max_length=200, blank=True)
    created = models.DateTimeField(_("noted at"), db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    works = models.ManyToManyField(Work, through="QuoteWork", related_name="quotes")

    objects = QuoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        ordering = ("received_on", "pk")
        triggers = (STATE_FOLLOWS_QUOTE,)
        indexes = (
            models.Index(
                fields=["valid_until"], name="quote_by_validity", condition=Q(valid_until__isnull=False)
            ),
        )
        permissions = (("choose_quote", "Can choose a quote"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(asked_on__isnull=False) | Q(received_on__isnull=False),
                name="quote_is_asked_or_received",
                violation_error_message=_("Fill in when it was asked or received."),
            ),
            models.CheckConstraint(
                condition=Q(asked_on=None) | Q(received_on=None) | Q(received_on__gte=F("asked_on")),
                name="quote_is_received_after_it_is_asked",
                violation_error_message=_("It cannot be received before it was asked: check both dates."),
            ),
            models.CheckConstraint(
                condition=Q(received_on=None) | Q(none_because=""),
                name="quote_that_came_has_no_reason_not_to",
                violation_error_message=_("A quote came: empty why none did."),
            ),
            models.CheckConstraint(
                condition=Q(total_excl=None) | Q(total_incl=None) | Q(total_incl__gte=F("total_excl")),
                name="quote_with_vat_is_not_less",
                violation_error_message=_(
                    "With VAT it cannot be less than without: exchange the two amounts."
                ),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["", *QuoteKind.values])
                & (Q(vat_rate=None) | Q(vat_rate__gte=0) & Q(vat_rate__lt=100)),
                name="quote_is_of_the_lists",
            ),
            models.CheckConstraint(
                condition=Q(start=None) | Q(start__regex=EDTF), name="quote_start_is_edtf"
            ),
        )

    def __str__(self) -> str:
        return " · ".join(filter(None, (str(self.contractor), self.number)))


@pghistory.track()
class QuoteWork(models.Model):
    """A work that is in a quote. The amounts are the contractor's own for this work, where several are in it.

    `conform`: whether it meets the conditions of the premium, by the rule of `conform_on`; where there are
    lines, those tell it.
    """

    # CASCADE: what is in a quote is part of it
    quote = models.ForeignKey(Quote, models.CASCADE, related_name="parts")
    work = models.ForeignKey(Work, models.PROTECT, related_name="quoted")
    total_excl = models.DecimalField(
        _("for this work, excluding VAT"), null=True, blank=True, validators=[MinValueValidator(0)], **CENTS
    )
    total_incl = models.DecimalField(
        _("for this work, including VAT"), null=True, blank=True, validators=[MinValueValidator(0)], **CENTS
    )
    conform = models.CharField(_("conform to the premium"), max_length=3, choices=Conform.choices, blank=True)
    conform_on = models.DateField(_("by the rule of"), null=True, blank=True)

    told_sums: Sequence[RateSum] | None = None
    """Of its lines, as `dossiers.quotes.amounts.with_sums` told them; None: the lines are to be read."""

    class Meta:
        verbose_name = _("work in a quote")
        verbose_name_plural = _("works in quotes")
        ordering = ("pk",)
        triggers = (STATE_FOLLOWS_PART,)
        constraints = (
            models.UniqueConstraint(fields=["quote", "work"], name="work_once_in_a_quote"),
            models.CheckConstraint(
                condition=Q(conform__in=["", *Conform.values]), name="conform_of_quote_is_known"
            ),
            models.CheckConstraint(
                condition=Q(total_excl=None) | Q(total_incl=None) | Q(total_incl__gte=F("total_excl")),
                name="quoted_work_with_vat_is_not_less",
                violation_error_message=_(
                    "With VAT it cannot be less than without: exchange the two amounts."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.quote} · {self.work}"


@pghistory.track()
class QuoteLine(models.Model):
    """One post. Without a unit price it is done within the price of another one.

    `conform_on`: the day whose rule says whether it is conform. `differs`: what is offered instead.
    """

    # CASCADE: a line is part of its quote
    part = models.ForeignKey(QuoteWork, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    item = models.ForeignKey(
        CatalogueItem, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("usual post")
    )
    text = models.CharField(_("post"), max_length=120, blank=True)
    quantity = models.DecimalField(
        _("quantity"),
        max_digits=10,
        decimal_places=2,
        default=1,
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    unit = models.CharField(_("unit"), max_length=5, choices=LineUnit.choices)
    unit_price = models.DecimalField(
        _("unit price excluding VAT"), max_digits=12, decimal_places=4, null=True, blank=True
    )
    vat_rate = models.DecimalField(_("rate of VAT"), validators=[MinValueValidator(0)], **_RATE)
    conform = models.CharField(_("conform to the premium"), max_length=3, choices=Conform.choices, blank=True)
    conform_on = models.DateField(_("by the rule of"), null=True, blank=True)
    differs = models.CharField(_("differs"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("line of a quote")
        verbose_name_plural = _("lines of quotes")
        ordering = ("position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(item__isnull=False) | ~Q(text=""),
                name="quote_line_says_what",
                violation_error_message=_("Choose a usual post or describe it."),
            ),
            models.CheckConstraint(
                condition=Q(unit__in=LineUnit.values)
                & Q(conform__in=["", *Conform.values])
                & Q(vat_rate__gte=0)
                & Q(vat_rate__lt=100),
                name="quote_line_is_of_the_lists",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.text or str(self.item)


class AnswerKind(models.TextChoices):
    INCLUDED = "included", _("included")
    MISSING = "missing", _("not included")
    SEPARATE = "separate", _("at a price on top")
    UNKNOWN = "unknown", _("unknown")


@pghistory.track()
class QuoteAnswer(models.Model):
    """What a quote says to a comparison question. `amount`: on top of its total, including VAT."""

    # CASCADE: an answer is part of its quote
    part = models.ForeignKey(QuoteWork, models.CASCADE, related_name="answers")
    question = models.ForeignKey(ComparisonQuestion, models.PROTECT, related_name="+")
    answer = models.CharField(_("answer"), max_length=8, choices=AnswerKind.choices)
    amount = models.DecimalField(
        _("amount on top, including VAT"), null=True, blank=True, validators=[MinValueValidator(0)], **CENTS
    )
    note = models.CharField(_("note"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("answer of a quote")
        verbose_name_plural = _("answers of quotes")
        constraints = (
            models.UniqueConstraint(fields=["part", "question"], name="question_answered_once_per_quote"),
            models.CheckConstraint(
                condition=Q(answer__in=AnswerKind.values), name="answer_of_quote_is_known"
            ),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(answer=AnswerKind.SEPARATE),
                name="amount_is_of_what_is_on_top",
                violation_error_message=_("An amount goes with “at a price on top”."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.question}: {self.get_answer_display()}"
