"""An import from upload to end. The row of `ContactImport` is the job: each step commits how far it came
together with what it wrote, so that a worker that dies is followed by one that goes on."""

from collections.abc import Callable
from typing import Any

import tablib
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from oss.contacts.exchange import files
from oss.contacts.exchange.repeats import FIRST, repeated
from oss.contacts.exchange.resources import ENTERPRISE_NUMBER, NUMBER, RESOURCES
from oss.contacts.hints import duplicates_together
from oss.contacts.models import ContactImport, ImportState
from oss.core.refusal import Refused
from oss.documents.operations import store_bytes
from oss.staff.models import User
from oss.staff.rights import require

STEP = 100
"""Rows per transaction when good rows may go in without the others."""
MOST_ERRORS = 500

Hint = Callable[[int], Any]
Again = dict[int, ValidationError]
"""What is wrong with rows that repeat another (`repeats`)."""


def upload(*, by: User, kind: str, data: bytes, name: str, hint: Hint) -> ContactImport:
    """Keeps the file and has all its rows checked. ValidationError where it can't be read at all.

    `hint` gets the key of the import after the commit, and tells a worker.
    """
    require(by, "contacts.add_contactimport")
    rows = files.read(data, name, RESOURCES[kind].columns())
    with transaction.atomic():
        made = ContactImport.objects.create(
            kind=kind,
            file=store_bytes(data),
            name=name[:255],
            state=ImportState.CHECKING,
            total=len(rows),
            uploaded_by=by,
        )
        transaction.on_commit(lambda: hint(made.pk))
    return made


def start(job: ContactImport, *, by: User, all_or_nothing: bool, hint: Hint) -> ContactImport:
    """Imports what was checked. Refused unless it waits for that."""
    require(by, "contacts.add_contactimport")
    with transaction.atomic():
        current = ContactImport.objects.select_for_update(of=("self",)).get(pk=job.pk)
        if current.state != ImportState.CHECKED:
            raise Refused(_("This import was started already."))
        if all_or_nothing and current.refused:
            raise Refused(_("Some rows are wrong: correct the file, or import the good rows only."))
        _reset(current)
        current.state, current.all_or_nothing = ImportState.RUNNING, all_or_nothing
        current.save()
        transaction.on_commit(lambda: hint(current.pk))
    return current


def carry_on(pk: int) -> ContactImport | None:
    """Works on the import until it waits for somebody or is done; None while another worker holds it."""
    rows: tablib.Dataset | None = None
    again: Again = {}
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
                if rows is None:
                    rows = files.read(job.file.read(), job.name, RESOURCES[job.kind].columns())
                    again = repeated(rows, NUMBER, ENTERPRISE_NUMBER)
                _step(job, rows, again)


def _step(job: ContactImport, rows: tablib.Dataset, again: Again) -> None:
    """The next rows, in the transaction of the caller."""
    checking = job.state == ImportState.CHECKING
    if job.all_or_nothing and not checking:
        _all_or_nothing(job, rows, again)
        return
    numbers = range(job.position, min(job.position + STEP, job.total))
    _take(job, rows, again, numbers, check_only=checking)
    if job.position >= job.total:
        job.state = ImportState.CHECKED if checking else ImportState.DONE
        job.finished_at = None if checking else timezone.now()
    job.save()


def _all_or_nothing(job: ContactImport, rows: tablib.Dataset, again: Again) -> None:
    savepoint = transaction.savepoint()
    _take(job, rows, again, range(job.total), check_only=False)
    if job.refused:
        transaction.savepoint_rollback(savepoint)
        job.made = job.changed = job.unchanged = 0
        job.state = ImportState.REFUSED
    else:
        transaction.savepoint_commit(savepoint)
        job.state = ImportState.DONE
    job.finished_at = timezone.now()
    job.save()


def _take(
    job: ContactImport, rows: tablib.Dataset, again: Again, numbers: range, *, check_only: bool
) -> None:
    resource = RESOURCES[job.kind](by=job.uploaded_by, check_only=check_only)
    taken = [index for index in numbers if index not in again]
    part = tablib.Dataset(*(rows[index] for index in taken), headers=rows.headers)
    with duplicates_together():
        result = resource.import_data(part, dry_run=False, raise_errors=False, use_transactions=False)
    counts = result.totals
    job.made += counts["new"]
    job.changed += counts["update"]
    job.unchanged += counts["skip"]
    wrong: list[tuple[int, Exception]] = [(index, again[index]) for index in numbers if index in again]
    wrong += [(taken[row.number - 1], row.error) for row in result.invalid_rows]
    wrong += [(taken[number - 1], error.error) for number, errors in result.row_errors() for error in errors]
    job.refused += len({index for index, _error in wrong})
    told = [*wrong, *((taken[number - 1], remark) for number, remark in resource.remarks)]
    lines = [
        [index + FIRST, *line]
        for index, error in sorted(told, key=lambda one: one[0])
        for line in _lines(error)
    ]
    job.row_errors = [*job.row_errors, *lines][:MOST_ERRORS]
    job.position = numbers.stop


def _lines(error: Exception) -> list[tuple[str, str]]:
    """What is wrong in which column; an error that no one foresaw is told by its kind."""
    if not isinstance(error, ValidationError):
        return [("", _("This row cannot be read: %(error)s.") % {"error": type(error).__name__})]
    fields = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
    return [("" if name == "__all__" else name, text) for name, texts in fields.items() for text in texts]


def _reset(job: ContactImport) -> None:
    job.position = job.made = job.changed = job.unchanged = job.refused = 0
    job.row_errors = []
