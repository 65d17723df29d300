from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, BaseUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from oss.core.admin import LookOnlyAdmin
from oss.core.admin_forms import AdminForm
from oss.core.admin_places import AdminGroup, AdminPlace
from oss.core.forms import NationalNumberCheck
from oss.core.locks import lock
from oss.staff.leaving import left_behind
from oss.staff.models import Membership, Team, User, UserQuerySet
from oss.staff.operations import hand_over
from oss.staff.roles import Role
from oss.staff.rosters import admin as _rosters  # noqa: F401 - which registers its own

admin.site.unregister(Group)  # roles are code; who has which stands on the user


class RoleChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, group: Any) -> str:
        return str(Role(group.name).label)


def role_field() -> RoleChoice:
    return RoleChoice(
        Group.objects.filter(name__in=Role.values).order_by("name"),
        required=False,
        label=_("Roles"),
        widget=forms.CheckboxSelectMultiple,
    )


class NewUserForm(NationalNumberCheck, BaseUserCreationForm):
    groups = role_field()

    class Meta:
        model = User
        fields = ("email", "first_name", "last_name", "language", "groups")


class ChangeUserForm(AdminForm, UserChangeForm):
    groups = role_field()
    successor = forms.ModelChoiceField(
        User.objects.assignable(),
        required=False,
        label=_("Taken over by"),
        help_text=_("Who leaves hands over what colleagues go on using, such as shared views."),
    )

    def clean(self) -> dict[str, Any]:
        """Somebody who can put everything right again must remain, and what colleagues use an owner."""
        data = super().clean() or {}
        self._check_successor(data)
        stays = data.get("is_active") and any(group.name == Role.ADMINISTRATOR for group in data["groups"])
        lock("administrators")  # two who take the role from each other at once come one after the other
        others = User.objects.administrators().exclude(pk=self.instance.pk)
        if Role.ADMINISTRATOR in self.instance.roles and not stays and not others.exists():
            raise ValidationError(
                _("This is the last active CRM administrator: give somebody else the role first.")
            )
        return data

    @property
    def is_leaving(self) -> bool:
        return "is_active" in self.changed_data and not self.cleaned_data.get("is_active")

    def _check_successor(self, data: dict[str, Any]) -> None:
        successor = data.get("successor")
        if successor == self.instance:
            self.add_error("successor", _("Choose somebody else."))
        elif successor and not self.is_leaving:
            self.add_error("successor", _("Choose a successor only for somebody whom you set inactive."))
        elif self.is_leaving and not successor and (left := left_behind(self.instance)):
            things = ", ".join(f"{label} ({number})" for label, number in left)
            self.add_error("successor", _("Choose who takes over: %(things)s.") % {"things": things})


class NewPasswordForm(AdminPasswordChangeForm):
    """A new password; taking the password away would be a second way to deactivate."""

    usable_password = None


class MembershipInline(admin.TabularInline):
    model = Membership
    extra = 0
    autocomplete_fields = ("user", "team")


class RoleFilter(admin.SimpleListFilter):
    title = _("role")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [*Role.choices, ("none", _("without a role"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> UserQuerySet:
        value = self.value()
        if value == "none":
            return queryset.active().without_role()
        return queryset.with_role(Role(value)) if value in Role.values else queryset


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    place = AdminPlace(AdminGroup.PEOPLE, "user")
    form = ChangeUserForm
    add_form = NewUserForm
    change_password_form = NewPasswordForm
    list_display = ("name", "email", "role_labels", "is_active", "last_login")
    list_filter = (RoleFilter, "is_active", "last_login", "teams")
    search_fields = ("email", "first_name", "last_name")
    ordering = ("last_name", "first_name")
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    inlines = (MembershipInline,)
    fieldsets = (
        (None, {"fields": ("email", "password")}),
        (_("Person"), {"fields": ("first_name", "last_name", "language")}),
        (_("Access"), {"fields": ("is_active", "successor", "groups")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "fields": (
                    *("email", "first_name", "last_name", "language"),
                    *("password1", "password2", "groups"),
                )
            },
        ),
    )

    def save_model(self, request: Any, obj: User, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and form.is_leaving and (successor := form.cleaned_data["successor"]):
            hand_over(obj, to=successor, by=request.user)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        """Who is sought for a queue or a team gets work there; the list of colleagues has everybody."""
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            queryset = queryset.assignable()
        return super().get_search_results(request, queryset, search_term)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """The break-glass account is only its own kind's to change."""
        may_change: bool = super().has_change_permission(request, obj)
        return may_change and (obj is None or not obj.is_superuser or request.user.is_superuser)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False  # who leaves is set inactive

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Who may only look sees the roles by name, and nothing of the password."""
        if obj is None or self.has_change_permission(request, obj):
            return super().get_fieldsets(request, obj)
        return (
            (None, {"fields": ("email",)}),
            (_("Person"), {"fields": ("first_name", "last_name", "language")}),
            (_("Access"), {"fields": ("is_active", "role_labels")}),
            (_("Dates"), {"fields": ("last_login", "date_joined")}),
        )

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        return (*super().get_readonly_fields(request, obj), "role_labels")

    def get_inlines(self, request: HttpRequest, obj: User | None) -> tuple[type[admin.TabularInline], ...]:
        return (MembershipInline,) if obj else ()

    @admin.display(description=_("name"))
    def name(self, user: User) -> str:
        return user.name

    @admin.display(description=_("roles"))
    def role_labels(self, user: User) -> str:
        return ", ".join(sorted(str(role.label) for role in user.roles))


@admin.register(Team)
class TeamAdmin(admin.ModelAdmin):
    place = AdminPlace(AdminGroup.PEOPLE, "users-group")
    form = AdminForm
    list_display = ("name", "description", "is_active")
    list_filter = ("is_active",)
    search_fields = ("name",)
    inlines = (MembershipInline,)


@admin.register(LogEntry)
class LogEntryAdmin(LookOnlyAdmin):
    """Who added or changed what in the admin."""

    place = AdminPlace(AdminGroup.OVERSIGHT, "history")
    list_display = ("action_time", "user", "content_type", "object_repr", "action_flag", "said")
    list_filter = ("action_flag", ("content_type", admin.RelatedOnlyFieldListFilter), "user")
    list_select_related = ("user", "content_type")
    search_fields = ("object_repr", "user__first_name", "user__last_name", "user__email")
    date_hierarchy = "action_time"
    fields = ("action_time", "user", "content_type", "object_repr", "action_flag", "said")
    show_full_result_count = False

    @admin.display(description=_("change"))
    def said(self, entry: LogEntry) -> str:
        return str(entry.get_change_message())
