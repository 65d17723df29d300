"""Views, bulk work with its undo, and a spreadsheet, in a real browser and by keyboard alone."""

from collections.abc import Callable

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from dossiers.factories import information_dossier
from dossiers.models import Dossier
from oss.lists.jobs.models import Job, RowOutcome
from oss.lists.jobs.running import run
from oss.lists.saved.models import SavedView
from oss.staff.demo import load_staff
from oss.staff.models import User

OpenPage = Callable[[str], Page]
LogIn = Callable[[User], User]


def colleague(name: str) -> User:
    return User.objects.get(email=f"{name}@loket.example")


@pytest.fixture
def dossiers(transactional_db: None) -> list[Dossier]:
    load_staff()
    lotte = colleague("lotte")
    return [information_dossier(by=lotte, assignee=lotte if number else None) for number in range(3)]


def focus(page: Page, selector: str) -> None:
    """Tabs to it, as somebody without a mouse does."""
    target = page.locator(selector)
    for _step in range(150):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} cannot be reached by Tab")


def press(page: Page, selector: str, key: str = "Enter") -> None:
    focus(page, selector)
    page.keyboard.press(key)


def work(page: Page) -> Job:
    """What a worker does, while the page looks on."""
    expect(page.locator("#job-stop")).to_be_visible()
    job = Job.objects.latest("pk")
    run(job.pk)
    expect(page.locator(".job-finished")).to_be_visible()
    return job


def test_a_view_is_saved_changed_and_shared_by_keyboard(
    open_page: OpenPage, log_in: LogIn, dossiers: list[Dossier]
) -> None:
    log_in(colleague("lotte"))
    page = open_page("/dossiers/?f=assignee.me")
    press(page, "#views-open")
    press(page, "#view-new")
    page.wait_for_url("**/views/new/**")
    focus(page, "#id_name")
    page.keyboard.type("Mijn werk")
    page.keyboard.press("Enter")
    expect(page.locator("#views-open")).to_contain_text("Mijn werk")
    expect(page.locator("[data-row]")).to_have_count(2)
    expect(page.locator(".view-changed")).to_have_count(0)

    focus(page, "#list-search")
    page.keyboard.type(dossiers[1].number)
    page.keyboard.press("Enter")
    expect(page.locator(".view-changed")).to_be_visible()
    expect(page.locator("[data-row]")).to_have_count(1)
    view = SavedView.objects.get()
    assert view.query == "f=assignee.me"  # nothing is kept by itself

    press(page, "form[action*='keep'] button")
    expect(page.locator(".view-changed")).to_have_count(0)
    view.refresh_from_db()
    assert dossiers[1].number in view.query

    press(page, "#views-open")
    press(page, "#view-manage")
    page.wait_for_url(f"**/views/{view.pk}/")
    page.get_by_label("Bram Verhaegen").focus()
    page.keyboard.press("Space")
    with page.expect_navigation():  # the box was ticked before, too
        press(page, ".view-share button[type=submit]")
    expect(page.get_by_label("Bram Verhaegen")).to_be_checked()

    log_in(colleague("bram"))
    page = open_page("/dossiers/")
    press(page, "#views-open")
    expect(page.locator("#views-menu")).to_contain_text("Lotte Peeters")
    press(page, f"#views-menu a[href*='view={view.pk}']")
    expect(page.locator("#views-open")).to_contain_text("Mijn werk")
    assert page.locator("form[action*='keep']").count() == 0  # it is not his to change


def test_dossiers_are_assigned_together_and_that_is_undone_by_keyboard(
    open_page: OpenPage, log_in: LogIn, dossiers: list[Dossier]
) -> None:
    lotte, bram = log_in(colleague("lotte")), colleague("bram")
    page = open_page("/dossiers/")
    verb = page.locator("button[name=verb][value=assign]")
    expect(verb).to_be_disabled()
    expect(verb).to_be_hidden()
    press(page, f"[data-row='{dossiers[2].pk}'] input", "Space")
    press(page, f"[data-row='{dossiers[0].pk}'] input", "Space")
    expect(page.locator("[data-bulk-count]")).to_have_text("2 rijen aangevinkt")
    page.keyboard.press("Escape")
    expect(verb).to_be_hidden()
    press(page, f"[data-row='{dossiers[2].pk}'] input", "Space")
    press(page, f"[data-row='{dossiers[0].pk}'] input", "Space")
    page.keyboard.press("a")
    expect(page.locator(".bulk-number")).to_contain_text("2 rijen")
    focus(page, "#id_assignee")
    page.keyboard.type("Bram")
    press(page, ".form button[type=submit]")
    work(page)
    assert Dossier.objects.assigned_to(bram).count() == 2

    press(page, "#job-undo")
    undo = work(page)
    assert not Dossier.objects.assigned_to(bram).exists()
    assert undo.rows.filter(outcome=RowOutcome.DONE).count() == 2
    assert set(Dossier.objects.assigned_to(lotte)) == {dossiers[1], dossiers[2]}


def test_all_rows_of_a_page_get_a_task_and_what_is_skipped_says_why(
    open_page: OpenPage, log_in: LogIn, dossiers: list[Dossier], allowed_errors: list[str]
) -> None:
    allowed_errors.append("422")
    log_in(colleague("lotte"))
    page = open_page("/dossiers/?f=assignee.me")
    page.locator("[data-bulk-page]").check()
    expect(page.locator("[data-bulk-count]")).to_have_text("2 rijen aangevinkt")
    page.locator("button[name=verb][value=add-task]").click()
    page.locator(".form button[type=submit]").click()
    expect(page.locator("#content .field-error")).to_be_visible()  # what is to be done is not filled in
    page.locator("#id_title").fill("Bel terug over het dak")
    Dossier.objects.filter(pk=dossiers[1].pk).update(is_active=False)
    page.locator(".form button[type=submit]").click()
    work(page)
    expect(page.locator(".list-table")).to_contain_text(dossiers[1].number)
    expect(page.locator(".list-table")).to_contain_text("Overgeslagen")
    assert [one.case_file.activities.count() for one in dossiers] == [0, 0, 1]


def test_a_list_is_fetched_as_a_spreadsheet_and_found_again_later(
    open_page: OpenPage, log_in: LogIn, dossiers: list[Dossier]
) -> None:
    log_in(colleague("lotte"))
    page = open_page("/dossiers/?cols=number&sort=number")
    press(page, "#list-more")
    press(page, "#list-excel")
    expect(page.locator("#job")).to_be_visible()
    page = open_page("/")  # gone, while it is made
    run(Job.objects.get().pk)
    page.locator(".top-user").click()
    page.locator("#menu-user a[href='/jobs/']").click()
    page.locator(".list-table a").click()
    with page.expect_download() as waiting:
        press(page, "#job-file")
    with waiting.value.path().open("rb") as file:
        sheet = load_workbook(file).active
    assert sheet is not None
    assert [row[0] for row in sheet.values][1:] == [one.number for one in dossiers]
