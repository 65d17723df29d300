"""The rules of ARCHITECTURE.md as functions from a source tree to what breaks them.

Each takes the root of a tree, so that a test can plant a violation in a tree of its own.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PACKAGES = ("oss", "dossiers", "neighbourhoods", "condos")
LONGEST_FILE = 600
NAMED_FOR_NOTHING = {"utils", "helpers", "common", "misc"}


def python_files(root: Path, *, tests: bool = False) -> Iterator[Path]:
    for package in (*PACKAGES, *(("tests",) if tests else ())):
        for path in sorted((root / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def own_files(root: Path) -> Iterator[Path]:
    yield from python_files(root, tests=True)
    yield from root.glob("*.py")
    for folder, endings in (("templates", ("html", "txt")), ("static", ("js", "css"))):
        for ending in endings:
            yield from sorted((root / folder).rglob(f"*.{ending}"))


def too_long_files(root: Path) -> list[str]:
    lengths = ((path, len(path.read_text().splitlines())) for path in own_files(root))
    return [f"{path.relative_to(root)}: {length} lines" for path, length in lengths if length > LONGEST_FILE]


def modules_named_for_nothing(root: Path) -> list[str]:
    return [
        str(path.relative_to(root))
        for path in python_files(root, tests=True)
        if path.stem in NAMED_FOR_NOTHING or path.parent.name in NAMED_FOR_NOTHING
    ]


def signal_receivers(root: Path) -> list[str]:
    """`@receiver` and `something.connect(...)`, but for Celery's logging hook."""
    found = []
    for path in python_files(root):
        if path == root / "oss" / "celery.py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            named = (isinstance(node, ast.Name) and node.id == "receiver") or (
                isinstance(node, ast.Attribute) and node.attr in {"receiver", "connect"}
            )
            if named:
                found.append(f"{path.relative_to(root)}:{node.lineno}")
    return found


def work_in_save(root: Path) -> list[str]:
    """Models that override save() or delete()."""
    return [
        f"{path.relative_to(root)}:{method.lineno} {cls.name}.{method.name}"
        for path in python_files(root)
        for cls in ast.walk(ast.parse(path.read_text()))
        if isinstance(cls, ast.ClassDef) and any("Model" in ast.unparse(base) for base in cls.bases)
        for method in cls.body
        if isinstance(method, ast.FunctionDef) and method.name in {"save", "delete"}
        if not any("Form" in ast.unparse(base) or "Admin" in ast.unparse(base) for base in cls.bases)
    ]


def work_in_ready(root: Path) -> list[str]:
    """`ready()` holds one line that imports the package's offers."""
    found = []
    for path in python_files(root):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and node.name == "ready":
                one_import = len(node.body) == 1 and isinstance(node.body[0], ast.ImportFrom)
                if not (one_import and [name.name for name in node.body[0].names] == ["offers"]):
                    found.append(f"{path.relative_to(root)}:{node.lineno}")
    return found


def local_imports(root: Path) -> list[str]:
    """Imports inside functions hide cycles; registration in `ready()` is the one exception."""
    found = []
    for path in python_files(root):
        for function in ast.walk(ast.parse(path.read_text())):
            if not isinstance(function, ast.FunctionDef) or function.name == "ready":
                continue
            found += [
                f"{path.relative_to(root)}:{node.lineno}"
                for node in ast.walk(function)
                if isinstance(node, ast.Import | ast.ImportFrom)
            ]
    return found


def cascades_without_a_reason(root: Path) -> list[str]:
    """CASCADE is allowed where a comment starting with "CASCADE:" stands above it in the same class."""
    found = []
    for path in python_files(root):
        lines = path.read_text().splitlines()
        reason = False
        for number, line in enumerate(lines, start=1):
            if line.startswith("class "):
                reason = False
            if re.search(r"#\s*CASCADE:", line):
                reason = True
            if "models.CASCADE" in line and not reason:
                found.append(f"{path.relative_to(root)}:{number}")
    return found


def index_addresses(root: Path, files: list[Path]) -> list[str]:
    """No address of a package index stands anywhere in the repository."""
    address = re.compile(r"https?://[\w.-]*(?:pypi|pythonhosted|npmjs|debian)\.\w+", re.IGNORECASE)
    found = []
    for path in files:
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(root)}: {match}" for match in address.findall(text)]
    return found
