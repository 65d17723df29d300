"""Executions of the demo's loket: one that is prepared, one that runs, and one that is looked back on.

Each is dated over the past months, as its works are.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from dossiers.demo import Past, database_now
from dossiers.flows.table import ABANDONED, DossierType
from dossiers.forms.collective import COLLECTIVE
from dossiers.models import CollectiveOf, Dossier, Subtype
from dossiers.operations import stages
from dossiers.operations.editing import update_detail, update_dossier
from dossiers.operations.opening import Opening, open_dossier
from dossiers.types.execution.model import BuildingPart, StreetElement
from dossiers.types.execution.operations import (
    add_complaint,
    answer_street_furniture,
    no_more_street_furniture,
)
from dossiers.types.execution.profile import AFTERCARE, FACADE, PERMIT, PLANNING, REQUEST, SPACE
from dossiers.works.models import Executor, PermitKind, Work, WorkRole
from dossiers.works.operations import add_invoice, add_work, decide, finish, inspect, start, update_work
from oss.addresses.models import Measure
from oss.core.partial_dates import PartialDate
from oss.staff.models import User
from oss.staff.roles import Role

OLDEST = 76
"""So many days ago the oldest of them begins, after what its train asked before."""


def load_executions() -> None:
    """As the next wagon of clients of whom the demo knows a house."""
    if Dossier.objects.filter(type=DossierType.EXECUTION).exists():
        return
    coach = User.objects.active().filter(groups__name=Role.COACH).order_by("pk").first()
    houses = Dossier.objects.active().filter(
        type=DossierType.INFORMATION,
        site_address__isnull=False,
        site_address__building=None,
        main_contact__isnull=False,
        opened_on__lt=_ago(OLDEST + 3),
    )
    if coach is None:
        return
    trains: dict[int, Dossier] = {}
    for earlier in houses.exclude(stage=ABANDONED).select_related("journey").order_by("pk"):
        trains.setdefault(earlier.journey_id, earlier)
    for earlier, tell in zip(trains.values(), (_prepared, _running, _looked_back_on), strict=False):
        tell(earlier, coach)


def _ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def _opened(
    earlier: Dossier, coach: User, days: int, subtype: str = "execution_verbouwbegeleiding"
) -> tuple[Dossier, Past]:
    """So many days ago; and what dates all that is done since."""
    since = database_now()
    opening = Opening(
        subtype=Subtype.objects.get(code=subtype),
        journey=earlier.journey,
        address=earlier.site_address,
        source=earlier.source,
        project=earlier.project,
        assignee=coach,
    )
    dossier = open_dossier(opening, by=coach)
    update_dossier(dossier, by=coach, main_contact=earlier.main_contact)
    update_detail(dossier, REQUEST, by=coach, contact_point=coach)
    past = Past(dossier, since)
    past.was(days)
    return dossier, past


def _decided(dossier: Dossier, code: str, quantity: str, amount: str, description: str = "") -> Work:
    place = dossier.site_address
    if place is None:
        raise ValueError(f"{dossier} has no site address")
    work = add_work(
        place,
        Measure.objects.get(code=code),
        by=None,
        dossier=dossier,
        role=WorkRole.EXECUTED,
        quantity=Decimal(quantity),
        description=description,
    )
    decide(work, by=None, goes_on=True, decided_on=_ago(45), amount=Decimal(amount))
    return update_work(work, by=None, executor=Executor.CONTRACTOR)


def _prepared(earlier: Dossier, coach: User) -> None:
    """A façade at the street: the permit was asked, and the cables should have been by now."""
    dossier, past = _opened(earlier, coach, 52)
    _decided(dossier, "outer_wall", "64", "14820.00", "Voorgevel, 16 cm met crepi")
    _decided(dossier, "windows", "11.2", "9640.00", "Straatkant")
    past.was(45)
    stages.advance(_now(dossier), by=coach)
    past.was(36)
    parts = BuildingPart.objects.filter(code__in=("front_facade", "front_windows"))
    update_detail(
        _now(dossier),
        PERMIT,
        by=coach,
        permit=PermitKind.PERMIT,
        permit_parts=list(parts),
        permit_made_on=_ago(34),
        permit_asked_on=_ago(27),
        permit_number="OMV_2026104417",
        permit_complete_on=_ago(12),
    )
    update_detail(
        _now(dossier),
        FACADE,
        by=coach,
        facade_thickness=18,
        facade_beyond_line=True,
        facade_heritage=False,
        facade_against_rules=False,
    )
    start_on = timezone.localdate() + timedelta(days=48)
    update_detail(_now(dossier), PLANNING, by=coach, planned_start=start_on, contractor_told_on=_ago(5))
    update_detail(
        _now(dossier),
        SPACE,
        by=coach,
        space_needed=True,
        space_user="other",
        space_kind="large",
        space_from=start_on,
        space_until=start_on + timedelta(days=18),
    )
    elements = {one.code: one for one in StreetElement.objects.all()}
    answers: dict[str, dict[str, Any]] = {
        "traffic_signs": {"needed": True, "authority": "Stad Mechelen", "asked_on": _ago(20)},
        "telecom": {"needed": True, "authority": "operator"},
        "lighting_facade": {"needed": False},
    }
    for code, told in answers.items():
        answer_street_furniture(dossier, elements[code], by=coach, **told)
    past.was(12)


def _running(earlier: Dossier, coach: User) -> None:
    """A roof that runs, with more work than was decided and a complaint; of five works two are done, and
    their attests came."""
    dossier, past = _opened(earlier, coach, 64)
    roof = _decided(dossier, "roof_sarking", "92", "23150.00", "Hellend dak, 18 cm")
    floor = _decided(dossier, "floor", "41", "4210.00", "Gelijkvloers")
    attic = _decided(dossier, "attic_floor", "38", "1640.00")
    _decided(dossier, "ventilation", "1", "5480.00")
    _decided(dossier, "solar_panels", "4.2", "5750.00")
    past.was(45)
    stages.advance(_now(dossier), by=coach)
    past.was(40)
    update_detail(_now(dossier), PERMIT, by=coach, permit=PermitKind.NONE)
    no_more_street_furniture(dossier, by=coach)
    stages.advance(_now(dossier), by=coach)
    past.was(30)
    for work in (floor, attic):
        finish(work, by=None, ended_on=PartialDate.of(_ago(20)))
        update_work(work, by=None, attest_on=_ago(12))
    add_invoice(
        floor,
        by=None,
        number="2026-204",
        dated_on=_ago(15),
        amount_excl=Decimal("3971.70"),
        amount_incl=Decimal("4210.00"),
    )
    past.was(15)
    start(roof, by=None, started_on=PartialDate.of(_ago(9)))
    update_work(roof, by=None, extra_work="Drie rotte kepers vervangen; afgesproken op de werf.")
    inspect(
        roof,
        by=coach,
        done_on=_ago(4),
        phase="between",
        outcome="remarks",
        note="Dampscherm aan de nok nog niet dichtgekleefd.",
        follow_up_on=timezone.localdate() + timedelta(days=5),
    )
    past.was(4)
    add_complaint(
        dossier,
        by=coach,
        reported_on=_ago(3),
        about="contr",
        work=roof,
        what="Water op zolder na de regen van het weekend.",
        requested_repair="Zeil beter vastleggen en de natte isolatie vervangen.",
    )
    past.was(3)


def _looked_back_on(earlier: Dossier, coach: User) -> None:
    """Of a collective renovation: all is done and accepted; the grant is still to be asked."""
    dossier, past = _opened(earlier, coach, OLDEST, "execution_collective_renovation")
    told: dict[str, Any] = {
        "collective_of": CollectiveOf.NEIGHBOURHOOD,
        "package": "Spouwmuur en zonnepanelen",
    }
    update_detail(dossier, COLLECTIVE, by=coach, **told)
    panels = _decided(dossier, "solar_panels", "4.8", "6120.00", "Zuidkant")
    wall = _decided(dossier, "cavity_wall", "58", "2380.00", "Zijgevel en achtergevel")
    past.was(45)
    stages.advance(_now(dossier), by=coach)
    update_detail(_now(dossier), PERMIT, by=coach, permit=PermitKind.NONE)
    no_more_street_furniture(dossier, by=coach)
    stages.advance(_now(dossier), by=coach)
    past.was(40)
    for work, days in ((wall, 34), (panels, 18)):
        finish(work, by=None, ended_on=PartialDate.of(_ago(days)))
        inspect(work, by=coach, done_on=_ago(days - 2), phase="end", outcome="conform")
        past.was(days - 2)
    update_work(wall, by=None, attest_on=_ago(15))
    stages.advance(_now(dossier), by=coach)
    update_detail(
        _now(dossier),
        AFTERCARE,
        by=coach,
        accepted_on=_ago(14),
        acceptance_remarks="Alles in orde; de uitleg bij de omvormer is gegeven.",
        next_step_discussed=True,
        next_step="Warmtepomp bekijken na de winter.",
    )
    past.was(14)


def _now(dossier: Dossier) -> Dossier:
    return Dossier.objects.get(pk=dossier.pk)
