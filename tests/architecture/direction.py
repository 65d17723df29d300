"""The import order, applied to what import-linter does not see: foreign keys, templates, URL names."""

import ast
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.architecture.source import PACKAGES, python_files

LEAVES = {"neighbourhoods", "condos"}


def shop_order(pyproject: Path) -> list[str]:
    """The packages of `oss` from the lowest up, as the import contract lists them."""
    contracts = tomllib.loads(pyproject.read_text())["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one.get("containers") == ["oss"])
    return [layer.strip("()") for layer in reversed(layers) if "|" not in layer]


class Direction:
    """Which package may name which: "oss.core" < "oss.staff" < … < "dossiers" < the leaves < "bench"."""

    def __init__(self, shop: Iterable[str]) -> None:
        self.rank = {f"oss.{name}": number for number, name in enumerate(shop)}
        self.rank |= {"dossiers": 100, "neighbourhoods": 200, "condos": 200, "oss": 300, "bench": 400}

    def package_of(self, module: str) -> str | None:
        """ "oss.staff.models" → "oss.staff"; None for what is not ours."""
        parts = module.split(".")
        if parts[0] not in PACKAGES:
            return None
        if parts[0] != "oss":
            return parts[0]
        name = ".".join(parts[:2])
        return name if name in self.rank else "oss"

    def allows(self, source: str, target: str) -> bool:
        if source == target:
            return True
        return {source, target} != LEAVES and self.rank[source] > self.rank[target]


def foreign_keys_upwards(models: Iterable[Any], direction: Direction) -> list[str]:
    found = []
    for model in models:
        package = direction.package_of(model.__module__)
        if package is None:
            continue
        for field in model._meta.get_fields():
            if field.auto_created or not field.is_relation or field.related_model is None:
                continue
            target = direction.package_of(field.related_model.__module__)
            if target and not direction.allows(package, target):
                found.append(f"{model._meta.label}.{field.name} → {field.related_model._meta.label}")
    return found


def template_package(name: str, direction: Direction) -> str | None:
    """templates/<package>/…; overrides of the admin and of allauth belong to staff."""
    folder = name.split("/", maxsplit=1)[0] if "/" in name else "core"
    if folder in {"account", "allauth", "admin"}:
        return "oss.staff"
    for package in (f"oss.{folder}", folder):
        if package in direction.rank:
            return package
    return None


def named_templates(text: str) -> list[str]:
    return re.findall(r"""["']([\w/-]+\.(?:html|txt))["']""", text)


def named_urls_in_template(text: str) -> list[str]:
    return re.findall(r"""(?:\{%\s*url\s+|\|may_open:)["']([\w:-]+)["']""", text)


def named_urls_in_python(text: str) -> list[str]:
    """What reverse(), reverse_lazy(), redirect(), may_open() and `url_name=` name."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        function = getattr(node.func, "id", getattr(node.func, "attr", ""))
        arguments = node.args[:1] if function in {"reverse", "reverse_lazy", "redirect"} else []
        arguments += node.args[1:2] if function == "may_open" else []
        arguments += [keyword.value for keyword in node.keywords if keyword.arg == "url_name"]
        found += [one.value for one in arguments if isinstance(one, ast.Constant) and one.value]
    return [name for name in found if isinstance(name, str) and re.fullmatch(r"[\w:-]+", name)]


def sources(root: Path, direction: Direction) -> Iterable[tuple[str, Path, str]]:
    """(package, file, text) of every template and Python file of ours."""
    for path in sorted((root / "templates").rglob("*.html")):
        package = template_package(str(path.relative_to(root / "templates")), direction)
        if package:
            yield package, path, path.read_text()
    for path in python_files(root):
        package = direction.package_of(".".join(path.relative_to(root).with_suffix("").parts))
        if package:
            yield package, path, path.read_text()


def templates_upwards(root: Path, direction: Direction) -> list[str]:
    found = []
    for package, path, text in sources(root, direction):
        for name in named_templates(text):
            target = template_package(name, direction)
            exists = (root / "templates" / name).is_file()
            if target and exists and not direction.allows(package, target):
                found.append(f"{path.relative_to(root)} → {name}")
    return found


def urls_upwards(root: Path, direction: Direction, owners: dict[str, str]) -> list[str]:
    """`owners`: URL name → package of its view, for our own views."""
    found = []
    for package, path, text in sources(root, direction):
        names = named_urls_in_python(text) if path.suffix == ".py" else named_urls_in_template(text)
        found += [
            f"{path.relative_to(root)} → {name}"
            for name in names
            if name in owners and not direction.allows(package, owners[name])
        ]
    return found


def unused_templates(root: Path, known_to_others: set[str]) -> list[str]:
    """Templates that no template and no Python file names."""
    folder = root / "templates"
    texts = [path.read_text() for path in folder.rglob("*.html")]
    texts += [path.read_text() for path in python_files(root)]
    named = {name for text in texts for name in named_templates(text)}
    all_names = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    return sorted(all_names - named - known_to_others)
