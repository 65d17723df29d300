"""The quote as it is now, held for an operation, and what a page of it shows."""

from typing import Any

from dossiers.quotes.models import Quote, QuoteAnswer, QuoteLine
from oss.staff.models import User
from oss.staff.rights import hold


def hold_quote(quote: Quote | int, by: User | None) -> Quote:
    return hold(Quote.objects.select_related("contractor"), quote, by=by)


def rows_of(quote: Quote) -> list[Any]:
    """What a page of the quote shows: compared with what was seen."""
    parts = quote.parts.order_by("pk")
    return [
        quote,
        *parts,
        *QuoteAnswer.objects.filter(part__quote=quote).order_by("pk"),
        *QuoteLine.objects.filter(part__quote=quote).order_by("pk"),
    ]
