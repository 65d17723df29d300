"""Mails from files: single ones, folders of them, mbox and Maildir, read one at a time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_MBOX_START = re.compile(rb"\AFrom (?:-|\S+|\"[^\"]*\"\S*) .*\d{4}")
_QUOTED_FROM = re.compile(rb"\A>+From ")


@dataclass(frozen=True)
class Found:
    """One mail as bytes, or the reason why the file could not be read."""

    source: str
    raw: bytes = b""
    error: str = ""


def read_path(path: Path) -> Iterator[Found]:
    """All mails under `path`. A folder is searched to the bottom; hidden files are no mails."""
    try:
        if path.is_dir():
            yield from _read_folder(path)
        elif _is_mbox(path):
            yield from _read_mbox(path)
        else:
            yield Found(str(path), path.read_bytes())
    except OSError as error:
        yield Found(str(path), error=f"{type(error).__name__}: {error.strerror}")


def _read_folder(folder: Path) -> Iterator[Found]:
    if _is_maildir(folder):
        for part in (folder / "new", folder / "cur"):
            for path in sorted(part.iterdir()):
                if path.is_file() and not path.name.startswith("."):
                    yield from _read_file(path)
        subfolders = [path for path in sorted(folder.iterdir()) if path.is_dir() and _is_maildir(path)]
        for path in subfolders:
            yield from read_path(path)
        return
    for path in sorted(folder.iterdir()):
        if not path.name.startswith(".") or _is_maildir(path):
            yield from read_path(path)


def _read_file(path: Path) -> Iterator[Found]:
    """A file of a Maildir is one mail, whatever it starts with."""
    try:
        yield Found(str(path), path.read_bytes())
    except OSError as error:
        yield Found(str(path), error=f"{type(error).__name__}: {error.strerror}")


def _is_maildir(path: Path) -> bool:
    return (path / "cur").is_dir() and (path / "new").is_dir()


def _is_mbox(path: Path) -> bool:
    """By its first line. An .eml file is one mail, even where a program left such a line on top."""
    if path.suffix.lower() == ".eml":
        return False
    with path.open("rb") as file:
        return bool(_MBOX_START.match(file.readline(1000)))


def _read_mbox(path: Path) -> Iterator[Found]:
    with path.open("rb") as file:
        for number, raw in enumerate(_cut(file), start=1):
            yield Found(f"{path}#{number}", raw)


def _cut(file: IO[bytes]) -> Iterator[bytes]:
    """A line "From …" at the start or after an empty line begins a mail; ">From" loses one sign (mboxrd)."""
    lines: list[bytes] = []
    started = False
    after_empty = True
    for line in file:
        if after_empty and _MBOX_START.match(line):
            if started:
                yield _join(lines)
            lines, started = [], True
        else:
            lines.append(line[1:] if _QUOTED_FROM.match(line) else line)
        after_empty = line in {b"\n", b"\r\n"}
    if started:
        yield _join(lines)


def _join(lines: list[bytes]) -> bytes:
    """Without the empty line that separates mails."""
    if lines and lines[-1] in {b"\n", b"\r\n"}:
        lines = lines[:-1]
    return b"".join(lines)
