from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.contact_moments import admin as _contact_moments  # noqa: F401 - likewise
from dossiers.flows.table import STAGE_LABELS
from dossiers.forms.subtypes import SubtypeForm
from dossiers.forms.task_templates import TaskTemplateForm
from dossiers.models import (
    Acquaintance,
    Capacity,
    Dossier,
    FirstAction,
    Journey,
    Motive,
    NextStep,
    Project,
    Reason,
    ReferralProduct,
    RelationKind,
    Source,
    StageVisit,
    Subtype,
    TaskTemplate,
    Topic,
)
from dossiers.quotes import admin as _quotes  # noqa: F401 - which registers its own
from dossiers.schemes import admin as _schemes  # noqa: F401 - likewise
from dossiers.surveys import admin as _surveys  # noqa: F401 - likewise
from dossiers.types import in_each_room
from dossiers.waiting.models import WaitingPriority
from oss.core.admin import LookOnlyAdmin, ValueAdmin
from oss.core.admin_places import AdminGroup, AdminPlace

in_each_room("admin")  # which registers its own lists
for value in (Source, Acquaintance, Capacity, Topic, Motive, FirstAction, RelationKind, WaitingPriority):
    admin.site.register(value, ValueAdmin)


@admin.register(Reason)
class ReasonAdmin(ValueAdmin):
    list_display = ["name", "kind", "position", "is_active"]
    list_filter = ["kind", "is_active"]


@admin.register(NextStep, ReferralProduct)
class OpeningValueAdmin(ValueAdmin):
    """Of what opens a dossier."""

    list_display = ["name", "opens", "position", "is_active"]
    list_select_related = ["opens"]


@admin.register(Subtype)
class SubtypeAdmin(ValueAdmin):
    form = SubtypeForm
    list_display = ["name", "type", "phase", "profile", "position", "is_active"]
    list_filter = ["type", "phase", "is_active"]

    def save_model(self, request: HttpRequest, obj: Subtype, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if obj.is_active and not obj.profile:
            self.message_user(
                request,
                _("Dossiers of “%(subtype)s” cannot be opened or move on until it has a profile.")
                % {"subtype": obj},
                messages.WARNING,
            )


@admin.register(TaskTemplate)
class TaskTemplateAdmin(ValueAdmin):
    form = TaskTemplateForm
    list_display = ["name", "subtype", "made_after", "days", "position", "is_active"]
    list_filter = ["is_active", "subtype"]
    list_select_related = ["subtype"]

    @admin.display(description=gettext_lazy("made at the beginning of"))
    def made_after(self, template: TaskTemplate) -> str | Promise:
        return template.after


@admin.register(Project)
class ProjectAdmin(ValueAdmin):
    place = AdminPlace(AdminGroup.WORKING, "flag")
    list_display = ["name", "kind", "starts_on", "ends_on", "position", "is_active"]
    list_filter = ["kind", "is_active"]


class StageVisitInline(admin.TabularInline):
    model = StageVisit
    extra = 0
    can_delete = False
    fields = ("stage_name", "entered_at", "entered_by", "left_at", "left_by", "reason", "note")
    readonly_fields = ("stage_name",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("dossiers.view_dossier")

    @admin.display(description=gettext_lazy("stage"))
    def stage_name(self, visit: StageVisit) -> str | Promise:
        return visit.stage_label


class StageFilter(admin.SimpleListFilter):
    """The stages of all types by their names; types share a name where they share a stage."""

    title = gettext_lazy("stage")
    parameter_name = "stage"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        named: dict[str, list[str]] = {}
        for (_type, stage), label in STAGE_LABELS.items():
            if str(label) not in named.setdefault(stage, []):
                named[stage].append(str(label))
        return [(stage, " / ".join(labels)) for stage, labels in named.items()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(stage=self.value()) if self.value() else queryset


class VisibleOnlyAdmin(LookOnlyAdmin):
    """Of what may be shielded: also an administrator sees what is not theirs nowhere."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(pk__in=self.model.objects.visible_to(request.user))


@admin.register(Dossier)
class DossierAdmin(VisibleOnlyAdmin):
    place = AdminPlace(AdminGroup.RECORDS, "folder")
    list_display = (
        *("number", "type", "subtype", "stage_name", "assignee", "project", "opened_on", "completed_on"),
        "is_active",
    )
    list_filter = ("type", StageFilter, "opened_on", "completed_on", "is_active")
    list_select_related = ("subtype", "assignee", "project")
    search_fields = ("number",)
    date_hierarchy = "opened_on"
    fields = (
        *("number", "type", "subtype", "stage_name", "journey", "source", "acquaintance", "project"),
        *("additional_projects", "site_address", "scope", "main_contact", "assignee", "is_anonymous"),
        *("postcode", "opened_on", "completed_on", "closing_reason", "is_active", "created_at", "created_by"),
    )
    readonly_fields = ("stage_name",)
    inlines = (StageVisitInline,)

    @admin.display(description=gettext_lazy("stage"), ordering="stage")
    def stage_name(self, dossier: Dossier) -> str | Promise:
        return dossier.stage_label


@admin.register(Journey)
class JourneyAdmin(VisibleOnlyAdmin):
    place = AdminPlace(AdminGroup.RECORDS, "train")
    list_display = ("number", "client", "address", "opened_at", "is_active")
    list_filter = ("is_active", "opened_at")
    list_select_related = (
        *("address__street__municipality", "client__person", "client__organisation"),
        "client__capacity",
    )
    search_fields = ("number",)
    fields = ("number", "client", "address", "opened_at", "opened_by", "is_active")
