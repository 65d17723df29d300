"""From an opened mail to a saved dossier."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from dossiers.models import Dossier, Journey
from oss.addresses.factories import AddressFactory
from oss.addresses.models import Address
from oss.contacts.models import Person
from oss.queues.models import QueueItem
from oss.staff.demo import load_staff
from oss.staff.models import User
from tests.browser.scenery import MAILS, known_person, mail, train_of_three

OpenPage = Callable[[str], Page]
MOST_INTERACTIONS = 6


@pytest.fixture
def lotte(transactional_db: None, log_in: Callable[[User], User]) -> User:
    load_staff()
    return log_in(User.objects.get(email="lotte@loket.example"))


@pytest.fixture
def item(transactional_db: None) -> QueueItem:
    return mail(*MAILS[0])


@pytest.fixture
def bruul(transactional_db: None) -> Address:
    return AddressFactory.create(street__name="Bruul", house_number="12")


def choose(page: Page, field: str, typed: str, label: str) -> None:
    box = page.locator(f"#id_{field}-ts-control")
    box.click()
    box.press_sequentially(typed)
    page.locator(".ts-dropdown .option", has_text=label).first.click()


def test_six_interactions_from_an_opened_mail_to_a_saved_dossier(
    open_page: OpenPage, lotte: User, item: QueueItem, bruul: Address
) -> None:
    page = open_page(f"/queues/general/?item={item.pk}")
    interactions = 0

    page.keyboard.press("n")
    interactions += 1
    expect(page.get_by_role("button", name="Nieuwe persoon: An De Smet")).to_be_focused()
    page.keyboard.press("Enter")
    interactions += 1
    panel = page.get_by_role("dialog")
    expect(panel.get_by_label("Voornaam")).to_have_value("An")
    page.keyboard.press("Control+Enter")
    interactions += 1
    expect(panel).to_be_hidden()
    expect(page.locator("#id_address-ts-control")).to_be_focused()
    page.keyboard.type("bruul 12")
    interactions += 1
    page.locator(".ts-dropdown .option", has_text="Bruul 12").wait_for()
    page.keyboard.press("Enter")
    interactions += 1
    page.keyboard.press("Control+Enter")
    interactions += 1

    expect(page.get_by_role("status").first).to_contain_text("is geopend")
    dossier = Dossier.objects.get()
    assert interactions <= MOST_INTERACTIONS
    assert dossier.site_address == bruul
    assert dossier.main_contact
    assert dossier.main_contact.name == "An De Smet"
    assert str(dossier.source) == "e-mail"
    assert dossier.assignee == lotte
    assert dossier.project
    assert "dakisolatie" in dossier.information.question
    assert QueueItem.objects.get().case_file == dossier.case_file


def test_a_known_sender_is_chosen_already(open_page: OpenPage, lotte: User) -> None:
    person = known_person()
    item = mail("Eddy <eddy@burger.example>", "Nog een vraag")
    page = open_page(f"/dossiers/new/?item={item.pk}")
    expect(page.locator("#id_person")).to_have_value(str(person.pk))
    expect(page.get_by_role("button", name="Nieuwe persoon")).to_be_hidden()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status").first).to_contain_text("is geopend")
    assert Person.objects.count() == 1


def test_the_journey_of_a_known_client_is_chosen_and_nothing_lies_over_the_words(
    open_page: OpenPage, lotte: User
) -> None:
    known = train_of_three(lotte, lotte)
    client = known.main_contact.person
    Person.objects.filter(pk=client.pk).update(address=known.journey.address)
    item = mail("Eddy <eddy@burger.example>", "Nog een vraag")
    page = open_page(f"/dossiers/new/?item={item.pk}")
    expect(page.locator("#id_question")).to_be_focused()
    told = page.locator("[data-journey-told]")
    expect(told).to_contain_text(f"{known.journey.number} is gekozen")
    told.click()  # where it stands: the list of another field would take the click
    page.get_by_role("button", name="Dossier openen").click()
    expect(page.get_by_role("status").first).to_contain_text("is geopend")
    assert Journey.objects.count() == 1


def test_choosing_a_person_offers_their_journeys_and_keeps_what_is_typed(
    open_page: OpenPage, lotte: User
) -> None:
    known = train_of_three(lotte, lotte)
    page = open_page("/dossiers/new/")
    page.locator("#id_question").fill("Wat kost een warmtepomp?")
    choose(page, "person", "eddy", "Eddy Pollet")
    radio = page.get_by_label(known.journey.number)
    expect(radio).to_be_visible()
    expect(page.locator("#id_question")).to_have_value("Wat kost een warmtepomp?")
    radio.check()
    page.get_by_role("button", name="Dossier openen").click()
    expect(page.get_by_role("status").first).to_contain_text("is geopend")
    assert Journey.objects.count() == 1


def test_an_anonymous_question_asks_a_postcode_and_nobody(
    open_page: OpenPage, lotte: User, item: QueueItem
) -> None:
    page = open_page(f"/dossiers/new/?item={item.pk}")
    expect(page.locator("#id_postcode")).to_be_hidden()
    page.get_by_label("Anoniem").check()
    expect(page.get_by_role("button", name="Nieuwe persoon")).to_be_hidden()
    page.locator("#id_postcode").fill("2800")
    page.get_by_role("button", name="Dossier openen").click()
    expect(page.get_by_role("status").first).to_contain_text("is geopend")
    dossier = Dossier.objects.get()
    assert (dossier.is_anonymous, dossier.postcode, dossier.main_contact) == (True, "2800", None)
    assert not Person.objects.exists()


def test_what_is_refused_is_told_at_its_field(
    open_page: OpenPage, lotte: User, allowed_errors: list[str]
) -> None:
    allowed_errors.append("status of 422")
    page = open_page("/dossiers/new/")
    page.locator("#id_question").fill("Wat kost een warmtepomp?")
    page.get_by_role("button", name="Dossier openen").click()
    expect(page.locator("#id_person_error")).to_be_visible()
    expect(page.locator("#id_question")).to_have_value("Wat kost een warmtepomp?")
    assert not Dossier.objects.exists()


def test_a_second_wagon_shows_what_the_locomotive_holds(open_page: OpenPage, lotte: User) -> None:
    first = train_of_three(lotte, lotte)
    page = open_page(f"/dossiers/{first.number}/")
    client = first.journey.client
    assert client
    page.get_by_role("link", name="Volgend dossier in deze klantenreis").click()
    expect(page.locator("#id_person")).to_have_value(str(client.person_id))
    expect(page.get_by_label(first.journey.number)).to_be_checked()
    page.get_by_role("button", name="Dossier openen").click()
    expect(page.get_by_role("status").first).to_contain_text("is geopend")
    wagon = Dossier.objects.order_by("-pk")[0]
    assert wagon.journey == first.journey
    assert (wagon.site_address, wagon.source, wagon.project) == (
        first.journey.address,
        first.source,
        first.project,
    )
    page.get_by_role("link", name="Contactgegevens").click()
    expect(page.get_by_role("main")).to_contain_text("Eddy Pollet")
    page.get_by_role("navigation", name="Delen van het dossier").get_by_role(
        "link", name="Klantenreis"
    ).click()
    expect(page.locator(".ride-wagon")).to_have_count(4)
    expect(page.locator(".ride-current")).to_contain_text(wagon.number)


def test_a_mail_of_a_known_sender_is_linked_with_two_keys(open_page: OpenPage, lotte: User) -> None:
    dossier = train_of_three(lotte, lotte)
    item = mail("Eddy <eddy@burger.example>", "Nog een vraag")
    page = open_page(f"/queues/general/?item={item.pk}")
    page.keyboard.press("l")
    page.wait_for_url("**/dossiers/link/**")
    page.get_by_role("button", name=dossier.number).click()
    expect(page.get_by_role("status").first).to_contain_text("hangt nu aan dossier")
    expect(page.get_by_role("main")).to_contain_text("Nog een vraag")
    assert QueueItem.objects.get(pk=item.pk).case_file == dossier.case_file


def test_any_dossier_is_found_to_link_to(open_page: OpenPage, lotte: User, item: QueueItem) -> None:
    dossier = train_of_three(lotte, lotte)
    page = open_page(f"/dossiers/link/{item.pk}/")
    choose(page, "dossier", dossier.number[-5:], dossier.number)
    page.get_by_role("button", name="Koppelen").last.click()
    expect(page.get_by_role("status").first).to_contain_text("hangt nu aan dossier")


def test_the_journey_follows_who_and_where_until_the_user_chooses(open_page: OpenPage, lotte: User) -> None:
    known = train_of_three(lotte, lotte)
    address = known.journey.address
    assert address
    page = open_page("/dossiers/new/")
    told = page.locator("[data-journey-told]")
    expect(page.locator("#journey-choice")).not_to_contain_text("klantenreis")
    choose(page, "person", "eddy", "Eddy Pollet")
    expect(page.get_by_label(known.journey.number)).to_be_checked()
    expect(told).to_contain_text(f"{known.journey.number} is gekozen")
    page.get_by_label("Een nieuwe klantenreis").click()
    expect(told).to_have_count(0)
    choose(page, "address", str(address.street.name), str(address.street.name))
    expect(page.get_by_label("Een nieuwe klantenreis")).to_be_checked()
    expect(page.locator("#journey-choice")).to_contain_text("zelfde klant, zelfde adres")
    expect(page.get_by_label("Een nieuwe klantenreis")).to_be_checked()
