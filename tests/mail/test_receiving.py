"""Receiving: kept first, stored once, delivered to each mailbox once, parked where it can't be read."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from oss.mail import receiving
from oss.mail.factories import File, MailboxFactory, make_eml
from oss.mail.models import Delivery, Mailbox, Message, RawMessage, RecipientRole
from oss.mail.operations import retry_parked
from oss.mail.parse import parse
from oss.mail.parsed import Problem
from oss.mail.reader import NoReader
from oss.mail.receiving import NotReadYet, ReceivedAs, receive, receive_unfinished
from oss.staff.models import User
from oss.staff.roles import Role as StaffRole

PDF = File("offerte.pdf", b"%PDF-1.4 offerte")


def arrive(raw: bytes, mailbox: Mailbox) -> ReceivedAs:
    return receive(raw, mailbox=mailbox, source="test")


def test_a_mail_becomes_a_message_with_its_parts(mailbox: Mailbox) -> None:
    raw = make_eml(subject="Offerte", to=["a@x.example", "b@x.example"], attachments=[PDF], html="<p>dag</p>")
    assert arrive(raw, mailbox) == ReceivedAs.STORED
    message = Message.objects.get()
    assert (message.subject, message.from_address) == ("Offerte", "jan.peeters@burger.example")
    assert message.html == "<p>dag</p>\n"
    assert [one.address for one in message.addresses.filter(role=RecipientRole.TO)] == [
        "a@x.example",
        "b@x.example",
    ]
    attachment = message.attachments.get()
    assert (attachment.name, attachment.stored_file.read()) == ("offerte.pdf", PDF.data)
    assert message.has_attachments
    assert message.deliveries.get().mailbox == mailbox
    assert message.raws.get().read() == raw


def test_the_same_mail_twice_is_one_message(mailbox: Mailbox) -> None:
    raw = make_eml(message_id="een@x.example")
    assert [arrive(raw, mailbox), arrive(raw, mailbox)] == [ReceivedAs.STORED, ReceivedAs.DUPLICATE]
    assert (Message.objects.count(), Delivery.objects.count(), RawMessage.objects.count()) == (1, 1, 1)


def test_the_same_mail_by_another_road_is_one_message_with_both_raws(mailbox: Mailbox) -> None:
    raw = make_eml(message_id="een@x.example")
    arrive(raw, mailbox)
    assert arrive(b"Received: by mx2\r\n" + raw, mailbox) == ReceivedAs.DUPLICATE
    assert Message.objects.get().raws.count() == 2


def test_a_mail_to_two_of_our_addresses_is_one_message_with_two_deliveries(mailbox: Mailbox) -> None:
    raw = make_eml(message_id="een@x.example")
    other = MailboxFactory()
    assert [arrive(raw, mailbox), arrive(raw, other), arrive(raw, other)] == [
        ReceivedAs.STORED,
        ReceivedAs.DUPLICATE,
        ReceivedAs.DUPLICATE,
    ]
    assert {one.mailbox for one in Message.objects.get().deliveries.all()} == {mailbox, other}


def test_the_same_message_id_with_other_content_is_a_second_flagged_message(mailbox: Mailbox) -> None:
    first = make_eml(message_id="een@x.example", text="eerste")
    second = make_eml(message_id="een@x.example", text="tweede")
    assert [arrive(raw, mailbox) for raw in (first, second, first, second)] == [
        ReceivedAs.STORED,
        ReceivedAs.FLAGGED,
        ReceivedAs.DUPLICATE,
        ReceivedAs.DUPLICATE,
    ]
    flags = Message.objects.order_by("pk").values_list("text", "same_id_other_content")
    assert list(flags) == [("eerste", False), ("tweede", True)]


def test_mails_without_message_id_are_told_apart_by_what_they_say(mailbox: Mailbox) -> None:
    mails = [make_eml(text=text) for text in ("een", "twee", "een")]
    assert [arrive(raw, mailbox) for raw in mails] == [
        ReceivedAs.STORED,
        ReceivedAs.STORED,
        ReceivedAs.DUPLICATE,
    ]


def test_a_new_delivery_is_told_once(mailbox: Mailbox, listen: Callable[..., None]) -> None:
    heard: list[Delivery] = []
    listen(heard.append)
    raw = make_eml(subject="Nieuw")
    other = MailboxFactory()
    for target in (mailbox, mailbox, other):
        arrive(raw, target)
    assert [(one.message.subject, one.mailbox) for one in heard] == [("Nieuw", mailbox), ("Nieuw", other)]


def test_a_parked_mail_is_told_too(mailbox: Mailbox, listen: Callable[..., None]) -> None:
    heard: list[Delivery] = []
    listen(heard.append)
    assert arrive(b"geen mail", mailbox) == ReceivedAs.PARKED
    assert heard[0].message.is_parked


def test_what_a_handler_breaks_is_undone_and_read_later(
    mailbox: Mailbox, listen: Callable[..., None]
) -> None:
    def break_down(delivery: Delivery) -> None:
        raise RuntimeError

    listen(break_down)
    with pytest.raises(NotReadYet):
        arrive(make_eml(), mailbox)
    assert not Message.objects.exists()
    assert RawMessage.objects.get().message is None
    listen()
    assert receive_unfinished(older_than=timedelta())[ReceivedAs.STORED] == 1
    assert Delivery.objects.get().mailbox == mailbox


def test_the_sweep_leaves_what_another_worker_may_hold(mailbox: Mailbox, listen: Callable[..., None]) -> None:
    listen(lambda delivery: 1 / 0)
    with pytest.raises(NotReadYet):
        arrive(make_eml(), mailbox)
    listen()
    assert sum(receive_unfinished().values()) == 0


def test_the_sweep_goes_on_after_a_mail_that_fails(mailbox: Mailbox, listen: Callable[..., None]) -> None:
    def dislike(delivery: Delivery) -> None:
        if delivery.message.subject == "Slecht":
            raise RuntimeError

    listen(dislike, lambda delivery: 1 / 0)
    for subject in ("Slecht", "Goed"):
        with pytest.raises(NotReadYet):
            arrive(make_eml(subject=subject), mailbox)
    listen(dislike)
    receive_unfinished(older_than=timedelta())
    assert Message.objects.get().subject == "Goed"


def test_what_failed_before_is_tried_after_the_others(
    mailbox: Mailbox, listen: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    listen(lambda delivery: 1 / 0)
    for subject in ("Slecht", "Later", "Laatst"):
        with pytest.raises(NotReadYet):
            arrive(make_eml(subject=subject), mailbox)
    first = RawMessage.objects.order_by("pk")[0]
    RawMessage.objects.filter(pk=first.pk).update(tries=1, last_tried_at=first.received_at)
    listen()
    receive_unfinished(older_than=timedelta())
    assert list(Message.objects.order_by("pk").values_list("subject", flat=True)) == [
        "Later",
        "Laatst",
        "Slecht",
    ]


def test_a_mail_that_failed_waits_longer_each_time(mailbox: Mailbox, listen: Callable[..., None]) -> None:
    listen(lambda delivery: 1 / 0)
    with pytest.raises(NotReadYet):
        arrive(make_eml(), mailbox)
    long_ago = timezone.now() - timedelta(minutes=30)
    RawMessage.objects.update(received_at=long_ago, tries=3, last_tried_at=long_ago)
    listen()
    assert sum(receive_unfinished().values()) == 0  # 5 minutes, three times doubled, are 40
    RawMessage.objects.update(tries=2)
    assert receive_unfinished()[ReceivedAs.STORED] == 1


def test_a_mail_that_fails_by_its_own_fault_is_parked_in_the_end(
    mailbox: Mailbox, listen: Callable[..., None]
) -> None:
    def dislike(delivery: Delivery) -> None:
        if not delivery.message.is_parked:
            raise RuntimeError

    listen(dislike)
    with pytest.raises(NotReadYet):
        arrive(make_eml(), mailbox)
    sweeps = [receive_unfinished(older_than=timedelta())[ReceivedAs.PARKED] for _time in range(6)]
    assert sweeps == [0, 0, 0, 0, 1, 0]
    message = Message.objects.get()
    assert (message.parked_reason, message.parked_detail) == (Problem.FAILED, "RuntimeError")


def test_a_mail_is_never_parked_for_what_is_no_fault_of_its_own(
    mailbox: Mailbox, listen: Callable[..., None]
) -> None:
    def full(delivery: Delivery) -> None:
        raise OSError(28, "No space left on device")

    listen(full)
    with pytest.raises(NotReadYet):
        arrive(make_eml(), mailbox)
    for _time in range(8):
        receive_unfinished(older_than=timedelta())
    raw = RawMessage.objects.get()
    assert (raw.message, raw.tries) == (None, 0)
    assert raw.last_tried_at is not None


def test_without_a_reader_mails_wait(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(raw: bytes) -> Any:
        raise NoReader

    with monkeypatch.context() as broken:
        broken.setattr(receiving, "read_apart", none)
        for subject in ("een", "twee"):
            with pytest.raises(NotReadYet):
                arrive(make_eml(subject=subject), mailbox)
        assert sum(receive_unfinished(older_than=timedelta()).values()) == 0
    assert receive_unfinished(older_than=timedelta())[ReceivedAs.STORED] == 2


def test_the_same_bytes_are_the_same_mail_whatever_rule_they_were_read_by(mailbox: Mailbox) -> None:
    raw = make_eml()
    arrive(raw, mailbox)
    Message.objects.update(identity="0" * 64, text="zoals de lezer van gisteren het las")
    assert receive(raw, mailbox=MailboxFactory(), source="elders") == ReceivedAs.DUPLICATE
    assert Message.objects.get().deliveries.count() == 2


def test_what_the_database_refuses_is_parked(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_badly(raw: bytes) -> Any:
        mail = parse(raw)
        object.__setattr__(mail, "subject", "x" * 5_000)
        return mail

    monkeypatch.setattr(receiving, "read_apart", read_badly)
    assert arrive(make_eml(), mailbox) == ReceivedAs.PARKED
    message = Message.objects.get()
    assert (message.parked_reason, message.parked_detail) == (Problem.FAILED, "DataError")


def test_bytes_that_cannot_be_kept_raise(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(folder: str, data: bytes) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(receiving.files, "keep", full)
    with pytest.raises(OSError, match="No space"):
        arrive(make_eml(), mailbox)
    assert not RawMessage.objects.exists()


@pytest.mark.parametrize("known_file", [False, True])
def test_receiving_costs_eight_queries_at_most(mailbox: Mailbox, known_file: bool) -> None:
    if known_file:
        arrive(make_eml(subject="Eerder", attachments=[PDF]), mailbox)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        arrive(make_eml(html="<p>x</p>", attachments=[PDF], message_id="een@x.example"), mailbox)
    assert len(statements(queries)) <= 8


def test_receiving_costs_the_same_for_one_address_and_for_fifty(mailbox: Mailbox) -> None:
    with CaptureQueriesContext(connection) as one:
        arrive(make_eml(subject="een"), mailbox)
    with CaptureQueriesContext(connection) as fifty:
        arrive(make_eml(subject="vijftig", to=[f"p{n}@x.example" for n in range(50)]), mailbox)
    assert len(statements(one)) == len(statements(fifty)) <= 5


def statements(queries: CaptureQueriesContext) -> list[str]:
    control = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")
    return [one["sql"] for one in queries.captured_queries if not one["sql"].startswith(control)]


# --- Parked mails --------------------------------------------------------------------------------


@pytest.fixture
def parked(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> Message:
    """A letter that yesterday's reader could not read."""
    with monkeypatch.context() as yesterday:
        yesterday.setattr(receiving, "read_apart", lambda raw: receiving.unreadable(raw, Problem.FAILED))
        arrive(make_eml(subject="Moeilijk", attachments=[PDF], message_id="een@x.example"), mailbox)
    return Message.objects.parked().get()


def test_an_administrator_reads_a_parked_mail_again(parked: Message, user_with: Callable[..., User]) -> None:
    message = retry_parked(parked, by=user_with(StaffRole.ADMINISTRATOR))
    message.refresh_from_db()
    assert not message.is_parked
    assert (message.subject, message.attachments.get().name) == ("Moeilijk", "offerte.pdf")


def test_a_mail_read_again_is_known_when_it_comes_again(
    parked: Message, user_with: Callable[..., User], mailbox: Mailbox
) -> None:
    retry_parked(parked, by=user_with(StaffRole.ADMINISTRATOR))
    raw = b"Received: by mx2\r\n" + parked.raws.get().read()
    assert arrive(raw, mailbox) == ReceivedAs.DUPLICATE


def test_a_parked_mail_that_came_in_again_meanwhile_is_flagged(
    parked: Message, user_with: Callable[..., User], mailbox: Mailbox
) -> None:
    arrive(b"Received: by mx2\r\n" + parked.raws.get().read(), mailbox)
    message = retry_parked(parked, by=user_with(StaffRole.ADMINISTRATOR))
    assert not message.is_parked
    assert message.same_id_other_content


def test_what_still_cannot_be_read_stays_parked(mailbox: Mailbox, user_with: Callable[..., User]) -> None:
    arrive(b"geen mail", mailbox)
    message = retry_parked(Message.objects.get(), by=user_with(StaffRole.ADMINISTRATOR))
    assert message.parked_reason == Problem.NO_HEADERS


def test_only_an_administrator_reads_again(parked: Message, user_with: Callable[..., User]) -> None:
    with pytest.raises(PermissionDenied):
        retry_parked(parked, by=user_with(StaffRole.COORDINATOR))


def test_two_unflagged_messages_never_share_a_message_id(mailbox: Mailbox) -> None:
    arrive(make_eml(message_id="een@x.example", text="een"), mailbox)
    arrive(make_eml(message_id="een@x.example", text="twee"), mailbox)
    with pytest.raises(DatabaseError, match="message_same_id_is_flagged"):
        Message.objects.update(same_id_other_content=False)
