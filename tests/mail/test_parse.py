"""From bytes to a value: what a letter says, whatever program wrote it. No bytes break the reader."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oss.mail.classify import Automatic
from oss.mail.factories import File, make_eml
from oss.mail.headers import MailAddress
from oss.mail.parse import parse
from oss.mail.parsed import ParsedMail, Problem
from tests.mail.conftest import CORPUS, MESSAGES


def ordinary(name: str) -> ParsedMail:
    return parse((MESSAGES / "ordinary" / f"{name}.eml").read_bytes())


def test_a_plain_letter_is_read() -> None:
    mail = ordinary("vraag_premie")
    assert mail.problem is None
    assert mail.subject == "Premie voor dakisolatie – hoeveel krijg ik?"
    assert mail.sender == MailAddress("Els Van den Broeck", "els.vandenbroeck@burger.example")
    assert mail.to == (MailAddress("", "woonloket@mechelen.example"),)
    assert mail.sent_at == datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    assert mail.message_id == "vraag-premie@burger.example"
    assert mail.text.startswith("Beste,\n\nWij willen ons dak isoleren")


def test_addresses_are_lower_case_and_groups_are_opened() -> None:
    mail = ordinary("uitnodiging")
    assert mail.sender == MailAddress("Coördinator", "coordinator@mechelen.example")
    assert mail.to[1] == MailAddress("Peeters, Jan", "jan.peeters@burger.example")
    assert [one.address for one in mail.cc] == ["a@x.example", "b@x.example"]
    assert mail.reply_to == (MailAddress("", "planning@mechelen.example"),)


def test_a_subject_in_pieces_is_put_together() -> None:
    assert ordinary("uitnodiging").subject == "Plaatsbezoek – Bruul 12"


def test_a_calendar_part_is_an_attachment() -> None:
    (invitation,) = ordinary("uitnodiging").attachments
    assert (invitation.name, invitation.content_type) == ("invitation.ics", "text/calendar")
    assert b"BEGIN:VCALENDAR" in invitation.data


def test_attachment_names_are_read_in_every_notation() -> None:
    mail = ordinary("bijlagenamen")
    assert [one.name for one in mail.attachments] == [
        "Offerte dak café.pdf",
        "Façade.pdf",
        "rekening €.pdf",
        "attachment.bin",
        "Doorgestuurd bericht é.eml",
    ]


def test_a_forwarded_mail_is_kept_whole() -> None:
    assert b"binnenin" in ordinary("bijlagenamen").attachments[-1].data


def test_a_forwarded_mail_whose_parts_are_not_found_is_kept_as_it_came() -> None:
    inner = b'From: b@x.example\r\nContent-Type: multipart/mixed; boundary="C"\r\n\r\ncaf\xe9 \x80'
    outer = b'From: a@x.example\r\nContent-Type: multipart/mixed; boundary="B"\r\n\r\n--B\r\n'
    mail = parse(outer + b"Content-Type: message/rfc822\r\n\r\n" + inner + b"\r\n--B--\r\n")
    assert mail.problem is None
    assert b"caf\xe9 \x80" in mail.attachments[0].data


def test_a_picture_in_the_text_is_no_attachment_to_list() -> None:
    (logo,) = ordinary("handtekening_met_logo").attachments
    assert logo.inline
    assert logo.content_id == "logo@vme.example"


def test_a_charset_that_nobody_declared_is_guessed() -> None:
    mail = ordinary("windows_1252_zonder_opgave")
    assert "€ 1.200 – is dat te veel? Groeten, Zoë" in mail.text
    assert mail.subject == "Isolatie in cité “De Eík”"
    assert mail.sender.name == "Zoë"


@pytest.mark.parametrize(
    ("charset", "data", "text"),
    [
        ("utf-8", "één".encode(), "één"),
        ("utf-8", "één".encode("cp1252"), "één"),
        ("bestaat-niet", "één".encode(), "één"),
        ("us-ascii", "één".encode(), "één"),
        ("iso-8859-1", "“€”".encode("cp1252"), "“€”"),
        ("utf-16", "één".encode("utf-16"), "één"),
        ("koi8-r", "привет".encode("koi8-r"), "привет"),
        ("unicode_escape", rb"\N{DIGIT ONE", r"\N{DIGIT ONE"),
        ("idna", b"xn--a", "xn--a"),
    ],
)
def test_text_is_decoded_by_declaration_then_by_what_fits(charset: str, data: bytes, text: str) -> None:
    head = f"From: a@x.example\r\nContent-Type: text/plain; charset={charset}\r\n\r\n".encode()
    assert parse(head + data).text == text


def test_text_never_holds_what_the_database_refuses() -> None:
    mail = parse(b"From: a\x00b@x.example\r\nSubject: =?utf-8?B?7aCA?=\x00\r\n\r\nnul\x00len")
    assert mail.text == "nullen"
    assert "\x00" not in mail.subject + mail.sender.address
    (mail.subject + mail.sender.address).encode()


def test_html_without_a_text_part_gives_text_with_its_lines() -> None:
    mail = parse(
        b"From: a@x.example\r\nContent-Type: text/html\r\n\r\n"
        b"<style>p{}</style><p>Beste,</p><p>Eerste<br>tweede</p><ul><li>een<li>twee</ul>"
        b"<table><tr><td>a<td>b</table><script>x</script>"
    )
    assert mail.text == "Beste,\n\nEerste\ntweede\n\n- een\n- twee\n\na  b"


def test_a_subject_holds_no_signs_that_steer_a_screen() -> None:
    assert (
        parse("From: a@x\r\nSubject: fac\x1b[31m \u202etuur\x7f\r\n\r\n".encode()).subject == "fac[31m tuur"
    )


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("afwezig", Automatic.AUTO_REPLY),
        ("nieuwsbrief", Automatic.LIST),
        ("onbezorgbaar", Automatic.BOUNCE),
        ("vraag_premie", Automatic.NONE),
    ],
)
def test_mail_of_machines_is_recognised(name: str, kind: Automatic) -> None:
    assert ordinary(name).automatic == kind


def test_a_sender_who_takes_no_replies_is_recognised() -> None:
    assert parse(make_eml(sender="x <no-reply@shop.example>")).automatic == Automatic.NO_REPLY


def test_what_our_server_found_out_about_the_sender_is_kept() -> None:
    results = "mx.mechelen.example; spf=pass smtp.mailfrom=x; dkim=fail; dkim=pass; dmarc=none"
    mail = parse(make_eml(headers={"Authentication-Results": results}))
    assert mail.authenticity == {
        "spf": "pass",
        "dkim": "pass",
        "dmarc": "none",
        "server": "mx.mechelen.example",
    }


# --- Identity ------------------------------------------------------------------------------------


def test_the_same_letter_over_another_road_is_the_same() -> None:
    raw = make_eml(message_id="een@x.example", text="één tekst")
    other_road = b"Received: from mx2\r\nX-Spam: no\r\n" + raw
    assert parse(raw).identity == parse(other_road).identity


@pytest.mark.parametrize(
    "change",
    [
        {"message_id": "twee@x.example"},
        {"subject": "Iets anders"},
        {"text": "Andere tekst"},
        {"sender": "Iemand <anders@x.example>"},
        {"date": datetime(2026, 3, 3, tzinfo=UTC)},
        {"attachments": [File("a.pdf", b"inhoud")]},
    ],
    ids=lambda change: next(iter(change)),
)
def test_another_letter_is_another(change: dict[str, object]) -> None:
    base: dict[str, object] = {"message_id": "een@x.example"}
    assert parse(make_eml(**base)).identity != parse(make_eml(**base | change)).identity  # type: ignore[arg-type]


# --- What can't be read --------------------------------------------------------------------------


MIXED = b"From: a@x\r\nContent-Type: multipart/mixed; boundary=b\r\n"


def nested(levels: int) -> bytes:
    parts = [f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(levels)]
    return ("From: a@x.example\r\n" + "".join(parts) + "\r\nx").encode()


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"", Problem.EMPTY),
        (b" \r\n\r\n", Problem.EMPTY),
        (b"zomaar wat tekst", Problem.NO_HEADERS),
        (bytes(range(256)), Problem.NO_HEADERS),
        (nested(60), Problem.TOO_DEEP),
        (MIXED + b"\r\n--b\r\n\r\n" * 1100, Problem.TOO_MANY_PARTS),
    ],
    ids=["empty", "blank", "text", "binary", "deep", "many"],
)  # fmt: skip
def test_what_is_no_mail_has_a_reason(raw: bytes, problem: Problem) -> None:
    assert parse(raw).problem == problem


def test_parts_nested_beyond_the_parsers_strength_are_a_problem_not_a_crash() -> None:
    assert parse(nested(3000)).problem in {Problem.TOO_DEEP, Problem.FAILED}


@pytest.mark.parametrize(
    "page",
    [
        "&" * 100_000,
        "<br>" * 50_000,
        "<p " + " ".join(f"a{number}=b" for number in range(20_000)) + ">",
    ],
    ids=["references", "tags", "attributes"],
)
def test_html_that_costs_more_than_any_letter_is_read_as_text(page: str) -> None:
    """Each of them takes the sanitiser seconds at the length that a mail may have."""
    mail = parse(f"From: a@x.example\r\nContent-Type: text/html\r\n\r\n{page}Mijn vraag".encode())
    assert (mail.problem, mail.html, mail.text.endswith("Mijn vraag")) == (None, "", True)


def test_tangled_html_does_not_hold_up_the_receiver() -> None:
    bomb = b"From: a@x.example\r\nContent-Type: text/html\r\n\r\n" + b"<div>" * 100_000 + b"boem"
    mail = parse(bomb)
    assert mail.html == ""
    assert mail.text == "boem"


SEEDS = [path.read_bytes() for path in sorted(MESSAGES.rglob("*.eml"))]
if CORPUS.is_dir():
    SEEDS += [path.read_bytes() for path in sorted(CORPUS.rglob("*.eml")) if path.stat().st_size < 8_000]


def assert_storable(mail: ParsedMail) -> None:
    people = [mail.sender, *mail.to, *mail.cc, *mail.reply_to]
    words = [mail.text, mail.html, mail.subject, mail.message_id, mail.in_reply_to, *mail.references]
    words += [one.name for one in (*people, *mail.attachments)] + [one.address for one in people]
    for word in words:
        assert "\x00" not in word
        word.encode()


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=2_000))
def test_no_bytes_break_the_reader(raw: bytes) -> None:
    assert_storable(parse(raw))


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(SEEDS), st.data())
def test_no_damaged_mail_breaks_the_reader(seed: bytes, data: st.DataObject) -> None:
    raw = bytearray(seed)
    for _time in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(raw)))
        stop = data.draw(st.integers(start, min(len(raw), start + 40)))
        raw[start:stop] = data.draw(
            st.binary(max_size=20) | st.sampled_from([b"\r\n", b"=?", b"--", b"\x00", b'"'])
        )
    mail = parse(bytes(raw))
    assert mail.problem is not Problem.FAILED, mail.detail
    assert_storable(mail)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_no_header_breaks_the_reader(addresses: str, subject: str) -> None:
    lines = [
        f"From: {addresses}",
        f"To: {addresses}",
        f"Subject: {subject}",
        f"Date: {subject}",
        f"References: {subject}",
    ]
    lines += [f"Content-Type: text/plain; {addresses}", f"Content-Disposition: {subject}; {addresses}"]
    raw = "\r\n".join(line.replace("\n", " ").replace("\r", " ") for line in lines)
    mail = parse(raw.encode("utf-8", "surrogatepass") + b"\r\n\r\ntekst")
    assert mail.problem is None
    assert_storable(mail)
