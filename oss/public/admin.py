from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from oss.core.admin import LookOnlyAdmin
from oss.core.admin_places import AdminGroup, AdminPlace
from oss.core.registry import offered
from oss.public.models import PublicLink
from oss.public.operations import MAY_REVOKE, revoke_link
from oss.public.purposes import Purpose
from oss.staff.http import StaffRequest


@admin.register(PublicLink)
class PublicLinkAdmin(LookOnlyAdmin):
    """Without the token, which nobody has but who got the mail."""

    place = AdminPlace(AdminGroup.OVERSIGHT, "link")
    list_display = ("what", "about", "made_at", "expires_at", "uses", "most_uses", "revoked_at", "opened")
    list_filter = ("purpose", "made_at", "expires_at", "revoked_at")
    fields = ("what", "about", "made_at", "expires_at", "uses", "most_uses", "revoked_at")
    readonly_fields = ("what",)
    actions = ("revoke",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).annotate(times_opened=Count("openings"))

    @admin.display(description=_("purpose"), ordering="purpose")
    def what(self, link: PublicLink) -> Any:
        known = offered(Purpose).get(link.purpose)
        return known.label if known else link.purpose

    @admin.display(description=_("opened"))
    def opened(self, link: Any) -> int:
        return int(link.times_opened)

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_REVOKE)

    @admin.action(description=_("Revoke: nobody gets in by them any more"), permissions=["revoke"])
    def revoke(self, request: StaffRequest, links: QuerySet[PublicLink]) -> None:
        for link in links:
            revoke_link(link, by=request.user)
        told = ngettext("%(number)s link is revoked.", "%(number)s links are revoked.", len(links))
        messages.success(request, told % {"number": len(links)})
