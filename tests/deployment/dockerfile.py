"""The Dockerfile as a list of instructions, and what .dockerignore lets into the build."""

import json
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from tests.conftest import ROOT


@dataclass(frozen=True)
class Instruction:
    name: str
    text: str
    stage: int
    """Counts the FROM instructions."""

    def words(self) -> list[str]:
        return [word for word in self.text.split() if not word.startswith("--")]

    def json(self) -> Any:
        """The list in `CMD ["a", "b"]` and `HEALTHCHECK --interval=1s CMD ["a", "b"]`."""
        return json.loads(self.text[self.text.index("[") :])


def instructions() -> list[Instruction]:
    lines = [line for line in (ROOT / "Dockerfile").read_text().splitlines() if not line.startswith("#")]
    found: list[Instruction] = []
    stage = 0
    for line in re.sub(r"\\\n\s*", "", "\n".join(lines)).splitlines():
        if line.strip():
            name, _space, text = line.partition(" ")
            stage += name == "FROM"
            found.append(Instruction(name, text, stage))
    return found


def copied_files() -> list[str]:
    """What COPY takes from the repository, not from another stage."""
    return [
        source
        for one in instructions()
        if one.name == "COPY" and "--from=" not in one.text
        for source in one.words()[:-1]
    ]


def in_build(path: str) -> bool:
    """Does .dockerignore let this file in? The last line that matches it, or a folder above it, decides."""
    inside = True
    for line in (ROOT / ".dockerignore").read_text().splitlines():
        pattern = line.removeprefix("!")
        if pattern and not pattern.startswith("#") and _matches(pattern, PurePosixPath(path)):
            inside = line.startswith("!")
    return inside


def _matches(pattern: str, path: PurePosixPath) -> bool:
    expression = re.escape(pattern).replace(r"\*\*/", "(?:.*/)?").replace(r"\*", "[^/]*")
    return any(re.fullmatch(expression, str(part)) for part in (path, *path.parents))
