"""The admin of the shop: for coordinators and administrators, opening on figures; the auditor finds logs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from oss.core.admin_places import AdminGroup, AdminPlace
from oss.core.navigation import Text
from oss.core.registry import Offer, offered
from oss.staff.context import Link, LinkGroup
from oss.staff.models import User

FALLBACK = AdminPlace(AdminGroup.RECORDS, "folder")


@dataclass(frozen=True)
class AdminFigure:
    """One number of the admin's first page, a count; `url` opens the list of just those, `name` marks it."""

    label: Text
    value: int
    url: str
    note: Text = ""
    name: str = ""


@dataclass(frozen=True)
class AdminFigures(Offer):
    """`of` a package: those this user may see."""

    of: Callable[[User], list[AdminFigure]]


class OssAdminSite(AdminSite):
    site_title = _("Woonloket administration")
    site_header = _("Administration")
    index_title = _("Overview")
    enable_nav_sidebar = False  # the side of the loket's frame stands in its place

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.has_perm("staff.use_admin")

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        return {**context, "side": self._side(request, context["available_apps"])}

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        user = cast(User, request.user)
        reads_logs_only = not user.has_perm("staff.use_loket")  # the auditor
        offers = () if reads_logs_only else offered(AdminFigures).values()
        figures = [figure for one in offers for figure in one.of(user)]
        return super().index(request, {"figures": figures, **(extra_context or {})})

    def _side(self, request: HttpRequest, apps: list[Any]) -> list[LinkGroup]:
        """The way back to the loket, then what this user may see in the admin, group by group."""
        links = [Link(_("Overview"), "chart-bar", reverse("admin:index"))]
        if request.user.has_perm("staff.use_loket"):
            links.insert(0, Link(_("Back to the loket"), "arrow-left", reverse("home")))
        found: dict[AdminGroup, list[Link]] = {group: [] for group in AdminGroup}
        for model in (model for app in apps for model in app["models"] if model["admin_url"]):
            place = getattr(self._registry[model["model"]], "place", FALLBACK)
            found[place.group].append(Link(model["name"], place.icon, model["admin_url"]))
        groups = [
            LinkGroup(group.label, sorted(items, key=lambda link: str(link.label).casefold()))
            for group, items in found.items()
            if items
        ]
        return [LinkGroup("", links), *groups]
