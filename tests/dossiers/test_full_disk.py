"""A full disk takes nothing silently: what was not kept is named, and nothing of it is left behind."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.db import OperationalError
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from dossiers.models import Dossier
from dossiers.operations import filing
from oss.contacts.models import ContactImport
from oss.documents import files
from oss.documents.models import Document, StoredFile
from oss.lists.declaration import list_named
from oss.lists.jobs import operations
from oss.lists.jobs.models import JobState
from oss.lists.jobs.running import run
from oss.lists.state import ListState
from oss.staff.models import User
from oss.staff.roles import Role

ROOM = 100  # bytes that still fit


@pytest.fixture(params=[28, 122], ids=["disk", "quota"])
def full_disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is larger than `ROOM` finds no place."""
    flush = os.fsync

    def no_room(handle: int) -> None:
        if os.fstat(handle).st_size > ROOM and not os.path.isdir(f"/proc/self/fd/{handle}"):
            raise OSError(request.param, "No space left on device")
        flush(handle)

    monkeypatch.setattr(files.os, "fsync", no_room)


def kept_files(media: str) -> list[Path]:
    return [path for path in Path(media).rglob("*") if path.is_file()]


def test_each_upload_that_is_not_kept_is_named_and_the_others_are(
    full_disk: None, dossier: Dossier, lotte: User, client_of: Callable[[User], Client], settings: Any
) -> None:
    before = len(kept_files(settings.MEDIA_ROOT))
    uploads = [
        SimpleUploadedFile("klein.txt", b"klein"),
        SimpleUploadedFile("groot.txt", b"groot" * ROOM),
        SimpleUploadedFile("ook klein.txt", b"ook klein"),
    ]
    url = reverse("dossier_upload", args=[dossier.number])
    answer = client_of(lotte).post(url, {"files": uploads}, follow=True)
    assert answer.status_code == 200
    told = {message.level_tag: str(message) for message in answer.context["messages"]}
    assert "‘groot.txt’ is niet bewaard: de schijf van de server is vol" in told["error"]
    assert [str(message) for message in answer.context["messages"]].count(told["error"]) == 1
    names = set(Document.objects.values_list("name", flat=True))
    assert names == {"klein.txt", "ook klein.txt"}
    assert StoredFile.objects.count() == 2
    assert len(kept_files(settings.MEDIA_ROOT)) == before + 2


def test_a_database_without_room_is_told_as_a_disk_is(
    dossier: Dossier, lotte: User, client_of: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_args: Any, **_known: Any) -> None:
        raise OperationalError("could not extend file") from psycopg.errors.DiskFull()

    monkeypatch.setattr(filing, "file_document", no_room)
    url = reverse("dossier_upload", args=[dossier.number])
    answer = client_of(lotte).post(url, {"files": SimpleUploadedFile("a.txt", b"a")}, follow=True)
    assert "‘a.txt’ is niet bewaard: de schijf van de server is vol" in answer.content.decode()
    assert not Document.objects.exists()


def test_an_upload_too_large_for_memory_is_named_too_when_the_disk_is_full(
    dossier: Dossier, lotte: User, client_of: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The web server itself writes it to disk, before any form is read."""

    write = TemporaryFileUploadHandler.receive_data_chunk

    def no_room(handler: TemporaryFileUploadHandler, data: bytes, start: int) -> None:
        if len(data) > ROOM:
            raise OSError(28, "No space left on device")
        write(handler, data, start)

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", no_room)
    uploads = [
        SimpleUploadedFile("plan.pdf", b"x" * 3 * 1024 * 1024),
        SimpleUploadedFile("brief.txt", b"brief"),
    ]
    url = reverse("dossier_upload", args=[dossier.number])
    answer = client_of(lotte).post(url, {"files": uploads}, follow=True)
    (told,) = [str(message) for message in answer.context["messages"] if message.level_tag == "error"]
    assert told.startswith("‘plan.pdf’ is niet bewaard")
    assert Document.objects.get().name == "brief.txt"


def test_an_upload_under_way_leaves_nothing_where_its_web_worker_is_killed(
    tmp_path: Path,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    lotte: User,
    dossier: Dossier,
    client_of: Callable[[User], Client],
) -> None:
    """Nothing stands under a name at any moment, so there is nothing to be swept."""
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    write, under_way = TemporaryFileUploadHandler.receive_data_chunk, list[list[Path]]()

    def looking(handler: TemporaryFileUploadHandler, data: bytes, start: int) -> None:
        write(handler, data, start)
        under_way.append(list(tmp_path.iterdir()))

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", looking)
    plan = b"%PDF-1.4 " + bytes(range(256)) * 12_000
    url = reverse("dossier_upload", args=[dossier.number])
    assert client_of(lotte).post(url, {"files": SimpleUploadedFile("plan.pdf", plan)}).status_code == 302
    assert len(under_way) > 1
    assert not any(under_way)
    with Document.objects.get().stored_file.open() as kept:
        assert kept.read() == plan


def test_a_file_to_import_that_is_not_kept_says_so_at_its_field(
    full_disk: None, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    list_of_people = SimpleUploadedFile("lijst.csv", b"voornaam;achternaam\n" + b"An;Peeters\n" * ROOM)
    answer = client_of(user_with(Role.COORDINATOR)).post(reverse("person_import"), {"file": list_of_people})
    assert answer.status_code == 422
    assert "‘lijst.csv’ is niet bewaard: de schijf van de server is vol" in answer.content.decode()
    assert not ContactImport.objects.exists()


def test_an_export_without_room_ends_with_that_reason_and_leaves_no_half_file(
    dossier: Dossier, lotte: User, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    definition = list_named("dossiers")
    assert definition
    job = operations.start_export(ListState.read(definition, lotte, QueryDict()), by=lotte)

    def half(_file: File, chunk_size: int | None = None) -> Iterator[bytes]:
        yield b"half a file"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(File, "chunks", half)
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, bool(job.file)) == (JobState.FAILED, False)
    assert "schijf van de server is vol" in job.problem
    assert not Path(settings.MEDIA_ROOT, job.file.field.upload_to(job, "")).exists()
