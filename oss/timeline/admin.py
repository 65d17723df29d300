from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from oss.core.admin import LookOnlyAdmin
from oss.core.admin_places import AdminGroup, AdminPlace
from oss.timeline.models import SensitiveReading
from oss.timeline.owners import owners_of


@admin.register(SensitiveReading)
class SensitiveReadingAdmin(LookOnlyAdmin):
    """Who read what few may read, of which journey or dossier; not what they read."""

    place = AdminPlace(AdminGroup.OVERSIGHT, "history")
    list_display = ("at", "by", "what", "owner")
    list_filter = ("at", "by")
    list_select_related = ("by",)
    search_fields = ("by__first_name", "by__last_name", "by__email", "what")
    date_hierarchy = "at"
    show_full_result_count = False

    @admin.display(description=_("of"))
    def owner(self, reading: SensitiveReading) -> str:
        owner = owners_of({reading.case_file_id}).get(reading.case_file_id)
        return owner.label if owner else ""
