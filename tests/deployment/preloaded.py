"""The shop for gunicorn, which tells what is open before gunicorn forks and which release it is of."""

import contextlib
import os
from pathlib import Path
from typing import Any

from oss.wsgi import application as shop


def open_files() -> list[str]:
    found = []
    for one in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):  # that of this very listing
            found.append(os.readlink(one))
    return found


THREADS = len(list(Path("/proc/self/task").iterdir()))
CHILDREN = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
SOCKETS = sum(one.startswith("socket:") for one in open_files())
BEFORE_THE_FORK = f"{THREADS} thread, {SOCKETS} sockets, {len(CHILDREN)} children"
RELEASE = Path(os.environ["RELEASE"]).read_text()


def application(environ: Any, start_response: Any) -> Any:
    def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
        told = {"Release": RELEASE, "Before-The-Fork": BEFORE_THE_FORK, "Worker": str(os.getpid())}
        return start_response(
            status, [*headers, *((f"X-{name}", text) for name, text in told.items())], *more
        )

    return shop(environ, start)
