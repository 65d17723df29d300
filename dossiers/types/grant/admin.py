from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dossiers.types.grant.terms import GrantBudget, GrantRate, GrantTerms
from oss.core.admin_forms import AdminForm
from oss.core.admin_places import AdminGroup, AdminPlace
from oss.core.forms import ModelForm


class GrantRateInline(admin.TabularInline):
    model = GrantRate
    form = ModelForm
    extra = 1

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)


@admin.register(GrantTerms)
class GrantTermsAdmin(admin.ModelAdmin):
    """What nobody gave stays empty: nothing is computed then."""

    place = AdminPlace(AdminGroup.WORKING, "rosette-discount-check")
    form = AdminForm
    list_display = ("version", "is_own", "is_filled_in")
    list_filter = ("is_own",)
    list_select_related = ("version__scheme",)
    search_fields = ("version__scheme__name",)
    inlines = (GrantRateInline,)

    @admin.display(description=_("has figures"), boolean=True)
    def is_filled_in(self, row: GrantTerms) -> bool:
        return row.rates.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(GrantBudget)
class GrantBudgetAdmin(admin.ModelAdmin):
    place = AdminPlace(AdminGroup.WORKING, "coin-euro")
    form = AdminForm
    list_display = ("scheme", "year", "amount", "source", "known_on")
    list_filter = ("year", "scheme")
    list_select_related = ("scheme",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
