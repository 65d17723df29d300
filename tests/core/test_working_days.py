"""Working days in Belgium."""

from datetime import date

import pytest

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
