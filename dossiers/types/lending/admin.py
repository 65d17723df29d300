from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from dossiers.types.lending.pieces import Piece, PieceKind
from dossiers.types.lending.stock import LendingRule, StockKind
from oss.core.admin import ValueAdmin
from oss.core.admin_forms import AdminForm
from oss.core.admin_places import AdminGroup, AdminPlace


@admin.register(PieceKind)
class PieceKindAdmin(ValueAdmin):
    list_display = ["name", "subtype", "days", "deposit", "position", "is_active"]
    list_select_related = ["subtype"]


@admin.register(StockKind)
class StockKindAdmin(ValueAdmin):
    """What lies there changes by its moves, on its own page."""

    list_display = ["name", "depot", "quantity", "unit", "minimum", "counts_as", "subtype", "is_active"]
    list_select_related = ["subtype"]


@admin.register(Piece)
class PieceAdmin(admin.ModelAdmin):
    """Set inactive what is no longer lent; its loans stay."""

    place = AdminPlace(AdminGroup.WORKING, "hand-grab")
    form = AdminForm
    list_display = ("number", "kind", "state", "depot", "note", "is_active")
    list_filter = ("kind", "state", "is_active")
    list_select_related = ("kind",)
    search_fields = ("number", "note")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(LendingRule)
class LendingRuleAdmin(admin.ModelAdmin):
    place = AdminPlace(AdminGroup.WORKING, "basket")
    form = AdminForm
    list_display = ("subtype", "rules_version", "most", "months", "who_may")
    list_select_related = ("subtype",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
