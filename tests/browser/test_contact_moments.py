"""A two-minute call is noted by a few keys, by mouse and by finger, and the key waits while one types."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from dossiers.contact_moments.models import ContactMoment
from oss.staff.demo import load_staff
from oss.staff.models import User
from tests.browser.pointer import covered, press, tap
from tests.dossiers.contacted import channel

MOST_KEYS = 6
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def lotte(transactional_db: None, log_in: Callable[[User], User]) -> User:
    load_staff()
    channel("phone", minutes=2)
    return log_in(User.objects.get(email="lotte@loket.example"))


def test_a_call_is_noted_in_at_most_six_keys_and_never_while_one_types(
    lotte: User, page: Page, live_server: Any
) -> None:
    page.goto(f"{live_server.url}/tasks/")
    page.locator("[data-search]").press("c")
    assert page.url.endswith("/tasks/")
    expect(page.locator("[data-search]")).to_have_value("c")
    page.locator("h1").first.click()  # out of the field

    pressed = 0
    for key in ("c", "1"):
        page.keyboard.press(key)
        pressed += 1
        page.wait_for_load_state()
    expect(page.locator("#id_text")).to_be_focused()
    page.keyboard.type("Wanneer komt de premie?")
    page.keyboard.press("Enter")
    expect(page.locator(".counted")).to_contain_text("Geteld als streepje: telefoon")
    assert pressed + 1 <= MOST_KEYS
    noted = ContactMoment.objects.get()
    assert (noted.text, noted.minutes, noted.created_by) == ("Wanneer komt de premie?", 2, lotte)
    page.keyboard.press("b")
    page.wait_for_url("**/tasks/")

    page.goto(f"{live_server.url}/contact-moments/new/")
    press(page.locator(".choice", has_text="loket"))
    press(page.get_by_role("button", name="15 minuten"))
    press(page.get_by_role("button", name="Afgehandeld"))
    expect(page.locator(".counted")).to_contain_text("15 min")
    press(page.locator(".counted").get_by_role("button", name="Ongedaan maken"))
    expect(page.locator(".counted")).to_contain_text("ingetrokken")

    page.evaluate("sessionStorage.setItem('keys-ahead', '1tcb')")  # typed while this page was on its way
    page.goto(f"{live_server.url}/contact-moments/new/")
    expect(page.locator("#id_text")).to_have_value("tcb")


def test_on_a_phone_a_contact_and_tallies_are_tapped(
    lotte: User, context: BrowserContext, browser: Browser, browser_context_args: Any, live_server: Any
) -> None:
    phone = browser.new_context(
        **(
            browser_context_args
            | {"viewport": PHONE, "has_touch": True, "storage_state": context.storage_state()}
        )
    )
    page = phone.new_page()
    page.goto(f"{live_server.url}/tasks/")
    tap(page.locator(".top-quick"))
    tap(page.locator(".choice", has_text="telefoon"))
    assert covered(page) == []
    tap(page.get_by_role("button", name="Afgehandeld"))
    expect(page.locator(".counted")).to_contain_text("Geteld als streepje")

    page.goto(f"{live_server.url}/contact-moments/tally/")
    fair = page.locator(".tally-button", has_text="beurs")
    tap(fair)
    tap(fair)  # at once, before the first was answered
    expect(page.locator(".tally-counts")).to_contain_text("3 streepjes vandaag")
    expect(fair.locator(".tally-number")).to_have_text("2")
    tap(page.locator("#tally-undo"))
    expect(fair.locator(".tally-number")).to_have_text("1")
    assert ContactMoment.objects.counted().count() == 2
    phone.close()
