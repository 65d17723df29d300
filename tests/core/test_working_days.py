"""Working days in Belgium."""

from datetime import date, timedelta

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from oss.core.working_days import is_working_day, legal_holidays, working_days_before


def test_the_ten_legal_holidays_move_with_easter() -> None:
    assert len(legal_holidays(2026)) == 10
    assert {date(2026, 4, 6), date(2026, 5, 14), date(2026, 5, 25)} < legal_holidays(2026)
    assert date(2027, 3, 29) in legal_holidays(2027)
    assert not is_working_day(date(2026, 11, 11))
    assert not is_working_day(date(2026, 11, 14))


@pytest.mark.parametrize(
    ("start", "number", "day"),
    [
        (date(2027, 1, 11), 3, date(2027, 1, 6)),
        (date(2027, 1, 11), 5, date(2027, 1, 4)),
        (date(2027, 1, 11), 30, date(2026, 11, 26)),
        (date(2026, 11, 16), 3, date(2026, 11, 10)),
        (date(2026, 11, 16), 5, date(2026, 11, 6)),
        (date(2026, 11, 16), 30, date(2026, 10, 2)),
    ],
)
def test_so_many_working_days_before(start: date, number: int, day: date) -> None:
    assert working_days_before(start, number) == day


def in_database(first: date, last: date) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT working_days_until(%s, %s)", [first, last])
        found: int = cursor.fetchone()[0]
        return found


@pytest.mark.parametrize(
    ("asked", "acted", "days"),
    [
        (date(2026, 11, 9), date(2026, 11, 16), 4),
        (date(2026, 12, 23), date(2027, 1, 5), 7),
        (date(2026, 5, 13), date(2026, 5, 18), 2),
        (date(2026, 5, 13), date(2026, 5, 13), 0),
    ],
)
@pytest.mark.django_db
def test_the_day_of_the_question_is_not_counted_and_that_of_the_action_is(
    asked: date, acted: date, days: int
) -> None:
    assert in_database(asked, acted) == days


@pytest.mark.django_db
@given(first=st.dates(date(1990, 1, 1), date(2090, 1, 1)), passed=st.integers(0, 500))
@settings(max_examples=100, deadline=None)
def test_the_database_counts_working_days_as_the_calendar_does(first: date, passed: int) -> None:
    days = [first + timedelta(days=one) for one in range(1, passed + 1)]
    assert in_database(first, first + timedelta(days=passed)) == sum(map(is_working_day, days))


@pytest.mark.django_db
def test_the_database_knows_the_holidays_of_a_century() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT year, legal_holidays(year) FROM generate_series(1950, 2100) AS year")
        assert all(set(days) == legal_holidays(year) for year, days in cursor.fetchall())
