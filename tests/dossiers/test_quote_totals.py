"""What quotes come to, to the cent, and what makes them comparable."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossiers.quotes.comparison import (
    Cell,
    Depth,
    Standing,
    comparable,
    depth_of,
    filling,
    spread,
    standings,
)
from dossiers.quotes.totals import CENT, line_amount, of_each, shared, totals

AMOUNTS = st.integers(-5_000_00, 90_000_00).map(lambda cents: cents * CENT)
PRICES = st.integers(1, 90_000_00).map(lambda cents: cents * CENT)
RATES = st.sampled_from([Decimal(0), Decimal(6), Decimal(21)])
LINES = st.lists(st.tuples(st.integers(1, 4), AMOUNTS, RATES), max_size=20)
MISSING, UNKNOWN = Cell(Standing.MISSING), Cell()


def priced(unit_price: str, excl: str, rate: int = 6) -> Cell:
    return Cell(Standing.PRICED, Decimal(unit_price), Decimal(excl), Decimal(rate))


# --- Totals --------------------------------------------------------------------------------------


@given(LINES)
def test_vat_is_rounded_once_per_rate(lines: list[tuple[int, Decimal, Decimal]]) -> None:
    found = totals((excl, rate) for _work, excl, rate in lines)
    assert found.excl == sum(excl for _work, excl, _rate in lines)
    for one in found.rates:
        exact = sum(excl for _work, excl, rate in lines if rate == one.rate) * one.rate / 100
        assert abs(one.vat - exact) <= CENT / 2
    assert found.incl == found.excl + found.vat == found.incl.quantize(CENT)


@given(LINES)
def test_the_works_of_a_quote_add_up_to_the_quote(lines: list[tuple[int, Decimal, Decimal]]) -> None:
    each = of_each(lines)
    assert set(each) == {work for work, _excl, _rate in lines}
    assert sum(each.values()) == totals((excl, rate) for _work, excl, rate in lines).incl


@given(AMOUNTS, st.lists(st.decimals(0, 10_000, places=3), min_size=1, max_size=12))
def test_shares_add_up_to_the_cent_and_lie_within_a_cent_of_their_weight(
    amount: Decimal, weights: list[Decimal]
) -> None:
    parts = shared(amount, weights)
    assert sum(parts) == amount
    whole = sum(weights)
    for part, weight in zip(parts, weights, strict=True):
        assert part == part.quantize(CENT)
        assert abs(part - (amount * weight / whole if whole else amount / len(weights))) < CENT


def test_a_share_wants_something_to_share_over() -> None:
    for nothing in ([], [Decimal(1), Decimal(-1)]):
        with pytest.raises(ValueError, match="parts"):
            shared(Decimal(1), nothing)


def test_three_equal_parts_of_a_hundred_euro() -> None:
    assert shared(Decimal(100), [Decimal(1)] * 3) == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]
    assert shared(Decimal(-100), [Decimal(0)] * 3) == [
        Decimal("-33.34"),
        Decimal("-33.33"),
        Decimal("-33.33"),
    ]


def test_a_quote_at_two_rates_is_summed_as_an_invoice() -> None:
    lines = [
        (line_amount(Decimal("117.5"), Decimal("24.5")), Decimal(6)),
        (line_amount(Decimal(3), Decimal("0.335")), Decimal(6)),
        (Decimal(1000), Decimal(21)),
    ]
    found = totals(lines)
    assert [(one.rate, one.excl, one.vat) for one in found.rates] == [
        (Decimal(6), Decimal("2879.76"), Decimal("172.79")),
        (Decimal(21), Decimal("1000.00"), Decimal("210.00")),
    ]
    assert found.incl == Decimal("4262.55")


# --- Side by side --------------------------------------------------------------------------------


@given(st.lists(st.none() | PRICES, max_size=6))
def test_a_spread_lies_around_the_median(prices: list[Decimal | None]) -> None:
    found = spread(prices)
    known = [price for price in prices if price is not None]
    if len(known) < 2:
        assert found.middle is None
        assert not found.lowest
        return
    assert found.middle is not None
    assert min(known) <= found.middle <= max(known)
    for place, price in enumerate(prices):
        off = found.off[place]
        assert (off is None) == (price is None)
        if price is not None and off is not None and price != found.middle:
            assert off == 0 or (off > 0) == (price > found.middle)
        assert (place in found.lowest) == (price == min(known) < max(known))


def test_a_price_is_flagged_from_the_threshold_on_either_way() -> None:
    found = spread([Decimal(1180), Decimal(1090), Decimal(1420)])
    assert found.off == (Decimal("0.0"), Decimal("-7.6"), Decimal("20.3"))
    assert [found.deviates(place, Decimal(15)) for place in range(3)] == [False, False, True]
    assert spread([Decimal(85), Decimal(100), Decimal(115)]).deviates(0, Decimal(15))
    assert not spread([Decimal(100), None, Decimal(100)]).lowest


def test_what_is_missing_is_counted_at_the_median_of_the_others_with_their_vat() -> None:
    asbestos = [priced("31", "3658"), priced("29.50", "3481"), MISSING]
    edge = [priced("41", "902"), MISSING, priced("38.50", "847")]
    membrane = [priced("11.80", "1392.40"), priced("12.50", "1475"), Cell(Standing.INCLUDED)]
    rows = [asbestos, edge, membrane]
    submitted = [Decimal("33968.12"), Decimal("33037.02"), Decimal("28102.72")]
    found = [comparable(told, place, rows) for place, told in enumerate(submitted)]
    assert [one.total for one in found] == [Decimal("33968.12"), Decimal("33963.99"), Decimal("31886.39")]
    assert [one.is_complete for one in found] == [True, False, False]
    assert standings([one.total for one in found]).above == (
        (Decimal("2081.73"), Decimal(7)),
        (Decimal("2077.60"), Decimal(7)),
        None,
    )


def test_at_two_rates_the_others_count_with_their_own_vat() -> None:
    row = [priced("10", "100", 6), priced("10", "100", 21), MISSING]
    assert filling(row) == Decimal("113.50")


def test_what_is_asked_on_top_counts_and_what_nobody_knows_does_not() -> None:
    scaffold = [Cell(Standing.SEPARATE, incl=Decimal(1250)), Cell(Standing.SEPARATE), Cell(Standing.INCLUDED)]
    finishing = [MISSING, MISSING, UNKNOWN]
    found = [comparable(Decimal(10_000), place, [scaffold, finishing]) for place in range(3)]
    assert [one.total for one in found] == [Decimal(11_250), Decimal(11_250), Decimal(10_000)]
    assert [(one.separate, one.missing, one.unpriced, one.unknown) for one in found] == [
        (1, 0, 1, 0),
        (0, 1, 1, 0),
        (0, 0, 0, 1),
    ]
    assert comparable(None, 0, [scaffold]).total is None


@given(st.lists(st.none() | PRICES, min_size=1, max_size=5), st.data())
def test_a_comparable_total_is_never_under_what_was_submitted(
    told: list[Decimal | None], data: st.DataObject
) -> None:
    cells = st.one_of(
        st.sampled_from([Cell(one) for one in Standing if one is not Standing.PRICED]),
        st.builds(lambda price, rate: Cell(Standing.PRICED, price, price, rate), PRICES, RATES),
    )
    rows = data.draw(st.lists(st.tuples(*[cells for _one in told]), max_size=6))
    for place, one in enumerate(told):
        found = comparable(one, place, rows)
        if one is None:
            assert found.total is None
        else:
            assert found.total is not None
            assert found.total >= one
            assert not found.is_complete or found.total == one


def test_quotes_are_compared_at_the_depth_that_two_of_them_reach() -> None:
    assert depth_of([]) is Depth.TOTALS
    assert depth_of([Depth.LINES]) is Depth.LINES
    assert depth_of([Depth.LINES, Depth.QUESTIONS, Depth.QUESTIONS]) is Depth.QUESTIONS
    assert depth_of([Depth.LINES, Depth.TOTALS, Depth.LINES]) is Depth.LINES
    assert depth_of([Depth.QUESTIONS, Depth.TOTALS]) is Depth.TOTALS
