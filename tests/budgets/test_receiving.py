"""Receiving a mail asks a fixed number of questions of the database, however many mails stand there."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dossiers.factories import information_dossier
from oss.mail.factories import File, MailboxFactory, make_eml
from oss.mail.models import Mailbox
from oss.mail.receiving import ReceivedAs, receive
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.operations import post_mail

MOST = 8
"""Beside begin and commit: raw bytes, message with its delivery, header lines, queue and item, attachment."""

PDF = File("plan.pdf", b"%PDF-1.7 " + bytes(200_000), "application/pdf")


def statements(mailbox: Mailbox, **eml: object) -> list[str]:
    raw = make_eml(html="<p>Beste,</p><p>Hoe isoleer ik mijn dak?</p>", **eml)
    with CaptureQueriesContext(connection) as captured:
        assert receive(raw, mailbox=mailbox, source="test") is ReceivedAs.STORED
    asked = [one["sql"] for one in captured.captured_queries]
    return [sql for sql in asked if not sql.startswith(("SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN", "COMMIT"))]


@pytest.mark.django_db
def test_a_mail_costs_at_most_eight_statements_among_one_or_fifty() -> None:
    mailbox = MailboxFactory()
    first = statements(mailbox, message_id="1@burger.example")
    for number in range(49):
        receive(make_eml(message_id=f"x{number}@burger.example"), mailbox=mailbox, source="test")
    last = statements(mailbox, message_id="2@burger.example")
    assert len(first) == len(last) <= MOST, "\n".join(first)


@pytest.mark.django_db
def test_a_mail_with_an_attachment_costs_one_more() -> None:
    """What kinds of papers there are, and what is known of these bytes, is asked before anybody sees it."""
    asked = statements(MailboxFactory(), attachments=[PDF])
    assert len(asked) <= MOST + 1, "\n".join(asked)


@pytest.mark.django_db
def test_a_mail_that_hangs_by_itself_costs_at_most_twelve_more(user_with: Callable[..., User]) -> None:
    """Where it belongs, whose that is, who handles it, the link with its event, and the move of its item."""
    dossier = information_dossier(by=user_with(Role.DESK))
    sent = {"recipient": "jan@burger.example", "subject": "Uw vraag", "text": "Dag"}
    ours = post_mail(dossier.case_file, why="quote_prolongation", **sent)
    asked = statements(MailboxFactory(), in_reply_to=ours.message_id, references=[ours.message_id])
    assert dossier.case_file.correspondence.count() == 1
    assert len(asked) <= MOST + 12, "\n".join(asked)
