"""What the company register's import costs beside a plain COPY of the same files.

`write_sets` makes a full and an update set in the register's own format, invented but with valid numbers.
"""

import csv
import random
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db import transaction

from bench.measuring import Benchmark, Goal, Result, measure
from oss.contacts.enterprise_number import check_digits, display, display_establishment
from oss.contacts.models import RegisterEnterprise, RegisterRun
from oss.contacts.register.files import COLUMNS, KEYS, open_set
from oss.contacts.register.importing import import_register
from oss.contacts.register.staging import clear, copy_file

ENTERPRISES = 300_000
CHANGED_SHARE = 100
"""One enterprise in so many is in the update set: half changed, a quarter ended, a quarter new."""
POSTCODES = ("2800", "2801", "2811", "2812", *(str(code) for code in range(1000, 9900, 25)))
STREETS = (
    "Bruul",
    "Leuvensesteenweg",
    "Battelsesteenweg",
    "Adegemstraat",
    "Liersesteenweg",
)
FORMS = ("014", "017", "610", "070", "610", "610", "706", "014", "610", "")
_FIRST_BASE = 2_000_000


def import_company_register(enterprises: int = ENTERPRISES) -> Iterator[Result]:
    """A full set, the same again, and the update set after it, each beside a plain COPY of its own files.

    Once with the postcodes that the loket keeps, once with all of them. The goal is for the full set: the
    COPY of an update set takes no time at all.
    """
    with TemporaryDirectory() as folder:
        full, update = write_sets(Path(folder), enterprises)
        for where, postcodes in (("our postcodes", settings.REGISTER_POSTCODES), ("all postcodes", [])):
            _empty_register()
            for what, path in (("full set", full), ("full set again", full), ("update set", update)):
                yield measure(
                    f"import of the company register, {what}, {where}",
                    [partial(import_register, path, by=None, postcodes=postcodes)],
                    Goal(ratio=3) if postcodes and path is full else Goal(),
                    limits=[partial(_copy_only, path)],
                    warm=0,
                )


def _empty_register() -> None:
    RegisterRun.objects.all().delete()
    RegisterEnterprise.objects.all().delete()


def write_sets(folder: Path, enterprises: int = ENTERPRISES) -> tuple[Path, Path]:
    """The folders of the full set and of the update set that follows it."""
    full, update = folder / "full", folder / "update"
    for path, kind, number in ((full, "full", 100), (update, "update", 101)):
        path.mkdir(parents=True, exist_ok=True)
        _write_meta(path, kind, number)
        _write_codes(path)
    with _Files(full, {name: (name, COLUMNS[name]) for name in COLUMNS if name != "code"}) as files:
        for number in range(enterprises):
            _write_enterprise(files, number, version=0)
    inserts: dict[str, tuple[str, Sequence[str]]] = {
        name: (f"{name}_insert", COLUMNS[name]) for name in COLUMNS if name != "code"
    }
    deletes: dict[str, tuple[str, Sequence[str]]] = {
        f"{name}_delete": (f"{name}_delete", (KEYS.get(name, "EntityNumber"),))
        for name in COLUMNS
        if name != "code"
    }
    with _Files(update, inserts | deletes) as files:
        for place, number in enumerate(range(0, enterprises, CHANGED_SHARE)):
            fate = ("changed", "ended", "changed", "new")[place % 4]
            if fate != "new":
                _write_delete(files, number)
            if fate != "ended":
                _write_enterprise(files, enterprises + number if fate == "new" else number, version=1)
    return full, update


class _Files:
    """CSV writers by name, with the register's header lines."""

    def __init__(self, folder: Path, files: dict[str, tuple[str, Sequence[str]]]) -> None:
        self.folder, self.files, self.stack = folder, files, ExitStack()
        self.writers: dict[str, Any] = {}

    def __enter__(self) -> "_Files":
        for name, (stem, columns) in self.files.items():
            path = self.folder / f"{stem}.csv"
            file = self.stack.enter_context(path.open("w", encoding="utf-8", newline=""))
            self.writers[name] = csv.writer(file, quoting=csv.QUOTE_ALL)
            self.writers[name].writerow(columns)
        return self

    def __exit__(self, *_exception: object) -> None:
        self.stack.close()

    def write(self, name: str, *rows: Sequence[str]) -> None:
        self.writers[name].writerows(rows)


def enterprise_of(number: int) -> str:
    base = f"{_FIRST_BASE + number:08}"
    return display(f"{base}{check_digits(base)}")


def _establishment_of(number: int) -> str:
    return display_establishment(f"2{number:09}")


def _write_enterprise(files: _Files, number: int, version: int) -> None:
    pick = random.Random(number)  # noqa: S311 - the same enterprise every time
    entity, branch = enterprise_of(number), _establishment_of(number)
    form = FORMS[number % len(FORMS)]
    name = f"VME Residentie {number}" if form == "070" else f"Verzonnen Onderneming {number}"
    postcode = POSTCODES[number % len(POSTCODES)]
    street, house = pick.choice(STREETS), str(pick.randint(1, 400) + version)
    files.write("enterprise", (entity, form, "01-06-2010"))
    files.write("establishment", (branch, entity))
    files.write(
        "denomination",
        (entity, "2", "001", f"{name}{' bis' * version}"),
        (entity, "2", "003", f"Zaak {number}"),
    )
    files.write(
        "address",
        (entity, "REGO", postcode, "Mechelen", "Malines", street, street, house, "", ""),
        (branch, "BAET", postcode, "Mechelen", "Malines", street, street, house, "", ""),
    )
    if number % 3 == 0:
        files.write("contact", (entity, "EMAIL", f"info{number}@voorbeeld.example"))


def _write_delete(files: _Files, number: int) -> None:
    entity, branch = enterprise_of(number), _establishment_of(number)
    for name in ("enterprise", "denomination", "address", "contact"):
        files.write(f"{name}_delete", (entity,))
    files.write("address_delete", (branch,))
    files.write("establishment_delete", (branch,))


def _write_meta(folder: Path, kind: str, number: int) -> None:
    rows = [
        *[("Variable", "Value"), ("SnapshotDate", "01-11-2026")],
        *[("ExtractTimestamp", "01-11-2026 06:00:00"), ("ExtractType", kind)],
        *[("ExtractNumber", str(number)), ("Version", "1.0.0")],
    ]
    _write_rows(folder / "meta.csv", rows)


def _write_codes(folder: Path) -> None:
    codes = {
        "070": "Vereniging van mede-eigenaars",
        "014": "Naamloze vennootschap",
        "610": "Besloten Vennootschap",
    }
    rows = [("JuridicalForm", code, "NL", text) for code, text in codes.items()]
    _write_rows(folder / "code.csv", [COLUMNS["code"], *rows])


def _write_rows(path: Path, rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)


def _copy_only(folder: Path) -> None:
    with transaction.atomic():
        clear()
        for source in open_set(folder).files.values():
            copy_file(source)
        transaction.set_rollback(True)


BENCHMARKS = (Benchmark("import company register", import_company_register, alone=True),)
