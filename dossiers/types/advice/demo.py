"""Advice of the demo's loket: a roof that was said yes to, a heat pump to visit, a scan, a bill."""

from datetime import time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

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


def load_advice() -> None:
    """On journeys of people of whom the address is known, as their next wagon."""
    if Dossier.objects.filter(type="advice").exists():
        return
    coach = User.objects.with_role(Role.COACH).order_by("pk").first()
    journeys = Journey.objects.filter(
        address__isnull=False, client__isnull=False, dossiers__stage="completed"
    )
    trains = list(journeys.distinct().order_by("pk")[:5])
    if coach is None or len(trains) < 5:  # noqa: PLR2004 - one for each case
        return
    _advised(_opened(trains[0], "advice_renovation_advice", coach), coach)
    _planned(_opened(trains[1], "advice_heat_pump_advice", coach), coach)
    _sent_on(_opened(trains[2], "advice_energy_scan", coach), coach)
    _compared(_opened(trains[3], "advice_energy_bill", coach), coach)
    _opened(trains[4], "advice_adaptation_advice", coach)


def _opened(journey: Journey, subtype: str, by: User) -> Dossier:
    asked: dict[str, Any] = {
        "question": "Het is boven te warm in de zomer en te koud in de winter. Waar beginnen we best?",
        "asked_on": timezone.localdate() - timedelta(days=30),
    }
    return open_dossier(
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


def _advised(dossier: Dossier, by: User) -> None:
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
    update_detail(
        dossier,
        ANSWER,
        by=by,
        talked_on=today - timedelta(days=5),
        talked_how="phone",
        next_steps=list(NextStep.objects.filter(code="guidance")),
    )


def _planned(dossier: Dossier, by: User) -> None:
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


def _sent_on(dossier: Dossier, by: User) -> None:
    advance(dossier, by=by)
    update_detail(dossier, SCAN, by=by, sent_on=timezone.localdate() - timedelta(days=40), outcome="")


def _compared(dossier: Dossier, by: User) -> None:
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
        compared_on=timezone.localdate(),
        gain=Decimal("214.60"),
        switched="later",
    )
