"""What a file holds before anybody asked what it means: sheets of rows of cells, and why it can't be read."""

from dataclasses import dataclass, field
from typing import Any

MOST_ROWS = 20_000
"""Rows with anything in them, headings and titles included."""
MOST_COLUMNS = 200
MOST_ELEMENTS = 800_000
"""Rows and cells of all sheets together, empty ones too: they are what reading costs."""
MOST_TEXT = 5_000_000
"""Characters of all cells together."""
LONGEST_CELL = 32_767
"""Characters; Excel holds no more."""
LONGEST_SHOWN = 40
"""Characters of a value that is told."""


class Unreadable(Exception):  # noqa: N818 - a refusal, not an error
    """`code` says why the whole file is refused, `details` with which names and places."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


@dataclass(slots=True)
class SheetCell:
    """`fault` is "" or why there is no text: "error" or "day" (the text is what stands there), "formula" or
    "long"."""

    text: str
    fault: str = ""


@dataclass(slots=True)
class SheetRow:
    """`number` and the columns count from 1, as a spreadsheet shows them; empty cells are not there."""

    number: int
    cells: dict[int, SheetCell]


@dataclass
class Sheet:
    """Rows with anything in them. A merge is its first row and column, then its last row and column."""

    name: str = ""
    hidden: bool = False
    rows: list[SheetRow] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)


class SheetBudget:
    """Counts what reading has cost, and refuses before it costs too much."""

    def __init__(self) -> None:
        self.elements = self.text = self.rows = 0

    def element(self, sheet: str) -> None:
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise Unreadable("cells", sheet=sheet)

    def row(self) -> None:
        self.rows += 1
        if self.rows > MOST_ROWS:
            raise Unreadable("rows", most=MOST_ROWS)

    def cell(self, column: int, text: str) -> None:
        if column > MOST_COLUMNS:
            raise Unreadable("columns", most=MOST_COLUMNS, column=letters(column))
        self.text += len(text)
        if self.text > MOST_TEXT:
            raise Unreadable("text")


def letters(column: int) -> str:
    """1 → A, 27 → AA."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_of(reference: str) -> int:
    """ "AB12" → 28; 0 where there are no letters, and more than any sheet has where there are too many."""
    number = 0
    for sign in reference[:5]:
        if not "A" <= sign <= "Z":
            break
        number = number * 26 + ord(sign) - ord("A") + 1
    return number
