"""The rights check by mouse and keyboard: answered in a tap, kept, made a task, and typed over nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from oss.staff.demo import load_staff
from oss.staff.models import User
from oss.timeline.models import Activity
from tests.browser.pointer import covered, press
from tests.dossiers.checked import asking_dossier, condition, scheme_of, set_aside_the_shipped

OpenPage = Callable[[str], Page]


@pytest.fixture
def lotte(transactional_db: None, log_in: Callable[[User], User]) -> User:
    load_staff()
    return log_in(User.objects.get(email="lotte@loket.example"))


def test_a_client_is_told_in_a_few_taps_what_they_can_count_on(open_page: OpenPage, lotte: User) -> None:
    set_aside_the_shipped()
    scheme_of("Muurpremie", condition("category", "3", "4"))
    scheme_of("Daklening", condition("label", "E", "F"))
    dossier = asking_dossier(by=lotte)
    page = open_page(f"/dossiers/{dossier.number}/?tab=rights")
    asked = page.get_by_role("form", name="Welke inkomenscategorie")
    year = asked.get_by_label("van het jaar")
    year.fill("2025")
    year.press("Enter")  # no answer was tapped yet
    expect(page.locator("#rights-facts")).not_to_contain_text("inkomenscategorie")
    press(asked.get_by_role("button", name="4", exact=True))
    expect(page.locator("#rights-facts")).to_contain_text("4 (van 2025)")
    expect(asked).to_have_count(0)
    yes = page.locator(".rights-group", has=page.locator("summary strong", has_text="Ja"))
    expect(yes).to_contain_text("Muurpremie")
    assert covered(page) == []
    press(yes.get_by_role("button", name="Maak er een taak van"))
    expect(page.get_by_role("status").first).to_contain_text("De taak staat op het dossier")
    press(page.get_by_role("button", name="Bewaren en tonen voor de klant"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Waar u op kunt rekenen")
    expect(page.locator(".check-group").first).to_contain_text("Muurpremie")
    page.go_back()
    expect(page.locator("#rights-kept")).to_contain_text("1 ja")
    assert Activity.objects.get(title="Opvolgen: Muurpremie").assignee == lotte
