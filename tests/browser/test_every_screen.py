"""Every screen: no serious accessibility finding, no CSP violation, nothing wider than the window."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from oss.staff.demo import load_staff
from oss.staff.models import User
from tests.browser.conftest import DESKTOP, TABLET
from tests.browser.pages import SCREENS, Screen

# axe would put style sheets into the page, which our policy refuses; what passes is of no interest
AXE = {"preload": False, "resultTypes": ["violations"]}


@pytest.fixture
def show(
    page: Page,
    live_server: Any,
    settings: Any,
    transactional_db: None,
    log_in: Callable[[User], User],
    allowed_errors: list[str],
) -> Callable[[Screen], Page]:
    def open_screen(screen: Screen) -> Page:
        settings.DEBUG = screen.name.startswith("styleguide")
        load_staff()
        if screen.role:
            log_in(User.objects.with_role(screen.role).get())
        if screen.status != 200:
            allowed_errors.append(f"status of {screen.status}")
        path = screen.path.format_map(screen.prepare())
        response = page.goto(f"{live_server.url}{path}")
        assert response
        assert response.status == screen.status
        return page

    return open_screen


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_the_screen_is_sound_in_light_and_dark(
    screen: Screen, show: Callable[[Screen], Page], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    page = show(screen)
    folder = Path(request.config.getoption("--keep-screens") or tmp_path)
    for name, size in (("desktop", DESKTOP), ("tablet", TABLET)):
        page.set_viewport_size(size)
        page.wait_for_function(  # laid out for that width, and nothing sticks out
            "width => innerWidth === width && document.documentElement.scrollWidth <= width",
            arg=size["width"],
        )
        page.screenshot(path=folder / f"{screen.name}-{name}.png")
    serious = [
        f"{finding['id']}: {finding['help']} {[node['html'][:120] for node in finding['nodes'][:3]]}"
        for finding in Axe().run(page, options=AXE).response["violations"]
        if finding["impact"] in {"serious", "critical"}
    ]
    assert serious == []
    if (
        not screen.path.startswith("/admin/") or screen.status != 200
    ):  # the admin has Django's own dark colours
        page.emulate_media(color_scheme="dark")
        page.reload()
        only_contrast = {"runOnly": ["color-contrast"], **AXE}
        findings = Axe().run(page, options=only_contrast).response["violations"]
        assert [node["html"][:160] for finding in findings for node in finding["nodes"]] == []
