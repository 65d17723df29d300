"""The files of one set of the register: which they are, and what their first line must say."""

import csv
import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.utils.translation import gettext as _

from oss.contacts.models import ExtractKind
from oss.core.bounded_lines import bounded_lines

COLUMNS = {
    "enterprise": ("EnterpriseNumber", "JuridicalForm", "StartDate"),
    "establishment": ("EstablishmentNumber", "EnterpriseNumber"),
    "denomination": ("EntityNumber", "Language", "TypeOfDenomination", "Denomination"),
    "address": (
        *("EntityNumber", "TypeOfAddress", "Zipcode", "MunicipalityNL", "MunicipalityFR"),
        *("StreetNL", "StreetFR", "HouseNumber", "Box", "DateStrikingOff"),
    ),
    "contact": ("EntityNumber", "ContactType", "Value"),
    "code": ("Category", "Code", "Language", "Description"),
}
"""Per file the columns that are used; others may stand beside them. `activity` and `branch` are not read."""
KEYS = {"enterprise": "EnterpriseNumber", "establishment": "EstablishmentNumber"}
"""The column of a `_delete` file; EntityNumber in the others."""
COMPLETE = "code"
"""The one file that an update set holds whole."""


class WrongSetError(Exception):
    """The folder is not a set of the register; the message is one line for who started the import."""


@dataclass(frozen=True)
class SourceFile:
    """One file and the staging table it is copied to; `columns` are those of its first line."""

    path: Path
    table: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class ExtractSet:
    """`files` by the name of their staging table: "kbo_enterprise", "kbo_enterprise_delete"."""

    name: str
    kind: ExtractKind
    number: int
    snapshot_date: date
    files: dict[str, SourceFile]


def open_set(folder: Path) -> ExtractSet:
    """Looks at the names and first lines only. WrongSetError says what is missing."""
    if not folder.is_dir():
        raise WrongSetError(_("%(folder)s is not a folder with the files of a set.") % {"folder": folder})
    meta = _meta(folder / "meta.csv")
    try:
        kind = ExtractKind(meta["ExtractType"].strip().lower())
        number = int(meta["ExtractNumber"])
        snapshot = datetime.strptime(meta["SnapshotDate"], "%d-%m-%Y").date()  # noqa: DTZ007 - a day
    except (KeyError, ValueError):
        raise WrongSetError(
            _("meta.csv does not say the type, number and date of the set as the register does.")
        ) from None
    sources = []
    for name, columns in COLUMNS.items():
        if kind == ExtractKind.FULL or name == COMPLETE:
            sources.append(_source(folder / f"{name}.csv", f"kbo_{name}", columns))
        else:
            key = (KEYS.get(name, "EntityNumber"),)
            sources.append(_source(folder / f"{name}_delete.csv", f"kbo_{name}_delete", key))
            sources.append(_source(folder / f"{name}_insert.csv", f"kbo_{name}", columns))
    return ExtractSet(
        folder.resolve().name, kind, number, snapshot, {source.table: source for source in sources}
    )


def _meta(path: Path) -> dict[str, str]:
    header, *rows = _lines(path, 50)
    if header[:2] != ["Variable", "Value"]:
        raise WrongSetError(_("%(file)s does not begin with Variable,Value.") % {"file": path.name})
    return {row[0]: row[1] for row in rows if len(row) > 1}


def _source(path: Path, table: str, wanted: tuple[str, ...]) -> SourceFile:
    (header,) = _lines(path, 1)
    columns = tuple(name.strip() for name in header)
    if missing := [name for name in wanted if name not in columns]:
        raise WrongSetError(
            _("%(file)s lacks the columns %(columns)s.") % {"file": path.name, "columns": ", ".join(missing)}
        )
    if not all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name) for name in columns) or len(
        {name.lower() for name in columns}
    ) != len(columns):
        raise WrongSetError(_("%(file)s has column names that can't be used.") % {"file": path.name})
    return SourceFile(path, table, columns)


def _lines(path: Path, most: int) -> list[list[str]]:
    """The first lines, at least one; wrong encoding is left to the COPY, which names the line."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            rows = [row for _number, row in zip(range(most), csv.reader(bounded_lines(file)), strict=False)]
    except FileNotFoundError:
        raise WrongSetError(_("%(file)s is missing from the set.") % {"file": path.name}) from None
    except csv.Error:
        raise WrongSetError(_("%(file)s is not a CSV file.") % {"file": path.name}) from None
    if not rows:
        raise WrongSetError(_("%(file)s is empty.") % {"file": path.name})
    return rows
