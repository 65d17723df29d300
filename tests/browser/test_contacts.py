"""People and organisations in the browser: by keyboard, beside the page, and never double."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from dossiers.models import Dossier
from oss.contacts.factories import PersonFactory
from oss.contacts.models import Merge, Organisation, Person
from oss.staff.demo import load_staff
from oss.staff.models import User

OpenPage = Callable[[str], Page]


@pytest.fixture
def lotte(transactional_db: None, log_in: Callable[[User], User]) -> User:
    load_staff()
    return log_in(User.objects.get(email="lotte@loket.example"))


def test_a_new_contact_while_opening_a_dossier_by_keyboard_alone(
    open_page: OpenPage, lotte: User, allowed_errors: list[str]
) -> None:
    """What was typed on the page behind stays; a wrong phone number is said in the panel."""
    allowed_errors.append("status of 422")
    page = open_page("/dossiers/new/?postcode=x")
    expect(page.locator("#id_person-ts-control")).to_be_focused()
    page.locator("#id_question").focus()
    page.keyboard.type("Wat kost een warmtepomp?")
    page.locator("#id_person-ts-control").focus()
    page.keyboard.type("Jef Zonderling")
    page.locator(".ts-dropdown .create").wait_for()
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog")
    expect(panel.get_by_label("Voornaam")).to_be_focused()
    expect(panel.get_by_label("Achternaam")).to_have_value("Zonderling")
    for _field in range(5):
        page.keyboard.press("Tab")
    expect(panel.get_by_label("Telefoon")).to_be_focused()
    page.keyboard.type("12")
    page.keyboard.press("Control+Enter")
    expect(panel.locator("#panel_phone_error")).to_be_visible()
    expect(panel.get_by_label("Telefoon")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("0460 11 22 33")
    page.keyboard.press("Control+Enter")
    expect(panel).to_be_hidden()
    expect(page.locator("#id_address-ts-control")).to_be_focused()
    expect(page.locator("#id_question")).to_have_value("Wat kost een warmtepomp?")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status").first).to_contain_text("is geopend")
    dossier = Dossier.objects.get()
    assert dossier.main_contact
    assert dossier.main_contact.person == Person.objects.get()
    assert Person.objects.get().contact_points.get().normalised == "+32460112233"


def test_somebody_known_is_chosen_in_the_panel_instead(open_page: OpenPage, lotte: User) -> None:
    known = PersonFactory.create(first_name="Jef", last_name="Janssens")
    page = open_page("/dossiers/new/")
    page.get_by_role("button", name="Nieuwe persoon").click()
    panel = page.get_by_role("dialog")
    panel.get_by_label("Voornaam").fill("Jef")
    panel.get_by_label("Achternaam").fill("Jansens")
    proposal = panel.get_by_role("button", name="Jef Janssens")
    expect(proposal).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    proposal.focus()
    page.keyboard.press("Enter")
    expect(panel).to_be_hidden()
    expect(page.locator("#id_person")).to_have_value(str(known.pk))
    # leaving the field asked for no other proposals, which would have come in the place of this one
    assert [url for url in asked if "duplicates" in url] == []
    assert Person.objects.count() == 1


def test_giving_up_leaves_the_page_and_the_focus_as_they_were(open_page: OpenPage, lotte: User) -> None:
    page = open_page("/dossiers/new/")
    button = page.get_by_role("button", name="Nieuwe organisatie")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel_name")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(button).to_be_focused()
    assert not Organisation.objects.exists()


def test_two_are_merged_and_split_again(open_page: OpenPage, lotte: User) -> None:
    first = PersonFactory.create(first_name="An", last_name="Peeters", phone="0460 11 11 11")
    second = PersonFactory.create(first_name="Anna", last_name="Peeters", phone="0460 22 22 22")
    page = open_page(f"/people/{first.pk}/merge/{second.pk}/")
    page.get_by_role("radio", name="Anna").check()
    page.get_by_role("main").get_by_role("button", name="Samenvoegen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Anna Peeters")
    expect(page.get_by_role("main")).to_contain_text("0460 22 22 22")
    page.get_by_role("link", name="Ongedaan maken").click()
    page.get_by_role("button", name="Maak de samenvoeging ongedaan").click()
    expect(page.get_by_role("status").first).to_contain_text("weer twee")
    assert Merge.objects.get().undone_at is not None
    assert {one.name for one in Person.objects.active()} == {"An Peeters", "Anna Peeters"}


def test_what_is_unfolded_to_be_filled_in_has_the_focus(open_page: OpenPage, lotte: User) -> None:
    known = PersonFactory.create(first_name="An", last_name="Peeters")
    page = open_page(f"/people/{known.pk}/")
    page.get_by_text("Voeg een mailadres of telefoonnummer toe").click()
    page.keyboard.type("jan@burger.example")
    expect(page.locator("details[open] input:not([type=hidden])").first).to_have_value("jan@burger.example")
