from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oss.addresses.models import (
    Address,
    AddressChangeKind,
    Building,
    ImportChange,
    ImportRun,
    Measure,
    Municipality,
    Street,
)
from oss.core.admin import LookOnlyAdmin, ValueAdmin
from oss.core.admin_places import AdminGroup, AdminPlace


class MatchingAdmin(LookOnlyAdmin):
    """Searches as the rest of the shop does: the model's `matching(text)`."""

    search_fields = ("pk",)  # shows the search box

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        return (queryset.matching(search_term) if search_term else queryset), False


@admin.register(Municipality)
class MunicipalityAdmin(LookOnlyAdmin):
    place = AdminPlace(AdminGroup.RECORDS, "compass")
    list_display = ("name", "nis_code")
    search_fields = ("name", "nis_code")
    exclude = ("search",)


@admin.register(Street)
class StreetAdmin(MatchingAdmin):
    place = AdminPlace(AdminGroup.RECORDS, "route")
    list_display = ("name", "municipality", "register_id")
    list_filter = ("municipality",)
    list_select_related = ("municipality",)
    exclude = ("search",)


@admin.register(Address)
class AddressAdmin(MatchingAdmin):
    place = AdminPlace(AdminGroup.RECORDS, "map-pin")
    list_display = ("label", "status", "is_verified", "building", "register_id")
    list_filter = ("status", "is_verified", "postcode")
    list_select_related = ("street__municipality", "building__street__municipality")
    ordering = ("street__name", "street", "house_order", "box_order")
    exclude = ("search", "house_order", "box_order")
    show_full_result_count = False

    @admin.display(description=_("address"), ordering="street__name")
    def label(self, address: Address) -> str:
        return address.label


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
    place = AdminPlace(AdminGroup.RECORDS, "building")
    list_display = ("label", "name")
    list_select_related = ("street__municipality",)
    inlines = (AddressInline,)

    @admin.display(description=_("building"))
    def label(self, building: Building) -> str:
        return building.label


@admin.register(ImportRun)
class ImportRunAdmin(LookOnlyAdmin):
    place = AdminPlace(AdminGroup.OVERSIGHT, "upload")
    list_display = ("source", "started_at", "status", "rows_read", "added", "changed", "absent", "rejected")
    list_filter = ("status",)
    list_select_related = ("by",)
    exclude = ("first_rejects",)
    readonly_fields = ("changes", "rejects")

    @admin.display(description=_("what it changed"))
    def changes(self, run: ImportRun) -> str:
        counted = dict(run.changes.values_list("kind").annotate(number=Count("pk")).order_by())
        url = reverse("admin:addresses_importchange_changelist")
        links = [
            (f"{url}?{urlencode({'run__id__exact': run.pk, 'kind__exact': kind})}", counted[kind], label)
            for kind, label in AddressChangeKind.choices
            if kind in counted
        ]
        return format_html_join(" · ", '<a href="{}">{} {}</a>', links) or gettext("Nothing.")

    @admin.display(description=_("first rejects"))
    def rejects(self, run: ImportRun) -> str:
        rows = format_html_join(
            "", "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>", run.first_rejects
        )
        if not rows:
            return gettext("Nothing.")
        heads = format_html_join(
            "", "<th>{}</th>", [(head,) for head in (_("file"), _("line"), _("reason"), _("row"))]
        )
        return format_html("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", heads, rows)


@admin.register(ImportChange)
class ImportChangeAdmin(LookOnlyAdmin):
    """Reached from its run; who may see that may see this."""

    place = AdminPlace(AdminGroup.OVERSIGHT, "pencil")
    list_display = ("run", "kind", "address", "register_id", "what_was")
    list_filter = ("kind",)
    list_select_related = ("run",)
    search_fields = ("=register_id",)
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportChange]:
        register_id = Address.objects.filter(register_id=OuterRef("register_id")).order_by()
        named = Concat("street__name", Value(" "), "house_number", Value(" "), "box_number")
        return super().get_queryset(request).annotate(line=Subquery(register_id.values(line=named)[:1]))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        user: Any = request.user
        return bool(user.has_perm("addresses.view_importrun"))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    @admin.display(description=_("address"))
    def address(self, change: Any) -> str:
        return str(change.line or "")

    @admin.display(description=_("before"))
    def what_was(self, change: ImportChange) -> str:
        return " · ".join(f"{name}: {value}" for name, value in (change.before or {}).items())


@admin.register(Measure)
class MeasureAdmin(ValueAdmin):
    """What can be advised, quoted and done; contractors are known by it too."""

    list_display = ["name", "kind", "unit", "part", "position", "is_active"]
    list_filter = ["is_active", "kind"]
