"""Maintenance: one friendly page for everything but the health checks."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

Handler = Callable[[HttpRequest], HttpResponse]


def maintenance(get_response: Handler) -> Handler:
    def handle(request: HttpRequest) -> HttpResponse:
        if settings.MAINTENANCE and request.path not in {"/healthz", "/readyz"}:
            page = render_to_string("maintenance.html")
            return HttpResponse(page, status=503, headers={"Retry-After": "300"})
        return get_response(request)

    return handle
