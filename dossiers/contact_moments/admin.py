from django.contrib import admin

from dossiers.contact_moments.models import ContactChannel
from oss.core.admin import ValueAdmin


@admin.register(ContactChannel)
class ContactChannelAdmin(ValueAdmin):
    list_display = ["name", "minutes", "at_desk", "source", "first_action", "position", "is_active"]
    list_select_related = ["source", "first_action"]
