"""Fetching from a real IMAP server (pymap): each mail once, from where we were, never deleted there."""

import imaplib
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from oss.celery import app
from oss.mail import imap
from oss.mail.factories import MailboxFactory, make_eml
from oss.mail.imap import FetchError, fetch_mailbox
from oss.mail.models import AfterFetch, ImapFolder, Mailbox, Message, RawMessage
from oss.mail.receiving import ReceivedAs
from oss.mail.tasks import fetch_all

pytestmark = pytest.mark.django_db

USER, PASSWORD = "loket", "geheim"


class Server:
    """An IMAP server of our own, and a colleague's mail program on it."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.start()

    def start(self) -> None:
        program = str(Path(sys.executable).parent / "pymap")
        command = [program, "--host", "127.0.0.1", "--port", str(self.port), "--no-tls", "dict"]
        command += ["--demo-user", USER, "--demo-password", PASSWORD]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                assert self.process.poll() is None, "pymap stopped"
                assert time.monotonic() < deadline, "pymap did not start"
                time.sleep(0.05)
            else:
                return

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()

    def login(self) -> imaplib.IMAP4:
        client = imaplib.IMAP4("127.0.0.1", self.port)
        client.login(USER, PASSWORD)
        return client

    def put(self, *mails: bytes) -> None:
        with self.login() as client:
            for raw in mails:
                client.append("INBOX", "", "", raw)

    def flags(self, folder: str = "INBOX") -> list[bytes]:
        with self.login() as client:
            client.select(folder, readonly=True)
            lines = client.uid("FETCH", "1:*", "(FLAGS)")[1]
            return [line for line in lines if isinstance(line, bytes)]


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.stop()


@pytest.fixture
def mailbox(server: Server, monkeypatch: pytest.MonkeyPatch) -> Mailbox:
    monkeypatch.setitem(os.environ, "OSS_SECRET_LOKET", PASSWORD)
    return MailboxFactory(
        imap_host="127.0.0.1",
        imap_port=server.port,
        imap_ssl=False,
        imap_user=USER,
        secret_name="OSS_SECRET_LOKET",
    )


def mails(number: int, start: int = 0) -> list[bytes]:
    return [make_eml(subject=f"Mail {n}", message_id=f"{n}@x.example") for n in range(start, start + number)]


def subjects() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("subject", flat=True))


def test_new_mails_are_fetched_byte_for_byte(server: Server, mailbox: Mailbox) -> None:
    server.put(*mails(3))
    assert fetch_mailbox(mailbox).outcomes[ReceivedAs.STORED] == 3
    assert [raw.read() for raw in RawMessage.objects.order_by("pk")] == mails(3)
    mailbox.refresh_from_db()
    assert mailbox.last_received_at is not None
    assert mailbox.last_fetched_at is not None
    assert mailbox.last_error == ""


def test_a_second_fetch_asks_only_for_what_is_new(server: Server, mailbox: Mailbox) -> None:
    server.put(*mails(2))
    fetch_mailbox(mailbox)
    assert fetch_mailbox(mailbox).received == 0
    server.put(*mails(1, start=2))
    assert fetch_mailbox(mailbox).received == 1
    assert subjects() == ["Mail 0", "Mail 1", "Mail 2"]


def test_a_mail_that_a_colleague_read_first_is_fetched_too(server: Server, mailbox: Mailbox) -> None:
    with server.login() as client:
        client.append("INBOX", r"(\Seen)", "", mails(1)[0])
    assert fetch_mailbox(mailbox).received == 1


def test_fetching_leaves_the_mails_on_the_server_unread(server: Server, mailbox: Mailbox) -> None:
    server.put(*mails(2))
    fetch_mailbox(mailbox)
    flags = server.flags()
    assert len(flags) == 2
    assert not any(b"Seen" in line or b"Deleted" in line for line in flags)


def test_mails_are_marked_as_read_where_the_mailbox_says_so(server: Server, mailbox: Mailbox) -> None:
    mailbox.after_fetch = AfterFetch.SEEN
    server.put(*mails(2))
    fetch_mailbox(mailbox)
    assert [b"Seen" in line for line in server.flags()] == [True, True]


def test_mails_are_moved_where_the_mailbox_says_so(server: Server, mailbox: Mailbox) -> None:
    mailbox.after_fetch, mailbox.move_to = AfterFetch.MOVE, "In het loket"
    with server.login() as client:
        client.create('"In het loket"')
    server.put(*mails(2))
    fetch_mailbox(mailbox)
    assert (len(server.flags()), len(server.flags('"In het loket"'))) == (0, 2)


def test_nothing_is_marked_before_it_is_kept(
    server: Server, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(raw: bytes, *, mailbox: Mailbox, source: str) -> ReceivedAs:
        raise OSError(28, "No space left on device")

    mailbox.after_fetch = AfterFetch.SEEN
    server.put(*mails(1))
    with monkeypatch.context() as full_disk:
        full_disk.setattr(imap, "receive", lose)
        assert fetch_mailbox(mailbox).failed == 1
    assert b"Seen" not in server.flags()[0]
    assert fetch_mailbox(mailbox).received == 1
    assert b"Seen" in server.flags()[0]
    assert ImapFolder.objects.get().failed_uids == []


def test_one_mail_that_fails_does_not_hold_up_the_others(
    server: Server, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive = imap.receive

    def lose_one(raw: bytes, *, mailbox: Mailbox, source: str) -> ReceivedAs:
        if b"Mail 1" in raw:
            raise OSError
        return receive(raw, mailbox=mailbox, source=source)

    server.put(*mails(3))
    with monkeypatch.context() as bad_day:
        bad_day.setattr(imap, "receive", lose_one)
        fetch_mailbox(mailbox)
    assert subjects() == ["Mail 0", "Mail 2"]
    fetch_mailbox(mailbox)
    assert subjects() == ["Mail 0", "Mail 2", "Mail 1"]


def test_a_mail_that_breaks_the_connection_does_not_hold_up_the_next_ones(
    server: Server, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = imaplib.IMAP4.uid

    def break_down(client: imaplib.IMAP4, command: str, *arguments: str) -> Any:
        if command == "FETCH" and arguments[0] == str(second):
            raise imaplib.IMAP4.abort
        return ask(client, command, *arguments)

    server.put(*mails(3))
    with server.login() as client:
        client.select("INBOX", readonly=True)
        second = int(client.uid("SEARCH", "ALL")[1][0].split()[1])
    with monkeypatch.context() as bad_mail:
        bad_mail.setattr(imaplib.IMAP4, "uid", break_down)
        for _time in range(3):
            with pytest.raises(FetchError):
                fetch_mailbox(mailbox)
    assert subjects() == ["Mail 0", "Mail 2"]
    fetch_mailbox(mailbox)
    assert subjects() == ["Mail 0", "Mail 2", "Mail 1"]
    assert ImapFolder.objects.get().failed_uids == []


def test_a_server_that_numbers_anew_doubles_nothing(server: Server, mailbox: Mailbox) -> None:
    server.put(*mails(3))
    fetch_mailbox(mailbox)
    before = ImapFolder.objects.get().uidvalidity
    server.stop()
    server.start()  # forgets everything: another UIDVALIDITY
    server.put(*mails(4))
    fetched = fetch_mailbox(mailbox)
    assert (fetched.outcomes[ReceivedAs.DUPLICATE], fetched.outcomes[ReceivedAs.STORED]) == (3, 1)
    assert ImapFolder.objects.get().uidvalidity != before


def test_a_server_that_drops_the_line_mid_fetch_costs_nothing(
    server: Server, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive = imap.receive
    received: list[bytes] = []

    def drop(raw: bytes, *, mailbox: Mailbox, source: str) -> ReceivedAs:
        received.append(raw)
        if len(received) == 2:
            server.stop()
        return receive(raw, mailbox=mailbox, source=source)

    server.put(*mails(4))
    monkeypatch.setattr(imap, "receive", drop)
    with pytest.raises(FetchError):
        fetch_mailbox(mailbox)
    mailbox.refresh_from_db()
    assert mailbox.last_error
    assert Message.objects.count() == 2
    server.start()
    server.put(*mails(4))
    fetch_mailbox(mailbox)
    assert Message.objects.count() == 4


def test_a_missing_password_is_told_on_the_mailbox(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(os.environ, "OSS_SECRET_LOKET")
    with pytest.raises(FetchError, match="OSS_SECRET_LOKET"):
        fetch_mailbox(mailbox)
    mailbox.refresh_from_db()
    assert "OSS_SECRET_LOKET" in mailbox.last_error
    assert mailbox.last_fetched_at is None


def test_a_wrong_password_is_told_without_the_password(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "OSS_SECRET_LOKET", "verkeerd-wachtwoord")
    with pytest.raises(FetchError):
        fetch_mailbox(mailbox)
    mailbox.refresh_from_db()
    assert mailbox.last_error
    assert "verkeerd" not in mailbox.last_error


def test_the_task_fetches_all_mailboxes_and_goes_on_after_one_that_fails(
    server: Server, mailbox: Mailbox
) -> None:
    MailboxFactory(name="A zonder wachtwoord", imap_host="127.0.0.1", secret_name="OSS_SECRET_NERGENS")
    MailboxFactory(name="A zonder server")
    server.put(*mails(1))
    fetch_all()
    assert mailbox.deliveries.count() == 1


def test_the_task_runs_on_the_queue_of_mail() -> None:
    route = app.amqp.router.route({}, "oss.mail.tasks.fetch_all")
    assert route["queue"].name == "mail"


def test_the_command_prints_a_line_for_each_mailbox(
    server: Server, mailbox: Mailbox, listen: Callable[..., None]
) -> None:
    server.put(*mails(2))
    out = StringIO()
    call_command("fetch_mail", stdout=out)
    line = json.loads(out.getvalue())
    assert (line["mailbox"], line["received"], line["stored"]) == (mailbox.address, 2, 2)
