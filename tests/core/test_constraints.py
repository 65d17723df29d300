"""What was changed on a record is checked by each constraint that it may break, and nothing else is asked."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import CheckConstraint, F, Model
from django.test.utils import CaptureQueriesContext

from dossiers.factories import information_dossier
from dossiers.models import Dossier
from oss.core.admin_forms import AdminForm
from oss.core.constraints import clean_changed
from oss.core.forms import ModelForm
from oss.staff.models import User
from oss.staff.roles import Role


@pytest.fixture
def dossier(user_with: Callable[..., User]) -> Dossier:
    return information_dossier(by=user_with(Role.DESK))


def test_what_breaks_a_constraint_is_refused_in_its_words(dossier: Dossier) -> None:
    dossier.postcode = "12"
    with pytest.raises(ValidationError, match="four digits|vier cijfers"):
        clean_changed(dossier, ["postcode"])


def test_a_constraint_over_two_fields_is_checked_when_either_changes(dossier: Dossier) -> None:
    dossier.is_anonymous = True  # with a main contact
    assert dossier.main_contact_id
    for changed in ("is_anonymous", "main_contact"):
        with pytest.raises(ValidationError):
            clean_changed(dossier, [changed])


def test_of_what_stays_as_it_was_nothing_is_asked(dossier: Dossier) -> None:
    with CaptureQueriesContext(connection) as asked:
        clean_changed(dossier, ["scope"])
    assert len(asked) == 0


def test_what_somebody_may_type_wrong_in_two_fields_is_told_in_words() -> None:
    """Values of a list, and a text of its own notation, are told by their field."""
    told = {CheckConstraint.default_violation_error_message}
    silent = [
        constraint.name
        for model in apps.get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint) and constraint.violation_error_message in told
        if len(typed_in(model) & asked_by(constraint.condition)) > 1
        if not re.search("of_the_lists?$|_edtf$|_within_a_day$", constraint.name)
    ]
    assert silent == []


def typed_in(model: type[Model]) -> set[str]:
    """The fields of its forms; of what the admin changes all that can be edited."""
    found = admin.site._registry.get(model)
    if found is not None and issubclass(found.form, AdminForm):
        return {one.name for one in model._meta.fields if one.editable}
    return {name for form in forms_of(ModelForm) if form._meta.model is model for name in form.base_fields}


def forms_of(kind: type[ModelForm]) -> Iterator[Any]:
    for one in kind.__subclasses__():
        yield one
        yield from forms_of(one)


def asked_by(condition: Any) -> set[str]:
    found = set()
    for one in getattr(condition, "children", ()):
        if isinstance(one, tuple):
            found |= {one[0].split("__")[0]} | ({one[1].name} if isinstance(one[1], F) else set())
        else:
            found |= asked_by(one)
    return found
