"""What a loan costs and how it is repaid: rules, without a database."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossiers.loans.rules import (
    CENT,
    Convention,
    Drawn,
    Instalment,
    RepaymentWay,
    after_early_repayment,
    in_cents,
    instalment,
    interest_before_full_drawdown,
    maximum,
    month_rate,
    schedule,
    schedule_starts_on,
    total,
)

D = Decimal


@pytest.mark.parametrize(
    ("amount", "rate", "months", "each"),
    [
        ("60000", "2.75", 300, "275.74"),
        ("60000", "1.5", 300, "239.67"),
        ("60000", "0", 300, "200.00"),
        ("15000", "1", 96, "162.62"),
        ("25000", "2.75", 120, "238.14"),
        ("10000", "2.75", 60, "178.43"),
        ("23250", "2.75", 240, "125.66"),
        ("16875", "2.75", 240, "91.21"),
    ],
)
def test_an_instalment_is_what_the_facts_say(amount: str, rate: str, months: int, each: str) -> None:
    assert instalment(D(amount), D(rate), months) == D(each)


def test_a_month_rate_is_the_actuarial_one_and_a_twelfth_where_that_is_chosen() -> None:
    assert round(month_rate(D("2.75")) * 100, 5) == D("0.22633")
    assert round(month_rate(D(2)) * 100, 4) == D("0.1652")
    assert instalment(D(60_000), D("2.75"), 300, Convention.NOMINAL) == D("276.79")
    assert total(D(60_000), D("2.75"), 300) == D("82722.42")


def test_a_schedule_of_five_years_to_the_cent() -> None:
    rows = schedule(D(10_000), D("2.75"), 60, date(2026, 1, 31))
    assert rows[0] == Instalment(1, date(2026, 1, 31), D("22.63"), D("155.80"), D("178.43"), D("9844.20"))
    assert rows[1].due_on == date(2026, 2, 28)
    assert rows[2].due_on == date(2026, 3, 31), "a short month moves no later day"
    assert (rows[-1].no, rows[-1].payment, rows[-1].balance) == (60, D("178.28"), 0)
    assert sum(one.payment for one in rows) == D("10705.65")


def test_a_premium_repays_early_with_a_lower_instalment_or_a_sooner_end() -> None:
    rows = schedule(D(25_000), D("2.75"), 120)
    balance = rows[11].balance
    assert balance == D("22793.98")
    lower = after_early_repayment(balance, D(4_025), D("2.75"), months_left=108)
    sooner = after_early_repayment(balance, D(4_025), D("2.75"), months_left=108, keep=D("238.14"))
    for left in (lower, sooner):
        assert left[0].balance + left[0].principal == D("18768.98")
    assert (len(lower), lower[0].payment) == (108, D("196.09"))
    assert (len(sooner), sooner[0].payment) == (87, D("238.14"))
    assert sooner[-1].payment < D("238.14")
    assert after_early_repayment(balance, balance, D("2.75"), months_left=108) == ()
    for repaid in (balance + CENT, D(0)):
        with pytest.raises(ValueError, match="between nothing and the balance"):
            after_early_repayment(balance, repaid, D("2.75"), months_left=108)


def test_a_bullet_loan_pays_its_amount_at_once_at_the_end() -> None:
    free = schedule(D(25_000), D(0), 240, date(2026, 1, 1), repayment=RepaymentWay.BULLET)
    assert free == (Instalment(240, date(2045, 12, 1), D(0), D(25_000), D(25_000), D(0)),)
    dear = schedule(D(25_000), D("2.75"), 24, repayment=RepaymentWay.BULLET)
    assert [one.payment for one in dear] == [D("56.58")] * 23 + [D("25056.58")]
    assert schedule(D(25_000), D(0), 240, repayment=RepaymentWay.NONE) == ()


def test_interest_runs_on_what_is_drawn_until_the_schedule_begins() -> None:
    """A whole month costs what the first month of a schedule of that amount does."""
    drawn = [Drawn(date(2026, 1, 15), D(10_000)), Drawn(date(2026, 3, 1), D(15_000))]
    until = date(2026, 4, 1)
    found = interest_before_full_drawdown(drawn, D("2.75"), until=until)
    assert [(one.due_on, one.drawn) for one in found] == [
        (date(2026, 2, 1), D(10_000)),
        (date(2026, 3, 1), D(10_000)),
        (until, D(25_000)),
    ]
    assert [one.interest for one in found] == [D("12.41"), D("22.63"), D("56.58")]
    nominal = interest_before_full_drawdown(drawn, D("2.75"), until=until, convention=Convention.NOMINAL)
    assert [one.interest for one in nominal] == [D("12.57"), D("22.92"), D("57.29")]
    assert not interest_before_full_drawdown(drawn, D("2.75"), until=date(2026, 1, 15))


@pytest.mark.parametrize(
    ("closed_on", "first_due_on", "starts_on"),
    [
        (date(2026, 3, 20), None, date(2026, 3, 20)),
        (date(2026, 3, 20), date(2026, 9, 1), date(2026, 8, 1)),
        (date(2026, 3, 1), date(2026, 4, 1), date(2026, 3, 1)),
        (date(2026, 3, 20), date(2026, 2, 1), date(2026, 4, 1)),
        (date(2026, 2, 28), date(2026, 1, 31), date(2026, 2, 28)),
    ],
)
def test_a_schedule_begins_when_all_is_drawn(
    closed_on: date, first_due_on: date | None, starts_on: date
) -> None:
    assert schedule_starts_on(closed_on, first_due_on) == starts_on


@pytest.mark.parametrize(("dwellings", "most"), [(4, 160_000), (12, 360_000), (38, 1_010_000)])
def test_an_association_lends_more_for_each_dwelling(dwellings: int, most: int) -> None:
    assert maximum(D(60_000), D(25_000), dwellings) == most
    assert maximum(D(60_000)) == 60_000
    assert maximum(None, D(25_000), dwellings) is None
    assert maximum(D(60_000), None, dwellings) is None, "not said what each dwelling adds"


amounts = st.decimals(min_value=1, max_value=1_010_000, places=2)
rates = st.decimals(min_value=0, max_value=12, places=3)
conventions = st.sampled_from(Convention)


@given(amounts, rates, st.integers(1, 300), conventions)
@settings(max_examples=300)
def test_a_schedule_repays_the_amount_and_only_its_last_instalment_takes_up_the_rounding(
    amount: Decimal, rate: Decimal, months: int, convention: Convention
) -> None:
    rows = schedule(amount, rate, months, convention=convention)
    each, monthly = instalment(amount, rate, months, convention), month_rate(rate, convention)
    assert sum(one.principal for one in rows) == amount
    assert all(one.payment == one.interest + one.principal for one in rows)
    assert [one.payment for one in rows[:-1]] == [each] * (len(rows) - 1)
    owed = amount
    for one in rows:
        assert one.interest == in_cents(owed * monthly)
        owed -= one.principal
        assert one.balance == owed >= 0
    # half a cent each month on the instalment and on the interest, with the interest on that
    grown = months if not monthly else ((1 + monthly) ** months - 1) / monthly
    rounding = CENT * grown + CENT
    assert abs(rows[-1].payment - each) <= rounding or len(rows) < months
    assert all(one.principal >= 0 for one in rows)
    if len(rows) < months:  # an instalment that was rounded up is done sooner
        assert rows[-1].payment <= each
        assert each * (months - len(rows)) <= rounding


@given(amounts, rates, st.integers(2, 300), st.data())
@settings(max_examples=100)
def test_whatever_is_repaid_early_what_is_left_is_repaid_to_the_cent(
    amount: Decimal, rate: Decimal, months: int, data: st.DataObject
) -> None:
    rows = schedule(amount, rate, months)
    paid = data.draw(st.integers(0, len(rows) - 1))
    owed = amount if paid == 0 else rows[paid - 1].balance
    repaid = data.draw(st.decimals(min_value=CENT, max_value=owed, places=2))
    left = len(rows) - paid
    lower = after_early_repayment(owed, repaid, rate, months_left=left)
    sooner = after_early_repayment(owed, repaid, rate, months_left=left, keep=rows[0].payment)
    for found in (lower, sooner):
        assert sum(one.principal for one in found) == owed - repaid
        assert len(found) <= left
    assert not lower or lower[0].payment <= max(rows[0].payment, rows[-1].payment) + CENT
