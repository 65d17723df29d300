"""A production installation without containers: the compose file's own commands and health checks.

PostgreSQL is that of the test run, behind a gate; the database, its role and Valkey are our own. The mail
server says nothing.
"""

import contextlib
import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from tests.conftest import ROOT
from tests.deployment import compose
from tests.deployment.neighbours import Gate, SilentMailServer, Valkey

HOST = "loket.example.be"
HTTPS = {"X-Forwarded-Proto": "https"}
LASTING = [
    name for name, service in compose.shop_services(compose.read()).items() if not compose.runs_once(service)
]
FILLED_IN = {
    "SECRET_KEY": "0123456789abcdef" * 4,
    "DATABASE_PASSWORD": "database-password",
    "POSTGRES_PASSWORD": "superuser-password",
    "VALKEY_PASSWORD": "valkey-password",
    "ALLOWED_HOSTS": f".{HOST}",
    "EMAIL_URL": "smtp+tls://shop:mail-password@mail.example.be:587",
    "DEFAULT_FROM_EMAIL": "loket@example.be",
    "WEB_CONCURRENCY": "1",
    "WORKER_DEFAULT_CONCURRENCY": "1",
    "WORKER_MAIL_CONCURRENCY": "1",
}


def environment(**changes: str | None) -> dict[str, str]:
    """What a container of the shop gets, and the little that its system gives; None takes a variable away."""
    variables = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOSTNAME": socket.gethostname(),
        **compose.fill_in(compose.read()["services"]["web"]["environment"], FILLED_IN),
        **changes,
    }
    return {name: value for name, value in variables.items() if value is not None}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def run(command: list[str], variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, env=variables, capture_output=True, text=True, timeout=300, check=False
    )


class Service:
    """A started service of the compose file."""

    def __init__(self, name: str, command: list[str], variables: dict[str, str], log: Path) -> None:
        self.name, self.log = name, log
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=variables, stdout=output, stderr=subprocess.STDOUT
            )

    def wait_for(self, text: str, seconds: float = 120) -> None:
        deadline = time.monotonic() + seconds
        while text not in self.log.read_text():
            with contextlib.suppress(subprocess.TimeoutExpired):
                code = self.process.wait(0.1)
                raise AssertionError(f"{self.name} ended with {code}:\n{self.log.read_text()}")
            assert time.monotonic() < deadline, f"{self.name}: no {text!r} in\n{self.log.read_text()}"


class Installation:
    def __init__(self, folder: Path, database_url: str) -> None:
        address = urlsplit(database_url)
        self.postgres, self.valkey = Gate(str(address.hostname), int(address.port or 5432)), Valkey()
        self.mail = SilentMailServer()
        self.port = free_port()
        self.folder = folder
        self.environment = environment(
            DATABASE_URL=database_url.replace(f":{address.port}/", f":{self.postgres.port}/"),
            REDIS_URL=self.valkey.address,
            EMAIL_URL=self.mail.address,
            HOME=str(folder),
            OSS_DATA_DIR=str(folder / "data"),
            STATIC_ROOT=str(folder / "static"),
        )
        (folder / "data").mkdir()
        self.services = compose.fill_in(compose.read()["services"], FILLED_IN)
        self.started: dict[str, Service] = {}

    def here(self, command: list[str]) -> list[str]:
        """The places of the container become those of this installation."""
        places = {
            "0.0.0.0:8000": f"127.0.0.1:{self.port}",
            "127.0.0.1:8000": f"127.0.0.1:{self.port}",
            "/data": str(self.folder / "data"),
        }
        pattern = re.compile("|".join(map(re.escape, places)))
        return [pattern.sub(lambda match: places[match[0]], part) for part in command]

    def variables(self, service: str) -> dict[str, str]:
        """The service's own variables on top of those every service gets."""
        own = self.services[service]["environment"]
        return {
            name: self.environment.get(name, value) for name, value in {**self.environment, **own}.items()
        }

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return run(list(command), self.environment)

    def run_service(self, name: str) -> subprocess.CompletedProcess[str]:
        return run(self.here(self.services[name]["command"]), self.variables(name))

    def start(self, name: str) -> None:
        command = self.here(self.services[name]["command"])
        self.started[name] = Service(name, command, self.variables(name), self.folder / f"{name}.log")

    def health(self, name: str) -> subprocess.CompletedProcess[str]:
        kind, *test = self.services[name]["healthcheck"]["test"]
        command = ["sh", "-c", *test] if kind == "CMD-SHELL" else test
        return run(self.here(command), self.variables(name))

    def stop(self) -> dict[str, int]:
        """Stops everything as Docker does; gives exit codes, -9 for a service that had to be killed."""
        for service in self.started.values():
            service.process.terminate()
        for service in self.started.values():
            try:
                service.process.wait(20)
            except subprocess.TimeoutExpired:
                service.process.kill()
                service.process.wait()
        return {name: service.process.returncode for name, service in self.started.items()}


@contextlib.contextmanager
def installation(folder: Path) -> Iterator[Installation]:
    with own_database() as database_url:
        installed = Installation(folder, database_url)
        try:
            yield installed
        finally:
            installed.stop()
            installed.postgres.close()
            installed.valkey.kill()
            installed.mail.close()


@contextlib.contextmanager
def own_database() -> Iterator[str]:
    """Role and database made by the compose file's own SQL, so without the rights of a superuser."""
    given = urlsplit(os.environ["DATABASE_URL"])
    name = f"oss_production_{os.getpid()}"
    making = compose.fill_in(compose.read()["configs"]["database"]["content"], FILLED_IN)
    forget = [
        sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)),
        sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(name)),
    ]
    with psycopg.connect(given._replace(scheme="postgresql").geturl(), autocommit=True) as connection:
        execute(connection, forget)
        try:
            execute(connection, re.sub(r"\boss\b", name, making).strip().splitlines())
            address = f"{name}:{FILLED_IN['DATABASE_PASSWORD']}@{given.netloc.rpartition('@')[2]}"
            yield given._replace(netloc=address, path=f"/{name}").geturl()
        finally:
            execute(connection, forget)


def execute(connection: psycopg.Connection[Any], statements: list[Any]) -> None:
    for statement in statements:
        connection.execute(statement)


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    text: str


def get(installed: Installation, path: str, **headers: str) -> Answer:
    return ask(installed, "GET", path, **headers)


def ask(installed: Installation, method: str, path: str, body: str = "", **headers: str) -> Answer:
    place = http.client.HTTPConnection("127.0.0.1", installed.port, timeout=60)
    with contextlib.closing(place) as connection:
        connection.request(method, path, body or None, {"Host": HOST, **headers})
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read().decode(errors="replace"))
