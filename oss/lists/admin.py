from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from oss.core.admin import LookOnlyAdmin
from oss.core.admin_places import AdminGroup, AdminPlace
from oss.lists.declaration import list_named
from oss.lists.jobs.models import Export


@admin.register(Export)
class ExportAdmin(LookOnlyAdmin):
    """Who took what out of the shop, and the list as it was filtered then."""

    place = AdminPlace(AdminGroup.OVERSIGHT, "download")
    list_display = ("at", "by", "list_label", "rows", "format", "only_ticked", "list_link")
    list_filter = ("format", "at", "by")
    list_select_related = ("by",)
    search_fields = ("by__first_name", "by__last_name", "by__email", "list_name", "query")
    date_hierarchy = "at"
    show_full_result_count = False

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """Who works outside the loket cannot open the list: he reads its filter."""
        if request.user.has_perm("staff.use_loket"):
            return self.list_display
        return (*self.list_display[:-1], "query")

    @admin.display(description=_("list"), ordering="list_name")
    def list_label(self, export: Export) -> str:
        definition = list_named(export.list_name)
        return str(definition.label) if definition else export.list_name

    @admin.display(description=_("filter and columns"))
    def list_link(self, export: Export) -> SafeString | str:
        """To the list as it was filtered; its reader sees what his own role may see."""
        definition = list_named(export.list_name)
        if definition is None:
            return export.query
        return format_html('<a href="{}">{}</a>', definition.url(export.query), _("Open the list"))
