"""Where one demo, or one test run, keeps its data, and whose it is at the moment."""

import contextlib
import fcntl
import json
import os
import secrets
from pathlib import Path
from typing import Any

from launcher.children import GUARD_FILES
from launcher.places import ROOT, say


def take_lock(path: Path, wait_for: str = "") -> int:
    """Takes a lock, which lasts as long as its holders. If another has it: waits for it, or gives 0."""
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    with contextlib.suppress(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return file
    if wait_for:
        say(f"Waiting for {wait_for}…")
        fcntl.flock(file, fcntl.LOCK_EX)
    return file if wait_for else 0


def write_private(path: Path, text: str) -> None:
    """Writes a file that only its owner reads, wholly or not at all."""
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    new.touch(mode=0o600, exist_ok=False)
    new.write_text(text)
    new.replace(path)


class DataFolder:
    def __init__(self, *parts: str) -> None:
        """Where one demo, or one test run, keeps its data: secrets, logs, locks, perhaps its database."""
        top = Path(os.environ.get("OSS_DATA_DIR") or ROOT / ".local").resolve()
        self.path = top.joinpath(*parts)
        self.logs, self.state_file = self.path / "logs", self.path / "state.json"
        for folder in (top, self.path, self.logs):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def secret(self, name: str, prefix: str = "") -> str:
        if not (self.path / name).exists():  # made at first use
            write_private(self.path / name, prefix + secrets.token_hex(32))
        return (self.path / name).read_text()

    def own(self) -> bool:
        """Makes this run the owner, unless another run lives."""
        if not take_lock(self.path / "owner.lock"):
            return False
        self.tell()
        GUARD_FILES.add(take_lock(self.path / "guards.lock", wait_for="the guards of a run that was killed"))
        return True

    def own_or_refuse(self) -> None:
        if not self.own():
            address = self.state().get("address")
            other = f"Another run.py of this clone (process {self.state().get('process')}) is at work."
            raise SystemExit(f"The demo of this clone already runs at {address}" if address else other)

    def tell(self, **facts: Any) -> None:
        """Leaves word for other runs: who owns the folder, where its services are."""
        write_private(self.state_file, json.dumps({"process": os.getpid(), **facts}))

    def state(self) -> dict[str, Any]:
        return json.loads(self.state_file.read_text()) if self.state_file.exists() else {}
