"""Text with separators (CSV, "Unicode text") in any of the encodings in which spreadsheets save it."""

import codecs
import csv
import re
from io import StringIO

from .grid import LONGEST_CELL, Sheet, SheetBudget, SheetCell, SheetRow, Unreadable
from .layout import best_heading

DELIMITERS = ";,\t|"
LOOKED_AT = 40  # first rows, in which the headings are sought
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SEPARATOR_LINE = re.compile(r'"?sep\s*=(.)"?[;,\t| ]*', re.IGNORECASE)
_OF_ANOTHER_PROGRAM = re.compile(
    rb"[A-Za-z][\x81\x82\x84\x86-\x89\x8b\x8d\x8f\x90\x95\x98\x9d]"
    rb"|[a-z][\x8a\x8c\x8e\x9f]|[A-Za-z][\x93\x94\x99\x9b][A-Za-z]|[A-Za-z]{2}\x91[a-z]"
)
"""Behind a letter Windows-1252 has none of these signs (‚ ‰ •): MS-DOS and old Macs have é, ë and ï there."""
_SAMPLE = 4096  # bytes that show how the signs are written


def sheet_of(data: bytes, known: frozenset[str], budget: SheetBudget) -> Sheet:
    text = _text(data)
    first, rest = _first_line(text)
    if found := _SEPARATOR_LINE.fullmatch(first.rstrip(" ") or first):
        delimiter, text = found[1], rest  # a spreadsheet hides this line, and counts from the next
    else:
        delimiter = _delimiter(text, known)
    return Sheet(rows=list(_rows(text, delimiter, budget)))


def _first_line(text: str) -> tuple[str, str]:
    found = re.search(r"\r\n|\n|\r", text)
    return (text[: found.start()], text[found.end() :]) if found else (text, "")


def _text(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    zeros = data[:_SAMPLE]
    if b"\x00" in zeros:
        even, odd = zeros[::2].count(0), zeros[1::2].count(0)
        if not min(even, odd) * 10 < max(even, odd) or max(even, odd) * 4 < len(zeros) // 2:
            raise Unreadable("foreign")
        return _decoded(data, "utf-16-le" if odd > even else "utf-16-be")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_broken_utf8(data):
            line = data.count(b"\n", 0, error.start) + 1
            raise Unreadable("encoding", line=line) from None
    if found := _OF_ANOTHER_PROGRAM.search(data):
        raise Unreadable("encoding", line=data.count(b"\n", 0, found.start()) + 1)
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable("encoding", line=line) from None


def _decoded(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, "ignore").count("\n") + 1
        raise Unreadable("encoding", line=line) from None
    if "\x00" in text:
        raise Unreadable("foreign")
    return text


def _is_broken_utf8(data: bytes) -> bool:
    """Whether some signs are whole UTF-8, so that it is no Windows-1252: that would read "Ã«" for "ë"."""
    read = data.decode("utf-8", "replace")
    return any(sign > "\x7f" and sign != "\N{REPLACEMENT CHARACTER}" for sign in read)


def _delimiter(text: str, known: frozenset[str]) -> str:
    """Under which the headings are found; where that tells nothing, the commonest of the first line."""
    sample = StringIO(text[: 1 << 18], newline="")
    lines = [line for _number, line in zip(range(LOOKED_AT), sample, strict=False)]
    first = next((line for line in lines if line.strip()), "")
    scores = {}
    for delimiter in DELIMITERS:
        try:
            rows = [_row(0, fields) for fields in csv.reader(lines, delimiter=delimiter)]
        except csv.Error:
            rows = []
        scores[delimiter] = (best_heading(Sheet(rows=rows), known)[1], first.count(delimiter))
    return max(DELIMITERS, key=lambda one: scores[one])


def _rows(text: str, delimiter: str, budget: SheetBudget) -> list[SheetRow]:
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows, number, line = [], 0, 1
    try:
        for number, fields in enumerate(reader, start=1):
            line = reader.line_num + 1
            budget.element("")
            row = _row(number, fields)
            for column, cell in row.cells.items():
                budget.cell(column, cell.text)
            if row.cells:
                budget.row()
                rows.append(row)
    except csv.Error as error:
        if "field larger" in str(error):
            raise Unreadable("long_field", row=number + 1) from None
        raise Unreadable("quote", row=number + 1, line=line) from None
    return rows


def _row(number: int, fields: list[str]) -> SheetRow:
    cells = ((column, field.strip()) for column, field in enumerate(fields, start=1))
    return SheetRow(number, {column: SheetCell(text) for column, text in cells if text})
