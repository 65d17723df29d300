"""Many receivers at once, and receivers that are killed: nothing lost, nothing doubled."""

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import connection

from oss.mail.factories import File, MailboxFactory, make_eml
from oss.mail.models import Delivery, Message, RawMessage
from oss.mail.receiving import ReceivedAs, receive

pytestmark = pytest.mark.django_db(transaction=True)


LOGO = File("logo.png", b"hetzelfde", "image/png")


def letters(number: int) -> list[bytes]:
    return [
        make_eml(
            subject=f"Brief {n}",
            message_id=f"{n}@burger.example" if n % 3 else "",
            text=f"Beste,\n\nDit is brief {n}.",
            attachments=[LOGO, File("b.pdf", bytes([n % 7]))] if n % 5 == 0 else (),
        )
        for n in range(number)
    ]


@pytest.mark.drill("receivers-at-once")
def test_two_threads_that_receive_the_same_mails_store_each_once(
    size: SimpleNamespace, record_property: Callable[[str, object], None]
) -> None:
    mailbox = MailboxFactory()
    mails = letters(size.mails)
    outcomes: list[ReceivedAs] = []

    def work(order: list[bytes]) -> None:
        outcomes.extend(receive(raw, mailbox=mailbox, source="thread") for raw in order)
        connection.close()

    threads = [threading.Thread(target=work, args=(mails,)) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(outcomes) == {ReceivedAs.STORED: size.mails, ReceivedAs.DUPLICATE: size.mails}
    kept = [model.objects.count() for model in (Message, Delivery, RawMessage)]
    assert kept == [size.mails] * 3
    record_property("mails", size.mails)


def test_two_threads_with_other_content_under_one_message_id_flag_one_of_each() -> None:
    mailbox = MailboxFactory()
    pairs = [
        [make_eml(message_id=f"{n}@x.example", text=f"{who} {n}") for n in range(60)] for who in ("ik", "jij")
    ]
    outcomes: list[ReceivedAs] = []

    def work(mails: list[bytes]) -> None:
        outcomes.extend(receive(raw, mailbox=mailbox, source="thread") for raw in mails)
        connection.close()

    threads = [threading.Thread(target=work, args=(mails,)) for mails in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(outcomes) == {ReceivedAs.STORED: 60, ReceivedAs.FLAGGED: 60}


def start_receiver(folder: Path, data: Path) -> subprocess.Popen[str]:
    database = connection.settings_dict
    url = (
        f"postgres://{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}"
        f"/{database['NAME']}"
    )
    environment = {**os.environ, "DATABASE_URL": url, "OSS_DATA_DIR": str(data)}
    return subprocess.Popen(
        [sys.executable, "manage.py", "receive_mail", str(folder)],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )


@pytest.mark.drill("receiver-killed")
def test_a_receiver_killed_again_and_again_loses_and_doubles_nothing(
    tmp_path: Path, size: SimpleNamespace, record_property: Callable[[str, object], None]
) -> None:
    """Each is killed a moment after another mail was kept, wherever it is in its work then."""
    MailboxFactory()
    folder = tmp_path / "mails"
    folder.mkdir()
    mails = letters(size.mails)
    for number, raw in enumerate(mails):
        (folder / f"{number:04}.eml").write_bytes(raw)
    chance = random.Random(2026)  # noqa: S311 - moments to kill at, no secrets
    killed_at = []
    for _time in range(size.kills):
        before = RawMessage.objects.count()
        receiver = start_receiver(folder, tmp_path)
        while RawMessage.objects.count() == before and receiver.poll() is None:
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 0.08))
        assert receiver.poll() is None, "it was done before it could be killed: give it more mails"
        receiver.send_signal(signal.SIGKILL)
        receiver.communicate()
        killed_at.append(RawMessage.objects.count())
    assert killed_at == sorted(set(killed_at)), "every receiver got further than the one before"
    last = start_receiver(folder, tmp_path)
    line = json.loads(last.communicate()[0].splitlines()[-1])
    assert (last.returncode, line["received"], line["errors"]) == (0, size.mails, 0)
    assert Message.objects.count() == Delivery.objects.count() == size.mails
    assert Message.objects.parked().count() == 0
    kept = {raw.sha256: raw for raw in RawMessage.objects.all()}
    assert kept.keys() == {hashlib.sha256(raw).hexdigest() for raw in mails}
    assert all(hashlib.sha256(raw.read()).hexdigest() == sha256 for sha256, raw in kept.items())
    assert all(message.raws.count() == 1 for message in Message.objects.all())
    with_files = Message.objects.filter(has_attachments=True)
    assert {one.attachments.count() for one in with_files} == {2}
    assert with_files.count() == size.mails // 5
    record_property("killed with so many kept", killed_at)
