"""The head of a record stays low, the question comes first, chips are ticks, a mark goes on filling."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from dossiers.factories import answer, information_dossier
from dossiers.flows.table import COMPLETED
from dossiers.models import Capacity, Dossier, Topic
from dossiers.operations.editing import update_detail
from dossiers.operations.opening import Client
from dossiers.types.information.profile import QUESTION
from oss.addresses.factories import AddressFactory
from oss.contacts.factories import PersonFactory
from oss.staff.demo import load_staff
from oss.staff.models import User
from tests.browser.conftest import DESKTOP, TABLET
from tests.browser.scenery import known_person, train_of_three
from tests.dossiers.designed import designed

OpenPage = Callable[[str], Page]
HEIGHT = """() => document.querySelector(".tabs").getBoundingClientRect().top
    - document.querySelector(".record-head").getBoundingClientRect().top"""
WIDER = """() => [...document.querySelectorAll("main *")].filter((one) => {
    const box = one.getBoundingClientRect();
    const scrolls = one.closest("[data-scroller], .list-table-scroll, .visually-hidden, [popover]");
    return box.right > innerWidth + 1 && !scrolls && one.checkVisibility();
}).map((one) => one.outerHTML.slice(0, 120))"""


UNSEEN_TABS = """() => {
    const all = [...document.querySelectorAll(".tabs, .tabs a")];
    const [row, ...tabs] = all.filter((one) => one.checkVisibility());
    const {left, right} = row.getBoundingClientRect();
    const boxes = tabs.map((one) => one.getBoundingClientRect());
    return boxes.filter((box) => box.left < left || box.right > right || box.top > boxes[0].top).length;
}"""


@pytest.fixture
def lotte(transactional_db: None, log_in: Callable[[User], User]) -> User:
    load_staff()
    return log_in(User.objects.get(email="lotte@loket.example"))


@pytest.fixture
def dossier(lotte: User) -> Dossier:
    found = train_of_three(lotte, lotte)
    update_detail(found, QUESTION, by=lotte, question="Wat pakken we eerst aan?\nEn welke premie is er?")
    return found


def test_the_head_is_low(open_page: OpenPage, page: Page, dossier: Dossier) -> None:
    page.set_viewport_size(DESKTOP)
    for tab in ("info", "request", "files"):
        open_page(f"/dossiers/{dossier.number}/?tab={tab}")
        assert 0 < page.evaluate(HEIGHT) <= 140, tab
    assert page.locator(".record-side").evaluate("one => one.offsetWidth") == 336


def test_all_tabs_of_the_dossiers_that_have_most_stand_beside_each_other(
    open_page: OpenPage, page: Page, transactional_db: None, log_in: Callable[[User], User]
) -> None:
    load_staff()
    keys = designed()
    log_in(User.objects.get(email="jonas@loket.example"))
    for size in (DESKTOP, TABLET):
        page.set_viewport_size(size)
        for tab in ("request", "financing"):
            open_page(f"/dossiers/{keys['design']}/?tab={tab}")
            expect(page.locator(".tabs a").nth(8)).to_be_attached()
            assert page.evaluate(UNSEEN_TABS) == 0, (size, tab)


def test_the_head_is_low_under_a_finger(
    browser: Browser, live_server: Any, context: Any, dossier: Dossier
) -> None:
    touched = browser.new_context(viewport=TABLET, has_touch=True, storage_state=context.storage_state())
    page = touched.new_page()
    page.goto(f"{live_server.url}/dossiers/{dossier.number}/")
    assert page.evaluate("matchMedia('(pointer: coarse)').matches")
    assert 0 < page.evaluate(HEIGHT) <= 146
    expect(page.get_by_role("link", name="Taak toevoegen")).to_be_visible()  # an icon with its name
    touched.close()


def test_the_question_stands_above_the_fields_and_is_changed_there(
    open_page: OpenPage, dossier: Dossier
) -> None:
    page = open_page(f"/dossiers/{dossier.number}/")
    words = page.locator(".voice-words")
    expect(words).to_have_text("Wat pakken we eerst aan?\nEn welke premie is er?")
    tops = [page.locator(one).bounding_box() for one in (".voice-words", "#id_answer", "#id_topics")]
    places = [box["y"] for box in tops if box]
    assert places == sorted(places)
    assert len(places) == 3
    expect(page.locator("#id_question")).to_be_hidden()
    page.locator("summary.voice-about").click()
    page.locator("#id_question").fill("Nog iets anders.")
    page.get_by_role("button", name="Bewaren", exact=True).click()
    expect(words).to_have_text("Nog iets anders.")


def test_a_long_question_is_cut_at_four_lines(open_page: OpenPage, lotte: User, dossier: Dossier) -> None:
    update_detail(dossier, QUESTION, by=lotte, question="\n".join(f"Zin {number}." for number in range(9)))
    page = open_page(f"/dossiers/{dossier.number}/")
    cut = page.locator(".voice-words").evaluate("one => one.clientHeight")
    page.get_by_role("button", name="toon alles").click()
    assert page.locator(".voice-words").evaluate("one => one.clientHeight") > 2 * cut
    expect(page.locator(".voice-all")).to_have_count(0)


def test_the_line_of_blocks_counts_down_and_leads_by_a_digit(open_page: OpenPage, dossier: Dossier) -> None:
    page = open_page(f"/dossiers/{dossier.number}/?tab=info")
    line = page.locator(".blocks")
    assert 28 <= (line.bounding_box() or {})["height"] <= 34  # type: ignore[typeddict-item]
    missing = line.locator(".block-missing")
    before = int(missing.locator("[data-block-count]").inner_text())
    page.locator("#id_asked_on").fill("27/11/2026")
    expect(missing.locator("[data-block-count]")).to_have_text(str(before - 1))
    page.locator("h1").click()
    page.keyboard.press("2")
    expect(page.locator("#block-intake > details")).to_have_attribute("open", "")
    assert page.url.endswith("#block-intake")


def test_a_chosen_topic_is_chosen_after_saving(open_page: OpenPage, dossier: Dossier) -> None:
    topics = list(Topic.objects.active())
    page = open_page(f"/dossiers/{dossier.number}/")
    chosen = dossier.information.topics.count()
    expect(page.locator(".choice:visible")).to_have_count(10 + chosen)
    page.locator(".choices-more summary").press("Enter")
    expect(page.locator(".choice:visible")).to_have_count(len(topics))
    expect(page.locator(".choices-rest input").first).to_be_focused()
    page.keyboard.press("Space")
    key = page.locator(".choices-rest input").first.get_attribute("value")
    page.get_by_role("button", name="Bewaren", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Bewaard om")
    expect(page.locator(f'.choices > .choice input[value="{key}"]')).to_be_checked()
    assert dossier.information.topics.filter(pk=key).exists()


def test_a_topic_from_a_draft_shows_where_the_list_was_folded(open_page: OpenPage, dossier: Dossier) -> None:
    page = open_page(f"/dossiers/{dossier.number}/")
    page.locator(".choices-more summary").click()
    page.locator(".choices-rest .choice").last.click()
    expect(page.locator('[data-draft^="dossier_information "] [data-draft-state]')).to_contain_text("concept")
    page.reload()
    expect(page.locator(".choices-rest input").last).to_be_checked()
    expect(page.locator(".choices-rest .choice").last).to_be_visible()


def test_what_is_needed_is_counted_down_while_it_is_filled_in_and_the_move_then_saves_it(
    open_page: OpenPage, dossier: Dossier, lotte: User
) -> None:
    answer(dossier, by=lotte)
    update_detail(dossier, QUESTION, by=lotte, topics=[], answer="")
    page = open_page(f"/dossiers/{dossier.number}/")
    count = page.locator(".needed-count")
    expect(count).to_have_text("nog 2 nodig")
    page.locator(".choice").first.click()
    expect(count).to_have_text("nog 1 nodig")
    page.locator("#id_answer").fill("Begin met het dak.")
    expect(count).to_have_text("ingevuld, nog niet bewaard")
    page.locator("#id_answer").fill(" ")
    expect(count).to_have_text("nog 1 nodig")
    expect(page.locator(".needed-links").get_by_role("link", name="Antwoord")).to_be_visible()
    page.locator("#id_answer").fill("Begin met het dak.")
    page.get_by_role("link", name="Voltooien").click()
    expect(page.get_by_role("status").first).to_contain_text("Bewaard om")
    expect(page.get_by_role("status").first).to_contain_text("Fase: Voltooid.")
    dossier.refresh_from_db()
    assert dossier.stage == COMPLETED
    assert dossier.information.answer == "Begin met het dak."


def test_what_is_missing_and_the_move_lead_to_the_field(open_page: OpenPage, dossier: Dossier) -> None:
    page = open_page(f"/dossiers/{dossier.number}/")
    field = page.locator(".field:has(#id_answer)")
    expect(field.locator(".needed-mark")).to_have_text("nodig om te voltooien")
    # read aloud as part of the name, also where there is room for the sign alone
    expect(page.locator("#id_answer")).to_have_accessible_name("Antwoord nodig om te voltooien")
    expect(page.locator("#id_asked_on")).to_have_accessible_name("Datum van de vraag nodig om te voltooien")
    expect(page.get_by_role("group", name="Onderwerpen nodig om te voltooien")).to_be_visible()
    page.evaluate("window.stays = true")
    page.locator(".record-missing").get_by_role("link", name="Antwoord").click()
    expect(page.locator("#id_answer")).to_be_focused()
    page.keyboard.type("Begin met het dak.")
    expect(field.locator(".needed-mark")).to_be_hidden()  # on filling, not on saving
    page.locator("#id_answer").fill("")
    expect(field.locator(".needed-mark")).to_be_visible()
    page.get_by_role("link", name="Voltooien").click()
    expect(page.locator(".field-asked :focus")).to_have_count(1)
    assert page.evaluate("window.stays")  # the same page: nothing was loaded, nothing lost
    open_page(f"/dossiers/{dossier.number}/?tab=files")
    page.get_by_role("link", name="Voltooien").click()
    expect(page.locator(".field-asked :focus")).to_have_count(1)


def test_saving_goes_on_to_the_next_stage(open_page: OpenPage, lotte: User) -> None:
    dossier = information_dossier(by=lotte, assignee=lotte)
    page = open_page(f"/dossiers/{dossier.number}/")
    page.get_by_role("button", name="Bewaren en naar Dossier").click()
    expect(page.locator(".stage-current")).to_contain_text("Dossier")
    expect(page.locator("#tab-info")).to_be_visible()
    assert Dossier.objects.get(pk=dossier.pk).stage == "handling"


def test_the_hand_stays_where_it_was_after_a_save(open_page: OpenPage, dossier: Dossier) -> None:
    page = open_page(f"/dossiers/{dossier.number}/")
    page.locator("#id_text").fill("Gebeld.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".timeline")).to_contain_text("Gebeld.")
    expect(page.locator("#id_text")).to_be_focused()  # the next note can be typed at once
    page.locator("#id_text").fill("Weer gebeld.")
    page.locator(".note-add").click()
    expect(page.locator(".timeline")).to_contain_text("Weer gebeld.")
    expect(page.locator("#id_text")).to_be_focused()  # its button shows once something is typed
    save = page.get_by_role("button", name="Bewaren", exact=True)
    with page.expect_navigation():  # what the note was told stands there already
        save.click()
    expect(page.locator("[data-message]")).to_contain_text("Bewaard om")
    expect(save).to_be_focused()
    expect(save).to_be_in_viewport()
    expect(page.locator("[data-message]")).to_be_in_viewport()  # and it is told where one looks
    open_page(f"/dossiers/{dossier.number}/")
    assert page.evaluate("sessionStorage.getItem('hand')") is None  # another visit begins anew


def test_the_hand_stays_where_a_part_is_drawn_anew(open_page: OpenPage, dossier: Dossier) -> None:
    for name in ("dossiers", "tasks"):
        page = open_page(f"/{name}/?q=zzz")
        page.locator(".filter-remove").first.click()
        expect(page.locator("#list .list-grid, #list .empty-state")).to_be_visible()
        expect(page.locator("#list")).to_be_focused()


def test_letters_act_outside_fields_only(open_page: OpenPage, dossier: Dossier) -> None:
    page = open_page(f"/dossiers/{dossier.number}/")
    page.keyboard.press("o")
    expect(page.locator("#id_text")).to_be_focused()
    page.keyboard.type("to")
    expect(page.locator("#id_text")).to_have_value("to")
    page.locator("h1").click()
    page.keyboard.press("t")
    expect(page.get_by_role("heading", level=1)).to_contain_text("taak")


def test_nothing_is_wider_than_a_telephone(open_page: OpenPage, page: Page, lotte: User) -> None:
    person = known_person()
    dossier = train_of_three(lotte, lotte)
    answer(dossier, by=lotte)
    page.set_viewport_size({"width": 390, "height": 844})
    tabs = ("info", "contact", "journey", "timeline", "files", "request")
    paths = [f"/dossiers/{dossier.number}/?tab={tab}" for tab in tabs]
    for path in (*paths, f"/people/{person.pk}/", f"/journeys/{dossier.journey.number}/"):
        open_page(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        assert page.evaluate(WIDER) == [], path


@pytest.mark.parametrize("width", [1440, 1024, 720])
def test_names_without_end_leave_who_handles_it_and_since_when(
    open_page: OpenPage, page: Page, lotte: User, width: int
) -> None:
    someone = PersonFactory.create(first_name="X" * 60, last_name="W" * 80, mail="lang@burger.example")
    client = Client(Capacity.objects.get(name="eigenaar-bewoner"), someone)
    home = AddressFactory.create(street__name="S" * 80)
    dossier = information_dossier(by=lotte, assignee=lotte, client=client, address=home)
    page.set_viewport_size({"width": width, "height": 768})
    open_page(f"/dossiers/{dossier.number}/")
    handler = page.locator(".record-facts .fact-end")
    assert handler.locator("span").last.evaluate("one => one.scrollWidth <= one.clientWidth")
    ends = handler.evaluate(
        "one => Math.max(...[...one.children].map((it) => it.getBoundingClientRect().right))"
    )
    assert ends <= handler.evaluate("one => one.nextElementSibling.getBoundingClientRect().left")
