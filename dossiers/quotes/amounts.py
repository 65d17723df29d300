"""What a quote comes to: its own totals as its contractor wrote them, and what its lines add up to.

The quotes come with their parts and the lines of those read along (`Quote.objects.in_full()`).
"""

from decimal import Decimal
from typing import NamedTuple

from dossiers.quotes.comparison import Depth
from dossiers.quotes.models import Quote, QuoteLine, QuoteWork
from dossiers.quotes.totals import Totals, line_amount, of_each, shared, totals, vat_on, without_vat


class Asked(NamedTuple):
    """Of one work in a quote; what nobody told, and cannot be derived, is None."""

    excl: Decimal | None = None
    incl: Decimal | None = None


def excl_of(line: QuoteLine) -> Decimal | None:
    return None if line.unit_price is None else line_amount(line.quantity, line.unit_price)


def summed(*parts: QuoteWork) -> Totals | None:
    """What the lines add up to; None without any."""
    lines = [(excl, line.vat_rate) for part in parts for line in part.lines.all() if (excl := excl_of(line))]
    return totals(lines) if lines else None


def told_incl(quote: Quote) -> Decimal | None:
    """Including VAT, as the contractor wrote it; else what follows from what was written."""
    if quote.total_incl is not None:
        return quote.total_incl
    if (incl := _with_vat(quote.total_excl, quote)) is not None:
        return incl
    ours = summed(*quote.parts.all())
    return ours.incl if ours else None


def our_incl(quote: Quote) -> Decimal | None:
    """What the quote comes to by our own sum: of its lines, else of its total excluding VAT at its rate."""
    if ours := summed(*quote.parts.all()):
        return ours.incl
    return _with_vat(quote.total_excl, quote)


def _with_vat(excl: Decimal | None, quote: Quote) -> Decimal | None:
    """At the one rate of the quote."""
    return None if excl is None or quote.vat_rate is None else excl + vat_on(excl, quote.vat_rate)


def asked_for(quote: Quote) -> dict[int, Asked]:
    """What the quote asks for each of its works, by their keys: what is told with or without VAT gives the
    other at the rate of the quote.

    The contractor's total over several works goes to them by their lines, to the cent.
    """
    parts = list(quote.parts.all())
    shares = _shares(quote, parts)
    found = {}
    for part in parts:
        incl = part.total_incl
        if incl is None:
            incl = _with_vat(part.total_excl, quote)
        if incl is None:
            incl = shares.get(part.work_id)
        found[part.work_id] = Asked(_excl(quote, part, incl, is_whole=len(parts) == 1), incl)
    return found


def _excl(quote: Quote, part: QuoteWork, incl: Decimal | None, *, is_whole: bool) -> Decimal | None:
    if part.total_excl is not None:
        return part.total_excl
    if is_whole and quote.total_excl is not None:
        return quote.total_excl
    if ours := summed(part):
        return ours.excl
    return None if incl is None or quote.vat_rate is None else without_vat(incl, quote.vat_rate)


def _shares(quote: Quote, parts: list[QuoteWork]) -> dict[int, Decimal]:
    """Including VAT, where it can be said."""
    told = told_incl(quote)
    if len(parts) == 1:
        return {} if told is None else {parts[0].work_id: told}
    each = _of_lines(parts)
    if len(each) < len(parts):
        return {}
    weights = list(each.values())
    if told is None or min(weights) < 0:
        return each
    return dict(zip(each, shared(told, weights), strict=True))


def _of_lines(parts: list[QuoteWork]) -> dict[int, Decimal]:
    lines = [
        (part.work_id, excl, line.vat_rate)
        for part in parts
        for line in part.lines.all()
        if (excl := excl_of(line)) is not None
    ]
    return of_each(lines)


def depth(part: QuoteWork) -> Depth:
    if part.lines.all():
        return Depth.LINES
    return Depth.QUESTIONS if part.answers.all() else Depth.TOTALS
