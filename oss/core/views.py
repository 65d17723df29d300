"""Health, the manual, the front pages of sections, and the error pages that need a view."""

import sys

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views import defaults

from oss.core import health, manual
from oss.core.navigation import NavigationEntry
from oss.core.postgres.away import is_away
from oss.core.registry import offered


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> HttpResponse:
    """The process can do its work: 200, or 503 naming what is missing; "attention" is no reason to stop."""
    needed, wanted = health.report(), health.report(health.HealthWarning)
    ready = _all_ok(needed)
    status = "unavailable" if not ready else "ok" if _all_ok(wanted) else "attention"
    return JsonResponse({"status": status, **needed, **wanted}, status=200 if ready else 503)


def _all_ok(report: dict[str, str]) -> bool:
    return all(state == "ok" for state in report.values())


def help_page(request: HttpRequest, slug: str = "") -> HttpResponse:
    page = manual.find(slug) if slug else manual.pages()[0]
    if page is None:
        raise Http404
    return render(
        request,
        "core/help.html",
        {"page": page, "pages": manual.pages(), "breadcrumbs": [(_("Help"), None)]},
    )


def section(request: HttpRequest, name: str) -> HttpResponse:
    """The front page of a section whose own pages are not built yet; leads to those of one that is."""
    entry = offered(NavigationEntry).get(name)
    if entry is None:
        raise Http404
    if entry.url_name != "section":
        return redirect(entry.url_name, *entry.url_args, permanent=True)
    return render(request, "core/section.html", {"section": entry, "breadcrumbs": [(entry.label, None)]})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The token is older than the login, or missing: a script learns so by the header, and renews it."""
    response = render(request, "403_csrf.html", status=403)
    response.headers["X-Csrf-Failed"] = "1"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Our own fault; or the database is away: a page that asks nothing of it and comes back by itself."""
    if not is_away(sys.exception()):
        return defaults.server_error(request)
    comes_back = {"Refresh": "5"} if request.method == "GET" else {}
    page = render_to_string("503.html", {"comes_back": comes_back})
    headers = {"Retry-After": "5", "Cache-Control": "no-store", **comes_back}
    return HttpResponse(page, status=503, headers=headers)
