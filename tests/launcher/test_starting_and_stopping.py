"""What a newcomer sees of `python3 run.py`, and what is left when it ends."""

import os
import signal
from pathlib import Path

import pytest

from tests.launcher.conftest import Clone, Run, free_port, wait_until
from tests.weights import tree_seconds

pytestmark = [
    pytest.mark.xdist_group("launcher"),
    pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="reads processes from Linux's /proc"),
]

Demo = tuple[Clone, Run, int]


def test_ctrl_c_stops_all_in_order_and_a_second_start_takes_seconds_and_keeps_the_data(demo: Demo) -> None:
    clone, first, _ = demo
    code, _, _ = clone.run("manage", "dbshell", "--", "-qc", "CREATE TABLE IF NOT EXISTS kept AS SELECT 1")
    assert code == 0
    assert first.send(signal.SIGINT) == 0
    assert clone.processes() == []
    assert "database system is shut down" in (clone.data / "logs" / "postgres.log").read_text()

    second = clone.start_demo(free_port())
    assert tree_seconds(Path(f"/proc/{second.process.pid}")) < 30  # of work, however busy the machine is
    assert "Installing" not in second.said()
    assert "Creating" not in second.said()
    _, rows, _ = clone.run("manage", "dbshell", "--", "-Atqc", "SELECT count(*) FROM kept")
    assert rows == "1\n"


def test_sigterm_stops_everything_in_order(demo: Demo) -> None:
    clone, run, _ = demo
    assert run.send(signal.SIGTERM) == 0
    assert clone.processes() == []


def test_a_killed_run_leaves_no_process_and_the_next_start_works(demo: Demo) -> None:
    clone, run, port = demo
    run.send(signal.SIGKILL)
    again = clone.start("--port", str(port))  # waits for the guards of the killed run
    again.wait_for("The demo is ready")
    again.send(signal.SIGKILL)
    assert clone.is_quiet(), clone.processes()


def test_killing_the_guards_too_leaves_no_process(demo: Demo) -> None:
    clone, run, _ = demo
    guards = [p for p in Path("/proc").glob("[0-9]*") if is_guard(p, run.process.pid)]
    assert len(guards) == 5
    for process in (*guards, Path(f"/proc/{run.process.pid}")):
        os.kill(int(process.name), signal.SIGKILL)
    run.process.wait()
    assert clone.is_quiet(), clone.processes()


def is_guard(process: Path, parent: int) -> bool:
    try:
        text = (process / "stat").read_text()
    except OSError:
        return False
    return text.rpartition(") ")[2].split()[1] == str(parent)


@pytest.mark.parametrize(("mark", "name"), [("worker", "The worker"), ("postgres", "PostgreSQL")])
def test_a_part_that_dies_is_named_and_stops_the_demo(demo: Demo, mark: str, name: str) -> None:
    clone, run, _ = demo
    guards = [p for p in Path("/proc").glob("[0-9]*") if is_guard(p, run.process.pid)]
    parts = [p for g in guards for p in Path("/proc").glob("[0-9]*") if is_guard(p, int(g.name))]
    victim = next(p for p in parts if mark in (p / "cmdline").read_text())
    os.kill(int(victim.name), signal.SIGKILL)
    assert wait_until(lambda: run.process.poll() is not None, 30)
    assert run.process.returncode == 1
    assert f"{name} stopped by itself" in run.said()
    assert clone.processes() == []
