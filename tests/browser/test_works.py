"""A work from its first note to its end, by mouse and keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from dossiers.factories import information_dossier
from dossiers.models import Dossier
from dossiers.works.models import Work
from oss.addresses.factories import AddressFactory
from oss.staff.demo import load_staff
from oss.staff.models import User
from tests.browser.pointer import covered, press

OpenPage = Callable[[str], Page]


@pytest.fixture
def sofie(transactional_db: None, log_in: Callable[[User], User]) -> User:
    load_staff()
    return log_in(User.objects.get(email="sofie@loket.example"))


@pytest.fixture
def dossier(sofie: User) -> Dossier:
    return information_dossier(by=sofie, assignee=sofie, address=AddressFactory.create())


def test_a_work_is_noted_decided_and_executed(
    open_page: OpenPage, dossier: Dossier, allowed_errors: list[str]
) -> None:
    allowed_errors.append("422")  # what is refused on purpose
    page = open_page(f"/dossiers/{dossier.number}/?tab=works")
    press(page.get_by_role("link", name="Werk toevoegen"))
    page.get_by_label("Omschrijving").fill("Hellend dak, langs buiten")
    page.get_by_label("Hoeveelheid").fill("118,5")
    page.keyboard.press("Control+Enter")  # without its measure
    expect(page.locator(".field-error").first).to_be_visible()
    expect(page.get_by_label("Omschrijving")).to_have_value("Hellend dak, langs buiten")
    page.get_by_label("Maatregel of studie").select_option(label="Dakisolatie sarking (m²)")
    press(page.get_by_role("button", name="Bewaren"))
    press(page.locator("#works-here").get_by_role("link", name="Dakisolatie sarking"))
    expect(page.locator(".record-facts")).to_contain_text("118,5 m²")

    press(page.get_by_role("link", name="Beslissing en uitvoering"))
    press(page.locator("#verb-decide summary"))
    page.get_by_label("nee, het gaat niet door").check()
    press(page.locator("#verb-decide button[type=submit]"))
    expect(page.locator("#verb-decide")).to_contain_text("Kies waarom het niet doorgaat.")
    page.get_by_label("ja, het gaat door").check()
    page.get_by_label("Bedrag inclusief btw").fill("28.102,72")
    page.keyboard.press("Enter")
    expect(page.locator(".work-decisions")).to_contain_text("28.102,72")
    assert covered(page) == []

    page.locator("#verb-finish summary").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Klaar op").fill("morgen")
    page.keyboard.press("Enter")
    expect(page.locator("#verb-finish .field-error")).to_be_visible()
    expect(page.get_by_label("Klaar op")).to_have_value("morgen")
    page.get_by_label("Klaar op").fill("11/2026")
    page.keyboard.press("Enter")
    expect(page.locator(".work-state")).to_have_text("uitgevoerd")
    assert Work.objects.get().ended_on.edtf == "2026-11"
