"""Dutch is complete: every msgid of the source stands in the catalogue, translated, not fuzzy."""

import shutil
import subprocess
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests.conftest import ROOT

CATALOGUE = ROOT / "locale/nl/LC_MESSAGES/django.po"


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="nl")


def gaps(extracted: Catalog, dutch: Catalog) -> list[str]:
    """Messages of the source that the Dutch catalogue lacks, leaves empty or marks fuzzy."""
    found = []
    for message in extracted:
        if not message.id:
            continue
        translated = dutch.get(message.id, message.context)
        texts = (
            [""]
            if translated is None
            else list(translated.string)
            if isinstance(translated.string, list | tuple)
            else [translated.string]
        )
        if not all(texts) or (translated is not None and translated.fuzzy):
            found.append(str(message.id))
    return found


def extract(folder: Path) -> Catalog:
    """makemessages in a copy of the sources, so that it changes nothing here."""
    for name in ("oss", "dossiers", "neighbourhoods", "condos", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "manage.py", folder)
    (folder / "locale").mkdir()
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "-l", "nl", "--no-location", "--no-wrap"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return read(folder / "locale/nl/LC_MESSAGES/django.po")


def test_every_message_has_its_dutch_text(tmp_path: Path) -> None:
    assert gaps(extract(tmp_path), read(CATALOGUE)) == []


def test_no_dutch_text_is_left_over_from_a_message_that_is_gone(tmp_path: Path) -> None:
    extracted = extract(tmp_path)
    left_over = [
        message.id
        for message in read(CATALOGUE)
        if message.id and extracted.get(message.id, message.context) is None
    ]
    assert left_over == []


def test_dutch_quotes_with_the_same_signs_everywhere() -> None:
    assert [message.id for message in read(CATALOGUE) if set(str(message.string)) & set("“”")] == []


def test_untranslated_and_fuzzy_messages_are_noticed() -> None:
    extracted, dutch = Catalog(locale="nl"), Catalog(locale="nl")
    for name in ("Missing", "Empty", "Fuzzy", "Fine"):
        extracted.add(name)
    dutch.add("Empty", "")
    dutch.add("Fuzzy", "Wazig", flags=["fuzzy"])
    dutch.add("Fine", "Goed")
    assert gaps(extracted, dutch) == ["Missing", "Empty", "Fuzzy"]
