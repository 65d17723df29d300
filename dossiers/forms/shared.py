"""The parts that the dossiers of a train hold together: the household, and the intake."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from dossiers.flows.parts import Part
from dossiers.forms.parts import offered
from dossiers.models import Household, Intake
from oss.core.forms import Chips, DayInput
from oss.core.seen_form import SeenForm

ASKED = ("persons", "dependants", "category")
"""What may also be answered without a value."""


class HouseholdForm(SeenForm):
    class Meta:
        model = Household
        fields: ClassVar[list[str]] = [
            *("persons", "dependants", "category", "category_year", "category_known_on", "category_method"),
            *(f"{name}_lacks" for name in ASKED),
        ]
        widgets: ClassVar[dict[str, Any]] = {"category_known_on": DayInput()}

    def clean(self) -> dict[str, Any]:
        """Why there is no value goes where one is filled in."""
        data = super().clean() or {}
        return data | {f"{name}_lacks": "" for name in ASKED if data.get(name) is not None}

    def changes(self) -> dict[str, Any]:
        gone = [one for one in ASKED if self.cleaned_data.get(one) is not None]
        return super().changes() | {f"{one}_lacks": "" for one in gone if self.initial.get(f"{one}_lacks")}

    def asked(self) -> Iterator[forms.BoundField]:
        """The fields in their order; beside each of those three why it has no value."""
        for name in self.fields:
            if name.endswith("_lacks"):
                continue
            if name in ASKED:
                why = self[f"{name}_lacks"]
                is_open = bool(why.value() or why.errors)
                if is_open or self[name].value() in (None, ""):
                    beside = render_to_string("dossiers/no_answer.html", {"field": why, "is_open": is_open})
                    self.fields[name].beside = beside  # type: ignore[attr-defined]
            yield self[name]


class IntakeForm(SeenForm):
    class Meta:
        model = Intake
        fields: ClassVar[list[str]] = ["wish", "motives", "urgency", "budget", "done_already", "obstacles"]
        widgets: ClassVar[dict[str, Any]] = {
            "motives": Chips,
            **{name: forms.Textarea(attrs={"rows": 2}) for name in ("wish", "done_already", "obstacles")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = self.instance.motives.all() if self.instance.pk else ()
        offered(self.fields["motives"], [one.pk for one in known])


HOUSEHOLD = Part(
    "household",
    HouseholdForm,
    "info",
    Household,
    template="dossiers/household.html",
    called=_("Household and income"),
    permission="dossiers.view_household",
)
INTAKE = Part("intake", IntakeForm, "info", Intake, template="dossiers/intake.html")
