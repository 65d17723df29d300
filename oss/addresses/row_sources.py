"""Reads the files of an extract of the register, row by row.

A row source turns one file into `SourceRow`s under the register's own column names. `ROW_SOURCES` has one for
each ending; the register's dbf comes in beside csv.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _

REQUIRED = frozenset(
    {"adresid", "straatnmid", "straatnm", "huisnr", "busnr", "postcode", "gemeenteid", "gemeentenm", "status"}
)


class WrongFileError(Exception):
    """The file is not an extract of the register; the message is one line for who started the import."""


@dataclass(frozen=True)
class SourceRow:
    """`values` is None where the line does not have as many fields as there are columns."""

    file: str
    line: int
    values: dict[str, str] | None


def csv_rows(path: Path) -> Iterator[SourceRow]:
    """UTF-8, comma or semicolon; lines before the header that begin with # are remarks."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            yield from _rows_after_header(path, file)
        except UnicodeDecodeError:
            raise WrongFileError(_("%(file)s is not encoded in UTF-8.") % {"file": path.name}) from None
        except csv.Error:
            raise WrongFileError(_("%(file)s is not a CSV file.") % {"file": path.name}) from None


def _rows_after_header(path: Path, file: TextIO) -> Iterator[SourceRow]:
    remarks = 0
    header = file.readline()
    while header.startswith("#"):
        remarks += 1
        header = file.readline()
    delimiter = ";" if header.count(";") > header.count(",") else ","
    names = [name.strip().lower() for name in next(csv.reader([header], delimiter=delimiter), [])]
    if missing := REQUIRED - set(names):
        raise WrongFileError(
            _("%(file)s lacks the columns %(columns)s.")
            % {"file": path.name, "columns": ", ".join(sorted(missing))}
        )
    reader = csv.reader(file, delimiter=delimiter)
    for fields in reader:
        line = remarks + 1 + reader.line_num
        if fields:
            values = dict(zip(names, fields, strict=True)) if len(fields) == len(names) else None
            yield SourceRow(path.name, line, values)


ROW_SOURCES: dict[str, Callable[[Path], Iterator[SourceRow]]] = {".csv": csv_rows}


def files_of(path: Path) -> list[Path]:
    """The file itself, or the readable files of a folder in the order of their names."""
    if not path.exists():
        raise WrongFileError(_("%(file)s does not exist.") % {"file": path})
    found = sorted(path.iterdir()) if path.is_dir() else [path]
    files = [one for one in found if one.suffix.lower() in ROW_SOURCES]
    if not files:
        raise WrongFileError(
            _("%(file)s is not a file the import can read: it reads %(endings)s.")
            % {"file": path.name, "endings": ", ".join(sorted(ROW_SOURCES))}
        )
    return files


def rows_of(files: list[Path]) -> Iterator[SourceRow]:
    for file in files:
        yield from ROW_SOURCES[file.suffix.lower()](file)
