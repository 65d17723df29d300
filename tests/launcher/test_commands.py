"""`run.py manage` and `run.py test`: the command's own output, input, signals and exit code."""

import os
import pty
import select
import signal
import subprocess
from pathlib import Path

import pytest

from tests.launcher.conftest import PROBE, Clone, wait_until

pytestmark = [
    pytest.mark.xdist_group("launcher"),
    pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="reads processes from Linux's /proc"),
]


def test_a_management_command_has_its_output_to_itself(clone: Clone) -> None:
    code, printed, _ = clone.run("manage", "dbshell", "--", "-Atqc", "SELECT 'only this'")
    assert (code, printed) == (0, "only this\n")
    assert clone.processes() == []


def test_the_exit_code_is_that_of_the_management_command(clone: Clone) -> None:
    code, printed, said = clone.run("manage", "dbshell", "--", "-qc", "SELECT nothing")
    assert (code, printed) == (1, "")
    assert 'column "nothing" does not exist' in said


def test_a_killed_run_takes_its_management_command_along(clone: Clone) -> None:
    run = clone.start("manage", "dbshell", "--", "-qc", "SELECT pg_sleep(100)")
    assert wait_until(lambda: any("pg_sleep" in p and "guard.py" not in p for p in clone.processes()), 60)
    run.send(signal.SIGKILL)
    assert clone.is_quiet(), clone.processes()


def at_a_terminal(terminal: int) -> None:
    """As a login does: Ctrl-C means something, also where the tests run in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.login_tty(os.dup(terminal))


def test_on_a_terminal_ctrl_c_is_for_the_shell_that_runs_in_it(clone: Clone) -> None:
    master, terminal = pty.openpty()
    shell = subprocess.Popen(
        [clone.python, "run.py", "manage", "shell", "-i", "python"],
        cwd=clone.path,
        env=clone.environment | {"TERM": "dumb"},
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        preexec_fn=lambda: at_a_terminal(terminal),  # noqa: PLW1509 - no threads here
    )
    os.close(terminal)
    seen = b""

    def comes(text: bytes, seconds: float) -> bool:
        nonlocal seen
        while text not in seen:
            ready, _, _ = select.select([master], [], [], seconds)
            if not ready:
                return False
            seen += os.read(master, 4096)
        seen = seen.partition(text)[2]
        return True

    def see(text: bytes) -> None:
        assert comes(text, 120), seen

    def interrupted() -> bool:
        os.write(master, b"\x03")
        return comes(b"KeyboardInterrupt", 5)

    try:
        see(b">>> ")
        os.write(master, b"40 + ")
        see(b"40 + ")  # the shell reads the keyboard now
        # Python's readline misses a Ctrl-C that comes between two of its waits; a person presses again
        assert any(interrupted() for _ in range(10)), seen
        see(b">>> ")
        os.write(master, b"6 * 7\r")
        see(b"42")
        os.write(master, b"exit(3)\r")
        assert shell.wait(30) == 3
    finally:
        shell.kill()
    os.close(master)
    assert clone.processes() == []


def test_named_tests_run_alone_and_their_summary_closes_the_output(clone: Clone) -> None:
    (clone.path / PROBE).write_text("def test_probe(): pass\n")
    code, printed, said = clone.run("test", PROBE)
    assert code == 0
    assert "1 passed" in printed.strip().splitlines()[-1]
    assert "mypy" not in said
    assert clone.processes() == []


def test_the_system_postgresql_serves_where_the_wheel_cannot(clone: Clone, other_data: Path) -> None:
    if not any(Path("/usr/lib/postgresql").glob("*/bin/postgres")):
        pytest.skip("no PostgreSQL of the system")
    places = {"OSS_DATA_DIR": str(other_data), "OSS_POSTGRES": "system"}
    code, printed, _ = clone.run("manage", "dbshell", "--", "-Atqc", "SHOW data_directory", **places)
    assert code == 0
    version = printed.strip().rpartition("/")[2]
    assert Path(f"/usr/lib/postgresql/{version}/bin").is_dir()


@pytest.mark.parametrize(
    ("name", "address", "log", "other_log"),
    [
        ("DATABASE_URL", "postgres://127.0.0.1:9/mine", "postgres.log", "valkey.log"),
        ("REDIS_URL", "redis://127.0.0.1:9/0", "valkey.log", "postgres.log"),
    ],
)
def test_an_address_in_the_environment_replaces_that_service_alone(
    clone: Clone, other_data: Path, name: str, address: str, log: str, other_log: str
) -> None:
    environment = {"OSS_DATA_DIR": str(other_data), name: address}
    show = f"import os; print(os.environ['{name}'])"
    code, printed, _ = clone.run("manage", "shell", "-v", "0", "-c", show, **environment)
    assert (code, printed) == (0, f"{address}\n")
    assert not (other_data / "logs" / log).exists()
    assert (other_data / "logs" / other_log).exists()
