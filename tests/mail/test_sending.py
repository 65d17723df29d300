"""Mail that we send, to a real server: once, whatever breaks on the way, and no page waits for it."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import BadHeaderError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from oss.core import health
from oss.core.refusal import Refused
from oss.core.registry import offered
from oss.mail import sending
from oss.mail.account import ACCOUNT
from oss.mail.operations import send_again
from oss.mail.outbound import OutboundMessage, OutboundState, Why
from oss.mail.sending import post, send_waiting
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import CaseFile
from oss.timeline.operations import post_mail
from tests.conftest import ROOT
from tests.mail.smtp_server import SmtpServer

pytestmark = pytest.mark.django_db

LETTER = {"recipient": "an@burger.example", "subject": "Uw vraag", "text": "Dag An", "why": "letter"}
RESET = "/account/password/reset/"


@pytest.fixture
def server(settings: Any) -> Iterator[SmtpServer]:
    server = SmtpServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 0.5
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.DEFAULT_FROM_EMAIL = "loket@mechelen.example"
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def _a_reason_of_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(offered(Why), "letter", Why("letter", "Brief"))


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK, email="lotte@loket.example")


@pytest.fixture
def femke(user_with: Callable[..., User]) -> User:
    return user_with(Role.ADMINISTRATOR)


def the_pause_is_over(**more: Any) -> None:
    OutboundMessage.objects.update(next_try_at=timezone.now() - timedelta(seconds=1), **more)


def the_only_mail() -> OutboundMessage:
    return OutboundMessage.objects.get()


# --- Sent ----------------------------------------------------------------------------------------


def test_a_mail_is_sent_once_and_says_so(server: SmtpServer) -> None:
    post(**LETTER, html="<p>Dag An</p>", headers={"Reply-To": "loket@mechelen.example"})
    assert (send_waiting(), send_waiting()) == (1, 0)
    (got,) = server.got
    assert (got["To"], got["Subject"], got["From"]) == (
        "an@burger.example",
        "Uw vraag",
        "loket@mechelen.example",
    )
    assert (got["Reply-To"], got["Message-ID"]) == (
        "loket@mechelen.example",
        the_only_mail().headers["Message-ID"],
    )
    assert [part.get_content_type() for part in got.iter_parts()] == ["text/plain", "text/html"]
    sent = the_only_mail()
    assert (sent.state, sent.tries, sent.text) == (OutboundState.SENT, 1, "Dag An")
    assert sent.sent_at


def test_a_mail_of_a_transaction_that_is_undone_never_leaves(server: SmtpServer) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        post(**LETTER)
        raise RuntimeError
    assert send_waiting() == 0
    assert server.got == []


def test_a_mail_about_a_case_file_is_found_there(server: SmtpServer) -> None:
    case_file = CaseFile.objects.create()
    message = post_mail(case_file, **LETTER)
    assert case_file.posted_mails.get().message == message


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"recipient": "an"}, ValidationError),
        ({"recipient": ""}, ValidationError),
        ({"subject": "x" * 256}, ValidationError),
        ({"text": "x" * 1_000_001}, ValidationError),
        ({"subject": "Dag\nBcc: iedereen@elders.example"}, BadHeaderError),
        ({"headers": {"Reply-To": "a@b.example\r\nBcc: c@d.example"}}, BadHeaderError),
        ({"why": "nobody-knows"}, ValueError),
    ],
)
def test_what_no_server_would_take_is_not_written_down(
    wrong: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        post(**LETTER | wrong)
    assert not OutboundMessage.objects.exists()


def test_nothing_but_this_talks_to_a_mail_server() -> None:
    """So no page ever waits for one: all else posts."""
    talking = {
        f"{path.relative_to(ROOT)}"
        for package in ("oss", "dossiers", "neighbourhoods", "condos", "bench")
        for path in (ROOT / package).rglob("*.py")
        if re.search(r"\bsmtplib\b|django\.core\.mail\b", path.read_text())
    }
    assert talking == {"oss/mail/outbound.py", "oss/mail/sending.py"}


# --- The server --------------------------------------------------------------------------------


def test_a_silent_server_holds_up_the_first_mail_only_and_all_leave_when_it_is_back(
    server: SmtpServer,
) -> None:
    server.silent = True
    for number in range(3):
        post(**LETTER | {"subject": f"Brief {number}"})
    assert send_waiting() == 0
    assert sorted(OutboundMessage.objects.values_list("tries", flat=True)) == [0, 0, 1]
    first = OutboundMessage.objects.get(tries=1)
    assert first.state == OutboundState.WAITING
    assert "timed out" in first.last_error
    assert timezone.now() < first.next_try_at < timezone.now() + timedelta(seconds=10)
    server.silent = False
    the_pause_is_over()
    assert send_waiting() == 3
    assert sorted(one["Subject"] for one in server.got) == ["Brief 0", "Brief 1", "Brief 2"]


def test_a_server_that_is_away_is_tried_with_pauses_that_grow_and_given_up_after_two_days(
    server: SmtpServer,
) -> None:
    server.stop()
    post(**LETTER)
    for waited, pause in ((0, 5), (120, 30), (86_400, 600)):
        the_pause_is_over(waiting_since=timezone.now() - timedelta(seconds=waited))
        assert send_waiting() == 0
        left = (the_only_mail().next_try_at - timezone.now()).total_seconds()
        assert pause - 3 < left < pause + 1
    the_pause_is_over(waiting_since=timezone.now() - timedelta(days=2, minutes=1))
    send_waiting()
    failed = the_only_mail()
    assert (failed.state, failed.tries) == (OutboundState.FAILED, 4)
    assert "ConnectionRefusedError" in failed.last_error


def test_a_refused_recipient_fails_with_the_reason_and_holds_up_nobody(server: SmtpServer) -> None:
    server.answers["weg@burger.example"] = "550 5.1.1 Onbekend adres"
    post(**LETTER | {"recipient": "weg@burger.example"})
    post(**LETTER)
    assert send_waiting() == 1
    refused = OutboundMessage.objects.get(recipient="weg@burger.example")
    assert (refused.state, refused.last_error) == (OutboundState.FAILED, "550 5.1.1 Onbekend adres")


def test_a_recipient_who_is_refused_for_now_is_tried_again(server: SmtpServer) -> None:
    server.answers["an@burger.example"] = "451 4.7.1 Probeer later"
    post(**LETTER)
    assert send_waiting() == 0
    assert (the_only_mail().state, the_only_mail().last_error) == ("waiting", "451 4.7.1 Probeer later")
    del server.answers["an@burger.example"]
    the_pause_is_over()
    assert send_waiting() == 1


# --- The workers and their broker --------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_without_a_broker_the_mail_is_kept_and_the_sweep_sends_it(
    server: SmtpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_arguments: object, **_options: object) -> None:
        raise ConnectionError("no broker")

    monkeypatch.setattr("celery.app.base.Celery.send_task", away)
    monkeypatch.setattr("celery.app.task.Task.apply_async", away)
    post(**LETTER)
    assert send_waiting() == 1
    assert len(server.got) == 1


@pytest.mark.django_db(transaction=True)
def test_the_worker_is_told_after_the_commit_and_not_before(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        "celery.app.base.Celery.send_task", lambda _app, name, *_args, **_more: told.append(name)
    )
    with transaction.atomic():
        post(**LETTER)
        assert told == []
    assert told == ["oss.mail.tasks.send_waiting_mail"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_mail_once(server: SmtpServer) -> None:
    for number in range(6):
        post(**LETTER | {"subject": f"Brief {number}"})
    both_are_sending = threading.Barrier(2, timeout=30)
    first: set[int] = set()

    def meet() -> None:
        """The server answers a worker's first mail only when it has one of each."""
        if threading.get_ident() not in first:
            first.add(threading.get_ident())
            both_are_sending.wait()

    server.on_mail = meet
    done: list[int] = []

    def work() -> None:
        try:
            done.append(send_waiting())
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _worker in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(one["Subject"] for one in server.got) == [f"Brief {number}" for number in range(6)]
    assert (sum(done), min(done) > 0) == (6, True)


class Killed(BaseException):
    """The worker is gone, whatever it still wanted to do."""


def _die(*_arguments: object, **_outcome: object) -> None:
    raise Killed


_WORK = "import django; django.setup(); from oss.mail.sending import send_waiting; send_waiting()"


def _database() -> str:
    parts = connection.settings_dict
    return f"postgres://{parts['USER']}:{parts['PASSWORD']}@{parts['HOST']}:{parts['PORT']}/{parts['NAME']}"


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_killed_while_the_server_takes_its_mail_leaves_it_to_be_sent_once_more(
    server: SmtpServer,
) -> None:
    post(**LETTER)
    worker = subprocess.Popen(
        [sys.executable, "-c", _WORK],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": _database(), "EMAIL_URL": f"smtp://127.0.0.1:{server.port}"},
    )
    server.on_mail = worker.kill
    assert worker.wait(60) == -signal.SIGKILL
    assert send_waiting() == 0, "it may still be sending"
    server.on_mail = lambda: None
    the_pause_is_over()
    assert send_waiting() == 1
    first, second = server.got
    assert first["Message-ID"] == second["Message-ID"]
    assert (the_only_mail().state, the_only_mail().interruptions) == ("sent", 1)


def test_a_mail_whose_workers_die_each_time_is_sent_twice_at_most(
    server: SmtpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(**LETTER)
    with monkeypatch.context() as patched:
        patched.setattr(sending, "_settle", _die)
        for _time in range(2):
            with pytest.raises(Killed):
                send_waiting()
            the_pause_is_over()
    assert send_waiting() == 0
    assert (len(server.got), the_only_mail().state, the_only_mail().interruptions) == (2, "failed", 2)
    assert "kan vertrokken zijn" in the_only_mail().last_error


# --- A forgotten password ----------------------------------------------------------------------


def test_a_forgotten_password_sends_its_link_and_keeps_no_copy(server: SmtpServer, lotte: User) -> None:
    assert Client().post(RESET, {"email": lotte.email}).status_code == 302
    assert "/account/password/reset/key/" in the_only_mail().text
    assert server.got == []
    assert send_waiting() == 1
    (got,) = server.got
    assert "/account/password/reset/key/" in got.get_content()
    assert got["Auto-Submitted"] == "auto-generated"
    assert the_only_mail().text == ""


def test_a_secret_text_is_gone_however_it_ends(server: SmtpServer, lotte: User) -> None:
    server.answers[lotte.email] = "550 weg"
    Client().post(RESET, {"email": lotte.email})
    send_waiting()
    assert (the_only_mail().state, the_only_mail().text) == ("failed", "")
    with pytest.raises(IntegrityError, match="outbound_secret_is_not_kept"), transaction.atomic():
        OutboundMessage.objects.update(text="toch bewaard")


@pytest.mark.django_db(transaction=True)
def test_the_page_answers_without_asking_the_mail_server_and_alike_for_who_is_unknown(
    server: SmtpServer, lotte: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It opens no connection to the server, and tells the worker as often for both."""
    told: list[str] = []
    monkeypatch.setattr(
        "celery.app.base.Celery.send_task", lambda _app, name, *_args, **_more: told.append(name)
    )
    server.silent = True
    monkeypatch.setattr(
        "smtplib.SMTP.connect", lambda *_args, **_more: pytest.fail("the page asked the server")
    )
    answers = [Client().post(RESET, {"email": address}) for address in (lotte.email, "niemand@loket.example")]
    assert [(one.status_code, one["Location"]) for one in answers] == [(302, f"{RESET}done/")] * 2
    assert told == ["oss.mail.tasks.send_waiting_mail"] * 2
    assert [one.recipient for one in OutboundMessage.objects.all()] == [lotte.email]


# --- The administrator -------------------------------------------------------------------------


def test_who_may_see_what_was_sent(
    server: SmtpServer, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    post(**LETTER)
    pages = [
        reverse("admin:mail_outboundmessage_changelist"),
        reverse("admin:mail_outboundmessage_change", args=[the_only_mail().pk]),
    ]
    for role in Role:
        client = client_of(user_with(role))
        allowed = role == Role.ADMINISTRATOR
        assert [client.get(url).status_code for url in pages] == [200 if allowed else 403] * 2, role
        seen = OutboundMessage.objects.visible_to(user_with(role)).exists()
        assert seen is allowed


def test_a_secret_link_is_nowhere_in_the_admin(
    femke: User, lotte: User, client_of: Callable[[User], Client]
) -> None:
    Client().post(RESET, {"email": lotte.email})
    post(**LETTER)
    client = client_of(femke)
    listed = client.get(reverse("admin:mail_outboundmessage_changelist")).content.decode()
    assert lotte.email in listed
    pages = {
        one.why: client.get(reverse("admin:mail_outboundmessage_change", args=[one.pk])).content.decode()
        for one in OutboundMessage.objects.all()
    }
    assert "Dag An" in pages["letter"]
    assert "/key/" not in listed + pages[ACCOUNT]


def test_the_administrator_sends_a_failed_mail_again(
    server: SmtpServer, femke: User, lotte: User, client_of: Callable[[User], Client]
) -> None:
    server.answers["an@burger.example"] = "550 vol"
    post(**LETTER)
    Client().post(RESET, {"email": lotte.email})
    server.answers[lotte.email] = "550 vol"
    send_waiting()
    server.answers.clear()
    keys = list(OutboundMessage.objects.values_list("pk", flat=True))
    page = client_of(femke).post(
        reverse("admin:mail_outboundmessage_changelist"),
        {"action": "send_again", "_selected_action": keys},
        follow=True,
    )
    text = page.content.decode()
    assert "1 mail wordt opnieuw verstuurd." in text
    assert "laat de lezer een nieuwe vragen" in text
    assert f"→ {lotte.email}: " in text
    assert send_waiting() == 1
    letter = OutboundMessage.objects.get(why="letter")
    assert (letter.state, letter.tries) == ("sent", 2)
    again = client_of(femke).post(
        reverse("admin:mail_outboundmessage_changelist"),
        {"action": "send_again", "_selected_action": [letter.pk]},
        follow=True,
    )
    assert "Deze mail is niet mislukt" in again.content.decode()
    assert "opnieuw verstuurd." not in again.content.decode()  # of none
    told = client_of(femke).get(reverse("admin:mail_outboundmessage_change", args=[letter.pk]))
    assert "Volgende poging" not in told.content.decode()  # it has left
    with pytest.raises(Refused):
        send_again(letter, by=femke)
    with pytest.raises(PermissionDenied):
        send_again(letter, by=lotte)


def test_readyz_tells_of_mail_that_does_not_leave() -> None:
    post(**LETTER)
    assert health.report(health.HealthWarning)["outbound_mail"] == "ok"
    OutboundMessage.objects.update(waiting_since=timezone.now() - timedelta(minutes=16))
    assert health.report(health.HealthWarning)["outbound_mail"] == "MailNotSent"
