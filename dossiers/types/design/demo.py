"""Project designs of the demo's loket: one that waits for a decision, one that is completed, and a collective
renovation that waits for a study."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from dossiers.demo import Past, database_now
from dossiers.factories import design_dossier
from dossiers.flows.table import COMPLETED
from dossiers.forms.collective import COLLECTIVE
from dossiers.forms.shared import HOUSEHOLD
from dossiers.models import CollectiveOf, Dossier, Journey, Reason, TenderKind
from dossiers.operations import stages
from dossiers.operations.editing import update_detail
from dossiers.operations.filing import add_file
from dossiers.quotes.expiring.sweep import warn_of_expiries
from dossiers.quotes.models import QuoteKind
from dossiers.quotes.operations import OfWork, ask, choose, enter
from dossiers.types.design.model import DesignDetail, MeansKind
from dossiers.types.design.operations import add_means, add_study
from dossiers.types.design.profile import GUIDANCE, MONTHLY_COST, STUDIES, TENDER
from dossiers.works.models import Work
from dossiers.works.operations import add_work, decide
from oss.addresses.models import Address, Measure
from oss.contacts.models import Organisation, OrganisationKind
from oss.documents.demo import page_that_says
from oss.documents.models import DocumentKind
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.operations import ask_request

OLDEST = 58
"""So many days ago the oldest of them begins, after what its train asked before."""
ROOF = ("25440.00", "27380.50", "24115.00")


def load_designs() -> None:
    if DesignDetail.objects.exists():
        return
    coach, adviser = (
        User.objects.with_role(one).order_by("pk")[0] for one in (Role.COACH, Role.FINANCIAL_ADVISER)
    )
    contractors = list(Organisation.objects.filter(kind=OrganisationKind.CONTRACTOR).order_by("pk")[:3])
    trains: dict[int, Dossier] = {}
    asked = Dossier.objects.filter(
        stage=COMPLETED,
        main_contact__person__isnull=False,
        site_address__isnull=False,
        opened_on__lt=_ago(OLDEST),
    )
    for earlier in asked.select_related("journey").order_by("-pk"):
        trains.setdefault(earlier.journey_id, earlier)
    for fill, earlier in zip((_to_decide, _completed, _collective), trains.values(), strict=False):
        fill(earlier.journey, contractors, coach, adviser)
    warn_of_expiries()  # as each morning does


def _ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def _opened(journey: Journey, coach: User, days: int, **known: Any) -> tuple[Dossier, Callable[[int], None]]:
    """On the train of who asked something before; and what dates all that was done since."""
    since = database_now()
    dossier = design_dossier(by=coach, journey=journey, assignee=coach, **known)
    told: dict[str, Any] = {"guidance_started_on": _ago(days), "agreed_on": _ago(days - 4)}
    update_detail(dossier, GUIDANCE, by=coach, **told)
    past = Past(dossier, since)

    def is_past(days: int) -> None:
        past.is_set_to(timezone.now() - timedelta(days=days))

    is_past(days)
    return dossier, is_past


def _household(dossier: Dossier, by: User, **told: Any) -> None:
    known: dict[str, Any] = {"category_year": timezone.localdate().year, "category_known_on": _ago(30)}
    update_detail(dossier, HOUSEHOLD, by=by, **told | known)


def _work(dossier: Dossier, code: str, by: User, quantity: str, description: str = "") -> Work:
    place = dossier.site_address
    if not isinstance(place, Address):
        raise TypeError(f"{dossier} has no site address")
    side = "private" if place.building_id or place.box_number else ""
    return add_work(
        place,
        Measure.objects.get(code=code),
        by=by,
        dossier=dossier,
        quantity=Decimal(quantity),
        description=description,
        side=side,
    )


def _quotes(work: Work, contractors: list[Organisation], amounts: tuple[str, ...], by: User) -> list[Any]:
    return [
        enter(
            None,
            {
                "contractor": contractor,
                "asked_on": _ago(38),
                "received_on": _ago(25 - 4 * place),
                "valid_until": _ago(-35),
                "kind": QuoteKind.TAILORED,
                "vat_rate": Decimal(6),
                "total_incl": Decimal(amount),
            },
            {work: OfWork({}, {})},
            by=by,
        )
        for place, (contractor, amount) in enumerate(zip(contractors, amounts, strict=False))
    ]


def _to_decide(journey: Journey, contractors: list[Organisation], coach: User, adviser: User) -> None:
    """A roof that is chosen, and a heat pump of which one quote expires soon and two are awaited."""
    dossier, is_past = _opened(journey, coach, 52)
    _household(dossier, coach, persons=4, dependants=2, category=3, category_method="notice")
    add_file(
        dossier,
        data=page_that_says(f"Akkoordverklaring {dossier.number}"),
        name="Akkoordverklaring begeleiding.pdf",
        content_type="application/pdf",
        kind=DocumentKind.objects.filter(code="guidance_agreement").first(),
        by=coach,
    )
    roof = _work(dossier, "roof_sarking", coach, "96", "Hellend dak, langs buiten")
    heat_pump = _work(dossier, "heat_pump_hybrid", coach, "1")
    stages.advance(dossier, by=coach)
    is_past(48)
    add_study(
        dossier,
        by=coach,
        measure=Measure.objects.get(code="stability_study"),
        asked_on=_ago(48),
        received_on=_ago(40),
        amount=Decimal("847.00"),
        amount_source="invoice",
        amount_on=_ago(39),
        conclusion="De kepers dragen de sarking; de nok wordt verstevigd.",
    )
    stages.advance(dossier, by=coach)
    is_past(39)
    quotes = _quotes(roof, contractors, ROOF, coach)
    is_past(17)
    quality = Reason.objects.get(code="choose_quality")
    choose(quotes[0], [roof], by=coach, decided_on=_ago(9), reason=quality)
    ask([heat_pump], contractors[1:], by=coach, asked_on=_ago(11))
    for quote in _quotes(heat_pump, contractors[:1], ("13480.00",), coach):
        enter(quote, {"valid_until": _ago(-12)}, {heat_pump: OfWork({}, {})}, by=coach)
    if contractors:
        text = "Past het afgiftesysteem bij 45 graden?"
        ask_request(dossier.case_file, of=contractors[-1], text=text, by=coach, due=_ago(-4))
    for kind, what, amount, source in (
        (
            MeansKind.PREMIUM,
            "Mijn VerbouwPremie, dak",
            "4025.00",
            "MVP dak, categorie 3: 35 %, hoogstens € 4.025",
        ),
        (MeansKind.OWN, "spaargeld", "8000.00", "gesprek met de klant"),
        (MeansKind.LOAN, "Mijn VerbouwLening", "13000.00", "simulatie met de financieel adviseur"),
    ):
        told = {"kind": kind, "what": what, "amount": Decimal(amount), "source": source}
        add_means(dossier, by=adviser, known_on=_ago(6), **told)
    is_past(6)


def _completed(journey: Journey, contractors: list[Organisation], coach: User, adviser: User) -> None:
    """Windows that go on and ventilation that does not; what pays them comes to what they ask."""
    dossier, is_past = _opened(journey, coach, OLDEST)
    _household(dossier, coach, persons=2, dependants=0, category=4, category_method="checked")
    windows = _work(dossier, "windows", coach, "18.5", "Voor- en achtergevel")
    ventilation = _work(dossier, "ventilation", coach, "1")
    update_detail(dossier, STUDIES, by=coach, no_studies=True)
    quotes = _quotes(windows, contractors, ("14310.00", "13992.00"), coach)
    price = Reason.objects.get(code="choose_price")
    choose(quotes[-1], [windows], by=coach, decided_on=_ago(12), reason=price)
    too_dear = Reason.objects.get(code="decline_too_expensive")
    decide(ventilation, by=coach, goes_on=False, decided_on=_ago(12), reason=too_dear)
    for kind, amount, source in (
        (MeansKind.OWN, "5992.00", "gesprek met de klant"),
        (MeansKind.LOAN, "8000.00", "simulatie met de financieel adviseur"),
    ):
        told = {"kind": kind, "amount": Decimal(amount), "source": source}
        add_means(dossier, by=adviser, known_on=_ago(10), **told)
    cost: dict[str, Any] = {
        "monthly_cost": Decimal("82.40"),
        "monthly_cost_source": "simulatie met de financieel adviseur",
    }
    update_detail(dossier, MONTHLY_COST, by=adviser, monthly_cost_on=_ago(10), **cost)
    stages.save_and_complete(dossier, by=coach)
    is_past(10)


def _collective(journey: Journey, _contractors: list[Organisation], coach: User, _adviser: User) -> None:
    """A street that buys roofs together and waits for the inventory of asbestos, and for the client."""
    dossier, is_past = _opened(journey, coach, 30, subtype="design_collective_renovation")
    told: dict[str, Any] = {
        "collective_of": CollectiveOf.NEIGHBOURHOOD,
        "package": "Dak en zonnepanelen, twintig huizen",
    }
    update_detail(dossier, COLLECTIVE, by=coach, **told)
    _work(dossier, "roof_sarking", coach, "74", "Type rijwoning, twintig deelnemers")
    stages.advance(dossier, by=coach)
    update_detail(
        dossier, TENDER, by=coach, tender=TenderKind.GROUP, tender_note="Twee kavels: dak, zonnepanelen"
    )
    for code, received in (("condition_survey", _ago(8)), ("asbestos_inventory", None)):
        measure = Measure.objects.get(code=code)
        add_study(dossier, by=coach, measure=measure, asked_on=_ago(24), received_on=received)
    client = journey.client.person if journey.client else None
    for text, days in (
        ("Bezorgt u de plannen van de dakkapel?", 22),
        ("Wanneer kan de coach langskomen?", 13),
    ):
        if client is not None:
            due = _ago(days - 7)
            ask_request(dossier.case_file, of=client, text=text, by=coach, asked_on=_ago(days), due=due)
    is_past(24)
