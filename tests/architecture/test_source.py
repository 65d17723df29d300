"""Rules 5 and 10 of ARCHITECTURE.md, each seen to hold and seen to notice a planted violation."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture import source
from tests.conftest import ROOT

RULES: dict[Callable[[Path], list[str]], tuple[str, str]] = {
    # rule → (file of a planted violation, its text)
    source.too_long_files: ("oss/core/long.py", "x = 1\n" * 601),
    source.modules_named_for_nothing: ("oss/core/utils.py", ""),
    source.signal_receivers: (
        "oss/core/signals.py",
        "from django.dispatch import receiver\n\n@receiver(saved)\ndef work(**kwargs): ...\n",
    ),
    source.work_in_save: (
        "oss/core/models.py",
        "class Thing(models.Model):\n    def save(self): ...\n",
    ),
    source.work_in_ready: (
        "oss/core/apps.py",
        "class CoreConfig:\n    def ready(self):\n        Thing.objects.create()\n",
    ),
    source.local_imports: ("oss/core/lazy.py", "def work():\n    from oss.core import registry\n"),
    source.cascades_without_a_reason: (
        "oss/core/models.py",
        "class Thing(models.Model):\n    other = models.ForeignKey(Other, models.CASCADE)\n",
    ),
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_source_keeps_the_rule(rule: Callable[[Path], list[str]]) -> None:
    assert rule(ROOT) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_planted_violation_is_noticed(rule: Callable[[Path], list[str]], tmp_path: Path) -> None:
    name, text = RULES[rule]
    planted = tmp_path / name
    planted.parent.mkdir(parents=True)
    planted.write_text(text)
    assert len(rule(tmp_path)) == 1


def test_a_cascade_with_its_reason_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "oss").mkdir()
    (tmp_path / "oss/models.py").write_text(
        "class Thing(models.Model):\n    # CASCADE: part of it\n    other = FK(Other, models.CASCADE)\n"
    )
    assert source.cascades_without_a_reason(tmp_path) == []


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_address_of_a_package_index_stands_in_the_repository() -> None:
    assert source.index_addresses(ROOT, tracked_files()) == []


def test_a_planted_index_address_is_noticed(tmp_path: Path) -> None:
    planted = tmp_path / "requirements.txt"
    planted.write_text("--index-url https://" + "pypi.org/simple\n")
    assert len(source.index_addresses(tmp_path, [planted])) == 1
