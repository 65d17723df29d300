from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from oss.staff import access_map
from oss.staff.models import User


class StaffAccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator, never by the visitor."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": _("Too many failed attempts. Wait five minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(
        self, request: HttpRequest, user: Any, *, redirect_url: str | None, **how: Any
    ) -> HttpResponse:
        """To the page that was asked for; to the first page where this colleague may not open it."""
        asked = redirect_url if redirect_url is None or _may_open(user, redirect_url) else "/"
        response: HttpResponse = super().post_login(request, user, redirect_url=asked, **how)
        return response


def _may_open(user: User, url: str) -> bool:
    """Also for a page that does not exist: it says so itself."""
    try:
        rule = access_map.find(resolve(urlsplit(url).path).view_name)
    except Resolver404:
        return True
    return rule is None or rule.allows(user)
