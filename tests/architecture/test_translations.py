"""Dutch is complete: every text of the source stands translated in the catalogue of its package."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.conf import settings

from tests.architecture.direction import Direction, shop_order, template_package
from tests.conftest import ROOT

DUTCH = Path("locale/nl/LC_MESSAGES/django.po")
ORDER = Direction(shop_order(ROOT / "pyproject.toml"))
# from the lowest up; what stands in `oss` itself (settings, URLs) has its texts in core
PACKAGES = {
    name: Path(*name.split("."))
    for name in sorted(ORDER.rank, key=lambda name: ORDER.rank[name])
    if name != "oss" and (ROOT / Path(*name.split("."))).is_dir()
}

Key = tuple[object, str | None]
Keys = set[Key]
Texts = dict[Key, Message]


def read(path: Path) -> Texts:
    """By msgid and context, without the header."""
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {(one.id, one.context): one for one in read_po(file, locale="nl") if one.id}


def gap(message: Message | None) -> bool:
    """True where the message is lacking, empty or fuzzy."""
    if message is None or message.fuzzy:
        return True
    return not all(message.string if isinstance(message.string, list | tuple) else [message.string])


def extract(folder: Path) -> dict[str, Keys]:
    """What each package says, by makemessages in a copy of the sources, its templates beside its code."""
    for name in {path.parts[0] for path in PACKAGES.values()}:
        without = shutil.ignore_patterns("__pycache__", "locale")
        shutil.copytree(ROOT / name, folder / name, ignore=without)
    for path in PACKAGES.values():
        (folder / path / "locale").mkdir(parents=True)
    for template in sorted((ROOT / "templates").rglob("*.*")):
        name = template.relative_to(ROOT / "templates")
        package = template_package(str(name), ORDER)
        assert package, f"templates/{name} belongs to no package"
        copy = folder / PACKAGES[package] / "templates" / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(template, copy)
    (folder / "locale").mkdir()  # for what stands in no package
    shutil.copy(ROOT / "manage.py", folder)
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "-l", "nl", "--no-location", "--no-wrap"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    said = {name: set(read(folder / path / DUTCH)) for name, path in PACKAGES.items()}
    said["oss.core"] |= set(read(folder / DUTCH))
    return said


def homes(said: dict[str, Keys]) -> dict[str, Keys]:
    """Each text in the lowest of the packages that say it, so that it has one translation."""
    found: dict[str, Keys] = {}
    taken: Keys = set()
    for name in PACKAGES:
        found[name] = said[name] - taken
        taken |= said[name]
    return found


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Keys]:
    return homes(extract(tmp_path_factory.mktemp("sources")))


@pytest.fixture(scope="module")
def dutch() -> dict[str, Texts]:
    return {name: read(ROOT / path / DUTCH) for name, path in PACKAGES.items()}


def test_every_text_stands_translated_in_the_catalogue_of_its_package(
    wanted: dict[str, Keys], dutch: dict[str, Texts]
) -> None:
    missing = [
        f"{PACKAGES[name] / DUTCH}: {key[0]!r}"
        for name, keys in wanted.items()
        for key in keys
        if gap(dutch[name].get(key))
    ]
    assert sorted(missing) == []


def test_no_text_is_left_over_from_a_message_that_is_gone_or_stands_elsewhere(
    wanted: dict[str, Keys], dutch: dict[str, Texts]
) -> None:
    left_over = [
        f"{PACKAGES[name] / DUTCH}: {key[0]!r}"
        for name in PACKAGES
        for key in set(dutch[name]) - wanted[name]
    ]
    assert sorted(left_over) == []


def test_each_catalogue_is_found_by_django_and_wins_from_those_of_others() -> None:
    """Ours come first among the apps; what they say is not overridden by the admin's or allauth's words."""
    ours = {str(PACKAGES[name]).replace("/", ".") for name in PACKAGES}
    assert set(settings.INSTALLED_APPS[: len(ours)]) == ours


def test_dutch_quotes_with_the_same_signs_everywhere(dutch: dict[str, Texts]) -> None:
    texts = [one for catalogue in dutch.values() for one in catalogue.values()]
    assert [one.id for one in texts if set(str(one.string)) & set("“”")] == []


def test_untranslated_fuzzy_and_doubled_messages_are_noticed() -> None:
    assert [
        gap(one) for one in (None, Message("a"), Message("a", "b", flags=["fuzzy"]), Message("a", "b"))
    ] == [
        *(True, True, True),
        False,
    ]
    both: dict[str, Keys] = {name: set() for name in PACKAGES}
    both["oss.staff"] = both["dossiers"] = {("Save", None)}
    assert {name for name, keys in homes(both).items() if keys} == {"oss.staff"}


_TRANSLATING = re.compile(r"^_$|gettext")


def loose_quotes(source: str) -> list[str]:
    """Texts of a module with English quotes that no gettext translates; a docstring is nobody's text."""
    tree = ast.parse(source)
    translated: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _TRANSLATING.search(ast.unparse(node.func)):
            translated.update(ast.walk(node))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            translated.add(node.value)
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and set(node.value) & set("“”")
        if node not in translated
    ]


def test_no_text_brings_english_quotes_past_its_translation() -> None:
    no_screen = ("migrations/", "management/", "mail/rtf.py", "mail/charsets.py", "core/styleguide.py")
    sources = [
        path
        for package in ("oss", "dossiers", "neighbourhoods", "condos")
        for path in (ROOT / package).rglob("*.py")
        if not any(part in path.as_posix() for part in no_screen)
    ]
    found = {path.name: texts for path in sources if (texts := loose_quotes(path.read_text()))}
    assert found == {}
    tags = re.compile(r"{% blocktranslate.*?{% endblocktranslate %}|{%.*?%}|{#.*?#}", re.DOTALL)
    templates = [
        path.name
        for path in (ROOT / "templates").rglob("*.html")
        if set(tags.sub("", path.read_text())) & set("“”")
    ]
    assert templates == []


def hidden_texts(source: str) -> list[str]:
    """Calls of gettext within the braces of an f-string: makemessages does not read them there."""
    return [
        ast.unparse(call)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FormattedValue)
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and _TRANSLATING.search(ast.unparse(call.func))
    ]


def test_no_text_hides_within_the_braces_of_another() -> None:
    found = {
        path.name: texts
        for package in ("oss", "dossiers", "neighbourhoods", "condos")
        for path in (ROOT / package).rglob("*.py")
        if (texts := hidden_texts(path.read_text()))
    }
    assert found == {}


def test_hidden_texts_are_noticed() -> None:
    assert hidden_texts("said = f\"{name}: {euros(amount, unknown=_('unknown'))}\"") == ["_('unknown')"]
    assert hidden_texts('said = f"{word} {_name(word)}"') == []


def test_loose_quotes_are_noticed() -> None:
    assert loose_quotes('def said(text):\n    """Says “so”."""\n    return f"“{text}”"') == ["“", "”"]
    assert loose_quotes('said = _("“%(text)s”") % {"text": text}') == []
