"""An execution from its opening to its end, by mouse."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from dossiers.factories import information_dossier, work_on
from dossiers.models import Dossier, Reason, Subtype
from dossiers.surveys.operations import waive_survey
from dossiers.types.execution.model import ExecutionDetail, StreetElement
from dossiers.works.operations import decide
from oss.addresses.factories import AddressFactory
from oss.staff.demo import load_staff
from oss.staff.models import User
from tests.browser.pointer import covered, press

OpenPage = Callable[[str], Page]


@pytest.fixture
def sofie(transactional_db: None, log_in: Callable[[User], User]) -> User:
    load_staff()
    return log_in(User.objects.get(email="sofie@loket.example"))


@pytest.fixture
def advised(sofie: User) -> Dossier:
    """With a roof that goes on, and another that nobody decided."""
    dossier = information_dossier(by=sofie, assignee=sofie, address=AddressFactory.create())
    decide(work_on(dossier), by=None, goes_on=True, decided_on=dossier.opened_on)
    work_on(dossier, "floor")
    return dossier


def saved(page: Page) -> None:
    expect(page.get_by_role("status").first).to_contain_text("Bewaard")


def to_stage(page: Page, name: str) -> None:
    press(page.locator(".record-bar button.stage-label"))
    press(page.locator(".flyout").get_by_role("button", name=f"Naar {name}"))
    expect(page.locator(".stage-current")).to_contain_text(name)


def test_an_execution_is_opened_prepared_followed_and_completed(
    open_page: OpenPage, sofie: User, advised: Dossier
) -> None:
    page = open_page(f"/dossiers/new/?on={advised.journey.number}")
    execution = Subtype.objects.get(code="execution_verbouwbegeleiding")
    page.locator("#id_subtype").select_option(value=str(execution.pk))
    comes_along = page.locator("input[name=along_works]")
    expect(comes_along).to_have_count(2)
    expect(comes_along.first).to_be_checked()
    expect(comes_along.last).not_to_be_checked()
    press(page.get_by_role("button", name="Dossier openen"))

    press(page.get_by_role("link", name="Aanvraag", exact=True))
    page.locator("#id_contact_point").select_option(label="Sofie De Wachter")
    page.locator("#id_wished_start").fill("04/2027")
    page.locator("#id_assignee").select_option(label="Sofie De Wachter")
    press(page.get_by_role("button", name="Bewaren", exact=True))
    saved(page)
    to_stage(page, "Voorbereiding")

    page.locator("#id_permit").select_option(label="niet nodig")
    press(page.get_by_role("button", name="Bewaren", exact=True).first)
    saved(page)
    signs = page.locator(".street-element", has_text="verkeersborden")
    press(signs.locator("summary"))
    signs.get_by_label("Moet het weg").select_option(label="ja")
    signs.get_by_label("Bij wie").fill("Stad Mechelen")
    press(signs.get_by_role("button", name="Bewaren"))
    expect(signs).to_contain_text("Stad Mechelen")
    press(page.get_by_role("button", name="De rest blijft"))
    expect(page.locator(".street")).not_to_contain_text("niet beantwoord")
    assert covered(page) == []
    to_stage(page, "Uitvoering")

    press(page.locator("#works-decided").get_by_role("link", name="Dakisolatie sarking"))
    press(page.locator("#verb-finish summary"))
    press(page.locator("#verb-finish button[type=submit]"))
    expect(page.locator(".work-state")).to_have_text("uitgevoerd")
    dossier = ExecutionDetail.objects.get().dossier
    page.goto(page.url.partition("/works/")[0] + f"/dossiers/{dossier.number}/")
    press(page.get_by_role("link", name="Klacht noteren"))
    page.get_by_label("Over wie").select_option(label="aannemer")
    page.get_by_label("Wat er mis is").fill("Lek bij de dakgoot.")
    press(page.get_by_role("button", name="Bewaren"))
    expect(page.locator("#complaints")).to_contain_text("Lek bij de dakgoot.")
    to_stage(page, "Klantenbevraging")

    waive_survey(dossier, by=sofie, reason=Reason.objects.get(code="survey_not_wanted"))
    page.locator("#id_accepted_on").fill(dossier.opened_on.isoformat())
    page.locator("#id_grant_asked").select_option(label="nee")
    page.locator("#id_next_step_discussed").select_option(label="ja")
    press(page.get_by_role("button", name="Bewaren en voltooien"))
    expect(page.locator(".record-facts")).to_contain_text("voltooid op")
    assert Dossier.objects.get(pk=dossier.pk).stage == "completed"
    assert dossier.street_furniture.count() == StreetElement.objects.count()
