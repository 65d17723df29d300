"""A neighbour that is away: who is told what, who waits, and what is counted meanwhile.

`tests/deployment/test_outages.py` stops and freezes real ones.
"""

import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import psycopg
import pytest
from celery import Celery
from django.db import InterfaceError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from kombu.exceptions import OperationalError as BrokerError
from redis.connection import AbstractConnection
from structlog.testing import capture_logs

from oss.core import pages
from oss.core.background import tell_worker
from oss.core.breaker import Breaker
from oss.core.postgres.away import is_away
from oss.core.postgres.base import DatabaseWrapper
from oss.staff.factories import DEMO_PASSWORD
from oss.staff.models import User
from oss.staff.roles import Role

# --- One breaker per neighbour -------------------------------------------------------------------


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def neighbour(clock: Clock) -> Breaker:
    return Breaker("planted", rest=5, longest=20, clock=clock)


def test_while_a_neighbour_rests_nobody_asks_it_and_then_one_does(neighbour: Breaker, clock: Clock) -> None:
    assert neighbour.may_ask()
    neighbour.failed(OSError("planted"))
    assert not neighbour.may_ask()
    clock.now += 5
    assert [neighbour.may_ask() for _caller in range(3)] == [True, False, False]


def test_a_neighbour_that_answers_again_is_asked_by_everybody(neighbour: Breaker, clock: Clock) -> None:
    neighbour.failed(OSError("planted"))
    clock.now += 5
    assert neighbour.may_ask()
    neighbour.succeeded()
    assert all(neighbour.may_ask() for _caller in range(3))


def test_what_one_finds_out_slowly_nobody_asks_a_second_time(neighbour: Breaker, clock: Clock) -> None:
    neighbour.failed(OSError("planted"))
    clock.now += 5
    assert neighbour.may_ask()
    clock.now += 19
    assert not neighbour.may_ask()
    neighbour.failed(OSError("planted"))
    clock.now += 5
    assert neighbour.may_ask()


def test_who_asked_and_never_came_back_stands_in_nobodys_way(neighbour: Breaker, clock: Clock) -> None:
    neighbour.failed(OSError("planted"))
    for _turn in range(3):
        clock.now += 20
        assert neighbour.may_ask()


def test_an_outage_is_logged_once_and_so_is_its_end(neighbour: Breaker) -> None:
    with capture_logs() as lines:
        for _caller in range(3):
            neighbour.failed(OSError("planted"))
        for _caller in range(3):
            neighbour.succeeded()
    assert [(line["event"], line["neighbour"]) for line in lines] == [
        ("neighbour_away", "planted"),
        ("neighbour_back", "planted"),
    ]


# --- PostgreSQL away -----------------------------------------------------------------------------


def lost(error: type[Exception], cause: Exception) -> Exception:
    """As Django raises what the driver raised."""
    raised = error(*cause.args)
    raised.__cause__ = cause
    return raised


AWAY = [
    lost(OperationalError, psycopg.OperationalError("connection refused")),
    lost(OperationalError, psycopg.errors.AdminShutdown("terminating connection")),
    lost(OperationalError, psycopg.errors.CannotConnectNow("the database system is starting up")),
    lost(InterfaceError, psycopg.InterfaceError("the connection is closed")),
]
OURS = [
    lost(OperationalError, psycopg.errors.QueryCanceled("statement timeout")),
    lost(OperationalError, psycopg.errors.DeadlockDetected("deadlock detected")),
    RuntimeError("planted"),
]
raised: list[Exception] = []


def fail(request: HttpRequest) -> HttpResponse:
    raise raised[0]


urlpatterns = [path("fail/", fail, name="fail"), path("", include("oss.urls"))]
handler500 = "oss.core.views.server_error"


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch, db: None) -> Callable[..., Any]:
    monkeypatch.setattr(pages, "find", lambda name: pages.PUBLIC)

    def ask(error: Exception, method: str = "get") -> Any:
        raised[:] = [error]
        return getattr(Client(raise_request_exception=False), method)("/fail/")

    return ask


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("error", AWAY, ids=lambda error: type(error.__cause__).__name__)
def test_without_the_database_a_friendly_page_says_so_and_comes_back_by_itself(
    failing: Callable[..., Any], error: Exception
) -> None:
    answer = failing(error)
    assert (answer.status_code, answer["Refresh"]) == (503, "5")
    page = answer.content.decode()
    assert 'lang="nl"' in page
    assert "Even geduld" in page


@pytest.mark.urls(__name__)
def test_a_form_sent_without_the_database_is_told_to_be_unsaved_and_not_asked_for_again(
    failing: Callable[..., Any],
) -> None:
    answer = failing(AWAY[0], "post")
    assert "niet bewaard" in answer.content.decode()
    assert "Refresh" not in answer


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("error", OURS, ids=lambda error: type(error.__cause__ or error).__name__)
def test_a_fault_of_ours_is_no_outage(failing: Callable[..., Any], error: Exception) -> None:
    assert failing(error).status_code == 500


@pytest.mark.urls(__name__)
def test_a_fault_while_an_outage_was_dealt_with_counts_as_the_outage(failing: Callable[..., Any]) -> None:
    second = RuntimeError("planted")
    second.__context__ = AWAY[0]
    assert failing(second).status_code == 503


@pytest.fixture
def unreachable(db: None) -> Iterator[DatabaseWrapper]:
    """A database with a pool, as a web server has it, at an address that refuses."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    pool = {"min_size": 1, "max_size": 2, "timeout": 0.1, "reconnect_timeout": 0.1}
    place = {"HOST": "127.0.0.1", "PORT": port, "OPTIONS": {"connect_timeout": 2, "pool": pool}}
    wrapper = DatabaseWrapper({**connection.settings_dict, **place}, alias="unreachable")
    yield wrapper
    wrapper.close_pool()


def test_who_asks_after_another_waited_in_vain_hears_at_once(unreachable: DatabaseWrapper) -> None:
    with pytest.raises(OperationalError, match="couldn't get a connection"):
        unreachable.ensure_connection()
    with pytest.raises(OperationalError, match="was away a moment ago") as refusal:
        unreachable.ensure_connection()
    assert is_away(refusal.value)


# --- Valkey away ---------------------------------------------------------------------------------


@pytest.fixture
def no_broker(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whoever sends a task is refused; gives the names of those tasks."""
    asked: list[str] = []

    def refuse(_app: Celery, name: str, *_told: Any) -> None:
        asked.append(name)
        raise BrokerError("connection refused")

    monkeypatch.setattr(Celery, "send_task", refuse)
    return asked


def test_a_broker_that_is_away_is_asked_once_and_stops_nobody(
    no_broker: list[str], db: None, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(3):
            tell_worker(f"planted.{number}")
    assert no_broker == ["planted.0"]


def test_a_worker_is_told_after_the_commit_and_of_what_is_rolled_back_nothing(
    no_broker: list[str], db: None, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True), suppress(RuntimeError), transaction.atomic():
        tell_worker("planted.never")
        raise RuntimeError
    assert no_broker == []


def test_no_page_needs_valkey_and_who_logs_out_without_it_is_out(
    user_with: Callable[..., User], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AbstractConnection, "connect", lambda *_told: pytest.fail("Valkey was asked"))
    lotte, browser = user_with(Role.DESK), Client()
    form = {"login": lotte.email, "password": DEMO_PASSWORD}
    assert browser.post("/account/login/", form).status_code == 302
    assert browser.get("/").status_code == 200
    kept = browser.cookies["sessionid"].value
    browser.post("/account/logout/")
    browser.cookies["sessionid"] = kept
    assert browser.get("/").status_code == 302


def test_guesses_are_counted_without_valkey(
    user_with: Callable[..., User], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AbstractConnection, "connect", lambda *_told: pytest.fail("Valkey was asked"))
    lotte, bram = user_with(Role.DESK), user_with(Role.DESK)
    guesser = Client()
    for _try in range(5):
        guesser.post("/account/login/", {"login": lotte.email, "password": "wrong"})
    for user, status in ((lotte, 200), (bram, 302)):
        form = {"login": user.email, "password": DEMO_PASSWORD}
        assert guesser.post("/account/login/", form).status_code == status
