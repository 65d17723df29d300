"""The admin of the shop: for coordinators and administrators, opening on figures; the auditor finds logs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from oss.core.navigation import Text
from oss.core.registry import Registry
from oss.staff.models import User


@dataclass(frozen=True)
class Figure:
    """One number of the admin's first page, a count; `url` opens the list of just those, `name` marks it."""

    label: Text
    value: int
    url: str
    note: Text = ""
    name: str = ""


admin_figures: Registry[Callable[[User], list[Figure]]] = Registry("admin figures")
"""Per package: the figures this user may see."""


class OssAdminSite(AdminSite):
    site_title = _("Woonloket administration")
    site_header = _("Administration")
    index_title = _("Overview")

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.has_perm("staff.use_admin")

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        user = cast(User, request.user)
        offers = admin_figures if user.has_perm("staff.use_loket") else ()  # the auditor reads logs only
        figures = [figure for offer in offers for figure in offer(user)]
        return super().index(request, {"figures": figures, **(extra_context or {})})
