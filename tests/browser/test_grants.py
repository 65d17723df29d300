"""A premium from its application to its payment, by mouse, by the two people whom it asks."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from dossiers.models import Dossier
from dossiers.types.grant.operations import confirm_decision, confirm_payment
from oss.staff.models import User
from oss.staff.roles import Role
from tests.browser.pointer import covered, press
from tests.dossiers.granted import green_roof

OpenPage = Callable[[str], Page]


@pytest.fixture
def karim(user_with: Callable[..., User], log_in: Callable[[User], User]) -> User:
    return log_in(user_with(Role.FINANCIAL_ADVISER, first_name="Karim"))


@pytest.fixture
def griet(user_with: Callable[..., User]) -> User:
    return user_with(Role.COORDINATOR, first_name="Griet")


@pytest.fixture
def dossier(karim: User) -> Dossier:
    return green_roof(karim)


def test_from_application_to_payment(open_page: OpenPage, karim: User, griet: User, dossier: Dossier) -> None:
    page = open_page(f"/dossiers/{dossier.number}/")
    expect(page.locator("#grant-amount")).to_contain_text("31,00 × 20 m²")
    expect(page.locator("#grant-amount")).to_contain_text("premiezoeker.be")
    press(page.get_by_role("button", name="Dit bedrag met zijn regel bewaren"))
    expect(page.locator("#grant-amount")).to_contain_text("Bewaard op")
    press(page.get_by_role("button", name="Bewaren en naar 20 Behandeling"))

    press(page.get_by_role("button", name="stukken van de fiche"))
    press(page.locator("#papers").get_by_text("Factuur").last)
    press(page.get_by_role("button", name="Ontvangen"))
    expect(page.locator("#papers-heading")).to_contain_text("1 van 3")
    assert covered(page) == []
    page.get_by_label("Volledig op").fill("1/12/2026")
    press(page.get_by_role("button", name="Bewaren en naar 30 Beslissing"))

    press(page.get_by_role("button", name="Voorstellen", exact=True))
    expect(page.locator("#id_decision")).to_contain_text("Je stelde dit zelf voor")
    assert covered(page) == []
    confirm_decision(dossier.grant.decisions.get(), by=griet)
    page.reload()
    press(page.get_by_role("button", name="Bewaren en naar 40 Rapportering"))

    page.get_by_label("Bewijs ontvangen op").fill("1/12/2026")
    press(page.get_by_role("button", name="Bewaren en naar 50 Uitbetaling"))
    # the page before had the same button
    expect(page.get_by_role("button", name="Bewaren en voltooien")).to_be_visible()
    press(page.get_by_role("button", name="Betaling voorstellen"))
    expect(page.locator("#id_payments")).to_contain_text("BE68 5390 0754 7034")
    expect(page.locator("#id_payments")).to_contain_text("te bevestigen")
    assert covered(page) == []
    confirm_payment(dossier.grant.payments.get(), by=griet)
    page.reload()
    press(page.get_by_role("button", name="Bewaren en voltooien"))
    expect(page.locator(".record-facts")).to_contain_text("voltooid op")
