"""Two desks of the demo loket: the one in the town hall and one in a neighbourhood, with a closed day."""

from datetime import date, time, timedelta

from django.utils import timezone

from oss.staff.models import User
from oss.staff.roles import Role
from oss.staff.rosters.models import ClosedDays, DeskPlace, ExtraOpening, RosterLine
from oss.staff.rosters.operations import put_on_roster
from oss.staff.rosters.reading import monday_of

MORNING, AFTERNOON, EVENING = (9, 12), (13, 16), (17, 19)
# (weekday, hours, number of colleagues, who of them is named)
TOWN_HALL = (
    (1, MORNING, 2, ("lotte", "bram")),
    (1, AFTERNOON, 1, ("bram",)),
    (2, MORNING, 2, ("lotte", "sofie")),
    (3, MORNING, 2, ("bram", "lotte")),
    (3, AFTERNOON, 1, ("sofie",)),
    (4, MORNING, 2, ("lotte",)),
    (4, EVENING, 1, ("bram",)),
    (5, MORNING, 2, ("bram", "sofie")),
)
NEIGHBOURHOOD = ((2, AFTERNOON, 1, ("jonas",)), (4, AFTERNOON, 1, ("jonas",)))
SINCE = 90
"""Days that the desks have been open in this way."""


def load_rosters() -> None:
    if DeskPlace.objects.exists():
        return
    keeper = User.objects.with_role(Role.COORDINATOR).order_by("pk").first()
    if keeper is None:
        return
    colleagues = {one.email.partition("@")[0]: one for one in User.objects.active()}
    since = monday_of(timezone.localdate()) - timedelta(days=SINCE)
    town_hall = DeskPlace.objects.create(name="Huis van de Mechelaar", address="Reuzenstraat 1", position=1)
    arsenaal = DeskPlace.objects.create(name="Buurtloket Arsenaal", address="Postzegellaan 23", position=2)
    for place, lines in ((town_hall, TOWN_HALL), (arsenaal, NEIGHBOURHOOD)):
        for weekday, (opens, closes), seats, names in lines:
            put_on_roster(
                RosterLine(),
                by=keeper,
                place=place,
                weekday=weekday,
                opens=time(opens),
                closes=time(closes),
                seats=seats,
                colleagues=[colleagues[name] for name in names if name in colleagues],
                valid_from=since,
            )
    _exceptions(keeper, town_hall, arsenaal, monday_of(timezone.localdate()), colleagues.get("jonas"))


def _exceptions(
    keeper: User, town_hall: DeskPlace, arsenaal: DeskPlace, monday: date, coach: User | None
) -> None:
    friday, saturday = monday + timedelta(days=4), monday + timedelta(days=12)
    put_on_roster(
        ClosedDays(),
        by=keeper,
        place=town_hall,
        first_day=friday,
        last_day=friday,
        reason="vorming van het team",
    )
    put_on_roster(
        ExtraOpening(),
        by=keeper,
        place=arsenaal,
        day=saturday,
        opens=time(10),
        closes=time(13),
        seats=2,
        colleagues=[coach] if coach else [],
        reason="warmtescanactie",
    )
