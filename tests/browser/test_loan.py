"""A loan from its opening to its signature, by mouse, by the two who do it."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from dossiers.factories import information_dossier
from dossiers.models import Dossier, Journey
from oss.addresses.factories import AddressFactory
from oss.staff.models import User
from oss.staff.roles import Role
from tests.browser.pointer import covered, press
from tests.dossiers.borrowed import known_client, work_to_pay

OpenPage = Callable[[str], Page]


@pytest.fixture
def griet(user_with: Callable[..., User]) -> User:
    return user_with(Role.COORDINATOR, first_name="Griet", last_name="Somers")


@pytest.fixture
def karim(user_with: Callable[..., User], log_in: Callable[[User], User]) -> User:
    return log_in(user_with(Role.FINANCIAL_ADVISER, first_name="Karim", last_name="Amrani"))


@pytest.fixture
def journey(karim: User) -> Journey:
    return information_dossier(by=karim, assignee=karim, address=AddressFactory.create()).journey


def tab(page: Page, name: str) -> None:
    press(page.locator(".tabs").get_by_role("link", name=name))


def test_from_opening_to_signed(
    open_page: OpenPage, karim: User, griet: User, journey: Journey, log_in: Callable[[User], User]
) -> None:
    today = f"{timezone.localdate():%d/%m/%Y}"
    page = open_page(f"/dossiers/new/?on={journey.number}")
    page.get_by_label("Subtype").select_option(label="Mijn VerbouwLening")
    page.get_by_label("Bron van de vraag").select_option(label="telefoon")
    page.get_by_label("Project", exact=True).select_option(label="Reguliere werking")
    press(page.get_by_role("button", name="Dossier openen"))
    expect(page.get_by_role("status").first).to_contain_text("is geopend")
    dossier = Dossier.objects.get(type="loan")
    work_to_pay(dossier, karim, "24000.00")

    tab(page, "Aanvraag")
    page.get_by_label("Gevraagd bedrag").fill("24.000")
    page.get_by_label("Gewenste looptijd, in maanden").fill("120")
    page.locator("#id_asked_on").fill(today)
    press(page.get_by_role("button", name="Bewaren", exact=True).first)
    expect(page.get_by_role("status").first).to_contain_text("Bewaard om")
    tab(page, "Voorcheck en doel")
    expect(page.locator("#sheet")).to_contain_text("€ 1.250,00 tot € 60.000,00")
    press(page.locator("#id_loan_purposes").get_by_text("Dakisolatie sarking"))
    press(page.get_by_role("button", name="In de lening opnemen"))
    expect(page.locator("#id_loan_purposes")).to_contain_text("24.000,00")
    known_client(dossier, karim)
    page.reload()
    assert covered(page) == []
    press(page.get_by_role("button", name="Voorcheck bewaren"))
    expect(page.locator("#id_loan_precheck")).to_contain_text("Bewaard op")
    press(page.get_by_role("button", name="Naar Analyse"))

    page.get_by_label("Analyseverslag").fill("Houdt genoeg over.")
    page.locator("#id_complete_on").fill(today)
    assert covered(page) == []
    press(page.get_by_role("button", name="Bewaren en naar Beslissing"))
    page.locator("#decide-verdict").select_option(label="goedgekeurd")
    press(page.get_by_role("button", name="Voorstellen"))
    expect(page.locator(".record-main")).to_contain_text("Jij stelde dit voor")
    expect(page.get_by_role("button", name="Deze beslissing bevestigen")).to_have_count(0)

    log_in(griet)
    page = open_page(f"/dossiers/{dossier.number}/")
    press(page.get_by_role("button", name="Deze beslissing bevestigen"))
    expect(page.locator("#id_loan_decided")).to_contain_text("staat vast")
    press(page.get_by_role("button", name="Naar Ondertekening"))
    page.locator("#id_decided_rate").fill("2,75")
    page.locator("#id_account").fill("BE68 5390 0754 7034")
    page.locator("#id_signed_on").fill(today)
    press(page.get_by_role("button", name="Bewaren en naar Schijven"))
    expect(page.locator("[aria-current=step]")).to_contain_text("Schijven")
    assert Dossier.objects.get(pk=dossier.pk).stage == "drawdown"
