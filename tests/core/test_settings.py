"""A value that means nothing stops the start with one sentence; `.env` is for neither demo nor test."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

SERVICES = {"DATABASE_URL": "postgres://oss@127.0.0.1/oss", "REDIS_URL": "redis://127.0.0.1"}
DEMO = {"OSS_ENVIRONMENT": "demo", "SECRET_KEY": "demo-settings", **SERVICES}
AN_ORIGIN = "the address of the shop without a path, such as https://loket.example.org"
FLAGS = ("DEBUG", "DATABASE_POOL", "OSS_HTTPS", "BEHIND_PROXY", "MAINTENANCE")


def read(name: str, variables: dict[str, str], folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """The settings of `folder`, read by a process with these variables only; prints the setting `name`."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", f"from oss import settings; print(settings.{name})"],
        cwd=folder,
        env={"PATH": os.defpath, "PYTHONPATH": str(folder), "DJANGO_SETTINGS_MODULE": "oss.settings"}
        | variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("variable", "word", "message"),
    [
        *((flag, "ja", f"{flag} must be true or false, not 'ja'.") for flag in FLAGS),
        ("SESSION_HOURS", "tien", "SESSION_HOURS must be a whole number from 1 to 8760, not 'tien'."),
        ("SESSION_HOURS", "0", "SESSION_HOURS must be a whole number from 1 to 8760, not '0'."),
        ("SESSION_HOURS", "99999999", "SESSION_HOURS must be a whole number from 1 to 8760, not '99999999'."),
        *(
            ("OSS_ORIGIN", word, f"OSS_ORIGIN must be {AN_ORIGIN}, not {word!r}.")
            for word in ("loket.example.org", "https://loket.example.org/pad", "ftp://loket.example.org")
        ),
        ("LOG_LEVEL", "LOUD", "LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR, not 'LOUD'."),
        ("LOG_FORMAT", "xml", "LOG_FORMAT must be json or console, not 'xml'."),
    ],
)
def test_nonsense_is_refused_in_one_sentence(variable: str, word: str, message: str) -> None:
    refusal = read("DEBUG", {**DEMO, variable: word})
    assert refusal.returncode != 0
    assert refusal.stderr.strip().splitlines()[-1].endswith(f"ImproperlyConfigured: {message}")


@pytest.mark.parametrize(
    ("variables", "origin"),
    [
        ({"OSS_ORIGIN": "https://loket.example.org:8443/"}, "https://loket.example.org:8443"),
        (
            {"ALLOWED_HOSTS": "loket.example.org,crm.example.org", "OSS_HTTPS": "on"},
            "https://loket.example.org",
        ),
        ({"ALLOWED_HOSTS": ".example.org", "OSS_ORIGIN": ""}, "http://example.org"),
        ({}, "http://localhost"),
    ],
)
def test_the_address_in_mails_is_that_of_the_first_host_until_it_is_set(
    variables: dict[str, str], origin: str
) -> None:
    answer = read("ORIGIN", {**DEMO, **variables})
    assert answer.stdout.strip() == origin, answer.stderr


@pytest.mark.parametrize(
    ("word", "on"),
    [
        *((word, True) for word in ("true", "1", "yes", "on", "TRUE")),
        *((word, False) for word in ("false", "0", "no", "off", "")),
    ],
)
def test_the_words_for_on_and_off(word: str, on: bool) -> None:
    answer = read("MAINTENANCE", {**DEMO, "MAINTENANCE": word})
    assert answer.stdout.strip() == str(on), answer.stderr


def test_numbers_and_words_that_mean_something_are_taken() -> None:
    assert read("SESSION_COOKIE_AGE", {**DEMO, "SESSION_HOURS": "2"}).stdout.strip() == "7200"
    assert read("LOG_LEVEL", {**DEMO, "LOG_LEVEL": "WARNING"}).stdout.strip() == "WARNING"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("demo", "False"), ("test", "False"), ("development", "True"), ("production", "True")],
)
def test_the_environment_file_is_for_neither_demo_nor_test(kind: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / "oss").mkdir()
    (tmp_path / "oss/__init__.py").touch()
    shutil.copy(ROOT / "oss/settings.py", tmp_path / "oss")
    (tmp_path / ".env").write_text("MAINTENANCE=true\n")
    variables = {**SERVICES, "OSS_ENVIRONMENT": kind, "SECRET_KEY": "0123456789abcdef" * 4}
    answer = read("MAINTENANCE", variables, tmp_path)
    assert answer.stdout.strip() == expected, answer.stderr
