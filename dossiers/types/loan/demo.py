"""Loans of the demo's loket: products of each role of the desk, in each stage until they are signed."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from dossiers.checklist.models import AskedPaper
from dossiers.checklist.operations import ask_papers, fill_papers_from_sheet, receive_papers
from dossiers.demo import Past, database_now
from dossiers.flows.table import ABANDONED, DossierType
from dossiers.forms.shared import HOUSEHOLD
from dossiers.models import Capacity, Dossier, Project, Source, Subtype
from dossiers.operations import stages
from dossiers.operations.editing import update_detail
from dossiers.operations.opening import Client, Opening, open_dossier
from dossiers.schemes.operations import answer
from dossiers.types.loan.operations import deciding, preparing
from dossiers.types.loan.profile import (
    LOAN_ADVICE,
    LOAN_ANALYSIS,
    LOAN_BUDGET,
    LOAN_REQUEST,
    LOAN_SIGNING,
)
from dossiers.works.models import Work, WorkRole
from dossiers.works.operations import add_work, decide
from oss.addresses.models import Address, Dwelling, Measure
from oss.addresses.operations.describing import describe_dwelling
from oss.contacts.models import Organisation, OrganisationKind
from oss.staff.models import User
from oss.staff.roles import Role

MVL, ACCOUNT = "loan_verbouwlening", "BE68539007547034"


class NoTrainLeftError(LookupError):
    """A demo with few clients has fewer loans."""


class Demo:
    """Who does what, and the trains of clients of whom the demo knows a house."""

    def __init__(self) -> None:
        self.karim, self.griet = (
            User.objects.with_role(one).order_by("pk")[0]
            for one in (Role.FINANCIAL_ADVISER, Role.COORDINATOR)
        )
        self.trains = self._trains()

    def _trains(self) -> list[Dossier]:
        """The first question of each, of a person with an address."""
        known = (
            Dossier.objects.visible_to(self.karim)
            .filter(
                type=DossierType.INFORMATION, main_contact__person__isnull=False, site_address__isnull=False
            )
            .exclude(stage=ABANDONED)
        )
        first: dict[int, Dossier] = {}
        for one in known.select_related("journey", "site_address").order_by("opened_on", "pk"):
            first.setdefault(one.journey_id, one)
        return list(first.values())

    def train(self, days: int) -> Dossier | None:
        """The newest that was there so many days ago and has no loan yet."""
        there = [one for one in self.trains if one.opened_on < _ago(days)]
        if not there:
            return None
        self.trains.remove(there[-1])
        return there[-1]

    def opened(self, subtype: str, days: int, **known: Any) -> tuple[Dossier, Past]:
        since = database_now()
        if "client" not in known:
            earlier = self.train(days)
            if earlier is None:
                raise NoTrainLeftError
            known |= {"journey": earlier.journey, "address": earlier.site_address}
        dossier = open_dossier(
            Opening(
                subtype=Subtype.objects.get(code=subtype),
                source=Source.objects.active()[0],
                project=Project.objects.get(code="regular"),
                assignee=self.karim,
                **known,
            ),
            by=self.karim,
        )
        past = Past(dossier, since)
        past.was(days)
        return dossier, past

    def asked(self, dossier: Dossier, days: int, amount: str, months: int | None, **told: Any) -> Dossier:
        given: dict[str, Any] = {
            "asked_on": _ago(days),
            "asked_amount": Decimal(amount),
            "asked_months": months,
        }
        update_detail(_now(dossier), LOAN_REQUEST, by=self.karim, **given | told)
        return _now(dossier)

    def work(self, dossier: Dossier, code: str, amount: str, description: str = "") -> Work:
        place = dossier.site_address
        if place is None:
            raise ValueError(f"{dossier} has no site address")
        side = "private" if isinstance(place, Address) and (place.building_id or place.box_number) else ""
        work = add_work(
            place,
            Measure.objects.get(code=code),
            by=None,
            dossier=dossier,
            role=WorkRole.FINANCED,
            description=description,
            side=side,
        )
        decide(work, by=None, goes_on=True, decided_on=_ago(40), amount=Decimal(amount))
        return work

    def prechecked(self, dossier: Dossier, category: int = 3) -> None:
        address = dossier.site_address
        if address is not None and Dwelling.known_at(address).construction_year is None:
            describe_dwelling(
                address, by=self.karim, seen={"construction_year": None}, construction_year=1958
            )
        told: dict[str, Any] = {
            "persons": 3,
            "dependants": 1,
            "category": category,
            "category_year": timezone.localdate().year,
            "category_known_on": _ago(30),
            "category_method": "notice",
        }
        update_detail(dossier, HOUSEHOLD, by=self.karim, **told)
        for question in ("no_running_loan", "no_older_energy_loan"):
            answer(dossier, question, "yes", by=self.karim)
        preparing.take_over_amounts(dossier, by=self.karim)
        preparing.keep_precheck(dossier, by=self.karim)

    def analysed(self, dossier: Dossier, days: int, *, income: str, costs: str, text: str) -> Dossier:
        """In stage Decision."""
        dossier = stages.advance(_now(dossier), by=self.karim)
        self.papers(dossier)
        update_detail(
            dossier,
            LOAN_BUDGET,
            by=self.karim,
            income=Decimal(income),
            fixed_costs=Decimal(costs),
            budget_source="loonfiches en rekeninguittreksels",
            budget_on=_ago(days),
        )
        update_detail(dossier, LOAN_ANALYSIS, by=self.karim, complete_on=_ago(days))
        update_detail(dossier, LOAN_ADVICE, by=self.karim, analysis=text, advice="yes")
        return stages.advance(_now(dossier), by=self.karim)

    def papers(self, dossier: Dossier, received: int | None = None) -> None:
        if not dossier.loan.sheet or not dossier.loan.sheet.papers.exists():
            return
        fill_papers_from_sheet(dossier, by=self.karim)
        papers = list(AskedPaper.objects.filter(dossier=dossier).order_by("pk"))
        ask_papers(dossier, papers, by=self.karim, asked_on=_ago(24))
        receive_papers(dossier, papers[:received], by=self.karim, received_on=_ago(15))

    def decided(self, dossier: Dossier, **told: Any) -> None:
        decision = deciding.propose_decision(dossier, by=self.karim, **told)
        deciding.confirm_decision(decision, by=self.griet)


def load_loans() -> None:
    if Dossier.objects.filter(type=DossierType.LOAN).exists():
        return
    demo = Demo()
    for tell in (
        *(_emergency, _to_sign, _to_confirm, _on_committee, _bank, _not_eligible, _in_analysis, _asked),
        _association,
    ):
        with suppress(NoTrainLeftError):
            tell(demo)


def _ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def _now(dossier: Dossier) -> Dossier:
    return Dossier.objects.get(pk=dossier.pk)


def _asked(demo: Demo) -> None:
    """Came in last week: of the precheck something is still to be asked."""
    dossier, past = demo.opened(MVL, 6)
    dossier = demo.asked(dossier, 6, "18500.00", 120, ownership="full")
    demo.work(dossier, "roof_sarking", "18540.00", "Hellend dak")
    past.was(5)


def _not_eligible(demo: Demo) -> None:
    """A loan runs already: told by a letter."""
    dossier, past = demo.opened(MVL, 34)
    dossier = demo.asked(dossier, 34, "9000.00", 60, ownership="full")
    demo.work(dossier, "solar_panels", "8970.00")
    answer(dossier, "no_running_loan", "no", by=demo.karim)
    preparing.keep_precheck(dossier, by=demo.karim)
    told = "Er loopt al een Mijn VerbouwLening voor deze woning."
    deciding.end_early(dossier, "no_right", by=demo.karim, because=told)
    past.was(31)


def _in_analysis(demo: Demo) -> None:
    """Papers are still to come; a car is being repaid."""
    dossier, past = demo.opened(MVL, 27)
    dossier = demo.asked(dossier, 27, "32000.00", 240, ownership="full")
    demo.work(dossier, "outer_wall", "21480.00", "Achtergevel, 14 cm")
    demo.work(dossier, "windows", "10260.00", "Voor- en achtergevel")
    demo.prechecked(dossier)
    dossier = stages.advance(_now(dossier), by=demo.karim)
    demo.papers(dossier, received=2)
    preparing.add_credit(
        dossier,
        by=demo.karim,
        what="Autolening",
        monthly=Decimal("214.50"),
        amount=Decimal("5148.00"),
        until=_ago(-720),
    )
    update_detail(
        dossier,
        LOAN_BUDGET,
        by=demo.karim,
        income=Decimal("3240.00"),
        fixed_costs=Decimal("1385.00"),
        budget_source="loonfiches en gesprek",
        budget_on=_ago(12),
    )
    past.was(12)


def _on_committee(demo: Demo) -> None:
    """Two that stand on the next committee."""
    committee = deciding.convene(by=demo.griet, name="Kredietcomité energiehuis", held_on=_ago(0))
    files = (("26400.00", 180, "roof_sarking"), ("12750.00", 96, "heat_pump_air_water"))
    for amount, months, code in files:
        dossier, past = demo.opened(MVL, 48)
        dossier = demo.asked(dossier, 48, amount, months, ownership="full")
        demo.work(dossier, code, amount)
        demo.prechecked(dossier)
        text = "Stabiel inkomen, geen achterstand. Het gezin houdt na de lening voldoende over."
        dossier = demo.analysed(dossier, 14, income="3480.00", costs="1460.00", text=text)
        deciding.put_on_committee(committee, [dossier], by=demo.griet)
        past.was(10)


def _to_confirm(demo: Demo) -> None:
    """Proposed by Karim: a second colleague is to confirm it."""
    dossier, past = demo.opened(MVL, 52)
    dossier = demo.asked(dossier, 52, "15000.00", 120, ownership="full")
    demo.work(dossier, "heat_pump_hybrid", "15000.00")
    demo.prechecked(dossier, category=4)
    text = "Laag inkomen, beperkte vaste kosten. Voorwaarde: de premie dient om vervroegd terug te betalen."
    dossier = demo.analysed(dossier, 20, income="2310.00", costs="890.00", text=text)
    deciding.propose_decision(
        dossier,
        by=demo.karim,
        verdict="if",
        amount=Decimal("15000.00"),
        months=120,
        decided_on=_ago(3),
        conditions="De premie wordt gebruikt om vervroegd terug te betalen.",
    )
    past.was(3)


def _to_sign(demo: Demo) -> None:
    """Approved; the contract is made and a day to sign is agreed."""
    dossier, past = demo.opened(MVL, 70)
    dossier = demo.asked(dossier, 70, "22000.00", 180, ownership="full")
    demo.work(dossier, "roof_sarking", "21870.00", "Dak en zoldervloer")
    demo.prechecked(dossier)
    text = "Twee inkomens, geen lopende kredieten."
    dossier = demo.analysed(dossier, 30, income="4120.00", costs="1630.00", text=text)
    demo.decided(dossier, verdict="yes", amount=Decimal("22000.00"), months=180, decided_on=_ago(16))
    dossier = stages.advance(_now(dossier), by=demo.karim)
    update_detail(
        dossier,
        LOAN_SIGNING,
        by=demo.karim,
        contract_made_on=_ago(8),
        appointment_on=_ago(-3),
        account=ACCOUNT,
    )
    past.was(8)


def _emergency(demo: Demo) -> None:
    """A bullet loan of the OCMW, signed: what is drawn comes next."""
    dossier, past = demo.opened("loan_emergency_purchase_fund", 85)
    dossier = demo.asked(dossier, 85, "41000.00", None, ownership="full")
    demo.work(dossier, "roof_sarking", "24600.00")
    demo.work(dossier, "electricity", "16400.00")
    preparing.take_over_amounts(dossier, by=demo.karim)
    preparing.keep_precheck(dossier, by=demo.karim)
    update_detail(dossier, HOUSEHOLD, by=demo.karim, persons=4, dependants=2)
    text = "Woning in slechte staat; begeleiding door het OCMW loopt."
    dossier = demo.analysed(dossier, 60, income="2480.00", costs="1120.00", text=text)
    demo.decided(
        dossier,
        verdict="yes",
        body="other",
        amount=Decimal("41000.00"),
        months=240,
        rate=Decimal(0),
        decided_on=_ago(50),
    )
    dossier = stages.advance(_now(dossier), by=demo.karim)
    update_detail(
        dossier,
        LOAN_SIGNING,
        by=demo.karim,
        signed_on=_ago(36),
        signed_by="OCMW",
        loan_number="NKF-2026-014",
        repayment="bullet",
    )
    stages.advance(_now(dossier), by=demo.karim)
    past.was(36)


def _bank(demo: Demo) -> None:
    """The bank decides; we follow it up."""
    dossier, past = demo.opened("loan_subsidised_credit", 44)
    demo.asked(dossier, 44, "45000.00", 240, ownership="full")
    stages.advance(_now(dossier), by=demo.karim)
    past.was(40)


def _association(demo: Demo) -> None:
    """Of an apartment building: the sheet counts the dwellings that take part."""
    vme = Organisation.objects.filter(kind=OrganisationKind.VME).order_by("pk").first()
    flat = Address.objects.filter(building__isnull=False).order_by("pk").first()
    if vme is None or flat is None:
        return
    dossier, past = demo.opened(
        MVL, 20, client=Client(Capacity.objects.get(code="vme"), organisation=vme), address=flat
    )
    dossier = demo.asked(dossier, 20, "180000.00", 240, ownership="vme", dwellings=12)
    past.was(18)
