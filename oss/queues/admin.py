from django.contrib import admin

from oss.core.forms import ModelForm
from oss.queues.models import Queue, QueueMembership


class QueueMembershipInline(admin.TabularInline):
    model = QueueMembership
    extra = 0
    autocomplete_fields = ("user",)


@admin.register(Queue)
class QueueAdmin(admin.ModelAdmin):
    form = ModelForm
    list_display = ("name", "description", "responsible", "is_private", "is_active", "position")
    list_filter = ("is_active", "is_private")
    search_fields = ("name", "description")
    autocomplete_fields = ("responsible",)
    prepopulated_fields = {"slug": ("name",)}
    inlines = (QueueMembershipInline,)
