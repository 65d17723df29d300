from django.contrib import admin

from dossiers.quotes.models import CatalogueItem, ComparisonQuestion
from oss.core.admin import ValueAdmin


@admin.register(CatalogueItem)
class CatalogueItemAdmin(ValueAdmin):
    list_display = ["name", "measure", "unit", "position", "is_active"]
    list_filter = ["is_active", "measure"]
    list_select_related = ["measure"]


@admin.register(ComparisonQuestion)
class ComparisonQuestionAdmin(ValueAdmin):
    list_display = ["name", "measure", "asks_value", "position", "is_active"]
    list_filter = ["is_active", "measure"]
    list_select_related = ["measure"]
