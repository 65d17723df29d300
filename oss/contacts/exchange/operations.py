"""Handing in a file to import, and starting what was checked; `importing` does the work, in a worker."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from oss.contacts.exchange import files
from oss.contacts.exchange.resources import RESOURCES
from oss.contacts.models import ContactImport, ImportState
from oss.core.refusal import Refused
from oss.documents.storing import store_bytes
from oss.staff.models import User
from oss.staff.rights import hold, operation

Hint = Callable[[int], Any]


@operation("contacts.add_contactimport")
def upload(*, by: User, kind: str, data: bytes, name: str, hint: Hint) -> ContactImport:
    """Keeps the file and has all its rows checked. ValidationError where it can't be read at all.

    `hint` gets the key of the import after the commit, and tells a worker.
    """
    table = files.read(data, name, RESOURCES[kind])
    made = ContactImport.objects.create(
        kind=kind,
        file=store_bytes(data),
        name=name[:255],
        state=ImportState.CHECKING,
        total=len(table.rows),
        uploaded_by=by,
    )
    transaction.on_commit(lambda: hint(made.pk))
    return made


@operation("contacts.add_contactimport")
def start(job: ContactImport, *, by: User, all_or_nothing: bool, hint: Hint) -> ContactImport:
    """Imports what was checked. Refused unless it waits for that."""
    current = hold(ContactImport.objects, job, by=by)
    if current.state != ImportState.CHECKED:
        raise Refused(_("This import was started already."))
    if all_or_nothing and current.refused:
        raise Refused(_("Some rows are wrong: correct the file, or import the good rows only."))
    _reset(current)
    current.state, current.all_or_nothing = ImportState.RUNNING, all_or_nothing
    current.save()
    transaction.on_commit(lambda: hint(current.pk))
    return current


def _reset(job: ContactImport) -> None:
    job.position = job.made = job.changed = job.unchanged = job.refused = 0
    job.row_errors = []
    job.refused_rows.all().delete()
