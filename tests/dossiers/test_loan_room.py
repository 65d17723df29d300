"""Loans from the application to the signature: sheets, precheck, purpose, four eyes, committee, letters."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from dossiers.factories import information_dossier
from dossiers.flows.bar import process_bar_of
from dossiers.flows.profiles import missing, openable_subtypes
from dossiers.models import Capacity, Dossier, Subtype
from dossiers.operations import stages
from dossiers.operations.editing import update_detail, update_dossier
from dossiers.operations.opening import Client as OpeningClient
from dossiers.schemes.models import Scheme, SchemeVersion
from dossiers.schemes.operations import answer
from dossiers.types.loan.budget import budget_of
from dossiers.types.loan.decisions import LoanDecision, LoanLetter
from dossiers.types.loan.model import LoanPrecheck, LoanPurpose
from dossiers.types.loan.operations import deciding, preparing
from dossiers.types.loan.operations.letters import finish_letter
from dossiers.types.loan.profile import (
    LOAN_ADVICE,
    LOAN_ANALYSIS,
    LOAN_BUDGET,
    LOAN_END,
    LOAN_REQUEST,
    LOAN_SIGNING,
)
from dossiers.types.loan.purposes import purposes_of
from dossiers.types.loan.sheets import most, role_of
from dossiers.types.loan.terms import LoanTerms
from dossiers.works.models import Work, WorkRole
from dossiers.works.operations import add_work, put_on_dossier, update_work
from oss.addresses.models import Measure
from oss.contacts.factories import OrganisationFactory
from oss.core.components import StageState
from oss.core.partial_dates import PartialDate
from oss.core.refusal import NotAllowed, Refused
from oss.staff.models import User
from oss.staff.roles import Role
from tests.dossiers.borrowed import (
    MVL,
    application,
    in_analysis,
    in_decision,
    in_signing,
    known_client,
    now,
    proposed,
    quote_for,
    signed,
    work_to_pay,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def karim(user_with: Callable[..., User]) -> User:
    return user_with(Role.FINANCIAL_ADVISER, first_name="Karim", last_name="Amrani")


@pytest.fixture
def griet(user_with: Callable[..., User]) -> User:
    return user_with(Role.COORDINATOR, first_name="Griet", last_name="Claes")


def page_of(client: Client, dossier: Dossier, tab: str) -> str:
    return client.get(f"/dossiers/{dossier.number}/", {"tab": tab}).content.decode()


def gaps(dossier: Dossier) -> list[str]:
    return [one.name for one in missing(now(dossier))]


# --- From start to end ---------------------------------------------------------------------------


def test_a_loan_goes_from_application_to_signature_by_two_colleagues(karim: User, griet: User) -> None:
    dossier = information_dossier(by=karim, subtype=MVL)
    assert gaps(dossier) == ["loan_sheet", "loan_amount", "loan_purposes"]
    dossier = signed(by=karim, other=griet)
    loan = now(dossier).loan
    assert dossier.stage == "drawdown"
    assert (loan.decided_amount, loan.decided_months, loan.decided_rate) == (
        Decimal(24000),
        120,
        Decimal("2.750"),
    )
    assert (loan.repayment, loan.sheet.code) == ("annuity", "verbouwlening:2026-01-01")
    decision = LoanDecision.objects.get()
    assert (decision.proposed_by, decision.confirmed_by) == (karim, griet)


def test_the_same_colleague_never_confirms_his_own(karim: User, griet: User) -> None:
    decision = proposed(in_decision(by=karim), karim)
    with pytest.raises(Refused, match="een andere collega"):
        deciding.confirm_decision(decision, by=karim)
    with pytest.raises(IntegrityError), transaction.atomic():
        LoanDecision.objects.update(confirmed_by=karim, stands_since=timezone.now())
    assert gaps(decision.dossier) == ["loan_decided"]
    with pytest.raises(Refused, match="stelde"):
        proposed(decision.dossier, griet)


def test_who_is_no_financial_colleague_does_nothing(karim: User, lotte: User) -> None:
    decision = proposed(in_decision(by=karim), karim)
    with pytest.raises(NotAllowed):
        deciding.confirm_decision(decision, by=lotte)
    assert not LoanDecision.objects.visible_to(lotte).exists()
    with pytest.raises(NotAllowed):
        preparing.keep_precheck(decision.dossier, by=lotte)


def test_a_refusal_completes_it_with_a_letter_and_skips_what_follows(karim: User, griet: User) -> None:
    decision = proposed(in_decision(by=karim), karim, "no")
    deciding.confirm_decision(decision, by=griet)
    dossier = now(decision.dossier)
    assert (dossier.stage, dossier.loan.outcome) == ("completed", "refused")
    states = [one.state for one in process_bar_of(dossier, karim).stages]
    assert states[:3] == [StageState.DONE] * 3
    assert states[3:6] == [StageState.NEXT] * 3
    letter = LoanLetter.objects.get()
    finish_letter(letter.pk)
    letter.refresh_from_db()
    assert letter.document is not None
    assert letter.document.document_class == "financial"
    assert dossier.case_file.filed_documents.filter(document=letter.document).exists()


def test_a_decision_is_sent_back_and_proposed_anew(karim: User, griet: User) -> None:
    decision = proposed(in_decision(by=karim), karim)
    deciding.send_back(decision, by=griet, because="De loonfiche ontbreekt.")
    with pytest.raises(Refused, match="nam dit"):
        deciding.confirm_decision(decision, by=griet)
    again = proposed(decision.dossier, karim, "if", conditions="Eerst de loonfiche.")
    deciding.confirm_decision(again, by=griet)
    assert gaps(decision.dossier) == []


def test_no_more_than_the_sheet_allows_is_approved(karim: User) -> None:
    dossier = in_decision(by=karim)
    for wrong in ({"amount": Decimal(60001)}, {"amount": Decimal(1249)}, {"months": 301}):
        with pytest.raises(ValidationError):
            proposed(dossier, karim, **wrong)
    for lacking in ({"verdict": "no", "reason": ""}, {"verdict": "if"}, {"verdict": "yes", "amount": None}):
        with pytest.raises(ValidationError):
            proposed(dossier, karim, **lacking)


@pytest.mark.django_db(transaction=True)
def test_two_who_confirm_at_once_are_told(user_with: Callable[..., User]) -> None:
    karim, griet, an = (user_with(Role.FINANCIAL_ADVISER) for _number in range(3))
    decision = proposed(in_decision(by=karim), karim)

    def confirm(by: User) -> str:
        try:
            deciding.confirm_decision(LoanDecision.objects.get(pk=decision.pk), by=by)
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as threads:
        told = sorted(threads.map(confirm, (griet, an)))
    assert told[0] == ""
    assert "bevestigde dit" in told[1]
    assert LoanLetter.objects.count() == 1


# --- Ends before it is signed --------------------------------------------------------------------


def test_a_decision_is_confirmed_in_its_stage_and_sent_back_in_any(
    karim: User, griet: User, client_of: Any, mistake: Any
) -> None:
    dossier = in_decision(by=karim)
    deciding.confirm_decision(proposed(dossier, karim), by=griet)
    later = proposed(dossier, karim, "no")
    assert gaps(dossier) == ["loan_decided"], "what is proposed is settled first"
    stages.step_back(now(dossier), by=karim, reason=mistake)
    with pytest.raises(Refused, match="in de fase ‘Beslissing’"):
        deciding.confirm_decision(later, by=griet)
    shown = page_of(client_of(griet), dossier, "decision")
    assert "Terugsturen" in shown
    assert "Deze beslissing bevestigen" not in shown
    deciding.send_back(later, by=griet, because="Te laat.")
    assert gaps(stages.advance(now(dossier), by=karim)) == []


def test_days_of_what_was_done_are_not_still_to_come(karim: User, griet: User) -> None:
    dossier, tomorrow = in_signing(by=karim, other=griet), timezone.localdate() + timedelta(days=1)
    for part, name in (
        (LOAN_REQUEST, "asked_on"),
        (LOAN_ANALYSIS, "complete_on"),
        (LOAN_SIGNING, "contract_made_on"),
        (LOAN_SIGNING, "signed_on"),
        (LOAN_END, "guarantee_released_on"),
    ):
        with pytest.raises(ValidationError, match="moet nog komen"):
            update_detail(now(dossier), part, by=karim, **{name: tomorrow})
    told: dict[str, Any] = {"income": Decimal(3000), "budget_source": "loonfiche", "budget_on": tomorrow}
    with pytest.raises(ValidationError, match="moet nog komen"):
        update_detail(now(dossier), LOAN_BUDGET, by=karim, **told)
    yesterday = timezone.localdate() - timedelta(days=1)
    with pytest.raises(ValidationError, match="voorbij vóór"):
        proposed(in_decision(by=karim), karim, valid_until=yesterday)


def test_what_is_told_at_opening_is_checked_and_its_sheet_follows(karim: User, lotte: User) -> None:
    told = {"asked_on": timezone.localdate(), "asked_amount": Decimal(18500)}
    assert information_dossier(by=karim, subtype=MVL, detail=told).loan.sheet is not None
    assert information_dossier(by=lotte, subtype=MVL, detail=told).loan.sheet is None, "not hers to change"
    for wrong in ({"asked_amount": Decimal(-5)}, {"asked_on": timezone.localdate() + timedelta(days=1)}):
        with pytest.raises(ValidationError) as refused:
            information_dossier(by=karim, subtype=MVL, detail=told | wrong)
        assert refused.value.message_dict.keys() == wrong.keys()


def test_a_loan_that_ended_before_it_was_signed_shows_no_money(karim: User, client_of: Any) -> None:
    dossier = in_decision(by=karim)
    deciding.end_early(dossier, "withdrawn", by=karim, because="Spaart liever zelf.")
    shown = page_of(client_of(karim), dossier, "decision")
    assert "Spaart liever zelf." in shown
    assert "tab=drawdowns" not in shown
    assert "tab=outstanding" not in shown


def test_a_client_withdraws_and_goes_on_after_all(karim: User, mistake: Any) -> None:
    dossier = application(by=karim)
    ended = deciding.end_early(dossier, "withdrawn", by=karim, because="Spaargeld volstaat.")
    assert (ended.stage, now(dossier).loan.outcome) == ("completed", "withdrawn")
    stages.reopen(ended, by=karim, reason=mistake)
    deciding.go_on_after_all(ended, by=karim)
    assert gaps(dossier) == ["loan_purposes", "loan_precheck"]


def test_not_eligible_only_after_a_precheck_that_says_no(karim: User) -> None:
    dossier = application(by=karim)
    with pytest.raises(Refused, match="voorcheck"):
        deciding.end_early(dossier, "no_right", by=karim, because="Nieuwbouw.")
    answer(dossier, "no_running_loan", "no", by=karim)
    assert preparing.keep_precheck(dossier, by=karim).verdict == "no"
    ended = deciding.end_early(dossier, "no_right", by=karim, because="Er loopt al een lening.")
    assert ended.stage == "completed"
    finish_letter(LoanLetter.objects.get(kind="no_right").pk)
    assert LoanLetter.objects.get().document is not None


def test_help_with_an_application_ends_as_referred(karim: User) -> None:
    dossier = application(by=karim, subtype="loan_preparation")
    assert role_of(dossier) == "prepares"
    assert gaps(dossier) == []
    ended = deciding.end_early(dossier, "referred", by=karim, because="Naar de bank.", letter=False)
    assert ended.stage == "completed"
    assert not LoanLetter.objects.exists()
    with pytest.raises(Refused, match="zelf"):
        deciding.end_early(application(by=karim), "referred", by=karim, because="Naar de bank.")


# --- Products ------------------------------------------------------------------------------------


def test_a_closed_product_keeps_its_loans_and_takes_no_new_one(karim: User, griet: User) -> None:
    dossier = in_decision(by=karim)
    product = dossier.subtype
    SchemeVersion.objects.filter(loan_terms__product=product).update(closed_on=timezone.localdate())
    assert product not in openable_subtypes()
    with pytest.raises(Refused, match="gesloten"):
        application(by=karim)
    with pytest.raises(ValidationError, match="gesloten"):
        update_dossier(application(by=karim, subtype="loan_preparation"), by=karim, subtype=product)
    deciding.confirm_decision(proposed(dossier, karim), by=griet)
    assert stages.advance(now(dossier), by=karim).stage == "signing"


def test_products_of_before_are_closed_and_name_their_successor(karim: User) -> None:
    closed = {"loan_energy_loan_plus", "loan_zero_percent", "loan_one_percent"}
    codes = set(openable_subtypes().filter(type="loan").values_list("code", flat=True))
    assert not closed & codes
    assert MVL in codes
    with pytest.raises(Refused, match="Opvolger"):
        application(by=karim, subtype="loan_energy_loan_plus")


def test_an_empty_sheet_says_so_and_the_case_goes_on(karim: User, griet: User, client_of: Any) -> None:
    dossier = application(by=karim, subtype="loan_mechelen_knapt_op")
    preparing.pick_works(dossier, [work_to_pay(dossier, karim)], by=karim)
    assert "nog in te vullen" in page_of(client_of(karim), dossier, "purpose")
    known_client(dossier, karim)
    dossier = stages.advance(now(dossier), by=karim)
    update_detail(dossier, LOAN_ANALYSIS, by=karim, complete_on=timezone.localdate())
    update_detail(dossier, LOAN_ADVICE, by=karim, analysis="In orde.")
    dossier = stages.advance(now(dossier), by=karim)
    deciding.confirm_decision(proposed(dossier, karim, rate=None), by=griet)
    dossier = stages.advance(now(dossier), by=karim)
    assert gaps(dossier) == ["loan_signed", "loan_rate", "loan_repayment"]


def test_what_a_bank_decides_is_noted_by_one(karim: User) -> None:
    dossier = application(by=karim, subtype="loan_subsidised_credit")
    dossier = stages.advance(stages.advance(dossier, by=karim), by=karim)
    decision = proposed(dossier, karim, body="other", rate=None)
    assert (decision.stands_since is not None, decision.confirmed_by) == (True, None)
    assert stages.advance(now(dossier), by=karim).stage == "signing"
    assert not LoanLetter.objects.exists()


def test_an_association_borrows_by_its_own_sheet(karim: User) -> None:
    vme = OpeningClient(Capacity.objects.get(code="vme"), organisation=OrganisationFactory.create(kind="vme"))
    dossier = application(by=karim, client=vme)
    assert dossier.loan.sheet.scheme.code == "verbouwlening_vme"
    assert most(now(dossier)) is None
    for dwellings, amount in ((4, 160_000), (12, 360_000), (38, 1_010_000)):
        update_detail(dossier, LOAN_REQUEST, by=karim, dwellings=dwellings)
        assert most(now(dossier)) == amount
    assert "loan_category" not in [one.name for one in missing(now(dossier), "analysis")]


def test_the_sheet_of_the_application_stays_whatever_holds_later(karim: User) -> None:
    dossier = application(by=karim)
    held = dossier.loan.sheet
    held.valid_until = timezone.localdate() - timedelta(days=1)
    held.save()
    later = SchemeVersion.objects.create(
        scheme=held.scheme, valid_from=timezone.localdate(), source="vlaanderen.be"
    )
    LoanTerms.objects.create(version=later, product=dossier.subtype, max_amount=Decimal(10))
    assert now(dossier).loan.sheet == held
    assert most(now(dossier)) == 60_000
    assert application(by=karim).loan.sheet == later


# --- Precheck and purpose ------------------------------------------------------------------------


def test_the_precheck_says_yes_no_or_unknown_with_its_reason(karim: User, client_of: Any) -> None:
    dossier = application(by=karim)
    assert preparing.keep_precheck(dossier, by=karim).verdict == "unknown"
    preparing.pick_works(dossier, [work_to_pay(dossier, karim)], by=karim)
    known_client(dossier, karim)
    kept = preparing.keep_precheck(dossier, by=karim)
    assert kept.verdict == "yes"
    assert all(outcome for _text, outcome, _known in kept.lines)
    update_work(purposes_of(dossier)[0].work, by=None, started_on=PartialDate(2026, 11))
    assert preparing.keep_precheck(dossier, by=karim).verdict == "no"
    assert LoanPrecheck.objects.count() == 3
    assert "niet in aanmerking" in page_of(client_of(karim), dossier, "purpose")


def test_a_question_of_the_precheck_is_answered_on_the_page(karim: User, client_of: Any) -> None:
    dossier = application(by=karim)
    client = client_of(karim)
    url = f"/dossiers/{dossier.number}/loan/answer/"
    assert client.post(url, {"fact": "no_running_loan", "value": "yes"}).status_code == 302
    assert "geen lopende" in page_of(client, dossier, "purpose").lower()
    assert client.post(url, {"fact": "construction_year", "typed": "x"}).status_code == 422
    client.post(f"/dossiers/{dossier.number}/loan/answer/back/", {"fact": "no_running_loan"})
    assert not dossier.rights_answers.exists()


def test_a_second_loan_at_the_address_is_found(karim: User, griet: User) -> None:
    first = signed(by=karim, other=griet)
    second = application(by=karim, address=first.site_address)
    kept = preparing.keep_precheck(second, by=karim)
    assert kept.verdict == "no"
    assert first.number in str(kept.lines)


def test_an_amount_has_one_home_and_tells_a_later_change(karim: User, client_of: Any) -> None:
    dossier = application(by=karim)
    work = work_to_pay(dossier, karim, "18000.00")
    preparing.pick_works(dossier, [work], by=karim)
    assert LoanPurpose.objects.get().amount == 18_000
    quote = work.decisions.get().quote
    quote.total_incl = Decimal("19500.00")
    quote.save()
    page = page_of(client_of(karim), dossier, "purpose")
    assert "gewijzigd sinds" in page
    assert "19.500,00" in page
    preparing.take_over_amounts(dossier, by=karim)
    assert LoanPurpose.objects.get().amount == Decimal("19500.00")
    preparing.drop_work(dossier, work, by=karim)
    assert not LoanPurpose.objects.exists()
    assert not dossier.on_works.exists()


def test_a_quote_is_picked_while_none_is_chosen(karim: User) -> None:
    dossier = application(by=karim)
    other = work_to_pay(dossier, karim)
    work = preparing.pick_works(dossier, [work_without_choice(dossier)], by=karim)[0]
    assert LoanPurpose.objects.get().amount is None
    quote = quote_for(work, "7000.00")
    assert preparing.pick_quote(dossier, work, quote, by=karim).amount == 7000
    with pytest.raises(ValidationError):
        preparing.pick_quote(dossier, work, other.decisions.get().quote, by=karim)


def work_without_choice(dossier: Dossier) -> Work:
    address = dossier.site_address
    assert address is not None
    return add_work(address, Measure.objects.get(code="windows"), by=None)


def test_works_that_start_before_the_signature_are_warned(
    karim: User, griet: User, lotte: User, client_of: Any
) -> None:
    dossier = in_decision(by=karim)
    work = purposes_of(dossier)[0].work
    update_work(work, by=None, planned_start=timezone.localdate())
    other = information_dossier(by=lotte, address=dossier.site_address)
    put_on_dossier(work, other, by=None, role=WorkRole.EXECUTED)
    told = f"start vóór lening {dossier.number} ondertekend is"
    assert told in page_of(client_of(lotte), other, "works")
    deciding.confirm_decision(proposed(dossier, karim), by=griet)
    stages.advance(now(dossier), by=karim)
    assert told in page_of(client_of(karim), other, "works")
    page = page_of(client_of(lotte), other, "works")
    assert told not in page
    assert f"lening {dossier.number} in behandeling" in page
    update_detail(dossier, LOAN_SIGNING, by=karim, signed_on=timezone.localdate())
    assert f"lening {dossier.number} in behandeling" in page_of(client_of(lotte), other, "works")
    assert told not in page_of(client_of(karim), other, "works")


# --- Budget and simulation -----------------------------------------------------------------------


def test_the_budget_tells_what_is_left(karim: User, client_of: Any) -> None:
    assert budget_of(None, None, [], None).free is None
    budget = budget_of(Decimal(3000), Decimal(1200), [Decimal(250), Decimal(50)], Decimal("228.12"))
    assert (budget.free, budget.free_after) == (Decimal(1500), Decimal("1271.88"))
    assert budget.burden == Decimal("17.6")


def test_what_is_typed_to_try_is_simulated_to_the_cent(karim: User, client_of: Any) -> None:
    dossier = in_analysis(by=karim)
    update_detail(
        dossier,
        LOAN_BUDGET,
        by=karim,
        income=Decimal(3000),
        fixed_costs=Decimal(1200),
        budget_source="loonfiches",
        budget_on=timezone.localdate(),
    )
    preparing.add_credit(dossier, by=karim, what="Autolening", monthly=Decimal(210))
    tried = {"tab": "analysis", "try_amount": "60000", "try_months": "300", "try_rate": "2,75"}
    page = client_of(karim).get(f"/dossiers/{dossier.number}/", tried).content.decode()
    assert "275,74" in page
    assert "276,79" in page
    assert "1.590,00" in page  # what is left before the loan
    assert "nog in te vullen" in page_of(client_of(karim), dossier, "analysis")
    assert "€\xa03.000,00 − €\xa01.200,00 − €\xa0210,00 · loonfiches" in page, "where what is left comes from"
    tried["try_months"] = ""
    page = client_of(karim).get(f"/dossiers/{dossier.number}/", tried).content.decode()
    assert page.count("eigen invoer") == 2, "amount and rate"
    assert f"gevraagd op {timezone.localdate():%d/%m/%Y}" in page, "the term"


# --- Credit committee ----------------------------------------------------------------------------


def test_a_committee_decides_on_several_in_one_go_by_two(karim: User, griet: User, client_of: Any) -> None:
    first, second = in_decision(by=karim), in_decision(by=karim)
    committee = deciding.convene(by=karim, name="Kredietcomité", held_on=timezone.localdate())
    mine, hers = client_of(karim), client_of(griet)
    page = f"/loans/committees/{committee.pk}/"
    mine.post(f"{page}add/", {"dossiers": [first.pk, second.pk]})
    files = list(committee.files.order_by("pk"))
    sheets = mine.get(f"{page}sheets/").content.decode()
    assert first.number in sheets
    assert second.number in sheets
    assert "Het gezin houdt genoeg over." in sheets
    told = {
        f"file-{files[0].pk}-verdict": "yes",
        f"file-{files[0].pk}-amount": "24.000,00",
        f"file-{files[0].pk}-months": "120",
        f"file-{files[0].pk}-rate": "2,75",
        f"file-{files[1].pk}-verdict": "no",
    }
    assert mine.post(page, told).status_code == 422  # a refusal says why
    assert not LoanDecision.objects.exists()
    assert mine.post(page, told | {f"file-{files[1].pk}-reason": "Te krap."}).status_code == 302
    keys = list(LoanDecision.objects.values_list("pk", flat=True))
    mine.post(f"{page}confirm/", {"decisions": keys})
    assert not LoanDecision.objects.standing().exists()
    hers.post(f"{page}confirm/", {"decisions": keys})
    assert LoanDecision.objects.standing().count() == 2
    assert (now(first).stage, now(second).stage) == ("decision", "completed")
    assert LoanLetter.objects.count() == 2


def test_a_file_that_was_decided_stays_on_its_committee(karim: User, griet: User) -> None:
    dossier = in_decision(by=karim)
    committee = deciding.convene(by=karim, name="Kredietcomité")
    (file,) = deciding.put_on_committee(committee, [dossier], by=karim)
    told = {dossier: {"verdict": "back"}}
    with pytest.raises(Refused, match="nog plaatsvinden"):
        later = deciding.convene(by=karim, name="Later", held_on=timezone.localdate() + timedelta(days=9))
        deciding.enter_decisions(later, told, by=karim)
    deciding.confirm_decisions(committee, deciding.enter_decisions(committee, told, by=karim), by=griet)
    assert now(dossier).loan.outcome == "withdrawn"
    with pytest.raises(Refused, match="beslist"):
        deciding.take_off_committee(file, by=karim)


# --- Signing -------------------------------------------------------------------------------------


def test_an_account_number_is_checked_by_both_rules(karim: User, griet: User, client_of: Any) -> None:
    dossier = in_signing(by=karim, other=griet)
    client = client_of(karim)
    url = f"/dossiers/{dossier.number}/signing/"
    sent = {"account": "BE41 0918 1173 5141", "decided_months": "120", "decided_rate": "2,75"}
    assert client.post(url, sent | {"repayment": "annuity"}).status_code == 422
    sent["account"] = "BE68 5390 0754 7034"
    assert client.post(url, sent | {"repayment": "annuity"}).status_code == 302
    assert now(dossier).loan.account == "BE68539007547034"


def test_nothing_is_signed_that_was_not_decided(karim: User) -> None:
    with pytest.raises(ValidationError):
        update_detail(application(by=karim), LOAN_SIGNING, by=karim, signed_on=timezone.localdate())


def test_every_subtype_of_loans_has_a_profile_and_scheme_sheets_their_terms(db: None) -> None:
    assert not Subtype.objects.filter(type="loan", profile="").exists()
    loans = Scheme.objects.filter(kind="loan")
    assert all(LoanTerms.objects.filter(version__scheme=one).exists() for one in loans)
