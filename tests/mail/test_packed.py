"""What is packed in a mail is shown as if it stood in it, within limits; what can't be opened is told."""

import pytest
from asn1crypto import pem

from oss.mail import containers
from oss.mail.notes import Note
from oss.mail.parse import parse
from oss.mail.parsed import ParsedMail
from tests.mail.packed import (
    an_object,
    attached,
    attached_mails,
    compressed,
    embedded,
    encrypted,
    html_letter,
    letter,
    mail,
    multipart,
    packed_rtf,
    part,
    plain_rtf,
    properties,
    rich_letter,
    signed,
    text_property,
    winmail,
)

SMIME = "application/pkcs7-mime; smime-type=signed-data; name=smime.p7m"
TNEF = "application/ms-tnef; name=winmail.dat"
ENTITY = multipart(
    "mixed", part("text/plain", "De akte volgt."), part("application/pdf; name=akte.pdf", b"%PDF")
)


def names(found: ParsedMail) -> list[str]:
    return [one.name for one in found.attachments]


# --- S/MIME --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "raw",
    [
        mail(SMIME, signed(ENTITY)),
        mail("application/octet-stream; name=smime.p7m", signed(ENTITY)),
        mail("application/pkcs7-signature; name=smime.p7m", signed(ENTITY)),
        mail(SMIME, pem.armor("PKCS7", signed(ENTITY))),
    ],
    ids=["type", "name", "name of a signature", "PEM"],
)
def test_a_signed_mail_is_read_and_said_not_to_be_checked(raw: bytes) -> None:
    found = parse(raw)
    assert (found.text, names(found), found.notes) == (
        "De akte volgt.",
        ["akte.pdf"],
        (Note.UNCHECKED_SIGNATURE,),
    )


def test_a_signature_beside_the_letter_is_not_checked_either() -> None:
    signature = part("application/pkcs7-signature; name=smime.p7s", b"x")
    found = parse(multipart("signed", part("text/plain", "Getekend."), signature))
    assert (found.text, found.notes) == ("Getekend.", (Note.UNCHECKED_SIGNATURE,))


def test_an_encrypted_mail_says_that_it_cannot_be_read_here() -> None:
    found = parse(mail("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", encrypted()))
    assert (found.text, names(found), found.notes) == ("", ["smime.p7m"], (Note.ENCRYPTED,))


def test_a_signed_document_is_the_document() -> None:
    found = parse(mail("application/pkcs7-mime; name=akte.pdf.p7m", signed(b"%PDF-1.4")))
    assert [(one.name, one.data) for one in found.attachments] == [("akte.pdf", b"%PDF-1.4")]


def test_a_compressed_mail_is_read_as_far_as_it_may_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    assert parse(mail(SMIME, compressed(ENTITY))).text == "De akte volgt."
    monkeypatch.setattr(containers, "MOST_BYTES", 100_000)
    bomb = parse(mail(SMIME, compressed(b"\r\n" + b"x" * 200_000)))
    assert (bomb.text, names(bomb), bomb.notes) == ("", ["smime.p7m"], (Note.NOT_OPENED,))


def test_what_is_no_smime_stays_a_file() -> None:
    found = parse(mail(SMIME, b"niets"))
    assert (names(found), found.notes) == (["smime.p7m"], (Note.NOT_OPENED,))


# --- winmail.dat ---------------------------------------------------------------------------------


def from_winmail(*objects: bytes) -> ParsedMail:
    return parse(multipart("mixed", part("text/plain", " \r\n"), part(TNEF, winmail(*objects))))


def test_the_letter_and_the_files_of_winmail_are_the_mails() -> None:
    found = from_winmail(
        letter("Eén offerte."), attached("Offerte dak.pdf", b"%PDF"), attached("é.txt", b"x")
    )
    assert (found.text, names(found), found.notes) == ("Eén offerte.", ["Offerte dak.pdf", "é.txt"], ())


def test_html_in_winmail_is_shown_as_html() -> None:
    page = an_object(0x9007, (1252).to_bytes(4, "little") + b"\0" * 4)
    assert from_winmail(page, html_letter("<p>Één <b>offerte</b></p>")).html == "<p>Één <b>offerte</b></p>"


RICH = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\f0 Dag,\par caf\'e9 \u8364?5 \{x\}\par}"
AS_HTML = (
    rb"{\rtf1\ansi\ansicpg1252\fromhtml1 {\*\htmltag64 <p>}\htmlrtf \par \htmlrtf0 caf\'e9 {\*\htmltag84 <b>}"
    rb"\htmlrtf {\b \htmlrtf0 vet\htmlrtf }\htmlrtf0{\*\htmltag92 </b>}{\*\htmltag72 </p>}}"
)


@pytest.mark.parametrize("pack", [plain_rtf, packed_rtf])
def test_rich_text_of_winmail_is_read(pack) -> None:
    assert from_winmail(rich_letter(pack(RICH))).text == "Dag,\ncafé €5 {x}"
    found = from_winmail(rich_letter(pack(AS_HTML)))
    assert (found.html, found.text) == ("<p>café <b>vet</b></p>", "café vet")


def test_a_message_within_winmail_is_read_as_forwarded() -> None:
    sender = properties(
        text_property(0x0C1A, "Tom Aerts"),
        text_property(0x5D01, "tom@burger.example"),
        text_property(0x0037, "Zonnepanelen é"),
        text_property(0x1000, "Hoeveel panelen?"),
    )
    (inner,) = from_winmail(letter("Zie bijlage."), embedded(winmail(an_object(0x9003, sender)))).forwarded
    assert (inner.sender.name, inner.sender.address) == ("Tom Aerts", "tom@burger.example")
    assert (inner.subject, inner.text) == ("Zonnepanelen é", "Hoeveel panelen?")


def test_a_winmail_that_is_cut_off_gives_what_came_before() -> None:
    whole = winmail(letter("Eerst dit."), attached("a.pdf", b"%PDF" * 100))
    assert parse(mail(TNEF, whole[:-200])).text == "Eerst dit."


def test_numbers_in_a_winmail_do_not_make_it_longer_than_it_is() -> None:
    endless = properties()[:0] + b"\xff\xff\xff\xff" + b"\x1f\0\x37\0\xff\xff\xff\xff" + b"\0" * 400
    found = from_winmail(an_object(0x9003, endless), attached("a.pdf", b"%PDF"))
    assert names(found) == ["a.pdf"]


def test_a_winmail_is_known_by_its_bytes_where_its_name_was_changed() -> None:
    renamed = mail("application/octet-stream; name=ATT00001.dat", winmail(letter("De offerte volgt.")))
    other = mail("application/octet-stream; name=meting.dat", b"1 2 3")
    assert (parse(renamed).text, names(parse(other)), parse(other).notes) == (
        "De offerte volgt.",
        ["meting.dat"],
        (),
    )


# --- Mails in mails ------------------------------------------------------------------------------


def test_a_mail_that_is_attached_tells_its_own_facts_and_brings_its_files() -> None:
    inner = multipart(
        "mixed", part("text/plain", "Mijn dak lekt."), part("application/pdf; name=a.pdf", b"%PDF")
    )
    outer = parse(
        multipart("mixed", part("text/plain", ""), "Content-Type: message/rfc822\r\n\r\n" + inner.decode())
    )
    (found,) = outer.forwarded
    assert (found.sender.name, found.subject, found.text) == ("Jan Peeters", "Vraag", "Mijn dak lekt.")
    assert (names(outer), names(found)) == (["Vraag.eml"], ["a.pdf"])


def test_a_mail_attached_in_base64_or_as_a_mere_file_is_read_too() -> None:
    inner = mail("text/plain", "Binnenin.")
    named = ("application/octet-stream", "application/vnd.ms-outlook", "text/plain")
    for content_type in ("message/rfc822", *(f"{one}; name=Bericht.EML" for one in named)):
        outer = parse(multipart("mixed", part("text/plain", "Zie bijlage."), part(content_type, inner)))
        assert outer.attachments[0].data.startswith(b"From: Jan Peeters")
        assert [one.text for one in outer.forwarded] == ["Binnenin."]


@pytest.mark.parametrize(
    ("head", "inner", "text"),
    [
        ("", b">From jan Mon Mar 2\r\n" + mail("text/plain", "Binnenin."), "Binnenin."),
        ("", b"\xef\xbb\xbf" + mail("text/plain", "Binnenin."), "Binnenin."),
        ("", b"Zonder kop.", "Zonder kop."),
        (
            "Content-Transfer-Encoding: quoted-printable\r\n",
            b"From: Jan\r\n\r\nBinnenin, =C3=A9=C3=A9n.",
            "Binnenin, één.",
        ),
    ],
)
def test_an_attached_mail_is_read_however_it_begins(head: str, inner: bytes, text: str) -> None:
    packed = f"Content-Type: message/rfc822\r\n{head}\r\n" + inner.decode()
    outer = parse(multipart("mixed", part("text/plain", "Zie bijlage."), packed))
    assert [one.text for one in outer.forwarded] == [text]


def test_mails_in_mails_are_opened_five_deep() -> None:
    found, depth = parse(attached_mails(8)), 0
    while found.forwarded:
        (found,), depth = found.forwarded, depth + 1
    assert depth == containers.DEEPEST
    assert found.notes == (Note.NOT_OPENED,)
    assert len(found.attachments) == 1


def test_no_more_parts_come_out_of_what_is_packed_than_a_letter_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MOST_PARTS", 10)
    many = multipart("mixed", *(part("text/plain", str(number)) for number in range(20)))
    found = parse(mail(SMIME, signed(many)))
    assert Note.NOT_OPENED in found.notes
    assert "smime.p7m" in names(found)


# --- In the text itself --------------------------------------------------------------------------


def test_a_file_in_the_text_becomes_an_attachment() -> None:
    coded = "begin 644 scan.txt\r\n%2&%L;&\\ \r\n`\r\nend\r\n"
    found = parse(mail("text/plain", f"Zie de scan.\r\n\r\n{coded}\r\nGroet"))
    assert [(one.name, one.data) for one in found.attachments] == [("scan.txt", b"Hallo")]
    assert (found.text.split(), "begin" in found.text) == (["Zie", "de", "scan.", "Groet"], False)


def test_words_that_begin_like_a_file_stay_words() -> None:
    words = "begin 644 keer opnieuw\nmet deze gewone zinnen\nend"
    found = parse(mail("text/plain", words))
    assert (found.text, found.attachments) == (words, ())


# --- Which part is the letter --------------------------------------------------------------------


def test_a_body_that_is_marked_as_an_attachment_is_the_letter() -> None:
    named = part("text/plain", "De ketel is stuk.", "Content-Disposition: attachment; filename=b.txt\r\n")
    assert parse(multipart("mixed", part("text/plain", "  "), named)).text == "De ketel is stuk."


@pytest.mark.parametrize(
    ("kind", "data", "text"),
    [
        ("application/octet-stream; name=bericht.txt", "De ketel is stuk.", "De ketel is stuk."),
        ("application/xhtml+xml; name=brief.xhtml", "<p>De ketel is stuk.</p>", "De ketel is stuk."),
        ("text/markdown", "De *ketel* is stuk.", "De *ketel* is stuk."),
        ("text/csv; name=lijst.csv", "1;2", ""),
    ],
)
def test_a_mail_that_says_nothing_shows_the_text_it_brings_along(kind: str, data: str, text: str) -> None:
    assert parse(multipart("mixed", part("text/plain", ""), part(kind, data))).text == text


def test_a_page_that_shows_nothing_hides_no_appointment() -> None:
    event = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Bezoek\r\nEND:VEVENT\r\nEND:VCALENDAR"
    for kind in ("text/calendar", "text/x-vcalendar", "application/octet-stream; name=bezoek.ics"):
        found = parse(multipart("alternative", part("text/html", "<div><br></div>"), part(kind, event)))
        assert (found.html, [one.summary for one in found.appointments]) == ("", ["Bezoek"])


@pytest.mark.parametrize("boundary", ["", "boundary=anders", "boundary=GRENS", 'boundary="grens" (van X)'])
def test_parts_are_found_by_the_boundary_that_stands_there(boundary: str) -> None:
    parts = (part("text/plain", "Mijn vraag."), part("application/pdf; name=a.pdf", b"%PDF"))
    body = "--geen grens\r\nmaar een regel\r\n"
    body += "".join(f"--grens\r\n{one}\r\n" for one in parts) + "--grens--\r\n"
    found = parse(f"From: a@x.example\r\nContent-Type: multipart/mixed; {boundary}\r\n\r\n{body}".encode())
    assert (found.text, names(found)) == ("Mijn vraag.", ["a.pdf"])


def test_an_alternative_that_is_empty_does_not_hide_the_other() -> None:
    text, page = part("text/plain", "Mijn vraag."), part("text/html", "<div><br>&nbsp;&zwnj;</div>")
    assert parse(multipart("alternative", text, page)).html == ""
    other = parse(
        multipart("alternative", part("text/plain", " "), part("text/html", "<p>Mijn <b>vraag</b>.</p>"))
    )
    assert (other.text, other.html) == ("Mijn vraag.", "<p>Mijn <b>vraag</b>.</p>")


def test_pictures_from_elsewhere_alone_stand_below_the_text() -> None:
    page = part("text/html", '<img src="https://x.example/a.png">')
    found = parse(multipart("alternative", part("text/plain", "Mijn <vraag>."), page)).html
    assert found.index("Mijn &lt;vraag&gt;.") < found.index("https://x.example/a.png")


PNG = b"\x89PNG\r\n\x1a\n...."


@pytest.mark.parametrize(
    ("source", "fields"),
    [
        ("cid:foto@x", "Content-ID: <foto@x>\r\n"),
        ("\n  cid:foto@x ", "Content-ID: <foto@x>\r\n"),
        ("foto.png", "Content-Disposition: inline; filename=foto.png\r\n"),
        ("foto%201.png", 'Content-Disposition: inline; filename="foto 1.png"\r\n'),
        ("plaats.png", "Content-Location: plaats.png\r\n"),
        ("CID://Foto@X#1", 'Content-ID: "foto@x"\r\n'),
        ("file:///C:/Map/FOTO.PNG", "Content-Disposition: inline; filename=foto.png\r\n"),
        ("cid:foto.png@01DA", "Content-Disposition: inline; filename=foto.png\r\n"),
        ("map/plaats.png", "Content-Location: map/plaats.png\r\n"),
    ],
)
@pytest.mark.parametrize("content_type", ["image/png", "image/jpg", "application/octet-stream", "binary/any"])
def test_a_picture_is_shown_by_its_bytes_before_or_after_the_text(
    source: str, fields: str, content_type: str
) -> None:
    page, picture = part("text/html", f'<p>Kijk:</p><img src="{source}">'), part(content_type, PNG, fields)
    for parts in ((page, picture), (picture, page)):
        found = parse(multipart("related", *parts))
        assert found.text == "Kijk:"
        assert [(one.content_type, one.inline) for one in found.attachments] == [("image/png", True)]
        assert found.attachments[0].content_id in {
            *("foto@x", "foto.png", "foto 1.png", "plaats.png", "foto.png@01da"),
        }


def test_what_only_calls_itself_a_picture_is_none() -> None:
    page = part("text/html", '<img src="cid:x@x">Kijk')
    found = parse(multipart("related", page, part("image/png", b"<svg onload=x>", "Content-ID: <x@x>\r\n")))
    assert [one.inline for one in found.attachments] == [False]
