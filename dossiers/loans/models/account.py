"""The account of a loan: when drawing ended, entries by hand, early repayments, arrears."""

from decimal import Decimal
from typing import Any, ClassVar, Self

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Sum, When
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from dossiers.loans.models.drawdowns import ONE_CENT
from dossiers.loans.models.reading import OnLoanQuerySet
from dossiers.loans.rules import Convention
from dossiers.models.dossier import Dossier
from dossiers.works.models import CENTS

LAST_REMINDER = 3


class MonthRate(models.TextChoices):
    """In the words of the page."""

    ACTUARIAL = Convention.ACTUARIAL.value, _("actuarial")
    NOMINAL = Convention.NOMINAL.value, _("a twelfth of the rate")


@pghistory.track()
class LoanAccount(models.Model):
    """One for each loan that money went out of, or that was settled.

    `closed_on`: nothing is drawn from then on; `released`: what was decided and not drawn. `settled_on`: it
    is over although a balance stands, with the reason.
    """

    # CASCADE: it is part of its dossier.
    dossier = models.OneToOneField(
        Dossier, models.CASCADE, primary_key=True, related_name="loan_account", editable=False
    )
    month_rate = models.CharField(
        _("month rate"), max_length=9, choices=MonthRate.choices, default=MonthRate.ACTUARIAL
    )
    closed_on = models.DateField(_("drawing closed on"), null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    released = models.DecimalField(_("released"), null=True, editable=False, **CENTS)
    plan_on = models.DateField(_("repayment plan agreed on"), null=True, blank=True)
    plan = models.TextField(_("repayment plan for the arrears"), blank=True)
    settled_on = models.DateField(_("settled on"), null=True, editable=False)
    settled_because = models.CharField(_("why it is settled"), max_length=200, blank=True, editable=False)

    objects = OnLoanQuerySet.as_manager()

    class Meta:
        verbose_name = _("account of a loan")
        verbose_name_plural = _("accounts of loans")
        permissions = (("keep_loanaccount", "Can note what happens to the money of a loan"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(month_rate__in=MonthRate.values), name="loan_month_rate_is_known"
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_by=None, released=None)
                | Q(closed_on__isnull=False, closed_by__isnull=False, released__gte=0),
                name="drawing_closed_with_what_is_released",
            ),
            models.CheckConstraint(
                condition=Q(settled_on=None, settled_because="")
                | Q(settled_on__isnull=False) & ~Q(settled_because=""),
                name="loan_settled_says_why",
            ),
            models.CheckConstraint(
                condition=Q(plan_on=None, plan="") | Q(plan_on__isnull=False) & ~Q(plan=""),
                name="repayment_plan_has_a_day",
                violation_error_message=_("Fill in the plan together with the day on which it was agreed."),
            ),
        )

    def __str__(self) -> str:
        return str(self.dossier)


class Keeps(models.TextChoices):
    """What stays as it was once more is repaid than was due."""

    MONTHS = "months", _("the end: a lower instalment")
    INSTALMENT = "instalment", _("the instalment: sooner done")


class RepaidWith(models.TextChoices):
    PREMIUM = "premium", _("premium")
    OWN = "own", _("own means")
    SALE = "sale", _("sale of the dwelling")


class EarlyRepaymentQuerySet(OnLoanQuerySet):
    def received(self) -> Self:
        return self.exclude(received_on=None)


@pghistory.track()
class EarlyRepayment(models.Model):
    """More than was due: expected, and then received. `received` is what came; it changes the schedule."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="early_repayments", editable=False)
    repaid_with = models.CharField(_("with"), max_length=7, choices=RepaidWith.choices)
    expected_on = models.DateField(_("expected on"), null=True, blank=True)
    expected = models.DecimalField(
        _("expected amount"), null=True, blank=True, validators=[ONE_CENT], **CENTS
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    received_on = models.DateField(_("received on"), null=True, blank=True, editable=False)
    received = models.DecimalField(_("received"), null=True, editable=False, **CENTS)
    keeps = models.CharField(
        _("what stays as it was"), max_length=10, choices=Keeps.choices, default=Keeps.MONTHS
    )

    objects: ClassVar[Any] = EarlyRepaymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("early repayment")
        verbose_name_plural = _("early repayments")
        ordering = (F("received_on").asc(nulls_last=True), "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(received_on=None, received=None) | Q(received_on__isnull=False, received__gt=0),
                name="early_repayment_received_with_its_amount",
            ),
            models.CheckConstraint(
                condition=Q(expected=None) | Q(expected__gt=0), name="early_expected_above_zero"
            ),
            models.CheckConstraint(
                condition=Q(keeps__in=Keeps.values) & Q(repaid_with__in=RepaidWith.values),
                name="early_repayment_is_of_the_lists",
            ),
        )

    def __str__(self) -> str:
        return str(self.get_repaid_with_display())


class EntryKind(models.TextChoices):
    """What an entry does to what is owed."""

    RECEIPT = "receipt", _("receipt")
    INTEREST = "interest", _("interest")
    COST = "cost", _("cost")
    REMISSION = "remission", _("remitted or irrecoverable")


LESSENS = (EntryKind.RECEIPT, EntryKind.REMISSION)
"""These make what is owed less; the others more."""

COUNTER_IS_THE_OPPOSITE = pgtrigger.Trigger(
    name="counter_is_the_opposite",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    condition=pgtrigger.Q(new__counters_id__isnull=False),
    func="""
        IF NOT EXISTS (
            SELECT 1 FROM dossiers_loanentry one
            WHERE one.id = NEW.counters_id AND one.dossier_id = NEW.dossier_id AND one.kind = NEW.kind
                AND one.amount = -NEW.amount AND one.counters_id IS NULL
        ) THEN
            RAISE EXCEPTION 'a counter-entry is the opposite of the entry it counters'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'counter_entry_is_the_opposite';
        END IF;
        RETURN NEW;
    """,
)


class LoanEntryQuerySet(OnLoanQuerySet):
    def owed(self) -> Decimal:
        """What they add to what is owed, below zero where they lessen it."""
        signed = Case(When(kind__in=LESSENS, then=-F("amount")), default=F("amount"))
        total: Decimal = self.aggregate(total=Sum(signed))["total"] or Decimal(0)
        return total


class LoanEntry(models.Model):
    """What came in or was charged, noted by hand; it stays as it was written.

    A mistake is countered by an entry of the same kind and the opposite amount, which names the one that it
    `counters`.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="loan_entries", editable=False)
    kind = models.CharField(_("kind"), max_length=9, choices=EntryKind.choices)
    on = models.DateField(_("on"))
    amount = models.DecimalField(_("amount"), **CENTS)
    note = models.CharField(_("note"), max_length=200, blank=True)
    early = models.ForeignKey(
        EarlyRepayment, models.PROTECT, null=True, editable=False, related_name="entries"
    )
    counters = models.OneToOneField(
        "self", models.PROTECT, null=True, editable=False, related_name="countered_by"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar[Any] = LoanEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of a loan")
        verbose_name_plural = _("entries of loans")
        ordering = ("on", "pk")
        triggers = (
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            COUNTER_IS_THE_OPPOSITE,
        )
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=EntryKind.values), name="loan_entry_kind_is_known"),
            models.CheckConstraint(
                condition=Q(counters=None, amount__gt=0)
                | Q(counters__isnull=False, amount__lt=0) & ~Q(note=""),
                name="loan_entry_or_what_counters_one",
            ),
        )

    def __str__(self) -> str:
        return str(self.get_kind_display())


@pghistory.track()
class ArrearsReminder(models.Model):
    """A letter about arrears: the first, second or third of a row."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="arrears_reminders", editable=False)
    step = models.PositiveSmallIntegerField(_("reminder"), editable=False)
    sent_on = models.DateField(_("sent on"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+")

    objects = OnLoanQuerySet.as_manager()

    class Meta:
        verbose_name = _("reminder of arrears")
        verbose_name_plural = _("reminders of arrears")
        ordering = ("sent_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(step__range=(1, LAST_REMINDER)), name="arrears_reminder_one_to_three"
            ),
        )

    def __str__(self) -> str:
        return f"{self.step}"
