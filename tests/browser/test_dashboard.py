"""The dashboard by mouse and by key: a task is ticked off in its row, and that is taken back there."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from oss.staff.demo import load_staff
from oss.staff.models import User
from oss.timeline.models import Activity
from tests.browser.conftest import DESKTOP, TABLET
from tests.browser.pointer import covered, press
from tests.browser.scenery import train_of_three

OpenPage = Callable[[str], Page]
MOST_PIXELS = 1
LATE = "Terugbellen over het dak"


@pytest.fixture
def _work(transactional_db: None, log_in: Callable[[User], User]) -> None:
    load_staff()
    lotte, bram = (User.objects.get(email=f"{name}@loket.example") for name in ("lotte", "bram"))
    train_of_three(lotte, bram)
    log_in(lotte)


def is_done() -> bool:
    return Activity.objects.get(title=LATE).done_at is not None


@pytest.mark.usefixtures("_work")
def test_a_task_is_ticked_off_by_mouse_and_that_is_taken_back_in_its_row(open_page: OpenPage) -> None:
    page = open_page("/")
    row = page.locator(".work-row", has_text=LATE)
    others = page.locator(".work-row").last
    place, below = row.bounding_box(), others.bounding_box()
    press(row.get_by_role("button", name=f"Afvinken: {LATE}"))
    undo = row.get_by_role("button", name="Ongedaan maken")
    expect(undo).to_be_visible()
    assert is_done()
    assert page.url.endswith("/")
    for before, after in ((place, row.bounding_box()), (below, others.bounding_box())):
        assert before
        assert after
        assert abs(before["y"] - after["y"]) <= MOST_PIXELS
        assert abs(before["height"] - after["height"]) <= MOST_PIXELS
    expect(row).not_to_contain_text("te laat", use_inner_text=True)
    press(undo)
    expect(row.get_by_role("button", name=f"Afvinken: {LATE}")).to_be_visible()
    expect(row).to_contain_text("2 d te laat")
    assert not is_done()


@pytest.mark.usefixtures("_work")
def test_the_numbers_around_a_task_follow_its_tick(open_page: OpenPage) -> None:
    page = open_page("/")
    row = page.locator(".work-row", has_text=LATE)
    figure, every = page.locator(".home-figures li").first, page.locator("#all-my-tasks")
    late = page.locator(".work-heading", has_text="Te laat").locator(".count")
    expect(figure).to_have_text("1 te laat")
    number = int(every.inner_text().split()[-1])
    press(row.get_by_role("button", name=f"Afvinken: {LATE}"))
    expect(figure).to_have_text("0 te laat")
    expect(late).to_be_hidden()
    expect(every).to_have_text(f"Alle taken {number - 1}")
    press(row.get_by_role("button", name="Ongedaan maken"))
    expect(figure).to_have_text("1 te laat")
    expect(late).to_have_text("1")
    expect(every).to_have_text(f"Alle taken {number}")


@pytest.mark.usefixtures("_work")
def test_a_task_is_ticked_off_and_taken_back_by_key(open_page: OpenPage) -> None:
    page = open_page("/")
    row = page.locator(".work-row", has_text=LATE)
    row.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(row.get_by_role("button", name="Ongedaan maken")).to_be_focused()
    page.keyboard.press("Enter")
    expect(row.get_by_role("button", name=f"Afvinken: {LATE}")).to_be_focused()
    assert not is_done()


@pytest.mark.usefixtures("_work")
def test_the_title_of_a_task_leads_to_where_it_is_changed_and_back(open_page: OpenPage) -> None:
    page = open_page("/")
    press(page.get_by_role("link", name=LATE))
    page.locator("[name=title]").fill("Terugbellen over de gevel")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".work-title", has_text="Terugbellen over de gevel")).to_be_visible()


@pytest.mark.usefixtures("_work")
@pytest.mark.parametrize("size", [DESKTOP, TABLET], ids=["desktop", "tablet"])
def test_every_row_of_work_stands_on_one_line_and_nothing_lies_over_it(
    open_page: OpenPage, size: Any
) -> None:
    page = open_page("/")
    page.set_viewport_size(size)
    rows = page.locator(".work-row:not(.work-type)")
    height = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.work-row')).minHeight)")
    boxes = [row.bounding_box() for row in rows.all()]
    assert boxes
    assert {round(box["height"]) for box in boxes if box} == {round(height)}
    assert covered(page) == []
    columns = page.evaluate(
        "[...document.querySelectorAll('.home > div')].map((one) => one.getBoundingClientRect().left)"
    )
    assert (columns[0] < columns[1]) is (size == DESKTOP)
