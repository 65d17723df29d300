"""A mail opened from a timeline: all that triage tells of it."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from dossiers.factories import information_dossier
from dossiers.models import Dossier
from oss.mail.factories import File
from oss.mail.models import Message
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.operations import file_attachments, link_message
from tests.mails import receive_message

ANSWER = """Dag,

Hier is het attest.

Op ma 2 november 2026 om 10:12 schreef Woonloket <woonloket@mechelen.example>:
> Kan je ons het attest bezorgen?
"""


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK)


@pytest.fixture
def dossier(lotte: User) -> Dossier:
    return information_dossier(by=lotte)


@pytest.fixture
def message(dossier: Dossier, lotte: User) -> Message:
    received = receive_message(
        sender="Marie Janssens <marie@burger.example>",
        subject="Attest van de aannemer",
        text=ANSWER,
        headers={"Cc": "Jan Janssens <jan@burger.example>"},
        attachments=[File("attest.pdf", b"%PDF-1.4 a"), File("factuur.pdf", b"%PDF-1.4 b")],
    )
    link_message(dossier.case_file, received, by=lotte)
    return received


@pytest.fixture
def page(message: Message, dossier: Dossier, lotte: User, client_of: Callable[[User], Client]) -> str:
    """What the mail's entry on the timeline leads to."""
    file_attachments(dossier.case_file, message.attachments.all()[:1], by=lotte)
    desk = client_of(lotte)
    timeline = desk.get(f"/dossiers/{dossier.number}/?tab=timeline&filter=mail").content.decode()
    (url,) = re.findall(r'<a href="([^"]*)">Attest van de aannemer</a>', timeline)
    return desk.get(url).content.decode()


def test_it_has_the_whole_header(page: str, message: Message) -> None:
    for words in ("Attest van de aannemer", "Marie Janssens", "marie@burger.example", "jan@burger.example"):
        assert words in page
    assert f'<time datetime="{message.received_at.astimezone():%Y-%m-%d}' in page


def test_its_attachments_open_and_the_filed_one_is_marked(page: str, message: Message) -> None:
    for attachment in message.attachments.all():
        assert f'href="/mail/attachment/{attachment.pk}/"' in page
    assert page.count("#circle-check") == 1
    assert 'type="checkbox"' not in page


def test_its_text_stands_in_its_own_frame_with_the_history_folded(
    page: str, message: Message, lotte: User, client_of: Callable[[User], Client]
) -> None:
    (body,) = re.findall(r'<iframe[^>]* src="([^"]*)" sandbox="allow-same-origin" ', page)
    shown = client_of(lotte).get(body).content.decode()
    assert re.search(r"<details><summary>Eerdere berichten.*Kan je ons het attest bezorgen", shown, re.DOTALL)
    assert "Kan je ons het attest" not in page


def test_it_leads_back_to_the_dossier_it_hangs_on(page: str, dossier: Dossier) -> None:
    assert page.count(f'href="/dossiers/{dossier.number}/"') >= 2  # above, and among its marks


def test_who_may_not_see_the_mail_gets_no_page(
    message: Message, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    assert client_of(user_with(Role.AUDITOR)).get(f"/mail/{message.pk}/").status_code == 403
    private = message.queue_item
    private.queue.__class__.objects.filter(pk=private.queue_id).update(is_general=False, is_private=True)
    assert client_of(user_with(Role.DESK)).get(f"/mail/{message.pk}/").status_code == 404
