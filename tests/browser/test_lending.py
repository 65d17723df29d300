"""The desk lends an energy meter, from the request to its end: by mouse, and by finger."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from dossiers.models import Dossier
from dossiers.types.lending.pieces import PieceLoan
from oss.staff.demo import load_staff
from oss.staff.models import User
from tests.browser.conftest import TABLET
from tests.browser.pointer import covered, press, tap
from tests.dossiers.lent import meter, request_for

OpenPage = Callable[[str], Page]


@pytest.fixture
def sofie(transactional_db: None, log_in: Callable[[User], User]) -> User:
    load_staff()
    return log_in(User.objects.get(email="sofie@loket.example"))


@pytest.fixture
def asked(sofie: User) -> Dossier:
    meter()
    return request_for(by=sofie)


def saved(page: Page) -> None:
    expect(page.get_by_role("status").first).to_contain_text("Bewaard")


def lend(page: Page, asked: Dossier, point: Callable[[Locator], None]) -> None:
    today = asked.opened_on.isoformat()
    point(page.get_by_role("link", name="Aanvraag", exact=True))
    page.locator("#id_asked_on").fill(today)
    page.locator("#id_rules_version").fill("2026-1")
    page.locator("#id_rules_agreed_on").fill(today)
    page.locator("#id_rules_agreed_how").select_option(label="voorgelezen aan de telefoon")
    point(page.get_by_role("button", name="Bewaren", exact=True))
    saved(page)
    point(page.locator(".record-bar button.stage-label"))
    point(page.locator(".flyout").get_by_role("button", name="Naar Dossier"))
    expect(page.locator(".stage-current")).to_contain_text("Dossier")

    loans = page.locator("#id_loans")
    page.locator("#reserve-piece").select_option(label="EM-01 · Energiemeter")
    point(loans.get_by_role("button", name="Reserveren", exact=True))
    expect(loans).to_contain_text("gereserveerd")
    point(loans.get_by_role("button", name="Meegeven"))
    expect(loans).to_contain_text("uitgeleend op")
    assert covered(page) == []
    point(loans.get_by_role("button", name="Teruggebracht"))
    expect(loans).to_contain_text("terug op")
    page.locator("#id_outcome").select_option(label="teruggebracht")
    page.locator("#id_handled_on").fill(today)
    point(page.get_by_role("button", name="Bewaren en voltooien"))
    expect(page.locator(".record-facts")).to_contain_text("voltooid op")
    assert Dossier.objects.get(pk=asked.pk).stage == "completed"
    assert PieceLoan.objects.get().standing == "back"


def test_an_energy_meter_is_lent_by_mouse(open_page: OpenPage, asked: Dossier) -> None:
    lend(open_page(f"/dossiers/{asked.number}/"), asked, press)


def test_an_energy_meter_is_lent_by_finger(
    browser: Browser,
    context: BrowserContext,
    browser_context_args: dict[str, Any],
    live_server: Any,
    asked: Dossier,
) -> None:
    tablet = browser.new_context(
        **browser_context_args
        | {"viewport": TABLET, "has_touch": True, "storage_state": context.storage_state()}
    )
    page = tablet.new_page()
    page.goto(f"{live_server.url}/dossiers/{asked.number}/")
    lend(page, asked, tap)
    tablet.close()
