"""A list as a spreadsheet: typed cells, a frozen heading, and nothing that a spreadsheet would calculate.

Written row by row to a file: the memory does not grow with the number of rows.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES, ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

MOST_ROWS = 1_048_575  # that Excel takes below the heading
LONGEST_SHEET_NAME = 31
LONGEST_TEXT = 32_767
NARROWEST, WIDEST = 8, 60  # characters
DATE, MOMENT, MONEY = "dd/mm/yyyy", "dd/mm/yyyy hh:mm", '"€" #,##0.00'


class Sheet:
    """One workbook with one sheet, to which rows are added until it is saved."""

    def __init__(self, title: str, headings: Sequence[str], *, money: Iterable[int] = ()) -> None:
        """`money` are the numbers of the columns, from 0, whose amounts are euros."""
        self._book = Workbook(write_only=True)
        self._sheet = self._book.create_sheet(_sheet_name(title))
        self._sheet.freeze_panes = "A2"
        self._sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}1"
        self._money = frozenset(money)
        self._headings = headings

    def start(self, sample: Sequence[Sequence[Any]]) -> None:
        """Columns as wide as the heading and the first rows ask; in this kind of file that comes first."""
        for number, heading in enumerate(self._headings):
            longest = max([len(heading) + 3, *(len(_as_shown(row[number])) for row in sample)])
            letter = get_column_letter(number + 1)
            self._sheet.column_dimensions[letter].width = min(max(longest + 1, NARROWEST), WIDEST)
        self._sheet.append([self._heading(text) for text in self._headings])

    def add(self, values: Sequence[Any]) -> None:
        self._sheet.append([self._cell(number, value) for number, value in enumerate(values)])

    def save(self, path: Path) -> None:
        self._book.save(path)

    def discard(self) -> None:
        """Instead of saving: lets go of what was written on the way."""
        self._sheet.close()
        self._sheet._writer.cleanup()  # noqa: SLF001 - the library removes its file only after saving

    def _heading(self, text: str) -> Cell:
        cell = self._text(text)
        cell.font = Font(bold=True)
        return cell

    def _cell(self, number: int, value: Any) -> Any:
        """Plain values where the library writes them right by itself: cells of our own cost time."""
        match value:
            case str():
                return self._text(value) if value.startswith("=") or value in ERROR_CODES else _clean(value)
            case datetime():
                return self._formatted(timezone.localtime(value).replace(tzinfo=None), MOMENT)
            case date():
                return self._formatted(value, DATE)
            case Decimal() if number in self._money:
                return self._formatted(value, MONEY)
            case None | bool() | int() | Decimal() | time():
                return value
        return self._text(str(value))

    def _formatted(self, value: Any, number_format: str) -> Cell:
        cell = WriteOnlyCell(self._sheet, value)
        cell.number_format = number_format
        return cell

    def _text(self, text: str) -> Cell:
        """Text, also where it looks like a formula or an error."""
        cell = WriteOnlyCell(self._sheet, _clean(text))
        cell.data_type = "s"
        return cell


def _clean(text: str) -> str:
    """Without the control characters that XML does not know."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_TEXT]


def _sheet_name(title: str) -> str:
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
