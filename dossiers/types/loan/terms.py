"""Product sheets of loans: what a program computes with, beside the sheet that says it in words.

The day from which it holds, its source and when it was checked are those of the sheet (`SchemeVersion`). What
nobody told is empty: it is still to be filled in, and a dossier goes on without it.
"""

from decimal import Decimal
from typing import Any, ClassVar, Self

import pghistory
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dossiers.flows.table import DossierType
from dossiers.models.lists import Subtype
from dossiers.schemes.models import Scheme, SchemeVersion
from dossiers.works.models import CENTS
from oss.core.named_values import NamedValue
from oss.staff.models import User

ONE_CENT = MinValueValidator(Decimal("0.01"))
RATE: dict[str, Any] = {"max_digits": 6, "decimal_places": 3}
"""Per cent a year."""


class DeskRole(models.TextChoices):
    """What the desk does of a loan; stages, gates and papers follow it."""

    LENDER = "lender", _("lender")
    MANAGER = "manager", _("manages it for another")
    FOLLOW_UP = "follow_up", _("only follows it up")
    PREPARATION = "prepares", _("only prepares it")


class Repayment(models.TextChoices):
    ANNUITY = "annuity", _("annuity: a fixed amount each month")
    BULLET = "bullet", _("bullet: all at once at the end")
    NONE = "none", _("none")


class LoanTargetGroup(NamedValue):
    """Who a loan is for."""

    class Meta(NamedValue.Meta):
        verbose_name = _("target group of a loan")
        verbose_name_plural = _("target groups of loans")
        constraints = (
            *NamedValue.Meta.constraints,
            models.UniqueConstraint(fields=["name"], name="loan_target_group_name_once"),
        )


class LoanTermsQuerySet(models.QuerySet["LoanTerms"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("dossiers.view_loanterms") else self.none()

    def of_product(self, subtype: Subtype | int | None) -> Self:
        return self.filter(product=subtype, version__scheme__is_active=True)


@pghistory.track()
class LoanTerms(models.Model):
    """Of one sheet. `product`: the subtype whose dossiers ask it; `successor`: the scheme that came after."""

    # CASCADE: part of its sheet, which nobody deletes.
    version = models.OneToOneField(
        SchemeVersion, models.CASCADE, primary_key=True, related_name="loan_terms", verbose_name=_("sheet")
    )
    product = models.ForeignKey(
        Subtype,
        models.PROTECT,
        related_name="loan_terms",
        verbose_name=_("product"),
        limit_choices_to={"type": DossierType.LOAN},
    )
    loket_role = models.CharField(
        _("role of the desk"), max_length=9, choices=DeskRole.choices, blank=True, default=""
    )
    decided_by = models.CharField(_("who decides"), max_length=120, blank=True)
    signed_by = models.CharField(_("who signs"), max_length=120, blank=True)
    min_amount = models.DecimalField(
        _("lowest amount"), null=True, blank=True, validators=[ONE_CENT], **CENTS
    )
    max_amount = models.DecimalField(
        _("highest amount"), null=True, blank=True, validators=[ONE_CENT], **CENTS
    )
    max_per_dwelling = models.DecimalField(
        _("more for each dwelling that takes part"),
        null=True,
        blank=True,
        validators=[ONE_CENT],
        help_text=_("Of an association: on top of the highest amount."),
        **CENTS,
    )
    max_months = models.PositiveSmallIntegerField(_("longest term in months"), null=True, blank=True)
    rate = models.DecimalField(
        _("rate (yearly cost in %)"), null=True, blank=True, validators=[MinValueValidator(0)], **RATE
    )
    rate_rule = models.CharField(_("rule of the rate"), max_length=300, blank=True)
    repayment = models.CharField(
        _("form of repayment"), max_length=7, choices=Repayment.choices, blank=True, default=""
    )
    max_drawdowns = models.PositiveSmallIntegerField(_("drawdowns at most"), null=True, blank=True)
    last_drawdown_months = models.PositiveSmallIntegerField(
        _("last drawdown, in months after signing"), null=True, blank=True
    )
    min_dwelling_age = models.PositiveSmallIntegerField(
        _("age of the dwelling at least, in years"), null=True, blank=True
    )
    needs_credit_register = models.BooleanField(
        _("the credit register is consulted"),
        null=True,
        blank=True,
        choices=((True, _("yes")), (False, _("no"))),
    )
    needs_household = models.BooleanField(
        _("household and income category are asked"),
        null=True,
        blank=True,
        choices=((True, _("yes")), (False, _("no"))),
    )
    has_statement = models.BooleanField(
        _("a loan administration keeps the account"),
        null=True,
        blank=True,
        choices=((True, _("yes")), (False, _("no"))),
        help_text=_("Yes: its statement is imported. No: what is paid is entered by hand."),
    )
    insurer = models.CharField(_("insurer"), max_length=120, blank=True)
    early_repayment_cost = models.CharField(_("cost of early repayment"), max_length=200, blank=True)
    fee = models.CharField(_("our fee"), max_length=120, blank=True)
    obligations = models.TextField(_("obligations"), blank=True)
    successor = models.ForeignKey(
        Scheme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("successor")
    )

    objects: ClassVar[Any] = LoanTermsQuerySet.as_manager()

    class Meta:
        verbose_name = _("product sheet of a loan")
        verbose_name_plural = _("product sheets of loans")
        constraints = (
            models.CheckConstraint(
                condition=Q(loket_role__in=["", *DeskRole.values]) & Q(repayment__in=["", *Repayment.values]),
                name="loan_terms_are_of_the_lists",
            ),
            models.CheckConstraint(
                condition=Q(min_amount=None) | Q(max_amount=None) | Q(max_amount__gte=F("min_amount")),
                name="loan_terms_amounts_in_order",
                violation_error_message=_("The highest amount lies below the lowest: exchange the two."),
            ),
            models.CheckConstraint(
                condition=Q(max_per_dwelling=None) | Q(max_amount__isnull=False),
                name="loan_terms_per_dwelling_on_top_of_an_amount",
                violation_error_message=_("Fill in the highest amount too: this comes on top of it."),
            ),
        )

    def __str__(self) -> str:
        return str(self.version)
