"""Decisions on loans, of the credit committee or one by one, and the letters that tell them.

A decision is proposed by one financial colleague and confirmed by another; from then on it stands.
"""

from typing import Any, ClassVar, Self

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.by_two.models import ByTwo, ByTwoQuerySet, four_eyes
from dossiers.models.dossier import Dossier
from dossiers.types.loan.terms import ONE_CENT, RATE
from dossiers.works.models import CENTS
from oss.documents.models import Document
from oss.staff.models import User
from oss.timeline.models import READ_FINANCIAL, open_to

MOST_MONTHS = 600
MOST_ATTEMPTS = 5


class CommitteeQuerySet(models.QuerySet["LoanCommittee"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm(READ_FINANCIAL) else self.none()


@pghistory.track()
class LoanCommittee(models.Model):
    """A meeting that decides on several loans in one go."""

    held_on = models.DateField(_("held on"), default=timezone.localdate)
    name = models.CharField(_("which committee"), max_length=120)
    note = models.TextField(_("note"), blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")

    objects: ClassVar[Any] = CommitteeQuerySet.as_manager()

    class Meta:
        verbose_name = _("credit committee")
        verbose_name_plural = _("credit committees")
        ordering = ("-held_on", "-pk")

    def __str__(self) -> str:
        return f"{self.name} · {self.held_on:%d/%m/%Y}"


class OfLoanQuerySet(ByTwoQuerySet):
    """Of what hangs on a dossier of a loan: for financial roles."""

    def visible_to(self, user: User) -> Self:
        theirs = self.filter(open_to(user, "dossier__case_file"))
        return theirs if user.has_perm(READ_FINANCIAL) else self.none()

    def waiting(self) -> Self:
        return self.filter(document=None, attempts__lt=MOST_ATTEMPTS)


@pghistory.track()
class CommitteeFile(models.Model):
    """A loan that a committee decides on."""

    # CASCADE: a line of its meeting.
    committee = models.ForeignKey(LoanCommittee, models.CASCADE, related_name="files")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="committee_files")

    objects: ClassVar[Any] = OfLoanQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of a credit committee")
        verbose_name_plural = _("files of credit committees")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["committee", "dossier"], name="dossier_once_on_a_committee"),
        )

    def __str__(self) -> str:
        return f"{self.committee}: {self.dossier}"


class DecisionVerdict(models.TextChoices):
    APPROVED = "yes", _("approved")
    CONDITIONAL = "if", _("approved under conditions")
    REFUSED = "no", _("refused")
    WITHDRAWN = "back", _("withdrawn by the client")


APPROVALS = (DecisionVerdict.APPROVED, DecisionVerdict.CONDITIONAL)


class DecidingBody(models.TextChoices):
    COMMITTEE = "committee", _("credit committee")
    COLLEGE = "college", _("college of the city")
    INSURER = "insurer", _("credit insurer")
    OTHER = "other", _("the other party, as the sheet names it")


@pghistory.track()
class LoanDecision(ByTwo):
    """What is decided `elsewhere` we only note: that stands at once."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="loan_decisions", editable=False)
    committee = models.ForeignKey(
        LoanCommittee, models.PROTECT, null=True, editable=False, related_name="decisions"
    )
    body = models.CharField(
        _("decided by"), max_length=9, choices=DecidingBody.choices, default=DecidingBody.COMMITTEE
    )
    decided_on = models.DateField(_("date of the decision"), default=timezone.localdate)
    verdict = models.CharField(_("decision"), max_length=4, choices=DecisionVerdict.choices)
    amount = models.DecimalField(_("amount"), null=True, blank=True, validators=[ONE_CENT], **CENTS)
    months = models.PositiveSmallIntegerField(
        _("term in months"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MONTHS)],
    )
    rate = models.DecimalField(
        _("rate (yearly cost in %)"), null=True, blank=True, validators=[MinValueValidator(0)], **RATE
    )
    conditions = models.TextField(_("conditions"), blank=True)
    reason = models.CharField(
        _("reason"),
        max_length=300,
        blank=True,
        help_text=_("Of a refusal; the client reads it in the letter."),
    )
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    elsewhere = models.BooleanField(default=False, editable=False)

    objects: ClassVar[Any] = OfLoanQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision on a loan")
        verbose_name_plural = _("decisions on loans")
        ordering = ("-pk",)
        permissions = (("confirm_loandecision", "Can confirm the decision of a colleague on a loan"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(verdict__in=DecisionVerdict.values) & Q(body__in=DecidingBody.values),
                name="loan_decision_is_of_the_lists",
            ),
            four_eyes("loan_decision", alone="elsewhere"),
            models.CheckConstraint(
                condition=~Q(verdict__in=[one.value for one in APPROVALS]) | Q(amount__isnull=False),
                name="loan_approval_says_the_amount",
                violation_error_message=_("Say the amount that is approved."),
            ),
            models.CheckConstraint(
                condition=~Q(verdict=DecisionVerdict.CONDITIONAL) | ~Q(conditions=""),
                name="loan_conditions_are_told",
                violation_error_message=_("Say the conditions."),
            ),
            models.CheckConstraint(
                condition=~Q(verdict=DecisionVerdict.REFUSED) | ~Q(reason=""),
                name="loan_refusal_says_why",
                violation_error_message=_("Say why it is refused."),
            ),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(stands_since=None, ended_at=None),
                name="one_loan_decision_is_proposed",
            ),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(stands_since__isnull=False, ended_at=None),
                name="one_loan_decision_stands",
            ),
        )

    def __str__(self) -> str:
        return f"{self.dossier}: {self.get_verdict_display()}"

    @property
    def is_approval(self) -> bool:
        return self.verdict in APPROVALS


class LetterKind(models.TextChoices):
    DECISION = "decision", _("letter with the decision")
    NOT_ELIGIBLE = "no_right", _("letter: not eligible")
    ENDED = "ended", _("letter: the application is closed")


class LoanLetter(models.Model):
    """A letter to the client. The row is the job: what a killed worker drops is done later."""

    # CASCADE: a letter is nothing without its dossier; its document stays.
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="loan_letters")
    decision = models.ForeignKey(LoanDecision, models.PROTECT, null=True, related_name="letters")
    kind = models.CharField(_("letter"), max_length=8, choices=LetterKind.choices)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    sent_on = models.DateField(_("sent on"), null=True, blank=True)

    objects: ClassVar[Any] = OfLoanQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter about a loan")
        verbose_name_plural = _("letters about loans")
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=["asked_at"], name="loan_letter_waiting", condition=Q(document__isnull=True)),
        )
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=LetterKind.values), name="loan_letter_kind_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.dossier}: {self.get_kind_display()}"

    @property
    def has_failed(self) -> bool:
        return self.document_id is None and self.attempts >= MOST_ATTEMPTS
