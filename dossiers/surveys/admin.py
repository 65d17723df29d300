from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.surveys.models import Questionnaire, SurveyQuestion
from dossiers.surveys.operations import new_version
from oss.core.admin_places import AdminGroup, AdminPlace
from oss.core.forms import ModelForm
from oss.staff.http import StaffRequest


class QuestionInline(admin.StackedInline):
    model = SurveyQuestion
    form = ModelForm
    extra = 0
    fields = (
        *("position", "code", "kind", "text", "text_fr", "text_en", "options"),
        *("is_active", "is_proposal"),
    )

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and not _is_sent(obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not _is_sent(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not _is_sent(obj)


def _is_sent(questionnaire: Questionnaire | None) -> bool:
    return questionnaire is not None and questionnaire.pk is not None and questionnaire.is_sent


@admin.register(Questionnaire)
class QuestionnaireAdmin(admin.ModelAdmin):
    place = AdminPlace(AdminGroup.WORKING, "message-question")
    form = ModelForm
    list_display = ("name", "subtype", "version", "is_active", "questions_stay")
    list_filter = ("is_active", ("subtype", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("subtype",)
    readonly_fields = ("version", "questions_stay")
    fields = ("name", "subtype", "version", "is_active", "questions_stay")
    inlines = (QuestionInline,)
    actions = ("make_new_version",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What was made for one subtype is not sent to another."""
        return (*self.readonly_fields, "subtype") if obj is not None else self.readonly_fields

    @admin.display(description=gettext_lazy("sent: its questions stay"), boolean=True)
    def questions_stay(self, questionnaire: Questionnaire) -> bool:
        return _is_sent(questionnaire)

    @admin.action(description=gettext_lazy("Make a new version, to change it"), permissions=["add"])
    def make_new_version(self, request: StaffRequest, chosen: QuerySet[Questionnaire]) -> None:
        for one in chosen:
            made = new_version(one, by=request.user)
            messages.success(
                request, _("%(version)s is made; make it active when it is ready.") % {"version": made}
            )
