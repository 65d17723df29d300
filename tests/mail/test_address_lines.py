"""Whom a header names: the address is found however a program wrote it, and a name is no address."""

import re
import time
from pathlib import Path

import pytest

from oss.mail.address_lines import addresses
from oss.mail.headers import MailAddress
from oss.mail.parse import parse
from tests.mail.conftest import CORPUS


def sender(header: str) -> tuple[str, str]:
    found = parse(f"From: {header}\r\nTo: loket@mechelen.example\r\n\r\nDag".encode()).sender
    return found.name, found.address


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Claes, Nele <nele@burger.example>", "Claes, Nele"),
        ('"Claes, Nele" <nele@burger.example>', "Claes, Nele"),
        ("De Backer, Nele, ir. <nele@burger.example>", "De Backer, Nele, ir."),
        ('"Claes, Nele <nele@burger.example>', "Claes, Nele"),
        ("CLAES Nele <nele@burger.example>", "CLAES Nele"),
        ("=?utf-8?Q?N=C3=A8le_Claes_=3Cnele=40burger=2Eexample=3E?=", "Nèle Claes"),
        ("=?utf-8?B?TsOobGUgPG5lbGVAYnVyZ2VyLmV4YW1wbGU+?=", "Nèle"),
        ("=?utf-8?Q?Claes=2C_N=C3=A8le_=3Cnele=40burger=2Eexample=3E?=", "Claes, Nèle"),
        ("=?utf-8?Q?Claes,_N=C3=A8le?= <nele@burger.example>", "Claes, Nèle"),
        ("=?utf-8?Q?Claes,_N=C3=A8le_=3Cnele=40burger=2Eexample=3E?=", "Claes, Nèle"),
        ("=?utf-8?Q?N=C3=A8le?= <=?utf-8?Q?nele=40burger.example?=>", "Nèle"),
        ("=?utf-8?Q?N=C3=A8le?= nele@burger.example", "Nèle"),
        ("nele@burger.example (Nele Claes)", "Nele Claes"),
        ("Nele Claes (nele@burger.example)", "Nele Claes"),
        ("Nele Claes nele@burger.example", "Nele Claes"),
        ("nele@burger.example Nele Claes", "Nele Claes"),
        ("Nele Claes [mailto:nele@burger.example]", "Nele Claes"),
        ("Nele <mailto:nele@burger.example>", "Nele"),
        ("nele @ burger.example", ""),
        ("<<nele@burger.example>>", ""),
        ("Nele <nele@burger.example", "Nele"),
        ("Nele <nele@burger.example> <>", "Nele"),
        ("Nele (thuis <nele@burger.example>", "Nele (thuis"),
        ("Gezin: Nele <nele@burger.example>;", "Nele"),
        ("jan@burger.example via Nele <nele@burger.example>", "jan@burger.example via Nele"),
        ('"jan@burger.example" <nele@burger.example>', "jan@burger.example"),
        ("=?utf-8?Q?Jan_=3Cjan=40burger.example?= <nele@burger.example>", "Jan <jan@burger.example"),
        ('nele@burger.example ("<jan@burger.example>")', "jan@burger.example"),
        ('"nele"@burger.example', ""),
        ('"Claes, Nele"nele@burger.example', "Claes, Nele"),
        ("Nele <SMTP:nele@burger.example>", "Nele"),
        ("Nele <@relay.example:nele@burger.example>", "Nele"),
    ],
)
def test_a_sender_has_name_and_address_in_every_notation(header: str, name: str) -> None:
    assert sender(header) == (name, "nele@burger.example")


def test_a_header_with_several_people_names_each() -> None:
    assert addresses('Claes, Nele <n@x.example>, "Aerts, Jan" <j@x.example>; a@x.example b@x.example') == [
        MailAddress("Claes, Nele", "n@x.example"),
        MailAddress("Aerts, Jan", "j@x.example"),
        MailAddress("", "a@x.example"),
        MailAddress("", "b@x.example"),
    ]


@pytest.mark.parametrize("header", ["undisclosed-recipients:;", "", "<>", ",;,", "()"])
def test_a_header_that_names_nobody_gives_nobody(header: str) -> None:
    assert addresses(header) == []


def test_a_sender_whose_from_has_no_address_is_found_in_the_next_header_that_tells() -> None:
    assert parse(b"From: Nele Claes\r\nSender: n@x.example\r\n\r\n").sender == MailAddress(
        "Nele Claes", "n@x.example"
    )
    assert parse(b"Reply-To: n@x.example\r\nSubject: x\r\n\r\n").sender == MailAddress("", "n@x.example")
    assert parse(b"From: \r\nReturn-Path: <n@x.example>\r\n\r\n").sender == MailAddress("", "n@x.example")
    assert parse(b"From: a@x.example\r\nSender: n@x.example\r\n\r\n").sender == MailAddress("", "a@x.example")


@pytest.mark.parametrize("unit", ["<", ",", "a,", "a@b.c ", '"\\', "(a@b.be) "])
def test_a_header_without_end_costs_no_more_than_its_length(unit: str) -> None:
    started = time.process_time()  # of this process alone, however busy the machine is
    addresses(unit * (50_000 // len(unit)))
    assert time.process_time() - started < 5  # by the square of its length it would be minutes


_LIKE_AN_ADDRESS = re.compile(rb"^From:[^\n]*?[\w.+-]{1,64}@[\w.-]{1,200}", re.MULTILINE | re.IGNORECASE)


@pytest.mark.parametrize("folder", [CORPUS, CORPUS.parent / "cases" / "mail"], ids=lambda folder: folder.name)
def test_at_most_one_outside_mail_in_a_hundred_has_an_address_and_no_sender(folder: Path) -> None:
    files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    if not files:
        pytest.skip("the outside mails are not beside this repository")
    telling = [
        raw for raw in files if _LIKE_AN_ADDRESS.search(raw.replace(b"\r", b"\n").partition(b"\n\n")[0])
    ]
    lost = [raw for raw in telling if (mail := parse(raw)).problem is None and "@" not in mail.sender.address]
    assert len(lost) * 100 <= len(telling)
