"""An Excel workbook (.xlsx, .xlsm) as a stream: nothing of it is in memory but what its cells say.

Sizes are looked at before anything is unpacked. A document type is refused: entities can't multiply.
"""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from io import BytesIO
from posixpath import join, normpath
from typing import Any
from xml.parsers import expat

from .grid import LONGEST_CELL, LONGEST_SHOWN, Sheet, SheetBudget, SheetCell, SheetRow, Unreadable, column_of

MOST_UNPACKED = 64 * 1024 * 1024
"""Bytes of all parts together, as the workbook itself says."""
MOST_PARTS = 5_000
MOST_MERGES = 20_000
MOST_STYLES = 100_000
_AT_ONCE = 1 << 20  # a larger token is read again with each piece
_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}  # formats that every workbook has
_NOT_OF_A_DATE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.|general', re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LAST_ROW = 1_048_576
_LAST_WRONG_DAY = 60  # Excel counts a 29 February 1900
_EXACT_BELOW = 1e15
_TRUE = {"1", "true", "on"}
# RuntimeError: a part that is locked; NotImplementedError: a packing that Python has no code for
_NO_ARCHIVE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
_NO_WORKBOOK = (expat.ExpatError, KeyError, ValueError, IndexError, OverflowError)
_SHEET, _STRINGS, _STYLES = "/worksheet", "/sharedStrings", "/styles"

Attributes = dict[str, str]


def sheets_of(data: bytes, budget: SheetBudget) -> list[Sheet]:
    """All worksheets in their order; charts are none."""
    with _broken_told(), zipfile.ZipFile(BytesIO(data)) as archive:
        infos = archive.infolist()
        if any(info.flag_bits & 1 for info in infos):
            raise Unreadable("password")
        if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > MOST_UNPACKED:
            raise Unreadable("unpacks")
        book = _Book(archive, {info.filename.replace("\\", "/").lower(): info for info in infos})
        return book.sheets(budget)


@contextmanager
def _broken_told() -> Iterator[None]:
    try:
        yield
    except (*_NO_ARCHIVE, *_NO_WORKBOOK) as error:
        raise Unreadable("broken") from error


class _Book:
    def __init__(self, archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> None:
        self.archive = archive
        self.parts = parts

    def parse(self, name: str, handler: Any) -> bool:
        """Feeds one part to `start(local name, attributes)`, `text` and `end` of the handler."""
        info = self.parts.get(name.lower())
        if info is None:
            return False
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler = lambda tag, attributes: handler.start(_local(tag), attributes)
        parser.EndElementHandler = lambda tag: handler.end(_local(tag))
        parser.CharacterDataHandler = handler.text
        with self.archive.open(info) as part:
            while block := part.read(_AT_ONCE):
                parser.Parse(block, False)
        parser.Parse(b"", True)
        return True

    def sheets(self, budget: SheetBudget) -> list[Sheet]:
        place = self._targets("").get("/officeDocument", {})
        workbook = next(iter(place.values()), "xl/workbook.xml")
        names = _Names()
        if not self.parse(workbook, names):
            raise Unreadable("binary" if "xl/workbook.bin" in self.parts else "foreign")
        targets = self._targets(workbook)
        strings, styles = _Strings(budget), _Styles()
        for name in targets.get(_STRINGS, {}).values():
            self.parse(name, strings)
        for name in targets.get(_STYLES, {}).values():
            self.parse(name, styles)
        found = []
        for title, relation, hidden in names.sheets:
            if relation not in targets.get(_SHEET, {}):
                continue  # a chart, a dialogue, or a sheet that is not there
            reader = _Cells(Sheet(title, hidden), budget, strings.found, styles.dates, names.since_1904)
            if self.parse(targets[_SHEET][relation], reader):
                found.append(reader.sheet)
        return found

    def _targets(self, part: str) -> dict[str, dict[str, str]]:
        """What a part refers to: kind → key → place in the archive."""
        folder, _slash, name = part.rpartition("/")
        relations = _Relations()
        self.parse(join(folder, "_rels", f"{name}.rels"), relations)
        found: dict[str, dict[str, str]] = {}
        for kind, key, target in relations.found:
            place = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
            found.setdefault(f"/{kind.rpartition('/')[2]}", {})[key] = place
        return found


def _local(tag: str) -> str:
    return tag.rpartition(" ")[2]


def _refuse_doctype(*_arguments: Any) -> None:
    raise Unreadable("broken")


class _Handler:
    def start(self, tag: str, attributes: Attributes) -> None:
        """Nothing, unless a part says otherwise."""

    def text(self, text: str) -> None:
        """As `start`."""

    def end(self, tag: str) -> None:
        """As `start`."""


class _Relations(_Handler):
    def __init__(self) -> None:
        self.found: list[tuple[str, str, str]] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            self.found.append((attributes["Type"], attributes["Id"], attributes["Target"]))


class _Names(_Handler):
    """The sheets with the key of their part and whether they are hidden, and from which day dates count."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.since_1904 = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "sheet":
            key = next(
                (value for name, value in attributes.items() if _local(name) == "id" and " " in name), ""
            )
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), key, hidden))
        elif tag == "workbookPr":
            self.since_1904 = attributes.get("date1904", "") in _TRUE


class _Collected(_Handler):
    """Text of the elements that hold some, not longer than a cell can be by more than one sign."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.collects = False

    def clear(self) -> None:
        self.pieces, self.length, self.collects = [], 0, False

    def text(self, text: str) -> None:
        if self.collects and self.length <= LONGEST_CELL:
            self.pieces.append(text)
            self.length += len(text)

    def collected(self) -> str:
        return "".join(self.pieces)


class _Strings(_Collected):
    """The texts that cells share."""

    def __init__(self, budget: SheetBudget) -> None:
        super().__init__()
        self.found: list[str] = []
        self.budget = budget
        self.in_phonetics = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "si":
            self.clear()
        elif tag == "rPh":
            self.in_phonetics = True
        elif tag == "t":
            self.collects = not self.in_phonetics

    def end(self, tag: str) -> None:
        if tag == "t":
            self.collects = False
        elif tag == "rPh":
            self.in_phonetics = False
        elif tag == "si":
            text = self.collected()
            self.budget.element("")
            self.budget.cell(1, text)
            self.found.append(text)


class _Styles(_Handler):
    """Which of the cell styles show a day or a time."""

    def __init__(self) -> None:
        self.dates: list[bool] = []
        self.own: dict[str, bool] = {}
        self.in_cells = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "numFmt" and len(self.own) < MOST_STYLES:
            shown = _NOT_OF_A_DATE.sub("", attributes.get("formatCode", "")[:255])
            self.own[attributes["numFmtId"]] = re.search("[dmyhsj]", shown, re.IGNORECASE) is not None
        elif tag == "cellXfs":
            self.in_cells = True
        elif tag == "xf" and self.in_cells and len(self.dates) < MOST_STYLES:
            number = attributes.get("numFmtId", "0")
            self.dates.append(self.own.get(number, number.isdigit() and int(number) in _DATES))

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self.in_cells = False


class _Cells(_Collected):
    """One worksheet."""

    def __init__(
        self, sheet: Sheet, budget: SheetBudget, strings: list[str], dates: list[bool], since_1904: bool
    ) -> None:
        super().__init__()
        self.sheet, self.budget, self.strings, self.dates, self.since_1904 = (
            sheet,
            budget,
            strings,
            dates,
            since_1904,
        )
        self.row = SheetRow(0, {})
        self.row_is_hidden = False
        self.column = 0
        self.kind = self.style = ""
        self.has_formula = self.has_value = False
        self.starts: dict[str, Callable[[Attributes], None]] = {
            "row": self._row,
            "c": self._cell,
            "v": self._value,
            "t": self._text,
            "f": self._formula,
            "col": self._columns,
            "mergeCell": self._merge,
        }

    def start(self, tag: str, attributes: Attributes) -> None:
        if begin := self.starts.get(tag):
            begin(attributes)

    def end(self, tag: str) -> None:
        if tag in {"v", "t"}:
            self.collects = False
        elif tag == "c":
            self._end_cell()
        elif tag == "row" and self.row.cells:
            self.budget.row()
            self.sheet.rows.append(self.row)
            if self.row_is_hidden:
                self.sheet.hidden_rows.add(self.row.number)

    def _row(self, attributes: Attributes) -> None:
        self.budget.element(self.sheet.name)
        number = attributes.get("r", "")
        self.row = SheetRow(int(number) if number else self.row.number + 1, {})
        if not 0 < self.row.number <= _LAST_ROW:
            raise Unreadable("broken")
        self.row_is_hidden = attributes.get("hidden", "") in _TRUE or _is_zero(attributes.get("ht", ""))
        self.column = 0

    def _cell(self, attributes: Attributes) -> None:
        self.budget.element(self.sheet.name)
        self.column = column_of(attributes.get("r", "")) or self.column + 1
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
        self.has_formula = self.has_value = False
        self.clear()

    def _value(self, _attributes: Attributes) -> None:
        self.has_value = self.collects = True

    def _text(self, _attributes: Attributes) -> None:
        self.collects = True

    def _formula(self, _attributes: Attributes) -> None:
        self.has_formula = True

    def _columns(self, attributes: Attributes) -> None:
        hidden = attributes.get("hidden", "") in _TRUE or _is_zero(attributes.get("width", ""))
        if hidden and len(self.sheet.hidden_columns) < MOST_MERGES:
            self.sheet.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))

    def _merge(self, attributes: Attributes) -> None:
        first, _colon, last = attributes["ref"].partition(":")
        if not last or first == last:
            return
        if len(self.sheet.merges) >= MOST_MERGES:
            raise Unreadable("merges", sheet=self.sheet.name)
        top, left = _place(first)
        bottom, right = _place(last)
        self.sheet.merges.append((top, left, bottom, right))

    def _end_cell(self) -> None:
        cell = self._read()
        if cell.text or cell.fault:
            self.budget.cell(self.column, cell.text)
            self.row.cells[self.column] = cell

    def _read(self) -> SheetCell:
        raw = self.collected()
        if self.has_formula and not raw.strip() and not (self.has_value and self.kind == "str"):
            return SheetCell("", "formula")
        match self.kind:
            case "e":
                return SheetCell(raw.strip(), "error")
            case "s":
                text = self.strings[int(raw)] if raw.strip() else ""
            case "str" | "inlineStr":
                text = raw
            case "b":
                text = {"1": "waar", "0": "onwaar"}.get(raw.strip(), raw)
            case "d":
                text = _iso(raw.strip())
            case _:
                return self._number(raw.strip())
        if len(text) > LONGEST_CELL:
            return SheetCell("", "long")
        return SheetCell(_ESCAPED.sub(_unescaped, text).strip())

    def _number(self, raw: str) -> SheetCell:
        """2800.0 → "2800"; a day as it is shown here, where there is such a day."""
        if not raw:
            return SheetCell("")
        style = int(self.style) if self.style.isdigit() else 0
        is_day = style < len(self.dates) and self.dates[style]
        try:
            number = float(raw)
            if is_day:
                return SheetCell(_day(number, self.since_1904))
        except (ValueError, OverflowError):
            return SheetCell(raw[:LONGEST_SHOWN], "day" if is_day else "error")
        is_whole = number.is_integer() and abs(number) < _EXACT_BELOW
        return SheetCell(str(int(number)) if is_whole else raw)


def _unescaped(found: re.Match[str]) -> str:
    """ "_x0041_" → "A"; nothing for what is no sign of a text, such as half of one."""
    sign = chr(int(found[1], 16))
    return sign if sign.isprintable() or sign.isspace() else ""


def _is_zero(text: str) -> bool:
    return text.replace(".", "").strip("0") == "" and text != ""


def _place(reference: str) -> tuple[int, int]:
    plain = reference.replace("$", "")
    return int(plain.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or "1"), column_of(plain) or 1


def _day(number: float, since_1904: bool) -> str:
    if number < 0:
        raise ValueError("before the first day")
    if number < 1:
        return (datetime(1904, 1, 1) + timedelta(days=number)).strftime("%H:%M")  # noqa: DTZ001 - a cell has no zone
    begin = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)  # noqa: DTZ001
    early = not since_1904 and number < _LAST_WRONG_DAY
    moment = begin + timedelta(days=number + (1 if early else 0), milliseconds=500)
    return _shown(moment)


def _iso(text: str) -> str:
    try:
        return _shown(datetime.fromisoformat(text.rstrip("Z")))
    except ValueError:
        return text


def _shown(moment: datetime) -> str:
    has_time = (moment.hour, moment.minute) != (0, 0)
    return moment.strftime("%d/%m/%Y %H:%M" if has_time else "%d/%m/%Y")
