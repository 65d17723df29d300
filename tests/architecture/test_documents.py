"""What the pages for engineers name is there."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGES = [ROOT / "ARCHITECTURE.md", *sorted((ROOT / "docs" / "engineers").glob("*.md"))]
LONGEST = 10_000  # bytes of the first page
OUTSIDE = {
    "secrets.env",
    "offers.py",
    "held.py",
    "lists.py",
    "urls.py",
    "movers.py",
    "profile.py",
}
"""Files that each package has, or an installation."""

_QUOTED = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"[\w./-]+\.(?:py|html|js|css|md|po|txt|yml|toml)|[\w-]+(?:/[\w-]+)+/?")
_NAME = re.compile(r"(?:oss|dossiers|bench|launcher)(?:\.\w+)+")
_LINK = re.compile(r"\]\(([^)#]+)\)")
_UNDER = ("", "dossiers/", "oss/", "oss/core/", "templates/", "templates/core/", "static/", "tests/")


def is_there(path: str) -> bool:
    wanted = path.rstrip("/")
    if wanted in OUTSIDE or "<" in wanted:
        return True
    if any((ROOT / place / wanted).exists() for place in _UNDER):
        return True
    return any(ROOT.glob(f"*/{wanted}")) or any(ROOT.glob(f"*/*/{wanted}"))


def resolves(name: str) -> bool:
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: object = import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            if not hasattr(found, part):
                return False
            found = getattr(found, part)
        return True
    return False


def gone(page: Path) -> list[str]:
    """The paths, links and dotted names of a page that lead nowhere."""
    text = page.read_text()
    quoted = [one for one in _QUOTED.findall(text) if "…" not in one and "*" not in one]
    paths = [one for one in quoted if _PATH.fullmatch(one) and not is_there(one)]
    names = [one for one in quoted if _NAME.fullmatch(one) and not one.endswith(".py") and not resolves(one)]
    links = [one for one in _LINK.findall(text) if "://" not in one and not (page.parent / one).exists()]
    return [*paths, *names, *links]


def test_every_name_and_path_on_the_pages_for_engineers_is_there() -> None:
    assert {page.name: lost for page in PAGES if (lost := gone(page))} == {}
    assert len(PAGES[0].read_bytes()) <= LONGEST


@pytest.mark.parametrize("planted", ["`oss/core/utils.py`", "`oss.core.utils`", "[x](nowhere.md)"])
def test_a_name_that_is_gone_is_noticed(planted: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"See {planted}.")
    assert len(gone(page)) == 1
