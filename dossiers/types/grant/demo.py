"""Premiums of the demo's loket: one paid, one that waits for a second pair of eyes, one refused, an action
whose advance waits for one too, one of Mijn VerbouwPremie that is followed up, and one of an association with
its owners."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from dossiers.checklist.operations import ask_papers, fill_papers_from_sheet, receive_papers
from dossiers.demo import Past, database_now
from dossiers.factories import grant_dossier
from dossiers.flows.table import COMPLETED
from dossiers.forms.shared import HOUSEHOLD
from dossiers.models import Dossier, Journey, WhyNoValue
from dossiers.operations import stages
from dossiers.operations.editing import Lacking, tell_without_value, update_detail
from dossiers.schemes.models import Scheme, SchemeVersion
from dossiers.types.grant import operations
from dossiers.types.grant.model import GrantDetail, PaymentKind
from dossiers.types.grant.profile import (
    ACTION,
    CLOSING,
    EXTERNAL_REQUEST,
    FIGURES,
    HANDLING,
    OUTCOME,
    OWNERS,
    REPORT,
    REQUEST,
)
from dossiers.types.grant.terms import GrantBudget
from dossiers.works.models import Invoice
from dossiers.works.operations import add_work
from oss.addresses.models import Address, Measure
from oss.staff.models import User
from oss.staff.roles import Role

IBAN = "BE68539007547034"


def load_grants() -> None:
    if GrantDetail.objects.exists():
        return
    adviser, coordinator = (
        User.objects.with_role(one).order_by("pk")[0] for one in (Role.FINANCIAL_ADVISER, Role.COORDINATOR)
    )
    scheme = Scheme.objects.filter(code="green_roof").first()
    if scheme is not None:
        GrantBudget.objects.create(
            scheme=scheme,
            year=timezone.localdate().year,
            amount=Decimal("5000.00"),
            source="Voorbeeld van de demo",
            known_on=_ago(200),
        )
    trains: dict[int, Journey] = {}
    earlier = Dossier.objects.filter(
        stage=COMPLETED, main_contact__person__isnull=False, site_address__isnull=False
    )
    for one in earlier.select_related("journey").order_by("pk"):
        trains.setdefault(one.journey_id, one.journey)
    fills = (_paid, _to_confirm, _refused, _action, _followed_up, _association)
    for fill, journey in zip(fills, trains.values(), strict=False):
        fill(journey, adviser, coordinator)


def _ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def _opened(journey: Journey, by: User, subtype: str) -> tuple[Dossier, Callable[[int], None]]:
    """On the train of who asked something before; and what dates all that was done since."""
    since = database_now()
    dossier = grant_dossier(by=by, subtype=subtype, journey=journey, assignee=by)
    past = Past(dossier, since)

    def is_past(days: int) -> None:
        past.is_set_to(timezone.now() - timedelta(days=days))

    return dossier, is_past


def _now(dossier: Dossier) -> Dossier:
    return Dossier.objects.select_related("case_file", "journey", "subtype").get(pk=dossier.pk)


def _asked(dossier: Dossier, by: User, days: int, sheet: str, part: Any = REQUEST, **told: Any) -> None:
    chosen = SchemeVersion.objects.filter(code=sheet).first()
    update_detail(_now(dossier), part, by=by, sheet=chosen, submitted_on=_ago(days), **told)


def _green_roof(
    journey: Journey, by: User, days: int, *, quantity: str, cost: str, requested: str
) -> tuple[Dossier, Callable[[int], None]]:
    """Asked with the invoice of its work, its papers in, complete."""
    dossier, is_past = _opened(journey, by, "grant_green_roof")
    told = {"requested_amount": Decimal(requested), "iban": IBAN, "works_on": _ago(days + 20)}
    _asked(dossier, by, days, "green_roof:", **told)
    if isinstance(dossier.site_address, Address):
        measure = Measure.objects.get(code="green_roof")
        roof = add_work(dossier.site_address, measure, by=by, quantity=Decimal(quantity), side="private")
        Invoice.objects.create(
            work=roof, number=f"F{days}", dated_on=_ago(days + 15), amount_incl=Decimal(cost)
        )
        operations.pick_works(_now(dossier), [roof], by=by)
    operations.note_computed(_now(dossier), by=by)
    papers = fill_papers_from_sheet(_now(dossier), by=by)
    stages.advance(_now(dossier), by=by)
    is_past(days)
    receive_papers(_now(dossier), papers, by=by, received_on=_ago(days - 8))
    update_detail(
        _now(dossier),
        HANDLING,
        by=by,
        complete_on=_ago(days - 8),
        advice="Aanleg volgens plan.",
        site_check_on=_ago(days - 10),
        site_check_by=by,
        site_check_found="Groendak ligt er, oppervlakte nagemeten.",
    )
    stages.advance(_now(dossier), by=by)
    is_past(days - 10)
    return dossier, is_past


def _paid(journey: Journey, adviser: User, coordinator: User) -> None:
    dossier, is_past = _green_roof(journey, adviser, 80, quantity="35", cost="2800.00", requested="1085.00")
    decision = operations.propose_decision(
        _now(dossier),
        by=adviser,
        outcome="granted",
        amount=Decimal("1085.00"),
        decided_on=_ago(55),
        number="CBS-2026-114",
        letter_on=_ago(53),
    )
    operations.confirm_decision(decision, by=coordinator)
    stages.advance(_now(dossier), by=adviser)
    is_past(52)
    update_detail(
        _now(dossier), REPORT, by=adviser, proof_on=_ago(40), checked_on=_ago(38), checked_by=adviser
    )
    stages.advance(_now(dossier), by=adviser)
    payment = operations.propose_payment(
        _now(dossier),
        by=adviser,
        amount=Decimal("1085.00"),
        iban=IBAN,
        ordered_on=_ago(36),
        paid_on=_ago(30),
        budget_key="2026-MIL-07",
    )
    operations.confirm_payment(payment, by=coordinator)
    update_detail(_now(dossier), CLOSING, by=adviser, keep_until=timezone.localdate() + timedelta(days=3650))
    stages.complete(_now(dossier), by=adviser)
    is_past(29)


def _to_confirm(journey: Journey, adviser: User, _coordinator: User) -> None:
    dossier, is_past = _green_roof(journey, adviser, 32, quantity="20", cost="1500.00", requested="620.00")
    operations.propose_decision(
        _now(dossier), by=adviser, outcome="granted", amount=Decimal("620.00"), decided_on=_ago(3)
    )
    is_past(3)


def _refused(journey: Journey, adviser: User, coordinator: User) -> None:
    dossier, is_past = _green_roof(journey, adviser, 60, quantity="5", cost="480.00", requested="155.00")
    decision = operations.propose_decision(
        _now(dossier),
        by=adviser,
        outcome="refused",
        because="Het groendak is kleiner dan 6 m².",
        decided_on=_ago(44),
        letter_on=_ago(43),
    )
    operations.confirm_decision(decision, by=coordinator)
    stages.complete(_now(dossier), by=adviser)
    is_past(43)


def _action(journey: Journey, adviser: User, coordinator: User) -> None:
    """An action of which the advance was proposed, and that has to bring its proof."""
    dossier, is_past = _opened(journey, adviser, "grant_climate_action_small")
    _asked(dossier, adviser, 70, "climate_action:", requested_amount=Decimal("750.00"), iban=IBAN)
    update_detail(
        _now(dossier),
        ACTION,
        by=adviser,
        action="Geveltuinen aanleggen met de straat, twee zaterdagen.",
        participants=14,
        jury="Klimaatraad: 16 op 20",
    )
    told: dict[str, Any] = {"own_cost_incl": Decimal("910.00"), "own_source": "begroting van de aanvrager"}
    update_detail(_now(dossier), FIGURES, by=adviser, **told)
    stages.advance(_now(dossier), by=adviser)
    update_detail(_now(dossier), HANDLING, by=adviser, complete_on=_ago(62))
    stages.advance(_now(dossier), by=adviser)
    decision = operations.propose_decision(
        _now(dossier), by=coordinator, outcome="granted", amount=Decimal("750.00"), decided_on=_ago(50)
    )
    operations.confirm_decision(decision, by=adviser)
    stages.advance(_now(dossier), by=adviser)
    operations.propose_payment(
        _now(dossier),
        by=adviser,
        kind=PaymentKind.ADVANCE,
        amount=Decimal("375.00"),
        iban=IBAN,
        paid_on=_ago(45),
    )
    is_past(45)


def _followed_up(journey: Journey, adviser: User, _coordinator: User) -> None:
    """The roof of Mijn VerbouwPremie, of which papers are awaited."""
    dossier, is_past = _opened(journey, adviser, "grant_verbouwpremie")
    household: dict[str, Any] = {"category": 3, "category_year": timezone.localdate().year}
    update_detail(
        dossier, HOUSEHOLD, by=adviser, category_method="notice", category_known_on=_ago(20), **household
    )
    told = {"requested_amount": Decimal("3325.00"), "external_number": "MVP-2026-48213"}
    _asked(dossier, adviser, 16, "mvp_roof:2026-03-01", EXTERNAL_REQUEST, **told)
    figures: dict[str, Any] = {
        "own_cost_excl": Decimal("9500.00"),
        "own_quantity": Decimal(96),
        "own_source": "offerte van de klant",
    }
    update_detail(_now(dossier), FIGURES, by=adviser, **figures)
    papers = fill_papers_from_sheet(_now(dossier), by=adviser)
    ask_papers(_now(dossier), papers, by=adviser, asked_on=_ago(16))
    receive_papers(_now(dossier), papers[:1], by=adviser, received_on=_ago(9))
    stages.advance(_now(dossier), by=adviser)
    is_past(9)


def _association(journey: Journey, adviser: User, _coordinator: User) -> None:
    """A base premium of nothing, on which the supplements of two owners hang."""
    dossier, is_past = _opened(journey, adviser, "grant_vme_premium")
    _asked(dossier, adviser, 48, "mvp_vme_base:2026-03-01", EXTERNAL_REQUEST, external_number="VME-2026-907")
    unknown = {"grant_requested": Lacking(WhyNoValue.UNKNOWN)}
    tell_without_value(_now(dossier), unknown, by=adviser)
    stages.advance(_now(dossier), by=adviser)
    update_detail(_now(dossier), OWNERS, by=adviser, total_shares=1000)
    outcome: dict[str, Any] = {"outcome": "granted", "granted_amount": Decimal(0), "decided_on": _ago(20)}
    update_detail(_now(dossier), OUTCOME, by=adviser, **outcome)
    for lot, shares, category, requested in (
        ("A0.1", 210, 3, _ago(12)),
        ("A1.1", 245, 4, None),
        ("A2.1", 260, 1, None),
    ):
        known: dict[str, Any] = {
            "lot": lot,
            "shares": shares,
            "category": category,
            "requested_on": requested,
        }
        if category == 1:
            known |= {"outcome": "not_asked", "note": "categorie 1: geen aanvullende premie"}
        operations.add_owner(_now(dossier), by=adviser, **known)
    is_past(12)
