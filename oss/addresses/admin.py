from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from oss.addresses.models import Address, Building, ImportRun, Municipality, Street


class LookOnlyAdmin(admin.ModelAdmin):
    """For records that change through imports and operations: the admin shows and searches them."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class MatchingAdmin(LookOnlyAdmin):
    """Searches as the rest of the shop does: the model's `matching(text)`."""

    search_fields = ("pk",)  # shows the search box

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        return (queryset.matching(search_term) if search_term else queryset), False


@admin.register(Municipality)
class MunicipalityAdmin(LookOnlyAdmin):
    list_display = ("name", "nis_code")
    search_fields = ("name", "nis_code")
    exclude = ("search",)


@admin.register(Street)
class StreetAdmin(MatchingAdmin):
    list_display = ("name", "municipality", "register_id")
    list_filter = ("municipality",)
    list_select_related = ("municipality",)
    exclude = ("search",)


@admin.register(Address)
class AddressAdmin(MatchingAdmin):
    list_display = ("label", "status", "is_verified", "building", "register_id")
    list_filter = ("status", "is_verified", "postcode")
    list_select_related = ("street__municipality", "building__street__municipality")
    ordering = ("street__name", "street", "house_order", "box_order")
    exclude = ("search", "house_order", "box_order")
    show_full_result_count = False


class AddressInline(admin.TabularInline):
    model = Address
    fields = ("house_number", "box_number", "postcode", "status")
    readonly_fields = fields
    ordering = ("house_order", "box_order")
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Building)
class BuildingAdmin(MatchingAdmin):
    list_display = ("label", "name")
    list_select_related = ("street__municipality",)
    inlines = (AddressInline,)


@admin.register(ImportRun)
class ImportRunAdmin(LookOnlyAdmin):
    list_display = ("source", "started_at", "status", "rows_read", "added", "changed", "absent", "rejected")
    list_filter = ("status",)
    list_select_related = ("by",)
