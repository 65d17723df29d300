"""Makes a clone of the working tree, once per test run, and runs its run.py as a user would."""

import contextlib
import hashlib
import http.client
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
IS_ROOT = os.geteuid() == 0
PROBE = "tests/launcher/test_probe.py"  # written into the clone
# what the surrounding `run.py test` set, and what belongs to its interpreter
NOT_INHERITED = ("OSS_", "DJANGO_", "DATABASE_", "REDIS_", "PYTEST_", "PYTHON", "VIRTUAL_ENV", "COV_")
NOT_INHERITED += ("SECRET_KEY", "ALLOWED_HOSTS")


@pytest.fixture(autouse=True, scope="session")
def _reference_data_in_every_test_database() -> None:
    """These tests use no database of the test run: they start their own."""


@pytest.fixture(autouse=True, scope="session")
def _no_connection_outlives_the_tests() -> None:
    """Nor any connection to it."""


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Nor its cache."""


def wait_until(condition: Callable[[], object], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def root_cluster(data: Path) -> Path:
    """Where root's PostgreSQL keeps the data of a data folder."""
    return Path("/var/lib/oss-crm") / hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:16]


def copy_of_the_working_tree(target: Path) -> None:
    """A clone of HEAD; with uncommitted changes the files themselves, so that what is here is tested."""
    git = ["git", "-c", "safe.directory=*", "-C", str(ROOT)]
    changes = subprocess.run([*git, "status", "--porcelain"], check=True, capture_output=True).stdout
    if not changes:
        subprocess.run([*git, "clone", "--quiet", str(ROOT), str(target)], check=True)
        return
    listed = [*git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, check=True, capture_output=True, text=True).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)


class Run:
    """One run of run.py, in the background."""

    def __init__(self, process: subprocess.Popen[bytes], output: Path) -> None:
        self.process, self.output = process, output

    def said(self) -> str:
        return self.output.read_text()

    def wait_for(self, text: str, seconds: float = 480) -> None:
        wait_until(lambda: text in self.said() or self.process.poll() is not None, seconds)
        assert text in self.said()

    def send(self, number: signal.Signals) -> int:
        """Sends a signal and waits for the end; gives the exit code."""
        self.process.send_signal(number)
        return self.process.wait(60)


class Clone:
    """A folder with run.py in it, and what runs there."""

    def __init__(self, path: Path, *, python: str = "", user: str = "", **environment: str) -> None:
        self.path, self.python = path, python or shutil.which("python3") or sys.executable
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(NOT_INHERITED)}
        self.environment = inherited | environment
        self.who = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
        self.data = path / ".local"
        self.runs: list[Run] = []

    def start(self, *arguments: str, before: tuple[str, ...] = (), **environment: str) -> Run:
        output = self.path.parent / f"{self.path.name} {time.monotonic_ns()}.stderr"
        with output.open("wb") as stderr:
            process = subprocess.Popen(
                [*before, self.python, "run.py", *arguments],
                cwd=self.path,
                env=self.environment | environment,
                **self.who,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=stderr,
            )
        run = Run(process, output)
        self.runs.append(run)
        return run

    def run(self, *arguments: str, before: tuple[str, ...] = (), **environment: str) -> tuple[int, str, str]:
        """Exit code, what the command printed, what run.py said."""
        run = self.start(*arguments, before=before, **environment)
        printed, _ = run.process.communicate(timeout=480)
        return run.process.returncode, printed.decode(), run.said()

    def start_demo(self, port: int, **environment: str) -> Run:
        run = self.start("--port", str(port), **environment)
        run.wait_for("The demo is ready")
        return run

    def processes(self) -> list[str]:
        """Every process that belongs to this clone, by its working folder, arguments or environment."""
        marks = [os.fsencode(str(place)) for place in (self.path, root_cluster(self.data))]
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                told = [(process / name).read_bytes() for name in ("cmdline", "environ")]
                told.append(os.fsencode((process / "cwd").readlink()))
                if any(mark in text for mark in marks for text in told) and int(process.name) != os.getpid():
                    found.append(told[0].replace(b"\0", b" ").decode(errors="replace"))
        return found

    def is_quiet(self, seconds: float = 20) -> bool:
        return wait_until(lambda: not self.processes(), seconds)

    def end_runs(self) -> None:
        for run in self.runs:
            if run.process.poll() is None:
                run.process.kill()
            run.process.wait()
            if run.process.stdout:
                run.process.stdout.close()
            run.output.unlink(missing_ok=True)
        self.runs.clear()

    def end_all(self) -> None:
        self.end_runs()
        assert self.is_quiet(), self.processes()


def page(port: int) -> tuple[int, str]:
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", "/")
        response = connection.getresponse()
        return response.status, response.read().decode()


@pytest.fixture(scope="session")
def cloned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The clone of this test run; its tests share one xdist group, so that it is made once."""
    path = tmp_path_factory.mktemp("launcher") / "a clone"
    copy_of_the_working_tree(path)
    yield path
    for data in (path / ".local", path / ".local" / "test"):
        shutil.rmtree(root_cluster(data), ignore_errors=True)
    shutil.rmtree(path)


@pytest.fixture
def clone(cloned: Path) -> Iterator[Clone]:
    """A clone in a folder with a space in its name."""
    clone = Clone(cloned)
    yield clone
    clone.end_all()


@pytest.fixture
def demo(clone: Clone) -> tuple[Clone, Run, int]:
    """The clone with its demo running."""
    port = free_port()
    return clone, clone.start_demo(port), port


@pytest.fixture
def bare_folder(tmp_path: Path) -> Iterator[Clone]:
    """The working tree without anything installed, for what run.py refuses before it installs."""
    clone = Clone(tmp_path / "bare")
    copy_of_the_working_tree(clone.path)
    yield clone
    clone.end_all()


@pytest.fixture
def other_data(tmp_path: Path) -> Iterator[Path]:
    """A data folder of its own, for runs that must not touch the clone's."""
    data = tmp_path / "data"
    yield data
    shutil.rmtree(root_cluster(data), ignore_errors=True)
