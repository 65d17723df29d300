"""The questions that every loket starts with (fixtures/reference/surveys.json), until it has its own."""

import json

from django.conf import settings

from dossiers.surveys.models import Questionnaire, SurveyQuestion


def load_questionnaires() -> int:
    """Inserts those that were never there, with their questions; returns how many."""
    shipped = json.loads((settings.BASE_DIR / "fixtures/reference/surveys.json").read_text())
    known = set(Questionnaire.objects.values_list("code", flat=True))
    new = [row for row in shipped if row["code"] not in known and not _has_one()]
    for row in new:
        made = Questionnaire.objects.create(code=row["code"], name=row["name"], is_active=True)
        SurveyQuestion.objects.bulk_create(
            [
                SurveyQuestion(questionnaire=made, position=place, is_proposal=True, **question)
                for place, question in enumerate(row["questions"])
            ]
        )
    return len(new)


def _has_one() -> bool:
    """A loket that made its own first version for all subtypes keeps that."""
    return Questionnaire.objects.filter(subtype=None).exists()
