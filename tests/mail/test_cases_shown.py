"""Mails after public bug reports (outside data), as the reading pane shows them without a click."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from oss.mail.factories import MailboxFactory
from oss.mail.models import Message
from oss.mail.receiving import receive
from oss.staff.models import User
from oss.staff.roles import Role
from tests.conftest import ROOT
from tests.mail.reading import pictures_of, seen, unreadable_sentences

pytestmark = pytest.mark.django_db

CASES = ROOT.parent / "shared" / "cases" / "mail"


@pytest.fixture(autouse=True)
def _cases() -> None:
    if not CASES.is_dir():
        pytest.skip("the cases are not beside this repository")


def arrived(name: str) -> Message:
    receive((CASES / f"{name}.eml").read_bytes(), mailbox=MailboxFactory(), source="test")
    return Message.objects.latest("pk")


@pytest.fixture
def pane(user_with: Callable[..., User], client_of: Callable[[User], Client]) -> Callable[[str], str]:
    client = client_of(user_with(Role.DESK))
    return lambda name: client.get(reverse("mail_body", args=[arrived(name).pk])).content.decode()


SHOWN = {
    "smime-opaque-signed": ("Bijgaand de verkoopsovereenkomst",),
    "winmail-dat": ("Beste, in bijlage de offerte",),
    "calendar-only": (
        *("Plaatsbezoek zolder", "3 december 2026", "14:00–15:00", "Bruul 12, 2800 Mechelen"),
        *("Breng de EPC mee", "en de sleutel."),
    ),
    "related-image-first": ("Schimmel op de muur van de badkamer.",),
    "alternative-empty-html": ("Mijn vraag gaat over een lening.",),
    "only-body-marked-attachment": ("De ketel is stuk sinds zondag.",),
    "hidden-preheader": ("Uw dossier is ontvangen.",),
    "prose-schreef": ("de premie loopt af eind december.", "Klopt dat wel?"),
    "prose-on-wrote": ("this is the right one:", "Please change it and call me before Friday."),
    "prose-van-aan-list": ("Aan: de buurvrouw op nummer 14", "DRINGEND antwoord nodig."),
    "gmail-forward-only": ("Mijn dak lekt sinds vorige week.",),
    "outlook-html-reply": ("NIEUW: ik kies dinsdag.",),
    "forward-as-attachment": ("Hoeveel panelen passen op 30 vierkante meter?", "Tom Aerts"),
    "rfc822-base64": ("Zie bijlage.", "Inhoud van binnen."),
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_the_mail_says_is_seen(name: str, pane: Callable[[str], str]) -> None:
    words = seen(pane(name))
    assert [one for one in SHOWN[name] if one not in words] == []


def test_what_was_said_before_is_folded(pane: Callable[[str], str]) -> None:
    page = pane("outlook-html-reply")
    assert "OUD" not in seen(page)
    assert "OUD: welke dag past u?" in page


def test_what_is_hidden_is_not_seen_nor_in_the_text(pane: Callable[[str], str]) -> None:
    page = pane("hidden-preheader")
    for words in (page, Message.objects.get().text):
        assert "VERBORGEN VOORVERTONING" not in words
        assert "MOBIELE VERSIE" not in words


@pytest.mark.parametrize("name", ["dark-body-background", "dark-table-background-shorthand"])
def test_every_sentence_of_a_dark_mail_can_be_read(name: str, pane: Callable[[str], str]) -> None:
    pane(name)
    assert unreadable_sentences(Message.objects.get().html) == []


@pytest.mark.parametrize(
    "name",
    [
        *("related-image-first", "inline-image-octet-stream", "inline-image-jpg-type"),
        *("cid-with-whitespace", "img-name-without-cid"),
    ],
)
def test_a_picture_is_seen_in_its_place(name: str, pane: Callable[[str], str]) -> None:
    (picture,) = pictures_of(pane(name))
    response = Client().get(picture)
    assert b"".join(response.streaming_content).startswith(b"\x89PNG")  # type: ignore[attr-defined]
    assert response["Content-Type"] == "image/png"


def test_what_is_packed_comes_out_as_attachments() -> None:
    assert [one.name for one in arrived("smime-opaque-signed").attachments.all()] == ["akte.pdf"]
    assert [one.name for one in arrived("winmail-dat").attachments.all()] == ["offerte.pdf"]


def test_a_mail_attached_in_base64_is_downloaded_as_a_mail() -> None:
    with arrived("rfc822-base64").attachments.get().stored_file.open() as file:
        assert file.read().startswith(b"From: Tom Aerts")


def test_words_in_html_alone_are_the_text_too() -> None:
    assert arrived("question-in-html-only").words == "Ik wil een nieuwe voordeur."
