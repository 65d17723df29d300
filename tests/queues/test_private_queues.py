"""What lies in a private queue of others is nowhere: no mail, no file of it, no sentence that names one."""

from collections.abc import Callable

import pytest
from django.test import Client

from dossiers.factories import information_dossier
from dossiers.models import Dossier
from oss.documents.models import Document, DocumentClass
from oss.mail.factories import File
from oss.queues import operations
from oss.queues.models import Queue, QueueItem, QueueMembership
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.operations import file_attachments
from tests.mails import receive_message

SECRET = "zeehond"


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK)


@pytest.fixture
def dossier(lotte: User) -> Dossier:
    return information_dossier(by=lotte, assignee=lotte)


@pytest.fixture
def item(lotte: User, dossier: Dossier) -> QueueItem:
    """A mail that hangs on a dossier with a file; another was taken off, and it was closed and reopened."""
    files = [
        File("zeehond-attest.txt", b"attest", "text/plain"),
        File("zeehond-weg.txt", b"weg", "text/plain"),
    ]
    item = receive_message(subject="Zeehond in nood", attachments=files).queue_item
    operations.link(item, case_file=dossier.case_file, by=lotte)
    kept, taken_off = item.message.attachments.order_by("pk")
    operations.file_attachments(item, [kept], by=lotte)
    operations.file_attachments(item, [taken_off], by=lotte)
    operations.undo(item, by=lotte)
    operations.finish(item, by=lotte)
    operations.reopen(item, by=lotte)
    return item


def hide(item: QueueItem, member: User, by: User) -> None:
    secret = Queue.objects.create(name="Vertrouwelijk", slug="secret", is_private=True)
    QueueMembership.objects.create(queue=secret, user=member)
    operations.route(item, queue=secret, by=by)


def places(dossier: Dossier) -> list[str]:
    page = f"/dossiers/{dossier.number}/"
    return [
        page,
        f"{page}?tab=timeline",
        f"{page}?tab=files",
        "/documents/",
        "/lists/documents/export.csv",
        "/",
    ]


def telling(client: Client, dossier: Dossier) -> list[str]:
    return [url for url in places(dossier) if SECRET in client.get(url).getvalue().decode().lower()]


def test_who_is_no_member_finds_nothing_of_a_mail_and_a_member_all(
    item: QueueItem,
    dossier: Dossier,
    lotte: User,
    user_with: Callable[..., User],
    client_of: Callable[[User], Client],
) -> None:
    member = user_with(Role.DESK)
    document = Document.objects.get(name="zeehond-attest.txt")
    assert telling(client_of(lotte), dossier) == places(dossier)[:5]
    hide(item, member, by=lotte)
    for role in (Role.DESK, Role.COORDINATOR, Role.FINANCIAL_ADVISER):
        stranger = client_of(user_with(role))
        assert telling(stranger, dossier) == []
        assert stranger.get(f"/documents/{document.pk}/x").status_code == 404
        timeline = stranger.get(f"/dossiers/{dossier.number}/?tab=timeline").content.decode()
        assert "Mail ‘…’ heropend" in timeline
        assert "‘…’ weggehaald" in timeline
    assert telling(client_of(member), dossier) == places(dossier)[:5]


def test_the_same_file_from_elsewhere_stays(
    item: QueueItem, lotte: User, user_with: Callable[..., User]
) -> None:
    """A brochure that somebody also mailed to a private queue is not gone for everybody."""
    other = information_dossier(by=lotte)
    again = receive_message(
        subject="Ook zo", attachments=[File("brochure.txt", b"attest", "text/plain")]
    ).attachments.all()
    (filed,) = file_attachments(other.case_file, again, by=lotte)
    hide(item, user_with(Role.DESK), by=lotte)
    assert list(Document.objects.visible_to(lotte)) == [filed.document]


def test_what_was_taken_off_and_was_financial_is_not_named(
    item: QueueItem, dossier: Dossier, lotte: User
) -> None:
    Document.objects.update(document_class=DocumentClass.FINANCIAL)
    document = Document.objects.get()
    assert item.message is not None
    operations.timeline.unfile_documents(dossier.case_file, [document], item.message, by=lotte)
    last = dossier.case_file.events.filter(kind="document_unfiled").latest("pk")
    assert "name" not in last.data


def test_what_answers_a_mail_of_a_private_queue_lands_there_too(item: QueueItem, lotte: User) -> None:
    """It quotes what was hidden. An answer to any other mail lands where all mail does."""
    assert item.message is not None
    hide(item, member=lotte, by=lotte)
    references = ["onze-mail@mechelen.example", item.message.message_id]
    other = receive_message(subject="Iets anders")
    answers = [
        receive_message(in_reply_to=item.message.message_id),
        receive_message(in_reply_to=references[0], references=references),
        receive_message(in_reply_to=other.message_id),
        receive_message(references=["onbekend@burger.example"]),
    ]
    assert [one.queue_item.queue.slug for one in answers] == ["secret", "secret", "general", "general"]
    assert [one.queue_item.moves.first().to_queue.slug for one in answers[:2]] == ["secret", "secret"]
    Queue.objects.filter(slug="secret").update(is_active=False)
    late = receive_message(in_reply_to=item.message.message_id, subject="Nog iets")
    assert late.queue_item.queue.slug == "general"
