"""The process that reads one file and ends: `python -m sheets.child`, started by `oss.reports.reading`.

On its input a line of JSON with the known headings, then the file; on its output JSON with the table or with
why there is none. It takes no more time and memory than its limits, whatever the file is.
"""

import json
import re
import resource
import sys
import zipfile
from dataclasses import asdict
from io import BytesIO
from typing import Any

from .delimited import sheet_of
from .grid import Sheet, SheetBudget, Unreadable
from .layout import table_of
from .workbook import sheets_of

MOST_MEMORY = 512 * 1024 * 1024  # bytes of address space
MOST_SECONDS = 10  # of processor

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARTS_OF_OLD = (
    ("password", "EncryptedPackage"),
    ("xls", "Workbook"),
    ("xls", "Book"),
    ("word", "WordDocument"),
)
_SIGNS = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "word"),
    (b"\x1f\x8b", "packed"),
    (b"7z\xbc\xaf", "packed"),
    (b"Rar!", "packed"),
    (b"\x89PNG", "foreign"),
    (b"\xff\xd8\xff", "foreign"),
    (b"GIF8", "foreign"),
)
_MARKUP = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml|<!doctype|<html|<table|<head|<meta|<body|<workbook|MIME-Version:)",
    re.IGNORECASE,
)
_PACKED = (
    ("xl/", ""),
    ("word/", "word"),
    ("ppt/", "foreign"),
)
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


def read(data: bytes, known: frozenset[str], ignored: frozenset[str]) -> dict[str, Any]:
    """The table as plain values, or {"refused": code, "details": {…}}; with what the reading cost."""
    budget = SheetBudget()
    try:
        answer = asdict(table_of(_sheets(data, known, budget), known, ignored))
    except Unreadable as refusal:
        answer = {"refused": refusal.code, "details": refusal.details}
    except MemoryError:
        answer = {"refused": "unpacks", "details": {}}
    return answer | {"elements": budget.elements}


def _sheets(data: bytes, known: frozenset[str], budget: SheetBudget) -> list[Sheet]:
    if data.startswith(b"PK"):
        _refuse_other_archives(data)
        return sheets_of(data, budget)
    _refuse_foreign(data)
    return [sheet_of(data, known, budget)]


def _refuse_foreign(data: bytes) -> None:
    if data.startswith(_OLD_OFFICE):
        for code, part in _PARTS_OF_OLD:
            if part.encode("utf-16-le") in data:
                raise Unreadable(code)
        raise Unreadable("foreign")
    for sign, code in _SIGNS:
        if data.startswith(sign):
            raise Unreadable(code)
    head = data[:1024]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\x00", b"")[2:]
    if _MARKUP.match(head):
        raise Unreadable("markup")
    if b"\x00" not in data and _CONTROL.search(data[:4096]):
        raise Unreadable("foreign")


def _refuse_other_archives(data: bytes) -> None:
    """Of the many kinds of file that are a zip, by the names in it."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()[:1000]
            kind = (
                archive.read("mimetype") if names and names[0] == "mimetype" and _is_small(archive) else b""
            )
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise Unreadable("broken") from error
    if b"opendocument.spreadsheet" in kind:
        raise Unreadable("ods")
    if b"opendocument" in kind:
        raise Unreadable("word")
    for folder, code in _PACKED:
        if any(name.replace("\\", "/").lower().startswith(folder) for name in names):
            if code:
                raise Unreadable(code)
            return
    if not any(name.endswith(".rels") for name in names):
        raise Unreadable("packed")


def _is_small(archive: zipfile.ZipFile) -> bool:
    return archive.getinfo("mimetype").file_size < 1024  # noqa: PLR2004 - a name of some fifty letters


def _set_limits() -> None:
    for kind, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def main() -> None:
    _set_limits()
    asked = json.loads(sys.stdin.buffer.readline())
    answer = read(sys.stdin.buffer.read(), frozenset(asked["known"]), frozenset(asked["ignored"]))
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=True).encode())


if __name__ == "__main__":
    main()
