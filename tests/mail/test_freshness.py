"""`/readyz` tells when a mailbox is not fetched, and goes on serving."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from oss.mail.factories import MailboxFactory

pytestmark = pytest.mark.django_db


def readyz() -> tuple[int, str, str]:
    response = Client().get("/readyz")
    told = response.json()
    return response.status_code, told["status"], told["mail"]


def minutes_ago(number: int) -> object:
    return timezone.now() - timedelta(minutes=number)


def test_a_mailbox_that_was_reached_is_fresh() -> None:
    MailboxFactory(imap_host="imap.example", last_fetched_at=minutes_ago(2))
    assert readyz() == (200, "ok", "ok")


@pytest.mark.parametrize("last", [None, 16])
def test_a_mailbox_that_is_not_reached_asks_for_attention(last: int | None) -> None:
    MailboxFactory(imap_host="imap.example", last_fetched_at=last and minutes_ago(last))
    assert readyz() == (200, "attention", "MailNotFetched")


def test_a_mailbox_without_server_or_one_that_is_closed_is_not_waited_for() -> None:
    MailboxFactory(imap_host="")
    MailboxFactory(imap_host="imap.example", is_active=False)
    assert readyz() == (200, "ok", "ok")
