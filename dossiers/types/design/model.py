"""What a project design holds: the guidance, studies, and how the works are paid.

Studies and what pays the works hang on the design, which is tied to a dossier of its type.
"""

from decimal import Decimal
from typing import Self

import pghistory
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.flows.table import DossierType
from dossiers.models.detail import Detail, only_of
from dossiers.models.dossier import Dossier
from dossiers.works.models import CENTS, Work
from oss.addresses.models import Measure
from oss.contacts.models import Organisation
from oss.documents.models import Document
from oss.staff.models import User
from oss.timeline.models import open_to

ONE_CENT = MinValueValidator(Decimal("0.01"))


@pghistory.track()
class DesignDetail(Detail):
    """The guidance from advice to chosen quotes.

    `target_group` is what staff say where it differs from what follows from the income category. The amounts
    of the plan stand on quotes and invoices; only the monthly cost is typed here.
    """

    # CASCADE: the detail row is part of its dossier.
    dossier = models.OneToOneField(
        Dossier, on_delete=models.CASCADE, primary_key=True, related_name="design", editable=False
    )
    guidance_started_on = models.DateField(_("start of the guidance"), null=True, blank=True)
    agreed_on = models.DateField(_("agreement on the guidance received on"), null=True, blank=True)
    target_group = models.BooleanField(
        _("belongs to the target group"),
        null=True,
        blank=True,
        choices=((True, _("yes")), (False, _("no"))),
        help_text=_("Only where it differs from what follows from the income category."),
    )
    target_because = models.CharField(_("why it differs"), max_length=200, blank=True)
    no_studies = models.BooleanField(_("no studies needed"), default=False)
    no_quote_because = models.CharField(
        _("why no quote came"),
        max_length=200,
        blank=True,
        help_text=_("Only where the works go on, or end, without any quote of a contractor."),
    )
    gap_because = models.TextField(
        _("why the plan does not add up"),
        blank=True,
        help_text=_("Without amounts: everybody reads this."),
    )
    monthly_cost = models.DecimalField(
        _("monthly cost"), null=True, blank=True, validators=[MinValueValidator(0)], **CENTS
    )
    monthly_cost_source = models.CharField(_("source of the monthly cost"), max_length=120, blank=True)
    monthly_cost_on = models.DateField(_("monthly cost known on"), null=True, blank=True)

    class Meta:
        verbose_name = _("project design")
        verbose_name_plural = _("project designs")
        constraints = (
            only_of(DossierType.DESIGN, name="design_detail_of_design"),
            models.CheckConstraint(
                condition=Q(target_group=None, target_because="")
                | Q(target_group__isnull=False) & ~Q(target_because=""),
                name="target_group_otherwise_says_why",
                violation_error_message=_("Say yes or no together with why it differs, or empty both."),
            ),
            models.CheckConstraint(
                condition=Q(monthly_cost=None, monthly_cost_source="", monthly_cost_on=None)
                | Q(monthly_cost__gte=0, monthly_cost_on__isnull=False) & ~Q(monthly_cost_source=""),
                name="monthly_cost_has_a_source_and_a_day",
                violation_error_message=_("Say the monthly cost together with its source and its day."),
            ),
        )

    @property
    def works(self) -> models.QuerySet[Work]:
        """Those on the dossier."""
        found: models.QuerySet[Work] = Work.objects.on_dossier(self.dossier_id)
        return found.select_related("measure").order_by("pk")


class AmountSource(models.TextChoices):
    QUOTE = "quote", _("quote")
    INVOICE = "invoice", _("invoice")


class StudyQuerySet(models.QuerySet["Study"]):
    def visible_to(self, user: User) -> Self:
        theirs = self.filter(open_to(user, "design__dossier__case_file"))
        return theirs if user.has_perm("dossiers.view_dossier") else self.none()

    def for_list(self) -> Self:
        return self.select_related("measure", "office", "document")


@pghistory.track()
class Study(models.Model):
    """A study that the works wait for. `amount` includes VAT, as its quote or invoice says on `amount_on`."""

    # CASCADE: it is part of its design.
    design = models.ForeignKey(DesignDetail, on_delete=models.CASCADE, related_name="studies", editable=False)
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="+", verbose_name=_("study"))
    office = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("office")
    )
    asked_on = models.DateField(_("asked on"), null=True, blank=True)
    received_on = models.DateField(_("received on"), null=True, blank=True)
    amount = models.DecimalField(
        _("amount including VAT"), null=True, blank=True, validators=[MinValueValidator(0)], **CENTS
    )
    amount_source = models.CharField(
        _("as it stands on the"), max_length=7, choices=AmountSource.choices, blank=True
    )
    amount_on = models.DateField(_("of"), null=True, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    conclusion = models.TextField(_("conclusion"), blank=True)

    objects = StudyQuerySet.as_manager()

    class Meta:
        verbose_name = _("study")
        verbose_name_plural = _("studies")
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(asked_on=None) | Q(received_on=None) | Q(received_on__gte=F("asked_on")),
                name="study_is_received_after_it_is_asked",
                violation_error_message=_("It cannot be received before it was asked: check both dates."),
            ),
            models.CheckConstraint(
                condition=Q(amount=None, amount_source="", amount_on=None)
                | Q(amount__gte=0, amount_on__isnull=False, amount_source__in=AmountSource.values),
                name="study_amount_has_a_source_and_a_day",
                violation_error_message=_("Say the amount together with where it stands and of which day."),
            ),
        )

    def __str__(self) -> str:
        return " · ".join(filter(None, (str(self.measure), str(self.office or ""))))


class MeansKind(models.TextChoices):
    """What pays the works, in the order in which a plan is made."""

    PREMIUM = "premium", _("premium expected")
    OWN = "own", _("own means")
    LOAN = "loan", _("loan")
    RESERVE = "reserve", _("reserve fund of the association")


class MeansQuerySet(models.QuerySet["FinancingLine"]):
    def visible_to(self, user: User) -> Self:
        theirs = self.filter(open_to(user, "design__dossier__case_file"))
        return theirs if user.has_perm("dossiers.view_financingline") else self.none()


@pghistory.track()
class FinancingLine(models.Model):
    """One of the means that pay the works: typed, with its source and its day.

    Of a premium the source is the rule by which it is expected. `wagon`: the dossier of the loan, on the same
    train.
    """

    # CASCADE: it is part of its design.
    design = models.ForeignKey(DesignDetail, on_delete=models.CASCADE, related_name="means", editable=False)
    kind = models.CharField(_("kind"), max_length=7, choices=MeansKind.choices)
    what = models.CharField(_("which"), max_length=120, blank=True)
    amount = models.DecimalField(_("amount"), validators=[ONE_CENT], **CENTS)
    source = models.CharField(
        _("rule or source"), max_length=200, help_text=_("Of a premium: the rule by which it is expected.")
    )
    known_on = models.DateField(_("date of the rule or source"), default=timezone.localdate)
    wagon = models.ForeignKey(
        Dossier,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dossier of the loan"),
    )

    objects = MeansQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a financing plan")
        verbose_name_plural = _("lines of financing plans")
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=MeansKind.values) & Q(amount__gt=0), name="means_are_of_the_list"
            ),
            models.CheckConstraint(
                condition=Q(wagon=None) | Q(kind=MeansKind.LOAN),
                name="only_a_loan_has_a_dossier",
                violation_error_message=_("Only a loan has a dossier of its own."),
            ),
        )

    def __str__(self) -> str:
        return " · ".join(filter(None, (self.get_kind_display(), self.what)))


@pghistory.track()
class PlannedWork(models.Model):
    """What a work asked when the plan was noted last; what it asks now its quote and invoices tell."""

    # CASCADE: it is part of its design.
    design = models.ForeignKey(DesignDetail, on_delete=models.CASCADE, related_name="planned", editable=False)
    work = models.ForeignKey(Work, models.PROTECT, related_name="planned")
    amount = models.DecimalField(_("amount including VAT"), validators=[MinValueValidator(0)], **CENTS)
    noted_on = models.DateField(_("noted on"), default=timezone.localdate)

    class Meta:
        verbose_name = _("work in a financing plan")
        verbose_name_plural = _("works in financing plans")
        constraints = (models.UniqueConstraint(fields=["design", "work"], name="work_once_in_a_plan"),)

    def __str__(self) -> str:
        return f"{self.work} · {self.design}"
