"""Addresses by keyboard and on a tablet."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from dossiers.models import Dossier
from oss.addresses.factories import AddressFactory, StreetFactory
from oss.addresses.models import Address, EnergyCertificate
from oss.staff.demo import load_staff
from oss.staff.models import User
from tests.browser.conftest import TABLET
from tests.browser.scenery import apartment_building

OpenPage = Callable[[str], Page]


@pytest.fixture
def sofie(transactional_db: None, log_in: Callable[[User], User]) -> User:
    load_staff()
    return log_in(User.objects.get(email="sofie@loket.example"))


def test_an_apartment_among_sixty_boxes_is_chosen_by_keyboard(open_page: OpenPage, sofie: User) -> None:
    apartment_building()
    page = open_page("/dossiers/new/")
    page.locator("#id_is_anonymous").focus()
    page.keyboard.press("Space")
    page.locator("#id_postcode").focus()
    page.keyboard.type("2800")
    page.locator("#id_address-ts-control").focus()
    page.keyboard.type("bruul 12 bus 07")
    page.locator(".ts-dropdown .option", has_text="bus 0706").wait_for()
    for _step in range(6):  # 07 is no box: none is ready, and 0706 is the sixth of those that begin so
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status").first).to_contain_text("is geopend")
    chosen = Dossier.objects.get().site_address
    assert chosen is not None
    assert chosen.box_number == "0706"


def test_a_certificate_is_added_on_a_tablet(
    browser: Browser, live_server: Any, sofie: User, context: Any, browser_context_args: dict[str, Any]
) -> None:
    places = apartment_building()
    tablet = browser.new_context(
        **(
            browser_context_args
            | {"viewport": TABLET, "has_touch": True, "storage_state": context.storage_state()}
        )
    )
    page = tablet.new_page()
    page.goto(f"{live_server.url}/addresses/{places['address']}/")
    page.get_by_role("link", name="Attest toevoegen", exact=True).tap()
    page.get_by_label("Opgemaakt op").fill("2025-03-15")
    page.get_by_label("Energiescore").fill("287")
    page.get_by_role("button", name="Bewaren").tap()
    expect(page.get_by_role("status").first).to_contain_text("Bewaard")
    section = page.locator("#certificate")
    expect(section).to_contain_text("15/03/2035")
    expect(section.locator(".hue-epc-c")).to_have_text("C")
    expect(page.get_by_role("list", name="Verplichtingen")).to_contain_text("Voldaan")
    assert EnergyCertificate.objects.filter(score=287).exists()
    tablet.close()


def test_an_address_outside_the_register_is_added_beside_the_form_by_keyboard(
    open_page: OpenPage, sofie: User, allowed_errors: list[str]
) -> None:
    """What was typed in the lookup stands in the panel; without a reason it is not taken."""
    allowed_errors.append("status of 422")
    AddressFactory.create(street__name="Bruul", house_number="12")
    page = open_page("/dossiers/new/")
    page.locator("#id_question").fill("Wat kost een warmtepomp?")
    page.locator("#id_address-ts-control").focus()
    page.keyboard.type("bruul 99 bus 5B 2800")
    page.locator(".ts-dropdown .create").wait_for()
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog", name="Adres buiten het register")
    expect(panel.get_by_label("Huisnummer")).to_have_value("99")
    expect(panel.locator("[data-value]").first).to_have_text("Bruul")
    page.keyboard.press("Control+Enter")
    expect(panel.locator("#panel_reason_error")).to_be_visible()
    expect(panel.get_by_label("Waarom")).to_be_focused()
    page.keyboard.type("nieuwbouw")
    page.keyboard.press("Control+Enter")
    expect(panel).to_be_hidden()
    address = Address.objects.unverified().get()
    assert (address.short_label, address.postcode) == ("Bruul 99 bus 5B", "2800")
    expect(page.locator("#id_address")).to_have_value(str(address.pk))
    expect(page.locator("#id_question")).to_have_value("Wat kost een warmtepomp?")


def test_an_address_is_added_from_the_panel_of_a_new_person_who_stays_typed(
    open_page: OpenPage, sofie: User
) -> None:
    StreetFactory.create(name="Bruul")
    page = open_page("/dossiers/new/")
    page.get_by_role("button", name="Nieuwe persoon").click()
    panel = page.get_by_role("dialog")
    panel.get_by_label("Voornaam").fill("Jef")
    page.locator("#panel_address-ts-control").focus()
    page.keyboard.type("bruul 99")
    page.locator(".ts-dropdown .create").wait_for()
    page.keyboard.press("Enter")
    expect(panel.get_by_label("Huisnummer")).to_have_value("99")
    expect(panel.get_by_label("Postcode")).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel.get_by_label("Voornaam")).to_have_value("Jef")
    expect(page.locator("#panel_address-ts-control")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("bruul 98")
    page.locator(".ts-dropdown .create", has_text="98").wait_for()
    page.keyboard.press("Enter")
    panel.get_by_label("Postcode").fill("2800")
    panel.get_by_label("Waarom").fill("nieuwbouw")
    page.keyboard.press("Control+Enter")
    expect(panel.get_by_label("Voornaam")).to_have_value("Jef")
    expect(page.locator("#panel_address")).to_have_value(str(Address.objects.get().pk))


def test_a_removed_work_comes_back_with_one_click(open_page: OpenPage, sofie: User) -> None:
    places = apartment_building()
    page = open_page(f"/addresses/{places['address']}/")
    page.locator("#work").get_by_role("link", name="ramen en deuren").click()
    page.get_by_role("button", name="Verwijderen").click()
    expect(page.locator("#work")).not_to_contain_text("ramen en deuren")
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.locator("#work")).to_contain_text("mei 2021")


def test_the_map_draws_the_place_and_its_neighbour(open_page: OpenPage, sofie: User) -> None:
    places = apartment_building()
    page = open_page(f"/addresses/buildings/{places['building']}/")
    expect(page.locator("[data-map] path.leaflet-interactive")).to_have_count(2)
