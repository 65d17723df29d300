"""What a mail is shown to say on its pages: packed, forwarded, an appointment, or nothing at all."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from oss.mail.factories import MailboxFactory, make_eml
from oss.mail.models import Message
from oss.mail.receiving import receive
from oss.staff.models import User
from oss.staff.roles import Role
from tests.mail.packed import encrypted, mail, multipart, part, signed
from tests.mail.reading import seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(user_with: Callable[..., User], client_of: Callable[[User], Client]) -> Client:
    return client_of(user_with(Role.DESK))


def arrived(raw: bytes) -> Message:
    receive(raw, mailbox=MailboxFactory(), source="test")
    return Message.objects.latest("pk")


def body(desk: Client, raw: bytes) -> str:
    return seen(desk.get(reverse("mail_body", args=[arrived(raw).pk])).content.decode())


def page(desk: Client, raw: bytes) -> str:
    return seen(desk.get(reverse("mail", args=[arrived(raw).pk])).content.decode())


def test_the_page_says_that_a_signature_was_not_checked(desk: Client) -> None:
    raw = mail("application/pkcs7-mime; name=smime.p7m", signed(mail("text/plain", "De akte volgt.")))
    assert "De akte volgt." in body(desk, raw)
    assert "handtekening niet nagekeken" in page(desk, raw)


def test_the_page_says_that_an_encrypted_mail_cannot_be_read_here(desk: Client) -> None:
    raw = mail("application/pkcs7-mime; name=smime.p7m", encrypted())
    assert "versleuteld; kan hier niet gelezen worden" in page(desk, raw)
    assert "Deze mail heeft geen tekst" in body(desk, raw)


def test_a_mail_without_any_text_says_so(desk: Client) -> None:
    assert "Deze mail heeft geen tekst." in body(desk, mail("text/plain", " "))


def test_a_mail_that_was_attached_is_read_below_with_its_own_facts(desk: Client) -> None:
    html = part("text/html", "<p>Mijn <b>dak</b> lekt.</p>")
    inner = multipart("mixed", html, part("application/pdf; name=foto.pdf", b"%PDF"), subject="Dak")
    forwarded = "Content-Type: message/rfc822\r\n\r\n" + inner.decode()
    raw = multipart("mixed", part("text/plain", "Voor jou."), forwarded, subject="Fwd: Dak")
    words = body(desk, raw)
    assert "Voor jou. Dak Van Jan Peeters jan@burger.example" in words
    assert "Aan loket@mechelen.example Mijn dak lekt." in words
    message = Message.objects.get()
    assert [one.name for one in message.attachments.all()] == ["Dak.eml", "foto.pdf"]
    assert message.words == "Voor jou."


def test_what_an_attached_mail_says_is_what_an_empty_mail_says(desk: Client) -> None:
    forwarded = "Content-Type: message/rfc822\r\n\r\n" + mail("text/plain", "Mijn dak lekt.").decode()
    assert arrived(multipart("mixed", part("text/plain", ""), forwarded)).words == "Mijn dak lekt."


def calendar(*lines: str, method: str = "REQUEST") -> bytes:
    event = "\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT"))
    return mail("text/calendar", f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\n{event}\r\nEND:VCALENDAR\r\n")


def test_an_appointment_is_read_as_words_in_our_time(desk: Client) -> None:
    words = body(
        desk,
        calendar(
            "SUMMARY:Plaatsbezoek\\, zolder",
            "DTSTART:20260703T120000Z",
            "DURATION:PT90M",
            "LOCATION:Bruul 12",
            "DESCRIPTION:Breng mee:\\nde sleutel",
            "ORGANIZER;CN=Tom Aerts:mailto:tom@burger.example",
            "RRULE:FREQ=WEEKLY",
        ),
    )
    assert "Afspraak: Plaatsbezoek, zolder" in words
    assert "Wanneer: vrijdag 3 juli 2026, 14:00–15:30 (herhaald)" in words
    assert "Waar: Bruul 12" in words
    assert "Uitnodiging van: Tom Aerts <tom@burger.example>" in words
    assert "Breng mee: de sleutel" in words
    assert "gaat niet door" not in words


@pytest.mark.parametrize(
    ("starts", "when"),
    [
        ("DTSTART;TZID=Romance Standard Time:20261203T140000", "donderdag 3 december 2026, 14:00"),
        ("DTSTART;TZID=America/New_York:20261203T080000", "donderdag 3 december 2026, 14:00"),
        ("DTSTART:20261203T140000", "donderdag 3 december 2026, 14:00"),
        ("DTSTART;VALUE=DATE:20261203\r\nDTEND;VALUE=DATE:20261204", "donderdag 3 december 2026"),
        (
            "DTSTART;VALUE=DATE:20261203\r\nDTEND;VALUE=DATE:20261205",
            "3 december 2026 – vrijdag 4 dec",
        ),
    ],
)
def test_times_of_all_notations_are_ours(starts: str, when: str, desk: Client) -> None:
    assert when in body(desk, calendar("SUMMARY:Bezoek", starts))


def test_a_zone_that_the_calendar_describes_itself_is_followed(desk: Client) -> None:
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Eigen\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0300\r\n"
        "TZOFFSETTO:+0300\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    event = "BEGIN:VEVENT\r\nSUMMARY:Bezoek\r\nDTSTART;TZID=Eigen:20261203T160000\r\nEND:VEVENT\r\n"
    raw = mail("text/calendar", f"BEGIN:VCALENDAR\r\n{zone}{event}END:VCALENDAR\r\n")
    assert "donderdag 3 december 2026, 14:00" in body(desk, raw)


def test_an_appointment_that_is_cancelled_says_so(desk: Client) -> None:
    assert "Deze afspraak gaat niet door." in body(desk, calendar("SUMMARY:Bezoek", method="CANCEL"))
    assert "Deze afspraak gaat niet door." in body(desk, calendar("SUMMARY:Bezoek 2", "STATUS:CANCELLED"))


def test_a_calendar_that_makes_no_sense_is_shown_as_it_came(desk: Client) -> None:
    raw = mail("text/calendar", "BEGIN:VCALENDAR\r\nzomaar wat woorden\r\n")
    assert "zomaar wat woorden" in body(desk, raw)


def test_a_forward_is_open_and_a_reply_is_folded(desk: Client) -> None:
    text = "{}\n\n-----Oorspronkelijk bericht-----\nVan: Jan <j@x.example>\n\nMijn dak lekt."
    assert "Mijn dak lekt." in body(desk, make_eml(subject="FW: dak", text=text.format("Voor jou.")))
    assert "Mijn dak lekt." not in body(desk, make_eml(subject="RE: dak", text=text.format("Dank u.")))
    below = text.format("Zie mijn antwoorden hieronder.")
    assert "Mijn dak lekt." in body(desk, make_eml(subject="RE: dak", text=below))
