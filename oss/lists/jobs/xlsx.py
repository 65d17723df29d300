"""A list as a spreadsheet: typed cells, a frozen heading, and nothing that a spreadsheet would calculate.

Written row by row to a file: the memory does not grow with the number of rows.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone
from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

MOST_ROWS = 1_048_575  # that Excel takes below the heading
LONGEST_SHEET_NAME = 31
LONGEST_TEXT = 32_767
NARROWEST, WIDEST = 8, 60  # characters
DATE, MOMENT, MONEY = "dd/mm/yyyy", "dd/mm/yyyy hh:mm", '"€" #,##0.00'
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class WrittenSheet:
    """One workbook with one sheet, to which rows are added in their order; it is saved as it is left."""

    def __init__(self, path: Path, title: str, headings: Sequence[str], *, money: Iterable[int] = ()) -> None:
        """`money` are the numbers of the columns, from 0, whose amounts are euros.

        What is written on the way to `path` lies beside it.
        """
        self._book = Workbook(path, {"constant_memory": True, "tmpdir": str(path.parent)})
        self._sheet = self._book.add_worksheet(_sheet_name(title))
        self._sheet.freeze_panes(1, 0)
        self._formats = {
            shown: self._book.add_format({"num_format": shown}) for shown in (DATE, MOMENT, MONEY)
        }
        self._money = frozenset(money)
        self._headings = headings
        self._row = 0

    def __enter__(self) -> "WrittenSheet":
        return self

    def __exit__(self, *_exception: object) -> None:
        self._sheet.autofilter(0, 0, self._row, len(self._headings) - 1)
        try:
            self._book.close()
        except FileCreateError as error:  # the library hides what the system said
            raise error.args[0] from error

    def start(self, sample: Sequence[Sequence[Any]]) -> None:
        """Columns as wide as the heading and the first rows ask."""
        bold = self._book.add_format({"bold": True})
        for number, heading in enumerate(self._headings):
            longest = max([len(heading) + 3, *(len(_as_shown(row[number])) for row in sample)])
            self._sheet.set_column(number, number, min(max(longest + 1, NARROWEST), WIDEST))
            self._sheet.write_string(0, number, _text(heading), bold)

    def add(self, values: Sequence[Any]) -> None:
        self._row += 1
        for number, value in enumerate(values):
            self._write(number, value)

    def _write(self, number: int, value: Any) -> None:
        """Each kind of value by its own method: the library's guess takes text for formulas and addresses."""
        match value:
            case None | "":
                pass
            case str():
                self._sheet.write_string(self._row, number, _text(value))
            case bool():
                self._sheet.write_boolean(self._row, number, value)
            case Decimal() if number in self._money:
                self._sheet.write_number(self._row, number, float(value), self._formats[MONEY])
            case int() | Decimal():
                self._sheet.write_number(self._row, number, float(value))
            case datetime():
                moment = timezone.localtime(value).replace(tzinfo=None)
                self._sheet.write_datetime(self._row, number, moment, self._formats[MOMENT])
            case date():
                day = datetime.combine(value, time.min)
                self._sheet.write_datetime(self._row, number, day, self._formats[DATE])
            case _:
                self._sheet.write_string(self._row, number, _text(str(value)))


def _text(text: str) -> str:
    """Without the signs that XML does not know, and not what the library takes for ready-made rich text."""
    clean = text if text.isprintable() else _NOT_IN_XML.sub("", text)
    return (f" {clean}" if clean.startswith("<r>") else clean)[:LONGEST_TEXT]


def _sheet_name(title: str) -> str:
    """As Excel allows it: no apostrophe at its ends, either."""
    return "".join(" " if sign in r"[]:*?/\'" else sign for sign in title)[:LONGEST_SHEET_NAME].strip() or "1"


def _as_shown(value: Any) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return MOMENT
        case date():
            return DATE
        case Decimal():
            return f"€ {value:,.2f}"
    return str(value)
