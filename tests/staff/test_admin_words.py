"""Every page of the admin in Dutch is wholly Dutch."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten, label_for_field
from django.forms import Field
from django.forms.models import ModelChoiceIterator
from django.test import RequestFactory
from django.utils.translation import override

from oss.staff.models import User
from oss.staff.roles import Role

Words = tuple[str, str]
"""Where something stands, and what."""

SAME_IN_BOTH = frozenset(
    {
        *("architect", "auditor", "bank", "detail", "dispatcher", "dossier", "dossiers", "export", "exports"),
        *(
            "filter",
            "garages",
            "import",
            "label",
            "in-reply-to",
            "mail",
            "mailbox",
            "mails",
            "message-id",
            "minimum",
            "parameter",
        ),
        *("postcode", "postcodes", "project", "references", "status", "subtype", "subtypes"),
        *("team", "teams", "type", "x (lambert 72)", "y (lambert 72)"),
        *("m²", "m", "kwp", "kwh", "l"),
    }
)
"""Words that are written alike in Dutch and in English."""

ADMINS = {
    model._meta.label: model_admin
    for model, model_admin in admin.site._registry.items()
    if type(model_admin).__module__.startswith(("oss.", "dossiers."))
}


def words_of(model_admin: admin.ModelAdmin, user: User) -> Iterator[Words]:
    """What the pages of a model show of our own, in the language that is active."""
    request = RequestFactory().get("/admin/")
    request.user = user
    model = model_admin.model._meta
    yield "app", str(model.app_config.verbose_name)
    yield "model", str(model.verbose_name)
    yield "models", str(model.verbose_name_plural)
    for field in model.get_fields():
        for _value, label in getattr(field, "flatchoices", None) or ():
            yield f"choice of {field.name}", str(label)
    yield from words_of_list(model_admin, request)
    yield from words_of_forms(model_admin, request)


def words_of_list(model_admin: admin.ModelAdmin, request: Any) -> Iterator[Words]:
    for name in model_admin.get_list_display(request):
        yield f"column {name}", str(label_for_field(name, model_admin.model, model_admin))
    for one in model_admin.get_list_filter(request):
        if isinstance(one, (str, tuple)):
            name = one if isinstance(one, str) else one[0]
            yield f"filter {name}", str(label_for_field(name, model_admin.model, model_admin))
            continue
        yield "filter", str(one.title)
        for _value, label in one.lookups(None, request, model_admin):
            yield f"filter {one.parameter_name}", str(label)
    for name, (_function, _name, description) in model_admin.get_actions(request).items():
        yield f"action {name}", str(description)


def words_of_forms(model_admin: admin.ModelAdmin, request: Any) -> Iterator[Words]:
    model = model_admin.model
    for obj in (None, model()):
        if obj is None and not model_admin.has_add_permission(request):
            continue
        form = model_admin.get_form(request, obj, change=obj is not None)
        yield from words_of_fields(form.base_fields)
        for title, content in model_admin.get_fieldsets(request, obj):
            yield "fieldset", str(title or "")
            for name in {*flatten(content["fields"])} - {*form.base_fields}:
                yield f"field {name}", str(label_for_field(name, model, model_admin, form=form(instance=obj)))
    for kind in model_admin.inlines:
        inline = kind(model, admin.site)
        yield f"inline {kind.__name__}", str(kind.model._meta.verbose_name_plural)
        yield from words_of_fields(inline.get_formset(request, None).form.base_fields)
        for name in flatten(kind.fields or ()):
            yield f"{kind.__name__} {name}", str(label_for_field(name, kind.model, kind))


def words_of_fields(fields: dict[str, Field]) -> Iterator[Words]:
    for name, field in fields.items():
        yield f"label {name}", str(field.label or "")
        yield f"help {name}", str(field.help_text or "")
        choices = getattr(field, "choices", ())
        if not isinstance(choices, ModelChoiceIterator):
            yield from ((f"choice of {name}", str(label)) for _value, label in choices)


def written_alike(english: Iterable[Words], dutch: Iterable[Words]) -> list[Words]:
    alike = {(where, text) for where, text in {*english} & {*dutch} if text.casefold() not in SAME_IN_BOTH}
    return sorted((where, text) for where, text in alike if any(sign.islower() for sign in text))


@pytest.mark.django_db
@pytest.mark.parametrize("label", ADMINS)
def test_the_words_of_each_page_are_dutch(label: str, user_with: Callable[..., User]) -> None:
    user = user_with(Role.ADMINISTRATOR, is_superuser=True)
    with override("en"):
        english = list(words_of(ADMINS[label], user))
    with override("nl"):
        dutch = list(words_of(ADMINS[label], user))
    assert written_alike(english, dutch) == []
