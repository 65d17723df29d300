"""What the log lines of a request say, and what they keep to themselves."""

import logging
from collections.abc import Callable, Iterator
from io import StringIO

import psycopg
import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from structlog.testing import capture_logs

from oss.core import pages
from oss.staff.models import User
from oss.staff.roles import Role

raised: list[Exception] = []


def fail(request: HttpRequest) -> HttpResponse:
    raise raised[0]


urlpatterns = [path("fail/", fail, name="fail"), path("", include("oss.urls"))]
handler500 = "oss.core.views.server_error"


def requests_logged(path: str) -> list[str]:
    with capture_logs() as lines:
        Client().get(path, headers={"X-Request-Id": "abc"})
    return [line["request"] for line in lines if "request" in line]


@pytest.mark.django_db
def test_a_request_is_logged_by_its_path_without_what_was_searched() -> None:
    assert set(requests_logged("/search/?q=geheim-jan-peeters")) == {"GET /search/"}


@pytest.mark.django_db
def test_the_key_of_a_password_link_is_not_logged() -> None:
    for line in requests_logged("/account/password/reset/key/j-died18-0003b3da/"):
        assert "0003b3da" not in line


@pytest.mark.django_db
def test_a_path_that_does_not_exist_is_logged_as_asked() -> None:
    assert "GET /bestaat-niet/" in requests_logged("/bestaat-niet/")


# --- One line for a fault ------------------------------------------------------------------------


@pytest.fixture
def printed() -> Iterator[Callable[[], list[str]]]:
    """What stands in the logs, from warnings on."""
    (console,) = (one for one in logging.getLogger().handlers if one.name == "console")
    assert isinstance(console, logging.StreamHandler)
    paper = StringIO()
    before = console.setStream(paper)
    yield lambda: paper.getvalue().splitlines()
    console.setStream(before)


def test_a_page_one_may_not_open_is_one_line(
    user_with: Callable[..., User],
    client_of: Callable[[User], Client],
    printed: Callable[[], list[str]],
) -> None:
    assert client_of(user_with(Role.AUDITOR)).get("/search/").status_code == 403
    (line,) = printed()
    assert "code=403" in line


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "host", "status"),
    [
        ("/wp-login.php", "testserver", 404),
        ("/account/login/?next=%00", "testserver", 400),
        ("/", "203.0.113.9", 400),
        ("/", "not a host", 400),
    ],
    ids=["no such page", "a NUL sign", "another host", "no host"],
)
def test_a_scanner_leaves_one_line_without_a_traceback(
    path: str, host: str, status: int, printed: Callable[[], list[str]]
) -> None:
    assert Client().get(path, headers={"Host": host}).status_code == status
    (line,) = printed()
    assert "warning" in line


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_a_fault_of_ours_is_told_once_with_its_traceback(
    monkeypatch: pytest.MonkeyPatch, printed: Callable[[], list[str]]
) -> None:
    monkeypatch.setattr(pages, "find", lambda name: pages.PUBLIC)
    raised[:] = [RuntimeError("planted")]
    assert Client(raise_request_exception=False).get("/fail/").status_code == 500
    assert sum("Traceback" in line for line in printed()) == 1
    assert sum("[error" in line for line in printed()) == 1


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_a_request_that_met_an_outage_is_one_line(
    monkeypatch: pytest.MonkeyPatch, printed: Callable[[], list[str]]
) -> None:
    monkeypatch.setattr(pages, "find", lambda name: pages.PUBLIC)
    away = OperationalError("planted")
    away.__cause__ = psycopg.OperationalError("planted")
    raised[:] = [away]
    assert Client(raise_request_exception=False).get("/fail/").status_code == 503
    (line,) = printed()
    assert "code=503" in line
