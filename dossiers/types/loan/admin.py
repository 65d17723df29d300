from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from dossiers.types.loan.terms import LoanTargetGroup, LoanTerms
from oss.core.admin import ValueAdmin
from oss.core.forms import ModelForm


@admin.register(LoanTargetGroup)
class LoanTargetGroupAdmin(ValueAdmin):
    list_display = ["name", "position", "is_active"]


class LoanTermsInline(admin.StackedInline):
    """On the sheet of the scheme. What nobody told stays empty: it is still to be filled in."""

    model = LoanTerms
    form = ModelForm
    extra = 0

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
