"""What the loan administration says of loans, read from its statement."""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from dossiers.loans.models.reading import OnLoanQuerySet
from dossiers.models.dossier import Dossier
from dossiers.works.models import CENTS
from oss.staff.models import User
from oss.timeline.models import READ_FINANCIAL


class UploadState(models.TextChoices):
    CHECKED = "checked", _("checked, not taken over")
    TAKEN = "taken", _("taken over")


class StatementUploadQuerySet(models.QuerySet["StatementUpload"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm(READ_FINANCIAL) else self.none()


class StatementUpload(models.Model):
    """A file of the loan administration: its rows as they were read, and what became of them.

    `rows`: for each the number in the file, its texts under the known headings, and what the reading found to
    be wrong. `digest` tells the same file from another.
    """

    name = models.CharField(_("file name"), max_length=255)
    digest = models.CharField(max_length=64, editable=False)
    rows = models.JSONField(_("rows"), default=list, editable=False)
    state = models.CharField(
        _("state"), max_length=7, choices=UploadState.choices, default=UploadState.CHECKED
    )
    made = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    refused = models.PositiveIntegerField(_("refused rows"), default=0)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), db_default=Now())
    taken_at = models.DateTimeField(_("taken over at"), null=True, editable=False)

    objects = StatementUploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement of the loan administration")
        verbose_name_plural = _("statements of the loan administration")
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(state=UploadState.CHECKED, taken_at=None)
                | Q(state=UploadState.TAKEN, taken_at__isnull=False),
                name="statement_taken_over_at_a_moment",
            ),
        )

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class LoanStatement(models.Model):
    """What one statement says of one loan: one for each loan and day."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="loan_statements", editable=False)
    stated_on = models.DateField(_("date of the statement"))
    balance = models.DecimalField(_("balance"), **CENTS)
    days_late = models.PositiveIntegerField(_("days of arrears"), default=0)
    ends_on = models.DateField(_("end date"), null=True, blank=True)
    upload = models.ForeignKey(StatementUpload, models.PROTECT, related_name="statements", editable=False)

    objects = OnLoanQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement of a loan")
        verbose_name_plural = _("statements of loans")
        ordering = ("-stated_on",)
        constraints = (
            models.UniqueConstraint(fields=["dossier", "stated_on"], name="loan_stated_once_a_day"),
            models.CheckConstraint(condition=Q(balance__gte=0), name="stated_balance_not_below_zero"),
        )

    def __str__(self) -> str:
        return f"{self.dossier} {self.stated_on:%d/%m/%Y}"
