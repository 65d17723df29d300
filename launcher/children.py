"""Commands under guard: started, waited for, stopped, and what is said when they fail."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from launcher.places import ROOT

GUARD = Path(__file__).with_name("guard.py")
# run.py alone holds the write end; every guard inherits the read end, and reads end-of-file at its end
LIFELINE, _WRITE_END = os.pipe()
GUARD_FILES = {LIFELINE}  # also locks, which stay taken until the last guard is done


class Child(subprocess.Popen[bytes]):
    """A command under guard. `within` says where and as whom it runs, `popen` all the rest."""

    def __init__(
        self, command: list[Any], *, name: str = "", log: Path | None = None, on_terminal: bool = False,
        stop_signal: int = signal.SIGTERM, within: dict[str, Any] | None = None, **popen: Any,
    ) -> None:  # fmt: skip
        self.name, self.log = name, log or Path(os.devnull)
        session = {"start_new_session": not on_terminal}
        order: dict[str, Any] = {"command": [str(part) for part in command], "stop_signal": stop_signal}
        order |= {"within": {"cwd": str(ROOT), **session, **(within or {})}, "lifeline": LIFELINE}
        files = {"stdout": log.open("wb"), "stderr": subprocess.STDOUT} if log else {}
        popen = {"stdin": subprocess.DEVNULL, "pass_fds": GUARD_FILES, **session, **files, **popen}
        super().__init__([sys.executable, "-I", "-S", str(GUARD), json.dumps(order)], **popen)


def stop(*children: Child) -> None:
    """Stops children together and waits for them; their guards see to it that this ends."""
    for child in children:
        child.terminate()
    for child in children:
        child.wait()


def attend(*children: Child, until: Callable[[], bool], seconds: float = 120) -> None:
    """Waits until something is so; a child that dies meanwhile is an error, told with the end of its log."""
    deadline = time.monotonic() + seconds
    while not until():
        for child in children:
            if child.poll() is not None:
                what = f"{child.name} stopped by itself (exit code {child.returncode}, log {child.log})"
                raise error_from(child.log.read_text(errors="replace"), what)
        if time.monotonic() > deadline:
            raise SystemExit(f"{children[-1].name} was not ready after {seconds} seconds; see its log.")
        time.sleep(0.05)


def step(what: str, command: list[Any], *, fetches: bool = False, text: str = "", **options: Any) -> str:
    """Runs a command to its end and gives what it printed; `what` tells of its failure."""
    pipe = subprocess.PIPE
    child = Child(command, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT, **options)
    try:
        output = child.communicate(text.encode())[0].decode(errors="replace")
    finally:
        stop(child)
    if child.returncode:
        raise error_from(output, what, fetches=fetches)
    return output


def printed(*command: Path | str, **options: Any) -> str:
    """What a short harmless command prints; nothing when it does not run."""
    with contextlib.suppress(OSError, subprocess.CalledProcessError):
        return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout
    return ""


DISK_FULL = "The disk is full: free some space and run the same command again."
OFFLINE_SIGNS = """connect, name resolution, failure resolving, could not resolve, dns error, enotfound,
    eai_again, econn, network is unreachable, enetunreach, timed out, etimedout, sending request, proxy"""


def error_from(output: str, what: str, *, fetches: bool = False) -> SystemExit:
    """The sentence for a step that failed, read from what it printed; `fetches`: it needs the network."""
    lowered = output.lower()
    if any(sign in lowered for sign in ("no space left on device", "quota exceeded")):
        return SystemExit(DISK_FULL)
    if fetches and any(sign.strip() in lowered for sign in OFFLINE_SIGNS.split(",")):
        return SystemExit(f"{what}: no network, or the package registry does not answer; try again later.")
    told = output.strip().splitlines()
    whole = [f"{what}: {told[0]}"] if len(told) == 1 else [f"{what}; its last lines:", *told[-8:]]
    return SystemExit("\n  ".join(whole))


def foreground(command: list[Any], **options: Any) -> int:
    """Runs a command on the user's own input and output; on a terminal Ctrl-C is the command's affair."""
    on_terminal = os.isatty(0)
    if on_terminal:
        signal.signal(signal.SIGINT, lambda *_: None)
    child = Child(command, stdin=None, on_terminal=on_terminal, **options)
    try:
        return child.wait()
    finally:
        stop(child)
