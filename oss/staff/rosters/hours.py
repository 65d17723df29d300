"""When a desk is open, and how many desk hours that makes (R30): hours times colleagues.

Functions without a database. Lines, closed days and extra openings are rows of the roster, saved or not.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

from oss.core.working_days import legal_holidays
from oss.staff.rosters.models import ClosedDays, ExtraOpening, RosterLine

_MINUTES = 60


@dataclass(frozen=True)
class Shift:
    """One opening on one day, by the row that says so."""

    day: date
    row: RosterLine | ExtraOpening

    @property
    def place(self) -> int:
        return self.row.place_id

    @property
    def opens(self) -> time:
        return self.row.opens

    @property
    def closes(self) -> time:
        return self.row.closes

    @property
    def desk_minutes(self) -> int:
        """Of all who sit there."""
        return (_minute(self.closes) - _minute(self.opens)) * self.row.seats


def is_legal_holiday(day: date) -> bool:
    return day in legal_holidays(day.year)


def shifts(
    lines: Collection[RosterLine],
    closed: Collection[ClosedDays],
    extra: Iterable[ExtraOpening],
    *,
    first: date,
    last: date,
    is_holiday: Callable[[date], bool] = is_legal_holiday,
) -> list[Shift]:
    """Every opening from `first` to `last`, both counted, by day and hour.

    On a legal holiday and on closed days the hours of the week do not count; an extra opening always does.
    """
    found = [
        Shift(day, line)
        for day in _days(first, last)
        if not is_holiday(day)
        for line in lines
        if _runs(line, day) and not is_closed(closed, line.place_id, day)
    ]
    found += [Shift(one.day, one) for one in extra if first <= one.day <= last]
    return sorted(found, key=lambda one: (one.day, one.opens, one.closes, one.place))


def closing_of(closed: Iterable[ClosedDays], place: int, day: date) -> ClosedDays | None:
    """What closes this desk on that day."""
    here = (one for one in closed if one.place_id in {None, place})
    return next((one for one in here if one.first_day <= day <= one.last_day), None)


def is_closed(closed: Iterable[ClosedDays], place: int, day: date) -> bool:
    return closing_of(closed, place, day) is not None


def desk_hours(openings: Iterable[Shift]) -> Decimal:
    return _in_hours(sum(one.desk_minutes for one in openings))


def weekly_desk_hours(lines: Iterable[RosterLine], *, on: date) -> Decimal:
    """Of an ordinary week, by the lines that hold on that day: Σ hours per week × colleagues (R30)."""
    running = (one for one in lines if _holds(one, on))
    return desk_hours(Shift(on, one) for one in running)


def overlap(one: RosterLine, other: RosterLine) -> bool:
    """Whether two lines speak of the same hours of the same desk."""
    return (
        one.place_id == other.place_id
        and one.weekday == other.weekday
        and one.opens < other.closes
        and other.opens < one.closes
        and (one.valid_until is None or other.valid_from <= one.valid_until)
        and (other.valid_until is None or one.valid_from <= other.valid_until)
    )


def _runs(line: RosterLine, day: date) -> bool:
    return line.weekday == day.isoweekday() and _holds(line, day)


def _holds(line: RosterLine, day: date) -> bool:
    return line.valid_from <= day and (line.valid_until is None or day <= line.valid_until)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _minute(at: time) -> int:
    return at.hour * _MINUTES + at.minute


def _in_hours(minutes: int) -> Decimal:
    return (Decimal(minutes) / _MINUTES).quantize(Decimal("0.01"))
