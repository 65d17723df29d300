"""The verbs of triage: each moves the item, leaves its trace, and can be taken back."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from oss.core.refusal import Refused
from oss.mail.models import Message
from oss.queues import operations
from oss.queues.models import ItemState, Queue, QueueItem, QueueMembership
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import CaseFile
from tests.mails import receive_message


@pytest.fixture
def bram(user_with: Callable[..., User]) -> User:
    return user_with(Role.DISPATCHER, first_name="Bram", last_name="Verhaegen")


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK, first_name="Lotte", last_name="Peeters")


@pytest.fixture
def item(db: None) -> QueueItem:
    return receive_message(subject="Vraag over mijn dak").queue_item


@pytest.fixture
def energy(db: None) -> Queue:
    return Queue.objects.get(slug="energy")


def test_mail_lands_in_the_general_queue(item: QueueItem) -> None:
    assert item.queue == Queue.objects.general()
    assert item.state == ItemState.OPEN
    assert item.worker is None


def test_routing_moves_it_to_another_queue_where_it_waits(item: QueueItem, energy: Queue, bram: User) -> None:
    operations.pick(item, by=bram)
    moved = operations.route(item, queue=energy, by=bram)
    assert moved.queue == energy
    assert moved.worker is None


def test_picking_takes_it_and_releasing_gives_it_back(item: QueueItem, lotte: User) -> None:
    assert operations.pick(item, by=lotte).worker == lotte
    assert operations.release(item, by=lotte).worker is None


def test_who_picks_second_is_told_who_was_first(item: QueueItem, lotte: User, bram: User) -> None:
    operations.pick(item, by=lotte)
    with pytest.raises(Refused, match="Lotte Peeters"):
        operations.pick(item, by=bram)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_pick_at_the_same_moment_one_wins(user_with: Callable[..., User]) -> None:
    item = receive_message().queue_item
    users = [user_with(Role.DESK) for _number in range(8)]
    start = Barrier(len(users))

    def pick(user: User) -> bool:
        try:
            start.wait()
            operations.pick(item, by=user)
        except Refused:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(len(users)) as threads:
        assert sum(threads.map(pick, users)) == 1


def test_a_handled_item_is_not_handled_again(item: QueueItem, lotte: User) -> None:
    operations.finish(item, by=lotte)
    with pytest.raises(Refused):
        operations.mark_as_spam(item, by=lotte)


@pytest.mark.parametrize("verb", ["pick", "finish", "mark_as_spam"])
def test_the_last_verb_can_be_taken_back(verb: str, item: QueueItem, lotte: User) -> None:
    getattr(operations, verb)(item, by=lotte)
    back = operations.undo(item, by=lotte)
    assert (back.state, back.worker) == (ItemState.OPEN, None)


def test_a_route_is_taken_back_to_the_queue_it_came_from(item: QueueItem, energy: Queue, bram: User) -> None:
    operations.route(item, queue=energy, by=bram)
    assert operations.undo(item, by=bram).queue == Queue.objects.general()


def test_a_link_is_taken_back_with_the_mail(item: QueueItem, lotte: User) -> None:
    case_file = CaseFile.objects.create()
    operations.link(item, case_file=case_file, by=lotte)
    operations.undo(item, by=lotte)
    assert not case_file.correspondence.exists()


def test_somebody_elses_verb_is_not_mine_to_undo(item: QueueItem, lotte: User, bram: User) -> None:
    operations.pick(item, by=lotte)
    with pytest.raises(Refused):
        operations.undo(item, by=bram)


def test_undoing_twice_does_not_redo(item: QueueItem, lotte: User) -> None:
    operations.pick(item, by=lotte)
    operations.undo(item, by=lotte)
    with pytest.raises(Refused):
        operations.undo(item, by=lotte)


def test_a_private_queue_hides_its_items_and_its_mails(item: QueueItem, lotte: User, bram: User) -> None:
    secret = Queue.objects.create(name="Vertrouwelijk", slug="private", is_private=True)
    QueueMembership.objects.create(queue=secret, user=lotte)
    operations.route(item, queue=secret, by=bram)
    assert QueueItem.objects.visible_to(lotte).exists()
    assert Message.objects.visible_to(lotte).exists()
    assert not QueueItem.objects.visible_to(bram).exists()
    assert not Message.objects.visible_to(bram).exists()
    with pytest.raises(Refused):
        operations.pick(item, by=bram)


def test_an_item_holds_exactly_one_thing(item: QueueItem) -> None:
    with pytest.raises(IntegrityError, match="exactly_one_thing"), transaction.atomic():
        QueueItem.objects.create(queue=item.queue)


def test_every_move_is_a_row(item: QueueItem, energy: Queue, bram: User, lotte: User) -> None:
    operations.route(item, queue=energy, by=bram)
    operations.pick(item, by=lotte)
    operations.finish(item, by=lotte)
    assert [move.verb for move in item.moves.all()] == ["arrive", "route", "pick", "done"]


def test_the_auditor_touches_nothing(item: QueueItem, user_with: Callable[..., User]) -> None:
    with pytest.raises(Refused):
        operations.pick(item, by=user_with(Role.AUDITOR))
