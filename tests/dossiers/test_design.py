"""A project design from its first work to chosen quotes that are paid, and what keeps it in a stage."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from dossiers.factories import design_dossier
from dossiers.flows.profiles import missing
from dossiers.models import Dossier, Household, Reason, ReasonKind
from dossiers.operations import stages
from dossiers.operations.activation import deactivate
from dossiers.operations.editing import update_detail
from dossiers.quotes.operations import OfWork, enter
from dossiers.summary import drawn_summary
from dossiers.types.design import operations
from dossiers.types.design.model import FinancingLine, PlannedWork, Study
from dossiers.types.design.plan import plan_of
from dossiers.types.design.profile import GAP, GUIDANCE, MONTHLY_COST, QUOTES, STUDIES, TARGET_GROUP
from dossiers.works.models import Executor, Work, WorkDossier, WorkRole
from dossiers.works.operations import add_invoice, add_work, decide, finish, update_work
from oss.addresses.factories import AddressFactory
from oss.addresses.models import Measure
from oss.core.conflicts import Conflict
from oss.core.models import DatedValue
from oss.core.parameters import Parameter
from oss.core.partial_dates import PartialDate
from oss.core.refusal import Refused
from oss.core.registry import offered
from oss.core.seen_state import Changed
from oss.documents.models import DocumentClass
from oss.documents.storing import add_document
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import Event
from oss.timeline.operations import ask_request, file_document
from tests.dossiers.designed import chosen, own_means, quote_for, study_of, work_for
from tests.drawn_forms import values_of

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)


@pytest.fixture
def coach(user_with: Callable[..., User]) -> User:
    return user_with(Role.COACH, first_name="Jonas", last_name="Claes")


@pytest.fixture
def karim(user_with: Callable[..., User]) -> User:
    return user_with(Role.FINANCIAL_ADVISER, first_name="Karim", last_name="Idrissi")


@pytest.fixture
def design(coach: User) -> Dossier:
    return design_dossier(by=coach, address=AddressFactory.create(), assignee=coach)


@pytest.fixture
def roof(design: Dossier) -> Work:
    return work_for(design)


def now(dossier: Dossier) -> Dossier:
    return Dossier.objects.get(pk=dossier.pk)


def gaps(dossier: Dossier, stage: str = "") -> list[str]:
    return [one.name for one in missing(now(dossier), stage or None)]


def page_of(browser: Client, dossier: Dossier, tab: str) -> str:
    return browser.get(f"/dossiers/{dossier.number}/", {"tab": tab}).content.decode().replace("\xa0", " ")


# --- The stages ----------------------------------------------------------------------------------


def test_a_design_goes_from_its_works_to_chosen_quotes_that_are_paid(
    coach: User, karim: User, design: Dossier
) -> None:
    assert gaps(design) == ["design_works"]
    roof = work_for(design)
    assert WorkDossier.objects.get().role == WorkRole.DESIGNED
    stages.advance(now(design), by=coach)
    assert gaps(design) == ["studies_received"]
    study = study_of(design, coach, asked_on=TODAY)
    with pytest.raises(stages.Incomplete, match="Bijkomende studies"):
        stages.advance(now(design), by=coach)
    operations.change_study(study, by=coach, received_on=TODAY, conclusion="De gording houdt het.")
    stages.advance(now(design), by=coach)
    assert gaps(design) == ["quote_received", "works_decided"]
    chosen(roof)
    assert gaps(design) == ["plan_adds_up"]
    own_means(design, karim)
    assert gaps(design) == []
    stages.complete(now(design), by=coach)
    kinds = set(Event.objects.filter(case_file=design.case_file).values_list("kind", flat=True))
    assert kinds >= {"study_added", "study_received", "plan_changed", "quote_received", "work_goes_on"}


def test_nothing_goes_on_and_the_design_is_completed_without_a_quote(
    coach: User, design: Dossier, roof: Work
) -> None:
    update_detail(design, STUDIES, by=coach, no_studies=True)
    no = Reason.objects.get(code="decline_other_timing")
    decide(roof, by=None, goes_on=False, decided_on=TODAY, reason=no)
    stages.save_and_complete(now(design), by=coach)
    assert now(design).stage == "completed"


def test_what_the_client_executes_needs_no_quote_and_a_reason_stands_for_those_that_never_came(
    coach: User, design: Dossier, roof: Work
) -> None:
    update_work(roof, by=None, executor=Executor.SELF)
    assert gaps(design, "quotes") == ["works_decided"]
    decide(roof, by=None, goes_on=True, decided_on=TODAY, amount=Decimal(3000))
    assert gaps(design, "quotes") == ["plan_adds_up"]
    windows = work_for(design, "windows")
    assert gaps(design, "quotes") == ["quote_received", "works_decided", "plan_adds_up"]
    decide(windows, by=None, goes_on=True, decided_on=TODAY, amount=Decimal(100))
    assert "works_decided" in gaps(design, "quotes")  # it goes on, with no quote
    update_detail(design, QUOTES, by=coach, no_quote_because="Drie aannemers hadden geen tijd")
    assert gaps(design, "quotes") == ["plan_adds_up"]
    update_detail(design, GAP, by=coach, gap_because="Het gezin betaalt het uit de lopende rekening.")
    assert gaps(design, "quotes") == []


def test_a_work_that_was_done_before_waits_for_no_decision(coach: User, design: Dossier, roof: Work) -> None:
    Work.objects.filter(pk=roof.pk).update(is_past=True, is_executed=True)
    assert gaps(design, "request") == ["design_works"]
    assert gaps(design, "quotes") == []


# --- Target group --------------------------------------------------------------------------------


def test_the_target_group_follows_from_the_income_category_and_the_rule_of_the_day(
    coach: User, design: Dossier, client_of: Callable[[User], Client]
) -> None:
    browser = client_of(coach)
    assert "vul de inkomenscategorie van het gezin in" in page_of(browser, design, "info")
    Household.objects.create(
        journey=design.journey,
        category=3,
        category_year=2026,
        category_known_on=TODAY,
        category_method="notice",
    )
    page = page_of(browser, design, "info")
    assert re.search(r"<strong>ja</strong>\s*categorie 3 van 2026 · aanslagbiljet · 20/11/2026", page)
    assert "Recht op begeleiding: categorieën 2, 3, 4 (regel van 01/01/2026, te bevestigen)." in page
    DatedValue.objects.create(
        parameter="guidance_categories", valid_from=TODAY, value="4", source="VEKA", checked_on=TODAY
    )
    update_detail(design, GUIDANCE, by=coach, guidance_started_on=TODAY)
    assert re.search(r"<strong>nee</strong>", page_of(browser, design, "info"))
    update_detail(design, GUIDANCE, by=coach, guidance_started_on=date(2025, 3, 1))
    assert "op de dag van de start geldt er geen regel" in page_of(browser, design, "info")


def test_who_says_otherwise_says_why(coach: User, design: Dossier) -> None:
    with pytest.raises(ValidationError, match="samen met waarom"):
        update_detail(design, TARGET_GROUP, by=coach, target_group=True)
    update_detail(design, TARGET_GROUP, by=coach, target_group=True, target_because="Beschermde afnemer")
    assert now(design).design.target_group is True


def test_categories_are_written_with_semicolons() -> None:
    read = offered(Parameter)["guidance_categories"].read
    assert read(" 2;3 ") == (2, 3)
    with pytest.raises(ValidationError, match="geen inkomenscategorieën"):
        read("2; 5")


# --- Studies -------------------------------------------------------------------------------------


def test_a_study_is_noted_changed_removed_and_put_back_on_its_page(
    coach: User, design: Dossier, client_of: Callable[[User], Client]
) -> None:
    update_detail(design, STUDIES, by=coach, no_studies=True)
    browser = client_of(coach)
    url = f"/dossiers/{design.number}/studies/"
    sent = values_of(browser.get(f"{url}new/").content.decode())
    measure = Measure.objects.get(code="asbestos_inventory").pk
    sent |= {"measure": [str(measure)], "asked_on": ["02/11/2026"], "amount": ["1.250,00"]}
    refused = browser.post(f"{url}new/", sent)
    assert refused.status_code == 422
    assert "Zeg het bedrag samen met waar het staat" in refused.content.decode()
    sent |= {"amount_source": ["quote"], "amount_on": ["03/11/2026"]}
    assert browser.post(f"{url}new/", sent).status_code == 302
    study = Study.objects.get()
    assert not now(design).design.no_studies
    assert "Datum van die offerte of factuur" in browser.get(f"{url}new/").content.decode()
    page = page_of(browser, design, "studies")
    assert "€ 1.250,00" in page
    assert "eigen invoer: offerte van 03/11/2026" in page
    form = values_of(browser.get(f"{url}{study.pk}/").content.decode())
    form.pop("remove", None)
    assert browser.post(f"{url}{study.pk}/", form | {"received_on": ["12/11/2026"]}).status_code == 302
    assert Study.objects.get().received_on == date(2026, 11, 12)
    form = values_of(browser.get(f"{url}{study.pk}/").content.decode())
    gone = browser.post(f"{url}{study.pk}/", {"remove": "1", "seen": form["seen"]})
    assert not Study.objects.exists()
    assert f"{study.pk}/restore/" in browser.get(gone["Location"]).content.decode()
    assert browser.post(f"{url}{study.pk}/restore/").status_code == 302
    assert Study.objects.get().received_on == date(2026, 11, 12)


def test_a_study_is_of_its_dossier_alone(coach: User, design: Dossier) -> None:
    other = design_dossier(by=coach)
    paper = add_document(data=b"%PDF-1.4 x", name="verslag.pdf", content_type="application/pdf", by=coach)
    with pytest.raises(ValidationError, match="bestand van dit dossier"):
        study_of(design, coach, document=paper)
    file_document(design.case_file, paper, by=coach)
    study = study_of(design, coach, document=paper)
    operations.remove_study(study, by=coach)
    with pytest.raises(Refused):
        operations.restore_study(other, study.pk, by=coach)
    with pytest.raises(IntegrityError), transaction.atomic():
        Study.objects.create(
            design_id=other.pk, measure=study.measure, asked_on=TODAY, received_on=date(2026, 1, 1)
        )


def test_a_document_that_is_not_theirs_is_named_to_nobody_and_stays(
    coach: User, karim: User, design: Dossier, client_of: Callable[[User], Client]
) -> None:
    paper = add_document(data=b"%PDF-1.4 y", name="schulden.pdf", content_type="application/pdf", by=karim)
    file_document(design.case_file, paper, by=karim)
    study = study_of(design, karim, document=paper)
    type(paper).objects.filter(pk=paper.pk).update(document_class=DocumentClass.FINANCIAL)
    browser = client_of(coach)
    url = f"/dossiers/{design.number}/studies/{study.pk}/"
    assert "schulden.pdf" not in page_of(browser, design, "studies") + browser.get(url).content.decode()
    form = values_of(browser.get(url).content.decode())
    form.pop("remove", None)
    assert browser.post(url, form | {"conclusion": ["Goed"]}).status_code == 302
    assert Study.objects.get().document_id == paper.pk
    assert "schulden.pdf" in page_of(client_of(karim), design, "studies")


def test_from_an_old_page_a_study_is_neither_changed_nor_removed(coach: User, design: Dossier) -> None:
    study = study_of(design, coach)
    operations.change_study(study, by=coach, conclusion="Eerste")
    with pytest.raises(Conflict):
        operations.change_study(study, by=coach, seen={"conclusion": ""}, conclusion="Tweede")
    with pytest.raises(Changed):
        operations.remove_study(study, by=coach, seen="oud")
    deactivate(design, by=coach, reason=Reason.objects.filter(kind=ReasonKind.DEACTIVATE)[0])
    with pytest.raises(Refused):
        study_of(design, coach)


# --- Works and quotes ----------------------------------------------------------------------------


def test_the_grids_tell_what_was_asked_came_and_was_decided(
    coach: User, design: Dossier, roof: Work, client_of: Callable[[User], Client]
) -> None:
    chosen(roof)
    quote_for(roof, "26500.00")
    page = page_of(client_of(coach), design, "studies")
    until = timezone.localdate() + timedelta(days=60)
    for told in ("€ 24.000,00", "tot € 26.500,00", "2 van 2", "onbekend", f"{until:%d/%m/%Y}", "gaat door"):
        assert told in page


def test_works_of_the_address_are_put_on_the_dossier(
    coach: User, design: Dossier, client_of: Callable[[User], Client]
) -> None:
    beside = add_work(design.site_address, Measure.objects.get(code="windows"), by=None)
    elsewhere = add_work(AddressFactory.create(), Measure.objects.get(code="windows"), by=None)
    browser = client_of(coach)
    assert "niet op dit dossier" in page_of(browser, design, "studies")
    browser.post(f"/dossiers/{design.number}/studies/works/", {"works": [beside.pk, elsewhere.pk]})
    assert list(WorkDossier.objects.values_list("work", "role")) == [(beside.pk, WorkRole.DESIGNED)]
    assert "niet op dit dossier" not in page_of(browser, design, "studies")


def test_the_quotes_of_each_work_and_what_was_asked_of_contractors_stand_together(
    coach: User, design: Dossier, roof: Work, client_of: Callable[[User], Client]
) -> None:
    quote = quote_for(roof)
    ask_request(design.case_file, of=quote.contractor, text="Is de stelling inbegrepen?", by=coach)
    page = page_of(client_of(coach), design, "quotes")
    for told in (str(quote.contractor), f"/works/{roof.pk}/quotes/", "Is de stelling inbegrepen?"):
        assert told in page
    assert f"/works/{roof.pk}/?tab=execution#verb-decide" in page


# --- Financing plan ------------------------------------------------------------------------------

AMOUNTS = st.decimals(min_value=0, max_value=999_999, places=2)


@given(works=st.lists(st.none() | AMOUNTS), means=st.lists(AMOUNTS))
def test_a_plan_adds_up_to_the_cent(works: list[Decimal | None], means: list[Decimal]) -> None:
    plan = plan_of(works, means)
    known = [one for one in works if one is not None]
    assert plan.works == sum(known)
    assert int(plan.gap * 100) == sum(int(one * 100) for one in known) - sum(int(one * 100) for one in means)
    assert plan.unknown == len(works) - len(known)
    assert plan.adds_up == (plan.gap == 0 and not plan.unknown)


def test_what_pays_the_works_is_seen_and_noted_by_who_may_alone(
    coach: User, karim: User, design: Dossier, roof: Work, client_of: Callable[[User], Client]
) -> None:
    chosen(roof)
    own_means(design, karim, "7654.32")
    update_detail(
        design,
        MONTHLY_COST,
        by=karim,
        monthly_cost=Decimal("123.45"),
        monthly_cost_source="simulatie",
        monthly_cost_on=TODAY,
    )
    url = f"/dossiers/{design.number}/financing/"
    browser, his = client_of(coach), client_of(karim)
    page = page_of(browser, design, "financing")
    assert "€ 24.000,00" in page
    for secret in ("7.654,32", "16.345,68", "123,45", "monthly_cost", "zoals de klant"):
        assert secret not in page
        assert secret not in page_of(browser, design, "timeline")
    for path in ("new/", f"{FinancingLine.objects.get().pk}/"):
        assert browser.get(f"{url}{path}").status_code == 403
        assert his.get(f"{url}{path}").status_code == 200
    with pytest.raises(Refused):
        own_means(design, coach)
    with pytest.raises(Refused):
        update_detail(design, MONTHLY_COST, by=coach, monthly_cost=None)
    page = page_of(his, design, "financing")
    for told in ("7.654,32", "Nog te vinden: € 16.345,68", "123,45", "eigen invoer, "):
        assert told in page
    assert b"7.654,32" not in drawn_summary(now(design), karim)


def test_the_plan_keeps_what_the_works_asked_until_somebody_takes_over_what_they_ask_now(
    coach: User, karim: User, design: Dossier, roof: Work, client_of: Callable[[User], Client]
) -> None:
    quote = chosen(roof)
    own_means(design, karim)
    assert PlannedWork.objects.get().amount == Decimal(24000)
    told = {"contractor": quote.contractor, "received_on": TODAY, "total_incl": Decimal(25000)}
    enter(quote, told, {roof: OfWork({}, {})}, by=None)
    assert gaps(design, "quotes") == []
    browser = client_of(coach)
    page = page_of(browser, design, "financing")
    assert f"{timezone.localdate():%d/%m/%Y}: nu € 25.000,00" in page
    assert browser.post(f"/dossiers/{design.number}/financing/amounts/").status_code == 302
    assert PlannedWork.objects.get().amount == Decimal(25000)
    assert "nu € 25.000,00" not in page_of(browser, design, "financing")
    assert gaps(design, "quotes") == ["plan_adds_up"]


def test_an_executed_work_asks_what_its_invoices_say(coach: User, design: Dossier, roof: Work) -> None:
    chosen(roof)
    finish(roof, by=None, ended_on=PartialDate(2026, 11))
    for number in ("1", "2"):
        add_invoice(roof, by=None, number=number, dated_on=TODAY, amount_incl=Decimal("12100.50"))
    operations.note_amounts(design, by=coach)
    assert PlannedWork.objects.get().amount == Decimal("24201.00")


def test_a_work_without_an_amount_leaves_the_plan_open(
    coach: User, karim: User, design: Dossier, roof: Work, client_of: Callable[[User], Client]
) -> None:
    update_work(roof, by=None, executor=Executor.SELF)
    decide(roof, by=None, goes_on=True, decided_on=TODAY)
    assert gaps(design, "quotes") == ["plan_adds_up"]
    page = page_of(client_of(karim), design, "financing")
    assert "zonder de werken waarvan niemand het bedrag kent" in page


def test_one_of_the_means_is_noted_changed_removed_and_put_back(
    karim: User, design: Dossier, client_of: Callable[[User], Client]
) -> None:
    browser = client_of(karim)
    url = f"/dossiers/{design.number}/financing/"
    sent = values_of(browser.get(f"{url}new/").content.decode())
    sent |= {"kind": ["premium"], "amount": ["4.025"], "source": ["MVP dak, categorie 3"]}
    assert browser.post(f"{url}new/", sent | {"amount": ["0"]}).status_code == 422
    assert browser.post(f"{url}new/", sent).status_code == 302
    line = FinancingLine.objects.get()
    assert line.amount == Decimal(4025)
    form = values_of(browser.get(f"{url}{line.pk}/").content.decode())
    form.pop("remove", None)
    assert browser.post(f"{url}{line.pk}/", form | {"amount": ["5.750,00"]}).status_code == 302
    form = values_of(browser.get(f"{url}{line.pk}/").content.decode())
    gone = browser.post(f"{url}{line.pk}/", {"remove": "1", "seen": form["seen"]})
    assert not FinancingLine.objects.exists()
    assert f"{line.pk}/restore/" in browser.get(gone["Location"]).content.decode()
    browser.post(f"{url}{line.pk}/restore/")
    assert FinancingLine.objects.get().amount == Decimal(5750)
    told = [event.data for event in Event.objects.filter(kind="plan_changed")]
    assert "5750" not in str(told)


def test_only_a_loan_of_the_same_train_has_a_dossier(karim: User, design: Dossier) -> None:
    other = design_dossier(by=karim)
    told = {"amount": Decimal(10), "source": "bank", "known_on": TODAY}
    with pytest.raises(ValidationError, match="dezelfde klantenreis"):
        operations.add_means(design, by=karim, kind="loan", wagon=other, **told)
    with pytest.raises(ValidationError, match="Enkel een lening"):
        operations.add_means(design, by=karim, kind="own", wagon=design, **told)


# --- Collective renovation -----------------------------------------------------------------------


def test_a_collective_renovation_asks_its_package_and_its_tender(
    coach: User, design: Dossier, client_of: Callable[[User], Client]
) -> None:
    collective = design_dossier(by=coach, subtype="design_collective_renovation")
    browser = client_of(coach)
    info = page_of(browser, collective, "info")
    assert 'name="package"' in info
    assert "Reguliere werking" in info
    assert 'name="target_group"' not in info
    assert 'name="tender"' in page_of(browser, collective, "studies")
    assert 'name="package"' not in page_of(browser, design, "info")
