"""What is seen of a demo that runs, and what runs beside it: one demo for all of these tests."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.launcher.conftest import PROBE, Clone, Run, free_port, page, wait_until

pytestmark = [
    pytest.mark.xdist_group("launcher"),
    pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="reads processes from Linux's /proc"),
]

Demo = tuple[Clone, Run, int]


@pytest.fixture(scope="module")
def running(cloned: Path) -> Iterator[Demo]:
    """The clone with its demo running, to the end of this module."""
    clone, port = Clone(cloned), free_port()
    try:
        yield clone, clone.start_demo(port), port
    finally:
        clone.end_all()


@pytest.fixture
def clone(running: Demo) -> Iterator[Clone]:
    """For what runs beside the demo and ends with the test."""
    clone = Clone(running[0].path)
    yield clone
    clone.end_runs()


def test_a_fresh_clone_becomes_a_demo_that_answers(running: Demo) -> None:
    _, run, port = running
    status, _ = page(port)
    assert status in {200, 302}
    assert f"http://127.0.0.1:{port}/" in run.said()


def test_the_demo_names_the_accounts_to_sign_in_with_and_how_to_stop(running: Demo) -> None:
    _, run, _ = running
    assert run.said().count("@") >= 3
    assert "Ctrl-C" in run.said()


def test_a_second_run_in_the_same_clone_is_told_where_the_demo_is(running: Demo, clone: Clone) -> None:
    _, _, port = running
    code, printed, said = clone.run("--port", str(free_port()))
    assert (code, printed) == (1, "")
    assert said == f"The demo of this clone already runs at http://127.0.0.1:{port}/\n"


def test_a_management_command_uses_the_services_of_the_running_demo(clone: Clone) -> None:
    started = (clone.data / "logs" / "postgres.log").stat().st_ctime_ns
    code, printed, _ = clone.run("manage", "dbshell", "--", "-Atqc", "SELECT 1")
    assert (code, printed) == (0, "1\n")
    assert (clone.data / "logs" / "postgres.log").stat().st_ctime_ns == started


def test_tests_run_beside_the_demo_but_not_beside_tests(clone: Clone) -> None:
    (clone.path / PROBE).write_text("import time\ndef test_probe(): time.sleep(100)\n")
    first = clone.start("test", PROBE)
    assert wait_until(lambda: any(" -m pytest " in p for p in clone.processes()), 120)
    code, _, said = clone.run("test", PROBE)
    assert code == 1
    assert said.startswith("Another run.py")
    assert said.count("\n") == 1
    assert first.send(signal.SIGINT) == 130
