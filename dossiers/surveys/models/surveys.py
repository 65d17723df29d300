"""The survey of a dossier: asked, reminded, answered or waived; and its answers."""

from datetime import date
from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _

from dossiers.models.dossier import Dossier
from dossiers.models.lists import Reason
from dossiers.surveys.models.questions import (
    LONGEST_OPTION,
    SCORES,
    QuestionKind,
    Questionnaire,
    SurveyQuestion,
    YesNoUnknown,
)
from oss.staff.models import User


class AnsweredBy(models.TextChoices):
    PAGE = "page", _("by the client, on the page")
    PHONE = "phone", _("by phone, written down by a colleague")


class SurveyQuerySet(models.QuerySet["Survey"]):
    def visible_to(self, user: User) -> Self:
        """As their dossiers."""
        if not user.has_perm("dossiers.view_survey"):
            return self.none()
        return self.filter(dossier__in=Dossier.objects.visible_to(user))

    def waiting(self) -> Self:
        """AskedQuestion, and neither answered nor waived."""
        return self.filter(asked_on__isnull=False, answered_on=None, waived_on=None)

    def due(self, until: date) -> Self:
        """Of open dossiers, and last written about on this day or before."""
        written = Coalesce("reminded_on", "asked_on")
        waiting = self.waiting().alias(written_on=written).filter(written_on__lte=until)
        return waiting.filter(dossier__in=Dossier.objects.open())


@pghistory.track()
class Survey(models.Model):
    """`questionnaire`: the version that was asked; none where it was waived before anybody asked."""

    # CASCADE: part of its dossier
    dossier = models.OneToOneField(Dossier, models.CASCADE, related_name="survey", editable=False)
    questionnaire = models.ForeignKey(
        Questionnaire, models.PROTECT, null=True, blank=True, related_name="surveys"
    )
    asked_on = models.DateField(_("sent on"), null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reminders = models.PositiveSmallIntegerField(_("reminders"), default=0)
    reminded_on = models.DateField(_("last reminder on"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.CharField(_("answered"), max_length=5, choices=AnsweredBy.choices, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    waived_on = models.DateField(_("not needed since"), null=True, blank=True)
    waived_because = models.ForeignKey(
        Reason, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("why not needed")
    )
    waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created = models.DateTimeField(db_default=Now(), editable=False)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")
        ordering = ("-pk",)
        indexes = (models.Index(fields=["asked_on"], name="survey_by_day_asked"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(asked_on__isnull=False)
                | Q(answered_on__isnull=False)
                | Q(waived_on__isnull=False),
                name="survey_is_asked_answered_or_waived",
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(waived_on=None), name="survey_is_answered_or_waived"
            ),
            models.CheckConstraint(
                condition=Q(asked_on=None, answered_on=None) | Q(questionnaire__isnull=False),
                name="survey_asks_questions",
            ),
            models.CheckConstraint(
                condition=Q(reminders=0, reminded_on=None)
                | Q(reminders__gt=0, reminded_on__isnull=False, asked_on__isnull=False),
                name="survey_reminds_of_what_was_asked",
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None, answered_by="")
                | Q(answered_on__isnull=False, answered_by__in=AnsweredBy.values),
                name="survey_answer_says_how_it_came",
            ),
            models.CheckConstraint(
                condition=Q(waived_on=None, waived_because=None)
                | Q(waived_on__isnull=False, waived_because__isnull=False),
                name="survey_is_waived_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return str(self.dossier)

    @property
    def is_settled(self) -> bool:
        return self.answered_on is not None or self.waived_on is not None


@pghistory.track()
class SurveyAnswer(models.Model):
    """To one question: a score, a choice (a `YesNoUnknown` or one of its options in Dutch), or words."""

    # CASCADE: part of its survey
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="answers")
    question = models.ForeignKey(SurveyQuestion, models.PROTECT, related_name="answers")
    score = models.PositiveSmallIntegerField(_("score"), null=True, blank=True)
    choice = models.CharField(_("choice"), max_length=LONGEST_OPTION, blank=True)
    text = models.TextField(_("text"), blank=True)

    class Meta:
        verbose_name = _("answer to a survey")
        verbose_name_plural = _("answers to surveys")
        ordering = ("question__position", "pk")
        constraints = (
            models.UniqueConstraint(fields=["survey", "question"], name="survey_question_answered_once"),
            models.CheckConstraint(
                condition=Q(score__isnull=False, choice="", text="")
                | (Q(score=None, text="") & ~Q(choice=""))
                | (Q(score=None, choice="") & ~Q(text="")),
                name="survey_answer_is_one_of_three",
            ),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__gte=SCORES[0], score__lte=SCORES[-1]),
                name="survey_score_is_on_the_scale",
            ),
        )

    def __str__(self) -> str:
        return f"{self.question}: {self.reads}"

    @property
    def reads(self) -> str:
        """As staff read it."""
        if self.score is not None:
            return f"{self.score} / {SCORES[-1]}"
        is_yes_no = self.question.kind == QuestionKind.YES_NO
        return str(YesNoUnknown(self.choice).label) if is_yes_no else self.choice or self.text
