"""The rules of ARCHITECTURE.md as functions from a source tree to what breaks them.

Each takes the root of a tree, so that a test can plant a violation in a tree of its own.
"""

import ast
import itertools
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PACKAGES = ("oss", "dossiers", "neighbourhoods", "condos", "bench", "launcher")
LONGEST_FILE = 600
NAMED_FOR_NOTHING = {"utils", "helpers", "common", "misc"}
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef
LOSING = {"CASCADE", "SET_NULL", "SET_DEFAULT", "SET", "DO_NOTHING"}
"""What a foreign key may do on deletion instead of PROTECT or RESTRICT."""


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
    """`@receiver` and `something.connect(...)`, but for Celery's logging hook and the database driver."""
    found = []
    for path in python_files(root):
        if path == root / "oss" / "celery.py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            named = (isinstance(node, ast.Name) and node.id == "receiver") or (
                isinstance(node, ast.Attribute)
                and node.attr in {"receiver", "connect"}
                and ast.unparse(node.value) != "self.Database"
            )
            if named:
                found.append(f"{path.relative_to(root)}:{node.lineno}")
    return found


def told_behind_its_back(root: Path) -> list[str]:
    """Tasks sent otherwise than through `tell_worker`, which waits for the commit, and not for the broker."""
    return [
        f"{path.relative_to(root)}:{node.lineno}"
        for path in python_files(root)
        if path != root / "oss" / "core" / "background.py"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in {"delay", "apply_async", "send_task"}
    ]


def work_in_save(root: Path) -> list[str]:
    """Models that override save() or delete()."""
    return [
        f"{path.relative_to(root)}:{method.lineno} {cls.name}.{method.name}"
        for path in python_files(root)
        for cls in ast.walk(ast.parse(path.read_text()))
        if isinstance(cls, ast.ClassDef) and _is_model(cls, path)
        for method in cls.body
        if isinstance(method, FUNCTIONS) and method.name in {"save", "asave", "delete", "adelete"}
    ]


def _is_model(cls: ast.ClassDef, path: Path) -> bool:
    """A class with a Meta or with fields, where models are kept; anywhere else by the name of its base."""
    if path.stem == "models" or path.parent.name == "models":
        return any(_is_meta(part) or _is_field(part) for part in cls.body) or _has_model_base(cls)
    return _has_model_base(cls)


def _is_meta(part: ast.stmt) -> bool:
    return isinstance(part, ast.ClassDef) and part.name == "Meta"


def _is_field(part: ast.stmt) -> bool:
    value = part.value if isinstance(part, ast.Assign | ast.AnnAssign) else None
    return isinstance(value, ast.Call) and ast.unparse(value.func).endswith(("Field", "ForeignKey"))


def _has_model_base(cls: ast.ClassDef) -> bool:
    return any(ast.unparse(base).endswith("Model") for base in cls.bases)


def work_in_ready(root: Path) -> list[str]:
    """`ready()` holds one line that imports the package's offers."""
    found = []
    for path in python_files(root):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, FUNCTIONS) and node.name == "ready":
                one_import = len(node.body) == 1 and isinstance(node.body[0], ast.ImportFrom)
                if not (one_import and [name.name for name in node.body[0].names] == ["offers"]):
                    found.append(f"{path.relative_to(root)}:{node.lineno}")
    return found


def local_imports(root: Path) -> list[str]:
    """Imports inside functions hide cycles; registration in `ready()` is the one exception."""
    found = []
    for path in python_files(root):
        for function in ast.walk(ast.parse(path.read_text())):
            if not isinstance(function, FUNCTIONS) or function.name == "ready":
                continue
            found += [
                f"{path.relative_to(root)}:{node.lineno}"
                for node in ast.walk(function)
                if isinstance(node, ast.Import | ast.ImportFrom)
            ]
    return found


class Deletion(NamedTuple):
    """A statement that says what becomes of a row when the row it points to is deleted."""

    place: str
    cls: str
    """Name of the class around it; "" outside classes."""
    field: str
    rule: str
    """CASCADE, SET_NULL, … under Django's own name."""
    explained: bool


def deletions(root: Path) -> list[Deletion]:
    """Uses of CASCADE, SET_NULL and the like: explained by a comment `# CASCADE: why` directly above the
    field, or above the first of a group of fields that follow each other under the same rule."""
    found = []
    for path in python_files(root):
        text = path.read_text()
        if not any(rule in text for rule in LOSING):
            continue
        lines, tree = text.splitlines(), ast.parse(text)
        by_name = {
            name.asname or name.name: name.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for name in node.names
            if name.name in LOSING
        }
        for cls, body in _bodies(tree):
            above: tuple[int, dict[str, bool]] = (0, {})  # last line of the statement before, its rules
            for statement in body:
                rules = {
                    rule: _explained(rule, lines, statement.lineno)
                    or (above[0] == statement.lineno - 1 and above[1].get(rule, False))
                    for rule in sorted(_rules_in(statement, by_name))
                }
                place = f"{path.relative_to(root)}:{statement.lineno}"
                field = _assigned(statement)
                found += [Deletion(place, cls, field, rule, explained) for rule, explained in rules.items()]
                above = (statement.end_lineno or statement.lineno, rules)
    return found


def _bodies(tree: ast.Module) -> Iterator[tuple[str, list[ast.stmt]]]:
    """Every run of statements, with the name of the class it is the body of."""
    for node in ast.walk(tree):
        for part in ("body", "orelse", "finalbody"):
            body = getattr(node, part, None)
            if isinstance(body, list):
                yield (node.name if isinstance(node, ast.ClassDef) else ""), body


def _rules_in(statement: ast.stmt, by_name: dict[str, str]) -> set[str]:
    if hasattr(statement, "body"):
        return set()  # its parts are looked at themselves
    attributes = {node.attr for node in ast.walk(statement) if isinstance(node, ast.Attribute)}
    names = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
    return (attributes & LOSING) | {by_name[name] for name in names & by_name.keys()}


def _explained(rule: str, lines: list[str], number: int) -> bool:
    """One of the comment lines directly above line `number`, three at most, starts with the rule's name."""
    above = lines[max(number - 4, 0) : number - 1]
    comments = itertools.takewhile(lambda line: line.lstrip().startswith("#"), reversed(above))
    return any(re.match(rf"\s*# {rule}: \w", line) for line in comments)


def _assigned(statement: ast.stmt) -> str:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
    return ""


def deletions_without_a_reason(root: Path) -> list[str]:
    return [f"{one.place} {one.rule}" for one in deletions(root) if not one.explained]


def foreign_imports_of_the_launcher(root: Path) -> list[str]:
    """run.py and its package start on a bare Python; the guard process runs as one file alone."""
    found = []
    for path in (*root.glob("run.py"), *sorted((root / "launcher").rglob("*.py"))):
        own = set() if path.name == "guard.py" else {"launcher"}
        for node in ast.walk(ast.parse(path.read_text())):
            names = [name.name for name in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [
                f"{path.relative_to(root)}:{node.lineno} {name}"
                for name in names
                if name.partition(".")[0] not in sys.stdlib_module_names | own
            ]
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


LISTED = {
    "Source",
    "Acquaintance",
    "Capacity",
    "Topic",
    "Motive",
    "NextStep",
    "FirstAction",
    "Reason",
    "ReferralProduct",
    "RelationKind",
    "Subtype",
    "TaskTemplate",
    "Project",
    "Measure",
    "CatalogueItem",
    "ComparisonQuestion",
    "DocumentKind",
    "BuildingPart",
    "StreetElement",
    "WaitingPriority",
    "PieceKind",
    "StockKind",
    "Scheme",
    "SchemeQuestion",
    "NoticeWay",
    "QualityOutcome",
    "RentSubject",
    "ContactChannel",
    "DeskPlace",
    "LoanTargetGroup",
}
"""The models whose names belong to the administrator; `test_models.py` holds this set to all there are."""

ASKING = {"filter", "exclude", "get", "get_or_create", "update_or_create", "in_bulk", "Q"}
_LEADING = {*(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower() for name in LISTED), "topics", "specialities"}
_BY_NAME = re.compile(rf"(?:^|.*__)(?:{'|'.join(sorted(_LEADING))})__name(?:__.*)?")


def values_asked_by_name(root: Path) -> list[str]:
    """A value of the administrator's lists is asked for by its code: its name may change any day."""
    return [
        f"{path.relative_to(root)}:{node.lineno}"
        for path in python_files(root)
        for node in ast.walk(ast.parse(path.read_text()))
        if (isinstance(node, ast.Call) and _asks_by_name(node)) or _compares_a_name(node)
    ]


def _asks_by_name(call: ast.Call) -> bool:
    asked = [one.arg for one in call.keywords if one.arg]
    method = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    of_list = any(isinstance(one, ast.Name) and one.id in LISTED for one in ast.walk(call.func))
    if method not in ASKING:
        return False
    return any(_BY_NAME.fullmatch(name) or (of_list and name.split("__")[0] == "name") for name in asked)


def _compares_a_name(node: ast.AST) -> bool:
    """`subtype.name == "Informatievraag"`, `str(dossier.source) == "e-mail"`."""
    if not isinstance(node, ast.Compare):
        return False
    texts = [one for one in (node.left, *node.comparators) if _is_text(one)]
    sides = [ast.unparse(one) for one in (node.left, *node.comparators) if not _is_text(one)]
    ending = re.compile(rf"(?:.*\b)?(?:{'|'.join(sorted(_LEADING))})(?:\.name|\))")
    return bool(texts) and any(
        ending.fullmatch(side) and (side.endswith(".name") or side.startswith("str(")) for side in sides
    )


def _is_text(node: ast.AST) -> bool:
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return bool(node.elts) and all(_is_text(one) for one in node.elts)
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def class_names_of_two_things(root: Path) -> list[str]:
    """One word, one meaning: a name of a class stands for one thing in the whole product."""
    homes: dict[str, list[str]] = {}
    for path in python_files(root):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef) and node.name != "Command" and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(str(path.relative_to(root)))
    return [f"{name}: {', '.join(paths)}" for name, paths in sorted(homes.items()) if len(paths) > 1]
