"""What nobody types but somebody sends: the pages answer, they do not break."""

from collections.abc import Callable

import pytest
from django.test import Client

from oss.core.keys import key_of
from oss.queues.models import Queue, QueueItem
from oss.staff.models import User
from oss.staff.roles import Role
from tests.mails import receive_message


@pytest.fixture
def desk(user_with: Callable[..., User], client_of: Callable[[User], Client]) -> Client:
    return client_of(user_with(Role.DESK))


@pytest.fixture
def item(db: None) -> QueueItem:
    return receive_message().queue_item


@pytest.mark.parametrize("text", ["", "-1", "x", "1e3", "²", "٣", "9" * 19, "9" * 5000, None])
def test_what_is_no_key_is_none(text: str | None) -> None:
    assert key_of(text) is None


def test_a_key_is_a_number() -> None:
    assert key_of("42") == 42


def test_a_number_of_thousands_of_digits_opens_the_queue_all_the_same(desk: Client, item: QueueItem) -> None:
    assert desk.get("/queues/general/", {"item": "9" * 5000}).status_code == 200


def test_a_colleague_that_is_no_number_is_asked_again(desk: Client, item: QueueItem) -> None:
    answer = desk.post(f"/queues/item/{item.pk}/assign/", {"queue": "general", "to_user": "9" * 5000})
    assert answer.status_code == 409


@pytest.mark.parametrize("field", ["queue", "to_queue"])
def test_a_nul_sign_in_a_hidden_field_finds_no_queue(field: str, desk: Client, item: QueueItem) -> None:
    named = {"queue": "general", "to_queue": "energy", field: "gen\x00x"}
    assert desk.post(f"/queues/item/{item.pk}/route/", named).status_code == 404
    item.refresh_from_db()
    assert item.queue == Queue.objects.general()


def test_a_form_for_an_impossible_item_asks_for_a_dossier_without_mail(desk: Client) -> None:
    assert desk.get("/dossiers/new/", {"item": "9" * 5000}).status_code == 200
