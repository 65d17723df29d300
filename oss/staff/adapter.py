from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from oss.core import pages
from oss.staff.models import User


class StaffAccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator, never by the visitor.

    Failed logins count per account and address, so that whoever guesses at one account keeps out neither its
    owner elsewhere nor the colleagues behind the same address; higher limits hold for an address with all
    accounts, and for an account from all addresses (`ACCOUNT_RATE_LIMITS`).
    """

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": _("Too many failed attempts. Wait five minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Under the shop's own address, whatever host and port the request names."""
        path = urlsplit(super().get_reset_password_from_key_url(key)).path
        return f"{settings.ORIGIN}{path}"

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return f"{_account(credentials)}:{ratelimit.get_ip(request)}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        super().pre_authenticate(request, **credentials)
        self._account_usage = ratelimit.consume(
            request,
            app="allauth.account",
            action="login_failed_account",
            key=_account(credentials),
        )
        if self._account_usage is None:
            raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        super()._rollback_login_failed_rl_usage()
        if self._account_usage is not None:
            self._account_usage.rollback()

    def post_login(
        self, request: HttpRequest, user: Any, *, redirect_url: str | None, **how: Any
    ) -> HttpResponse:
        """To the page that was asked for; to the first page where this colleague may not open it."""
        asked = redirect_url if redirect_url is None or _may_open(user, redirect_url) else "/"
        response: HttpResponse = super().post_login(request, user, redirect_url=asked, **how)
        return response


def _account(credentials: dict[str, Any]) -> str:
    """Without the host of the request: under another port the guesses would be counted anew."""
    return str(credentials.get("email", credentials.get("username", ""))).lower()


def _may_open(user: User, url: str) -> bool:
    """Also for a page that does not exist: it says so itself."""
    try:
        rule = pages.find(resolve(urlsplit(url).path).view_name)
    except Resolver404:
        return True
    return rule is None or rule.allows(user)
