"""The interface language, the access map enforced before every view, drafts of forms that are saved."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import structlog
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.decorators import sync_only_middleware
from django_structlog.middlewares import RequestMiddleware

from oss.core import pages
from oss.core.once import refused_only
from oss.core.postgres.away import is_away
from oss.staff.drafts import forget_drafts

SECRET_LINKS = {"account_reset_password_from_key", "account_confirm_email"}
"""URLs of allauth whose path lets in whoever knows it."""

_SAVED = {201, 302, 303}

Handler = Callable[[HttpRequest], HttpResponse]
log = structlog.get_logger(__name__)


@sync_only_middleware
def language(get_response: Handler) -> Handler:
    """Dutch, unless the user chose English (or, before login, the language cookie says so)."""

    def handle(request: HttpRequest) -> HttpResponse:
        chosen = (
            request.user.language
            if request.user.is_authenticated
            else request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        )
        code = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = code
        with translation.override(code):
            response = get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response

    return handle


class RequestLog(RequestMiddleware):
    """Request ids and one line for what came of a request; neither what was searched nor a secret in a link
    is logged. The breaker tells of an outage; a request that met it is a line without a traceback."""

    def prepare(self, request: HttpRequest) -> None:
        request.is_told = True  # type: ignore[attr-defined]  # `oss.core.logs` reads it
        request.told_as = _told_as(request)  # type: ignore[attr-defined]
        super().prepare(request)

    def _process_exception(self, request: HttpRequest, exception: Exception) -> None:
        request.is_told = True  # type: ignore[attr-defined]
        if not is_away(exception):
            super()._process_exception(request, exception)
            return
        request._raised_exception = exception  # type: ignore[attr-defined]  # noqa: SLF001 - tells its base
        log.warning("request_failed", code=503, request=self.format_request(request), error="database away")

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        return str(request.told_as)  # type: ignore[attr-defined]


def _told_as(request: HttpRequest) -> str:
    try:
        match = resolve(request.path_info)
    except Resolver404:
        match = None
    secret = match is not None and _is_secret(match.view_name)
    return f"{request.method} {match.route if match and secret else request.path}"


def _is_secret(url_name: str) -> bool:
    announced = pages.pages().get(url_name)
    return announced.is_secret if announced else url_name in SECRET_LINKS


class access:  # noqa: N801 - a middleware like its neighbours; a class because it hooks process_view
    """Asks the access map who may open the URL: login, 403, or on to the view."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:  # no page of the loket stays behind in a shared browser
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if any("\x00" in value for values in request.GET.lists() for value in values[1]):
            raise BadRequest("a NUL sign in the query")  # which PostgreSQL refuses
        match = request.resolver_match
        url_name = match.view_name if match else ""
        rule = pages.find(url_name)
        if rule is None:
            log.error("url_without_access_rule", url_name=url_name)
            raise PermissionDenied
        if rule.public:
            return None
        if not request.user.is_authenticated:
            return _ask_to_log_in(request)
        if not rule.allows(request.user):
            raise PermissionDenied
        return None


@sync_only_middleware
def saved_drafts(get_response: Handler) -> Handler:
    """A form that was saved leads on, or answers with what was made; one that comes back keeps its draft, as
    does one that leads on to nothing but a refusal."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method == "POST" and request.user.is_authenticated and response.status_code in _SAVED:
            drafted = _pages(request.POST.get("draft", ""))
            if drafted and not refused_only(request):
                forget_drafts(drafted, by=request.user)
        return response

    return handle


def _pages(field: str) -> list[UUID]:
    """Of the hidden field that `{% draft %}` draws: the form, its record, and the pages that drafted it."""
    _form, _of, *keys = field.split() or ("", "")
    try:
        return [UUID(key) for key in keys]
    except ValueError:
        return []


def _ask_to_log_in(request: HttpRequest) -> HttpResponse:
    """A page goes to the login page and comes back; a script is told, and opens the login in a dialog."""
    if request.headers.get("HX-Request") or request.headers.get("X-Requested-With"):
        return HttpResponse(status=401, headers={"X-Login-Required": "1"})
    return redirect_to_login(request.get_full_path() if request.method == "GET" else request.path)
