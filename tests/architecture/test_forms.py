"""Every form in which somebody types free text asks before a national register number is stored."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from django import forms
from django.contrib import admin
from django.urls import get_resolver

import dossiers
import oss
from oss.core.forms import Form, NationalNumberCheck, is_free_text

OURS = ("oss.", "dossiers.", "neighbourhoods.", "condos.")


def subclasses(cls: type) -> Iterator[type]:
    for one in cls.__subclasses__():
        yield one
        yield from subclasses(one)


def free_text(form: type[forms.BaseForm]) -> list[str]:
    return [name for name, field in form.base_fields.items() if is_free_text(field)]


def unchecked(forms_: Iterator[type], ours: tuple[str, ...] = OURS) -> list[str]:
    return sorted(
        {
            f"{form.__module__}.{form.__name__}"
            for form in forms_
            if form.__module__.startswith(ours)
            and not issubclass(form, NationalNumberCheck)
            and free_text(form)
        }
    )


@pytest.fixture(autouse=True)
def _everything_is_imported() -> None:
    for package in (oss, dossiers):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".management." not in module.name and not module.name.endswith((".wsgi", ".asgi")):
                importlib.import_module(module.name)
    get_resolver().url_patterns  # noqa: B018 - the admin finds its classes


def test_every_form_of_the_shop_checks_its_free_text() -> None:
    assert unchecked(subclasses(forms.BaseForm)) == []


def test_a_form_that_does_not_is_noticed() -> None:
    class Planted(forms.Form):
        text = forms.CharField()

    class Good(Form):
        text = forms.CharField()

    assert unchecked(iter((Planted, Good)), ours=("tests.",)) == [f"{__name__}.Planted"]


def test_what_the_admin_edits_is_checked_too() -> None:
    editable = [
        model_admin
        for model, model_admin in admin.site._registry.items()
        if type(model_admin).__module__.startswith(OURS)
        and type(model_admin).has_change_permission is admin.ModelAdmin.has_change_permission
        and type(model_admin).has_add_permission is admin.ModelAdmin.has_add_permission
    ]
    names = [type(one).__name__ for one in editable if not issubclass(one.form, NationalNumberCheck)]
    assert names == []
