"""Triage in a real browser: by keyboard alone, in two roles, and by two people at once."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from oss.queues.models import ItemState, QueueItem
from oss.staff.demo import load_staff
from oss.staff.models import User
from tests.browser.scenery import MAILS, mail

OpenPage = Callable[[str], Page]
LogIn = Callable[[User], User]


@pytest.fixture
def items(transactional_db: None) -> list[QueueItem]:
    load_staff()
    return [mail(*one) for one in MAILS]


def colleague(name: str) -> User:
    return User.objects.get(email=f"{name}@loket.example")


def told(page: Page, text: str) -> None:
    """The panes say it, and so does the region that is read aloud."""
    expect(page.locator("[data-triage-told]")).to_contain_text(text)
    expect(page.locator("[data-triage-status]")).to_contain_text(text)


def subject(page: Page, text: str) -> None:
    expect(page.locator("#mail-subject")).to_have_text(text)


def test_the_dispatcher_and_then_the_desk_work_by_keyboard_alone(
    open_page: OpenPage, log_in: LogIn, items: list[QueueItem]
) -> None:
    log_in(colleague("bram"))
    page = open_page("/queues/")
    subject(page, MAILS[0][1])

    page.keyboard.press("2")  # straight to the second queue; the next mail opens
    told(page, "Naar Energie")
    subject(page, MAILS[1][1])
    expect(page.locator(".item-open")).to_be_focused()

    page.keyboard.press("z")
    told(page, "Ongedaan gemaakt")
    subject(page, MAILS[0][1])

    page.keyboard.press("j")
    subject(page, MAILS[1][1])
    page.keyboard.press("ArrowUp")
    subject(page, MAILS[0][1])

    page.keyboard.press("r")  # the same by the menu
    expect(page.locator("#verb-route")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    told(page, "Naar Wonen")
    page.keyboard.press("a")
    page.keyboard.type("lot")
    page.keyboard.press("Enter")
    told(page, "Aan Lotte Peeters gegeven")
    page.keyboard.press("s")
    told(page, "Als spam gemarkeerd")
    subject(page, MAILS[3][1])

    log_in(colleague("lotte"))
    page = open_page("/queues/general/?show=mine")
    subject(page, MAILS[1][1])
    page.keyboard.press("u")
    told(page, "Teruggegeven")
    page = open_page("/queues/general/")
    subject(page, MAILS[1][1])
    page.keyboard.press("p")
    told(page, "Opgenomen")
    subject(page, MAILS[1][1])
    page.keyboard.press("d")
    told(page, "Afgehandeld")

    states = [QueueItem.objects.get(pk=item.pk) for item in items]
    assert states[0].queue.slug == "housing"
    assert (states[1].state, states[1].worker) == (ItemState.DONE, colleague("lotte"))
    assert states[2].state == ItemState.SPAM


def test_of_two_who_pick_the_same_mail_one_wins_and_the_other_is_told(
    browser: Browser,
    browser_context_args: dict[str, Any],
    live_server: Any,
    items: list[QueueItem],
) -> None:
    pages = []
    for name in ("lotte", "bram"):
        context = browser.new_context(**browser_context_args)
        client = Client()
        client.force_login(colleague(name))
        cookie = client.cookies[django_settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        page = context.new_page()
        page.goto(f"{live_server.url}/queues/general/")
        pages.append(page)
    first, second = pages
    first.keyboard.press("p")
    told(first, "Opgenomen")
    second.keyboard.press("p")
    expect(second.get_by_role("alert")).to_contain_text("Lotte Peeters nam dit al op")
    subject(second, MAILS[0][1])  # the same mail stays open, with who has it
    assert QueueItem.objects.get(pk=items[0].pk).worker == colleague("lotte")
    for page in pages:
        page.context.close()


def test_the_address_of_the_page_keeps_queue_part_and_mail(
    open_page: OpenPage, log_in: LogIn, items: list[QueueItem]
) -> None:
    log_in(colleague("bram"))
    page = open_page("/queues/general/?show=all")
    page.keyboard.press("j")
    subject(page, MAILS[1][1])
    expect(page).to_have_url(re.compile(rf"show=all&item={items[1].pk}$"))
    page.reload()
    subject(page, MAILS[1][1])
    page.keyboard.press("k")
    subject(page, MAILS[0][1])
    page.go_back()
    subject(page, MAILS[1][1])
    expect(page.get_by_role("navigation").first).to_be_visible()


def test_a_key_typed_in_a_field_is_a_letter(
    open_page: OpenPage, log_in: LogIn, items: list[QueueItem]
) -> None:
    log_in(colleague("bram"))
    page = open_page("/queues/")
    page.keyboard.press("/")
    page.keyboard.type("sds")
    expect(page.locator("[data-search]")).to_have_value("sds")
    assert QueueItem.objects.open().count() == len(items)


def test_the_keys_are_shown_and_can_be_switched_off(
    open_page: OpenPage, log_in: LogIn, items: list[QueueItem]
) -> None:
    log_in(colleague("bram"))
    page = open_page("/queues/")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Toetsen")
    expect(dialog).to_be_visible()
    page.keyboard.press("d")  # not while the dialog is open
    dialog.get_by_label("Losse toetsen staan aan").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    page = open_page("/queues/")
    page.keyboard.press("d")
    subject(page, MAILS[0][1])
    assert QueueItem.objects.open().count() == len(items)


def test_verbs_are_buttons_for_the_mouse_too(
    open_page: OpenPage, log_in: LogIn, items: list[QueueItem]
) -> None:
    log_in(colleague("bram"))
    page = open_page("/queues/")
    page.get_by_role("button", name="Verplaatsen").click()
    page.get_by_role("button", name="Energie").click()
    told(page, "Naar Energie")
    page.locator(".triage-told").get_by_role("button", name="Ongedaan maken").click()
    subject(page, MAILS[0][1])
    assert QueueItem.objects.get(pk=items[0].pk).queue.is_general
