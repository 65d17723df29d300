from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from dossiers.checklist.models import SheetPaper
from dossiers.schemes.forms import ConditionForm
from dossiers.schemes.inlines import SheetInline
from dossiers.schemes.models import Scheme, SchemeCondition, SchemeQuestion, SchemeVersion
from oss.core.admin import ValueAdmin
from oss.core.admin_forms import AdminForm
from oss.core.admin_places import AdminGroup, AdminPlace
from oss.core.forms import ModelForm
from oss.core.registry import offered


@admin.register(Scheme)
class SchemeAdmin(ValueAdmin):
    """What holds from when to when stands in its sheets."""

    list_display = ["name", "kind", "by", "opens", "position", "is_active"]
    list_filter = ["kind", "is_active"]
    list_select_related = ["opens"]


@admin.register(SchemeQuestion)
class SchemeQuestionAdmin(ValueAdmin):
    list_display = ["name", "short", "position", "is_active"]


class ConditionInline(admin.TabularInline):
    model = SchemeCondition
    form = ConditionForm
    extra = 1


class SheetPaperInline(admin.TabularInline):
    """What is no longer asked is switched off."""

    model = SheetPaper
    form = ModelForm
    extra = 1

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(SchemeVersion)
class SchemeVersionAdmin(admin.ModelAdmin):
    """A new sheet beside the old one: end the old one on the day before."""

    place = AdminPlace(AdminGroup.WORKING, "compass")
    form = AdminForm
    list_display = (
        "scheme",
        "valid_from",
        "valid_until",
        "closed_on",
        "is_confirmed",
        "checked_on",
        "is_old",
    )
    list_filter = ("is_confirmed", "scheme")
    list_select_related = ("scheme",)
    search_fields = ("scheme__name", "source")
    inlines = (ConditionInline, SheetPaperInline)

    def get_inlines(self, request: HttpRequest, obj: Any) -> list[Any]:
        """Also what types of dossiers keep beside a sheet."""
        more = [import_string(one.inline) for one in offered(SheetInline).values()]
        return [*super().get_inlines(request, obj), *more]

    @admin.display(description=_("older than a year"), boolean=True)
    def is_old(self, row: SchemeVersion) -> bool:
        return row.is_old(timezone.localdate())

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
