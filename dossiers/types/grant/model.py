"""What a file of a premium or subsidy holds, from application to payment; `terms` holds what its sheet says.

Own premiums are decided by two people and paid by us; external ones are followed up for the client.
"""

from decimal import Decimal
from typing import Any, ClassVar, Self

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.by_two.models import ByTwo, ByTwoQuerySet, four_eyes, taken_back_says_why
from dossiers.flows.table import DossierType
from dossiers.models.detail import Detail, only_of
from dossiers.models.dossier import Dossier
from dossiers.schemes.models import SchemeVersion
from dossiers.types.grant import terms  # noqa: F401 - whose tables are made with these
from dossiers.works.models import CENTS, Work
from oss.contacts import iban as ibans
from oss.contacts.models import Organisation, Person
from oss.staff.models import User
from oss.timeline.models import READ_FINANCIAL, open_to

ONE_CENT = MinValueValidator(Decimal("0.01"))
NOT_NEGATIVE = MinValueValidator(0)
IBAN_FORM = r"^BE[0-9]{14}$"
_AMOUNT: dict[str, Any] = {"validators": [NOT_NEGATIVE], **CENTS}


def is_an_iban(text: str) -> None:
    """ValidationError says what is wrong with it."""
    ibans.parse(text)


class GrantOutcome(models.TextChoices):
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn by the client")
    NOT_ASKED = "not_asked", _("not asked")
    UNKNOWN = "unknown", _("unknown, after two requests")


OURS = (GrantOutcome.GRANTED, GrantOutcome.REFUSED, GrantOutcome.WITHDRAWN)
"""What we decide ourselves."""
THEIRS = (GrantOutcome.GRANTED, GrantOutcome.REFUSED, GrantOutcome.NOT_ASKED, GrantOutcome.UNKNOWN)
"""What somebody else decides, as far as it is known."""


class ObjectionOutcome(models.TextChoices):
    FOUNDED = "founded", _("founded: a new decision follows")
    UNFOUNDED = "unfounded", _("unfounded: the decision stands")
    WITHDRAWN = "withdrawn", _("withdrawn")


class PaidTo(models.TextChoices):
    CLIENT = "client", _("the client")
    ASSOCIATION = "vme", _("the association of co-owners")
    LOAN = "loan", _("the loan, as early repayment")


class PaymentKind(models.TextChoices):
    WHOLE = "whole", _("whole amount")
    ADVANCE = "advance", _("advance")
    BALANCE = "balance", _("balance")


@pghistory.track()
class GrantDetail(Detail):
    """`sheet` is that of the application, whatever holds later. `outcome`, `granted_amount` and `decided_on`
    of an own premium are written by its confirmed decision alone. `own_…` stand in where no work is picked;
    `computed_…` is what the rule gave on that day, in words and amount.
    """

    # CASCADE: the detail row is part of its dossier.
    dossier = models.OneToOneField(
        Dossier, on_delete=models.CASCADE, primary_key=True, related_name="grant", editable=False
    )
    # --- 10 submitted
    sheet = models.ForeignKey(
        SchemeVersion, models.PROTECT, null=True, blank=True, related_name="grants", verbose_name=_("scheme")
    )
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)
    works_on = models.DateField(
        _("day of the works"),
        null=True,
        blank=True,
        help_text=_("On which it was laid or installed, or will be."),
    )
    requested_amount = models.DecimalField(_("amount requested"), null=True, blank=True, **_AMOUNT)
    iban = models.CharField(
        _("account number (IBAN)"), max_length=16, blank=True, default="", validators=[is_an_iban]
    )
    other_support = models.CharField(_("other support"), max_length=200, blank=True)
    own_quantity = models.DecimalField(
        _("quantity"), max_digits=10, decimal_places=2, null=True, blank=True, validators=[NOT_NEGATIVE]
    )
    own_cost_excl = models.DecimalField(_("cost excluding VAT"), null=True, blank=True, **_AMOUNT)
    own_cost_incl = models.DecimalField(_("cost including VAT"), null=True, blank=True, **_AMOUNT)
    own_source = models.CharField(
        _("source of these"), max_length=120, blank=True, help_text=_("For example: estimate of the client.")
    )
    extra_quantity = models.DecimalField(
        _("quantity on top"),
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[NOT_NEGATIVE],
        help_text=_("Of what the sheet gives on top, such as asbestos that is removed."),
    )
    units = models.PositiveSmallIntegerField(_("units in the building"), null=True, blank=True)
    # --- 20 handling
    complete_on = models.DateField(_("complete on"), null=True, blank=True)
    site_check_on = models.DateField(_("check on site on"), null=True, blank=True)
    site_check_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("checked by")
    )
    site_check_found = models.TextField(_("what was found"), blank=True)
    advice = models.TextField(_("advice"), blank=True)
    external_number = models.CharField(_("number of the file there"), max_length=60, blank=True)
    asked_more_on = models.DateField(_("asked to complete on"), null=True, blank=True)
    completed_again_on = models.DateField(_("made complete on"), null=True, blank=True)
    computed_amount = models.DecimalField(
        _("computed amount"), editable=False, null=True, blank=True, **_AMOUNT
    )
    computed_words = models.TextField(_("rule"), blank=True, editable=False)
    computed_on = models.DateField(_("computed on"), editable=False, null=True, blank=True)
    # --- 30 decision
    outcome = models.CharField(
        _("outcome"), max_length=9, choices=GrantOutcome.choices, blank=True, default=""
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    granted_amount = models.DecimalField(_("amount granted"), null=True, blank=True, **_AMOUNT)
    budget_year = models.PositiveSmallIntegerField(_("budget year"), null=True, blank=True, editable=False)
    objection_on = models.DateField(_("objection received on"), null=True, blank=True)
    objection_outcome = models.CharField(
        _("outcome of the objection"), max_length=9, choices=ObjectionOutcome.choices, blank=True, default=""
    )
    objection_decided_on = models.DateField(_("objection decided on"), null=True, blank=True)
    total_shares = models.PositiveIntegerField(
        _("quotiteiten in all"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    # --- 40 reporting
    proof_on = models.DateField(_("proof received on"), null=True, blank=True)
    checked_on = models.DateField(_("proof checked on"), null=True, blank=True)
    checked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("proof checked by")
    )
    accepted_amount = models.DecimalField(
        _("amount accepted"), help_text=_("Empty: all that was granted."), null=True, blank=True, **_AMOUNT
    )
    visited_on = models.DateField(_("visit to check on"), null=True, blank=True)
    report = models.TextField(_("report"), blank=True)
    # --- 60 closed
    keep_until = models.DateField(_("to be kept in place until"), null=True, blank=True)
    reclaimed_on = models.DateField(_("reclaimed on"), null=True, blank=True)
    reclaimed_amount = models.DecimalField(_("amount reclaimed"), null=True, blank=True, **_AMOUNT)
    reclaimed_because = models.CharField(_("why it is reclaimed"), max_length=200, blank=True)
    # --- use of public space
    occupied_from = models.DateField(_("public space used from"), null=True, blank=True)
    occupied_until = models.DateField(_("public space used until"), null=True, blank=True)
    exempt_because = models.CharField(_("why it is exempt"), max_length=200, blank=True)
    retribution = models.DecimalField(
        _("retribution"), help_text=_("As the city says it."), null=True, blank=True, **_AMOUNT
    )
    contractor = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("contractor")
    )
    # --- climate action
    action = models.TextField(_("what will be done"), blank=True)
    participants = models.PositiveIntegerField(_("participants"), null=True, blank=True)
    jury = models.CharField(_("jury and score"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("premium or subsidy")
        verbose_name_plural = _("premiums and subsidies")
        indexes = (models.Index(fields=["sheet", "budget_year"], name="grant_of_budget"),)
        constraints = (
            only_of(DossierType.GRANT, name="grant_detail_of_grant"),
            models.CheckConstraint(
                condition=Q(outcome__in=["", *GrantOutcome.values])
                & Q(objection_outcome__in=["", *ObjectionOutcome.values]),
                name="grant_is_of_the_lists",
            ),
            models.CheckConstraint(
                condition=Q(iban="") | Q(iban__regex=IBAN_FORM),
                name="grant_iban_is_belgian",
                violation_error_message=_("Fill in a Belgian account number."),
            ),
            models.CheckConstraint(
                condition=Q(granted_amount=None) | Q(outcome=GrantOutcome.GRANTED),
                name="grant_amount_is_of_what_is_granted",
                violation_error_message=_("Only of what is granted there is an amount."),
            ),
            models.CheckConstraint(
                condition=Q(accepted_amount=None) | Q(accepted_amount__lte=F("granted_amount")),
                name="grant_accepted_is_not_more_than_granted",
                violation_error_message=_("No more can be accepted than was granted."),
            ),
            models.CheckConstraint(
                condition=Q(own_quantity=None, own_cost_excl=None, own_cost_incl=None) | ~Q(own_source=""),
                name="grant_own_figures_have_a_source",
                violation_error_message=_("Say where these figures come from."),
            ),
            models.CheckConstraint(
                condition=Q(own_cost_excl=None)
                | Q(own_cost_incl=None)
                | Q(own_cost_incl__gte=F("own_cost_excl")),
                name="grant_cost_with_vat_is_not_less",
                violation_error_message=_(
                    "With VAT it cannot be less than without: exchange the two amounts."
                ),
            ),
            models.CheckConstraint(
                condition=Q(reclaimed_amount=None) | Q(reclaimed_on__isnull=False) & ~Q(reclaimed_because=""),
                name="grant_reclaim_has_a_day_and_a_reason",
                violation_error_message=_("Say on which day it is reclaimed and why."),
            ),
            models.CheckConstraint(
                condition=Q(objection_outcome="")
                | Q(objection_on__isnull=False, objection_decided_on__isnull=False),
                name="grant_objection_is_decided_on_a_day",
                violation_error_message=_("Say when the objection came and when it was decided."),
            ),
            models.CheckConstraint(
                condition=Q(occupied_from=None)
                | Q(occupied_until=None)
                | Q(occupied_until__gte=F("occupied_from")),
                name="grant_space_is_used_in_order",
                violation_error_message=_("The last day cannot lie before the first."),
            ),
        )

    @property
    def due(self) -> Decimal | None:
        """What is to be paid in the end."""
        return self.granted_amount if self.accepted_amount is None else self.accepted_amount


class GrantPartQuerySet(ByTwoQuerySet):
    """Of what hangs on a premium: for financial roles."""

    def visible_to(self, user: User) -> Self:
        theirs = self.filter(open_to(user, "grant__dossier__case_file"))
        return theirs if user.has_perm(READ_FINANCIAL) else self.none()


@pghistory.track()
class GrantWork(models.Model):
    """A work for which the premium is asked. `amount_…`: what its quote or invoices asked on `noted_on`:
    their page is their home, and what they ask since is shown beside it."""

    # CASCADE: part of its premium
    grant = models.ForeignKey(GrantDetail, models.CASCADE, related_name="works", editable=False)
    work = models.ForeignKey(Work, models.PROTECT, related_name="grants", editable=False)
    quantity = models.DecimalField(max_digits=10, decimal_places=2, null=True, editable=False)
    amount_excl = models.DecimalField(editable=False, null=True, blank=True, **_AMOUNT)
    amount_incl = models.DecimalField(editable=False, null=True, blank=True, **_AMOUNT)
    noted_on = models.DateField(_("noted on"), default=timezone.localdate, editable=False)

    objects: ClassVar[Any] = GrantPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("work of a premium")
        verbose_name_plural = _("works of premiums")
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["grant", "work"], name="work_once_in_a_grant"),)

    def __str__(self) -> str:
        return f"{self.work} · {self.grant}"


@pghistory.track()
class GrantDecision(ByTwo):
    """What somebody proposes and somebody else confirms. One stands at a time; a new one, as after an
    objection, takes the place of one that was withdrawn."""

    grant = models.ForeignKey(GrantDetail, models.PROTECT, related_name="decisions", editable=False)
    outcome = models.CharField(_("decision"), max_length=9, choices=[(one.value, one.label) for one in OURS])
    amount = models.DecimalField(_("amount"), null=True, blank=True, validators=[ONE_CENT], **CENTS)
    decided_on = models.DateField(_("date of the decision"), default=timezone.localdate)
    number = models.CharField(_("number of the decision"), max_length=60, blank=True)
    conditions = models.TextField(_("conditions"), blank=True)
    execute_before = models.DateField(_("to be executed before"), null=True, blank=True)
    because = models.CharField(_("reason"), max_length=300, blank=True)
    letter_on = models.DateField(_("letter sent on"), null=True, blank=True)
    over_budget_because = models.CharField(max_length=300, blank=True, editable=False)

    objects: ClassVar[Any] = GrantPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision on a premium")
        verbose_name_plural = _("decisions on premiums")
        ordering = ("-pk",)
        permissions = (("confirm_grantdecision", "Can confirm the decision of a colleague on a premium"),)
        constraints = (
            models.UniqueConstraint(
                fields=["grant"], condition=Q(ended_at=None), name="grant_decision_stands_once"
            ),
            four_eyes("grant_decision"),
            models.CheckConstraint(
                condition=Q(outcome=GrantOutcome.GRANTED, amount__gt=0)
                | Q(outcome__in=[GrantOutcome.REFUSED, GrantOutcome.WITHDRAWN], amount=None),
                name="grant_decision_has_an_amount_if_granted",
                violation_error_message=_("What is granted has an amount, what is not has none."),
            ),
            models.CheckConstraint(
                condition=~Q(outcome=GrantOutcome.REFUSED) | ~Q(because=""),
                name="grant_refusal_says_why",
                violation_error_message=_("Say why it is refused."),
            ),
            taken_back_says_why("grant_decision"),
        )

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} · {self.decided_on:%d/%m/%Y}"


@pghistory.track()
class GrantPayment(ByTwo):
    """What is paid of an own premium, in one time or in two; it counts as paid once another confirmed it. One
    that was wrong is taken back and stays."""

    grant = models.ForeignKey(GrantDetail, models.PROTECT, related_name="payments", editable=False)
    kind = models.CharField(_("which"), max_length=7, choices=PaymentKind.choices, default=PaymentKind.WHOLE)
    amount = models.DecimalField(_("amount"), validators=[ONE_CENT], **CENTS)
    to = models.CharField(_("paid to"), max_length=6, choices=PaidTo.choices, default=PaidTo.CLIENT)
    iban = models.CharField(_("account number (IBAN)"), max_length=16, validators=[is_an_iban])
    budget_key = models.CharField(_("budget key"), max_length=60, blank=True)
    ordered_on = models.DateField(_("ordered on"), null=True, blank=True)
    paid_on = models.DateField(_("paid on"), default=timezone.localdate)

    objects: ClassVar[Any] = GrantPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("payment of a premium")
        verbose_name_plural = _("payments of premiums")
        ordering = ("paid_on", "pk")
        permissions = (("confirm_grantpayment", "Can confirm the payment of a premium by a colleague"),)
        constraints = (
            models.UniqueConstraint(
                fields=["grant", "kind"],
                condition=Q(ended_at=None),
                name="grant_paid_once_of_a_kind",
                violation_error_message=_("This was paid already."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=PaymentKind.values)
                & Q(to__in=PaidTo.values)
                & Q(amount__gt=0)
                & Q(iban__regex=IBAN_FORM),
                name="grant_payment_is_whole",
                violation_error_message=_("A payment has an amount and a Belgian account number."),
            ),
            models.CheckConstraint(
                condition=Q(ordered_on=None) | Q(paid_on__gte=F("ordered_on")),
                name="grant_paid_after_it_was_ordered",
                violation_error_message=_("It cannot be paid before it was ordered."),
            ),
            four_eyes("grant_payment"),
            taken_back_says_why("grant_payment"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.paid_on:%d/%m/%Y}"


@pghistory.track()
class GrantOwner(models.Model):
    """One owner of an association, with the supplement that he or she asks. `gross`: what the own category
    gives before the part in the base premium goes off; typed, with its source.
    """

    # CASCADE: part of its premium
    grant = models.ForeignKey(GrantDetail, models.CASCADE, related_name="owners", editable=False)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    lot = models.CharField(_("lot"), max_length=60, blank=True)
    shares = models.PositiveIntegerField(_("quotiteiten"), validators=[MinValueValidator(1)])
    category = models.PositiveSmallIntegerField(
        _("income category"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(4)],
        choices=[(one, str(one)) for one in (1, 2, 3, 4)],
    )
    requested_on = models.DateField(_("supplement asked on"), null=True, blank=True)
    gross = models.DecimalField(
        _("amount by the own category"),
        help_text=_("Before the part in the base premium goes off."),
        null=True,
        blank=True,
        **_AMOUNT,
    )
    gross_source = models.CharField(_("source of that amount"), max_length=120, blank=True)
    outcome = models.CharField(
        _("outcome"),
        max_length=9,
        choices=[(one.value, one.label) for one in THEIRS],
        blank=True,
        default="",
    )
    granted_amount = models.DecimalField(_("amount granted"), null=True, blank=True, **_AMOUNT)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects: ClassVar[Any] = GrantPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("owner with a supplement")
        verbose_name_plural = _("owners with a supplement")
        ordering = ("lot", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(person=None) | Q(organisation=None),
                name="grant_owner_is_one",
                violation_error_message=_("Choose a person or an organisation, not both."),
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(organisation__isnull=False) | ~Q(lot=""),
                name="grant_owner_is_somebody",
                violation_error_message=_("Say who it is, or which lot."),
            ),
            models.CheckConstraint(
                condition=Q(gross=None) | ~Q(gross_source=""),
                name="grant_owner_amount_has_a_source",
                violation_error_message=_("Say where this amount comes from."),
            ),
            models.CheckConstraint(
                condition=Q(granted_amount=None) | Q(outcome=GrantOutcome.GRANTED),
                name="grant_owner_amount_is_of_what_is_granted",
                violation_error_message=_("Only of what is granted there is an amount."),
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", *GrantOutcome.values]), name="grant_owner_outcome_is_known"
            ),
        )

    def __str__(self) -> str:
        return str(self.person or self.organisation or self.lot)
