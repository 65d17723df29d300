"""A spreadsheet from outside as a table of texts, or in words why it is none.

The file is read by a process of its own (`sheets.child`) with limits on time and memory, so that no workbook,
whatever it is, costs the web or a worker more than its answer.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from oss.reports.spreadsheets import typed_text

LARGEST = 5 * 1024 * 1024
LONGEST_WAIT = 60  # seconds, of a process that its own limits did not stop


@dataclass(frozen=True)
class Remark:
    """What is said of a row: `number` as the spreadsheet counts, `heading` of the column or ""."""

    number: int
    heading: str
    text: str


@dataclass
class Table:
    """`rows` have a text for each heading. `faults` make a row unfit, by its place in `rows`."""

    headings: list[str]
    rows: list[list[str]]
    numbers: list[int]
    faults: dict[int, list[Remark]]
    notes: list[Remark]
    elements: int
    """Rows and cells that were looked at, which is what the reading cost."""


def read_table(
    data: bytes,
    name: str,
    known: Iterable[str],
    *,
    other_names: Mapping[str, str] | None = None,
    several: Iterable[str] = (),
    ignored: Iterable[str] = (),
) -> Table:
    """The rows that say anything, under the known headings that the file has.

    `other_names` lead to the known heading that is meant. Columns that mean the same one are taken together
    where a cell of it may hold `several` values. `ignored` headings may stand there.

    ValidationError: what kind of file it is instead, or what in it is in the way, with the remedy.
    """
    columns = list(known)
    own_names = dict(other_names or {})
    if len(data) > LARGEST:
        raise ValidationError(_("This file is larger than 5 MB. Split it into several files."))
    answer = _ask(data, {"known": [*columns, *own_names], "ignored": list(ignored)})
    if code := answer.get("refused"):
        raise ValidationError(_refusal(code, name, columns, answer["details"]), code=code)
    rows, numbers, faults = [], [], {}
    for place, (number, texts, wrong) in enumerate(answer["rows"]):
        rows.append([typed_text(text) for text in texts])
        numbers.append(number)
        if wrong:
            faults[place] = [
                Remark(number, heading, str(_FAULTS[code]) % {"place": cell, "detail": detail})
                for heading, code, cell, detail in wrong
            ]
    notes = [
        Remark(number, heading, _note(code, details)) for number, heading, code, details in answer["notes"]
    ]
    table = Table(answer["headings"], rows, numbers, faults, notes, answer["elements"])
    return _under_own_names(table, own_names, frozenset(several))


def _under_own_names(table: Table, own_names: dict[str, str], several: frozenset[str]) -> Table:
    """Each column once, by its own name."""
    meant = [own_names.get(heading, heading) for heading in table.headings]
    headings = list(dict.fromkeys(meant))
    for own in headings:
        same = [heading for heading, name in zip(table.headings, meant, strict=True) if name == own]
        if len(same) > 1 and own not in several:
            raise ValidationError(
                _("The columns %(names)s are both “%(own)s”. Keep one of them.")
                % {"names": _quoted(same), "own": own},
                code="double",
            )
    return replace(
        table,
        headings=headings,
        rows=[
            [
                "; ".join(text for text, name in zip(row, meant, strict=True) if text and name == own)
                for own in headings
            ]
            for row in table.rows
        ],
        faults={
            place: [replace(fault, heading=own_names.get(fault.heading, fault.heading)) for fault in wrong]
            for place, wrong in table.faults.items()
        },
        notes=[replace(note, heading=own_names.get(note.heading, note.heading)) for note in table.notes],
    )


def _ask(data: bytes, asked: dict[str, list[str]]) -> dict[str, Any]:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "sheets.child"],
            input=json.dumps(asked).encode() + b"\n" + data,
            capture_output=True,
            check=False,
            cwd=Path(__file__).parent,
            env={"PYTHONDONTWRITEBYTECODE": "1"},
            timeout=LONGEST_WAIT,
        )
    except subprocess.TimeoutExpired:
        return {"refused": "too_much", "details": {}}
    if done.returncode:  # ended by one of its limits
        return {"refused": "too_much", "details": {}}
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _refusal(code: str, name: str, columns: list[str], details: dict[str, Any]) -> str:
    said = {"name": name, "columns": ", ".join(columns), **details}
    if code == "unknown":
        said["names"] = _quoted(details["names"])
        return (
            ngettext(
                "The column %(names)s is not known. The columns are: %(columns)s.",
                "The columns %(names)s are not known. The columns are: %(columns)s.",
                len(details["names"]),
            )
            % said
        )
    if "sheets" in details:
        said["sheets"] = _quoted(details["sheets"])
    if "most" in details:
        said["most"] = number_format(details["most"], force_grouping=True)
    return str(_REFUSALS[code]) % said


def _quoted(names: list[str]) -> str:
    return ", ".join(_("“%(name)s”") % {"name": name} for name in names)


def _note(code: str, details: dict[str, Any]) -> str:
    if code == "hidden_rows":
        return (
            ngettext(
                "Row %(rows)s is hidden in the spreadsheet and comes along. Delete it there if not wanted.",
                "The rows %(rows)s are hidden in the spreadsheet and come along. Delete them there if not"
                " wanted.",
                details["count"],
            )
            % details
        )
    return str(_NOTES[code]) % details


_NOTES = {
    "sheet": gettext_lazy("Only the sheet “%(sheet)s” is read; the other sheets are not."),
    "hidden_sheet": gettext_lazy("The sheet “%(sheet)s” is hidden; it is read all the same."),
    "hidden_column": gettext_lazy(
        "Column %(column)s is hidden in the spreadsheet and comes along. Delete it there if not wanted."
    ),
}
_FAULTS = {
    "error": gettext_lazy(
        "“%(detail)s” is a fault of the spreadsheet: put the right value in cell %(place)s, or empty it."
    ),
    "day": gettext_lazy(
        "“%(detail)s” in cell %(place)s is shown as a day, and there is no such day: put the right day there,"
        " or give the cell the format “text”."
    ),
    "formula": gettext_lazy(
        "The formula in cell %(place)s has no value: open the file in Excel and save it again, or put the"
        " value there."
    ),
    "merged": gettext_lazy(
        "Cell %(place)s is empty, because it is part of the merged cell %(detail)s: undo the merge and fill"
        " in each row."
    ),
    "long": gettext_lazy("Cell %(place)s has more text than a cell can hold: shorten it."),
    "no_heading": gettext_lazy(
        "“%(detail)s” in cell %(place)s has no heading above it: write the heading, or empty the cell. In a"
        " CSV file, a value with a separator in it stands between quotation marks."
    ),
}
_REFUSALS = {
    "empty": gettext_lazy("This file is empty."),
    "no_rows": gettext_lazy("There are no rows under the headings."),
    "headings": gettext_lazy("There are no headings. The columns are: %(columns)s."),
    "double": gettext_lazy("The column “%(name)s” stands there twice."),
    # another kind of file
    "xls": gettext_lazy(
        "“%(name)s” is a workbook of an old Excel (.xls). Open it and save it as an Excel workbook (.xlsx)."
    ),
    "binary": gettext_lazy(
        "“%(name)s” is a binary workbook (.xlsb). Open it and save it as an Excel workbook (.xlsx)."
    ),
    "ods": gettext_lazy(
        "“%(name)s” is an OpenDocument spreadsheet (.ods). Open it and save it as an Excel workbook (.xlsx)."
    ),
    "markup": gettext_lazy(
        "“%(name)s” is a web page or XML file. Open it in Excel and save it as an Excel workbook (.xlsx)."
    ),
    "password": gettext_lazy(
        "“%(name)s” is protected by a password. Take the password away in Excel and save it again."
    ),
    "pdf": gettext_lazy("“%(name)s” is a PDF. Ask for the list as an Excel workbook (.xlsx)."),
    "word": gettext_lazy(
        "“%(name)s” is a text document. Copy its table into Excel and save that as an Excel workbook (.xlsx)."
    ),
    "packed": gettext_lazy("“%(name)s” is a packed file. Unpack it and upload the workbook that is in it."),
    "foreign": gettext_lazy("“%(name)s” is no Excel workbook (.xlsx) and no CSV file."),
    # what can't be read in it
    "broken": gettext_lazy(
        "This is no Excel workbook (.xlsx) that can be read. Open it in Excel and save it again."
    ),
    "encoding": gettext_lazy(
        "Line %(line)s has signs that can't be read. Save the file in Excel as “CSV UTF-8” or as .xlsx."
    ),
    "quote": gettext_lazy(
        "Row %(row)s (line %(line)s) of this CSV file has a quotation mark that is not closed, or one too"
        " many."
    ),
    "long_field": gettext_lazy(
        "A cell in row %(row)s has more text than a cell can hold: perhaps a quotation mark is not closed."
    ),
    "merged_heading": gettext_lazy(
        "The heading “%(name)s” (%(place)s) is merged over several columns: undo the merge and give each"
        " column its own heading."
    ),
    "sheets": gettext_lazy(
        "There are rows on several sheets: %(sheets)s. Keep one sheet, and make files of the others."
    ),
    # more than an import takes
    "rows": gettext_lazy("There are more than %(most)s rows. Split the file."),
    "columns": gettext_lazy(
        "There is something in column %(column)s, and an import reads %(most)s columns. Take away what stands"
        " there."
    ),
    "cells": gettext_lazy(
        "There are too many empty cells with a format in this workbook. Copy the filled rows to a new one."
    ),
    "merges": gettext_lazy("There are too many merged cells in this workbook: undo the merges."),
    "text": gettext_lazy("There is too much text in this file. Split it into several files."),
    "unpacks": gettext_lazy(
        "This workbook unpacks to far more than it shows. Copy the filled rows to a new workbook."
    ),
    "too_much": gettext_lazy("Reading this file takes too long. Copy the filled rows to a new workbook."),
}
