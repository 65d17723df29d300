"""The reading pane: images from elsewhere, attachments."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from oss.core.refusal import Refused
from oss.documents.models import Document
from oss.mail.factories import File, MailboxFactory
from oss.mail.models import Attachment
from oss.mail.receiving import receive
from oss.queues import operations
from oss.queues.models import QueueItem
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import CaseFile
from oss.timeline.operations import file_document
from tests.mails import receive_message

PANE = "/queues/general/"


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK)


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


def shown(desk: Client, item: QueueItem) -> str:
    return desk.get(PANE, {"item": item.pk}).content.decode()


def test_the_button_for_images_is_there_only_where_they_are_hidden(desk: Client) -> None:
    item = receive_message(subject="Foto", html='<img src="https://far.example/a.png">').queue_item
    action = reverse("mail_images", args=[item.message_id])
    assert action in shown(desk, item)
    desk.post(action)
    assert action not in shown(desk, item)
    plain = receive_message(subject="Zonder beeld", html="<p>Dag</p><img src='cid:x'>").queue_item
    assert "/images/" not in shown(desk, plain)


def test_why_a_mail_could_not_be_read_is_said_once(desk: Client) -> None:
    """On the page; the frame would say it again, and has no text to show."""
    receive(b"geen mail", mailbox=MailboxFactory.create(), source="test")
    item = QueueItem.objects.get(message__state="parked")
    for page in (shown(desk, item), desk.get(f"/mail/{item.message_id}/").content.decode()):
        assert page.count(item.message.get_parked_reason_display()) == 1
        assert reverse("mail_body", args=[item.message_id]) not in page


# --- Attachments ---------------------------------------------------------------------------------


@pytest.fixture
def case_file(db: None) -> CaseFile:
    return CaseFile.objects.create()


@pytest.fixture
def linked(lotte: User, case_file: CaseFile) -> QueueItem:
    """A mail with two files, which hangs on a case file."""
    files = [File("attest.pdf", b"%PDF-1.4 a"), File("factuur.pdf", b"%PDF-1.4 b")]
    item = receive_message(subject="Attesten", attachments=files).queue_item
    return operations.link(item, case_file=case_file, by=lotte)


def names(case_file: CaseFile) -> list[str]:
    return sorted(case_file.filed_documents.values_list("document__name", flat=True))


def file(desk: Client, item: QueueItem, *attachments: Attachment) -> HttpResponse:
    return desk.post(
        f"/queues/item/{item.pk}/file/",
        {"queue": "general", "show": "linked", "attachments": [one.pk for one in attachments]},
    )


def test_the_ticked_attachments_are_filed_where_the_mail_hangs(
    desk: Client, linked: QueueItem, case_file: CaseFile
) -> None:
    first, _second = linked.message.attachments.all()
    assert file(desk, linked, first).status_code == 200
    assert names(case_file) == ["attest.pdf"]
    document = case_file.filed_documents.get().document
    assert document.stored_file.read() == b"%PDF-1.4 a"


def test_filing_is_taken_back_with_one_key(
    desk: Client, linked: QueueItem, case_file: CaseFile, lotte: User
) -> None:
    file(desk, linked, *linked.message.attachments.all())
    assert names(case_file) == ["attest.pdf", "factuur.pdf"]
    operations.undo(linked, by=lotte)
    assert names(case_file) == []
    kinds = list(case_file.events.values_list("kind", flat=True))
    assert kinds.count("document_filed") == kinds.count("document_unfiled") == 2
    assert case_file.correspondence.exists()  # the mail still hangs there


def test_taking_back_leaves_no_document_behind(desk: Client, linked: QueueItem, lotte: User) -> None:
    file(desk, linked, *linked.message.attachments.all())
    operations.undo(linked, by=lotte)
    assert not Document.objects.exists()
    first = linked.message.attachments.first()
    assert first.stored_file.read() == b"%PDF-1.4 a"  # the mail keeps its attachment
    assert file(desk, linked, first).status_code == 200


def test_taking_back_keeps_a_document_that_is_filed_elsewhere_too(
    desk: Client, linked: QueueItem, case_file: CaseFile, lotte: User
) -> None:
    file(desk, linked, linked.message.attachments.first())
    elsewhere = CaseFile.objects.create()
    file_document(elsewhere, Document.objects.get(), by=lotte)
    operations.undo(linked, by=lotte)
    assert names(case_file) == []
    assert names(elsewhere) == ["attest.pdf"]


def test_what_is_filed_already_is_not_filed_again(
    desk: Client, linked: QueueItem, case_file: CaseFile
) -> None:
    attachments = list(linked.message.attachments.all())
    file(desk, linked, attachments[0])
    file(desk, linked, *attachments)
    assert names(case_file) == ["attest.pdf", "factuur.pdf"]
    assert file(desk, linked, *attachments).status_code == 409
    assert names(case_file) == ["attest.pdf", "factuur.pdf"]


def test_undoing_takes_back_only_what_that_step_filed(
    desk: Client, linked: QueueItem, case_file: CaseFile, lotte: User
) -> None:
    attachments = list(linked.message.attachments.all())
    file(desk, linked, attachments[0])
    file(desk, linked, *attachments)
    operations.undo(linked, by=lotte)
    assert names(case_file) == ["attest.pdf"]


def test_the_attachment_of_another_mail_is_passed_over(
    desk: Client, linked: QueueItem, case_file: CaseFile
) -> None:
    other = receive_message(subject="Ander", attachments=[File("geheim.pdf", b"%PDF-1.4 c")])
    assert file(desk, linked, other.attachments.get()).status_code == 409
    assert names(case_file) == []


def test_a_mail_that_hangs_nowhere_is_linked_first(desk: Client, lotte: User) -> None:
    message = receive_message(attachments=[File("attest.pdf", b"%PDF-1.4 a")])
    assert 'data-key="f"' not in shown(desk, message.queue_item)
    with pytest.raises(Refused):
        operations.file_attachments(message.queue_item, message.attachments.all(), by=lotte)


def test_the_pane_ticks_what_can_be_filed_and_marks_what_is(desk: Client, linked: QueueItem) -> None:
    assert shown(desk, linked).count('name="attachments"') == 2
    file(desk, linked, linked.message.attachments.first())
    page = shown(desk, linked)
    assert page.count('name="attachments"') == 1
    assert "#circle-check" in page
