"""What a quote comes to: VAT per line, rounded per rate on the whole quote, as on an invoice. No database."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class RateTotal:
    """What is taxed at one rate, in per cent, and the VAT on it."""

    rate: Decimal
    excl: Decimal
    vat: Decimal


@dataclass(frozen=True)
class Totals:
    """In euro; by rate, the lowest first."""

    rates: tuple[RateTotal, ...]

    @property
    def excl(self) -> Decimal:
        return sum((one.excl for one in self.rates), ZERO)

    @property
    def vat(self) -> Decimal:
        return sum((one.vat for one in self.rates), ZERO)

    @property
    def incl(self) -> Decimal:
        return self.excl + self.vat


class RateSum(NamedTuple):
    """What the priced lines of one work in a quote ask at one rate. `asks`: one of them asks more than
    nothing, or less."""

    rate: Decimal
    excl: Decimal
    asks: bool


def to_cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


def line_amount(quantity: Decimal, unit_price: Decimal) -> Decimal:
    """What one line asks, excluding VAT, as an invoice prints it."""
    return to_cents(quantity * unit_price)


def vat_on(excl: Decimal, rate: Decimal) -> Decimal:
    return to_cents(excl * rate / _HUNDRED)


def without_vat(incl: Decimal, rate: Decimal) -> Decimal:
    return to_cents(incl * _HUNDRED / (_HUNDRED + rate))


def totals(lines: Iterable[tuple[Decimal, Decimal]]) -> Totals:
    """Of lines that each ask an amount excluding VAT, in whole cents, at a rate."""
    by_rate: dict[Decimal, Decimal] = defaultdict(lambda: ZERO)
    for excl, rate in lines:
        by_rate[rate.normalize()] += excl
    return Totals(tuple(RateTotal(rate, excl, vat_on(excl, rate)) for rate, excl in sorted(by_rate.items())))


def shared(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """The amount in whole cents over parts by their weights, by largest remainder: they add up to the cent.

    Of equal remainders the first part comes first. Where nothing weighs, all parts weigh the same. ValueError
    where there is no part, or a weight below zero.
    """
    if not weights or min(weights) < 0:
        raise ValueError("shared() wants parts that weigh nothing or more")
    parts = [Fraction(one) for one in weights] if any(weights) else [Fraction(1)] * len(weights)
    cents = int(abs(amount) / CENT)
    exact = [cents * part / sum(parts) for part in parts]
    down = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda place: (down[place] - exact[place], place))
    for place in by_remainder[: cents - sum(down)]:
        down[place] += 1
    return [(-part if amount < 0 else part) * CENT for part in down]


def of_each(lines: Sequence[tuple[int, Decimal, Decimal]]) -> dict[int, Decimal]:
    """What each work of a quote comes to, including VAT: the VAT of each rate over the works in it, so that
    the works add up to the quote. A line is its work, its amount excluding VAT and its rate."""
    by_rate: dict[Decimal, dict[int, Decimal]] = defaultdict(lambda: defaultdict(lambda: ZERO))
    for work, excl, rate in lines:
        by_rate[rate.normalize()][work] += excl
    found: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for rate, works in by_rate.items():
        vat = vat_on(sum(works.values(), ZERO), rate)
        # a work that takes more off than it asks carries none of it
        parts = shared(vat, [max(excl, ZERO) for excl in works.values()])
        for (work, excl), part in zip(works.items(), parts, strict=True):
            found[work] += excl + part
    return dict(found)
