"""An advice from its opening to the survey, by mouse and keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from dossiers.factories import information_dossier
from dossiers.models import Dossier, Subtype
from dossiers.works.models import Advised
from oss.addresses.factories import AddressFactory
from oss.staff.demo import load_staff
from oss.staff.models import User
from tests.browser.pointer import covered, press

OpenPage = Callable[[str], Page]


@pytest.fixture
def sofie(transactional_db: None, log_in: Callable[[User], User]) -> User:
    load_staff()
    return log_in(User.objects.get(email="sofie@loket.example"))


def test_an_advice_is_opened_visited_delivered_answered_and_completed(
    open_page: OpenPage, sofie: User
) -> None:
    train = information_dossier(by=sofie, assignee=sofie, address=AddressFactory.create()).journey
    advice = Subtype.objects.get(code="advice_renovation_advice")
    page = open_page(f"/dossiers/new/?on={train.number}&subtype={advice.pk}")
    page.get_by_label("Vraag van de klant").fill("Waar beginnen we best?")
    press(page.get_by_role("button", name="Dossier openen"))
    expect(page.locator(".record-subtype")).to_contain_text("Renovatieadvies")
    press(page.get_by_role("button", name="Naar Advies").first)
    expect(page.locator(".record-missing")).to_contain_text("Dag van de afspraak")

    page.get_by_label("Afspraak op").fill("2/11/2026")
    page.locator("#id_visit_at").fill("14:30")
    page.get_by_label("Hoe de afspraak verloopt").select_option(label="huisbezoek")
    press(page.get_by_label("dakisolatie", exact=True).locator("xpath=.."))
    page.get_by_label("Advies bezorgd op").fill("12/11/2026")
    page.get_by_label("Advies hoe bezorgd").select_option(label="adviesverslag")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status").first).to_contain_text("Bewaard om")
    expect(page.locator(".record-missing")).to_have_count(0)

    press(page.get_by_role("link", name="Werk adviseren"))
    page.get_by_label("Maatregel of studie").select_option(label="Dakisolatie sarking (m²)")
    press(page.get_by_role("button", name="Bewaren"))
    press(page.locator("#id_advised").get_by_role("link", name="Dakisolatie sarking"))
    press(page.get_by_label("ja", exact=True))
    page.keyboard.press("Control+Enter")
    expect(page.locator("#id_advised")).to_contain_text("ja")
    assert covered(page) == []

    press(page.get_by_label("begeleiding (Mijn VerbouwBegeleiding)").locator("xpath=.."))
    press(page.get_by_role("button", name="Bewaren en naar Klantenbevraging"))
    expect(page.locator(".record-bar [aria-current]").first).to_contain_text("Klantenbevraging")
    tabs = page.get_by_role("navigation", name="Delen van het dossier")
    press(tabs.get_by_role("link", name="Klantenbevraging"))
    press(page.get_by_role("button", name="klant wil niet"))
    press(page.get_by_role("button", name="Voltooien").first)
    expect(page.locator(".record-facts")).to_contain_text("voltooid op")
    dossier = Dossier.objects.get(subtype=advice)
    assert (dossier.stage, Advised.objects.get().answer) == ("completed", "yes")
