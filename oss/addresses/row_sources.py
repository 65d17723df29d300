"""Reads the files of an extract of the register, row by row, whatever their size.

A row source turns one file into `SourceRow`s under the register's own column names: CSV, dbf with the shp
beside it, or a zip with either.
"""

import csv
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from itertools import repeat
from pathlib import Path, PurePosixPath
from typing import IO, Any, NamedTuple

import shapefile
from django.utils.translation import gettext as _

from oss.core.bounded_lines import bounded_lines

REQUIRED = frozenset(
    {"adresid", "straatnmid", "straatnm", "huisnr", "busnr", "postcode", "gemeenteid", "gemeentenm", "status"}
)
OPTIONAL = frozenset({"versieid", "x", "y"})

LARGEST_MEMBER = 8 * 1024**3
"""Bytes. All addresses of Flanders make a dbf of a quarter of this."""
LARGEST_RATIO = 250
"""Unpacked to packed: a dbf, which is mostly blanks, some forty to one; a zip bomb a thousand to one."""
SUSPECT_FROM = 50 * 1024**2

DELIMITERS = ",;\t|"  # of the register itself, and of what a spreadsheet makes of it

_POINT_HEADER, _POINT_RECORD, _POINT_CONTENT = 100, 28, 20  # bytes in a shp of points
_DBF_LANGUAGE_AT, _DBF_WINDOWS = 29, {0x03, 0x57}


class WrongFileError(Exception):
    """The file is not an extract of the register; the message is one line for who started the import."""


class SourceRow(NamedTuple):
    """`values` is None where the line does not have as many fields as there are columns."""

    file: str
    line: int
    values: dict[str, str] | None


@dataclass
class Meter:
    """How far the reading is, in bytes of the tables to read."""

    total: int = 0
    done: int = 0

    @property
    def part(self) -> float:
        return min(1.0, self.done / self.total) if self.total else 0.0


@dataclass(frozen=True)
class ExtractTable:
    """One table of an extract: a file of its own, or a member of a zip."""

    path: Path
    member: str = ""

    @property
    def name(self) -> str:
        return f"{self.path.name}/{self.member}" if self.member else self.path.name

    @property
    def ending(self) -> str:
        return PurePosixPath(self.member or self.path.name).suffix.lower()

    @property
    def size(self) -> int:
        """Bytes, unpacked."""
        if not self.member:
            return self.path.stat().st_size
        with zipfile.ZipFile(self.path) as archive:
            return archive.getinfo(self.member).file_size

    def beside(self, ending: str) -> "ExtractTable | None":
        """The file of the same name with another ending, such as the shp of a dbf."""
        own = PurePosixPath(self.member or self.path.name)
        if self.member:
            with zipfile.ZipFile(self.path) as archive:
                names = archive.namelist()
        else:
            names = [one.name for one in self.path.parent.iterdir()]
        wanted = str(own.with_suffix(ending)).lower()
        found = next((name for name in names if name.lower() == wanted), None)
        if found is None:
            return None
        return ExtractTable(self.path, found) if self.member else ExtractTable(self.path.with_name(found))

    def open(self) -> IO[bytes]:
        if not self.member:
            return self.path.open("rb")
        return zipfile.ZipFile(self.path).open(self.member)


TABLE_ENDINGS = (".csv", ".dbf")
ENDINGS = (*TABLE_ENDINGS, ".zip")


def tables_of(path: Path) -> list[ExtractTable]:
    """The tables of addresses in a file, or in all files of a folder in the order of their names."""
    if not path.exists():
        raise WrongFileError(_("%(file)s does not exist.") % {"file": path})
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    tables: list[ExtractTable] = []
    for file in files:
        if file.suffix.lower() == ".zip":
            tables += [ExtractTable(file, member) for member in _members(file)]
        elif file.suffix.lower() in TABLE_ENDINGS:
            tables.append(ExtractTable(file))
    if not tables:
        raise WrongFileError(
            _("%(file)s is not a file the import can read: it reads %(endings)s.")
            % {"file": path.name, "endings": ", ".join(ENDINGS)}
        )
    return _with_addresses(tables)


def rows_of(tables: list[ExtractTable], meter: Meter) -> Iterator[SourceRow]:
    """WrongFileError where a table turns out to be broken, also half-way."""
    meter.total = sum(table.size for table in tables)
    for table in tables:
        before = meter.done
        try:
            yield from (_csv_rows if table.ending == ".csv" else _dbf_rows)(table, meter)
        except UnicodeDecodeError as error:
            raise WrongFileError(
                _("%(file)s is not encoded in %(encoding)s.")
                % {"file": table.name, "encoding": error.encoding.upper()}
            ) from None
        except csv.Error:
            raise WrongFileError(_("%(file)s is not a CSV file.") % {"file": table.name}) from None
        except _BROKEN:
            raise WrongFileError(_("%(file)s is damaged or cut short.") % {"file": table.name}) from None
        meter.done = before + table.size


_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, shapefile.ShapefileException)


def _members(file: Path) -> list[str]:
    """The tables in a zip; WrongFileError for what is no zip, is locked, or unpacks to far too much."""
    try:
        with zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, OSError):
        raise WrongFileError(
            _("%(file)s is not a zip file, or is cut short.") % {"file": file.name}
        ) from None
    for info in infos:
        if info.flag_bits & 1:
            raise WrongFileError(_("%(file)s is protected by a password.") % {"file": file.name})
        packed_too_well = (
            info.file_size > SUSPECT_FROM and info.file_size > info.compress_size * LARGEST_RATIO
        )
        if info.file_size > LARGEST_MEMBER or packed_too_well:
            raise WrongFileError(
                _("%(file)s unpacks to more than an extract of the register can hold.") % {"file": file.name}
            )
    return sorted(
        info.filename for info in infos if PurePosixPath(info.filename).suffix.lower() in TABLE_ENDINGS
    )


def _with_addresses(tables: list[ExtractTable]) -> list[ExtractTable]:
    """Those with the columns of addresses: the register's download has streets and parcels too."""
    missing = {table: REQUIRED - set(_columns(table)) for table in tables}
    good = [table for table in tables if not missing[table]]
    wrong = [table for table in tables if missing[table] and (not good or table.ending == ".csv")]
    if wrong:
        raise WrongFileError(
            _("%(file)s lacks the columns %(columns)s.")
            % {"file": wrong[0].name, "columns": ", ".join(sorted(missing[wrong[0]]))}
        )
    return good


def _columns(table: ExtractTable) -> list[str]:
    try:
        with table.open() as file:
            if table.ending == ".csv":
                with TextIOWrapper(file, "utf-8-sig", newline="") as text:
                    return _header(bounded_lines(text))[2]
            return [field.name.lower() for field in shapefile.Reader(dbf=file).fields]
    except UnicodeDecodeError:
        raise WrongFileError(_("%(file)s is not encoded in UTF-8.") % {"file": table.name}) from None
    except (csv.Error, *_BROKEN):
        raise WrongFileError(_("%(file)s is damaged or cut short.") % {"file": table.name}) from None


# --- CSV -----------------------------------------------------------------------------------------


def _header(lines: Iterator[str]) -> tuple[int, str, list[str]]:
    """How many lines stand before it (remarks, Excel's "sep=;"), delimiter and column names."""
    before, header = 0, next(lines, "")
    while header.startswith("#") or header.strip('"\r\n').lower().startswith("sep="):
        before += 1
        header = next(lines, "")
    delimiter = max(DELIMITERS, key=header.count)
    names = [name.strip().lower() for name in next(csv.reader([header], delimiter=delimiter), [])]
    return before, delimiter, names


def _csv_rows(table: ExtractTable, meter: Meter) -> Iterator[SourceRow]:
    before = meter.done
    with table.open() as file, TextIOWrapper(file, "utf-8-sig", newline="") as text:
        lines = bounded_lines(text)
        remarks, delimiter, names = _header(lines)
        reader, width, name = csv.reader(lines, delimiter=delimiter), len(names), table.name
        for fields in reader:
            if not fields:
                continue
            values = dict(zip(names, fields, strict=True)) if len(fields) == width else None
            meter.done = before + file.tell()
            yield SourceRow(name, remarks + 1 + reader.line_num, values)


# --- dbf and shp ---------------------------------------------------------------------------------


def _dbf_rows(table: ExtractTable, meter: Meter) -> Iterator[SourceRow]:
    """The positions come from the shp beside it, where there is one; a deleted record is no row."""
    before, encoding = meter.done, _encoding(table)
    with table.open() as file:
        reader = shapefile.Reader(dbf=file, encoding=encoding)
        names = {field.name: field.name.lower() for field in reader.fields}
        wanted = [name for name, lower in names.items() if lower in REQUIRED | OPTIONAL]
        records = reader.dbf_reader.iterRecords(wanted, deleted_as_None=True)
        size = table.size / max(1, reader.numRecords or 0)
        for line, (record, position) in enumerate(
            zip(records, _positions(table, reader.numRecords or 0), strict=True), start=1
        ):
            if record is None:
                continue
            values = {names[name]: _text(record[name]) for name in wanted}
            if position:
                values["x"], values["y"] = position
            meter.done = before + int(line * size)
            yield SourceRow(table.name, line, values)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _encoding(table: ExtractTable) -> str:
    """What the cpg beside it says, or the language mark in the dbf; else UTF-8."""
    if beside := table.beside(".cpg"):
        with beside.open() as file:
            said = file.read(40).decode("ascii", "replace").strip().lower()
        return "cp1252" if "1252" in said else "iso-8859-1" if "8859" in said else "utf-8"
    with table.open() as file:
        header = file.read(_DBF_LANGUAGE_AT + 1)
    return "cp1252" if header[_DBF_LANGUAGE_AT] in _DBF_WINDOWS else "utf-8"


def _positions(table: ExtractTable, records: int) -> Iterator[tuple[str, str] | None]:
    beside = table.beside(".shp")
    if beside is None:
        yield from repeat(None, records)
        return
    if beside.size != _POINT_HEADER + _POINT_RECORD * records:
        raise WrongFileError(_("%(file)s does not have one point for each address.") % {"file": beside.name})
    with beside.open() as file:
        reader = shapefile.Reader(shp=file)
        # the lengths are given, or the reader would keep a list of them
        lengths: Any = repeat(_POINT_CONTENT, records)
        for shape in reader.shp_reader.iterShapes(shape_lengths_B=lengths):
            if shape is None:
                raise EOFError
            x, y = shape.points[0][:2]
            yield repr(x), repr(y)
