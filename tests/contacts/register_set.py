"""Small sets of the register for the tests: rows by file, written as the register writes them."""

import csv
from pathlib import Path

from oss.contacts.enterprise_number import check_digits, display
from oss.contacts.register.files import COLUMNS, KEYS

Rows = dict[str, list[tuple[str, ...]]]


def number(base: int) -> str:
    return display(f"{base:08}{check_digits(f'{base:08}')}")


def plain(base: int) -> str:
    return number(base).replace(".", "")


BRANCH = "2.123.456.789"


def enterprise(
    base: int,
    name: str,
    *,
    form: str = "014",
    street: str = "Bruul",
    house: str = "12",
    box: str = "",
    postcode: str = "2800",
    mail: str = "",
    phone: str = "",
) -> Rows:
    entity = number(base)
    reach = (("EMAIL", mail), ("TEL", phone))
    return {
        "enterprise": [(entity, form, "01-06-2010")],
        "denomination": [
            (entity, "1", "001", f"{name} (FR)"),
            (entity, "2", "001", name),
            (entity, "2", "003", "Z"),
        ],
        "address": [(entity, "REGO", postcode, "Mechelen", "Malines", street, "", house, box, "")]
        if street
        else [],
        "contact": [(entity, kind, value) for kind, value in reach if value],
    }


def branch(base: int, establishment: str = BRANCH, postcode: str = "2800") -> Rows:
    return {
        "establishment": [(establishment, number(base))],
        "address": [(establishment, "BAET", postcode, "Mechelen", "", "Bruul", "", "1", "", "")],
    }


def full_set(folder: Path, *parts: Rows, extract: int = 100) -> Path:
    _start(folder, "full", extract)
    for name, columns in COLUMNS.items():
        if name != "code":
            _write(folder / f"{name}.csv", columns, [row for part in parts for row in part.get(name, [])])
    return folder


def update_set(folder: Path, *parts: Rows, deletes: Rows | None = None, extract: int = 101) -> Path:
    """What is in `parts` is deleted and put in again; `deletes` is only deleted."""
    _start(folder, "update", extract)
    for name, columns in COLUMNS.items():
        if name == "code":
            continue
        rows = [row for part in parts for row in part.get(name, [])]
        gone = {(row[0],) for row in [*rows, *(deletes or {}).get(name, [])]}
        _write(folder / f"{name}_insert.csv", columns, rows)
        _write(folder / f"{name}_delete.csv", (KEYS.get(name, "EntityNumber"),), sorted(gone))
    return folder


def _start(folder: Path, kind: str, extract: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    meta = [("SnapshotDate", "01-11-2026"), ("ExtractType", kind), ("ExtractNumber", str(extract))]
    _write(folder / "meta.csv", ("Variable", "Value"), meta)
    codes = [
        ("JuridicalForm", "070", "NL", "Vereniging van mede-eigenaars"),
        ("JuridicalForm", "070", "FR", "Association des copropriétaires"),
        ("NaceCode", "070", "NL", "Iets anders"),
    ]
    _write(folder / "code.csv", COLUMNS["code"], codes)


def _write(path: Path, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([columns, *rows])
