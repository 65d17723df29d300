"""The roster as it is read: one week of each desk, its desk hours, and who sits where at a moment."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from oss.staff.models import User
from oss.staff.rosters.hours import (
    Shift,
    closing_of,
    desk_hours,
    is_legal_holiday,
    shifts,
    weekly_desk_hours,
)
from oss.staff.rosters.models import ClosedDays, DeskPlace, ExtraOpening, RosterLine

SUNDAY = 7


@dataclass(frozen=True)
class OpenNow:
    """One opening as a page shows it. `free`: how many seats nobody has taken yet."""

    shift: Shift
    kind: str
    who: tuple[str, ...]
    free: int
    reason: str = ""

    @property
    def key(self) -> int:
        return self.shift.row.pk


@dataclass(frozen=True)
class DeskDay:
    day: date
    openings: tuple[OpenNow, ...]
    closed: str
    closing: ClosedDays | None
    is_today: bool


@dataclass(frozen=True)
class DeskSums:
    """Desk hours of a week as it is and as it is ordinarily, and of its month and year."""

    week: Decimal
    ordinary: Decimal
    month: Decimal
    year: Decimal


@dataclass(frozen=True)
class DeskWeek:
    """A week of one desk; `now`: who sits there at this moment."""

    place: DeskPlace
    days: tuple[DeskDay, ...]
    sums: DeskSums
    now: tuple[OpenNow, ...]


def sums_of(desks: Collection[DeskWeek]) -> DeskSums:
    """Of all these desks together (R30)."""
    sums = [one.sums for one in desks]
    return DeskSums(
        week=sum((one.week for one in sums), Decimal()),
        ordinary=sum((one.ordinary for one in sums), Decimal()),
        month=sum((one.month for one in sums), Decimal()),
        year=sum((one.year for one in sums), Decimal()),
    )


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def roster_of_week(user: User, monday: date) -> list[DeskWeek]:
    """Of every desk in use; six queries, however many lines. Month and year are those in which the week
    begins, whole."""
    places = list(DeskPlace.objects.active())
    lines = list(RosterLine.objects.visible_to(user).prefetch_related("colleagues"))
    extra = list(ExtraOpening.objects.visible_to(user).prefetch_related("colleagues"))
    closed = list(ClosedDays.objects.visible_to(user))
    first, last = monday.replace(month=1, day=1), monday.replace(month=12, day=31)
    sunday = monday + timedelta(days=6)
    found = shifts(lines, closed, extra, first=min(first, monday), last=max(last, sunday))
    by_place: dict[int, list[Shift]] = defaultdict(list)
    for one in found:
        by_place[one.place].append(one)
    return [
        _week(
            place,
            by_place[place.pk],
            [one for one in lines if one.place_id == place.pk],
            closed,
            monday,
        )
        for place in places
    ]


def _week(
    place: DeskPlace,
    openings: list[Shift],
    lines: list[RosterLine],
    closed: Iterable[ClosedDays],
    monday: date,
) -> DeskWeek:
    today, hour = timezone.localdate(), timezone.localtime().time()
    days = []
    for number in range(SUNDAY):
        day = monday + timedelta(days=number)
        here = tuple(_open(one) for one in openings if one.day == day)
        closing = closing_of(closed, place.pk, day)
        is_ordinary = any(one.weekday == day.isoweekday() for one in lines)
        holiday = _("legal holiday") if is_legal_holiday(day) and is_ordinary else ""
        days.append(DeskDay(day, here, closing.reason if closing else holiday, closing, day == today))
    of_today = next((one.openings for one in days if one.is_today), ())
    return DeskWeek(
        place,
        tuple(one for one in days if one.openings or one.closed or one.day.isoweekday() < SUNDAY - 1),
        DeskSums(
            week=desk_hours(one for one in openings if monday <= one.day <= monday + timedelta(days=6)),
            ordinary=weekly_desk_hours(lines, on=monday),
            month=desk_hours(one for one in openings if (one.day.year, one.day.month) == _month(monday)),
            year=desk_hours(one for one in openings if one.day.year == monday.year),
        ),
        now=tuple(one for one in of_today if one.shift.opens <= hour < one.shift.closes),
    )


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _open(shift: Shift) -> OpenNow:
    row = shift.row
    who = tuple(one.name for one in row.colleagues.all())
    kind = "extra" if isinstance(row, ExtraOpening) else "line"
    return OpenNow(shift, kind, who, max(0, row.seats - len(who)), getattr(row, "reason", ""))


def desk_of(user: User, at: datetime) -> DeskPlace | None:
    """At which desk a colleague sat then, as far as the roster tells: where they stand on it; else the one
    that was open; else the only one there is. None where it could be several."""
    day, hour = timezone.localdate(at), timezone.localtime(at).time()
    places = {one.pk: one for one in DeskPlace.objects.active()}
    if len(places) <= 1:
        return next(iter(places.values()), None)
    openings = shifts(
        list(RosterLine.objects.current().filter(weekday=day.isoweekday()).prefetch_related("colleagues")),
        list(ClosedDays.objects.current().filter(first_day__lte=day, last_day__gte=day)),
        ExtraOpening.objects.current().filter(day=day).prefetch_related("colleagues"),
        first=day,
        last=day,
    )
    running = [one for one in openings if one.opens <= hour < one.closes and one.place in places]
    theirs = {one.place for one in running if user in one.row.colleagues.all()}
    known = theirs or {one.place for one in running}
    return places[known.pop()] if len(known) == 1 else None
