"""What a quote comes to: its own totals as its contractor wrote them, and what its lines add up to.

The quotes come with their parts and the lines of those read along (`Quote.objects.in_full()`); or, where no
line is shown, with what the database adds up of them (`with_sums`).
"""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import F, Min, Q, QuerySet, Sum
from django.db.models.functions import Round

from dossiers.quotes.comparison import Depth
from dossiers.quotes.models import Quote, QuoteLine, QuoteWork
from dossiers.quotes.totals import (
    ZERO,
    RateSum,
    Totals,
    line_amount,
    of_each,
    shared,
    totals,
    vat_on,
    without_vat,
)
from oss.core.narrowing import with_keys


class Asked(NamedTuple):
    """Of one work in a quote; what nobody told, and cannot be derived, is None."""

    excl: Decimal | None = None
    incl: Decimal | None = None


def excl_of(line: QuoteLine) -> Decimal | None:
    return None if line.unit_price is None else line_amount(line.quantity, line.unit_price)


def with_sums(quotes: QuerySet[Quote]) -> list[Quote]:
    """In two queries more than the quotes themselves; as many rows come for forty lines as for one."""
    found = list(quotes.prefetch_related("parts"))
    if not found:
        return []
    parts = {part.pk: part for quote in found for part in quote.parts.all()}
    sums: dict[int, list[RateSum]] = defaultdict(list)
    priced = QuoteLine.objects.filter(with_keys(list(parts), "part")).exclude(unit_price=None)
    lines = priced.alias(asked=Round(F("quantity") * F("unit_price"), precision=2))
    by_rate = lines.values("part", "vat_rate").annotate(
        excl=Sum("asked"), asks=BoolOr(~Q(asked=0)), place=Min("position"), key=Min("pk")
    )
    # as the lines stand: of equal shares the first gets the cent that is left
    for one in by_rate.order_by("place", "key"):
        sums[one["part"]].append(RateSum(one["vat_rate"], one["excl"], one["asks"]))
    for key, part in parts.items():
        part.told_sums = sums[key]
    return found


def _sums(part: QuoteWork) -> Sequence[RateSum]:
    if part.told_sums is not None:
        return part.told_sums
    return [
        RateSum(line.vat_rate, excl, bool(excl))
        for line in part.lines.all()
        if (excl := excl_of(line)) is not None
    ]


def summed(*parts: QuoteWork) -> Totals | None:
    """What the lines add up to; None without any."""
    sums = [(one.excl, one.rate) for part in parts for one in _sums(part) if one.asks]
    return totals(sums) if sums else None


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
    return of_each([(part.work_id, one.excl, one.rate) for part in parts for one in _sums(part)])


def depth(part: QuoteWork) -> Depth:
    if part.lines.all():
        return Depth.LINES
    return Depth.QUESTIONS if part.answers.all() else Depth.TOTALS
