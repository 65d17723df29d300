"""gunicorn reads the shop once and forks its workers from that."""

import copy
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.deployment.production import Answer, Installation, free_port, get

pytestmark = [
    pytest.mark.xdist_group("production"),
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads processes from Linux's /proc"),
]

REQUESTS = 10  # of a worker, before the next takes its place


@pytest.fixture
def release(tmp_path: Path) -> Path:
    file = tmp_path / "release"
    file.write_text("first")
    return file


@pytest.fixture
def renewing(released: Installation, release: Path) -> Iterator[Installation]:
    """The web server of the compose file beside the others, with two workers that live for a few requests."""
    shop = copy.copy(released)
    shop.port, shop.started = free_port(), {}
    web = shop.services["web"]
    gunicorn, _application, *options = web["command"]
    options += ["--max-requests", str(REQUESTS), "--max-requests-jitter", "0"]
    command = [gunicorn, "tests.deployment.preloaded:application", *options]
    shop.services = {**shop.services, "renewing": {**web, "command": command}}
    shop.environment = {**shop.environment, "WEB_CONCURRENCY": "2", "RELEASE": str(release)}
    shop.start("renewing")
    shop.started["renewing"].wait_for("Booting worker")
    yield shop
    assert shop.stop() == {"renewing": 0}


def asked(shop: Installation, times: int) -> list[Answer]:
    """By four at once, so that no worker takes all."""
    with ThreadPoolExecutor(4) as people:
        return list(people.map(lambda _turn: get(shop, "/readyz"), range(times)))


def workers(answers: list[Answer]) -> set[str]:
    return {answer.headers["X-Worker"] for answer in answers}


def test_workers_that_were_forked_answer_and_are_renewed_without_a_word(
    renewing: Installation, release: Path
) -> None:
    answers = asked(renewing, 6 * REQUESTS)
    # through the pool of connections, whose threads no fork would take along
    assert {answer.status for answer in answers} == {200}, renewing.started["renewing"].log.read_text()
    assert len(workers(answers)) > 2, "two at a time, and more over time"
    assert {answer.headers["X-Before-The-Fork"] for answer in answers} == {"1 thread, 0 sockets, 0 children"}

    release.write_text("second")
    before = workers(asked(renewing, 1))
    renewing.started["renewing"].process.send_signal(signal.SIGHUP)
    renewing.started["renewing"].wait_for("Handling signal: hup")
    answers = asked(renewing, 6 * REQUESTS)
    assert {(answer.status, answer.headers["X-Release"]) for answer in answers} == {(200, "first")}
    assert workers(answers) - before, "a HUP renews workers, not code"
