"""The guard of tests/template_variables.py notices a misspelt variable in our templates, and only there."""

from pathlib import Path

import pytest
from django.template import Context, Engine

from tests.template_variables import UndefinedVariable


def render(folder: Path, own: Path, text: str) -> str:
    (folder / "page.html").write_text(text)
    engine = Engine(dirs=[str(folder)], string_if_invalid=UndefinedVariable(own))
    return engine.get_template("page.html").render(Context({"name": "Lotte"}))


def test_a_misspelt_variable_in_our_template_fails(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="nmae"):
        render(tmp_path, tmp_path, "Dag {{ nmae }}")


def test_a_defined_variable_passes(tmp_path: Path) -> None:
    assert render(tmp_path, tmp_path, "Dag {{ name }}") == "Dag Lotte"


def test_somebody_elses_template_may_be_loose(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    assert render(tmp_path, own, "Dag {{ nmae }}") == "Dag "
