from django.contrib import admin

from oss.core.admin import ValueAdmin
from oss.staff.rosters.models import DeskPlace


@admin.register(DeskPlace)
class DeskPlaceAdmin(ValueAdmin):
    list_display = ["name", "address", "position", "is_active"]
