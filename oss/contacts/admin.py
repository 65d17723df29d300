from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from oss.addresses.admin import MatchingAdmin
from oss.contacts.models import ContactPoint, Employment, Organisation, Person, RegisterRun
from oss.core.admin import LookOnlyAdmin
from oss.core.admin_places import AdminGroup, AdminPlace


class _LookOnlyInline(admin.TabularInline):
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ContactPointInline(_LookOnlyInline):
    model = ContactPoint
    fields = ("kind", "value", "normalised", "preferred", "state")


class EmploymentInline(_LookOnlyInline):
    model = Employment
    fields = ("person", "organisation", "role", "since", "until")


@admin.register(Person)
class PersonAdmin(MatchingAdmin):
    place = AdminPlace(AdminGroup.RECORDS, "users")
    list_display = ("name", "language", "address", "do_not_contact", "is_active")
    list_filter = ("is_active", "do_not_contact", "language")
    list_select_related = ("address__street__municipality",)
    exclude = ("search",)
    inlines = (ContactPointInline, EmploymentInline)

    @admin.display(description=_("name"))
    def name(self, person: Person) -> str:
        return person.name


@admin.register(Organisation)
class OrganisationAdmin(MatchingAdmin):
    place = AdminPlace(AdminGroup.RECORDS, "building-store")
    list_display = ("name", "kind", "enterprise_number_label", "address", "is_active")
    list_filter = ("kind", "is_active")
    list_select_related = ("address__street__municipality",)
    exclude = ("search",)
    inlines = (ContactPointInline, EmploymentInline)

    @admin.display(description=_("enterprise number"), ordering="enterprise_number")
    def enterprise_number_label(self, organisation: Organisation) -> str:
        return organisation.enterprise_number_label


@admin.register(RegisterRun)
class RegisterRunAdmin(LookOnlyAdmin):
    """What each import of the company register did, and why one failed."""

    place = AdminPlace(AdminGroup.OVERSIGHT, "refresh")
    list_display = (
        *("source", "kind", "snapshot_date", "started_at", "status"),
        *("added", "changed", "ended", "incomplete", "associations_matched", "associations_to_do"),
    )
    list_filter = ("status", "kind")
    list_select_related = ("by",)
