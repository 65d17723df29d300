from datetime import date
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oss.core.admin_forms import AdminForm
from oss.core.admin_places import AdminGroup, AdminPlace
from oss.core.dates import written
from oss.core.models import DatedValue
from oss.core.money import AmountField
from oss.core.parameters import Parameter
from oss.core.registry import offered


class LookOnlyAdmin(admin.ModelAdmin):
    """For records that change through imports and operations: the admin shows and searches them."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ValueAdmin(admin.ModelAdmin):
    """A list of values: set inactive what is no longer used; old records keep it."""

    place: ClassVar[AdminPlace] = AdminPlace(AdminGroup.VALUES, "list-check")
    form = AdminForm
    formfield_overrides: ClassVar[dict[Any, Any]] = {models.DecimalField: {"form_class": AmountField}}
    list_display = ["name", "position", "is_active"]
    list_filter = ["is_active"]
    search_fields = ["name"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class DatedValueForm(AdminForm):
    """Only declared parameters, and only values that their rules can read."""

    class Meta:
        model = DatedValue
        fields = ("parameter", "valid_from", "value", "source", "checked_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parameter"] = forms.ChoiceField(
            label=_("Parameter"), choices=[(one.name, one.label) for one in offered(Parameter).values()]
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        declared = offered(Parameter).get(data.get("parameter", ""))
        if declared is not None and "value" in data:
            try:
                declared.read(data["value"])
            except ValidationError as error:
                self.add_error("value", error)
        if self._leaves_today_without(data):
            self.add_error(
                "valid_from",
                _("Today there would be no value. Add the new one as a value of its own, from its day on."),
            )
        return data

    def _leaves_today_without(self, data: dict[str, Any]) -> bool:
        """Whether what holds today would go to another day or parameter, and nothing else holds."""
        today = timezone.localdate()
        begun = DatedValue.objects.filter(valid_from__lte=today)
        before = begun.filter(pk=self.instance.pk).first()
        if before is None or "valid_from" not in data or "parameter" not in data:
            return False
        if data["parameter"] == before.parameter and data["valid_from"] <= today:
            return False
        return not begun.filter(parameter=before.parameter).exclude(pk=before.pk).exists()


class ParameterFilter(admin.SimpleListFilter):
    title = _("parameter")
    parameter_name = "parameter"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(one.name, one.label) for one in offered(Parameter).values()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(parameter=self.value()) if self.value() else queryset


@admin.register(DatedValue)
class DatedValueAdmin(admin.ModelAdmin):
    place = AdminPlace(AdminGroup.WORKING, "settings")
    form = DatedValueForm
    list_display = ("label", "valid_from", "shown_value", "unit", "source", "checked_on")
    list_filter = (ParameterFilter,)
    search_fields = ("parameter", "source")
    date_hierarchy = "valid_from"

    @admin.display(description=_("parameter"), ordering="parameter")
    def label(self, row: DatedValue) -> Any:
        declared = offered(Parameter).get(row.parameter)
        return declared.label if declared else row.parameter

    @admin.display(description=_("value"), ordering="value")
    def shown_value(self, row: DatedValue) -> str:
        """A day as days are written everywhere; all else, and what no rule can read, as it was typed."""
        declared = offered(Parameter).get(row.parameter)
        try:
            value = declared.read(row.value) if declared else None
        except ValidationError:
            return row.value
        return written(value) if isinstance(value, date) else row.value

    @admin.display(description=_("unit"))
    def unit(self, row: DatedValue) -> Any:
        declared = offered(Parameter).get(row.parameter)
        return declared.unit if declared else ""
