"""An import from upload to end. The row of `ContactImport` is the job: each step commits how far it came
together with what it wrote, so that a worker that dies is followed by one that goes on."""

from typing import Any

import tablib
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from oss.contacts.exchange import files
from oss.contacts.exchange.repeats import repeated
from oss.contacts.exchange.resources import ENTERPRISE_NUMBER, NUMBER, RESOURCES
from oss.contacts.hints import duplicates_together
from oss.contacts.models import ContactImport, ImportState, RefusedRow
from oss.reports.reading import Table

STEP = 100
"""Rows per transaction when good rows may go in without the others."""
MOST_ERRORS = 500

Unfit = dict[int, ValidationError]
"""What is wrong with rows before any of them is a record: faults of the spreadsheet, and `repeats`."""


def carry_on(pk: int) -> ContactImport | None:
    """Works on the import until it waits for somebody or is done; None while another worker holds it."""
    table: Table | None = None
    unfit: Unfit = {}
    while True:
        with transaction.atomic():
            job = (
                ContactImport.objects.select_for_update(of=("self",), skip_locked=True)
                .select_related("uploaded_by", "file")
                .filter(pk=pk)
                .first()
            )
            if job is None or job.state not in {ImportState.CHECKING, ImportState.RUNNING}:
                return job
            with translation.override(job.uploaded_by.language):
                if table is None:
                    try:
                        table = read(job)
                    except ValidationError as error:
                        _give_up(job, error)
                        return job
                    unfit = _unfit(table)
                _step(job, table, unfit)


def read(job: ContactImport) -> Table:
    """What was uploaded; ValidationError as when it was."""
    return files.read(job.file.read(), job.name, RESOURCES[job.kind])


def _give_up(job: ContactImport, error: ValidationError) -> None:
    """What was read when it was uploaded is no list now: for a busy worker's limits, or a newer reader."""
    has_written = job.state == ImportState.RUNNING and bool(job.made or job.changed)
    job.state = ImportState.DONE if has_written else ImportState.REFUSED
    job.row_errors = [*job.row_errors, *(["", "", text] for text in error.messages)]
    job.finished_at = timezone.now()
    job.save()


def _unfit(table: Table) -> Unfit:
    found = repeated(table, NUMBER, ENTERPRISE_NUMBER)
    for index, faults in table.faults.items():
        texts: dict[str, list[str]] = {}
        for fault in faults:
            texts.setdefault(fault.heading or "__all__", []).append(fault.text)
        found[index] = ValidationError(texts)
    return found


def _step(job: ContactImport, table: Table, unfit: Unfit) -> None:
    """The next rows, in the transaction of the caller."""
    checking = job.state == ImportState.CHECKING
    if job.all_or_nothing and not checking:
        _all_or_nothing(job, table, unfit)
        return
    places = range(job.position, min(job.position + STEP, job.total))
    RefusedRow.objects.bulk_create(_take(job, table, unfit, places, check_only=checking))
    if job.position >= job.total:
        job.state = ImportState.CHECKED if checking else ImportState.DONE
        job.finished_at = None if checking else timezone.now()
    job.save()


def _all_or_nothing(job: ContactImport, table: Table, unfit: Unfit) -> None:
    savepoint = transaction.savepoint()
    refused = _take(job, table, unfit, range(job.total), check_only=False)
    if job.refused:
        transaction.savepoint_rollback(savepoint)
        job.made = job.changed = job.unchanged = 0
        job.state = ImportState.REFUSED
    else:
        transaction.savepoint_commit(savepoint)
        job.state = ImportState.DONE
    RefusedRow.objects.bulk_create(refused)
    job.finished_at = timezone.now()
    job.save()


def _take(
    job: ContactImport, table: Table, unfit: Unfit, places: range, *, check_only: bool
) -> list[RefusedRow]:
    """Imports the rows at these places; gives those that were refused, not stored yet."""
    resource = RESOURCES[job.kind](by=job.uploaded_by, check_only=check_only)
    taken = [index for index in places if index not in unfit]
    part = tablib.Dataset(*(table.rows[index] for index in taken), headers=table.headings)
    with duplicates_together():
        result = resource.import_data(part, dry_run=False, raise_errors=False, use_transactions=False)
    counts = result.totals
    job.made += counts["new"]
    job.changed += counts["update"]
    job.unchanged += counts["skip"]
    wrong: list[tuple[int, Exception]] = [(index, unfit[index]) for index in places if index in unfit]
    wrong += [(taken[row.number - 1], row.error) for row in result.invalid_rows]
    wrong += [(taken[number - 1], error.error) for number, errors in result.row_errors() for error in errors]
    told = [*wrong, *((taken[number - 1], remark) for number, remark in resource.remarks)]
    lines: list[list[Any]] = [
        [table.numbers[index], *line] for index, error in told for line in _lines(error)
    ]
    if places.start == 0:
        lines += [[note.number, note.heading, note.text] for note in table.notes]
    lines.sort(key=lambda line: line[0])
    job.row_errors = [*job.row_errors, *lines][:MOST_ERRORS]
    job.position = places.stop
    reasons: dict[int, list[str]] = {}
    for index, error in wrong:
        reasons.setdefault(table.numbers[index], []).extend(
            f"{heading}: {text}" if heading else text for heading, text in _lines(error)
        )
    job.refused += len(reasons)
    return [RefusedRow(job=job, number=number, reasons="\n".join(texts)) for number, texts in reasons.items()]


def _lines(error: Exception) -> list[tuple[str, str]]:
    """What is wrong in which column; an error that no one foresaw is told by its kind."""
    if not isinstance(error, ValidationError):
        return [("", _("This row cannot be read: %(error)s.") % {"error": type(error).__name__})]
    fields = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
    return [("" if name == "__all__" else name, text) for name, texts in fields.items() for text in texts]
