"""What a dossier of a loan holds until it is signed, and how it ended.

What is decided stands in `decisions`, what the product asks in `terms`; what happens to the money after the
signature is not of this room.
"""

from decimal import Decimal
from typing import Any, ClassVar, Self

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.flows.table import DossierType
from dossiers.models.detail import Detail, only_of
from dossiers.models.dossier import Dossier
from dossiers.quotes.models import Quote
from dossiers.schemes.models import SchemeVersion
from dossiers.types.loan import decisions  # noqa: F401 - whose tables are made with these
from dossiers.types.loan.terms import ONE_CENT, RATE, LoanTargetGroup, Repayment
from dossiers.works.models import CENTS, Work
from oss.documents.models import Document
from oss.staff.models import User
from oss.timeline.models import READ_FINANCIAL, open_to

MOST_MONTHS = 600


class Ownership(models.TextChoices):
    FULL = "full", _("full ownership")
    PART = "part", _("co-ownership")
    USUFRUCT = "usufruct", _("usufruct")
    BARE = "bare", _("bare ownership")
    ASSOCIATION = "vme", _("association of co-owners")
    BUYER = "buyer", _("buyer, before the deed")


class CreditRegister(models.TextChoices):
    """What the Central Individual Credit Register said."""

    CLEAR = "clear", _("no arrears")
    PAST = "past", _("arrears that were settled")
    ARREARS = "arrears", _("running arrears")


class Advice(models.TextChoices):
    FAVOURABLE = "yes", _("favourable")
    CONDITIONAL = "if", _("favourable under conditions")
    UNFAVOURABLE = "no", _("unfavourable")


class LoanOutcome(models.TextChoices):
    REPAID = "repaid", _("repaid")
    REPAID_EARLY = "early", _("repaid early")
    WRITTEN_OFF = "lost", _("waived or written off")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn by the client")
    NOT_ELIGIBLE = "no_right", _("not eligible")
    REFERRED = "referred", _("referred")


ENDS_EARLY = (LoanOutcome.REFUSED, LoanOutcome.WITHDRAWN, LoanOutcome.NOT_ELIGIBLE, LoanOutcome.REFERRED)
"""With which a dossier is completed before anything was lent."""


@pghistory.track()
class LoanDetail(Detail):
    """`sheet` is that of the application, whatever holds later. `decided_…` are those of the decision that
    stands, written by it alone; amounts in euros, rates in per cent a year.
    """

    # CASCADE: the detail row is part of its dossier.
    dossier = models.OneToOneField(
        Dossier, on_delete=models.CASCADE, primary_key=True, related_name="loan", editable=False
    )
    # --- request
    asked_on = models.DateField(_("date of the application"), null=True, blank=True)
    sheet = models.ForeignKey(
        SchemeVersion, models.PROTECT, null=True, blank=True, related_name="loans", verbose_name=_("sheet")
    )
    reference = models.CharField(_("reference of Mijn VerbouwLoket"), max_length=60, blank=True)
    asked_amount = models.DecimalField(
        _("amount asked"), null=True, blank=True, validators=[ONE_CENT], **CENTS
    )
    asked_months = models.PositiveSmallIntegerField(
        _("term wanted, in months"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MONTHS)],
    )
    ownership = models.CharField(
        _("ownership"), max_length=8, choices=Ownership.choices, blank=True, default=""
    )
    ownership_share = models.CharField(_("share in the ownership"), max_length=60, blank=True)
    target_group = models.ForeignKey(
        LoanTargetGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("target group"),
    )
    dwellings = models.PositiveSmallIntegerField(
        _("dwellings that take part"), null=True, blank=True, help_text=_("Of an association of co-owners.")
    )
    # --- analysis
    register_on = models.DateField(_("credit register consulted on"), null=True, blank=True)
    register_outcome = models.CharField(
        _("what it said"), max_length=7, choices=CreditRegister.choices, blank=True, default=""
    )
    income = models.DecimalField(
        _("income a month"), null=True, blank=True, validators=[MinValueValidator(0)], **CENTS
    )
    fixed_costs = models.DecimalField(
        _("fixed costs a month"), null=True, blank=True, validators=[MinValueValidator(0)], **CENTS
    )
    budget_source = models.CharField(_("source of the budget"), max_length=120, blank=True)
    budget_on = models.DateField(_("budget known on"), null=True, blank=True)
    analysis = models.TextField(_("analysis"), blank=True)
    advice = models.CharField(_("advice"), max_length=3, choices=Advice.choices, blank=True, default="")
    complete_on = models.DateField(_("complete on"), null=True, blank=True)
    # --- decision
    decided_amount = models.DecimalField(
        _("amount decided"), null=True, blank=True, editable=False, validators=[ONE_CENT], **CENTS
    )
    decided_months = models.PositiveSmallIntegerField(
        _("term in months"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MONTHS)],
    )
    decided_rate = models.DecimalField(
        _("rate (yearly cost in %)"), null=True, blank=True, validators=[MinValueValidator(0)], **RATE
    )
    # --- signing
    repayment = models.CharField(
        _("form of repayment"), max_length=7, choices=Repayment.choices, blank=True, default=""
    )
    contract_made_on = models.DateField(_("contract made on"), null=True, blank=True)
    appointment_on = models.DateField(_("appointment to sign on"), null=True, blank=True)
    cooling_off_until = models.DateField(
        _("cooling-off until"),
        null=True,
        blank=True,
        help_text=_("The last day to withdraw; as the contract says."),
    )
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    signed_by = models.CharField(_("signed by"), max_length=120, blank=True)
    contract = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signed contract")
    )
    account = models.CharField(_("account of the client (IBAN)"), max_length=34, blank=True)
    loan_number = models.CharField(_("number of the loan"), max_length=60, blank=True)
    first_due_on = models.DateField(_("first due day"), null=True, blank=True)
    guarantee = models.CharField(
        _("guarantee"),
        max_length=200,
        blank=True,
        help_text=_("Assignment of wages; of an association the policy of the credit insurance."),
    )
    # --- end
    outcome = models.CharField(
        _("outcome"), max_length=9, choices=LoanOutcome.choices, blank=True, default=""
    )
    outcome_because = models.CharField(_("why"), max_length=300, blank=True)
    guarantee_released_on = models.DateField(_("guarantee released on"), null=True, blank=True)

    class Meta:
        verbose_name = _("loan")
        verbose_name_plural = _("loans")
        constraints = (
            only_of(DossierType.LOAN, name="loan_detail_of_loan"),
            models.CheckConstraint(
                condition=Q(ownership__in=["", *Ownership.values])
                & Q(register_outcome__in=["", *CreditRegister.values])
                & Q(advice__in=["", *Advice.values])
                & Q(repayment__in=["", *Repayment.values])
                & Q(outcome__in=["", *LoanOutcome.values]),
                name="loan_is_of_the_lists",
            ),
            models.CheckConstraint(
                condition=Q(register_on=None, register_outcome="")
                | Q(register_on__isnull=False) & ~Q(register_outcome=""),
                name="loan_register_says_something_on_a_day",
                violation_error_message=_("Say on which day the register was consulted and what it said."),
            ),
            models.CheckConstraint(
                condition=Q(income=None, fixed_costs=None)
                | Q(budget_on__isnull=False) & ~Q(budget_source=""),
                name="loan_budget_has_a_source_and_a_day",
                violation_error_message=_("Say the budget together with its source and its day."),
            ),
            models.CheckConstraint(
                condition=Q(signed_on=None) | Q(decided_amount__isnull=False),
                name="loan_is_signed_once_it_is_decided",
                violation_error_message=_("A loan is signed once it is approved: enter the decision first."),
            ),
        )

    @property
    def told_free(self) -> Decimal | None:
        """Before running credits."""
        return None if self.income is None or self.fixed_costs is None else self.income - self.fixed_costs


class LoanPartQuerySet(models.QuerySet[Any]):
    """Of what hangs on a loan: for financial roles."""

    def visible_to(self, user: User) -> Self:
        theirs = self.filter(open_to(user, "loan__dossier__case_file"))
        return theirs if user.has_perm(READ_FINANCIAL) else self.none()


@pghistory.track()
class LoanPurpose(models.Model):
    """What a work asked when the loan noted it last: its quote and its invoices are the home of that, and
    what they ask since is shown beside it. `quote`: the one that was picked, where none is chosen yet.

    Which works the loan pays, `WorkDossier` says.
    """

    # CASCADE: it is part of its loan.
    loan = models.ForeignKey(LoanDetail, models.CASCADE, related_name="purposes", editable=False)
    work = models.ForeignKey(Work, models.PROTECT, related_name="loan_purposes", editable=False)
    quote = models.ForeignKey(
        Quote, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("quote")
    )
    amount = models.DecimalField(
        _("amount including VAT"),
        null=True,
        blank=True,
        editable=False,
        validators=[MinValueValidator(0)],
        **CENTS,
    )
    noted_on = models.DateField(_("noted on"), default=timezone.localdate, editable=False)

    objects: ClassVar[Any] = LoanPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("amount of a work in a loan")
        verbose_name_plural = _("amounts of works in loans")
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["loan", "work"], name="work_once_in_a_loan"),)

    def __str__(self) -> str:
        return f"{self.work} · {self.loan}"


@pghistory.track()
class RunningCredit(models.Model):
    """What the client repays already."""

    # CASCADE: it is part of its loan.
    loan = models.ForeignKey(LoanDetail, models.CASCADE, related_name="credits", editable=False)
    what = models.CharField(_("which credit"), max_length=120)
    monthly = models.DecimalField(_("a month"), validators=[MinValueValidator(0)], **CENTS)
    amount = models.DecimalField(
        _("still owed"), null=True, blank=True, validators=[MinValueValidator(0)], **CENTS
    )
    until = models.DateField(_("until"), null=True, blank=True)

    objects: ClassVar[Any] = LoanPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("running credit")
        verbose_name_plural = _("running credits")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.what


class PrecheckVerdict(models.TextChoices):
    YES = "yes", _("yes")
    UNKNOWN = "unknown", _("unknown")
    NO = "no", _("no")


class LoanPrecheck(models.Model):
    """What the rules of the sheet said of the client on a day, before any paper was asked; it never changes.

    `lines`: each rule in words, yes, no or unknown (true, false, null), and what of it was known.
    """

    # CASCADE: it is part of its loan.
    loan = models.ForeignKey(LoanDetail, models.CASCADE, related_name="prechecks", editable=False)
    sheet = models.ForeignKey(SchemeVersion, models.PROTECT, related_name="+")
    verdict = models.CharField(_("verdict"), max_length=7, choices=PrecheckVerdict.choices)
    lines = models.JSONField(default=list)
    made_on = models.DateField(_("checked on"))
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("checked by"))

    objects: ClassVar[Any] = LoanPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("precheck of a loan")
        verbose_name_plural = _("prechecks of loans")
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(verdict__in=PrecheckVerdict.values), name="precheck_verdict_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.loan} · {self.made_on:%d/%m/%Y}"
