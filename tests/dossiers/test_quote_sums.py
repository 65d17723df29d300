"""What the database adds up of the posts of quotes is what they come to, and no page reads them for it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from dossiers.factories import information_dossier
from dossiers.models import Dossier
from dossiers.quotes.amounts import asked_for, our_incl, told_incl, with_sums
from dossiers.quotes.models import Quote, QuoteWork
from dossiers.quotes.operations import OfWork, enter, set_lines
from dossiers.works.places import work_url
from oss.addresses.factories import AddressFactory
from oss.contacts.factories import OrganisationFactory
from oss.staff.models import User
from tests.dossiers.quoted import quote_of, work_of


@pytest.fixture
def dossier(lotte: User) -> Dossier:
    return information_dossier(by=lotte, assignee=lotte, address=AddressFactory.create())


def priced(chance: Random, place: int) -> dict[str, Any]:
    """A post whose amount is often half a cent, at times nothing, less than nothing, or within another's."""
    price = chance.choice((None, Decimal(0), Decimal("0.005"), Decimal("-1.115"), Decimal("33.3335")))
    return {
        "text": f"Post {place}",
        "unit": "sum",
        "quantity": chance.choice((Decimal(1), Decimal(3), Decimal("0.33"))),
        "unit_price": price if chance.random() < 0.6 else Decimal(chance.randrange(900_000)) / 10_000,
        "vat_rate": Decimal(chance.choice((0, 6, 21))),
    }


def test_what_the_database_adds_up_is_what_the_posts_come_to(dossier: Dossier, lotte: User) -> None:
    chance = Random(8)  # noqa: S311 - the same lives each time
    works = [work_of(dossier, "roof_sarking", by=lotte, description=f"{number}") for number in range(3)]
    for number in range(24):
        told: dict[str, Any] = {"contractor": OrganisationFactory.create(), "received_on": date(2026, 3, 2)}
        if number % 3 == 0:
            told["total_incl"] = Decimal(chance.randrange(90_000)) / 100
        mine = works[: chance.randint(1, 3)]
        quote = enter(None, told, {work: OfWork({}, {}) for work in mine}, by=lotte)
        for part in quote.parts.all():
            lines = [priced(chance, place) for place in range(chance.randrange(6))]
            set_lines(QuoteWork.objects.get(pk=part.pk), lines, by=lotte)

    read = {quote.pk: quote for quote in Quote.objects.in_full()}
    summed = with_sums(Quote.objects.order_by("pk"))
    assert len(summed) == len(read) == 24
    for one in summed:
        for amount in (asked_for, told_incl, our_incl):
            assert amount(one) == amount(read[one.pk]), (amount.__name__, one.pk)
    assert len({told_incl(one) for one in summed}) > 12, "and they differ"


def test_no_page_of_works_reads_the_posts_for_what_they_add_up_to(
    dossier: Dossier, lotte: User, client_of: Callable[[User], Client]
) -> None:
    roof = work_of(dossier, "roof_sarking", by=lotte)
    quotes = [quote_of(roof, by=lotte, number=number) for number in (1, 2)]
    browser = client_of(lotte)
    urls = [f"/dossiers/{dossier.number}/?tab=works", f"{work_url(roof.pk)}?tab=quotes"]

    def rows(url: str) -> int:
        found: list[int] = []

        def count(execute: Callable[..., Any], sql: str, *arguments: Any) -> Any:
            done = execute(sql, *arguments)
            found.append(max(arguments[-1]["cursor"].rowcount, 0))
            return done

        with connection.execute_wrapper(count):
            page = browser.get(url)
        assert page.status_code == 200
        return sum(found)

    for url in urls:
        rows(url)
    few = {url: rows(url) for url in urls}
    for quote in quotes:
        post = {"unit": "sum", "quantity": Decimal(1), "unit_price": Decimal(5), "vat_rate": Decimal(6)}
        set_lines(quote.parts.get(), [{"text": f"Post {place}", **post} for place in range(40)], by=lotte)
    assert {url: rows(url) for url in urls} == few
