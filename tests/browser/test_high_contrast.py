"""Forced colours drop tints and shadows: what tells where somebody is, and how far, still shows."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page

from dossiers.factories import information_dossier
from oss.staff.models import User
from oss.staff.roles import Role


@pytest.fixture
def dossiers(
    user_with: Callable[..., User],
    log_in: Callable[[User], User],
    open_page: Callable[[str], Page],
    page: Page,
) -> Page:
    lotte = user_with(Role.DESK)
    for _each in range(2):
        information_dossier(by=lotte, assignee=lotte)
    log_in(lotte)
    page.emulate_media(forced_colors="active")
    return open_page("/dossiers/")


def colours(target: Locator, *, left: int | None = None) -> set[object]:
    """Those of the picture of it, or of that many pixels at its left."""
    picture = Image.open(BytesIO(target.screenshot())).convert("RGB")
    if left:
        picture = picture.crop((0, 0, left, picture.height))
    return {colour for _times, colour in picture.getcolors(maxcolors=100_000) or []}


def test_the_line_of_the_menu_where_somebody_is_stands_out(dossiers: Page) -> None:
    lines = dossiers.locator(".side-link")
    here = colours(dossiers.locator(".side-link[aria-current]"), left=3)
    assert here != colours(lines.first, left=3)


def test_a_stage_that_was_had_is_told_from_one_to_come(dossiers: Page) -> None:
    ticks = dossiers.locator("#list .stage-ticks").first.locator("i")
    inside = [Image.open(BytesIO(tick.screenshot())).convert("RGB") for tick in ticks.all()]
    low = [picture.getpixel((picture.width // 2, picture.height - 3)) for picture in inside]
    assert low[0] != low[-1], low
    assert all(len(colours(tick)) > 1 for tick in ticks.all())  # an edge of its own on the ground


def test_a_row_of_a_list_shows_that_the_keyboard_is_on_it(dossiers: Page) -> None:
    row = dossiers.locator("#list tbody tr").first
    before = colours(row, left=3)
    dossiers.keyboard.press("j")
    assert colours(row, left=3) != before
