"""What a quote comes to: its own totals as its contractor wrote them, and what its lines add up to.

The quotes come with their parts and the lines of those read along (`Quote.objects.in_full()`).
"""

from decimal import Decimal
from typing import NamedTuple

from dossiers.quotes.comparison import Depth
from dossiers.quotes.models import Quote, QuoteLine, QuoteWork
from dossiers.quotes.totals import ZERO, Totals, line_amount, of_each, shared, totals, vat_on, without_vat


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
    if (written := _written_incl(quote)) is not None:
        return written
    ours = summed(*quote.parts.all())
    return ours.incl if ours else None


def _written_incl(quote: Quote) -> Decimal | None:
    """Of the totals that stand in the quote."""
    return quote.total_incl if quote.total_incl is not None else _with_vat(quote.total_excl, quote)


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

    The contractor's total over several works goes to those without an amount of their own, by their lines, to
    the cent.
    """
    parts = list(quote.parts.all())
    shares = _shares(quote, parts)
    found = {}
    for part in parts:
        incl = _own_incl(quote, part)
        if incl is None:
            incl = shares.get(part.work_id)
        found[part.work_id] = Asked(_excl(quote, part, incl, is_whole=len(parts) == 1), incl)
    return found


def _own_incl(quote: Quote, part: QuoteWork) -> Decimal | None:
    """What is written for this work by itself."""
    return part.total_incl if part.total_incl is not None else _with_vat(part.total_excl, quote)


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
    if len(parts) == 1:
        told = told_incl(quote)
        return {} if told is None else {parts[0].work_id: told}
    each = _of_lines(parts)
    if len(each) < len(parts):
        return {}
    own = {part.work_id: incl for part in parts if (incl := _own_incl(quote, part)) is not None}
    others = {work: amount for work, amount in each.items() if work not in own}
    written = _written_incl(quote)
    if written is None or not others:
        return each
    rest = written - sum(own.values(), ZERO)
    if rest < 0 or min(others.values()) < 0:
        return each
    return each | dict(zip(others, shared(rest, list(others.values())), strict=True))


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
