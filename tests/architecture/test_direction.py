"""One way only: `oss ← dossiers ← {neighbourhoods, condos} ← bench`, and the order inside `oss`."""

import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture import direction as rules
from tests.architecture.source import PACKAGES
from tests.conftest import ROOT

# templates that others name: Django's error pages, and overrides of the admin's and allauth's templates
ERROR_PAGES = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}
OVERRIDES = ("account/", "allauth/", "admin/")


@pytest.fixture(scope="module")
def direction() -> rules.Direction:
    return rules.Direction(rules.shop_order(ROOT / "pyproject.toml"))


def url_owners(direction: rules.Direction) -> dict[str, str]:
    owners = {}

    def walk(patterns: list[URLPattern | URLResolver], namespace: str) -> None:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                walk(pattern.url_patterns, inner)
            elif pattern.name:
                view = getattr(pattern.callback, "view_class", pattern.callback)
                package = direction.package_of(view.__module__)
                if package:
                    owners[f"{namespace}{pattern.name}"] = package

    walk(get_resolver().url_patterns, "")
    return owners


def test_the_import_contracts_are_kept() -> None:
    run = _lint_imports(ROOT)
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize(
    ("module", "imported"),
    [
        ("oss/core/planted.py", "oss.staff.models"),
        ("oss/queues/planted.py", "dossiers"),
        ("condos/planted.py", "neighbourhoods"),
        ("condos/planted.py", "bench.measuring"),
        ("launcher/planted.py", "bench"),
        ("launcher/planted.py", "oss.core"),
        ("oss/core/planted.py", "launcher"),
    ],
)
def test_a_planted_import_breaks_a_contract(module: str, imported: str, tmp_path: Path) -> None:
    _copy_what_is_ours(tmp_path)
    (tmp_path / module).write_text(f"import {imported}\n")
    assert ", 1 broken." in _lint_imports(tmp_path).stdout


def test_a_new_package_in_the_shop_must_be_placed_in_the_order(tmp_path: Path) -> None:
    _copy_what_is_ours(tmp_path)
    (tmp_path / "oss/unplaced").mkdir()
    (tmp_path / "oss/unplaced/__init__.py").touch()
    assert "oss.unplaced" in _lint_imports(tmp_path).stdout


def _copy_what_is_ours(folder: Path) -> None:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)


def _lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_foreign_keys_point_the_same_way(direction: rules.Direction) -> None:
    assert rules.foreign_keys_upwards(apps.get_models(), direction) == []


def test_a_planted_foreign_key_upwards_is_noticed(direction: rules.Direction) -> None:
    target = SimpleNamespace(__module__="dossiers.models", _meta=SimpleNamespace(label="dossiers.Dossier"))
    field = SimpleNamespace(name="dossier", auto_created=False, is_relation=True, related_model=target)
    planted = SimpleNamespace(
        __module__="oss.queues.models",
        _meta=SimpleNamespace(label="queues.QueueItem", get_fields=lambda: [field]),
    )
    assert rules.foreign_keys_upwards([planted], direction) == ["queues.QueueItem.dossier → dossiers.Dossier"]


def test_the_two_leaves_may_not_see_each_other(direction: rules.Direction) -> None:
    assert not direction.allows("condos", "neighbourhoods")
    assert direction.allows("condos", "dossiers")


def test_templates_name_templates_the_same_way(direction: rules.Direction) -> None:
    assert rules.templates_upwards(ROOT, direction) == []


def test_a_planted_template_name_upwards_is_noticed(direction: rules.Direction, tmp_path: Path) -> None:
    for name, text in (("core/page.html", '{% include "dossiers/bar.html" %}'), ("dossiers/bar.html", "")):
        (tmp_path / "templates" / name).parent.mkdir(parents=True)
        (tmp_path / "templates" / name).write_text(text)
    assert len(rules.templates_upwards(tmp_path, direction)) == 1


def test_url_names_point_the_same_way(direction: rules.Direction) -> None:
    assert rules.urls_upwards(ROOT, direction, url_owners(direction)) == []


def test_a_planted_url_name_upwards_is_noticed(direction: rules.Direction, tmp_path: Path) -> None:
    (tmp_path / "oss/core").mkdir(parents=True)
    view = 'def view():\n    return redirect("dossier") if may_open(user, "dossier") else None\n'
    (tmp_path / "oss/core/views.py").write_text(view)
    (tmp_path / "templates/core").mkdir(parents=True)
    page = '{% if user|may_open:"dossier" %}<a href="{% url "dossier" %}">{% endif %}'
    (tmp_path / "templates/core/page.html").write_text(page)
    assert len(rules.urls_upwards(tmp_path, direction, {"dossier": "dossiers"})) == 4


def test_every_template_is_named_somewhere() -> None:
    folder = ROOT / "templates"
    by_others = {
        name
        for name in (str(path.relative_to(folder)) for path in folder.rglob("*"))
        if name in ERROR_PAGES or name.startswith(OVERRIDES)
    }
    assert rules.unused_templates(ROOT, by_others) == []


def test_overrides_exist_where_they_override(direction: rules.Direction) -> None:
    """An override whose original is gone is an unused template."""
    for name in (str(path.relative_to(ROOT / "templates")) for path in (ROOT / "templates").rglob("*.html")):
        if name.startswith(OVERRIDES):
            package = "django.contrib.admin" if name.startswith("admin/") else "allauth"
            folder = Path(sys.modules[package].__file__ or "").parent / "templates"
            assert (folder / name).is_file() or _named_by_an_override(name), name


def _named_by_an_override(name: str) -> bool:
    return any(
        name in path.read_text()
        for path in (ROOT / "templates").rglob("*.html")
        if not str(path).endswith(name)
    )


def test_a_planted_unused_template_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "templates/core").mkdir(parents=True)
    (tmp_path / "templates/core/forgotten.html").touch()
    assert rules.unused_templates(tmp_path, set()) == ["core/forgotten.html"]
