"""`.env.example` documents every variable that is read, and no other."""

import ast
import re
from pathlib import Path
from typing import NamedTuple

from tests.conftest import ROOT
from tests.deployment import compose

EXAMPLE = ROOT / ".env.example"
OWN_READERS = {"_flag", "_number", "_word"}
OF_THE_SYSTEM = {"PATH"}
# gunicorn itself reads these two; docker-compose.yml passes them on
SET_BY_COMPOSE = {"WEB_CONCURRENCY", "GUNICORN_CMD_ARGS"}
# what the image or run.py decides, or production refuses
NOT_FOR_COMPOSE = {"DEBUG", "STATIC_ROOT"}


class Variable(NamedTuple):
    name: str
    value: str
    active: bool
    """False for a line that shows a default behind "# "."""
    explained: bool


def documented(text: str) -> list[Variable]:
    lines = text.splitlines()
    return [
        Variable(match["name"], match["value"], match["off"] is None, lines[number - 1].startswith("# "))
        for number, line in enumerate(lines)
        if (match := re.fullmatch(r"(?P<off># )?(?P<name>[A-Z][A-Z0-9_]*)=(?P<value>.*)", line))
    ]


def read_by_python(source: str) -> set[str]:
    """NAME in `env.str("NAME")`, `os.environ["NAME"]`, `os.environ.get("NAME")`, `os.getenv("NAME")` and in
    the settings' own readers: `_flag("NAME")`, `_number("NAME")`, `_word("NAME")`."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(
                func=ast.Attribute(value=reader, attr=how), args=[ast.Constant(value=str(name)), *_]
            ) if how not in {"read_env", "setdefault"}:
                read = ast.unparse(reader) in {"env", "os.environ"} or (ast.unparse(reader), how) == (
                    "os",
                    "getenv",
                )
            case ast.Call(func=ast.Name(id=reader), args=[ast.Constant(value=str(name)), *_]):
                read = reader in OWN_READERS
            case ast.Subscript(value=reader, slice=ast.Constant(value=str(name)), ctx=ast.Load()):
                read = ast.unparse(reader) == "os.environ"
            case _:
                continue
        if read:
            found.add(name)
    return found - OF_THE_SYSTEM


def read_by_compose(text: str) -> set[str]:
    return {match["name"] for match in compose.VARIABLE.finditer(text) if match["name"]}


def read_anywhere() -> set[str]:
    files: list[Path] = [
        path for package in ROOT.glob("*/__init__.py") for path in package.parent.rglob("*.py")
    ]
    sources = [ROOT / "run.py", *(path for path in files if "tests" not in path.relative_to(ROOT).parts)]
    found = read_by_compose(compose.FILE.read_text())
    return found.union(*(read_by_python(path.read_text()) for path in sources))


VARIABLES = {variable.name: variable for variable in documented(EXAMPLE.read_text())}


def test_every_variable_that_is_read_is_documented() -> None:
    assert read_anywhere() - VARIABLES.keys() == set()


def test_every_variable_that_is_documented_is_read() -> None:
    assert VARIABLES.keys() - read_anywhere() == set()


def test_every_variable_stands_there_once_under_its_explanation() -> None:
    assert len(documented(EXAMPLE.read_text())) == len(VARIABLES)
    assert [variable.name for variable in VARIABLES.values() if not variable.explained] == []


def test_readers_of_every_kind_are_noticed() -> None:
    source = (
        'env.bool("A", default=False)\nenv.db("B")\nos.environ["C"]\nos.environ.get("D")\nos.getenv("E")\n'
        '_flag("K", default=False)\n_number("L")\n_word("M")\n_other("N")\n'
        'os.environ["NOT_READ"] = "x"\nenv.read_env("F")\nos.environ.setdefault("G", "")\nx["H"]\n'
    )
    assert read_by_python(source) == {"A", "B", "C", "D", "E", "K", "L", "M"}
    assert read_by_compose("${I} ${J:-1} ${K:?set K} $$L") == {"I", "J", "K"}


def test_what_must_be_filled_in_is_empty_and_what_may_be_left_alone_shows_its_default() -> None:
    for match in compose.VARIABLE.finditer(compose.FILE.read_text()):
        if match["name"]:
            variable = VARIABLES[match["name"]]
            expected = ("", True) if match["kind"] == "?" else (match["rest"], False)
            assert (variable.value, variable.active) == expected, variable.name


def test_no_setting_is_lost_between_the_environment_file_and_the_container() -> None:
    settings = read_by_python((ROOT / "oss/settings.py").read_text())
    passed_on = compose.read()["services"]["web"]["environment"].keys()
    assert settings - passed_on == NOT_FOR_COMPOSE
    assert passed_on - settings == SET_BY_COMPOSE
