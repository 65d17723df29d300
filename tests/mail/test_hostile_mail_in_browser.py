"""Every hostile mail in a real Chromium, in a frame of ours: no script runs, no request leaves."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, Request

from oss.mail.factories import MailboxFactory
from oss.mail.models import Message
from oss.mail.receiving import receive
from oss.staff.models import User
from oss.staff.roles import Role
from tests.browser.conftest import (  # noqa: F401 - fixtures
    browser_context_args,
    browser_type_launch_args,
    log_in,
    user_with,
)
from tests.mail.conftest import MESSAGES

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
]

HOSTILE = sorted((MESSAGES / "hostile").glob("*.eml"))


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """Another host that listens: its address, and the requests that reached it."""
    requests: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_POST = do_HEAD = do_OPTIONS = do_GET  # noqa: N815

        def log_message(self, *args: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"127.0.0.1:{server.server_port}", requests
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def watched(context: BrowserContext, page: Page) -> dict[str, list[str]]:
    """All requests of the browser, and everything that a script could do to be noticed."""
    seen: dict[str, list[str]] = {"requests": [], "dialogs": [], "pages": []}

    def note(request: Request) -> None:
        seen["requests"].append(request.url)

    context.on("request", note)
    context.on("page", lambda opened: seen["pages"].append(opened.url))
    page.on("dialog", lambda dialog: (seen["dialogs"].append(dialog.message), dialog.dismiss()))
    return seen


def open_mail(page: Page, server: str, path: str) -> None:
    page.goto(f"{server}{path}", wait_until="load")
    for fold in page.locator("summary").all():
        fold.click()
    for link in page.locator("a[href]").all():
        link.hover()
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.stem)
def test_a_hostile_mail_runs_nothing_and_calls_nobody(
    path: Any,
    page: Page,
    watched: dict[str, list[str]],
    elsewhere: tuple[str, list[str]],
    live_server: Any,
    log_in: Callable[[User], User],  # noqa: F811
    user_with: Callable[..., User],  # noqa: F811
) -> None:
    host, reached = elsewhere
    log_in(user_with(Role.DESK))
    receive(
        path.read_bytes().replace(b"tracker.example", host.encode()), mailbox=MailboxFactory(), source="test"
    )
    message = Message.objects.get()
    open_mail(page, live_server.url, reverse("mail_body", args=[message.pk]))
    assert page.url.endswith(reverse("mail_body", args=[message.pk])), "the mail led the page elsewhere"
    assert page.title() == message.subject
    assert page.evaluate("document.scripts.length") == 0
    assert reached == []
    assert watched["dialogs"] == []
    assert [url for url in watched["requests"] if not url.startswith((live_server.url, "data:"))] == []
    typeface = f"{live_server.url}/static/vendor/noto-sans/files/"
    asked = [url for url in watched["requests"] if not url.startswith(("data:", typeface))]
    assert {url.removeprefix(live_server.url).split("/")[1] for url in asked} <= {"mail", "favicon.ico"}


def test_without_cleaning_the_policy_alone_stops_scripts_and_requests(
    page: Page,
    watched: dict[str, list[str]],
    elsewhere: tuple[str, list[str]],
    live_server: Any,
    log_in: Callable[[User], User],  # noqa: F811
    user_with: Callable[..., User],  # noqa: F811
) -> None:
    """Planted: HTML as it came, as if the sanitiser had let everything through."""
    host, reached = elsewhere
    log_in(user_with(Role.DESK))
    mailbox = MailboxFactory()
    for path in HOSTILE:
        receive(path.read_bytes(), mailbox=mailbox, source="test")
    evil = (
        f"<script>document.title='x';alert(1)</script><svg><image href='http://{host}/1'/></svg>"
        f"<link rel=stylesheet href='http://{host}/2'><iframe src='http://{host}/3'></iframe>"
        f"<div style='background:url(http://{host}/4)' onclick='alert(1)'>x</div>"
        f"<form action='http://{host}/5'><input autofocus onfocus='alert(1)'></form>"
    )
    message = Message.objects.exclude(html="").latest("pk")
    Message.objects.filter(pk=message.pk).update(html=evil)
    open_mail(page, live_server.url, reverse("mail_body", args=[message.pk]))
    page.evaluate("document.querySelector('form').submit()")
    page.wait_for_load_state("networkidle")
    assert page.title() == message.subject
    assert reached == []
    assert watched["dialogs"] == []


def test_a_picture_that_came_along_is_shown_in_a_sandboxed_frame(
    page: Page,
    watched: dict[str, list[str]],
    live_server: Any,
    log_in: Callable[[User], User],  # noqa: F811
    user_with: Callable[..., User],  # noqa: F811
) -> None:
    log_in(user_with(Role.DESK))
    raw = (MESSAGES / "ordinary" / "handtekening_met_logo.eml").read_bytes()
    receive(raw, mailbox=MailboxFactory(), source="test")
    url = live_server.url + reverse("mail_body", args=[Message.objects.get().pk])
    page.goto(f"{live_server.url}/help/")
    page.evaluate(
        """url => new Promise(done => {
            const frame = document.createElement("iframe");
            frame.sandbox = ""; frame.src = url; frame.onload = done; document.body.append(frame);
        })""",
        url,
    )
    frame = page.frames[-1]
    assert frame.locator("img").evaluate("image => image.complete && image.naturalWidth") == 1
