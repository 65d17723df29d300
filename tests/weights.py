"""What the suite costs: the ten heaviest files by the CPU time of their process tree, and a warning when the
whole takes too long. Browsers, workers and the runs of run.py are in that tree; PostgreSQL is not."""

import os
import time
from collections import Counter
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

LONGEST_MINUTES = 20
CPU = "cpu seconds"
TICKS = os.sysconf("SC_CLK_TCK")


def tree_seconds(process: Path) -> float:
    """CPU seconds of a process, of its ended children, and of all that run below it; 0 where it is gone."""
    try:
        fields = (process / "stat").read_text().rpartition(") ")[2].split()
        children = " ".join(file.read_text() for file in process.glob("task/*/children")).split()
    except OSError:
        return 0
    own = sum(map(int, fields[11:15])) / TICKS
    return own + sum(tree_seconds(process.with_name(child)) for child in children)


class Weights:
    def __init__(self) -> None:
        self.begun, self.read = time.monotonic(), tree_seconds(Path("/proc") / str(os.getpid()))
        self.of_files: Counter[str] = Counter()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: Any) -> Generator[None, Any, Any]:
        report = yield
        if call.when == "teardown":
            # what a killed process leaves goes to init: then less is read than before
            before, self.read = self.read, tree_seconds(Path("/proc") / str(os.getpid()))
            report.user_properties = [*report.user_properties, (CPU, max(self.read - before, 0))]
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "teardown":
            self.of_files[report.location[0]] += dict(report.user_properties).get(CPU, 0)  # type: ignore[assignment]

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        minutes = (time.monotonic() - self.begun) / 60
        if minutes > LONGEST_MINUTES:
            terminalreporter.line(
                f"The suite took {minutes:.0f} minutes, more than {LONGEST_MINUTES}.", yellow=True
            )
        if len(self.of_files) > 5:
            heaviest = (f"{file} {seconds:.0f} s" for file, seconds in self.of_files.most_common(10))
            total = f"{self.of_files.total():.0f} s"
            terminalreporter.line(f"Heaviest of {total} of CPU: {', '.join(heaviest)}")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Weights(), "weights")
