"""A real Chromium on the pages of a live server: any CSP violation, script error or foreign request fails."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

from oss.staff.models import User

DESKTOP = {"width": 1440, "height": 900}
TABLET = {"width": 1024, "height": 768}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--keep-screens", help="folder that receives the pictures of the screens")
    parser.addoption("--screens", default="", help="look only at screens with this in their name")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    # the first draws no window around the page: half the work
    names = ("chromium-headless-shell", "chromium", "google-chrome", "chrome")
    chromium = next((found for name in names if (found := shutil.which(name))), None)
    assert chromium, "no Chromium: run `python3 run.py test`, which installs it"
    quiet = ("networking", "timer-throttling")
    return {
        "executable_path": chromium,
        "args": [
            "--disable-smooth-scrolling",  # else a filled field draws the page to it while it is measured
            *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
            *("--disable-component-update", "--disable-sync"),
            *(f"--disable-background-{what}" for what in quiet),
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {"viewport": DESKTOP, "locale": "nl-BE", "timezone_id": "Europe/Brussels"}


@pytest.fixture
def allowed_errors() -> list[str]:
    """A test adds the words of console errors that it provokes on purpose."""
    return []


@pytest.fixture(autouse=True)
def _clean_console(context: BrowserContext, live_server: Any, allowed_errors: list[str]) -> Iterator[None]:
    problems: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            problems.append(message.text)

    def on_request(request: Request) -> None:
        if not request.url.startswith((live_server.url, "data:", "blob:", "about:")):
            problems.append(f"request left for {request.url}")

    context.on("console", on_console)
    context.on("request", on_request)
    context.on("weberror", lambda error: problems.append(str(error.error)))
    yield
    unexpected = [one for one in problems if not any(word in one for word in allowed_errors)]
    assert unexpected == []


@pytest.fixture
def open_page(page: Page, live_server: Any) -> Callable[[str], Page]:
    """`open_page("/profile/")` on the live server."""

    def open_path(path: str) -> Page:
        page.wait_for_load_state()  # a page that still loads would break off the next
        page.goto(f"{live_server.url}{path}")
        return page

    return open_path


@pytest.fixture
def log_in(context: BrowserContext, live_server: Any) -> Callable[[User], User]:
    """Gives the browser the session of this colleague."""

    def as_user(user: User) -> User:
        client = Client()
        client.force_login(user)
        cookie = client.cookies[django_settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        return user

    return as_user


@pytest.fixture
def user_with(transactional_db: None, user_with: Callable[..., User]) -> Callable[..., User]:
    """The live server sees only what is committed."""
    return user_with
