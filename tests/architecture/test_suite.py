"""What the suite says of itself: drills, second tries and weights, on a suite of a few lines."""

from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.drills import DRILLS

pytest_plugins = ["pytester"]

DRILL = """
import pytest

@pytest.mark.drill("receiver-killed")
def test_of_two_sizes(size, record_property):
    record_property("kills", size.kills)

@pytest.mark.drill("full-disk")
def test_large_only(): ...

def test_of_the_suite(): ...
"""
BROWSER = """
import pytest

tries = []

@pytest.fixture
def page(): ...

def test_fails_once(page):
    tries.append(page)
    assert len(tries) == 2, "the first result"

def test_fails_always(page):
    assert not page, "never so"
    raise OSError("again")

def test_without_a_browser():
    raise OSError("once")
"""


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return pytester


def run(suite: pytest.Pytester, text: str, *options: str) -> str:
    suite.makepyfile(test_it=text)
    plugins = ("-p", "tests.drills", "-p", "tests.weights", "-p", "tests.second_try")
    return suite.runpytest_subprocess(*plugins, *options).stdout.str()


def test_the_suite_runs_what_is_small_and_leaves_out_what_is_large_only(suite: pytest.Pytester) -> None:
    assert "2 passed, 1 deselected" in run(suite, DRILL)


def test_a_drill_runs_large_and_tells_its_figures(suite: pytest.Pytester) -> None:
    said = run(suite, DRILL, "--drill", "receiver-killed")
    assert "1 passed, 2 deselected" in said
    assert f"kills {DRILLS['receiver-killed'].large['kills']}" in said


def test_all_drills_are_all_that_is_marked(suite: pytest.Pytester) -> None:
    assert "2 passed, 1 deselected" in run(suite, DRILL, "--drill", "all")


def test_a_drill_that_is_not_known_is_refused_and_the_known_are_named(suite: pytest.Pytester) -> None:
    suite.makepyfile(test_it=DRILL)
    done = suite.runpytest_subprocess("-p", "tests.drills", "--drill", "nonsense")
    assert "no drill is called nonsense; there are: full-disk" in done.stderr.str()


def test_every_drill_is_the_drill_of_a_test() -> None:
    texts = "".join(path.read_text() for path in ROOT.glob("tests/*/test_*.py") if path != Path(__file__))
    assert [name for name in DRILLS if f'mark.drill("{name}")' not in texts] == []


def test_a_browser_test_that_fails_is_run_once_more_and_both_results_are_told(suite: pytest.Pytester) -> None:
    said = run(suite, BROWSER)
    assert "2 failed, 1 passed, 2 retried" in said
    assert "failed, run once more, passed then: test_it.py::test_fails_once" in said
    assert "the first result" in said
    assert "failed, run once more, failed again: test_it.py::test_fails_always" in said


def test_the_heaviest_files_are_named_with_the_processes_they_started(suite: pytest.Pytester) -> None:
    program = "import time; [0 for _ in iter(lambda: time.process_time() < {}, False)]"
    text = 'import subprocess, sys\n\ndef test_it():\n    subprocess.run([sys.executable, "-c", {!r}])\n'
    seconds = {"test_heavy": 1} | {f"test_{number}": 0 for number in range(6)}
    suite.makepyfile(**{name: text.format(program.format(number)) for name, number in seconds.items()})
    said = suite.runpytest_subprocess("-p", "tests.weights").stdout.str()
    assert "of CPU: test_heavy.py 1 s, test_" in said
