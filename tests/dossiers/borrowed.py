"""Loans for tests, at the stage that they ask for."""

from decimal import Decimal
from typing import Any

from django.utils import timezone

from dossiers.factories import information_dossier
from dossiers.forms.shared import HOUSEHOLD
from dossiers.models import Dossier, Reason
from dossiers.operations import stages
from dossiers.operations.editing import update_detail
from dossiers.quotes.models import Quote
from dossiers.quotes.operations import OfWork, choose, enter
from dossiers.schemes.operations import answer
from dossiers.types.loan.decisions import LoanDecision
from dossiers.types.loan.operations import deciding, preparing
from dossiers.types.loan.profile import LOAN_ADVICE, LOAN_ANALYSIS, LOAN_REQUEST, LOAN_SIGNING
from dossiers.works.models import Work
from dossiers.works.operations import add_work
from oss.addresses.factories import AddressFactory
from oss.addresses.models import Measure
from oss.addresses.operations.describing import describe_dwelling
from oss.contacts.factories import OrganisationFactory
from oss.staff.models import User

MVL = "loan_verbouwlening"


def now(dossier: Dossier) -> Dossier:
    return Dossier.objects.get(pk=dossier.pk)


def application(*, by: User, subtype: str = MVL, **known: Any) -> Dossier:
    """Of 24,000 euros, with an address."""
    known.setdefault("address", AddressFactory.create())
    dossier = information_dossier(by=by, subtype=subtype, **known)
    told: dict[str, Any] = {
        "asked_on": timezone.localdate(),
        "asked_amount": Decimal(24000),
        "asked_months": 120,
    }
    update_detail(dossier, LOAN_REQUEST, by=by, **told)
    return now(dossier)


def work_to_pay(dossier: Dossier, by: User, amount: str = "24000.00", code: str = "roof_sarking") -> Work:
    """At the site, with a quote that is chosen; the loan does not pay it yet."""
    address = dossier.site_address
    assert address is not None
    work = add_work(address, Measure.objects.get(code=code), by=None)
    quote = quote_for(work, amount)
    reason = Reason.objects.get(code="choose_price")
    choose(quote, [work], by=None, decided_on=timezone.localdate(), reason=reason)
    return work


def quote_for(work: Work, amount: str) -> Quote:
    told = {
        "contractor": OrganisationFactory.create(),
        "received_on": timezone.localdate(),
        "total_incl": Decimal(amount),
    }
    return enter(None, told, {work: OfWork({}, {})}, by=None)


def known_client(dossier: Dossier, by: User) -> None:
    """All that the conditions of Mijn VerbouwLening ask."""
    address = dossier.site_address
    assert address is not None
    describe_dwelling(address, by=by, seen={"construction_year": None}, construction_year=1962)
    update_detail(
        dossier,
        HOUSEHOLD,
        by=by,
        persons=3,
        dependants=1,
        category=3,
        category_year=timezone.localdate().year,
        category_known_on=timezone.localdate(),
        category_method="notice",
    )
    for question in ("no_running_loan", "no_older_energy_loan"):
        answer(dossier, question, "yes", by=by)


def in_analysis(*, by: User, amount: str = "24000.00", **known: Any) -> Dossier:
    dossier = application(by=by, **known)
    preparing.pick_works(dossier, [work_to_pay(dossier, by, amount)], by=by)
    known_client(dossier, by)
    preparing.keep_precheck(dossier, by=by)
    return stages.advance(now(dossier), by=by)


def in_decision(*, by: User, **known: Any) -> Dossier:
    dossier = in_analysis(by=by, **known)
    update_detail(dossier, LOAN_ANALYSIS, by=by, complete_on=timezone.localdate())
    update_detail(dossier, LOAN_ADVICE, by=by, analysis="Het gezin houdt genoeg over.", advice="yes")
    return stages.advance(now(dossier), by=by)


def proposed(dossier: Dossier, by: User, verdict: str = "yes", **told: Any) -> LoanDecision:
    given: dict[str, Any] = {"verdict": verdict}
    if verdict in {"yes", "if"}:
        given |= {"amount": Decimal(24000), "months": 120, "rate": Decimal("2.750")}
    if verdict == "no":
        given |= {"reason": "Te weinig ruimte in het budget."}
    return deciding.propose_decision(dossier, by=by, **given | told)


def in_signing(*, by: User, other: User, **known: Any) -> Dossier:
    dossier = in_decision(by=by, **known)
    deciding.confirm_decision(proposed(dossier, by), by=other)
    return stages.advance(now(dossier), by=by)


def everything(*, by: User, other: User) -> dict[str, object]:
    """A loan with a work, a credit, and a decision that waits on a committee; and one with a letter."""
    dossier = in_decision(by=by)
    committee = deciding.convene(by=by, name="Kredietcomité")
    (file,) = deciding.put_on_committee(committee, [dossier], by=by)
    told: dict[str, Any] = {"verdict": "yes", "amount": Decimal(24000), "months": 120}
    (decision,) = deciding.enter_decisions(committee, {dossier: told}, by=by)
    refused = proposed(in_decision(by=by), by, "no")
    deciding.confirm_decision(refused, by=other)
    return {
        "loan_dossier": dossier.number,
        "loan_work": dossier.on_works.get().work_id,
        "loan_credit": preparing.add_credit(dossier, by=by, what="Autolening", monthly=Decimal(210)).pk,
        "loan_decision": decision.pk,
        "loan_committee": committee.pk,
        "committee_file": file.pk,
        "loan_letter": refused.letters.get().pk,
    }


def signed(*, by: User, other: User, **known: Any) -> Dossier:
    """In stage Drawdown."""
    dossier = in_signing(by=by, other=other, **known)
    update_detail(
        dossier,
        LOAN_SIGNING,
        by=by,
        signed_on=timezone.localdate(),
        account="BE68539007547034",
        loan_number="MVL-2026-0042",
    )
    return stages.advance(now(dossier), by=by)
