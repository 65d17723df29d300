"""Where things are written, and how that begins: functions from a source tree to what breaks rule 3."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import FUNCTIONS, python_files

MAKING = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
CHANGING = {"save", "update", "delete"}
FILLING = {"bench", "launcher", "commands", "demo", "demo_findings", "factories", "reference"}
"""By the name of a module or a folder above it: what makes a demo, a measurement or first values."""


def operation_modules(root: Path) -> Iterator[Path]:
    for path in python_files(root):
        if path.stem == "operations" or (path.parent.name == "operations" and path.stem != "__init__"):
            yield path


def operations(root: Path) -> Iterator[tuple[str, ast.Call | None]]:
    """Every public function where operations live, as "path name", with its `@operation(…)`."""
    for path in operation_modules(root):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, FUNCTIONS) and not node.name.startswith("_"):
                yield f"{path.relative_to(root)} {node.name}", _beginning(node)


def _beginning(function: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.Call | None:
    for one in function.decorator_list:
        if isinstance(one, ast.Call) and ast.unparse(one.func) == "operation":
            return one
    return None


def without_a_beginning(root: Path) -> set[str]:
    return {name for name, beginning in operations(root) if beginning is None}


def without_a_right(root: Path) -> set[str]:
    return {name for name, beginning in operations(root) if beginning is not None and not beginning.args}


def writers(root: Path) -> dict[str, list[str]]:
    """Modules outside `operations` that write rows, with the lines where they do."""
    aside = set(operation_modules(root))
    found: dict[str, list[str]] = {}
    for path in python_files(root):
        inside = path.relative_to(root)
        if path in aside or {path.stem, *inside.parts} & FILLING:
            continue
        lines = [
            f"{node.lineno}: {ast.unparse(node.func)}"
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Call) and _writes(node)
        ]
        if lines:
            found[str(inside)] = lines
    return found


def _writes(call: ast.Call) -> bool:
    """A row or a QuerySet is made or changed, as far as the call tells: what takes `by` is an operation, what
    takes something by its place is a dict, a set, a hash or a file storage."""
    if not isinstance(call.func, ast.Attribute):
        return False
    method = call.func.attr.removeprefix("a") if call.func.attr.startswith("a") else call.func.attr
    if method in MAKING:
        return True
    asks = {one.arg for one in call.keywords}
    return method in CHANGING and not call.args and "by" not in asks and not _is_super(call.func.value)


def _is_super(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "super"
