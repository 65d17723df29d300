"""Every screen: no serious accessibility finding, no CSP violation, nothing wider than the window."""

from collections import defaultdict
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import resolve
from playwright.sync_api import BrowserContext, Page
from playwright.sync_api import TimeoutError as NeverSo

from oss.core.pages import pages
from oss.staff.demo import load_staff
from oss.staff.models import User
from tests.browser.conftest import DESKTOP, TABLET
from tests.browser.pages import SCREENS, Screen
from tests.examples import NOTHING, first_role, one_of_everything, path_of

# axe would put style sheets into the page, which our policy refuses; what passes is of no interest
AXE = {"preload": False, "resultTypes": ["violations"]}
CONTRAST = {"runOnly": ["color-contrast"], **AXE}
FINDINGS = "options => axe.run(options).then(results => results.violations)"
MOST = 8
"""Screens of one test: workers share out the tests."""
MANY = 80
"""Pages of one test, of which more than half are fragments, files and verbs; each test makes one of all."""

FITS = "width => innerWidth === width && document.documentElement.scrollWidth <= width"
IS_IN = """scheme => [undefined, scheme].includes(document.documentElement.dataset.bsTheme)
    && !document.getAnimations().some((one) => one instanceof CSSTransition)"""


def batches() -> dict[str, list[Screen]]:
    """Screens with the same scenery, which is made once for all of them; those that are refused apart."""
    alike = defaultdict(list)
    for screen in SCREENS:
        scenery = "bare" if screen.prepare is dict else screen.prepare.__name__
        alike["refused" if screen.status != 200 else scenery].append(screen)
    return {
        f"{name} {start // MOST + 1}": screens[start : start + MOST]
        for name, screens in alike.items()
        for start in range(0, len(screens), MOST)
    }


def not_among_the_screens() -> list[str]:
    """Names of the pages that no screen shows, whatever its state."""
    stages = ("abandoned", "completed", "prepared", "running", "looked_back_on")
    keys = NOTHING | dict.fromkeys(stages, NOTHING["dossier"])
    paths = [screen.path.partition("?")[0].format_map(keys) for screen in SCREENS if screen.status == 200]
    return sorted(set(pages()) - {resolve(path).url_name for path in paths})


BATCHES = batches()
NAMES = not_among_the_screens()
EXAMPLES = {f"from {NAMES[start]}": NAMES[start : start + MANY] for start in range(0, len(NAMES), MANY)}


@pytest.fixture
def show(
    page: Page, context: BrowserContext, live_server: Any, settings: Any, log_in: Callable[[User], User]
) -> Callable[[Screen, dict[str, object]], Page]:
    def open_screen(screen: Screen, keys: dict[str, object]) -> Page:
        settings.DEBUG = screen.name.startswith("styleguide")
        context.clear_cookies()
        if screen.role:
            log_in(User.objects.with_role(screen.role).get())
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.set_viewport_size(DESKTOP)
        response = page.goto(f"{live_server.url}{screen.path.format_map(keys)}")
        assert response
        assert response.status == screen.status, screen.name
        return page

    return open_screen


def problems(page: Page, screen: Screen, pictures: str | None) -> list[str]:
    found = []
    for name, size in (("desktop", DESKTOP), ("tablet", TABLET)):
        page.set_viewport_size(size)
        try:
            page.wait_for_function(FITS, arg=size["width"])
        except NeverSo:
            found.append(f"wider than the window of a {name}")
        if pictures:
            page.screenshot(path=Path(pictures) / f"{screen.name}-{name}.png")
    page.evaluate(Axe().axe_script)
    found += [
        f"{finding['id']}: {finding['help']} {[node['html'][:120] for node in finding['nodes'][:3]]}"
        for finding in page.evaluate(FINDINGS, AXE)
        if finding["impact"] in {"serious", "critical"}
    ]
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(IS_IN, arg="dark")
    findings = page.evaluate(FINDINGS, CONTRAST)
    found += [f"dark: {node['html'][:160]}" for finding in findings for node in finding["nodes"]]
    return found


def is_a_page(screen: Screen) -> bool:
    """Rather than a part of one, a file, or what only takes a form."""
    client = Client()
    if screen.role:
        client.force_login(User.objects.with_role(screen.role).get())
    response = client.get(screen.path)
    return b'id="content"' in b"".join(response) and response.status_code == HTTPStatus.OK


@pytest.mark.parametrize("batch", EXAMPLES)
def test_the_example_of_every_page_is_sound_in_light_and_dark(
    batch: str,
    show: Callable[[Screen, dict[str, object]], Page],
    transactional_db: None,
    settings: Any,
    request: pytest.FixtureRequest,
) -> None:
    """`--screens WORD` looks at those alone that have the word in their name."""
    names = [one for one in EXAMPLES[batch] if request.config.getoption("--screens") in one]
    settings.DEBUG = True  # the style guide
    load_staff()
    keys = one_of_everything() if names else {}
    examples = [Screen(name, path_of(name, keys), first_role(name)) for name in names]
    wrong = {}
    for screen in [one for one in examples if is_a_page(one)]:
        page = show(screen, keys)
        if found := problems(page, screen, request.config.getoption("--keep-screens")):
            wrong[screen.name] = found
    assert wrong == {}


@pytest.mark.parametrize("batch", BATCHES)
def test_screens_are_sound_in_light_and_dark(
    batch: str,
    show: Callable[[Screen, dict[str, object]], Page],
    transactional_db: None,
    allowed_errors: list[str],
    request: pytest.FixtureRequest,
) -> None:
    """`--screens WORD` looks at those alone that have the word in their name, whatever the batch."""
    screens = [one for one in BATCHES[batch] if request.config.getoption("--screens") in one.name]
    pictures = request.config.getoption("--keep-screens")
    load_staff()
    sceneries = {prepare: prepare() for prepare in {screen.prepare for screen in screens}}
    wrong = {}
    for screen in screens:
        if screen.status != 200:
            allowed_errors.append(f"status of {screen.status}")
        page = show(screen, sceneries[screen.prepare])
        if found := problems(page, screen, pictures):
            wrong[screen.name] = found
    assert wrong == {}
