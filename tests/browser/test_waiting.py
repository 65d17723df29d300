"""By mouse: a dossier on the waiting list, several given to a coach, and one form for three addresses."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from dossiers.models import Dossier, Journey
from dossiers.waiting.models import WaitingPlace, WaitingPriority
from oss.addresses.factories import AddressFactory
from oss.contacts.factories import PersonFactory
from oss.lists.jobs.models import Job
from oss.lists.jobs.running import run
from oss.staff.demo import load_staff
from oss.staff.models import User
from tests.browser.pointer import press
from tests.dossiers.waited import may_wait_dossier, waiting_place

OpenPage = Callable[[str], Page]


@pytest.fixture
def lotte(transactional_db: None, log_in: Callable[[User], User]) -> User:
    load_staff()
    return log_in(User.objects.get(email="lotte@loket.example"))


def choose(page: Page, field: str, typed: str) -> None:
    press(page.locator(f"#id_{field}-ts-control"))
    page.keyboard.type(typed)
    press(page.locator(f"#id_{field}-ts-dropdown .option", has_text=typed).first)


def test_a_dossier_is_put_on_the_list_and_given_to_a_coach_with_others(
    open_page: OpenPage, lotte: User
) -> None:
    other = waiting_place(by=lotte, days=4).dossier
    waiting_place(by=lotte, days=2)
    dossier = may_wait_dossier(by=lotte)
    page = open_page(f"/dossiers/{dossier.number}/?tab=info")
    press(page.locator("summary", has_text="Zet op de wachtlijst"))
    urgent = WaitingPriority.objects.get(code="cut_off")
    page.get_by_label("Voorrang").select_option(str(urgent.pk))
    press(page.get_by_role("button", name="Zet op de lijst"))
    place = page.get_by_role("link", name="1e van 3 voor Renovatieadvies (1 met voorrang)")
    press(place)
    page.wait_for_url("**/waiting/**")
    expect(page.locator("[data-row]")).to_have_count(3)
    expect(page.locator("[data-row]").first).to_contain_text(dossier.number)
    for row in (0, 1):
        press(page.locator("[data-row] input[type=checkbox]").nth(row))
    press(page.get_by_role("button", name="Toewijzen aan coach"))
    bram = User.objects.get(email="bram@loket.example")
    page.get_by_label("Coach").select_option(str(bram.pk))
    press(page.locator(".form button[type=submit]").first)
    page.wait_for_url("**/jobs/**")
    run(Job.objects.latest("pk").pk)
    assert set(Dossier.objects.assigned_to(bram)) == {dossier, other}
    assert WaitingPlace.objects.open().count() == 1


def test_one_form_opens_dossiers_for_three_addresses(open_page: OpenPage, lotte: User) -> None:
    PersonFactory.create(first_name="Rita", last_name="Claes")
    streets = ("Bruul", "Veemarkt", "Korenmarkt")
    for street in streets:
        AddressFactory.create(street__name=street, house_number="12")
    page = open_page("/dossiers/new/")
    choose(page, "person", "Rita Claes")
    choose(page, "address", "Bruul 12")
    page.get_by_role("textbox", name="Vraag").fill("Drie huizen")
    for number, street in enumerate(streets[1:], start=1):
        press(page.get_by_role("button", name="Nog een adres"))
        expect(page.locator(f"#id_address_{number}-ts-control")).to_be_focused()
        choose(page, f"address_{number}", f"{street} 12")
        expect(page.locator(f"#further-journey-{number}")).to_contain_text("Er start een nieuwe klantenreis")
    expect(page.get_by_role("textbox", name="Vraag")).to_have_value("Drie huizen")
    press(page.get_by_role("button", name="Dossiers openen"))
    told = page.get_by_role("status").first
    expect(told).to_contain_text("3 dossiers zijn geopend")
    made = list(Dossier.objects.order_by("number").select_related("site_address__street"))
    assert tuple(one.site_address.street.name for one in made if one.site_address) == streets
    assert Journey.objects.count() == 3
    press(told.get_by_role("link", name=made[2].number))
    page.wait_for_url(f"**/dossiers/{made[2].number}/**")
