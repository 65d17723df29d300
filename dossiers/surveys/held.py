"""What surveys hold about people."""

from typing import Any

from django.db.models import QuerySet

from dossiers.held import dossiers_of
from dossiers.surveys.models import Survey, SurveyAnswer
from oss.contacts.models import Person
from oss.core.held import Forgotten, hold_about

WHO = "the client"
WHY = "to know what clients think of the help, and to help better"


def _surveys(person: Person) -> QuerySet[Survey]:
    return Survey.objects.filter(dossier__in=dossiers_of(person))


def _answers(person: Person) -> QuerySet[Any]:
    return SurveyAnswer.objects.filter(survey__in=_surveys(person))


hold_about(Survey, WHO, WHY, "answered_on", Forgotten.KEEP, _surveys)
hold_about(SurveyAnswer, WHO, WHY, "", Forgotten.DELETE, _answers)
