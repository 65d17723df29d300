"""A mail in its frame: light or dark as the page, unless it has colours of its own; in our typeface."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from oss.queues.models import QueueItem
from oss.staff.models import User
from oss.staff.roles import Role
from tests.mails import receive_message

OpenPage = Callable[[str], Page]
PLAIN = "<p>Beste,</p><p>Ik heb een <b>vraag</b>.</p>"
COLOURED = '<p style="color: #222">Beste,</p><p>Ik heb een vraag.</p>'
LIGHT, DARK = "rgb(255, 255, 255)", "rgb(20, 24, 26)"


@pytest.fixture
def _reader(transactional_db: None, user_with: Callable[..., User], log_in: Callable[[User], User]) -> None:
    log_in(user_with(Role.DESK))


def ground(page: Page) -> str:
    body = page.frame_locator(".mail-frame-body").locator("body")
    found: str = body.evaluate("body => getComputedStyle(body).backgroundColor")
    return found


@pytest.mark.usefixtures("_reader")
@pytest.mark.parametrize(("html", "dark"), [(PLAIN, DARK), (COLOURED, LIGHT), ("", DARK)])
def test_a_mail_without_colours_of_its_own_follows_the_page(
    open_page: OpenPage, html: str, dark: str
) -> None:
    message = receive_message(subject="Vraag", html=html) if html else receive_message(subject="Vraag")
    path = f"/queues/general/?item={QueueItem.objects.get(message=message).pk}"
    page = open_page(path)
    expect(page.frame_locator(".mail-frame-body").locator("body")).to_be_visible()
    assert ground(page) == LIGHT
    page.evaluate("localStorage.setItem('theme', 'dark'); dispatchEvent(new Event('appearance'))")
    page.wait_for_function("document.documentElement.dataset.bsTheme == 'dark'")
    assert ground(page) == dark
    page = open_page(path)
    page.wait_for_load_state("load")
    assert ground(page) == dark


@pytest.mark.usefixtures("_reader")
def test_a_mail_that_names_no_typeface_is_read_in_ours(open_page: OpenPage) -> None:
    message = receive_message(subject="Vraag", html=PLAIN)
    page = open_page(f"/queues/general/?item={QueueItem.objects.get(message=message).pk}")
    page.wait_for_load_state("networkidle")
    body = page.frame_locator(".mail-frame-body").locator("body")
    assert body.evaluate("() => document.fonts.check('14px \"Noto Sans Variable\"')")
    assert body.evaluate("() => [...document.fonts].some((font) => font.status == 'loaded')")
