"""The desk lends an energy meter, from the request to its end: by mouse, and by finger; and gives bags by
keyboard alone."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from dossiers.models import Dossier
from dossiers.types.lending.pieces import PieceKind, PieceLoan
from dossiers.types.lending.stock import LendingRule
from oss.addresses.factories import AddressFactory
from oss.contacts.factories import PersonFactory
from oss.staff.demo import load_staff
from oss.staff.models import User
from tests.browser.conftest import TABLET
from tests.browser.pointer import covered, press, tap
from tests.dossiers.lent import bags, meter, request_for

MOST_KEYS = 15
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


def test_a_bag_request_is_closed_in_at_most_fifteen_keys(open_page: OpenPage, sofie: User) -> None:
    """Beyond the typed name; counted from the open page."""
    kind = bags(20)
    LendingRule.objects.create(subtype=kind.subtype, rules_version="2026-1", most=10)
    PersonFactory.create(first_name="Griet", last_name="Vandamme", address=AddressFactory.create())
    page = open_page("/desk/")
    expect(page.locator("#id_person-ts-control")).to_be_focused()
    page.keyboard.type("vandamme")
    expect(page.locator(".option", has_text="Griet Vandamme")).to_be_visible()
    keys = ["Enter", "Tab", "Tab", "Tab", "p", "Tab", "6", "Tab", "Space", "Control+Enter"]
    page.keyboard.press(keys[0])
    expect(page.locator("#desk-told")).to_contain_text("waar deze persoon woont")
    for key in keys[1:]:
        page.keyboard.press(key)
    expect(page.locator(".undo")).to_contain_text("Meegegeven aan Griet Vandamme: 6 zakken Puinzak.")
    dossier = Dossier.objects.get(type="lending")
    assert (dossier.stage, dossier.lending.rules_agreed_how) == ("completed", "signed")
    assert len(keys) <= MOST_KEYS
    press(page.locator(".undo").get_by_role("button", name="Ongedaan maken"))
    expect(page.locator("h1")).to_contain_text("Griet Vandamme")
    assert Dossier.objects.get(pk=dossier.pk).stage == "handling"


def test_a_draft_of_the_desk_comes_back_with_what_is_told_of_it(open_page: OpenPage, sofie: User) -> None:
    bags(20)
    meter()
    PieceKind.objects.filter(code="energy_meter").update(deposit=25)
    page = open_page("/desk/")
    told = page.locator("#desk-told")
    page.locator("#id_what").select_option(label="EM-01 · Energiemeter")
    expect(told).to_contain_text("Waarborg")
    expect(page.locator("[data-draft-words]")).to_contain_text("bewaard")
    page.goto(page.url)
    expect(page.locator("#id_what option:checked")).to_have_text("EM-01 · Energiemeter")
    expect(told).to_contain_text("Waarborg")
    expect(page.get_by_label("Waarborg betaald")).to_be_visible()
