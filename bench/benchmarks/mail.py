"""What receiving a mail costs, beside reading its bytes and one INSERT."""

from collections.abc import Iterator
from email import message_from_bytes
from random import Random
from secrets import token_hex

from django.db import connection

from bench.measuring import Benchmark, Call, Goal, Result, measure
from oss.mail.factories import File, make_eml
from oss.mail.mailboxes import mailbox_at
from oss.mail.models import Mailbox
from oss.mail.receiving import receive

TIMES = 60
HTML = (
    "<p>Beste,</p>" + "<p>Kom ik in aanmerking voor een <b>premie</b> voor mijn dak? 4 × 7 = 28 m².</p>" * 20
)
TEXT = "Beste,\n\n" + "Kom ik in aanmerking voor een premie voor mijn dak?\n" * 20
PDF_BYTES = 200_000


def receive_mails() -> Iterator[Result]:
    mailbox = mailbox_at()
    chance = Random("mails")  # noqa: S311 - attachments, not secrets

    def mails(name: str, attachments: list[list[File]]) -> list[bytes]:
        return [
            make_eml(text=TEXT, html=HTML, message_id=f"bench.{name}.{n}@burger.example", attachments=files)
            for n, files in enumerate(attachments)
        ]

    plain = mails("plain", [[]] * TIMES)
    with_pdf = mails("pdf", [[File("offerte.pdf", chance.randbytes(PDF_BYTES))] for _ in range(TIMES)])
    for name, raws in (("text and HTML", plain), ("with a PDF of 200 kB", with_pdf)):
        yield measure(
            f"receive a mail, {name}",
            [_receiving(raw, mailbox) for raw in raws],
            Goal(ratio=5, queries=8),
            limits=[_least(raw) for raw in raws],
        )


def _receiving(raw: bytes, mailbox: Mailbox) -> Call:
    return lambda: receive(raw, mailbox=mailbox, source="bench")


_INSERT = """
INSERT INTO mail_message (identity, message_id, same_id_other_content, direction, state, parked_reason,
    parked_detail, subject, from_name, from_address, received_at, text, html, in_reply_to, "references",
    automatic, authenticity, has_attachments)
VALUES (%s, '', false, 'inbound', 'parsed', '', '', %s, '', '', now(), %s, %s, '', '{}', 'none', '{}', false)
"""


def _least(raw: bytes) -> Call:
    """The bytes read by the standard library, and one INSERT."""

    def call() -> None:
        mail = message_from_bytes(raw)
        with connection.cursor() as cursor:
            cursor.execute(_INSERT, [token_hex(32), str(mail["Subject"]), TEXT, HTML])

    return call


BENCHMARKS = (Benchmark("receive mails", receive_mails),)
