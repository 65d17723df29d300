"""What is typed and not saved yet comes back, however the page was left."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection, transaction
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from dossiers.models import Dossier
from dossiers.operations.editing import update_detail
from dossiers.types.information.profile import QUESTION
from oss.addresses.factories import AddressFactory
from oss.contacts.factories import PersonFactory
from oss.staff.demo import load_staff
from oss.staff.drafts import LARGEST
from oss.staff.models import Draft, User
from tests.browser.scenery import train_of_three

OpenPage = Callable[[str], Page]


@pytest.fixture
def lotte(transactional_db: None, log_in: Callable[[User], User]) -> User:
    load_staff()
    return log_in(User.objects.get(email="lotte@loket.example"))


@pytest.fixture
def dossier(lotte: User) -> Dossier:
    return train_of_three(lotte, lotte)


def type_until_kept(page: Page, field: str, text: str) -> None:
    with page.expect_response(lambda answer: answer.url.endswith("/drafts/") and answer.ok):
        page.locator(field).fill(text)


def another_machine(browser: Browser, live_server: Any, user: User) -> BrowserContext:
    client = Client()
    client.force_login(user)
    context = browser.new_context(locale="nl-BE", timezone_id="Europe/Brussels")
    name = django_settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    return context


def step_back(page: Page) -> None:
    page.locator(".record-bar button.stage-label").click()
    page.locator(".flyout-move button").last.click()


def add_a_note(page: Page) -> None:
    page.locator("#id_text").fill("Gebeld")
    with page.expect_navigation():
        page.get_by_role("button", name="Notitie toevoegen").click()


LEAVING: dict[str, Callable[[Page], object]] = {
    "tab": lambda page: page.locator(".tabs a").nth(1).click(),
    "chip": lambda page: page.locator(".record-side .chips a, .record-side .chip").last.click(),
    "note": add_a_note,
    "stage": step_back,
    "reload": lambda page: page.reload(),
    "leave": lambda page: page.get_by_role("link", name="Dashboard").first.click(),
    "kill": lambda page: (type_until_kept(page, "#id_answer", "Antwoord voor kill"), page.close()),
}


def test_typed_text_survives_every_way_of_leaving_the_page(
    context: BrowserContext, live_server: Any, dossier: Dossier, allowed_errors: list[str]
) -> None:
    allowed_errors.append("status of 422")  # the stage asks for a reason first
    url = f"{live_server.url}/dossiers/{dossier.number}/?tab=info"
    lost = []
    for way, leave in LEAVING.items():
        page = context.new_page()
        page.goto(url)
        page.locator("#id_answer").fill("Antwoord" if way == "kill" else f"Antwoord voor {way}")
        leave(page)
        page.close()
        back = context.new_page()
        back.goto(url)
        try:
            expect(back.locator("#id_answer")).to_have_value(f"Antwoord voor {way}")
            expect(back.locator("[data-draft-told]:visible")).to_contain_text("teruggezet")
        except AssertionError:
            lost.append(way)
        back.close()
    assert lost == []
    assert not Dossier.objects.get(pk=dossier.pk).information.answer


def test_a_refusal_of_the_other_form_takes_nothing_and_the_draft_can_be_thrown_away_and_put_back(
    open_page: OpenPage, lotte: User, allowed_errors: list[str]
) -> None:
    allowed_errors.append("status of 422")
    person = PersonFactory.create()
    page = open_page(f"/people/{person.pk}/")
    page.locator("summary").first.click()
    page.locator("#id_value").fill("0470 11 22 33")
    page.locator("summary").last.click()
    page.locator("#id_role").fill("Bediende")
    page.locator("form", has=page.locator("#id_role")).get_by_role("button", name="Toevoegen").click()
    expect(page.locator(".field-error").first).to_be_visible()
    expect(page.locator("#id_role")).to_have_value("Bediende")
    expect(page.locator("#id_value")).to_have_value("0470 11 22 33")
    told = page.locator("[data-draft-told]:visible")
    told.get_by_role("button", name="Gooi weg").click()
    expect(page.locator("#id_value")).to_have_value("")
    expect(told).to_contain_text("Concept weggegooid")
    told.get_by_role("button", name="Zet terug").click()
    expect(page.locator("#id_value")).to_have_value("0470 11 22 33")
    form = page.locator("form", has=page.locator("#id_value"))
    form.get_by_role("button", name="Toevoegen").click()
    expect(page.locator(".points").first).to_contain_text("0470 11 22 33")
    assert [draft.form for draft in Draft.objects.all()] == ["person_employment"]


def test_on_another_machine_a_draft_tells_what_changed_and_overwrites_nothing(
    open_page: OpenPage,
    browser: Browser,
    live_server: Any,
    lotte: User,
    dossier: Dossier,
    allowed_errors: list[str],
) -> None:
    page = open_page(f"/dossiers/{dossier.number}/?tab=info")
    type_until_kept(page, "#id_answer", "Mijn eerste antwoord")
    type_until_kept(page, "#id_answer", "Mijn antwoord")
    state = page.locator('[data-draft^="dossier_information "] [data-draft-state]')
    expect(state).to_have_text(re.compile(r"concept bewaard \d\d:\d\d"))
    page.close()
    bram = User.objects.get(email="bram@loket.example")
    update_detail(dossier, QUESTION, by=bram, answer="Het antwoord van Bram", question="De vraag van Bram")

    machine = another_machine(browser, live_server, lotte)
    page = machine.new_page()
    page.goto(f"{live_server.url}/dossiers/{dossier.number}/?tab=info")
    expect(page.locator("#id_answer")).to_have_value("Mijn antwoord")
    expect(page.locator("#id_question")).to_have_value("De vraag van Bram")
    told = page.locator("[data-draft-told]:visible")
    expect(told).to_contain_text("Intussen gewijzigd door iemand anders: Antwoord")
    save = page.locator("#tab-info").get_by_role("button", name="Bewaren", exact=True)
    save.click()
    expect(page.locator(".field-error").first).to_contain_text("Het antwoord van Bram")
    expect(page.locator("#id_answer")).to_have_value("Mijn antwoord")
    assert Dossier.objects.get(pk=dossier.pk).information.answer == "Het antwoord van Bram"
    page.locator("#tab-info").get_by_role("button", name="Bewaren", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Bewaard om")
    assert Dossier.objects.get(pk=dossier.pk).information.answer == "Mijn antwoord"
    assert not Draft.objects.exists()
    machine.close()


@contextmanager
def no_draft_written() -> Iterator[None]:
    """What pages save of their drafts waits until this ends; it can be read all the while."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE staff_draft IN SHARE ROW EXCLUSIVE MODE")
        yield


def test_a_page_waits_for_the_draft_that_the_one_before_could_not_wait_for(
    open_page: OpenPage, dossier: Dossier
) -> None:
    page = open_page(f"/dossiers/{dossier.number}/?tab=info")
    with no_draft_written():
        page.locator("#id_answer").fill("Mijn antwoord")
        page.reload()
        expect(page.locator("#id_answer")).to_have_value("")
    expect(page.locator("#id_answer")).to_have_value("Mijn antwoord")


def test_a_draft_that_comes_late_is_offered_to_who_types_already_and_overwrites_nothing(
    open_page: OpenPage, dossier: Dossier
) -> None:
    page = open_page(f"/dossiers/{dossier.number}/?tab=info")
    with no_draft_written():
        page.locator("#id_answer").fill("Mijn antwoord")
        page.reload()
        page.locator("#id_answer").fill("Mijn nieuwe antwoord")
    told = page.locator("[data-draft-told]:visible")
    expect(told).to_contain_text("Er is nog een concept van")
    expect(page.locator("#id_answer")).to_have_value("Mijn nieuwe antwoord")
    told.get_by_role("button", name="Zet terug").click()
    expect(page.locator("#id_answer")).to_have_value("Mijn antwoord")


def test_a_form_goes_out_after_its_draft_which_is_forgotten_with_it(
    open_page: OpenPage, dossier: Dossier
) -> None:
    page = open_page(f"/dossiers/{dossier.number}/?tab=info")
    page.clock.install()
    page.clock.pause_at("2100-01-01")  # no pause after a key ends, and no patience
    sent: list[str] = []
    page.on("response", lambda answer: sent.append("kept") if answer.url.endswith("/drafts/") else None)
    page.on("request", lambda asked: sent.append("saved") if asked.url.endswith("/information/") else None)
    page.locator("#id_answer").fill("Snel gezegd")
    page.locator("#tab-info").get_by_role("button", name="Bewaren", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Bewaard om")
    assert sent == ["kept", "saved"]
    assert not Draft.objects.exists()


def test_who_types_on_and_on_is_kept_all_the_same(open_page: OpenPage, dossier: Dossier) -> None:
    page = open_page(f"/dossiers/{dossier.number}/?tab=info")
    page.clock.install()
    page.clock.pause_at("2100-01-01")
    with page.expect_response(lambda answer: answer.url.endswith("/drafts/") and answer.ok):
        for _letter in range(8):
            page.locator("#id_text").press_sequentially("a")
            page.clock.run_for(900)


def test_what_is_not_kept_in_a_draft_is_said(
    open_page: OpenPage, dossier: Dossier, allowed_errors: list[str]
) -> None:
    allowed_errors.append("status of 413")
    page = open_page(f"/dossiers/{dossier.number}/?tab=info")
    state = page.locator('[data-draft^="dossier_note "] [data-draft-state]')
    page.locator("#id_text").fill("Zijn nummer is 85.07.30-033.28")
    expect(state).to_contain_text("niet in het concept, want")
    expect(state).to_contain_text("Notitie")
    page.locator("#id_answer").fill("x" * LARGEST)
    expect(page.locator('[data-draft^="dossier_information "] [data-draft-state]')).to_contain_text("te lang")
    assert not Draft.objects.exists()


def test_who_leaves_before_a_draft_could_be_kept_is_asked_whether_to_go(
    open_page: OpenPage, context: BrowserContext, dossier: Dossier, allowed_errors: list[str]
) -> None:
    allowed_errors.append("ERR_INTERNET_DISCONNECTED")
    page = open_page(f"/dossiers/{dossier.number}/?tab=info")
    context.set_offline(True)
    page.locator("#id_text").press_sequentially("Belt straks terug")
    state = page.locator('[data-draft^="dossier_note "] [data-draft-state]')
    expect(state).to_contain_text("nog niet bewaard")
    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.accept()


def test_without_a_network_it_says_so_and_keeps_the_draft_once_there_is_one(
    open_page: OpenPage, context: BrowserContext, dossier: Dossier, allowed_errors: list[str]
) -> None:
    allowed_errors.append("ERR_INTERNET_DISCONNECTED")
    page = open_page(f"/dossiers/{dossier.number}/?tab=info")
    context.set_offline(True)
    page.locator("#id_text").press_sequentially("Belt straks terug")
    state = page.locator('[data-draft^="dossier_note "] [data-draft-state]')
    expect(state).to_contain_text("nog niet bewaard")
    context.set_offline(False)
    expect(state).to_contain_text("concept bewaard")
    assert Draft.objects.get().fields == {"text": ["Belt straks terug"]}


def test_what_does_not_exist_yet_comes_back_with_its_choices_and_each_tab_keeps_its_own(
    open_page: OpenPage, context: BrowserContext, live_server: Any, lotte: User
) -> None:
    AddressFactory.create(house_number="17")
    person = PersonFactory.create(first_name="Godelieve", last_name="Claes")
    page = open_page("/dossiers/new/")
    page.locator("#id_person-ts-control").press_sequentially("Godelieve")
    page.locator(".ts-dropdown .option", has_text="Godelieve Claes").click()
    type_until_kept(page, "#id_question", "Mag ik zelf isoleren?")
    other = context.new_page()
    other.goto(f"{live_server.url}/people/new/")
    type_until_kept(other, "#id_last_name", "Ander")
    other.close()
    page.close()

    page = context.new_page()
    page.goto(f"{live_server.url}/dossiers/new/")
    expect(page.locator(".lookup .item", has_text="Godelieve Claes")).to_be_visible()
    expect(page.locator("#id_person")).to_have_value(str(person.pk))
    expect(page.locator("#id_question")).to_have_value("Mag ik zelf isoleren?")
    tab = context.new_page()  # a second tab goes on from the same draft, and takes nothing from the first
    tab.goto(page.url)
    type_until_kept(tab, "#id_question", "Mag ik zelf isoleren? Tabblad twee")
    type_until_kept(page, "#id_question", "Mag ik zelf isoleren? Tabblad een")
    tab.close()
    page.close()
    kept = Draft.objects.filter(form="dossier_new")
    assert sorted(one.fields["question"][0][-3:] for one in kept) == ["een", "wee"]


def test_what_the_browser_itself_puts_back_overwrites_no_colleague(
    open_page: OpenPage, lotte: User, dossier: Dossier, allowed_errors: list[str]
) -> None:
    """A browser may fill in a field again when a page is reloaded, before any of our scripts runs."""
    allowed_errors.append("status of 422")
    page = open_page(f"/dossiers/{dossier.number}/?tab=info")
    type_until_kept(page, "#id_answer", "Mijn antwoord")
    update_detail(dossier, QUESTION, by=lotte, answer="Van een collega")
    page.add_init_script(
        """new MutationObserver((_changes, observer) => {
            const field = document.querySelector("#id_answer");
            if (!field) return;
            field.value = "Mijn antwoord";
            observer.disconnect();
        }).observe(document, { childList: true, subtree: true })"""
    )
    page.reload()
    with page.expect_navigation():
        page.get_by_role("button", name="Bewaren", exact=True).click()
    expect(page.get_by_text("Van een collega")).to_be_visible()
    dossier.information.refresh_from_db()
    assert dossier.information.answer == "Van een collega"


def test_a_refused_form_is_there_again_after_reloading_and_going_back(
    open_page: OpenPage, lotte: User, dossier: Dossier, allowed_errors: list[str]
) -> None:
    allowed_errors.append("status of 422")
    page = open_page(f"/dossiers/{dossier.number}/?tab=info")
    update_detail(dossier, QUESTION, by=lotte, answer="Van een collega")
    type_until_kept(page, "#id_answer", "Mijn antwoord")
    page.get_by_role("button", name="Bewaren", exact=True).click()
    expect(page.get_by_text("Van een collega")).to_be_visible()
    page.reload()
    expect(page.locator("#id_answer")).to_have_value("Mijn antwoord")
    with page.expect_navigation():  # what the answer shows stood on the page before too
        page.get_by_role("button", name="Bewaren", exact=True).click()
    expect(page.get_by_text("Van een collega")).to_be_visible()
    page.get_by_role("link", name="Dashboard").first.click()
    expect(page).to_have_title(re.compile("Dashboard"))
    page.go_back()
    expect(page.locator("#id_answer")).to_have_value("Mijn antwoord")


def test_what_is_typed_on_after_a_refusal_is_not_taken_for_a_change_of_somebody_else(
    open_page: OpenPage, dossier: Dossier, allowed_errors: list[str]
) -> None:
    allowed_errors.append("status of 422")
    path = f"/dossiers/{dossier.number}/requests/new/"
    page = open_page(path)
    type_until_kept(page, "#id_text", "Eerst dit")
    page.locator("main .form-actions [type=submit]").click()
    expect(page.locator("main .field-error")).not_to_have_count(0)
    type_until_kept(page, "#id_text", "Eerst dit, en dan dat")
    page.goto("about:blank")
    page = open_page(path)
    expect(page.locator("#id_text")).to_have_value("Eerst dit, en dan dat")
    expect(page.locator("[data-draft-told]")).to_contain_text("teruggezet")
    expect(page.locator("[data-draft-told]")).not_to_contain_text("gewijzigd")
