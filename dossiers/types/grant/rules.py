"""What a premium comes to by the sheet of its scheme. No database; amounts in euro.

A premium is the least of what its sheet gives: so much for each m², a fixed amount, a share of the cost, a
maximum, the cost itself. Nothing is given under a least quantity or a least cost, nor to an income category
that the sheet does not name. What a sheet does not give is never filled in.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from dossiers.quotes.totals import shared

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
HUNDRED = Decimal(100)


class Limit(StrEnum):
    """What a premium is the least of."""

    PER_UNIT = "per_unit"
    FIXED = "fixed"
    SHARE = "share"
    MAXIMUM = "maximum"
    COST = "cost"


class Lack(StrEnum):
    """What must be known first."""

    RULE = "rule"
    QUANTITY = "quantity"
    COST = "cost"
    CATEGORY = "category"
    UNITS = "units"


class Shut(StrEnum):
    """Why nothing is given."""

    QUANTITY = "quantity"
    COST = "cost"
    CATEGORY = "category"
    UNITS = "units"
    MEASURE = "measure"


@dataclass(frozen=True)
class Rate:
    """One row of a sheet, for one income category and one kind of work, or for all where these are None."""

    category: int | None = None
    measure: int | None = None
    per_unit: Decimal | None = None
    fixed: Decimal | None = None
    percentage: Decimal | None = None
    maximum: Decimal | None = None

    @property
    def says_something(self) -> bool:
        return any(one is not None for one in (self.per_unit, self.fixed, self.percentage))


@dataclass(frozen=True)
class GrantRule:
    """`within_cost`: never more than the cost. `extra_per_unit`: on top, as for asbestos that is removed."""

    rates: tuple[Rate, ...] = ()
    least_quantity: Decimal | None = None
    least_cost: Decimal | None = None
    least_units: int | None = None
    within_cost: bool = False
    extra_per_unit: Decimal | None = None


@dataclass(frozen=True)
class Item:
    """One work, or all of them together: how much of it, and what it costs, as the sheet counts it."""

    quantity: Decimal | None = None
    cost: Decimal | None = None
    measure: int | None = None


@dataclass(frozen=True)
class Step:
    """One limit, with its figure and what it was multiplied with."""

    limit: Limit
    amount: Decimal
    figure: Decimal | None = None
    of: Decimal | None = None


@dataclass(frozen=True)
class Computed:
    """`amount`: None while something lacks. `steps`: for each item its limits, of which the least counts."""

    amount: Decimal | None = None
    lacks: frozenset[Lack] = frozenset()
    shut: frozenset[Shut] = frozenset()
    steps: tuple[tuple[Step, ...], ...] = field(default=())
    extra: Decimal = ZERO


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def compute(
    rule: GrantRule,
    items: Sequence[Item],
    *,
    category: int | None = None,
    units: int | None = None,
    extra_quantity: Decimal | None = None,
) -> Computed:
    """What the rule gives for these works. Where the sheet tells kinds of work apart each is counted by
    itself, otherwise all together."""
    if not any(one.says_something for one in rule.rates):
        return Computed(lacks=frozenset({Lack.RULE}))
    if rule.least_units is not None:
        if units is None:
            return Computed(lacks=frozenset({Lack.UNITS}))
        if units < rule.least_units:
            return Computed(ZERO, shut=frozenset({Shut.UNITS}))
    by_kind = any(one.measure is not None for one in rule.rates)
    parts = [_one(rule, item, category) for item in (items if by_kind else [_together(items)])]
    if not parts:
        return Computed(lacks=frozenset({Lack.COST}))
    lacks = frozenset[Lack]().union(*(one.lacks for one in parts))
    shut = frozenset[Shut]().union(*(one.shut for one in parts))
    if lacks:
        return Computed(lacks=lacks, shut=shut)
    total = sum((one.amount for one in parts if one.amount is not None), ZERO)
    extra = ZERO
    if rule.extra_per_unit is not None and extra_quantity is not None and total > 0:
        extra = cents(rule.extra_per_unit * extra_quantity)
    steps = tuple(step for one in parts for step in one.steps)
    return Computed(total + extra, shut=shut, steps=steps, extra=extra)


def _together(items: Sequence[Item]) -> Item:
    if len(items) == 1:
        return items[0]
    return Item(_total(one.quantity for one in items), _total(one.cost for one in items))


def _total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """None without any, or where one is not known."""
    found = list(amounts)
    told = [one for one in found if one is not None]
    return sum(told, ZERO) if found and len(told) == len(found) else None


def _one(rule: GrantRule, item: Item, category: int | None) -> Computed:
    found = _rate_for(rule, item, category)
    if isinstance(found, Computed):
        return found
    lacks = set()
    if item.quantity is None and (found.per_unit is not None or rule.least_quantity is not None):
        lacks.add(Lack.QUANTITY)
    if item.cost is None and (
        found.percentage is not None or rule.within_cost or rule.least_cost is not None
    ):
        lacks.add(Lack.COST)
    if lacks:
        return Computed(lacks=frozenset(lacks))
    if _under(item.quantity, rule.least_quantity):
        return Computed(ZERO, shut=frozenset({Shut.QUANTITY}))
    if _under(item.cost, rule.least_cost):
        return Computed(ZERO, shut=frozenset({Shut.COST}))
    steps = tuple(_steps(rule, found, item))
    return Computed(min(one.amount for one in steps), steps=(steps,))


def _rate_for(rule: GrantRule, item: Item, category: int | None) -> Rate | Computed:
    """The most particular row for this work and category, else why there is none."""
    rates = [one for one in rule.rates if one.measure in {None, item.measure}]
    if not rates:
        return Computed(ZERO, shut=frozenset({Shut.MEASURE}))
    if any(one.category is not None for one in rates):
        if category is None:
            return Computed(lacks=frozenset({Lack.CATEGORY}))
        rates = [one for one in rates if one.category in {None, category}]
        if not rates:
            return Computed(ZERO, shut=frozenset({Shut.CATEGORY}))
    return max(rates, key=lambda one: (one.measure is not None, one.category is not None))


def _under(told: Decimal | None, least: Decimal | None) -> bool:
    return told is not None and least is not None and told < least


def _steps(rule: GrantRule, rate: Rate, item: Item) -> Iterable[Step]:
    if rate.per_unit is not None and item.quantity is not None:
        yield Step(Limit.PER_UNIT, cents(rate.per_unit * item.quantity), rate.per_unit, item.quantity)
    if rate.fixed is not None:
        yield Step(Limit.FIXED, rate.fixed)
    if rate.percentage is not None and item.cost is not None:
        yield Step(Limit.SHARE, cents(rate.percentage * item.cost / HUNDRED), rate.percentage, item.cost)
    if rate.maximum is not None:
        yield Step(Limit.MAXIMUM, rate.maximum)
    if rule.within_cost and item.cost is not None:
        yield Step(Limit.COST, item.cost)


def months_after(day: date, months: int) -> date:
    """On the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Window:
    """From when until when it can be asked; None where the sheet sets no bound."""

    first: date | None
    last: date | None

    def holds(self, day: date) -> bool:
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)


def window(anchor: date, before: int | None, after: int | None) -> Window:
    """`before` and `after`: months around the day of the works or of the invoice."""
    first = None if before is None else months_after(anchor, -before)
    return Window(first, None if after is None else months_after(anchor, after))


def base_shares(base: Decimal, weights: Sequence[Decimal], total: Decimal) -> list[Decimal]:
    """The part of each owner in the base premium of the association, to the cent, by quotiteiten out of
    `total`; the owners that are not listed carry the rest. ValueError where the listed ones hold more."""
    rest = total - sum(weights, Decimal(0))
    if rest < 0:
        raise ValueError("the listed owners hold more than there is")
    return shared(base, [*weights, rest])[:-1]


def supplement(gross: Decimal, share: Decimal) -> Decimal:
    """What an owner gets beside his part of the base premium."""
    return max(ZERO, gross - share)
