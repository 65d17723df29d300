"""Three weeks of contacts in the demo loket: calls, people at the desk, and tallies of a renovation fair."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import NamedTuple

from django.utils import timezone

from dossiers.contact_moments.models import ContactChannel, ContactMoment
from dossiers.contact_moments.operations import note_contact, open_from_contact
from dossiers.models import Capacity, Project, Subtype, Topic
from dossiers.operations.opening import Client, Opening
from oss.addresses.models import Municipality
from oss.contacts.models import Person
from oss.staff.models import User
from oss.staff.roles import Role

DAYS = 21
_SATURDAY = 5
USUAL_MINUTES = {"phone": 5, "desk": 10, "mail": 10, "online": 20, "fair": 5, "info_moment": 5}
"""As this loket counts; no source gives them."""


class _Said(NamedTuple):
    channel: str
    topics: tuple[str, ...]
    text: str
    minutes: int | None = None


SAID = (
    _Said(
        "phone",
        ("premiums",),
        "Wanneer wordt de premie voor het dak uitbetaald? Doorverwezen naar het loket.",
    ),
    _Said(
        "desk",
        ("roof_insulation", "premiums"),
        "Wil het dak laten isoleren; folder en premies meegegeven.",
        15,
    ),
    _Said("phone", ("heat_pump",), "Kan een warmtepomp in een rijhuis van 1935? Raadt eerst isoleren aan."),
    _Said("desk", ("epc_and_duty",), "Kocht een huis met label F: wat moet er tegen wanneer?", 20),
    _Said("mail", ("loans",), "Vraagt de voorwaarden van Mijn VerbouwLening."),
    _Said("phone", ("energy_bill",), "Afrekening verdubbeld; meterstanden samen nagekeken.", 12),
    _Said("desk", ("damp", "rent"), "Schimmel in de slaapkamer, huurt van een particulier.", 25),
    _Said("online", ("windows_and_doors",), "Videogesprek over twee offertes voor ramen."),
    _Said("phone", ("common_parts",), "Syndicus vraagt wie er mee naar de algemene vergadering kan komen."),
    _Said("desk", ("solar_panels", "home_battery"), "Zijn er nog premies voor een thuisbatterij?"),
    _Said("phone", ("asbestos",), "Moet er een asbestattest zijn bij verkoop?"),
    _Said("desk", ("permit",), "Mag gevelisolatie over de rooilijn in de Lange Ridderstraat?", 15),
    _Said("phone", ("energy_sharing",), "Kan energiedelen met de dochter in Leest?"),
    _Said("phone", ("facade_insulation",), "Wil meedoen met de gevelactie in de wijk."),
)


def load_contact_moments() -> None:
    if ContactMoment.objects.exists():
        return
    for channel in ContactChannel.objects.filter(minutes=None):
        channel.minutes = USUAL_MINUTES.get(channel.code)
        channel.save(update_fields=["minutes"])
    desk = list(User.objects.filter(groups__name__in=[Role.DESK, Role.DISPATCHER]).order_by("pk").distinct())
    people = list(Person.objects.filter(is_active=True, address__isnull=False).order_by("-pk")[:24])
    if not desk or not people:
        return
    chance = Random("contacten")  # noqa: S311 - invented data, the same at every start
    noted = list(_ordinary_days(desk, people, chance))
    _fair(desk[0], chance)
    _become_dossiers(noted[-9:-1:4])


def _ordinary_days(desk: list[User], people: list[Person], chance: Random) -> Iterator[ContactMoment]:
    channels = {one.code: one for one in ContactChannel.objects.all()}
    topics = {one.code: one for one in Topic.objects.all()}
    home = Municipality.objects.filter(name="Mechelen").first()
    number = 0
    for day in _working_days():
        for moment in _moments(day, chance):
            said = SAID[number % len(SAID)]
            person = people[number % len(people)] if number % 5 < 3 else None  # noqa: PLR2004
            number += 1
            yield note_contact(
                by=desk[number % len(desk)],
                channel=channels[said.channel],
                at=moment,
                topics=[topics[code] for code in said.topics],
                municipality=home,
                minutes=said.minutes,
                person=person,
                address=person.address if person else None,
                text=said.text if person else "",
            )


def _fair(by: User, chance: Random) -> None:
    """On a Saturday at a stand: people come and go, and each is a tally."""
    today = timezone.localdate()
    saturday = today - timedelta(days=(today.weekday() - _SATURDAY) % 7 or 7)
    fair, home = ContactChannel.objects.get(code="fair"), Municipality.objects.filter(name="Mechelen").first()
    topics = list(Topic.objects.filter(code__in=["roof_insulation", "heat_pump", "premiums"]))
    for number in range(16):
        moment = datetime.combine(saturday, time(10)) + timedelta(minutes=15 * number + chance.randrange(10))
        note_contact(
            by=by,
            channel=fair,
            at=timezone.make_aware(moment),
            topics=[topics[number % len(topics)]],
            municipality=home,
        )


def _become_dossiers(noted: list[ContactMoment]) -> None:
    subtype = Subtype.objects.get(code="information_question")
    project = Project.objects.get(code="regular")
    capacity = Capacity.objects.get(code="owner_occupier")
    for one in noted:
        if one.person is not None:
            opening = Opening(
                subtype=subtype,
                client=Client(capacity, one.person),
                address=one.address,
                source=one.channel.source,
                project=project,
                assignee=one.created_by,
                detail={"question": one.text},
            )
            open_from_contact(one, opening, [], by=one.created_by)


def _working_days() -> Iterator[date]:
    today = timezone.localdate()
    days = (today - timedelta(days=number) for number in range(DAYS, -1, -1))
    return (day for day in days if day.weekday() < _SATURDAY)


def _moments(day: date, chance: Random) -> list[datetime]:
    """Of three or four contacts of a day, in office hours; of today only what is past."""
    found = [
        timezone.make_aware(datetime.combine(day, time(9)) + timedelta(minutes=chance.randrange(7 * 60)))
        for _number in range(chance.choice((3, 4)))
    ]
    return sorted(one for one in found if one < timezone.now())
