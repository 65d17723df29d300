"""However its lines end, and whoever changed that on the way, it is one mail and loses no word."""

from collections.abc import Callable
from pathlib import Path

import pytest

from oss.mail.factories import File, MailboxFactory, make_eml
from oss.mail.models import Mailbox, Message
from oss.mail.parse import parse
from oss.mail.receiving import ReceivedAs, receive
from tests.conftest import ROOT
from tests.mail.conftest import MESSAGES

CASES = ROOT.parent / "shared" / "cases" / "mail"
LINES = [f"regel {number}" for number in range(30)]


def with_ends(raw: bytes, *ends: bytes) -> bytes:
    lines = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    return b"".join(line + ends[n % len(ends)] for n, line in enumerate(lines[:-1])) + lines[-1]


def half_and_half(raw: bytes) -> bytes:
    head, _end, body = with_ends(raw, b"\r\n").partition(b"\r\n\r\n")
    return head + b"\r\n\r\n" + with_ends(body, b"\n")


WAYS: dict[str, Callable[[bytes], bytes]] = {
    "LF": lambda raw: with_ends(raw, b"\n"),
    "CRLF": lambda raw: with_ends(raw, b"\r\n"),
    "CR": lambda raw: with_ends(raw, b"\r"),
    "mixed": lambda raw: with_ends(raw, b"\r\n", b"\n"),
    "half": half_and_half,
}

INNER = b"From: Tom <tom@burger.example>\nSubject: Binnenin\n\nDe ketel is stuk.\n"
IN_PARTS = (
    b"From: els@burger.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
    b"--b\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    b"Financi=C3=ABle steun, een lange regel die =\nniet eindigt. \nEinde\n"
    b"--b\nContent-Type: message/rfc822\n\n" + INNER + b"--b\nContent-Type: text/csv; name=lijst.csv\n\n"
    b"naam;straat\nEls;Bruul\n--b--\n"
)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_mail_is_one_however_its_lines_end(way: Callable[[bytes], bytes]) -> None:
    as_sent, as_came = parse(WAYS["CRLF"](IN_PARTS)), parse(way(IN_PARTS))
    assert as_came.text == "Financiële steun, een lange regel die niet eindigt. \nEinde"
    assert [one.name for one in as_came.attachments] == ["Binnenin.eml", "lijst.csv"]
    assert as_came.identity == as_sent.identity


def test_two_mails_whose_lines_differ_stay_two() -> None:
    assert parse(IN_PARTS).identity != parse(IN_PARTS.replace(b"Els;Bruul\n", b"Els;\nBruul\n")).identity


def test_a_mail_that_was_stored_by_the_earlier_rule_is_known(mailbox: Mailbox) -> None:
    """The rule of then counted the line ends of attachments."""
    raw = make_eml(
        message_id="een@x.example",
        attachments=[File("lijst.csv", b"naam;straat\r\nEls;Bruul\r\n", "text/csv")],
    )
    mail = parse(raw)
    assert mail.earlier_identity not in {"", mail.identity}
    receive(raw, mailbox=mailbox, source="test")
    Message.objects.update(identity=mail.earlier_identity)
    again = b"Received: by mx2\r\n" + raw
    assert receive(again, mailbox=MailboxFactory(), source="test") == ReceivedAs.DUPLICATE
    assert Message.objects.get().raws.count() == 2


def test_the_identity_of_a_mail_never_changes() -> None:
    """Thousands are stored under theirs: by another rule each would come in a second time."""
    mail = parse(WAYS["CRLF"](IN_PARTS))
    assert mail.identity == "e3c2d61a02bbf770be5b082358650a3403ec3c2b7c8225caa5068d5408d1ce9b"
    assert mail.earlier_identity == "b8ee34628f7aa668d30977e3b07d8d2a37312a2f2db7969dd9157cdc12ab72e5"


def outside() -> list[Path]:
    return [
        path
        for folder in (CASES, ROOT.parent / "shared" / "mail_corpus", MESSAGES)
        for path in folder.rglob("*.eml")
    ]


def test_mails_of_many_programs_are_one_however_their_lines_end() -> None:
    """Of our own, and of the shared ones where they are there. What is no mail is known by its bytes."""
    several = []
    for path in sorted(outside()):
        mails = [parse(WAYS[way](path.read_bytes())) for way in ("LF", "CRLF", "CR")]
        if len({mail.identity for mail in mails if mail.problem is None}) > 1:
            several.append(path.name)
    assert several == []
