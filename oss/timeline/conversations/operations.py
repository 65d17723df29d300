"""Operations: a mail that hangs in the wrong place is moved or taken off, with what was filed of it; what is
written later in the same conversation follows."""

from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from oss.documents.models import Document
from oss.mail.models import Attachment, Message
from oss.staff.models import User
from oss.staff.rights import operation
from oss.timeline.conversations.matching import answers
from oss.timeline.models import CaseFile, FiledDocument, MovedConversation
from oss.timeline.operations import (
    file_attachments,
    link_message,
    refile,
    unfile_documents,
    unlink_message,
)


@operation()
def move_message(
    message: Message, *, instead_of: CaseFile, to: CaseFile, by: User, with_conversation: bool
) -> None:
    """Hangs the mail on another case file. `with_conversation`: so do answers to what it answers."""
    filed = _filed_of(message, instead_of)
    unlink_message(instead_of, message, by=by)
    link_message(to, message, by=by)
    for one in list(filed.select_related("document", "case_file")):
        refile(one, to, message, by=by)
    ids = [message.message_id, *(answers(message) if with_conversation else ())]
    _follow([one for one in ids if one], instead_of, to)


@operation()
def take_off(message: Message, case_file: CaseFile, *, by: User) -> list[int]:
    """Takes the mail and its filed attachments off the case file; answers to it hang nowhere by themselves.
    Gives the keys of those attachments."""
    filed = _filed_of(message, case_file)
    files = filed.values("document__stored_file")
    attachments = list(message.attachments.filter(stored_file__in=files).values_list("pk", flat=True))
    unfile_documents(case_file, Document.objects.filter(filings__in=filed), message, by=by)
    unlink_message(case_file, message, by=by)
    if message.message_id:
        MovedConversation.objects.update_or_create(
            message_id=message.message_id, instead_of=case_file, defaults={"case_file": None}
        )
    return attachments


@operation()
def linked_again(message: Message, case_file: CaseFile) -> None:
    """Answers to it hang there again by themselves, where it was taken off before."""
    MovedConversation.objects.filter(message_id=message.message_id, instead_of=case_file).delete()


@operation()
def put_back(message: Message, case_file: CaseFile, attachments: Collection[int], *, by: User) -> None:
    """As it was before it was taken off."""
    linked_again(message, case_file)
    link_message(case_file, message, by=by)
    file_attachments(case_file, Attachment.objects.filter(message=message, pk__in=attachments), by=by)


def _filed_of(message: Message, case_file: CaseFile) -> QuerySet[FiledDocument]:
    """What lies there because this mail brought it, and no other mail that stays."""
    others = Attachment.objects.filter(message__correspondence__case_file=case_file).exclude(message=message)
    brought = message.attachments.exclude(stored_file__in=others.values("stored_file"))
    return case_file.filed_documents.filter(document__stored_file__in=brought.values("stored_file"))


def _follow(ids: Iterable[str], instead_of: CaseFile, to: CaseFile) -> None:
    moved = MovedConversation.objects.filter(message_id__in=list(ids))
    moved.filter(instead_of=to).delete()
    moved.filter(case_file=instead_of).update(case_file=to)
    for one in ids:
        MovedConversation.objects.update_or_create(
            message_id=one, instead_of=instead_of, defaults={"case_file": to}
        )
