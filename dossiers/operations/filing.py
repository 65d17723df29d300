"""What staff add to a dossier's case file by hand: notes, tasks, requests and files.

A deactivated dossier takes none.
"""

from collections.abc import Iterable
from typing import Any

from dossiers.holding import MAY_CHANGE, NO_ACCESS, lock_to_change
from dossiers.models import Dossier
from oss.core.disk import telling_a_full_disk
from oss.documents.models import Document, DocumentKind, DocumentOrigin
from oss.documents.storing import name_file, store_bytes
from oss.staff.models import User
from oss.staff.rights import operation
from oss.timeline.models import Activity, ActivityKind
from oss.timeline.operations import add_activity, add_task, ask_request, describe_document, file_document
from oss.timeline.parameters import usual_minutes


@operation(MAY_CHANGE, refused=NO_ACCESS)
def add_note(
    dossier: Dossier,
    text: str,
    *,
    by: User,
    kind: ActivityKind = ActivityKind.NOTE,
    minutes: int | None = None,
    travel_minutes: int | None = None,
) -> Activity:
    """What was done, or heard: a note, or a call, an appointment or a visit that was. Where nobody says how
    many minutes it took, the usual ones of its kind count."""
    locked = lock_to_change(dossier, by)
    if minutes is None:
        minutes = usual_minutes(kind)
    return add_activity(
        locked.case_file,
        by=by,
        kind=kind,
        title=str(kind.label),
        text=text,
        minutes=minutes,
        travel_minutes=travel_minutes,
        was_done=True,
    )


@operation(MAY_CHANGE, refused=NO_ACCESS)
def add_task_on(dossier: Dossier, *, by: User, assignee: User | None = None, **known: Any) -> Activity:
    """For `assignee`, or else whoever handles the dossier. `known`: title, text and due_on."""
    locked = lock_to_change(dossier, by)
    return add_task(locked.case_file, by=by, assignee=assignee or locked.assignee, **known)


@operation(MAY_CHANGE, refused=NO_ACCESS)
def ask_on(dossier: Dossier, *, by: User, **asked: Any) -> Activity:
    """A request on the dossier; `asked` is what `oss.timeline.operations.ask_request` takes."""
    return ask_request(lock_to_change(dossier, by).case_file, by=by, **asked)


@operation(MAY_CHANGE, refused=NO_ACCESS)
def add_file(
    dossier: Dossier,
    *,
    data: bytes,
    name: str,
    content_type: str,
    by: User,
    kind: DocumentKind | None = None,
    origin: DocumentOrigin = DocumentOrigin.CLIENT,
) -> Document:
    """Stores the bytes, then files them under their name: both, or neither. DiskFullError without room.

    A name that says nothing may be the answer to what is asked on the dossier and waits.
    """
    stored = store_bytes(data)  # before the lock: writing is slow
    with telling_a_full_disk():
        locked = lock_to_change(dossier, by)
        asked = Activity.objects.filter(case_file=locked.case_file).requests().open()
        document = name_file(
            stored,
            name=name,
            content_type=content_type,
            by=by,
            kind=kind,
            origin=origin,
            asked=" ".join(asked.values_list("title", flat=True)),
        )
        file_document(locked.case_file, document, by=by)
    return document


@operation(MAY_CHANGE, refused=NO_ACCESS)
def describe_files(dossier: Dossier, documents: Iterable[Document], *, by: User, **told: Any) -> None:
    """Says of files of the train what they are: what `oss.timeline.operations.describe_document` takes."""
    lock_to_change(dossier, by)
    for one in documents:
        describe_document(one, by=by, **told)
