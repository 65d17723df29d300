"""Working days in Belgium: Monday to Friday, without the ten legal holidays."""

from datetime import date, timedelta
from functools import cache
from typing import Any

from django.db import models

_SATURDAY = 5
_FIXED = ((1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25))
_AFTER_EASTER = (1, 39, 50)
"""Easter Monday, Ascension, Whit Monday."""


@cache
def legal_holidays(year: int) -> frozenset[date]:
    moving = (_easter(year) + timedelta(days=days) for days in _AFTER_EASTER)
    return frozenset((*(date(year, month, day) for month, day in _FIXED), *moving))


def is_working_day(day: date) -> bool:
    return day.weekday() < _SATURDAY and day not in legal_holidays(day.year)


def working_days_before(day: date, number: int) -> date:
    """The day that lies so many working days before it; the day itself is not counted."""
    while number:
        day -= timedelta(days=1)
        number -= is_working_day(day)
    return day


class WorkingDaysUntil(models.Func):
    """How many follow after the day of the first column, up to and with that of the last (R21)."""

    function = "working_days_until"
    arity = 2
    output_field = models.IntegerField()


class DaysUntil(models.Func):
    """The same, counting every day; each is a column, or a value."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    arity = 2
    output_field = models.IntegerField()

    def __init__(self, first: Any, last: Any) -> None:
        super().__init__(last, first)


def _easter(year: int) -> date:
    """By the Gregorian computus (Meeus, Jones, Butcher)."""
    golden = year % 19
    century, within = divmod(year, 100)
    leaps, rest = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * rest + 2 * (within // 4) - moon - within % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)
