"""Bytes kept under their own SHA-256, in the storage that settings name.

A file is complete or not there: it is written beside its place, flushed to the disk and then renamed. Keeping
the same bytes twice is one file; a file that is missing or cut short is put right by keeping them again.
"""

import hashlib
import os
import tempfile
from pathlib import Path
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from oss.core.disk import telling_a_full_disk


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def place(folder: str, sha256: str) -> str:
    """`documents/ab/cd/abcd…`: no folder grows too long to list."""
    return f"{folder}/{sha256[:2]}/{sha256[2:4]}/{sha256}"


def keep(folder: str, data: bytes) -> str:
    """Returns the SHA-256 once the bytes are safe. Raises OSError where they can't be kept, DiskFullError
    where there is no room."""
    sha256 = digest(data)
    name = place(folder, sha256)
    try:
        target = Path(default_storage.path(name))
    except NotImplementedError:
        _keep_elsewhere(name, data)
    else:
        with telling_a_full_disk():
            _keep_on_disk(target, data)
    return sha256


def open_kept(folder: str, sha256: str) -> IO[bytes]:
    return default_storage.open(place(folder, sha256), "rb")


def read_kept(folder: str, sha256: str) -> bytes:
    with open_kept(folder, sha256) as file:
        return file.read()


def _keep_on_disk(target: Path, data: bytes) -> None:
    if _size(target) == len(data):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    waiting = Path(default_storage.path("incoming"))
    waiting.mkdir(exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=waiting)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # the name is as safe as the bytes
    finally:
        os.close(folder)


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return None


def _keep_elsewhere(name: str, data: bytes) -> None:
    """Storage without paths (S3-compatible): a whole object is put at once."""
    if default_storage.exists(name):
        if default_storage.size(name) == len(data):
            return
        default_storage.delete(name)
    saved = default_storage.save(name, ContentFile(data))
    if saved != name:  # somebody else kept the same bytes in the meantime
        default_storage.delete(saved)
