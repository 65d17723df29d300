"""Premiums with what they ask filled in, for the tests of pages, budgets and screens."""

from decimal import Decimal
from typing import Any

from django.utils import timezone

from dossiers.checklist.operations import fill_papers_from_sheet
from dossiers.factories import grant_dossier
from dossiers.models import Dossier
from dossiers.operations import stages
from dossiers.operations.editing import update_detail
from dossiers.schemes.models import SchemeVersion
from dossiers.types.grant.model import GrantDecision
from dossiers.types.grant.operations import (
    add_owner,
    confirm_decision,
    confirm_payment,
    propose_decision,
    propose_payment,
)
from dossiers.types.grant.profile import EXTERNAL_REQUEST, FIGURES, HANDLING, OUTCOME, OWNERS, REPORT, REQUEST
from oss.addresses.factories import AddressFactory
from oss.staff.models import User

IBAN = "BE68539007547034"


def now(dossier: Dossier) -> Dossier:
    return Dossier.objects.select_related("case_file", "journey", "subtype").get(pk=dossier.pk)


def sheet(code: str) -> SchemeVersion:
    return SchemeVersion.objects.get(code=code)


def green_roof(by: User, *, quantity: str = "20", cost: str = "1500.00", **told: Any) -> Dossier:
    """As it was asked, with the figures of the client."""
    dossier = grant_dossier(by=by, address=AddressFactory.create(), assignee=by)
    asked: dict[str, Any] = {
        "requested_amount": Decimal("620.00"),
        "iban": IBAN,
        "works_on": timezone.localdate(),
    }
    today = timezone.localdate()
    update_detail(dossier, REQUEST, by=by, sheet=sheet("green_roof:"), submitted_on=today, **asked | told)
    figures: dict[str, Any] = {
        "own_quantity": Decimal(quantity),
        "own_cost_incl": Decimal(cost),
        "own_source": "factuur",
    }
    update_detail(now(dossier), FIGURES, by=by, **figures)
    return now(dossier)


def to_decide(by: User, **told: Any) -> Dossier:
    dossier = green_roof(by, **told)
    stages.advance(dossier, by=by)
    update_detail(now(dossier), HANDLING, by=by, complete_on=timezone.localdate())
    return stages.advance(now(dossier), by=by)


def proposed(dossier: Dossier, by: User, amount: str = "620.00", **told: Any) -> GrantDecision:
    known: dict[str, Any] = {"outcome": "granted", "amount": Decimal(amount)}
    return propose_decision(now(dossier), by=by, **known | told)


def proven(dossier: Dossier, by: User, **told: Any) -> None:
    update_detail(now(dossier), REPORT, by=by, proof_on=timezone.localdate(), **told)


def pay(
    dossier: Dossier, by: User, amount: str = "620.00", *, second: User | None = None, **told: Any
) -> Any:
    """Proposed; with a `second` colleague confirmed too."""
    known = {"amount": Decimal(amount), "iban": IBAN, "paid_on": timezone.localdate()}
    payment = propose_payment(now(dossier), by=by, **known | told)
    return confirm_payment(payment, by=second) if second else payment


def external(by: User, subtype: str = "grant_verbouwpremie", code: str = "mvp_roof:2026-03-01") -> Dossier:
    dossier = grant_dossier(by=by, subtype=subtype, address=AddressFactory.create(), assignee=by)
    told: dict[str, Any] = {"requested_amount": Decimal(4000), "submitted_on": timezone.localdate()}
    update_detail(dossier, EXTERNAL_REQUEST, by=by, sheet=sheet(code), **told)
    return now(dossier)


def association(by: User, owners: int = 3) -> Dossier:
    """With so many owners of hundred quotiteiten each, of thousand."""
    dossier = external(by, "grant_vme_premium", "mvp_vme_base:2026-03-01")
    update_detail(dossier, OWNERS, by=by, total_shares=1000)
    for number in range(1, owners + 1):
        add_owner(now(dossier), by=by, lot=f"A{number}", shares=100)
    return now(dossier)


def told_outcome(dossier: Dossier, by: User, outcome: str, **told: Any) -> None:
    today = timezone.localdate()
    update_detail(now(dossier), OUTCOME, by=by, outcome=outcome, decided_on=today, **told)


def one_of_each() -> dict[str, object]:
    """By the accounts of the demo: a premium with a decision, a payment, an owner and a paper."""
    karim, griet = (User.objects.get(email=f"{one}@loket.example") for one in ("karim", "griet"))
    dossier = to_decide(karim)
    decision = confirm_decision(proposed(dossier, karim), by=griet)
    proven(dossier, karim)
    payment = pay(dossier, karim, "600.00")
    return {
        "grant": dossier.number,
        "grant_decision": decision.pk,
        "grant_payment": payment.pk,
        "grant_owner": add_owner(now(dossier), by=karim, lot="A1", shares=100).pk,
        "paper": fill_papers_from_sheet(now(dossier), by=karim)[0].pk,
    }


def full_grant(by: User, how_many: int = 1) -> Dossier:
    """A premium for an association with papers and owners."""
    dossier = association(by, how_many)
    fill_papers_from_sheet(now(dossier), by=by)
    return now(dossier)
