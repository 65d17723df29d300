"""Whatever secret an administrator can name in a form, the installation can supply, and no other is read."""

import ast
import os
import subprocess
import sys

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model

from oss.core.secrets import NoSecretError, SecretNameField, secret
from tests.architecture.source import python_files
from tests.conftest import ROOT
from tests.deployment import compose, production
from tests.deployment.test_variables import VARIABLES

NAMED_IN_FORMS: dict[str, tuple[type[Model], SecretNameField]] = {
    f"{model.__name__}.{field.name}": (model, field)
    for model in apps.get_models()
    if admin.site.is_registered(model)
    for field in model._meta.fields
    if isinstance(field, SecretNameField)
}


def variables_by_a_computed_name() -> list[str]:
    """Where the environment is asked for a name that the code does not spell out."""
    return [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in python_files(ROOT)
        if "launcher" not in path.parts
        for node in ast.walk(ast.parse(path.read_text()))
        if _reads_the_environment(node)
    ]


def _reads_the_environment(node: ast.AST) -> bool:
    match node:
        case ast.Subscript(value=place, slice=name, ctx=ast.Load()):
            return ast.unparse(place) == "os.environ" and not isinstance(name, ast.Constant)
        case ast.Call(func=reader, args=[name, *_]):
            reads = ast.unparse(reader) in {"os.environ.get", "os.getenv"}
            return reads and not isinstance(name, ast.Constant)
    return False


def test_a_name_that_is_typed_is_looked_up_in_one_place() -> None:
    assert [place.partition(":")[0] for place in variables_by_a_computed_name()] == ["oss/core/secrets.py"]


@pytest.mark.parametrize("named", NAMED_IN_FORMS)
def test_what_a_form_accepts_stands_in_the_environment_of_every_service(named: str) -> None:
    _model, field = NAMED_IN_FORMS[named]
    name = field.clean("OSS_SECRET_OF_THIS_TEST", None)
    for service in compose.shop_services(compose.read()).values():
        (path,) = compose.environment_files(service)
        assert path in (ROOT / ".env.example").read_text()
        assert path in (ROOT / ".gitignore").read_text().split()
    # a line of that file becomes a variable of the container; our own process reads it there
    asked = f"from oss.core.secrets import secret; print(secret({name!r}))"
    answer = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=ROOT,
        env={**production.environment(), "PATH": os.environ["PATH"], name: "zeer geheim"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == "zeer geheim"


@pytest.mark.parametrize("named", NAMED_IN_FORMS)
def test_a_form_takes_no_variable_of_the_shop_itself_for_a_secret(named: str) -> None:
    _model, field = NAMED_IN_FORMS[named]
    for variable in [*VARIABLES, "PATH", "HOME", "OSS_SECRET_", "OSS_SECRET_a/b"]:
        with pytest.raises(ValidationError):
            field.clean(variable, None)


def test_what_was_named_before_is_not_read_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "SECRET_KEY", "planted")
    with pytest.raises(NoSecretError, match="begins with OSS_SECRET_"):
        secret("SECRET_KEY")


def test_the_mailboxes_are_among_those_forms() -> None:
    assert "Mailbox.secret_name" in NAMED_IN_FORMS
