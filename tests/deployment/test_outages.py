"""PostgreSQL and Valkey stop, freeze and come back while people work, and the mail server never says a word:
seconds, kind words, nothing lost.

Each of the clients reads pages and writes notes on one dossier. What was answered as saved must stand there
afterwards, once; a time is told, and only what the machine can never excuse is asserted of it.
"""

import contextlib
import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from urllib.parse import urlencode

import psycopg
import pytest

from tests.deployment.production import HOST, HTTPS, Answer, Installation, ask, get

pytestmark = pytest.mark.xdist_group("production")

LONGEST = 20
"""Seconds that no answer takes, on however busy a machine; where nobody else works it is below five."""
MAKE_A_LOKET = """
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from dossiers.factories import information_dossier
from oss.staff.factories import UserFactory
from oss.staff.roles import Role
user = UserFactory(roles=[Role.DESK], email="lotte@loket.example")
session = SessionStore()
session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
session[BACKEND_SESSION_KEY] = "oss.staff.backends.RoleBackend"
session.create()
print(session.session_key, information_dossier(by=user).number)
"""


@dataclass
class Loket:
    """The running shop, with somebody signed in and a dossier to work on."""

    installed: Installation
    session: str
    dossier: str
    answers: list[tuple[float, int]] = field(default_factory=list)
    saved: list[str] = field(default_factory=list)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, **fields: str) -> Answer:
        body = urlencode({**fields, "csrfmiddlewaretoken": "x" * 32})
        return self._ask("POST", path, body)

    def write_note(self, text: str) -> Answer:
        answer = self.post(f"/dossiers/{self.dossier}/note/", text=text)
        if answer.status == 302:
            self.saved.append(text)
        return answer

    def _ask(self, method: str, path: str, body: str = "") -> Answer:
        headers = {
            "Cookie": f"sessionid={self.session}; csrftoken={'x' * 32}",
            "Referer": f"https://{HOST}/",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        before = time.monotonic()
        answer = ask(self.installed, method, path, body, **HTTPS, **headers)
        self.answers.append((time.monotonic() - before, answer.status))
        return answer

    @contextlib.contextmanager
    def worked_in_by(self, clients: int) -> Iterator[None]:
        """So many people read and write all the while."""
        over = threading.Event()

        def work(client: int) -> None:
            turn = 0
            while not over.wait(0.2):
                turn += 1
                self.get("/" if turn % 2 else f"/dossiers/{self.dossier}/?tab=timeline")
                self.write_note(f"Notitie {client}.{turn}.{time.monotonic_ns()}.")

        threads = [threading.Thread(target=work, args=(number,)) for number in range(clients)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            over.set()
            for thread in threads:
                thread.join()

    def statuses(self) -> set[int]:
        """Of what was answered since this was asked last."""
        told, self.answers = self.answers, []
        assert max(seconds for seconds, _status in told) < LONGEST
        return {status for _seconds, status in told}

    def slowest(self) -> float:
        return round(max(seconds for seconds, _status in self.answers), 1)

    def assert_nothing_is_lost(self) -> None:
        """What was answered as saved stands there once, and what was not, not at all."""
        address = self.installed.environment["DATABASE_URL"].replace("postgres:", "postgresql:", 1)
        with psycopg.connect(address) as connection:
            found = Counter(text for (text,) in connection.execute("SELECT text FROM timeline_activity"))
        assert self.saved
        assert {text: found[text] for text in self.saved if found[text] != 1} == {}
        assert "zonder databank" not in found
        assert all(one.process.poll() is None for one in self.installed.started.values())


@pytest.fixture(scope="module")
def loket(running: Installation) -> Loket:
    made = running.run("python", "manage.py", "shell", "--no-imports", "-c", MAKE_A_LOKET)
    assert made.returncode == 0, made.stderr
    session, number = made.stdout.split()
    return Loket(running, session, number)


def seconds_until(condition: Callable[[], object], most: float = 120) -> float:
    before = time.monotonic()
    while not condition():
        assert time.monotonic() - before < most, "it does not come back"
        time.sleep(0.2)
    return round(time.monotonic() - before, 1)


@contextlib.contextmanager
def broken(cut_off: Callable[[], None], bring_back: Callable[[], None]) -> Iterator[None]:
    """Whatever goes wrong in a test, the next finds its neighbours at work."""
    cut_off()
    try:
        yield
    finally:
        bring_back()


@pytest.mark.drill("outages")
@pytest.mark.parametrize("how", ["frozen", "killed"])
def test_without_valkey_every_page_is_there_and_no_work_is_lost(
    how: str, loket: Loket, size: SimpleNamespace, record_property: Callable[[str, object], None]
) -> None:
    valkey = loket.installed.valkey
    breaking = {"frozen": (valkey.freeze, valkey.thaw), "killed": (valkey.kill, valkey.start)}
    with loket.worked_in_by(size.clients):
        with broken(*breaking[how]):
            asked = loket.post("/lists/dossiers/export/")
            assert asked.status == 302
            job = asked.headers["Location"]
            assert "Even geduld" in loket.get(job).text
            ready = json.loads(get(loket.installed, "/readyz").text)
            assert (ready["status"], ready["database"]) == ("attention", "ok")
            assert ready["broker"] in {"TimeoutError", "ConnectionError"}
            time.sleep(size.seconds)
        record_property("job done after", seconds_until(lambda: ".xlsx" in loket.get(job).text))
    record_property("slowest answer", loket.slowest())
    assert loket.statuses() == {200, 302}
    loket.assert_nothing_is_lost()


@pytest.mark.drill("outages")
def test_a_silent_mail_server_holds_up_no_page_and_its_mail_waits(
    loket: Loket, size: SimpleNamespace, record_property: Callable[[str, object], None]
) -> None:
    def mails() -> list[tuple[str, int]]:
        address = loket.installed.environment["DATABASE_URL"].replace("postgres:", "postgresql:", 1)
        with psycopg.connect(address) as connection:
            return connection.execute("SELECT state, tries FROM mail_outboundmessage").fetchall()

    with loket.worked_in_by(size.clients):
        assert loket.post("/account/password/reset/", email="lotte@loket.example").status == 302
        record_property("given up after", seconds_until(lambda: any(tries for _state, tries in mails())))
        time.sleep(size.seconds)
    record_property("slowest answer", loket.slowest())
    assert loket.statuses() == {200, 302}
    assert [state for state, _tries in mails()] == ["waiting"]
    loket.assert_nothing_is_lost()


@pytest.mark.drill("outages")
def test_without_postgres_a_kind_page_comes_in_seconds_and_the_shop_comes_back_by_itself(
    loket: Loket, size: SimpleNamespace, record_property: Callable[[str, object], None]
) -> None:
    postgres = loket.installed.postgres
    with loket.worked_in_by(size.clients):
        with broken(postgres.close, postgres.open):
            page = loket.get("/")
            assert (page.status, "Even geduld" in page.text) == (503, True)
            form = loket.write_note("zonder databank")
            assert (form.status, "niet bewaard" in form.text) == (503, True)
            ready = get(loket.installed, "/readyz")
            assert (ready.status, json.loads(ready.text)["database"]) == (503, "OperationalError")
            assert get(loket.installed, "/healthz").status == 200
            time.sleep(size.seconds)
        record_property("back after", seconds_until(lambda: loket.get("/").status == 200))
    record_property("slowest answer", loket.slowest())
    assert loket.write_note(f"na de storing {time.monotonic_ns()}").status == 302
    assert loket.statuses() == {200, 302, 503}
    loket.assert_nothing_is_lost()
    lines = loket.installed.started["web"].log.read_text().splitlines()
    processes = sum("Booting worker" in line for line in lines)  # gunicorn renews one after so many requests
    told = sum("neighbour_away" in line and "PostgreSQL" in line for line in lines)
    assert 1 <= told <= processes
    assert [line for line in lines if "Traceback" in line] == []
