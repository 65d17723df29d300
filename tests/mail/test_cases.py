"""Mails after public reports of faults, which stand beside this repository."""

import pytest

from oss.mail.parse import parse
from oss.mail.parsed import ParsedMail
from tests.conftest import ROOT

CASES = ROOT.parent / "shared" / "cases" / "mail"

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not beside this repository")


def case(name: str) -> ParsedMail:
    return parse((CASES / f"{name}.eml").read_bytes())


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("utf8-one-broken-byte", "Financiële steun? Groeten, Loïs — één pagina �"),
        ("latin1-footer-added-by-relay", "geïnteresseerd in een coördinator"),
        ("latin1-footer-added-by-relay", "veiligheid vóór alles"),
        ("utf8-declared-windows-1252", "Eén vraag • financiële steun"),
        ("meta-charset-only", "Dzień dobry, pani Małgorzata Wiśniewska"),
        ("bom-before-headers", "Bericht met een BOM vooraan."),
        ("format-flowed", "woningpremie ook geldt voor een garage"),
    ],
)
def test_the_words_are_read(name: str, words: str) -> None:
    assert words in case(name).text


@pytest.mark.parametrize(("name", "hour"), [("date-zone-name", 9), ("date-summer-cest", 8)])
def test_the_moment_is_read_with_its_zone(name: str, hour: int) -> None:
    sent = case(name).sent_at
    assert sent is not None
    assert sent.hour == hour
