"""Checks the rows of an extract: each becomes a `RegisterRow`, or is refused with its line and the reason."""

import csv
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import lru_cache
from itertools import islice
from math import isfinite
from pathlib import Path
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oss.addresses import coordinates, formats
from oss.addresses.register_answers import REGISTER_STATUS
from oss.addresses.row_sources import SourceRow

LONGEST_ID, LONGEST_VERSION, LONGEST_STREET, LONGEST_MUNICIPALITY = 10, 25, 80, 40  # as the register's dbf
CHUNK = 2_000
MOST_TOLD, LONGEST_TOLD = 200, 300

_ADDRESS, _STREET, _MUNICIPALITY = (
    gettext_lazy("address"),
    gettext_lazy("street"),
    gettext_lazy("municipality"),
)
_house_number = lru_cache(maxsize=4096)(formats.house_number)
_box_number = lru_cache(maxsize=4096)(formats.box_number)
_postcode = lru_cache(maxsize=1024)(formats.postcode)
_nis_code = lru_cache(maxsize=1024)(formats.nis_code)


_Position = tuple[int, float, float] | None
"""The grid by its EPSG code, x and y in metres."""


class RegisterRow(NamedTuple):
    """One row in the order of the staging table's columns. A refused row keeps what tells it is there."""

    file: str
    line: int
    register_id: str
    register_version: str = ""
    street_register_id: str | None = None
    street_name: str | None = None
    house_number: str | None = None
    box_number: str | None = None
    postcode: str | None = None
    nis_code: str | None = None
    municipality_name: str | None = None
    status: str | None = None
    lambert72_x: str | None = None
    lambert72_y: str | None = None
    longitude: str | None = None
    latitude: str | None = None


class RejectFile:
    """A CSV of refused rows; made with the first of them. `first` keeps some for who reads the report."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.rows = 0
        self.first: list[list[str | int]] = []
        self._stack = ExitStack()
        self._writer: Any = None

    def __enter__(self) -> "RejectFile":
        return self

    def __exit__(self, *_exception: object) -> None:
        self._stack.close()

    def write(self, file: str, line: int, reason: str, content: str) -> None:
        self.rows += 1
        if self.rows <= MOST_TOLD:
            self.first.append([file, line, reason, content.replace("\x00", "")[:LONGEST_TOLD]])
        if self.path is None:
            return
        if self._writer is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            opened = self._stack.enter_context(self.path.open("w", encoding="utf-8", newline=""))
            self._writer = csv.writer(opened)
            self._writer.writerow([_("file"), _("line"), _("reason"), _("row")])
        self._writer.writerow([file, line, reason, content])


def checked(rows: Iterable[SourceRow], reject: RejectFile) -> Iterator[RegisterRow]:
    """Every row that can be staged; a refused one comes with its register id alone, where it has one."""
    rows = iter(rows)
    while chunk := list(islice(rows, CHUNK)):
        yield from _with_coordinates(_check_all(chunk, reject))


def _check_all(rows: list[SourceRow], reject: RejectFile) -> Iterator[tuple[RegisterRow, _Position]]:
    for row in rows:
        try:
            yield _check(row)
        except ValidationError as problem:
            content = " | ".join(row.values.values()) if row.values else ""
            reject.write(row.file, row.line, " ".join(problem.messages), content)
            register_id = (row.values or {}).get("adresid", "").strip()
            if _is_identifier(register_id):
                yield RegisterRow(row.file, row.line, register_id), None


def _check(row: SourceRow) -> tuple[RegisterRow, _Position]:
    values = row.values
    if values is None:
        raise ValidationError(_("The line does not have one field for each column."))
    status = REGISTER_STATUS.get(values["status"].strip().lower())
    if status is None:
        raise ValidationError(_("“%(text)s” is not a status of the register.") % {"text": values["status"]})
    return (
        RegisterRow(
            file=row.file,
            line=row.line,
            register_id=_identifier(values["adresid"], _ADDRESS),
            register_version=_version(values.get("versieid", "")),
            street_register_id=_identifier(values["straatnmid"], _STREET),
            street_name=_street_name(values["straatnm"]),
            house_number=_house_number(values["huisnr"]),
            box_number=_box_number(values["busnr"]),
            postcode=_postcode(values["postcode"]),
            nis_code=_nis_code(values["gemeenteid"]),
            municipality_name=_municipality_name(values["gemeentenm"]),
            status=status,
        ),
        _position(values),
    )


def _is_identifier(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_ID


def _identifier(text: str, what: Promise) -> str:
    clean = text.strip()
    if not _is_identifier(clean):
        raise ValidationError(
            _("“%(text)s” is not the register id of the %(what)s.") % {"text": clean, "what": what}
        )
    return clean


def _version(text: str) -> str:
    clean = text.strip()
    if len(clean) > LONGEST_VERSION or not clean.isascii() or "\x00" in clean:
        raise ValidationError(_("“%(text)s” is not a version of the register.") % {"text": clean[:40]})
    return clean


@lru_cache(maxsize=4096)
def _street_name(text: str) -> str:
    return _name(text, LONGEST_STREET, _STREET)


@lru_cache(maxsize=1024)
def _municipality_name(text: str) -> str:
    return _name(text, LONGEST_MUNICIPALITY, _MUNICIPALITY)


def _name(text: str, longest: int, what: Promise) -> str:
    clean = " ".join(text.split())
    if not 0 < len(clean) <= longest or "\x00" in clean:
        raise ValidationError(_("The name of the %(what)s is missing or too long.") % {"what": what})
    return clean


# --- Positions -----------------------------------------------------------------------------------


def _position(values: dict[str, str]) -> _Position:
    texts = values.get("x", "").strip(), values.get("y", "").strip()
    if not any(texts):
        return None
    try:
        x, y = (float(text.replace(",", ".")) for text in texts)
    except ValueError:
        raise ValidationError(_("The position is not two numbers.")) from None
    grid = coordinates.grid_of(x, y) if isfinite(x) and isfinite(y) else None
    if grid is None:
        raise ValidationError(_("The position is not in Belgium (Lambert 72 or Lambert 2008)."))
    return grid, x, y


def _with_coordinates(rows: Iterable[tuple[RegisterRow, _Position]]) -> Iterator[RegisterRow]:
    """The positions of a chunk are transformed together: that is many times faster than one by one."""
    chunk = list(rows)
    places = [number for number, (_row, position) in enumerate(chunk) if position]
    in_lambert72 = _in_lambert72([chunk[number][1] for number in places])
    on_the_map = coordinates.lambert72_to_wgs84(in_lambert72)
    located = dict(zip(places, zip(in_lambert72, on_the_map, strict=True), strict=True))
    for number, row in enumerate(row for row, _where in chunk):
        if number not in located:
            yield row
            continue
        (x, y), (longitude, latitude) = located[number]
        place = (f"{x:.2f}", f"{y:.2f}", f"{longitude:.6f}", f"{latitude:.6f}")
        yield RegisterRow._make((*row[: -len(place)], *place))


def _in_lambert72(positions: list[_Position]) -> list[tuple[float, float]]:
    found = [(x, y) for _grid, x, y in filter(None, positions)]
    newer = [
        number
        for number, position in enumerate(positions)
        if position and position[0] == coordinates.LAMBERT_2008
    ]
    moved = coordinates.lambert2008_to_lambert72([found[number] for number in newer])
    for number, point in zip(newer, moved, strict=True):
        found[number] = point
    return found
