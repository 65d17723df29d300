"""Forms that two people may have open at once: what each did not touch stays as the other left it."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Field, MultipleHiddenInput
from django.http import QueryDict
from django.utils.formats import localize
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from oss.core.forms import DayInput, HiddenDay, ModelForm
from oss.core.plain_text import quoted

INITIAL = "initial-"
"""Begins the name under which a form sends along what stood in a field."""


class SeenSeveral(MultipleHiddenInput):
    """What was chosen of several. Nothing chosen is written down too: else a form that comes back would take
    for seen what its user ticked."""

    def format_value(self, value: Any) -> Any:
        return super().format_value(value) or [""]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return [one for one in super().value_from_datadict(data, files, name) or [] if one != ""]


class SeenForm(ModelForm):
    """Carries along, hidden, what stood in each field when the page was drawn.

    A new record has no such past; what no page carried along (an import) is compared with the record itself.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.drawn = not self.is_bound or any(
            self.add_initial_prefix(name) in self.data for name in self.fields
        )
        for field in self.fields.values():
            field.show_hidden_initial = self.drawn and self.instance.pk is not None and not field.disabled
            if issubclass(field.hidden_widget, MultipleHiddenInput):
                field.hidden_widget = SeenSeveral
            if isinstance(field.widget, DayInput):
                field.hidden_widget = HiddenDay

    def changes(self) -> dict[str, Any]:
        """What this user changed, of what was cleaned."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.changed_data}

    def seen(self) -> dict[str, Any]:
        """What stood there when the page was drawn; without a field whose hidden value is no value of it."""
        found = {}
        for name, field in self.fields.items() if self.drawn else ():
            hidden = self._widget_data_value(field.hidden_widget(), self.add_initial_prefix(name))
            try:
                found[name] = field.to_python(hidden)
            except ValidationError:
                continue
        return found

    def tell_conflicts(self, now: Mapping[str, Any]) -> None:
        """Says at each field what somebody else wrote; saving again is then a choice, no accident."""
        data = cast(QueryDict, self.data).copy()
        for name, value in now.items():
            told = _(
                "Somebody else changed this meanwhile. It now reads: %(value)s. Save again to keep yours."
            )
            field = self.fields[name]
            self.add_error(name, told % {"value": _read(value, field)})
            prepared = field.prepare_value(value)
            key = self.add_initial_prefix(name)
            if isinstance(prepared, list):
                data.setlist(key, [str(one) for one in prepared])
            else:
                data[key] = "" if prepared is None else str(prepared)
        self.data = data


def _read(value: Any, field: Field) -> str:
    """As the page would show it: a choice by its label, yes and no in words."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    is_several = isinstance(value, Iterable) and not isinstance(value, str | models.Model)
    texts = [one for one in (value if is_several else [value]) if isinstance(one, str)]
    labels = dict(getattr(field, "choices", ())) if texts else {}
    if is_several:
        value = ", ".join(str(labels.get(one, one)) for one in value)
    elif isinstance(value, str):
        value = labels.get(value) or field.prepare_value(value)
    text = str(value if isinstance(value, models.Model) else localize(value) if value else "")
    return quoted(Truncator(text).chars(200)) if text else _("nothing")
