"""A line so slow that fingers are ahead of it, and a server that says nothing at all."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from dossiers.factories import information_dossier
from oss.queues.models import ItemState, QueueItem
from oss.staff.demo import load_staff
from oss.staff.models import User
from oss.timeline.models import Activity
from tests.browser.scenery import MAILS, mail

LONGER_THAN_ANYBODY_WAITS = 11_000  # milliseconds


@pytest.fixture
def items(transactional_db: None) -> list[QueueItem]:
    load_staff()
    return [mail(*one) for one in MAILS]


@pytest.fixture
def queue(items: list[QueueItem], open_page: Callable[[str], Page], log_in: Callable[[User], User]) -> Page:
    log_in(User.objects.get(email="bram@loket.example"))
    return open_page("/queues/general/")


def held(page: Page, url: str) -> list[Route]:
    """What is asked at that address, and waits until the test lets it go."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route(url, hold)
    return waiting


def test_the_mail_that_was_tapped_last_opens(queue: Page, items: list[QueueItem]) -> None:
    waiting = held(queue, "**/queues/general/?*")
    for item in items[1:4]:
        queue.locator(f"#item-{item.pk}").click()
        expect(queue.locator(f"#item-{item.pk}")).to_have_class("item htmx-request")
    for route in waiting:
        route.continue_()
    expect(queue.locator("#mail-subject")).to_have_text(MAILS[3][1])
    expect(queue).to_have_url(f"{queue.url.split('?')[0]}?show=waiting&item={items[3].pk}")


def test_what_a_verb_did_is_told_before_another_mail_opens(queue: Page, items: list[QueueItem]) -> None:
    waiting = held(queue, "**/done/")
    queue.locator("#verb-done").click()
    queue.locator(f"#item-{items[3].pk}").click()
    queue.locator("#verb-spam").click()
    waiting[0].continue_()
    expect(queue.locator("[data-triage-told]")).to_contain_text("Afgehandeld")
    assert QueueItem.objects.get(state=ItemState.DONE) == items[0]
    assert not QueueItem.objects.filter(state=ItemState.SPAM).exists()
    queue.locator(f"#item-{items[3].pk}").click()
    expect(queue.locator("#mail-subject")).to_have_text(MAILS[3][1])


def test_a_silent_server_is_said_to_be_away_and_what_comes_late_still_shows(
    queue: Page, items: list[QueueItem], allowed_errors: list[str]
) -> None:
    allowed_errors.append("Blocked script execution")  # the clock, in the frame of the mail
    queue.clock.install()
    waiting = held(queue, "**/queues/general/?*")
    queue.locator(f"#item-{items[2].pk}").click()
    said = queue.get_by_text("het loket bereikt zijn gegevens niet")
    expect(said).to_have_count(0)
    queue.clock.fast_forward(LONGER_THAN_ANYBODY_WAITS)
    expect(said).to_be_visible()
    waiting[0].continue_()
    expect(queue.locator("#mail-subject")).to_have_text(MAILS[2][1])
    expect(said).to_have_count(0)


def test_a_form_that_meets_a_silent_server_is_asked_to_try_again(
    queue: Page, open_page: Callable[[str], Page], allowed_errors: list[str]
) -> None:
    dossier = information_dossier(by=User.objects.get(email="lotte@loket.example"))
    page = open_page(f"/dossiers/{dossier.number}/?tab=timeline")
    allowed_errors.append("Blocked script execution")
    page.clock.install()
    waiting = held(page, "**/session/")
    page.fill("#id_text", "De kelder staat blank.")
    page.locator(".note-add").click()
    page.clock.fast_forward(LONGER_THAN_ANYBODY_WAITS)
    expect(page.get_by_role("heading", name="De verbinding is weg")).to_be_visible()
    page.unroute("**/session/")
    page.get_by_role("button", name="Opnieuw proberen").click()
    expect(page.locator(".timeline")).to_contain_text("De kelder staat blank.")
    assert Activity.objects.filter(text="De kelder staat blank.").count() == 1
    assert len(waiting) == 1


def test_the_rows_of_a_list_are_grey_until_they_are_there(
    items: list[QueueItem], open_page: Callable[[str], Page], log_in: Callable[[User], User]
) -> None:
    bram = log_in(User.objects.get(email="bram@loket.example"))
    information_dossier(by=bram)
    page = open_page("/dossiers/")
    waiting = held(page, "**/dossiers/?*")
    page.locator("#sort-assignee").click()
    expect(page.locator("#list[aria-busy=true][data-loading]")).to_be_visible()
    waiting[0].continue_()
    expect(page.locator("#list[data-loading]")).to_have_count(0)
    expect(page.locator("#list tbody tr")).to_have_count(1)
