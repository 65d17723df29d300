"""A roof with quotes, for the tests of pages, budgets and screens."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from dossiers.factories import information_dossier
from dossiers.models import Dossier
from dossiers.quotes.models import AnswerKind, CatalogueItem, ComparisonQuestion, Quote
from dossiers.quotes.operations import Answer, OfWork, ask, enter, set_lines
from dossiers.works.models import Work
from dossiers.works.operations import add_work
from oss.addresses.factories import AddressFactory
from oss.addresses.models import Measure
from oss.contacts.factories import OrganisationFactory
from oss.staff.demo import load_staff
from oss.staff.models import User


def work_of(dossier: Dossier, measure: str, *, by: User, quantity: int = 118, description: str = "") -> Work:
    address = dossier.site_address
    assert address is not None
    return add_work(
        address,
        Measure.objects.get(code=measure),
        by=by,
        dossier=dossier,
        quantity=Decimal(quantity),
        description=description,
    )


def roof_with_quotes(*, by: User, quotes: int = 3) -> Work:
    """At the depth of posts, of which one lacks a post; and one that was asked in vain."""
    dossier = information_dossier(by=by, address=AddressFactory.create())
    roof = work_of(dossier, "roof_sarking", by=by, description="Hellend dak")
    for number in range(quotes):
        quote_of(roof, by=by, number=number)
    ask([roof], [OrganisationFactory.create()], by=by, asked_on=timezone.localdate())
    return roof


def quote_of(roof: Work, *, by: User, number: int) -> Quote:
    """The first lacks the last post; each costs a little more than the one before, valid for a week."""
    today = timezone.localdate()
    told = {
        "contractor": OrganisationFactory.create(),
        "number": f"P-26-{number}",
        "received_on": today,
        "valid_until": today + timedelta(days=7),
    }
    scaffold = ComparisonQuestion.objects.get(code="roof_sarking:scaffold").pk
    answers = {scaffold: Answer(AnswerKind.SEPARATE, Decimal(1250))}
    quote = enter(None, told, {roof: OfWork({}, answers)}, by=by)
    items = list(CatalogueItem.objects.filter(measure=roof.measure)[:4])
    lines = [
        {
            "item": item,
            "quantity": Decimal(118),
            "unit": "m2",
            "unit_price": Decimal(20 + place * 10 + number),
            "vat_rate": Decimal(6),
            "differs": "140 mm" if place == 1 else "",
        }
        for place, item in enumerate(items[: 3 if number == 0 else 4])
    ]
    set_lines(quote.parts.get(), lines, by=by)
    return quote


def quoted_roof() -> dict[str, object]:
    """For a screen: the key of its work."""
    load_staff()
    return {"work": roof_with_quotes(by=User.objects.get(email="lotte@loket.example")).pk}
