"""How every form of the shop is drawn, and the lookup as a form widget."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator
from django.forms.renderers import TemplatesSetting
from django.urls import reverse

from oss.core.components import Lookup, Option, Text


class Renderer(TemplatesSetting):
    """One template for every form, one for every field; nothing is styled in Python."""

    form_template_name = "core/forms/form.html"
    field_template_name = "core/forms/field.html"


def take_over(form: forms.BaseForm, error: ValidationError) -> None:
    """Puts the errors of an operation at the fields of the form, and above it what is no field's."""
    fields = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
    for name, texts in fields.items():
        for text in texts:
            form.add_error(name if name in form.fields else None, text)


class LookupWidget(forms.Select):
    """A choice out of many, found by typing. `url_name` answers with a JSON list of `Option`s.

    Only the chosen value is written into the page, so that a ModelChoiceField over a million rows costs
    one query for one row; the field still validates against its whole queryset.
    """

    template_name = "core/components/lookup.html"

    def __init__(self, url_name: str, *, placeholder: Text = "", attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.url_name = url_name
        self.placeholder = placeholder

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        attributes = self.build_attrs(self.attrs, attrs)
        lookup = Lookup(
            name=name,
            url=reverse(self.url_name),
            id=str(attributes.pop("id", f"id_{name}")),
            chosen=self._chosen(self.format_value(value)),
            placeholder=self.placeholder,
            attrs=attributes,
        )
        return {"lookup": lookup}

    def use_required_attribute(self, initial: Any) -> bool:
        return not self.is_hidden

    def _chosen(self, values: list[str]) -> Option | None:
        value = values[0] if values else ""
        if not value:
            return None
        if isinstance(self.choices, ModelChoiceIterator):
            return _row(self.choices.field, value)
        return next((Option(value, str(label)) for key, label in self.choices if str(key) == value), None)


def _row(field: Any, value: str) -> Option | None:
    """The chosen row of a ModelChoiceField; None where the value is no row, which its validation reports."""
    try:
        row = field.to_python(value)
    except ValidationError:
        return None
    return Option(str(field.prepare_value(row)), field.label_from_instance(row))
