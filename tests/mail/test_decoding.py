"""Nearly right text is read as what it nearly is: one stray byte never garbles a mail or loses its sender."""

from base64 import b64encode

import pytest

from oss.mail.headers import MailAddress
from oss.mail.parse import parse
from oss.mail.parsed import ParsedMail


def letter(body: bytes, kind: str = "text/plain; charset=utf-8", *head: bytes) -> ParsedMail:
    lines = [b"From: Els <els@burger.example>", b"Content-Type: " + kind.encode(), *head]
    return parse(b"\r\n".join(lines) + b"\r\n\r\n" + body)


@pytest.mark.parametrize(
    ("charset", "body", "text"),
    [
        # one byte that does not fit
        ("utf-8", "Financiële steun vóór ".encode() + b"\x93 kerst", "Financiële steun vóór � kerst"),
        ("utf-8", "Eén zolder, één kel".encode()[:-1] + b"\xc3", "Eén zolder, één ke�"),
        ("windows-1252", "Eén • één ".encode() + b"\xff", "Eén • één �"),
        ("", "Eén of één? ".encode() + b"\xc3 !", "Eén of één? � !"),
        ("gb18030", "我们想要隔热屋顶补贴信息".encode("gb18030") + b"\xff", "我们想要隔热屋顶补贴信息�"),
        # a line in another charset, which a relay added
        ("utf-8", "Coördinatie, één\n".encode() + b"V\xf3\xf3r alles", "Coördinatie, één\nVóór alles"),
        ("utf-8", "Coördinatie, één\n".encode() + "J’ai reçu l’offre à Évere".encode("cp1252"),
         "Coördinatie, één\nJ’ai reçu l’offre à Évere"),
        # UTF-8 under another name
        ("big5", "Eén vraag • financiële steun, één".encode(), "Eén vraag • financiële steun, één"),
        ("iso-2022-jp", "Loïs".encode(), "Loïs"),
        ("windows-1252", "Eén vraag • één".encode(), "Eén vraag • één"),
        ("iso-8859-15", "Financiële steun".encode(), "Financiële steun"),
        ("us-ascii", "Financiële steun".encode(), "Financiële steun"),
        ("utf-16", "Financiële steun".encode(), "Financiële steun"),
        ("base64", "Financiële steun".encode(), "Financiële steun"),
        # UTF-16 that is none, or whose order nobody told
        ("utf-16", "Financiële steun".encode("cp1252"), "Financiële steun"),
        ("utf-16", "Financiële steun".encode("utf-16-be"), "Financiële steun"),
        ("", "Financiële steun".encode("utf-16-le"), "Financiële steun"),
        # smaller sets than what is written under their names, however that is spelled
        ("ISO_8859-1", "5 € – één".encode("cp1252"), "5 € – één"),
        ("x-mac-roman", "één – ja".encode("mac_roman"), "één – ja"),
        ("euc-kr", "똠방각하".encode("cp949"), "똠방각하"),
        # what is declared rightly stays so
        ("utf-16", "断熱材の相談".encode("utf-16-le"), "断熱材の相談"),
        ("gb2312", "我们想要隔热屋顶补贴信息".encode("gb18030"), "我们想要隔热屋顶补贴信息"),
        ("windows-1252", "Financiële steun – één".encode("cp1252"), "Financiële steun – één"),
        ("iso-8859-2", "Dzień dobry, Małgorzata".encode("iso-8859-2"), "Dzień dobry, Małgorzata"),
        ("utf-16-be", "één".encode("utf-16-be"), "één"),
        ("shift_jis", "断熱材".encode("shift_jis"), "断熱材"),
        # what nobody declared
        ("", "Privé, één".encode("cp1252"), "Privé, één"),
        ("utf-8", "Privé, één".encode("cp1252"), "Privé, één"),
    ],
)  # fmt: skip
def test_text_with_a_stray_byte_or_a_wrong_name_is_read(charset: str, body: bytes, text: str) -> None:
    kind = f"text/plain; charset={charset}" if charset else "text/plain"
    assert letter(body, kind).text == text


@pytest.mark.parametrize("kind", ["text/html", "text/html; charset=us-ascii", "text/html; charset=onbekend"])
def test_html_may_tell_its_charset_itself(kind: str) -> None:
    head = b'<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1250"></head>'
    assert (
        letter(head + "<p>Dzień dobry, Małgorzata</p>".encode("cp1250"), kind).text
        == "Dzień dobry, Małgorzata"
    )


def test_html_may_tell_its_charset_in_the_way_of_xml() -> None:
    body = '<?xml version="1.0" encoding="iso-8859-2"?><p>Małgorzata</p>'.encode("iso-8859-2")
    assert letter(body, "text/html").text == "Małgorzata"


def test_what_the_header_says_of_html_counts_more_than_what_it_says_itself() -> None:
    body = b"<meta charset=windows-1252>" + "<p>Małgorzata</p>".encode("iso-8859-2")
    assert letter(body, "text/html; charset=iso-8859-2").text == "Małgorzata"


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("Zoë Peeters <zoe@burger.example>".encode(), "Zoë Peeters"),
        ("Zoë Peeters".encode("cp1252") + b" <zoe@burger.example>", "Zoë Peeters"),
        ("Zoë".encode() + b" P\xff <zoe@burger.example>", "Zoë P�"),
        (b"Z\xff <zoe@burger.example>", "Zÿ"),
        ("王小明".encode("gb18030") + b" <zoe@burger.example>", None),
        (b"\xff\xfeZ <zoe@burger.example>", None),
        (b"=?utf-8?Q?Zo=C3=AB_P=FF_=C3=A9?= <zoe@burger.example>", "Zoë P� é"),
        (b"=?utf-16?B?ZZ?= <zoe@burger.example>", None),
        (b"=?utf-8?B?Wm/Dq?= <zoe@burger.example>", "Zo�"),
        (b"=?utf-8?B?Zo Peeters?= <zoe@burger.example>", "Zo Peeters"),
        (b"=?base64?B?Wm/Dqw==?= <zoe@burger.example>", "Zoë"),
    ],
)
def test_whatever_the_name_is_written_in_the_address_is_read(field: bytes, name: str | None) -> None:
    sender = parse(b"Subject: x\r\nFrom: " + field + b"\r\n\r\nx").sender
    assert sender.address == "zoe@burger.example"
    assert name in {None, sender.name}


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (b"=?utf-8?Q?Premie_voor_financi=C3=ABle?", "Premie voor financiële"),
        (b"=?utf-8?B?UHJlbWllIHZvb3IgZmluYW5jacOr", "Premie voor financië"),
        (b"Re: =?utf-8?B?UHJlbWllIHZvb3IgZmluYW5jac?=", "Re: Premie voor financi"),
        (b"=?utf-8?B?Vraag over de premie?=", "Vraag over de premie"),
    ],
)
def test_a_subject_that_was_cut_or_never_encoded_is_read(subject: bytes, text: str) -> None:
    assert parse(b"From: a@x.example\r\nSubject: " + subject + b"\r\n\r\nx").subject.startswith(text)


BASE64 = b"Content-Transfer-Encoding: base64"
LONG = (
    b"QmVzdGUsIHdpaiB3aWxsZW4gb25zIGRhayBpc29sZXJlbiBlbiB2cmFnZW4gZWVuIGZpbmFuY2nD\r\n"
    b"q2xlIHRlZ2Vtb2V0a29taW5nLg=="
)
WORDS = "Beste, wij willen ons dak isoleren en vragen een financiële tegemoetkoming."


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (LONG, WORDS),
        (LONG[:-1], WORDS),
        (LONG.replace(b"\r\n", b"\r"), WORDS),
        (LONG[:-5], WORDS[:-2]),
        (LONG + b"\r\n-- \r\nGescand op virussen", WORDS + "\n-- \nGescand op virussen"),
        (LONG.replace(b"\r\n", b"!\r\n "), WORDS),
        (b"Beste, mijn ketel is stuk.\r\n\r\nDank u", "Beste, mijn ketel is stuk.\n\nDank u"),
        (b"Dag loket ik kom morgen", "Dag loket ik kom morgen"),
        (b"SmE=", "Ja"),
    ],
)  # fmt: skip
def test_a_text_in_base64_that_is_cut_or_none_is_read(body: bytes, text: str) -> None:
    assert letter(body, "text/plain; charset=utf-8", BASE64).text == text


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        *((name, b"SmEsIMOpw6luLg==") for name in (b"BASE64; ", b"base-64", b"x-base64 (van de scanner)")),
        *((name, b"Ja, =C3=A9=\r\r\n=C3=A9n.") for name in (b"Quoted Printable", b'"quoted_printable"')),
    ],
)
def test_the_encoding_is_recognised_however_it_is_spelled(encoding: bytes, body: bytes) -> None:
    kind = "text/plain; charset=utf-8"
    assert letter(body, kind, b"Content-Transfer-Encoding: " + encoding).text == "Ja, één."


def pieces(words: list[bytes]) -> bytes:
    return b"\r\n ".join(b"=?utf-8?B?" + one + b"?=" for one in words)


def in_threes(data: bytes) -> list[bytes]:
    return [data[start : start + 3] for start in range(0, len(data), 3)]


@pytest.mark.parametrize(
    "subject",
    [
        pieces([b64encode(one) for one in in_threes("Привет, 屋顶 é".encode())]),
        pieces(in_threes(b64encode("Привет, 屋顶 é".encode()))),
    ],
    ids=["characters", "code"],
)
def test_encoded_words_may_be_cut_anywhere(subject: bytes) -> None:
    assert parse(b"From: a@x.example\r\nSubject: " + subject + b"\r\n\r\nx").subject == "Привет, 屋顶 é"


# --- Headers as programs write them --------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        b"\xef\xbb\xbfFrom: Els <els@burger.example>\r\nSubject: Een vraag over de premie",
        b"From  : Els <els@burger.example>\r\nSubject\t: Een vraag over de premie",
        b"From: Els <els@burger.example>\r\nSubject: Een vraag\r\nover de premie\r\nTo: loket@x.example",
        b"From: Els\r\n<els@burger.example>\r\nSubject: Een vraag over de premie",
        b"From: Els <els@burger.example>\r\r\nSubject: Een vraag over de premie\r",
        b"\r\n\r\nFrom: Els <els@burger.example>\r\nSubject: Een vraag over de premie",
        b"Bericht 12 van 40\r\nFrom: Els <els@burger.example>\r\nSubject: Een vraag over de premie",
        b"X-A: b\r\n>From els Mon\r\nFrom: Els <els@burger.example>\r\nSubject: Een vraag over de premie",
    ],
)
def test_a_header_that_is_written_otherwise_is_read(head: bytes) -> None:
    end = b"\r\r\n" if head.endswith(b"\r") else b"\r\n"
    mail = parse(head.removesuffix(b"\r") + end + end + b"Tekst: een" + end)
    assert mail.problem is None
    assert (mail.sender, mail.subject) == (
        MailAddress("Els", "els@burger.example"),
        "Een vraag over de premie",
    )
    assert mail.text == "Tekst: een"


def test_a_mail_that_was_saved_in_utf_16_is_read() -> None:
    mail = parse("From: Els <els@burger.example>\r\n\r\nEén vraag".encode("utf-16"))
    assert (mail.sender.address, mail.text) == ("els@burger.example", "Eén vraag")


def test_a_parameter_on_a_line_of_its_own_belongs_to_the_field_above() -> None:
    mail = parse(b'From: a@x.example\r\nContent-Type: text/plain;\r\ncharset="windows-1252"\r\n\r\n\x80 5')
    assert mail.text == "€ 5"


def test_a_text_right_under_the_header_is_no_part_of_it() -> None:
    mail = parse(b"From: els@burger.example\r\nSubject: x\r\nDag loket,\r\nik heb een vraag.\r\n\r\nEls")
    assert mail.sender.address == "els@burger.example"
    assert mail.text == "Dag loket,\nik heb een vraag.\n\nEls"


@pytest.mark.parametrize(
    ("date", "hour"),
    [
        ("Mon, 16 Nov 2026 10:00:00 CET", 9),
        ("Thu, 16 Jul 2026 10:00:00 CEST", 8),
        ("Thu, 16 Jul 2026 10:00:00 MESZ", 8),
        ("Mon, 16 Nov 2026 10:00 (CET)", 9),
        ("Mon, 16 Nov 2026 10:00:00 GMT+0100", 9),
        ("Mon, 16 Nov 2026 10:00:00 UTC-2", 12),
        ("Mon, 16 Nov 2026 10:00:00 +01:00", 9),
        ("Mon Nov 16 10:00:00 CET 2026", 9),
        ("Mon, 16 Nov 2026 10:00:00 +0100 (CEST)", 9),
        ("Mon, 16 Nov 2026 10:00:00 GMT", 10),
        ("Mon, 16 Nov 2026 10:00:00 ONBEKEND", 10),
        ("Mon, 16 Nov 2026 10:00:00 +1", 9),
        ("Thu, 16 Jul 2026 10:00:00 Romance Daylight Time", 8),
        ("Thu, 16 Jul 2026 10:00:00 Europe/Brussels", 8),
        ("ma 16 mrt. 2026 10:00:00 +0100", 9),
        ("lun., 16 févr. 2026 10:00:00 +0100", 9),
        ("Lundi 16 août 2026 10:00:00 +0200", 8),
        ("2026-11-16T10:00:00.123+01:00", 9),
        ("16/11/2026 10:00:00 +0100", 9),
        ("Mon, 16 Nov 2026 10:00:00 +9900", None),
    ],
)
def test_a_date_is_read_with_its_zone(date: str, hour: int | None) -> None:
    sent = parse(f"From: a@x.example\r\nDate: {date}\r\n\r\nx".encode()).sent_at
    assert (sent and sent.hour) == hour


# --- Flowing text --------------------------------------------------------------------------------

FLOWED = (
    b"Ik vroeg mij af of \r\nde premie geldt.\r\n\r\nDank u \r\n-- \r\nEls \r\nPeeters\r\n"
    b"> Geachte \r\n> mevrouw\r\n>> Dag \r\n>> Els\r\n  ingesprongen\r\n"
)


def test_flowing_text_is_put_together() -> None:
    mail = letter(FLOWED, "text/plain; charset=utf-8; format=flowed")
    assert mail.text == (
        "Ik vroeg mij af of de premie geldt.\n\nDank u \n-- \nEls Peeters\n"
        "> Geachte mevrouw\n>> Dag Els\n ingesprongen"
    )


def test_flowing_text_may_be_broken_within_a_word() -> None:
    mail = letter(b"of de premie gel \r\ndt voor  \r\neen garage", "text/plain; format=flowed; delsp=yes")
    assert mail.text == "of de premie geldt voor een garage"


def test_other_text_keeps_its_lines() -> None:
    assert letter(b"een \r\ntwee\r\n en drie").text == "een \ntwee\n en drie"
