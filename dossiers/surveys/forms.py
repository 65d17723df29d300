"""The answers of a client, as a colleague types them on the phone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dossiers.surveys.models import QuestionKind, SurveyQuestion, YesNoUnknown
from dossiers.surveys.models.questions import LONGEST_ANSWER, SCORES
from oss.core.forms import Form


class AnswersForm(Form):
    """A field for each question, none of them needed; a number in front of them counts them aloud."""

    def __init__(self, data: Any = None, *, questions: list[SurveyQuestion]) -> None:
        super().__init__(data)
        self.fields.update({one.code: _field(one) for one in questions})


def _field(question: SurveyQuestion) -> forms.Field:
    told: dict[str, Any] = {"label": question.text, "required": False}
    if question.kind == QuestionKind.TEXT:
        return forms.CharField(**told, max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 3}))
    choices: list[tuple[str, Any]]
    if question.kind == QuestionKind.SCORE:
        ends = {SCORES[0]: _("1, very bad"), SCORES[-1]: _("5, very good")}
        choices = [(str(score), ends.get(score, score)) for score in SCORES]
    elif question.kind == QuestionKind.YES_NO:
        choices = list(YesNoUnknown.choices)
    else:
        choices = [(one.value, one.label) for one in question.choices()]
    return forms.ChoiceField(**told, choices=choices, widget=forms.RadioSelect)
