from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from oss.core.admin_forms import AdminForm
from oss.core.admin_places import AdminGroup, AdminPlace
from oss.queues.models import Queue, QueueMembership


class QueueMembershipInline(admin.TabularInline):
    model = QueueMembership
    extra = 0
    autocomplete_fields = ("user",)


@admin.register(Queue)
class QueueAdmin(admin.ModelAdmin):
    place = AdminPlace(AdminGroup.WORKING, "inbox")
    form = AdminForm
    list_display = ("name", "description", "key", "responsible", "is_private", "is_active", "position")
    list_filter = ("is_active", "is_private")
    search_fields = ("name", "description")
    autocomplete_fields = ("responsible",)
    prepopulated_fields = {"slug": ("name",)}
    inlines = (QueueMembershipInline,)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new queue is offered a digit that is free; no other queue loses its own."""
        taken = set(Queue.objects.values_list("key", flat=True))
        free = next((digit for digit in "1234567890" if digit not in taken), "")
        return {"key": free, **super().get_changeform_initial_data(request)}

    def get_readonly_fields(self, request: HttpRequest, obj: Queue | None = None) -> Any:
        """The short name is the queue's code: it stands in links, and the product knows the queue by it."""
        return ("slug",) if obj else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Queue | None = None) -> Any:
        return {} if obj else self.prepopulated_fields
