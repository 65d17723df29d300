"""Two levels of proof: a test runs small with the suite, and large as a drill (`run.py drill [NAME]`).

The sizes of both stand here. A test says which drill it is by `@pytest.mark.drill("name")`, takes its sizes
from the fixture `size`, and tells its figures with pytest's `record_property`. What has no small form, the
suite leaves out. As a program this prints the list.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest


@dataclass(frozen=True)
class Drill:
    what: str
    large: Mapping[str, int]
    small: Mapping[str, int] | None = None  # None: not in the suite


DRILLS = {
    "full-disk": Drill("a disk that fills up while the database is made", {}),
    "job-killed": Drill("a worker killed in a bulk job, finished by the next", {"rows": 600}, {"rows": 60}),
    "job-shared": Drill("workers and people at the same rows", {"rows": 200}, {"rows": 10}),
    "migrations": Drill("all migrations, ours and by Django's own executor", {}),
    "numbers": Drill("dossiers opened at the same moment", {"dossiers": 200}, {"dossiers": 20}),
    "outages": Drill(
        "PostgreSQL stopped, Valkey frozen and killed, the mail server silent, while people work",
        {"clients": 25, "seconds": 30},
        {"clients": 2, "seconds": 1},
    ),
    "receiver-killed": Drill(
        "receive_mail killed again and again", {"kills": 20, "mails": 1200}, {"kills": 3, "mails": 300}
    ),
    "receivers-at-once": Drill("two receivers of the same mails", {"mails": 500}, {"mails": 50}),
    "unprivileged-user": Drill("a first start as a user who may do nothing", {}),
}


def pytest_addoption(parser: pytest.Parser) -> None:
    told = "run this drill instead of the suite, or `all`; may be given more than once"
    parser.addoption("--drill", action="append", default=[], metavar="NAME", help=told)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "drill(name): has a large form, see tests/drills.py")
    if unknown := set(config.getoption("--drill")) - {"all", *DRILLS}:
        raise pytest.UsageError(f"no drill is called {', '.join(unknown)}; there are: {', '.join(DRILLS)}")


def drill_of(item: pytest.Item) -> str:
    """Its name; empty for a test that is none."""
    mark = item.get_closest_marker("drill")
    if mark and mark.args[0] not in DRILLS:
        raise pytest.UsageError(f"{item.nodeid}: {mark.args[0]!r} is not in tests/drills.py")
    return mark.args[0] if mark else ""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The suite leaves out what is a drill only, a drill everything else."""
    names = config.getoption("--drill")
    wanted = DRILLS.keys() if "all" in names else set(names)
    small = {"", *(name for name, drill in DRILLS.items() if drill.small is not None)}
    left_out = [item for item in items if drill_of(item) not in (wanted if names else small)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


@pytest.fixture
def size(request: pytest.FixtureRequest) -> SimpleNamespace:
    """The sizes of this test's drill by name: `size.mails`."""
    drill = DRILLS[drill_of(request.node)]
    return SimpleNamespace(**(drill.large if request.config.getoption("--drill") else drill.small or {}))


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if not config.getoption("--drill"):
        return
    terminalreporter.section("drills")
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            if report.when == "call":
                told = "".join(f", {name} {value}" for name, value in report.user_properties)
                terminalreporter.line(f"{outcome} in {report.duration:.1f} s{told}: {report.nodeid}")


if __name__ == "__main__":
    for name, drill in sorted(DRILLS.items()):
        sizes = ", ".join(f"{number} {what}" for what, number in drill.large.items())
        print(f"{name:20} {drill.what}{sizes and f' ({sizes})'}")  # noqa: T201
