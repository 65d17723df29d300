"""What is done on a case file: record an event, add and finish activities, link mails, file documents."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from oss.documents.models import Document
from oss.mail.models import Message
from oss.staff.models import User
from oss.timeline.models import Activity, ActivityKind, CaseFile, Correspondence, Event, FiledDocument
from oss.timeline.vocabulary import event_kinds


def record(case_file: CaseFile, kind: str, *, by: User | None, **data: Any) -> Event:
    """Writes one event. An unregistered kind raises LookupError."""
    if kind not in event_kinds:
        raise LookupError(f"event kind {kind!r} is not in the vocabulary")
    return Event.objects.create(case_file=case_file, kind=kind, by=by, data=data)


@transaction.atomic
def link_message(case_file: CaseFile, message: Message, *, by: User | None) -> Correspondence:
    """Hangs the mail on the case file; linking it again changes nothing."""
    link, made = Correspondence.objects.get_or_create(
        case_file=case_file, message=message, defaults={"linked_by": by}
    )
    if made:
        record(case_file, "message_linked", by=by, subject=message.subject, message=message.pk)
    return link


@transaction.atomic
def unlink_message(case_file: CaseFile, message: Message, *, by: User | None) -> None:
    deleted, _per_model = Correspondence.objects.filter(case_file=case_file, message=message).delete()
    if deleted:
        record(case_file, "message_unlinked", by=by, subject=message.subject, message=message.pk)


@transaction.atomic
def file_document(
    case_file: CaseFile, document: Document, *, by: User | None, folder: str = ""
) -> FiledDocument:
    """Files the document on the case file; filing it again changes nothing."""
    filed, made = FiledDocument.objects.get_or_create(
        case_file=case_file, document=document, defaults={"filed_by": by, "folder": folder}
    )
    if made:
        record(case_file, "document_filed", by=by, name=document.name, document=document.pk)
    return filed


@transaction.atomic
def add_activity(
    case_file: CaseFile,
    *,
    by: User | None,
    kind: ActivityKind,
    title: str,
    text: str = "",
    assignee: User | None = None,
    due_on: date | None = None,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> Activity:
    """A note or a call is done when it is written; the other kinds wait until somebody finishes them."""
    done = kind in {ActivityKind.NOTE, ActivityKind.CALL}
    return Activity.objects.create(
        case_file=case_file,
        kind=kind,
        title=title,
        text=text,
        assignee=assignee,
        due_on=due_on,
        starts_at=starts_at,
        ends_at=ends_at,
        created_by=by,
        done_at=timezone.now() if done else None,
        done_by=by if done else None,
    )


@transaction.atomic
def finish_activity(activity: Activity, *, by: User) -> Activity:
    """Marks it done; done already stays as it was."""
    locked = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    if locked.done_at is None:
        locked.done_at, locked.done_by = timezone.now(), by
        locked.save(update_fields=["done_at", "done_by"])
        record(locked.case_file, "activity_finished", by=by, title=locked.title)
    return locked
