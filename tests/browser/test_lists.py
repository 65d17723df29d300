"""Lists in a real browser: filtering, sorting, columns and exporting, by keyboard, and without script."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from dossiers.factories import information_dossier
from oss.addresses.factories import AddressFactory
from oss.contacts.factories import PersonFactory
from oss.contacts.models import Person
from oss.staff.models import User
from oss.staff.roles import Role

NO_PRELOAD = {"preload": False}


@pytest.fixture
def lotte(user_with: Callable[..., User], log_in: Callable[[User], User]) -> User:
    lotte = user_with(Role.DESK, first_name="Lotte", last_name="Peeters")
    other = user_with(Role.DESK, first_name="Bram", last_name="Verhaegen")
    for number in range(6):
        information_dossier(by=lotte, assignee=lotte if number % 2 else other, address=AddressFactory())
    PersonFactory.create(first_name="Zoë", last_name="Müller")
    return log_in(lotte)


def rows(page: Page) -> int:
    return page.locator("#list tbody tr").count()


def test_filtering_by_keyboard(lotte: User, open_page: Callable[[str], Page]) -> None:
    page = open_page("/dossiers/")
    page.locator("#filter-assignee").focus()
    page.keyboard.press("Enter")
    flyout = page.locator("#list-flyout")
    expect(flyout.get_by_role("heading", name="Behandelaar")).to_be_visible()
    assert [one["id"] for one in serious(page)] == []
    flyout.get_by_label("Toon de rijen waar dit").focus()
    page.keyboard.type("ben ik")
    expect(flyout.locator("fieldset[data-operand=choices]")).to_be_hidden()
    page.keyboard.press("Tab")
    expect(flyout.get_by_role("button", name="Toepassen")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".list-filter")).to_contain_text("Behandelaar ben ik")
    expect(page).to_have_url(re.compile(r"f=active\.in:yes&f=assignee\.me$"))
    assert rows(page) == 3
    expect(page.locator("#filter-assignee")).to_be_focused()
    page.reload()
    assert rows(page) == 3
    page.get_by_role("link", name="Weghalen: Behandelaar").click()
    expect(page.locator("#list tbody tr")).to_have_count(6)
    page.go_back()
    expect(page.locator("#list tbody tr")).to_have_count(3)


def test_a_value_that_cannot_be_used_keeps_what_was_typed(
    lotte: User, open_page: Callable[[str], Page], allowed_errors: list[str]
) -> None:
    allowed_errors.append("status of 422")
    page = open_page("/dossiers/?cols=number,opened_on")
    page.locator("#filter-opened_on").click()
    flyout = page.locator("#list-flyout")
    flyout.get_by_label("Toon de rijen waar dit").select_option(label="in de laatste … dagen")
    flyout.get_by_label("Aantal dagen").fill("veel")
    page.keyboard.press("Enter")
    expect(flyout.locator(".field-error")).to_have_text("Typ een aantal dagen, bijvoorbeeld 30.")
    expect(flyout.get_by_label("Aantal dagen")).to_have_value("veel")
    flyout.get_by_label("Aantal dagen").fill("30")
    page.keyboard.press("Enter")
    expect(page.locator(".list-filter")).to_contain_text("Geopend in de laatste 30 dagen")


def test_an_alternative_and_a_way_out_with_escape(lotte: User, open_page: Callable[[str], Page]) -> None:
    page = open_page("/dossiers/?f=assignee.me")
    page.locator("#join-0").click()
    page.locator("#list-flyout").get_by_role("link", name="Nummer", exact=True).click()
    page.locator("#list-text").fill("00001")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"f=any\(assignee\.me,number\.contains:00001\)$"))
    expect(page.locator("#list tbody tr")).to_have_count(4)
    page.locator("#list-open-filter").click()
    expect(page.locator("#list-flyout")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#list-flyout")).to_be_hidden()


def test_sorting_by_two_columns_and_walking_through_the_rows(
    lotte: User, open_page: Callable[[str], Page]
) -> None:
    page = open_page("/dossiers/")
    page.locator("#sort-assignee").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"sort=assignee$"))
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Behandelaar")
    expect(page.locator("#sort-assignee")).to_be_focused()
    page.locator("#sort-number").click(modifiers=["Shift"])
    expect(page).to_have_url(re.compile(r"sort=assignee,number$"))
    expect(page.locator("th[aria-sort=ascending]")).to_have_count(2)
    expect(page.locator("#sort-number")).to_be_focused()  # again, in the new list
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator(".row-link").nth(1)
    expect(second).to_be_focused()
    number = second.inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(number)


def test_columns_are_chosen_and_moved(lotte: User, open_page: Callable[[str], Page]) -> None:
    page = open_page("/dossiers/")
    page.locator("#list-open-columns").click()
    flyout = page.locator("#list-flyout")
    flyout.get_by_role("checkbox", name="Subtype").uncheck()
    flyout.get_by_role("button", name="Fase omhoog").click()
    expect(flyout.locator("li").nth(1)).to_contain_text("Fase")  # the answer is there
    expect(flyout.get_by_role("button", name="Fase omhoog")).to_be_focused()
    flyout.get_by_label("Breedte van Werfadres").select_option(label="breed")
    flyout.get_by_role("button", name="Toepassen").last.click()
    expect(page).to_have_url(re.compile(r"cols=number,stage,client,address\.l,assignee,next_due,opened_on$"))
    expect(page.locator("#list thead th[scope=col]").filter(has_text="Subtype")).to_have_count(0)


def test_a_chart_leads_to_its_rows_and_the_csv_has_them(
    lotte: User, open_page: Callable[[str], Page], tmp_path: Path
) -> None:
    page = open_page("/dossiers/?f=assignee.me")
    page.locator("#list-open-chart").click()
    page.locator("#list-flyout").get_by_label("Volgens").select_option(label="Fase")
    page.keyboard.press("Tab")
    page.locator("#list-flyout").get_by_role("button", name="Tekenen").press("Enter")
    expect(page.locator("canvas")).to_be_visible()
    page.wait_for_function("Boolean(window.Chart.getChart(document.querySelector('canvas')))")
    page.locator(".list-chart-table a").first.press("Enter")
    expect(page.locator(".list-filter")).to_contain_text("Fase is")
    page.locator("#list-more").press("Enter")
    link = page.get_by_role("link", name="Als CSV")
    link.focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    download.value.save_as(tmp_path / "lijst.csv")
    lines = (tmp_path / "lijst.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Nummer;")
    assert len(lines) == 1 + rows(page) == 4


def test_searching_ignores_accents_and_says_when_there_is_nothing(
    lotte: User, open_page: Callable[[str], Page]
) -> None:
    page = open_page("/people/")
    page.locator("#list-search").fill("zoe muller")
    page.keyboard.press("Enter")
    expect(page.locator("#list tbody tr")).to_have_count(1)
    expect(page.locator("#list-search")).to_be_focused()
    page.locator("#list-search").fill("qqqqqq")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Niets voldoet aan deze filter.")).to_be_visible()
    expect(page.get_by_role("link", name=f"Zonder filter: {Person.objects.count()}")).to_be_visible()
    page.get_by_role("link", name="Alles wissen").last.click()
    expect(page.locator("#list-search")).to_have_value("")


def test_a_list_works_without_script(
    lotte: User, browser: Browser, live_server: object, open_page: Callable[[str], Page]
) -> None:
    cookies = open_page("/dossiers/").context.cookies()
    context = browser.new_context(java_script_enabled=False, locale="nl-BE")
    context.add_cookies(cookies)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{live_server}/dossiers/")
    page.locator("#filter-assignee").click()
    page.get_by_label("Toon de rijen waar dit").select_option(label="ben ik")
    page.get_by_role("button", name="Toepassen").click()
    assert rows(page) == 3
    page.locator("#sort-assignee").click()
    assert "sort=assignee" in page.url
    context.close()


def serious(page: Page) -> list[dict[str, object]]:
    findings = Axe().run(page, options=NO_PRELOAD).response["violations"]
    return [one for one in findings if one["impact"] in {"serious", "critical"}]
