"""What somebody wrote stands apart from what they quoted; no word is lost."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oss.mail.folding import fold
from oss.mail.parse import parse
from oss.mail.quoting import fresh_text, segments
from oss.mail.sanitise import sanitise
from oss.mail.subjects import bare_subject
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
    "GMX": "Gesendet: Montag, 2. März 2026 um 09:30 Uhr\nVon: Jan <j@x.example>\nAn: loket\nBetreff: Dach\n",
    "ordinal": "On Monday, March 2nd, 2026 at 09:30, Jan <j@x.example> wrote:\n",
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


OWN_WORDS = {
    "what we wrote": "Op 12 november schreef u mij het volgende:\nde premie loopt af.\n\nKlopt dat?",
    "what a builder wrote": "Op 12 november 2026 om 10:00 schreef de aannemer:\nwij komen niet.\n\nWat nu?",
    "what a name wrote": "Op 12/11/2026 om 10:00 schreef Jan Peeters het volgende:\nik kom niet.\n\nWat nu?",
    "what I wrote": "On 3 March 2026 at 10:00 I wrote to info@x.example about my roof:\nno answer.\n\nHelp?",
    "what you wrote": 'U schreef op 12 november 2026 om 10:00:\n"wij komen"\nmaar er kwam niemand.',
    "to whom I wrote": "Ik schreef op 3 maart 2026 naar info@x.example:\ngeen antwoord.\n\nHelp?",
    "a list": "De gegevens:\n\nVan: 1 december\nDatum: tot 5 december\nAan: de buurvrouw\n\nBel mij.",
    "a form": "Bericht:\n\nVan: Jan\nDatum: 16/11/2026 10:00\nAan: loket\nOnderwerp: dak\nMijn dak lekt.",
    "larger than": "Mijn ouders zijn\n> 65 jaar en wonen alleen.",
    "points": "Mijn vragen:\n> welke premie?\n> hoeveel?\n> wanneer?",
    "handed on": "Zie dit.\n\n---------- Forwarded message ---------\nVan: Jan\n\nMijn dak lekt.",
    "handed on, Apple": "Dag\n\nBegin doorgestuurd bericht:\n\nVan: Jan <j@x.example>\n\nMijn dak lekt.",
}


@pytest.mark.parametrize("text", OWN_WORDS.values(), ids=OWN_WORDS)
def test_own_words_are_never_folded(text: str) -> None:
    assert [one.text for one in segments(f"Dag,\n\n{text}") if one.quoted] == []


def test_a_quotation_without_a_word_of_ones_own_is_what_the_mail_says() -> None:
    text = "Op ma 2 mrt 2026 om 09:30 schreef Jan <j@x.example>:\n> Mijn dak lekt."
    assert [one.quoted for one in segments(text)] == [False]
    assert [one.quoted for one in segments(f"Zie dit.\n\n{text}")] == [False, True]


@pytest.mark.parametrize(
    "above",
    [
        "-----Oorspronkelijk bericht-----",
        "________________________________",
        "Verstuurd vanaf mijn iPhone",
        "Outlook voor iOS downloaden<https://aka.ms/x>\n________________________________",
    ],
)
def test_what_programs_put_above_a_quotation_is_no_word_of_ones_own(above: str) -> None:
    block = "Van: Jan <j@x.example>\nVerzonden: maandag 2 maart 2026 9:30\nAan: loket\nOnderwerp: dak"
    assert [one.quoted for one in segments(f"{above}\n{block}\n\nMijn dak lekt.")] == [False]
    page = "<br>".join([*above.replace("<", "&lt;").split("\n"), "", *block.replace("<", "&lt;").split("\n")])
    page = f"<div>{page}<br><br>Mijn dak lekt.</div>"
    assert fold(page, lambda content, _open: f"[{content}]") == page


def test_an_answer_right_below_a_quoted_line_stays_in_sight() -> None:
    text = (
        "Op ma 2 mrt 2026 om 09:30 schreef Jan <j@x.example>:\n> Past dinsdag?\nDinsdag past.\n> Waar?\nHier."
    )
    assert fresh_text(text) == "Dinsdag past.\nHier."


def test_a_quoted_line_that_was_wrapped_stays_together() -> None:
    long = f"> {'woord ' * 12}"
    assert (
        fresh_text(f"Ja.\n\nOp ma 2 mrt 2026 om 09:30 schreef Jan <j@x.example>:\n{long}\nnog een\n> einde")
        == "Ja."
    )


# --- HTML ----------------------------------------------------------------------------------------

CAPTION = "Op ma 2 mrt 2026 om 09:30 schreef Jan &lt;j@x.example&gt;:"
HANDED_ON = "---------- Forwarded message ---------"
BLOCK = (
    "<b>Van:</b> Loket &lt;l@x.example&gt;<br><b>Verzonden:</b> maandag 2 maart 2026 9:30<br>"
    "<b>Aan:</b> Jan<br><b>Onderwerp:</b> vraag"
)
REPLIES = {
    "Outlook, by its name": f'<p>NIEUW</p><hr><div id="divRplyFwdMsg">{BLOCK}</div><p>OUD</p>',
    "Outlook, by its line": (
        '<div class=WordSection1><p>NIEUW</p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt">'
        f"<p>{BLOCK}</p></div></div><p>OUD</p></div>"
    ),
    "Outlook, in one paragraph": f"<p>NIEUW<br><br>{BLOCK}</p><p>OUD</p>",
    "Outlook, each field a paragraph": "<p>NIEUW</p><p>"
    + BLOCK.replace("<br>", "</p><p>")
    + "</p><p>OUD</p>",
    "Outlook, in a table": f"<table><tr><td>NIEUW<p>{BLOCK}</p><p>OUD</p></td></tr></table>",
    "Gmail": (
        f'<div>NIEUW</div><div class="gmail_quote"><div class="gmail_attr">{CAPTION}<br></div>'
        '<blockquote class="gmail_quote">OUD</blockquote></div>'
    ),
    "Gmail, answered below": (
        f'<div class="gmail_quote"><div class="gmail_attr">{CAPTION}<br></div>'
        '<blockquote class="gmail_quote">OUD</blockquote><div>NIEUW</div></div>'
    ),
    "Thunderbird": (
        f'<div class="moz-cite-prefix">{CAPTION}</div><blockquote type="cite">OUD</blockquote><p>NIEUW</p>'
    ),
    "Apple": f'<div>NIEUW<br><blockquote type="cite"><div>{CAPTION}</div><div>OUD</div></blockquote></div>',
    "Yahoo": f'<div>NIEUW</div><div class="yahoo_quoted" id="q"><div>{CAPTION}</div><div>OUD</div></div>',
    "by what stands above it": f"<div>NIEUW</div><div>{CAPTION}</div><blockquote>OUD</blockquote>",
}


def folded(html: str) -> str:
    return fold(sanitise(html), lambda content, is_open: f"[{'open ' if is_open else ''}{content}]")


@pytest.mark.parametrize("html", REPLIES.values(), ids=REPLIES)
def test_history_in_the_html_of_many_programs_is_folded(html: str) -> None:
    shown = folded(html)
    assert shown.count("[") == 1
    assert "OUD" in shown[shown.index("[") : shown.index("]")]
    assert "NIEUW" in shown[: shown.index("[")] + shown[shown.index("]") :]


def test_what_surrounds_the_history_is_closed_before_the_fold_and_opened_in_it() -> None:
    shown = folded(REPLIES["Outlook, in a table"])
    before, _bracket, inside = shown.partition("[")
    assert before.endswith("</td></tr></tbody></table>")
    assert inside.startswith("<table><tbody><tr><td><p><b>Van:")


@pytest.mark.parametrize(
    "html",
    [
        '<p>Dag</p><blockquote style="margin:0 0 0 40px;border:none">EIGEN vraag</blockquote>',
        "<p>De brief zegt:</p><blockquote>EIGEN woorden</blockquote><p>Klopt dat?</p>",
        "<p>Dag</p><p>Van: 1 december<br>Datum: tot 5 december<br>Aan: de buurvrouw</p><p>EIGEN vraag</p>",
        f'<div><br></div><div id="divRplyFwdMsg">{BLOCK}</div><p>HET ENIGE</p>',
        f'<div>Zie dit</div><div class="gmail_quote"><div class="gmail_attr">{HANDED_ON}<br></div>WEL</div>',
        '<p>Zie dit</p><blockquote type="cite"><div>Begin doorgestuurd bericht:</div><p>WEL</p></blockquote>',
    ],
)
def test_own_words_and_what_is_handed_on_are_not_folded_in_html(html: str) -> None:
    assert "[" not in folded(html)


def test_a_quotation_in_which_was_answered_is_open() -> None:
    reply = REPLIES["Outlook, by its name"]
    assert "[open" in folded(reply.replace("NIEUW", "Zie mijn antwoorden hieronder in het rood"))
    assert "[open" in fold(
        sanitise(reply), lambda content, is_open: f"[{'open' if is_open else ''}]", forward=True
    )


def test_tangled_html_does_not_hold_up_the_folding() -> None:
    for piece in ("<p>Van:</p>", "<blockquote>", "<div>Van: ", "</div>", "<b>Op a</b> "):
        folded(piece * 5_000)


def test_subjects_are_compared_without_what_programs_put_before_them() -> None:
    for written in (
        "Dak",
        "RE: dak",
        " Antw: Re: DAK",
        "Fwd: dak",
        "Doorst:dak",
        "TR : dak",
        "[EXTERN] AW: dak",
    ):
        assert bare_subject(written) == "dak", written
    for written in ("Re[2]: Re(3): dak", "WG: VS: SV: dak", "FW: [SPAM?] R:  dak", "Doorgestuurd: dak"):
        assert bare_subject(written) == "dak", written
    for own in ("Reparatie: dak", "Trap: wat nu", "[Arsenaal] dak", "Dossier: Re"):
        assert bare_subject(own) == " ".join(own.casefold().split())
