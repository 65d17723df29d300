"""Forty dossiers of the demo loket, on some thirty journeys, in all stages an Information dossier knows.

Made through the operations, and dated afterwards over the past months: more of late than long ago, in office
hours, each step some days after the one before.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

import pgtrigger
from django.db import connection
from django.db.models import Count
from django.utils import timezone

from dossiers.factories import answer
from dossiers.flows.profiles import openable_subtypes
from dossiers.flows.table import DossierType
from dossiers.forms.shared import HOUSEHOLD, INTAKE
from dossiers.models import (
    Acquaintance,
    Capacity,
    Dossier,
    FirstAction,
    Journey,
    Motive,
    Project,
    Reason,
    ReasonKind,
    ReferralProduct,
    ReferralWay,
    RelationKind,
    Scope,
    Source,
    Topic,
    WhyNoValue,
)
from dossiers.operations import stages
from dossiers.operations.addresses import add_addresses
from dossiers.operations.editing import Lacking, tell_without_value, update_detail, update_dossier
from dossiers.operations.filing import add_file
from dossiers.operations.opening import Client, Opening, open_dossier
from dossiers.operations.referring import refer
from dossiers.operations.relating import relate_dossiers
from dossiers.types.information.profile import QUESTION
from dossiers.works.models import Work
from oss.addresses.models import Building
from oss.contacts.models import Organisation, OrganisationKind, Person
from oss.core.named_values import count_uses
from oss.documents.demo import page_that_says
from oss.documents.models import Document, DocumentOrigin
from oss.queues.models import Queue
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import Activity, ActivityKind, Event, FiledDocument
from oss.timeline.operations import (
    add_activity,
    answer_request,
    ask_request,
    finish_activity,
    remind_of_request,
)

COUNT = 40
TOPICS = ("roof_insulation", "heat_pump", "premiums", "windows_and_doors", "solar_panels", "loans", "damp")
CALLS = (
    "Klant belde terug: wil eerst weten welke premie er is.",
    "Voicemail ingesproken.",
    "Overlegd over de volgorde van de werken.",
    "Stuurt nog foto's van het dak door.",
)
TASKS = ("Terugbellen", "Premieoverzicht mailen", "Offertes nakijken", "Afspraak voor het loket maken")
CLIENT, OTHER = DocumentOrigin.CLIENT, DocumentOrigin.OTHER
FILES = (
    (("EPC 2023.pdf", CLIENT), ("Offerte dakwerken.pdf", OTHER), ("Loonfiche oktober.pdf", CLIENT)),
    (("Notulen AV 12 mei.pdf", OTHER), ("Basisakte.pdf", CLIENT), ("Plan gevel.pdf", OTHER)),
    (("Factuur isolatie.pdf", OTHER), ("Scan 0003.pdf", CLIENT)),
)
FEWEST_DAYS, MOST_DAYS = 60, 240
"""How far back the oldest dossier lies; not further than January, because of the year in its number."""


def load_dossiers() -> None:
    if Dossier.objects.exists():
        return
    chance = Random("loket")  # noqa: S311 - invented data, the same at every start
    staff = list(
        User.objects.active()
        .filter(groups__name__in=[Role.DESK, Role.FILE_HANDLER, Role.COACH])
        .order_by("pk")
        .distinct()
    )
    people = list(Person.objects.filter(address__isnull=False).order_by("pk"))[:30]
    kinds = openable_subtypes().of_type(DossierType.INFORMATION).order_by("position")
    subtypes = list(kinds.exclude(profile__in=("housing_quality", "rent")))  # of which `shield.demo` tells
    sources, projects = list(Source.objects.active()[:6]), list(Project.objects.active())
    acquaintances, capacities = list(Acquaintance.objects.active()), list(Capacity.objects.active()[:4])
    newcomers = iter(people)
    opened: list[Dossier] = []
    for number, moment in enumerate(_moments(chance)):
        handler = chance.choice(staff)
        person = None if number % 4 == 1 else next(newcomers, None)
        again = None if person else chance.choice(opened)
        now = database_now()
        dossier = open_dossier(
            Opening(
                subtype=chance.choice(subtypes),
                journey=again.journey if again else None,
                client=Client(chance.choice(capacities), person) if person else None,
                address=person.address if person else None,
                source=chance.choice(sources),
                acquaintance=chance.choice(acquaintances),
                project=chance.choice(projects[:3]),
                assignee=handler if number % 9 else None,
                detail={"asked_on": timezone.localdate(moment)},
            ),
            by=handler,
        )
        Past(dossier, now).is_set_to(moment)
        _live(Dossier.objects.get(pk=dossier.pk), handler, number, moment, chance)
        opened.append(dossier)
    _wait(staff[0])
    _lack_something(staff[0])
    _ask(staff[0], staff[1])
    _refer(staff[0])
    _file(staff[0])
    _live_together(staff[0])
    _ask_more(staff[0])
    count_uses(Topic)  # as the night does


def _wait(handler: User) -> None:
    """One wagon that goes on when another of its train is done."""
    for dossier in Dossier.objects.open().order_by("-pk"):
        earlier = dossier.journey.dossiers.open().filter(pk__lt=dossier.pk).first()
        if earlier is not None:
            past, before = Past(dossier, database_now()), dossier.case_file.events.latest("pk").at
            update_dossier(dossier, by=handler, waits_for=earlier)
            past.is_set_to(before + timedelta(minutes=20))
            return


def _lack_something(handler: User) -> None:
    """Two questions of which something is not known: one that will be, and one that never is."""
    in_a_week = timezone.localdate() + timedelta(days=7)
    answers = (
        {"asked_on": Lacking(WhyNoValue.UNKNOWN)},
        {"first_action_on": Lacking(WhyNoValue.LATER, in_a_week)},
    )
    handled = Dossier.objects.open().filter(stage="handling").order_by("pk")
    for dossier, told in zip(handled, answers, strict=False):
        tell_without_value(dossier, told, by=handler)


def _ask(handler: User, colleague: User) -> None:
    """Of a contractor, of a client and of a colleague; one answered, one was reminded."""
    handled = Dossier.objects.open().filter(stage="handling", main_contact__person__isnull=False)
    first, second, third, fourth = handled.select_related("main_contact__person").order_by("-pk")[:4]
    roofer = Organisation.objects.filter(kind=OrganisationKind.CONTRACTOR).order_by("pk")[0]
    client = second.main_contact.person if second.main_contact else None
    for dossier, of, days, text in (
        (first, roofer, 14, "Is de stelling inbegrepen in de offerte?"),
        (second, client or roofer, 2, "Kan je foto's van de zolder doorsturen?"),
        (third, colleague, 7, "Kijk jij na of de premie voor zonneboilers nog loopt?"),
        (fourth, roofer, 7, "Tegen wanneer kan je de prijs per m² doorgeven?"),
    ):
        past, moment = Past(dossier, database_now()), dossier.case_file.events.latest("pk").at
        due = timezone.localdate(moment) + timedelta(days=days)
        request = ask_request(dossier.case_file, of=of, text=text, by=handler, due=due)
        past.is_set_to(moment + timedelta(minutes=20))
        past = Past(dossier, database_now())
        if dossier == second:
            remind_of_request(request, by=handler)
        elif dossier == fourth:
            answer_request(request, by=handler, answer="Eind volgende week, na het plaatsbezoek.")
        past.is_set_to(moment + timedelta(minutes=40))


def _refer(handler: User) -> None:
    """To an organisation, which still has to say what became of it, and to a queue of ours."""
    handled = Dossier.objects.open().filter(stage="handling", main_contact__person__isnull=False)
    first, second = handled.order_by("-pk")[4:6]
    partner = Organisation.objects.filter(kind=OrganisationKind.ENERGY_HOUSE).order_by("pk")[0]
    for dossier, product, organisation, queue in (
        (first, "energy_scan", partner, None),
        (second, "loan", None, Queue.objects.get(slug="loans")),
    ):
        past, moment = Past(dossier, database_now()), dossier.case_file.events.latest("pk").at
        refer(
            dossier,
            by=handler,
            product=ReferralProduct.objects.get(code=product),
            way=ReferralWay.WARM,
            referred_on=timezone.localdate(moment),
            consent_on=timezone.localdate(moment),
            client_told=True,
            organisation=organisation,
            queue=queue,
        )
        past.is_set_to(moment + timedelta(minutes=20))


def _file(handler: User) -> None:
    """What lies on a dossier: of the client, of a contractor, and one paper that few may read."""
    handled = Dossier.objects.open().filter(stage="handling").order_by("-pk")
    for dossier, files in zip(handled, FILES, strict=False):
        for name, origin in files:
            past, moment = Past(dossier, database_now()), dossier.case_file.events.latest("pk").at
            add_file(
                dossier,
                data=page_that_says(f"{name} {dossier.number}"),
                name=name,
                content_type="application/pdf",
                origin=origin,
                by=handler,
            )
            past.is_set_to(moment + timedelta(minutes=20))


def _live_together(handler: User) -> None:
    """In one apartment building: the syndic asks about the common parts, an owner about an apartment."""
    buildings = Building.objects.annotate(size=Count("addresses")).order_by("-size", "pk")
    doors = list(buildings[0].addresses.with_label().in_order()) if buildings else []
    apartments = [one for one in doors if one.box_number]
    houses = [one for one in doors if not one.box_number]
    open_ones = list(Dossier.objects.open().order_by("pk"))
    if not apartments or len(open_ones) < 2:  # noqa: PLR2004 - the two of them
        return
    common, private = open_ones[0], open_ones[1]
    past, before = Past(common, database_now()), common.case_file.events.latest("pk").at
    update_dossier(common, by=handler, site_address=(houses or apartments)[0], scope=Scope.COMMON)
    add_addresses(common, apartments[:12], by=handler)
    past.is_set_to(before + timedelta(minutes=20))
    update_dossier(private, by=handler, site_address=apartments[3])
    pasts = [(Past(one, database_now()), one.case_file.events.latest("pk").at) for one in (common, private)]
    relate_dossiers(common, private, by=handler, kind=RelationKind.objects.get(code="apartment_building"))
    for past, before in pasts:
        past.is_set_to(before + timedelta(minutes=20))


def _ask_more(handler: User) -> None:
    """What some clients want and why, and with whom they live; of one the category is not known."""
    motives = {one.code: one for one in Motive.objects.all()}
    wishes: tuple[tuple[str, tuple[str, ...], str, str, str, dict[str, Any]], ...] = (
        (
            "Van E naar A, in stappen, zonder te verhuizen.",
            ("comfort", "energy_bill"),
            "months",
            "rond 40.000 euro, de helft eigen spaargeld",
            "Ramen vooraan vervangen in 2015.",
            {"persons": 4, "dependants": 2, "category": 3, "category_method": "declared"},
        ),
        (
            "Verwarming valt uit, wil weten of een warmtepomp kan.",
            ("comfort", "climate"),
            "at_once",
            "",
            "",
            {"persons": 2, "dependants": 0, "category": 2, "category_method": "notice"},
        ),
        (
            "Moet label D halen na de aankoop.",
            ("duty", "home_value"),
            "year",
            "weet het nog niet",
            "Nog niets.",
            {"persons": 1, "category_lacks": "not_told"},
        ),
    )
    today = timezone.localdate()
    open_ones = list(Dossier.objects.open().exclude(journey__client=None).order_by("-pk"))
    for dossier, (wish, why, urgency, budget, done, household) in zip(open_ones, wishes, strict=False):
        reasons = [motives[code] for code in why if code in motives]
        told: dict[str, Any] = {
            "wish": wish,
            "motives": reasons,
            "urgency": urgency,
            "budget": budget,
            "done_already": done,
        }
        update_detail(dossier, INTAKE, by=handler, **told)
        if "category" in household:
            household |= {"category_year": today.year, "category_known_on": today - timedelta(days=9)}
        update_detail(dossier, HOUSEHOLD, by=handler, **household)


def _live(dossier: Dossier, handler: User, number: int, moment: datetime, chance: Random) -> None:
    """What happens to it, until the day of today is reached. A few are forgotten on the way."""
    past = Past(dossier, database_now())
    if number % 11 == 1 or not (handled := _later(moment, chance.triangular(0, 9, 1), chance)):
        return
    stages.advance(dossier, by=handler)
    add_activity(
        dossier.case_file,
        by=handler,
        kind=ActivityKind.CALL,
        title="Gebeld",
        text=chance.choice(CALLS),
        minutes=(5, 8, 12)[number % 3],
    )
    if number % 9 == 0:
        add_activity(
            dossier.case_file,
            by=handler,
            kind=ActivityKind.VISIT,
            title="Huisbezoek",
            text="Ter plaatse gekeken en foto’s genomen.",
            minutes=75,
            travel_minutes=30,
            was_done=True,
        )
    called = FirstAction.objects.get(code="answered_by_phone")
    acted_on = timezone.localdate(handled)
    update_detail(dossier, QUESTION, by=handler, first_action=called, first_action_on=acted_on)
    task = _task(dossier, handler, handled, chance)
    past.is_set_to(handled)
    if number % 7 == 1 or not (closed := _later(handled, chance.triangular(1, 40, 6), chance)):
        return
    finish_activity(task, by=handler)
    if number % 13 == 0:
        stages.abandon(dossier, by=handler, reason=Reason.objects.filter(kind=ReasonKind.ABANDON)[0])
    else:
        answer(dossier, by=handler, topic=chance.choice(TOPICS), acted_on=acted_on)
        stages.save_and_complete(dossier, by=handler)
    past.is_set_to(closed)


def _task(dossier: Dossier, handler: User, moment: datetime, chance: Random) -> Activity:
    due = timezone.localdate(moment) + timedelta(days=chance.randrange(3, 21))
    return add_activity(
        dossier.case_file,
        by=handler,
        kind=ActivityKind.TASK,
        title=chance.choice(TASKS),
        assignee=handler,
        due_on=due,
    )


# --- Dates ---------------------------------------------------------------------------------------


def _moments(chance: Random) -> list[datetime]:
    """When each dossier was opened, oldest first, so that numbers and dates agree."""
    today = timezone.localdate()
    reach = min(MOST_DAYS, max(FEWEST_DAYS, (today - today.replace(month=1, day=1)).days))
    days = [today - timedelta(days=1 + round(reach * chance.random() ** 2)) for _number in range(COUNT)]
    return sorted(_office_hour(day, chance) for day in days)


def _later(moment: datetime, days: float, chance: Random) -> datetime | None:
    """So many days after the moment, in office hours; None where that is not past yet."""
    day = timezone.localdate(moment) + timedelta(days=round(days))
    if day >= timezone.localdate():
        return None
    return max(moment + timedelta(minutes=20), _office_hour(day, chance))


def _office_hour(day: date, chance: Random) -> datetime:
    """Between 8.30 and 16.30 in Brussels, on the Friday before where the day is in a weekend."""
    day -= timedelta(days=max(0, day.weekday() - 4))
    opening = datetime.combine(day, time(8, 30), timezone.get_current_timezone())
    return opening + timedelta(minutes=chance.randrange(8 * 60))


def database_now() -> datetime:
    """The clock that dates new rows: the start of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        now: datetime = cursor.fetchone()[0]
    return now


@dataclass(frozen=True)
class Past:
    """What was written on a dossier and its journey since `since`, to be dated earlier."""

    dossier: Dossier
    since: datetime

    def was(self, days: int) -> None:
        """So many days ago, or on the Friday before; in the morning, as two steps of one weekend may meet."""
        day = timezone.localdate() - timedelta(days=days)
        day -= timedelta(days=max(0, day.weekday() - 4))
        self.is_set_to(datetime.combine(day, time(10, 20), timezone.get_current_timezone()))

    def is_set_to(self, moment: datetime) -> None:
        day, since = timezone.localdate(moment), self.since
        journey = self.dossier.journey
        case_files = [self.dossier.case_file_id, journey.case_file_id]
        dossiers = Dossier.objects.filter(pk=self.dossier.pk)
        dossiers.filter(created_at__gte=since).update(created_at=moment, opened_on=day)
        dossiers.filter(completed_on__gte=timezone.localdate(since)).update(completed_on=day)
        Journey.objects.filter(pk=journey.pk, opened_at__gte=since).update(opened_at=moment)
        self.dossier.visits.filter(entered_at__gte=since).update(entered_at=moment)
        self.dossier.visits.filter(left_at__gte=since).update(left_at=moment)
        works = Work.objects.filter(pk__in=self.dossier.on_works.values("work"))
        works.filter(created__gte=since).update(created=moment)
        activities = Activity.objects.filter(case_file__in=case_files)
        for field in ("asked_on", "reminded_on", "answered_on"):
            activities.filter(**{f"{field}__gte": timezone.localdate(since)}).update(**{field: day})
        activities.filter(created_at__gte=since).update(created_at=moment)
        activities.filter(done_at__gte=since).update(done_at=moment)
        filed = FiledDocument.objects.filter(case_file__in=case_files, filed_at__gte=since)
        Document.objects.filter(filings__in=filed).update(created=moment)
        filed.update(filed_at=moment)
        with pgtrigger.ignore("timeline.Event:append_only"):
            Event.objects.filter(case_file__in=case_files, at__gte=since).update(at=moment)
