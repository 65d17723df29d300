"""Triage by mouse and finger: ticks, bulk verbs, keys after a click in the mail, verbs from an old page."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

from dossiers.factories import information_dossier
from dossiers.models import Capacity
from dossiers.operations.opening import Client as JourneyClient
from oss.contacts.factories import PersonFactory
from oss.queues import operations
from oss.queues.models import ItemState, Queue, QueueItem
from oss.staff.demo import load_staff
from oss.staff.models import User
from oss.timeline.models import CaseFile
from tests.browser.conftest import DESKTOP, TABLET
from tests.browser.scenery import MAILS, mail

OpenPage = Callable[[str], Page]
LogIn = Callable[[User], User]


@pytest.fixture
def items(transactional_db: None) -> list[QueueItem]:
    load_staff()
    return [mail(*one) for one in MAILS]


def colleague(name: str) -> User:
    return User.objects.get(email=f"{name}@loket.example")


def subject(page: Page, text: str) -> None:
    expect(page.locator("#mail-subject")).to_have_text(text)


def click_in_the_mail(page: Page) -> None:
    """A real press at a place in the text, as a reader does."""
    page.frame_locator(".mail-frame-body").get_by_text("Beste").first.click()
    assert page.evaluate("document.activeElement.className") == "mail-frame-body"


def test_keys_work_after_a_click_in_the_mail_and_its_text_can_be_copied(
    open_page: OpenPage, log_in: LogIn, items: list[QueueItem]
) -> None:
    bram = log_in(colleague("bram"))
    page = open_page("/queues/")
    click_in_the_mail(page)
    page.keyboard.press("j")
    subject(page, MAILS[1][1])
    click_in_the_mail(page)
    page.keyboard.press("r")
    expect(page.locator("#verb-route")).to_be_visible()
    page.keyboard.press("Escape")
    click_in_the_mail(page)
    page.keyboard.press("d")
    subject(page, MAILS[2][1])
    assert QueueItem.objects.get(pk=items[1].pk).state == ItemState.DONE

    text = page.frame_locator(".mail-frame-body").locator(".text")
    text.dblclick(position={"x": 12, "y": 12})
    assert page.frames[-1].evaluate("String(getSelection())").strip() == "Beste"
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.keyboard.press("Control+c")
    assert page.evaluate("navigator.clipboard.readText()").strip() == "Beste"

    operations.link(items[2], case_file=CaseFile.objects.create(), by=bram)
    page = open_page(f"/mail/{items[2].message_id}/")
    click_in_the_mail(page)
    page.keyboard.press("/")
    expect(page.locator("[data-search]")).to_be_focused()


@pytest.mark.parametrize("size", [DESKTOP, TABLET], ids=["desktop", "tablet"])
def test_the_bar_of_ticked_mails_stands_on_one_line(
    open_page: OpenPage, log_in: LogIn, items: list[QueueItem], size: ViewportSize
) -> None:
    log_in(colleague("bram"))
    page = open_page("/queues/")
    page.set_viewport_size(size)
    page.locator("[data-tick-all]").click()
    buttons = page.locator("[data-bulk-bar] > button")
    expect(buttons.last).to_be_visible()
    tops = {button.bounding_box()["y"] for button in buttons.all()}  # type: ignore[index]
    assert len(tops) == 1


@pytest.mark.parametrize("size", [DESKTOP, TABLET], ids=["desktop", "tablet"])
def test_the_verbs_stand_on_one_line_each_with_its_name(
    open_page: OpenPage, log_in: LogIn, items: list[QueueItem], size: ViewportSize
) -> None:
    log_in(colleague("bram"))
    page = open_page("/queues/")
    page.set_viewport_size(size)
    for key in ("p", "u"):  # waiting, then mine with a step to take back
        verbs = page.locator(".verbs > .btn, .verbs-undo > .btn")
        middles = [(box := verb.bounding_box()) and box["y"] + box["height"] / 2 for verb in verbs.all()]
        assert max(middles) - min(middles) <= 1  # type: ignore[operator, type-var]
        for name in ("Nieuw dossier", "Koppelen", "Verplaatsen", "Geven aan", "Afgehandeld", "Spam"):
            expect(page.locator(f'.verbs > [title="{name}"]')).to_contain_text(name)
        page.keyboard.press(key)
        expect(page.locator("[data-triage-told]")).to_be_visible()
        page = open_page(f"/queues/general/?show=all&item={items[0].pk}")


def test_a_closed_mail_is_reopened_where_it_was_finished(
    open_page: OpenPage, log_in: LogIn, items: list[QueueItem]
) -> None:
    operations.finish(items[0], by=colleague("bram"))
    log_in(colleague("lotte"))
    page = open_page(f"/queues/general/?item={items[0].pk}")
    expect(page.locator(".verbs")).to_contain_text("Afgehandeld")
    expect(page.locator("#verb-done")).to_have_count(0)
    page.get_by_role("button", name="Heropenen").click()
    expect(page.locator("#verb-done")).to_be_visible()


def test_only_the_keys_of_the_page_are_taken_from_a_mail_and_none_with_ctrl(
    open_page: OpenPage, log_in: LogIn, items: list[QueueItem]
) -> None:
    log_in(colleague("bram"))
    page = open_page("/queues/")
    page.evaluate(
        """() => {
          window.taken = {};
          const mail = document.querySelector(".mail-frame-body").contentDocument;
          mail.addEventListener("keydown", (event) => { window.taken[event.key] = event.defaultPrevented; });
        }"""
    )
    click_in_the_mail(page)
    for key in ("Control+d", "w", "?"):
        page.keyboard.press(key)
    expect(page.locator("#triage-keys")).to_be_visible()
    assert page.evaluate("window.taken") == {"Control": False, "d": False, "w": False, "?": True}
    assert not QueueItem.objects.filter(state=ItemState.DONE).exists()


def test_a_key_that_is_pressed_again_while_its_verb_is_on_its_way_does_nothing_more(
    open_page: OpenPage, log_in: LogIn, items: list[QueueItem]
) -> None:
    log_in(colleague("bram"))
    page = open_page("/queues/")
    asked: list[Route] = []

    def hold(route: Route) -> None:
        asked.append(route)

    page.route("**/done/", hold)
    with page.expect_request("**/done/"):
        page.keyboard.press("d")
    page.keyboard.press("d")
    asked[0].continue_()
    subject(page, MAILS[1][1])
    page.keyboard.press("j")
    subject(page, MAILS[2][1])
    assert len(asked) == 1
    assert QueueItem.objects.get(state=ItemState.DONE) == items[0]


def test_a_tick_that_is_made_while_a_verb_runs_on_others_stays(
    open_page: OpenPage, log_in: LogIn, items: list[QueueItem]
) -> None:
    log_in(colleague("bram"))
    page = open_page("/queues/")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/queues/items/done/", hold)
    page.locator(f"[data-tick='{items[1].pk}']").click()
    with page.expect_request("**/queues/items/done/"):
        page.keyboard.press("d")
    page.locator(f"[data-tick='{items[3].pk}']").click()
    held[0].continue_()
    expect(page.locator(f"#item-{items[1].pk}")).to_have_count(0)
    expect(page.locator("[data-bulk-bar]")).to_contain_text("1 aangevinkt")
    expect(page.locator(f"[data-tick='{items[3].pk}']")).to_be_checked()


def test_several_mails_are_ticked_by_mouse_and_key_and_handled_and_taken_back_together(
    open_page: OpenPage, log_in: LogIn, items: list[QueueItem]
) -> None:
    log_in(colleague("bram"))
    page = open_page("/queues/")
    bar = page.locator("[data-bulk-bar]")
    expect(bar).to_be_hidden()
    page.locator(f"[data-tick='{items[1].pk}']").click()
    expect(bar).to_contain_text("1 aangevinkt")
    page.locator(f"#item-{items[3].pk}").click()  # ticks stay while another mail is read
    subject(page, MAILS[3][1])
    page.keyboard.press("x")
    expect(bar).to_contain_text("2 aangevinkt")
    page.keyboard.press("Escape")
    expect(bar).to_be_hidden()
    page.locator("[data-tick-all]").click()
    expect(bar).to_contain_text("5 aangevinkt")
    page.locator(f"[data-tick='{items[0].pk}']").click()
    operations.route(items[4], queue=Queue.objects.get(slug="loans"), by=colleague("lotte"))
    bar.get_by_role("button", name="Verplaatsen").click()
    page.locator("#bulk-route").get_by_role("button", name="Energie").click()
    told = page.locator("[data-triage-told]")
    expect(told).to_contain_text("Naar Energie gezet: 3 mails")
    expect(told).to_contain_text(f"{MAILS[4][1]}: Lotte Peeters zette dit om")
    expect(bar).to_be_hidden()
    assert QueueItem.objects.filter(queue__slug="energy").count() == 3
    page.keyboard.press("z")
    expect(told).to_contain_text("Ongedaan gemaakt: 3 mails")
    assert QueueItem.objects.filter(queue__slug="energy").count() == 0
    for number in (1, 2):
        page.locator(f"[data-tick='{items[number].pk}']").click()
    page.keyboard.press("2")  # the key of a queue moves what is ticked
    expect(told).to_contain_text("Naar Energie gezet: 2 mails")


def test_what_was_done_together_is_ticked_no_more_also_where_it_stays_in_the_list(
    open_page: OpenPage, log_in: LogIn, items: list[QueueItem]
) -> None:
    log_in(colleague("bram"))
    page = open_page("/queues/general/?show=all")
    for number in (1, 2):
        page.locator(f"[data-tick='{items[number].pk}']").click()
    page.locator("[data-bulk-bar]").get_by_role("button", name="Opnemen").click()
    expect(page.locator("[data-triage-told]")).to_contain_text("2 mails")
    expect(page.locator(f"[data-tick='{items[1].pk}']")).to_be_visible()
    expect(page.locator("[data-tick]:checked")).to_have_count(0)
    expect(page.locator("[data-bulk-bar]")).to_be_hidden()


def test_while_mails_are_ticked_only_the_bar_has_verbs_and_an_undo_leaves_the_ticks(
    open_page: OpenPage, log_in: LogIn, items: list[QueueItem]
) -> None:
    log_in(colleague("bram"))
    page = open_page("/queues/")
    page.keyboard.press("d")
    expect(page.locator("[data-triage-told]")).to_contain_text("Afgehandeld")
    subject(page, MAILS[1][1])
    page.locator(f"[data-tick='{items[3].pk}']").click()
    expect(page.locator("#verb-done")).to_be_hidden()
    page.keyboard.press("l")  # links the mail that is read: no verb of the bar
    page.keyboard.press("z")
    expect(page.locator("[data-triage-told]")).to_contain_text("Ongedaan gemaakt")
    expect(page.locator("[data-bulk-bar]")).to_contain_text("1 aangevinkt")
    page.keyboard.press("Escape")
    expect(page.locator("#verb-done")).to_be_visible()


def test_what_was_closed_last_is_found_in_its_queue_and_reopened(
    open_page: OpenPage, log_in: LogIn, items: list[QueueItem]
) -> None:
    for number in (2, 0):
        operations.finish(items[number], by=colleague("bram"))
    log_in(colleague("lotte"))
    page = open_page("/queues/")
    page.get_by_role("link", name="Gesloten").click()
    subject(page, MAILS[0][1])
    expect(page.locator(".item")).to_have_count(2)
    expect(page.locator(".item").first).to_contain_text("Afgehandeld")
    page.locator(f"#item-{items[2].pk}").click()
    subject(page, MAILS[2][1])
    expect(page.locator(".mail-marks")).to_contain_text("Bram Verhaegen handelde dit om")
    page.keyboard.press("o")
    expect(page.locator("[data-triage-told]")).to_contain_text("Heropend")
    expect(page.locator(".item")).to_have_count(1)
    assert QueueItem.objects.get(pk=items[2].pk).state == ItemState.OPEN


def test_after_a_verb_that_takes_the_mail_out_of_its_part_the_keys_go_on_from_the_list(
    open_page: OpenPage, log_in: LogIn, items: list[QueueItem]
) -> None:
    log_in(colleague("bram"))
    page = open_page("/queues/")
    page.locator(f"#item-{items[0].pk}").focus()
    page.keyboard.press("p")
    expect(page.locator("[data-triage-told]")).to_contain_text("Opgenomen")
    expect(page.locator("#triage-heading")).to_be_focused()


def test_by_finger_on_a_tablet_mails_are_ticked_marked_as_done_and_reopened(
    browser: Browser,
    browser_context_args: dict[str, Any],
    live_server: Any,
    log_in: LogIn,
    context: Any,
    items: list[QueueItem],
) -> None:
    log_in(colleague("lotte"))
    tablet = browser.new_context(**browser_context_args | {"viewport": TABLET, "has_touch": True})
    tablet.add_cookies(context.cookies())
    page = tablet.new_page()
    page.goto(f"{live_server.url}/queues/")
    for number in (0, 2):
        page.locator(f"[data-tick='{items[number].pk}']").tap()
    page.locator("[data-bulk-bar]").get_by_role("button", name="Afgehandeld").tap()
    expect(page.locator("[data-triage-told]")).to_contain_text("Afgehandeld: 2 mails")
    subject(page, MAILS[1][1])
    page.goto(f"{live_server.url}/queues/general/?show=all&item={items[2].pk}")
    expect(page.locator(".mail-marks")).to_contain_text("Lotte Peeters handelde dit om")
    page.get_by_role("button", name="Heropenen").tap()
    expect(page.locator("[data-triage-told]")).to_contain_text("Heropend")
    assert QueueItem.objects.get(pk=items[2].pk).state == ItemState.OPEN
    tablet.close()


def test_a_verb_from_an_old_page_tells_who_was_first_and_shows_the_mail_as_it_is(
    open_page: OpenPage, log_in: LogIn, items: list[QueueItem], allowed_errors: list[str]
) -> None:
    allowed_errors.append("409")
    log_in(colleague("bram"))
    page = open_page("/queues/")
    operations.route(items[0], queue=Queue.objects.get(slug="loans"), by=colleague("lotte"))
    page.get_by_role("button", name="Spam").first.click()
    expect(page.get_by_role("alert")).to_contain_text("Lotte Peeters zette dit om")
    expect(page.get_by_role("alert")).to_contain_text("in Lening.")
    subject(page, MAILS[0][1])
    page.get_by_role("button", name="Spam").first.click()  # now that it is known
    expect(page.locator("[data-triage-told]")).to_contain_text("Als spam gemarkeerd")


def test_a_proposal_is_linked_by_its_key_or_by_mouse_and_taken_off_again(
    open_page: OpenPage, log_in: LogIn, transactional_db: None
) -> None:
    load_staff()
    bram = log_in(colleague("bram"))
    client = PersonFactory.create(mail="an.desmet@burger.example")
    owner = Capacity.objects.get(code="owner_occupier")
    dossier = information_dossier(by=bram, client=JourneyClient(owner, client))
    first, second = (mail("An <an.desmet@burger.example>", f"Vraag {number}") for number in (1, 2))

    page = open_page("/queues/general/?show=unlinked")
    subject(page, "Vraag 1")
    expect(page.locator(".place")).to_contain_text("de afzender is eigenaar-bewoner")
    page.keyboard.press("v")
    expect(page.locator("[data-triage-told]")).to_contain_text("Aan het dossier gekoppeld")
    subject(page, "Vraag 1")  # it stays open: its attachments may be filed, or it is done
    page.keyboard.press("m")
    expect(page.locator("[data-triage-told]")).to_contain_text("Losgemaakt")
    expect(page.locator(".place")).to_be_visible()

    page.keyboard.press("j")
    subject(page, "Vraag 2")
    page.get_by_role("button", name=f"Koppelen aan {dossier.number}").click()
    expect(page.locator("[data-triage-told]")).to_contain_text("Aan het dossier gekoppeld")
    hangs = [QueueItem.objects.get(pk=one.pk).case_file for one in (first, second)]
    assert hangs == [None, dossier.case_file]
