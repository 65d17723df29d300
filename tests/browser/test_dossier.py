"""Handling a dossier on its page."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dossiers.factories import answer, information_dossier
from dossiers.models import Dossier, Topic
from dossiers.operations.editing import update_dossier
from dossiers.operations.summary import make_summary
from oss.addresses.factories import AddressFactory
from oss.staff.demo import load_staff
from oss.staff.models import User
from oss.timeline.models import ActivityKind
from oss.timeline.operations import add_activity
from tests.browser.scenery import train_of_three

OpenPage = Callable[[str], Page]


@pytest.fixture
def lotte(transactional_db: None, log_in: Callable[[User], User]) -> User:
    load_staff()
    return log_in(User.objects.get(email="lotte@loket.example"))


@pytest.fixture
def dossier(lotte: User) -> Dossier:
    return train_of_three(lotte, lotte)


def again(dossier: Dossier) -> Dossier:
    return Dossier.objects.get(pk=dossier.pk)


def test_what_is_missing_leads_to_its_field(open_page: OpenPage, dossier: Dossier) -> None:
    page = open_page(f"/dossiers/{dossier.number}/?tab=files")
    page.locator(".record-missing").get_by_role("link", name="Antwoord").click()
    expect(page.locator("#id_answer")).to_be_focused()
    page.locator("button.stage-label").click()
    page.locator(".flyout").get_by_role("link", name="Onderwerpen").click()
    expect(page.locator("input[name=topics]").first).to_be_focused()


def test_what_is_missing_in_a_lookup_is_focused_too(
    open_page: OpenPage, lotte: User, dossier: Dossier
) -> None:
    page = open_page(f"/dossiers/{dossier.number}/?tab=contact&field=site_address#id_site_address")
    expect(page.locator("#id_site_address-ts-control")).to_be_focused()


def test_saving_and_completing_is_one_click(open_page: OpenPage, lotte: User) -> None:
    dossier = information_dossier(by=lotte, assignee=lotte)
    answer(dossier, by=lotte)
    page = open_page(f"/dossiers/{dossier.number}/?tab=info")
    page.get_by_role("button", name="Bewaren en voltooien").click()
    expect(page.get_by_role("status").first).to_contain_text("Bewaard om")
    expect(page.locator(".record-facts")).to_contain_text("voltooid op")
    assert again(dossier).stage == "completed"
    assert [visit.stage for visit in dossier.visits.all()] == ["request", "handling", "completed"]


def test_completing_with_gaps_saves_and_says_what_is_missing(open_page: OpenPage, dossier: Dossier) -> None:
    page = open_page(f"/dossiers/{dossier.number}/?tab=info")
    page.locator("#id_answer").fill("We belden terug.")
    page.get_by_role("button", name="Bewaren en voltooien").click()
    expect(page.get_by_role("status").first).to_contain_text("Nog in te vullen")
    assert again(dossier).stage == "handling"
    assert again(dossier).information.answer == "We belden terug."


def test_an_anonymous_question_closes_with_postcode_and_theme(open_page: OpenPage, lotte: User) -> None:
    dossier = information_dossier(by=lotte, is_anonymous=True, assignee=lotte)
    page = open_page(f"/dossiers/{dossier.number}/?tab=request")
    page.locator("#id_postcode").fill("2800")
    page.get_by_role("button", name="Bewaren", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Bewaard om")  # the answer is there
    page.locator(".record-bar button.stage-label").click()
    page.locator(".flyout").get_by_role("button", name="Naar Dossier").click()
    page.get_by_label(Topic.objects.all()[0].name, exact=True).check()
    page.get_by_role("button", name="Bewaren en voltooien").click()
    expect(page.locator(".record-facts")).to_contain_text("voltooid op")
    assert again(dossier).stage == "completed"


def test_abandoning_asks_a_reason_first(
    open_page: OpenPage, dossier: Dossier, allowed_errors: list[str]
) -> None:
    allowed_errors.append("status of 422")
    page = open_page(f"/dossiers/{dossier.number}/")
    page.locator("button.stage-label").click()
    page.get_by_role("button", name="Stopzetten").click()
    expect(page.locator("#id_reason")).to_be_visible()  # the answer is there
    expect(page.locator("main .field-error")).to_have_count(0)
    page.get_by_role("button", name="stopzetten").click()
    expect(page.locator("#id_reason_error")).to_be_visible()
    page.locator("#id_reason").select_option(index=1)
    page.locator("#id_note").fill("Verhuisd.")
    page.get_by_role("button", name="stopzetten").click()
    expect(page.locator(".record-facts")).to_contain_text("Stopgezet")
    assert again(dossier).stage == "abandoned"
    page.locator("button.stage-label").click()
    page.get_by_role("button", name="Heropenen").click()
    page.locator("#id_reason").select_option(index=1)
    page.get_by_role("button", name="heropenen").click()
    expect(page.locator(".stage-current")).to_contain_text("Dossier")
    assert again(dossier).stage == "handling"


def test_the_one_field_that_is_wrong_gets_the_focus(
    open_page: OpenPage, dossier: Dossier, allowed_errors: list[str]
) -> None:
    allowed_errors.append("status of 422")
    page = open_page(f"/dossiers/{dossier.number}/?tab=info")
    page.locator("#id_asked_on").fill("2026-11-20")
    page.locator("#id_first_action_on").fill("2026-11-19")
    page.locator("#id_answer").fill("Blijft staan.")
    page.get_by_role("button", name="Bewaren", exact=True).click()
    expect(page.locator(".error-summary, #id_first_action_on:focus")).to_be_focused()
    expect(page.locator("#id_answer")).to_have_value("Blijft staan.")
    page = open_page(f"/dossiers/{dossier.number}/stage/abandon/")
    page.get_by_role("button", name="stopzetten").click()
    expect(page.locator("#id_reason")).to_be_focused()


def test_reading_on_goes_to_what_is_older(open_page: OpenPage, lotte: User, dossier: Dossier) -> None:
    for number in range(60):
        add_activity(dossier.case_file, by=lotte, kind=ActivityKind.NOTE, title=f"Notitie {number}")
    page = open_page(f"/dossiers/{dossier.number}/?tab=files")
    expect(page.locator(".timeline-entry")).to_have_count(50)
    page.get_by_role("link", name="Toon oudere").press("Enter")
    expect(page.locator(".timeline")).to_contain_text("Notitie 0")
    expect(page.locator(".timeline-entries").last).to_contain_text("geopend")
    expect(page.locator("ol.timeline-entries:focus")).to_have_count(1)


def test_a_note_stands_on_the_timeline_without_leaving_the_tab(open_page: OpenPage, dossier: Dossier) -> None:
    page = open_page(f"/dossiers/{dossier.number}/?tab=contact")
    page.locator("#id_text").fill("Gebeld, komt morgen langs.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".timeline")).to_contain_text("Gebeld, komt morgen langs.")
    expect(page.get_by_role("link", name="Contactgegevens")).to_have_attribute("aria-current", "page")


def test_the_timeline_is_narrowed_to_this_dossier(open_page: OpenPage, dossier: Dossier) -> None:
    page = open_page(f"/dossiers/{dossier.number}/")
    expect(page.locator(".timeline")).to_contain_text(f"Klantenreis {dossier.journey.number} geopend")
    page.get_by_role("link", name="Dit dossier").click()
    expect(page.locator(".timeline")).not_to_contain_text(f"Klantenreis {dossier.journey.number} geopend")
    page.get_by_role("link", name="Stappen").click()
    expect(page.get_by_role("link", name="Dit dossier")).to_have_attribute("aria-current", "true")


def test_on_a_narrow_screen_the_timeline_is_a_tab(open_page: OpenPage, dossier: Dossier) -> None:
    page = open_page(f"/dossiers/{dossier.number}/")
    tab = page.get_by_role("navigation", name="Delen van het dossier").get_by_role("link", name="Tijdslijn")
    expect(tab).to_be_hidden()
    page.set_viewport_size({"width": 1024, "height": 768})
    expect(page.locator(".timeline")).to_be_hidden()
    tab.click()
    expect(page.locator(".timeline")).to_be_visible()


def test_somebody_more_is_added_to_the_journey(open_page: OpenPage, dossier: Dossier) -> None:
    page = open_page(f"/dossiers/{dossier.number}/?tab=contact")
    page.get_by_text("Betrokkene toevoegen").click()
    box = page.locator("#id_person-ts-control")
    box.click()
    box.press_sequentially("eddy")
    page.locator(".ts-dropdown .option", has_text="Eddy Pollet").click()
    page.locator("#id_capacity").select_option(label="gemachtigde")
    page.get_by_role("button", name="Toevoegen", exact=True).click()
    expect(page.locator(".people-columns li")).to_have_count(2)
    assert dossier.journey.stakeholders.count() == 2


def test_files_are_uploaded_several_at_once_and_the_summary_opens(
    open_page: OpenPage, lotte: User, dossier: Dossier, tmp_path: Path
) -> None:
    files = [tmp_path / name for name in ("offerte.pdf", "foto.jpg")]
    for file in files:
        file.write_bytes(b"inhoud")
    page = open_page(f"/dossiers/{dossier.number}/?tab=files")
    page.locator("#upload-files").set_input_files([str(file) for file in files])
    page.get_by_role("button", name="Opladen").click()
    expect(page.locator(".file")).to_have_count(2)
    document = make_summary(dossier, by=lotte)
    page.reload()
    expect(page.get_by_role("link", name=document.name)).to_have_count(2)  # the file and the timeline
    assert document.stored_file.read().startswith(b"%PDF-")


def test_the_train_is_read_in_order_and_leads_to_its_wagons(open_page: OpenPage, dossier: Dossier) -> None:
    page = open_page(f"/journeys/{dossier.journey.number}/")
    wagons = page.locator(".ride-wagon")
    expect(wagons).to_have_count(3)
    expect(wagons.nth(0)).to_contain_text("Voltooid")
    expect(wagons.nth(2)).to_contain_text("Stopgezet")
    wagons.nth(1).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(dossier.number)


def test_a_task_is_ticked_off_and_taken_back_by_keyboard(
    open_page: OpenPage, lotte: User, dossier: Dossier
) -> None:
    task = dossier.case_file.activities.get(title="Terugbellen over het dak")
    page = open_page("/")
    # a button that has the focus before htmx has its form sends the whole page: one Enter too soon
    page.evaluate("""() => {
        window.tooSoon = 0;
        document.addEventListener("focusin", ({ target }) => {
            if (target.form?.matches(".check") && !target.form["htmx-internal-data"]) window.tooSoon += 1;
        });
    }""")
    page.get_by_role("button", name="Afvinken: Terugbellen over het dak").focus()
    page.keyboard.press("Enter")
    undo = page.get_by_role("button", name="Ongedaan maken: ‘Terugbellen over het dak’ is klaar")
    expect(undo).to_be_focused()
    task.refresh_from_db()
    assert task.done_by == lotte
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Afvinken: Terugbellen over het dak")).to_be_focused()
    task.refresh_from_db()
    assert task.done_at is None
    assert page.evaluate("window.tooSoon") == 0  # and still the same page
    page = open_page(f"/dossiers/{dossier.number}/?tab=info")
    page.get_by_role("button", name="Afvinken: Terugbellen over het dak").focus()
    page.keyboard.press("Enter")
    expect(undo).to_be_focused()
    task.refresh_from_db()
    assert task.done_by == lotte


def test_what_is_not_known_of_the_dwelling_is_filled_in_beside_the_page(
    open_page: OpenPage, lotte: User, allowed_errors: list[str]
) -> None:
    allowed_errors.append("422")
    dossier = information_dossier(by=lotte, address=AddressFactory.create())
    page = open_page(f"/dossiers/{dossier.number}/?tab=contact")
    missing = page.locator("#dwelling-missing")
    expect(missing).to_have_text("4 gegevens onbekend")
    page.evaluate("window.stays = true")
    page.locator("#fact-construction_year").click()
    expect(page.locator("#panel_construction_year")).to_be_focused()
    page.keyboard.type("12")
    page.keyboard.press("Control+Enter")
    panel = page.locator("[data-side-panel]")
    expect(panel.locator("[data-error-summary]")).to_contain_text("vier cijfers")
    page.locator("#panel_construction_year").fill("1962")
    panel.get_by_role("button", name="Bewaren").click()
    expect(page.locator("#dwelling")).to_contain_text("1962")
    expect(missing).to_have_text("3 gegevens onbekend")
    expect(page.locator("#fact-construction_year")).to_be_focused()
    assert page.evaluate("window.stays")
    missing.press("Enter")
    expect(page.locator("#panel_type")).to_be_focused()
    page.keyboard.press("Escape")
    expect(missing).to_be_focused()


def test_apartments_are_ticked_and_come_along(open_page: OpenPage, lotte: User) -> None:
    house = AddressFactory.create(house_number="42")
    for box in "123":
        AddressFactory.create(street=house.street, house_number="42", box_number=box)
    dossier = information_dossier(by=lotte, address=house)
    update_dossier(dossier, by=lotte, scope="common")
    page = open_page(f"/dossiers/{dossier.number}/?tab=contact")
    page.locator(".add-more summary", has_text="appartementen").click()
    page.keyboard.press("Space")  # the first has the focus
    page.locator(".choice", has_text="bus 3").click()
    page.get_by_role("button", name="Voeg toe wat is aangevinkt").click()
    expect(page.locator(".record-facts")).to_contain_text("+ 2 adressen")
    expect(page.locator(".places li")).to_have_count(2)
    page.locator(".places button").first.click()
    expect(page.locator(".record-facts")).to_contain_text("+ 1 adres")
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.locator(".record-facts")).to_contain_text("+ 2 adressen")


def test_intake_and_household_are_unfolded_filled_in_and_told_in_a_line(
    open_page: OpenPage, lotte: User
) -> None:
    dossier = information_dossier(by=lotte)
    page = open_page(f"/dossiers/{dossier.number}/?tab=info")
    page.locator(".fold > summary", has_text="Intake").click()
    page.locator("#id_wish").fill("Minder tocht")
    page.locator(".fold .choice", has_text="comfort").click()
    page.locator(".fold > summary", has_text="Gezin").press("Enter")
    page.locator("#id_persons").fill("4")
    page.locator(".field:has(> #id_category) .without-value > summary").click()
    page.locator("#id_category_lacks").select_option("not_told")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status").first).to_contain_text("Bewaard om")
    expect(page.locator(".fold > summary").first).to_contain_text("Minder tocht")
    expect(page.locator(".fold > summary").last).to_contain_text("4 personen · categorie: de klant wil")
