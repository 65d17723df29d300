"""The pages of a mail: body under a policy of its own, raw bytes, attachments, and who may see them."""

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db.models import Q
from django.test import Client
from django.urls import reverse

from oss.core.registry import offered
from oss.mail.factories import File, MailboxFactory, make_eml
from oss.mail.models import Attachment, Message
from oss.mail.reading import LINK_LIVES, body_of, inline_image_url
from oss.mail.receiving import receive
from oss.mail.views import READING_POLICY
from oss.mail.visibility import MailRule
from oss.staff.models import User
from oss.staff.roles import Role
from tests.mail.conftest import MESSAGES

pytestmark = pytest.mark.django_db

PICTURE = File("logo.png", b"\x89PNG\r\n\x1a\n", "image/png", "logo@x")


@pytest.fixture
def reader(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK)


def arrived(raw: bytes) -> Message:
    receive(raw, mailbox=MailboxFactory(), source="test")
    return Message.objects.latest("pk")


def hostile(name: str) -> Message:
    return arrived((MESSAGES / "hostile" / f"{name}.eml").read_bytes())


def content(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_the_body_has_exactly_its_own_policy(reader: User, client_of: Callable[[User], Client]) -> None:
    response = client_of(reader).get(reverse("mail_body", args=[arrived(make_eml()).pk]))
    assert response["Content-Security-Policy"] == READING_POLICY
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["Referrer-Policy"] == "no-referrer"
    assert b"Kom ik in aanmerking voor een premie?" in response.content


def test_text_is_escaped_and_its_history_folded(reader: User) -> None:
    body = body_of(hostile("html_in_plain_text"), user=reader).content
    assert "<script" not in body
    assert "&lt;script&gt;" in body
    assert body.count("<details>") == 1


def test_history_in_html_is_folded(reader: User) -> None:
    body = body_of(arrived((MESSAGES / "ordinary/antwoord_gmail.eml").read_bytes()), user=reader).content
    fresh, folded = body.split("<details>")
    assert "Dank u wel!" in fresh
    assert "We kregen uw aanvraag goed aan." in folded
    assert body.count("<details>") == body.count("</details>") == 1


class Tags(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


LOADING = {
    "src",
    "srcset",
    "background",
    "poster",
    "action",
    "formaction",
    "data",
    "lowsrc",
    "dynsrc",
    "xlink:href",
}
RUNNING = {
    "script",
    "svg",
    "math",
    "iframe",
    "object",
    "embed",
    "form",
    "input",
    "meta",
    "link",
    "base",
    "style",
}


@pytest.mark.parametrize("path", sorted((MESSAGES / "hostile").glob("*.eml")), ids=lambda path: path.stem)
def test_a_hostile_mail_whose_images_are_asked_for_loads_images_alone(path: Path, reader: User) -> None:
    body = body_of(arrived(path.read_bytes()), user=reader, remote_images=True)
    for tag, attributes in Tags(body.content).found:
        assert tag not in RUNNING
        assert not [name for name in attributes if name.startswith("on")]
        loading = LOADING & attributes.keys()
        assert not loading or (tag, loading) == ("img", {"src"})
        source = (attributes.get("src") or "https:").lower()
        assert source.startswith(("/mail/inline/", "data:image/png", "https:"))


@pytest.mark.parametrize("path", sorted((MESSAGES / "hostile").glob("*.eml")), ids=lambda path: path.stem)
def test_a_hostile_mail_keeps_nothing_that_runs_or_loads(path: Path, reader: User) -> None:
    for tag, attributes in Tags(body_of(arrived(path.read_bytes()), user=reader).content).found:
        assert tag not in RUNNING
        assert not [name for name in attributes if name.startswith("on")]
        loading = LOADING & attributes.keys()
        assert loading <= {"src"}
        assert all(
            (attributes[name] or "").startswith(("/mail/inline/", "data:image/png")) for name in loading
        )
        assert (attributes.get("href") or "https:").startswith(("https:", "http:", "mailto:", "tel:"))
        assert "url" not in (attributes.get("style") or "")


def test_remote_images_are_counted_and_keep_their_description(reader: User) -> None:
    body = body_of(hostile("remote_images"), user=reader)
    assert body.blocked == 3
    assert 'alt="logo van de winkel"' in body.content
    assert "tracker.example" not in body.content


def test_the_reader_is_told_of_blocked_images(reader: User, client_of: Callable[[User], Client]) -> None:
    response = client_of(reader).get(reverse("mail_body", args=[hostile("remote_images").pk]))
    assert b'class="notice"' in response.content


def test_a_picture_that_came_along_is_shown_without_a_session(reader: User) -> None:
    message = arrived(make_eml(html='<p>x</p><img src="cid:logo@x">', attachments=[PICTURE]))
    url = body_of(message, user=reader).content.split('src="')[1].split('"')[0]
    response: Any = Client().get(url)
    assert content(response) == PICTURE.data
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_only_true_pictures_are_shown_in_the_text(reader: User) -> None:
    message = hostile("cid_tricks")
    assert {one.name: one.inline for one in message.attachments.all()} == {
        "echt.png": True,
        "kwaad.svg": False,
        "kwaad.html": False,
    }
    svg = message.attachments.get(name="kwaad.svg")
    assert Client().get(inline_image_url(svg.pk, reader)).status_code == 404


def test_the_address_of_a_picture_dies_after_minutes(reader: User) -> None:
    arrived(make_eml(html='<img src="cid:logo@x">', attachments=[PICTURE]))
    with time_machine.travel("2026-03-02 09:00:00", tick=False) as clock:
        url = inline_image_url(Attachment.objects.get().pk, reader)
        clock.shift(LINK_LIVES + 1)
        assert Client().get(url).status_code == 404


def test_a_forged_address_of_a_picture_opens_nothing(reader: User) -> None:
    arrived(make_eml(html='<img src="cid:logo@x">', attachments=[PICTURE]))
    url = inline_image_url(Attachment.objects.get().pk, reader)
    assert Client().get(url[:-5] + "aaaa/").status_code == 404


def test_a_picture_hides_with_its_mail(reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    arrived(make_eml(html='<img src="cid:logo@x">', attachments=[PICTURE]))
    url = inline_image_url(Attachment.objects.get().pk, reader)
    rule = MailRule("test", lambda user: Q(pk=None))
    monkeypatch.setitem(offered(MailRule), "test", rule)
    assert Client().get(url).status_code == 404


def test_the_raw_mail_is_downloaded_byte_for_byte(reader: User, client_of: Callable[[User], Client]) -> None:
    raw = make_eml(subject="Vraag / antwoord")
    response: Any = client_of(reader).get(reverse("mail_raw", args=[arrived(raw).pk]))
    assert content(response) == raw
    assert response["Content-Type"] == "message/rfc822"
    assert response["Content-Disposition"] == 'attachment; filename="Vraag - antwoord.eml"'


def test_an_attachment_is_only_downloaded(reader: User, client_of: Callable[[User], Client]) -> None:
    message = arrived(
        make_eml(attachments=[File("x.html", b"<script>alert(1)</script>", "application/xhtml+xml")])
    )
    response: Any = client_of(reader).get(reverse("mail_attachment", args=[message.attachments.get().pk]))
    assert content(response) == b"<script>alert(1)</script>"
    assert response["Content-Disposition"] == 'attachment; filename="x.html"'
    assert response["Content-Type"] == "application/octet-stream"


PAGES = ("mail_body", "mail_raw", "mail_attachment")


def addresses(message: Message) -> list[str]:
    keys = {"mail_attachment": message.attachments.get().pk}
    return [reverse(name, args=[keys.get(name, message.pk)]) for name in PAGES]


def statuses(client: Client, message: Message) -> list[int]:
    found = []
    for url in addresses(message):
        response: Any = client.get(url)
        content(response)
        found.append(response.status_code)
    return found


@pytest.mark.parametrize("role", Role)
def test_all_staff_read_mail_but_the_auditor(
    role: Role, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    message = arrived(make_eml(attachments=[PICTURE]))
    expected = 403 if role == Role.AUDITOR else 200
    assert statuses(client_of(user_with(role)), message) == [expected] * 3


def test_what_a_rule_hides_opens_on_no_page(
    reader: User, client_of: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = arrived(make_eml(subject="Geheim", attachments=[PICTURE]))
    known = arrived(make_eml(subject="Open", attachments=[PICTURE]))
    rule = MailRule("test", lambda user: ~Q(subject="Geheim"))
    monkeypatch.setitem(offered(MailRule), "test", rule)
    assert statuses(client_of(reader), secret) == [404] * 3
    assert statuses(client_of(reader), known) == [200] * 3
    assert list(Message.objects.visible_to(reader)) == [known]


# --- Administration ------------------------------------------------------------------------------


def test_the_administrator_retries_parked_mails_in_the_admin(
    user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    message = arrived(b"geen mail")
    client = client_of(user_with(Role.ADMINISTRATOR))
    page = reverse("admin:mail_message_changelist")
    assert client.get(page).status_code == 200
    response = client.post(page, {"action": "retry", "_selected_action": [message.pk]}, follow=True)
    assert response.status_code == 200
    message.refresh_from_db()
    assert message.is_parked


def test_a_mail_is_never_changed_in_the_admin(
    user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    page = reverse("admin:mail_message_change", args=[arrived(make_eml()).pk])
    response = client_of(user_with(Role.ADMINISTRATOR)).get(page)
    assert response.status_code == 200
    assert b'name="_save"' not in response.content


def test_mailboxes_are_for_the_administrator(
    user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    page = reverse("admin:mail_mailbox_changelist")
    assert client_of(user_with(Role.ADMINISTRATOR)).get(page).status_code == 200
    assert client_of(user_with(Role.COORDINATOR)).get(page).status_code == 403


@pytest.mark.parametrize(
    ("html", "own"),
    [
        ('<p style="color: red">x</p>', True),
        ('<table bgcolor="#eee"><tr><td>x</td></tr></table>', True),
        ('<p style="font-weight: bold">color: red</p>', False),
        (f'<p style="font-family: {"color" * 100_000}">x</p>', True),
    ],
)
def test_a_mail_with_colours_of_its_own_says_so_however_long_it_is(
    html: str, own: bool, reader: User
) -> None:
    message = arrived(make_eml(html=html))
    assert body_of(message, user=reader).own_colours is own
