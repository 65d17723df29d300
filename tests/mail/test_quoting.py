"""What somebody wrote stands apart from what they quoted; no word is lost."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oss.mail.parse import parse
from oss.mail.quoting import fresh_text, segments
from tests.mail.conftest import MESSAGES


@pytest.mark.parametrize(
    ("name", "fresh"),
    [
        ("antwoord_outlook", "Dinsdag past voor mij, tot dan!\n\nLuc"),
        ("antwoord_gmail", "Dank u wel!"),
        ("franstalig", "Bonjour,\n\nOui, c'est d'accord."),
    ],
)
def test_a_reply_without_its_history(name: str, fresh: str) -> None:
    assert fresh_text(parse((MESSAGES / "ordinary" / f"{name}.eml").read_bytes()).text) == fresh


HEADERS = {
    "dutch": "Op 12 december 2016 om 19:05 schreef Jan <jan@x.example>:",
    "dutch, two lines": "Op 12 december 2016 19:05 schreef Jan Peeters <\njan@x.example>:",
    "dutch, outlook": "Van: Jan <jan@x.example>\nVerzonden: maandag 5\nAan: loket\nOnderwerp: vraag\n",
    "dutch, bold": "*Van:* Jan\n*Verzonden:* maandag\n*Aan:* loket\n*Onderwerp:* vraag\n",
    "dutch, divider": "-----Oorspronkelijk bericht-----\nVan: Jan\n",
    "english": "On Mon, 2 Mar 2026 at 09:30, Jan <jan@x.example> wrote:",
    "english, outlook": "From: Jan\nSent: Monday\nTo: loket\nSubject: question\n",
    "french": "Le lun. 2 mars 2026 à 09:30, Jan <jan@x.example> a écrit :",
    "french, outlook": "De : Jan\nEnvoyé : lundi\nÀ : loket\nObjet : question\n",
    "german": "Am 02.03.26 um 09:30 schrieb Jan:",
    "german, outlook": "Von: Jan\nGesendet: Montag\nAn: loket\nBetreff: Frage\n",
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_reply_headers_of_four_languages_begin_the_history(header: str) -> None:
    assert fresh_text(f"Ja, dat past.\n\n{header}\n\nWat u eerder schreef.\n") == "Ja, dat past."


def test_an_answer_below_the_quotation_stays_in_sight() -> None:
    text = "Op ma 2 maart schreef Jan:\n> Past dinsdag?\n\nDinsdag past.\n\n> En waar?\n\nBij mij thuis.\n"
    assert fresh_text(text) == "Dinsdag past.\nBij mij thuis."


@pytest.mark.parametrize(
    "text",
    [
        "Van de gemeente kreeg ik dit: niets.\nAan wie moet ik schrijven?",
        "Op de foto ziet u het dak.\nIk schreef al eerder: geen antwoord",
        "Wat kost het?\n--\nJan",
    ],
)
def test_an_ordinary_letter_is_not_folded(text: str) -> None:
    assert fresh_text(text) == text


@settings(max_examples=200, deadline=1_000)
@given(st.lists(st.sampled_from([*HEADERS.values(), "> oud", "nieuw", "", "-----", "Op", "Van: x", ":"])))
def test_no_word_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    kept = " ".join(one.text for one in segments(text)).split()
    assert kept == text.split()


def test_long_lines_do_not_hold_up_the_reader() -> None:
    for piece in ("Op a ", "Van: ", "> ", "x@y ", "Op\n", "- "):
        segments(piece * 40_000)


def test_the_corpus_of_replies(corpus: Path) -> None:
    crisp = corpus / "crisp-oss+email-reply-parser"
    for number in (8, 12):
        text = (crisp / f"email_{number}.txt").read_text().replace("\r\n", "\n")
        expected = (crisp / f"email_{number}.expected.txt").read_text().replace("\r\n", "\n").strip()
        assert fresh_text(text) == expected
    reply = (corpus / "alfonsrv+mail-parser-reply" / "email_nl_1_2.txt").read_text()
    assert fresh_text(reply) == "Outlook met een antwoord"
    first = (corpus / "alfonsrv+mail-parser-reply" / "email_nl_1_1.txt").read_text()
    assert [one.quoted for one in segments(first)] == [False]
