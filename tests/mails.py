"""Mails for the tests of higher packages: received as any other mail."""

from itertools import count
from typing import Any

from oss.mail.factories import make_eml
from oss.mail.models import Mailbox, Message
from oss.mail.receiving import receive

_numbers = count(1)


def receive_message(**eml: Any) -> Message:
    """Receives one mail (`make_eml` arguments) in the loket's mailbox and gives its message."""
    mailbox, _made = Mailbox.objects.get_or_create(
        address="woonloket@mechelen.example", defaults={"name": "Woonloket"}
    )
    message_id = eml.setdefault("message_id", f"test-{next(_numbers)}@burger.example")
    receive(make_eml(**eml), mailbox=mailbox, source="test")
    return Message.objects.get(message_id=message_id)
