"""A project design from its opening to its completion, by mouse."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from dossiers.factories import information_dossier
from dossiers.models import Dossier, Journey
from dossiers.works.models import Work
from oss.addresses.factories import AddressFactory
from oss.staff.models import User
from oss.staff.roles import Role
from tests.browser.pointer import covered, press
from tests.dossiers.designed import quote_for

OpenPage = Callable[[str], Page]


@pytest.fixture
def griet(user_with: Callable[..., User], log_in: Callable[[User], User]) -> User:
    return log_in(user_with(Role.COORDINATOR, first_name="Griet", last_name="Somers"))


@pytest.fixture
def journey(griet: User) -> Journey:
    return information_dossier(by=griet, assignee=griet, address=AddressFactory.create()).journey


def tab(page: Page, name: str) -> None:
    press(page.locator(".tabs").get_by_role("link", name=name))


def test_from_opening_to_completed(open_page: OpenPage, griet: User, journey: Journey) -> None:
    page = open_page(f"/dossiers/new/?on={journey.number}")
    page.get_by_label("Subtype").select_option(label="Mijn VerbouwBegeleiding")
    page.get_by_label("Bron van de vraag").select_option(label="telefoon")
    page.get_by_label("Project", exact=True).select_option(label="Reguliere werking")
    page.get_by_label("Behandelaar").select_option(label="Griet Somers")
    press(page.get_by_role("button", name="Dossier openen"))
    expect(page.get_by_role("status").first).to_contain_text("is geopend")

    press(page.locator(".record-missing").get_by_role("link", name="Minstens één werk"))
    press(page.get_by_role("link", name="Werk toevoegen"))
    page.get_by_label("Maatregel of studie").select_option(label="Dakisolatie sarking (m²)")
    press(page.get_by_role("button", name="Bewaren"))
    expect(page.locator("#id_design_works")).to_contain_text("Dakisolatie sarking")
    press(page.get_by_role("button", name="Naar Bijkomende studies"))
    expect(page.get_by_role("button", name="Bewaren en naar Offertevraag")).to_be_visible()

    press(page.get_by_label("Geen studies nodig"))
    assert covered(page) == []
    press(page.get_by_role("button", name="Bewaren en naar Offertevraag"))
    expect(page.locator("[aria-current=page]").filter(has_text="Offertes")).to_be_visible()

    quote_for(Work.objects.get())
    page.reload()
    press(page.get_by_role("link", name="Offertes vergelijken"))
    press(page.get_by_role("link", name="Kies A"))
    press(page.get_by_text("enige offerte", exact=True))
    press(page.get_by_role("button", name="Keuze noteren"))
    expect(page.get_by_text("De keuze is genoteerd.")).to_be_visible()

    number = Dossier.objects.latest("pk").number
    open_page(f"/dossiers/{number}/?tab=quotes")
    assert covered(page) == []
    tab(page, "Financieringsplan")
    press(page.get_by_role("link", name="Middel toevoegen"))
    page.get_by_label("Soort").select_option(label="eigen middelen")
    page.get_by_label("Bedrag").fill("24.000")
    page.locator("#id_source").fill("gesprek met de klant")
    press(page.get_by_role("button", name="Bewaren"))
    expect(page.get_by_text("Het plan sluit.")).to_be_visible()
    assert covered(page) == []
    press(page.get_by_role("button", name="Bewaren en voltooien"))
    expect(page.locator(".record-facts")).to_contain_text("voltooid op")
