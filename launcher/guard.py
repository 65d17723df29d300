"""The guard process: runs one command, and stops it when told to or when run.py is gone.

Python runs this file alone (`-I -S`), so it imports nothing of the launcher.
"""

import contextlib
import ctypes
import json
import os
import select
import signal
import subprocess
import sys
import time
from typing import Any, NoReturn

STOP_SECONDS = 10  # from the stop signal to SIGKILL
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def guard(command: list[str], lifeline: int, stop_signal: int, within: dict[str, Any]) -> NoReturn:
    """`lifeline` gives end-of-file when run.py is gone; `within` says where and as whom the command runs."""
    wake, wake_write = os.pipe()
    os.set_blocking(wake_write, False)
    signal.set_wakeup_fd(wake_write, warn_on_full_buffer=False)
    for number in (*STOP_SIGNALS, signal.SIGCHLD):
        signal.signal(number, lambda *_: None)  # it comes out of the wake pipe
    guard_process, libc = os.getpid(), ctypes.CDLL(None)

    def tie_to_guard() -> None:
        if sys.platform == "linux":  # PR_SET_PDEATHSIG: what the kernel sends should the guard be killed
            libc.prctl(1, stop_signal if stop_signal == signal.SIGINT else signal.SIGKILL)
        if os.getppid() != guard_process:
            os._exit(1)

    child = subprocess.Popen(command, preexec_fn=tie_to_guard, **within)  # noqa: PLW1509 - no threads here
    kill_at = None
    while child.poll() is None:
        watched = [wake] if kill_at else [wake, lifeline]
        ready, _, _ = select.select(watched, [], [], kill_at and max(0, kill_at - time.monotonic()))
        signals = os.read(wake, 512) if wake in ready else b""
        if kill_at and time.monotonic() >= kill_at:
            child.kill()
        elif not kill_at and (signal.SIGTERM in signals or lifeline in ready):
            kill_at = time.monotonic() + STOP_SECONDS
            child.send_signal(stop_signal)
    if within["start_new_session"]:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)  # whatever it left of its own children
    os._exit(child.returncode if child.returncode >= 0 else 128 - child.returncode)


if __name__ == "__main__":
    guard(**json.loads(sys.argv[1]))
