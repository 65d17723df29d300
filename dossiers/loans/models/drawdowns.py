"""Drawdowns (*schijven*): parts of a loan that are paid out, each against an invoice of a work."""

from decimal import Decimal
from typing import Any, ClassVar, Self

import pghistory
import pgtrigger
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dossiers.by_two.models import ByTwo, ByTwoQuerySet, four_eyes, taken_back_says_why
from dossiers.loans.models.reading import OnLoanQuerySet
from dossiers.models.dossier import Dossier
from dossiers.works.models import CENTS, Invoice

ONE_CENT = MinValueValidator(Decimal("0.01"))

WITHIN_WHAT_WAS_DECIDED = pgtrigger.Trigger(
    name="within_what_was_decided",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("amount", "ended_at", "dossier_id"),
    declare=[("decided", "numeric"), ("drawn", "numeric")],
    condition=pgtrigger.Q(new__ended_at__isnull=True),
    func="""
        PERFORM 1 FROM dossiers_dossier WHERE id = NEW.dossier_id FOR UPDATE;
        SELECT decided_amount INTO decided FROM dossiers_loandetail WHERE dossier_id = NEW.dossier_id;
        SELECT COALESCE(SUM(amount), 0) INTO drawn FROM dossiers_drawdown
            WHERE dossier_id = NEW.dossier_id AND ended_at IS NULL AND id <> NEW.id;
        IF drawn + NEW.amount > COALESCE(decided, 0) THEN
            RAISE EXCEPTION 'drawdowns of more than was decided'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'drawdowns_within_what_was_decided';
        END IF;
        RETURN NEW;
    """,
)


class Payee(models.TextChoices):
    CONTRACTOR = "contractor", _("the contractor")
    CLIENT = "client", _("the client")


class DrawdownQuerySet(OnLoanQuerySet, ByTwoQuerySet):  # type: ignore[override] # each makes managers
    def paid(self) -> Self:
        return self.exclude(paid_on=None)

    def for_list(self) -> Self:
        return self.select_related("invoice__work__measure", "proposed_by", "confirmed_by", "ended_by")


@pghistory.track()
class Drawdown(ByTwo):
    """One part: asked by one colleague, approved by another, then paid.

    `amount` is what is paid out of the invoice, all of it or less; `invoice_told` what the invoice said with
    VAT when it was asked. One that is not to be paid is taken back, with the reason, and counts no longer.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="drawdowns", editable=False)
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    asked_on = models.DateField(_("asked on"))
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="drawdowns", verbose_name=_("invoice"))
    invoice_told = models.DecimalField(_("amount of the invoice, including VAT"), editable=False, **CENTS)
    amount = models.DecimalField(_("amount"), validators=[ONE_CENT], **CENTS)
    payee = models.CharField(_("paid to"), max_length=10, choices=Payee.choices, default=Payee.CONTRACTOR)
    paid_on = models.DateField(_("paid on"), null=True, editable=False)

    objects: ClassVar[Any] = DrawdownQuerySet.as_manager()

    class Meta:
        verbose_name = _("drawdown")
        verbose_name_plural = _("drawdowns")
        ordering = ("number",)
        triggers = (WITHIN_WHAT_WAS_DECIDED,)
        constraints = (
            models.UniqueConstraint(fields=["dossier", "number"], name="drawdown_number_once"),
            models.UniqueConstraint(
                fields=["invoice"],
                condition=Q(ended_at=None),
                name="invoice_drawn_once",
                violation_error_message=_("A drawdown was asked for this invoice already."),
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="drawdown_of_an_amount"),
            models.CheckConstraint(
                condition=Q(amount__lte=F("invoice_told")),
                name="drawdown_within_its_invoice",
                violation_error_message=_("That is more than the invoice asks."),
            ),
            models.CheckConstraint(condition=Q(payee__in=Payee.values), name="drawdown_payee_is_known"),
            four_eyes("drawdown"),
            models.CheckConstraint(
                condition=Q(paid_on=None) | Q(stands_since__isnull=False, ended_at=None),
                name="drawdown_is_approved_before_it_is_paid",
            ),
            taken_back_says_why("drawdown"),
        )

    def __str__(self) -> str:
        return f"{self.number}"
