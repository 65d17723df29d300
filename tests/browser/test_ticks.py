"""Rows are ticked by mouse and by finger, and by keys."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from dossiers.factories import information_dossier
from dossiers.models import Dossier
from oss.core.registry import offered
from oss.documents.storing import add_document
from oss.lists.declaration import ListDefinition
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.operations import file_document
from tests.browser.conftest import TABLET
from tests.browser.contacts_scenery import known_contacts
from tests.browser.pointer import press, tap
from tests.browser.scenery import apartment_building
from tests.dossiers.contacted import contact
from tests.dossiers.lent import bags, meter
from tests.dossiers.waited import waiting_place

FINGER = 24  # pixels: what a finger hits at the least
MOST_PIXELS = 2  # what a scroller rounds


def test_every_list_is_ticked_by_mouse_and_by_finger(
    transactional_db: None,
    log_in: Callable[[User], User],
    browser: Browser,
    browser_context_args: dict[str, Any],
    context: Any,
    live_server: Any,
) -> None:
    known_contacts()
    apartment_building()
    meter()
    bags(3)
    contact(by=User.objects.with_role(Role.COORDINATOR).get())
    waiting_place(by=User.objects.with_role(Role.COORDINATOR).get())
    dossier = Dossier.objects.all()[0]
    griet = User.objects.with_role(Role.COORDINATOR).get()
    pdf = add_document(data=b"%PDF-1.4", name="offerte.pdf", content_type="application/pdf", by=griet)
    file_document(dossier.case_file, pdf, by=griet)
    log_in(griet)
    tablet = browser.new_context(
        **(
            browser_context_args
            | {"viewport": TABLET, "has_touch": True, "storage_state": context.storage_state()}
        )
    )
    page = tablet.new_page()
    of_all_types = [one for one in offered(ListDefinition).values() if not one.name.startswith("dossiers_")]
    assert not [one.name for one in of_all_types if not one.rows(griet).exists()]
    for definition in of_all_types:
        page.goto(f"{live_server.url}{definition.url()}")
        here = page.url
        cells = page.locator("#list tbody td.tick")
        box = cells.first.bounding_box()
        assert box, definition.name
        assert box["width"] >= 34, definition.name
        ticked = page.locator("#list tbody input:checked")
        press(cells.first)
        expect(ticked, definition.name).to_have_count(1)
        moved = cells.first.bounding_box() or {"y": 0}
        assert abs(moved["y"] - box["y"]) < MOST_PIXELS, definition.name  # no row moves under the pointer
        page.mouse.click(box["x"] + 2, box["y"] + 2)  # its very corner
        expect(ticked, definition.name).to_have_count(0)
        tap(cells.last)
        expect(ticked, definition.name).to_have_count(1)
        tap(cells.last)
        press(page.locator("#list thead .tick"))
        expect(ticked, definition.name).to_have_count(cells.count())
        assert page.url == here
        expect(page.locator("[data-bulk-verb]").first).to_be_visible()
    page.goto(f"{live_server.url}/dossiers/{dossier.number}/?tab=files")
    for box in page.locator("[data-tick-file], [data-tick-files]").all():
        assert (box.bounding_box() or {"width": 0})["width"] >= FINGER
    tablet.close()


@pytest.fixture
def lotte(user_with: Callable[..., User], log_in: Callable[[User], User]) -> User:
    lotte = user_with(Role.DESK)
    for _number in range(5):
        information_dossier(by=lotte, assignee=lotte)
    return log_in(lotte)


def test_a_range_is_ticked_with_shift_by_mouse_and_by_key(
    lotte: User, open_page: Callable[[str], Page]
) -> None:
    page = open_page("/dossiers/")
    cells = page.locator("#list tbody td.tick")
    ticked = page.locator("#list tbody input:checked")
    press(cells.nth(0))
    page.keyboard.down("Shift")
    press(cells.nth(2))
    page.keyboard.up("Shift")
    expect(ticked).to_have_count(3)
    press(page.locator("#list thead .tick"))
    press(page.locator("#list thead .tick"))
    expect(ticked).to_have_count(0)
    press(cells.nth(3))
    page.keyboard.down("Shift")
    press(cells.nth(1))  # upwards
    expect(ticked).to_have_count(3)
    press(cells.nth(2))  # and all from there as this one: not
    page.keyboard.up("Shift")
    expect(ticked).to_have_count(1)
    press(page.locator("#list thead .tick"))
    press(page.locator("#list thead .tick"))
    expect(ticked).to_have_count(0)
    page.keyboard.press("j")  # from the head's box, to the first row
    for key in ("x", "j", "j", "Shift+X"):
        page.keyboard.press(key)
    expect(ticked).to_have_count(3)
    page.keyboard.press("x")
    expect(ticked).to_have_count(2)
    expect(page.locator(".row-link").nth(2)).to_be_focused()
