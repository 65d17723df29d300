"""A list shows rows, not tools: two bands, then twenty rows; none moves when one is ticked, none is cut."""

from collections.abc import Callable

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from dossiers.factories import information_dossier
from oss.addresses.factories import AddressFactory
from oss.contacts.factories import PersonFactory
from oss.staff.models import User
from oss.staff.roles import Role
from tests.browser.conftest import TABLET
from tests.browser.pointer import press

FIRST_ROW = 175
ROWS = 20
MANY = 55
LONGEST_NAME = 26 * 16

_WHOLE = """() => {
  const foot = document.querySelector(".list-foot").getBoundingClientRect();
  return [...document.querySelectorAll("#list tbody tr")]
    .filter((row) => row.getBoundingClientRect().bottom <= foot.top && foot.bottom <= innerHeight).length;
}"""
_CUT = """() => [...document.querySelectorAll("#list tbody :is(td, th):not(.long) *")]
  .filter((one) => getComputedStyle(one).overflowX !== "visible" && one.scrollWidth > one.clientWidth)
  .map((one) => one.textContent)"""


@pytest.fixture
def lotte(user_with: Callable[..., User], log_in: Callable[[User], User]) -> User:
    lotte = user_with(Role.DESK, first_name="Lotte", last_name="Peeters")
    for number in range(MANY):
        home = AddressFactory.create(box_number=f"{number + 1}.0{number % 9}")
        information_dossier(by=lotte, assignee=lotte, address=home)
    return log_in(lotte)


def place(target: Locator) -> FloatRect:
    box = target.bounding_box()
    assert box, target
    return box


def top(page: Page, selector: str) -> float:
    return place(page.locator(selector).first)["y"]


def test_twenty_rows_stand_whole_above_the_foot_and_a_tick_moves_none(
    lotte: User, open_page: Callable[[str], Page]
) -> None:
    page = open_page("/dossiers/")
    expect(page.locator("#list tbody tr")).to_have_count(50)
    before = top(page, "#list tbody tr")
    assert before <= FIRST_ROW
    assert page.evaluate(_WHOLE) >= ROWS
    expect(page.locator("#list-next")).to_be_visible()
    press(page.locator("#list tbody .tick").first)
    expect(page.locator(".bulk-bar")).to_be_visible()
    expect(page.locator("#list-next")).to_be_hidden()  # the bar has taken its place
    assert top(page, "#list tbody tr") == before
    assert page.evaluate(_WHOLE) >= ROWS
    page.keyboard.press("Escape")
    expect(page.locator("#list-next")).to_be_visible()
    expect(page.locator("#list tbody input:checked")).to_have_count(0)


def test_who_takes_one_out_does_not_mean_all_any_more(lotte: User, open_page: Callable[[str], Page]) -> None:
    page = open_page("/dossiers/")
    ticks = page.locator("#list tbody .tick")
    press(ticks.nth(0))
    press(ticks.nth(1))
    page.locator("[data-bulk-all]").check()
    press(ticks.nth(1))
    expect(page.locator("[data-bulk-all]")).not_to_be_checked()
    expect(page.locator("[data-bulk-count]")).to_have_text("1 rij aangevinkt")
    page.locator("[data-bulk-clear]").press("Enter")
    expect(page.locator("#tick-page")).to_be_focused()  # not lost with the button


def test_no_address_number_or_name_is_cut_and_the_number_stays_in_sight(
    lotte: User, open_page: Callable[[str], Page], page: Page
) -> None:
    page.set_viewport_size({"width": TABLET["width"], "height": TABLET["height"]})
    open_page(
        "/dossiers/?cols=number,subtype,stage,client,address,municipality,assignee,opened_on,journey,source"
    )
    assert page.evaluate(_CUT) == []
    scroller = page.locator(".list-table-scroll")
    expect(scroller).to_have_class("list-table-scroll is-wide")
    number = page.locator("#list tbody th").first
    left = place(number)["x"]
    scroller.evaluate("element => element.scrollLeft = element.scrollWidth")
    assert scroller.evaluate("element => element.scrollLeft") > 0
    assert place(number)["x"] == left
    here = page.url
    press(page.locator("#list tbody .tick").first)  # nothing slid over it
    expect(page.locator("#list tbody input:checked")).to_have_count(1)
    assert page.url == here
    box = place(page.locator("#list tbody tr").nth(2).locator("td").last)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)  # the row still opens
    page.wait_for_url("**/dossiers/D*/")


def test_the_heads_stay_under_the_bar(lotte: User, open_page: Callable[[str], Page]) -> None:
    page = open_page("/dossiers/")
    expect(page.locator(".list-table-scroll")).to_have_class("list-table-scroll is-whole")
    page.locator("#list tbody tr").last.scroll_into_view_if_needed()
    page.mouse.wheel(0, 3000)
    page.wait_for_function("scrollY > 300")
    bar = place(page.locator(".top-bar"))
    assert top(page, "#list thead th") == bar["y"] + bar["height"]
    page.locator("#sort-next_due").click()
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Volgende termijn")


def test_columns_leave_from_the_right_before_anything_is_cut(
    lotte: User, open_page: Callable[[str], Page], page: Page
) -> None:
    def shown() -> list[str]:
        heads = page.locator("#list thead th:visible").all()
        return [head.inner_text().strip() for head in heads]

    open_page("/dossiers/")
    whole = shown()
    assert "Geopend" not in whole
    assert {"Nummer", "Subtype", "Werfadres", "Volgende termijn"} <= {*whole}
    scroller = page.locator(".list-table-scroll")
    expect(scroller).to_have_class("list-table-scroll is-whole")
    page.set_viewport_size({"width": TABLET["width"], "height": TABLET["height"]})
    assert [name for name in whole if name not in shown()] == ["Subtype"]
    assert page.evaluate(_CUT) == []
    box = place(page.locator("#list tbody tr").nth(2).locator("td:visible").last)
    page.mouse.click(box["x"] + box["width"] - 6, box["y"] + box["height"] / 2)  # the row still opens
    page.wait_for_url("**/dossiers/D*/")
    open_page(
        "/dossiers/?cols=number,subtype,stage,client,address,assignee,opened_on"
    )  # what is chosen stays
    assert {"Subtype", "Geopend"} <= {*shown()}


def test_a_letter_asks_for_the_filter_and_arrows_walk(lotte: User, open_page: Callable[[str], Page]) -> None:
    page = open_page("/dossiers/")
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".row-link").nth(1)).to_be_focused()
    page.keyboard.press("f")
    expect(page.locator("#list-flyout")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("#sort-assignee").focus()
    page.keyboard.press("f")
    expect(page.locator("#list-flyout").get_by_role("heading", name="Behandelaar")).to_be_visible()


def test_a_name_without_end_goes_on_below_and_leaves_the_other_columns(
    lotte: User, open_page: Callable[[str], Page], page: Page
) -> None:
    PersonFactory.create(first_name="X" * 60, last_name="W" * 80, mail="lang@burger.example")
    page.set_viewport_size({"width": TABLET["width"], "height": TABLET["height"]})
    open_page("/people/?q=xxx")
    name = page.locator("#list .row-link", has_text="XXX")
    assert place(name)["width"] <= LONGEST_NAME
    assert page.evaluate(_CUT) == []
    expect(page.get_by_text("lang@burger.example")).to_be_in_viewport(ratio=1)
