"""What clients are asked: questionnaires in versions, whose questions stay once they were sent."""

from typing import Any, NamedTuple, Self

import pghistory
import pgtrigger
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dossiers.models.lists import Subtype
from oss.core.named_values import OWN_CODE
from oss.public.languages import DUTCH

LONGEST_ANSWER = 1_000
LONGEST_OPTION = 80
SCORES = range(1, 6)

_SENT_STAYS = """
    IF EXISTS (SELECT FROM dossiers_survey WHERE questionnaire_id = OLD.questionnaire_id) THEN
        RAISE EXCEPTION 'these questions were sent: make a new version'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'survey_questions_that_were_sent_stay';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
"""
_NONE_COMES_LATER = _SENT_STAYS.replace("OLD.questionnaire_id", "NEW.questionnaire_id")


class QuestionnaireQuerySet(models.QuerySet["Questionnaire"]):
    def in_use(self) -> Self:
        """The newest active version for each subtype comes first; the one for all others has none."""
        return self.filter(is_active=True).order_by("-version")

    def for_subtype(self, subtype: int | None) -> "Questionnaire | None":
        found = {one.subtype_id: one for one in reversed(self.in_use())}
        return found.get(subtype) or found.get(None)


@pghistory.track(exclude=["code"])
class Questionnaire(models.Model):
    """One version of what clients of a subtype are asked; without a subtype that of all others.

    A new version is not `is_active` until somebody says so.
    """

    code = models.CharField(_("code"), max_length=60, editable=False, db_default=OWN_CODE)
    name = models.CharField(_("name"), max_length=80)
    subtype = models.ForeignKey(
        Subtype,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="questionnaires",
        verbose_name=_("subtype"),
        help_text=_("Empty: for all subtypes without a questionnaire of their own."),
    )
    version = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    is_active = models.BooleanField(_("active"), default=False)

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        ordering = ("subtype__type", "subtype__position", "-version")
        constraints = (
            models.UniqueConstraint("code", name="questionnaire_code_once"),
            models.UniqueConstraint(
                fields=["subtype", "version"], nulls_distinct=False, name="questionnaire_version_once"
            ),
        )

    def __str__(self) -> str:
        return gettext("%(name)s, version %(version)s") % {"name": self.name, "version": self.version}

    @property
    def is_sent(self) -> bool:
        """Its questions stay as they are."""
        return self.surveys.exists()


class QuestionKind(models.TextChoices):
    SCORE = "score", _("score from 1 to 5")
    YES_NO = "yesno", _("yes, no, don't know")
    CHOICE = "choice", _("one of several")
    TEXT = "text", _("short text")


class YesNoUnknown(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("don't know")


class AnswerOption(NamedTuple):
    """What can be chosen: as it is kept, and as it reads in the asked language."""

    value: str
    label: str


@pghistory.track()
class SurveyQuestion(models.Model):
    """The `code` says that it is the same question in the next version: results are put together by it.

    `is_proposal`: nobody of the loket settled its words yet.
    """

    # CASCADE: part of its questionnaire; a trigger refuses it once it was sent
    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="questions")
    code = models.CharField(
        _("short code"),
        max_length=40,
        validators=[
            RegexValidator(r"^[a-z][a-z0-9_]*\Z", _("Small letters, digits and _, such as “clear”."))
        ],
        help_text=_("Keep it in the next version where it stays the same question."),
    )
    kind = models.CharField(_("kind of answer"), max_length=6, choices=QuestionKind.choices)
    text = models.CharField(_("question"), max_length=200)
    text_fr = models.CharField(_("in French"), max_length=200, blank=True)
    text_en = models.CharField(_("in English"), max_length=200, blank=True)
    options = models.TextField(
        _("to choose from"),
        blank=True,
        help_text=_("One a line: Dutch | French | English. Only for “one of several”."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("active"), default=True)
    is_proposal = models.BooleanField(_("proposal"), default=False)

    class Meta:
        verbose_name = _("survey question")
        verbose_name_plural = _("survey questions")
        ordering = ("position", "pk")
        triggers = (
            pgtrigger.Trigger(
                name="sent_question_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=_SENT_STAYS,
            ),
            pgtrigger.Trigger(
                name="none_comes_after_sending",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=_NONE_COMES_LATER,
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=["questionnaire", "code"], name="survey_question_code_once"),
            models.CheckConstraint(
                condition=Q(kind__in=QuestionKind.values), name="survey_question_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind=QuestionKind.CHOICE) ^ Q(options=""),
                name="survey_question_has_options_to_choose",
                violation_error_message=_("What one can choose from goes with “one of several”."),
            ),
        )

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        if any(len(one.value) > LONGEST_OPTION for one in self.choices()):
            raise ValidationError({"options": gettext("Keep each choice under 80 signs.")})

    def asked_in(self, language: str) -> str:
        """Its words in this language, else in Dutch."""
        told: dict[str, str] = {"fr": self.text_fr, "en": self.text_en}
        return told.get(language) or self.text

    def choices(self, language: str = DUTCH) -> list[AnswerOption]:
        """In their order; what is kept is the Dutch word, whatever the language."""
        place = {DUTCH: 0, "fr": 1, "en": 2}.get(language, 0)
        lines = ([part.strip() for part in line.split("|")] for line in self.options.splitlines())
        return [
            AnswerOption(words[0], words[place] if place < len(words) and words[place] else words[0])
            for words in lines
            if words[0]
        ]

    def read(self, typed: str) -> dict[str, Any]:
        """What is kept of what was sent: the field of an answer and its value; nothing for what is none."""
        clean = typed.strip()
        if self.kind == QuestionKind.SCORE:
            return {"score": int(clean)} if clean in map(str, SCORES) else {}
        if self.kind == QuestionKind.TEXT:
            return {"text": clean[:LONGEST_ANSWER]} if clean else {}
        known = (
            YesNoUnknown.values if self.kind == QuestionKind.YES_NO else [one.value for one in self.choices()]
        )
        return {"choice": clean} if clean in known else {}
