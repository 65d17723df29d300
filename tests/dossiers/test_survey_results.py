"""What all surveys say together, and what of an answer is held about its client."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dossiers.models import Dossier, Reason, ReasonKind
from dossiers.operations import activation
from dossiers.surveys import operations, results
from dossiers.surveys.models import Survey
from oss.core.held import Held
from oss.core.registry import offered
from oss.staff.models import User
from tests.dossiers.surveyed import surveyed_dossier, with_survey

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_type_with_a_survey(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with with_survey(monkeypatch):
        yield


@pytest.fixture
def asked(lotte: User) -> Dossier:
    return surveyed_dossier(by=lotte)


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


def answered(lotte: User, scores: str, **known: Any) -> None:
    for score in scores:
        dossier = surveyed_dossier(by=lotte, **known)
        operations.answer_survey(
            dossier, {"helped": score, "better": f"Woorden {score}", "works": "yes"}, by=lotte
        )


def test_results_tell_shares_and_averages_from_five_answers_on(lotte: User, desk: Client) -> None:
    answered(lotte, "5544")
    page = desk.get("/surveys/").content.decode()
    assert "4 antwoorden" in page
    assert "op 5 gemiddeld" not in page
    assert "100" not in " ".join(one for one in page.split() if "%" in one)
    answered(lotte, "2")
    page = desk.get("/surveys/").content.decode()
    assert "4,0 op 5 gemiddeld" in page
    assert "40 %" in page
    assert "Woorden 2" in page


def test_results_are_per_project_also_an_additional_one(lotte: User, desk: Client) -> None:
    answered(lotte, "5")
    dossier = Dossier.objects.latest("pk")
    other = type(dossier.project).objects.exclude(pk=dossier.project_id)[0]
    page = desk.get(f"/surveys/?project={other.pk}").content.decode()
    assert "Woorden 5" not in page
    dossier.additional_projects.add(other)
    for project in (dossier.project, other):
        assert "Woorden 5" in desk.get(f"/surveys/?project={project.pk}").content.decode()
    assert "Woorden 5" not in desk.get("/surveys/?until=01/01/2020").content.decode()


def test_a_period_holds_for_all_that_is_counted(lotte: User, desk: Client) -> None:
    def counts(query: str = "") -> list[str]:
        page = desk.get(f"/surveys/{query}").content.decode()
        return re.findall(r"<dd>([^<\s]+)", page)[:5]

    for number, days in enumerate((10, 100, 100)):
        dossier = surveyed_dossier(by=lotte, mail=f"{number}@burger.example")
        operations.ask_survey(dossier, by=lotte)
        if number == 0:
            operations.answer_survey(dossier, {"helped": "4"}, by=lotte)
        day = timezone.localdate() - timedelta(days=days)
        Survey.objects.filter(dossier=dossier).update(asked_on=day)
    waived = surveyed_dossier(by=lotte)
    operations.waive_survey(waived, by=lotte, reason=Reason.objects.get(code="survey_not_wanted"))
    assert counts() == ["3", "1", "–", "2", "1"]
    assert counts(f"?since={timezone.localdate() - timedelta(days=30)}") == ["1", "1", "–", "0", "1"]
    assert counts(f"?until={timezone.localdate() - timedelta(days=30)}") == ["2", "0", "–", "2", "0"]
    why = Reason.objects.filter(kind=ReasonKind.DEACTIVATE)[0]
    activation.deactivate(waived, by=lotte, reason=why)
    assert counts()[-1] == "0"


def test_of_many_words_the_newest_of_each_question_are_shown_and_all_are_counted(
    lotte: User, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "MOST_WORDS", 2)
    for number in range(3):
        dossier = surveyed_dossier(by=lotte)
        operations.answer_survey(dossier, {"better": f"Woorden {number}"}, by=lotte)
    page = desk.get("/surveys/").content.decode()
    assert "3 antwoorden" in page
    assert "de nieuwste 2 staan hieronder" in page
    assert "Woorden 2" in page
    assert "Woorden 0" not in page


def test_the_pages_ask_as_much_for_many_surveys_as_for_one(lotte: User, desk: Client) -> None:
    def queries(url: str) -> int:
        desk.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(url).status_code == 200
        return sum("django_session" not in one["sql"] for one in captured.captured_queries)

    answered(lotte, "5")
    dossier = Dossier.objects.latest("pk")
    urls = ("/surveys/", f"/dossiers/{dossier.number}/?tab=survey")
    ones = {url: queries(url) for url in urls}
    answered(lotte, "1234512345")
    assert {url: queries(url) for url in urls} == ones
    assert ones["/surveys/"] <= 12


def test_what_somebody_answered_is_held_about_them(asked: Dossier, lotte: User) -> None:
    operations.answer_survey(asked, {"better": "Sneller"}, by=lotte)
    person = asked.main_contact.person
    told = {name: offered(Held)[f"dossiers.{name}"].of(person).count() for name in ("Survey", "SurveyAnswer")}
    assert told == {"Survey": 1, "SurveyAnswer": 1}
