"""docker-compose.yml as Compose reads it: anchors merged, variables filled in."""

import re
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import ROOT

FILE = ROOT / "docker-compose.yml"
VARIABLE = re.compile(r"\$(?:(?P<dollar>\$)|\{(?P<name>\w+)(?::(?P<kind>[-?])(?P<rest>[^}]*))?\})")


class MissingVariableError(Exception):
    pass


def read(path: Path = FILE) -> dict[str, Any]:
    return yaml.safe_load(path.read_text())


def fill_in(part: Any, variables: dict[str, str]) -> Any:
    """Replaces ${NAME}, ${NAME:-default} and ${NAME:?message} in every text; $$ is a dollar."""
    if isinstance(part, dict):
        return {key: fill_in(value, variables) for key, value in part.items()}
    if isinstance(part, list):
        return [fill_in(value, variables) for value in part]
    if not isinstance(part, str):
        return part

    def value(match: re.Match[str]) -> str:
        if match["dollar"]:
            return "$"
        found = variables.get(match["name"], "")
        if not found and match["kind"] == "?":
            raise MissingVariableError(match["name"], match["rest"])
        return found or (match["rest"] if match["kind"] == "-" else "")

    return VARIABLE.sub(value, part)


def shop_services(compose: dict[str, Any]) -> dict[str, Any]:
    """The services that run our own image."""
    return {name: one for name, one in compose["services"].items() if one["image"].startswith("oss-crm:")}


def environment_files(service: dict[str, Any]) -> list[str]:
    """Whose lines become variables of the service; none of them has to be there."""
    return [one["path"] for one in service.get("env_file", []) if not one["required"]]


def runs_once(service: dict[str, Any]) -> bool:
    return service["restart"] == "no"


def option(command: list[str], name: str) -> str:
    return command[command.index(name) + 1]
