"""What a loan costs and how it is repaid, exact to the cent. No database.

A rate is a percentage a year ("2.75"); an amount is euros with two decimals, rounded half-up. The month
rate is the actuarial one, with which a rate that is quoted as a yearly cost comes back over twelve months; a
twelfth of the rate is offered beside it. Rounding is taken up by the last instalment.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from oss.core.dates import months_before

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
_MONTHS_A_YEAR = 12


class RepaymentWay(StrEnum):
    """In instalments, at once at the end, or not in instalments at all."""

    ANNUITY = "annuity"
    BULLET = "bullet"
    NONE = "none"


class Convention(StrEnum):
    """How a month's rate follows from a year's."""

    ACTUARIAL = "actuarial"
    NOMINAL = "nominal"


@dataclass(frozen=True)
class Instalment:
    """`balance` is what is still owed once it is paid; `due_on` is None where no first day is agreed yet."""

    no: int
    due_on: date | None
    interest: Decimal
    principal: Decimal
    payment: Decimal
    balance: Decimal


@dataclass(frozen=True)
class Drawn:
    """An amount that was paid out, on a day."""

    on: date
    amount: Decimal


@dataclass(frozen=True)
class DrawnInterest:
    """Of one period before the schedule begins, over what was paid out by then."""

    due_on: date
    drawn: Decimal
    interest: Decimal


def in_cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


def month_rate(rate: Decimal, convention: Convention = Convention.ACTUARIAL) -> Decimal:
    """As a fraction: 2.75 gives 0.0022633…"""
    year = rate / 100
    if convention == Convention.NOMINAL:
        return year / _MONTHS_A_YEAR
    return (1 + year) ** (Decimal(1) / _MONTHS_A_YEAR) - 1


def instalment(
    amount: Decimal, rate: Decimal, months: int, convention: Convention = Convention.ACTUARIAL
) -> Decimal:
    """Of an annuity, each month."""
    return in_cents(_unrounded(amount, rate, months, convention))


def total(
    amount: Decimal, rate: Decimal, months: int, convention: Convention = Convention.ACTUARIAL
) -> Decimal:
    """All instalments together before each is rounded to the cent; a schedule's sum may differ by that."""
    return in_cents(_unrounded(amount, rate, months, convention) * months)


def _unrounded(amount: Decimal, rate: Decimal, months: int, convention: Convention) -> Decimal:
    monthly = month_rate(rate, convention)
    return amount * monthly / (1 - (1 + monthly) ** -months) if monthly else amount / months


def schedule(
    amount: Decimal,
    rate: Decimal,
    months: int,
    first_due_on: date | None = None,
    *,
    repayment: RepaymentWay = RepaymentWay.ANNUITY,
    convention: Convention = Convention.ACTUARIAL,
) -> tuple[Instalment, ...]:
    """The instalments in order; what is repaid is the amount to the cent. None where nothing has a day.

    A bullet loan pays the interest of each month, and the amount with the last.
    """
    if repayment == RepaymentWay.NONE or amount <= 0:
        return ()
    each = instalment(amount, rate, months, convention) if repayment == RepaymentWay.ANNUITY else None
    return tuple(_rows(amount, month_rate(rate, convention), months, each, first_due_on))


def _rows(
    amount: Decimal, monthly: Decimal, months: int, each: Decimal | None, first: date | None
) -> Iterator[Instalment]:
    """Until `months`, or until nothing is left; without an instalment only interest, and all at the end."""
    balance, no = amount, 0
    while balance > 0:
        no += 1
        interest = in_cents(balance * monthly)
        is_last = no == months or (each is not None and each - interest >= balance)
        principal = balance if is_last else (ZERO if each is None else each - interest)
        balance -= principal
        if each is None and not (interest or principal):
            continue  # a bullet loan without interest has one day on which something is paid
        yield Instalment(no, months_after(first, no - 1), interest, principal, interest + principal, balance)


def months_after(day: date | None, months: int) -> date | None:
    return None if day is None else months_before(day, -months)


def after_early_repayment(
    balance: Decimal,
    repaid: Decimal,
    rate: Decimal,
    *,
    months_left: int,
    keep: Decimal | None = None,
    first_due_on: date | None = None,
    convention: Convention = Convention.ACTUARIAL,
) -> tuple[Instalment, ...]:
    """The schedule of what is left: a lower instalment over the months left, or `keep` as before and sooner
    done. ValueError where more is repaid than is owed.
    """
    if not 0 < repaid <= balance:
        raise ValueError("what is repaid lies between nothing and the balance")
    left = balance - repaid
    each = instalment(left, rate, months_left, convention) if keep is None else keep
    return tuple(_rows(left, month_rate(rate, convention), months_left, each, first_due_on))


def interest_before_full_drawdown(
    drawn: Iterable[Drawn],
    rate: Decimal,
    *,
    until: date,
    convention: Convention = Convention.ACTUARIAL,
) -> tuple[DrawnInterest, ...]:
    """Interest on what was paid out, by months that end on the day of `until`, on which the schedule begins.

    A whole month costs the month rate; a part of it as much of it as its days are of that month.
    """
    parts = sorted((one for one in drawn if one.on < until), key=lambda one: one.on)
    if not parts:
        return ()
    monthly, found = month_rate(rate, convention), []
    steps = (until.year - parts[0].on.year) * _MONTHS_A_YEAR + until.month - parts[0].on.month + 1
    for step in range(steps, 0, -1):
        begins, ends = months_before(until, step), months_before(until, step - 1)
        held = [one for one in parts if one.on < ends]
        if not held:
            continue
        interest = sum((_held(one, begins, ends, monthly, convention) for one in held), Decimal(0))
        found.append(DrawnInterest(ends, sum((one.amount for one in held), ZERO), in_cents(interest)))
    return tuple(found)


def _held(one: Drawn, begins: date, ends: date, monthly: Decimal, convention: Convention) -> Decimal:
    """The interest of one amount over the part of a month in which it was out."""
    part = Decimal((ends - max(one.on, begins)).days) / (ends - begins).days
    growth = monthly * part if convention == Convention.NOMINAL else (1 + monthly) ** part - 1
    return one.amount * growth


def schedule_starts_on(closed_on: date, first_due_on: date | None) -> date:
    """From when interest runs by the schedule: its first instalment is due a month later.

    A first day that was agreed stays where all is paid out by a month before; otherwise the next day of the
    month on which instalments are due.
    """
    if first_due_on is None:
        return closed_on
    start, step = months_before(first_due_on, 1), 1
    while start < closed_on:
        step -= 1
        start = months_before(first_due_on, step)
    return start


def maximum(
    base: Decimal | None, per_dwelling: Decimal | None = None, dwellings: int | None = None
) -> Decimal | None:
    """What can be lent at most; for an association a base with so much for each dwelling that takes part.

    None where the sheet does not say it.
    """
    if base is None or (dwellings is not None and per_dwelling is None):
        return None
    return base + (per_dwelling or ZERO) * (dwellings or 0)
