"""Answering what a stage asks without a value: beside the field, in the same form."""

from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from dossiers.flows.profiles import may_lack
from dossiers.flows.requirements import Requirement
from dossiers.models import Dossier, FactWithoutValue, WhyNoValue
from dossiers.operations.editing import Lacking
from oss.core.forms import DayInput, Form


class WithoutValueForm(Form):
    why = forms.ChoiceField(
        choices=[("", _("– to be filled in –")), *WhyNoValue.choices],
        required=False,
        label=_("Why there is no value"),
    )
    expected_on = forms.DateField(required=False, label=_("Expected on"), widget=DayInput())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (
            data.get("why") == WhyNoValue.LATER
            and not data.get("expected_on")
            and "expected_on" not in self.errors
        ):
            self.add_error("expected_on", _("Say on which day it is expected."))
        return data

    def lacking(self) -> Lacking | None:
        """What was answered; None where a value is to come in the field itself."""
        why = self.cleaned_data["why"]
        if not why:
            return None
        return Lacking(why, self.cleaned_data["expected_on"] if why == WhyNoValue.LATER else None)


class WithoutValue:
    """The answers without a value to some requirements of one dossier."""

    def __init__(self, dossier: Dossier, asked: list[Requirement], data: Any = None) -> None:
        told: dict[str, FactWithoutValue] = {}
        if dossier.facts_answered_without_value:
            told = {one.fact: one for one in dossier.facts_without_value.all()}
        self._forms: dict[Requirement, WithoutValueForm] = {}
        for one in asked:
            if not may_lack(dossier, one):
                continue
            known = told.get(one.name)
            prefix = f"without-{one.name}"
            initial = {"why": known.why, "expected_on": known.expected_on} if known else {}
            sent = data if data is not None and f"{prefix}-why" in data else None
            self._forms[one] = WithoutValueForm(sent, prefix=prefix, initial=initial)

    def is_valid(self) -> bool:
        valid = [form.is_valid() for form in self._forms.values() if form.is_bound]
        return all(valid)

    def told(self) -> dict[str, Lacking | None]:
        """What was answered anew, by requirement."""
        return {
            one.name: form.lacking()
            for one, form in self._forms.items()
            if form.is_bound and form.has_changed()
        }

    @property
    def answered(self) -> set[str]:
        """The fields of which the form says now why there is no value."""
        return {one.field for one, form in self._forms.items() if form["why"].value()}

    def stand_beside(self, form: forms.BaseForm) -> None:
        """The questions beside the empty fields of this form."""
        for one, own in self._forms.items():
            field = form.fields.get(one.field)
            if field is None or (form[one.field].value() and not own.errors):
                continue
            is_open = bool(own.initial or own.errors)
            html = render_to_string("dossiers/without_value.html", {"form": own, "is_open": is_open})
            field.beside = html  # type: ignore[attr-defined]
