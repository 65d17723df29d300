"""Quotes of the demo: a roof compared by its posts, one by questions, one chosen; some asked in vain."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from dossiers.models import Reason
from dossiers.quotes.models import (
    AnswerKind,
    CatalogueItem,
    ComparisonQuestion,
    Conform,
    Quote,
    QuoteKind,
    QuoteWork,
)
from dossiers.quotes.operations import Answer, OfWork, ask, choose, enter, note_none, set_lines
from dossiers.works.models import Work, WorkState
from oss.contacts.models import Organisation, OrganisationKind
from oss.contacts.operations.records import create_organisation
from oss.documents.demo import page_that_says
from oss.documents.uploads import Upload

CONTRACTORS = ("Dakwerken Demo BV", "Isolatie Voorbeeld BV", "Van Hoof Daken Demo BV")
HEAT_PUMPS = "Warmtepompen Demo BV"
INCLUDED, MISSING, UNKNOWN = AnswerKind.INCLUDED, AnswerKind.MISSING, AnswerKind.UNKNOWN
M2, M, PIECES = "118", "11", "2"
# by the code of the post: quantity, and of each contractor the price of one, and what is offered instead
POSTS: tuple[tuple[str, str, tuple[tuple[str, str] | None, ...]], ...] = (
    ("demolition", M2, (("24.50", ""), ("28", ""), ("22", ""))),
    ("asbestos", M2, (("31", ""), ("29.50", ""), None)),
    ("insulation", M2, (("78", ""), ("84.50", ""), ("71", "140 mm"))),
    ("underlay", M2, (("11.80", ""), ("12.50", ""), ("", ""))),
    ("tiles", M2, (("62", ""), ("58", ""), ("66.50", "engobe"))),
    ("ridges", M, (("48", ""), ("46", ""), ("52", ""))),
    ("gutter", "14", (("96", ""), ("104", ""), ("88", ""))),
    ("edge", "22", (("41", ""), None, ("38.50", ""))),
    ("roof_window", PIECES, (("1180", ""), ("1090", ""), ("1420", "rolluik"))),
    ("scaffold", "1", (("2450", ""), ("1950", ""), ("2200", ""))),
)
# by the code of the question: what each contractor answers
ANSWERS: tuple[tuple[str, tuple[Answer, ...]], ...] = (
    ("material", tuple(Answer(INCLUDED, note=one) for one in ("PIR", "PIR", "houtvezel"))),
    ("thickness", tuple(Answer(INCLUDED, note=one) for one in ("160 mm", "160 mm", "200 mm"))),
    ("rd", tuple(Answer(INCLUDED, note=one) for one in ("7,2", "7,2", "5,1"))),
    ("vapour_barrier", (Answer(INCLUDED), Answer(INCLUDED), Answer(MISSING))),
    ("underlay", (Answer(INCLUDED),) * 3),
    ("inside_finish", (Answer(MISSING), Answer(AnswerKind.SEPARATE, Decimal(1850)), Answer(INCLUDED))),
    ("scaffold", (Answer(AnswerKind.SEPARATE, Decimal(1250)), Answer(INCLUDED), Answer(INCLUDED))),
    ("disposal", (Answer(INCLUDED), Answer(INCLUDED), Answer(UNKNOWN))),
)


def load_quotes() -> None:
    if Quote.objects.exists():
        return
    contractors = [_contractor(name) for name in CONTRACTORS]
    roofs = Work.objects.filter(measure__code="roof_sarking", state=WorkState.ADVISED).order_by("pk")[:3]
    for work, fill in zip(roofs, (_by_posts, _by_questions, _chosen), strict=False):
        fill(work, contractors)
    heat_pump = Work.objects.filter(measure__code="heat_pump_hybrid", state=WorkState.ADVISED).first()
    if heat_pump is not None:
        asked = ask([heat_pump], [_contractor(HEAT_PUMPS), contractors[1]], by=None, asked_on=_ago(12))
        note_none(asked[1], by=None, because="Plaatst geen hybride toestellen")


def _contractor(name: str) -> Organisation:
    known = Organisation.objects.filter(name=name).first()
    return known or create_organisation(by=None, name=name, kind=OrganisationKind.CONTRACTOR)


def _ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def _told(number: int, contractor: Organisation, **more: Any) -> dict[str, Any]:
    """The second is valid for a while, the third is a first indication."""
    return {
        "contractor": contractor,
        "asked_on": _ago(30),
        "received_on": _ago(18 - 5 * number),
        "valid_until": _ago((-60, -16, -85)[number]),
        "number": ("P-26-1184", "2026/402", "OF-77120")[number],
        "kind": QuoteKind.INDICATIVE if number == len(CONTRACTORS) - 1 else QuoteKind.TAILORED,
        "vat_rate": Decimal(6),
        "duration": ("3 weken", "15 werkdagen", "")[number],
    } | more


def _by_posts(work: Work, contractors: list[Organisation]) -> None:
    """As the letters of three roofers: one forgets the asbestos, one the edges of the roof."""
    items = {one.code: one for one in CatalogueItem.objects.filter(measure=work.measure)}
    for number, contractor in enumerate(contractors):
        letter = Upload(
            page_that_says(f"Offerte {contractor}"), f"Offerte {contractor}.pdf", "application/pdf"
        )
        quote = enter(None, _told(number, contractor), {work: OfWork({}, {})}, by=None, upload=letter)
        conform = Conform.YES if number != len(contractors) - 1 else ""
        lines = [
            {
                "item": items[f"roof_sarking:{code}"],
                "quantity": Decimal(quantity),
                "unit": items[f"roof_sarking:{code}"].unit,
                "unit_price": Decimal(said[0]) if said[0] else None,
                "vat_rate": Decimal(6),
                "differs": said[1],
                "conform": conform,
                "conform_on": _ago(5) if conform else None,
            }
            for code, quantity, offers in POSTS
            if (said := offers[number]) is not None
        ]
        set_lines(QuoteWork.objects.get(quote=quote), lines, by=None)


def _by_questions(work: Work, contractors: list[Organisation]) -> None:
    questions = {one.code: one.pk for one in ComparisonQuestion.objects.filter(measure=work.measure)}
    totals = ("26184.00", "28950.00", "24410.00")
    for number, contractor in enumerate(contractors):
        answers = {
            questions[f"roof_sarking:{code}"]: said[number]
            for code, said in ANSWERS
            if said[number].kind != UNKNOWN
        }
        excl = Decimal(totals[number])
        told = _told(
            number, contractor, total_excl=excl, total_incl=(excl * Decimal("1.06")).quantize(Decimal("0.01"))
        )
        enter(None, told, {work: OfWork({"conform": Conform.YES, "conform_on": _ago(5)}, answers)}, by=None)


def _chosen(work: Work, contractors: list[Organisation]) -> None:
    quotes = [
        enter(
            None,
            _told(number, contractor, total_incl=Decimal(total)),
            {work: OfWork({}, {})},
            by=None,
        )
        for number, (contractor, total) in enumerate(
            zip(contractors, ("31200.00", "29840.00", "33015.50"), strict=True)
        )
    ]
    quality = Reason.objects.get(code="choose_quality")
    choose(
        quotes[0], [work], by=None, decided_on=_ago(3), reason=quality, note="goede referenties in de straat"
    )
