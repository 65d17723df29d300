"""What goes wrong says so in friendly Dutch, with a way on."""

import re
from collections.abc import Callable

import pytest
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import include, path

from oss.core import pages
from oss.core.views import csrf_failure
from oss.staff.models import User
from oss.staff.roles import Role


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("planted")


def refused(request: HttpRequest) -> HttpResponse:
    raise BadRequest("planted")


urlpatterns = [
    path("broken/", broken, name="broken"),
    path("refused/", refused, name="refused"),
    path("", include("oss.urls")),
]


@pytest.mark.django_db
def test_a_page_that_does_not_exist(
    user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    response = client_of(user_with(Role.DESK)).get("/bestaat-niet/")
    assert response.status_code == 404
    assert "bestaat niet" in response.content.decode()


@pytest.mark.django_db
def test_what_was_typed_is_given_back_and_nothing_that_stood_there_before(
    user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    typed = {"answer": "Zij belde terug.", "initial-answer": "Wij bellen haar.", "question": "Wie belde er?"}
    kept = {"initial-question": "Wie belde er?", "draft": "dossier_information D2026-00001 51b47db6"}
    page = client_of(user_with(Role.DESK)).post("/bestaat-niet/", typed | kept).content.decode()
    assert re.findall("<textarea.*?>(.*?)</textarea>", page) == ["Zij belde terug."]


@pytest.mark.django_db
def test_a_page_one_may_not_open(user_with: Callable[..., User], client_of: Callable[[User], Client]) -> None:
    response = client_of(user_with(Role.AUDITOR)).get("/search/")
    assert response.status_code == 403
    assert "geen toegang" in response.content.decode()


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_a_failure_of_ours_answers_in_dutch_without_details(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "find", lambda name: pages.PUBLIC)
    client = Client(raise_request_exception=False)
    response = client.get("/broken/")
    assert response.status_code == 500
    assert 'lang="nl"' in response.content.decode()
    assert "planted" not in response.content.decode()


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_a_request_that_makes_no_sense_is_answered_in_dutch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "find", lambda name: pages.PUBLIC)
    response = Client().get("/refused/")
    assert response.status_code == 400
    assert "begrijpen deze vraag niet" in response.content.decode()
    assert "planted" not in response.content.decode()


@pytest.mark.django_db
def test_a_form_from_an_old_page_is_refused_and_says_what_to_do() -> None:
    response = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "a", "password": "b"})
    assert response.status_code == 403
    assert "opnieuw" in response.content.decode()


def test_the_csrf_page_needs_no_session(db: None) -> None:
    assert csrf_failure(RequestFactory().post("/")).status_code == 403


@pytest.mark.django_db
def test_maintenance_closes_all_pages_but_the_health_checks(settings: pytest.FixtureRequest) -> None:
    settings.MAINTENANCE = True
    response = Client().get("/")
    assert response.status_code == 503
    assert response["Retry-After"] == "300"
    assert "onderhoud" in response.content.decode()
    assert Client().get("/healthz").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent_to", "page"),
    [
        ("/organisations/3/roles/", "/organisations/3/"),
        ("/jobs/3/stop/", "/jobs/3/"),
        ("/contact-points/3/prefer/", "/"),  # of whom, is not in the URL
        ("/dossiers/D2026-00001/information/", "/dossiers/D2026-00001/?tab=info"),
        ("/dossiers/D2026-00001/stakeholder/", "/dossiers/D2026-00001/?tab=contact"),
    ],
)
def test_what_only_takes_a_form_leads_to_the_page_of_that_form(
    sent_to: str, page: str, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    assert client_of(user_with(Role.DESK)).get(sent_to)["Location"] == page
