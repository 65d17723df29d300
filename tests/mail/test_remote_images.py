"""Remote images: never by default; for one mail, in one session, when the reader asks."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from oss.mail.models import Message
from oss.mail.views import READING_POLICY
from oss.staff.models import User
from oss.staff.roles import Role
from tests.mails import receive_message

IMAGES = '<p>Dag</p><img src="https://far.example/a.png" alt="foto"><img src="http://far.example/b.png">'
WITH_IMAGES = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; img-src 'self' data: https:;"
    " sandbox allow-same-origin; frame-ancestors 'self'"
)


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK)


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


@pytest.fixture
def message(db: None) -> Message:
    return receive_message(subject="Foto van mijn dak", html=IMAGES)


def body(client: Client, message: Message) -> tuple[str, str]:
    response = client.get(reverse("mail_body", args=[message.pk]))
    return response["Content-Security-Policy"], response.content.decode()


def test_they_are_hidden_until_they_are_asked_for(desk: Client, message: Message) -> None:
    policy, shown = body(desk, message)
    assert policy == READING_POLICY
    assert "far.example" not in shown


def test_asked_for_they_show_over_https_alone(desk: Client, message: Message) -> None:
    answer = desk.post(reverse("mail_images", args=[message.pk]), headers={"HX-Request": "true"})
    assert "<iframe" in answer.content.decode()
    assert "<form" not in answer.content.decode()
    policy, shown = body(desk, message)
    assert policy == WITH_IMAGES
    assert 'src="https://far.example/a.png"' in shown
    assert "http://far.example" not in shown


def test_another_mail_and_another_session_keep_theirs_hidden(
    desk: Client, message: Message, lotte: User, client_of: Callable[[User], Client]
) -> None:
    other = receive_message(subject="Nog een", html=IMAGES)
    desk.post(reverse("mail_images", args=[message.pk]))
    assert body(desk, other)[0] == READING_POLICY
    assert body(client_of(lotte), message)[0] == READING_POLICY


def test_who_may_not_see_the_mail_asks_in_vain(
    message: Message, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    auditor = client_of(user_with(Role.AUDITOR))
    assert auditor.post(reverse("mail_images", args=[message.pk])).status_code == 403


def test_a_mail_that_is_not_there_is_not_found(desk: Client, db: None) -> None:
    assert desk.post(reverse("mail_images", args=[999_999])).status_code == 404


def test_looking_does_not_ask(desk: Client, message: Message) -> None:
    answer = desk.get(reverse("mail_images", args=[message.pk]))
    assert (answer.status_code, answer["Location"]) == (302, reverse("mail", args=[message.pk]))
