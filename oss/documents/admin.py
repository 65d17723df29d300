from django.contrib import admin

from oss.core.admin import ValueAdmin
from oss.documents.models import DocumentKind


@admin.register(DocumentKind)
class DocumentKindAdmin(ValueAdmin):
    list_display = ["name", "document_class", "position", "is_active"]
    list_filter = ["is_active", "document_class"]
