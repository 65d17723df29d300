"""Bytes are kept whole under their own sum, once, whoever keeps them and whatever happened to the disk."""

import threading
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from oss.documents import files
from oss.documents.models import StoredFile
from oss.documents.names import safe_name
from oss.documents.storing import store_all, store_bytes

DATA = b"bytes van een offerte"


def on_disk(stored: StoredFile) -> Path:
    return Path(stored.open().name)


@pytest.mark.django_db
def test_stored_bytes_come_back() -> None:
    stored = store_bytes(DATA)
    assert (stored.read(), stored.size) == (DATA, len(DATA))


@pytest.mark.django_db
def test_the_same_bytes_are_one_file() -> None:
    assert store_bytes(DATA) == store_bytes(DATA)
    assert StoredFile.objects.count() == 1


@pytest.mark.django_db
def test_many_are_stored_in_their_order_with_two_queries() -> None:
    contents = [b"a", b"b", b"a", b"c"]
    with CaptureQueriesContext(connection) as queries:
        stored = store_all(contents)
    assert [one.read() for one in stored] == contents
    assert len([one for one in queries.captured_queries if "storedfile" in one["sql"]]) == 2


@pytest.mark.django_db
@pytest.mark.parametrize("damage", ["gone", "short"])
def test_a_damaged_file_is_put_right_by_storing_again(damage: str) -> None:
    with (stored := store_bytes(DATA)).open() as file:
        path = Path(file.name)
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(DATA[:4])
    assert store_bytes(DATA) == stored
    assert stored.read() == DATA


@pytest.mark.django_db
def test_a_file_whose_row_was_lost_gets_its_row_again() -> None:
    store_bytes(DATA).delete()
    assert store_bytes(DATA).read() == DATA


@pytest.mark.django_db
def test_nothing_is_left_of_bytes_that_could_not_be_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        store_bytes(DATA)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert not StoredFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_threads_that_store_the_same_new_files_agree() -> None:
    contents = [str(n).encode() for n in range(20)]
    found: list[list[int]] = []

    def store(order: list[bytes]) -> None:
        found.append(sorted(one.pk for one in store_all(order)))
        connection.close()

    threads = [
        threading.Thread(target=store, args=(order,)) for order in (contents, contents[::-1], contents) * 2
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert all(one == found[0] for one in found)
    assert StoredFile.objects.count() == 20


class Elsewhere(Storage):
    """Objects in a bucket: no paths, no renaming."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}

    def exists(self, name: str) -> bool:
        return name in self.objects

    def size(self, name: str) -> int:
        return len(self.objects[name])

    def _save(self, name: str, content: Any) -> str:
        self.objects[name] = content.read()
        return name

    def _open(self, name: str, mode: str = "rb") -> ContentFile:
        return ContentFile(self.objects[name])


def test_storage_without_paths_keeps_the_bytes_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "default_storage", Elsewhere())
    sha256 = files.keep("documents", DATA)
    files.keep("documents", DATA)
    assert files.read_kept("documents", sha256) == DATA


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\jan\offerte.pdf", "offerte.pdf"),
        ("factuur\u202efdp.exe", "factuurfdp.exe"),
        ("a\x00b\nc.pdf", "ab c.pdf"),
        ("  ..  ", "document"),
        ("x" * 300 + ".pdf", "x" * 251 + ".pdf"),
    ],
)
def test_names_from_outside_are_made_harmless(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text())
def test_a_safe_name_is_never_empty_nor_long(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe) <= 255
    assert "/" not in safe
    assert safe_name(safe) == safe
