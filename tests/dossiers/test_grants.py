"""Premiums from application to payment: ours, those of somebody else, and those of an association."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from dossiers.flows.profiles import missing
from dossiers.models import Dossier, Subtype
from dossiers.operations import stages
from dossiers.operations.editing import update_detail, update_dossier
from dossiers.schemes.models import Scheme
from dossiers.types.grant import operations, requirements
from dossiers.types.grant.budgets import budget_lines
from dossiers.types.grant.model import GrantDecision, GrantOwner, GrantPayment
from dossiers.types.grant.profile import FIGURES, REQUEST
from dossiers.types.grant.standing import grant_of, owner_lines, terms_of, warnings
from dossiers.types.grant.terms import GrantBudget
from dossiers.works.models import Invoice
from dossiers.works.operations import add_work
from oss.addresses.models import Measure
from oss.core.refusal import NotAllowed, Refused
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import Event
from oss.timeline.operations import ask_request
from tests.dossiers.granted import (
    IBAN,
    association,
    external,
    green_roof,
    now,
    pay,
    proposed,
    proven,
    sheet,
    to_decide,
    told_outcome,
)
from tests.drawn_forms import values_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def karim(user_with: Callable[..., User]) -> User:
    return user_with(Role.FINANCIAL_ADVISER, first_name="Karim")


@pytest.fixture
def griet(user_with: Callable[..., User]) -> User:
    return user_with(Role.COORDINATOR, first_name="Griet")


def today() -> str:
    return f"{timezone.localdate():%d/%m/%Y}"


def gaps(dossier: Dossier) -> set[str]:
    return {one.name for one in missing(now(dossier))}


def budget(amount: str) -> GrantBudget:
    scheme = Scheme.objects.get(code="green_roof")
    year = timezone.localdate().year
    return GrantBudget.objects.create(scheme=scheme, year=year, amount=Decimal(amount), source="begroting")


# --- Our own ---------------------------------------------------------------------------------------


def test_an_own_premium_goes_from_application_to_payment(karim: User, griet: User) -> None:
    dossier = green_roof(karim)
    kept = operations.note_computed(dossier, by=karim)
    assert kept.computed_amount == Decimal("620.00")
    assert "premiezoeker.be" in kept.computed_words
    stages.advance(now(dossier), by=karim)
    assert gaps(dossier) == {"grant_complete"}
    dossier = to_decide(karim)
    assert gaps(dossier) == {"grant_decided"}
    decision = proposed(dossier, karim)
    assert gaps(dossier) == {"grant_decided"}
    operations.confirm_decision(decision, by=griet)
    stages.advance(now(dossier), by=karim)
    assert gaps(dossier) == {"grant_proof"}
    proven(dossier, karim, accepted_amount=Decimal("600.00"))
    stages.advance(now(dossier), by=karim)
    assert gaps(dossier) == {"grant_paid"}
    with pytest.raises(ValidationError, match="600"):
        pay(dossier, karim, "600.01")
    payment = pay(dossier, karim, "600.00")
    assert gaps(dossier) == {"grant_paid"}
    operations.confirm_payment(payment, by=griet)
    stages.complete(now(dossier), by=karim)
    assert (now(dossier).stage, payment.iban) == ("completed", IBAN)


def test_a_decision_wants_four_eyes(karim: User, griet: User) -> None:
    decision = proposed(to_decide(karim), karim)
    with pytest.raises(Refused, match="collega"):
        operations.confirm_decision(decision, by=karim)
    with pytest.raises(IntegrityError, match="four_eyes"), transaction.atomic():
        GrantDecision.objects.filter(pk=decision.pk).update(confirmed_by=karim, stands_since=timezone.now())
    operations.confirm_decision(decision, by=griet)
    with pytest.raises(Refused, match="Griet"):
        operations.confirm_decision(decision, by=griet)
    assert grant_of(now(decision.grant.dossier)).granted_amount == 620


def test_what_is_refused_is_completed_at_once(karim: User, griet: User) -> None:
    dossier = to_decide(karim)
    with pytest.raises(ValidationError, match="geweigerd"):
        operations.propose_decision(now(dossier), by=karim, outcome="refused")
    decision = operations.propose_decision(
        now(dossier), by=karim, outcome="refused", because="te klein groendak"
    )
    operations.confirm_decision(decision, by=griet)
    stages.complete(now(dossier), by=karim)
    passed = list(now(dossier).visits.values_list("stage", flat=True))
    assert passed == ["submitted", "handling", "decision", "completed"]
    assert budget_lines()[0].granted == 0


def test_an_objection_leads_to_another_decision(karim: User, griet: User) -> None:
    dossier = to_decide(karim)
    first = operations.propose_decision(now(dossier), by=karim, outcome="refused", because="te laat")
    operations.confirm_decision(first, by=griet)
    with pytest.raises(Refused, match="trek ze eerst in"):
        proposed(dossier, karim)
    operations.withdraw_decision(first, by=griet, because="bezwaar gegrond")
    operations.confirm_decision(proposed(dossier, griet), by=karim)
    assert grant_of(now(dossier)).outcome == "granted"


def test_what_was_paid_keeps_its_decision_until_it_is_cancelled(karim: User, griet: User) -> None:
    dossier = to_decide(karim)
    decision = operations.confirm_decision(proposed(dossier, karim), by=griet)
    proven(dossier, karim)
    payment = pay(dossier, karim)
    with pytest.raises(ValidationError, match="al betaald"):
        pay(dossier, karim, "1.00")
    with pytest.raises(Refused, match="annuleer"):
        operations.withdraw_decision(decision, by=griet, because="fout")
    with pytest.raises(ValidationError):
        operations.cancel_payment(payment, by=karim, because=" ")
    operations.cancel_payment(payment, by=karim, because="teruggestort")
    operations.withdraw_decision(decision, by=griet, because="fout")
    assert grant_of(now(dossier)).payments.count() == 1


def test_nothing_is_paid_before_it_is_granted_or_proven(karim: User, griet: User) -> None:
    dossier = to_decide(karim)
    with pytest.raises(Refused, match="toekenden"):
        pay(dossier, karim)
    operations.confirm_decision(proposed(dossier, karim), by=griet)
    with pytest.raises(ValidationError, match="bewijs"):
        pay(dossier, karim)


def test_a_payment_counts_once_a_colleague_confirmed_it(
    karim: User, griet: User, client_of: Callable[[User], Client]
) -> None:
    dossier = to_decide(karim)
    operations.confirm_decision(proposed(dossier, karim), by=griet)
    proven(dossier, karim)
    payment = pay(dossier, karim)
    line = budget_lines()[0]
    assert (line.granted, line.paid, requirements.is_paid(now(dossier))) == (620, 0, False)
    with pytest.raises(Refused, match="andere collega"):
        operations.confirm_payment(payment, by=karim)
    with pytest.raises(IntegrityError, match="four_eyes"), transaction.atomic():
        GrantPayment.objects.update(confirmed_by=karim, stands_since=timezone.now())
    with pytest.raises(ValidationError, match="al betaald"):
        pay(dossier, griet)
    desk, second = client_of(karim), client_of(griet)
    (row,) = second.get("/").context["parts"][1].groups
    place = f"/dossiers/{dossier.number}/grant/payments/{payment.pk}/"
    assert (row.count, place in row.rows) == (1, True)
    assert f"{place}confirm/" not in desk.get(place).content.decode()
    assert f"{place}confirm/" in second.get(place).content.decode()
    second.post(f"{place}confirm/")
    assert (budget_lines()[0].paid, requirements.is_paid(now(dossier))) == (620, True)
    assert second.get("/").context["parts"][1].is_empty
    with pytest.raises(Refused, match="bevestigde dit"):
        operations.confirm_payment(payment, by=griet)
    assert "Griet" in desk.get(f"/dossiers/{dossier.number}/?tab=grant_payment").content.decode()


def test_two_payments_where_the_sheet_says_so(karim: User, griet: User) -> None:
    dossier = to_decide(karim)
    operations.confirm_decision(proposed(dossier, karim), by=griet)
    with pytest.raises(ValidationError, match="één keer"):
        pay(dossier, karim, "300.00", kind="advance")
    terms = terms_of(grant_of(now(dossier)))
    assert terms is not None
    terms.two_payments = True
    terms.save()
    pay(dossier, karim, "300.00", kind="advance")
    proven(dossier, karim)
    with pytest.raises(ValidationError, match="320"):
        pay(dossier, karim, "320.01", kind="balance")
    pay(dossier, karim, "320.00", kind="balance", second=griet)
    assert not requirements.is_paid(now(dossier))
    operations.confirm_payment(grant_of(now(dossier)).payments.get(kind="advance"), by=griet)
    assert requirements.is_paid(now(dossier))


@pytest.mark.parametrize("number", ["BE41091811735141", "BE32123456789003"])
def test_a_wrong_account_number_is_refused(karim: User, griet: User, number: str) -> None:
    dossier = to_decide(karim)
    operations.confirm_decision(proposed(dossier, karim), by=griet)
    proven(dossier, karim)
    with pytest.raises(ValidationError, match="tikfout"):
        pay(dossier, karim, iban=number)


def test_works_bring_their_surface_and_what_their_invoice_asks(karim: User) -> None:
    dossier = green_roof(karim)
    update_detail(dossier, FIGURES, by=karim, own_quantity=None, own_cost_incl=None, own_source="")
    assert dossier.site_address is not None
    measure = Measure.objects.get(code="green_roof")
    roof = add_work(dossier.site_address, measure, by=None, quantity=Decimal(35))
    operations.pick_works(now(dossier), [roof], by=karim)
    with pytest.raises(Refused, match="kost"):
        operations.note_computed(now(dossier), by=karim)
    Invoice.objects.create(work=roof, dated_on=timezone.localdate(), amount_incl=Decimal(2800))
    operations.note_costs(now(dossier), by=karim)
    assert operations.note_computed(now(dossier), by=karim).computed_amount == Decimal("1085.00")


def test_outside_its_term_is_warned_and_goes_on(karim: User) -> None:
    today = timezone.localdate()
    dossier = green_roof(karim, works_on=today.replace(year=today.year - 1))
    grant = grant_of(dossier)
    (told,) = warnings(grant, terms_of(grant), [])
    assert "buiten de termijn" in told
    stages.advance(dossier, by=karim)


def test_a_scheme_without_figures_lets_its_dossier_move(karim: User, griet: User) -> None:
    dossier = to_decide(karim)
    update_dossier(now(dossier), by=karim, subtype=Subtype.objects.get(code="grant_infiltration"))
    update_detail(now(dossier), REQUEST, by=karim, sheet=sheet("infiltration:"))
    with pytest.raises(Refused, match="in te vullen"):
        operations.note_computed(now(dossier), by=karim)
    operations.confirm_decision(proposed(dossier, karim, "250.00"), by=griet)
    stages.advance(now(dossier), by=karim)
    assert now(dossier).stage == "reporting"


# --- The budget ------------------------------------------------------------------------------------


def test_a_budget_is_not_overdrawn_but_by_a_coordinator_who_says_why(karim: User, griet: User) -> None:
    budget("1000.00")
    operations.confirm_decision(proposed(to_decide(karim), karim), by=griet)
    dossier = to_decide(karim)
    decision = proposed(dossier, griet)
    with pytest.raises(Refused, match="380"):
        operations.confirm_decision(decision, by=karim)
    with pytest.raises(NotAllowed, match="coördinator"):
        operations.confirm_decision(decision, by=karim, over_budget_because="mag wel")
    operations.withdraw_decision(decision, by=griet, because="ik bevestig zelf")
    decision = proposed(dossier, karim)
    kept = operations.confirm_decision(decision, by=griet, over_budget_because="collegebesluit volgt")
    assert kept.over_budget_because == "collegebesluit volgt"
    assert Event.objects.filter(kind="grant_over_budget", case_file=dossier.case_file).count() == 1
    (line,) = (one for one in budget_lines() if one.scheme.code == "green_roof")
    assert (line.granted, line.left, line.requested) == (1240, -240, 1240)


def test_what_was_freed_is_not_taken_twice(karim: User, griet: User) -> None:
    budget("700.00")
    first = to_decide(karim)
    operations.confirm_decision(proposed(first, karim), by=griet)
    proven(first, karim, accepted_amount=Decimal(100))
    operations.confirm_decision(proposed(to_decide(karim), karim, "600.00"), by=griet)
    with pytest.raises(ValidationError, match="over"):
        proven(first, karim, accepted_amount=Decimal(200))


@pytest.mark.django_db(transaction=True)
def test_of_two_approvals_at_once_against_one_budget_one_is_refused(karim: User, griet: User) -> None:
    budget("700.00")
    decisions = [proposed(to_decide(karim), karim) for _number in range(2)]
    together = Barrier(2)

    def confirm(decision: GrantDecision) -> str:
        try:
            together.wait(10)
            operations.confirm_decision(decision, by=griet)
        except Refused as error:
            return str(error)
        else:
            return "confirmed"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        told = sorted(threads.map(confirm, decisions), reverse=True)
    assert told[0] == "confirmed"
    assert "80" in told[1]
    assert budget_lines()[0].granted == 620


# --- Premiums of somebody else ---------------------------------------------------------------------


@pytest.mark.parametrize("outcome", ["granted", "refused", "not_asked"])
def test_an_external_premium_closes_with_its_outcome_and_no_account(karim: User, outcome: str) -> None:
    dossier = external(karim)
    stages.advance(dossier, by=karim)
    told_outcome(dossier, karim, outcome)
    stages.complete(now(dossier), by=karim)
    assert now(dossier).stage == "completed"
    assert [one.stage for one in now(dossier).visits.all()] == ["submitted", "handling", "completed"]


def test_what_is_saved_with_its_outcome_goes_where_that_leads(
    karim: User, client_of: Callable[[User], Client]
) -> None:
    """The button was drawn before the outcome was chosen, and names the next stage."""
    dossier, desk = external(karim), client_of(karim)
    for _stage in range(2):
        stages.advance(now(dossier), by=karim)
    page = desk.get(f"/dossiers/{dossier.number}/", {"tab": "decision"}).content.decode()
    form = re.search(r'<form class="form form-fields".*?</form>', page, re.DOTALL)
    assert form
    assert "Bewaren en naar 40 Rapportering" in page
    chosen = {
        "outcome": ["refused"],
        "decided_on": [timezone.localdate().isoformat()],
        "further": ["advance"],
    }
    (place,) = re.findall(r'<form[^>]* action="([^"]+)"', form[0])
    answer = desk.post(place, values_of(form[0]) | chosen, follow=True)
    assert "deze stap kan daar niet" not in answer.content.decode()
    assert now(dossier).stage == "completed"


def test_an_outcome_is_unknown_after_two_requests(karim: User) -> None:
    dossier = external(karim)
    contact = dossier.main_contact
    assert contact is not None
    with pytest.raises(ValidationError, match="twee keer"):
        told_outcome(dossier, karim, "unknown")
    for text in ("Kreeg u de premie?", "Kreeg u intussen antwoord?"):
        ask_request(dossier.case_file, of=contact.person, text=text, by=karim, due=timezone.localdate())
    told_outcome(dossier, karim, "unknown")
    stages.save_and_complete(now(dossier), by=karim)
    assert now(dossier).stage == "completed"


def test_an_association_stays_open_while_supplements_hang_on_it(karim: User) -> None:
    dossier = association(karim, 2)
    told_outcome(dossier, karim, "granted", granted_amount=Decimal(0))
    with pytest.raises(stages.Incomplete, match="aanvullende premie"):
        stages.save_and_complete(now(dossier), by=karim)
    first, second = GrantOwner.objects.filter(grant=dossier.pk)
    operations.change_owner(first, by=karim, outcome="granted", granted_amount=Decimal("1500.00"))
    operations.change_owner(second, by=karim, outcome="not_asked")
    stages.save_and_complete(now(dossier), by=karim)
    assert now(dossier).stage == "completed"


def test_each_owner_loses_his_part_of_the_base_premium(karim: User) -> None:
    dossier = association(karim, 3)
    told_outcome(dossier, karim, "granted", granted_amount=Decimal("1000.01"))
    owners = list(GrantOwner.objects.filter(grant=dossier.pk))
    told = {"gross": Decimal("4025.00"), "gross_source": "brief VEKA", "category": 3}
    operations.change_owner(owners[0], by=karim, **told)
    grant = grant_of(now(dossier))
    lines = owner_lines(grant, terms_of(grant), list(GrantOwner.objects.filter(grant=dossier.pk)))
    assert [one.share for one in lines] == [Decimal("100.00")] * 3
    assert (lines[0].net, lines[1].net) == (Decimal("3925.00"), None)
    with pytest.raises(ValidationError, match="quotiteiten"):
        operations.add_owner(now(dossier), by=karim, lot="B1", shares=701)


def test_an_owner_removed_by_mistake_comes_back(karim: User) -> None:
    dossier = association(karim, 1)
    owner = GrantOwner.objects.get(grant=dossier.pk)
    key = owner.pk
    operations.remove_owner(owner, by=karim)
    operations.restore_owner(now(dossier), key, by=karim)
    assert GrantOwner.objects.get(grant=dossier.pk).lot == "A1"


# --- Pages -----------------------------------------------------------------------------------------


def test_others_than_financial_roles_do_nothing_with_a_premium(
    karim: User, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    dossier = to_decide(karim)
    sofie = user_with(Role.FILE_HANDLER)
    with pytest.raises(NotAllowed):
        proposed(dossier, sofie)
    page = client_of(sofie)
    assert page.get("/grants/budget/").status_code == 403
    assert page.get(f"/dossiers/{dossier.number}/grant/owners/new/").status_code == 403


def test_the_tabs_say_by_what_rule_and_what_is_left(
    karim: User, griet: User, client_of: Callable[[User], Client]
) -> None:
    budget("1000.00")
    dossier = to_decide(karim)
    desk, second = client_of(karim), client_of(griet)
    place = f"/dossiers/{dossier.number}/"
    told = desk.get(f"{place}?tab=grant_request").content.decode()
    assert "premiezoeker.be" in told
    assert "620,00" in told
    desk.post(f"{place}grant/compute/")
    desk.post(f"{place}grant/propose/", {"outcome": "granted", "amount": "620", "decided_on": today()})
    decision = GrantDecision.objects.get(grant=dossier.pk)
    refused = desk.post(f"{place}grant/decisions/{decision.pk}/", follow=True)
    assert "collega" in refused.content.decode()
    second.post(f"{place}grant/decisions/{decision.pk}/")
    page = second.get(f"{place}?tab=grant_decision").content.decode()
    assert "380,00" in page
    assert "Groendak" in second.get("/grants/budget/").content.decode()


def test_a_refusal_asks_for_no_other_amount_to_be_wiped_out(
    karim: User, client_of: Callable[[User], Client]
) -> None:
    dossier = to_decide(karim)
    told = {"outcome": "refused", "amount": "620", "because": "Te klein.", "decided_on": today()}
    client_of(karim).post(f"/dossiers/{dossier.number}/grant/propose/", told)
    decision = GrantDecision.objects.get(grant=dossier.pk)
    assert (decision.outcome, decision.amount) == ("refused", None)


def test_a_paper_is_taken_from_the_sheet_asked_and_received(
    karim: User, client_of: Callable[[User], Client]
) -> None:
    dossier = green_roof(karim)
    desk, place = client_of(karim), f"/dossiers/{dossier.number}/"
    desk.post(f"{place}papers/fill/")
    papers = list(dossier.asked_papers.order_by("pk"))
    assert [one.kind.code for one in papers] == ["invoice", "plan", "photo"] or len(papers) == 3
    desk.post(f"{place}papers/mark/", {"papers": [papers[0].pk, papers[1].pk], "verb": "receive"})
    files = desk.get(f"{place}?tab=files").content.decode()
    assert "2 van 3" in files
    desk.post(
        f"{place}papers/{papers[2].pk}/", {"is_required": "on", "not_needed": "on", "note": "nieuwbouw"}
    )
    papers[2].refresh_from_db()
    assert papers[2].is_settled
