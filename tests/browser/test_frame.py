"""The frame by keyboard, on a desk screen and on a tablet, and a session that ends while somebody types."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from playwright.sync_api import Locator, Page, expect

from oss.contacts.factories import PersonFactory
from oss.staff.factories import DEMO_PASSWORD
from oss.staff.models import Team, User
from oss.staff.roles import Role
from tests.browser.conftest import TABLET
from tests.mails import receive_message

OpenPage = Callable[[str], Page]
LogIn = Callable[[User], User]
UserWith = Callable[..., User]


@pytest.fixture
def lotte(user_with: UserWith, log_in: LogIn) -> User:
    return log_in(user_with(Role.DESK, first_name="Lotte", last_name="Peeters", email="lotte@loket.example"))


def end_all_sessions() -> None:
    Session.objects.all().delete()
    cache.clear()


def test_logging_in_by_keyboard_alone(open_page: OpenPage, user_with: UserWith) -> None:
    user = user_with(Role.DESK, first_name="Lotte")
    page = open_page("/")
    expect(page.locator("input[name=login]")).to_be_focused()
    page.keyboard.type(user.email)
    page.keyboard.press("Tab")
    page.keyboard.type(DEMO_PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator(".top-user-name")).to_contain_text("Lotte")


def test_the_slash_key_goes_to_the_search_box_and_enter_searches(
    open_page: OpenPage, lotte: User, user_with: UserWith
) -> None:
    user_with(Role.COACH, first_name="Jonas", last_name="Van den Broeck")
    page = open_page("/")
    page.keyboard.press("/")
    page.keyboard.type("jonas broe")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Jonas Van den Broeck")


def test_the_slash_stays_a_slash_where_somebody_types(open_page: OpenPage, lotte: User) -> None:
    page = open_page("/profile/")
    field = page.locator("input[name=first_name]")
    field.fill("An")
    field.press("/")
    expect(field).to_have_value("An/")


def test_the_first_tab_offers_to_skip_to_the_content(open_page: OpenPage, lotte: User) -> None:
    page = open_page("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"#{page.get_by_role('main').get_attribute('id') or '?'}$"))


def test_on_a_tablet_the_navigation_is_a_bar_of_icons_that_can_be_named(
    open_page: OpenPage, lotte: User
) -> None:
    page = open_page("/")
    wide = page.get_by_role("navigation").first.bounding_box()
    assert wide
    page.set_viewport_size(TABLET)
    page.wait_for_function(  # the page is laid out anew a moment after the screen changed
        "half => document.querySelector('nav').getBoundingClientRect().width < half",
        arg=wide["width"] / 2,
    )
    expect(page.get_by_role("link", name="Klantenreizen", exact=True)).to_be_visible()


def test_the_interface_switches_to_english_and_back(open_page: OpenPage, lotte: User) -> None:
    page = open_page("/profile/")
    page.locator("select[name=language]").select_option("en")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("select[name=language]").select_option("nl")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("html")).to_have_attribute("lang", "nl")


def test_an_expired_session_asks_for_the_password_over_the_form_and_saves_what_was_typed(
    open_page: OpenPage, lotte: User, allowed_errors: list[str]
) -> None:
    allowed_errors.append("status of 422")  # the wrong password below
    page = open_page("/profile/")
    page.locator("input[name=last_name]").fill("Peeters-Janssens")
    end_all_sessions()
    page.get_by_role("button", name="Bewaren").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("input[name=login]")).to_have_value(lotte.email)
    dialog.locator("input[name=password]").fill("verkeerd")
    dialog.locator("input[name=password]").press("Enter")
    expect(dialog.get_by_role("alert").first).to_be_visible()
    dialog.locator("input[name=password]").fill(DEMO_PASSWORD)
    dialog.locator("input[name=password]").press("Enter")
    expect(page.get_by_text("Je profiel is bewaard")).to_be_visible()
    assert User.objects.get(pk=lotte.pk).last_name == "Peeters-Janssens"


def test_somebody_elses_login_does_not_send_the_form(
    open_page: OpenPage, lotte: User, user_with: UserWith
) -> None:
    other = user_with(Role.DESK, first_name="Bram", last_name="Verhaegen", email="bram@loket.example")
    page = open_page("/profile/")
    page.locator("input[name=last_name]").fill("Peeters-Janssens")
    end_all_sessions()
    page.get_by_role("button", name="Bewaren").click()
    dialog = page.get_by_role("dialog")
    dialog.locator("input[name=login]").fill(other.email)
    dialog.locator("input[name=password]").fill(DEMO_PASSWORD)
    dialog.locator("input[name=password]").press("Enter")
    expect(dialog.get_by_role("heading")).to_have_text("Iemand anders is nu aangemeld")
    assert set(User.objects.values_list("last_name", flat=True)) == {"Peeters", "Verhaegen"}


def in_another_tab(page: Page, user: User) -> Page:
    """Logs in as this colleague in a second tab of the same browser."""
    tab = page.context.new_page()
    tab.goto(urljoin(page.url, "/account/login/"))
    tab.locator("input[name=login]").fill(user.email)
    tab.locator("input[name=password]").fill(DEMO_PASSWORD)
    tab.locator("input[name=password]").press("Enter")
    expect(tab.locator(".top-user-name")).to_contain_text(user.first_name)
    return tab


def open_dialog_over_a_changed_profile(page: Page) -> Locator:
    page.locator("input[name=last_name]").fill("Peeters-Janssens")
    end_all_sessions()
    page.get_by_role("button", name="Bewaren").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("input[name=password]")).to_be_focused()
    return dialog


def log_in_again(dialog: Locator, password: str = DEMO_PASSWORD) -> None:
    dialog.locator("input[name=password]").fill(password)
    dialog.locator("input[name=password]").press("Enter")


def test_the_dialog_goes_on_when_the_same_colleague_logged_in_in_another_tab(
    open_page: OpenPage, lotte: User
) -> None:
    page = open_page("/profile/")
    dialog = open_dialog_over_a_changed_profile(page)
    in_another_tab(page, lotte)
    log_in_again(dialog)
    expect(page.get_by_text("Je profiel is bewaard")).to_be_visible()
    assert User.objects.get(pk=lotte.pk).last_name == "Peeters-Janssens"


def test_a_click_goes_on_after_another_tab_logged_in_again(
    open_page: OpenPage, lotte: User, allowed_errors: list[str]
) -> None:
    allowed_errors += ["status of 403", "Status Error Code 403"]
    item = receive_message(subject="Vraag").queue_item
    page = open_page(f"/queues/general/?item={item.pk}")
    page.wait_for_load_state("networkidle")  # with what the pane asks by itself
    end_all_sessions()
    in_another_tab(page, lotte).close()
    page.locator("#verb-pick").click()
    expect(page.locator("[data-triage-told]")).to_contain_text("Opgenomen")
    expect(page.locator("[data-messages]")).to_contain_text("opnieuw aangemeld in een ander tabblad")
    expect(page.locator("[data-messages]")).not_to_contain_text("coördinator")
    item.refresh_from_db()
    assert item.worker == lotte


def test_a_lookup_asks_for_the_password_and_goes_on_with_what_was_typed(
    open_page: OpenPage, lotte: User, allowed_errors: list[str]
) -> None:
    allowed_errors.append("status of 401")
    PersonFactory.create(first_name="Godelieve", last_name="Claes")
    page = open_page("/dossiers/new/")
    box = page.locator("#id_person-ts-control")
    with page.expect_response("**/lookup/?q="):
        box.click()
    end_all_sessions()
    page.keyboard.type("Godelieve")
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("input[name=password]")).to_be_focused()
    log_in_again(dialog)
    box.click()
    expect(page.locator(".lookup .option:visible")).to_contain_text("Godelieve Claes")
    expect(box).to_have_value("Godelieve")


def test_the_dialog_logs_in_after_another_tab_logged_in_and_out(open_page: OpenPage, lotte: User) -> None:
    page = open_page("/profile/")
    dialog = open_dialog_over_a_changed_profile(page)
    in_another_tab(page, lotte)
    end_all_sessions()
    log_in_again(dialog)
    expect(page.get_by_text("Je profiel is bewaard")).to_be_visible()


def test_the_dialog_sends_nothing_when_somebody_else_logged_in_in_another_tab(
    open_page: OpenPage, lotte: User, user_with: UserWith
) -> None:
    other = user_with(Role.DESK, first_name="Bram", last_name="Verhaegen", email="bram@loket.example")
    page = open_page("/profile/")
    dialog = open_dialog_over_a_changed_profile(page)
    in_another_tab(page, other)
    log_in_again(dialog)
    expect(dialog.get_by_role("heading")).to_have_text("Iemand anders is nu aangemeld")
    assert set(User.objects.values_list("last_name", flat=True)) == {"Peeters", "Verhaegen"}


def test_the_dialog_tells_a_colleague_whose_account_was_switched_off(
    open_page: OpenPage, lotte: User
) -> None:
    page = open_page("/profile/")
    dialog = open_dialog_over_a_changed_profile(page)
    User.objects.filter(pk=lotte.pk).update(is_active=False)
    log_in_again(dialog)
    expect(dialog.get_by_role("alert")).to_have_text(
        "Je account is niet meer actief. Vraag het aan de CRM-beheerder."
    )


def test_an_expired_session_in_the_admin_saves_what_was_typed_after_all(
    open_page: OpenPage, log_in: LogIn, user_with: UserWith
) -> None:
    log_in(user_with(Role.ADMINISTRATOR, language="nl"))
    page = open_page("/admin/staff/team/add/")
    page.locator("input[name=name]").fill("Renovatieteam Noord")
    end_all_sessions()
    page.locator("input[name=_save]").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("input[name=password]")).to_be_focused()
    expect(dialog.get_by_role("alert")).to_have_count(0)
    log_in_again(dialog)
    expect(page.locator(".success")).to_be_visible()
    assert Team.objects.filter(name="Renovatieteam Noord").exists()


def test_without_a_network_the_form_stays_and_says_that_nothing_is_lost(
    open_page: OpenPage, lotte: User, allowed_errors: list[str], context: Any
) -> None:
    allowed_errors.append("ERR_INTERNET_DISCONNECTED")
    page = open_page("/profile/")
    page.locator("input[name=last_name]").fill("Peeters-Janssens")
    context.set_offline(True)
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("dialog")).to_contain_text("Er is niets verloren")
    expect(page.locator("input[name=last_name]")).to_have_value("Peeters-Janssens")
    context.set_offline(False)
    page.get_by_role("dialog").get_by_role("button", name="Opnieuw proberen").click()
    expect(page.get_by_text("Je profiel is bewaard")).to_be_visible()


def test_a_colleague_is_added_in_the_admin_with_a_role_and_can_log_in(
    open_page: OpenPage, log_in: LogIn, user_with: UserWith
) -> None:
    log_in(user_with(Role.ADMINISTRATOR, language="nl"))
    page = open_page("/admin/staff/user/add/")
    page.locator("input[name=email]").fill("nieuw@loket.example")
    page.locator("input[name=first_name]").fill("Nele")
    page.locator("input[name=last_name]").fill("Nieuw")
    page.locator("input[name=password1]").fill("een-lang-wachtwoord")
    page.locator("input[name=password2]").fill("een-lang-wachtwoord")
    page.get_by_label("Renovatiecoach").check()
    page.locator("input[name=_save]").click()
    expect(page.locator(".success")).to_be_visible()
    new = User.objects.get(email="nieuw@loket.example")
    assert new.roles == {Role.COACH}
    assert new.check_password("een-lang-wachtwoord")
