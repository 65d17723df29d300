"""A document holds every sign of every name, by our own typefaces, and nothing runs over its margin."""

import io
import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from django.utils import timezone
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

from oss.reports.fonts import ALWAYS, IN_SLICES, SCRIPTS, font_faces
from oss.reports.pdf import render_pdf

NAMES = (
    *("Ελένη Παπαδοπούλου", "Ἑλένη", "Олександр Шевченко", "محمد عبد الله", "דוד כהן", "Nguyễn Thị Hương"),
    *("आरव शर्मा", "Żółć Ğüneş", "dak 🏠🔥👍", "王小明", "黃國榮", "髙橋さくら", "김민준"),
)
ENDLESS = "x" * 300
MOST_LETTERS_OF_A_LINE = 100


def summary(question: str, people: tuple[str, ...]) -> PdfReader:
    now = timezone.localtime()
    dossier = SimpleNamespace(
        number="D2026-00001",
        type="information",
        subtype="Informatievraag",
        get_type_display="Informatie",
        stage_label="Dossier",
        closing_reason=None,
        is_anonymous=False,
        source=None,
        acquaintance=None,
        project=None,
        completed_on=None,
        site_address="Bruul 1, 2800 Mechelen",
        main_contact=people[0],
        journey=SimpleNamespace(number="T2026-00001"),
        assignee=SimpleNamespace(email="lotte@loket.example"),
        opened_on=now.date(),
    )
    detail = SimpleNamespace(
        question=question,
        answer="Ja.",
        asked_on=None,
        first_action=None,
        first_action_on=None,
        topics=SimpleNamespace(all=[]),
    )
    context = {
        "dossier": dossier,
        "stakeholders": [SimpleNamespace(name=name, capacity="Eigenaar") for name in people],
        "sections": [{"template": "dossiers/types/information/summary.html", "detail": detail}],
        "without_value": [],
        "visits": [],
        "made_at": now,
        "made_by": SimpleNamespace(name="Lotte Peeters"),
        "organisation": "Energiehuis Voorbeeld",
        "reached": "Grote Markt 1\n015 12 34 56",
    }
    return PdfReader(io.BytesIO(render_pdf("dossiers/summary.html", context)))


def fonts_of(page: PageObject) -> set[str]:
    fonts: Any = page["/Resources"]["/Font"]  # type: ignore[index]
    return {font.get_object()["/BaseFont"].split("+")[1].removesuffix("-Bold") for font in fonts.values()}


def glyphs_of(page: PageObject, reader: PdfReader) -> Iterator[int]:
    """The numbers of the drawn signs; 0 is the sign for "none"."""
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator not in {b"TJ", b"Tj"}:
            continue
        parts = operands[0] if isinstance(operands[0], list) else operands
        for part in parts:
            if isinstance(part, int | float):
                continue
            signs = part if isinstance(part, bytes) else part.original_bytes
            yield from (int.from_bytes(signs[at : at + 2]) for at in range(0, len(signs), 2))


def test_names_in_all_our_scripts_come_out_by_our_own_typefaces() -> None:
    reader = summary("\n".join(NAMES), NAMES)
    text = "".join(page.extract_text() for page in reader.pages)
    assert "Ελένη Παπαδοπούλου" in text
    assert "Олександр Шевченко" in text
    assert "דוד כהן" in text
    assert "🏠🔥👍" in text
    assert "王小明" in text
    assert "髙橋さくら" in text
    assert "김민준" in text
    for page in reader.pages:
        own = {re.sub(r"-\d+$", "", name) for name in fonts_of(page)}
        assert own <= {*ALWAYS, *SCRIPTS, *IN_SLICES}
        assert 0 not in set(glyphs_of(page, reader))


def test_a_word_without_end_breaks_where_the_line_ends() -> None:
    reader = summary(ENDLESS, (ENDLESS,))
    lines = [line for page in reader.pages for line in page.extract_text().splitlines()]
    endless = [len(found) for line in lines for found in re.findall("x{5,}", line)]
    assert sum(endless) >= 3 * len(ENDLESS) - 12  # question, main contact, stakeholder
    assert max(endless) <= MOST_LETTERS_OF_A_LINE


def test_the_letterhead_says_who_we_are_and_pages_are_numbered() -> None:
    text = summary("Vraag", ("Lotte",)).pages[0].extract_text()
    assert "Energiehuis Voorbeeld" in text
    assert "015 12 34 56" in text
    assert "lotte@loket.example" in text
    assert "Bladzijde 1 van" in text


def test_only_the_typefaces_of_what_stands_there_are_read() -> None:
    assert "arabic" not in font_faces("Bruul 1")
    assert "arabic" in font_faces("محمد")
    assert not any(name in font_faces("Bruul 1 · € 12 – 🏠") for name in IN_SLICES)
    assert len(re.findall("family: noto-sans-sc-", font_faces("王小明 王小明"))) <= 2 * len("王小明")
