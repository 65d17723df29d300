"""Quotes side by side: what the table says at each depth, and what a page of it does."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dossiers.factories import information_dossier
from dossiers.models import Dossier, Reason
from dossiers.quotes import operations
from dossiers.quotes.comparing import PriceBasis, SideBySide, Terms, side_by_side
from dossiers.quotes.comparison import Depth
from dossiers.quotes.models import AnswerKind, CatalogueItem, ComparisonQuestion, Conform, Quote
from dossiers.quotes.operations import Answer, OfWork
from dossiers.works.models import Work
from dossiers.works.operations import add_work
from oss.addresses.factories import AddressFactory
from oss.addresses.models import Measure
from oss.contacts.factories import OrganisationFactory
from oss.core.comparison import CellTone, ComparedCell, ComparedTotal
from oss.core.parameters import known_figures
from oss.documents.models import Document, DocumentClass
from oss.documents.uploads import Upload
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import Activity

TODAY = timezone.localdate()


@pytest.fixture
def coach(user_with: Callable[..., User]) -> User:
    return user_with(Role.COACH)


@pytest.fixture
def on_file(coach: User) -> Dossier:
    return information_dossier(by=coach, address=AddressFactory.create())


@pytest.fixture
def roof(on_file: Dossier, coach: User) -> Work:
    measure = Measure.objects.get(code="roof_sarking")
    address = on_file.site_address
    assert address is not None
    return add_work(address, measure, by=coach, dossier=on_file, quantity=Decimal(118))


def received(work: Work, by: User, told: OfWork | None = None, **more: Any) -> Quote:
    known = {"contractor": OrganisationFactory.create(), "received_on": TODAY, "vat_rate": Decimal(6)}
    return operations.enter(None, known | more, {work: told or OfWork({}, {})}, by=by)


def test_the_file_of_a_quote_is_there_for_who_may_read_it(
    roof: Work, coach: User, client_of: Callable[[User], Client]
) -> None:
    upload = Upload(b"%PDF-1.4 offerte", "offerte dak.pdf", "application/pdf")
    told = {"contractor": OrganisationFactory.create(), "received_on": TODAY}
    quote = operations.enter(None, told, {roof: OfWork({}, {})}, by=coach, upload=upload)
    client = client_of(coach)
    pages = (f"/works/{roof.pk}/quotes/", f"/quotes/{quote.pk}/")
    for url in pages:
        page = client.get(url).content.decode()
        (file,) = re.findall(r'href="(/documents/[0-9]+/[^"]*)"', page)
        assert b"".join(client.get(file)) == b"%PDF-1.4 offerte"
    Document.objects.update(document_class=DocumentClass.FINANCIAL)
    for url in pages:
        page = client.get(url)
        assert page.status_code == 200
        assert "/documents/" + str(quote.document_id) not in page.content.decode()
        assert "offerte dak.pdf" not in page.content.decode()


def answers(**said: Answer | None) -> dict[int, Answer | None]:
    keys = dict(ComparisonQuestion.objects.values_list("code", "pk"))
    return {keys[f"roof_sarking:{name}"]: answer for name, answer in said.items()}


def with_lines(work: Work, by: User, prices: dict[str, str | None]) -> Quote:
    quote = received(work, by)
    items = {one.code: one for one in CatalogueItem.objects.all()}
    lines = [
        {
            "item": items[f"roof_sarking:{code}"],
            "quantity": Decimal(118),
            "unit": "m2",
            "unit_price": None if price is None else Decimal(price),
            "vat_rate": Decimal(6),
            "differs": "",
            "conform": Conform.YES,
            "conform_on": TODAY,
        }
        for code, price in prices.items()
    ]
    operations.set_lines(quote.parts.get(), lines, by=by)
    return quote


def compared(work: Work, by: User, basis: PriceBasis = PriceBasis.UNIT, *, flags: bool = True) -> SideBySide:
    return side_by_side(work, Terms.of(by, known_figures(), TODAY, basis, flags=flags))


def row(found: SideBySide, label: str) -> tuple[ComparedCell, ...]:
    rows: tuple[Any, ...] = (*found.table.lines, *found.table.totals)
    return next(one.cells for one in rows if one.label == label)


def mains(cells: tuple[ComparedCell, ...]) -> list[str]:
    return [str(cell.main) for cell in cells]


def test_totals_alone_are_compared_as_they_were_submitted(roof: Work, coach: User) -> None:
    received(roof, coach, total_excl=Decimal(10000), total_incl=Decimal(10600))
    received(roof, coach, total_excl=Decimal(11000), total_incl=Decimal("11659.99"))
    found = compared(roof, coach)
    assert found.depth is Depth.TOTALS
    assert found.table.lines == ()
    assert mains(row(found, "Totaal incl. btw, zoals ingediend")) == ["€\u00a010.600,00", "€\u00a011.659,99"]
    assert row(found, "Totaal incl. btw, zoals ingediend")[1].note == "onze som: €\u00a011.660,00"
    cells = row(found, "Vergelijkbaar totaal incl. btw")
    assert [cell.note for cell in cells] == ["laagst", "+ €\u00a01.060 (10 %)"]
    assert mains(row(found, "Per m²")) == ["€\u00a089,83", "€\u00a098,81"]


def test_questions_tell_what_is_missing_and_what_it_comes_to(roof: Work, coach: User) -> None:
    separate = Answer(AnswerKind.SEPARATE, Decimal(1250))
    said = (
        answers(scaffold=Answer(AnswerKind.INCLUDED), thickness=Answer(AnswerKind.INCLUDED, note="160 mm")),
        answers(scaffold=separate, thickness=Answer(AnswerKind.INCLUDED, note="140 mm")),
        answers(scaffold=Answer(AnswerKind.MISSING)),
    )
    for one in said:
        received(roof, coach, OfWork({}, one), total_incl=Decimal(10000))
    found = compared(roof, coach)
    assert found.depth is Depth.QUESTIONS
    assert mains(row(found, "Stelling")) == ["inbegrepen", "apart", "ontbreekt"]
    assert mains(row(found, "Dikte")) == ["160 mm", "140 mm", "onbekend"]
    assert mains(row(found, "Vergelijkbaar totaal incl. btw")) == [
        "€\u00a010.000,00",
        "€\u00a011.250,00",
        "€\u00a011.250,00",
    ]
    asks = row(found, "Stelling")[2]
    assert (asks.action, asks.tone) == ("vraag na", CellTone.MISSING)


def test_posts_show_spread_lowest_missing_and_what_is_included(roof: Work, coach: User) -> None:
    with_lines(roof, coach, {"demolition": "24.50", "asbestos": "31", "underlay": "11.80"})
    with_lines(roof, coach, {"demolition": "28", "asbestos": "29.50", "underlay": "12.50"})
    with_lines(roof, coach, {"demolition": "35", "underlay": None})
    found = compared(roof, coach)
    assert found.depth is Depth.LINES
    demolition = row(found, "Afbraak pannen en latten, afvoer")
    assert [(cell.main, cell.beside, cell.mark) for cell in demolition] == [
        ("24,50", "2.891", "laagst"),
        ("28,00", "3.304", ""),
        ("35,00", "4.130", "+25 %"),
    ]
    assert mains(row(found, "Afvoer asbesthoudende onderplaten")) == ["31,00", "29,50", "ontbreekt"]
    assert mains(row(found, "Onderdak, dampopen en winddicht"))[2] == "inbegrepen"
    filled = row(found, "Ontbrekende posten, mediaan van de andere")
    assert mains(filled) == ["volledig", "volledig", "+ €\u00a03.783,67 (1)"]
    assert {str(cell.main) for cell in row(found, "Conform premievoorwaarden")} == {"conform"}
    amounts = compared(roof, coach, PriceBasis.AMOUNT, flags=False)
    assert [(one.main, one.mark) for one in row(amounts, "Afbraak pannen en latten, afvoer")] == [
        ("2.891,00", "laagst"),
        ("3.304,00", ""),
        ("4.130,00", ""),
    ]
    spread = next(words for line, _marks, words in found.table.drawn if line.label.startswith("Afbraak"))
    assert spread == "Tegenover de mediaan: A -12 %, B +0 %, C +25 %"


def test_what_is_asked_on_top_of_posts_stands_below_them_and_counts(roof: Work, coach: User) -> None:
    with_lines(roof, coach, {"demolition": "10"})
    quote = with_lines(roof, coach, {"demolition": "10"})
    said = OfWork({}, answers(scaffold=Answer(AnswerKind.SEPARATE, Decimal(1250)), thickness=None))
    operations.enter(quote, {}, {roof: said}, by=coach)
    found = compared(roof, coach)
    assert [str(line.label) for line in found.table.lines] == ["Afbraak pannen en latten, afvoer", "Stelling"]
    assert mains(row(found, "Stelling")) == ["onbekend", "apart"]
    assert mains(row(found, "Vergelijkbaar totaal incl. btw")) == ["€\u00a01.250,80", "€\u00a02.500,80"]


def test_a_quote_that_expires_before_the_decision_warns(roof: Work, coach: User) -> None:
    for days in (60, 21, -1):
        received(roof, coach, valid_until=TODAY + timedelta(days=days), total_incl=Decimal(1000))
    heads = compared(roof, coach).table.offered
    assert heads[0].warning == ""
    assert "(21 d)" in str(heads[1].warning)
    assert "vervallen" in str(heads[2].warning)
    operations.choose(
        Quote.objects.earliest("pk"),
        [roof],
        by=coach,
        decided_on=TODAY,
        reason=Reason.objects.get(code="choose_price"),
    )
    found = compared(roof, coach)
    assert [one.warning for one in found.table.offered] == ["", "", ""]
    assert "gekozen" in str(found.table.offered[0].chosen)
    assert found.table.verbs == ()


def test_a_quote_that_changes_after_it_was_chosen_says_what_was_told(roof: Work, coach: User) -> None:
    quote = received(roof, coach, total_incl=Decimal(1000))
    reason = Reason.objects.get(code="choose_price")
    operations.choose(quote, [roof], by=coach, decided_on=TODAY, reason=reason)
    (head,) = compared(roof, coach).table.offered
    assert head.chosen == f"gekozen op {TODAY:%d/%m/%Y}"
    operations.enter(quote, {"total_incl": Decimal(1100)}, {roof: OfWork({}, {})}, by=coach)
    (head,) = compared(roof, coach).table.offered
    assert head.chosen == f"gekozen op {TODAY:%d/%m/%Y} voor €\u00a01.000,00, gewijzigd sinds"


def test_one_no_makes_a_quote_not_conform_and_a_silent_line_leaves_it_open(roof: Work, coach: User) -> None:
    quote = with_lines(roof, coach, {"demolition": "24.50", "tiles": "62"})
    part = quote.parts.get()
    for kind, told in ((Conform.NO, "niet conform"), ("", "onbekend")):
        part.lines.filter(item__code="roof_sarking:tiles").update(conform=kind)
        assert mains(row(compared(roof, coach), "Conform premievoorwaarden")) == [told]


def test_a_total_over_several_works_is_not_taken_for_one_of_them(
    roof: Work, on_file: Dossier, coach: User
) -> None:
    address = on_file.site_address
    assert address is not None
    windows = add_work(address, Measure.objects.get(code="windows"), by=coach, dossier=on_file)
    known = {"contractor": OrganisationFactory.create(), "received_on": TODAY, "total_incl": Decimal(9000)}
    operations.enter(None, known, dict.fromkeys((roof, windows), OfWork({}, {})), by=coach)
    found = compared(roof, coach)
    assert row(found, "Totaal incl. btw, zoals ingediend")[0] == ComparedCell(
        "–", note="€\u00a09.000,00 voor al zijn werken samen"
    )
    assert "voor 2 werken samen" in found.table.offered[0].facts
    known |= {"total_incl": None, "total_excl": Decimal(10000), "vat_rate": Decimal(6)}
    operations.enter(None, known, dict.fromkeys((roof, windows), OfWork({}, {})), by=coach)
    assert row(compared(roof, coach), "Totaal incl. btw, zoals ingediend")[1].note == (
        "€\u00a010.600,00 voor al zijn werken samen"
    )


def test_what_is_missing_is_asked_of_the_contractor(
    roof: Work, on_file: Dossier, coach: User, client_of: Callable[[User], Client]
) -> None:
    quote = received(roof, coach, OfWork({}, answers(scaffold=Answer(AnswerKind.MISSING))))
    client = client_of(coach)
    url = row(compared(roof, coach), "Stelling")[0].action_url
    page = client.get(url)
    assert "Stelling: inbegrepen of apart?" in page.content.decode()
    answer = client.post(url, {"text": "Stelling: inbegrepen of apart?", "due": "2030-01-07"})
    assert answer.status_code == 302
    asked = Activity.objects.get(case_file=on_file.case_file, asked_organisation=quote.contractor)
    side_by_side_page = client.get(reverse("quotes", args=[roof.pk])).content.decode()
    assert asked.title in side_by_side_page
    assert str(on_file.number) in side_by_side_page
    assert "Vraag aan A" in side_by_side_page
    unknown = row(compared(roof, coach), "Dikte")[0]
    assert (unknown.main, unknown.action) == ("onbekend", "vraag na")
    assert "Dikte: wat biedt u aan?" in client.get(unknown.action_url).content.decode()


def test_a_sheet_has_no_more_than_one_row_that_decides(roof: Work, coach: User) -> None:
    received(roof, coach, total_incl=Decimal(1000))
    sums: list[ComparedTotal] = [one for one in compared(roof, coach).table.totals if one.is_sum]
    assert len(sums) == 1
