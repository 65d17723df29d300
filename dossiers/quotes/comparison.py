"""Quotes side by side: spread, lowest, what is missing, totals that can be compared. No database, no words.

Quotes are places in a row, always in the same order. Prices are in euro.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from statistics import median

from dossiers.quotes.totals import ZERO, to_cents, vat_on

_HUNDRED = Decimal(100)
_TENTH = Decimal("0.1")
FEWEST = 2
"""Of how many prices one can say that they differ."""


class Depth(StrEnum):
    """How far quotes tell what they hold."""

    TOTALS = "totals"
    QUESTIONS = "questions"
    LINES = "lines"


class Standing(StrEnum):
    """How a post stands in a quote."""

    PRICED = "priced"
    INCLUDED = "included"  # within another price
    SEPARATE = "separate"  # offered, at a price on top of the total, which may not be told
    MISSING = "missing"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Cell:
    """What one quote says of one post; `unit_price` and `excl` without VAT, at `rate` per cent.

    The amount of what is SEPARATE is `incl`, with VAT, as is told to a client.
    """

    standing: Standing = Standing.UNKNOWN
    unit_price: Decimal | None = None
    excl: Decimal | None = None
    rate: Decimal | None = None
    incl: Decimal | None = None

    @property
    def asked(self) -> Decimal | None:
        """With VAT; None where no amount is known."""
        if self.incl is not None:
            return self.incl
        if self.excl is None:
            return None
        return self.excl + (ZERO if self.rate is None else vat_on(self.excl, self.rate))


@dataclass(frozen=True)
class Spread:
    """How prices lie around their median: `off` in per cent, to a tenth; None for what has no price."""

    middle: Decimal | None
    off: tuple[Decimal | None, ...]
    lowest: frozenset[int]

    def deviates(self, place: int, threshold: Decimal) -> bool:
        off = self.off[place]
        return off is not None and abs(off) >= threshold


def spread(prices: Sequence[Decimal | None]) -> Spread:
    """Nothing is the lowest where fewer than two have a price, or all ask the same."""
    known = [price for price in prices if price is not None]
    if len(known) < FEWEST:
        return Spread(None, (None,) * len(prices), frozenset())
    middle = Decimal(median(known))
    least = min(known)
    lowest = [place for place, price in enumerate(prices) if price == least] if least < max(known) else []
    return Spread(middle, tuple(_off(price, middle) for price in prices), frozenset(lowest))


def _off(price: Decimal | None, middle: Decimal) -> Decimal | None:
    if price is None or not middle:
        return None
    return ((price - middle) / middle * _HUNDRED).quantize(_TENTH, ROUND_HALF_UP)


def filling(cells: Sequence[Cell]) -> Decimal | None:
    """What a missing post is counted at: the median of what the others ask, with their VAT."""
    asked = [amount for cell in cells if (amount := cell.asked) is not None]
    return to_cents(Decimal(median(asked))) if asked else None


@dataclass(frozen=True)
class Comparable:
    """A total that holds what the others hold. None where the quote tells no total.

    `filled`: what missing posts come to at the median of the others, `added` what the quote itself asks on
    top; `unpriced` and `unknown`: posts that are not counted, as nobody tells a price, or nobody knows.
    """

    told: Decimal | None
    filled: Decimal = ZERO
    missing: int = 0
    added: Decimal = ZERO
    separate: int = 0
    unpriced: int = 0
    unknown: int = 0

    @property
    def total(self) -> Decimal | None:
        return None if self.told is None else self.told + self.filled + self.added

    @property
    def is_complete(self) -> bool:
        return not (self.missing or self.separate or self.unpriced or self.unknown)


def comparable(told: Decimal | None, place: int, rows: Sequence[Sequence[Cell]]) -> Comparable:
    """Of the quote at this place, whose contractor asks `told` including VAT."""
    filled = added = ZERO
    missing = separate = unpriced = unknown = 0
    for row in rows:
        cell = row[place]
        if cell.standing is Standing.SEPARATE and cell.asked is not None:
            separate, added = separate + 1, added + cell.asked
        elif cell.standing in (Standing.SEPARATE, Standing.MISSING):
            price = filling(row)
            if price is None:
                unpriced += 1
            else:
                missing, filled = missing + 1, filled + price
        elif cell.standing is Standing.UNKNOWN:
            unknown += 1
    return Comparable(told, filled, missing, added, separate, unpriced, unknown)


@dataclass(frozen=True)
class Standings:
    """How totals stand to the lowest of them: by how much more, in euro and whole per cent."""

    lowest: frozenset[int]
    above: tuple[tuple[Decimal, Decimal] | None, ...]


def standings(amounts: Sequence[Decimal | None]) -> Standings:
    around = spread(amounts)
    if not around.lowest:
        return Standings(frozenset(), (None,) * len(amounts))
    least = min(amount for amount in amounts if amount is not None)
    return Standings(around.lowest, tuple(_above(amount, least) for amount in amounts))


def _above(amount: Decimal | None, least: Decimal) -> tuple[Decimal, Decimal] | None:
    if amount is None or amount == least:
        return None
    more = amount - least
    return more, (more / least * _HUNDRED).quantize(Decimal(1), ROUND_HALF_UP) if least else ZERO


def depth_of(depths: Sequence[Depth]) -> Depth:
    """At which depth quotes are compared: the deepest that two of them reach, or that of the only one."""
    in_order = list(Depth)
    reached = sorted((in_order.index(one) for one in depths), reverse=True)
    if not reached:
        return Depth.TOTALS
    return in_order[reached[min(FEWEST, len(reached)) - 1]]
