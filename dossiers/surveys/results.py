"""What all surveys say together: how many answered, and per question what."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.models import Dossier, Project, Subtype
from dossiers.surveys.models import (
    QuestionKind,
    Survey,
    SurveyAnswer,
    SurveyQuerySet,
    SurveyQuestion,
    YesNoUnknown,
)
from dossiers.surveys.models.questions import SCORES
from dossiers.surveys.parameters import FEWEST_ANSWERS
from oss.core.components import EmptyState
from oss.core.forms import DayInput, Form
from oss.core.parameters import known_figures
from oss.staff.models import User

MOST_WORDS = 50
"""Of the newest answers in words to a question, so many are shown."""
WIDTH = 100
"""Of the drawing of a bar."""


class ResultsForm(Form):
    """What the results are about; all of it may stay open."""

    project = forms.ModelChoiceField(
        Project.objects.all(), label=gettext_lazy("Project"), required=False, empty_label=gettext_lazy("All")
    )
    subtype = forms.ModelChoiceField(
        Subtype.objects.filter(dossiers__survey__isnull=False).distinct(),
        label=gettext_lazy("Subtype"),
        required=False,
        empty_label=gettext_lazy("All"),
    )
    since = forms.DateField(label=gettext_lazy("Period from"), required=False, widget=DayInput())
    until = forms.DateField(label=gettext_lazy("until and with"), required=False, widget=DayInput())


@dataclass(frozen=True)
class AnswerBar:
    """`share` in per cent, as it is written; empty where too few answered. `length` of the drawing."""

    label: str
    count: int
    share: str = ""
    length: int = 0


@dataclass(frozen=True)
class Words:
    """One answer in words, and where it was given."""

    text: str
    dossier: str


@dataclass(frozen=True)
class Question:
    """`average` of scores; empty where too few answered. Of many answers in words the newest are shown."""

    text: str
    count: int
    bars: tuple[AnswerBar, ...] = ()
    words: tuple[Words, ...] = ()
    average: str = ""
    is_proposal: bool = False

    @property
    def is_of_words(self) -> bool:
        return not self.bars

    @property
    def shows_newest(self) -> int:
        """How many of its words are shown, where that is not all of them."""
        return len(self.words) if self.is_of_words and len(self.words) < self.count else 0


def read_results(user: User, chosen: Mapping[str, Any]) -> dict[str, Any]:
    """In the same number of queries, however much was answered."""
    fewest = known_figures().value_of(FEWEST_ANSWERS, on=timezone.localdate())
    surveys = _chosen(Survey.objects.visible_to(user), chosen)
    answered = surveys.filter(_between("answered_on", chosen))
    asked, settled = _between("asked_on", chosen), Q(answered_on__isnull=False)
    counts = surveys.aggregate(
        asked=Count("pk", filter=asked),
        came=Count("pk", filter=asked & settled),
        answered=Count("pk", filter=_between("answered_on", chosen)),
        waiting=Count("pk", filter=asked & Q(answered_on=None, waived_on=None)),
        waived=Count("pk", filter=_between("waived_on", chosen)),
    )
    return {
        "counts": counts,
        "response": _share(counts["came"], counts["asked"], fewest),
        "questions": list(_questions(answered, fewest)),
        "fewest": fewest,
        "empty": EmptyState("message-question", _("No client answered yet.")),
    }


def _chosen(surveys: SurveyQuerySet, chosen: Mapping[str, Any]) -> SurveyQuerySet:
    """A dossier counts under its project, also where that is one of its additional ones; not while it is
    deactivated."""
    surveys = surveys.filter(dossier__is_active=True)
    if project := chosen.get("project"):
        beside = Dossier.additional_projects.through.objects.filter(project=project).values("dossier")
        surveys = surveys.filter(Q(dossier__project=project) | Q(dossier__in=beside))
    if subtype := chosen.get("subtype"):
        surveys = surveys.filter(dossier__subtype=subtype)
    return surveys


def _between(field: str, chosen: Mapping[str, Any]) -> Q:
    """That this was done, and within the chosen period."""
    done = Q(**{f"{field}__isnull": False})
    if since := chosen.get("since"):
        done &= Q(**{f"{field}__gte": since})
    if until := chosen.get("until"):
        done &= Q(**{f"{field}__lte": until})
    return done


def _questions(answered: SurveyQuerySet, fewest: int) -> Iterator[Question]:
    """By their codes over all versions, with the words and the place of the newest."""
    answers = SurveyAnswer.objects.filter(survey__in=answered)
    counted: dict[str, dict[str, int]] = defaultdict(dict)
    grouped = answers.exclude(question__kind=QuestionKind.TEXT).order_by()
    for code, score, choice, number in grouped.values_list("question__code", "score", "choice").annotate(
        number=Count("pk")
    ):
        counted[code][str(score or choice)] = number
    words = _words(answers)
    newest = {one.code: one for one in SurveyQuestion.objects.order_by("questionnaire__version", "pk")}
    for question in sorted(newest.values(), key=lambda one: (one.position, one.pk)):
        if question.kind == QuestionKind.TEXT:
            said, number = words.get(question.code, ([], 0))
            yield Question(question.text, number, words=tuple(said), is_proposal=question.is_proposal)
        else:
            yield _with_bars(question, counted.get(question.code, {}), fewest)


def _words(answers: Any) -> dict[str, tuple[list[Words], int]]:
    """By the code of the question its newest answers, and how many there are."""
    found: dict[str, tuple[list[Words], int]] = {}
    newest_first = (F("survey__answered_on").desc(), F("pk").desc())
    said = answers.filter(question__kind=QuestionKind.TEXT).annotate(
        place=Window(RowNumber(), partition_by="question__code", order_by=newest_first),
        number=Window(Count("pk"), partition_by="question__code"),
    )
    shown = said.filter(place__lte=MOST_WORDS).order_by("place")
    fields = ("question__code", "text", "survey__dossier__number", "number")
    for code, text, dossier, number in shown.values_list(*fields):
        found.setdefault(code, ([], number))[0].append(Words(text, dossier))
    return found


def _with_bars(question: SurveyQuestion, counted: Mapping[str, int], fewest: int) -> Question:
    total = sum(counted.values())
    if question.kind == QuestionKind.SCORE:
        labels = {str(score): str(score) for score in SCORES}
    elif question.kind == QuestionKind.YES_NO:
        labels = {value: str(label) for value, label in YesNoUnknown.choices}
    else:
        labels = {one.value: one.label for one in question.choices()}
    labels |= {value: value for value in counted if value not in labels}  # of an earlier version
    bars = tuple(
        AnswerBar(
            label,
            counted.get(value, 0),
            _share(counted.get(value, 0), total, fewest),
            WIDTH * counted.get(value, 0) // total if total >= fewest else 0,
        )
        for value, label in labels.items()
    )
    average = ""
    if question.kind == QuestionKind.SCORE and total >= fewest:
        mean = sum(int(score) * number for score, number in counted.items()) / total
        average = number_format(round(mean, 1), decimal_pos=1)
    return Question(question.text, total, bars, average=average, is_proposal=question.is_proposal)


def _share(part: int, total: int, fewest: int) -> str:
    """In whole per cent; "" where the total is too small to tell."""
    return _("%(share)s %%") % {"share": round(100 * part / total)} if total and total >= fewest else ""
