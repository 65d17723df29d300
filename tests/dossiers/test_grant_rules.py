"""What premiums come to, by the worked examples of the sheets and for anything at all. No database."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dossiers.types.grant.rules import (
    GrantRule,
    Item,
    Lack,
    Rate,
    Shut,
    base_shares,
    compute,
    months_after,
    supplement,
    window,
)

GREEN_ROOF = GrantRule((Rate(per_unit=Decimal(31)),), least_quantity=Decimal(6), within_cost=True)
ROOF = GrantRule(
    (
        Rate(category=4, percentage=Decimal(50), maximum=Decimal(5750)),
        Rate(category=3, percentage=Decimal(35), maximum=Decimal(4025)),
    ),
    least_cost=Decimal(1000),
    extra_per_unit=Decimal(8),
)
PERCENTAGES = {1: 20, 2: 25, 3: 35, 4: 50}
HEAT_PUMP, BOILER = 1, 2
HEAT_PUMPS = GrantRule(
    tuple(
        Rate(one, measure, fixed=Decimal(amount), percentage=Decimal(percentage))
        for measure, amount in ((HEAT_PUMP, 1500), (BOILER, 450))
        for one, percentage in PERCENTAGES.items()
    )
)
MASTERPLAN = GrantRule((Rate(percentage=Decimal(60), maximum=Decimal(12000)),), least_units=15)
MONEY = st.decimals(0, 2_000_000, places=2)
QUANTITY = st.decimals(0, 5_000, places=2)


def amount(rule: GrantRule, quantity: object = None, cost: object = None, **known: object) -> Decimal | None:
    told = (None if one is None else Decimal(str(one)) for one in (quantity, cost))
    return compute(rule, [Item(*told)], **known).amount


@pytest.mark.parametrize(
    ("quantity", "cost", "expected"),
    [(20, 1500, "620.00"), (20, 500, "500"), (35, 2800, "1085.00"), (5, 1000, "0.00")],
)
def test_a_green_roof_comes_to_the_examples(quantity: int, cost: int, expected: str) -> None:
    assert amount(GREEN_ROOF, quantity, cost) == Decimal(expected)


@pytest.mark.parametrize(
    ("category", "cost", "expected"),
    [(4, 8000, 4000), (4, 14000, 5750), (3, 9500, 3325), (3, 15000, 4025), (4, "999.99", 0), (2, 9000, 0)],
)
def test_the_roof_of_mijn_verbouwpremie_comes_to_the_examples(
    category: int, cost: object, expected: int
) -> None:
    assert amount(ROOF, cost=cost, category=category) == expected


@pytest.mark.parametrize(("category", "expected"), [(1, 800), (2, 1000), (3, 1400), (4, 1500)])
def test_a_heat_pump_comes_to_the_examples(category: int, expected: int) -> None:
    item = Item(cost=Decimal(4000), measure=HEAT_PUMP)
    assert compute(HEAT_PUMPS, [item], category=category).amount == expected


@pytest.mark.parametrize(
    ("cost", "units", "expected"), [(20000, 15, 12000), (30250, 40, 12000), (18150, 12, 0)]
)
def test_a_masterplan_comes_to_the_examples_of_the_sheet(cost: int, units: int, expected: int) -> None:
    assert amount(MASTERPLAN, cost=cost, units=units) == expected


def test_a_masterplan_of_twelve_units_gets_its_share_where_the_sheet_asks_ten() -> None:
    ten = GrantRule(MASTERPLAN.rates, least_units=10)
    given_ = amount(ten, cost=18150, units=12)
    assert given_ == 10890
    assert (18150 - given_) / 12 == Decimal("605.00")


def test_removed_asbestos_comes_on_top() -> None:
    found = compute(ROOF, [Item(cost=Decimal(8000))], category=4, extra_quantity=Decimal(50))
    assert (found.amount, found.extra) == (4400, 400)


def test_each_kind_of_work_counts_by_its_own_row() -> None:
    both = [Item(cost=Decimal(9000), measure=HEAT_PUMP), Item(cost=Decimal(1000), measure=BOILER)]
    assert compute(HEAT_PUMPS, both, category=3).amount == 1500 + 350
    assert compute(HEAT_PUMPS, [Item(cost=Decimal(9000), measure=9)], category=3).shut == {Shut.MEASURE}


def test_nothing_is_filled_in_that_nobody_said() -> None:
    assert compute(GrantRule(), [Item(Decimal(20), Decimal(900))]).lacks == {Lack.RULE}
    assert compute(GREEN_ROOF, [Item(Decimal(20))]).lacks == {Lack.COST}
    assert compute(GREEN_ROOF, [Item(cost=Decimal(900))]).lacks == {Lack.QUANTITY}
    assert compute(ROOF, [Item(cost=Decimal(900))]).lacks == {Lack.CATEGORY}
    assert compute(MASTERPLAN, [Item(cost=Decimal(900))]).lacks == {Lack.UNITS}
    assert compute(GREEN_ROOF, [Item(Decimal(8), Decimal(100)), Item(Decimal(9))]).lacks == {Lack.COST}


@given(QUANTITY, MONEY)
def test_a_green_roof_is_never_more_than_its_cost_nor_than_its_surface_gives(
    quantity: Decimal, cost: Decimal
) -> None:
    found = amount(GREEN_ROOF, quantity, cost)
    assert found is not None
    assert 0 <= found <= cost
    assert found <= 31 * quantity
    assert (found == 0) == (quantity < 6 or cost == 0)


@given(st.sampled_from([3, 4]), MONEY, MONEY)
def test_more_cost_never_gives_less(category: int, one: Decimal, more: Decimal) -> None:
    low, high = (amount(ROOF, cost=cost, category=category) for cost in sorted((one, more)))
    assert low is not None
    assert high is not None
    assert low <= high <= 5750


@given(MONEY, st.lists(st.integers(1, 10_000), min_size=1, max_size=60), st.integers(0, 5_000))
@example(Decimal("10000.00"), [333, 333, 334], 0)
@example(Decimal("100.00"), [1, 1, 1], 0)
def test_the_parts_of_owners_are_right_to_the_cent(base: Decimal, weights: list[int], rest: int) -> None:
    total = sum(weights) + rest
    parts = base_shares(base, [Decimal(one) for one in weights], Decimal(total))
    for part, weight in zip(parts, weights, strict=True):
        assert abs(Fraction(part) - Fraction(base) * weight / total) < Fraction(1, 100)
    assert sum(parts) <= base
    if not rest:
        assert sum(parts) == base


def test_listed_owners_never_hold_more_than_there_is() -> None:
    with pytest.raises(ValueError, match="more than there is"):
        base_shares(Decimal(100), [Decimal(60), Decimal(50)], Decimal(100))


def test_a_supplement_is_what_the_part_in_the_base_premium_leaves() -> None:
    assert supplement(Decimal(4025), Decimal("333.34")) == Decimal("3691.66")
    assert supplement(Decimal(100), Decimal(200)) == 0


def test_the_term_of_a_green_roof_runs_from_two_months_before_to_three_after() -> None:
    term = window(date(2026, 5, 31), 2, 3)
    assert (term.first, term.last) == (date(2026, 3, 31), date(2026, 8, 31))
    assert term.holds(date(2026, 3, 31))
    assert term.holds(date(2026, 8, 31))
    assert not term.holds(date(2026, 3, 30))
    assert not term.holds(date(2026, 9, 1))


def test_a_month_ends_where_it_is_shorter() -> None:
    assert months_after(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert months_after(date(2024, 4, 30), -2) == date(2024, 2, 29)
