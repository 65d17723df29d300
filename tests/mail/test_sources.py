"""Files of every kind give the mails that are in them, byte for byte."""

import json
import mailbox as stdlib_mailbox
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from oss.mail import receiving
from oss.mail.factories import make_eml
from oss.mail.models import Mailbox, Message, RawMessage
from oss.mail.sources import read_path

MAILS = [
    make_eml(subject=f"Mail {n}", text=f"Beste,\n\nFrom hier tot daar.\nTot {n}\n").replace(b"\r\n", b"\n")
    for n in range(5)
]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder beside the one that keeps the stored files."""
    (folder := tmp_path / "inbox").mkdir()
    return folder


def read(path: Path) -> list[bytes]:
    return [found.raw for found in read_path(path)]


def test_an_eml_file_is_one_mail(tmp_path: Path) -> None:
    (path := tmp_path / "a.eml").write_bytes(MAILS[0])
    assert read(path) == [MAILS[0]]


def test_an_eml_file_with_an_mbox_line_on_top_is_kept_as_it_is(tmp_path: Path) -> None:
    raw = b"From jan@x.example Mon Mar  2 09:30:00 2026\n" + MAILS[0]
    (path := tmp_path / "a.eml").write_bytes(raw)
    assert read(path) == [raw]


def test_a_folder_is_read_to_the_bottom_without_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "b" / "c").mkdir(parents=True)
    (tmp_path / "a.eml").write_bytes(MAILS[0])
    (tmp_path / "b" / "c" / "zonder-uitgang").write_bytes(MAILS[1])
    (tmp_path / ".DS_Store").write_bytes(b"x")
    assert read(tmp_path) == MAILS[:2]


def test_an_mbox_gives_each_mail_back(tmp_path: Path) -> None:
    box = stdlib_mailbox.mbox(tmp_path / "inbox")
    for raw in MAILS:
        box.add(raw)
    box.close()
    assert read(tmp_path / "inbox") == MAILS


def test_a_text_that_starts_with_from_is_no_mbox(tmp_path: Path) -> None:
    (path := tmp_path / "brief").write_bytes(b"From Mechelen with love\n")
    assert read(path) == [b"From Mechelen with love\n"]


def test_a_maildir_gives_new_and_read_mails_and_those_of_its_subfolders(tmp_path: Path) -> None:
    box = stdlib_mailbox.Maildir(tmp_path / "Maildir")
    for raw in MAILS[:2]:
        box.add(raw)
    seen = stdlib_mailbox.MaildirMessage(MAILS[2])
    seen.set_subdir("cur")
    box.add(seen)
    box.add_folder("Energie").add(MAILS[3])
    (tmp_path / "Maildir" / "dovecot-uidlist").write_text("3 V1")
    (tmp_path / "Maildir" / "tmp" / "half").write_bytes(b"From: ha")
    assert sorted(read(tmp_path / "Maildir")) == sorted(MAILS[:4])


def receive(*arguments: str) -> dict[str, int]:
    out, err = StringIO(), StringIO()
    code = 0
    try:
        call_command("receive_mail", *arguments, stdout=out, stderr=err)
    except SystemExit as stop:
        code = int(str(stop.code))
    result: dict[str, int] = json.loads(out.getvalue().splitlines()[-1])
    return {**result, "code": code}


@pytest.mark.django_db
def test_a_file_that_is_not_there_is_an_error_and_the_others_are_received(inbox: Path) -> None:
    (inbox / "a.eml").write_bytes(MAILS[0])
    result = receive(str(inbox / "weg.eml"), str(inbox / "a.eml"))
    assert (result["received"], result["stored"], result["errors"], result["code"]) == (2, 1, 1, 1)


@pytest.mark.django_db
def test_bytes_that_cannot_be_kept_are_an_error(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(folder: str, data: bytes) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(receiving.files, "keep", full)
    (inbox / "a.eml").write_bytes(MAILS[0])
    assert receive(str(inbox))["code"] == 1


@pytest.mark.django_db
def test_a_mail_that_is_kept_but_not_read_yet_is_no_loss(inbox: Path, listen: Callable[..., None]) -> None:
    listen(lambda delivery: 1 / 0)
    (inbox / "a.eml").write_bytes(MAILS[0])
    result = receive(str(inbox))
    assert (result["not_read_yet"], result["errors"], result["code"]) == (1, 0, 0)
    listen()
    assert receive(str(inbox))["duplicates"] == 1  # the run starts with what was left
    assert Message.objects.get().subject == "Mail 0"


@pytest.mark.django_db
def test_mails_go_to_the_named_mailbox_whatever_its_capitals(inbox: Path, mailbox: Mailbox) -> None:
    (inbox / "a.eml").write_bytes(MAILS[0])
    receive(str(inbox), "--mailbox", mailbox.address.upper())
    mailbox.refresh_from_db()
    assert mailbox.deliveries.count() == 1
    assert mailbox.last_received_at is not None


@pytest.mark.django_db
def test_without_a_name_mails_go_to_the_first_active_mailbox(inbox: Path, mailbox: Mailbox) -> None:
    (inbox / "a.eml").write_bytes(MAILS[0])
    receive(str(inbox))
    assert mailbox.deliveries.count() == 1


@pytest.mark.django_db
def test_an_export_that_misses_bytes_says_so(inbox: Path, mailbox: Mailbox) -> None:
    (inbox / "a.eml").write_bytes(MAILS[0])
    receive(str(inbox))
    with RawMessage.objects.get().open() as file:
        Path(file.name).write_bytes(b"iets anders")
    with pytest.raises(SystemExit):
        call_command("export_raw", inbox.parent / "export", stdout=StringIO(), stderr=StringIO())
