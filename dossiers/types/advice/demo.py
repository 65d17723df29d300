"""Advice of the demo's loket: a roof that was said yes to, a heat pump to visit, a scan, a bill; and advice
of the past months, after which clients were asked what they thought of it."""

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from dossiers.demo import Past, database_now
from dossiers.models import Dossier, Journey, NextStep, Project, Reason, Source, Subtype, Topic
from dossiers.operations.editing import update_detail
from dossiers.operations.opening import Opening, open_dossier
from dossiers.operations.stages import advance
from dossiers.types.advice.bill.profile import BILL
from dossiers.types.advice.heat_pump.profile import PART as HEAT_PUMP
from dossiers.types.advice.profile import ANSWER, DISCUSSED, PREPARATION, REPORT, REQUEST
from dossiers.types.advice.scan.profile import SCAN
from dossiers.works.models import ClientAnswer
from dossiers.works.operations import add_work, advise
from oss.addresses.models import Measure
from oss.staff.models import User
from oss.staff.roles import Role

_WORKS: tuple[tuple[str, str, tuple[str, str], str, str], ...] = (
    ("roof_sarking", "96", ("21000", "26000"), "short", ClientAnswer.YES),
    ("windows", "14.5", ("11000", "14000"), "medium", ClientAnswer.LATER),
    ("ventilation", "1", ("6000", "8500"), "medium", ClientAnswer.TO_DISCUSS),
    ("floor", "52", ("4000", "5200"), "long", ClientAnswer.NO),
)
"""Measure, quantity, estimate, term, and what the client said."""


FINISHED = 24
"""So many more were given, of which the survey is all that is left."""
_FINISHED: tuple[tuple[str, str, str], ...] = (
    (
        "advice_renovation_advice",
        "roof_insulation",
        "Eerst het dak, dan de ramen; enkel glas op de slaapkamers.",
    ),
    ("advice_heat_pump_advice", "heat_pump", "De radiatoren volstaan op 50 graden; eerst de zoldervloer."),
    ("advice_adaptation_advice", "damp", "Een inloopdouche kan; de drempel aan de achterdeur moet weg."),
)
"""Subtype, topic, and what was found."""


def load_advice() -> None:
    """On journeys of people of whom the address is known, as their next wagon."""
    if Dossier.objects.filter(type="advice").exists():
        return
    coach = User.objects.with_role(Role.COACH).order_by("pk").first()
    journeys = Journey.objects.filter(address__isnull=False, client__isnull=False)
    trains = list(journeys.filter(dossiers__stage="completed").distinct().order_by("pk")[:5])
    if coach is None or len(trains) < 5:  # noqa: PLR2004 - one for each case
        return
    _advised(_opened(trains[0], "advice_renovation_advice", coach), coach)
    _planned(_opened(trains[1], "advice_heat_pump_advice", coach, days=12), coach)
    _sent_on(_opened(trains[2], "advice_energy_scan", coach, days=44), coach)
    _compared(_opened(trains[3], "advice_energy_bill", coach, days=9), coach)
    _opened(trains[4], "advice_adaptation_advice", coach, days=3)
    others = journeys.exclude(pk__in=[one.pk for one in trains]).order_by("pk")
    for number, journey in enumerate(others[:FINISHED]):
        _finished(journey, number, coach)


def _ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def _opened(journey: Journey, subtype: str, by: User, *, days: int = 30) -> tuple[Dossier, Past]:
    """So many days ago; and what dates all that is done since."""
    since = database_now()
    asked: dict[str, Any] = {
        "question": "Het is boven te warm in de zomer en te koud in de winter. Waar beginnen we best?",
        "asked_on": _ago(days),
    }
    dossier = open_dossier(
        Opening(
            subtype=Subtype.objects.get(code=subtype),
            journey=journey,
            source=Source.objects.get(code="mail"),
            project=Project.objects.get(code="regular"),
            assignee=by,
            detail=asked,
        ),
        by=by,
    )
    past = Past(dossier, since)
    past.was(days)
    return dossier, past


def _finished(journey: Journey, number: int, by: User) -> None:
    """Visited, delivered and decided some weeks after its train asked something for the first time."""
    age = (timezone.localdate() - timezone.localdate(journey.opened_at)).days
    days = min(150 - 5 * number, age - 3)
    if days < 17:  # noqa: PLR2004 - too short for all that happens
        return
    subtype, topic, found = _FINISHED[number % len(_FINISHED)]
    dossier, past = _opened(journey, subtype, by, days=days)
    advance(dossier, by=by)
    past.was(days - 2)
    visit: dict[str, Any] = {"visit_on": _ago(days - 6), "visit_at": time(10, 30), "visit_way": "home"}
    update_detail(dossier, PREPARATION, by=by, **visit)
    discussed = list(Topic.objects.filter(code=topic))
    update_detail(dossier, DISCUSSED, by=by, discussed=discussed, comfort=found)
    past.was(days - 6)
    told: dict[str, Any] = {"report_made_on": _ago(days - 9), "report_by": by}
    told |= {"delivered_on": _ago(days - 10), "delivered_how": "report"}
    update_detail(dossier, REPORT, by=by, **told)
    advance(dossier, by=by)
    past.was(days - 10)
    steps = list(NextStep.objects.filter(code="guidance"))
    update_detail(dossier, ANSWER, by=by, talked_on=_ago(days - 13), talked_how="phone", next_steps=steps)
    past.was(days - 13)


def _advised(opened: tuple[Dossier, Past], by: User) -> None:
    dossier, past = opened
    today = timezone.localdate()
    address = dossier.site_address
    if address is None:
        return
    advance(dossier, by=by)
    update_detail(
        dossier,
        PREPARATION,
        by=by,
        visit_on=today - timedelta(days=20),
        visit_at=time(14, 30),
        visit_minutes=90,
        visit_way="home",
        confirmed_on=today - timedelta(days=25),
        has_consumption=True,
        has_plans=True,
    )
    past.was(25)
    update_detail(  # noqa: S604 - the shell of a building
        dossier,
        DISCUSSED,
        by=by,
        discussed=list(
            Topic.objects.filter(code__in=("roof_insulation", "windows_and_doors", "ventilation"))
        ),
        shell="Hellend dak zonder isolatie, enkel glas op de slaapkamers.",
        ventilation="Geen; vocht op de badkamer.",
        comfort="Te warm onder het dak.",
    )
    past.was(20)
    update_detail(
        dossier,
        REPORT,
        by=by,
        report_made_on=today - timedelta(days=12),
        report_by=by,
        label_now="E",
        label_after="C",
        delivered_on=today - timedelta(days=10),
        delivered_how="report",
    )
    for place, (code, quantity, estimate, term, told) in enumerate(_WORKS, start=1):
        work = add_work(
            address,
            Measure.objects.get(code=code),
            by=by,
            dossier=dossier,
            quantity=Decimal(quantity),
            estimate_from=Decimal(estimate[0]),
            estimate_until=Decimal(estimate[1]),
        )
        why = Reason.objects.filter(code="decline_too_expensive").first()
        advise(
            work.on_dossiers.get(),
            by=by,
            position=place,
            term=term,
            answer=told,
            reason=why if told == ClientAnswer.NO else None,
        )
    past.was(10)
    update_detail(
        dossier,
        ANSWER,
        by=by,
        talked_on=today - timedelta(days=5),
        talked_how="phone",
        next_steps=list(NextStep.objects.filter(code="guidance")),
    )
    past.was(5)


def _planned(opened: tuple[Dossier, Past], by: User) -> None:
    dossier, past = opened
    update_detail(
        dossier,
        REQUEST,
        by=by,
        is_complete=True,
        wished_contact="home",
        wished_moment="na 17 uur",
        plan="stay",
    )
    advance(dossier, by=by)
    coming = timezone.localdate() + timedelta(days=6)
    update_detail(dossier, PREPARATION, by=by, visit_on=coming, visit_at=time(17, 30), visit_way="home")
    update_detail(
        dossier,
        HEAT_PUMP,
        by=by,
        emission="mixed",
        supply_temperature=55,
        heat_loss=Decimal("8.5"),
        figures_source="eigen meting klant, oktober",
        connection="3n400",
        amperes=25,
        gas_grid=True,
    )
    past.was(6)


def _sent_on(opened: tuple[Dossier, Past], by: User) -> None:
    dossier, past = opened
    advance(dossier, by=by)
    update_detail(dossier, SCAN, by=by, sent_on=_ago(40), outcome="")
    past.was(40)


def _compared(opened: tuple[Dossier, Past], by: User) -> None:
    dossier, past = opened
    update_detail(
        dossier,
        BILL,
        by=by,
        supplier="Vaste leverancier",
        contract="variabel, sinds 2021",
        electricity=3200,
        gas=14500,
        use_source="jaarafrekening van de klant",
        social_tariff=False,
        compared_on=_ago(7),
        gain=Decimal("214.60"),
        switched="later",
    )
    past.was(7)
