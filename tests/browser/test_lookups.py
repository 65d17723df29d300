"""Lookups on a slow network: what was not typed is never chosen, and what was typed is never dropped."""

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from dossiers.factories import information_dossier
from dossiers.models import Capacity, Dossier
from dossiers.operations.opening import Client
from oss.addresses.factories import AddressFactory
from oss.addresses.models import Address
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.queues.models import QueueItem
from oss.staff.models import User
from oss.staff.roles import Role
from tests.browser.conftest import TABLET
from tests.browser.pointer import middle
from tests.browser.scenery import MAILS, apartment_building, mail

OpenPage = Callable[[str], Page]
LAST_CITIZEN = {"value": "1", "label": "Adres van de vorige burger"}
OLD = {"value": "2", "label": "Gevonden voor wat er eerst stond"}
BEST = {"value": "3", "label": "Beste treffer"}
SECOND = {"value": "4", "label": "Tweede treffer"}
LACKS = "Niet alles wat je typte is gevonden. Kies zelf uit de lijst."
LEFT = "Niets gekozen: kies uit de lijst of maak leeg."

SAVES = "button[type=submit]:not([formnovalidate]):visible"


class Gate:
    """The network between page and lookups: a question waits until the test lets its answer through."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.waiting: dict[str, list[Route]] = {}
        self.answers: dict[str, list[dict[str, Any]]] = {}
        self.headers: dict[str, str] = {}
        page.route("**/lookup/?q=*", self._take)

    def _take(self, route: Route) -> None:
        query = parse_qs(urlsplit(route.request.url).query, keep_blank_values=True)["q"][0]
        self.waiting.setdefault(query, []).append(route)
        self._let_through(query)

    def answer(self, query: str, *options: dict[str, Any]) -> None:
        self.answers[query] = list(options)
        self._let_through(query)

    def _let_through(self, query: str) -> None:
        if query not in self.answers:
            return
        options = [{"detail": "", "icon": "map-pin"} | option for option in self.answers[query]]
        for route in self.waiting.pop(query, []):
            route.fulfill(body=json.dumps(options), content_type="application/json", headers=self.headers)

    def asked(self, query: str) -> Any:
        """A context in which this question leaves the page."""
        return self.page.expect_request(
            lambda request: (
                "/lookup/?" in request.url
                and parse_qs(urlsplit(request.url).query, keep_blank_values=True).get("q", [""])[0] == query
            )
        )


class Box:
    """One lookup of the page."""

    def __init__(self, page: Page, name: str) -> None:
        self.name = name
        self.page = page
        self.input = page.locator(f"#{name}-ts-control")
        self.select = page.locator(f"select#{name}")
        self.field = page.locator(".lookup").filter(has=self.select)
        self.options = self.field.locator(".ts-dropdown .option")
        self.told = self.field.locator("[data-lookup-left]")

    def option(self, option: dict[str, str]) -> Locator:
        return self.options.filter(has_text=option["label"])

    def is_left_with(self, text: str) -> None:
        """What was typed stands there still, nothing is chosen, and that is told and read aloud."""
        expect(self.input).to_have_value(text)
        expect(self.select).to_have_value("")
        expect(self.told).to_be_visible()
        expect(self.told).to_have_text(LEFT)
        expect(self.field.get_by_role("status")).to_have_text(LEFT)
        expect(self.input).to_have_attribute("aria-invalid", "true")
        expect(self.input).to_have_attribute("aria-describedby", re.compile(rf"\b{self.name}_left$"))


@pytest.fixture
def lotte(user_with: Callable[..., User], log_in: Callable[[User], User]) -> User:
    return log_in(user_with(Role.DESK))


@pytest.fixture
def opening(lotte: User, open_page: OpenPage, page: Page) -> tuple[Page, Gate, Box]:
    """The form that opens a dossier, with its address lookup before a slow network."""
    gate = Gate(page)
    gate.answer("", LAST_CITIZEN)
    return open_page("/dossiers/new/"), gate, Box(page, "id_address")


Opening = tuple[Page, Gate, Box]


def test_tab_leaves_an_untouched_lookup_alone(opening: Opening, allowed_errors: list[str]) -> None:
    allowed_errors.append("status of 422")
    page, _gate, box = opening
    box.input.click()
    box.option(LAST_CITIZEN).wait_for()
    page.keyboard.press("Tab")
    expect(box.input).not_to_be_focused()
    expect(box.select).to_have_value("")
    expect(box.told).to_be_hidden()
    box.input.click()
    box.option(LAST_CITIZEN).wait_for()
    page.keyboard.press("Enter")
    expect(box.select).to_have_value("")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#id_person_error")).to_be_visible()  # sent, and refused for want of a person
    expect(page.locator("#id_address")).to_have_value("")


def test_enter_waits_for_the_answer_of_what_stands_in_the_box(opening: Opening) -> None:
    page, gate, box = opening
    box.input.click()
    box.option(LAST_CITIZEN).wait_for()
    page.keyboard.type("bruul")
    gate.answer("bruul", OLD)
    box.option(OLD).wait_for()
    with gate.asked("bruul 12 bus 3"):
        page.keyboard.type(" 12 bus 3")
        expect(box.options).to_have_count(0)
        for key in ("ArrowDown", "Enter", "ArrowUp", "Enter"):
            page.keyboard.press(key)
    expect(box.select).to_have_value("")
    gate.answer("bruul 12 bus 3", BEST, SECOND)
    expect(box.select).to_have_value(BEST["value"])
    expect(box.field.locator(".item")).to_have_text(BEST["label"])
    expect(box.input).to_have_value("")
    hint = box.input.evaluate("input => getComputedStyle(input, '::placeholder').color")
    assert hint == "rgba(0, 0, 0, 0)"  # the box has the focus still: its hint would stand beside the choice


def test_a_late_answer_to_an_older_text_is_not_heard(opening: Opening) -> None:
    page, gate, box = opening
    box.input.click()
    with gate.asked("bruul"):
        page.keyboard.type("bruul")
    with gate.asked("bruul 12"):
        page.keyboard.type(" 12")
    gate.answer("bruul 12", BEST)
    box.option(BEST).wait_for()
    gate.answer("bruul", OLD)
    page.evaluate("fetch('/addresses/lookup/?q=')")  # what was answered before it has come in by then
    expect(box.options).to_have_text([re.compile(BEST["label"])])
    with gate.asked("bruul 12 b"):
        page.keyboard.type(" b")
    gate.answer("bruul 12 b", SECOND)
    box.option(SECOND).wait_for()
    expect(box.option(OLD)).to_have_count(0)
    page.keyboard.press("Enter")
    expect(box.select).to_have_value(SECOND["value"])


def test_a_closed_list_points_at_no_option(opening: Opening) -> None:
    page, gate, box = opening
    box.input.click()
    page.keyboard.type("bruul")
    gate.answer("bruul", BEST, SECOND)
    box.option(BEST).wait_for()
    active = re.compile("id_address")
    expect(box.input).to_have_attribute("aria-activedescendant", active)
    page.keyboard.press("Escape")
    expect(box.input).to_have_attribute("aria-expanded", "false")
    expect(box.input).not_to_have_attribute("aria-activedescendant", active)
    page.keyboard.press("ArrowDown")
    expect(box.input).to_have_attribute("aria-activedescendant", active)
    page.keyboard.press("Enter")
    expect(box.select).to_have_value(BEST["value"])
    expect(box.input).not_to_have_attribute("aria-activedescendant", active)


def test_who_types_on_or_leaves_while_waiting_chooses_nothing(opening: Opening) -> None:
    page, gate, box = opening
    box.input.click()
    page.keyboard.type("bruul 12")
    with gate.asked("bruul 12"):
        page.keyboard.press("Enter")
    page.keyboard.type("4")
    gate.answer("bruul 12", OLD)
    gate.answer("bruul 124", BEST)
    box.option(BEST).wait_for()
    expect(box.select).to_have_value("")
    with gate.asked("bruul 1245"):
        page.keyboard.type("5")
        page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    box.is_left_with("bruul 1245")
    gate.answer("bruul 1245", OLD)
    box.input.click()  # asks again what stands there
    box.option(OLD).wait_for()
    expect(box.select).to_have_value("")


def test_nothing_found_is_said_to_who_pressed_enter(opening: Opening) -> None:
    page, gate, box = opening
    box.input.click()
    page.keyboard.type("zzz")
    page.keyboard.press("Enter")
    expect(box.field.get_by_role("status")).to_have_text("Bezig met zoeken…")
    gate.answer("zzz")
    expect(box.field.get_by_role("status")).to_contain_text("Niets gevonden")
    expect(box.field.locator(".lookup-note")).to_contain_text("Niets gevonden")
    expect(box.input).to_have_value("zzz")
    expect(box.select).to_have_value("")


def test_what_is_not_all_that_was_typed_is_looked_at_first(opening: Opening) -> None:
    page, gate, box = opening
    gate.headers = {
        "X-Lookup-Create": "/addresses/quick/",
        "X-Lookup-Create-Label": "Niet%20in%20het%20register",
    }
    box.input.click()
    page.keyboard.type("bruul 12 bus 9")
    page.keyboard.press("Enter")
    gate.answer("bruul 12 bus 9", BEST | {"lacks": True}, SECOND | {"lacks": True})
    expect(box.field.locator(".lookup-note")).to_have_text(LACKS)
    expect(box.field.locator(".create")).to_contain_text("Niet in het register")
    expect(box.field.get_by_role("status")).to_have_text(LACKS)
    page.keyboard.press("Enter")  # nothing is ready: somebody points at it first
    expect(box.field.locator(".active")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(box.select).to_have_value(SECOND["value"])


def test_somebody_is_made_only_once_it_is_known_who_is_found(lotte: User, open_page: OpenPage) -> None:
    page = open_page("/dossiers/new/")
    gate, box = Gate(page), Box(page, "id_person")
    gate.answer("")
    box.input.click()
    with gate.asked("Godelieve"):
        page.keyboard.type("Godelieve")
    expect(box.field.locator(".lookup-note")).to_have_text("Bezig met zoeken…")
    expect(box.field.locator(".create")).to_have_count(0)
    gate.answer("Godelieve")
    expect(box.field.locator(".create")).to_contain_text("Godelieve")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_label("Achternaam")).to_have_value("Godelieve")


def test_what_is_told_moves_nothing_under_a_press(opening: Opening) -> None:
    """Between the press and the click the button stays where it is."""
    page, _gate, box = opening
    box.input.click()
    page.keyboard.type("half getypt")
    page.keyboard.press("Escape")  # the list
    page.mouse.move(*middle(page.get_by_role("button", name="Dossier openen")))
    page.mouse.down()
    page.evaluate("new Promise((resolve) => setTimeout(resolve))")  # after all that the press brought about
    expect(box.told).to_be_hidden()
    page.mouse.up()
    box.is_left_with("half getypt")
    expect(box.input).to_be_focused()


def test_an_earlier_choice_is_not_taken_for_what_is_typed_now(opening: Opening) -> None:
    """It comes back when what was typed is wiped, and is never saved in its place."""
    page, gate, box = opening
    box.input.click()
    box.option(LAST_CITIZEN).click()
    expect(box.select).to_have_value(LAST_CITIZEN["value"])
    page.keyboard.type("bruul 12")
    expect(box.field.locator(".item")).to_be_hidden()
    gate.answer("bruul 12", BEST, LAST_CITIZEN)
    box.option(BEST).wait_for()
    page.keyboard.press("Enter")
    expect(box.select).to_have_value(BEST["value"])
    page.keyboard.type("kerkstraat")
    page.keyboard.press("Control+Enter")
    expect(box.told).to_be_visible()
    expect(box.input).to_be_focused()
    page.keyboard.press("Escape")  # the list
    page.keyboard.press("Escape")  # what was typed
    expect(box.told).to_be_hidden()
    expect(box.field.locator(".item")).to_be_visible()
    expect(box.select).to_have_value(BEST["value"])


def test_a_pasted_text_chooses_and_makes_nothing(opening: Opening) -> None:
    """Not by its comma, and not because a part of it is the number of some row."""
    page, gate, box = opening
    box.input.click()
    box.option(LAST_CITIZEN).wait_for()
    pasted = f"Bruul 12, {LAST_CITIZEN['value']}"
    page.evaluate(
        """([id, text]) => {
          const input = document.getElementById(id);
          const clipboardData = new DataTransfer();
          clipboardData.setData("text", text);
          const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
          if (input.dispatchEvent(paste)) document.execCommand("insertText", false, text);
        }""",
        ["id_address-ts-control", pasted],
    )
    gate.answer(pasted, BEST)
    box.option(BEST).wait_for()
    expect(box.select).to_have_value("")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_every_lookup_tells_what_is_left_and_is_saved_by_no_way(
    lotte: User, open_page: OpenPage, page: Page
) -> None:
    """By mouse: a click elsewhere leaves it, a click on the button that saves is stopped at the field."""
    gate = Gate(page)
    gate.answer("", LAST_CITIZEN)
    dossier = information_dossier(by=lotte, assignee=lotte)
    person, item = PersonFactory.create(), mail(*MAILS[0])
    organisation = OrganisationFactory.create(kind="vme")
    building = apartment_building()["building"]
    for path, names in {
        "/dossiers/new/": ("id_person", "id_organisation", "id_address"),
        f"/dossiers/{dossier.number}/?tab=contact": ("id_site_address",),
        f"/dossiers/link/{item.pk}/": ("id_dossier",),
        f"/people/{person.pk}/edit/": ("id_address",),
        "/organisations/new/": ("id_address",),
        f"/organisations/{organisation.pk}/": ("id_building", "role_person", "role_organisation"),
        f"/addresses/buildings/{building}/addresses/": ("id_add-address", "id_merge-building"),
    }.items():
        open_page(path)
        for name in names:
            box = Box(page, name)
            text = f"half getypt {name}"
            folded = page.locator("details:not([open])").filter(has=box.select).locator("> summary")
            if folded.count():
                folded.click()
            box.input.click()
            page.keyboard.type(text)
            page.mouse.click(2, 300)
            box.is_left_with(text)
            url = page.url
            save = box.select.locator("xpath=ancestor::form").locator(SAVES).last
            save.click()
            expect(box.input, path).to_be_focused()
            expect(box.told).to_be_visible()
            expect(box.input).to_have_value(text)
            assert page.url == url
            box.field.get_by_role("button", name="Keuze wissen").click()
            expect(box.told).to_be_hidden()
            expect(box.input).to_have_value("")
    assert not Dossier.objects.exclude(pk=dossier.pk).exists()
    assert QueueItem.objects.get(pk=item.pk).case_file is None


def test_a_button_that_sends_something_else_is_not_held_back(lotte: User, open_page: OpenPage) -> None:
    item = mail(*MAILS[0])
    sender = PersonFactory.create(mail=item.message.from_address)
    dossier = information_dossier(by=lotte, client=Client(Capacity.objects.all()[0], sender))
    page = open_page(f"/dossiers/link/{item.pk}/")
    Gate(page)
    box = Box(page, "id_dossier")
    box.input.click()
    page.keyboard.type("half getypt")
    page.keyboard.press("Escape")
    page.get_by_role("button", name=dossier.number).click()
    expect(page).not_to_have_url(re.compile("/link/"))
    item.refresh_from_db()
    assert item.case_file == dossier.case_file


def test_what_is_left_in_a_lookup_that_is_hidden_holds_nothing_back(lotte: User, open_page: OpenPage) -> None:
    page = open_page("/dossiers/new/")
    Gate(page)
    Box(page, "id_person").input.click()
    page.keyboard.type("half getypt")
    page.keyboard.press("Escape")
    page.get_by_label("Anoniem").check()
    page.get_by_role("button", name="Dossier openen").click()
    expect(page).not_to_have_url(re.compile("/new/"))
    assert Dossier.objects.get().is_anonymous


def test_who_types_and_leaves_before_any_timer_runs_is_told_too(opening: Opening) -> None:
    """A busy machine serves keys and clicks first."""
    page, _gate, box = opening
    page.clock.install()
    page.clock.pause_at("2100-01-01")
    box.input.click()
    page.keyboard.type("bruul 12 bus 3")
    page.mouse.click(2, 300)
    page.clock.run_for(1000)
    box.is_left_with("bruul 12 bus 3")


def test_a_lookup_in_the_side_panel_holds_back_its_form_too(lotte: User, open_page: OpenPage) -> None:
    page = open_page("/dossiers/new/")
    gate = Gate(page)
    gate.answer("")
    page.get_by_role("button", name="Nieuwe persoon").click()
    panel = page.get_by_role("dialog")
    panel.get_by_label("Achternaam").fill("Aerts")
    box = Box(page, "panel_address")
    box.input.click()
    page.keyboard.type("bruul 12")
    page.keyboard.press("Escape")  # the list, not the panel
    page.keyboard.press("Tab")
    box.is_left_with("bruul 12")
    panel.get_by_role("button", name="Bewaar en kies").click()
    expect(box.input).to_be_focused()
    gate.answer("bruul 12", BEST)
    box.option(BEST).click()
    expect(box.select).to_have_value(BEST["value"])


def test_a_finger_chooses_from_the_answer_to_what_is_typed(
    lotte: User, browser: Browser, browser_context_args: dict[str, Any], context: Any, live_server: Any
) -> None:
    found: Address = AddressFactory.create(street__name="Bruul", house_number="12")
    tablet = browser.new_context(
        **(
            browser_context_args
            | {"viewport": TABLET, "has_touch": True, "storage_state": context.storage_state()}
        )
    )
    page = tablet.new_page()
    page.goto(f"{live_server.url}/dossiers/new/")
    gate = Gate(page)
    gate.answer("", LAST_CITIZEN)
    box = Box(page, "id_address")
    box.input.tap()
    place = box.option(LAST_CITIZEN).bounding_box()
    assert place
    page.keyboard.type("bruul 12")
    page.touchscreen.tap(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    expect(box.select).to_have_value("")
    box.input.tap()
    gate.answer("bruul 12", {"value": str(found.pk), "label": found.label})
    box.options.first.tap()
    expect(box.select).to_have_value(str(found.pk))
    tablet.close()
