"""Days and files in our own words, whatever the language of the browser."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from oss.staff.models import User
from oss.staff.roles import Role
from tests.browser.pointer import press
from tests.browser.test_every_screen import AXE


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "en-US"}


def test_a_day_comes_from_the_calendar_in_our_notation(
    open_page: Callable[[str], Page], log_in: Callable[[User], User], user_with: Callable[..., User]
) -> None:
    log_in(user_with(Role.DESK, language="nl"))
    page = open_page("/lists/dossiers/filter/?f=opened_on.is:2026-11-27&column=opened_on&at=0")
    day = page.get_by_label("Datum", exact=True)
    expect(day).to_have_attribute("placeholder", "dd/mm/jjjj")
    expect(day).to_have_value("27/11/2026")
    box = page.locator("[data-day]").filter(has=page.locator("#list-day"))
    box.get_by_role("button", name="Kies in een kalender").click()
    expect(box.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(box.get_by_role("dialog")).to_be_hidden()


@pytest.fixture
def style_guide(
    open_page: Callable[[str], Page],
    log_in: Callable[[User], User],
    user_with: Callable[..., User],
    settings: Any,
) -> Callable[[str], Page]:
    settings.DEBUG = True
    log_in(user_with(Role.DESK, language="nl"))
    return open_page


def calendar_of(page: Page) -> Locator:
    """Of the first day of the style guide, 27/11/2026; opened by the keyboard."""
    button = page.get_by_role("button", name="Kies in een kalender").first
    button.focus()
    page.keyboard.press("Enter")
    calendar = page.get_by_role("dialog", name="Kies in een kalender")
    expect(calendar).to_be_visible()
    return calendar


def test_a_calendar_is_walked_by_keys_and_reads_dutch(
    style_guide: Callable[[str], Page],
) -> None:
    page = style_guide("/styleguide/day/")
    calendar = calendar_of(page)
    day = page.locator("#day_visit")
    expect(calendar.get_by_role("group", name="november 2026")).to_be_visible()
    heads = calendar.locator("th").all_inner_texts()
    assert heads[0].split()[0] == "maandag"
    expect(calendar.get_by_role("button", name="27 november")).to_be_focused()
    expect(calendar.get_by_role("button", name="27 november")).to_have_attribute("aria-pressed", "true")
    assert Axe().run(page, context=".day-popup", options=AXE).response["violations"] == []
    page.keyboard.press("Escape")
    expect(calendar).to_be_hidden()
    expect(page.get_by_role("button", name="Kies in een kalender").first).to_be_focused()
    expect(day).to_have_value("27/11/2026")
    calendar_of(page)
    page.keyboard.press("ArrowDown")
    expect(calendar.get_by_role("group", name="december 2026")).to_be_visible()
    expect(calendar.get_by_role("button", name="4 december", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(calendar).to_be_hidden()
    expect(day).to_have_value("04/12/2026")
    expect(day).to_be_focused()


def test_a_calendar_is_pressed_by_a_finger(
    style_guide: Callable[[str], Page],
) -> None:
    page = style_guide("/styleguide/day/")
    page.locator("[data-day]", has=page.locator("#day_term")).get_by_role("button").click()
    calendar = page.get_by_role("dialog", name="Kies in een kalender")
    press(calendar.get_by_role("button", name="Volgende maand"))
    press(calendar.get_by_role("button", name="Vorige maand"))
    press(calendar.get_by_role("button", name="Vandaag"))
    today = page.evaluate("new Date().toLocaleDateString('en-GB')")
    expect(page.locator("#day_term")).to_have_value(today)


def test_a_file_is_chosen_in_dutch(
    open_page: Callable[[str], Page], log_in: Callable[[User], User], user_with: Callable[..., User]
) -> None:
    log_in(user_with(Role.COORDINATOR, language="nl"))
    page = open_page("/people/import/")
    place = page.locator("[data-file]")
    expect(place).to_contain_text("Kies een bestand")
    expect(place).to_contain_text("Nog geen bestand gekozen")
    field = place.locator("input")
    field.focus()
    expect(field).to_be_focused()
    with page.expect_file_chooser() as chooser:
        press(place.locator(".btn"))
    chooser.value.set_files({"name": "mensen.csv", "mimeType": "text/csv", "buffer": b"naam\n"})
    expect(place.locator("[data-file-chosen]")).to_have_text("mensen.csv")
