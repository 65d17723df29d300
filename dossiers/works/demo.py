"""Works of the demo's loket: done long ago, and under way in every state."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from dossiers.models import Dossier, Reason
from dossiers.works.models import Executor, PermitKind, Work, WorkSide
from dossiers.works.operations import (
    add_invoice,
    add_past_work,
    add_photo,
    add_work,
    decide,
    finish,
    inspect,
    start,
    update_work,
)
from dossiers.works.photos import PhotoMoment
from oss.addresses.models import Address, Building, EnergyCertificate, Measure
from oss.core.partial_dates import PartialDate
from oss.documents.demo import picture_of
from oss.documents.uploads import Upload


def load_works() -> None:
    """On the places of which the demo knows certificates, and on its first open dossiers."""
    if Work.objects.exists():
        return
    measures = {one.code: one for one in Measure.objects.all()}
    for building in Building.objects.filter(
        pk__in=EnergyCertificate.objects.filter(is_common_parts=True).values("building")
    ):
        _done_on(building, measures)
    houses = Address.objects.filter(
        pk__in=EnergyCertificate.objects.filter(address__building=None).values("address")
    )
    for number, address in enumerate(houses.in_order()):
        add_past_work(address, measures["roof"], by=None, ended_on=PartialDate(2008 + number))
    dossiers = Dossier.objects.active().filter(site_address__isnull=False, stage="handling")
    for dossier in dossiers.select_related("site_address", "case_file").order_by("pk")[:3]:
        _under_way(dossier, measures)


def _done_on(building: Building, measures: dict[str, Measure]) -> None:
    add_past_work(
        building,
        measures["flat_roof"],
        by=None,
        ended_on=PartialDate(2016),
        description="Plat dak, 12 cm PIR",
        side=WorkSide.SHARED,
    )
    add_past_work(building, measures["heating"], by=None, ended_on=PartialDate(2019, 9), source="notulen AV")
    for address in building.addresses.exclude(box_number="").in_order()[:2]:
        add_past_work(address, measures["windows"], by=None, ended_on=PartialDate(2021, 5), source="eigenaar")


def _under_way(dossier: Dossier, measures: dict[str, Measure]) -> None:
    """One work for each state that needs no quote, so that all of them can be seen."""
    address = dossier.site_address
    if address is None:
        return
    today = timezone.localdate()

    def ago(days: int) -> date:
        return today - timedelta(days=days)

    side = WorkSide.PRIVATE if address.building_id else ""
    made = {
        code: add_work(
            address,
            measures[code],
            by=None,
            dossier=dossier,
            description=description,
            quantity=Decimal(quantity),
            side=side,
        )
        for code, description, quantity in (
            ("roof_sarking", "Hellend dak, langs buiten", "118"),
            ("windows", "Voorgevel, hoogrendementsglas", "14.5"),
            ("heat_pump_hybrid", "", "1"),
            ("solar_panels", "Zuidkant", "4.8"),
            ("floor", "Gelijkvloers", "46"),
            ("cavity_wall", "Achtergevel", "62"),
            ("ventilation", "Systeem D met warmteterugwinning", "1"),
        )
    }
    update_work(made["windows"], by=None, permit=PermitKind.PERMIT, permit_asked_on=ago(20))
    for code in ("windows", "solar_panels", "floor", "cavity_wall"):
        decide(made[code], by=None, goes_on=True, decided_on=ago(40), amount=Decimal("8450.00"))
    update_work(
        made["solar_panels"],
        by=None,
        permit=PermitKind.NONE,
        planned_start=today + timedelta(days=21),
        executor=Executor.CONTRACTOR,
    )
    start(made["floor"], by=None, started_on=PartialDate.of(ago(6)))
    finish(made["cavity_wall"], by=None, ended_on=PartialDate.of(ago(12)))
    add_invoice(
        made["cavity_wall"],
        by=None,
        number="2026-118",
        dated_on=ago(9),
        amount_excl=Decimal("2341.00"),
        amount_incl=Decimal("2481.46"),
    )
    inspect(made["cavity_wall"], by=None, done_on=ago(5), phase="end", outcome="conform")
    for code, moment, name, colour in (
        ("cavity_wall", PhotoMoment.BEFORE, "achtergevel met vocht", (150, 110, 90)),
        ("cavity_wall", PhotoMoment.AFTER, "achtergevel gevuld", (190, 170, 140)),
        ("floor", PhotoMoment.BEFORE, "vloer uitgebroken", (110, 100, 95)),
        ("floor", PhotoMoment.DURING, "isolatie gespoten", (200, 190, 120)),
    ):
        # of each dossier its own: the same bytes would be one paper
        picture = picture_of(*colour, width=320 + dossier.pk % 100)
        photo = Upload(picture, f"{name} {dossier.number}.png", "image/png")
        add_photo(made[code], photo, by=None, moment=moment)
    no = Reason.objects.filter(code="decline_other_timing").first()
    if no is not None:
        decide(made["ventilation"], by=None, goes_on=False, decided_on=ago(40), reason=no)
