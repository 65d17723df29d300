"""What run.py cannot do, it says in one plain sentence."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.launcher.conftest import IS_ROOT, Clone, copy_of_the_working_tree, free_port, page

needs_root = pytest.mark.skipif(not IS_ROOT, reason="only root can mount a small disk or cut the network")
DISK_FULL = "The disk is full: free some space and run the same command again.\n"


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """Where everybody gets at it, unlike pytest's own temporary folders."""
    disk = Path("/var/tmp") / f"oss disk {os.getpid()}"  # noqa: S108
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m,mode=777", "tmpfs", disk], check=True)
    yield disk
    subprocess.run(["umount", disk], check=True)
    disk.rmdir()


def test_a_busy_port_is_refused_before_anything_is_installed(bare_folder: Clone) -> None:
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        port = stranger.getsockname()[1]
        code, printed, said = bare_folder.run("--port", str(port))
    assert (code, printed) == (1, "")
    assert said == f"Port {port} is in use; choose another with --port.\n"


@pytest.mark.parametrize("arguments", [("benchmark",), ("nonsense",), ("--port", "many"), ("--port=70000",)])
def test_what_it_does_not_know_is_one_sentence(bare_folder: Clone, arguments: tuple[str, ...]) -> None:
    code, printed, said = bare_folder.run(*arguments)
    assert (code, printed) == (2, "")
    assert said.count("\n") == 1


def test_help_names_every_command(bare_folder: Clone) -> None:
    code, printed, said = bare_folder.run("--help")
    assert (code, printed) == (0, "")
    commands = ("test", "drill", "manage", "bench", "demo --check", "[--port N]")
    assert all(f"run.py {command}" in said for command in commands)


def test_a_too_old_python_is_one_sentence(bare_folder: Clone) -> None:
    pretend = "import sys; sys.version_info = (3, 9, 2); sys.argv = ['run.py']; exec(open('run.py').read())"
    done = subprocess.run(
        [sys.executable, "-c", pretend], check=False, cwd=bare_folder.path, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr == "run.py needs Python 3.11 or newer; this is Python 3.9.\n"


@pytest.mark.xdist_group("launcher")
@pytest.mark.parametrize(
    ("setting", "address"),
    [
        ("DATABASE_URL", "postgres://nobody@127.0.0.1:1/shop"),
        ("DATABASE_URL", "nonsense"),
        ("REDIS_URL", "redis://127.0.0.1:1/0"),
    ],
)
def test_a_service_of_your_own_that_does_not_answer_is_one_sentence(
    clone: Clone, setting: str, address: str
) -> None:
    code, printed, said = clone.run("--port", str(free_port()), **{setting: address})
    assert (code, printed) == (1, "")
    assert f"{setting} leads to no usable service: " in said.splitlines()[-1]
    assert "Traceback" not in said


@needs_root
def test_a_full_disk_is_one_sentence(bare_folder: Clone, small_disk: Path) -> None:
    with (small_disk / "filler").open("wb", buffering=0) as filler:
        while filler.write(b"x" * 4096) == 4096:
            if os.statvfs(small_disk).f_bavail == 0:
                break
    code, printed, said = bare_folder.run("--port", str(free_port()), OSS_DATA_DIR=str(small_disk))
    assert (code, printed, said) == (1, "", DISK_FULL)


@needs_root
def test_a_missing_network_is_one_sentence(bare_folder: Clone, tmp_path: Path) -> None:
    empty = {"UV_CACHE_DIR": str(tmp_path / "uv"), "PIP_NO_CACHE_DIR": "1", "HOME": str(tmp_path)}
    code, printed, said = bare_folder.run("--port", str(free_port()), before=("unshare", "-n"), **empty)
    assert (code, printed) == (1, "")
    assert said.splitlines()[-1].endswith(
        "no network, or the package registry does not answer; try again later."
    )
    assert "Traceback" not in said


@pytest.fixture(scope="module")
def unprivileged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, str]]]:
    """A clone that belongs to `nobody`, whose home, caches and data are its own."""
    python, place = Path("/usr/bin/python3"), Path("/var/tmp") / f"oss launcher {os.getpid()}"  # noqa: S108
    version = subprocess.run(
        [python, "-c", "import sys; print(sys.version_info >= (3, 11))"], check=False, capture_output=True
    )
    if not IS_ROOT or version.stdout.strip() != b"True":
        pytest.skip("needs root, to become somebody else, and a Python 3.11 that everybody may run")
    place.mkdir()
    copy_of_the_working_tree(place / "clone")
    nobody = pwd.getpwnam("nobody")
    for path in (place, *place.rglob("*")):
        os.chown(path, nobody.pw_uid, nobody.pw_gid)
    yield place / "clone", {"HOME": str(place), "USER": "nobody", "LOGNAME": "nobody"}
    shutil.rmtree(place)


@pytest.mark.drill("unprivileged-user")
def test_an_unprivileged_user_gets_the_same_demo(unprivileged: tuple[Path, dict[str, str]]) -> None:
    path, environment = unprivileged
    clone, port = Clone(path, python="/usr/bin/python3", user="nobody", **environment), free_port()
    clone.start_demo(port)
    assert page(port)[0] in {200, 302}
    assert (path / ".local").stat().st_mode & 0o777 == 0o700
    assert any((path / ".local" / "postgres").glob("*/PG_VERSION"))
    clone.end_all()


@pytest.mark.drill("full-disk")
def test_a_disk_that_fills_up_with_the_database_is_one_sentence(
    unprivileged: tuple[Path, dict[str, str]], small_disk: Path
) -> None:
    path, environment = unprivileged
    clone = Clone(path, python="/usr/bin/python3", user="nobody", **environment)
    data = str(small_disk / "data")
    code, printed, said = clone.run("--port", str(free_port()), OSS_DATA_DIR=data)
    assert (code, printed) == (1, "")
    assert said.endswith(DISK_FULL)
    assert "Traceback" not in said
    clone.end_all()
