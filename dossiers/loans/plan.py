"""How a loan is to be repaid, by what was paid out and repaid early until now. No database."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from dossiers.loans.rules import (
    ZERO,
    Convention,
    Drawn,
    DrawnInterest,
    Instalment,
    RepaymentWay,
    after_early_repayment,
    interest_before_full_drawdown,
    months_after,
    schedule,
    schedule_starts_on,
)


@dataclass(frozen=True)
class Early:
    """What came in before it was due; it counts from the last instalment before `on`."""

    on: date
    amount: Decimal
    keeps_instalment: bool = False


@dataclass(frozen=True)
class Due:
    """What is to be paid on a day."""

    on: date
    amount: Decimal


@dataclass(frozen=True)
class RepaymentPlan:
    """`before`: interest on what was drawn until the schedule begins. `changed`: the first instalment after
    each early repayment."""

    before: tuple[DrawnInterest, ...]
    rows: tuple[Instalment, ...]
    changed: tuple[int, ...] = ()

    @property
    def total(self) -> Decimal:
        return sum((one.payment for one in self.rows), ZERO)

    @property
    def ends_on(self) -> date | None:
        return self.rows[-1].due_on if self.rows else None

    def dues(self) -> list[Due]:
        paid = [Due(one.due_on, one.interest) for one in self.before if one.interest]
        return paid + [Due(one.due_on, one.payment) for one in self.rows if one.due_on is not None]


def plan_of(
    drawn: Sequence[Drawn],
    rate: Decimal,
    months: int,
    *,
    closed_on: date,
    first_due_on: date | None = None,
    repaid: Sequence[Early] = (),
    repayment: RepaymentWay = RepaymentWay.ANNUITY,
    convention: Convention = Convention.ACTUARIAL,
) -> RepaymentPlan:
    """Of what was paid out by `closed_on`; what was repaid before the schedule begins makes it smaller."""
    starts_on = schedule_starts_on(closed_on, first_due_on)
    in_order = sorted(repaid, key=lambda one: one.on)
    sooner = [one for one in in_order if one.on <= starts_on]
    amount = sum((one.amount for one in drawn), ZERO) - sum((one.amount for one in sooner), ZERO)
    first = months_after(starts_on, 1)
    rows = schedule(amount, rate, months, first, repayment=repayment, convention=convention)
    changed: list[int] = []
    for one in in_order[len(sooner) :]:
        rows, no = _after(rows, one, amount, rate, months, first, repayment, convention)
        changed.append(no)
    before = interest_before_full_drawdown(drawn, rate, until=starts_on, convention=convention)
    return RepaymentPlan(before, rows, tuple(changed))


def _after(
    rows: tuple[Instalment, ...],
    one: Early,
    amount: Decimal,
    rate: Decimal,
    months: int,
    first: date | None,
    repayment: RepaymentWay,
    convention: Convention,
) -> tuple[tuple[Instalment, ...], int]:
    """The rows that were due, with the new ones after them; and the number of the first new one."""
    stay = tuple(row for row in rows if row.due_on is not None and row.due_on <= one.on)
    owed = stay[-1].balance if stay else amount
    if owed <= 0 or len(stay) == len(rows):
        return rows, len(rows)
    repaid = min(one.amount, owed)
    if repayment == RepaymentWay.BULLET:
        passed = _months_between(first, one.on)
        following = months_after(first, passed)
        new = schedule(
            owed - repaid, rate, months - passed, following, repayment=repayment, convention=convention
        )
        return stay + tuple(replace(row, no=row.no + passed) for row in new), passed + 1
    new = after_early_repayment(
        owed,
        repaid,
        rate,
        months_left=len(rows) - len(stay),
        keep=rows[len(stay)].payment if one.keeps_instalment else None,
        first_due_on=months_after(first, len(stay)),
        convention=convention,
    )
    return stay + tuple(replace(row, no=row.no + len(stay)) for row in new), len(stay) + 1


def _months_between(first: date | None, day: date) -> int:
    """How many days of payment, from the first on, have passed by that day."""
    passed = 0
    while (due := months_after(first, passed)) is not None and due <= day:
        passed += 1
    return passed


def expected_balance(
    plan: RepaymentPlan, drawn: Sequence[Drawn], repaid: Sequence[Early], *, on: date
) -> Decimal:
    """What is owed of the principal on a day, if all was paid that was due by then."""
    paid = sum((one.principal for one in plan.rows if one.due_on is not None and one.due_on <= on), ZERO)
    out = sum((one.amount for one in drawn if one.on <= on), ZERO)
    early = sum((one.amount for one in repaid if one.on <= on), ZERO)
    return max(out - paid - early, ZERO)


def late_since(dues: Sequence[Due], received: Decimal, *, today: date) -> Due | None:
    """The first of what was due before `today` that is not covered by what came in, with what is lacking of
    all of it; None where nothing is."""
    lacking, first = -received, None
    for due in sorted(dues, key=lambda one: one.on):
        if due.on >= today:
            break
        lacking += due.amount
        if first is None and lacking > 0:
            first = due.on
    return None if first is None else Due(first, lacking)
