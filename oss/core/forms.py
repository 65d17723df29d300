"""How every form of the shop is drawn, and the lookup as a form widget."""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any, cast

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.models import ModelChoiceIterator
from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from oss.core.components import Lookup, LookupOption, Text
from oss.core.dates import no_day, read_day, read_hour, written
from oss.core.drawing import icon
from oss.core.money import plainly
from oss.core.national_number import national_numbers
from oss.core.partial_dates import LAST_YEAR, LONG_AGO
from oss.core.plain_text import one_line, visible


class Renderer(TemplatesSetting):
    """One template for every form, one for every field; nothing is styled in Python."""

    form_template_name = "core/forms/form.html"
    field_template_name = "core/forms/field.html"


class NationalNumberCheck:
    """Free text with a national register number in it is not taken without a confirmation.

    Free text is every plain `CharField`; a field for something else (a phone number, say) is a class of its
    own. The error at the field carries the box that confirms, so that it stands wherever the form is drawn.
    The box confirms those very numbers: another one is asked about again. What stood in the record already
    was confirmed when it was written.
    """

    CONFIRMED = "keep_national_number"

    def full_clean(self) -> None:
        self._kept: dict[str, list[str]] = {}
        super().full_clean()  # type: ignore[misc]
        if self.is_bound and self._errors:  # type: ignore[attr-defined]
            for name, numbers in self._kept.items():  # the form is shown again: what was ticked stays so
                self._ask(name, numbers, ticked=True)

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            if is_free_text(field) and not field.disabled:
                self._check(name)

    def _check(self, name: str) -> None:
        stored = national_numbers(str(self._stored(name) or ""))
        found = national_numbers(str(self.cleaned_data.get(name) or ""))  # type: ignore[attr-defined]
        fresh = [number for number in found if number not in stored]
        if not fresh:
            return
        if set(fresh) <= self._ticked():
            self._kept[name] = fresh
        else:
            self._ask(name, fresh)

    def _ask(self, name: str, numbers: list[str], *, ticked: bool = False) -> None:
        question = render_to_string(
            "core/forms/national_number.html",
            {
                "name": self.CONFIRMED,
                "numbers": numbers,
                "ticked": ticked,
                "id": f"{self[name].auto_id}_keep",  # type: ignore[index]
            },
        )
        error = ValidationError(mark_safe(question), code="national_number")  # noqa: S308 - our own template
        self.add_error(name, error)  # type: ignore[attr-defined]

    def _ticked(self) -> set[str]:
        data: Any = self.data  # type: ignore[attr-defined]
        boxes = data.getlist(self.CONFIRMED) if hasattr(data, "getlist") else [data.get(self.CONFIRMED, "")]
        return set(" ".join(boxes).split())

    def _stored(self, name: str) -> Any:
        instance = getattr(self, "instance", None)
        return getattr(instance, name, "") if instance is not None and instance.pk else ""


def is_free_text(field: forms.Field) -> bool:
    return type(field) is forms.CharField and not isinstance(field.widget, forms.PasswordInput)


class VisibleText:
    """Takes from every field what nobody sees (`oss.core.plain_text`): so the field checks, keeps and shows
    what was read. A password is what it is."""

    def _widget_data_value(self, widget: forms.Widget, html_name: str) -> Any:
        value = super()._widget_data_value(widget, html_name)  # type: ignore[misc]
        if not isinstance(value, str) or isinstance(widget, forms.PasswordInput):
            return value
        of_one_line = isinstance(widget, forms.TextInput) and not widget.is_hidden
        return one_line(value) if of_one_line else visible(value)


_NOTHING = "---------"
_CHOICE_IS_GONE = _(
    "This choice is gone: a colleague removed, merged or deactivated it meanwhile. Choose again."
)


class GoneChoices:
    """Says of a record that was chosen and is not there any more what may have come of it.

    None chosen is one dash, not the nine of Django.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # type: ignore[attr-defined]
            if isinstance(field, forms.ModelChoiceField):
                field.error_messages["invalid_choice"] = _CHOICE_IS_GONE
                if field.empty_label == _NOTHING:
                    field.empty_label = "–"
            elif isinstance(field, forms.ChoiceField):
                choices = list(cast(Any, field.choices))
                if choices[:1] == [("", _NOTHING)]:
                    field.choices = [("", "–"), *choices[1:]]


class NoSuchDays:
    """Says of what is no day what is wrong with it, and how a day is written; and of a year that cannot be
    meant, as 25 for 2025, that it is to be checked."""

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            day = self.cleaned_data.get(name)  # type: ignore[attr-defined]
            if isinstance(field, forms.DateField) and isinstance(day, date) and name in self.changed_data:  # type: ignore[attr-defined]
                self._check_year(name, day)

    def _check_year(self, name: str, day: date) -> None:
        if day < LONG_AGO:
            self.add_error(name, _("This is too long ago: check the year."))
        elif day.year > LAST_YEAR:
            self.add_error(name, _("This is too far away: check the year."))

    def add_error(self, field: str | None, error: Any) -> None:
        is_day = isinstance(self.fields.get(field), forms.DateField)  # type: ignore[attr-defined]
        if is_day and getattr(error, "code", "") == "invalid":
            typed = self[field].data  # type: ignore[index]
            error = ValidationError(no_day(str(typed)), code="invalid")
        super().add_error(field, error)  # type: ignore[misc]


class ReadLimits:
    """Names the least and the most that a field takes as numbers are written here: "0,01"."""

    def add_error(self, field: str | None, error: Any) -> None:
        for one in chain(*_by_field(error).values()) if isinstance(error, ValidationError) else ():
            params = one.params or {}
            if isinstance(limit := params.get("limit_value"), Decimal):
                one.params = params | {"limit_value": plainly(limit)}
        super().add_error(field, error)  # type: ignore[misc]


class Form(GoneChoices, NoSuchDays, ReadLimits, VisibleText, NationalNumberCheck, forms.Form):
    """Every form of the shop is one of these two: a test looks."""


class ModelForm(GoneChoices, NoSuchDays, ReadLimits, VisibleText, NationalNumberCheck, forms.ModelForm):
    """As `Form`, for the fields of a model."""


def take_over(form: forms.BaseForm, error: ValidationError) -> None:
    """Puts the errors of an operation at the fields of the form, and above it what is no field's."""
    for name, errors in _by_field(error).items():
        for one in errors:
            form.add_error(name if name in form.fields else None, one)


def _by_field(error: ValidationError) -> dict[str, list[ValidationError]]:
    return error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}


class _DayText:
    """A day as text: shown as Flanders writes it, read into ISO's notation; what is no day stays as typed."""

    def format_value(self, value: Any) -> str | None:
        day = read_day(value) if isinstance(value, str) else value
        return written(day) if isinstance(day, date) else value

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)  # type: ignore[misc]
        day = read_day(value) if isinstance(value, str) else None
        return day.isoformat() if day else value


class DayInput(_DayText, forms.DateInput):
    """A day is typed, whatever the language of the browser; its calendar opens from the button beside."""

    template_name = "core/components/day.html"


class HiddenDay(_DayText, forms.HiddenInput):
    """What stood in a `DayInput`, in its own notation."""


class HourInput(forms.TimeInput):
    """An hour is typed as one says it; what is none stays as typed."""

    def __init__(self) -> None:
        super().__init__(format="%H:%M", attrs={"placeholder": "14:30"})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        hour = read_hour(value) if isinstance(value, str) else None
        return hour.strftime("%H:%M") if hour else value


class MinutesInput(forms.NumberInput):
    """Minutes are typed, or tapped where they are of the usual ones."""

    template_name = "core/components/minutes.html"
    TAPS = (2, 5, 10, 15, 30, 60)

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"min": 0, "max": 1440, "inputmode": "numeric", **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return super().get_context(name, value, attrs) | {"taps": self.TAPS}


class FileChoice(forms.FileInput):
    """A file, chosen or dropped; its words are ours and not the browser's."""

    template_name = "core/components/file.html"


class FilesChoice(FileChoice):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name, [])


class FilesField(forms.FileField):
    """One file or several; gives all of them."""

    widget = FilesChoice

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"multiple": True}

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(FilesField, self).clean(one) for one in data or [None]]


def mark_needed(
    form: forms.BaseForm,
    names: Iterable[str],
    lacking: Collection[str],
    words: str,
    *,
    answered: Collection[str] = (),
) -> None:
    """Marks the fields that something waits for, in `words`: those that are `lacking`, and those that hold or
    held something, so that the mark comes where one is wiped. It goes as soon as something stands there, or
    why nothing does (`answered`)."""
    for name in names:
        field = form.fields.get(name)
        if field is None:
            continue
        nothing: tuple[object, ...] = (None, "", [])
        if type(field) is forms.BooleanField:  # a box that is not ticked
            nothing = (*nothing, False)
        drawn = form[name]
        is_filled = drawn.value() not in nothing
        if is_filled or drawn.initial not in nothing or name in lacking or name in answered:
            field.needed = words  # type: ignore[attr-defined]
            field.is_lacking = not is_filled and name not in answered  # type: ignore[attr-defined]


class Chips(forms.CheckboxSelectMultiple):
    """Several out of many, as small as words: what is chosen most and what is chosen here; more in place.

    How often each is chosen its row says (`CountedValue`); of others the first ones show. All stand in the
    order of their list, so that the hand finds them again.

    Check boxes underneath, drawn in Python: a template for each choice of thirty is what a page waits for.
    """

    FIRST = 10

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        chosen = {str(one) for one in self.format_value(value) or []}
        attributes = self.build_attrs(self.attrs, attrs)
        place = escape(str(attributes.pop("id", "")))
        rest = flatatt(attributes)
        choices = list(self.choices)
        uses = [getattr(getattr(key, "instance", None), "uses", 0) for key, _label in choices]
        most = set(sorted(range(len(choices)), key=lambda at: -uses[at])[: self.FIRST])
        shown: list[str] = []
        folded: list[str] = []
        for number, (key, label) in enumerate(choices):
            is_chosen = str(key) in chosen
            box = f"{place}_{number}"
            chip = (
                f'<label class="choice" for="{box}"><input type="checkbox" name="{escape(name)}"'
                f' value="{escape(str(key))}" id="{box}"{" checked" if is_chosen else ""}{rest}>'
                f"{icon('check')}<span>{escape(label)}</span></label>"
            )
            (shown if is_chosen or number in most else folded).append(chip)
        more = ngettext("%(number)s more…", "%(number)s more…", len(folded)) % {"number": len(folded)}
        fold = (
            f'<details class="choices-more"><summary>{escape(more)}</summary>'
            f'<div class="choices-rest">{"".join(folded)}</div></details>'
            if folded
            else ""
        )
        return mark_safe(f'<div id="{place}" class="choices">{"".join(shown)}{fold}</div>')  # noqa: S308


class LookupWidget(forms.Select):
    """A choice out of many, found by typing. `url_name` answers with a JSON list of `Option`s.

    Only the chosen value is written into the page, so that a ModelChoiceField over a million rows costs
    one query for one row; the field still validates against its whole queryset.
    """

    template_name = "core/components/lookup.html"

    def __init__(
        self,
        url_name: str,
        *,
        placeholder: Text = "",
        create: str = "",
        create_label: Text = "",
        attrs: dict[str, Any] | None = None,
    ) -> None:
        """`create` is the URL name of the form in which the side panel makes what is not found;
        `known` fills that form in beforehand."""
        super().__init__(attrs)
        self.url_name = url_name
        self.placeholder = placeholder
        self.create = create
        self.create_label = create_label
        self.known: dict[str, str] = {}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        attributes = self.build_attrs(self.attrs, attrs)
        lookup = Lookup(
            name=name,
            url=reverse(self.url_name),
            id=str(attributes.pop("id", f"id_{name}")),
            chosen=self._chosen(self.format_value(value)),
            placeholder=self.placeholder,
            create_url=self._create_url(),
            create_label=self.create_label,
            attrs=attributes,
        )
        return {"lookup": lookup}

    def _create_url(self) -> str:
        if not self.create:
            return ""
        return reverse(self.create, query=self.known or None)

    def use_required_attribute(self, initial: Any) -> bool:
        return not self.is_hidden

    def _chosen(self, values: list[str]) -> LookupOption | None:
        value = values[0] if values else ""
        if not value:
            return None
        if isinstance(self.choices, ModelChoiceIterator):
            return _row(self.choices.field, value)
        return next(
            (LookupOption(value, str(label)) for key, label in self.choices if str(key) == value), None
        )


def _row(field: Any, value: str) -> LookupOption | None:
    """The chosen row of a ModelChoiceField; None where the value is no row, which its validation reports."""
    try:
        row = field.to_python(value)
    except ValidationError:
        return None
    return LookupOption(str(field.prepare_value(row)), field.label_from_instance(row))
