"""The page on which a client answers: plain, without script, each answer as welcome as all of them."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from dossiers.surveys.letters import PURPOSE
from dossiers.surveys.models import QuestionKind, Survey, SurveyQuestion
from dossiers.surveys.models.questions import LONGEST_ANSWER, SCORES, AnswerOption
from dossiers.surveys.operations import answer_survey
from oss.core.national_number import without_national_numbers
from oss.core.plain_text import visible
from oss.core.refusal import Refused
from oss.public.languages import DUTCH
from oss.public.models import PublicLink
from oss.public.purposes import PublicPage, Purpose


class AskedQuestion(NamedTuple):
    """A question as it stands on the page."""

    name: str
    text: str
    options: list[AnswerOption]  # none: a few words


def _answer(request: HttpRequest, link: PublicLink) -> PublicPage | None:
    found = Survey.objects.waiting().filter(pk=link.about, dossier__is_active=True)
    survey = found.select_related("questionnaire", "dossier").first()
    if survey is None or survey.questionnaire is None:
        return None
    questions = list(survey.questionnaire.questions.filter(is_active=True))
    given = _given(questions, request.POST) if request.method == "POST" else {}
    if given:
        try:
            answer_survey(survey.dossier, given, by=None, link=link)
        except Refused:  # answered, waived or put away a moment ago
            return None
        return PublicPage("dossiers/surveys/thanks.html", is_answer=True)
    language = get_language() or DUTCH
    context = {
        "questions": [asked(one, language) for one in questions],
        "nothing_given": request.method == "POST",
        "longest": LONGEST_ANSWER,
    }
    return PublicPage("dossiers/surveys/public.html", context)


def _given(questions: list[SurveyQuestion], sent: Mapping[str, Any]) -> dict[str, str]:
    """What is an answer; a national register number is not kept, as nobody asked for it."""
    found = {}
    for one in questions:
        typed = str(sent.get(one.code, ""))
        clean = without_national_numbers(visible(typed)) if one.kind == QuestionKind.TEXT else typed
        if one.read(clean):
            found[one.code] = clean
    return found


def asked(question: SurveyQuestion, language: str) -> AskedQuestion:
    options: list[AnswerOption] = []
    if question.kind == QuestionKind.SCORE:
        options = [AnswerOption(str(score), words) for score, words in zip(SCORES, _scale(), strict=True)]
    elif question.kind == QuestionKind.YES_NO:
        options = [
            AnswerOption("yes", _("Yes")),
            AnswerOption("no", _("No")),
            AnswerOption("unknown", _("I don't know")),
        ]
    elif question.kind == QuestionKind.CHOICE:
        options = question.choices(language)
    return AskedQuestion(question.code, question.asked_in(language), options)


def _scale() -> tuple[str, ...]:
    return (
        _("1: very bad"),
        _("2: bad"),
        _("3: so-so"),
        _("4: good"),
        _("5: very good"),
    )


SURVEY_PAGE = Purpose(PURPOSE, gettext_lazy("Customer survey"), _answer)
