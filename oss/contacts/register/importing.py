"""Brings the register's tables up to date with one set: all of it, or nothing.

The files are copied into staging tables, flattened to one row per enterprise, and merged with a handful of
statements that touch only what differs; a second run of the same set changes nothing.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from oss.addresses.models import ImportStatus
from oss.contacts.models import ExtractKind, RegisterRun
from oss.contacts.register import statements
from oss.contacts.register.associations import match_associations
from oss.contacts.register.files import ExtractSet, WrongSetError, open_set
from oss.contacts.register.staging import stage
from oss.core.locks import lock
from oss.staff.models import User


def import_register(
    folder: Path,
    *,
    by: User | None,
    postcodes: Sequence[str] = (),
    tell: Callable[[str], None] = lambda _step: None,
) -> RegisterRun:
    """Takes in a full or an update set of enterprises in these postcodes (all without any).

    Enterprises that stand in the register's tables already, and those of our organisations, are kept up to
    date wherever they are. WrongSetError: the set can't be used; nothing has changed and the run says why.
    """
    run = RegisterRun.objects.create(source=folder.name, by=by, postcodes=sorted(set(postcodes)))
    try:
        with transaction.atomic():
            lock("import_register")
            extract = open_set(folder)
            _refuse_out_of_turn(extract)
            run.source, run.kind = extract.name, extract.kind
            run.extract_number, run.snapshot_date = extract.number, extract.snapshot_date
            with connection.cursor() as cursor:
                cursor.execute(statements.ROOM)
            tell("stage")
            stage(extract)
            tell("merge")
            _merge(run, extract)
            tell("associations")
            run.associations_matched, run.associations_to_do = match_associations()
            run.status, run.finished_at = ImportStatus.SUCCEEDED, timezone.now()
            run.save()
    except Exception as error:
        RegisterRun.objects.filter(pk=run.pk).update(
            status=ImportStatus.FAILED, finished_at=timezone.now(), message=str(error)
        )
        raise
    return run


def _refuse_out_of_turn(extract: ExtractSet) -> None:
    """An update set says only what changed since the one before: each in its turn, the last also again."""
    done = RegisterRun.objects.filter(status=ImportStatus.SUCCEEDED).order_by("-pk").first()
    last = done.extract_number if done else None
    if extract.kind == ExtractKind.FULL:
        if last is not None and extract.number < last:
            raise WrongSetError(
                _("This is set %(number)d, and set %(last)d has been imported already.")
                % {"number": extract.number, "last": last}
            )
    elif last is None:
        raise WrongSetError(_("An update set needs a full set first."))
    elif extract.number not in {last, last + 1}:
        raise WrongSetError(
            _(
                "After set %(last)d comes update set %(next)d, and this is %(number)d. Import the sets in"
                " between, or a full set."
            )
            % {"last": last, "next": last + 1, "number": extract.number}
        )


def _merge(run: RegisterRun, extract: ExtractSet) -> None:
    parameters: dict[str, Any] = {"run": run.pk, "postcodes": run.postcodes, "all": not run.postcodes}
    is_full = extract.kind == ExtractKind.FULL
    with connection.cursor() as cursor:
        cursor.execute(statements.SCOPE, parameters)
        for statement in statements.FLATTEN:
            cursor.execute(statement)
        cursor.execute(statements.INCOMING_FULL if is_full else statements.INCOMING_UPDATE)
        cursor.execute("CREATE UNIQUE INDEX ON kbo_incoming (number)")
        cursor.execute("ANALYZE kbo_incoming (number)")
        cursor.execute("SELECT count(*) FROM kbo_enterprise")
        run.enterprises_read = cursor.fetchone()[0]
        if is_full and not run.enterprises_read:
            raise WrongSetError(_("enterprise.csv has no enterprises."))
        run.changed = _changes(cursor, statements.NOTE_CHANGED, statements.UPDATE, parameters)
        ended = statements.ENDED_FULL if is_full else statements.ENDED_UPDATE
        cursor.execute(ended)
        run.ended = _changes(cursor, statements.NOTE_ENDED, statements.END, parameters)
        cursor.execute(statements.NOTE_ADDED, parameters)
        cursor.execute(statements.INSERT)
        run.added = cursor.rowcount
        if run.added:
            cursor.execute(statements.KNOW_ENTERPRISES)
        if not is_full:
            cursor.execute(statements.INCOMPLETE, parameters)
            run.incomplete = cursor.fetchone()[0]
        for statement in statements.ESTABLISHMENTS_FULL if is_full else statements.ESTABLISHMENTS_UPDATE:
            cursor.execute(statement)
        if run.added:
            cursor.execute(statements.KNOW_ESTABLISHMENTS)
        for statement in statements.CODES:
            cursor.execute(statement)


def _changes(cursor: Any, note: str, write: str, parameters: dict[str, Any]) -> int:
    cursor.execute(note, parameters)
    cursor.execute(write)
    return int(cursor.rowcount)
