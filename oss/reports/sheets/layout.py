"""Where in a file the table is: which sheet, which row has the headings, and what each row below says."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from .faults import is_fault
from .grid import LONGEST_SHOWN, Sheet, SheetCell, SheetRow, Unreadable, letters

LOOKED_AT = 40
"""First rows with anything in them, in which the headings are sought: titles may stand above."""
MOST_MERGE_WORK = 2_000_000
MOST_TOLD_OF_A_ROW = 10
MOST_TOLD = 2_000
"""Faults of all rows; beyond it each row tells one: it stays unfit."""


@dataclass
class SheetTable:
    """`rows`: number, a text per heading, and what is wrong as [heading, code, place, detail]."""

    headings: list[str]
    heading_row: int
    rows: list[tuple[int, list[str], list[list[str]]]]
    notes: list[list[Any]]


def heading_of(text: str) -> str:
    """As it is compared: "E-mail *" and "e‑mail:" are one."""
    plain = unicodedata.normalize("NFKC", text)
    plain = "".join("-" if unicodedata.category(sign) == "Pd" else sign for sign in plain)
    return re.sub(r"\s+", " ", plain).strip(" *:").casefold()


def best_heading(sheet: Sheet, known: frozenset[str]) -> tuple[SheetRow | None, int]:
    """The row with the most known headings, or the first; one merged over rows counts in each."""
    best, most = None, 0
    for row in sheet.rows[:LOOKED_AT]:
        filled = _filled(row, sheet)
        found = {heading_of(cell.text) for cell in filled.cells.values()} & known
        if len(found) > most:
            best, most = filled, len(found)
    return best, most


def table_of(sheets: list[Sheet], known: frozenset[str], ignored: frozenset[str]) -> SheetTable:
    """The one table with known headings; Unreadable says why there is none."""
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise Unreadable("empty")
    found = []
    for sheet in filled:
        heading, _score = best_heading(sheet, known)
        if heading is not None:
            found.append((sheet, heading))
    if not found:
        first = next((sheet for sheet in filled if not sheet.hidden), filled[0])
        _check_headings(_plain_headings(first.rows[0]), known, ignored, first, first.rows[0].number)
        raise Unreadable("headings", sheet=first.name)
    with_rows = [one for one in found if one[0].rows[-1].number > one[1].number]
    if len(with_rows) > 1:
        raise Unreadable("sheets", sheets=[sheet.name for sheet, _heading in with_rows])
    sheet, heading = (with_rows or found)[0]
    table = _Reader(sheet, heading, known, ignored).table()
    if len(filled) > 1:
        table.notes.insert(0, [heading.number, "", "sheet", {"sheet": sheet.name, "hidden": sheet.hidden}])
    elif sheet.hidden:
        table.notes.insert(0, [heading.number, "", "hidden_sheet", {"sheet": sheet.name}])
    return table


def _filled(row: SheetRow, sheet: Sheet) -> SheetRow:
    """With what stands in the cell above, where that is merged with one of this row."""
    covering = [merge for merge in sheet.merges if merge[0] < row.number <= merge[2] and merge[1] == merge[3]]
    if not covering:
        return row
    cells = dict(row.cells)
    for top, left, _bottom, _right in covering:
        above = next((one for one in sheet.rows[:LOOKED_AT] if one.number == top), None)
        if left not in cells and above and left in above.cells:
            cells[left] = above.cells[left]
    return SheetRow(row.number, cells)


def _plain_headings(row: SheetRow) -> dict[int, str]:
    return {column: heading_of(cell.text) for column, cell in sorted(row.cells.items())}


def _check_headings(
    headings: dict[int, str], known: frozenset[str], ignored: frozenset[str], sheet: Sheet, number: int
) -> None:
    unknown = [name for name in headings.values() if name not in known | ignored]
    if unknown:
        raise Unreadable(
            "unknown", names=[name[:LONGEST_SHOWN] for name in unknown[:20]], row=number, sheet=sheet.name
        )
    names = list(headings.values())
    double = next((name for name in names if names.count(name) > 1), None)
    if double is not None:
        raise Unreadable("double", name=double)


class _Reader:
    def __init__(
        self, sheet: Sheet, heading: SheetRow, known: frozenset[str], ignored: frozenset[str]
    ) -> None:
        self.sheet, self.heading = sheet, heading
        headings = _plain_headings(heading)
        self.rows = [row for row in sheet.rows if row.number > heading.number]
        self._refuse_merged_headings(headings)
        _check_headings(headings, known, ignored, sheet, heading.number)
        self.headings = {column: name for column, name in headings.items() if name in known}
        self.without = {column for column in headings if column not in self.headings}

    def table(self) -> SheetTable:
        merged = self._merged()
        rows, told = [], 0
        for row in self.rows:
            wrong = (self._wrong(row, column, cell) for column, cell in row.cells.items())
            every = chain((one for one in wrong if one), merged.get(row.number, []))
            faults = list(islice(every, MOST_TOLD_OF_A_ROW if told < MOST_TOLD else 1))
            told += len(faults)
            texts = [cell.text if (cell := row.cells.get(column)) else "" for column in self.headings]
            rows.append((row.number, texts, faults))
        if not rows:
            raise Unreadable("no_rows", row=self.heading.number, sheet=self.sheet.name)
        return SheetTable(list(self.headings.values()), self.heading.number, rows, self._notes())

    def _wrong(self, row: SheetRow, column: int, cell: SheetCell) -> list[str] | None:
        if column in self.without:
            return None
        place = f"{letters(column)}{row.number}"
        if column not in self.headings:
            return ["", "no_heading", place, cell.text[:LONGEST_SHOWN]]
        fault = cell.fault or ("error" if is_fault(cell.text) else "")
        return [self.headings[column], fault, place, cell.text[:LONGEST_SHOWN]] if fault else None

    def _refuse_merged_headings(self, headings: dict[int, str]) -> None:
        """One heading over several columns says of none but the first what stands below it."""
        number = self.heading.number
        for top, left, bottom, right in self.sheet.merges:
            if not top <= number <= bottom or left == right or left not in headings:
                continue
            if any(left < column <= right for row in self.rows for column in row.cells):
                place = f"{letters(left)}{top}:{letters(right)}{bottom}"
                raise Unreadable("merged_heading", name=headings[left], place=place)

    def _merged(self) -> dict[int, list[list[str]]]:
        """Cells that are empty because they are merged with one that is not."""
        found: dict[int, list[list[str]]] = {}
        numbers = [row.number for row in self.rows]
        every = {row.number: row for row in self.sheet.rows}
        work = 0
        for top, left, bottom, right in self.sheet.merges:
            first = every.get(top)
            if first is None or left not in first.cells:
                continue
            columns = [column for column in self.headings if left <= column <= right]
            inside = self.rows[bisect_left(numbers, top) : bisect_left(numbers, bottom + 1)]
            work += len(inside) * len(columns) + 1
            if work > MOST_MERGE_WORK:
                raise Unreadable("merges", sheet=self.sheet.name)
            whole = f"{letters(left)}{top}:{letters(right)}{bottom}"
            for row in inside:
                for column in columns:
                    if (row.number, column) != (top, left) and column not in row.cells:
                        found.setdefault(row.number, []).append(
                            [self.headings[column], "merged", f"{letters(column)}{row.number}", whole]
                        )
        return found

    def _notes(self) -> list[list[Any]]:
        notes: list[list[Any]] = []
        hidden = sorted(row.number for row in self.rows if row.number in self.sheet.hidden_rows)
        if hidden:
            notes.append([hidden[0], "", "hidden_rows", {"rows": _ranges(hidden), "count": len(hidden)}])
        for column, name in self.headings.items():
            if any(first <= column <= last for first, last in self.sheet.hidden_columns):
                notes.append([self.heading.number, name, "hidden_column", {"column": letters(column)}])
        return notes


def _ranges(numbers: Iterable[int]) -> str:
    """3, 4, 5, 9 → "3-5, 9", cut where it would become a list."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and parts[-1][1] == number - 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    told = [str(first) if first == last else f"{first}-{last}" for first, last in parts[:8]]
    return ", ".join(told) + (", …" if len(parts) > len(told) else "")
