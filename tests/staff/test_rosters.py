"""The roster of the desks: what it says of a week, how many desk hours that makes, and who keeps it."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from oss.core.refusal import NotAllowed
from oss.staff.factories import UserFactory
from oss.staff.models import User
from oss.staff.roles import Role
from oss.staff.rosters.hours import desk_hours, shifts, weekly_desk_hours
from oss.staff.rosters.models import ClosedDays, DeskPlace, ExtraOpening, RosterLine
from oss.staff.rosters.operations import change_roster, put_back_on_roster, put_on_roster, take_off_roster
from oss.staff.rosters.reading import desk_of, monday_of, roster_of_week

MONDAY = date(2026, 9, 7)


def line(weekday: int, opens: int, closes: int, seats: int = 1, **known: Any) -> RosterLine:
    known = {"place_id": 1, "valid_from": date(2026, 1, 1)} | known
    return RosterLine(weekday=weekday, opens=time(opens), closes=time(closes), seats=seats, **known)


def no_holiday(_day: date) -> bool:
    return False


# --- how many desk hours ---


def test_the_desk_hours_of_the_standard_are_98() -> None:
    """R30: 15 hours by one, 23 hours by one, 30 hours by two."""
    first = [line(day, 9, 12, place_id=1) for day in range(1, 6)]
    second = [line(day, 9, 14, place_id=2) for day in range(1, 5)] + [line(5, 9, 12, place_id=2)]
    third = [line(day, 9, 15, 2, place_id=3) for day in range(1, 6)]
    lines = [*first, *second, *third]
    assert [weekly_desk_hours(one, on=MONDAY) for one in (first, second, third)] == [15, 23, 60]
    assert weekly_desk_hours(lines, on=MONDAY) == Decimal("98.00")
    assert desk_hours(shifts(lines, [], [], first=MONDAY, last=MONDAY + timedelta(days=6))) == 98


days = st.dates(date(2026, 1, 1), date(2027, 6, 30))
hours = st.tuples(st.integers(0, 22), st.integers(1, 23)).filter(lambda pair: pair[0] < pair[1])
lines_of_a_week = st.lists(
    st.builds(
        lambda weekday, pair, seats, place, since: line(
            weekday, *pair, seats, place_id=place, valid_from=since
        ),
        st.integers(1, 7),
        hours,
        st.integers(1, 4),
        st.integers(1, 2),
        days,
    ),
    max_size=6,
)
closings = st.lists(
    st.builds(
        lambda place, day, length: ClosedDays(
            place_id=place, first_day=day, last_day=day + timedelta(days=length)
        ),
        st.sampled_from([None, 1, 2]),
        days,
        st.integers(0, 20),
    ),
    max_size=3,
)
extras = st.lists(
    st.builds(
        lambda place, day, pair, seats: ExtraOpening(
            place_id=place, day=day, opens=time(pair[0]), closes=time(pair[1]), seats=seats
        ),
        st.integers(1, 2),
        days,
        hours,
        st.integers(1, 3),
    ),
    max_size=3,
)


@given(lines_of_a_week, closings, extras, days, st.integers(0, 60), st.integers(0, 60))
def test_desk_hours_add_up_over_any_period(
    lines: list[RosterLine],
    closed: list[ClosedDays],
    extra: list[ExtraOpening],
    first: date,
    length: int,
    cut: int,
) -> None:
    last = first + timedelta(days=length)
    middle = min(first + timedelta(days=cut), last)

    def of(start: date, end: date, closings_here: list[ClosedDays] = closed) -> Decimal:
        return desk_hours(shifts(lines, closings_here, extra, first=start, last=end))

    assert of(first, last) == of(first, middle) + of(middle + timedelta(days=1), last)
    one_by_one = sum((of(day, day) for day in _each(first, last)), Decimal(0))
    assert one_by_one == of(first, last)
    assert of(first, last) <= of(first, last, [])  # who closes never gains
    shut = [ClosedDays(place_id=None, first_day=first, last_day=last)]
    only_extra = sum(
        (one.closes.hour - one.opens.hour) * one.seats for one in extra if first <= one.day <= last
    )
    assert of(first, last, shut) == only_extra


def _each(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


@given(lines_of_a_week, days)
def test_a_week_without_exceptions_has_the_hours_of_its_lines(lines: list[RosterLine], day: date) -> None:
    monday = monday_of(day)
    since = [one for one in lines if one.valid_from <= monday]
    found = shifts(since, [], [], first=monday, last=monday + timedelta(days=6), is_holiday=no_holiday)
    assert desk_hours(found) == weekly_desk_hours(since, on=monday)


def test_a_legal_holiday_has_no_ordinary_hours_and_an_extra_opening_counts_on_it() -> None:
    armistice = date(2026, 11, 11)
    extra = ExtraOpening(place_id=1, day=armistice, opens=time(10), closes=time(12), seats=2)
    wednesday = line(armistice.isoweekday(), 9, 12)
    assert shifts([wednesday], [], [], first=armistice, last=armistice) == []
    assert desk_hours(shifts([wednesday], [], [extra], first=armistice, last=armistice)) == 4


# --- who keeps it ---


@pytest.fixture
def griet(user_with: Callable[..., User]) -> User:
    return user_with(Role.COORDINATOR)


@pytest.fixture
def place(db: None) -> DeskPlace:
    return DeskPlace.objects.create(name="Huis van de Mechelaar")


def on_roster(place: DeskPlace, by: User, **known: Any) -> Any:
    known = {
        "weekday": 1,
        "opens": time(9),
        "closes": time(12),
        "seats": 2,
        "colleagues": [],
        "valid_from": date(2026, 1, 1),
        "valid_until": None,
    } | known
    return put_on_roster(RosterLine(), by=by, place=place, **known)


def test_two_lines_never_speak_of_the_same_hours(griet: User, place: DeskPlace) -> None:
    on_roster(place, griet, valid_until=date(2026, 6, 30))
    on_roster(place, griet, opens=time(12), closes=time(14))
    on_roster(place, griet, valid_from=date(2026, 7, 1))
    for clash in ({"opens": time(11), "closes": time(13)}, {"valid_from": date(2026, 6, 30)}):
        with pytest.raises(ValidationError):
            on_roster(place, griet, **clash)
    with pytest.raises(ValidationError):
        on_roster(place, griet, weekday=2, seats=1, colleagues=[griet, UserFactory()])


def test_an_extra_opening_counts_once_and_over_hours_of_the_week_as_a_colleague_more(
    griet: User, place: DeskPlace
) -> None:
    def extra(opens: int, closes: int, **known: Any) -> Any:
        told = {"place": place, "day": MONDAY, "seats": 1, "reason": ""} | known
        return put_on_roster(ExtraOpening(), by=griet, opens=time(opens), closes=time(closes), **told)

    on_roster(place, griet)
    first = extra(10, 13)
    week = roster_of_week(griet, MONDAY)[0].sums.week
    assert week == 9  # two from nine to twelve, and one more from ten to one
    for clash in ((9, 11), (12, 14), (11, 12), (9, 14)):
        with pytest.raises(ValidationError):
            extra(*clash)
    extra(13, 14)
    extra(10, 13, day=MONDAY + timedelta(days=1))
    extra(10, 13, place=DeskPlace.objects.create(name="Buurtloket Arsenaal"))
    take_off_roster(first, by=griet)
    second = extra(12, 13)
    with pytest.raises(ValidationError):
        put_back_on_roster(first, by=griet)
    with pytest.raises(ValidationError):
        change_roster(second, by=griet, closes=time(14))


def test_what_is_taken_off_is_put_back_whole_unless_other_hours_stand_there(
    griet: User, place: DeskPlace, user_with: Callable[..., User]
) -> None:
    lotte = user_with(Role.DESK)
    row = on_roster(place, griet, colleagues=[lotte])
    take_off_roster(row, by=griet)
    assert not RosterLine.objects.visible_to(griet).exists()
    put_back_on_roster(row, by=griet)
    assert list(RosterLine.objects.visible_to(griet).get().colleagues.all()) == [lotte]
    take_off_roster(row, by=griet)
    on_roster(place, griet)
    with pytest.raises(ValidationError):
        put_back_on_roster(row, by=griet)
    with pytest.raises(NotAllowed):
        change_roster(row, by=lotte, seats=3)


def test_a_desk_is_known_where_only_one_can_be_meant(
    griet: User, place: DeskPlace, user_with: Callable[..., User]
) -> None:
    lotte, bram = user_with(Role.DESK), user_with(Role.DESK)
    at = timezone.make_aware(datetime.combine(MONDAY, time(10)))
    assert desk_of(lotte, at) == place  # the only one there is
    arsenaal = DeskPlace.objects.create(name="Buurtloket Arsenaal")
    assert desk_of(lotte, at) is None
    on_roster(place, griet, colleagues=[lotte])
    assert desk_of(bram, at) == place  # the only one that is open
    on_roster(arsenaal, griet)
    assert desk_of(lotte, at) == place  # where they stand on the roster
    assert desk_of(bram, at) is None
    assert desk_of(lotte, at + timedelta(hours=2)) is None
    put_on_roster(
        ClosedDays(), by=griet, place=arsenaal, first_day=MONDAY, last_day=MONDAY, reason="verhuizing"
    )
    assert desk_of(bram, at) == place


# --- its pages ---


def test_the_page_tells_the_desk_hours_of_all_desks_together(
    griet: User, place: DeskPlace, client_of: Callable[[User], Client]
) -> None:
    """R30 is of the whole loket: three hours by two, and seven by one."""
    on_roster(place, griet)
    together = "Alle loketten samen"
    assert together not in client_of(griet).get(f"/roster/?day={MONDAY}").content.decode()
    arsenaal = DeskPlace.objects.create(name="Buurtloket Arsenaal")
    on_roster(arsenaal, griet, closes=time(16), seats=1)
    page = client_of(griet).get(f"/roster/?day={MONDAY}").content.decode().partition(together)[2]
    assert re.findall(r"<dd>([^<]*)</dd>", page)[:2] == ["13", "13"]


def test_all_staff_read_the_week_and_the_coordinator_keeps_it(
    griet: User, place: DeskPlace, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    lotte = user_with(Role.DESK, first_name="Lotte", last_name="Peeters")
    on_roster(place, griet, colleagues=[lotte])
    put_on_roster(
        ClosedDays(), by=griet, place=None, first_day=MONDAY, last_day=MONDAY, reason="vorming van het team"
    )
    desk = client_of(user_with(Role.DESK))
    week = desk.get("/roster/?day=2026-09-16").content.decode()
    assert "Lotte Peeters" in week
    assert "nog 1 collega" in week
    assert "09:00–12:00" in week
    assert "/roster/line/" not in week
    closed = desk.get(f"/roster/?day={MONDAY}").content.decode()
    assert "vorming van het team" in closed
    assert "Lotte Peeters" not in closed
    assert desk.get("/roster/line/new/").status_code == 403

    keeper = client_of(griet)
    sent = {
        "place": place.pk,
        "weekday": 1,
        "opens": "11u",
        "closes": "13u",
        "seats": 1,
        "valid_from": "01/09/2026",
    }
    refused = keeper.post("/roster/line/new/", sent)
    assert refused.status_code == 422
    assert "Op dat moment staan er al uren" in refused.content.decode()
    assert 'value="13:00"' in refused.content.decode()
    row = RosterLine.objects.get()
    backwards = keeper.post(f"/roster/line/{row.pk}/", sent | {"opens": "14u"}).content.decode()
    assert f"<title>{row}" in " ".join(backwards.split()).replace("<title> ", "<title>")
    for day in ("0001-01-01", "9999-12-31"):
        assert keeper.get(f"/roster/?day={day}").status_code == 200
    gone = keeper.post(f"/roster/line/{row.pk}/remove/")
    again = keeper.get(gone["Location"]).content.decode()
    assert f"/roster/line/{row.pk}/restore/" in again
    keeper.post(f"/roster/line/{row.pk}/restore/")
    assert RosterLine.objects.visible_to(griet).exists()
