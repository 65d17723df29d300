"""Days and files in our own words, whatever the language of the browser."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from oss.staff.models import User
from oss.staff.roles import Role
from tests.browser.pointer import press


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
    assert box.locator("[data-day-calendar]").input_value() == "2026-11-27"
    page.keyboard.press("Escape")
    box.locator("[data-day-calendar]").evaluate(
        "one => { one.value = '2026-12-03'; one.dispatchEvent(new Event('change', { bubbles: true })); }"
    )
    expect(day).to_have_value("03/12/2026")
    expect(day).to_be_focused()


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
