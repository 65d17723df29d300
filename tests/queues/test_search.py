"""A search of queue items looks on the item itself; what it is found by follows its mail or task."""

from collections.abc import Callable

import pytest

from oss.mail.models import Message
from oss.queues.models import Queue, QueueItem
from oss.staff.models import User
from oss.timeline.models import Activity, ActivityKind, CaseFile
from tests.mails import receive_message

pytestmark = pytest.mark.django_db


def found(text: str) -> list[QueueItem]:
    return list(QueueItem.objects.matching(text))


def test_an_item_is_found_by_subject_and_sender_of_its_mail() -> None:
    item = receive_message(
        sender="Zoë Peeters <zoe@burger.example>", subject="Vraag over mijn dak"
    ).queue_item
    receive_message(sender="An <an@burger.example>", subject="Vraag over ramen")
    assert [found(text) for text in ("dak", "zoe burger", "vraag peeters", "dak an")] == [
        [item],
        [item],
        [item],
        [],
    ]


def test_a_mail_that_is_read_later_is_found_by_what_it_says_then() -> None:
    item = receive_message(subject="onleesbaar").queue_item
    Message.objects.filter(pk=item.message_id).update(subject="Premie voor mijn gevel")
    assert (found("gevel premie"), found("onleesbaar")) == ([item], [])


def test_a_task_in_a_queue_is_found_by_its_words_also_after_they_change(
    user_with: Callable[..., User],
) -> None:
    task = Activity.objects.create(
        kind=ActivityKind.TASK,
        title="Bel de syndicus",
        text="over het dak",
        case_file=CaseFile.objects.create(),
    )
    item = QueueItem.objects.create(queue=Queue.objects.general(), activity=task)
    assert found("syndicus dak") == [item]
    Activity.objects.filter(pk=task.pk).update(title="Mail de notaris")
    assert (found("notaris"), found("syndicus")) == ([item], [])
