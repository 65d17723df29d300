"""What is typed about sheets in the admin, on *Schemes today* and on the rights check."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.schemes.models import SchemeCondition, SchemeKind
from dossiers.schemes.values import FactWords, read_condition
from oss.core.forms import DayInput, Form, ModelForm


class ConditionForm(ModelForm):
    """The values by name or code, with a comma between."""

    values = forms.CharField(
        label=gettext_lazy("Values"),
        help_text=gettext_lazy("With a comma between: 3, 4 · E, F · eigenaar-bewoner, mede-eigenaar · ja"),
    )

    class Meta:
        model = SchemeCondition
        fields: ClassVar[list[str]] = ["group", "fact", "question", "comparison", "values", "text"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            words = FactWords()
            fact = self.instance.fact
            self.initial["values"] = ", ".join(words.of(fact, one) for one in self.instance.values)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if {"fact", "comparison", "values"} <= data.keys():
            try:
                data["values"] = read_condition(data["fact"], data["comparison"], data["values"], FactWords())
            except ValidationError as error:
                self.add_error("values", error)
        return data


class SheetsForm(Form):
    """What *Schemes today* shows; what cannot be read leaves the page as it opens."""

    on = forms.DateField(label=gettext_lazy("As of"), widget=DayInput(), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    work = forms.ChoiceField(label=gettext_lazy("Work or topic"), required=False)
    who = forms.ChoiceField(label=gettext_lazy("For whom"), required=False)

    def __init__(self, data: Any, *, works: list[tuple[str, str]], who: list[tuple[str, str]]) -> None:
        super().__init__(data, auto_id="sheets-%s")
        fields: Any = self.fields
        fields["kind"].choices = [("", _("all kinds")), *SchemeKind.choices]
        fields["work"].choices = [("", _("all works")), *works]
        fields["who"].choices = [("", _("everybody")), *who]


class RightsAnswerForm(Form):
    """One question of the check, answered: by a tap (`value`), or else typed (`typed`)."""

    fact = forms.CharField(max_length=60)
    value = forms.CharField(max_length=120, required=False)
    typed = forms.CharField(max_length=40, required=False)
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=1990, required=False)

    def clean_year(self) -> int | None:
        year: int | None = self.cleaned_data["year"]
        if year is not None and year > timezone.localdate().year + 1:
            raise ValidationError(_("That year is still to come."))
        return year

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not (data.get("value") or data.get("typed")):
            raise ValidationError(_("Choose an answer, or type it."))
        return data
