from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.surveys.models import Questionnaire, SurveyQuestion
from dossiers.surveys.operations import new_version
from oss.core.admin_forms import AdminForm
from oss.core.admin_places import AdminGroup, AdminPlace
from oss.core.forms import ModelForm
from oss.staff.http import StaffRequest

_SENT = gettext_lazy(
    "Clients got these questions: they stay as they are. To change one, tick the questionnaire in the list"
    " and choose “Make a new version, to change it”."
)
_NOT_SENT = gettext_lazy("Nobody got these questions yet. Clients get them once the questionnaire is active.")


class SurveyQuestionForm(ModelForm):
    class Meta:
        widgets: ClassVar[dict[str, Any]] = {
            **{
                name: forms.TextInput(attrs={"class": "vLargeTextField"})
                for name in ("text", "text_fr", "text_en")
            },
            "options": forms.Textarea(attrs={"class": "vLargeTextField", "rows": 3}),
        }


class QuestionInline(admin.StackedInline):
    model = SurveyQuestion
    form = SurveyQuestionForm
    extra = 0
    fields = (
        *("text", "text_fr", "text_en", "kind", "options", "code"),
        ("position", "is_active", "is_proposal"),
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
    form = AdminForm
    list_display = ("name", "subtype", "version", "is_active", "is_sent")
    list_filter = ("is_active", ("subtype", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("subtype",)
    readonly_fields = ("version",)
    inlines = (QuestionInline,)
    actions = ("make_new_version",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What was made for one subtype is not sent to another."""
        return (*self.readonly_fields, "subtype") if obj is not None else self.readonly_fields

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        told = _SENT if _is_sent(obj) else _NOT_SENT
        return [(None, {"fields": ("name", "subtype", "version", "is_active"), "description": told})]

    @admin.display(description=gettext_lazy("sent to clients"))
    def is_sent(self, questionnaire: Questionnaire) -> str:
        return _("yes") if _is_sent(questionnaire) else _("no")

    @admin.action(description=gettext_lazy("Make a new version, to change it"), permissions=["add"])
    def make_new_version(self, request: StaffRequest, chosen: QuerySet[Questionnaire]) -> None:
        for one in chosen:
            made = new_version(one, by=request.user)
            messages.success(
                request, _("%(version)s is made; make it active when it is ready.") % {"version": made}
            )
