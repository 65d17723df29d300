"""What the machine and the clone need before anything can start."""

import contextlib
import ctypes
import hashlib
import os
import shutil
import sys
from pathlib import Path
from typing import Any

from launcher.children import printed, step
from launcher.data_folder import take_lock
from launcher.places import IS_ROOT, LINUX, PYTHON, REQUIREMENTS, ROOT, TOOLS, VENV, say

OLDEST_NODE = 18
# Debian packages, and what shows that they are there: a library, a folder or one of some programs
FOR_THE_DEMO = {
    "libpango-1.0-0": "libpango-1.0.so.0", "libpangoft2-1.0-0": "libpangoft2-1.0.so.0",
    "libharfbuzz-subset0": "libharfbuzz-subset.so.0", "fonts-dejavu-core": "/usr/share/fonts/truetype/dejavu",
}  # fmt: skip
FOR_THE_TESTS = {
    "libatomic1": "libatomic.so.1", "gettext": "msgfmt",
    "chromium-headless-shell": "chromium-headless-shell chromium google-chrome",
}  # fmt: skip


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
    folders = sorted([*ROOT.glob("oss/*/locale"), *ROOT.glob("*/locale")])
    texts = [text for folder in folders for text in sorted(folder.glob("*/LC_MESSAGES/django.po"))]
    compile_texts = [
        [PYTHON, "-m", "babel.messages.frontend", "compile", "-d", one, "-D", "django"] for one in folders
    ]
    once(TOOLS / "texts.stamp", texts, "Compiling the translations", *compile_texts)
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
