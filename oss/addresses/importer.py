"""Imports an extract of the address register: all of it, or nothing.

Every row is checked, copied into a staging table, and merged from there with a handful of statements that
touch only what differs; a second run of the same file changes nothing.
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import astuple, dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from oss.addresses import formats
from oss.addresses.models import AddressStatus, ImportRun, ImportStatus
from oss.addresses.row_sources import SourceRow, WrongFileError, files_of, rows_of
from oss.core.locks import lock
from oss.staff.models import User

REGISTER_STATUS = {
    "voorgesteld": AddressStatus.PROPOSED,
    "ingebruik": AddressStatus.IN_USE,
    "gehistoreerd": AddressStatus.RETIRED,
    "afgekeurd": AddressStatus.REJECTED,
}
EAST_END, NORTH_END = Decimal(300_000), Decimal(250_000)  # Belgium in Lambert 72, metres
TELL_EVERY = 5_000


@dataclass(frozen=True)
class RegisterRow:
    """One checked row, in the order of the staging table's columns."""

    register_id: int
    street_register_id: int
    street_name: str
    house_number: str
    box_number: str
    postcode: str
    nis_code: str
    municipality_name: str
    status: str
    lambert72_x: Decimal | None
    lambert72_y: Decimal | None


def import_addresses(
    path: Path,
    *,
    by: User | None,
    rejects: Path | None = None,
    tell: Callable[[int], None] = lambda _rows: None,
) -> ImportRun:
    """Brings the register up to date with a file, or with all files of a folder as one extract.

    Rows that can't be used are written to `rejects` with line and reason. WrongFileError: the file is not
    an extract; the register is as it was and the run says why.
    """
    run = ImportRun.objects.create(source=path.name, by=by)
    try:
        with transaction.atomic():
            lock("import_addresses")
            _import(run, files_of(path), rejects, tell)
            run.status, run.finished_at = ImportStatus.SUCCEEDED, timezone.now()
            run.save()
    except Exception as error:
        ImportRun.objects.filter(pk=run.pk).update(
            status=ImportStatus.FAILED, finished_at=timezone.now(), message=str(error)
        )
        raise
    return run


def _import(run: ImportRun, files: list[Path], rejects: Path | None, tell: Callable[[int], None]) -> None:
    with ExitStack() as closing:
        reject = closing.enter_context(_RejectFile(rejects))
        _stage(_checked(rows_of(files), run, reject, tell))
    if run.rows_read == run.rejected:
        raise WrongFileError(_("%(file)s has no usable row.") % {"file": run.source})
    with connection.cursor() as cursor:
        for statement in _MERGE_STREETS:
            cursor.execute(statement)
        cursor.execute(_UPDATE_ADDRESSES)
        run.changed = cursor.rowcount
        cursor.execute(_INSERT_ADDRESSES)
        run.added = cursor.rowcount
        run.unchanged = run.rows_read - run.rejected - run.changed - run.added
        cursor.execute(_COUNT_ABSENT)
        run.absent = cursor.fetchone()[0]
        cursor.execute(_JOIN_KNOWN_BUILDINGS)
        cursor.execute(_PROPOSE_BUILDINGS)
        run.buildings_added = cursor.fetchone()[0]


# --- Checking rows -------------------------------------------------------------------------------


class _RejectFile:
    """A CSV of refused rows; made with the first of them."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.stack = ExitStack()
        self.writer: Any = None

    def __enter__(self) -> "_RejectFile":
        return self

    def __exit__(self, *_exception: object) -> None:
        self.stack.close()

    def write(self, row: SourceRow, reason: str) -> None:
        if self.path is None:
            return
        if self.writer is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            file = self.stack.enter_context(self.path.open("w", encoding="utf-8", newline=""))
            self.writer = csv.writer(file)
            self.writer.writerow([_("file"), _("line"), _("reason"), _("row")])
        content = " | ".join(row.values.values()) if row.values else ""
        self.writer.writerow([row.file, row.line, reason, content])


def _checked(
    rows: Iterable[SourceRow], run: ImportRun, reject: _RejectFile, tell: Callable[[int], None]
) -> Iterator[RegisterRow]:
    seen: set[int] = set()
    for row in rows:
        run.rows_read += 1
        if run.rows_read % TELL_EVERY == 0:
            tell(run.rows_read)
        try:
            checked = _check(row, seen)
        except ValidationError as problem:
            run.rejected += 1
            reject.write(row, " ".join(problem.messages))
        else:
            seen.add(checked.register_id)
            yield checked


def _check(row: SourceRow, seen: set[int]) -> RegisterRow:
    values = row.values
    if values is None:
        raise ValidationError(_("The line does not have one field for each column."))
    status = REGISTER_STATUS.get(values["status"].strip().lower())
    if status is None:
        raise ValidationError(_("“%(text)s” is not a status of the register.") % {"text": values["status"]})
    register_id = _identifier(values["adresid"], _("address"))
    if register_id in seen:
        raise ValidationError(_("This address stands in the file twice."))
    x, y = _position(values)
    return RegisterRow(
        register_id=register_id,
        street_register_id=_identifier(values["straatnmid"], _("street")),
        street_name=_name(values["straatnm"], 80, _("street")),
        house_number=formats.house_number(values["huisnr"]),
        box_number=formats.box_number(values["busnr"]),
        postcode=formats.postcode(values["postcode"]),
        nis_code=formats.nis_code(values["gemeenteid"]),
        municipality_name=_name(values["gemeentenm"], 40, _("municipality")),
        status=status,
        lambert72_x=x,
        lambert72_y=y,
    )


def _identifier(text: str, what: str) -> int:
    clean = text.strip()
    if not (clean.isascii() and clean.isdigit() and len(clean) <= 10):  # noqa: PLR2004 - N10 in the register
        raise ValidationError(
            _("“%(text)s” is not the register id of the %(what)s.") % {"text": clean, "what": what}
        )
    return int(clean)


def _name(text: str, longest: int, what: str) -> str:
    clean = " ".join(text.split())
    if not 0 < len(clean) <= longest or "\x00" in clean:
        raise ValidationError(_("The name of the %(what)s is missing or too long.") % {"what": what})
    return clean


def _position(values: dict[str, str]) -> tuple[Decimal | None, Decimal | None]:
    texts = [values.get(axis, "").strip() for axis in ("x", "y")]
    if not any(texts):
        return None, None
    try:
        x, y = (Decimal(text).quantize(Decimal("0.01")) for text in texts)
    except InvalidOperation:
        raise ValidationError(_("The position is not two numbers.")) from None
    if not (0 < x < EAST_END and 0 < y < NORTH_END):
        raise ValidationError(_("The position is not in Belgium (Lambert 72)."))
    return x, y


# --- Staging and merging -------------------------------------------------------------------------


def _stage(rows: Iterable[RegisterRow]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_STAGING)
        with cursor.copy(_COPY) as copy:
            for row in rows:
                copy.write_row(astuple(row))
        cursor.execute("CREATE INDEX ON address_staging (register_id)")
        cursor.execute("ANALYZE address_staging")


_STAGING = """
DROP TABLE IF EXISTS pg_temp.address_staging;
CREATE TEMPORARY TABLE address_staging (
    position bigint GENERATED ALWAYS AS IDENTITY,
    register_id bigint, street_register_id bigint, street_name text, house_number text, box_number text,
    postcode text, nis_code text, municipality_name text, status text,
    lambert72_x numeric(9, 2), lambert72_y numeric(9, 2)
) ON COMMIT DROP
"""
_COPY = """
COPY address_staging (register_id, street_register_id, street_name, house_number, box_number, postcode,
    nis_code, municipality_name, status, lambert72_x, lambert72_y) FROM STDIN
"""
_MERGE_STREETS = (
    # the last name in the file counts, so that a second run finds nothing to change
    """
UPDATE addresses_municipality AS known SET name = new.name
FROM (SELECT DISTINCT ON (nis_code) nis_code, municipality_name AS name
      FROM address_staging ORDER BY nis_code, position DESC) AS new
WHERE known.nis_code = new.nis_code AND known.name IS DISTINCT FROM new.name
""",
    """
INSERT INTO addresses_municipality (nis_code, name)
SELECT DISTINCT ON (nis_code) nis_code, municipality_name FROM address_staging AS new
WHERE NOT EXISTS (SELECT FROM addresses_municipality AS known WHERE known.nis_code = new.nis_code)
ORDER BY nis_code, position DESC
""",
    """
UPDATE addresses_street AS known SET name = new.name, municipality_id = new.municipality_id
FROM (SELECT DISTINCT ON (street_register_id) street_register_id, street_name AS name,
             town.id AS municipality_id
      FROM address_staging JOIN addresses_municipality AS town USING (nis_code)
      ORDER BY street_register_id, position DESC) AS new
WHERE known.register_id = new.street_register_id
  AND (known.name, known.municipality_id) IS DISTINCT FROM (new.name, new.municipality_id)
""",
    """
INSERT INTO addresses_street (register_id, name, municipality_id)
SELECT DISTINCT ON (street_register_id) street_register_id, street_name, town.id
FROM address_staging AS new JOIN addresses_municipality AS town USING (nis_code)
WHERE NOT EXISTS (SELECT FROM addresses_street AS known WHERE known.register_id = new.street_register_id)
ORDER BY street_register_id, position DESC
""",
)
_UPDATE_ADDRESSES = """
UPDATE addresses_address AS known
SET street_id = street.id, house_number = new.house_number, box_number = new.box_number,
    postcode = new.postcode, status = new.status,
    lambert72_x = new.lambert72_x, lambert72_y = new.lambert72_y
FROM address_staging AS new JOIN addresses_street AS street ON street.register_id = new.street_register_id
WHERE known.register_id = new.register_id
  AND (known.street_id, known.house_number, known.box_number, known.postcode, known.status,
       known.lambert72_x, known.lambert72_y)
  IS DISTINCT FROM (street.id, new.house_number, new.box_number, new.postcode, new.status,
       new.lambert72_x, new.lambert72_y)
"""
_INSERT_ADDRESSES = """
INSERT INTO addresses_address (register_id, street_id, house_number, box_number, postcode, status,
    lambert72_x, lambert72_y, is_verified, unverified_reason)
SELECT new.register_id, street.id, new.house_number, new.box_number, new.postcode, new.status,
    new.lambert72_x, new.lambert72_y, true, ''
FROM address_staging AS new JOIN addresses_street AS street ON street.register_id = new.street_register_id
WHERE NOT EXISTS (SELECT FROM addresses_address AS known WHERE known.register_id = new.register_id)
ORDER BY new.position
"""
_COUNT_ABSENT = """
SELECT count(*) FROM addresses_address AS known
JOIN addresses_street AS street ON street.id = known.street_id
JOIN addresses_municipality AS town ON town.id = street.municipality_id
WHERE known.register_id IS NOT NULL
  AND town.nis_code IN (SELECT nis_code FROM address_staging)
  AND NOT EXISTS (SELECT FROM address_staging AS new WHERE new.register_id = known.register_id)
"""
# a new box joins the building of its house number, where that is one building; what staff chose stays
_JOIN_KNOWN_BUILDINGS = """
UPDATE addresses_address AS new SET building_id = known.building_id
FROM (SELECT street_id, house_number, min(building_id) AS building_id FROM addresses_address
      WHERE building_id IS NOT NULL
      GROUP BY street_id, house_number HAVING count(DISTINCT building_id) = 1) AS known
WHERE new.building_id IS NULL AND new.status IN ('proposed', 'in_use')
  AND new.street_id = known.street_id AND new.house_number = known.house_number
"""
_PROPOSE_BUILDINGS = """
WITH proposed AS (
    SELECT street_id, house_number FROM addresses_address
    WHERE status IN ('proposed', 'in_use')
    GROUP BY street_id, house_number
    HAVING bool_or(box_number <> '') AND count(building_id) = 0
), made AS (
    INSERT INTO addresses_building (name, street_id, house_numbers)
    SELECT '', street_id, house_number FROM proposed
    RETURNING id, street_id, house_numbers
), joined AS (
    UPDATE addresses_address AS address SET building_id = made.id FROM made
    WHERE address.street_id = made.street_id AND address.house_number = made.house_numbers
      AND address.status IN ('proposed', 'in_use')
)
SELECT count(*) FROM made
"""
