"""The survey in a real browser: a client answers on a phone without script; a colleague on the dossier."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from dossiers.models import Reason
from dossiers.surveys.models import Survey
from dossiers.surveys.operations import answer_survey, ask_survey, waive_survey
from oss.staff.models import User
from oss.staff.roles import Role
from tests.browser.conftest import DESKTOP, TABLET
from tests.browser.test_every_screen import AXE, CONTRAST, FITS, IS_IN
from tests.dossiers.surveyed import newest_link, surveyed_dossier, with_survey

PHONE = {"width": 390, "height": 844}


@pytest.fixture(autouse=True)
def _a_type_with_a_survey(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with with_survey(monkeypatch):
        yield


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK, first_name="Lotte", last_name="Peeters")


@pytest.fixture
def keep(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    folder = request.config.getoption("--keep-screens")

    def take(page: Page, name: str) -> None:
        if folder:
            page.screenshot(path=Path(folder) / f"survey-{name}.png", full_page=True)

    return take


def findings(page: Page) -> list[str]:
    light = Axe().run(page, options=AXE).response["violations"]
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(IS_IN, arg="dark")
    dark = Axe().run(page, options=CONTRAST).response["violations"]
    page.emulate_media(color_scheme="light")
    page.wait_for_function(IS_IN, arg="light")
    return [f"{one['id']}: {node['html'][:120]}" for one in (*light, *dark) for node in one["nodes"]]


def test_a_client_answers_on_a_phone_without_script(
    lotte: User, browser: Browser, live_server: Any, page: Page, keep: Callable[[Page, str], None]
) -> None:
    dossier = surveyed_dossier(by=lotte)
    ask_survey(dossier, by=lotte)
    path = newest_link()
    page.set_viewport_size(PHONE)
    for language in ("nl", "fr", "en"):
        page.goto(f"{live_server.url}{path}?lang={language}")
        page.wait_for_function(FITS, arg=PHONE["width"])
        assert findings(page) == []
        keep(page, f"public-{language}")
    bare = browser.new_context(viewport=PHONE, java_script_enabled=False)
    phone = bare.new_page()
    phone.goto(f"{live_server.url}{path}")
    phone.get_by_role("button", name="Mijn antwoorden versturen").click()
    phone.get_by_text("U vulde nog niets in").wait_for()
    phone.get_by_role("radiogroup").or_(phone.get_by_role("group")).first.get_by_text("5: heel goed").click()
    phone.get_by_label("Wat kunnen wij beter doen?").fill("Sneller")
    phone.get_by_role("button", name="Mijn antwoorden versturen").click()
    phone.get_by_role("heading", name="Dank u wel!").wait_for()
    keep(phone, "thanks")
    assert bare.cookies() == []
    phone.goto(f"{live_server.url}{path}")
    phone.get_by_role("heading", name="Deze pagina is niet meer open").wait_for()
    bare.close()
    survey = Survey.objects.get()
    assert sorted(one.reads for one in survey.answers.all()) == ["5 / 5", "Sneller"]


def test_the_survey_of_a_dossier_in_each_of_its_states(
    lotte: User,
    log_in: Callable[[User], User],
    open_page: Callable[[str], Page],
    keep: Callable[[Page, str], None],
) -> None:
    fresh, asked, answered, waived = (surveyed_dossier(by=lotte, mail=f"{one}@x.example") for one in "abcd")
    silent = surveyed_dossier(by=lotte, mail="")
    ask_survey(asked, by=lotte)
    answer_survey(answered, {"helped": "5", "works": "yes", "better": "Sneller " * 40}, by=lotte)
    waive_survey(waived, by=lotte, reason=Reason.objects.get(code="survey_not_wanted"))
    log_in(lotte)
    states = {"fresh": fresh, "asked": asked, "answered": answered, "waived": waived, "silent": silent}
    for name, dossier in states.items():
        page = open_page(f"/dossiers/{dossier.number}/?tab=survey")
        for size in (DESKTOP, TABLET):
            page.set_viewport_size(size)
            page.wait_for_function(FITS, arg=size["width"])
            keep(page, f"{name}-{size['width']}")
        assert findings(page) == []
    page = open_page(f"/dossiers/{fresh.number}/")
    page.get_by_role("button", name="Bevraging versturen").click()
    page.get_by_text("De bevraging is onderweg").wait_for()
    page.get_by_role("button", name="klant wil niet").click()
    page.get_by_role("button", name="Toch nodig").click()
    page.get_by_role("link", name="Telefonisch invullen").click()
    page.get_by_text("4", exact=True).first.click()
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_text("De antwoorden zijn genoteerd.").wait_for()
    assert Survey.objects.get(dossier=fresh).answers.get().score == 4
