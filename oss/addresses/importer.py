"""Imports an extract of the address register: all of it, or nothing.

Every row is checked, copied into a staging table, and merged from there with a handful of statements that
touch only what differs; a second run of the same file changes nothing. Memory does not grow with the file.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pghistory
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from oss.addresses import merging
from oss.addresses.geography import place_addresses
from oss.addresses.models import ImportRun, ImportStatus
from oss.addresses.row_checks import RegisterRow, RejectFile, checked
from oss.addresses.row_sources import ExtractTable, Meter, SourceRow, WrongFileError, rows_of, tables_of
from oss.core.locks import lock
from oss.staff.models import User

TELL_EVERY = 5_000
FEW = 100
"""A register of so few addresses may lose any of them to an import."""


@dataclass(frozen=True)
class Progress:
    """`part` is how much of the file is read, 0 to 1."""

    rows: int
    part: float


Tell = Callable[[Progress], None]


def import_addresses(
    path: Path,
    *,
    by: User | None,
    rejects: Path | None = None,
    partial: bool = False,
    tell: Tell = lambda _progress: None,
) -> ImportRun:
    """Brings the register up to date with a file, or with all files of a folder as one extract.

    Known addresses of the municipalities in the file that the file lacks are marked as removed, unless it is
    `partial`. Rows that can't be used are written to `rejects` with line and reason. WrongFileError: the file
    is not an extract; the register is as it was and the run says why.
    """
    run = ImportRun.objects.create(source=path.name[:200], by=by)
    try:
        with transaction.atomic(), pghistory.context(operation="import_addresses"):
            lock("import_addresses")
            _tell_of_the_killed(run)
            _import(run, tables_of(path), rejects, partial, tell)
            run.status, run.finished_at = ImportStatus.SUCCEEDED, timezone.now()
            run.save()
    except Exception as error:
        ImportRun.objects.filter(pk=run.pk).update(
            status=ImportStatus.FAILED, finished_at=timezone.now(), message=str(error)
        )
        raise
    return run


def _import(
    run: ImportRun, tables: list[ExtractTable], rejects: Path | None, partial: bool, tell: Tell
) -> None:
    meter = Meter()
    with RejectFile(rejects) as reject:
        _stage(checked(_counted(rows_of(tables, meter), run, meter, tell), reject))
        staged, twins = merging.settle_staging()
        for twin in twins:
            reject.write(twin.file, twin.line, _("This address stands in the file twice."), twin.content)
        run.rejected, run.first_rejects = reject.rows, reject.first
    if not staged:
        raise WrongFileError(_("%(file)s has no usable row.") % {"file": run.source})
    if not partial:
        _refuse_a_fragment(run)
    merged = merging.merge(run.pk, remove=not partial)
    run.added, run.changed, run.absent = merged.added, merged.changed, merged.removed
    run.buildings_added = merged.buildings_added
    run.unchanged = run.rows_read - run.rejected - run.changed - run.added
    place_addresses()


def _tell_of_the_killed(run: ImportRun) -> None:
    """Who holds the lock is the only one at work: a run before it that says so too was killed on its way."""
    ImportRun.objects.filter(status=ImportStatus.RUNNING, pk__lt=run.pk).update(
        status=ImportStatus.FAILED,
        finished_at=timezone.now(),
        message=_("The import was broken off; the register stayed as it was."),
    )


def _counted(rows: Iterable[SourceRow], run: ImportRun, meter: Meter, tell: Tell) -> Iterator[SourceRow]:
    for row in rows:
        run.rows_read += 1
        if run.rows_read % TELL_EVERY == 0:
            tell(Progress(run.rows_read, meter.part))
        yield row
    tell(Progress(run.rows_read, 1.0))


def _stage(rows: Iterable[RegisterRow]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(merging.STAGING)
        with cursor.copy(merging.COPY) as copy:
            for row in rows:
                copy.write_row(row)


def _refuse_a_fragment(run: ImportRun) -> None:
    """Half of the register does not vanish in a night: the file is only a piece."""
    known, absent = merging.known_and_absent()
    if known > FEW and absent * 2 > known:
        raise WrongFileError(
            _(
                "%(file)s lacks %(absent)s of the %(known)s known addresses of its municipalities; "
                "import a piece of the register with --partial."
            )
            % {"file": run.source, "absent": absent, "known": known}
        )
