"""Sheets of schemes and products: premiums, loans, subsidies, guidance, each as it holds in a period.

What a scheme is stands in `Scheme`; what holds from when to when in its versions, a `SchemeVersion` each,
with source and day on which it was read; what a program can compare in the conditions of a version. What a
file of a loan or a premium computes with (amounts, papers, windows, years of a budget) belongs to the version
too: it is one sheet for the page, the check and the file.
"""

from datetime import date
from typing import Any, ClassVar, Self

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dossiers.models.lists import ReferralProduct, Subtype
from dossiers.schemes.rules import Compares
from oss.addresses.duties import years_after
from oss.core.named_values import OWN_CODE, NamedValue, ValueQuerySet
from oss.staff.models import User

LOOK_AGAIN_AFTER_YEARS = 1
"""A sheet that was compared with its source longer ago says so."""


class SchemeKind(models.TextChoices):
    PREMIUM = "premium", _("premium")
    SUBSIDY = "subsidy", _("subsidy")
    LOAN = "loan", _("loan")
    GUIDANCE = "guidance", _("guidance")
    SCAN = "scan", _("energy scan")
    TAX = "tax", _("tax benefit")


class Decides(models.TextChoices):
    """Which date says what version holds."""

    APPLICATION = "application", _("date of the application")
    DEED = "deed", _("date of the deed")
    INVOICE = "invoice", _("date of the invoice")
    SIGNING = "signing", _("date of signing")
    TODAY = "today", _("today: it holds for running cases too")


class SheetQuerySet(ValueQuerySet):
    """Whoever may see schemes sees what belongs to them."""

    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("dossiers.view_scheme") else self.none()


class SchemeQuestion(NamedValue):
    """Asked of a client where no record knows it: yes or no. An energy scan ticks some of them."""

    name = models.CharField(
        _("question"), max_length=200, help_text=_("As it is asked of the client, in a plain sentence.")
    )
    short = models.CharField(_("as a condition"), max_length=120, help_text=_("What holds when it is yes."))

    class Meta(NamedValue.Meta):
        verbose_name = _("question of the rights check")
        verbose_name_plural = _("questions of the rights check")
        constraints = (
            *NamedValue.Meta.constraints,
            models.UniqueConstraint(fields=["name"], name="scheme_question_name_once"),
        )


@pghistory.track(exclude=["code"])
class Scheme(NamedValue):
    """`opens`: the dossier in which the client goes on with it; `product`: that of a referral for it."""

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=8, choices=SchemeKind.choices)
    by = models.CharField(
        _("by whom"), max_length=120, blank=True, help_text=_("Who gives it and decides on it.")
    )
    opens = models.ForeignKey(
        Subtype, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("opens a dossier")
    )
    product = models.ForeignKey(
        ReferralProduct,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("product of a referral"),
    )

    objects: ClassVar[Any] = SheetQuerySet.as_manager()

    class Meta(NamedValue.Meta):
        verbose_name = _("scheme")
        verbose_name_plural = _("schemes")
        constraints = (
            *NamedValue.Meta.constraints,
            models.UniqueConstraint(
                fields=["name"],
                name="scheme_name_once",
                violation_error_message=_("There is a scheme of this name already."),
            ),
            models.CheckConstraint(condition=Q(kind__in=SchemeKind.values), name="scheme_kind_is_known"),
        )


class SchemeVersionQuerySet(SheetQuerySet):
    def on(self, day: date) -> Self:
        """Those that hold on a day."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_until=None) | Q(valid_until__gte=day)
        )


@pghistory.track(exclude=["code"])
class SchemeVersion(models.Model):
    """The sheet of a scheme from a day until a day; no two of one scheme hold on the same day.

    An empty `valid_from` is a beginning that nobody told. What has no text is still to be filled in.
    """

    code = models.CharField(_("code"), max_length=80, editable=False, db_default=OWN_CODE)
    scheme = models.ForeignKey(
        Scheme, models.PROTECT, related_name="versions", verbose_name=_("scheme"), db_index=False
    )
    valid_from = models.DateField(
        _("valid from"), null=True, blank=True, help_text=_("Empty: the source does not say since when.")
    )
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    decides = models.CharField(
        _("which date decides"),
        max_length=11,
        choices=Decides.choices,
        blank=True,
        help_text=_("Empty: to be confirmed."),
    )
    ask_until = models.DateField(_("can be asked until"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    is_closed = models.BooleanField(
        _("closed on a day that is not known"), default=False, help_text=_("It stays visible as closed.")
    )
    for_whom = models.TextField(_("for whom"), blank=True)
    how_much = models.TextField(_("how much"), blank=True)
    terms = models.TextField(_("conditions"), blank=True, help_text=_("The rule, as the source says it."))
    where = models.CharField(_("where to ask it"), max_length=200, blank=True)
    plain = models.TextField(
        _("for the client"), blank=True, help_text=_("In a few plain sentences, with u. It is printed.")
    )
    is_confirmed = models.BooleanField(
        _("the rule is confirmed"),
        default=True,
        help_text=_("Without this the check never says yes: it depends on what is to be confirmed."),
    )
    to_confirm = models.TextField(
        _("to be confirmed"), blank=True, help_text=_("What sources contradict or do not say.")
    )
    source = models.CharField(_("source"), max_length=300)
    source_url = models.CharField(
        _("page of the source"),
        max_length=300,
        blank=True,
        validators=[URLValidator(schemes=["https", "http"])],
    )
    checked_on = models.DateField(
        _("checked on"),
        default=timezone.localdate,
        help_text=_("When somebody last compared the sheet with its source."),
    )

    objects = SchemeVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("sheet of a scheme")
        verbose_name_plural = _("sheets of schemes")
        ordering = ("scheme", F("valid_from").desc(nulls_last=True))
        indexes = (models.Index(fields=["scheme", "valid_from"], name="scheme_version_by_day"),)
        constraints = (
            models.UniqueConstraint("code", name="scheme_version_code_once"),
            # a whole number as a range of one, so that no extension of the database is needed
            ExclusionConstraint(
                name="scheme_versions_do_not_overlap",
                expressions=[
                    (
                        Func(F("scheme"), F("scheme"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(F("valid_from"), F("valid_until"), Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("Another sheet of this scheme holds in that period: end it first."),
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="scheme_version_ends_after_its_start",
                violation_error_message=_("The last day cannot lie before the first."),
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="scheme_version_has_a_source",
                violation_error_message=_("Say where this is known from."),
            ),
            models.CheckConstraint(
                condition=Q(source_url="") | Q(source_url__regex=r"^https?://"),
                name="scheme_source_is_a_page_of_the_web",
            ),
            models.CheckConstraint(
                condition=Q(decides__in=["", *Decides.values]), name="scheme_version_decides_is_known"
            ),
            models.CheckConstraint(
                condition=Q(is_closed=False) | Q(closed_on=None),
                name="scheme_closed_on_one_day_or_unknown",
                violation_error_message=_("Give the day on which it closed, or say that it is not known."),
            ),
            models.CheckConstraint(
                condition=Q(is_confirmed=True) | ~Q(to_confirm=""),
                name="scheme_version_says_what_is_to_be_confirmed",
                violation_error_message=_("Say what is to be confirmed."),
            ),
        )

    def __str__(self) -> str:
        since = f"{self.valid_from:%d/%m/%Y}" if self.valid_from else "…"
        return f"{self.scheme} · {since}"

    def clean(self) -> None:
        """Before the constraints: of a period that ends before it begins no overlap can be asked."""
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValidationError({"valid_until": gettext("The last day cannot lie before the first.")})

    def closed_by(self, day: date) -> bool:
        """Nobody can ask it any more on that day."""
        return (
            self.is_closed
            or (self.closed_on is not None and self.closed_on <= day)
            or (self.ask_until is not None and self.ask_until < day)
        )

    def is_old(self, today: date) -> bool:
        """Compared with its source longer than a year ago."""
        return years_after(self.checked_on, LOOK_AGAIN_AFTER_YEARS) <= today


class Comparison(models.TextChoices):
    IN = Compares.IN.value, _("is one of")
    NOT_IN = Compares.NOT_IN.value, _("is none of")
    FROM = Compares.FROM.value, _("from … on")
    UNTIL = Compares.UNTIL.value, _("until … included")
    AGE = "age", _("at least so many years ago")


class ConditionFact(models.TextChoices):
    CAPACITY = "capacity", _("capacity")
    LIVES_THERE = "lives_there", _("lives there")
    CATEGORY = "category", _("income category")
    YEAR = "construction_year", _("construction year")
    LABEL = "label", _("label")
    BOUGHT = "bought_on", _("bought on")
    WORKS = "works", _("works and topics")
    QUESTION = "question", _("a question")


@pghistory.track()
class SchemeCondition(models.Model):
    """One test of a version. All groups of it must hold; of the conditions of one group one is enough.

    `values` are codes, numbers or days (`dossiers.schemes.values`).
    """

    # CASCADE: part of its version
    version = models.ForeignKey(
        SchemeVersion, models.CASCADE, related_name="conditions", verbose_name=_("sheet")
    )
    group = models.PositiveSmallIntegerField(
        _("group"), default=1, help_text=_("Of the conditions in one group one is enough.")
    )
    fact = models.CharField(_("of what"), max_length=17, choices=ConditionFact.choices)
    question = models.ForeignKey(
        SchemeQuestion, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("question")
    )
    comparison = models.CharField(
        _("comparison"), max_length=6, choices=Comparison.choices, default=Comparison.IN
    )
    values = ArrayField(models.CharField(max_length=60), verbose_name=_("values"))
    text = models.CharField(
        _("in words"), max_length=200, blank=True, help_text=_("Empty: made from the values.")
    )

    objects = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("condition of a scheme")
        verbose_name_plural = _("conditions of a scheme")
        ordering = ("group", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(fact__in=ConditionFact.values) & Q(comparison__in=Comparison.values),
                name="scheme_condition_is_of_the_lists",
            ),
            models.CheckConstraint(
                condition=Q(fact="question", question__isnull=False) | ~Q(fact="question") & Q(question=None),
                name="scheme_condition_names_its_question",
                violation_error_message=_("Choose the question that it asks."),
            ),
            models.CheckConstraint(condition=Q(values__len__gte=1), name="scheme_condition_has_values"),
        )

    def __str__(self) -> str:
        return self.text or f"{self.get_fact_display()}: {', '.join(self.values)}"
