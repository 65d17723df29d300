"""What run.py knows, and how it ends."""

import contextlib
import errno
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

from launcher.children import DISK_FULL, Child, foreground
from launcher.data_folder import DataFolder
from launcher.demo import demo
from launcher.guard import STOP_SIGNALS
from launcher.places import PYTHON, ROOT, TOOLS, VENV, say
from launcher.services import django_environment, running_services
from launcher.setting_up import set_up


def manage(arguments: list[str]) -> int:
    """Runs a management command, with the services of the running demo or else its own."""
    data = DataFolder()
    set_up()
    with contextlib.ExitStack() as stack:
        while not (owned := data.own()) and "services" not in data.state():
            say("Waiting for another run.py of this clone…")
            time.sleep(2)
        addresses = stack.enter_context(running_services(data))[0] if owned else data.state()["services"]
        env, within = django_environment(data, "demo", addresses), {"cwd": str(Path.cwd())}
        return foreground([PYTHON, ROOT / "manage.py", *arguments], env=env, within=within)


@contextlib.contextmanager
def ready_for_tests() -> Iterator[dict[str, str]]:
    """The environment of tests, with their services up and all that they need installed."""
    data = DataFolder("test")
    data.own_or_refuse()
    set_up(tests=True)
    with running_services(data, for_tests=True) as (addresses, _):
        env = django_environment(data, "test", addresses)
        yield env | {"PATH": f"{VENV / 'bin'}{os.pathsep}{env['PATH']}"}


CHECKS = {
    "ruff check": "ruff check --quiet",
    "ruff format": "ruff format --check --quiet",
    "mypy": "mypy --no-error-summary oss dossiers neighbourhoods condos bench launcher run.py",
    "djlint": "djlint templates --lint --quiet",
    "import contracts": "lint-imports --no-logo",
}


def test(arguments: list[str]) -> int:
    named = any(a.startswith(("-k", "-m")) or (ROOT / a.partition("::")[0]).exists() for a in arguments)
    numbered = any(a.startswith(("-n", "--numprocesses")) for a in arguments)
    pytest = [PYTHON, "-m", "pytest", *([] if numbered else ["-n2"]), "-q", *arguments]
    with ready_for_tests() as env:
        codes = {name: Child(CHECKS[name].split(), env=env).wait() for name in CHECKS if not named}
        codes["pytest"] = foreground(pytest, env=env, stop_signal=signal.SIGINT)
    say("\n" + ", ".join(f"{name}: {'failed' if code else 'ok'}" for name, code in codes.items()))
    return max(codes.values())


def drill(arguments: list[str]) -> int:
    """One after the other, so that the figures are of one drill alone."""
    if arguments == ["--list"]:
        set_up(tests=True)
        return foreground([PYTHON, "-m", "tests.drills"])
    chosen = [f"--drill={name}" for name in arguments or ["all"]]
    with ready_for_tests() as env:
        return foreground([PYTHON, "-m", "pytest", "-q", *chosen], env=env, stop_signal=signal.SIGINT)


def main(usage: str, name: str = "demo", *arguments: str) -> int | str:
    """Gives the exit code, or a sentence for stderr that stands for exit code 1; --help says `usage`."""

    def interrupt(number: int, _frame: Any) -> NoReturn:
        signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)  # once is enough: everything is being stopped
        raise KeyboardInterrupt(number)

    if name.startswith("--port"):
        name, arguments = "demo", (name, *arguments)
    commands: dict[str, Callable[[list[str]], int]] = {"demo": demo, "test": test, "drill": drill}
    commands |= {"manage": manage, "bench": lambda given: manage(["bench", *given])}
    if name not in commands:
        say(usage if name == "--help" else f"run.py does not know {name!r}; see python3 run.py --help.")
        return 0 if name == "--help" else 2
    for number in STOP_SIGNALS:
        signal.signal(number, interrupt)
    if not os.access(Path.home(), os.W_OK):  # caches need a place
        os.environ["HOME"] = str(TOOLS / "home")
    try:
        return commands[name](list(arguments)) or 0
    except KeyboardInterrupt as interruption:
        return 128 + interruption.args[0]
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        return DISK_FULL if full else f"{error.strerror or error}: {error.filename or 'run.py'}"
