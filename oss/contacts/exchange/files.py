"""Reads an uploaded spreadsheet into rows of text. A file that cannot be read is answered in words."""

import csv
import zipfile
from io import BytesIO, StringIO
from typing import Any

import tablib
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from import_export.formats.base_formats import CSV, XLSX

from oss.reports.spreadsheets import typed_text

LARGEST = 5 * 1024 * 1024
MOST_UNPACKED = 100 * 1024 * 1024
MOST_ROWS = 20_000
FORMATS = {"xlsx": XLSX, "csv": CSV}


def read(data: bytes, name: str, known: tuple[str, ...]) -> tablib.Dataset:
    """The rows that say anything, under the known columns that the file has.

    ValidationError: not XLSX or CSV, too large, unknown or double columns, no rows.
    """
    if len(data) > LARGEST:
        raise ValidationError(_("This file is larger than 5 MB. Split it into several files."))
    raw: Any = _xlsx(data) if data.startswith(b"PK") else _csv(data, name)
    headers = [typed_text(header).casefold() for header in raw.headers or []]
    while headers and not headers[-1]:
        headers.pop()
    _check(headers, known)
    rows = [[typed_text(cell) for cell in row[: len(headers)]] for row in raw]
    rows = [row + [""] * (len(headers) - len(row)) for row in rows if any(row)]
    if not rows:
        raise ValidationError(_("There are no rows under the headings."))
    if len(rows) > MOST_ROWS:
        raise ValidationError(
            _("There are more than %(most)s rows. Split the file.")
            % {"most": f"{MOST_ROWS:,}".replace(",", ".")}
        )
    return tablib.Dataset(*rows, headers=headers)


def _check(headers: list[str], known: tuple[str, ...]) -> None:
    columns = {"columns": ", ".join(known)}
    if not any(headers):
        raise ValidationError(_("The first row has no headings. The columns are: %(columns)s.") % columns)
    if unknown := [header for header in headers if header not in known]:
        names = ", ".join(f"“{name}”" for name in unknown)
        raise ValidationError(
            ngettext(
                "The column %(names)s is not known. The columns are: %(columns)s.",
                "The columns %(names)s are not known. The columns are: %(columns)s.",
                len(unknown),
            )
            % (columns | {"names": names})
        )
    if len(set(headers)) < len(headers):
        double = next(header for header in headers if headers.count(header) > 1)
        raise ValidationError(_("The column “%(name)s” stands there twice.") % {"name": double})


def _xlsx(data: bytes) -> tablib.Dataset:
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked <= MOST_UNPACKED:
            return XLSX().create_dataset(data)
    except Exception as error:  # whatever a broken workbook makes the reader raise, it is no workbook
        raise ValidationError(_("This is no Excel workbook (.xlsx) that can be read.")) from error
    raise ValidationError(_("This file is larger than 5 MB. Split it into several files."))


def _csv(data: bytes, name: str) -> tablib.Dataset:
    if b"\x00" in data:
        raise ValidationError(_("“%(name)s” is no Excel workbook (.xlsx) and no CSV file.") % {"name": name})
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise ValidationError(_("This CSV file has a quotation mark that is not closed.")) from error
    if not rows:
        raise ValidationError(_("This file is empty."))
    width = max(len(row) for row in rows)
    padded = [row + [""] * (width - len(row)) for row in rows]
    return tablib.Dataset(*padded[1:], headers=padded[0])
