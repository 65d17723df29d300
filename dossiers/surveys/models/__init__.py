from dossiers.surveys.models.questions import QuestionKind, Questionnaire, SurveyQuestion, YesNoUnknown
from dossiers.surveys.models.surveys import AnsweredBy, Survey, SurveyAnswer, SurveyQuerySet

__all__ = [
    "AnsweredBy",
    "QuestionKind",
    "Questionnaire",
    "Survey",
    "SurveyAnswer",
    "SurveyQuerySet",
    "SurveyQuestion",
    "YesNoUnknown",
]
